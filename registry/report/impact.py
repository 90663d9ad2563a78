"""What a release would ask -> the answer of `impact`: text, JSON, Markdown."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date

from ..impact import Asked, Impact, QuestionKind
from .faults_text import PLAIN, Ink
from .markdown import code, escaped, rows
from .tables import table

_SIGNS = {QuestionKind.ADDED: "+", QuestionKind.CHANGED: "~", QuestionKind.REMOVED: "-"}
_LIMIT = 500


def as_json(found: Impact) -> str:
    """The answer of `impact --format json`."""
    answer = {
        "rubric": found.rubric.version,
        "released": found.released.isoformat(),
        "assumed": found.assumed,
        "revet_by": _iso(found.rubric.revet_by),
        "on_overdue": found.rubric.on_overdue,
        "before": found.before,
        "questions": {
            **{
                str(kind): [
                    {"id": one.id, "area": one.area, "ask": one.ask, "parts": one.parts}
                    for one in found.of(kind)
                ]
                for kind in QuestionKind
            },
            "kept": found.kept,
        },
        "seals": [_seal(one) for one in found.asked],
        "open_reviews": [
            {"review": one.review, "holder": one.holder, "rubric": one.rubric}
            for one in found.running
        ],
    }
    return json.dumps(answer, indent=2, ensure_ascii=False) + "\n"


def _seal(asked: Asked) -> dict[str, object]:
    return {
        "holder": asked.holder,
        "name": asked.name,
        "rubric": asked.rubric,
        "expires_on": _iso(asked.expires_on),
        "due": _iso(asked.due),
        "suspended_on": _iso(asked.suspended_on),
        "renews_first": asked.renews_first,
        "already": asked.already,
    }


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def as_text(found: Impact, ink: Ink = PLAIN) -> str:
    """What the rubric's authors read on a terminal."""
    lines = [f"{ink.bold}{_headline(found)}{ink.off}", "", _question_tally(found)]
    lines += [
        f"  {row}"
        for row in table(
            [(_SIGNS[one.kind], one.id, ", ".join(one.parts) or one.ask) for one in found.questions]
        )
    ]
    lines += ["", _seal_tally(found)]
    lines += [f"  {row}" for row in table([_cells(one) for one in found.asked])]
    if found.running:
        lines += ["", _running_tally(found)]
        lines += [f"  {one.review} (rubric {one.rubric})" for one in found.running]
    return "\n".join(lines) + "\n"


def _headline(found: Impact) -> str:
    when = f"released on {found.released}" + (", for it names no day yet" if found.assumed else "")
    by = found.rubric.revet_by
    asks = f"; seals vetted earlier are to be vetted again by {by}" if by else ""
    then = ", and are suspended after that" if by and found.rubric.on_overdue == "suspend" else ""
    return f"rubric {found.rubric.version}, taken as {when}{asks}{then}"


def _question_tally(found: Impact) -> str:
    counts = ", ".join(f"{len(found.of(kind))} {kind}" for kind in QuestionKind)
    against = f"against {found.before}" if found.before else "there is no earlier release"
    return f"questions: {counts}, {found.kept} kept ({against})"


def _seal_tally(found: Impact) -> str:
    total = len(found.asked)
    if not total:
        return "seals: none would have to be vetted again"
    renewing = sum(one.renews_first for one in found.asked)
    already = sum(one.already for one in found.asked)
    parts = [f"{total - renewing} by a vetting of their own", f"{renewing} with their renewal"]
    if already:
        parts.append(f"{already} are asked already by an earlier release")
    return f"seals to be vetted again: {total} ({'; '.join(parts)})"


def _running_tally(found: Impact) -> str:
    count = len(found.running)
    word = "review is" if count == 1 else "reviews are"
    return (
        f"{count} open {word} not finished: finish before {found.released}, "
        f"or answer under {found.rubric.version}"
    )


def _cells(asked: Asked) -> tuple[str, ...]:
    remarks = [
        "with its renewal" if asked.renews_first else "",
        f"suspended from {asked.suspended_on}" if asked.suspended_on else "",
        "asked already" if asked.already else "",
    ]
    return (
        f"by {asked.due}",
        asked.holder,
        f"vetted under {asked.rubric}",
        f"ends {asked.expires_on}",
        ", ".join(remark for remark in remarks if remark),
    )


def as_markdown(found: Impact) -> str:
    """For the pull request that drafts or releases the rubric."""
    return "\n".join(_markdown(found)).rstrip() + "\n"


def _markdown(found: Impact) -> Iterator[str]:
    yield from (f"### {_headline(found).capitalize()}", "", f"{_question_tally(found)}.", "")
    if found.questions:
        cells = [
            (str(one.kind), code(one.id), escaped(", ".join(one.parts) or one.ask))
            for one in found.questions
        ]
        yield from rows(("", "Question", "What"), cells, _LIMIT)
    yield from (f"{_seal_tally(found).capitalize()}.", "")
    if found.asked:
        told = [
            (code(one.holder), one.rubric, str(one.expires_on), str(one.due), _cells(one)[-1])
            for one in found.asked
        ]
        yield from rows(("Holder", "Vetted under", "Ends", "By", ""), told, _LIMIT)
    if found.running:
        yield from (f"{_running_tally(found)}.", "")
        yield from (f"- {code(one.review)}" for one in found.running)
