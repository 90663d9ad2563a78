"""The site on disk: wholly the old one or wholly the new one."""

import os
import signal
import subprocess
import sys
import textwrap
from collections.abc import Iterable
from pathlib import Path

import pytest

from registry.artifact import Artifact
from registry.publish import (
    MARKER,
    Publication,
    PublishFault,
    Stage,
    Tally,
    Tree,
    refuse_foreign,
    tree_in,
)


def publish(out: Path, files: dict[str, str], kind: Tree = Tree.PUBLIC) -> tuple[Tally, int]:
    tally = Tally()
    with Publication(out, kind) as publication:
        artifacts = (Artifact(path, text.encode()) for path, text in files.items())
        tally.add(publication.stage.put(artifacts))
        gone = publication.finish(tally)
    return tally, gone


def tree(out: Path) -> dict[str, str]:
    return {
        path.relative_to(out).as_posix(): path.read_text()
        for path in sorted(out.rglob("*"))
        if path.is_file() and path.name != MARKER
    }


def test_what_was_put_is_what_stands_there(tmp_path: Path) -> None:
    files = {"index.html": "home", "suppliers/a/index.html": "A", "badges/a.svg": "<svg/>"}
    publish(tmp_path / "site", files)
    assert tree(tmp_path / "site") == files


def test_what_is_gone_from_the_build_is_gone_from_the_site(tmp_path: Path) -> None:
    out = tmp_path / "site"
    publish(out, {"a.html": "a", "old/b.html": "b"})
    _, gone = publish(out, {"a.html": "a"})
    assert gone == 1
    assert tree(out) == {"a.html": "a"}
    assert not (out / "old").exists()


def test_a_build_that_changes_nothing_touches_nothing(tmp_path: Path) -> None:
    out = tmp_path / "site"
    publish(out, {"a.html": "a", "b/c.html": "c"})
    before = {p: p.stat() for p in [out, *out.rglob("*")]}
    tally, gone = publish(out, {"a.html": "a", "b/c.html": "c"})
    assert (tally.written, gone) == (0, 0)
    assert {p: p.stat() for p in [out, *out.rglob("*")]} == before


def test_an_unchanged_file_keeps_its_inode_and_time_when_another_changes(tmp_path: Path) -> None:
    out = tmp_path / "site"
    publish(out, {"a.html": "a", "b.html": "b"})
    before = (out / "a.html").stat()
    tally, _ = publish(out, {"a.html": "a", "b.html": "new"})
    after = (out / "a.html").stat()
    assert (after.st_ino, after.st_mtime_ns) == (before.st_ino, before.st_mtime_ns)
    assert tally.written == 1


@pytest.mark.parametrize("umask", [0o000, 0o077, 0o777])
def test_modes_do_not_depend_on_the_umask(tmp_path: Path, umask: int) -> None:
    before = os.umask(umask)
    try:
        publish(tmp_path / "site", {"a/b.html": "b"})
    finally:
        os.umask(before)
    assert (tmp_path / "site").stat().st_mode & 0o777 == 0o755
    assert (tmp_path / "site/a").stat().st_mode & 0o777 == 0o755
    assert (tmp_path / "site/a/b.html").stat().st_mode & 0o777 == 0o644


def test_a_file_whose_mode_was_changed_is_written_anew(tmp_path: Path) -> None:
    out = tmp_path / "site"
    publish(out, {"a.html": "a"})
    (out / "a.html").chmod(0o600)
    publish(out, {"a.html": "a"})
    assert (out / "a.html").stat().st_mode & 0o777 == 0o644


def test_a_link_in_the_old_site_is_not_followed(tmp_path: Path) -> None:
    out, outside = tmp_path / "site", tmp_path / "outside.html"
    publish(out, {"a.html": "a"})
    outside.write_text("a")
    (out / "a.html").unlink()
    (out / "a.html").symlink_to(outside)
    publish(out, {"a.html": "a"})
    assert not (out / "a.html").is_symlink()
    assert outside.read_text() == "a"


