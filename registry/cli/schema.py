"""schema: JSON Schemas for editors, from the model that checks."""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from ..schema import schemas
from .desk import Answer, Desk
from .outbox import refuse_ours, write_files

TAKES_AS_OF = False


def configure(parser: argparse.ArgumentParser) -> None:
    """The options of `schema`."""
    parser.add_argument("--out", required=True, metavar="DIR", help="the folder to write them to")


def run(arguments: argparse.Namespace, desk: Desk) -> Answer:
    """Write every schema; the answer lists the files."""
    folder = Path(arguments.out)
    refuse_ours(folder, desk.root)
    files = {
        name: json.dumps(schema, indent=2, ensure_ascii=False) + "\n"
        for name, schema in schemas().items()
    }
    written = write_files(folder, files)
    return Answer("".join(f"{path}\n" for path in written))
