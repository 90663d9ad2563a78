"""A year in the life: a supplier and an institution, day by day, through the commands one types.

The repository is a real one; every edit is one that a person would make in a file.
"""

import json
import re
from pathlib import Path
from typing import Any

from tests.office import SETTINGS, Office, released

KILN = "suppliers/acme/kiln"
SCHOOL = "institutions/elm-school"


class Year:
    """The office as one person lives through it. `on` is the day it is."""

    def __init__(self, root: Path) -> None:
        self.desk = Office(root)
        self.on = "2026-01-05"
        self.desk.git("init", "--quiet", "--initial-branch=main")
        self.desk.write(".gitignore", "/out/\n/site/\n/.cache/\n/.site.lock\n")
        self.desk.write("content/registry.yaml", SETTINGS)
        self.desk.write("rubrics/1.0.yaml", released("2025-01-01"))
        self.type("release", "1.0")
        self.desk.commit("start")

    def type(self, *words: str, code: int = 0) -> str:
        said = self.desk.type(*words, on=self.on)
        assert said.code == code, said.err
        return said.out

    def json(self, *words: str) -> Any:
        return json.loads(self.type(*words, "--format", "json"))

    # What a person does to a file

    def write(self, path: str, old: str, new: str) -> None:
        self.desk.edit(f"content/{path}", old, new)

    def step(self, review: str, **days: str) -> None:
        """Take the # off steps and write their days."""
        for step, day in days.items():
            text = self.desk.read(f"content/{review}")
            text, found = re.subn(rf"^  # {step}:.*$", f"  {step}: {day}", text, flags=re.M)
            assert found == 1, step
            self.desk.write(f"content/{review}", text)

    def answer(self, review: str, **answers: str) -> None:
        """Take the # off questions and write their levels; dots are typed as double underscores."""
        text = self.desk.read(f"content/{review}").replace("# answers:", "answers:")
        for name, level in answers.items():
            question = name.replace("__", ".")
            text, found = re.subn(
                rf"^  (# )?{re.escape(question)}:.*$", f"  {question}: {level}", text, flags=re.M
            )
            assert found == 1, question
        self.desk.write(f"content/{review}", text)

    def cite(self, review: str, read: str) -> None:
        """Take the # off documents and laws, and fill them in."""
        text = self.desk.read(f"content/{review}")
        text = text.replace("# documents:", "documents:").replace("YYYY-MM-DD}", f"{read}}}")
        text = text.replace("#   privacy_policy:", "  privacy_policy:")
        text = text.replace("#   terms_of_service:", "  terms_of_service:")
        laws = "laws: {coppa: demonstrated, ferpa: demonstrated, gdpr: not-applicable}"
        self.desk.write(f"content/{review}", re.sub("# laws:.*", laws, text))

    def add(self, path: str, text: str) -> None:
        self.desk.write(f"content/{path}", self.desk.read(f"content/{path}") + text)

    # What a person looks at

    def merge(self, message: str) -> list[str]:
        """Check, see what changes, commit; gives the kinds of change."""
        assert self.json("check")["errors"] == 0
        changes = [change["kind"] for change in self.json("diff", "HEAD")["changes"]]
        self.desk.commit(message)
        return changes

    def due(self) -> list[tuple[str, str | None, str]]:
        return [(one["kind"], one["due"], one["state"]) for one in self.json("due")["items"]]

    def letters(self) -> list[str]:
        """The letters of the day, each with the day that it tells of."""
        outbox = self.desk.root / "out/letters"
        self.type("notices", "--out", str(outbox), "--attach", "html")
        found = json.loads((outbox / "index.json").read_text())["letters"]
        return [" ".join(filter(None, (one["kind"], one["due"]))) for one in found]

    def seal(self, holder: str) -> Any:
        (found,) = self.json("status", holder)["seals"]
        return found

    def standing(self, holder: str) -> tuple[str | None, str | None, list[str]]:
        seal = self.seal(holder)
        return seal["standing"], seal["valid_through"], seal["flags"]

    def page(self, address: str) -> str:
        """The words of a page of the site as built on the day; none where there is no page."""
        self.type("build")
        page = self.desk.root / "site" / address / "index.html"
        if not page.exists():
            return ""
        words = " ".join(re.sub(r"<[^>]+>", " ", page.read_text()).split())
        return words.replace("not valid since", "Not valid since")


def test_a_supplier_from_request_to_withdrawal(tmp_path: Path) -> None:
    year = Year(tmp_path / "registry")
    request(year)
    review_with_changes(year)
    award(year)
    renewal(year)
    new_rubric(year)
    decline(year)
    restoration(year)
    withdrawal(year)