def test_a_folder_that_is_not_ours_is_refused_and_left_alone(tmp_path: Path) -> None:
    out = tmp_path / "Documents"
    out.mkdir()
    (out / "thesis.txt").write_text("years of work")
    with pytest.raises(PublishFault, match="did not write"):
        refuse_foreign(out, tmp_path / "elsewhere")
    assert (out / "thesis.txt").read_text() == "years of work"


def test_an_empty_folder_may_be_used(tmp_path: Path) -> None:
    (tmp_path / "site").mkdir()
    refuse_foreign(tmp_path / "site", tmp_path / "root")


@pytest.mark.parametrize("inside", [".", "..", "content", "rubrics/x", ".git", "registry"])
def test_the_records_own_folders_are_refused(tmp_path: Path, inside: str) -> None:
    root = tmp_path / "root"
    root.mkdir()
    with pytest.raises(PublishFault, match="holds the records"):
        refuse_foreign(root / inside, root)


def test_a_link_and_a_file_are_refused(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "real")
    (tmp_path / "file").write_text("")
    for name in ("link", "file"):
        with pytest.raises(PublishFault):
            refuse_foreign(tmp_path / name, tmp_path / "root")


OTHER = {Tree.PUBLIC: Tree.MEMBERS, Tree.MEMBERS: Tree.PUBLIC}


@pytest.mark.parametrize("kind", Tree)
def test_a_built_folder_says_which_tree_it_holds(tmp_path: Path, kind: Tree) -> None:
    publish(tmp_path / "site", {"a.html": "a"}, kind)
    assert tree_in(tmp_path / "site") is kind
    assert tree_in(tmp_path) is None


@pytest.mark.parametrize("kind", Tree)
@pytest.mark.parametrize("below", ["", "preview", "deep/er/still"])
def test_neither_tree_is_written_over_the_other_or_inside_it(
    tmp_path: Path, kind: Tree, below: str
) -> None:
    publish(tmp_path / "site", {"a.html": "a"}, kind)
    with pytest.raises(PublishFault, match=f"holds {kind}, and is to hold {OTHER[kind]}"):
        refuse_foreign(tmp_path / "site" / below, tmp_path / "root", OTHER[kind])
    refuse_foreign(tmp_path / "site" / below, tmp_path / "root", kind)


def test_a_way_round_through_a_link_or_dots_is_no_way_into_the_other_tree(tmp_path: Path) -> None:
    publish(tmp_path / "site", {"a.html": "a"})
    (tmp_path / "link").symlink_to(tmp_path / "site")
    for way in ("link/preview", "other/../site/preview"):
        with pytest.raises(PublishFault, match="which holds a public site"):
            refuse_foreign(tmp_path / way, tmp_path / "root", Tree.MEMBERS)


@pytest.mark.parametrize(
    ("file", "kind"), [("index.html", Tree.PUBLIC), ("reviews/a.html", Tree.MEMBERS)]
)
def test_a_tree_whose_marker_does_not_say_it_is_what_it_looks_like(
    tmp_path: Path, file: str, kind: Tree
) -> None:
    publish(tmp_path / "site", {file: "a"}, kind)
    (tmp_path / "site" / MARKER).write_text("This folder is written by the build.\n")
    assert tree_in(tmp_path / "site") is kind
    refuse_foreign(tmp_path / "site", tmp_path / "root", kind)
    publish(tmp_path / "site", {file: "a"}, kind)
    assert f"It holds {kind}." in (tmp_path / "site" / MARKER).read_text()


@pytest.mark.parametrize("path", ["../x", "/etc/x", "a/../../x", "a//b", "", "a/", "./a"])
def test_no_artifact_leaves_the_site(tmp_path: Path, path: str) -> None:
    with (
        Publication(tmp_path / "site") as publication,
        pytest.raises(ValueError, match="not a path"),
    ):
        publication.stage.put([Artifact(path, b"")])
    assert list(tmp_path.iterdir()) == [tmp_path / ".site.lock"]


