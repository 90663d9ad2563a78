"""members keygen, open and verify, as they are typed."""

from __future__ import annotations

import base64
import json
import shutil
import stat
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

import pytest

from registry.cli import main
from registry.members.age import Identity, sealed
from registry.recipient import problem

ROOT = Path(__file__).parent.parent
NOW = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
PAGE = "suppliers/brightpath/quizlab/2026-01-12"


class Told(NamedTuple):
    code: int
    out: str
    err: str


Run = Callable[..., Told]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    def run(*argv: str) -> Told:
        code = main(argv, now=NOW)
        told = Told(code, *capsys.readouterr())
        assert "AGE-SECRET-KEY-1" not in (told.out + told.err).replace("AGE-SECRET-KEY-1…", "")
        return told

    return run


STAFF, MEMBER, STRANGER = Identity.new(), Identity.new(), Identity.new()


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample with two keys of ours in it, built."""
    place = tmp_path_factory.mktemp("registry")
    for name in ("content", "rubrics"):
        shutil.copytree(ROOT / name, place / name)
    settings = place / "content/registry.yaml"
    lines = settings.read_text().splitlines()
    at = next(n for n, line in enumerate(lines) if "recipient: age1" in line)
    lines[at] = f"    recipient: {STAFF.recipient}"
    settings.write_text("\n".join(lines) + "\n")
    (place / "content/members/ours.yaml").write_text(
        "name: Ours\nmembership: [{tier: alliance, from: 2025-01-01}]\n"
        f"keys: [{{recipient: {MEMBER.recipient}, added: 2026-02-01}}]\n"
    )
    for name, one in (("staff", STAFF), ("member", MEMBER), ("stranger", STRANGER)):
        (place / f"{name}.txt").write_text(f"# a key\n{one.text}\n")
    assert main(["build", "--root", str(place)], now=NOW) == 0
    return place


def typed(root: Path, *words: str, who: str = "member") -> tuple[str, ...]:
    return ("members", *words, "--root", str(root), "--identity", str(root / f"{who}.txt"))


def test_keygen_writes_a_key_for_its_owner_alone_and_prints_the_public_half(
    run: Run, tmp_path: Path
) -> None:
    file = tmp_path / "key.txt"
    told = run("members", "keygen", "--out", str(file), "--label", 'Library "desk": A')
    assert told.code == 0
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    key = Identity.read(file.read_text().split()[-1])
    assert told.out == (
        f"  - recipient: {key.recipient}\n"
        '    label: "Library \\"desk\\": A"\n'
        "    added: 2026-11-23\n"
    )
    assert problem(key.recipient) is None


def test_keygen_never_writes_over_a_file(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "key.txt"
    file.write_text("precious")
    told = run("members", "keygen", "--out", str(file))
    assert told.code == 2
    assert "there already" in told.err
    assert file.read_text() == "precious"


@pytest.mark.parametrize(
    ("folder", "said"),
    [
        ("content/members", "lies in content/"),
        ("rubrics", "lies in rubrics/"),
        ("site", "lies in site/"),
        ("site/members/keyring", "lies in site/"),
        ("public", "lies in a site that the build writes"),
        ("public/members/keyring", "lies in a site that the build writes"),
    ],
)
def test_keygen_writes_no_key_where_a_build_would_publish_it_or_take_it_away(
    run: Run, root: Path, tmp_path: Path, folder: str, said: str
) -> None:
    place = tmp_path / "registry"
    shutil.copytree(root, place, ignore=shutil.ignore_patterns(".cache"))
    shutil.copytree(place / "site", place / "public")
    before = sorted(place.rglob("*"))
    told = run("members", "keygen", "--out", str(place / folder / "k.txt"), "--root", str(place))
    assert (told.code, told.out) == (2, "")
    assert said in told.err
    assert sorted(place.rglob("*")) == before


@pytest.mark.parametrize(
    ("label", "code"), [("a" * 300, 0), ("a" * 301, 2), ("a\nb", 2), ("a\u2028b", 2), ("a\n", 0)]
)
def test_keygen_takes_the_labels_that_check_takes(
    run: Run, tmp_path: Path, label: str, code: int
) -> None:
    file = tmp_path / "key.txt"
    told = run("members", "keygen", "--out", str(file), "--label", label)
    assert (told.code, file.exists()) == (code, code == 0)
    assert "--label: " in told.err if code else f'label: "{label.strip()}"' in told.out


def test_open_reads_a_page_as_text_html_or_json(run: Run, root: Path) -> None:
    text = run(*typed(root, "open", PAGE))
    assert text.code == 0
    assert "QuizLab\n=======" in text.out
    assert "a guardian who asks for" in text.out
    assert run(*typed(root, "open", PAGE, "--format", "html")).out.startswith("<article")
    page = json.loads(run(*typed(root, "open", PAGE, "--format", "json")).out)
    assert page["path"] == PAGE


def test_open_list_and_worklist(run: Run, root: Path) -> None:
    assert f"{PAGE}  QuizLab  awarded\n" in run(*typed(root, "open", "list")).out
    assert "Worklist" in run(*typed(root, "open", "worklist", who="staff")).out
    assert run(*typed(root, "open", "worklist")).code == 1


@pytest.mark.parametrize(
    ("asked", "path"),
    [
        ("suppliers/brightpath/quizlab", "suppliers/brightpath/quizlab/2026-09-28"),
        ("content/suppliers/brightpath/quizlab/", "suppliers/brightpath/quizlab/2026-09-28"),
        ("suppliers/bright-path/quiz-lab/2026-01-12", PAGE),
        ("suppliers/brightpath/quiz-lab", "suppliers/brightpath/quizlab/2026-09-28"),
    ],
)
def test_open_finds_the_latest_review_and_earlier_names(
    run: Run, root: Path, asked: str, path: str
) -> None:
    assert json.loads(run(*typed(root, "open", asked, "--format", "json")).out)["path"] == path


def test_open_tries_every_key_of_a_file(run: Run, root: Path, tmp_path: Path) -> None:
    file = tmp_path / "keys.txt"
    file.write_text(f"{STRANGER.text}\n{MEMBER.text}\n{Identity.new().text}\n")
    told = run("members", "open", PAGE, "--root", str(root), "--identity", str(file))
    assert (told.code, "QuizLab" in told.out) == (0, True)


@pytest.mark.parametrize(
    ("page", "who", "said"),
    [
        (PAGE, "stranger", "not in the keyring"),
        ("suppliers/brightpath/quizlab/2020-01-01", "member", "there is no review"),
        ("../../etc/passwd", "member", "there is no review"),
    ],
)
def test_open_says_why_it_does_not(run: Run, root: Path, page: str, who: str, said: str) -> None:
    told = run(*typed(root, "open", page, who=who))
    assert told.code == 1
    assert said in told.err
    assert told.out == ""


@pytest.mark.parametrize("words", [("open", PAGE), ("open", "list"), ("verify",)])
def test_of_a_gateways_site_it_says_where_the_reviews_are(
    run: Run, root: Path, tmp_path: Path, words: tuple[str, ...]
) -> None:
    run("build", "--root", str(root), "--out", str(tmp_path / "site"), "--members", "gateway")
    told = run(*typed(root, *words, who="staff"), "--site", str(tmp_path / "site"))
    assert (told.code, told.out) == (1, "")
    assert "are not sealed: members read them behind a gateway" in told.err


@pytest.mark.parametrize("text", ["", "nothing", "AGE-SECRET-KEY-1QQQ", "age1abc"])
def test_a_file_without_a_key_is_refused_and_never_quoted(
    run: Run, root: Path, tmp_path: Path, text: str
) -> None:
    file = tmp_path / "key.txt"
    file.write_text(text)
    told = run("members", "open", PAGE, "--root", str(root), "--identity", str(file))
    assert told.code == 2
    assert "QQQ" not in told.err


LOCKED = sealed(MEMBER.text.encode(), [STRANGER.recipient])
ARMOURED = b"-----BEGIN AGE ENCRYPTED FILE-----\n" + base64.b64encode(LOCKED)
NO_KEYS = {
    "locked": (LOCKED, "is itself locked; open it first: age -d"),
    "locked, armoured": (ARMOURED, "is itself locked"),
    "public": (f"# mine\n{MEMBER.recipient}\n".encode(), "the public half of a key"),
    "public, as keygen prints it": (f"  - recipient: {MEMBER.recipient}".encode(), "public half"),
    "another kind": (b"AGE-SECRET-KEY-PQ-1QQQ", "a key of another kind"),
    "ssh": (b"-----BEGIN OPENSSH PRIVATE KEY-----", "a key of another kind"),
    "prose": (b"my key is at home", "there is no age identity in it"),
}


@pytest.mark.parametrize("what", NO_KEYS)
def test_a_file_that_is_no_key_file_is_told_for_what_it_is(
    run: Run, root: Path, tmp_path: Path, what: str
) -> None:
    data, said = NO_KEYS[what]
    file = tmp_path / "key.txt"
    file.write_bytes(data)
    told = run("members", "open", PAGE, "--root", str(root), "--identity", str(file))
    assert (told.code, told.out) == (2, "")
    assert said in told.err


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-be", "utf-8-sig"])
def test_a_key_file_opens_in_the_encodings_of_windows(
    run: Run, root: Path, tmp_path: Path, encoding: str
) -> None:
    text = f"# public key: {MEMBER.recipient}\r\n{MEMBER.text}\r\n"
    file = tmp_path / "key.txt"
    file.write_bytes(("\ufeff" * (encoding == "utf-16-be") + text).encode(encoding))
    told = run("members", "open", "list", "--root", str(root), "--identity", str(file))
    assert (told.code, PAGE in told.out) == (0, True)


@pytest.mark.parametrize("words", [("open", "list"), ("verify",)])
@pytest.mark.parametrize(
    ("name", "said"), [(".", "it is a folder; name the file"), ("no.txt", "there is no such file")]
)
def test_an_identity_is_a_file_that_is_there(
    run: Run, root: Path, tmp_path: Path, words: tuple[str, ...], name: str, said: str
) -> None:
    told = run("members", *words, "--root", str(root), "--identity", str(tmp_path / name))
    assert told.code == 2
    assert said in told.err


def test_verify_is_content_with_a_site_that_keeps_its_promise(run: Run, root: Path) -> None:
    words = [
        word for who in ("staff", "stranger") for word in ("--identity", str(root / f"{who}.txt"))
    ]
    told = run(*typed(root, "verify"), *words)
    assert told == Told(0, f"{root}/site: tried 3 keys and a stranger's; as the records say\n", "")


SPOILED: dict[str, tuple[Callable[[Path, Path], object], str]] = {
    "flipped": (lambda one, _: one.write_bytes(one.read_bytes()[:-1] + b"\0"), "does not open"),
    "truncated": (lambda one, _: one.write_bytes(one.read_bytes()[:-5000]), "does not open"),
    "emptied": (lambda one, _: one.write_bytes(b""), "does not open"),
    "swapped": (lambda one, two: one.write_bytes(two.read_bytes()), "holds another page"),
    "gone": (lambda one, _: one.unlink(), "is not there"),
    "extra": (lambda one, _: shutil.copy(one, one.with_name("f" * 32 + ".age")), "no review"),
}


@pytest.fixture
def spoiled(root: Path, tmp_path: Path) -> Path:
    site = tmp_path / "site"
    shutil.copytree(root / "site", site)
    return site


@pytest.mark.parametrize("how", SPOILED)
def test_verify_finds_what_was_done_to_a_file(
    run: Run, root: Path, spoiled: Path, how: str
) -> None:
    spoil, said = SPOILED[how]
    spoil(*sorted((spoiled / "members/sealed").iterdir())[:2])
    told = run(*typed(root, "verify"), "--site", str(spoiled))
    assert told.code == 1
    assert said in told.err


def verified(run: Run, root: Path, site: Path, *who: str) -> Told:
    keys = [word for one in who for word in ("--identity", str(root / f"{one}.txt"))]
    return run("members", "verify", "--root", str(root), "--site", str(site), *keys)


def sealed_to(recipient: str, text: bytes = b"{}") -> Callable[[Path], object]:
    return lambda file: file.write_bytes(sealed(text, [recipient]))


WORKLISTS: dict[str, tuple[Callable[[Path], object], str]] = {
    "emptied": (lambda file: file.write_bytes(b""), "does not open"),
    "damaged": (lambda file: file.write_bytes(file.read_bytes()[:-1] + b"\0"), "does not open"),
    "sealed to others": (sealed_to(STRANGER.recipient), "does not open"),
    "another page": (sealed_to(STAFF.recipient), "holds another page than staff/worklist"),
    "another text": (
        sealed_to(STAFF.recipient, b'{"path": "staff/worklist"}'),
        "the worklist says something else than the records do",
    ),
    "gone": (lambda file: file.unlink(), "is not there"),
}


@pytest.mark.parametrize("how", WORKLISTS)
def test_verify_finds_a_worklist_that_staff_cannot_rely_on(
    run: Run, root: Path, spoiled: Path, how: str
) -> None:
    spoil, said = WORKLISTS[how]
    spoil(spoiled / "staff/worklist.age")
    told = verified(run, root, spoiled, "staff")
    assert told.code == 1
    assert said in told.err


def test_verify_finds_a_worklist_that_a_member_opens(run: Run, root: Path, spoiled: Path) -> None:
    sealed_to(MEMBER.recipient, b'{"path": "staff/worklist"}')(spoiled / "staff/worklist.age")
    told = verified(run, root, spoiled, "member")
    assert told.code == 1
    assert "member.txt is no staff key, yet opens staff/worklist.age" in told.err


@pytest.mark.parametrize(
    "address",
    [
        "members/keyring/0123456789abcdef/000.age",
        "members/keyring/own.txt",
        "members/reviews/suppliers/brightpath/quizlab/index.html",
        "members/sealed/notes.html",
        "members/sealed/own.age",
        "staff/worklist.html",
        "staff/.worklist.age.swp",
    ],
)
@pytest.mark.parametrize("who", ["member", "stranger"])
def test_verify_finds_every_file_that_the_build_does_not_write(
    run: Run, root: Path, spoiled: Path, address: str, who: str
) -> None:
    (spoiled / address).parent.mkdir(parents=True, exist_ok=True)
    (spoiled / address).write_text(MEMBER.text)
    told = verified(run, root, spoiled, who)
    assert told.code == 1
    assert told.err == f"{address} is none of the files that the build writes\n"


def test_verify_finds_a_link_where_a_file_should_be(run: Run, root: Path, spoiled: Path) -> None:
    (spoiled / "members/elsewhere").symlink_to(root / "content")
    told = verified(run, root, spoiled, "stranger")
    assert told.err == "members/elsewhere is none of the files that the build writes\n"


def test_verify_finds_a_shard_that_is_gone_whoevers_it_was(
    run: Run, root: Path, spoiled: Path
) -> None:
    shard = next(spoiled.glob("members/keyring/*/000.age"))
    shard.unlink()
    told = verified(run, root, spoiled, "stranger")
    assert told.code == 1
    assert told.err == f"{shard.relative_to(spoiled)} is not there\n"


@pytest.mark.parametrize(
    "text", ["", "[]", "{}", '{"epoch": "../..", "shards": 1}', '{"epoch": null, "shards": 1}']
)
def test_a_damaged_index_of_the_keyring_is_said_in_words(
    run: Run, root: Path, spoiled: Path, text: str
) -> None:
    (spoiled / "members/keyring/index.json").write_text(text)
    told = verified(run, root, spoiled, "member")
    assert told.code == 1
    assert "members/keyring/index.json is not what the build wrote" in told.err


def test_verify_finds_a_page_that_says_something_else(run: Run, root: Path, tmp_path: Path) -> None:
    place = tmp_path / "registry"
    shutil.copytree(root, place, ignore=shutil.ignore_patterns(".cache"))
    review = place / f"content/{PAGE}.md"
    review.write_text(review.read_text().replace("Hosts can export", "Nobody can export"))
    told = run(*typed(place, "verify"))
    assert told.code == 1
    assert f"{PAGE} says something else than the records do" in told.err


def test_verify_finds_a_key_that_should_open_nothing(run: Run, root: Path, tmp_path: Path) -> None:
    place = tmp_path / "registry"
    shutil.copytree(root, place, ignore=shutil.ignore_patterns(".cache"))
    (place / "content/members/ours.yaml").unlink()
    told = run(*typed(place, "verify"))
    assert told.code == 1
    assert "is not on the list of readers, yet opens members/keyring/" in told.err


def test_a_private_key_in_a_record_stops_the_build_and_is_not_printed(
    run: Run, root: Path, tmp_path: Path
) -> None:
    place = tmp_path / "registry"
    for name in ("content", "rubrics"):
        shutil.copytree(root / name, place / name)
    file = place / "content/members/ours.yaml"
    file.write_text(file.read_text().replace(MEMBER.recipient, MEMBER.text))
    told = run("build", "--root", str(place))
    assert told.code == 1
    assert "secret-in-repository" in told.err
    assert not (place / "site").exists()
    assert not (place / ".cache").exists()
