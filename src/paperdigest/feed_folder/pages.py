"""The pages of a feed: its newest papers, and behind them the chain of archive pages, one a month.

By RFC 5005, section 4. The feed leads to the newest archive page; each archive page to the one before it, to the one
behind it, and to the feed. Papers without a day are the oldest page. Every page is written in all formats at once, from
one stream of papers, and each format has a chain of its own.

An archive page that leads to no other is a fault to validators. So the page of a first month, which is all there is,
does not call itself one before there is a second.
"""

from __future__ import annotations

from contextlib import ExitStack
from itertools import chain
from typing import TYPE_CHECKING

from attrs import evolve, frozen

from paperdigest.exporters.feed import channel, items
from paperdigest.feed_folder.layout import ATOM_FILE, FORMATS, ListedFeed, archive_folder
from paperdigest.feed_folder.staging import Rank

if TYPE_CHECKING:
    from paperdigest.exporters.feed import Channel
    from paperdigest.feed_folder.config import FeedPlan
    from paperdigest.feed_folder.shelf import Shelf
    from paperdigest.feed_folder.staging import Stage

__all__ = ["FeedPages"]


def __dir__() -> list[str]:
    return __all__


@frozen(kw_only=True)
class _Page:
    """A page and those that it leads to, by what stands before the names of their files.

    Attributes:
        folder: of the page itself.
        month: whose papers it has; None is the feed.
        is_archive: whether it is a page of the archive.
        previous: the archive page with older papers; None if there is none.
        next: of an archive page, the one with newer papers; None if there is none.
    """

    folder: str
    month: str | None = None
    is_archive: bool = False
    previous: str | None = None
    next: str | None = None


@frozen(kw_only=True)
class FeedPages:
    """What writes the pages of one feed.

    Attributes:
        plan: the feed.
        number: which one it is on the shelf.
        shelf: where its papers are.
        stage: where the pages go.
        base_url: where the folder is served, with a slash at its end.
    """

    plan: FeedPlan
    number: int
    shelf: Shelf
    stage: Stage
    base_url: str

    def write(self) -> ListedFeed:
        """Writes all pages, one at a time.

        Returns:
            What lists say of the feed.

        Raises:
            OSError: a page cannot be written.
        """
        months = self.shelf.months(self.number)
        folders = [archive_folder(self.plan.folder, month) for month in months]
        for index, month in enumerate(months):
            before = folders[index - 1] if index > 0 else None
            after = folders[index + 1] if index + 1 < len(folders) else None
            is_archive = len(folders) > 1
            self._write(
                _Page(folder=folders[index], month=month, is_archive=is_archive, previous=before, next=after)
            )
        self._write(_Page(folder=self.plan.folder, previous=folders[-1] if folders else None))
        said = channel(self.plan.options, None)
        return ListedFeed(
            title=said.title,
            description=said.description,
            language=said.language,
            link=said.link,
            folder=self.plan.folder,
            months=tuple(months),
        )

    def _write(self, page: _Page) -> None:
        options, is_feed = self.plan.options, page.month is None
        papers = self.shelf.papers(
            self.number,
            page.month,
            options.limit if is_feed else None,
            by_votes=options.order == "votes",
        )
        # How new the first is stands before the items.
        first = next(papers, None)
        said = channel(options, first)
        with ExitStack() as stack:
            add = []
            for form in FORMATS:
                name = f"{page.folder}{form.file}"
                stream = stack.enter_context(self.stage.file(name, Rank.FEED if is_feed else Rank.ARCHIVE))
                add.append(stack.enter_context(form.writing(stream, self._linked(said, page, form.file))))
            for item in items(chain(() if first is None else (first,), papers), options):
                for each in add:
                    each(item)

    def _linked(self, said: Channel, page: _Page, file: str) -> Channel:
        """What a channel says, with the addresses of a page in one format."""
        return evolve(
            said,
            # All pages are one feed, and an address is an id that stays.
            id=self.plan.options.feed_id or self._url(self.plan.folder, ATOM_FILE),
            self_url=self._url(page.folder, file),
            # A hub tells of what is new, and an archive page is old.
            hub=None if page.month is not None else said.hub,
            is_archive=page.is_archive,
            current=self._url(self.plan.folder, file) if page.is_archive else None,
            previous=None if page.previous is None else self._url(page.previous, file),
            next=None if page.next is None else self._url(page.next, file),
        )

    def _url(self, folder: str, file: str) -> str:
        return f"{self.base_url}{folder}{file}"
