"""Gateway mode: the second tree, and the recipes in the real nginx and Caddy."""

from __future__ import annotations

import base64
import http.client
import http.server
import os
import re
import shutil
import socket
import subprocess
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from email.message import Message
from pathlib import Path
from typing import NamedTuple

import pytest

from registry.members.opening import open_worklist
from registry.publish import MARKER, PublishFault
from registry.render.policy import policy
from tests.members_maker import Keys, built, registry_of

DEPLOY = Path(__file__).parent.parent / "deploy/members"
KEYS = Keys()
PAGE = "reviews/suppliers/brightpath/quizlab/2025-02-01"
SECRET = b"Backups are not named."
RIGHT = "Basic " + base64.b64encode(b"eastgate:open sesame").decode()


def needed(program: str) -> str:
    """The program's path; skips for want of it, which with CI=true is a failure."""
    found = shutil.which(program)
    if found:
        return found
    if os.environ.get("CI") == "true":
        pytest.fail(f"{program} is not installed, and with CI=true nothing is skipped for that")
    pytest.skip(f"{program} is not installed")


@pytest.fixture(scope="module")
def trees(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with site/ and site-members/, both readable by the servers' own users."""
    root = tmp_path_factory.mktemp("gateway")
    for folder in (root, *root.parents[:2]):
        folder.chmod(0o755)
    built(registry_of(KEYS), root, members="gateway")
    return root


def test_pages_stand_in_the_clear_beside_the_site_and_none_within(trees: Path) -> None:
    page = (trees / f"site-members/{PAGE}/index.html").read_bytes()
    assert SECRET in page
    assert b"A plain policy." in page
    assert not (trees / "site/members").exists()
    assert not [
        path
        for path in (trees / "site").rglob("*")
        if path.is_file() and SECRET in path.read_bytes()
    ]
    assert not list((trees / "site-members").rglob("*.age"))
    assert not (trees / "site-members/keyring").exists()


def test_the_worklist_stays_sealed_to_staff(trees: Path) -> None:
    assert "Worklist" in open_worklist(trees / "site", KEYS.staff)["html"]
    assert not (trees / "site-members/staff").exists()


def test_the_list_leads_to_every_page(trees: Path) -> None:
    text = (trees / "site-members/reviews/index.html").read_text()
    for address in re.findall(r'href="/members/(reviews/[^"]+/)"', text):
        assert (trees / f"site-members/{address}index.html").is_file()
    assert f"/members/{PAGE}/" in text


def test_a_build_without_changes_writes_nothing_in_either_tree(tmp_path: Path) -> None:
    built(registry_of(KEYS), tmp_path, members="gateway")
    assert built(registry_of(KEYS), tmp_path, members="gateway").tally.written == 0


# Two kinds of tree, never mixed


def bytes_of(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


MIXTURES = [
    ("sealed site", "gateway site/preview", "site/preview-members lies in .*/site, which holds"),
    ("sealed a-members", "gateway a", "a-members holds a public site"),
    ("gateway site", "sealed site-members", "site-members holds members' pages in the clear"),
    ("gateway site", "sealed site-members/site", "which holds members' pages in the clear"),
    ("gateway site", "gateway site-members/site", "which holds members' pages in the clear"),
]


@pytest.mark.parametrize(("first", "then", "said"), MIXTURES)
def test_members_pages_and_public_ones_are_never_mixed_up(
    tmp_path: Path, first: str, then: str, said: str
) -> None:
    def build(words: str) -> None:
        mode, out = words.split()
        built(registry_of(KEYS), tmp_path, members=mode, out=tmp_path / out)

    build(first)
    before = bytes_of(tmp_path)
    with pytest.raises(PublishFault, match=said):
        build(then)
    assert bytes_of(tmp_path) == before


def test_both_trees_of_an_earlier_release_are_built_again(tmp_path: Path) -> None:
    built(registry_of(KEYS), tmp_path, members="gateway")
    for name in ("site", "site-members"):
        marker = tmp_path / name / MARKER
        marker.write_text("".join(marker.read_text().splitlines(keepends=True)[:1]))
    assert built(registry_of(KEYS), tmp_path, members="gateway").tally.written == 2


def test_the_recipes_say_the_sites_own_policy() -> None:
    wanted = policy({"form-action": "'none'"}, header=True)
    for name in ("nginx-pages.conf", "Caddyfile"):
        assert f'"{wanted}"' in (DEPLOY / name).read_text()


# Servers


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class Answer(NamedTuple):
    status: int
    headers: Message
    body: bytes


def asked(port: int, path: str, **headers: str) -> Answer:
    """The answer to a path exactly as written, without a client's tidying."""
    with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=10)) as connection:
        connection.putrequest("GET", path, skip_accept_encoding=True)
        for name, value in headers.items():
            connection.putheader(name, value)
        connection.endheaders()
        answer = connection.getresponse()
        return Answer(answer.status, answer.headers, answer.read())


