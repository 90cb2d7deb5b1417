"""`feeds.opml`: the feeds of a folder as a list that feed readers import, by OPML 2.0 (http://opml.org/spec2.opml).

One format a feed, or a reader would show every paper three times: RSS, which all of them know. There is no
`dateCreated`, for nothing of the clock is in a folder.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from lxml import etree
from lxml.builder import ElementMaker

from paperdigest.feed_folder.layout import FORMATS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from paperdigest.feed_folder.layout import ListedFeed

__all__ = ["opml"]


def __dir__() -> list[str]:
    return __all__


_E = ElementMaker()


def opml(feeds: Sequence[ListedFeed], base_url: str) -> bytes:
    """The list.

    Args:
        feeds: that of all papers first.
        base_url: where the folder is served, with a slash at its end.
    """
    outlines = [
        _E.outline(
            type="rss",
            text=feed.title,
            title=feed.title,
            description=feed.description,
            language=feed.language,
            version="RSS2",
            xmlUrl=f"{base_url}{feed.folder}{FORMATS[0].file}",
            htmlUrl=feed.link,
        )
        for feed in feeds
    ]
    page = _E.opml(_E.head(_E.title(feeds[0].title)), _E.body(*outlines), version="2.0")
    return etree.tostring(page, xml_declaration=True, encoding="utf-8", pretty_print=True)
