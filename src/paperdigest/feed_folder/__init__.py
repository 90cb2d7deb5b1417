"""A folder of feeds that is kept up to date from an archive: RSS, Atom and JSON Feed, their archives, and a page.

The archive is read once, whatever the number of feeds. Its papers wait in a temporary database (`shelf`), the pages in
a folder beside their places (`staging`), so that memory does not grow with the archive and a run that stops leaves a
folder that is valid. Nothing depends on a clock: the same archive gives the same bytes, and a page whose bytes are
there already is not touched.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from paperdigest.feed_folder.folder import FeedReport, write_feeds

__all__ = ["FeedReport", "write_feeds"]


# The command line asks `options` for flags whenever it starts, and needs no lxml and no database for it.
def __getattr__(name: str) -> Any:
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from paperdigest.feed_folder import folder  # noqa: PLC0415

    return getattr(folder, name)


def __dir__() -> list[str]:
    return __all__
