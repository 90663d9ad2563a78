"""A git revision as a tree of records, and what changed since one. The only room that runs git."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Sequence
from pathlib import Path

from .tree import SIZE_LIMIT, Entry, EntryKind

_RECORDS = ("content", "rubrics")
_MODES = {"040000": EntryKind.FOLDER, "120000": EntryKind.LINK, "160000": EntryKind.OTHER}


class GitFault(Exception):
    """Git cannot answer; the text says why and what would help."""


def _git(root: Path, *words: str, stdin: bytes | None = None) -> bytes:
    """What git prints. Raises GitFault where git is missing or refuses."""
    environment = {**os.environ, "LC_ALL": "C", "GIT_OPTIONAL_LOCKS": "0"}
    try:
        done = subprocess.run(  # noqa: S603  # a fixed program; its words are never a shell's
            ["git", "-C", os.fspath(root), *words],  # noqa: S607  # git is found on the PATH
            input=stdin,
            capture_output=True,
            env=environment,
            check=False,
        )
    except FileNotFoundError:
        raise GitFault("git is not installed here") from None
    if done.returncode:
        raise GitFault(done.stderr.decode("utf-8", "replace").strip() or "git refused")
    return done.stdout


def commit_of(root: Path, revision: str) -> str:
    """The full name of the commit a revision names. Raises GitFault with the remedy."""
    try:
        name = _git(
            root, "rev-parse", "--verify", "--quiet", "--end-of-options", revision + "^{commit}"
        )
    except GitFault as fault:
        if "not a git repository" in str(fault):
            raise GitFault(f"{root} is not in a git repository") from None
        shallow = _is_shallow(root)
        remedy = "fetch the whole history (this clone is shallow)" if shallow else "check its name"
        raise GitFault(f"there is no revision {revision!r} here; {remedy}") from None
    return name.decode().strip()


def _is_shallow(root: Path) -> bool:
    try:
        return _git(root, "rev-parse", "--is-shallow-repository").strip() == b"true"
    except GitFault:
        return False


def head(root: Path) -> str | None:
    """The commit that the root's records stand at, None outside git or before a first commit."""
    try:
        return commit_of(root, "HEAD")
    except GitFault:
        return None


def changed_since(root: Path, revision: str) -> frozenset[str]:
    """The records that differ from a revision, or that git does not know yet, by path."""
    commit = commit_of(root, revision)
    named = ("--name-only", "-z", "--no-renames", "--relative", commit, "--", *_RECORDS)
    changed = _git(root, "diff", *named)
    new = _git(root, "ls-files", "-z", "--others", "--exclude-standard", "--", *_RECORDS)
    return frozenset(os.fsdecode(name) for name in (changed + new).split(b"\0") if name)


def is_related(root: Path, commit: str) -> bool:
    """Whether a commit shares history with HEAD; taken to be so where a clone is shallow."""
    if _is_shallow(root) or head(root) is None:
        return True
    try:
        _git(root, "merge-base", "HEAD", commit)
    except GitFault:
        return False
    return True


class GitTree:
    """The records of one commit, as a `Tree`."""

    def __init__(self, root: Path, revision: str) -> None:
        self.root = root
        self.commit = commit_of(root, revision)
        self._prefix = _git(root, "rev-parse", "--show-prefix").decode().strip()
        self._folders: dict[str, dict[str, Entry]] = {"": {}}
        self._blobs: dict[str, str] = {}
        self._list()
        self._known: dict[str, bytes] = {}

    def _list(self) -> None:
        words = ("ls-tree", "-r", "-t", "-z", "-l", "--full-tree", self.commit, "--")
        wanted = [self._prefix + name for name in _RECORDS]
        for line in _git(self.root, *words, *wanted).split(b"\0"):
            if line:
                facts, _, name = line.partition(b"\t")
                mode, _, blob, size = facts.decode().split()
                self._enter(os.fsdecode(name).removeprefix(self._prefix), mode, blob, size)

    def _enter(self, path: str, mode: str, blob: str, size: str) -> None:
        if not path.startswith(_RECORDS):
            return  # a folder above the root
        kind = _MODES.get(mode, EntryKind.FILE)
        folder, _, name = path.rpartition("/")
        entry = Entry(name, kind, int(size) if size.isdigit() else 0)
        self._folders.setdefault(folder, {})[name] = entry
        if kind is EntryKind.FOLDER:
            self._folders.setdefault(path, {})
        else:
            self._blobs[path] = blob

    def entries(self, folder: str) -> list[Entry] | None:
        """The names in a folder, sorted; None where there is no such folder."""
        found = self._folders.get(folder)
        return None if found is None else sorted(found.values(), key=lambda entry: entry.name)

    def read(self, path: str, limit: int = SIZE_LIMIT) -> bytes:
        """The first `limit` + 1 bytes of a file."""
        if path not in self._blobs:
            raise FileNotFoundError(path)
        if not self._known:
            self._known = self._read_all(sorted(self._blobs))
        return self._known[path][: limit + 1]

    def _read_all(self, paths: Sequence[str]) -> dict[str, bytes]:
        """Every file in a single conversation with git, which costs less than one for each."""
        asked = "".join(self._blobs[path] + "\n" for path in paths).encode()
        told = _git(self.root, "cat-file", "--batch", stdin=asked)
        found, at = {}, 0
        for path in paths:
            end = told.index(b"\n", at)
            size = int(told[at:end].split()[2])
            found[path] = told[end + 1 : end + 1 + size]
            at = end + size + 2
        return found