def until_it_answers(process: subprocess.Popen[bytes], port: int) -> None:
    for _ in range(100):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        assert process.poll() is None, "the server did not start"
        time.sleep(0.05)
    pytest.fail("the server does not answer")


class Hands(http.server.BaseHTTPRequestHandler):
    """A service that knows one cookie."""

    def do_GET(self) -> None:  # the library's own name
        self.send_response(200 if self.headers.get("Cookie") == "member=yes" else 401)
        self.end_headers()

    def log_message(self, *_: object) -> None:
        pass


class Doorkeeper:
    """The service, running until it is stopped."""

    def __init__(self) -> None:
        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Hands)
        self.port = self.server.server_port
        self.thread = threading.Thread(target=self.server.serve_forever)
        self.thread.start()

    def stop(self) -> None:
        if self.thread.is_alive():
            self.server.shutdown()
            self.thread.join()
            self.server.server_close()


@pytest.fixture
def doorkeeper() -> Iterator[Doorkeeper]:
    keeper = Doorkeeper()
    yield keeper
    keeper.stop()


Started = Callable[..., int]


@pytest.fixture
def nginx(trees: Path, tmp_path: Path) -> Iterator[Started]:
    program, running = needed("nginx"), []

    def start(recipe: str, auth_port: int = 1) -> int:
        port = free_port()
        text = (DEPLOY / recipe).read_text().replace("/srv/seals", str(trees))
        text = text.replace("/etc/nginx", str(tmp_path)).replace(
            "127.0.0.1:4180", f"127.0.0.1:{auth_port}"
        )
        shutil.copy(DEPLOY / "nginx-pages.conf", tmp_path / "seal-members-pages.conf")
        password = subprocess.run(
            ["openssl", "passwd", "-apr1", "-stdin"],
            input=b"open sesame\n",
            capture_output=True,
            check=True,
        ).stdout.decode()
        (tmp_path / "seal-members.htpasswd").write_text(f"eastgate:{password}")
        (tmp_path / "members.conf").write_text(text)
        user = "user root;" if os.getuid() == 0 else ""
        config = tmp_path / "nginx.conf"
        places = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
        temporary = " ".join(f"{place}_temp_path {tmp_path}/{place};" for place in places)
        config.write_text(
            f"{user} daemon off; pid {tmp_path}/pid; error_log {tmp_path}/error.log;\n"
            f"events {{}}\nhttp {{ access_log off; include /etc/nginx/mime.types; {temporary}\n"
            f"server {{ listen 127.0.0.1:{port}; root {trees}/site; index index.html;\n"
            "gzip_static on; location ~ \\.html$ { }\n"
            f"include {tmp_path}/members.conf; }} }}\n"
        )
        subprocess.run([program, "-t", "-q", "-c", str(config)], check=True, capture_output=True)
        process = subprocess.Popen([program, "-c", str(config)], stderr=subprocess.DEVNULL)
        running.append(process)
        until_it_answers(process, port)
        return port

    yield start
    for process in running:
        process.terminate()
        process.wait(10)


@pytest.fixture
def caddy(trees: Path, tmp_path: Path) -> Iterator[Started]:
    program, running = needed("caddy"), []

    def start(recipe: str, auth_port: int = 1) -> int:
        port = free_port()
        text = (DEPLOY / recipe).read_text().replace("/srv/seals", str(trees))
        text = text.replace("127.0.0.1:4180", f"127.0.0.1:{auth_port}")
        text = text.replace("seals.example.org {", f"http://127.0.0.1:{port} {{")
        config = tmp_path / "Caddyfile"
        config.write_text("{\n\tadmin off\n\tauto_https off\n}\n" + text)
        process = subprocess.Popen(
            [program, "run", "--adapter", "caddyfile", "--config", str(config)],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            env={**os.environ, "HOME": str(tmp_path), "XDG_DATA_HOME": str(tmp_path)},
        )
        running.append(process)
        until_it_answers(process, port)
        return port

    yield start
    for process in running:
        process.terminate()
        process.wait(10)


