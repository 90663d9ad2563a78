"""The letters of the process: drafts that are due, from templates that staff can edit."""

import email
import json
import re
from datetime import date, timedelta
from email.message import EmailMessage
from email.policy import default
from pathlib import Path
from typing import Any

import pytest

from registry.letters import LetterKind
from tests.office import MEETS, QUIZLAB, RIVER, Office, awarded, office, review

OPENED = "2026-11-02"
BAD = MEETS | {"data.retention": "{level: does-not-meet, note: Kept for ever.}"}
WARY = MEETS | {"data.retention": "{level: meets-with-reservations, note: Named for accounts.}"}


@pytest.fixture
def desk(tmp_path: Path) -> Office:
    return office(tmp_path / "registry")


class Outbox:
    """An outbox and what lies in it."""

    def __init__(self, desk: Office) -> None:
        self.desk = desk
        self.folder = desk.root / "out/letters"

    def fill(self, on: str = "2026-11-23", *words: str) -> list[str]:
        """Write the letters of a day; gives their kinds."""
        said = self.desk.type(
            "notices", "--out", str(self.folder), "--attach", "html", *words, on=on
        )
        assert said.code == 0, said.err
        return [letter["kind"] for letter in self.index()]

    def index(self) -> Any:
        return json.loads((self.folder / "index.json").read_text())["letters"]

    def letter(self, kind: str) -> EmailMessage:
        (name,) = [one["file"] for one in self.index() if one["kind"] == kind]
        data = (self.folder / name).read_bytes()
        read = email.message_from_bytes(data, policy=default)
        assert isinstance(read, EmailMessage)
        return read

    def text(self, kind: str) -> str:
        body = self.letter(kind).get_body(("plain",))
        assert body is not None
        return " ".join(body.get_content().split())


@pytest.fixture
def outbox(desk: Office) -> Outbox:
    return Outbox(desk)


def product(desk: Office, answers: Any = MEETS, **steps: Any) -> None:
    desk.write(f"{QUIZLAB}/{OPENED}.md", review(answers=answers, opened=OPENED, **steps))


def school(desk: Office, extra: str = "", **steps: Any) -> None:
    desk.write(f"{RIVER}/{OPENED}.md", review(extra=extra, opened=OPENED, **steps))


# Which letter, and when


def test_nothing_due_is_an_empty_index(outbox: Outbox) -> None:
    assert outbox.fill() == []
    assert "0 letters" in (outbox.folder / "index.md").read_text()


def test_results_with_changes_name_the_tenth_day_from_the_letter(
    desk: Office, outbox: Outbox
) -> None:
    product(desk, BAD, reviewed="2026-11-20")
    assert outbox.fill() == ["results-changes"]
    assert "by 3 December 2026, which is 10 days" in outbox.text("results-changes")
    assert "Kept for ever. What meets the expectations: A period for each kind." in outbox.text(
        "results-changes"
    )
    assert outbox.index()[0]["due"] == "2026-12-03"
    assert outbox.index()[0]["records"] == ["report_sent", "notified"]


def test_the_attached_report_names_the_same_day(desk: Office, outbox: Outbox) -> None:
    product(desk, BAD, reviewed="2026-11-20")
    outbox.fill()
    (attached,) = outbox.letter("results-changes").iter_attachments()
    assert attached.get_filename() == f"app-vetting-report-quizlab-{OPENED}.html"
    assert "3 December 2026" in attached.get_content()


def test_results_without_changes_tell_of_the_reservations(desk: Office, outbox: Outbox) -> None:
    product(desk, WARY, reviewed="2026-11-20")
    assert outbox.fill() == ["results-met"]
    assert "Data collected: Named for accounts." in outbox.text("results-met")


def test_recorded_results_silence_their_letter(desk: Office, outbox: Outbox) -> None:
    product(desk, BAD, reviewed="2026-11-16", notified="2026-11-16")
    assert outbox.fill("2026-11-22") == ["report"]
    product(desk, BAD, reviewed="2026-11-16", report_sent="2026-11-16", notified="2026-11-16")
    assert outbox.fill() == ["changes-reminder"]


