"""Every pattern of the format, each under the rule that it implements.

The rules are those of the docs page on the format. A line is matched without its line end. No pattern crosses
lines, and none can backtrack more than a line's length: repeated parts exclude what follows them.
"""

from __future__ import annotations

import datetime as dt
import re
from itertools import chain

from attrs import frozen

from paperdigest.model import ArxivId
from paperdigest.text.links import cut_url

__all__ = [
    "FENCE",
    "HEADING",
    "DateHeading",
    "PaperHeading",
    "below_date_heading",
    "date_heading",
    "field_line",
    "link_line",
    "list_item",
    "paper_heading",
]

# ATX headings, as in CommonMark 4.2, but the space behind the signs may be missing.
#     heading = *3SP 1*6"#" [text]          ## Daily Papers (2024-03-08)
HEADING = re.compile(r" {0,3}(#{1,6})(?!#)[ \t]*(.*)", re.DOTALL)

# Code fences, CommonMark 4.5. Only a bare fence can close one.
#     fence = *3SP (3*"`" / 3*"~") [info]          ```bibtex
FENCE = re.compile(r" {0,3}(?P<fence>`{3,}|~{3,})(?P<info>[^`]*)", re.DOTALL)

# Lines that only separate, CommonMark 4.1.
#     rule = 3*"-" / 3*"*" / 3*"_", with spaces between, however far indented          ---
RULE = re.compile(r"[ \t]*(?:(?:-[ \t]*){3,}|(?:\*[ \t]*){3,}|(?:_[ \t]*){3,})")

# Lines of nothing but markup, as around centred pictures.          <br>   </div>   <!-- end -->
MARKUP = re.compile(
    r"[ \t]*(?:</?(?:a|br|center|details|div|figure|hr|img|p|picture|source|span|summary|table|tbody|td|th|tr|video)"
    r"\b[^<>]*>[ \t]*)+|[ \t]*<!--.*-->[ \t]*",
    re.IGNORECASE,
)


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
_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})", re.ASCII)
#     date = year sep month sep day          2024.3.8   2024/03/08   2024년 3월 8일
_NUMERIC = re.compile(r"(?<!\d)(\d{4})[ ]?[-./年년][ ]?(\d{1,2})[ ]?[-./月월][ ]?(\d{1,2})(?!\d)", re.ASCII)
#     date = month day "," year / day month year          March 8, 2024   8 Mar 2024   8th of March 2024
_MONTH_DAY = re.compile(
    r"\b([a-z]{3,9})\.?[ ](\d{1,2})(?:st|nd|rd|th)?,?[ ](\d{4})\b", re.IGNORECASE | re.ASCII
)
_DAY_MONTH = re.compile(
    r"\b(\d{1,2})(?:st|nd|rd|th)?[ ](?:of[ ])?([a-z]{3,9})\.?,?[ ](\d{4})\b", re.IGNORECASE | re.ASCII
)
_MONTHS = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip


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
    date = _day(day)
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


def _day(text: str) -> dt.date | None:
    """The day that a text names, alone or among other words; None if it names none, or one that never was."""
    if match := _NUMERIC.search(text):
        year, month, day = (int(part) for part in match.groups())
    elif match := _MONTH_DAY.search(text):
        year, month, day = int(match[3]), _month(match[1]), int(match[2])
    elif match := _DAY_MONTH.search(text):
        year, month, day = int(match[3]), _month(match[2]), int(match[1])
    else:
        return None
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None


def _month(name: str) -> int:
    """1 to 12 for a month's name or its first three letters; 0, which is no month, for other words."""
    for number, month in enumerate(_MONTHS, 1):
        if name.lower() in (month, month[:3], "sept" if number == 9 else month):
            return number
    return 0


@frozen
class PaperHeading:
    """The heading of a paper.

    Attributes:
        title: what stands between the brackets.
        url: what stands between the round brackets; None if it is empty.
        arxiv_id: the id in the URL; None if it leads elsewhere.
        usual: whether the heading holds nothing else.
    """

    title: str
    url: str | None
    arxiv_id: ArxivId | None
    usual: bool


def paper_heading(text: str) -> PaperHeading | None:
    """Reads the text of a heading as a paper's; None if it holds no link to the end of the line.

    The title is what stands between the first `[` and the last `](`: titles hold brackets themselves
    (`[[IDK] tokens](…)`), and URLs do not hold `](`.

        paper-heading = "[" title "](" url ")"          ### [Title](https://arxiv.org/abs/2403.04132)
    """
    middle = text.rfind("](")
    if text.startswith("[") and text.endswith(")") and middle > 0:
        url = text[middle + 2 : -1]
        if url.split() == [url]:
            return PaperHeading(text[1:middle], url, ArxivId.parse(url), usual=True)
    return _odd_paper_heading(text)


