"""What the program's work costs on registries of a thousand and ten thousand products."""

from __future__ import annotations

import argparse
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from datetime import date
from pathlib import Path

from .corpus import grow

_PROGRAM = Path(__file__).parent.parent / "build.py"
_AS_OF = date(2026, 11, 23)
_WORK = {
    "check": ["check", "--format", "json"],
    "status": ["status", "--format", "json"],
    "build, from nothing": ["build"],
    "build, nothing changed": ["build"],
    "build, the next day": ["build", "--as-of", "2026-11-24"],
}


def main() -> None:
    """Grow each registry, do the work, print a table."""
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("sizes", nargs="*", type=int, default=[1_000, 10_000], metavar="PRODUCTS")
    print(f"{'products':>8}  {'work':<24}{'wall s':>8}{'cpu s':>8}{'MB':>8}")
    for size in parser.parse_args().sizes:
        root = Path(tempfile.mkdtemp(prefix="registry-"))
        try:
            grow(root / "registry", size, as_of=_AS_OF)
            for name, words in _WORK.items():
                wall, cpu, memory = _measured(root / "registry", words)
                print(f"{size:>8,}  {name:<24}{wall:>8.1f}{cpu:>8.1f}{memory:>8.0f}", flush=True)
        finally:
            shutil.rmtree(root)


def _measured(root: Path, words: list[str]) -> tuple[float, float, float]:
    """Seconds on the wall, seconds of processors, and the largest process so far in megabytes."""
    days = [] if "--as-of" in words else ["--as-of", str(_AS_OF)]
    command = [sys.executable, str(_PROGRAM), *words, *days, "--root", str(root)]
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic()
    done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603
    wall, after = time.monotonic() - start, resource.getrusage(resource.RUSAGE_CHILDREN)
    if done.returncode:
        sys.exit(done.stderr)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return wall, cpu, after.ru_maxrss / 1024


if __name__ == "__main__":
    main()
