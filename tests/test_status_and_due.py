"""The answers of `status` and `due`, to a person and to a program."""

from __future__ import annotations

import json
from dataclasses import replace

from registry.assess import assess
from registry.model import Contact
from registry.report.faults_text import COLOUR
from registry.report.standings import due_json, due_text, status_json, status_text

from .nouns import (
    answer,
    award,
    day,
    decline,
    institution,
    institution_award,
    issue,
    member,
    product,
    product_review,
    registry,
    rubric,
    supplier,
)

COMPANY = supplier(
    membership=(member(until="2025-03-31"),), contact=Contact(email="dpo@tide.example")
)
WHOLE = registry(
    product(award("2024-11-15", award_sent="2024-11-20")),
    product(
        award("2024-12-01", award_sent="2024-12-02"),
        decline("2025-02-03", "re-vetting"),
        path="suppliers/brightpath/mathtrail",
        name="MathTrail",
        removal_confirmed=(day("2025-02-03"),),
    ),
    product(
        award("2024-10-10"),
        path="suppliers/tide/labs",
        supplier=COMPANY,
        name="Tide Labs",
        issues=(issue("2025-02-02", summary="Sub-processor list\x1b[2J"),),
    ),
    product(
        product_review("2025-05-20", notified="2025-05-31", answers={"a": answer("does-not-meet")}),
        path="suppliers/tide/new",
        supplier=COMPANY,
        name="Tide New",
    ),
    institution(institution_award("2024-04-04"), name="Rivière"),
    rubrics=(rubric(), rubric("2.0", "2025-06-01", revet_by="2025-06-10")),
)
TODAY = day("2025-06-10")
FOUND = assess(WHOLE, TODAY)


def test_status_answers_a_program_with_every_holder_by_path() -> None:
    answer = json.loads(status_json(FOUND))
    assert list(answer) == ["as_of", "next_change", "seals"]
    assert (answer["as_of"], answer["next_change"]) == ("2025-06-10", "2025-06-11")
    assert [seal["holder"] for seal in answer["seals"]] == [
        "institutions/river-valley",
        "suppliers/brightpath/mathtrail",
        "suppliers/brightpath/quizlab",
        "suppliers/tide/labs",
        "suppliers/tide/new",
    ]
    numbers = {seal.pop("number") for seal in answer["seals"]}
    assert len(numbers) == 5
    assert answer["seals"][2] == {
        "holder": "suppliers/brightpath/quizlab",
        "name": "QuizLab",
        "standing": "valid",
        "reason": None,
        "awarded_on": "2024-11-15",
        "valid_through": "2025-11-14",
        "expires_on": "2025-11-15",
        "ended_on": None,
        "rubric": "1.0",
        "flags": ["re-vetting-due"],
        "review": "content/suppliers/brightpath/quizlab/2024-11-15.md",
    }
    assert answer["seals"][4] == {
        "holder": "suppliers/tide/new",
        "name": "Tide New",
        "standing": None,
        "reason": None,
        "awarded_on": None,
        "valid_through": None,
        "expires_on": None,
        "ended_on": None,
        "rubric": None,
        "flags": ["under-review"],
        "review": None,
    }
    rows = [(s["standing"], s["reason"], s["ended_on"]) for s in answer["seals"]]
    assert rows == [
        ("expired", "anniversary", "2025-04-04"),
        ("withdrawn", "declined", "2025-02-03"),
        ("valid", None, None),
        ("suspended", "membership", "2025-04-01"),
        (None, None, None),
    ]


def test_status_keeps_the_order_of_its_keys_and_the_letters_of_names() -> None:
    text = status_json(FOUND, FOUND.seals[:1])
    assert text.startswith('{\n  "as_of": ')
    assert text.endswith("}\n")
    assert '"name": "Rivière"' in text
    (seal,) = json.loads(text)["seals"]
    assert ",".join(seal) == (
        "holder,number,name,standing,reason,awarded_on,valid_through,expires_on,ended_on,"
        "rubric,flags,review"
    )