def test_the_reminder_of_changes_comes_three_days_before_and_stays(
    desk: Office, outbox: Outbox
) -> None:
    product(desk, BAD, reviewed="2026-11-16", report_sent="2026-11-16", notified="2026-11-16")
    assert outbox.fill("2026-11-22") == []
    assert outbox.fill("2026-11-23") == ["changes-reminder"]
    assert "They are due by 26 November 2026" in outbox.text("changes-reminder")
    assert outbox.fill("2026-11-27") == ["changes-reminder"]
    assert "They were due by 26 November 2026" in outbox.text("changes-reminder")
    assert outbox.fill("2026-11-20", "--within", "3") == ["changes-reminder"]


def test_changes_that_came_in_ask_for_the_second_meeting(desk: Office, outbox: Outbox) -> None:
    sent = dict.fromkeys(["reviewed", "report_sent", "notified"], "2026-11-16")
    product(desk, BAD, **sent, changes_received="2026-11-20")
    assert outbox.fill() == ["second-meeting"]
    product(desk, BAD, **sent, changes_received="2026-11-20", met="2026-11-21")
    assert outbox.fill() == []


def test_the_award_letter_is_due_at_once_and_within_seven_days(
    desk: Office, outbox: Outbox
) -> None:
    text = awarded("2026-11-23").replace("  award_sent: 2026-11-23\n", "")
    desk.write(f"{QUIZLAB}/2026-11-23.md", text)
    assert outbox.fill("2026-11-23") == ["award"]
    assert outbox.index()[0]["due"] == "2026-11-30"
    assert "holds through 22 November 2027" in outbox.text("award")
    assert "https://seals.example.org/suppliers/brightpath/quizlab/" in outbox.text("award")
    desk.write(f"{QUIZLAB}/2026-11-23.md", awarded("2026-11-23"))
    assert outbox.fill("2026-11-23") == []


def test_reservations_not_talked_over_have_a_letter_of_their_own(
    desk: Office, outbox: Outbox
) -> None:
    desk.write(f"{QUIZLAB}/2026-11-02.md", awarded("2026-11-02", answers=WARY))
    assert outbox.fill() == ["reservation-talk"]


def test_the_renewal_notice_is_due_on_the_sixtieth_day_before(desk: Office, outbox: Outbox) -> None:
    desk.write(f"{QUIZLAB}/2025-11-15.md", awarded("2025-11-15"))
    assert outbox.fill("2026-09-15") == []
    assert outbox.fill("2026-09-16") == ["renewal-notice"]
    assert "to be completed by 15 November 2026" in outbox.text("renewal-notice")
    index = (outbox.folder / "index.md").read_text()
    assert "`build.py new renewal suppliers/brightpath/quizlab`, and `reminded`" in index
    renewal = review("renewal", opened="2026-09-16", reminded="2026-09-16")
    desk.write(f"{QUIZLAB}/2026-09-16.md", renewal)
    assert outbox.fill("2026-09-16") == []


def test_a_release_asks_for_another_vetting_until_a_review_is_opened(
    desk: Office, outbox: Outbox
) -> None:
    desk.write(f"{QUIZLAB}/2026-03-02.md", awarded("2026-03-02"))
    text = desk.read("rubrics/1.0.yaml").replace("2024-01-01", "2026-09-01\nrevet_by: 2026-12-31")
    desk.write("rubrics/2.0.yaml", text)
    assert outbox.fill("2026-08-31") == []
    assert outbox.fill("2026-09-01") == ["re-vetting"]
    assert "vet QuizLab again by 31 December 2026" in outbox.text("re-vetting")
    desk.write(f"{QUIZLAB}/{OPENED}.md", review("re-vetting", opened=OPENED))
    assert outbox.fill() == []


@pytest.mark.parametrize(
    ("how", "said"),
    [
        ("expired", "was not renewed in time, and ended on 2 November 2026"),
        ("withdrawn", "We have withdrawn the Data Privacy Seal of QuizLab."),
        ("declined", "no longer meets the requirements"),
    ],
)
def test_an_ended_seal_asks_for_the_removal_of_its_images(
    desk: Office, outbox: Outbox, how: str, said: str
) -> None:
    desk.write(f"{QUIZLAB}/2025-11-02.md", awarded("2025-11-02"))
    record = desk.read(f"{QUIZLAB}/product.yaml")
    if how == "withdrawn":
        record += "withdrawn:\n  - {on: 2026-10-30, reason: Policy changed, by: mlund}\n"
    if how == "declined":
        days: dict[str, Any] = dict.fromkeys(
            ["opened", "reviewed", "report_sent", "notified"], "2026-10-20"
        )
        desk.write(f"{QUIZLAB}/2026-10-20.md", review("re-vetting", **days, declined="2026-10-30"))
    desk.write(f"{QUIZLAB}/product.yaml", record)
    assert outbox.fill() == ["removal"]
    assert said in outbox.text("removal")
    desk.write(f"{QUIZLAB}/product.yaml", record + "removal_confirmed: [2026-11-20]\n")
    assert outbox.fill() == []


