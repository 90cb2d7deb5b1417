"""Signs that a text may be of a format: one look at the beginnings of its lines, so that few readers need be asked.

A reader that recognises a text is asked about it only if one of its signs occurs there, and is not even imported
before. So a text of one format pays for the other formats with one search for all of them.
"""

from __future__ import annotations

import enum
import re
from types import MappingProxyType

from paperdigest.source import BOM

__all__ = ["SIGNS", "Sign", "signs_in"]


class Sign(enum.Enum):
    """What a line begins with, spaces aside."""

    FRONT_MATTER = "---"
    """Of the first line of the text alone."""
    H1 = "# "
    PIPE = "|"
    STAR = "*"
    """Or an underscore."""
    DASH = "- 2022-"
    """Or a plus or a star: an item that begins with a date. Or a row of dashes and pipes that begins with dashes."""


# The signs of each built-in reader, of which one must occur in every text that it recognises. One that is not named
# here is asked about every text.
SIGNS: MappingProxyType[str, frozenset[Sign]] = MappingProxyType(
    {
        "ai-enhanced": frozenset((Sign.STAR,)),
        "date-table": frozenset((Sign.PIPE, Sign.DASH)),
        "title-date-table": frozenset((Sign.PIPE, Sign.DASH)),
        "papers-for": frozenset((Sign.PIPE, Sign.DASH)),
        "paper-assistant": frozenset((Sign.H1,)),
        "reporter": frozenset((Sign.H1,)),
        "reader-note": frozenset((Sign.FRONT_MATTER, Sign.H1)),
        "papers-of-week": frozenset((Sign.PIPE, Sign.DASH, Sign.STAR)),
        "newsletter-zh": frozenset((Sign.H1,)),
    }
)

_LINE_START = (
    r"[ ]*+(\*[ \t]++\**+\d{4}(?:\d|[-./年년]\d)|[|*_]|#[ \t]"
    r"|[-+:](?:[ \t]++\**+\d{4}(?:\d|[-./年년]\d)|-*+:?[ \t]*+\|))"
)
# Begins with a line end, for which Python searches as fast as for a word.
_LATER = re.compile(rf"\n{_LINE_START}", re.ASCII)
_FIRST = re.compile(_LINE_START, re.ASCII)
_BY_CHARACTER = {
    "|": Sign.PIPE,
    "*": Sign.STAR,
    "_": Sign.STAR,
    "#": Sign.H1,
    "-": Sign.DASH,
    "+": Sign.DASH,
    ":": Sign.DASH,
}


def signs_in(source: str) -> frozenset[Sign]:
    """The signs that occur in a text; rather one too many than one too few."""
    if "\r" in source:
        source = source.replace("\r\n", "\n").replace("\r", "\n")
    if BOM in source:
        source = source.replace(BOM, "")
    begins = {match[1] for match in _LATER.finditer(source)}
    if (first := _FIRST.match(source)) is not None:
        begins.add(first[1])
    seen = {_BY_CHARACTER[begin[0]] for begin in begins}
    if any(len(begin) > 4 and begin[0] == "*" for begin in begins):
        seen.add(Sign.DASH)
    if source.startswith("---"):
        seen.add(Sign.FRONT_MATTER)
    return frozenset(seen)
