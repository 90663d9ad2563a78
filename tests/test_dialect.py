"""YAML as the registry reads it."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from registry.source.dialect import DEPTH_LIMIT, parse
from registry.source.nodes import Broken, Items, Mapping, Record, Text


def read(text: str) -> Mapping:
    root, faults = parse(text, "file.yaml")
    assert faults == []
    assert root is not None
    return root


def fault_of(text: str) -> tuple[str, int, int]:
    _, faults = parse(text, "file.yaml")
    assert len(faults) == 1
    return faults[0].rule, faults[0].place.line, faults[0].place.column


@pytest.mark.parametrize(
    "typed",
    ["1.10", "NO", "off", "0123", "12:30", "1_000", "2026-02-30", "null", "~", "0b11", "=", "<<"],
)
def test_every_scalar_stays_the_text_that_was_typed(typed: str) -> None:
    _, value = read(f"field: {typed}\n").entries["field"]
    assert isinstance(value, Text)
    assert value.text == typed


def test_quotes_are_taken_off_and_escapes_understood() -> None:
    _, value = read('field: "caf\\u00e9: yes"\n').entries["field"]
    assert isinstance(value, Text)
    assert value.text == "café: yes"


def test_lines_and_columns_count_from_one() -> None:
    name, value = read("# a comment\n\nname:   QuizLab\n").entries["name"]
    assert (name.line, name.column) == (3, 1)
    assert isinstance(value, Text)
    assert (value.line, value.column, value.width) == (3, 9, 7)


def test_a_head_that_starts_further_down_keeps_the_files_lines() -> None:
    root, _ = parse("kind: initial\n", "review.md", first_line=2)
    assert root is not None
    assert root.entries["kind"][0].line == 2


def test_columns_count_characters_and_not_bytes() -> None:
    root = read("a: {é: 1, x: 2}\n")
    inner = root.entries["a"][1]
    assert isinstance(inner, Mapping)
    assert inner.entries["x"][0].column == 11


def test_a_key_written_twice_is_reported_where_it_stands_again() -> None:
    root, faults = parse("a: 1\nb: 2\na: 3\n", "file.yaml")
    assert [(f.rule, f.place.line) for f in faults] == [("duplicate-key", 3)]
    assert "line 1" in faults[0].message
    assert root is not None
    assert isinstance(root.entries["a"][1], Broken)


@pytest.mark.parametrize(
    ("text", "line", "column"),
    [
        ("a: &x 1\nb: *x\n", 2, 4),
        ("a: !!int 5\n", 1, 4),
        ("a: !shout x\n", 1, 4),
        ("a: 1\n---\nb: 2\n", 2, 1),
        ("", 1, 1),
        ("# nothing but a comment\n", 1, 1),
        ("- a list\n", 1, 1),
        ("only words\n", 1, 1),
        ("a: 'never closed\n", 1, 4),
        ("a: [1, 2\n", 1, 4),
        ("a:\n\tb: 1\n", 2, 1),
        ("a: b: c\n", 1, 5),
        ("a: \x07\n", 1, 4),
        ("? [a]\n: b\n", 1, 3),
        ("{" * 30, 1, 25),
    ],
)
def test_what_is_not_one_plain_mapping_is_a_syntax_fault(text: str, line: int, column: int) -> None:
    rule, at_line, at_column = fault_of(text)
    assert rule == "yaml-syntax"
    assert at_line == line
    assert at_column == column or text.startswith(("a: '", "a: ["))


def test_nesting_may_be_as_deep_as_the_limit_and_no_deeper() -> None:
    def deep(levels: int) -> str:
        return "a: " + "[" * levels + "]" * levels

    assert parse(deep(DEPTH_LIMIT - 1), "file.yaml")[1] == []
    assert parse(deep(DEPTH_LIMIT), "file.yaml")[1][0].rule == "yaml-syntax"


@pytest.mark.parametrize("bomb", ["[" * 500_000, "- " * 500_000, "{a: " * 200_000, "a: " * 100_000])
def test_bottomless_nesting_is_refused_and_not_followed(bomb: str) -> None:
    root, faults = parse(bomb, "file.yaml")
    assert root is None
    assert [f.rule for f in faults] == ["yaml-syntax"]


def test_an_alias_bomb_is_refused_at_its_first_alias() -> None:
    bomb = "a: &a [x, x]\n" + "".join(
        f"{new}: &{new} [*{old}, *{old}]\n" for old, new in zip("abcdefg", "bcdefgh", strict=True)
    )
    assert fault_of(bomb) == ("yaml-syntax", 2, 8)


@given(st.text())
@example("a: !<tag:yaml.org,2002:str> x")
@example("%TAG ! tag:x:\n---\na: 1")
@example("\ufeffa: 1")
@example("a: |\n  \u2028b")
def test_no_text_makes_the_reader_fail(text: str) -> None:
    root, faults = parse(text, "file.yaml")
    assert (root is None) <= bool(faults)
    for fault in faults:
        assert fault.place.line >= 1
        assert fault.place.column >= 1


@given(st.dictionaries(st.from_regex(r"[a-z]{1,8}", fullmatch=True), st.text(min_size=1)))
def test_what_is_quoted_comes_back_as_it_was_typed(fields: dict[str, str]) -> None:
    def quoted(text: str) -> str:
        return '"' + "".join(f"\\U{ord(c):08x}" for c in text) + '"'

    text = "".join(f"{key}: {quoted(value)}\n" for key, value in fields.items())
    if not fields or any(0xD800 <= ord(c) < 0xE000 for value in fields.values() for c in value):
        return
    entries = read(text).entries
    assert {k: v.text for k, (_, v) in entries.items() if isinstance(v, Text)} == fields


def test_a_place_is_the_field_or_its_nearest_written_parent() -> None:
    record = Record(
        "file.yaml", read("steps:\n  opened: 2026-02-01\nlist:\n  - {a: 1}\n  - {a: 2}\n")
    )
    assert (record.place("steps", "opened").line, record.place("steps", "opened").column) == (2, 11)
    assert str(record.place("steps", "awarded")) == "file.yaml:1:1"
    assert str(record.place("nowhere")) == "file.yaml:1:1"
    assert record.place("list", 1, "a").line == 5
    assert record.place("list", 7).line == 3
    assert record.key_place("steps", "opened").column == 3


def test_lists_keep_their_order() -> None:
    value = read("list: [c, a, b]\n").entries["list"][1]
    assert isinstance(value, Items)
    assert [item.text for item in value.items if isinstance(item, Text)] == ["c", "a", "b"]


def test_an_empty_head_is_told_from_an_empty_file() -> None:
    for first_line, what in ((1, "file"), (2, "head")):
        for text, fact in (("", "is empty"), ("- x\n", "holds no fields")):
            _, (fault,) = parse(text, "a.md", first_line)
            assert (fault.message, fault.place.line) == (f"the {what} {fact}", first_line)
