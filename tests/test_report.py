"""The App Vetting Report: what was found, what must change and by when, as HTML, PDF and data."""

import io
import sys
from pathlib import Path
from typing import Any

import pypdf
import pytest

from registry.vetting import typeset
from tests.office import MEETS, QUIZLAB, RIVER, Office, awarded, office, review

NOTIFIED = {
    "opened": "2026-11-02",
    "reviewed": "2026-11-12",
    "report_sent": "2026-11-13",
    "notified": "2026-11-13",
}
BAD = MEETS | {
    "data.collected": "{level: meets, note: A table of every field.}",
    "data.retention": "{level: does-not-meet, note: Kept for ever.}",
    "security.mfa": "{level: meets-with-reservations, note: Administrators only.}",
}

MENDED = BAD | {
    "data.retention": "{level: meets, was: does-not-meet, resolved: 2026-11-20, note: Mended.}"
}


@pytest.fixture
def desk(tmp_path: Path) -> Office:
    desk = office(tmp_path / "registry")
    desk.write(f"{QUIZLAB}/2026-11-02.md", review(answers=BAD, **NOTIFIED))
    return desk


def data(desk: Office, *words: str) -> Any:
    return desk.type("report", "suppliers/brightpath/quizlab", "--format", "json", *words).json


def test_what_must_change_is_told_with_its_last_day(desk: Office) -> None:
    found = data(desk)
    assert [one["id"] for one in found["concerns"]] == ["data.retention"]
    assert found["change_by"] == "2026-11-23"
    html = desk.type("report", "suppliers/brightpath/quizlab").out
    assert "by <strong>23 November 2026</strong>" in html
    assert "A period for each kind." in html


def test_an_extension_moves_the_last_day(desk: Office) -> None:
    more = "extensions:\n  - {of: changes, until: 2026-12-04, reason: Holidays, by: mlund}"
    desk.write(f"{QUIZLAB}/2026-11-02.md", review(answers=BAD, extra=more, **NOTIFIED))
    assert data(desk)["change_by"] == "2026-12-04"


def test_before_the_results_go_out_the_window_is_told_in_days(desk: Office) -> None:
    steps = {"opened": "2026-11-02", "reviewed": "2026-11-12"}
    desk.write(f"{QUIZLAB}/2026-11-02.md", review(answers=BAD, **steps))
    found = data(desk)
    assert (found["change_by"], found["change_days"]) == (None, 10)
    assert "within 10 days" in desk.type("report", "suppliers/brightpath/quizlab").out


def test_strengths_are_areas_without_a_blemish_and_remarks_on_what_meets(desk: Office) -> None:
    assert data(desk)["strengths"] == []
    text = review(answers=MENDED, **NOTIFIED, changes_received="2026-11-20", met="2026-11-21")
    desk.write(f"{QUIZLAB}/2026-11-02.md", text)
    found = data(desk)
    assert found["strengths"] == ["Data collected"]
    assert [one["id"] for one in found["mended"]] == ["data.retention"]
    assert [one["id"] for one in found["reservations"]] == ["security.mfa"]
    assert not found["must_change"]


def test_the_day_before_the_change_the_report_reads_as_it_did(desk: Office) -> None:
    text = review(answers=MENDED, **NOTIFIED, changes_received="2026-11-20", met="2026-11-21")
    desk.write(f"{QUIZLAB}/2026-11-02.md", text)
    assert data(desk, "--as-of", "2026-11-19")["must_change"]
    assert not data(desk, "--as-of", "2026-11-20")["must_change"]


def test_what_suppliers_are_called_runs_no_script(desk: Office) -> None:
    hostile = "name: '<script>alert(1)</script>'"
    desk.edit(f"{QUIZLAB}/product.yaml", "name: QuizLab", hostile)
    html = desk.type("report", "suppliers/brightpath/quizlab").out
    assert "<script" not in html
    assert "&lt;script&gt;" in html


