"""Records become nouns; every field that does not fit is reported where it stands."""

import textwrap
from datetime import date

import pytest

from registry.diagnostics import Diagnostic
from registry.model import (
    Answer,
    Level,
    Product,
    ProductReview,
    Rubric,
    Settings,
    Supplier,
    TrainingMode,
)
from registry.shape import shape
from registry.source.dialect import parse
from registry.source.nodes import Record
from registry.unread import Unread, UnreadError, is_unread

SUPPLIER = """\
name: Brightpath Learning
website: https://brightpath.example
contact: {name: D. Reyes, email: privacy@brightpath.example}
membership:
  - {tier: affiliate, from: 2024-07-01, until: 2025-06-30}
  - {tier: contributing, from: 2025-07-01}
training:
  - {mode: online, completed: 2025-08-20}
"""


def record(text: str) -> Record:
    root, faults = parse(textwrap.dedent(text), "file.yaml")
    assert root is not None
    assert faults == []
    return Record("file.yaml", root)


def supplier(text: str) -> tuple[Supplier, list[str]]:
    noun, faults = shape(Supplier, record(text), path="suppliers/brightpath")
    return noun, [told(fault) for fault in faults]


def told(fault: Diagnostic) -> str:
    return f"{fault.place.line}:{fault.place.column} {fault.rule}"


def test_a_sound_record_becomes_its_noun() -> None:
    noun, faults = supplier(SUPPLIER)
    assert faults == []
    assert noun.name == "Brightpath Learning"
    assert noun.membership[0].until == date(2025, 6, 30)
    assert noun.membership[1].until is None
    assert noun.training[0].mode is TrainingMode.ONLINE
    assert noun.training[0].attendee is None
    assert noun.formerly == ()
    assert noun.where.place("membership", 1, "tier").line == 6


@pytest.mark.parametrize(
    ("line", "instead", "fault"),
    [
        ("name: Brightpath Learning", "", "2:1 missing-field"),
        ("name: Brightpath Learning", "name:", "1:1 empty-value"),
        ("name: Brightpath Learning", 'name: "  "', "1:1 empty-value"),
        ("name: Brightpath Learning", "name: [a]", "1:7 wrong-kind"),
        ("name: Brightpath Learning", f"name: {'x' * 301}", "1:7 text-too-long"),
        ("name: Brightpath Learning", 'name: "two\\nlines"', "1:7 wrong-kind"),
        ("website: https", "web_site: https", "2:1 unknown-field"),
        ("website: https://brightpath.example", "website: brightpath.example", "2:10 bad-url"),
        ("website: https://brightpath.example", "website: javascript:alert(1)", "2:10 bad-url"),
        ("website: https://brightpath.example", "website: https://a b.example", "2:10 bad-url"),
        ("website: https://brightpath.example", "website: https://u:p@x.example", "2:10 bad-url"),
        ("email: privacy@brightpath.example", "email: privacy at x", "3:34 bad-email"),
        (
            "contact: {name: D. Reyes, email: privacy@brightpath.example}",
            "contact: me",
            "3:10 wrong-kind",
        ),
        (", email: privacy@brightpath.example", "", "3:1 missing-field"),
        ("from: 2024-07-01", "from: 2024-02-30", "5:29 bad-date"),
        ("from: 2024-07-01", "from: 1/7/2024", "5:29 bad-date"),
        ("from: 2024-07-01", "from: 0024-07-01", "5:29 bad-date"),
        ("from: 2024-07-01, ", "", "5:5 missing-field"),
        ("mode: online", "mode: onlin", "8:12 unknown-value"),
        ("mode: online", "mode: Online", "8:12 unknown-value"),
        ("mode: online", 'mode: ""', "8:6 empty-value"),
    ],
)
def test_a_field_that_does_not_fit_is_reported_where_it_stands(
    line: str, instead: str, fault: str
) -> None:
    assert line in SUPPLIER
    _, faults = supplier(SUPPLIER.replace(line, instead))
    if fault.endswith("unknown-field"):
        assert faults == [fault, "1:1 missing-field"]
    else:
        assert faults == [fault]


def test_every_fault_of_a_record_is_found_at_once() -> None:
    text = SUPPLIER.replace("online", "on line").replace("name: B", "nme: B").replace("2024", "24")
    _, faults = supplier(text)
    assert sorted(faults) == [
        "1:1 missing-field",
        "1:1 unknown-field",
        "5:29 bad-date",
        "8:12 unknown-value",
    ]


def test_an_unknown_field_names_its_nearest_neighbour() -> None:
    _, faults = shape(Supplier, record(SUPPLIER.replace("website", "web_site")), path="x")
    assert faults[0].hint.startswith('did you mean "website"?')


def test_a_field_that_could_not_be_read_may_not_be_looked_at() -> None:
    noun, _ = supplier(SUPPLIER.replace("2024-07-01", "2024-02-30"))
    since = noun.membership[0].since
    assert is_unread(since)
    with pytest.raises(UnreadError):
        _ = since < date(2025, 1, 1)
    with pytest.raises(UnreadError):
        _ = date(2025, 1, 1) < since
    with pytest.raises(UnreadError):
        noun.membership[0].covers(date(2025, 1, 1))
    assert since is not None


@pytest.mark.parametrize("look", [bool, len, iter, str, hash, lambda v: v.year, lambda v: v == 1])
def test_no_look_at_an_unread_value_is_allowed(look: object) -> None:
    assert callable(look)
    with pytest.raises(UnreadError):
        look(Unread())