# What drift puts around the link: stars, a number, a mark before it, a word behind it, a space inside it.
_SPLIT_LINK = re.compile(r"\][ \t]+\((?=[ \t]*(?:https?://|/))", re.IGNORECASE)
_LONGEST_PREFIX = 24


def _odd_paper_heading(text: str) -> PaperHeading | None:
    start = text.find("[")
    middle, behind = text.rfind("]("), 2
    if middle < start:
        for match in _SPLIT_LINK.finditer(text):
            middle, behind = match.start(), match.end() - match.start()
    if not 0 <= start <= _LONGEST_PREFIX or middle < start:
        return _bare_paper_heading(text)
    url = _before_unbalanced(text[middle + behind :]).strip(" \t<>")
    if len(url.split()) > 1:
        return None
    return PaperHeading(text[start + 1 : middle], url or None, ArxivId.parse(url), usual=False)


def _bare_paper_heading(text: str) -> PaperHeading | None:
    """A title with the URL of an arXiv paper behind it: `Title (https://…)`, `Title: https://…`."""
    start = text.find("http")
    end = cut_url(text, start) if start > 0 else start
    arxiv_id = ArxivId.parse(text[start:end]) if end > start else None
    if arxiv_id is None:
        return None
    return PaperHeading(text[:start].strip(" \t()[]<>:–-"), text[start:end], arxiv_id, usual=False)


def _before_unbalanced(url: str) -> str:
    """The part of `url) (oral` that the first round bracket closes."""
    depth = 0
    for match in re.finditer(r"[()]", url):
        depth += 1 if match[0] == "(" else -1
        if depth < 0:
            return url[: match.start()]
    return url


# Bullets and numbers at the start of a line. The number is list syntax; the order of the points keeps it.
#     item = indent (bullet / number) 1*(SP / TAB) text          - text     1. text     2) text
_ITEM = re.compile(r"([ \t]*)(?:([-*+•])|\d{1,3}[.)])(?:[ \t]|$)", re.ASCII)
# A dash glued to a word is a bullet whose space was forgotten; glued to a digit or a dash it is a number or a rule.
_TIGHT_ITEM = re.compile(r"([ \t]*)(-)(?=[^\W\d_]|\*\*|[\[(\"'“‘`$\\])")


@frozen
class ListItem:
    """The start of a bullet or a numbered line.

    Attributes:
        key: how deep it stands; a point belongs to the nearest one above it with a smaller key. Bullets have even
            keys, numbers odd ones, so that numbers with no indent belong to the bullet above them.
        text: the offset in the line where the text begins.
        tight: whether the space behind the bullet is missing.
    """

    key: int
    text: int
    tight: bool


def list_item(line: str) -> ListItem | None:
    """Reads the start of a line as a bullet or a number; None if it is neither."""
    match, tight = _ITEM.match(line), False
    if match is None:
        match, tight = _TIGHT_ITEM.match(line), True
    if match is None:
        return None
    # One space more than its neighbours is a slip, two begin a level (CommonMark 5.2 agrees for bullets).
    level = len(match[1].expandtabs(4)) // 2 if match[1] else 0
    return ListItem(2 * level + (match[2] is None), match.end(), tight)


# Lines `Label: text`, bold or not. The label is a few words; a colon of another width counts.
#     field = [stars] label [stars] ":" [stars] [text]          Vote: 22      **Authors**: A, B      저자: A, B
_FIELD = re.compile(
    r"[ \t]*[*_]{0,3}(?P<label>[^\W\d_][^:：*_\[\](){}\\<>|`$]{0,39}?)[ \t]*[*_]{0,3}[ \t]*"
    r"(?P<colon>[:：])[*_]{0,3}(?P<text>.*)",
    re.DOTALL,
)
_MOST_WORDS = 4
_NAMES = {
    "vote": "votes", "votes": "votes", "upvote": "votes", "upvotes": "votes", "투표": "votes", "추천": "votes",
    "author": "authors", "authors": "authors", "저자": "authors", "작성자": "authors",
    "category": "categories", "categories": "categories", "subjects": "categories",
    "tag": "tags", "tags": "tags", "keyword": "tags", "keywords": "tags",
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


# A line of nothing but links, with a separator or nothing between them.
#     link-line = 1*(link [sep])          [Code](https://…) | [Project](https://…)
_LINK = re.compile(r"\[(?P<label>[^\[\]]*)\]\((?P<url>[^()\s]+)\)")
_SEPARATORS = " \t|,·•/-–;*:"


def link_line(line: str) -> tuple[tuple[str, str], ...] | None:
    """The pairs of label and URL of a line that holds nothing but links; None for other lines."""
    if "](" not in line:
        return None
    if _LINK.sub("", line).strip(_SEPARATORS):
        return None
    return tuple((match["label"].strip(), match["url"]) for match in _LINK.finditer(line))
