"""Headings of papers with a line of authors below them: `### [1] [Title](URL)`, and then `*Ann Bo,Cy Do*`.

That pair tells a format by itself, so the readers of two formats look for it: one reads it, the other leaves it alone.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from attrs import frozen

from paperdigest.model import ArxivId
from paperdigest.readers.engines.markdown_lines import read_heading
from paperdigest.readers.engines.title_links import PaperHeading, paper_heading
from paperdigest.source import BOM

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

__all__ = [
    "AuthorsLine",
    "EntryHeading",
    "Pair",
    "authors_first",
    "authors_line",
    "entry_heading",
    "may_hold_pairs",
    "pairs",
]


def __dir__() -> list[str]:
    return __all__


@frozen
class EntryHeading:
    """The heading of a paper.

    Attributes:
        link: its title and URL.
        numbered: whether an index stands before them.
        behind: more links behind it, as written; usually empty.
    """

    link: PaperHeading
    numbered: bool
    behind: str = ""

    @property
    def says_something(self) -> bool:
        """Whether there is a title or a URL in it."""
        return bool(self.link.title.strip() or self.link.url)


# The index counts the papers of a group; their order keeps it.
#     entry = [index] "[" title "](" url ")"          [1] [Title](https://arxiv.org/abs/2505.09746)
_INDEX = re.compile(r"(?:\[\d{1,5}\]|\d{1,5}[.)])[ \t]*", re.ASCII)
# Titles hold brackets, but no address with another link behind it.          [Title](URL) | [PDF](URL)
_FIRST_OF_SEVERAL = re.compile(r"\]\((?P<url>https?://[^()\s]{1,2000})\)[ \t|｜·,]{0,9}(?=\[)")

# What may stand before the title: a mark, stars.          [1] ⭐ [Title](URL)
_BEGINS_LINK = re.compile(r"[^\w\[\](){}]{0,8}+\[")
_LONGEST_PREFIX = 24


def entry_heading(text: str) -> EntryHeading | None:
    """Reads the text of a heading as a paper's; None if it holds no link, or leads to a place on the same page."""
    index = _INDEX.match(text)
    rest = text if index is None else text[index.end() :]
    # Without a `[` behind it, `[1]` is not an index but the text of a link.
    numbered = index is not None and _BEGINS_LINK.match(rest) is not None
    rest = rest if numbered else text
    start = rest.find("[", 0, _LONGEST_PREFIX)
    first = _FIRST_OF_SEVERAL.search(rest, start) if start >= 0 else None
    if first is not None:
        title = rest[start + 1 : first.start()]
        several = PaperHeading(title, first["url"], ArxivId.parse(first["url"]), usual=start == 0)
        return EntryHeading(several, numbered, rest[first.end() :])
    link = paper_heading(rest)
    if link is None or (link.url or "").startswith("#"):
        return None
    return EntryHeading(link, numbered)


@frozen
class AuthorsLine:
    """The line below the heading.

    Attributes:
        names: what stands between the stars.
        others: what stands beside that, as written: a flag, the category.
    """

    names: str
    others: tuple[str, ...] = ()


# Beside the names stand a flag or a category.
#     authors = *(other sep) "*" names "*" *(sep other)
#             *Ann Bo,Cy Do*     *Ann Bo, Cy Do* | **Main category: cs.CV**     **new** | *Ann Bo*     ** for no names
_SEPARATOR = re.compile(r"[ \t]++[|｜·•][ \t]++")


def authors_line(line: str) -> AuthorsLine | None:
    """Reads the line of authors; None for other lines, such as bullets and bold ones."""
    if not line[:4].lstrip(" ").startswith(("*", "_")):
        return None
    bare = line.strip(" \t")
    if (names := _between_stars(bare)) is not None and _SEPARATOR.search(bare) is None:
        return AuthorsLine(names)
    pieces = _SEPARATOR.split(bare)
    for place, piece in enumerate(pieces):
        if piece != "**" and (names := _between_stars(piece)) is not None:
            return AuthorsLine(names, (*pieces[:place], *pieces[place + 1 :]))
    return None


