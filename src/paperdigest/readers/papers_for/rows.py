"""From the rows of a table to papers."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from attrs import define, evolve, field

from paperdigest import codes
from paperdigest.model import ArxivId, AuthorsOrder, Link, Paper, Point
from paperdigest.readers.engines.authors import read_authors
from paperdigest.readers.engines.cells import cell_links, read_categories, says_nothing, words_beside
from paperdigest.readers.engines.derived_links import derived_links
from paperdigest.readers.engines.table_cells import RowText
from paperdigest.readers.engines.votes import read_votes
from paperdigest.readers.papers_for.titles import end_of_title, read_title
from paperdigest.text.links import cut_url, link_kind, unique_links

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator, Sequence

    from paperdigest.readers.engines.cells import CellLink
    from paperdigest.readers.engines.page import Page
    from paperdigest.readers.engines.table_sections import Rows
    from paperdigest.readers.engines.tables import Row
    from paperdigest.readers.papers_for.columns import Columns

__all__ = ["RowReader"]

_ARXIV_HOST = re.compile(r"https?://(?:www\.|export\.)?arxiv\.org/", re.IGNORECASE)


@define
class _Parts:
    """What the cells beside the title have said of a paper."""

    links: list[CellLink] = field(factory=list)
    code: list[Link] = field(factory=list)
    categories: dict[str, None] = field(factory=dict)
    tags: dict[str, None] = field(factory=dict)
    summary: list[Point] = field(factory=list)
    extra: dict[str, str] = field(factory=dict)


class RowReader:
    """Reads rows of one text.

    Args:
        page: the text; what there is to know is added to its findings.
    """

    def __init__(self, page: Page) -> None:
        self._page = page
        self._findings = page.findings

    def papers(self, group: Rows[Columns], date: dt.date | None) -> Iterator[Paper]:
        """The papers of some rows; a row with nothing in it is none.

        Args:
            group: the rows.
            date: the day of their digest.
        """
        for row in group.told(self._page):
            yield self._paper(row, group, date)

    def _paper(self, row: Row, group: Rows[Columns], date: dt.date | None) -> Paper:
        row = _with_whole_title(row, group.columns)
        columns, cells = group.columns, row.cells
        title = read_title(cells[columns.title])
        parts = self._parts(row, group)
        leading = [link for link in (*title.links, *parts.links) if link.url]
        for link in title.links:
            if not link.url:
                self._findings.add(codes.EMPTY_LINK, row.line, link.label or "")
        url, arxiv_id = _paper_url(leading)
        self._report(row.line, title.title, url, usual=title.usual)
        authors: tuple[str, ...] = ()
        complete = None
        if columns.authors is not None and not says_nothing(cells[columns.authors]):
            authors, complete = read_authors(cells[columns.authors], row.line, self._findings)
        links = [Link(url=link.url, label=link.label, kind=link_kind(link.url, link.label)) for link in leading
                 if _is_absolute(link.url)]  # fmt: skip
        prose = derived_links(parts.extra.items(), parts.summary)
        abstract = "" if columns.abstract is None else cells[columns.abstract]
        return Paper(
            title=title.title,
            translated_title=self._translated(cells, columns.translated),
            url=url,
            arxiv_id=arxiv_id,
            date=date,
            votes=self._votes(row, columns.votes),
            authors=authors,
            # The format names five authors at most, and does not say whether there are more.
            authors_complete=None if complete is None else False,
            authors_order=AuthorsOrder.UNKNOWN,
            summary=tuple(parts.summary),
            abstract=None if says_nothing(abstract) else abstract,
            categories=tuple(parts.categories),
            tags=tuple(parts.tags),
            links=tuple(link for link in unique_links([*links, *parts.code, *prose]) if link.url != url),
            extra=tuple(parts.extra.items()),
            span=self._page.span(row.line, row.end),
        )

    @staticmethod
    def _translated(cells: Sequence[str], column: int | None) -> str | None:
        return None if column is None or says_nothing(cells[column]) else read_title(cells[column]).title

    def _votes(self, row: Row, column: int | None) -> int | None:
        if column is None or says_nothing(row.cells[column]):
            return None
        return read_votes(row.cells[column], row.line, self._findings)

    def _parts(self, row: Row, group: Rows[Columns]) -> _Parts:
        parts, columns = _Parts(), group.columns
        cells = {
            number: cell for number, cell in enumerate(row.cells) if number != columns.title and not says_nothing(cell)
        }  # fmt: skip
        names = group.header.cells
        for number in columns.summaries:
            if number in cells:
                label = names[number] if len(columns.summaries) > 1 else None
                parts.summary.append(Point(text=cells[number], label=label))
        for number in columns.kinds:
            categories, tags = read_categories(cells.get(number, ""))
            parts.categories |= dict.fromkeys(categories)
            parts.tags |= dict.fromkeys(tags)
        for number in columns.links + columns.code:
            if number in cells:
                self._take_links(
                    cells[number], names[number], parts, row.line, is_code=number in columns.code
                )
        for number in columns.others:
            if number in cells:
                name = names[number]
                parts.extra[name] = (
                    f"{parts.extra[name]}\n{cells[number]}" if name in parts.extra else cells[number]
                )
        return parts

    def _take_links(self, cell: str, name: str, parts: _Parts, line: int, *, is_code: bool) -> None:
        """Takes a cell of links; words in it that are no links are kept as an extra field."""
        links = []
        found = cell_links(cell)
        for link in found:
            if link.url:
                links.append(link)
            else:
                self._findings.add(codes.EMPTY_LINK, line, link.label or "")
        if words := words_beside(cell, found):
            parts.extra[name] = f"{parts.extra[name]}\n{words}" if name in parts.extra else words
            self._findings.add(codes.EXTRA_FIELD, line, name)
        if is_code:
            absolute = [link for link in links if _is_absolute(link.url)]
            parts.code += [
                Link(url=link.url, label=link.label, kind=link_kind(link.url, "code")) for link in absolute
            ]
        else:
            parts.links += links

    def _report(self, line: int, title: str, url: str | None, *, usual: bool) -> None:
        if not title:
            self._findings.add(codes.NO_TITLE, line)
        elif not usual:
            self._findings.add(codes.ODD_HEADING, line, title)
        if url is None:
            self._findings.add(codes.NO_LINK, line)
        elif ArxivId.parse(url) is None:
            self._findings.add(codes.NOT_ARXIV, line, url)


def _with_whole_title(row: Row, columns: Columns) -> Row:
    """The same row, its cells cut behind the links of the title, if the pipes that are too many stand before them."""
    first, count = columns.title, len(row.cells)
    if row.width <= count or count - first < 2 or "](" in row.cells[first] or columns.links:
        return row
    text = " | ".join(row.cells[first:])
    end = end_of_title(text)
    rest = None if end is None else RowText(f"|{text[end + 1 :]}|")
    if rest is None or rest.cells < count - first - 1:
        return row
    elastic = count - first - 2 if columns.elastic is None else max(0, columns.elastic - first - 1)
    cells = (*row.cells[:first], text[:end].strip(), *rest.cut(count - first - 1, elastic))
    return evolve(row, cells=cells)


def _paper_url(links: Sequence[CellLink]) -> tuple[str | None, ArxivId | None]:
    """Which of the links leads to the paper: the first to arXiv, else the first with its id, else the first of all."""
    urls = [link.url for link in links]
    known = [url for url in urls if ArxivId.parse(url)]
    url = next((url for url in known if _ARXIV_HOST.match(url)), next(iter((*known, *urls)), None))
    return url, None if url is None else ArxivId.parse(url)


def _is_absolute(url: str) -> bool:
    return cut_url(url, 0) == len(url)
