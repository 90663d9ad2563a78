"""What happened -> Atom and JSON feeds, whose entries keep their ids from build to build."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from xml.sax.saxutils import escape, quoteattr

from ..artifact import Artifact, json_file, text_file
from ..calendar import long_day
from ..pages import words
from ..pages.edition import Edition
from ..pages.events import Event, events_of
from ..pages.fixed import RECENT
from ..pages.public import PublicHolder


def feeds(edition: Edition, happened: Sequence[Event]) -> Iterator[Artifact]:
    """The feeds of the whole registry."""
    recent = list(happened[:RECENT])
    title = f"{edition.name}: changes"
    yield text_file("feed.xml", atom(edition, recent, "feed.xml", "changes/", title))
    yield json_file("feed.json", _json_feed(edition, recent, title))


def holder_feed(edition: Edition, holder: PublicHolder) -> str:
    """The feed of one seal."""
    happened = [*events_of(holder, edition.as_of)][::-1]
    title = f"{edition.seal_name} of {words.plain(holder.name)}"
    return atom(edition, happened, f"{holder.address}feed.xml", holder.address, title)


def atom(edition: Edition, happened: Sequence[Event], address: str, page: str, title: str) -> str:
    """An Atom feed (RFC 4287); `updated` is the day of the latest event."""
    # An empty feed must say when it was updated as well; the day the rules took force is stable.
    latest = happened[0].on if happened else edition.programme.since
    tag = f"tag:{edition.host},2020:{address}"
    head = [
        '<?xml version="1.0" encoding="utf-8"?>',
        '<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en">',
        f"<title>{escape(title)}</title>",
        f"<id>{escape(tag)}</id>",
        f"<updated>{latest.isoformat()}T00:00:00Z</updated>",
        f"<author><name>{escape(edition.organisation)}</name></author>",
        f'<link rel="self" type="application/atom+xml" href={quoteattr(edition.url(address))}/>',
        f'<link rel="alternate" type="text/html" href={quoteattr(edition.url(page))}/>',
    ]
    return "\n".join([*head, *(_entry(edition, one) for one in happened), "</feed>", ""])


def _entry(edition: Edition, one: Event) -> str:
    return "\n".join(
        [
            "<entry>",
            f"<title>{escape(headline(one))}</title>",
            f"<id>{escape(one.id(edition))}</id>",
            f"<updated>{one.on.isoformat()}T00:00:00Z</updated>",
            f'<link rel="alternate" href={quoteattr(edition.url(one.holder.address))}/>',
            f"<category term={quoteattr(one.kind)}/>",
            f"<summary>{escape(sentence(edition, one))}</summary>",
            "</entry>",
        ]
    )


def headline(one: Event) -> str:
    """What happened to whom, in a few words."""
    by = f" by {one.holder.maker}" if one.holder.supplier else ""
    return words.plain(f"{words.EVENTS[one.kind]}: {one.holder.name}{by}")


def sentence(edition: Edition, one: Event) -> str:
    """What happened to whom, in a sentence."""
    day = long_day(one.on)
    if one.until:
        return (
            f"{edition.seal_name} {one.holder.seal.number} was suspended from {day} on, and valid "
            f"again from {long_day(one.until)} on."
        )
    if one.ended:
        return f"{edition.seal_name} {one.holder.seal.number} is not valid since {day}."
    through = long_day(one.valid_through)
    return (
        f"{edition.seal_name} {one.holder.seal.number}: {words.EVENTS[one.kind].lower()} on {day} "
        f"under rubric {one.rubric}, valid through {through}."
    )


def _json_feed(edition: Edition, happened: Sequence[Event], title: str) -> dict[str, object]:
    return {
        "version": "https://jsonfeed.org/version/1.1",
        "title": title,
        "home_page_url": edition.url("changes/"),
        "feed_url": edition.url("feed.json"),
        "language": "en",
        "authors": [{"name": edition.organisation}],
        "items": [
            {
                "id": one.id(edition),
                "url": edition.url(one.holder.address),
                "title": headline(one),
                "content_text": sentence(edition, one),
                "date_published": f"{one.on.isoformat()}T00:00:00Z",
                "tags": [one.kind, one.holder.kind],
            }
            for one in happened
        ],
    }