def _between_stars(text: str) -> str | None:
    """The names between one star on each side, or underscores; `**` holds none."""
    if text == "**":
        return ""
    if len(text) > 2 and text[0] == text[-1] == "_" and text[1] not in " \t_" and text[-2] not in " \t_":
        return text[1:-1]
    # A space behind the star makes it a bullet, a second star makes it bold.
    if len(text) < 3 or text[0] != "*" or text[-1] != "*" or text[1] in " \t*" or text[-2] in " \t*":
        return None
    return text[1:-1]


@frozen
class Pair:
    """A heading and the line of authors below it: what begins a paper.

    Attributes:
        line: the heading's line.
        level: the heading's level.
        heading: its title and URL.
        certain: whether it can only be a paper's: it is numbered, or its URL leads to arXiv.
        authors: the line of authors; None for a paper that lacks it.
        authors_at: the number of that line; that of the heading without one.
        behind: more links in the heading, as written; usually empty.
    """

    line: int
    level: int
    heading: PaperHeading
    certain: bool
    authors: AuthorsLine | None
    authors_at: int
    behind: str = ""


_PAPER_LEVELS = range(2, 5)
# How many lines below a heading are looked at for that of the authors; a translated title and blank lines may stand
# between the two.
_REACH = 8


def pairs(lines: Sequence[str]) -> Iterator[Pair]:
    """The headings that begin papers: those with a line of authors below them, in fenced code or not."""
    for number, line in enumerate(lines):
        if "#" not in line[:4] or (heading := read_heading(line)) is None or heading[0] not in _PAPER_LEVELS:
            continue
        below = _authors_below(lines, number)
        if below is None:
            continue
        level, text = heading
        entry = entry_heading(text)
        if entry is not None and (entry.says_something or below[1].names.strip()):
            certain = entry.numbered or entry.link.arxiv_id is not None
            yield Pair(number, level, entry.link, certain, below[1], below[0], entry.behind)
        elif entry is None and text and "](#" not in text:
            title = _INDEX.sub("", text, count=1) if _INDEX.match(text) else text
            yield Pair(number, level, PaperHeading(title, None, None, usual=True), False, below[1], below[0])


def _authors_below(lines: Sequence[str], number: int) -> tuple[int, AuthorsLine] | None:
    for place in range(number + 1, min(len(lines), number + 1 + _REACH)):
        line = lines[place]
        bare = line.lstrip(" \t")
        if bare and not bare.isspace() and not bare.startswith(">"):
            found = authors_line(line)
            return None if found is None else (place, found)
    return None


# A heading, and what stands below it: blank lines, quotations, and then a line that may name authors.
_HEADING = re.compile(r"\n {0,3}#{2,4}(?!#)[^\n]*")
_BELOW = re.compile(r"(?:\n[ \t]*+(?:>[^\n]*+)?(?=\n)){0,7}\n {0,3}[*_][^\n]")


def may_hold_pairs(source: str) -> bool:
    """Whether there may be such a heading in a text; a look that costs little where there are few headings."""
    text = _plain(source)
    return any(
        "](" in heading[0] and _BELOW.match(text, heading.end()) for heading in _HEADING.finditer(text)
    )


def authors_first(text: str, start: int) -> bool:
    """Whether authors stand below the first heading with a link behind the offset `start`, in fenced code or not.

    So a text is of one format alone, of this one or of that with the date heading.
    """
    if "\r" in text or BOM in text or not text.startswith("\n", start):
        text, start = _plain(text[start:]), 0
    heading = next((heading for heading in _HEADING.finditer(text, start) if "](" in heading[0]), None)
    if heading is None or _BELOW.match(text, heading.end()) is None:
        return False
    lines = text[heading.start() + 1 :].split("\n", 1 + _REACH)[: 1 + _REACH]
    return any(pair.line == 0 and pair.certain for pair in pairs(lines))


def _plain(source: str) -> str:
    """The text with a line end before its first line, and without other line ends and marks."""
    if "\r" in source:
        source = source.replace("\r\n", "\n").replace("\r", "\n")
    return "\n" + (source.replace(BOM, "") if BOM in source else source)