def request(year: Year) -> None:
    """5 January: Acme asks for a review of Kiln."""
    supplier = ("--website", "https://acme.example", "--email", "privacy@acme.example")
    named = ("--name", "Acme", "--contact-name", "R. Stone")
    year.type("new", "supplier", "acme", *named, *supplier, "--tier", "contributing")
    year.add("suppliers/acme/supplier.yaml", "training: [{mode: online, completed: 2026-01-02}]\n")
    sites = ("--website", "https://kiln.example")
    policies = ("https://kiln.example/privacy", "https://kiln.example/terms")
    rest = ("--privacy-policy", policies[0], "--terms-of-service", policies[1])
    year.type("new", "product", "acme/kiln", "--name", "Kiln", "--summary", "Clay.", *sites, *rest)
    year.type("new", "review", KILN, "--reviewer", "jsato")
    assert year.merge("Kiln: request") == ["registered", "review-opened"]
    assert year.standing(KILN) == (None, None, ["under-review"])
    assert year.due() == []
    assert year.page(KILN) == ""


def review_with_changes(year: Year) -> None:
    """16 January: no retention period. 24 January: there is one. 27 January: second meeting."""
    review = f"{KILN}/2026-01-05.md"
    year.on = "2026-01-16"
    year.cite(review, "2026-01-14")
    year.step(review, reviewed="2026-01-16")
    year.answer(
        review,
        data__collected="meets",
        data__retention="{level: does-not-meet, note: Kept for ever.}",
        security__mfa="{level: meets-with-reservations, note: Administrators only.}",
    )
    year.merge("Kiln: reviewed")
    assert year.letters() == ["results-changes 2026-01-26"]
    year.step(review, report_sent="2026-01-16", notified="2026-01-16")
    year.merge("Kiln: results sent")
    assert year.due() == [("changes", "2026-01-26", "upcoming")]
    assert year.letters() == []
    year.on = "2026-01-23"
    assert year.letters() == ["changes-reminder 2026-01-26"]
    year.on = "2026-01-24"
    year.step(review, changes_received="2026-01-24")
    year.merge("Kiln: changes came in")
    assert year.due() == [("second-meeting", None, "open")]
    assert year.letters() == ["second-meeting"]


def award(year: Year) -> None:
    """29 January: the seal is awarded; the letter goes out on 2 February."""
    review = f"{KILN}/2026-01-05.md"
    year.on = "2026-01-29"
    mended = "{level: meets, was: does-not-meet, resolved: 2026-01-27, note: Two years.}"
    talked = "{level: meets-with-reservations, note: Administrators only., discussed: 2026-01-27}"
    year.answer(review, data__retention=mended, security__mfa=talked)
    year.step(review, met="2026-01-27", awarded="2026-01-29")
    assert year.merge("Kiln: awarded") == ["awarded"]
    assert year.standing(KILN) == ("valid", "2027-01-28", [])
    assert year.due() == [("award-notice", "2026-02-05", "upcoming")]
    assert year.letters() == ["award 2026-02-05"]
    page = year.page(KILN)
    assert "Valid through 28 January 2027" in page
    assert "Kept for ever" not in page
    assert "R. Stone" not in page
    year.on = "2026-02-02"
    year.step(review, award_sent="2026-02-02")
    year.merge("Kiln: letter sent")
    assert (year.due(), year.letters()) == ([], [])


def renewal(year: Year) -> None:
    """30 November: sixty days before the end. 12 January: renewed, and the anniversary stays."""
    year.on = "2026-11-29"
    assert year.due() == [("renewal-notice", "2026-11-30", "upcoming")]
    assert year.letters() == []
    year.on = "2026-11-30"
    assert year.standing(KILN) == ("valid", "2027-01-28", ["expiring"])
    assert year.letters() == ["renewal-notice 2026-11-30"]
    year.type("new", "renewal", KILN, "--reviewer", "jsato")
    review = f"{KILN}/2026-11-30.md"
    assert "→ last time meets-with-reservations" in year.desk.read(f"content/{review}")
    year.step(review, reminded="2026-11-30")
    assert year.merge("Kiln: renewal opened") == ["review-opened"]
    assert (year.due(), year.letters()) == ([], [])
    year.on = "2027-01-12"
    year.cite(review, "2027-01-05")
    year.answer(review, data__collected="meets", data__retention="meets", security__mfa="meets")
    year.step(review, confirmed="2026-12-14", reviewed="2027-01-07", report_sent="2027-01-08")
    year.step(review, notified="2027-01-08", awarded="2027-01-12", award_sent="2027-01-14")
    year.type("check", code=1)  # the letter lies ahead
    year.on = "2027-01-14"
    assert year.merge("Kiln: renewed") == ["renewed"]
    assert year.standing(KILN) == ("valid", "2028-01-28", [])
    assert "Valid through 28 January 2028" in year.page(KILN)


