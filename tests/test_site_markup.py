"""Every page of the sample's site, looked at as a browser and a reader would."""

from __future__ import annotations

import gzip
import re
from collections.abc import Callable, Mapping
from functools import cache
from urllib.parse import unquote, urldefrag, urljoin, urlsplit

import pytest

from tests.markup import Markup, read
from tests.site_maker import ELSEWHERE, made, sample, sample_site

WITH_PATH = "https://example.github.io/seals"


@cache
def site(kind: str) -> Mapping[str, bytes]:
    return sample_site() if kind == "own" else made(sample(), base_url=WITH_PATH)


@cache
def markup(kind: str) -> dict[str, Markup]:
    return {path: read(data) for path, data in site(kind).items() if path.endswith(".html")}


def astray(wrong: Callable[[Markup], object]) -> dict[str, object]:
    """The pages of which something is wrong, with what it is."""
    return {path: found for path, page in markup("own").items() if (found := wrong(page))}


def test_elements_are_closed_in_order() -> None:
    assert astray(lambda page: page.faults) == {}


def test_ids_are_unique_and_what_they_name_is_there() -> None:
    assert astray(lambda page: [one for one in page.ids if page.ids.count(one) > 1]) == {}
    assert astray(lambda page: set(page.named) - set(page.ids)) == {}


def test_headings_begin_with_one_h1_and_skip_no_level() -> None:
    def skips(page: Markup) -> bool:
        steps = zip(page.headings, page.headings[1:], strict=False)
        return any(after > before + 1 for before, after in steps)

    assert astray(lambda page: page.headings[0] != 1 or page.headings.count(1) != 1) == {}
    assert astray(skips) == {}


def test_images_have_an_alternative_and_a_size() -> None:
    def bare(page: Markup) -> list[object]:
        wanted = {"alt", "width", "height"}
        return [one for one in page.images if not wanted <= set(one)]

    assert astray(bare) == {}


def test_nothing_is_inline() -> None:
    assert astray(lambda page: page.inline) == {}


def test_the_policy_stands_in_each_page_without_unsafe_words() -> None:
    def loose(page: Markup) -> bool:
        name = "Content-Security-Policy"
        policies = [one["content"] or "" for one in page.meta if one.get("http-equiv") == name]
        strict = [one for one in policies if "default-src 'none'" in one and "unsafe" not in one]
        return len(policies) != 1 or strict != policies

    assert astray(loose) == {}


def resolved(page: str, target: str, base: str) -> tuple[str, str] | None:
    """The path within the site and the fragment of a link; None where it leads elsewhere."""
    whole, fragment = urldefrag(urljoin(f"{base}/{page.removesuffix('index.html')}", target))
    if not whole.startswith(f"{base}/"):
        return None
    path = unquote(urlsplit(whole[len(base) + 1 :]).path)
    return (f"{path}index.html" if path.endswith("/") or not path else path), fragment


@pytest.mark.parametrize(
    ("kind", "base"), [("own", "https://seals.wayfield.example"), ("path", WITH_PATH)]
)
def test_every_link_within_the_site_leads_somewhere(kind: str, base: str) -> None:
    files, pages = site(kind), markup(kind)
    broken = []
    for path, page in pages.items():
        for target in (*page.links, *page.loads):
            found = resolved(path, target, base)
            if found is None or found[0].startswith(ELSEWHERE):
                continue
            name, fragment = found
            ids = pages[name].ids if name in pages else None
            icons = re.findall(r'id="([a-z]+)"', files[name].decode()) if ".svg" in name else []
            if name not in files or (fragment and fragment not in (ids or icons)):
                broken.append((path, target))
    assert broken == []


def test_a_site_below_a_path_names_no_address_outside_it() -> None:
    for path, page in markup("path").items():
        for target in (*page.links, *page.loads):
            assert target.startswith(("/seals/", "#", "https:", "mailto:", "http:")), (path, target)


def test_every_page_can_be_reached_from_the_first() -> None:
    pages = markup("own")
    seen, waiting = {"index.html"}, ["index.html"]
    while waiting:
        path = waiting.pop()
        for target in pages[path].links:
            found = resolved(path, target, "https://seals.wayfield.example")
            if found and found[0] in pages and found[0] not in seen:
                seen.add(found[0])
                waiting.append(found[0])
    alone = {path for path in set(pages) - seen if not path.startswith("seals/DPS-")}
    # Signs at former addresses and the page for no page are reached from outside.
    assert alone == {
        "404.html",
        *(path for path in alone if b"has moved" in sample_site()[path]),
    }


def test_nothing_is_loaded_from_another_host() -> None:
    for path, page in markup("own").items():
        for target in page.loads:
            host = urlsplit(target).netloc
            assert host in ("", "seals.wayfield.example"), (path, target)


def test_no_page_grows_beyond_what_a_phone_should_load() -> None:
    files = sample_site()
    weights = {
        name.removeprefix("assets/").split(".")[0]: len(gzip.compress(data))
        for name, data in files.items()
        if name.startswith("assets/") and "/members/" not in name
    }
    # Fetched only when a credential is dropped on the verify page.
    assert weights.pop("credential") <= 45_000
    verifying = [weights.pop(name) for name in ("verify", "examined", "answers", "dropped", "svg")]
    # All others together, those of the search as well: more than any one page loads.
    shared = sum(weights.values())
    verify = len(gzip.compress(files["verify/index.html"]))
    assert verify + shared + sum(verifying) <= 35_000
    seal = len(gzip.compress(files["suppliers/brightpath/quizlab/index.html"]))
    assert seal + shared <= 25_000
    home = len(gzip.compress(files["index.html"]))
    assert home + shared <= 45_000
    css = next(data for name, data in files.items() if name.startswith("assets/site."))
    assert len(gzip.compress(css)) <= 8_192
