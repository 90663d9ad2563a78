"""No record may crash the program: whatever is written, the answer is a report."""

import functools
import random
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from registry import pipeline
from registry.assess import assess
from registry.diagnostics import Severity
from registry.report.faults_data import as_github, as_json, as_sarif
from registry.report.faults_text import report
from registry.source.excerpts import Excerpts
from registry.source.tree import SIZE_LIMIT, Entry, EntryKind, FolderTree

ROOT = Path(__file__).parent.parent
AS_OF = date(2026, 11, 23)
MEMBERS = ("river-valley", "eastgate-library-network")
HOLDERS = ("river-valley", "kestrel-assessment")


class MemoryTree:
    """A few of the sample's records in memory, one of them changed."""

    def __init__(self, files: dict[str, bytes]) -> None:
        self.files = files

    def entries(self, folder: str) -> list[Entry] | None:
        prefix = f"{folder}/" if folder else ""
        names: dict[str, Entry] = {}
        for path, data in self.files.items():
            if path.startswith(prefix):
                name, _, rest = path.removeprefix(prefix).partition("/")
                kind = EntryKind.FOLDER if rest else EntryKind.FILE
                names[name] = Entry(name, kind, 0 if rest else len(data))
        return sorted(names.values(), key=lambda entry: entry.name) or None

    def read(self, path: str, limit: int = SIZE_LIMIT) -> bytes:
        if path not in self.files:
            raise FileNotFoundError(path)
        return self.files[path][: limit + 1]


@functools.cache
def sample() -> dict[str, bytes]:
    files = {}
    for path in sorted([*ROOT.glob("content/**/*"), *ROOT.glob("rubrics/*")]):
        place = path.relative_to(ROOT).as_posix()
        wanted = place.count("/") < 3 or any(f"/{name}/" in place for name in HOLDERS)
        if place.startswith("content/members/") and path.stem not in MEMBERS:
            continue  # of organisations left out here
        # The signatures are of all holders, and not all are here.
        if path.is_file() and wanted and path.suffix not in (".png", ".jsonl"):
            files[place] = path.read_bytes()
    return files


def examine(files: dict[str, bytes]) -> pipeline.Examination:
    """Read, judge and report by every means; a sound registry is assessed as well."""
    tree = MemoryTree(files)
    found = pipeline.examine(tree, lambda _: AS_OF, future_facts=True)
    for text in (
        report(found.diagnostics, Excerpts(tree)),
        as_json(found.diagnostics, AS_OF),
        as_sarif(found.diagnostics),
        as_github(found.diagnostics),
    ):
        assert text.isprintable() or "\n" in text
        text.encode("utf-8")
    if found.registry is not None and not found.errors:
        assess(found.registry, AS_OF)
    return found


def test_the_records_are_sound_before_they_are_broken() -> None:
    assert examine(sample()).errors == []


def lines_of(path: str) -> list[bytes]:
    return sample()[path].split(b"\n")


def fields() -> Iterator[tuple[str, int]]:
    """Every line of the head of every record."""
    for path, data in sample().items():
        if path.endswith((".yaml", ".md")) and "README" not in path:
            head = data.split(b"\n---\n")[0] if path.endswith(".md") else data
            for number, line in enumerate(head.split(b"\n")):
                if line.strip(b"- ") and not path.startswith("rubrics/"):
                    yield path, number


def broken(path: str, number: int, instead: bytes | None) -> dict[str, bytes]:
    lines = lines_of(path)
    lines[number : number + 1] = [] if instead is None else [instead]
    return {**sample(), path: b"\n".join(lines)}


MUTATIONS: dict[str, Callable[[bytes], bytes | None]] = {
    "left out": lambda _: None,
    "emptied": lambda line: line.partition(b":")[0] + b":",
    "a list": lambda line: line.partition(b":")[0] + b": [x]",
    "a mapping": lambda line: line.partition(b":")[0] + b": {x: y}",
    "another word": lambda line: line.partition(b":")[0] + b": zzz",
    "misspelt": lambda line: line.replace(b":", b"x:", 1),
    "no such day": lambda line: line.partition(b":")[0] + b": 2026-02-30",
    "the last day": lambda line: line.partition(b":")[0] + b": 2999-12-31",
    "the first day": lambda line: line.partition(b":")[0] + b": 1900-01-01",
}


@pytest.mark.parametrize("mutation", MUTATIONS)
def test_any_line_may_be_wrong_in_any_way(mutation: str) -> None:
    chosen = sorted(fields())
    random.Random(mutation).shuffle(chosen)  # noqa: S311  # a fixed draw
    for path, number in chosen[:30]:
        examine(broken(path, number, MUTATIONS[mutation](lines_of(path)[number])))


def test_every_field_name_misspelt_at_once_is_a_report() -> None:
    files = {p: d.replace(b"name:", b"nmae:") for p, d in sample().items()}
    found = examine(files)
    assert {d.rule for d in found.errors} >= {"missing-field", "unknown-field"}


@pytest.mark.parametrize(
    "word", [b"from:", b"tier:", b"opened:", b"staff:", b"programme:", b"level:"]
)
def test_one_kind_of_field_lost_everywhere_is_a_report(word: bytes) -> None:
    files = {p: d.replace(word, b"lost_" + word) for p, d in sample().items()}
    assert examine(files).errors


@settings(max_examples=80, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    st.sampled_from(sorted(p for p in sample() if not p.endswith(".png"))),
    st.integers(0, 10_000),
    st.integers(0, 40),
    st.binary(max_size=30) | st.text(max_size=20).map(lambda t: t.encode("utf-8", "replace")),
)
def test_any_bytes_anywhere_are_a_report(path: str, at: int, cut: int, new: bytes) -> None:
    data = sample()[path]
    at %= len(data) + 1
    examine({**sample(), path: data[:at] + new + data[at + cut :]})


@pytest.mark.parametrize("path", sorted(sample()))
def test_any_file_may_be_missing_or_empty(path: str) -> None:
    examine({p: d for p, d in sample().items() if p != path})
    examine({**sample(), path: b""})


@pytest.mark.parametrize(
    "tail",
    [b"<<<<<<< HEAD\nname: a\n=======\nname: b\n>>>>>>> other\n", b"\x00", b"\xff\xfe", b"&a [*a]"],
)
def test_conflict_markers_and_binary_are_syntax_faults_with_a_place(tail: bytes) -> None:
    path = "content/suppliers/kestrel-assessment/supplier.yaml"
    found = examine({**sample(), path: sample()[path] + tail})
    assert {d.place.path for d in found.diagnostics if d.severity is Severity.ERROR} == {path}


def test_a_file_that_vanishes_while_it_is_read_is_a_fault_of_that_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "content/suppliers/a").mkdir(parents=True)
    (tmp_path / "content/suppliers/a/supplier.yaml").write_text("name: A\n")

    def gone(*_: object) -> bytes:
        raise FileNotFoundError(2, "No such file or directory")

    monkeypatch.setattr(FolderTree, "read", gone)
    found = pipeline.examine(FolderTree(tmp_path), lambda _: AS_OF)
    assert any(
        "cannot be read: No such file" in d.message
        for d in found.diagnostics
        if d.place.path == "content/suppliers/a/supplier.yaml"
    )


@pytest.mark.parametrize("line", [b"not a line of sha256sum\n", b"\n", b"\xff\n"])
def test_a_broken_line_of_the_register_accuses_no_review(line: bytes) -> None:
    path = "rubrics/RELEASED"
    found = examine({**sample(), path: line + sample()[path]})
    assert {d.place.path for d in found.errors} == {path}
