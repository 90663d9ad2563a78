"""The recipes of deploy/, with the real nginx; all recipes say the same policy."""

from __future__ import annotations

import http.client
import os
import re
import shutil
import socket
import subprocess
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import pytest

from registry.render.policy import policy
from tests.site_maker import ROOT, sample_site, written

DEPLOY = ROOT / "deploy"
PAGE = "/suppliers/brightpath/quizlab/"

Answer = tuple[int, dict[str, str], bytes]
Get = Callable[[str], Answer]


@pytest.mark.parametrize("recipe", ["nginx.conf", "Caddyfile"])
def test_a_recipe_sends_the_policy_of_the_site(recipe: str) -> None:
    text = (DEPLOY / recipe).read_text()
    assert re.findall(r'Content-Security-Policy "(.*?)"', text) == [policy(header=True)]
    assert policy(header=True) in sample_site()["_headers"].decode()


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


@pytest.fixture(scope="module")
def get(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Get]:
    """Asks the real nginx, run with the recipe as it stands but for host, port and root."""
    place, port = readable(tmp_path_factory.mktemp("nginx")), free_port()
    with running([program("nginx"), "-p", str(place), "-c", str(configured(place, port))], port):
        yield lambda path: answer(port, path)


@pytest.fixture(scope="module")
def caddy(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Get]:
    """Asks the real Caddy, likewise."""
    place, port = readable(tmp_path_factory.mktemp("caddy")), free_port()
    recipe = (DEPLOY / "Caddyfile").read_text()
    recipe = recipe.replace("/srv/seals/site", str(written(sample_site(), place / "site")))
    recipe = recipe.replace("seals.example.org", f"http://127.0.0.1:{port}")
    (place / "Caddyfile").write_text("{\n\tadmin off\n}\n" + recipe)
    with running([program("caddy"), "run", "--config", str(place / "Caddyfile")], port):
        yield lambda path: answer(port, path)


def program(name: str) -> str:
    found = shutil.which(name) or shutil.which(name, path="/usr/sbin:/usr/local/sbin")
    if found is None:
        if os.environ.get("CI") == "true":
            pytest.fail(f"{name} is not installed, and with CI=true nothing is skipped for that")
        pytest.skip(f"{name} is not installed")
    return found


def readable(place: Path) -> Path:
    """A folder that a server's own user may enter."""
    for folder in (place, *place.parents[:2]):
        folder.chmod(0o755)
    return place


@contextmanager
def running(command: list[str], port: int) -> Iterator[None]:
    started = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        awaited(port)
        yield
    finally:
        started.terminate()
        started.wait()


def configured(place: Path, port: int, files: Mapping[str, bytes] | None = None) -> Path:
    site = written(files or sample_site(), place / "site")
    recipe = (DEPLOY / "nginx.conf").read_text().replace("/srv/seals/site", str(site))
    recipe = recipe.replace("listen 80;", f"listen 127.0.0.1:{port};")
    recipe = recipe.replace("listen [::]:80;", "")
    temporary = "".join(
        f"{kind}_temp_path {place}/{kind};\n"
        for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    whole = place / "whole.conf"
    user = "user root;" if os.geteuid() == 0 else ""
    whole.write_text(
        f"{user} daemon off; pid {place}/pid; error_log {place}/errors; events {{}}\n"
        f"http {{ access_log off;\n{temporary}\n{recipe}\n}}\n"
    )
    return whole


def awaited(port: int) -> None:
    for _ in range(100):
        try:
            answer(port, "/")
            return
        except OSError:
            time.sleep(0.05)
    pytest.fail("nginx did not start")


def answer(port: int, path: str) -> Answer:
    asked = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
    asked.request("GET", path)
    said = asked.getresponse()
    found = said.status, {name.lower(): value for name, value in said.getheaders()}, said.read()
    asked.close()
    return found


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/", "text/html; charset=utf-8"),
        (PAGE, "text/html; charset=utf-8"),
        (f"{PAGE}feed.xml", "application/atom+xml; charset=utf-8"),
        ("/feed.xml", "application/atom+xml; charset=utf-8"),
        ("/feed.json", "application/feed+json; charset=utf-8"),
        (f"{PAGE}seal.ics", "text/calendar; charset=utf-8"),
        (f"{PAGE}qr.svg", "image/svg+xml"),
        ("/seals.csv", "text/csv; charset=utf-8"),
        ("/api/v1/seals.json", "application/json; charset=utf-8"),
        ("/.well-known/security.txt", "text/plain; charset=utf-8"),
        ("/robots.txt", "text/plain; charset=utf-8"),
    ],
)
def test_every_file_has_its_type(get: Get, path: str, kind: str) -> None:
    status, headers, _ = get(path)
    assert (status, headers["content-type"]) == (200, kind)


