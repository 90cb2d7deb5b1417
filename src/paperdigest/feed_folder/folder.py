"""`write_feeds`: from an archive to a folder of feeds, in one pass."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from attrs import frozen

from paperdigest.archive import scan
from paperdigest.errors import EmptyArchiveError
from paperdigest.exporters.feed import item_id
from paperdigest.feed_folder.config import FolderConfig, plan_feeds, read_config
from paperdigest.feed_folder.index_page import index_page
from paperdigest.feed_folder.layout import INDEX, OPML, archive_pages
from paperdigest.feed_folder.opml import opml
from paperdigest.feed_folder.options import check_options, folder_url
from paperdigest.feed_folder.pages import FeedPages
from paperdigest.feed_folder.shelf import open_shelf
from paperdigest.feed_folder.staging import Rank, open_stage
from paperdigest.model import Digest, Document, Paper
from paperdigest.selection import Candidate

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from paperdigest.feed_folder.config import FeedPlan
    from paperdigest.feed_folder.layout import ListedFeed
    from paperdigest.feed_folder.shelf import Shelf
    from paperdigest.feed_folder.staging import Stage

__all__ = ["FeedReport", "write_feeds"]


def __dir__() -> list[str]:
    return __all__


@frozen(kw_only=True)
class FeedReport:
    """What became of a folder of feeds. Files are named relative to it, with `/`.

    Attributes:
        feeds: the name of each feed (`""` is that of all papers), and how many papers it has.
        written: the files that are new or have changed, in the order in which they were put into place.
        unchanged: the files that were not touched.
        removed: archive pages of months that have no paper any more.
    """

    feeds: tuple[tuple[str, int], ...]
    written: tuple[str, ...]
    unchanged: tuple[str, ...]
    removed: tuple[str, ...]


_Source = str | os.PathLike[str] | Document | Digest | Paper


def write_feeds(
    sources: _Source | Iterable[_Source],
    folder: str | os.PathLike[str],
    *,
    base_url: str,
    config: str | os.PathLike[str] | None = None,
    **options: object,
) -> FeedReport:
    """Brings a folder of feeds up to date.

    Args:
        sources: what there is to read, one or several: paths as `scan` takes them, or documents, digests or papers
            that are read already.
        folder: where the feeds go; it is made if it is not there, and what else is in it stays.
        base_url: where the folder will be served.
        config: a TOML file with options and further feeds; see the feeds page.
        **options: of the feeds, as in `FeedOptions` but for `self_url`; `media_base_url` is its `base_url`. They win
            over the top of the file.

    Returns:
        What was done.

    Raises:
        OptionError: there is no such option, or the value does not fit.
        ValueError: `base_url` is no address on the web.
        ConfigError: the configuration is wrong; the message says where.
        EmptyArchiveError: there is no paper; the folder is as it was.
        FileNotFoundError: a source, or the configuration, leads to nothing.
        DecodeError: a source is not UTF-8.
        SchemaError: a paper is nested too deep.
        OSError: something cannot be read or written. Every file is whole, and nothing that the feeds lead to is
            missing; the next run goes on from there.
    """
    check_options(options)
    served_at = folder_url(base_url)
    read = FolderConfig() if config is None else read_config(config)
    plans = plan_feeds(read, options, served_at)
    with open_shelf() as shelf:
        _fill(shelf, plans, _papers(sources))
        counts = tuple((plan.name, shelf.count(number)) for number, plan in enumerate(plans))
        if not counts[0][1]:
            raise EmptyArchiveError("no paper to make feeds of; the folder is as it was")
        with open_stage(Path(folder)) as stage:
            pages = (
                FeedPages(plan=plan, number=number, shelf=shelf, stage=stage, base_url=served_at)
                for number, plan in enumerate(plans)
            )
            _write_lists(stage, [each.write() for each in pages], plans[0].options.icon, served_at)
            removed = _out_of_use(stage, plans)
            return FeedReport(
                feeds=counts,
                written=stage.publish(removed),
                unchanged=tuple(stage.unchanged),
                removed=removed,
            )


def _papers(sources: _Source | Iterable[_Source]) -> Iterator[Paper]:
    if isinstance(sources, str | os.PathLike | Document | Digest | Paper):
        sources = (sources,)
    opened: Iterator[Iterable[Paper]] = map(_opened, sources)
    if isinstance(sources, tuple | list):
        # A path that leads to nothing is told before hours are spent on those before it.
        opened = iter(list(opened))
    return (paper for papers in opened for paper in papers)


def _opened(source: _Source) -> Iterable[Paper]:
    if isinstance(source, Paper):
        return (source,)
    if isinstance(source, Document | Digest):
        return source.papers
    documents = scan(source)
    return (paper for document in documents for paper in document.papers)


def _fill(shelf: Shelf, plans: Sequence[FeedPlan], papers: Iterable[Paper]) -> None:
    """Puts every paper where it belongs, in one pass."""
    for number, paper in enumerate(papers):
        candidate = Candidate(paper)
        feeds = [feed for feed, plan in enumerate(plans) if plan.selection.admits(candidate)]
        shelf.offer(number, item_id(paper), paper, feeds)
    shelf.arrange()


def _write_lists(stage: Stage, feeds: Sequence[ListedFeed], icon: str | None, base_url: str) -> None:
    # The page last: it leads to the list.
    for name, data in ((OPML, opml(feeds, base_url)), (INDEX, index_page(feeds, icon))):
        with stage.file(name, Rank.LIST) as stream:
            stream.write(data)


def _out_of_use(stage: Stage, plans: Sequence[FeedPlan]) -> tuple[str, ...]:
    """Archive pages that are there and were not written: those of months that have no paper any more."""
    return tuple(
        name for plan in plans for name in archive_pages(stage.folder, plan.folder) if name not in stage.names
    )
