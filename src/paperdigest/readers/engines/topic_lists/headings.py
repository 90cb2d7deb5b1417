"""Headings of lists by topic, and the line that says when a list was updated."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from attrs import frozen

from paperdigest.readers.engines.cells import cell_links, without_links
from paperdigest.readers.engines.dates import whole_day
from paperdigest.readers.engines.markdown_lines import read_heading

if TYPE_CHECKING:
    import datetime as dt

__all__ = ["Update", "any_heading", "heading_day", "read_update", "topic"]


@frozen
class Update:
    """When a list was updated.

    Attributes:
        title: the line that says so, without signs.
        day: the words in the place of the day.
        date: the day; None if it never was.
    """

    title: str
    day: str
    date: dt.date | None


# The line that says when the list was updated: a heading, a quotation, or words alone.
#     updated = signs words [colon] [weekday] date          ## Updated on 2022.03.02     Last update: 2025-06-01
_UPDATED = re.compile(
    r"[^\w]{0,24}(?:(?:(?:last|latest)[ ]+)?updated?(?:[ ]+(?:on|at|date|time))?"
    r"|generated(?:[ ]+(?:on|at|date|time))?"
    r"|최종[ ]?업데이트|(?:마지막[ ]+)?업데이트(?:[ ]?일)?|갱신일|最[后後近終终]更新[于於日]?"
    r"|更新(?:日期|时间|時間|日時|日|于|於)?|(?:última[ ]+)?actualización|mis à jour(?:[ ]+le)?)"
    r"[ ]*[:：]?[^\w]{0,8}(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?,?[ ]+)?"
    r"(?P<day>\d.*|[a-z]{3,9}\.?[ ]\d.*)",
    re.IGNORECASE | re.DOTALL,
)
_REMARK = re.compile(r"[ ]*[(（][^()（）]*[)）][^\w]*\Z")
_NUMBERS = re.compile(r"\d{4}[-./年]\d{1,2}[-./月]\d{1,2}日?", re.ASCII)
_LONGEST = 200
_TAG = re.compile(r"<[^<>]*+>")


def read_update(line: str) -> Update | None:
    """Reads a line, or the text of a heading, that says when a list was updated; None if it says something else."""
    if len(line) > _LONGEST:
        return None
    title = (_TAG.sub("", line) if "<" in line else line).replace("**", "").strip(" \t>#*_`")
    match = _UPDATED.fullmatch(title)
    if match is None:
        return None
    day = match["day"].strip(" \t*_`.。")
    date = whole_day(day) or whole_day(_REMARK.sub("", day))
    return None if date is None and _NUMBERS.fullmatch(day) is None else Update(title, day, date)


def heading_day(text: str) -> dt.date | None:
    """The day that the text of a heading is, with nothing else; None for other headings."""
    return whole_day(text) if len(text) <= _LONGEST else None


#     heading = "<h" level ">" text "</h" level ">"          <h2 id="maps">Maps</h2>
#     folded = ["<details>"] "<summary>" heading "</summary>"
_HTML_HEADING = re.compile(
    r"[ \t]*(?:<details\b[^<>]*>[ \t]*)?(?:<summary\b[^<>]*>[ \t]*)?"
    r"<h([1-6])\b[^<>]*>(.*)</h[1-6]>[ \t]*(?:</summary>[ \t]*)?",
    re.IGNORECASE,
)
_LONGEST_COUNT = 30
# How many papers there are below a heading is no part of its name.          SLAM (12 papers)     [Total: 3]
_COUNT = re.compile(
    r"[ ]*+[(（\[](?:total|count|共|总计)?[ ]?[:：]?[ ]?\d{1,6}[ ]?"
    r"(?:papers?|articles?|entries|items|total|篇(?:论文)?|件|本|편|건|개)?[)）\]]\Z",
    re.IGNORECASE,
)


def any_heading(line: str) -> tuple[int, str] | None:
    """The level and text of a heading, in Markdown or HTML; None if the line is none."""
    match = _HTML_HEADING.fullmatch(line)
    return read_heading(line) if match is None else (int(match[1]), match[2].strip())


def topic(text: str) -> str:
    """The topic that a heading names: without tags, links to elsewhere on the page, stars and colon."""
    if "<" in text:
        text = _TAG.sub(" ", text)
    if "](" in text and (links := cell_links(text)):
        words = without_links(text, links).strip(" []()")
        text = words if any(map(str.isalnum, words)) else links[0].label or ""
    text = " ".join(text.split()).strip(" *_`:：#")
    count = _COUNT.search(text, max(1, len(text) - _LONGEST_COUNT))
    return text if count is None else text[: count.start()]