WAYS_ROUND = [
    f"/members/{PAGE}/",
    f"/members/{PAGE}/index.html",
    f"/members/{PAGE}/index.html.gz",
    f"/members//{PAGE}/",
    f"//members/{PAGE}/",
    f"/%6dembers/{PAGE}/",
    f"/members%2f{PAGE}/",
    f"/members/%2e%2e/members/{PAGE}/",
    f"/about/../members/{PAGE}/",
    f"/about/..%2fmembers/{PAGE}/",
    f"/members/./{PAGE}/",
    f"/MEMBERS/{PAGE}/",
    f"/Members/{PAGE}/",
    f"/members../site-members/{PAGE}/index.html",
    f"/members/../site-members/{PAGE}/index.html",
    f"/members/..;/{PAGE}/",
    f"/members;/{PAGE}/",
    f"/members\\{PAGE}/",
    f"/site-members/{PAGE}/index.html",
    f"/../site-members/{PAGE}/index.html",
    f"/%2e%2e/site-members/{PAGE}/index.html",
    "/members/index.json",
    "/members/search.json",
    "/members/reviews/",
    "/members",
]


def refused(port: int, path: str, **headers: str) -> None:
    answer = asked(port, path, **headers)
    assert answer.status in (308, 400, 401, 403, 404, 500, 502), (path, answer.status)
    assert SECRET not in answer.body
    assert b"QuizLab" not in answer.body


@pytest.mark.parametrize("recipe", ["nginx-basic.conf", "nginx-auth-request.conf"])
def test_nginx_has_no_way_round(nginx: Started, recipe: str, doorkeeper: Doorkeeper) -> None:
    port = nginx(recipe, doorkeeper.port)
    for path in WAYS_ROUND:
        refused(port, path)
        refused(port, path, Authorization="Basic eDp5", Cookie="member=no")
    assert asked(port, "/").status == 200


def test_nginx_opens_for_the_right_password_alone(nginx: Started) -> None:
    port = nginx("nginx-basic.conf")
    answer = asked(port, f"/members/{PAGE}/", Authorization=RIGHT)
    assert answer.status == 200
    assert SECRET in answer.body
    assert answer.headers["Cache-Control"] == "private, no-store"
    closed = asked(port, f"/members/{PAGE}/")
    assert closed.status == 401
    assert closed.headers["Cache-Control"] == "private, no-store"
    assert closed.headers["X-Robots-Tag"].startswith("noindex")


def test_nginx_leads_nowhere_out_of_the_members_tree(nginx: Started) -> None:
    port = nginx("nginx-basic.conf")
    for path in (
        "/members/../site/index.html",
        "/members../site/index.html",
        "/members/%2e%2e/seal",
    ):
        assert asked(port, path, Authorization=RIGHT).status in (400, 404)


def test_nginx_asks_the_service_and_stays_closed_when_it_is_down(
    nginx: Started, doorkeeper: Doorkeeper
) -> None:
    port = nginx("nginx-auth-request.conf", doorkeeper.port)
    page = f"/members/{PAGE}/"
    assert asked(port, page, Cookie="member=yes").status == 200
    assert asked(port, page, Cookie="member=no").status == 401
    assert asked(port, "/-/members-auth", Cookie="member=yes").status == 404
    doorkeeper.stop()
    refused(port, page, Cookie="member=yes")
    assert asked(port, page, Cookie="member=yes").status == 500


def test_caddy_asks_the_service_and_stays_closed_when_it_is_down(
    caddy: Started, doorkeeper: Doorkeeper
) -> None:
    port = caddy("Caddyfile", doorkeeper.port)
    page = f"/members/{PAGE}/"
    for path in WAYS_ROUND:
        refused(port, path)
    answer = asked(port, page, Cookie="member=yes")
    assert answer.status == 200
    assert SECRET in answer.body
    assert answer.headers["Cache-Control"] == "private, no-store"
    assert asked(port, page, Cookie="member=no").status == 401
    assert asked(port, "/").status == 200
    doorkeeper.stop()
    assert asked(port, page, Cookie="member=yes").status == 502
