"""Artifacts -> a folder on disk, wholly the old one or wholly the new one. The only writer of it.

A new tree is staged beside the old one; files whose bytes have not changed are linked over from it;
then the two change places in one step. A build that was killed leaves only its stage behind, which
the next one clears.
"""

from __future__ import annotations

import ctypes
import errno
import fcntl
import os
import shutil
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import IO

from .artifact import Artifact

MARKER = ".seal-registry"
_MARKER_TEXT = b"This folder is written by the seal registry's build; edits here are lost.\n"
_FILE_MODE, _FOLDER_MODE = 0o644, 0o755
_AT_FDCWD, _RENAME_EXCHANGE = -100, 2


class PublishFault(Exception):
    """The site cannot be written; the text says why. The old one still stands."""


@dataclass(slots=True)
class Tally:
    """How many files were written anew, and how many were kept as they were."""

    written: int = 0
    kept: int = 0

    def add(self, other: Tally) -> None:
        """Count another part of the same build."""
        self.written += other.written
        self.kept += other.kept


def refuse_foreign(out: Path, root: Path) -> None:
    """Raise PublishFault unless `out` is free or a site that the build wrote."""
    if out.is_symlink():
        raise PublishFault(f"{out} is a link; name the folder itself")
    place, records = out.resolve(), root.resolve()
    sources = [records / name for name in ("content", "rubrics", "templates", "registry", ".git")]
    if place in (records, *records.parents) or any(
        place == source or source in place.parents for source in sources
    ):
        raise PublishFault(f"{out} holds the records or the program; name another folder")
    if not out.exists():
        return
    if not out.is_dir():
        raise PublishFault(f"{out} is a file; name a folder")
    if any(out.iterdir()) and not (out / MARKER).is_file():
        raise PublishFault(f"{out} holds files that the build did not write; name another folder")


class Stage:
    """A new tree growing beside the old one. Several processes may put files on the same stage."""

    def __init__(self, out: Path, *, clean: bool = False) -> None:
        self.out = out
        self.clean = clean
        self.path = out.with_name(f".{out.name}.new")
        self._old, self._new = os.fspath(out), os.fspath(self.path)
        self._folders: set[str] = {""}

    def put(self, artifacts: Iterable[Artifact]) -> Tally:
        """Place artifacts on the stage: linked from the old tree where their bytes are the same.

        Raises PublishFault where the disk refuses, FileExistsError where two artifacts share a
        path.
        """
        tally = Tally()
        try:
            for artifact in artifacts:
                if self._put(artifact):
                    tally.written += 1
                else:
                    tally.kept += 1
        except FileExistsError:
            raise
        except OSError as error:
            raise PublishFault(f"{self.out} could not be written: {error.strerror}") from error
        return tally

    def _put(self, artifact: Artifact) -> bool:
        folder, _, name = artifact.path.rpartition("/")
        if not name or PurePosixPath(artifact.path).as_posix() != artifact.path:
            raise ValueError(f"not a path within the site: {artifact.path!r}")
        if ".." in artifact.path.split("/") or artifact.path.startswith("/"):
            raise ValueError(f"not a path within the site: {artifact.path!r}")
        self._make_folder(folder)
        old, new = f"{self._old}/{artifact.path}", f"{self._new}/{artifact.path}"
        if not self.clean and _unchanged(old, artifact.data) and _linked(old, new):
            return False
        _write(new, artifact.data)
        return True

    def _make_folder(self, folder: str) -> None:
        if folder in self._folders:
            return
        self._make_folder(folder.rpartition("/")[0])
        path = f"{self._new}/{folder}"
        try:
            os.mkdir(path, _FOLDER_MODE)  # noqa: PTH102  # a hot path, where Path costs
            os.chmod(path, _FOLDER_MODE)  # noqa: PTH101  # whatever the umask
        except FileExistsError:
            pass  # another process of this build made it
        self._folders.add(folder)


