"""The format of tables by topic with linked titles and a day in each row.

What the tables of topics have in common is in `topic_lists`; here is what tells this format. The rules are written down
in the docs page on the format.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import frozen

from paperdigest.model import LinkKind
from paperdigest.readers.date_table import columns_of_dates, names_a_paper
from paperdigest.readers.engines.dates import whole_day
from paperdigest.readers.engines.page import Page
from paperdigest.readers.engines.topic_lists.columns import Role, may_name_a_title, with_day
from paperdigest.readers.engines.topic_lists.digests import count_entries, read_digests
from paperdigest.readers.engines.topic_lists.outline import Layout
from paperdigest.readers.engines.topic_lists.titles import title_links
from paperdigest.text.links import link_kind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from paperdigest.model import Document
    from paperdigest.readers.engines.tables import Row
    from paperdigest.readers.engines.topic_lists.columns import Column

__all__ = ["TitleDateTableReader"]


def __dir__() -> list[str]:
    return __all__


@frozen
class TitleDateTableReader:
    """A table with the columns `Title` and `Date`, below it rows `| **[Title](URL)** | 2024-03-08 |`."""

    name = "title-date-table"
    title = "Tables of titles and dates"

    def recognises(self, source: str) -> int:
        """How many rows such tables have; see `Reader.recognises`."""
        if not may_name_a_title(source):
            return 0
        return count_entries(Page.of(source, ""), _LAYOUT)

    def read(self, source: str, name: str) -> Document:
        """Reads a text of this format; any text, however little of it is a digest.

        Args:
            source: the decoded text.
            name: what it was read from.
        """
        page = Page.of(source, name)
        return page.document(self.name, read_digests(page, _LAYOUT))


def _columns(columns: Sequence[Column], rows: Sequence[Row]) -> tuple[Column, ...] | None:
    """The columns of a table of this format; None for another table, such as one by publish date."""
    if columns_of_dates(columns, rows) is not None:
        return None
    roles = [column.role for column in columns]
    title = roles.index(Role.TITLE)
    for index, role in enumerate(roles):
        if role not in (Role.DAY, Role.DATE):
            continue
        for row in rows:
            if whole_day(row.cells[index]) is not None and (
                _is_paper(row.cells[title], named=role is Role.DAY) or names_a_paper(columns, row)
            ):
                return with_day(columns, index)
    return None


def _is_paper(cell: str, *, named: bool) -> bool:
    """Whether a cell is the linked title of a paper: tables of posts and talks have links and days, too.

    The link leads to a site of papers, or stars stand around it, as the script writes it.

    Args:
        cell: the title.
        named: whether the column of days has a name that only papers have, such as `Publish Date`.
    """
    links = title_links(cell)
    return bool(links) and (
        named or cell.startswith("**") or any(link_kind(link.url) is LinkKind.PAPER for link in links)
    )


_LAYOUT = Layout(_columns)
