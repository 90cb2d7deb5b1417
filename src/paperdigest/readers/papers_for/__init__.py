"""The format of daily tables under a heading `## Papers for 2024-03-08`: title, authors and summary of each paper.

`outline` finds the days of a text and their tables, `columns` tells what these hold, `titles` reads the cell of a
title, `rows` makes papers of rows. The rules are written down in the docs page on the format.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import frozen

from paperdigest import codes
from paperdigest.model import Digest
from paperdigest.readers.engines.page import Page
from paperdigest.readers.engines.table_sections import any_sign
from paperdigest.readers.papers_for.outline import has_mark, outline
from paperdigest.readers.papers_for.rows import RowReader
from paperdigest.readers.signs import SIGNS

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from paperdigest.model import Document
    from paperdigest.readers.papers_for.outline import Day

__all__ = ["PapersForReader"]


def __dir__() -> list[str]:
    return __all__


@frozen
class PapersForReader:
    """A heading `## Papers for 2024-03-08`, below it a table with the columns `Title`, `Authors` and `Summary`."""

    name = "papers-for"
    title = "Papers for a day"

    def recognises(self, source: str) -> int:
        """How many rows such tables have; 1 for one without rows. See `Reader.recognises`."""
        if not has_mark(source):
            return 0
        page = Page.of(source, "")
        days = [day for day in outline(page, only_marked=True) if day.date and day.groups]
        groups = (group for day in days for group in day.groups)
        return sum(max(1, day.rows) for day in days) if any_sign(page, groups, SIGNS[self.name]) else 0

    def read(self, source: str, name: str) -> Document:
        """Reads a text of this format; any text, however little of it is a digest.

        Args:
            source: the decoded text.
            name: what it was read from.
        """
        page = Page.of(source, name)
        days = outline(page)
        _report_days(days, page)
        reader = RowReader(page)
        return page.document(self.name, [_digest(day, reader, page) for day in days])


def _digest(day: Day, reader: RowReader, page: Page) -> Digest:
    papers = tuple(paper for rows in day.groups for paper in reader.papers(rows, day.date))
    if papers:
        page.leave_unread(day.line, day.end, codes.NO_OWNER)  # else it says that there are none
    return Digest(title=day.title, date=day.date, papers=papers, span=page.span(day.line, day.end))


def _report_days(days: Sequence[Day], page: Page) -> None:
    seen: set[dt.date] = set()
    for day in days:
        if day.date is not None:
            if not day.usual:
                page.findings.add(codes.DATE_SPELLING, day.line, day.date.isoformat())
            if day.date in seen:
                page.findings.add(codes.DATE_AGAIN, day.line, day.date.isoformat())
            seen.add(day.date)
        elif any(character.isdigit() for character in day.words):
            page.findings.add(codes.BAD_DATE, day.line, day.words)
        else:
            page.findings.add(codes.NO_DATE, day.line)
        if not day.rows:
            page.findings.add(codes.NO_PAPERS, day.line)
