"""The cell with rank, title and summary."""

from __future__ import annotations

import re

from attrs import frozen

from paperdigest.readers.engines.cells import cell_links

__all__ = ["PaperCell", "has_rank", "read_paper_cell"]


@frozen
class PaperCell:
    """What the cell says.

    Attributes:
        rank: the number before the title; None if there is none.
        title: without stars around it.
        url: that of a title which is a link; None for others.
        usual: whether the title has stars around it or is a link, so that its end is certain.
        points: the summary: the text behind the title, then what follows each line break or bullet.
    """

    rank: int | None
    title: str
    url: str | None
    usual: bool
    points: tuple[str, ...]


#     rank = [stars] 1*3DIGIT (")" / "." / "、")          1) **Title**     **1. Title**     12) Title
_RANK = re.compile(r"(?P<stars>[*_]{0,3})#?(?P<rank>\d{1,3})(?:[ ]?[)）、]|\.(?=[ *_\[]))[ ]*", re.ASCII)
_BOLD = re.compile(r"<(/?)(?:b|strong)[ ]?>", re.IGNORECASE)
_BEHIND_TITLE = " \t\xa0-–—:：|"
# Between title and summary; `-1` is a number.
_SEPARATOR = re.compile(r"\s*+(?:[-–—:：|]{1,3}(?=\s|[^\W\d]|\Z)\s*+)?")
#     break = "<br>" / "●"
_BREAK = re.compile(r"<br[ ]?/?>|[●•▪◦‣]", re.IGNORECASE)
_HYPHEN_BULLET = re.compile(r"\A[-*+·–][ ]+(?=\S)")
# What ends a title without stars: the first of these, or else a colon.
_END = re.compile(r"\s{2,}|[ ][-–—]{1,2}[ ]|[ ]?(?=<br)", re.IGNORECASE)
_COLON = re.compile(r"[:：][ ]")


def has_rank(cell: str) -> bool:
    """Whether a cell begins with the number of a paper."""
    return _RANK.match(cell) is not None


def read_paper_cell(cell: str) -> PaperCell:
    """Reads the cell.

    paper-cell = [rank] ("**" title "**" / "[" title "](" url ")") "-" summary *("<br>" ["●"] point)
    paper-cell = [rank] title 2*SP summary *("<br>" ["●"] point)
    """
    if "<" in cell:
        cell = _BOLD.sub("**", cell)
    rank = _RANK.match(cell)
    text = cell
    if rank is not None:
        text = rank["stars"] + cell[rank.end() :]
    title, url, rest, usual = _split(text.strip())
    return PaperCell(
        rank=None if rank is None else int(rank["rank"]),
        title=title,
        url=url,
        usual=usual,
        points=_points(rest),
    )


def _split(text: str) -> tuple[str, str | None, str, bool]:
    """Title, its URL, what stands behind it, and whether its end is certain."""
    for stars in ("***", "**", "__"):
        end = text.find(stars, len(stars)) if text.startswith(stars) else -1
        if end > len(stars):
            title, url = _linked(text[len(stars) : end])
            return title.rstrip(_BEHIND_TITLE), url, _behind(text, end + len(stars)), True
    if text.startswith("["):
        links = cell_links(text)
        if links and links[0].start == 0 and links[0].label:
            title, url = _linked(text[: links[0].end])
            return title, url, _behind(text, links[0].end), True
    match = _END.search(text) or _COLON.search(text)
    if match is None:
        return text.rstrip(_BEHIND_TITLE), None, "", False
    return text[: match.start()].rstrip(_BEHIND_TITLE), None, _behind(text, match.end()), False


def _behind(text: str, place: int) -> str:
    match = _SEPARATOR.match(text, place)
    return text[place if match is None else match.end() :]


def _linked(title: str) -> tuple[str, str | None]:
    """A title without the link that it is, and the URL of that."""
    title = title.strip()
    links = cell_links(title) if title.startswith("[") else ()
    if len(links) == 1 and links[0].end == len(title) and links[0].label:
        return links[0].label.strip("*_ "), links[0].url or None
    return title, None


def _points(text: str) -> tuple[str, ...]:
    parts = (_HYPHEN_BULLET.sub("", part.strip(), count=1) if number else part.strip()
             for number, part in enumerate(_BREAK.split(text)))  # fmt: skip
    return tuple(part for part in parts if part)