def test_two_artifacts_at_one_address_are_our_fault(tmp_path: Path) -> None:
    with Publication(tmp_path / "site") as publication, pytest.raises(FileExistsError):
        publication.stage.put([Artifact("a.html", b"1"), Artifact("a.html", b"2")])


def test_a_second_build_at_the_same_time_waits_its_turn(tmp_path: Path) -> None:
    with (
        Publication(tmp_path / "site"),
        pytest.raises(PublishFault, match="another build"),
        Publication(tmp_path / "site"),
    ):
        pass


def test_a_build_that_fails_leaves_the_old_site_and_no_stage(tmp_path: Path) -> None:
    out = tmp_path / "site"
    publish(out, {"a.html": "old"})

    def failing() -> Iterable[Artifact]:
        yield Artifact("a.html", b"new")
        raise RuntimeError

    with pytest.raises(RuntimeError), Publication(out) as publication:
        publication.stage.put(failing())
    assert tree(out) == {"a.html": "old"}
    assert not (tmp_path / ".site.new").exists()


def test_an_old_tree_put_aside_by_a_killed_build_comes_back(tmp_path: Path) -> None:
    out = tmp_path / "site"
    publish(out, {"a.html": "old"})
    out.rename(tmp_path / ".site.old")
    with Publication(out):
        assert tree(out) == {"a.html": "old"}


BUILD = """
    import os, signal, sys
    from pathlib import Path
    from registry.artifact import Artifact
    from registry.publish import Publication, Tally
    from registry.publish import exchange

    out, calls_left = Path(sys.argv[1]), int(sys.argv[2])

    def dying(function):
        def call(*args, **kwargs):
            global calls_left
            calls_left -= 1
            if calls_left < 0:
                os.kill(os.getpid(), signal.SIGKILL)
            return function(*args, **kwargs)
        return call

    for name in ("mkdir", "open", "write", "link", "rename", "chmod", "close", "unlink", "rmdir"):
        setattr(os, name, dying(getattr(os, name)))
    exchange._exchanged_at_once = dying(exchange._exchanged_at_once)
    tally = Tally()
    with Publication(out) as publication:
        tally.add(publication.stage.put(
            Artifact(f"{n}/page.html", b"new") for n in range(3)))
        publication.finish(tally)
"""


def test_a_build_killed_at_any_moment_leaves_a_whole_site(tmp_path: Path) -> None:
    script = tmp_path / "build_and_die.py"
    script.write_text(textwrap.dedent(BUILD))
    old = {f"{n}/page.html": "old" for n in range(3)}
    new = {f"{n}/page.html": "new" for n in range(3)}
    seen = []
    for moment in range(0, 200, 1 if os.environ.get("CI") else 3):
        out = tmp_path / str(moment) / "site"
        publish(out, old)
        command = [sys.executable, str(script), str(out), str(moment)]
        done = subprocess.run(command, env={"PYTHONPATH": "."}, check=False)
        assert tree(out) in (old, new)
        seen.append(tree(out) == new)
        publish(out, {"after.html": "after"})
        assert tree(out) == {"after.html": "after"}
        assert not (out.parent / ".site.new").exists()
        if done.returncode == 0:
            break
        assert done.returncode == -signal.SIGKILL
    assert done.returncode == 0
    assert seen[0] is False
    assert seen == sorted(seen)


def test_a_full_disk_is_said_in_words_and_the_old_site_stands(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "site"
    publish(out, {"a.html": "old"})

    def full(*_: object) -> int:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "write", full)
    with pytest.raises(PublishFault, match="No space left on device"):
        publish(out, {"a.html": "new"})
    monkeypatch.undo()
    assert tree(out) == {"a.html": "old"}


def test_a_stage_shared_by_processes_counts_a_folder_once(tmp_path: Path) -> None:
    with Publication(tmp_path / "site") as publication:
        other = Stage(tmp_path / "site")
        publication.stage.put([Artifact("a/1.html", b"1")])
        other.put([Artifact("a/2.html", b"2")])
        publication.finish(Tally(written=2))
    assert tree(tmp_path / "site") == {"a/1.html": "1", "a/2.html": "2"}
