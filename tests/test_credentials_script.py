"""The script that checks credentials in the browser: its bundle, its forms, its contexts."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from registry.credentials import verify
from registry.credentials.authority import same_shape
from registry.credentials.contexts import FILES
from tests.test_members_programs import needed

ROOT = Path(__file__).parent.parent
SOURCES = ROOT / "web/verify"
BUNDLE = ROOT / "assets/credential.js"
CONTEXTS = ROOT / "registry/credentials/contexts"


def test_it_knows_documents_of_the_form_that_we_sign() -> None:
    forms = json.loads((SOURCES / "src/forms.json").read_text())
    assert same_shape(forms["credential"], verify._CREDENTIAL)
    assert same_shape(forms["list"], verify._LIST)


def test_it_knows_the_contexts_that_we_sign_under_and_no_others() -> None:
    text = (SOURCES / "src/contexts.js").read_text()
    named = dict(
        re.findall(r'import (\w+) from "(?:\.\./)+registry/credentials/contexts/(.*)"', text)
    )
    known = dict(re.findall(r'\["(https://.*)", (\w+)\]', text))
    assert {address: named[name] for address, name in known.items()} == FILES


def test_it_reaches_no_network_and_evaluates_nothing() -> None:
    text = BUNDLE.read_text()
    for bad in ("eval(", "new Function", "innerHTML", "fetch(", "XMLHttpRequest", "importScripts"):
        assert bad not in text
    assert "sourceMappingURL" not in text
    assert "import(" not in text


def test_it_weighs_less_than_fifty_kilobytes_compressed() -> None:
    import gzip

    assert len(gzip.compress(BUNDLE.read_bytes(), 9)) < 50_000


def test_the_lock_names_no_registry() -> None:
    assert '"resolved"' not in (SOURCES / "package-lock.json").read_text()


def test_it_is_what_its_sources_and_its_lock_give(tmp_path: Path) -> None:
    npm, node = needed("npm"), needed("node")
    place = tmp_path / "web/verify"
    shutil.copytree(SOURCES, place, ignore=shutil.ignore_patterns("node_modules"))
    shutil.copytree(CONTEXTS, tmp_path / "registry/credentials/contexts")
    try:
        subprocess.run([npm, "ci"], cwd=place, check=True, capture_output=True, timeout=120)
    except (subprocess.CalledProcessError, subprocess.TimeoutExpired):
        if os.environ.get("CI") == "true":
            raise
        pytest.skip("the packages in web/verify/package-lock.json could not be fetched")
    subprocess.run([node, "bundle.mjs", str(tmp_path / "again.js")], cwd=place, check=True)
    assert (tmp_path / "again.js").read_bytes() == BUNDLE.read_bytes()
