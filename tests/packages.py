"""What npm installs for the tests: from the lock in a folder, once, by one process at a time."""

from __future__ import annotations

import fcntl
import os
import shutil
import subprocess
from functools import cache
from pathlib import Path


@cache
def obstacle(folder: Path) -> str:
    """Why the packages of a folder's lock are not there; empty where they are, or now are."""
    if absent := [name for name in ("node", "npm") if shutil.which(name) is None]:
        return f"{' and '.join(absent)} must be installed"
    handle = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        return _install(folder)
    finally:
        os.close(handle)


def _install(folder: Path) -> str:
    done, lock = folder / "node_modules/.installed", folder / "package-lock.json"
    if done.exists() and done.read_bytes() == lock.read_bytes():
        return ""
    command = ["npm", "ci", "--ignore-scripts"]
    ran = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    if ran.returncode:
        return f"npm ci failed in {folder.name}: {ran.stderr[-500:]}"
    done.write_bytes(lock.read_bytes())
    return ""
