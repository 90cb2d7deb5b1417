"""The cell of a title: what of it is the title, and which links stand in it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from attrs import frozen

from paperdigest.model import ArxivId
from paperdigest.readers.engines.cells import CellLink, cell_links, words_beside

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["TitleCell", "end_of_title", "read_title"]


@frozen
class TitleCell:
    """What the cell of a title says.

    Attributes:
        title: without stars around it.
        links: those that belong to the paper; a link in the middle of the title stays in it.
        usual: whether there is nothing else in the cell.
    """

    title: str
    links: tuple[CellLink, ...]
    usual: bool


# What leads from a title to its links.          (Read more on [arXiv](…) or [HF](…))     - read more on [arXiv](…)
_READ_MORE = re.compile(r"[(（\[|:–—-]\s{0,3}read[ ]more\b", re.IGNORECASE)
_READ_MORE_ON = re.compile(r"[(（]\s{0,3}read[ ]more[ ]on[ ][^()（）]{0,60}[)）]$", re.IGNORECASE)
_CONNECTIVES = re.compile(
    r"\b(?:read|more|on|or|and|at|in|see|also)\b|阅读(?:更多|全文|原文)?|查看(?:更多|全文|原文)?|更多|详见|或者?|以及|和|在|于|上"
    r"|더[ ]?보기|또는|에서|[^\w]",
    re.IGNORECASE,
)
# Where a bracket is still open when the links begin, it belongs to them; at most this far before them.
_LONGEST_LEAD = 40
_BREAKS = ("<br>", "<br/>", "<br />")
_BEHIND = " \t\xa0(（[|·,:–—-"


def read_title(cell: str) -> TitleCell:
    """Reads the cell of a title.

        title-cell = title "(Read more on " link [" or " link] ")" / title "- read more on " link … / link

    A title that is a link itself may hold brackets; links to other sites may follow it.
    """
    links = cell_links(cell)
    if not links:
        bare = _READ_MORE_ON.sub("", cell)
        return TitleCell(_bare(bare), (), usual=bare == cell)
    before = cell[: links[0].start]
    if links[0].label and not re.search(r"\w", before):
        rest = cell[links[0].end :]
        usual = not _left_over(rest, [_moved(link, -links[0].end) for link in links[1:]])
        return TitleCell(_bare(links[0].label), links, usual)
    tail = _tail(cell, links)
    first = next((number for number, link in enumerate(links) if link.start >= tail), len(links))
    behind = [_moved(link, -tail) for link in links[first:]]
    return TitleCell(_bare(cell[:tail]), links[first:], not _left_over(cell[tail:], behind))


def end_of_title(text: str) -> int | None:
    """Where the first cell of a text ends, if a title with pipes in it stands there and then links to its paper.

    Args:
        text: the cells of a row, with pipes between them.

    Returns:
        The offset of the first pipe behind those links; None if there is no link to arXiv, or a pipe in front of none.
    """
    links = cell_links(text)
    first = next((link for link in links if ArxivId.parse(link.url)), None)
    if first is None or not _READ_MORE.search(text, 0, first.start):
        return None
    place = text.find("|", first.end)
    for link in links:
        if link.start < place < link.end:
            place = text.find("|", link.end)
    return None if place < 0 else place


def _tail(cell: str, links: Sequence[CellLink]) -> int:
    """Where the title ends: at the last words outside of links that lead to one, or else at the first link.

    A bracket that is still open where the first link begins belongs to the links: `(阅读全文：[arXiv](…))`.
    """
    ends = [0, *(link.end for link in links)]
    for start, link in zip(reversed(ends[:-1]), reversed(links), strict=True):
        phrases = [match.start() for match in _READ_MORE.finditer(cell, start, link.start)]
        if phrases:
            return phrases[-1]
    return _without_open_bracket(cell, links[0].start)


def _moved(link: CellLink, by: int) -> CellLink:
    return CellLink(link.label, link.url, link.start + by, link.end + by)


def _left_over(text: str, links: Sequence[CellLink]) -> str:
    """The words of a text that are neither links nor lead to them."""
    return _CONNECTIVES.sub("", words_beside(text, links))


def _without_open_bracket(text: str, end: int) -> int:
    """Where the last bracket stands that is open at a place, if it is near; else that place."""
    depth = 0
    for place in range(end - 1, max(-1, end - _LONGEST_LEAD), -1):
        if text[place] in ")）":
            depth += 1
        elif text[place] in "(（":
            depth -= 1
            if depth < 0:
                return place
    return end


def _bare(text: str) -> str:
    """A title without stars around it, and without what leads to links behind it."""
    text = _trimmed(text)
    for stars in ("***", "**", "__", "*"):
        inner = text[len(stars) : -len(stars)]
        if inner and stars not in inner and text.startswith(stars) and text.endswith(stars):
            return _trimmed(inner)
    return text


def _trimmed(text: str) -> str:
    end = len(text)
    while end:
        tag = text.rfind("<", max(0, end - len(_BREAKS[-1])), end)
        if text[end - 1] in _BEHIND:
            end -= 1
        elif tag >= 0 and text[tag:end].lower() in _BREAKS:
            end = tag
        else:
            break
    return text[:end].lstrip()
