"""due, standings and open issues -> one GitHub issue for each item, kept up to date by gh.

An issue is known by a marker in its text. A contact, a note or an issue's summary never enters one.
In a public repository only items that follow from the public site become issues, under the seal's
number: that a review is open, and what it lacks, is nobody else's business.
"""

from __future__ import annotations

import hashlib
import json
import re
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

MARKER = "<!-- seal-registry: worklist "
PUBLIC_KINDS = {"renewal-notice", "re-vetting", "removal"}
"""Kinds that anyone can read off the public dates of a seal."""
AT_ONCE = 60
"""Issues opened in one run, so that a first run does not run into GitHub's limits."""


@dataclass(frozen=True, slots=True)
class Ticket:
    """What one issue should say."""

    key: str
    title: str
    body: str


@dataclass(frozen=True, slots=True)
class Plan:
    """What to do about the issues there are; `left` is how many are opened another time."""

    opened: tuple[Ticket, ...]
    updated: tuple[tuple[int, Ticket], ...]
    closed: tuple[int, ...]
    left: int = 0


def tickets(due: Any, status: Any, *, public: bool) -> Iterator[Ticket]:
    """An issue for each item, each under a key of its own."""
    seals = {seal["holder"]: seal for seal in status["seals"]}
    seen: dict[str, int] = {}
    for item in due["items"]:
        seal = seals[item["holder"]]
        if public and (item["kind"] not in PUBLIC_KINDS or seal["standing"] is None):
            continue
        key = _key(item, seal)
        seen[key] = seen.get(key, 0) + 1
        yield _ticket(item, seal, f"{key}-{seen[key]}", public=public)


def _key(item: Mapping[str, Any], seal: Mapping[str, Any]) -> str:
    """The item's name for life: neither a moved deadline nor a renamed folder changes it."""
    about = (item["review"] or "").rpartition("/")[2]
    if item["kind"] in PUBLIC_KINDS:
        about = str(seal["awarded_on"])
    said = f"{seal['number']} {item['kind']} {about}"
    return hashlib.sha256(said.encode()).hexdigest()[:20]


def _ticket(item: Mapping[str, Any], seal: Mapping[str, Any], key: str, *, public: bool) -> Ticket:
    who = seal["number"] if public else item["holder"]
    by = f", due {item['due']}" if item["due"] else ""
    lines = [
        f"{MARKER}{key} -->",
        f"**{item['kind']}** for `{who}`{by}.",
        "",
        f"`build.py explain {_STEPS[item['kind']]}` tells what to record. "
        "This issue closes by itself once that is merged.",
    ]
    if item["review"] and not public:
        lines.insert(3, f"Recorded in `{item['review']}`.\n")
    return Ticket(key, f"{item['kind']}: {who}{by}", "\n".join(lines) + "\n")


_STEPS = {
    "renewal-notice": "steps.reminded",
    "changes": "steps.changes_received",
    "second-meeting": "steps.met",
    "award-notice": "steps.award_sent",
    "independent-review": "steps.submitted",
    "reservation-talk": "answers.discussed",
    "re-vetting": "product-review.kind",
    "removal": "removal_confirmed",
    "issue": "issues.resolved",
}


def plan(wanted: Sequence[Ticket], there: Sequence[Mapping[str, Any]]) -> Plan:
    """The least that brings the issues there are to what they should be."""
    by_key: dict[str, list[Mapping[str, Any]]] = {}
    for issue in sorted(there, key=lambda one: int(one["number"])):
        found = re.match(re.escape(MARKER) + r"([0-9a-f]+-[0-9]+) -->", issue["body"] or "")
        if found:
            by_key.setdefault(found[1], []).append(issue)
    keys = {ticket.key for ticket in wanted}
    new = [ticket for ticket in wanted if ticket.key not in by_key]
    updated = [
        (int(by_key[ticket.key][0]["number"]), ticket)
        for ticket in wanted
        if ticket.key in by_key and not _says(by_key[ticket.key][0], ticket)
    ]
    closed = [
        int(issue["number"])
        for key, issues in by_key.items()
        for issue in (issues[1:] if key in keys else issues)  # a second one is closed too
    ]
    return Plan(tuple(new[:AT_ONCE]), tuple(updated), tuple(sorted(closed)), len(new[AT_ONCE:]))


def _says(issue: Mapping[str, Any], ticket: Ticket) -> bool:
    body = (issue["body"] or "").replace("\r\n", "\n").strip()
    return bool(issue["title"] == ticket.title and body == ticket.body.strip())


def carry_out(what: Plan) -> None:
    """Do it, by the gh program."""
    for ticket in what.opened:
        _gh("create", "--title", ticket.title, "--label", "worklist", "--body", ticket.body)
    for number, ticket in what.updated:
        _gh("edit", str(number), "--title", ticket.title, "--body", ticket.body)
    for number in what.closed:
        _gh("close", str(number), "--comment", "Done: nothing is owed here any more.")


def _gh(*words: str) -> None:
    subprocess.run(["gh", "issue", *words], check=True)  # noqa: S603, S607  # gh is on the PATH


def main(words: Sequence[str]) -> None:
    """worklist_issues.py --public|--private DUE STATUS OPEN, each a file of JSON."""
    mode, *files = words
    due, status, there = (json.loads(Path(name).read_text()) for name in files)
    what = plan(list(tickets(due, status, public=mode != "--private")), there)
    carry_out(what)
    counts = f"{len(what.opened)} opened, {len(what.updated)} updated, {len(what.closed)} closed"
    sys.stdout.write(f"{counts}{f', {what.left} left for the next run' if what.left else ''}\n")


if __name__ == "__main__":
    main(sys.argv[1:])
