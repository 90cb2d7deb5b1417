"""Ranges of days in the spellings of weekly round-ups: `(June 23 - June 29) - 2025`, `Jan 1-8`, `6月23日-29日`."""

from __future__ import annotations

import datetime as dt
import re

from attrs import frozen

from paperdigest.readers.engines.dates import month_number

__all__ = ["DayRange", "range_in", "year_in"]

# No round-up is about more; a longer range is a slip, such as a beginning behind the end of the same year.
_LONGEST = dt.timedelta(days=62)


@frozen
class DayRange:
    """A range of days as a text names it.

    Attributes:
        first: month and day of the first one.
        last: month and day of the last one.
        first_year: the year that stands with the first one; None if none does.
        year: the year of the last one; None if the text names none. A range over New Year is named by it.
    """

    first: tuple[int, int]
    last: tuple[int, int]
    first_year: int | None = None
    year: int | None = None

    def days(self, year: int | None = None) -> tuple[dt.date, dt.date] | None:
        """The first day and the last.

        Args:
            year: of the last one, where the text names none.

        Returns:
            None if there is no year, or the calendar has no such days in it.
        """
        passes_new_year = self.first > self.last
        end_year = self.year
        if end_year is None and self.first_year is not None:
            end_year = self.first_year + passes_new_year
        end_year = year if end_year is None else end_year
        if end_year is None:
            return None
        begin_year = end_year - passes_new_year if self.first_year is None else self.first_year
        try:
            first, last = dt.date(begin_year, *self.first), dt.date(end_year, *self.last)
        except ValueError:
            return None
        return (first, last) if first <= last and last - first <= _LONGEST else None


_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)"
)
_TO = r"[ ]{0,3}(?:--?|[–—−~～〜]|to|through|thru|until|till|至|到|から|부터)[ ]{0,3}"
_COMMA_YEAR = r"(?:,?[ ]{0,2}(?P<y1>\d{4})(?!\d))?"
# The year behind a range, and what stands between the two.          ) - 2025     , 2025     ] (2025
_YEAR_BEHIND = r"(?:[ ,)(\]）】–—-]{1,8}(?P<y2>\d{4})(?!\d))?"

_ORDINAL = r"(?:st|nd|rd|th)?(?!\d)"


def _spelling(*parts: str) -> re.Pattern[str]:
    return re.compile("".join(parts), re.IGNORECASE | re.ASCII)


_SPELLINGS = (
    #     range = year sep month sep day to [[year sep] month sep] day          2025-06-23 – 06-29
    _spelling(
        r"(?<!\d)(?P<y1>\d{4})(?P<sep>[-./])(?P<m1>\d{1,2})(?P=sep)(?P<d1>\d{1,2})(?!\d)",
        rf"(?:{_TO}|[/_])",
        r"(?:(?P<y2>\d{4})(?P=sep))?(?:(?P<m2>\d{1,2})(?P=sep))?(?P<d2>\d{1,2})(?![\d/.-])",
    ),
    #     range = [year "年"] month "月" day ["日"] to [[year "年"] month "月"] day "日"          6月23日-29日
    _spelling(
        r"(?:(?P<y1>\d{4})[ ]?[年년][ ]?)?(?P<m1>\d{1,2})[ ]?[月월][ ]?(?P<d1>\d{1,2})[ ]?[日일号]?",
        _TO,
        r"(?:(?P<y2>\d{4})[ ]?[年년][ ]?)?(?:(?P<m2>\d{1,2})[ ]?[月월][ ]?)?(?P<d2>\d{1,2})[ ]?[日일号]",
    ),
    #     range = month day [year] to [month] day [year]          Jan 1-8     Feb 27-Mar 5     Sept. 1st – 7th, 2024
    _spelling(
        rf"(?<![a-z])(?P<m1>{_MONTH})\.?[ ]{{0,2}}(?P<d1>\d{{1,2}}){_ORDINAL}{_COMMA_YEAR}",
        _TO,
        rf"(?:(?P<m2>{_MONTH})\.?[ ]{{0,2}})?(?P<d2>\d{{1,2}}){_ORDINAL}{_YEAR_BEHIND}",
    ),
    #     range = day [month] [year] to day month [year]          23-29 June 2025     30 Dec 2024 - 5 Jan 2025
    _spelling(
        rf"(?<!\d)(?P<d1>\d{{1,2}}){_ORDINAL}(?:[ ]{{1,2}}(?P<m1>{_MONTH})\.?{_COMMA_YEAR})?",
        _TO,
        rf"(?P<d2>\d{{1,2}}){_ORDINAL}[ ]{{1,2}}(?P<m2>{_MONTH})(?![a-z])\.?{_YEAR_BEHIND}",
    ),
    #     range = month "/" day ["/" year] to month "/" day ["/" year]          6/23 - 6/29, 2025
    _spelling(
        r"(?<![\d./-])(?P<m1>\d{1,2})(?P<sep>[/.])(?P<d1>\d{1,2})(?:(?P=sep)(?P<y1>\d{4}))?(?!\d)",
        _TO,
        r"(?P<m2>\d{1,2})(?P=sep)(?P<d2>\d{1,2})(?!\d)",
        rf"(?:(?P=sep)(?P<y3>\d{{4}})(?!\d)|(?![./]\d){_YEAR_BEHIND})",
    ),
)
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d{2}(?!\d)", re.ASCII)


def range_in(text: str) -> DayRange | None:
    """The range of days that a text names, alone or among other words; None if it names none.

    Of two numbers with a slash the first is the month, unless it can only be the day. A year that stands anywhere in
    the text is that of the last day.
    """
    if not any(character.isdigit() for character in text):
        return None
    for spelling in _SPELLINGS:
        match = spelling.search(text)
        if match is not None:
            return _range(match)
    return None


def year_in(text: str) -> int | None:
    """The year that a text names; None if it names none, or several."""
    years = {int(year) for year in _YEAR.findall(text)}
    return years.pop() if len(years) == 1 else None


def _range(match: re.Match[str]) -> DayRange | None:
    found = match.groupdict()
    first = (_month(found["m1"] or found["m2"]), int(found["d1"]))
    last = (_month(found["m2"] or found["m1"]), int(found["d2"]))
    if found.get("sep") == "/" and max(first[0], last[0]) > 12:
        first, last = (first[1], first[0]), (last[1], last[0])
    if first > last and not (found["m1"] and found["m2"]):
        return None  # `2025-06-23 - 5 papers`: what stands behind is no day of that month
    behind = found["y2"] or found.get("y3")
    first_year = int(found["y1"]) if found["y1"] else None
    if behind is not None:
        year: int | None = int(behind)
    elif first_year is None:
        year = year_in(match.string[: match.start()] + " " + match.string[match.end() :])
    else:
        year = None
    return DayRange(first, last, first_year, year)


def _month(text: str) -> int:
    return int(text) if text.isdigit() else month_number(text)
