"""`build`: the sample becomes a site, wholly or not at all, the same for the same inputs."""

import hashlib
import json
import os
import shutil
import signal
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest

from tests.site_maker import unsign

ROOT = Path(__file__).parent.parent
DAY = "2026-11-23"
QUIZLAB = "content/suppliers/brightpath/quizlab/product.yaml"


def build(
    out: Path, *options: str, environment: Mapping[str, str] | None = None
) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, str(ROOT / "build.py"), "build", "--out", str(out), *options]
    if "--as-of" not in options:
        command += ["--as-of", DAY]
    return subprocess.run(
        command, capture_output=True, text=True, env={**os.environ, **(environment or {})}
    )


def tree(out: Path) -> dict[str, str]:
    return {
        path.relative_to(out).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(out.rglob("*"))
        if path.is_file()
    }


def public(files: Mapping[str, str]) -> dict[str, str]:
    """Without the sealed files, which are fresh whenever the vault is."""
    return {
        path: digest
        for path, digest in files.items()
        if not (path.endswith(".age") or path.startswith("members/keyring/"))
    }


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The sample outside git, so that a commit in the meantime makes no difference."""
    place = tmp_path_factory.mktemp("sample")
    for name in ("content", "rubrics"):
        shutil.copytree(ROOT / name, place / name)
    return str(place)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory, sample: str) -> Path:
    out = tmp_path_factory.mktemp("built") / "site"
    done = build(out, "--root", sample)
    assert done.returncode == 0, done.stderr
    return out


@pytest.fixture
def root(tmp_path: Path) -> Path:
    place = tmp_path / "registry"
    for name in ("content", "rubrics"):
        shutil.copytree(ROOT / name, place / name)
    return place


def test_the_addresses_of_the_contract_are_there(site: Path) -> None:
    for address in [
        "index.html",
        "suppliers/index.html",
        "suppliers/brightpath/index.html",
        "suppliers/brightpath/quizlab/index.html",
        "institutions/index.html",
        "institutions/river-valley/index.html",
        "ended/index.html",
        "verify/index.html",
        "rubrics/index.html",
        "rubrics/2.0/index.html",
        "about/index.html",
        "changes/index.html",
        "feed.xml",
        "feed.json",
        "calendar.ics",
        "api/v1/index.json",
        "api/v1/seals.json",
        "api/v1/suppliers.json",
        "api/v1/institutions.json",
        "api/v1/rubrics.json",
        "api/v1/changes.json",
        "api/v1/openapi.json",
        "seals.csv",
        "build.json",
        "_headers",
        "_redirects",
        "robots.txt",
        "sitemap.xml",
        ".well-known/security.txt",
        "404.html",
    ]:
        assert (site / address).is_file(), address


def test_build_json_tells_the_day_the_next_change_and_the_revision(site: Path) -> None:
    told = json.loads((site / "build.json").read_text())
    assert set(told) == {"as_of", "next_change", "revision"}
    assert (told["as_of"], told["next_change"]) == (DAY, "2026-11-27")
    assert told["revision"] is None


def test_inside_git_the_revision_is_the_commit(root: Path) -> None:
    identity = ["-c", "user.name=Tester", "-c", "user.email=tester@example.org"]
    for words in (["init", "-q"], ["add", "."], [*identity, "commit", "-qm", "first"]):
        subprocess.run(["git", "-C", str(root), *words], check=True)
    head = ["git", "-C", str(root), "rev-parse", "HEAD"]
    commit = subprocess.run(head, check=True, capture_output=True, text=True).stdout.strip()
    assert build(root / "site", "--root", str(root)).returncode == 0
    assert json.loads((root / "site/build.json").read_text())["revision"] == commit


@pytest.mark.parametrize(
    "environment",
    [
        {"TZ": "Pacific/Kiritimati", "LC_ALL": "C", "PYTHONHASHSEED": "1"},
        {"TZ": "America/Adak", "LANG": "tr_TR.UTF-8", "PYTHONHASHSEED": "2"},
        {"PYTHONUTF8": "0", "LC_ALL": "POSIX", "COLUMNS": "40"},
    ],
)
def test_the_same_inputs_give_the_same_bytes(
    site: Path, sample: str, tmp_path: Path, environment: dict[str, str]
) -> None:
    done = build(tmp_path / "site", "--root", sample, environment=environment)
    assert done.returncode == 0, done.stderr
    assert public(tree(tmp_path / "site")) == public(tree(site))


@pytest.mark.parametrize("jobs", ["1", "2", "7"])
def test_the_number_of_jobs_changes_nothing(
    site: Path, sample: str, tmp_path: Path, jobs: str
) -> None:
    assert build(tmp_path / "site", "--root", sample, "--jobs", jobs).returncode == 0
    assert public(tree(tmp_path / "site")) == public(tree(site))


def test_a_rebuild_without_a_change_writes_nothing(sample: str, tmp_path: Path) -> None:
    out = tmp_path / "site"
    build(out, "--root", sample)
    before = {p: (p.stat().st_mtime_ns, p.stat().st_ino) for p in out.rglob("*")}
    done = build(out, "--root", sample)
    assert " 0 files written, " in done.stdout
    assert {p: (p.stat().st_mtime_ns, p.stat().st_ino) for p in out.rglob("*")} == before


def test_clean_writes_every_file_anew(tmp_path: Path) -> None:
    out = tmp_path / "site"
    build(out)
    before = (out / "index.html").stat().st_ino
    done = build(out, "--clean")
    assert ", 0 unchanged" in done.stdout
    assert (out / "index.html").stat().st_ino != before


def test_with_errors_nothing_is_written_and_the_old_site_stands(root: Path) -> None:
    out = root / "site"
    build(out, "--root", str(root))
    before = tree(out)
    text = (root / QUIZLAB).read_text()
    (root / QUIZLAB).write_text(text.replace("website: https", "website: ftp"))
    done = build(out, "--root", str(root))
    assert (done.returncode, done.stdout) == (1, "")
    assert "[bad-url]" in done.stderr
    assert done.stderr.endswith("nothing was written\n")
    assert tree(out) == before


def test_a_holder_that_is_gone_takes_its_pages_along(root: Path) -> None:
    unsign(root)
    out = root / "site"
    build(out, "--root", str(root))
    assert (out / "suppliers/quillwright/essay-coach/index.html").exists()
    shutil.rmtree(root / "content/suppliers/quillwright")
    done = build(out, "--root", str(root))
    assert done.returncode == 0, done.stderr
    assert not (out / "suppliers/quillwright").exists()


def test_facts_of_the_future_are_left_out_and_counted(tmp_path: Path) -> None:
    done = build(tmp_path / "site", "--as-of", "2025-06-01")
    assert done.returncode == 0, done.stderr
    assert "facts dated after 2025-06-01" in done.stderr
    assert not (tmp_path / "site/suppliers/fjordkode/mikrolag").exists()


def test_a_foreign_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "thesis.txt").write_text("years of work")
    done = build(tmp_path)
    assert (done.returncode, done.stdout) == (2, "")
    assert "holds files that the build did not write" in done.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["thesis.txt"]


def test_a_sealed_build_tells_of_reviews_that_gateway_mode_left_in_the_clear(
    sample: str, tmp_path: Path
) -> None:
    out = tmp_path / "site"
    eve = build(out, "--root", sample, "--members", "gateway", "--as-of", "2026-11-22")
    assert "in the clear" not in eve.stderr
    note = (
        f"{tmp_path}/site-members/ still holds reviews in the clear, as of 2026-11-22: "
        "remove it if nothing serves it\n"
    )
    for _ in range(2):
        done = build(out, "--root", sample)
        assert (done.returncode, note in done.stderr) == (0, True)
    assert (tmp_path / "site-members/reviews/index.html").is_file()
    shutil.rmtree(tmp_path / "site-members")
    assert "in the clear" not in build(out, "--root", sample).stderr


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Callable[[str], Path]]:
    """Mounts a disk with the options given; where nobody may mount, the test is skipped."""
    disk = tmp_path / "disk"
    disk.mkdir()

    def mounted(options: str) -> Path:
        mount = ["mount", "-t", "tmpfs", "-o", options, "tmpfs", str(disk)]
        if os.geteuid() or subprocess.run(mount, capture_output=True).returncode:
            pytest.skip("only root may mount a disk, where the machine allows it at all")
        return disk

    yield mounted
    subprocess.run(["umount", str(disk)], capture_output=True)


def test_a_disk_that_is_read_only_is_said_in_words(small_disk: Callable[[str], Path]) -> None:
    done = build(small_disk("ro") / "site")
    assert (done.returncode, done.stdout) == (2, "")
    assert "could not be written: Read-only file system" in done.stderr


def test_a_full_disk_leaves_no_half_site(small_disk: Callable[[str], Path]) -> None:
    disk = small_disk("size=24k")
    done = build(disk / "site")
    assert done.returncode == 2, done.stderr
    assert "No space left on device" in done.stderr
    assert not (disk / "site").exists()
    assert not (disk / ".site.new").exists()


@pytest.mark.parametrize("url", ["seals.example", "ftp://x.example", "https://", "javascript:1"])
def test_a_base_url_is_a_web_address(tmp_path: Path, url: str) -> None:
    done = build(tmp_path / "site", "--base-url", url)
    assert done.returncode == 2
    assert "is not a web address" in done.stderr


def test_another_base_url_makes_a_preview(tmp_path: Path) -> None:
    out = tmp_path / "site"
    assert build(out, "--base-url", "https://preview.example/pr/7").returncode == 0
    home = (out / "index.html").read_text()
    assert "noindex" in home
    assert 'href="/pr/7/suppliers/"' in home


def test_a_broken_template_of_the_roots_own_is_a_fault_with_a_line(root: Path) -> None:
    (root / "templates").mkdir()
    (root / "templates/home.html").write_text(
        "{% extends '_layout.html' %}\n{{ nothing_here }}\n{% if %}"
    )
    done = build(root / "site", "--root", str(root))
    assert done.returncode == 1
    assert "templates/home.html:3" in done.stderr
    assert not (root / "site").exists()


@pytest.mark.parametrize(
    ("verb", "unused"),
    [
        ("check", {"jinja2", "markdown", "nh3", "pyld", "pyrage", "segno"}),
        ("status", {"jinja2", "markdown", "nh3", "pyld", "pyrage", "segno"}),
        ("explain", {"jinja2", "PIL", "yaml", "frontmatter", "cryptography"}),
        ("build", {"pyld", "multiprocessing.pool", "playwright"}),
    ],
)
def test_a_command_imports_only_what_it_uses(tmp_path: Path, verb: str, unused: set[str]) -> None:
    script = (
        "import sys; from datetime import datetime, UTC; from registry.cli import main\n"
        "main(sys.argv[1:], now=datetime(2026, 11, 23, tzinfo=UTC))\n"
        "print(*sys.modules, file=sys.stderr)"
    )
    out = ["--out", str(tmp_path / "site")] if verb == "build" else []
    done = subprocess.run(
        [sys.executable, "-c", script, verb, *out], cwd=ROOT, capture_output=True, text=True
    )
    assert done.returncode == 0
    assert unused & set(done.stderr.split()) == set()


def test_serve_shows_the_site_then_a_fault_then_the_site_again(root: Path) -> None:
    command = [sys.executable, "-u", str(ROOT / "build.py"), "serve", "--root", str(root)]
    with subprocess.Popen(
        [*command, "--port", "0", "--as-of", DAY], stderr=subprocess.PIPE, text=True
    ) as served:
        try:
            assert served.stderr
            address = next(line.split()[0] for line in served.stderr if "Ctrl-C" in line)

            def page() -> str:
                asked = urllib.request.Request(address, headers={"Accept": "text/html"})  # noqa: S310
                with urllib.request.urlopen(asked, timeout=10) as answer:  # noqa: S310  # loopback
                    return str(answer.read().decode())

            assert "Data Privacy Seal Registry" in page()
            text = (root / QUIZLAB).read_text()
            (root / QUIZLAB).write_text(text.replace("website: https", "website: ftp"))
            assert seen(page, "bad-url")
            (root / QUIZLAB).write_text(text)
            assert seen(page, "Latest awards")
        finally:
            served.send_signal(signal.SIGINT)
            assert served.wait(timeout=30) == 0


def seen(page: Callable[[], str], words: str) -> bool:
    """Whether the page shows the words within half a minute."""
    end = time.monotonic() + 30
    while time.monotonic() < end:
        if words in page():
            return True
        time.sleep(0.1)
    return False