def _unchanged(path: str, data: bytes) -> bool:
    try:
        handle = os.open(path, os.O_RDONLY | os.O_NOFOLLOW)
    except OSError:
        return False
    try:
        status = os.fstat(handle)
        if status.st_size != len(data) or status.st_mode & 0o7777 != _FILE_MODE:
            return False
        return os.read(handle, len(data) + 1) == data
    except OSError:
        return False
    finally:
        os.close(handle)


def _linked(old: str, new: str) -> bool:
    try:
        os.link(old, new)
    except FileExistsError:
        raise
    except OSError:
        return False  # a file system without hard links
    return True


def _write(path: str, data: bytes) -> None:
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW, _FILE_MODE)
    try:
        os.fchmod(handle, _FILE_MODE)
        view = memoryview(data)
        while view:
            view = view[os.write(handle, view) :]
    finally:
        os.close(handle)


class Publication:
    """One build of one folder, from clearing the stage to changing places.

    Used as a context manager: leaving it by an exception discards the stage. `clean` writes every
    file anew.
    """

    def __init__(self, out: Path, *, clean: bool = False) -> None:
        self.out = out
        self.stage = Stage(out, clean=clean)
        self._lock: IO[bytes] | None = None

    def __enter__(self) -> Publication:
        try:
            self.out.parent.mkdir(parents=True, exist_ok=True)
            self._lock_out_others()
            self._recover()
            shutil.rmtree(
                self.stage.path, ignore_errors=False
            ) if self.stage.path.exists() else None
            self.stage.path.mkdir(mode=_FOLDER_MODE)
            self.stage.path.chmod(_FOLDER_MODE)
        except OSError as error:
            self._release()
            raise PublishFault(f"{self.out} could not be written: {error.strerror}") from error
        return self

    def __exit__(self, *_: object) -> None:
        try:
            shutil.rmtree(self.stage.path, ignore_errors=True)
        finally:
            self._release()

    def finish(self, tally: Tally) -> int:
        """Put the marker in, then change places; gives the number of files that are gone.

        Where nothing changed and nothing is gone, the old folder stays untouched.
        """
        tally.add(self.stage.put([Artifact(MARKER, _MARKER_TEXT)]))
        pruned = _count(self.out) - tally.kept if self.out.exists() else 0
        changed = tally.written or pruned or not self.out.exists()
        try:
            if changed:
                _exchange(self.stage.path, self.out)
        except OSError as error:
            raise PublishFault(f"{self.out} could not be replaced: {error.strerror}") from error
        return pruned

    def _lock_out_others(self) -> None:
        self._lock = (self.out.parent / f".{self.out.name}.lock").open("wb")
        try:
            fcntl.flock(self._lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            self._release()
            raise PublishFault(f"another build is writing {self.out}; wait for it") from None

    def _release(self) -> None:
        if self._lock:
            self._lock.close()
            self._lock = None

    def _recover(self) -> None:
        """Bring back an old tree that was put aside when a build was killed (see `_exchange`)."""
        aside = _aside(self.out)
        if aside.exists():
            if self.out.exists():
                shutil.rmtree(aside)
            else:
                aside.rename(self.out)


def _count(folder: Path) -> int:
    return sum(len(files) for _, _, files in os.walk(folder))


def _aside(out: Path) -> Path:
    return out.with_name(f".{out.name}.old")


def _exchange(stage: Path, out: Path) -> None:
    """Let the stage and the published folder change places in one step.

    Without such a step on this system, the old tree is put aside first; a build killed in between
    is mended by the next one.
    """
    if not out.exists():
        stage.rename(out)
    elif not _exchanged_at_once(stage, out):
        out.rename(_aside(out))
        stage.rename(out)
        shutil.rmtree(_aside(out))


def _exchanged_at_once(stage: Path, out: Path) -> bool:
    renameat2 = getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None)
    if renameat2 is None:
        return False
    if renameat2(_AT_FDCWD, bytes(stage), _AT_FDCWD, bytes(out), _RENAME_EXCHANGE) == 0:
        return True
    if ctypes.get_errno() in (errno.ENOSYS, errno.EINVAL):
        return False
    raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))
