"""The pages for the key's keeper and for verifiers, tried word for word on the sample registry."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from html import unescape
from pathlib import Path

import pytest

from tests.site_maker import unsign

ROOT = Path(__file__).parent.parent
PROGRAM = ("registry", "content", "rubrics", "templates", "assets")
ENTRY = """import sys
from datetime import UTC, datetime
from registry.cli import main
sys.exit(main(sys.argv[1:], datetime(2026, 11, 23, 12, tzinfo=UTC)))
"""
"""The program on the day for which the pages were written: the sample's seals run out."""

KEY = re.compile(r"- \{public: z6Mk\w+, from: ([0-9-]+)\}")
DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


class Shell:
    """A fresh copy of the registry, in which a page's commands are run one after the other."""

    def __init__(self, folder: Path, *, signed: bool = False) -> None:
        self.home, self.place = folder / "home", folder / "registry"
        self.home.mkdir()
        self.place.mkdir()
        for name in PROGRAM:
            if (ROOT / name).is_dir():
                shutil.copytree(ROOT / name, self.place / name)
        if not signed:
            unsign(self.place)
        (self.place / "build.py").write_text(ENTRY)
        (self.place / ".venv").symlink_to(sys.prefix)
        self.settings = self.place / "content/registry.yaml"
        self.preface = ""
        self.run("git init -q && git add content && git commit -q -m start")

    def run(self, command: str) -> tuple[int, str]:
        name = {"GIT_AUTHOR_NAME": "A", "GIT_AUTHOR_EMAIL": "a@a.example"}
        name |= {"GIT_COMMITTER_NAME": "A", "GIT_COMMITTER_EMAIL": "a@a.example"}
        done = subprocess.run(
            ["bash", "-c", self.preface + command],
            cwd=self.place,
            env={"PATH": os.environ["PATH"], "HOME": str(self.home), **name},
            capture_output=True,
            text=True,
            check=False,
        )
        return done.returncode, done.stdout + done.stderr

    def enter_keys(self, *lines: str) -> None:
        """Write the keys into registry.yaml, as the page says."""
        before = self.settings.read_text().partition("\nkeys:")[0].rstrip("\n")
        self.settings.write_text("\n".join([before, "keys:", *(f"  {line}" for line in lines), ""]))


def steps(page: str) -> Iterator[tuple[str, list[str]]]:
    """Each command of a page with the lines of output shown below it."""
    for block in re.findall(r"```console\n(.*?)```", (ROOT / "docs" / page).read_text(), re.DOTALL):
        for command in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
            line, *shown = command.splitlines()
            yield line, shown


def expect(shown: list[str], told: str) -> None:
    """Every line shown stands in what was told; `…` and days stand for any."""
    for line in shown:
        pattern = DAY.sub("0000-00-00", re.escape(line).replace(r"\-", "-"))
        pattern = pattern.replace("0000-00-00", DAY.pattern).replace("…", ".*")
        assert re.search(f"^{pattern}$", told, re.MULTILINE), (line, told)


@pytest.fixture
def shell(tmp_path: Path) -> Shell:
    return Shell(tmp_path)


def test_the_keeper_s_page_holds_word_for_word(shell: Shell) -> None:
    current = ""
    for command, shown in steps("keys.md"):
        code, told = shell.run(command)
        assert code == 0, (command, told)
        expect(shown, told)
        if made := KEY.search(told):
            retired = current.replace("}", f", until: {made[1]}}}")
            rotated = "second.pem" in command
            shell.enter_keys(*([retired] if rotated else []), made[0])
            current = made[0]


def test_the_verifier_s_page_holds_word_for_word(shell: Shell) -> None:
    _, told = shell.run(".venv/bin/python build.py sign --new-key ~/key.pem")
    made = KEY.search(told)
    assert made
    shell.enter_keys(made.group(0))
    assert shell.run(".venv/bin/python build.py sign --key-file ~/key.pem")[0] == 0
    for command, shown in steps("verify.md"):
        if command.startswith("REGISTRY="):
            shell.preface = f"REGISTRY=file://{shell.place}/site\n"
            continue
        code, told = shell.run(command)
        assert code == (1 if "EXPIRED" in "".join(shown) else 0), (command, told)
        expect(shown, told)


def test_the_verifier_s_page_names_every_verdict() -> None:
    from registry.credentials.verdict import Word

    page = (ROOT / "docs/verify.md").read_text()
    assert [word for word in Word if f"| `{word}` |" not in page] == []


def test_the_holders_page_holds_word_for_word(shell: Shell) -> None:
    assert shell.run(".venv/bin/python build.py")[0] == 0
    shown = re.findall(
        r"<summary>(.*?)</summary>.*?<code data-copy>(.*?)</code>",
        (shell.place / "site/suppliers/brightpath/quizlab/index.html").read_text(),
        re.DOTALL,
    )
    codes = [unescape(code) for _, code in shown]
    page = (ROOT / "docs/suppliers.md").read_text()
    assert re.findall(r"```(?:html|markdown)\n(.*?)\n```", page, re.DOTALL) == codes
    shell.preface = 'curl() { command curl "${@//https:\\/\\/seals.wayfield.example/$SITE}"; }\n'
    shell.preface = f"SITE=file://{shell.place}/site\n{shell.preface}"
    for command, told in steps("suppliers.md"):
        code, said = shell.run(command)
        assert code == 0, (command, said)
        expect(told, said)
    for name in ("svg", "png"):
        copy = (shell.place / f"badge.{name}").read_bytes()
        kept = shell.place / f"site/badges/suppliers/brightpath/quizlab.{name}"
        assert copy == kept.read_bytes()
