"""Sealing: who opens what, what a new epoch means, and what stays as it was."""

import gzip
import hashlib
import hmac
import json
import stat
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from registry.members import disk
from registry.members.age import Identity, NotOpened, unsealed
from registry.members.keyring import keyring, shard_count, shard_of, shard_path
from registry.members.opening import OpeningFault, open_vault, open_worklist, opens_any
from registry.members.padding import padded_gzip, padded_length
from registry.members.recipients import recipients_on, running_out
from registry.model import Member
from tests import nouns
from tests.members_maker import DAY, Built, Keys, built, key, member, quizlab, registry_of

KEYS = Keys()
PATHS = {
    "suppliers/brightpath/quizlab/2025-02-01",
    "suppliers/brightpath/quizlab/2026-02-01",
    "suppliers/brightpath/quizlab/2026-11-01",
    "institutions/river-valley/2026-03-04",
}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Built:
    return built(registry_of(KEYS), tmp_path_factory.mktemp("sealed"))


def memory_of(root: Path) -> dict[str, Any]:
    (file,) = (root / ".cache/members").glob("*.json")
    return dict(json.loads(file.read_text()))


@pytest.mark.parametrize("who", ["eastgate", "westgate", "staff"])
def test_every_current_key_opens_every_page(site: Built, who: str) -> None:
    opened = open_vault(site.out, getattr(KEYS, who))
    assert {one["path"] for one in opened.reviews} == PATHS
    for path in PATHS:
        page = opened.page(path)
        assert page["path"] == path
        assert page["html"].startswith("<article")


def test_a_member_reads_verdicts_notes_evidence_and_the_reviewer(site: Built) -> None:
    page = open_vault(site.out, KEYS.eastgate).page("suppliers/brightpath/quizlab/2025-02-01")
    for told in ("Backups are not named.", "24 months", "M. Lund", "A plain policy."):
        assert told in page["html"]


def test_a_stranger_opens_nothing(site: Built) -> None:
    assert opens_any(site.out, KEYS.stranger) == []
    with pytest.raises(OpeningFault, match="not in the keyring"):
        open_vault(site.out, KEYS.stranger)


def test_a_members_own_key_opens_its_shard_and_nothing_else(site: Built) -> None:
    assert len(opens_any(site.out, KEYS.eastgate)) == 1
    assert "members/keyring/" in opens_any(site.out, KEYS.eastgate)[0]


def test_the_worklist_opens_for_staff_alone(site: Built) -> None:
    assert "Worklist" in open_worklist(site.out, KEYS.staff)["html"]
    with pytest.raises(OpeningFault):
        open_worklist(site.out, KEYS.eastgate)


def test_file_names_are_those_of_the_contract(site: Built) -> None:
    opened = open_vault(site.out, KEYS.eastgate)
    for one in opened.reviews:
        name = hmac.new(opened.vault.recipient.encode(), one["path"].encode(), hashlib.sha256)
        assert one["file"] == f"sealed/{name.hexdigest()[:32]}.age"


def test_the_keyring_is_where_the_contract_says(site: Built) -> None:
    index = json.loads(site.files["members/keyring/index.json"])
    assert index["shards"] == 1
    assert index["alg"] == "x25519"
    shard = site.files[f"members/keyring/{index['epoch']}/000.age"]
    lines = unsealed(shard, KEYS.eastgate).decode().splitlines()
    assert [line[:16] for line in lines if not line.startswith("#")] == ["AGE-SECRET-KEY-1"]


def test_no_private_key_and_no_recipient_is_published_or_remembered(site: Built) -> None:
    vault = open_vault(site.out, KEYS.eastgate).vault
    memory = json.dumps(memory_of(site.out.parent))
    assert "AGE-SECRET-KEY" not in memory
    assert vault.recipient in memory
    for path, data in site.files.items():
        if not path.startswith("assets/"):
            assert b"AGE-SECRET-KEY-1Q" not in data.upper()
        for one in (vault, KEYS.eastgate, KEYS.staff):
            assert one.recipient.encode() not in data
            assert one.text.encode() not in data


def test_the_memory_is_its_owners_alone(site: Built) -> None:
    (file,) = (site.out.parent / ".cache/members").glob("*.json")
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert stat.S_IMODE(file.parent.stat().st_mode) == 0o700


