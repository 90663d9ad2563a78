"""Artifacts -> a new tree beside the old one, sharing the files that did not change."""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from ..artifact import Artifact
from .guard import PublishFault

_FILE_MODE, FOLDER_MODE = 0o644, 0o755


@dataclass(slots=True)
class Tally:
    """How many files were written anew, and how many were kept as they were."""

    written: int = 0
    kept: int = 0

    def add(self, other: Tally) -> None:
        """Count another part of the same build."""
        self.written += other.written
        self.kept += other.kept


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
            os.mkdir(path, FOLDER_MODE)  # noqa: PTH102  # a hot path, where Path costs
            os.chmod(path, FOLDER_MODE)  # noqa: PTH101  # whatever the umask
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