def new_rubric(year: Year) -> None:
    """1 March: a second release, to be vetted under by the end of June."""
    year.on = "2027-02-08"
    text = released("2027-03-01", extra="revet_by: 2027-06-30|on_overdue: suspend")
    year.desk.write("rubrics/2.0.yaml", text.replace("Each kind", "Every kind"))
    found = year.json("impact", "rubrics/2.0.yaml")
    assert [(one["holder"], one["due"]) for one in found["seals"]] == [(KILN, "2027-06-30")]
    assert [one["id"] for one in found["questions"]["changed"]] == ["data.collected"]
    year.type("release", "2.0")
    assert year.merge("Rubric 2.0") == []
    year.on = "2027-02-28"
    assert year.letters() == []
    year.on = "2027-03-01"
    assert year.standing(KILN) == ("valid", "2028-01-28", ["re-vetting-due"])
    assert year.letters() == ["re-vetting 2027-06-30"]
    year.on = "2027-07-01"
    assert year.seal(KILN)["reason"] == "re-vetting"
    assert year.standing(KILN)[0] == "suspended"


def decline(year: Year) -> None:
    """3 May: vetted again. 10 June: declined, and the seal ends that day."""
    year.on = "2027-05-03"
    year.type("new", "review", KILN, "--reviewer", "mlund")
    review = f"{KILN}/2027-05-03.md"
    assert "kind: re-vetting" in year.desk.read(f"content/{review}")
    year.merge("Kiln: vetting again")
    assert year.letters() == []
    year.on = "2027-06-10"
    year.cite(review, "2027-05-18")
    sold = "{level: does-not-meet, note: Data are sold.}"
    year.answer(review, data__collected=sold, data__retention="meets", security__mfa="meets")
    year.step(review, reviewed="2027-05-20", report_sent="2027-05-21", notified="2027-05-21")
    year.step(review, declined="2027-06-10")
    assert year.merge("Kiln: declined") == ["declined"]
    assert year.seal(KILN)["reason"] == "declined"
    assert year.due() == [("removal", "2027-06-10", "due")]
    assert year.letters() == ["removal 2027-06-10"]
    assert "Not valid since 10 June 2027" in year.page(KILN)
    assert "Kiln" in year.page("ended")
    year.on = "2027-06-15"
    year.add(f"{KILN}/product.yaml", "removal_confirmed: [2027-06-15]\n")
    year.merge("Kiln: images are gone")
    assert (year.due(), year.letters()) == ([], [])


def restoration(year: Year) -> None:
    """20 July: won back under the new release; the end of the term stays where it was."""
    year.on = "2027-07-20"
    year.type("new", "review", KILN, "--opened", "2027-07-01")
    review = f"{KILN}/2027-07-01.md"
    assert 'rubric: "2.0"' in year.desk.read(f"content/{review}")
    year.cite(review, "2027-07-12")
    year.answer(review, data__collected="meets", data__retention="meets", security__mfa="meets")
    sent = dict.fromkeys(["report_sent", "notified"], "2027-07-14")
    year.step(review, reviewed="2027-07-13", **sent, awarded="2027-07-20")
    year.step(review, award_sent="2027-07-20")
    assert year.merge("Kiln: restored") == ["restored"]
    assert year.standing(KILN) == ("valid", "2028-01-28", [])
    assert "Valid through 28 January 2028" in year.page(KILN)


def withdrawal(year: Year) -> None:
    """1 September: the seal is taken back by decision; the number and its page remain."""
    number = year.seal(KILN)["number"]
    year.on = "2027-09-01"
    entry = "withdrawn: [{on: 2027-09-01, reason: Policy changed without notice, by: mlund}]\n"
    year.add(f"{KILN}/product.yaml", entry)
    assert year.merge("Kiln: withdrawn") == ["withdrawn"]
    assert year.seal(KILN)["reason"] == "decision"
    assert year.letters() == ["removal 2027-09-01"]
    page = year.page(KILN)
    assert "Not valid since 1 September 2027" in page
    assert number in page
    assert "Kiln" in year.page(f"seals/{number}")
    assert "without notice" not in page


def test_an_institution_from_orientation_to_lapse_and_back(tmp_path: Path) -> None:
    year = Year(tmp_path / "registry")
    training(year)
    independent_review(year)
    institution_award(year)
    lapse(year)
    back(year)