# What stays, and what a new epoch is


def test_a_build_without_changes_writes_nothing(tmp_path: Path) -> None:
    registry = registry_of(KEYS)
    first = built(registry, tmp_path).files
    again = built(registry, tmp_path)
    assert again.tally.written == 0
    assert again.files == first


def test_several_processes_seal_the_same_files_as_one(tmp_path: Path) -> None:
    registry = registry_of(KEYS)
    first = built(registry, tmp_path).files
    assert built(registry, tmp_path, jobs=3).files == first


def test_one_edit_rewrites_its_page_and_the_search(tmp_path: Path) -> None:
    before = built(registry_of(KEYS), tmp_path)
    old, path = before.sealed, "institutions/river-valley/2026-03-04"
    school = nouns.institution(
        nouns.institution_award(
            "2026-03-04", answers={"data.collected": nouns.answer(note="Now with a note.")}
        )
    )
    registry = replace(registry_of(KEYS), institutions=(school,))
    new = built(registry, tmp_path)
    changed = {name for name in old.keys() | new.sealed.keys() if old.get(name) != new.sealed[name]}
    opened = open_vault(new.out, KEYS.eastgate)
    file = next(one["file"] for one in opened.reviews if one["path"] == path)
    assert changed == {f"members/{file}", "members/search.age"}
    assert opened.texts()[path] == "Now with a note."


CHANGES: dict[str, Callable[[Keys], tuple[Member, ...]]] = {
    "removed": lambda keys: (member(key(keys.eastgate.recipient)),),
    "replaced": lambda keys: (
        member(key(keys.eastgate.recipient)),
        member(key(Identity.new().recipient), name="Westgate"),
    ),
    "expired": lambda keys: (
        member(key(keys.eastgate.recipient)),
        member(key(keys.westgate.recipient, until="2026-11-22"), name="Westgate"),
    ),
    "lapsed": lambda keys: (
        member(key(keys.eastgate.recipient)),
        member(
            key(keys.westgate.recipient),
            name="Westgate",
            membership=(nouns.member(until="2026-11-22"),),
        ),
    ),
}


@pytest.mark.parametrize("how", CHANGES)
def test_a_key_that_is_gone_opens_nothing_of_the_next_build(tmp_path: Path, how: str) -> None:
    before = built(registry_of(KEYS), tmp_path)
    old_vault = open_vault(before.out, KEYS.westgate).vault
    old = before.of("members/")
    after = built(registry_of(KEYS, *CHANGES[how](KEYS)), tmp_path)
    assert opens_any(after.out, KEYS.westgate) == []
    assert opens_any(after.out, old_vault) == []
    assert {one["path"] for one in open_vault(after.out, KEYS.eastgate).reviews} == PATHS
    kept = {path for path, data in after.sealed.items() if old.get(path) == data}
    assert kept == set()
    assert not [
        path for path in after.files if path in old and "/keyring/" in path and "index" not in path
    ]


def test_a_key_that_was_added_opens_everything(tmp_path: Path) -> None:
    built(registry_of(KEYS, member(key(KEYS.eastgate.recipient))), tmp_path)
    after = built(registry_of(KEYS), tmp_path)
    assert {one["path"] for one in open_vault(after.out, KEYS.westgate).reviews} == PATHS


@pytest.mark.parametrize(("day", "opens"), [("2026-11-22", True), ("2026-11-23", False)])
def test_the_last_day_of_a_key_holds_and_the_next_does_not(
    tmp_path: Path, day: str, opens: bool
) -> None:
    members = CHANGES["expired"](KEYS)
    assert (
        bool(opens_any(built(registry_of(KEYS, *members), tmp_path, day).out, KEYS.westgate))
        is opens
    )


@pytest.mark.parametrize(("day", "opens"), [("2026-11-22", True), ("2026-11-23", False)])
def test_the_last_day_of_a_membership_holds_and_the_next_does_not(
    tmp_path: Path, day: str, opens: bool
) -> None:
    members = CHANGES["lapsed"](KEYS)
    assert (
        bool(opens_any(built(registry_of(KEYS, *members), tmp_path, day).out, KEYS.westgate))
        is opens
    )


