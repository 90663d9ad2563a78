#!/usr/bin/env python3
"""The registry's one command: `build.py` checks the records and writes the site; see `--help`."""

import gc
import sys
from datetime import datetime, timezone

if sys.version_info < (3, 11):  # noqa: UP036  # said in words before anything fails to parse
    sys.exit("The registry needs Python 3.11 or newer; this is Python " + sys.version.split()[0])

try:
    from registry.cli import main
except ModuleNotFoundError as missing:  # the environment is not set up
    sys.exit(
        f"{missing.name} is not installed. Run `make site` once, then .venv/bin/python build.py"
    )

if __name__ == "__main__":
    # Records are many small objects without cycles: looking for some costs a quarter of the time.
    gc.set_threshold(50_000, 20, 100)
    sys.exit(main(sys.argv[1:], now=datetime.now(timezone.utc)))  # noqa: UP017  # 3.10 gets here
