"""One build of one folder: clear the stage, let it fill, change places."""

from __future__ import annotations

import fcntl
import os
import shutil
from pathlib import Path
from typing import IO

from .exchange import aside, exchange
from .guard import PublishFault
from .marker import Tree, marker
from .stage import FOLDER_MODE, Stage, Tally


class Publication:
    """One build of one folder, from clearing the stage to changing places.

    Used as a context manager: leaving it by an exception discards the stage. `clean` writes every
    file anew.
    """

    def __init__(self, out: Path, tree: Tree = Tree.PUBLIC, *, clean: bool = False) -> None:
        self.out = out
        self.tree = tree
        self.stage = Stage(out, clean=clean)
        self._lock: IO[bytes] | None = None

    def __enter__(self) -> Publication:
        try:
            self.out.parent.mkdir(parents=True, exist_ok=True)
            self._lock_out_others()
            self._recover()
            if self.stage.path.exists():
                shutil.rmtree(self.stage.path)
            self.stage.path.mkdir(mode=FOLDER_MODE)
            self.stage.path.chmod(FOLDER_MODE)
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
        tally.add(self.stage.put([marker(self.tree)]))
        pruned = _count(self.out) - tally.kept if self.out.exists() else 0
        changed = tally.written or pruned or not self.out.exists()
        try:
            if changed:
                exchange(self.stage.path, self.out)
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
        """Bring back an old tree that was put aside when a build was killed (see `exchange`)."""
        old = aside(self.out)
        if old.exists():
            if self.out.exists():
                shutil.rmtree(old)
            else:
                old.rename(self.out)


def _count(folder: Path) -> int:
    return sum(len(files) for _, _, files in os.walk(folder))