REVIEW = """\
kind: initial
rubric: 2.0
reviewer: mlund
steps: {opened: 2026-02-01}
answers:
  data.collected: meets
  data.retention:
    level: meets-with-reservations
    note: >-
      The period is named for accounts,
      not for backups.
"""


def test_a_bare_level_stands_for_an_answer() -> None:
    review, faults = shape(ProductReview, record(REVIEW), path="r", body="")
    assert faults == []
    assert review.answers["data.collected"] == Answer(level=Level.MEETS)
    assert review.answers["data.retention"].note == (
        "The period is named for accounts, not for backups."
    )
    assert review.rubric == "2.0"


@pytest.mark.parametrize("level", ["mets", "Meets", "meets_with_reservations", "yes"])
def test_a_level_is_never_spelled_otherwise(level: str) -> None:
    text = REVIEW.replace("collected: meets", f"collected: {level}")
    review, faults = shape(ProductReview, record(text), path="r", body="")
    assert [told(f) for f in faults] == ["6:19 unknown-value"]
    assert is_unread(review.answers["data.collected"].level)
    assert review.answers["data.retention"].level is Level.RESERVATIONS


def test_lists_and_optional_mappings_may_be_absent() -> None:
    review, faults = shape(
        ProductReview, record(REVIEW.partition("answers:")[0]), path="r", body=""
    )
    assert faults == []
    assert (dict(review.answers), review.extensions) == ({}, ())
    assert review.documents.privacy_policy is None
    assert review.laws.gdpr is None


def test_hosts_have_no_case() -> None:
    text = """\
    name: QuizLab
    summary: Quizzes.
    website: https://quizlab.example
    privacy_policy: https://quizlab.example/privacy
    terms_of_service: https://quizlab.example/terms
    domains: [QuizLab.Example, https://no]
    """
    sound, _ = supplier(SUPPLIER)
    product, faults = shape(Product, record(text), path="suppliers/b/q", supplier=sound)
    assert product.domains[0] == "quizlab.example"
    assert [told(f) for f in faults] == ["6:28 bad-url"]


@pytest.mark.parametrize("typed", ["true", "True", "TRUE"])
def test_true_is_spelled_as_in_yaml_1_2(typed: str) -> None:
    text = f"""\
    title: Rubric
    areas:
      - id: data
        title: Data
        questions:
          - id: data.kept
            ask: Is it kept?
            not_applicable: {typed}
            levels: {{meets: a, meets-with-reservations: b, does-not-meet: c}}
    """
    rubric, faults = shape(Rubric, record(text), version="1.0")
    assert faults == []
    question = next(rubric.questions())
    assert question.not_applicable is True
    assert question.levels.of(Level.RESERVATIONS) == "b"
    assert rubric.released is None


@pytest.mark.parametrize("typed", ["yes", "1", "on", "tRue"])
def test_no_other_word_is_true(typed: str) -> None:
    text = """\
    name: Registry
    organisation: Consortium
    base_url: https://seals.example
    mailbox: seals@seals.example
    seal: {name: Seal, prefix: DPS}
    staff: {}
    programme: []
    show_area_levels: """
    _, faults = shape(Settings, record(text + typed))
    assert [told(f) for f in faults] == ["8:19 wrong-kind"]


@pytest.mark.parametrize("end", ["?a=b", "/#top", "/seals?", "/seals/#"])
def test_a_sites_address_ends_with_its_host_or_its_path(end: str) -> None:
    def faults_of(address: str) -> list[Diagnostic]:
        _, faults = shape(Settings, record(f"base_url: {address}\n"))
        return [fault for fault in faults if fault.rule != "missing-field"]

    assert faults_of("https://seals.example/seals") == []
    (fault,) = faults_of(f'"https://seals.example{end}"')
    assert told(fault) == "1:11 bad-url"
    assert fault.message == f'"https://seals.example{end}" is not the address of a site'
    assert fault.hint.startswith("leave out ? or # and what follows it")


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("3000-01-01", '"3000-01-01" lies outside the years 1900 to 2999'),
        ("1899-12-31", '"1899-12-31" lies outside the years 1900 to 2999'),
        ("3000-02-30", '"3000-02-30" is not a calendar day'),
        ("0000-01-01", '"0000-01-01" is not a calendar day'),
    ],
)
def test_a_day_out_of_range_is_told_from_one_that_does_not_exist(typed: str, said: str) -> None:
    _, faults = shape(Supplier, record(SUPPLIER.replace("2025-08-20", typed)), path="x")
    assert [(fault.rule, fault.message) for fault in faults] == [("bad-date", said)]


@pytest.mark.parametrize(
    ("typed", "remedy"),
    [
        ("Bücher.example", "write it as it is looked up: xn--bcher-kva.example"),
        ("https://no", "write the bare host name, such as quizlab.example"),
        ("büch er.example", "write the bare host name, such as quizlab.example"),
        ("ü" * 56, "write the bare host name, such as quizlab.example"),
    ],
)
def test_a_host_name_in_other_letters_is_told_in_ascii(typed: str, remedy: str) -> None:
    _, faults = shape(Product, record(f"domains: ['{typed}']\n"), path="x", supplier=None)
    (fault,) = [fault for fault in faults if fault.rule == "bad-url"]
    assert (fault.message, fault.hint) == (f'"{typed}" is not a host name', remedy)
