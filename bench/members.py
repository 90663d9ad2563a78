"""What members' pages cost: keyrings of many keys, sealing, and unlocking in Chromium.

python -m bench.members [--reviews 1000] [--keys 1000 5000] [--browser]
"""

from __future__ import annotations

import argparse
import gzip
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from bench.corpus import grow
from registry import pipeline
from registry.members.age import Identity
from registry.members.keyring import keyring
from registry.members.opening import open_vault
from registry.members.vault import Vault, page_text
from registry.model import Member, MemberKey, Registry
from registry.production import Order, build
from registry.source.tree import FolderTree

DAY = date(2026, 11, 23)
READERS = 1000
"""Keys that a built registry is read by; so many fill a shard."""
PASTING = 250
"""Milliseconds for which a form is looked at before a key is in it: nobody pastes sooner."""
BUNDLE = Path(__file__).parent.parent / "assets/members/members.js"


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--reviews", type=int, default=1000)
    parser.add_argument("--keys", type=int, nargs="*", default=[1000, 5000])
    parser.add_argument("--browser", action="store_true")
    options = parser.parse_args()
    print(f"script: {len(gzip.compress(BUNDLE.read_bytes(), 9)):,} bytes gzipped")
    for keys in options.keys:
        keyrings(keys)
    pages(options.reviews)
    with tempfile.TemporaryDirectory() as folder:
        builds(Path(folder), options.reviews, browser=options.browser)


def timed(work: Callable[[], Any]) -> tuple[float, Any]:
    """Seconds, and what the work gave."""
    start = time.perf_counter()
    value = work()
    return time.perf_counter() - start, value


def keyrings(keys: int) -> None:
    """A keyring for so many keys."""
    recipients = [Identity.new().recipient for _ in range(keys)]
    vault = Identity.new()
    seconds, shards = timed(lambda: list(keyring(vault, "00", recipients)))
    sizes = [len(shard.data) for shard in shards]
    print(
        f"keyring of {keys:,}: {len(shards)} shards, at most {max(sizes):,} bytes, "
        f"{sum(sizes):,} together, {seconds:.2f} s"
    )


def pages(number: int) -> None:
    """Sealing pages of 24 kB, without rendering them."""
    vault = Vault(Identity.new().recipient)
    text = page_text("suppliers/a/b/2026-01-01", "A page", "<p>x</p>" * 3000)
    seconds, _ = timed(lambda: [vault.seal(text) for _ in range(number)])
    print(f"sealing: {seconds / number * 1000:.2f} ms a page of {len(text):,} bytes")


def builds(root: Path, number: int, *, browser: bool) -> None:
    """A whole build, one without changes, one after an edit, and one after a key was removed."""
    grow(root / "r", number, as_of=DAY)
    mine, gone = Identity.new(), Identity.new()
    registry = with_keys(root / "r", mine, *(Identity.new() for _ in range(READERS - 2)), gone)
    out = root / "r/site"

    def built(what: str, of: Registry) -> None:
        order = Order(registry=of, as_of=DAY, root=root / "r", out=out)
        before = sealed(out)
        seconds, made = timed(lambda: build(order))
        after = sealed(out)
        anew = sum(before.get(path) != stamp for path, stamp in after.items())
        print(
            f"{what}: {seconds:.1f} s, {made.tally.written:,} files written, "
            f"{anew:,} of {len(after):,} sealed files anew"
        )

    built("first build", registry)
    built("no change", registry)
    built("one edit", edited(registry))
    built("back again", registry)
    member = registry.members[-1]
    built("a key removed", replace(registry, members=(replace(member, keys=member.keys[:-1]),)))
    if browser:
        unlocking(out, mine)


def with_keys(root: Path, *keys: Identity) -> Registry:
    """The grown registry, read by these keys."""
    found = pipeline.examine(FolderTree(root), lambda _: DAY)
    if found.registry is None or found.errors:
        raise ValueError(found.errors[:3])
    held = tuple(MemberKey(recipient=one.recipient, added=date(2026, 1, 1)) for one in keys)
    membership = found.registry.suppliers[0].membership
    where = found.registry.settings.where
    ours = Member(path="members/m", name="M", membership=membership, keys=held, where=where)
    return replace(found.registry, members=(ours,))


def edited(registry: Registry) -> Registry:
    """The registry with one more sentence in one review."""
    product = registry.products[0]
    review = product.reviews[0]
    reviews = (replace(review, body=f"{review.body}\n\nOne more.\n"), *product.reviews[1:])
    return replace(registry, products=(replace(product, reviews=reviews), *registry.products[1:]))


def sealed(out: Path) -> dict[str, tuple[int, int]]:
    """Every sealed file with what tells it from another: its inode and time."""
    return {
        path.relative_to(out).as_posix(): (path.stat().st_ino, path.stat().st_mtime_ns)
        for path in out.rglob("*.age")
    }


@contextmanager
def chromium() -> Iterator[Any]:
    """A browser without a window."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as driver:
        browser = driver.chromium.launch(
            executable_path="/usr/bin/chromium",
            args=["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
        )
        yield browser
        browser.close()


CLICK = """async ([key, next]) => {
  const seen = () => new Promise((done) => {
    const place = document.querySelector("[data-sheet]");
    new MutationObserver((_, watch) => {
      if (place.querySelector(".review")) { watch.disconnect(); done(performance.now()); }
    }).observe(place, { childList: true });
  });
  document.querySelector("#key").value = key;
  let start = performance.now(), shown = seen();
  document.querySelector("[data-unlock-form]").requestSubmit();
  const first = (await shown) - start;
  shown = seen();
  start = performance.now();
  location.hash = next;
  return [first, (await shown) - start];
}"""


def unlocking(out: Path, key: Identity, rounds: int = 20) -> None:
    """From the click to the text: the first page, and the next one. A fresh browser each time."""
    from tests.browser.conftest import served

    one, two = [line["path"] for line in open_vault(out, key).reviews[:2]]
    figures = []
    with served(out) as address, chromium() as browser:
        for _ in range(rounds):
            context = browser.new_context()
            page = context.new_page()
            page.goto(f"{address}/members/reviews/#{one}")
            page.locator("#key").wait_for()
            page.wait_for_timeout(PASTING)
            figures.append(page.evaluate(CLICK, [key.text, two]))
            context.close()
    for name, times in zip(("first page", "next page"), zip(*figures, strict=True), strict=True):
        print(f"{name}: median {statistics.median(times):.0f} ms, at most {max(times):.0f} ms")


if __name__ == "__main__":
    main()
