"""The outline of a text: its days, and the tables of each."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from attrs import define, field

from paperdigest.readers.engines.dates import day_in
from paperdigest.readers.engines.table_sections import Rows, find_headings, find_rows, name_lines
from paperdigest.readers.papers_for.columns import Columns, columns_of
from paperdigest.source import BOM

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterator, Sequence

    from paperdigest.readers.engines.page import Page
    from paperdigest.readers.engines.table_sections import Heading

__all__ = ["Day", "has_mark", "outline"]


@define
class Day:
    """A day: its heading, and its tables.

    Attributes:
        title: the text of the heading; None if there is none.
        date: the day that it names; None if it names none.
        words: what stands where the date belongs.
        usual: whether the heading is spelled as it usually is.
        line: where it begins.
        end: the line behind its last.
        groups: the rows of its tables, in order.
    """

    title: str | None
    date: dt.date | None
    words: str
    usual: bool
    line: int
    end: int
    groups: list[Rows[Columns]] = field(factory=list)

    @property
    def rows(self) -> int:
        """How many rows its tables have."""
        return sum(len(group.rows) for group in self.groups)


# The heading of a digest. A mark and a few words may stand before the name.
#     digest-heading = [marks] [1*3word] "Papers for" text with a date in it          ## Papers for 2024-03-08
_DIGEST = re.compile(
    r"[^\w]{0,8}(?:[\w']{1,20}[ \t]+){0,3}papers?[ \t]+for\b[ \t]*[:,–-]?[ \t]*(?P<words>.*)",
    re.IGNORECASE | re.DOTALL,
)
_ISO = re.compile(r"Papers for \d{4}-\d{2}-\d{2}", re.ASCII)
# The same in a whole text, for a look that costs little: it begins with a line end, for which Python searches as fast
# as for a word. What is far to the right of the signs is no such heading.
_MARK = re.compile(rf"\n[{BOM}]*+ {{0,3}}#{{1,6}}(?!#)[^\n]{{0,99}}?(?i:papers?[ \t]+for\b)")


def has_mark(source: str) -> bool:
    """Whether a line of a text may be the heading of a digest."""
    return _MARK.search("\n" + (source.replace("\r", "\n") if "\r" in source else source)) is not None


def outline(page: Page, *, only_marked: bool = False) -> list[Day]:
    """Finds the days of a text and the tables of each; the lines of headings and tables get their kinds.

    Args:
        page: the text.
        only_marked: whether a day must have its heading. Else, in a text without one, other headings that name a day
            begin one too, and where there are none, the text is one; but only with a table of the right columns.
    """
    headings = find_headings(page, lambda text: _DIGEST.fullmatch(text) is not None)
    days = [
        day for day in _days(headings, page, _marked_day) if day.groups or day.date or day.words[:1].isdigit()
    ]
    if not (days or only_marked):
        days = [day for day in _days(headings, page, _dated_day) if day.groups]
        if not days:
            whole = Day(None, None, "", usual=True, line=0, end=len(page.lines))
            days = [day for day in (_with_tables(whole, page),) if day.groups]
    for day in days:
        if day.title is not None:
            page.kinds[day.line] = "digest-heading"
        name_lines(page, day.line, day.end, day.groups)
    return days


def _marked_day(heading: Heading) -> Day | None:
    match = _DIGEST.fullmatch(heading.text)
    if match is None:
        return None
    usual = heading.level == 2 and _ISO.fullmatch(heading.text) is not None
    words = match["words"].strip(" \t#*_()[]")
    return Day(heading.text, day_in(words), words, usual, heading.line, heading.line + 1)


def _dated_day(heading: Heading) -> Day | None:
    date = day_in(heading.text)
    return (
        None if date is None else Day(heading.text, date, heading.text, False, heading.line, heading.line + 1)
    )


def _days(headings: Sequence[Heading], page: Page, day_of: Callable[[Heading], Day | None]) -> Iterator[Day]:
    """The days that headings begin, with their tables. Each ends at the next, or at a heading of its level."""
    current, level = None, 0
    for heading in headings:
        day = day_of(heading)
        if current is not None and (day is not None or heading.level <= level):
            current.end = heading.line
            yield _with_tables(current, page)
            current = None
        if day is not None:
            current, level = day, heading.level
    if current is not None:
        current.end = len(page.lines)
        yield _with_tables(current, page)


def _with_tables(day: Day, page: Page) -> Day:
    day.groups += find_rows(page, day.line, day.end, columns_of, paragraphs=True)
    return day