def training(year: Year) -> None:
    """31 January: the training session starts the thirty days."""
    site = ("--website", "https://elm.example", "--email", "privacy@elm.example")
    tier = ("--tier", "contributing")
    year.type("new", "institution", "elm-school", "--name", "Elm School", *site, *tier)
    trained = "{mode: individual, completed: 2026-01-31, covers: [coppa, ferpa]}"
    year.on = "2026-01-31"
    year.add(f"{SCHOOL}/institution.yaml", f"designated: [L. Chen]\ntraining: [{trained}]\n")
    year.type("new", "review", SCHOOL, "--opened", "2026-01-10")
    review = f"{SCHOOL}/2026-01-10.md"
    year.step(review, oriented="2026-01-15", trained="2026-01-31")
    assert year.merge("Elm School: trained") == ["registered", "review-opened"]
    assert year.due() == [("independent-review", "2026-03-02", "upcoming")]
    assert year.letters() == []
    year.on = "2026-02-23"
    assert year.letters() == ["independent-review 2026-03-02"]


def independent_review(year: Year) -> None:
    """24 February: it came in and needs attention. 4 March: it came back."""
    review = f"{SCHOOL}/2026-01-10.md"
    year.on = "2026-02-24"
    year.step(review, joint_review="2026-02-05", submitted="2026-02-24")
    path = f"content/{review}"
    text = year.desk.read(path)
    text = re.sub("# joint_review: .*", "joint_review: {product: QuizLab, staff: mlund}", text)
    alone = "independent_review: {product: ReadAlong, by: L. Chen}"
    text = re.sub("# independent_review: .*", alone, text)
    text = re.sub("# attention: .*", "attention: Please quote the clause on retention.", text)
    year.desk.write(path, text)
    year.answer(review, data__collected="meets", data__retention="meets", security__mfa="meets")
    year.merge("Elm School: review handed in")
    assert year.letters() == ["feedback-changes 2026-03-06"]
    year.step(review, notified="2026-02-24")
    year.merge("Elm School: feedback sent")
    assert year.due() == [("changes", "2026-03-06", "upcoming")]
    year.on = "2026-03-04"
    assert year.letters() == ["changes-reminder 2026-03-06"]
    year.step(review, changes_received="2026-03-04")
    year.merge("Elm School: mended")
    assert (year.due(), year.letters()) == ([], [])


def institution_award(year: Year) -> None:
    """6 March: awarded, for the year 2026."""
    year.on = "2026-03-06"
    year.step(f"{SCHOOL}/2026-01-10.md", awarded="2026-03-06", award_sent="2026-03-06")
    assert year.merge("Elm School: awarded") == ["awarded"]
    assert year.standing(SCHOOL) == ("valid", "2027-03-05", [])
    page = year.page(SCHOOL)
    assert "Valid through 5 March 2027" in page
    assert "L. Chen" not in page
    assert "Elm School" in year.page("institutions")


def lapse(year: Year) -> None:
    """5 January: the notice. 6 March: nobody renewed, and the seal has ended."""
    year.on = "2027-01-05"
    assert year.letters() == ["renewal-notice 2027-01-05"]
    year.type("new", "renewal", SCHOOL)
    year.step(f"{SCHOOL}/2027-01-05.md", reminded="2027-01-05")
    year.merge("Elm School: renewal opened")
    assert year.letters() == []
    year.on = "2027-03-05"
    assert year.standing(SCHOOL)[0] == "valid"
    year.on = "2027-03-06"
    assert year.seal(SCHOOL)["reason"] == "anniversary"
    assert year.letters() == ["removal 2027-03-06"]
    assert "Not valid since 6 March 2027" in year.page(SCHOOL)
    assert "Elm School" not in year.page("institutions")


def back(year: Year) -> None:
    """20 April: a renewal after the anniversary starts a term, and a year, of its own."""
    review = f"{SCHOOL}/2027-01-05.md"
    year.on = "2027-04-20"
    held = {"oriented": "2027-03-20", "trained": "2027-03-22", "joint_review": "2027-04-02"}
    year.step(review, **held, submitted="2027-04-12", notified="2027-04-14")
    path = f"content/{review}"
    text = re.sub(
        "# joint_review: .*", "joint_review: {product: Kiln, staff: jsato}", year.desk.read(path)
    )
    alone = "independent_review: {product: Lexis, by: L. Chen}"
    year.desk.write(path, re.sub("# independent_review: .*", alone, text))
    year.answer(review, data__collected="meets", data__retention="meets", security__mfa="meets")
    year.step(review, awarded="2027-04-20", award_sent="2027-04-20")
    assert year.merge("Elm School: awarded again") == ["awarded"]
    assert year.standing(SCHOOL) == ("valid", "2028-04-19", [])
    assert (year.due(), year.letters()) == ([], [])
    assert "Valid through 19 April 2028" in year.page(SCHOOL)
