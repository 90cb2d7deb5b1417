"""JSON Feed 1.1 (https://www.jsonfeed.org/version/1.1/), by items 7, 10, 13 and 14 of the feeds page.

What a feed says is decided in `paperdigest.exporters.feed`; this module is the syntax. An item a line. JSON Feed has no
place for rights, the DOI and related pages; the pages stand in the HTML. `next_url` of a feed leads to the archive page
with older items.
"""

from __future__ import annotations

import json
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, BinaryIO

from attrs import frozen

from paperdigest.exporters.feed_options import FeedOptions
from paperdigest.exporters.feed_papers import write_feed
from paperdigest.model import MediaKind

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from paperdigest.exporters.feed import Channel, Item
    from paperdigest.model import Paper

__all__ = ["JsonFeedExporter", "writing"]


def __dir__() -> list[str]:
    return __all__


@frozen
class JsonFeedExporter:
    """Writes papers as a JSON Feed, the newest first."""

    name = "json-feed"
    title = "JSON Feed 1.1"
    media_type = "application/feed+json"
    suffixes = ()  # it is called feed.json, and `.json` is another format
    options = FeedOptions

    def write(self, papers: Iterable[Paper], stream: BinaryIO, options: FeedOptions) -> None:
        """Writes all papers, or the first `limit`, to a binary stream."""
        write_feed(writing, papers, stream, options)


@contextmanager
def writing(stream: BinaryIO, channel: Channel) -> Iterator[Callable[[Item], None]]:
    """A feed that is open for items.

    Args:
        stream: where it goes; left open.
        channel: what stands before the items.

    Returns:
        A context manager; what it gives takes the items, in their order.
    """
    # The object is closed behind the items.
    stream.write(_json(_head(channel)).removesuffix(b"}") + b', "items": [')
    separator = b"\n"

    def add(item: Item) -> None:
        nonlocal separator
        stream.write(separator + _json(_item(item)))
        separator = b",\n"

    yield add
    stream.write(b"\n]}\n")


def _json(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False).encode("utf-8")


def _head(channel: Channel) -> dict[str, Any]:
    return _said(
        version="https://jsonfeed.org/version/1.1",
        title=channel.title,
        home_page_url=channel.link,
        feed_url=channel.self_url,
        description=channel.description,
        icon=channel.icon,
        authors=None if channel.author is None else [{"name": channel.author}],
        language=channel.language,
        hubs=None if channel.hub is None else [{"type": "WebSub", "url": channel.hub}],
        next_url=channel.previous,
    )


def _item(item: Item) -> dict[str, Any]:
    pictures = (each.url for each in item.media if each.kind is MediaKind.IMAGE)
    videos = [
        {"url": each.url, "mime_type": each.media_type}
        for each in item.media
        if each.kind is MediaKind.VIDEO and each.media_type is not None
    ]
    return _said(
        id=item.id,
        url=item.link,
        title=item.title,
        content_html=item.html,
        summary=item.short,
        image=next(pictures, None),
        date_published=None if item.date is None else item.date.isoformat(),
        authors=[{"name": name} for name in item.authors] or None,
        tags=list(item.categories) or None,
        attachments=videos or None,
    )


def _said(**members: Any) -> dict[str, Any]:
    """The members that have a value, in their order."""
    return {name: value for name, value in members.items() if value is not None}