def test_the_page_asks_for_nothing_from_elsewhere(desk: Office) -> None:
    html = desk.type("report", "suppliers/brightpath/quizlab").out
    for loading in ("src=", "url(", "@import", "<link", "<script"):
        assert loading not in html


def test_neither_contact_nor_narrative_is_in_it(desk: Office) -> None:
    html = desk.type("report", "suppliers/brightpath/quizlab").out
    for private in ("D. Reyes", "privacy@", "Read twice"):
        assert private not in html


def test_an_institution_reads_what_needs_attention(desk: Office) -> None:
    steps = dict.fromkeys(["oriented", "trained", "submitted", "notified"], "2026-11-12")
    more = "independent_review: {product: ReadAlong, by: L. Chen}\nattention: Quote the clause."
    text = review(answers=MEETS, extra=more, opened="2026-11-02", **steps)
    desk.write(f"{RIVER}/2026-11-02.md", text)
    found = desk.type("report", "institutions/river-valley", "--format", "json").json
    assert found["must_change"] is True
    assert (found["attention"], found["change_by"]) == ("Quote the clause.", "2026-11-22")
    html = desk.type("report", "institutions/river-valley").out
    assert "on its independent review of ReadAlong" in html


def test_the_last_answered_review_is_taken_unless_another_is_named(desk: Office) -> None:
    desk.write(f"{QUIZLAB}/2025-11-03.md", awarded("2025-11-03"))
    desk.write(f"{QUIZLAB}/2026-11-02.md", review("renewal", opened="2026-11-02"))
    assert data(desk)["opened"] == "2025-11-03"
    assert data(desk, "--review", "2026-11-02")["level"] is None
    said = desk.type("report", "suppliers/brightpath/quizlab", "--review", "2026-01-01")
    assert said.code == 2
    assert "opened were: 2025-11-03, 2026-11-02" in said.err


def test_a_holder_that_is_not_there_is_a_matter_of_usage(desk: Office) -> None:
    said = desk.type("report", "suppliers/brightpath/quizlb")
    assert said.code == 2
    assert "quizlab" in said.err


def test_an_undefined_name_in_the_template_is_a_fault_with_its_line(desk: Office) -> None:
    desk.write("templates/report.html", "<p>\n{{ report.nmae }}\n")
    said = desk.type("report", "suppliers/brightpath/quizlab")
    assert (said.code, said.out) == (1, "")
    assert said.err.startswith("templates/report.html:2:1: error [template]")


def test_it_is_never_written_into_the_site_or_the_records(desk: Office) -> None:
    assert desk.type("report", "suppliers/brightpath/quizlab", "--out", str(desk.root)).code == 2
    for folder in ("site", "content", "rubrics", "templates"):
        place = str(desk.root / folder / "report.html")
        said = desk.type("report", "suppliers/brightpath/quizlab", "--out", place)
        assert said.code == 2
        assert f"lies in {folder}/" in said.err


@pytest.mark.parametrize(
    ("name", "start"), [("r.html", b"<!doctype"), ("r.JSON", b"{"), ("r", b"<!doctype")]
)
def test_the_name_of_the_file_decides_its_form(
    desk: Office, tmp_path: Path, name: str, start: bytes
) -> None:
    place = tmp_path / name
    assert desk.type("report", "suppliers/brightpath/quizlab", "--out", str(place)).code == 0
    assert place.read_bytes().lower().startswith(start)


def test_a_name_that_promises_another_form_is_refused(desk: Office, tmp_path: Path) -> None:
    words = ("--format", "html", "--out", str(tmp_path / "r.pdf"))
    said = desk.type("report", "suppliers/brightpath/quizlab", *words)
    assert (said.code, said.out) == (2, "")
    assert "would hold HTML; name it .html, or --format pdf" in said.err
    assert not (tmp_path / "r.pdf").exists()


