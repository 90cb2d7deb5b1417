"""The XML that RSS and Atom have in common: elements on lines of their own, titles, media, links of archive pages."""

from __future__ import annotations

import re
from contextlib import contextmanager
from typing import TYPE_CHECKING, BinaryIO

from attrs import frozen
from lxml import etree

from paperdigest.model import MediaKind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree._serializer import _IncrementalFileWriter

    from paperdigest.exporters.feed import Channel
    from paperdigest.exporters.feed_media import FeedMedia

__all__ = ["ATOM", "HISTORY", "MEDIA", "Within", "document", "escaped", "write_links", "write_media"]


def __dir__() -> list[str]:
    return __all__


# Exactly these (feeds page, items 2, 8 and 12): readers compare them letter by letter, the final slash included.
ATOM = "http://www.w3.org/2005/Atom"
MEDIA = "http://search.yahoo.com/mrss/"
HISTORY = "http://purl.org/syndication/history/1.0"


@frozen
class Within:
    """Writes children of the element that is open, each on its own line."""

    xml: _IncrementalFileWriter
    margin: str

    def add(self, tag: str, *text: str | etree.CDATA | etree._Element, **attributes: str) -> None:
        """An element without children."""
        self.xml.write(self.margin)
        with self.xml.element(tag, attributes):
            self.xml.write(*text)

    @contextmanager
    def open(self, tag: str) -> Iterator[Within]:
        """An element with children, which stand two spaces further in."""
        self.xml.write(self.margin)
        with self.xml.element(tag):
            yield Within(self.xml, self.margin + "  ")
            self.xml.write(self.margin)


@contextmanager
def document(
    stream: BinaryIO, tag: str, attributes: dict[str, str], namespaces: dict[str | None, str]
) -> Iterator[Within]:
    """A file of XML in UTF-8 that is open for the children of its root.

    Args:
        stream: where it goes; left open.
        tag: of the root.
        attributes: of the root.
        namespaces: all that the file needs, by prefix.
    """
    with etree.xmlfile(stream, encoding="utf-8") as xml:
        xml.write_declaration()  # with a line end behind it
        with xml.element(tag, attributes, nsmap=namespaces):
            yield Within(xml, "\n  ")
            xml.write("\n")
    stream.write(b"\n")


_MARKUP = re.compile("([<&])")


def escaped(text: str) -> Iterator[str | etree._Element]:
    """Plain text whose `<` and `&` go out as `&#x3C;` and `&#x26;` (feeds page, item 6).

    To XML that is the same as `&lt;`; readers that take titles for HTML are known to get these right.
    """
    for part in _MARKUP.split(text):
        if part in ("<", "&"):
            yield etree.Entity(f"#x{ord(part):X}")
        elif part:
            yield part


def write_links(within: Within, channel: Channel, link: str, media_type: str) -> None:
    """What leads to the feed itself, to its hub and to its archive (WebSub, section 4; RFC 5005, section 4).

    Args:
        within: the channel.
        channel: what it says.
        link: the name of Atom's element.
        media_type: of the feed.
    """
    links = (
        ("self", channel.self_url),
        ("hub", channel.hub),
        ("current", channel.current),
        ("prev-archive", channel.previous),
        ("next-archive", channel.next),
    )
    for rel, url in links:
        if url is not None:
            # A hub is no feed.
            types = {} if rel == "hub" else {"type": media_type}
            within.add(link, rel=rel, **types, href=url)
    if channel.is_archive:
        within.add(f"{{{HISTORY}}}archive")


def write_media(within: Within, media: tuple[FeedMedia, ...]) -> None:
    """Pictures and videos for readers that look in Media RSS (feeds page, items 8 and 9)."""
    for picture in media:
        if picture.kind is MediaKind.IMAGE:
            within.add(f"{{{MEDIA}}}thumbnail", url=picture.url)
            break
    for medium in media:
        known = {} if medium.media_type is None else {"type": medium.media_type}
        within.add(f"{{{MEDIA}}}content", url=medium.url, medium=str(medium.kind), **known)
