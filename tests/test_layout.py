"""Which file is what, and what does not belong."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from registry.source.layout import Role, Shelf, survey
from registry.source.tree import FolderTree
from registry.units import read_frame, read_institution, read_supplier


def lay(root: Path, *paths: str) -> dict[str, Shelf]:
    for path in paths:
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text("")
    return survey(FolderTree(root))


def told(root: Path, *paths: str) -> list[str]:
    shelves = lay(root, *paths)
    tops = [s for name, s in shelves.items() if name in ("content", "rubrics")]
    found = [f for top in tops for shelf in top.walk() for f in shelf.faults]
    return sorted(f"{f.place.path} {f.rule}" for f in found)


SOUND = (
    "content/registry.yaml",
    "content/README.md",
    "content/proofs.jsonl",
    "content/suppliers/README.md",
    "content/suppliers/a/supplier.yaml",
    "content/suppliers/a/logo.png",
    "content/suppliers/a/p-1/product.yaml",
    "content/suppliers/a/p-1/2026-02-01.md",
    "content/suppliers/a/p-1/README.md",
    "content/institutions/b/institution.yaml",
    "content/institutions/b/logo.png",
    "content/institutions/b/2026-02-01.md",
    "content/members/c.yaml",
    "rubrics/1.0.yaml",
    "rubrics/2026.10.1.yaml",
    "rubrics/RELEASED",
)


def test_everything_the_contract_names_has_its_place(tmp_path: Path) -> None:
    assert told(tmp_path, *SOUND) == []
    shelves = survey(FolderTree(tmp_path))
    roles = {file.path: file.role for shelf in shelves["content"].walk() for file in shelf.files}
    assert roles["content/suppliers/a/p-1/2026-02-01.md"] is Role.REVIEW
    assert roles["content/institutions/b/logo.png"] is Role.LOGO


@pytest.mark.parametrize(
    ("path", "fault"),
    [
        ("content/notes.txt", "content/notes.txt stray-file"),
        ("content/drafts/x.md", "content/drafts stray-file"),
        ("content/suppliers/x.yaml", "content/suppliers/x.yaml stray-file"),
        ("content/suppliers/a/notes.docx", "content/suppliers/a/notes.docx stray-file"),
        ("content/suppliers/a/logo.svg", "content/suppliers/a/logo.svg stray-file"),
        ("content/suppliers/a/p-1/logo.png", "content/suppliers/a/p-1/logo.png stray-file"),
        ("content/suppliers/a/p-1/deep/x.md", "content/suppliers/a/p-1/deep stray-file"),
        ("content/suppliers/a/p-1/2026-2-1.md", "content/suppliers/a/p-1/2026-2-1.md bad-name"),
        ("content/suppliers/a/p-1/2026-02-30.md", "content/suppliers/a/p-1/2026-02-30.md bad-name"),
        ("content/institutions/b/more/x.md", "content/institutions/b/more stray-file"),
        ("content/members/C.yaml", "content/members/C.yaml bad-name"),
        ("content/members/c.yml", "content/members/c.yml stray-file"),
        ("rubrics/v2.yaml", "rubrics/v2.yaml bad-name"),
        ("rubrics/2.0.yml", "rubrics/2.0.yml stray-file"),
    ],
)
def test_what_does_not_belong_is_reported_by_path(tmp_path: Path, path: str, fault: str) -> None:
    assert told(tmp_path, *SOUND, path) == [fault]


@pytest.mark.parametrize("name", ["Bright", "bright_path", "a--b", "-a", "a-", "é", "x" * 65])
def test_a_folder_is_named_in_kebab_case(tmp_path: Path, name: str) -> None:
    path = f"content/suppliers/{name}/supplier.yaml"
    assert told(tmp_path, *SOUND, path) == [f"content/suppliers/{name} bad-name"]


def test_the_remedy_for_a_long_name_says_how_long_it_may_be(tmp_path: Path) -> None:
    shelves = lay(tmp_path, *SOUND, f"content/suppliers/{'x' * 65}/supplier.yaml")
    (fault,) = shelves["content/suppliers"].faults
    assert "at most 64 characters" in fault.hint


def test_a_name_of_64_characters_is_not_too_long(tmp_path: Path) -> None:
    assert told(tmp_path, *SOUND, f"content/suppliers/{'x' * 64}/supplier.yaml") == []


def test_a_folder_without_its_record_is_reported_once(tmp_path: Path) -> None:
    paths = [path for path in SOUND if not path.endswith(("supplier.yaml", "product.yaml"))]
    assert told(tmp_path, *paths) == [
        "content/suppliers/a missing-file",
        "content/suppliers/a/p-1 missing-file",
    ]


def test_links_are_reported_and_never_followed(tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "supplier.yaml").write_text("name: Secret\n")
    root = tmp_path / "root"
    lay(root, *SOUND)
    (root / "content/suppliers/linked").symlink_to(outside)
    (root / "content/suppliers/a/p-1/2026-03-01.md").symlink_to(outside / "supplier.yaml")
    (root / "content/suppliers/a/loop").symlink_to(root / "content")
    assert told(root) == [
        "content/suppliers/a/loop symlink",
        "content/suppliers/a/p-1/2026-03-01.md symlink",
        "content/suppliers/linked symlink",
    ]


def test_content_itself_may_not_be_a_link(tmp_path: Path) -> None:
    lay(tmp_path / "real", *SOUND)
    root = tmp_path / "root"
    root.mkdir()
    (root / "content").symlink_to(tmp_path / "real/content")
    (root / "rubrics").symlink_to(tmp_path / "real/rubrics")
    assert told(root) == ["content symlink", "rubrics symlink"]


@pytest.mark.parametrize(
    "name",
    [
        "content/registry.yaml",
        "content/README.md",
        "content/suppliers/a/supplier.yaml",
        "content/suppliers/a/logo.png",
        "content/suppliers/a/p-1/product.yaml",
        "content/suppliers/a/p-1/2026-02-01.md",
        "content/members/c.yaml",
        "rubrics/1.0.yaml",
        "rubrics/RELEASED",
    ],
)
@pytest.mark.parametrize("make", [os.mkfifo, os.mkdir])
def test_a_pipe_or_folder_in_a_files_place_is_told_as_what_it_is(
    tmp_path: Path, name: str, make: Callable[[Path], None]
) -> None:
    lay(tmp_path, *SOUND)
    (tmp_path / name).unlink()
    make(tmp_path / name)
    assert told(tmp_path) == [f"{name} stray-file"]
    shelves = survey(FolderTree(tmp_path))
    tops = [shelves["content"], shelves["rubrics"]]
    (fault,) = [f for top in tops for shelf in top.walk() for f in shelf.faults]
    assert fault.message == f'"{Path(name).name}" is not a plain file'


def test_secrets_in_a_folder_that_stands_for_a_file_are_found(tmp_path: Path) -> None:
    lay(tmp_path, *SOUND, "rubrics/3.0.yaml/deep/x.txt")
    (tmp_path / "rubrics/3.0.yaml/deep/x.txt").write_text(IDENTITY)
    assert "rubrics/3.0.yaml/deep/x.txt:1:1 secret-in-repository" in faults_of(tmp_path)


def test_a_folder_that_the_disk_does_not_list_is_a_fault_of_that_folder(tmp_path: Path) -> None:
    lay(tmp_path, *SOUND)
    handle = os.open(tmp_path / "content", os.O_RDONLY)
    for _ in range(25):  # deeper than a path may be long
        os.mkdir("x" * 200, dir_fd=handle)  # below an open folder
        inner = os.open("x" * 200, os.O_RDONLY, dir_fd=handle)
        os.close(handle)
        handle = inner
    os.close(handle)
    stray, deepest = told(tmp_path)
    assert stray == f"content/{'x' * 200} stray-file"
    assert deepest.endswith(" yaml-syntax")


def test_a_pipe_is_not_opened(tmp_path: Path) -> None:
    lay(tmp_path, *SOUND)
    os.mkfifo(tmp_path / "content/suppliers/a/supplier-notes")
    assert told(tmp_path) == ["content/suppliers/a/supplier-notes stray-file"]


def test_an_undecodable_name_is_reported_in_print(tmp_path: Path) -> None:
    lay(tmp_path, *SOUND)
    (tmp_path / os.fsdecode(b"content/suppliers/a/caf\xe9.md")).write_text("")
    assert told(tmp_path) == ["content/suppliers/a/caf\\udce9.md stray-file"]


def test_a_line_break_in_a_name_cannot_forge_a_line_of_a_report(tmp_path: Path) -> None:
    assert told(tmp_path, *SOUND, "content/a\n::error::b") == [r"content/a\n::error::b stray-file"]


def faults_of(root: Path) -> list[str]:
    tree = FolderTree(root)
    shelves = survey(tree)
    units = [read_supplier(tree, s) for s in shelves["content/suppliers"].shelves]
    units += [read_institution(tree, s) for s in shelves["content/institutions"].shelves]
    found = [*read_frame(tree, shelves).faults, *(f for unit in units for f in unit.faults)]
    return [f"{f.place} {f.rule}" for f in found if f.rule != "missing-field"]


IDENTITY = "AGE-SECRET-KEY-1" + "Q" * 58


@pytest.mark.parametrize(
    ("path", "data", "fault"),
    [
        ("content/registry.yaml", b"name: caf\xe9\n", "content/registry.yaml:1:1 not-utf8"),
        ("content/registry.yaml", b"a: 1\n\xff", "content/registry.yaml:2:1 not-utf8"),
        (
            "content/suppliers/a/p-1/2026-02-01.md",
            b"# No head\n",
            "content/suppliers/a/p-1/2026-02-01.md:1:1 front-matter",
        ),
        (
            "content/suppliers/a/p-1/2026-02-01.md",
            b"---\nkind: initial\nThe rest.\n",
            "content/suppliers/a/p-1/2026-02-01.md:1:1 front-matter",
        ),
        (
            "content/suppliers/a/p-1/2026-02-01.md",
            b"\n---\nkind: initial\n---\n",
            "content/suppliers/a/p-1/2026-02-01.md:1:1 front-matter",
        ),
        (
            "content/suppliers/a/p-1/2026-02-01.md",
            b"---\n- a list\n---\n",
            "content/suppliers/a/p-1/2026-02-01.md:2:1 yaml-syntax",
        ),
        (
            "content/suppliers/a/p-1/2026-02-01.md",
            b"---\nkind: initial\nkind: renewal\n---\n",
            "content/suppliers/a/p-1/2026-02-01.md:3:1 duplicate-key",
        ),
        ("content/suppliers/a/logo.png", b"GIF89a", "content/suppliers/a/logo.png:1:1 bad-logo"),
        (
            "content/suppliers/a/logo.png",
            bytes.fromhex("89504e470d0a1a0a0000000d49484452ffffffffffffffff0804000000b51c0c02"),
            "content/suppliers/a/logo.png:1:1 bad-logo",
        ),
        (
            "content/suppliers/a/logo.png",
            bytes.fromhex("89504e470d0a1a0a0000000d49484452000000010000000108040000"),
            "content/suppliers/a/logo.png:1:1 bad-logo",
        ),
        (
            "content/suppliers/a/logo.png",
            b"\x89PNG\r\n\x1a\n" + b"x" * 512 * 1024,
            "content/suppliers/a/logo.png:1:1 bad-logo",
        ),
        ("content/members/c.yaml", b"x" * 1024 * 1024, "content/members/c.yaml:1:1 file-too-large"),
        ("rubrics/RELEASED", b"abc  1.0.yaml\n", "rubrics/RELEASED:1:1 wrong-kind"),
        (
            "content/README.md",
            b"Hello\nkey: " + IDENTITY.encode(),
            "content/README.md:2:6 secret-in-repository",
        ),
        (
            "content/suppliers/a/x.bin",
            b"\x00" * 2_000_000 + b"\n-----BEGIN OPENSSH PRIVATE KEY-----",
            "content/suppliers/a/x.bin:2:1 secret-in-repository",
        ),
    ],
)
def test_a_file_that_cannot_be_read_says_why_and_where(
    tmp_path: Path, path: str, data: bytes, fault: str
) -> None:
    lay(tmp_path, *SOUND)
    for sound in SOUND:
        if sound.endswith((".yaml", ".md")) and not sound.endswith("README.md"):
            text = "---\nkind: x\n---\n" if sound.endswith(".md") else "name: x\n"
            (tmp_path / sound).write_text(text)
    (tmp_path / "content/suppliers/a/logo.png").write_bytes(PNG)
    (tmp_path / "content/institutions/b/logo.png").write_bytes(PNG)
    before = faults_of(tmp_path)
    (tmp_path / path).write_bytes(data)
    new = set(faults_of(tmp_path)) - set(before)
    assert {line for line in new if not line.endswith("stray-file")} == {fault}


PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010804000000b51c0c02"
    "0000000b4944415478da6364600000000600023081d02f0000000049454e44ae426082"
)


def test_a_byte_order_mark_and_windows_line_ends_are_accepted(tmp_path: Path) -> None:
    lay(tmp_path, *SOUND)
    review = tmp_path / "content/suppliers/a/p-1/2026-02-01.md"
    review.write_bytes(b"\xef\xbb\xbf---\r\nkind: initial\r\nbroken: yes\r\n---\r\nText\r\n")
    found = [f for f in faults_of(tmp_path) if "2026-02-01.md" in f and "/p-1/" in f]
    assert found == ["content/suppliers/a/p-1/2026-02-01.md:3:1 unknown-field"]


def test_the_register_of_signatures_may_grow(tmp_path: Path) -> None:
    lay(tmp_path, *SOUND)
    before = faults_of(tmp_path)
    line = '{"holder": "suppliers/a/p-1", "note": "' + "x" * 460 + '"}\n'
    (tmp_path / "content/proofs.jsonl").write_text(line * 10_000)
    assert faults_of(tmp_path) == before
    (tmp_path / "content/proofs.jsonl").write_bytes(b" " * 64 * 1024 * 1024)
    assert "content/proofs.jsonl:1:1 file-too-large" in faults_of(tmp_path)


def test_a_signing_key_is_found_and_a_signature_that_begins_like_one_is_not(tmp_path: Path) -> None:
    lay(tmp_path, *SOUND)
    note = tmp_path / "content/README.md"
    note.write_text("z3u2" + "e" * 44)
    assert "content/README.md:1:1 secret-in-repository" in faults_of(tmp_path)
    note.write_text("z3u2" + "e" * 84)
    assert not [line for line in faults_of(tmp_path) if "README" in line]
