"""From papers to a feed of any format: their order, the channel, and the items one by one."""

from __future__ import annotations

from typing import TYPE_CHECKING, BinaryIO

from paperdigest.exporters.feed import channel, item_id, items
from paperdigest.exporters.feed_order import in_order, newest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from contextlib import AbstractContextManager

    from paperdigest.exporters.feed import Channel, Item
    from paperdigest.exporters.feed_options import FeedOptions
    from paperdigest.model import Paper

    Writing = Callable[[BinaryIO, Channel], AbstractContextManager[Callable[[Item], None]]]

__all__ = ["write_feed"]


def __dir__() -> list[str]:
    return __all__


def write_feed(writing: Writing, papers: Iterable[Paper], stream: BinaryIO, options: FeedOptions) -> None:
    """Writes papers as one feed.

    Args:
        writing: opens a feed of the format for items.
        papers: in any order.
        stream: where the feed goes; left open.
        options: of the feed.
    """
    chosen = in_order(papers, options.order, options.limit, item_id)
    with writing(stream, channel(options, newest(chosen))) as add:
        for item in items(chosen, options):
            add(item)
