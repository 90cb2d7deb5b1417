"""Where everything stands in a feed folder.

index.html  feeds.opml
feed.xml  atom.xml  feed.json                           the newest papers
archive/2024-03/feed.xml  …  archive/undated/feed.xml   all papers, by month
popular/feed.xml  popular/archive/2024-03/feed.xml      the same of another feed
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from attrs import frozen

from paperdigest.exporters import atom, json_feed, rss
from paperdigest.feed_folder.shelf import UNDATED

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from contextlib import AbstractContextManager
    from pathlib import Path
    from typing import BinaryIO

    from paperdigest.exporters.feed import Channel, Item

__all__ = [
    "ATOM_FILE",
    "FORMATS",
    "INDEX",
    "OPML",
    "ListedFeed",
    "PageFormat",
    "archive_folder",
    "archive_pages",
]


def __dir__() -> list[str]:
    return __all__


INDEX = "index.html"
OPML = "feeds.opml"
ATOM_FILE = "atom.xml"


@frozen(kw_only=True)
class PageFormat:
    """A format that every page is written in.

    Attributes:
        file: what a page of it is called.
        title: what people call it.
        media_type: of IANA.
        writing: opens a page for items.
    """

    file: str
    title: str
    media_type: str
    writing: Callable[[BinaryIO, Channel], AbstractContextManager[Callable[[Item], None]]]


def _format(
    file: str,
    exporter: rss.RssExporter | atom.AtomExporter | json_feed.JsonFeedExporter,
    writing: Callable[[BinaryIO, Channel], AbstractContextManager[Callable[[Item], None]]],
) -> PageFormat:
    return PageFormat(file=file, title=exporter.title, media_type=exporter.media_type, writing=writing)


FORMATS = (
    _format("feed.xml", rss.RssExporter(), rss.writing),
    _format(ATOM_FILE, atom.AtomExporter(), atom.writing),
    _format("feed.json", json_feed.JsonFeedExporter(), json_feed.writing),
)


@frozen(kw_only=True)
class ListedFeed:
    """What the lists of a folder say of a feed.

    Attributes:
        title: one line of plain text.
        description: one line of plain text.
        language: a BCP 47 tag.
        link: the site that it belongs to.
        folder: what stands before the names of its files: `""`, or `popular/`.
        months: those that it has archive pages of, oldest first.
    """

    title: str
    description: str
    language: str
    link: str
    folder: str
    months: tuple[str, ...]


def archive_folder(folder: str, month: str) -> str:
    """What stands before the names of the pages of a month."""
    return f"{folder}archive/{month}/"


_MONTH = re.compile(rf"[0-9]{{4}}-[0-9]{{2}}|{UNDATED}")


def archive_pages(root: Path, folder: str) -> Iterator[str]:
    """The names of the archive pages of a feed that are there, sorted.

    They are known by their names. What else stands in these folders, and what is behind a link, is not ours.
    """
    archive = root / folder / "archive"
    if not archive.is_dir():
        return
    for entry in sorted(archive.iterdir()):
        if _MONTH.fullmatch(entry.name) and entry.is_dir() and not entry.is_symlink():
            for form in FORMATS:
                if (entry / form.file).is_file():
                    yield f"{archive_folder(folder, entry.name)}{form.file}"
