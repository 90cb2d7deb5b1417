"""RSS 2.0, by items 1 to 11 and 14 of the feeds page.

What an item says is decided in `paperdigest.exporters.feed`; this module is the syntax. It is written from top to
bottom, one item at a time; only the papers wait, because the newest comes first and a paper that appears twice is
one item. Nothing depends on a clock: `lastBuildDate` is the newest date of the items. Offsets of IANA time zones
come from the database that Python finds; fixed offsets are the same everywhere.

What XML cannot carry (see `feed`) is dropped. `atom:link rel="self"` stands in the feed if `self_url` is given,
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

from paperdigest.exporters.feed import Channel, Item, item, item_id, line, midnight, time_zone
from paperdigest.exporters.feed_order import newest_first
from paperdigest.exporters.options import option
from paperdigest.exporters.web_urls import web_url
from paperdigest.model import MediaKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from lxml.etree._serializer import _IncrementalFileWriter

    from paperdigest.exporters.feed_media import FeedMedia
    from paperdigest.model import Paper

__all__ = ["RssExporter", "RssOptions"]


def __dir__() -> list[str]:
    return __all__


def _is_text(_options: object, _attribute: object, value: str) -> None:
    if not line(value):
        raise ValueError("must not be empty")


def _is_web_url(_options: object, _attribute: object, value: str | None) -> None:
    if value is not None and web_url(value) is None:
        raise ValueError(f"must be an absolute URL that starts with http:// or https://, not {value!r}")


# The shape of BCP 47, section 2.1: a language, then subtags.
_LANGUAGE = re.compile(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*")


def _is_language(_options: object, _attribute: object, value: str) -> None:
    if _LANGUAGE.fullmatch(value) is None:
        raise ValueError(f"must be a language tag such as en or ko-KR, not {value!r}")


def _is_count(_options: object, _attribute: object, value: int | None) -> None:
    if value is not None and value < 0:
        raise ValueError(f"must not be negative, not {value}")


def _is_time_zone(_options: object, _attribute: object, value: str) -> None:
    time_zone(value)


@frozen(kw_only=True)
class RssOptions:
    """What can be chosen about an RSS feed.

    The default of `language` is that of the default title and of the papers' own titles: the digest does not say
    which language its summaries are in, and a feed without a language is read aloud in the reader's.
    """

    title: str = option("Daily Papers", "title of the feed", _is_text)
    link: str = option(
        "https://huggingface.co/papers", "URL of the site that the feed belongs to", _is_web_url
    )
    description: str = option(
        "Research papers of the day, with votes and summaries", "one sentence about the feed", _is_text
    )
    self_url: str | None = option(None, "URL where this feed will be found; readers ask for it", _is_web_url)
    language: str = option("en", "language of the feed, such as en or ko-KR", _is_language)
    limit: int | None = option(None, "how many papers to write at most, the newest", _is_count)
    time_zone: str = option(
        "UTC", "zone whose midnight a day begins at: UTC, +09:00 or a name such as Asia/Seoul", _is_time_zone
    )
    base_url: str | None = option(
        None,
        "URL that relative picture and video URLs are resolved against; without it they are left out",
        _is_web_url,
    )


@frozen
class RssExporter:
    """Writes papers as an RSS 2.0 feed, the newest first."""

    name = "rss"
    title = "RSS 2.0"
    media_type = "application/rss+xml"
    suffixes = (".rss",)
    options = RssOptions

    def write(self, papers: Iterable[Paper], stream: BinaryIO, options: RssOptions) -> None:
        """Writes all papers, or the newest `limit`, to a binary stream."""
        zone = time_zone(options.time_zone)
        chosen = newest_first(papers, options.limit, item_id)
        newest = chosen[0].date if chosen else None
        channel = Channel(
            title=line(options.title),
            link=web_url(options.link) or options.link,
            description=line(options.description),
            language=options.language,
            self_url=None if options.self_url is None else web_url(options.self_url),
            updated=None if newest is None else midnight(newest, zone),
        )
        with etree.xmlfile(stream, encoding="utf-8") as xml:
            xml.write_declaration()
            with xml.element("rss", {"version": "2.0"}, nsmap=_NAMESPACES):
                with _children(xml, "channel", 1) as within:
                    _write_channel(within, channel)
                    for paper in chosen:
                        with _children(xml, "item", 2) as inside:
                            _write_item(inside, item(paper, zone, options.base_url))
                xml.write("\n")
        stream.write(b"\n")


# Exactly these (feeds page, items 2 and 8): readers compare them letter by letter, the final slash included.
_ATOM = "http://www.w3.org/2005/Atom"
_CONTENT = "http://purl.org/rss/1.0/modules/content/"
_DC = "http://purl.org/dc/elements/1.1/"
_MEDIA = "http://search.yahoo.com/mrss/"
_NAMESPACES = {"atom": _ATOM, "content": _CONTENT, "dc": _DC, "media": _MEDIA}


@frozen
class _Within:
    """Writes children of the element that is open, each on its own line."""

    xml: _IncrementalFileWriter
    margin: str

    def add(self, tag: str, *text: str | etree.CDATA | etree._Element, **attributes: str) -> None:
        self.xml.write(self.margin)
        with self.xml.element(tag, attributes):
            self.xml.write(*text)


@contextmanager
def _children(xml: _IncrementalFileWriter, tag: str, level: int) -> Iterator[_Within]:
    """An element, indented to its level, for children of which each has a line."""
    margin = "\n" + "  " * level
    xml.write(margin)
    with xml.element(tag):
        yield _Within(xml, margin + "  ")
        xml.write(margin)


def _write_channel(within: _Within, channel: Channel) -> None:
    within.add("title", *_title(channel.title))
    within.add("link", channel.link)
    within.add("description", html.escape(channel.description, quote=False))
    within.add("language", channel.language)
    if channel.updated is not None:
        within.add("lastBuildDate", format_datetime(channel.updated))
    if channel.self_url is not None:
        within.add(f"{{{_ATOM}}}link", rel="self", type=RssExporter.media_type, href=channel.self_url)


def _write_item(within: _Within, item: Item) -> None:
    within.add("title", *_title(item.title))
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
    _write_media(within, item.media)
    for url in item.related:
        within.add(f"{{{_ATOM}}}link", rel="related", href=url)


def _write_media(within: _Within, media: tuple[FeedMedia, ...]) -> None:
    """Media for readers of each kind: they look in different places (feeds page, items 8 and 9)."""
    for video in media:
        if video.kind is MediaKind.VIDEO and video.media_type is not None:
            # At most one, and only with a type. The length is not known without asking the server, and 0 says so.
            within.add("enclosure", url=video.url, length="0", type=video.media_type)
            break
    for picture in media:
        if picture.kind is MediaKind.IMAGE:
            within.add(f"{{{_MEDIA}}}thumbnail", url=picture.url)
            break
    for medium in media:
        known = {} if medium.media_type is None else {"type": medium.media_type}
        within.add(f"{{{_MEDIA}}}content", url=medium.url, medium=str(medium.kind), **known)


_MARKUP = re.compile("([<&])")


def _title(text: str) -> Iterator[str | etree._Element]:
    """Plain text whose `<` and `&` go out as `&#x3C;` and `&#x26;` (feeds page, item 6).

    To XML that is the same as `&lt;`; readers that take titles for HTML are known to get these right.
    """
    for part in _MARKUP.split(text):
        if part in ("<", "&"):
            yield etree.Entity(f"#x{ord(part):X}")
        elif part:
            yield part
