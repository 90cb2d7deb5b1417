"""The format of weekly tables below headings such as `## Top Papers of the Week (June 23 - June 29) - 2025`.

`outline` finds the weeks of a text and their tables, `years` finds the year of a week whose heading names none, `rows`
makes papers of rows, `cells` reads what stands in one cell with the title. The rules are written down in the docs page
on the format.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import frozen

from paperdigest import codes
from paperdigest.model import Digest
from paperdigest.readers.engines.page import Page
from paperdigest.readers.engines.table_sections import any_sign
from paperdigest.readers.papers_of_week.cells import has_rank
from paperdigest.readers.papers_of_week.outline import has_mark, outline
from paperdigest.readers.papers_of_week.rows import RowReader
from paperdigest.readers.signs import SIGNS

if TYPE_CHECKING:
    import datetime as dt

    from paperdigest.model import Document
    from paperdigest.readers.papers_of_week.outline import Week

__all__ = ["PapersOfWeekReader"]


def __dir__() -> list[str]:
    return __all__


@frozen
class PapersOfWeekReader:
    """A table with the columns `Paper` and `Links` and rows `| 1) **Title** - summary | [Paper](…), [Code](…) |`."""

    name = "papers-of-week"
    title = "Papers of the week"

    def recognises(self, source: str) -> int:
        """How many rows with a number such tables have; see `Reader.recognises`."""
        if not has_mark(source):
            return 0
        page = Page.of(source, "")
        groups = [group for week in outline(page) for group in week.groups]
        if not any_sign(page, groups, SIGNS[self.name]):
            return 0
        return sum(has_rank(row.cells[group.columns.paper]) for group in groups for row in group.rows)

    def read(self, source: str, name: str) -> Document:
        """Reads a text of this format; any text, however little of it is a digest.

        Args:
            source: the decoded text.
            name: what it was read from.
        """
        page = Page.of(source, name)
        weeks = outline(page)
        reader = RowReader(page)
        seen: set[tuple[dt.date, dt.date | None]] = set()
        digests = []
        for week in weeks:
            _report_week(week, seen, page)
            digests.append(_digest(week, reader, page))
        return page.document(self.name, digests)


def _digest(week: Week, reader: RowReader, page: Page) -> Digest:
    papers = tuple(reader.papers(week.groups, week.date))
    page.leave_unread(week.line, _end_of_rows(week, page), codes.NO_OWNER)
    return Digest(
        title=week.title,
        date=week.date,
        date_end=week.date_end,
        papers=papers,
        span=page.span(week.line, week.end),
    )


def _end_of_rows(week: Week, page: Page) -> int:
    """The line of the first rule below the last row, behind which all is text of the page; else the end of the week."""
    last = max((row.end for group in week.groups for row in group.rows), default=week.end)
    return next((number for number in range(last, week.end) if page.kinds[number] == "rule"), week.end)


def _report_week(week: Week, seen: set[tuple[dt.date, dt.date | None]], page: Page) -> None:
    if week.date is not None:
        if week.year_from is not None:
            year = (week.date_end or week.date).year
            page.findings.add(codes.YEAR_GUESSED, week.line, str(year), week.year_from)
        days = (week.date, week.date_end)
        if days in seen:
            page.findings.add(codes.DATE_AGAIN, week.line, week.date.isoformat())
        seen.add(days)
    elif week.range is not None and (week.range.year or week.range.first_year):
        page.findings.add(codes.BAD_DATE, week.line, week.title or "")
    else:
        page.findings.add(codes.NO_DATE, week.line)
    if not any(group.rows for group in week.groups):
        page.findings.add(codes.NO_PAPERS, week.line)