def test_feedback_names_the_tenth_day_only_where_something_needs_attention(
    desk: Office, outbox: Outbox
) -> None:
    steps = dict.fromkeys(["oriented", "trained", "submitted"], "2026-11-12")
    more = "independent_review: {product: ReadAlong, by: L. Chen}"
    school(desk, more, **steps)
    assert outbox.fill() == ["feedback-met"]
    assert "of ReadAlong that River Valley Schools handed in" in outbox.text("feedback-met")
    school(desk, f"{more}\nattention: Quote the clause.", **steps)
    assert outbox.fill() == ["feedback-changes"]
    assert "Quote the clause." in outbox.text("feedback-changes")
    assert "by 3 December 2026" in outbox.text("feedback-changes")
    more += "\nattention: Quote the clause."
    school(desk, more, **steps, notified="2026-11-13")
    assert outbox.fill() == ["changes-reminder"]
    school(desk, more, **steps, notified="2026-11-13", changes_received="2026-11-20")
    assert outbox.fill() == []


def test_the_independent_review_is_reminded_of_a_week_before_its_thirtieth_day(
    desk: Office, outbox: Outbox
) -> None:
    school(desk, trained="2026-11-02")
    assert outbox.fill("2026-11-24") == []
    assert outbox.fill("2026-11-25") == ["independent-review"]
    assert "by 2 December 2026, that day included" in outbox.text("independent-review")
    assert outbox.fill("2026-12-03") == ["independent-review"]
    assert "It was due by 2 December 2026." in outbox.text("independent-review")


def test_every_issue_keeps_its_draft_while_others_are_resolved(
    desk: Office, outbox: Outbox
) -> None:
    record = desk.read(f"{QUIZLAB}/product.yaml")
    line = "  - {{opened: 2026-11-01, summary: {}, blocking: false{}}}\n"
    both = line.format("One", "") + line.format("Two", "")
    desk.write(f"{QUIZLAB}/product.yaml", f"{record}issues:\n{both}")
    assert outbox.fill() == ["issue", "issue"]
    (two,) = [one["file"] for one in outbox.index() if "Two" in outbox_text(outbox, one["file"])]
    first = line.format("One", ", resolved: 2026-11-20") + line.format("Two", "")
    desk.write(f"{QUIZLAB}/product.yaml", f"{record}issues:\n{first}")
    assert outbox.fill() == ["issue"]
    assert outbox.index()[0]["file"] == two


def outbox_text(outbox: Outbox, name: str) -> str:
    return (outbox.folder / name).read_text()


# What a draft is


def test_a_draft_opens_as_a_new_message_to_the_contact(desk: Office, outbox: Outbox) -> None:
    product(desk, reviewed="2026-11-20")
    outbox.fill()
    mail = outbox.letter("results-met")
    assert mail["X-Unsent"] == "1"
    assert mail["Date"] is None
    assert mail["Message-ID"] is None
    assert mail["To"].addresses[0].addr_spec == "privacy@brightpath.example"
    assert mail["From"].addresses[0].addr_spec == "appvetting@example.org"
    types = [part.get_content_type() for part in mail.walk()]
    assert types == [
        "multipart/mixed",
        "multipart/alternative",
        *["text/plain", "text/html"],
        "text/html",
    ]
    assert mail.defects == []


def test_lines_end_as_mail_wants_them(desk: Office, outbox: Outbox) -> None:
    product(desk, reviewed="2026-11-20")
    outbox.fill()
    data = (outbox.folder / outbox.index()[0]["file"]).read_bytes()
    assert b"\n" not in data.replace(b"\r\n", b"")
    assert max(map(len, data.split(b"\r\n"))) <= 998


