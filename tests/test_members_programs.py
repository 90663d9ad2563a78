"""Members' files in other people's programs: the stock age, and the bundler."""

from __future__ import annotations

import gzip
import json
import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from registry.members.keyring import shard_of
from tests.members_maker import Built, Keys, built, key, member, registry_of

ROOT = Path(__file__).parent.parent
BUNDLE = ROOT / "assets/members/members.js"
KEYS = Keys()


def needed(program: str) -> str:
    """The program's path; skips for want of it, which with CI=true is a failure."""
    found = shutil.which(program)
    if found:
        return found
    if os.environ.get("CI") == "true":
        pytest.fail(f"{program} is not installed, and with CI=true nothing is skipped for that")
    pytest.skip(f"{program} is not installed")


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Built:
    return built(registry_of(KEYS), tmp_path_factory.mktemp("programs"))


def opened(identity: Path, file: Path) -> str:
    words = [needed("age"), "-d", "-i", str(identity), str(file)]
    return subprocess.run(words, capture_output=True, check=True, text=True).stdout


def test_the_stock_age_program_opens_keyring_list_and_page(site: Built, tmp_path: Path) -> None:
    mine, vault = tmp_path / "my-key.txt", tmp_path / "vault.txt"
    mine.write_text(KEYS.eastgate.text + "\n")
    members = site.out / "members"
    epoch = json.loads((members / "keyring/index.json").read_text())["epoch"]
    vault.write_text(opened(mine, members / f"keyring/{epoch}/000.age"))
    reviews = json.loads(opened(vault, members / "index.age"))["reviews"]
    assert len(reviews) == 4
    words = [needed("age"), "-d", "-i", str(vault), str(members / "list.age")]
    packed = subprocess.run(words, capture_output=True, check=True).stdout
    plain = subprocess.run(["gunzip"], input=packed, capture_output=True, check=True).stdout
    assert json.loads(plain)["reviews"] == reviews
    for one in reviews:
        assert json.loads(opened(vault, members / one["file"]))["path"] == one["path"]


def test_the_stock_age_program_refuses_a_stranger(site: Built, tmp_path: Path) -> None:
    mine = tmp_path / "key.txt"
    mine.write_text(KEYS.stranger.text + "\n")
    for file in site.out.rglob("*.age"):
        with pytest.raises(subprocess.CalledProcessError):
            opened(mine, file)


def test_the_recipe_on_the_page_finds_the_shard(tmp_path: Path) -> None:
    needed("age-keygen")
    text = (ROOT / "templates/members/_recipe.html").read_text()
    line = re.search(r"<code>(printf [^<]*)</code>", text)
    assert line
    (tmp_path / "my-key.txt").write_text(KEYS.westgate.text + "\n")
    script = line[1].replace("SHARDS", "64")
    told = subprocess.run(["bash", "-c", script], cwd=tmp_path, capture_output=True, check=True)
    assert told.stdout.decode() == f"{shard_of(KEYS.westgate.recipient, 64):03}\n"


def test_a_thousand_keys_are_a_small_file_for_each(tmp_path: Path) -> None:
    many = member(*(key(Keys().stranger.recipient) for _ in range(250)))
    shards = built(registry_of(KEYS, many), tmp_path).of("members/keyring/")
    assert max(map(len, shards.values())) < 4_000
    assert (
        len({data.count(b"-> X25519") for path, data in shards.items() if path.endswith("age")})
        == 1
    )


# The script


def test_the_script_holds_no_address_of_others_and_no_evaluation() -> None:
    text = BUNDLE.read_text()
    for bad in ("eval(", "new Function", "innerHTML", "insertAdjacentHTML", "document.write"):
        assert bad not in text
    assert "sourceMappingURL" not in text
    assert re.findall(r"https?://[a-z.]+[a-z]", text) == []


def test_the_script_is_small() -> None:
    assert len(gzip.compress(BUNDLE.read_bytes(), 9)) < 30_000


def test_the_lock_names_no_registry() -> None:
    assert '"resolved"' not in (ROOT / "web/members/package-lock.json").read_text()


def test_the_script_is_what_its_sources_and_its_lock_give(tmp_path: Path) -> None:
    npm, node = needed("npm"), needed("node")
    place = tmp_path / "web/members"
    shutil.copytree(ROOT / "web/members", place, ignore=shutil.ignore_patterns("node_modules"))
    try:
        subprocess.run([npm, "ci"], cwd=place, check=True, capture_output=True, timeout=120)
    except (subprocess.CalledProcessError, subprocess.TimeoutExpired):
        if os.environ.get("CI") == "true":
            raise
        pytest.skip("the packages in web/members/package-lock.json could not be fetched")
    subprocess.run([node, "bundle.mjs", str(tmp_path / "again.js")], cwd=place, check=True)
    assert (tmp_path / "again.js").read_bytes() == BUNDLE.read_bytes()
