"""Atom 1.0 (RFC 4287), by items 1, 6 to 12 and 14 of the feeds page.

What a feed says is decided in `paperdigest.exporters.feed`; this module is the syntax. Three things Atom
asks for that a digest may not know: the feed has an author, for which its title stands in; every entry has `updated`,
for which, in papers of no day, the month of the arXiv id or 1970 stands in, while `published` is left out; an entry
without a link has a content.
"""

from __future__ import annotations

from contextlib import contextmanager
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
    import datetime as dt
    from collections.abc import Callable, Iterable, Iterator

    from paperdigest.exporters.feed import Channel, Item
    from paperdigest.model import Paper

__all__ = ["AtomExporter", "writing"]


def __dir__() -> list[str]:
    return __all__


@frozen
class AtomExporter:
    """Writes papers as an Atom feed, the newest first."""

    name = "atom"
    title = "Atom 1.0"
    media_type = "application/atom+xml"
    suffixes = (".atom",)
    options = FeedOptions

    def write(self, papers: Iterable[Paper], stream: BinaryIO, options: FeedOptions) -> None:
        """Writes all papers, or the first `limit`, to a binary stream."""
        write_feed(writing, papers, stream, options)


_XML = "http://www.w3.org/XML/1998/namespace"
_LANG = f"{{{_XML}}}lang"
# RFC 4287, section 4.1.1: every feed was updated some time.
_NEVER = "1970-01-01T00:00:00Z"


@contextmanager
def writing(stream: BinaryIO, channel: Channel) -> Iterator[Callable[[Item], None]]:
    """A feed that is open for items.

    Args:
        stream: where it goes; left open.
        channel: what stands before the items.

    Returns:
        A context manager; what it gives takes the items, in their order.
    """
    namespaces: dict[str | None, str] = {None: ATOM, "media": MEDIA, "xml": _XML}
    if channel.is_archive:
        namespaces["fh"] = HISTORY
    with document(stream, _tag("feed"), {_LANG: channel.language}, namespaces) as within:
        _write_channel(within, channel)

        def add(item: Item) -> None:
            with within.open(_tag("entry")) as inside:
                _write_entry(inside, item)

        yield add


def _tag(name: str) -> str:
    return f"{{{ATOM}}}{name}"


def _write_channel(within: Within, channel: Channel) -> None:
    within.add(_tag("id"), channel.id)
    within.add(_tag("title"), *escaped(channel.title))
    within.add(_tag("subtitle"), *escaped(channel.description))
    within.add(_tag("updated"), _NEVER if channel.updated is None else _date(channel.updated))
    with within.open(_tag("author")) as author:
        author.add(_tag("name"), channel.author or channel.title)
    if channel.rights is not None:
        within.add(_tag("rights"), *escaped(channel.rights))
    if channel.icon is not None:
        within.add(_tag("icon"), channel.icon)
    within.add(_tag("link"), rel="alternate", type="text/html", href=channel.link)
    write_links(within, channel, _tag("link"), AtomExporter.media_type)


def _write_entry(within: Within, item: Item) -> None:
    within.add(_tag("id"), item.id)
    within.add(_tag("title"), *escaped(item.title))
    _write_links(within, item)
    within.add(_tag("updated"), _date(item.updated))
    if item.date is not None:
        within.add(_tag("published"), _date(item.date))
    if item.authors:
        # An element each would be Atom's way, but of several some readers show the last alone (feeds page, item 5).
        with within.open(_tag("author")) as author:
            author.add(_tag("name"), ", ".join(item.authors))
    for category in item.categories:
        within.add(_tag("category"), term=category)
    if item.short is not None:
        within.add(_tag("summary"), *escaped(item.short))
    if item.html:
        within.add(_tag("content"), etree.CDATA(item.html), type="html")
    elif item.link is None:
        # RFC 4287, section 4.1.2: an entry without content has a link.
        within.add(_tag("content"), *escaped(item.title))
    write_media(within, item.media)


def _write_links(within: Within, item: Item) -> None:
    if item.link is not None:
        within.add(_tag("link"), rel="alternate", href=item.link)
    for url in item.related:
        within.add(_tag("link"), rel="related", href=url)
    video = enclosure(item.media)
    if video is not None:
        within.add(_tag("link"), rel="enclosure", type=str(video.media_type), href=video.url)


def _date(moment: dt.datetime) -> str:
    """RFC 3339, as Atom wants it."""
    return moment.isoformat()