def test_names_in_any_script_arrive_as_they_are(desk: Office, outbox: Outbox) -> None:
    record = "content/suppliers/brightpath/supplier.yaml"
    desk.edit(record, "name: D. Reyes, email", "name: 'Ζωή, \"Ł\" <x>', email")
    desk.edit(f"{QUIZLAB}/product.yaml", "name: QuizLab", "name: Λέξις é\u202etset")
    product(desk, reviewed="2026-11-20")
    outbox.fill()
    mail = outbox.letter("results-met")
    assert mail["To"].addresses[0].display_name == 'Ζωή, "Ł" <x>'
    assert "Λέξις étset meets the requirements" in mail["Subject"]


def test_what_suppliers_are_called_is_no_html(desk: Office, outbox: Outbox) -> None:
    desk.edit(f"{QUIZLAB}/product.yaml", "name: QuizLab", "name: <img src=x onerror=alert(1)>")
    product(desk, reviewed="2026-11-20")
    outbox.fill()
    body = outbox.letter("results-met").get_body(("html",))
    assert body is not None
    assert "<img" not in body.get_content()


# The outbox


def test_a_second_run_changes_nothing(desk: Office, outbox: Outbox) -> None:
    product(desk, BAD, reviewed="2026-11-20")
    outbox.fill()
    before = {path.name: path.read_bytes() for path in outbox.folder.iterdir()}
    said = desk.type("notices", "--out", str(outbox.folder), "--attach", "html")
    assert "1 letters due: 0 written, 1 there already" in said.out
    assert {path.name: path.read_bytes() for path in outbox.folder.iterdir()} == before


def test_a_letter_no_longer_due_is_taken_away(desk: Office, outbox: Outbox) -> None:
    product(desk, BAD, reviewed="2026-11-20")
    outbox.fill()
    product(desk, BAD, reviewed="2026-11-20", report_sent="2026-11-21", notified="2026-11-21")
    assert outbox.fill() == []
    assert sorted(path.name for path in outbox.folder.iterdir()) == ["index.json", "index.md"]


def test_a_draft_that_staff_have_edited_is_left_as_it_is(desk: Office, outbox: Outbox) -> None:
    product(desk, BAD, reviewed="2026-11-20")
    outbox.fill()
    place = outbox.folder / outbox.index()[0]["file"]
    place.write_text("My own words")
    (outbox.folder / "notes.txt").write_text("mine")
    for on in ("2026-11-23", "2026-11-24"):
        said = desk.type("notices", "--out", str(outbox.folder), "--attach", "html", on=on)
        assert "edited by hand, left as it is" in said.err
    product(desk, BAD, reviewed="2026-11-20", report_sent="2026-11-21", notified="2026-11-21")
    outbox.fill()
    assert place.read_text() == "My own words"
    assert (outbox.folder / "notes.txt").read_text() == "mine"


def test_a_made_up_index_leads_to_no_other_folder(desk: Office, outbox: Outbox) -> None:
    outbox.folder.mkdir(parents=True)
    prey = desk.root / "out/prey.eml"
    prey.write_text("")
    empty = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
    index = {"letters": [{"file": "../prey.eml", "sha256": empty}]}
    (outbox.folder / "index.json").write_text(json.dumps(index))
    outbox.fill()
    assert prey.exists()


@pytest.mark.parametrize("folder", ["site", "site/letters", "content/letters", "rubrics", ".git"])
def test_letters_are_never_written_where_they_would_be_public_or_in_the_way(
    desk: Office, folder: str
) -> None:
    said = desk.type("notices", "--out", str(desk.root / folder))
    assert said.code == 2
    assert "name a folder beside it" in said.err


def test_letters_and_schemas_are_not_strewn_over_the_registry_itself(desk: Office) -> None:
    for verb in ("notices", "schema"):
        said = desk.type(verb, "--out", str(desk.root))
        assert (said.code, said.out) == (2, "")
        assert "is the registry itself; name a folder in it" in said.err


@pytest.mark.parametrize("folder", ["site", "content/schema", "rubrics", "public/schema"])
def test_schemas_are_not_written_into_the_records_or_a_site(desk: Office, folder: str) -> None:
    desk.write("public/.seal-registry", "")
    said = desk.type("schema", "--out", str(desk.root / folder))
    assert (said.code, said.out) == (2, "")
    assert "name a" in said.err
    assert not [*desk.root.rglob("*.schema.json")]


