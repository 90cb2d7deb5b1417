"""The outline of a text: its weeks, the tables of each, and when they were."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from attrs import define, field, frozen

from paperdigest.readers.engines.date_ranges import range_in
from paperdigest.readers.engines.dates import day_in
from paperdigest.readers.engines.table_sections import Rows, find_headings, find_rows, name_lines
from paperdigest.readers.engines.tables import column_name
from paperdigest.readers.papers_of_week.years import settle_years
from paperdigest.source import BOM

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from paperdigest.readers.engines.date_ranges import DayRange
    from paperdigest.readers.engines.page import Page
    from paperdigest.readers.engines.table_sections import Heading

__all__ = ["Columns", "Week", "has_mark", "outline"]


@frozen
class Columns:
    """The columns of a table, by their numbers.

    Attributes:
        paper: rank, title and summary.
        links: links.
        others: what no field of the model holds.
    """

    paper: int
    links: int
    others: tuple[int, ...]

    @property
    def elastic(self) -> int:
        """The column that has the longest texts."""
        return self.paper


_PAPERS = frozenset(("paper", "papers", "论文", "論文", "논문", "artículo", "статья"))
_LINKS = frozenset(("link", "links", "链接", "鏈接", "リンク", "링크", "enlaces", "liens", "ссылки"))


def columns_of(header: Sequence[str]) -> Columns | None:
    """The columns of a header; None if it has none for papers or none for links."""
    names = [column_name(name) for name in header]
    paper = next((number for number, name in enumerate(names) if name in _PAPERS), None)
    links = next((number for number, name in enumerate(names) if name in _LINKS), None)
    if paper is None or links is None or "authors" in names:
        return None
    return Columns(
        paper, links, tuple(number for number in range(len(names)) if number not in (paper, links))
    )


@define
class Week:
    """A week: its heading, and its tables.

    Attributes:
        title: the text of the heading; None if there is none.
        line: where it begins.
        end: the line behind its last.
        range: the days that the heading names; None if it names no range.
        groups: the rows of its tables, in order.
        date: the first day, or the only one; None if it is not known.
        date_end: the last day of a range.
        year_from: what the year was taken from; None if the heading says it.
    """

    title: str | None
    line: int
    end: int
    range: DayRange | None = None
    groups: list[Rows[Columns]] = field(factory=list)
    date: dt.date | None = None
    date_end: dt.date | None = None
    year_from: str | None = None


# The header of a table in a whole text, for a look that costs little: it begins with a line end, for which Python
# searches as fast as for a word. One short cell may stand before it.          | **Paper** | **Links** |
_MARK = re.compile(
    rf"\n[{BOM}]*+ {{0,3}}\|?(?:[^|\n]{{0,20}}\|)?[ \t]*+[*_`]*+"
    rf"(?i:{'|'.join(sorted(_PAPERS, reverse=True))})[*_`]*+[ \t]*+\|"
)


def has_mark(source: str) -> bool:
    """Whether a line of a text may be the header of a table of this format."""
    return _MARK.search("\n" + (source.replace("\r", "\n") if "\r" in source else source)) is not None


def outline(page: Page) -> list[Week]:
    """Finds the weeks of a text, the tables of each and their days; the lines of headings and tables get their kinds.

    A heading that names a range of days begins a week; so does any other that has a table below it, and a table above
    all headings.
    """
    headings = find_headings(page, lambda text: range_in(text) is not None)
    weeks = [week for week in _sections(headings, page) if week.groups or week.range is not None]
    years = settle_years(page, headings, {week.line: week.range for week in weeks if week.range is not None})
    for week in weeks:
        if week.range is not None:
            year, week.year_from = years.get(week.line, (None, None))
            week.date, week.date_end = week.range.days(year) or (None, None)
        elif week.title is not None:
            week.date = day_in(week.title)
        if week.title is not None:
            page.kinds[week.line] = "digest-heading"
        name_lines(page, week.line, week.end, week.groups)
    return weeks


def _sections(headings: Sequence[Heading], page: Page) -> list[Week]:
    """The text cut at its headings; small ones below that of a week divide it, and do not end it."""
    sections = [Week(None, 0, len(page.lines))]
    level = 7
    for heading in headings:
        days = range_in(heading.text)
        if days is None and sections[-1].range is not None and heading.level > level:
            continue
        sections[-1].end = heading.line
        sections.append(Week(heading.text, heading.line, len(page.lines), days))
        level = heading.level
    for section in sections:
        section.groups += find_rows(page, section.line, section.end, columns_of)
    return sections
