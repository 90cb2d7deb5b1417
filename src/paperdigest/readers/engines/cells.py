"""What stands in the cells of tables: nothing, links, lists of links, categories."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from attrs import frozen

from paperdigest.text.links import cut_url

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

__all__ = ["CellLink", "cell_links", "read_categories", "says_nothing", "without_links", "words_beside"]

# What a script or a person writes where there is nothing.          null   -   N/A   []()   [link]()
_NOTHING = frozenset(("", "null", "none", "nan", "n/a", "n.a.", "undefined", "无", "暂无", "없음", "なし"))
_LONGEST_NOTHING = max(map(len, _NOTHING))
_NOTHING_SIGNS = " \t-–—_/\\*`|.…[]()"
_SEPARATORS = " \t,;|/·•、，；"
_LINE_BREAK = re.compile(r"<br[ ]?/?>", re.IGNORECASE)
_EMPTY_LINK = re.compile(r"\[[^\[\]]*\]\([ \t]*\)")


def says_nothing(cell: str) -> bool:
    """Whether a cell says that there is nothing."""
    if not cell:
        return True
    if len(cell) > 60:
        return False
    if cell.endswith(("()", " )", "\t)")) and not _EMPTY_LINK.sub("", cell).strip(_NOTHING_SIGNS + ",;"):
        return True
    text = cell.strip(_NOTHING_SIGNS)
    return len(text) <= _LONGEST_NOTHING and text.casefold() in _NOTHING


@frozen
class CellLink:
    """A link in a cell.

    Attributes:
        label: as written; None for a bare URL.
        url: as written; empty for `[label]()` and `[label](None)`.
        start: where it begins in the cell.
        end: the offset behind it.
    """

    label: str | None
    url: str
    start: int
    end: int


#     link = "[" label "](" [url [title]] ")"          [Code](https://…)   [Tweet]()
_BRACKET = re.compile(r"\\.|[\[\]]", re.DOTALL)
_TARGET = re.compile(
    r"""\([ \t]*+<?(?P<url>(?:[^()\s<>]|\([^()\s<>]*+\))*+)>?(?:[ \t]++["'(][^"'()]*+["')])?[ \t]*+\)"""
)
#     anchor = "<a " … "href=" url … ">" label "</a>"
_ANCHOR = re.compile(
    r"""<a[ \t](?:(?!href)[^<>])*+href=["']?(?P<url>[^"'\s<>]++)[^<>]*+>(?P<label>[^<>]*+)</a>""",
    re.IGNORECASE,
)
_SCHEME = re.compile(r"https?://", re.IGNORECASE)


def cell_links(cell: str) -> tuple[CellLink, ...]:
    """The links of a cell in order: Markdown's, HTML's and bare URLs; of nested ones the outermost, and no pictures."""
    found = list(_markdown_links(cell)) if "](" in cell else []
    found = [*found, *(link for part in _gaps(cell, found) for link in _anchors(cell, *part))]
    found.sort(key=lambda link: link.start)
    found = [*found, *(link for part in _gaps(cell, found) for link in _bare_urls(cell, *part))]
    found.sort(key=lambda link: link.start)
    return tuple(found)


def without_links(cell: str, links: Sequence[CellLink]) -> str:
    """The text of a cell between its links, and a space for each link."""
    return " ".join(cell[start:end] for start, end in _gaps(cell, links))


def words_beside(cell: str, links: Sequence[CellLink]) -> str:
    """What a cell says besides its links, with a space for each of them; empty if it is nothing but separators."""
    text = " ".join(_LINE_BREAK.sub(" ", without_links(cell, links)).split())
    return text.strip(_SEPARATORS) if any(character.isalnum() for character in text) else ""


def _gaps(cell: str, links: Sequence[CellLink]) -> Iterator[tuple[int, int]]:
    start = 0
    for link in links:
        yield start, link.start
        start = link.end
    yield start, len(cell)


def _markdown_links(cell: str) -> list[CellLink]:
    found: list[CellLink] = []
    opened: list[int] = []
    resume = 0
    for match in _BRACKET.finditer(cell):
        place = match.start()
        if place < resume:
            continue  # a bracket in a URL
        if match[0] == "[":
            opened.append(place)
        elif match[0] == "]" and opened:
            start = opened.pop()
            target = _TARGET.match(cell, place + 1)
            if target is None or cell[max(0, start - 1) : start] == "!":
                continue
            while found and found[-1].start > start:
                found.pop()  # it stands in the label of this one
            resume = target.end()
            url = "" if target["url"].casefold() in _NOTHING else target["url"]
            found.append(CellLink(cell[start + 1 : place].strip(), url, start, resume))
    return found


def _anchors(cell: str, start: int, end: int) -> Iterator[CellLink]:
    for match in _ANCHOR.finditer(cell, start, end):
        yield CellLink(match["label"].strip() or None, match["url"], match.start(), match.end())


def _bare_urls(cell: str, start: int, end: int) -> Iterator[CellLink]:
    offset = start
    while (match := _SCHEME.search(cell, offset, end)) is not None:
        offset = min(cut_url(cell, match.start()), end)
        if offset > match.start():
            yield CellLink(None, cell[match.start() : offset], match.start(), offset)
        else:
            offset = match.end()


# arXiv's categories, https://arxiv.org/category_taxonomy: an archive, most of them with a subject class.
#     category = archive "." class / archive          cs.CL   cond-mat.str-el   hep-th
_CATEGORY = re.compile(
    r"(?:astro-ph|cond-mat|cs|econ|eess|math|nlin|physics|q-bio|q-fin|stat)\.[A-Za-z-]{2,10}"
    r"|astro-ph|cond-mat|gr-qc|hep-(?:ex|lat|ph|th)|math-ph|nucl-(?:ex|th)|quant-ph"
)
_BETWEEN = re.compile(r"[,;/|、，；·]|<br[ ]?/?>")


def read_categories(cell: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """What a cell says of a paper's kind.

    Returns:
        The categories of arXiv in it, and the other words or phrases: the digest's own tags.
    """
    parts = [part.strip(" \t*_`#") for part in _BETWEEN.split(cell)]
    parts = [part for part in parts if part]
    if not all(_CATEGORY.fullmatch(part) for part in parts):
        words = cell.split()
        if all(_CATEGORY.fullmatch(word) for word in words):
            parts = words  # `cs.CL cs.AI`
    parts = list(dict.fromkeys(parts))
    categories = tuple(part for part in parts if _CATEGORY.fullmatch(part))
    return categories, tuple(part for part in parts if part not in categories)
