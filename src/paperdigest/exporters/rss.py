"""RSS 2.0, by items 1 to 11 and 14 of the feeds page.

What a feed says is decided in `paperdigest.exporters.feed`; this module is the syntax. It is written from top to
bottom, one item at a time; only the papers wait, because the newest comes first and a paper that appears twice is
one item. Nothing depends on a clock: `lastBuildDate` is the newest date of the items. Offsets of IANA time zones
come from the database that Python finds; fixed offsets are the same everywhere.

What XML cannot carry (see `feed_text`) is dropped. `atom:link rel="self"` stands in the feed if `self_url` is given,
because nothing else knows where the feed will be.
"""

from __future__ import annotations

import html
import re
from contextlib import contextmanager
from email.utils import format_datetime
from typing import TYPE_CHECKING, BinaryIO

from attrs import frozen
from lxml import etree

from paperdigest.exporters.feed_media import enclosure
from paperdigest.exporters.feed_options import FeedOptions
from paperdigest.exporters.feed_papers import write_feed
from paperdigest.exporters.feed_xml import (
    ATOM,
    HISTORY,
    MEDIA,
    Within,
    document,
    escaped,
    write_links,
    write_media,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from paperdigest.exporters.feed import Channel, Item
    from paperdigest.model import Paper

__all__ = ["RssExporter", "writing"]


def __dir__() -> list[str]:
    return __all__


@frozen
class RssExporter:
    """Writes papers as an RSS 2.0 feed, the newest first."""

    name = "rss"
    title = "RSS 2.0"
    media_type = "application/rss+xml"
    suffixes = (".rss",)
    options = FeedOptions

    def write(self, papers: Iterable[Paper], stream: BinaryIO, options: FeedOptions) -> None:
        """Writes all papers, or the first `limit`, to a binary stream."""
        write_feed(writing, papers, stream, options)


_CONTENT = "http://purl.org/rss/1.0/modules/content/"
_DC = "http://purl.org/dc/elements/1.1/"
_NAMESPACES: dict[str | None, str] = {"atom": ATOM, "content": _CONTENT, "dc": _DC, "media": MEDIA}


@contextmanager
def writing(stream: BinaryIO, channel: Channel) -> Iterator[Callable[[Item], None]]:
    """A feed that is open for items.

    Args:
        stream: where it goes; left open.
        channel: what stands before the items.

    Returns:
        A context manager; what it gives takes the items, in their order.
    """
    namespaces = _NAMESPACES | ({"fh": HISTORY} if channel.is_archive else {})
    with document(stream, "rss", {"version": "2.0"}, namespaces) as rss, rss.open("channel") as within:
        _write_channel(within, channel)

        def add(item: Item) -> None:
            with within.open("item") as inside:
                _write_item(inside, item)

        yield add


# Item 2 of the feeds page: readers show these.
_PICTURE = re.compile(r"[^?#]*\.(?:png|jpe?g|gif)(?:[?#].*)?", re.IGNORECASE)


def _write_channel(within: Within, channel: Channel) -> None:
    within.add("title", *escaped(channel.title))
    within.add("link", channel.link)
    within.add("description", html.escape(channel.description, quote=False))
    within.add("language", channel.language)
    if channel.rights is not None:
        within.add("copyright", channel.rights)
    if channel.author is not None:
        # `managingEditor` asks for an e-mail address.
        within.add(f"{{{_DC}}}creator", channel.author)
    if channel.updated is not None:
        within.add("lastBuildDate", format_datetime(channel.updated))
    if channel.icon is not None and _PICTURE.fullmatch(channel.icon):
        with within.open("image") as image:
            image.add("url", channel.icon)
            image.add("title", *escaped(channel.title))
            image.add("link", channel.link)
    write_links(within, channel, f"{{{ATOM}}}link", RssExporter.media_type)


def _write_item(within: Within, item: Item) -> None:
    within.add("title", *escaped(item.title))
    if item.link is not None:
        within.add("link", item.link)
    within.add("guid", item.id, isPermaLink="true" if item.id_is_link else "false")
    if item.date is not None:
        within.add("pubDate", format_datetime(item.date))
    if item.authors:
        # Of several elements, some readers show the first and some the last (feeds page, item 5).
        within.add(f"{{{_DC}}}creator", ", ".join(item.authors))
    for category in item.categories:
        within.add("category", category)
    if item.short is not None:
        # Plain text in an element that is read as HTML: escaped here, and once more as XML (item 7).
        within.add("description", html.escape(item.short, quote=False))
    if item.html:
        # `]]>` in it would be split into two sections by lxml.
        within.add(f"{{{_CONTENT}}}encoded", etree.CDATA(item.html))
    if item.identifier is not None:
        within.add(f"{{{_DC}}}identifier", item.identifier)
    video = enclosure(item.media)
    if video is not None:
        # The length is not known without asking the server, and 0 says so.
        within.add("enclosure", url=video.url, length="0", type=str(video.media_type))
    write_media(within, item.media)
    for url in item.related:
        within.add(f"{{{ATOM}}}link", rel="related", href=url)