@pytest.mark.parametrize(("added", "opens"), [("2026-11-23", True), ("2026-11-24", False)])
def test_a_key_opens_from_the_day_it_was_added(added: str, opens: bool) -> None:
    registry = registry_of(KEYS, member(key(KEYS.westgate.recipient, added=added)))
    assert (KEYS.westgate.recipient in recipients_on(registry, nouns.day(DAY))) is opens


def test_membership_may_come_from_the_organisation_that_the_member_is() -> None:
    lapsed = nouns.supplier(membership=(nouns.member(until="2026-11-22"),))
    of_supplier = member(
        key(KEYS.westgate.recipient), organisation="suppliers/brightpath", membership=()
    )
    registry = registry_of(KEYS, of_supplier)
    day = nouns.day(DAY)
    assert KEYS.westgate.recipient in recipients_on(registry, day)
    registry = replace(registry, suppliers=(lapsed,))
    assert KEYS.westgate.recipient not in recipients_on(registry, day)
    assert KEYS.westgate.recipient in recipients_on(registry, day - timedelta(days=1))


def test_a_member_without_keys_is_no_reader() -> None:
    assert recipients_on(registry_of(KEYS, member(), staff=False), nouns.day(DAY)) == ()


def test_without_any_key_nothing_is_sealed_and_the_pages_say_so(tmp_path: Path) -> None:
    site = built(registry_of(KEYS, member(), staff=False), tmp_path)
    assert site.sealed == {}
    assert json.loads(site.files["members/keyring/index.json"]) == {
        "epoch": None,
        "shards": 0,
        "alg": "x25519",
    }
    assert b"No key is registered yet" in site.files["members/reviews/index.html"]
    assert b"No staff key is registered" in site.files["staff/index.html"]


# The memory is never trusted


def lose_the_memory(root: Path, _: Built) -> None:
    for file in (root / ".cache/members").glob("*"):
        file.unlink()


def damage_the_memory(root: Path, _: Built) -> None:
    for file in (root / ".cache/members").glob("*"):
        file.write_text('{"version": 1, "files": 5}')


def nest_the_memory(root: Path, _: Built) -> None:
    for file in (root / ".cache/members").glob("*"):
        file.write_text("[" * 100_000)


def lose_a_shard(_: Path, site: Built) -> None:
    next(site.out.glob("members/keyring/*/000.age")).unlink()


def flip_a_shard(_: Path, site: Built) -> None:
    shard = next(site.out.glob("members/keyring/*/000.age"))
    shard.write_bytes(shard.read_bytes()[:-1] + b"\0")


@pytest.mark.parametrize(
    "spoil", [lose_the_memory, damage_the_memory, nest_the_memory, lose_a_shard, flip_a_shard]
)
def test_a_memory_that_does_not_fit_means_a_new_vault(tmp_path: Path, spoil: Any) -> None:
    registry = registry_of(KEYS)
    before = built(registry, tmp_path)
    epoch = open_vault(before.out, KEYS.eastgate).epoch
    spoil(tmp_path, before)
    after = open_vault(built(registry, tmp_path).out, KEYS.eastgate)
    assert after.epoch != epoch
    assert {one["path"] for one in after.reviews} == PATHS


@pytest.mark.parametrize("how", ["flipped", "emptied", "swapped", "gone"])
def test_a_sealed_file_that_somebody_touched_is_sealed_anew(tmp_path: Path, how: str) -> None:
    registry = registry_of(KEYS)
    site = built(registry, tmp_path)
    one, other = sorted(site.out.glob("members/sealed/*.age"))[:2]
    new = {
        "flipped": one.read_bytes()[:-1] + b"\0",
        "emptied": b"",
        "swapped": other.read_bytes(),
        "gone": None,
    }[how]
    one.unlink()
    if new is not None:
        one.write_bytes(new)
    again = built(registry, tmp_path)
    opened = open_vault(again.out, KEYS.eastgate)
    assert all(opened.page(path)["path"] == path for path in PATHS)


def test_clean_makes_a_new_vault(tmp_path: Path) -> None:
    registry = registry_of(KEYS)
    first = open_vault(built(registry, tmp_path).out, KEYS.eastgate).epoch
    assert open_vault(built(registry, tmp_path, clean=True).out, KEYS.eastgate).epoch != first