def test_without_the_extra_the_remedy_is_said(
    desk: Office, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(typeset, "is_available", lambda: False)
    words = ("--out", str(tmp_path / "report.pdf"))
    said = desk.type("report", "suppliers/brightpath/quizlab", *words)
    assert said.code == 2
    assert "a PDF needs the pdf extra" in said.err


class TestPdf:
    """With the extra installed."""

    pytestmark = pytest.mark.skipif(
        not typeset.is_available(), reason="the pdf extra is not installed"
    )

    def made(self, desk: Office, place: Path) -> bytes:
        words = ("--format", "pdf", "--out", str(place))
        said = desk.type("report", "suppliers/brightpath/quizlab", *words)
        assert said.code == 0, said.err
        return place.read_bytes()

    def test_it_is_a_pdf_and_the_same_every_time(self, desk: Office, tmp_path: Path) -> None:
        first = self.made(desk, tmp_path / "out/one.pdf")
        assert first.startswith(b"%PDF-")
        assert first == self.made(desk, tmp_path / "out/two.pdf")

    @pytest.mark.filterwarnings("ignore::BytesWarning")  # of the reader, which compares both kinds
    def test_what_was_written_is_set_as_it_stands(self, desk: Office, tmp_path: Path) -> None:
        name = "#panic() *Quiz* $x$ @Lab"
        desk.edit(f"{QUIZLAB}/product.yaml", "name: QuizLab", f"name: '{name}'")
        read = pypdf.PdfReader(io.BytesIO(self.made(desk, tmp_path / "report.pdf")))
        text = "\n".join(page.extract_text() for page in read.pages)
        assert name in text
        assert "23 November 2026" in text

    def test_a_template_imports_no_package(self, desk: Office, tmp_path: Path) -> None:
        desk.write("templates/report.typ", '#import "@preview/cetz:0.3.0"\n')
        words = ("--format", "pdf", "--out", str(tmp_path / "report.pdf"))
        said = desk.type("report", "suppliers/brightpath/quizlab", *words)
        assert said.code == 1
        assert "may not import packages" in said.err

    def test_a_broken_template_says_so(self, desk: Office, tmp_path: Path) -> None:
        desk.write("templates/report.typ", "= Report\n\n#nothing-of-the-kind\n")
        words = ("--format", "pdf", "--out", str(tmp_path / "report.pdf"))
        said = desk.type("report", "suppliers/brightpath/quizlab", *words)
        assert said.code == 1
        assert said.err.startswith("templates/report.typ:3:1: error [template] unknown variable")

    def test_a_template_reads_nothing_outside_its_folder(
        self, desk: Office, tmp_path: Path
    ) -> None:
        desk.write("templates/report.typ", '#read("../content/registry.yaml")\n')
        words = ("--format", "pdf", "--out", str(tmp_path / "report.pdf"))
        assert desk.type("report", "suppliers/brightpath/quizlab", *words).code == 1


def test_typst_is_not_loaded_for_html(desk: Office) -> None:
    sys.modules.pop("typst", None)
    desk.type("report", "suppliers/brightpath/quizlab")
    assert "typst" not in sys.modules


def test_before_the_first_review_there_is_nothing_to_report(desk: Office) -> None:
    said = desk.type("report", "institutions/river-valley")
    assert said.code == 2
    assert "no review of institutions/river-valley was opened by 2026-11-23" in said.err
    said = desk.type("report", "suppliers/brightpath/quizlab", "--review", "2026-01-01")
    assert "has no such review; opened were: 2026-11-02" in said.err


def test_a_report_holds_no_character_that_screens_obey(desk: Office) -> None:
    desk.edit(f"{QUIZLAB}/product.yaml", "name: QuizLab", 'name: "Quiz\\a\\e[2JLab"')
    said = desk.type("report", "suppliers/brightpath/quizlab")
    assert said.code == 0
    assert "Quiz\N{REPLACEMENT CHARACTER}\N{REPLACEMENT CHARACTER}[2JLab" in said.out
    assert said.out.replace("\n", "").isprintable()