def test_due_answers_a_program_with_dates_days_and_contacts() -> None:
    assert due_json((), TODAY) == '{\n  "as_of": "2025-06-10",\n  "items": []\n}\n'
    answer = json.loads(due_json(FOUND.tasks, TODAY))
    assert list(answer) == ["as_of", "items"]
    assert answer["as_of"] == "2025-06-10"
    assert answer["items"][0] == {
        "kind": "award-notice",
        "holder": "suppliers/tide/labs",
        "due": "2024-10-17",
        "state": "overdue",
        "days_left": -236,
        "review": "content/suppliers/tide/labs/2024-10-10.md",
        "contact": {"name": None, "email": "dpo@tide.example"},
    }
    assert answer["items"][-1] == {
        "kind": "issue",
        "holder": "suppliers/tide/labs",
        "due": None,
        "state": "open",
        "days_left": None,
        "review": None,
        "contact": {"name": None, "email": "dpo@tide.example"},
    }
    assert len(answer["items"]) == len(FOUND.tasks)
    assert {",".join(item) for item in answer["items"]} == {
        "kind,holder,due,state,days_left,review,contact"
    }


STATUS = """\
holder                          number           standing   days                rubric  why and flags
institutions/river-valley       DPS-J0WDY-DSQMP  expired    since 2025-04-04    1.0     anniversary
suppliers/brightpath/mathtrail  DPS-67KYW-NP7KP  withdrawn  since 2025-02-03    1.0     declined
suppliers/brightpath/quizlab    DPS-PMYA4-WKCRH  valid      through 2025-11-14  1.0     re-vetting-due
suppliers/tide/labs             DPS-A9Y7Y-5XBWK  suspended  since 2025-04-01    1.0     membership, re-vetting-due
suppliers/tide/new              DPS-1HWRW-PQ8MY  no seal                                under-review

as of 2025-06-10: 1 valid, 1 expired, 1 withdrawn, 1 suspended, 1 without a seal; next change 2025-06-11
"""  # noqa: E501  # a table as it is shown


def test_status_tells_a_person_in_a_table() -> None:
    assert status_text(FOUND) == STATUS


def test_status_of_some_counts_only_those() -> None:
    text = status_text(replace(FOUND, next_change=None), FOUND.seals[2:3])
    assert text.splitlines()[-1] == "as of 2025-06-10: 1 valid; no change ahead"
    assert status_text(FOUND, ()).splitlines()[-1].startswith("as of 2025-06-10: no holders; ")


DUE = """\
overdue (2)
  2024-10-17  236 days late  award-notice  suppliers/tide/labs        <dpo@tide.example>                      2024-10-10.md
  2025-04-04  67 days late   removal       institutions/river-valley  S. Ortiz <privacy@rivervalley.example>  2024-04-04.md

due today (3)
  2025-06-10  re-vetting  suppliers/brightpath/quizlab  D. Reyes <privacy@brightpath.example>  2024-11-15.md
  2025-06-10  re-vetting  suppliers/tide/labs           <dpo@tide.example>                     2024-10-10.md
  2025-06-10  changes     suppliers/tide/new            <dpo@tide.example>                     2025-05-20.md

open (1)
  issue  suppliers/tide/labs  <dpo@tide.example>  Sub-processor list\\x1b[2J

upcoming (2)
  2025-08-11  in 62 days  renewal-notice  suppliers/tide/labs           <dpo@tide.example>                     2024-10-10.md
  2025-09-16  in 98 days  renewal-notice  suppliers/brightpath/quizlab  D. Reyes <privacy@brightpath.example>  2024-11-15.md

as of 2025-06-10: 8 items
"""  # noqa: E501  # tables as they are shown


def test_due_tells_a_person_the_most_pressing_first() -> None:
    assert due_text(FOUND.tasks, TODAY) == DUE


def test_an_empty_worklist_says_so_and_one_day_is_one_day() -> None:
    assert due_text((), TODAY) == "as of 2025-06-10: nothing owed\n"
    (first, *_) = FOUND.tasks
    late = due_text([replace(first, days_left=-1)], TODAY)
    assert "  1 day late  " in late
    assert late.endswith("1 item\n")


def test_colours_stand_only_where_a_terminal_wants_them() -> None:
    assert "\x1b" not in status_text(FOUND) + due_text(FOUND.tasks, TODAY)
    lines = status_text(FOUND, ink=COLOUR).splitlines()
    assert lines[0].startswith(COLOUR.bold)
    assert lines[3].startswith(COLOUR.green)
    assert all(line.endswith(COLOUR.off) for line in lines[:6])
    assert COLOUR.red + "overdue" in due_text(FOUND.tasks, TODAY, COLOUR)