def test_a_site_under_another_name_is_known_by_its_marker(desk: Office, tmp_path: Path) -> None:
    (tmp_path / "public").mkdir()
    (tmp_path / "public/.seal-registry").write_text("")
    said = desk.type("notices", "--out", str(tmp_path / "public/letters"))
    assert said.code == 2
    assert "a site that the build writes" in said.err


def test_an_outbox_that_cannot_be_written_is_said_in_words(desk: Office, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    said = desk.type("notices", "--out", str(tmp_path / "file/letters"))
    assert said.code == 2
    assert re.search(r"the outbox .* could not be written: Not a directory", said.err)


# Templates


def test_an_undefined_name_is_a_fault_with_its_line_and_nothing_is_written(
    desk: Office, outbox: Outbox
) -> None:
    product(desk, BAD, reviewed="2026-11-20")
    desk.write("templates/letters/results-changes.txt", "Subject: x\n\nDear {{ greetign }},\n")
    said = desk.type("notices", "--out", str(outbox.folder), "--attach", "html")
    assert (said.code, said.out) == (1, "")
    assert said.err.startswith(
        "templates/letters/results-changes.txt:3:1: error [template] 'greetign' is undefined"
    )
    assert not outbox.folder.exists()


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("Dear all,\n", ":1:1: error [template] a letter begins with a line `Subject: …`"),
        ("Subject: x\n\n{% if %}\n", ":3:1: error [template]"),
        ("Subject: x\n\n{{ ''.__class__ }}\n", ":3:1: error [template]"),
        ("Subject: x\n\n{{ 'a' * 10**9 }}\n", ":3:1: error [template]"),
    ],
)
def test_a_template_that_is_broken_or_too_clever_is_refused(
    desk: Office, outbox: Outbox, text: str, fault: str
) -> None:
    product(desk, reviewed="2026-11-20")
    desk.write("templates/letters/results-met.txt", text)
    said = desk.type("notices", "--out", str(outbox.folder), "--attach", "html")
    assert said.code == 1
    assert f"templates/letters/results-met.txt{fault}" in said.err


def test_staffs_own_words_are_used_and_our_other_letters_stay(desk: Office, outbox: Outbox) -> None:
    product(desk, reviewed="2026-11-20")
    desk.write("templates/letters/results-met.txt", "Subject: Hello\n\nWell done, {{ holder }}.\n")
    desk.write("templates/letters/results-met.html", "<p>{{ subject }}: {{ holder }}</p>")
    outbox.fill()
    assert outbox.text("results-met") == "Well done, QuizLab."
    body = outbox.letter("results-met").get_body(("html",))
    assert body is not None
    assert body.get_content().strip() == "<p>Hello: QuizLab</p>"


def test_the_guide_names_every_template_and_every_fact(desk: Office) -> None:
    guide = Path("docs/letters.md").read_text()
    assert set(re.findall(r"^\| `([a-z-]+)` \|", guide, re.MULTILINE)) >= set(LetterKind)
    templates = {path.stem for path in Path("templates/letters").glob("*.txt")}
    assert templates == set(LetterKind)
    from registry.assess import assess
    from registry.letters import facts_of, letters
    from registry.pipeline import examine
    from registry.source.tree import FolderTree

    product(desk, reviewed="2026-11-20")
    found = examine(FolderTree(desk.root), lambda _: date(2026, 11, 23)).registry
    assert found is not None
    (letter,) = letters(found, assess(found, date(2026, 11, 23)))
    facts = facts_of(letter, found, date(2026, 11, 23))
    named = set(re.findall(r"`([a-z_]+)`", guide))
    assert set(facts) <= named


def test_the_letters_of_the_sample_can_be_written_throughout_a_year() -> None:
    from registry import letters
    from registry.assess import assess
    from registry.letters.wording import letter_environment
    from registry.pipeline import examine
    from registry.source.tree import FolderTree

    registry = examine(FolderTree(Path()), lambda _: date(2026, 11, 23)).registry
    assert registry is not None
    env = letter_environment(None)
    met: set[str] = set()
    for week in range(60):
        day = date(2025, 10, 1) + timedelta(days=7 * week)
        for letter in letters.letters(registry, assess(registry, day)):
            if letter.kind not in met or week % 10 == 0:
                letters.worded(env, letter.kind, letters.facts_of(letter, registry, day))
                met.add(letter.kind)
    # The sample sends each report no later than the results.
    assert met == set(LetterKind) - {LetterKind.REPORT}
