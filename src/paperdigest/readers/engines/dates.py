"""Days in the spellings that digests use: in headings, cells, front matter and the paths of files."""

from __future__ import annotations

import datetime as dt
import re

__all__ = ["day_in", "day_in_path", "month_number", "whole_day"]


#     date = year sep month sep day          2024-03-08   2024.3.8   2024/03/08   2024년 3월 8일   2024年3月8日
_YEAR_FIRST = re.compile(
    r"(?<!\d)(\d{4})[ ]?[-./年년][ ]?(\d{1,2})[ ]?[-./月월][ ]?(\d{1,2})(?!\d)", re.ASCII
)
#     date = month day "," year / day month year          March 8, 2024   8 Mar 2024   8th of March 2024   20-Aug-2026
_MONTH_DAY = re.compile(
    r"\b([a-z]{3,9})\.?[ ](\d{1,2})(?:st|nd|rd|th)?,?[ ](\d{4})\b", re.IGNORECASE | re.ASCII
)
_DAY_MONTH = re.compile(
    r"\b(\d{1,2})(?:st|nd|rd|th)?[ -](?:of[ ])?([a-z]{3,9})\.?,?[ -](\d{4})\b", re.IGNORECASE | re.ASCII
)
#     date = month "/" day "/" year          06/14/2024, as the United States write it; 14/06/2024 can only be the other
_YEAR_LAST = re.compile(r"(?<!\d)(\d{1,2})([/.-])(\d{1,2})\2(\d{4})(?!\d)", re.ASCII)
#     date = 8DIGIT          20170612
_COMPACT = re.compile(r"(?<!\d)((?:19|20)\d{2})(\d{2})(\d{2})(?!\d)", re.ASCII)
_MONTHS = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip


def day_in(text: str) -> dt.date | None:
    """The day that a text names, alone or among other words; None if it names none, or one that never was.

    Of two numbers before a year the first is the month, as in the digests that write so, unless it can only be the
    day.
    """
    found = _search(text)
    return None if found is None else found[1]


def whole_day(text: str) -> dt.date | None:
    """The day that a text is, with nothing but brackets, stars, quotes or a time of day around it; None for others."""
    found = _search(text)
    if found is None or found[1] is None:
        return None
    before, behind = text[: found[0].start()], text[found[0].end() :]
    if before.strip(_AROUND) or not _TIME.fullmatch(behind):
        return None
    return found[1]


_AROUND = " \t*_`\"'()[]（）【】"
_TIME = re.compile(
    r"(?:日|일)?(?:[T ][ \t]*\d{1,2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?[ ]?(?:Z|UTC|[+-]\d{2}:?\d{2})?)?"
    r"[ \t*_`\"'()\[\]（）【】]*",
    re.ASCII,
)


def month_number(name: str) -> int:
    """1 to 12 for a month's English name or its first three letters; 0, which is no month, for other words."""
    for number, month in enumerate(_MONTHS, 1):
        if name.lower() in (month, month[:3], "sept" if number == 9 else month):
            return number
    return 0


def _search(text: str) -> tuple[re.Match[str], dt.date | None] | None:
    """What reads as a day, and the day; None instead of a day that never was."""
    if match := _YEAR_FIRST.search(text):
        year, month, day = (int(part) for part in match.groups())
    elif match := _MONTH_DAY.search(text):
        year, month, day = int(match[3]), month_number(match[1]), int(match[2])
    elif match := _DAY_MONTH.search(text):
        year, month, day = int(match[3]), month_number(match[2]), int(match[1])
    elif match := _YEAR_LAST.search(text):
        year, month, day = int(match[4]), int(match[1]), int(match[3])
        if month > 12:
            month, day = day, month
    elif match := _COMPACT.search(text):
        year, month, day = (int(part) for part in match.groups())
    else:
        return None
    return match, _date(year, month, day)


def _date(year: int, month: int, day: int) -> dt.date | None:
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None


# What a folder of a year, a month, or a month of a year is called, and a file of a day in it.
_YEAR_FOLDER = re.compile(r"(?:19|20)\d{2}", re.ASCII)
_MONTH_FOLDER = re.compile(r"((?:19|20)\d{2})[-_.]?(\d{2})", re.ASCII)
_TWO_DIGITS = re.compile(r"\d{1,2}", re.ASCII)
_DIGIT = re.compile(r"\d", re.ASCII)


def day_in_path(path: str) -> dt.date | None:
    """The day that the path of a file names; None if it names none.

    A date in the name of the file (`2026-06-25.md`, `daily_20260625.md`) counts where nothing else in that name is a
    number, or nothing but words stands before or behind it; so the ids of papers are no dates. Else that of the nearest
    folder counts (`20-Aug-2026/topic.md`), or folders that are parts of a date: `202605/01/x.md`, `2024/09/17.md`.
    """
    parts = [part for part in re.split(r"[\\/]", path) if part not in ("", ".", "..")]
    if not parts:
        return None
    parts[-1] = parts[-1].partition(".md")[0].partition(".markdown")[0]
    for place in range(len(parts) - 1, -1, -1):
        day = _day_in_name(parts[place]) or _day_of_parts(parts[max(0, place - 2) : place + 1])
        if day is not None:
            return day
    return None


def _day_in_name(name: str) -> dt.date | None:
    found = _search(name.replace("_", "-"))
    if found is None or found[1] is None:
        return None
    before, behind = name[: found[0].start()], name[found[0].end() :]
    return None if _DIGIT.search(before) or (before and _DIGIT.search(behind)) else found[1]


def _day_of_parts(parts: list[str]) -> dt.date | None:
    """The day of folders: the last part is the day, the ones before it are the month and the year."""
    if not _TWO_DIGITS.fullmatch(parts[-1]) or len(parts) < 2:
        return None
    day = int(parts[-1])
    if month := _MONTH_FOLDER.fullmatch(parts[-2]):
        return _date(int(month[1]), int(month[2]), day)
    if len(parts) == 3 and _TWO_DIGITS.fullmatch(parts[-2]) and _YEAR_FOLDER.fullmatch(parts[-3]):
        return _date(int(parts[-3]), int(parts[-2]), day)
    return None