def test_two_sites_of_one_registry_have_vaults_of_their_own(tmp_path: Path) -> None:
    registry = registry_of(KEYS)
    one = built(registry, tmp_path)
    two = built(registry, tmp_path, out=tmp_path / "preview")
    assert open_vault(one.out, KEYS.eastgate).epoch != open_vault(two.out, KEYS.eastgate).epoch
    assert built(registry, tmp_path).tally.written == 0


def test_the_memory_never_lies_in_a_site_or_behind_a_link(tmp_path: Path) -> None:
    with pytest.raises(disk.MemoryFault, match="published; build to another with --out"):
        disk.remember(tmp_path / "site/.cache/members/a.json", {}, tmp_path / "site")
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / ".cache").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(disk.MemoryFault, match=r"/\.cache is a link; put a folder in its place"):
        disk.remember(tmp_path / ".cache/members/a.json", {})
    assert list((tmp_path / "elsewhere").iterdir()) == []


# Keyring and padding


@pytest.mark.parametrize(
    ("keys", "shards"),
    [(0, 0), (1, 1), (16, 1), (17, 2), (32, 2), (33, 4), (1000, 64), (5000, 512)],
)
def test_shards_are_a_power_of_two_with_few_keys_each(keys: int, shards: int) -> None:
    assert shard_count(keys) == shards


def test_every_key_of_a_hundred_opens_its_shard_alone_and_all_shards_are_as_wide() -> None:
    people = [Identity.new() for _ in range(100)]
    vault = Identity.new()
    shards = list(keyring(vault, "00ff", [one.recipient for one in people]))
    assert [shard.path for shard in shards] == [shard_path("00ff", n) for n in range(8)]
    stanzas = {shard.data.count(b"\n-> X25519 ") for shard in shards}
    assert len(stanzas) == 1
    for one in people[:20]:
        number = shard_of(one.recipient, len(shards))
        assert vault.text.encode() in unsealed(shards[number].data, one)
        with pytest.raises(NotOpened):
            unsealed(shards[(number + 1) % 8].data, one)


@pytest.mark.parametrize(
    ("length", "padded"), [(1, 4096), (4096, 4096), (4097, 8192), (100_000, 106_496)]
)
def test_lengths_are_rounded_up(length: int, padded: int) -> None:
    assert padded_length(length) == padded


@given(st.integers(0, 60_000))
def test_a_packed_text_is_a_gzip_file_of_a_rounded_length(length: int) -> None:
    value = {"texts": hashlib.shake_128(b"%d" % length).hexdigest(length)}
    data = padded_gzip(value)
    assert json.loads(gzip.decompress(data)) == value
    assert len(data) == padded_length(len(data))


def test_the_browser_reads_the_list_that_the_age_program_reads(site: Built) -> None:
    opened = open_vault(site.out, KEYS.eastgate)
    assert opened.packed_reviews() == opened.reviews


def test_page_sizes_tell_little(site: Built) -> None:
    for path, data in site.of("members/sealed/").items():
        assert len(data) % 4096 < 700, path


def test_a_holder_that_was_renamed_is_found_by_its_old_path(tmp_path: Path) -> None:
    registry = registry_of(KEYS)
    renamed = replace(registry, products=(quizlab(formerly=("quiz-lab",)),))
    opened = open_vault(built(renamed, tmp_path).out, KEYS.eastgate)
    assert ["suppliers/brightpath/quiz-lab"] in [one["formerly"] for one in opened.reviews]


@pytest.mark.parametrize(
    ("until", "told"),
    [("2026-11-22", []), ("2026-11-23", ["2026-11-23"]), ("2026-12-23", ["2026-12-23"]),
     ("2026-12-24", []), (None, [])],
)  # fmt: skip
def test_a_key_is_named_for_thirty_days_before_it_runs_out(
    until: str | None, told: list[str]
) -> None:
    known = member(key(KEYS.eastgate.recipient, until=until), key(KEYS.westgate.recipient))
    registry = replace(registry_of(KEYS), members=(known,))
    found = running_out(registry, date(2026, 11, 23), timedelta(days=30))
    assert [(path, f"{day}") for path, day in found] == [(known.path, day) for day in told]
