"""Records as they stood at a git revision, read with the real git."""

import subprocess
from pathlib import Path

import pytest

from registry.source.git import GitFault, GitTree, changed_since, commit_of, head
from registry.source.tree import EntryKind, FolderTree


def git(root: Path, *words: str) -> str:
    identity = ["-c", "user.name=Tester", "-c", "user.email=tester@example.org"]
    command = ["git", "-C", str(root), *identity, *words]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip()


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    root = tmp_path / "repository"
    for path, text in {
        "content/registry.yaml": "name: first\n",
        "content/suppliers/a/supplier.yaml": "name: A\n",
        "content/suppliers/a/é x/odd.md": "odd\n",
        "rubrics/1.0.yaml": "title: one\n",
        "unrelated/content.txt": "x",
    }.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text)
    (root / "content/link").symlink_to("registry.yaml")
    git(root, "init", "--quiet", "--initial-branch=main")
    git(root, "add", ".")
    git(root, "commit", "--quiet", "-m", "first")
    return root


def walk(tree: FolderTree | GitTree, folder: str = "") -> dict[str, bytes | EntryKind]:
    found: dict[str, bytes | EntryKind] = {}
    for entry in tree.entries(folder) or []:
        path = f"{folder}/{entry.name}".lstrip("/")
        if not path.startswith(("content", "rubrics")):
            continue
        if entry.kind is EntryKind.FOLDER:
            found.update(walk(tree, path))
        else:
            found[path] = tree.read(path) if entry.kind is EntryKind.FILE else entry.kind
    return found


def test_a_revision_reads_like_the_folder_it_was(repository: Path) -> None:
    before = walk(FolderTree(repository))
    assert walk(GitTree(repository, "HEAD")) == before
    (repository / "content/registry.yaml").write_text("name: second\n")
    assert walk(GitTree(repository, "HEAD")) == before
    assert before["content/link"] is EntryKind.LINK


def test_a_registry_in_a_folder_of_a_larger_repository_is_found(repository: Path) -> None:
    outer = repository.parent / "outer"
    (outer / "seals/content").mkdir(parents=True)
    (outer / "seals/content/registry.yaml").write_text("name: inner\n")
    git(outer, "init", "--quiet", "--initial-branch=main")
    git(outer, "add", ".")
    git(outer, "commit", "--quiet", "-m", "first")
    assert walk(GitTree(outer / "seals", "HEAD")) == {"content/registry.yaml": b"name: inner\n"}


def test_what_changed_is_edited_new_renamed_and_deleted(repository: Path) -> None:
    (repository / "content/registry.yaml").write_text("name: second\n")
    (repository / "content/members").mkdir()
    (repository / "content/members/new.yaml").write_text("name: New\n")
    (repository / "unrelated/content.txt").write_text("y")
    git(repository, "mv", "rubrics/1.0.yaml", "rubrics/1.1.yaml")
    assert changed_since(repository, "HEAD") == {
        "content/registry.yaml",
        "content/members/new.yaml",
        "rubrics/1.0.yaml",
        "rubrics/1.1.yaml",
    }


def test_no_change_is_no_files(repository: Path) -> None:
    assert changed_since(repository, "HEAD") == frozenset()


@pytest.mark.parametrize("revision", ["nowhere", "--output=x", "", "HEAD:content", "HEAD~9"])
def test_a_revision_that_is_not_there_is_said_in_words(repository: Path, revision: str) -> None:
    with pytest.raises(GitFault, match="there is no revision"):
        commit_of(repository, revision)


def test_a_shallow_clone_is_told_to_fetch(repository: Path) -> None:
    (repository / "content/registry.yaml").write_text("name: second\n")
    git(repository, "commit", "--quiet", "-am", "second")
    shallow = repository.parent / "shallow"
    git(repository, "clone", "--quiet", "--depth=1", f"file://{repository}", str(shallow))
    with pytest.raises(GitFault, match="shallow"):
        commit_of(shallow, "HEAD~1")


def test_outside_a_repository_there_is_no_head(tmp_path: Path) -> None:
    assert head(tmp_path) is None
    with pytest.raises(GitFault, match="not in a git repository"):
        commit_of(tmp_path, "HEAD")