def test_scripts_and_styles_are_kept_for_ever_and_have_their_types(get: Get) -> None:
    for name in sample_site():
        if name.startswith("assets/site."):
            _, headers, _ = get(f"/{name}")
            assert headers["cache-control"] == "public, max-age=31536000, immutable"
            assert headers["content-type"].split(";")[0] in ("text/css", "text/javascript")


def test_everything_else_is_asked_for_again_within_the_hour(get: Get) -> None:
    for path in ("/", PAGE, "/api/v1/index.json", "/search.json", "/no-such-page"):
        assert get(path)[1]["cache-control"] == "public, max-age=3600, must-revalidate"


def test_the_policy_comes_with_every_answer(get: Get) -> None:
    for path in ("/", PAGE, "/seals.csv", "/no-such-page"):
        assert get(path)[1]["content-security-policy"] == policy(header=True)


def test_an_address_without_a_page_answers_404_with_our_page(get: Get) -> None:
    for path in ("/no-such-page", "/suppliers/nobody/", "/_headers", "/.seal-registry"):
        status, _, body = get(path)
        assert status == 404
        assert b"There is no page here" in body


def test_former_names_answer(get: Get) -> None:
    for path in ("/suppliers/bright-path/quiz-lab/", "/suppliers/bright-path/quiz-lab/feed.xml"):
        assert get(path)[0] == 200


def test_an_address_without_its_slash_leads_to_the_one_with_it(get: Get) -> None:
    status, headers, _ = get(PAGE.rstrip("/"))
    assert status == 301
    assert headers["location"].endswith(PAGE)


def test_data_may_be_read_from_other_websites_and_pages_may_not(get: Get) -> None:
    assert get("/api/v1/seals.json")[1]["access-control-allow-origin"] == "*"
    assert get("/seals.csv")[1]["cross-origin-resource-policy"] == "cross-origin"
    headers = get(PAGE)[1]
    assert "access-control-allow-origin" not in headers
    assert headers["cross-origin-resource-policy"] == "same-origin"


def test_another_website_may_read_that_there_is_no_such_seal(get: Get, caddy: Get) -> None:
    for host in (get, caddy):
        status, headers, _ = host("/api/v1/seals/DPS-00000-00000.json?x=/seals/")
        assert (status, headers["access-control-allow-origin"]) == (404, "*")
        status, headers, _ = host("/no-such-page?x=/api/v1/")
        assert status == 404
        assert "access-control-allow-origin" not in headers


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/", "text/html"),
        ("/feed.xml", "application/atom+xml"),
        ("/feed.json", "application/feed+json"),
        (f"{PAGE}seal.ics", "text/calendar"),
        ("/seals.csv", "text/csv"),
        ("/api/v1/seals.json", "application/json"),
    ],
)
def test_caddy_gives_every_file_its_type_and_policy(caddy: Get, path: str, kind: str) -> None:
    status, headers, _ = caddy(path)
    assert (status, headers["content-type"].split(";")[0]) == (200, kind)
    assert headers["content-security-policy"] == policy(header=True)
    assert headers["cache-control"] == "public, max-age=3600, must-revalidate"


def test_caddy_answers_404_with_our_page_and_hides_what_speaks_to_others(caddy: Get) -> None:
    for path in ("/no-such-page", "/_headers", "/suppliers/nobody/"):
        status, headers, body = caddy(path)
        assert status == 404
        assert b"There is no page here" in body
        assert headers["content-security-policy"] == policy(header=True)


def test_caddy_keeps_assets_for_ever_and_shares_data(caddy: Get) -> None:
    name = next(name for name in sample_site() if name.startswith("assets/site."))
    assert caddy(f"/{name}")[1]["cache-control"] == "public, max-age=31536000, immutable"
    assert caddy("/api/v1/seals.json")[1]["access-control-allow-origin"] == "*"
    assert "access-control-allow-origin" not in caddy(PAGE)[1]
