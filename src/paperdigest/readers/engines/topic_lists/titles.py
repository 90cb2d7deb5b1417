"""The cell of a title: the title, and the links in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import frozen

from paperdigest.readers.engines.cells import CellLink, cell_links, without_links
from paperdigest.readers.engines.title_links import paper_heading

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["TitleCell", "bare", "read_title", "title_links"]


@frozen
class TitleCell:
    """What the cell of a title says.

    Attributes:
        text: the title.
        links: the links in the cell.
        usual: whether there is nothing else in it.
    """

    text: str
    links: tuple[CellLink, ...] = ()
    usual: bool = True


def title_links(cell: str) -> tuple[CellLink, ...]:
    """The links of a cell that is a title with a link, and maybe others behind it; none for other cells."""
    title = read_title(cell)
    return title.links if title.text and title.usual and title.links and title.links[0].url else ()


def read_title(cell: str) -> TitleCell:
    """Reads a cell as a title: without stars around it, and what it is a link to.

    title = [stars] (text / "[" text "](" url ")") [stars]          **A Title**     **[A Title](https://…)**
    """
    text = bare(cell)
    if "](" not in text and "<a" not in text and "<A" not in text:
        return TitleCell(text)
    whole = paper_heading(text) if "](" in text else None
    if whole is not None and whole.usual and "](" not in whole.title:
        return TitleCell(bare(whole.title), (CellLink(None, whole.url or "", 0, len(text)),))
    links = cell_links(text)
    if not links:
        return TitleCell(text)
    words = without_links(text, links)
    usual = not any(map(str.isalnum, words))
    if not any(map(str.isalnum, text[: links[0].start])):
        return TitleCell(bare(links[0].label or ""), links, usual)
    if any(map(str.isalnum, text[links[-1].end :])):
        words = _with_labels(text, links)
    return TitleCell(bare(" ".join(words.split()).strip(" ()[]-–—|")), links, usual)


def _with_labels(text: str, links: Sequence[CellLink]) -> str:
    parts, start = [], 0
    for link in links:
        parts += [text[start : link.start], link.label or link.url]
        start = link.end
    return "".join((*parts, text[start:]))


def bare(text: str) -> str:
    """A text without the stars around it; `**A** and **B**` has none around it, `**A` was cut off."""
    text = text.strip()
    if not (text.startswith("*") and text.endswith("*")):
        return text[2:].lstrip() if text.startswith("**") and "**" not in text[2:] else text
    count = min(3, len(text) - len(text.lstrip("*")), len(text) - len(text.rstrip("*")))
    inner = text[count:-count]
    first = inner.find(text[:count])
    return inner.strip() if first < 0 or first == 0 or inner[first - 1].isspace() else text
