"""Two trees change places in one step, or as good as."""

from __future__ import annotations

import ctypes
import errno
import os
import shutil
from pathlib import Path

_AT_FDCWD, _RENAME_EXCHANGE = -100, 2


def aside(out: Path) -> Path:
    """Where the old tree is put for a moment, on systems that cannot do it in one step."""
    return out.with_name(f".{out.name}.old")


def exchange(stage: Path, out: Path) -> None:
    """Let the stage and the published folder change places in one step.

    Without such a step on this system, the old tree is put aside first; a build killed in between
    is mended by the next one.
    """
    if not out.exists():
        stage.rename(out)
    elif not _exchanged_at_once(stage, out):
        out.rename(aside(out))
        stage.rename(out)
        shutil.rmtree(aside(out))


def _exchanged_at_once(stage: Path, out: Path) -> bool:
    renameat2 = getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None)
    if renameat2 is None:
        return False
    if renameat2(_AT_FDCWD, bytes(stage), _AT_FDCWD, bytes(out), _RENAME_EXCHANGE) == 0:
        return True
    if ctypes.get_errno() in (errno.ENOSYS, errno.EINVAL):
        return False
    raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))
