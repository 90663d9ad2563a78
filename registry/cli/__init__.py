"""The commands: words typed -> an exit code. Each verb is a module, imported when it is used."""

from __future__ import annotations

import argparse
import importlib
import os
import sys
import traceback
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from ..diagnostics import printable, redacted
from .desk import Answer, Desk, UsageFault, common_options

COMMANDS = {
    "build": "check, then write the site",
    "check": "every fault in the records",
    "serve": "build, serve on 127.0.0.1, rebuild and reload on save",
    "explain": "a rule's law, with a bad and a good example; what a field means",
    "status": "the standings of seals",
    "due": "what staff owe, and by when",
    "notices": "the letters that are due, as drafts; nothing is sent",
    "report": "the App Vetting Report of a holder",
    "diff": "what this tree would change against a git revision",
    "impact": "what releasing a rubric would ask of every seal",
    "new": "start a supplier, product, review, renewal, institution or member",
    "release": "enter a rubric in rubrics/RELEASED",
    "schema": "write JSON Schemas for editors",
    "sign": "make signing keys, and sign what was awarded or withdrawn",
    "members": "make a key, open a page, prove who reads what",
    "verify": "the verdict on a badge, a credential or a seal number",
}
"""Every verb with its one line of help, in the order of the help text."""

OK, RECORDS, USAGE, OURS = 0, 1, 2, 3
"""Exit codes: all well · the records have errors · usage or settings · our own fault."""


class Parser(argparse.ArgumentParser):
    """Takes options by their whole names, and repeats no private key that was typed by mistake."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**options, allow_abbrev=False)

    def _print_message(self, message: str, file: Any = None) -> None:
        super()._print_message(redacted(message), file)


def main(argv: Sequence[str], now: datetime) -> int:
    """Run one command. `now` is the only reading of the clock, an aware time."""
    verb, options = _split(argv)
    if verb in ("-h", "--help", "help"):
        sys.stdout.write(overview())
        return OK
    if verb not in COMMANDS:
        sys.stderr.write(f"build.py: there is no command {redacted(verb)!r}.{_near(verb)}\n")
        return USAGE
    try:
        return _run(verb, options, now)
    except BrokenPipeError:  # whoever read our answer has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return OK
    except KeyboardInterrupt:
        sys.stderr.write("\nstopped\n")
        return 130
    except Exception as fault:  # the last line of defence: exit 3, with a request
        if isinstance(fault, OSError) and fault.filename is not None:
            named = printable(os.fsdecode(fault.filename))
            sys.stderr.write(f"build.py {verb}: the disk refuses {named}: {fault.strerror}\n")
            return USAGE
        sys.stderr.write(redacted(apology(fault)))
        return OURS


def _split(argv: Sequence[str]) -> tuple[str, list[str]]:
    """The verb and its options; without a verb, `build`."""
    if argv and not argv[0].startswith("-"):
        return argv[0], list(argv[1:])
    if argv and argv[0] in ("-h", "--help"):
        return argv[0], []
    return "build", list(argv)


def _run(verb: str, options: list[str], now: datetime) -> int:
    module = importlib.import_module(f".{verb}", __name__)
    nested = getattr(module, "NESTED", False)
    parser = Parser(
        prog=f"build.py {verb}",
        description=f"{COMMANDS[verb]}.",
        # The options of a command with sub-commands follow the innermost word.
        parents=[] if nested else [common_options(as_of=getattr(module, "TAKES_AS_OF", True))],
    )
    module.configure(parser)
    try:
        arguments = parser.parse_args(options)
    except SystemExit as stop:  # argparse has said what was wrong
        return int(stop.code or 0)
    try:
        answer: Answer = module.run(arguments, Desk(Path(arguments.root), now, arguments))
    except UsageFault as fault:
        sys.stderr.write(f"build.py {verb}: {redacted(str(fault))}\n")
        return USAGE
    sys.stdout.write(answer.text)
    sys.stdout.flush()
    return answer.code


def overview() -> str:
    """The help of the whole program."""
    width = max(map(len, COMMANDS))
    verbs = "\n".join(f"  {verb:<{width}}  {line}" for verb, line in COMMANDS.items())
    return (
        "usage: build.py [COMMAND] [OPTIONS]\n\n"
        "Checks the records of a seal registry and builds its public site.\n\n"
        f"commands (without one: build):\n{verbs}\n\n"
        "options follow the command; `build.py COMMAND --help` lists them.\n"
        "exit codes: 0 all well, 1 the records have errors, 2 usage or settings, 3 our own fault\n"
    )


def _near(verb: str) -> str:
    import difflib

    near = difflib.get_close_matches(verb, COMMANDS, n=1)
    return f" Did you mean {near[0]}?" if near else " `build.py --help` lists them."


def apology(fault: Exception) -> str:
    """What to say of a fault of ours: what happened, where, and that we want to know."""
    frames = traceback.extract_tb(fault.__traceback__)
    ours = [f for f in frames if "registry" in Path(f.filename).parts] or frames
    steps = "\n".join(f"  {Path(f.filename).name}:{f.lineno} in {f.name}" for f in ours[-6:])
    return (
        f"build.py: a fault of the program, not of your records: {type(fault).__name__}: {fault}\n"
        f"{steps}\n"
        "Nothing was published. Please report these lines, with the command you typed.\n"
    )
