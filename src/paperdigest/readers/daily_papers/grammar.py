"""Every pattern of the format, each under the rule that it implements.

The rules are those of the docs page on the format. A line is matched without its line end. No pattern crosses
lines, and none can backtrack more than a line's length: repeated parts exclude what follows them.
"""

from __future__ import annotations

import re
from itertools import chain
from typing import TYPE_CHECKING

from attrs import frozen

from paperdigest.readers.engines.dates import day_in

if TYPE_CHECKING:
    import datetime as dt

__all__ = [
    "DateHeading",
    "below_date_heading",
    "date_heading",
    "field_line",
]


@frozen
class DateHeading:
    """The heading of a digest.

    Attributes:
        title: its text.
        date: the day that it names; None if it names none.
        day: the words that stand where the date belongs; empty if there are none.
        usual: whether the date is spelled as it usually is.
    """

    title: str
    date: dt.date | None
    day: str
    usual: bool


# The heading of a digest is at most of level 4. A mark and a few words may stand before the name, if a day stands
# behind it.
#     digest-heading = [marks] [1*3word] "Daily Papers" [text with a date in it]          ## Daily Papers (2024-03-08)
_DIGEST = re.compile(
    r"[^\w]{0,8}(?P<before>(?:[\w']{1,20}[ \t]+){0,3})daily[ \t]+papers?\b[ \t]*[:,–-]?(?P<day>.*)",
    re.IGNORECASE,
)
_ISO = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)


def date_heading(level: int, text: str) -> DateHeading | None:
    """Reads a heading as that of a digest; None if it is another one.

    `## Daily Papers` with no day counts, as a digest whose date is unknown; `# Daily Papers` does not: it is the
    title of a page.
    """
    match = _DIGEST.fullmatch(text) if level <= 4 else None
    if match is None:
        return None
    day = match["day"].strip(" \t#*_()[]")
    if not day:
        return DateHeading(text, None, "", usual=False) if level == 2 and not match["before"] else None
    date = day_in(day)
    if date is None and (match["before"] or not any(character.isdigit() for character in day)):
        return None
    usual = _ISO.fullmatch(day) is not None and level == 2 and text == f"Daily Papers ({day})"
    return DateHeading(text, date, day, usual)


# The same heading in a whole text, for a look that costs little. Most texts begin with the usual one. The last pattern
# begins with a line end, for which Python searches as fast as for a word. What is far to the right of the signs is no
# date heading.
_USUAL_START = re.compile(r"## Daily Papers \(\d{4}-\d{2}-\d{2}\)(?=[\n\r])", re.ASCII)
_DATE_LINE = r"\ufeff*+ {0,3}(#{1,4})(?!#)[ \t]*+([^\n\r]{0,99}?daily[ \t]+papers?\b[^\n\r]*)"
_FIRST_LINE = re.compile(_DATE_LINE, re.IGNORECASE)
_LATER_LINE = re.compile(rf"\n{_DATE_LINE}", re.IGNORECASE)


def below_date_heading(text: str) -> int | None:
    """The offset of the end of the first line that is a date heading with a day, in fenced code or not; None without.

    Args:
        text: any text; a line that begins behind a lone CR is passed over.
    """
    if (match := _USUAL_START.match(text)) is not None:
        return match.end()
    for match in chain(filter(None, (_FIRST_LINE.match(text),)), _LATER_LINE.finditer(text)):
        heading = date_heading(len(match[1]), match[2].strip(" \t"))
        if heading is not None and heading.day:
            return match.end()
    return None


# Lines `Label: text`, bold or not. The label is a few words; a colon of another width counts, and so does an underline
# within a word, as other formats have in the labels that `extra` keeps.
#     field = [stars] label [stars] ":" [stars] [text]          Vote: 22      **Authors**: A, B      저자: A, B
_FIELD = re.compile(
    r"[ \t]*[*_]{0,3}(?P<label>[^\W\d_](?:[^:：*_\[\](){}\\<>|`$]|(?<=\w)_(?=\w)){0,39}?)[ \t]*[*_]{0,3}[ \t]*"
    r"(?P<colon>[:：])[*_]{0,3}(?P<text>.*)",
    re.DOTALL,
)
_MOST_WORDS = 4
_NAMES = {
    "vote": "votes", "votes": "votes", "upvote": "votes", "upvotes": "votes", "투표": "votes", "추천": "votes",
    "author": "authors", "authors": "authors", "저자": "authors", "작성자": "authors",
    "category": "categories", "categories": "categories", "subjects": "categories",
    "tag": "tags", "tags": "tags", "keyword": "tags", "keywords": "tags",
    "translated title": "translated_title",
    "abstract": "abstract", "초록": "abstract",
    "doi": "doi", "journal reference": "journal_ref", "journal ref": "journal_ref",
}  # fmt: skip


def field_line(line: str) -> tuple[str | None, str, str] | None:
    """Reads `Label: text`.

    Returns:
        The field's name (that of the model; None for a label that no field knows), the label as written, and the
        text. None if the line has another shape.
    """
    match = _FIELD.fullmatch(line)
    if match is None:
        return None
    label, text = match["label"], match["text"]
    name = _NAMES.get(label.lower())
    if name is None and (
        label.count(" ") >= _MOST_WORDS or (match["colon"] == ":" and text[:1].strip(" \t"))
    ):
        return None  # prose with a colon in it, or `https://…`
    return name, label, text.strip(" \t")
