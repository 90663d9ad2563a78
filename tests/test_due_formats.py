"""`due` for a spreadsheet, a page and a calendar."""

import csv
import io
import warnings
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from tests.office import MEETS, ORGANISATION, QUIZLAB, RIVER, Office, awarded, office, review

icalendar = pytest.importorskip("icalendar", reason="the oracle for calendars is not installed")


@pytest.fixture
def desk(tmp_path: Path) -> Office:
    """A product awarded without its letter, and an institution trained without its review."""
    desk = office(tmp_path / "registry")
    text = awarded("2026-11-18").replace("  award_sent: 2026-11-18\n", "")
    desk.write(f"{QUIZLAB}/2026-11-18.md", text)
    desk.write(f"{RIVER}/2026-10-20.md", review(opened="2026-10-20", trained="2026-10-24"))
    return desk


def calendar(desk: Office, *words: str, on: str = "2026-11-23") -> list[Any]:
    said = desk.type("due", "--format", "ics", "--within", "400", *words, on=on)
    assert said.code == 0
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        read = icalendar.Calendar.from_ical(said.out)
        assert read.errors == []
        events = list(read.walk("VEVENT"))
    assert all(event.errors == [] for event in events)
    return events


def test_the_csv_has_a_line_for_each_item_and_one_of_headings(desk: Office) -> None:
    rows = list(csv.DictReader(io.StringIO(desk.type("due", "--format", "csv").out, newline="")))
    assert [row["kind"] for row in rows] == ["independent-review", "award-notice"]
    assert rows[0] == {
        "kind": "independent-review",
        "holder": "institutions/river-valley",
        "name": "River Valley Schools",
        "due": "2026-11-23",
        "state": "due",
        "days_left": "0",
        "review": f"{RIVER}/2026-10-20.md",
        "contact_name": "D. Reyes",
        "contact_email": "privacy@rivervalley.example",
        "subject": "",
        "letter": "independent-review",
    }


def test_no_cell_of_the_csv_is_a_formula(desk: Office) -> None:
    record = "content/suppliers/brightpath/supplier.yaml"
    desk.edit(record, "name: D. Reyes, email", "name: '=HYPERLINK(\"https://x\")', email")
    rows = list(csv.DictReader(io.StringIO(desk.type("due", "--format", "csv").out, newline="")))
    assert rows[1]["contact_name"] == '\'=HYPERLINK("https://x")'


def test_the_markdown_shows_names_as_they_are(desk: Office) -> None:
    text = ORGANISATION.format(name="X", slug="rivervalley")
    text = text.replace("D. Reyes, email", "'*D* @octocat <b>|', email")
    desk.write(f"{RIVER}/institution.yaml", text + "designated: [S. Ortiz]\n")
    said = desk.type("due", "--format", "markdown").out
    assert "2 items owed as of 2026-11-23." in said
    assert "### Due today (1)" in said
    assert r"\*D\* @" in said
    assert "@octocat" not in said
    assert r"\<b\>\|" in said


def test_an_entry_lasts_the_whole_due_day_and_no_longer(desk: Office) -> None:
    days = {str(event["SUMMARY"]): event for event in calendar(desk)}
    event = days["award-notice: QuizLab"]
    assert event["DTSTART"].dt == date(2026, 11, 25)
    assert event["DTEND"].dt == date(2026, 11, 26)
    assert event["DTSTAMP"].dt.isoformat() == "2026-11-18T00:00:00+00:00"
    alarms = [alarm["TRIGGER"].dt for alarm in event.walk("VALARM")]
    assert alarms == [timedelta(days=-7), timedelta(days=-1)]


def test_an_extension_moves_the_entry_under_the_same_name(desk: Office) -> None:
    days = dict.fromkeys(["opened", "reviewed", "report_sent", "notified"], "2026-11-16")
    bad = MEETS | {"data.retention": "{level: does-not-meet, note: None}"}
    (desk.root / QUIZLAB / "2026-11-18.md").unlink()
    desk.write(f"{QUIZLAB}/2026-11-16.md", review(answers=bad, **days))
    before = next(e for e in calendar(desk) if "changes" in e["SUMMARY"])
    more = "extensions:\n  - {of: changes, until: 2026-12-04, reason: Holidays, by: mlund}"
    desk.write(f"{QUIZLAB}/2026-11-16.md", review(answers=bad, extra=more, **days))
    after = next(e for e in calendar(desk) if "changes" in e["SUMMARY"])
    assert before["UID"] == after["UID"]
    assert (before["DTSTART"].dt, after["DTSTART"].dt) == (date(2026, 11, 26), date(2026, 12, 4))


def test_the_calendar_of_the_next_day_has_the_same_entries_byte_for_byte(desk: Office) -> None:
    first = desk.type("due", "--format", "ics", "--within", "400", on="2026-11-23").out
    second = desk.type("due", "--format", "ics", "--within", "400", on="2026-11-24").out
    assert first == second


def test_a_renamed_folder_keeps_the_names_of_its_entries(desk: Office) -> None:
    before = {event["UID"] for event in calendar(desk)}
    suppliers = desk.root / "content/suppliers"
    (suppliers / "brightpath").rename(suppliers / "bright")
    record = "content/suppliers/bright/supplier.yaml"
    desk.write(record, desk.read(record) + "formerly: [brightpath]\n")
    assert {event["UID"] for event in calendar(desk)} == before


def test_every_item_has_a_name_of_its_own_and_the_next_term_another(desk: Office) -> None:
    names = [event["UID"] for event in calendar(desk)]
    assert len(names) == len(set(names)) == 3
    (desk.root / QUIZLAB / "2026-11-18.md").unlink()
    desk.write(f"{QUIZLAB}/2025-11-18.md", awarded("2025-11-18"))
    (last,) = [e["UID"] for e in calendar(desk, on="2026-11-01") if "renewal" in e["SUMMARY"]]
    desk.write(f"{QUIZLAB}/2026-11-02.md", awarded("2026-11-02", "renewal"))
    (following,) = [e["UID"] for e in calendar(desk) if "renewal" in e["SUMMARY"]]
    assert last != following


def test_long_lines_are_folded_within_75_octets_and_never_within_a_character(desk: Office) -> None:
    name = "é" * 200
    desk.edit(f"{QUIZLAB}/product.yaml", "name: QuizLab", f"name: {name}")
    said = desk.type("due", "--format", "ics").out
    lines = said.encode().split(b"\r\n")
    assert max(map(len, lines)) <= 75
    assert b"\n" not in said.encode().replace(b"\r\n", b"")
    assert [str(e["SUMMARY"]) for e in calendar(desk)].count(f"award-notice: {name}") == 1
    for line in lines:
        line.decode()


def test_commas_semicolons_and_backslashes_arrive_as_they_were(desk: Office) -> None:
    desk.edit(f"{QUIZLAB}/product.yaml", "name: QuizLab", "name: 'a, b; c\\d: e'")
    assert "award-notice: a, b; c\\d: e" in [str(event["SUMMARY"]) for event in calendar(desk)]


def test_overdue_items_fail_only_when_asked_to(desk: Office) -> None:
    assert desk.type("due", "--fail-on", "overdue").code == 0
    assert desk.type("due", "--fail-on", "overdue", on="2026-11-24").code == 1
    assert desk.type("due", "--fail-on", "overdue", "--format", "ics", on="2026-11-24").code == 1
    assert desk.type("due", on="2026-11-24").code == 0
