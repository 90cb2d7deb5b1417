"""The year of a week whose heading names none: from the list of weeks, the heading above, or the weeks around it."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING

from attrs import define, field

from paperdigest.readers.engines.date_ranges import range_in

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from paperdigest.readers.engines.date_ranges import DayRange
    from paperdigest.readers.engines.page import Page
    from paperdigest.readers.engines.table_sections import Heading

__all__ = ["settle_years"]

# A line or heading that says a year and nothing else.          ## 2023     **2023**     <summary>2023</summary>
_MARKUP = re.compile(r"<[^<>]*+>|[#*_`:：年\s]++")
_YEAR = re.compile(r"(?:19|20)\d{2}", re.ASCII)
_LONGEST_YEAR_LINE = 60
_ITEM = re.compile(r"[ \t]*+(?:[-*+•]|\d{1,3}[.)])[ \t]")
# Weeks that follow each other lie nearer than that; where some are missing, nothing can be told.
_FARTHEST = dt.timedelta(days=60)


@define
class _Places:
    """What the page says of years outside of the headings of weeks."""

    listed: dict[tuple[tuple[int, int], tuple[int, int]], set[int]] = field(factory=dict)
    """The years under which a list of weeks has days."""
    above: dict[int, int] = field(factory=dict)
    """The year of the heading that a week stands under, by the line of the week."""


def settle_years(
    page: Page, headings: Sequence[Heading], weeks: dict[int, DayRange]
) -> dict[int, tuple[int, str]]:
    """The years of the last days of weeks that name none, and what each was taken from.

    A list of weeks counts first (`## 2023`, below it `- [… (Jan 1-8)](#…)`), then the heading that the week stands
    under, then the weeks above and below: it is the year in which the week lies next to them. If these two do not
    agree, there is no year.

    Args:
        page: the text.
        headings: all of them, in order.
        weeks: the days of each week by its line, in order.

    Returns:
        Year and source by the line of the week; a week that names its year, or that has none, is left out.
    """
    if all(week.year is not None or week.first_year is not None for week in weeks.values()):
        return {}
    places = _look_around(page, headings, weeks)
    stated: dict[int, tuple[int, str]] = {}
    for line, week in weeks.items():
        listed = places.listed.get((week.first, week.last), set())
        if week.days() is None and week.year is None:
            if len(listed) == 1:
                stated[line] = (min(listed), "the list of weeks")
            elif line in places.above:
                stated[line] = (places.above[line], "the heading above")
    # Where days pass New Year, a list may mean the year of the first or of the last; the other weeks tell.
    certain = {line: year for line, (year, _) in stated.items() if weeks[line].first <= weeks[line].last}
    by_order = _by_order(weeks, certain)
    for line, (year, source) in list(stated.items()):
        if line not in certain and by_order.get(line) == year + 1:
            stated[line] = (year + 1, source)
    return {
        line: (year, "the weeks around it") for line, year in by_order.items() if line not in stated
    } | stated


def _look_around(page: Page, headings: Sequence[Heading], weeks: Mapping[int, DayRange]) -> _Places:
    by_line = {heading.line: heading for heading in headings}
    places = _Places()
    year: int | None = None
    level = 0
    for number, line in enumerate(page.lines):
        heading = by_line.get(number)
        said = _year_alone(line) if page.kinds[number] in ("text", "heading") else None
        if said is not None:
            # A line of text heads the list below it, to the next heading.
            year, level = said, heading.level if heading else 7
        elif heading is not None:
            if heading.level <= level:
                year = None
            if year is not None and number in weeks:
                places.above[number] = year
        elif year is not None and page.kinds[number] == "text" and _ITEM.match(line):
            days = range_in(line.partition("](")[0])
            if days is not None:
                places.listed.setdefault((days.first, days.last), set()).add(days.year or year)
    return places


def _year_alone(line: str) -> int | None:
    if len(line) > _LONGEST_YEAR_LINE or ("19" not in line and "20" not in line):
        return None
    bare = _MARKUP.sub("", line)
    return int(bare) if _YEAR.fullmatch(bare) else None


def _by_order(weeks: dict[int, DayRange], certain: Mapping[int, int]) -> dict[int, int]:
    """The years that the weeks above and those below give, where both agree or there is but one of them."""
    down = _chain(weeks.items(), certain)
    up = _chain(reversed(weeks.items()), certain)
    found = {}
    for line in weeks:
        years = {chain[line] for chain in (down, up) if line in chain}
        if len(years) == 1:
            found[line] = years.pop()
    return found


def _chain(weeks: Iterable[tuple[int, DayRange]], certain: Mapping[int, int]) -> dict[int, int]:
    """The years of weeks that name none, each from the week before it in the given order."""
    found: dict[int, int] = {}
    before: dt.date | None = None
    for line, week in weeks:
        days = week.days(certain.get(line))
        if days is None and before is not None and week.year is None:
            tries = [each for year in range(before.year - 1, before.year + 3) if (each := _days(week, year))]
            far, days = min(((abs(each[0] - before), each) for each in tries), default=(_FARTHEST, None))
            if days is not None and far < _FARTHEST:
                found[line] = days[1].year
            else:
                days = None
        before = None if days is None else days[0]
    return found


def _days(week: DayRange, year: int) -> tuple[dt.date, dt.date] | None:
    return week.days(year) if dt.MINYEAR < year < dt.MAXYEAR else None
