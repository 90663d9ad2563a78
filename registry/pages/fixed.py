"""The pages that stand whatever is held: rubrics, about, verify, changes, the page for no page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from .comparison import Comparison, compare
from .edition import Edition
from .events import Event
from .page import Crumb, Page
from .public import PublicHolder
from .rules import PublicRubric

RECENT = 60
"""Changes on the first page of changes and in the feeds."""

A_PART = 300
"""Changes on one page of a year."""

ABOUT = (
    ("", "What the seal means", "What the seal says of a product or an institution, and what not."),
    ("suppliers/", "For suppliers", "Requirements and process, from application to renewal."),
    ("institutions/", "For institutions", "Requirements and process, from training to renewal."),
    ("badge/", "Showing the badge", "How holders show their badge, and what happens when it ends."),
    ("training/", "Training", "Which training counts for whom."),
    ("membership/", "Membership", "Which members may hold a seal."),
    ("apply/", "How to apply", "What to send, and what happens then."),
    ("procurement/", "For buyers", "Asking for the seal in contracts and requests for proposals."),
    ("standings/", "Words and icons", "What valid, expired, withdrawn and suspended mean."),
    ("data/", "Data and feeds", "Files for programs, with every column explained."),
    ("accessibility/", "Accessibility", "How this site is made for everyone."),
    ("privacy/", "Privacy", "What this site knows about its visitors."),
)
"""The pages under /about/: address, title, description."""


def rubric_pages(edition: Edition, holders: Sequence[PublicHolder]) -> Iterator[Page]:
    """The list of releases, and a page for each with what it changed."""
    releases = list(reversed(edition.rubrics))
    compared = {
        after.version: compare(before, after)
        for before, after in zip(edition.rubrics, edition.rubrics[1:], strict=False)
    }
    in_use = [one.seal.rubric for one in holders if one.is_valid]
    yield Page(
        address="rubrics/",
        template="rubrics/index.html",
        title="Rubrics",
        description="Every release of the vetting rubric, and what each one changed.",
        section="rubrics",
        facts={
            "releases": releases,
            "compared": compared,
            "held": {one.version: in_use.count(one.version) for one in releases},
        },
    )
    for one in edition.rubrics:
        yield _rubric_page(edition, one, compared.get(one.version), in_use.count(one.version))


def _rubric_page(
    edition: Edition, rubric: PublicRubric, compared: Comparison | None, held: int
) -> Page:
    after = edition.after(rubric.version)
    return Page(
        address=rubric.address,
        template="rubrics/rubric.html",
        title=f"{rubric.title} {rubric.version}",
        description=f"Every question of release {rubric.version}, and what each level looks like.",
        section="rubrics",
        crumbs=(Crumb("Rubrics", "rubrics/"),),
        facts={
            "rubric": rubric,
            "comparison": compared,
            "held": held,
            "following": after[0] if after else None,
        },
    )


def about_pages(edition: Edition) -> Iterator[Page]:
    """What the seal means, for whom, and how to get it; the rules come from its data."""
    shown = tuple((f"about/{address}", title, text) for address, title, text in ABOUT)
    for address, title, text in shown:
        name = address.removeprefix("about/").rstrip("/") or "index"
        yield Page(
            address=address,
            template=f"about/{name}.html",
            title=title,
            description=text,
            section="about",
            crumbs=() if name == "index" else (Crumb("About", "about/"),),
            facts={"chapters": shown, "rules": edition.programme},
        )


def change_pages(happened: Sequence[Event]) -> Iterator[Page]:
    """The latest changes, and every change by year."""
    years = [(year, list(group)) for year, group in groupby(happened, lambda one: one.on.year)]
    addresses = [(year, f"changes/{year}/") for year, _ in years]
    shown = {"years": addresses, "year": None, "parts": ()}
    yield Page(
        address="changes/",
        template="changes/index.html",
        title="Changes",
        description="Seals awarded, renewed and ended, newest first.",
        facts=shown | {"events": happened[:RECENT]},
    )
    for year, group in years:
        yield from _year(year, group, shown | {"year": year})


def _year(year: int, group: Sequence[Event], shown: dict[str, object]) -> Iterator[Page]:
    """A year's changes, in parts where there are very many."""
    cut = [group[i : i + A_PART] for i in range(0, len(group), A_PART)]
    parts = [f"changes/{year}/{number}/" if number > 1 else f"changes/{year}/"
             for number in range(1, len(cut) + 1)]  # fmt: skip
    for number, (address, events) in enumerate(zip(parts, cut, strict=True), start=1):
        part = f", part {number} of {len(cut)}" if number > 1 else ""
        yield Page(
            address=address,
            template="changes/index.html",
            title=f"Changes in {year}{part}",
            description=f"Seals awarded, renewed and ended in {year}.",
            crumbs=(Crumb("Changes", "changes/"),),
            facts=shown | {"events": events, "parts": parts if len(parts) > 1 else ()},
        )


def desk_pages() -> Iterator[Page]:
    """Where a seal is verified, and what stands where nothing does."""
    yield Page(
        address="verify/",
        template="verify/index.html",
        title="Verify a seal",
        description="Check a seal by its number, by a name, by a website, or by a badge image.",
        section="verify",
    )
    yield Page(
        address="404.html",
        template="404.html",
        title="There is no page here",
        listed=False,
    )
