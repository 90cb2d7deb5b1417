"""From the rows of a week's tables to papers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from paperdigest import codes
from paperdigest.model import ArxivId, Link, LinkKind, Paper
from paperdigest.readers.engines.cells import cell_links, says_nothing, words_beside
from paperdigest.readers.engines.derived_links import derived_links
from paperdigest.readers.engines.points import PointReader, RawPoints
from paperdigest.readers.papers_of_week.cells import read_paper_cell
from paperdigest.text.links import cut_url, link_kind, unique_links

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator, Sequence

    from paperdigest.readers.engines.page import Page
    from paperdigest.readers.engines.table_sections import Rows
    from paperdigest.readers.engines.tables import Row
    from paperdigest.readers.papers_of_week.cells import PaperCell
    from paperdigest.readers.papers_of_week.outline import Columns

__all__ = ["RowReader"]

# The labels of a link to the paper itself, the surest first.
_PAPER_LABELS = ("paper", "papers", "arxiv", "pdf", "论文", "論文", "논문")
# The place in the list is the rank; where a row says another, it is kept under this label.
_RANK = "Rank"


class RowReader:
    """Reads rows of one text.

    Args:
        page: the text; what there is to know is added to its findings.
    """

    def __init__(self, page: Page) -> None:
        self._page = page
        self._findings = page.findings
        self._points = PointReader(page.findings, repairs=any(sign in page.source for sign in "\t\b\f\v\a"))

    def papers(self, groups: Sequence[Rows[Columns]], date: dt.date | None) -> Iterator[Paper]:
        """The papers of a week; a row with nothing in it is none.

        Args:
            groups: the rows.
            date: the first day of the week.
        """
        place = 0
        for group in groups:
            for row in group.told(self._page):
                place += 1
                yield self._paper(row, group, place, date)

    def _paper(self, row: Row, group: Rows[Columns], place: int, date: dt.date | None) -> Paper:
        text, link_text = row.cells[group.columns.paper], row.cells[group.columns.links]
        if row.width > len(row.cells):
            text, link_text = _with_all_links(text, link_text)
        cell = read_paper_cell(text)
        extra = self._extra(row, group)
        if cell.rank is not None and cell.rank != place:
            extra[_RANK] = str(cell.rank)
            self._findings.add(codes.EXTRA_FIELD, row.line, _RANK)
        links = self._links(link_text, group.header.cells[group.columns.links], extra, row.line)
        url = _paper_url(links) if cell.url is None else cell.url
        self._report(row.line, cell, url)
        raws = RawPoints()
        for point in cell.points:
            raws.add(0, row.line, point)
        summary = self._points.points(raws)
        prose = derived_links(((label, value) for label, value in extra.items() if label != _RANK), summary)
        return Paper(
            title=cell.title,
            url=url,
            arxiv_id=None if url is None else ArxivId.parse(url),
            date=date,
            summary=summary,
            links=tuple(link for link in unique_links([*links, *prose]) if link.url != url),
            extra=tuple(extra.items()),
            span=self._page.span(row.line, row.end),
        )

    @staticmethod
    def _extra(row: Row, group: Rows[Columns]) -> dict[str, str]:
        extra: dict[str, str] = {}
        for number in group.columns.others:
            cell, name = row.cells[number], group.header.cells[number]
            if not says_nothing(cell):
                extra[name] = f"{extra[name]}\n{cell}" if name in extra else cell
        return extra

    def _links(self, cell: str, name: str, extra: dict[str, str], line: int) -> list[Link]:
        """The links of a cell; words in it that lead nowhere are kept as an extra field."""
        links = []
        # A link that leads to no URL, such as `[Paper](arxiv.org/abs/…)`, is among the words.
        found = [link for link in cell_links(cell) if cut_url(link.url, 0) == len(link.url)]
        for link in found:
            if not link.url:
                self._findings.add(codes.EMPTY_LINK, line, link.label or "")
            else:
                links.append(Link(url=link.url, label=link.label, kind=link_kind(link.url, link.label)))
        if (words := words_beside(cell, found)) and not says_nothing(cell):
            extra[name] = f"{extra[name]}\n{words}" if name in extra else words
            self._findings.add(codes.EXTRA_FIELD, line, name)
        return links

    def _report(self, line: int, cell: PaperCell, url: str | None) -> None:
        if not cell.title:
            self._findings.add(codes.NO_TITLE, line)
        elif not cell.usual:
            self._findings.add(codes.TITLE_GUESSED, line, cell.title)
        if url is None:
            self._findings.add(codes.NO_LINK, line)
        elif ArxivId.parse(url) is None:
            self._findings.add(codes.NOT_ARXIV, line, url)


def _with_all_links(text: str, links: str) -> tuple[str, str]:
    """The two cells of a row in which pipes separate links: those at the end of the first belong to the second."""
    parts = text.split("|")
    keep = len(parts)
    while keep > 1 and _only_links(parts[keep - 1]):
        keep -= 1
    return "|".join(parts[:keep]).rstrip(), " | ".join((*map(str.strip, parts[keep:]), links))


def _only_links(text: str) -> bool:
    found = cell_links(text)
    return bool(found) and not words_beside(text, found)


def _paper_url(links: Sequence[Link]) -> str | None:
    """Which of the links leads to the paper: by its label, else by what it leads to."""
    for label in _PAPER_LABELS:
        for link in links:
            if link.label is not None and link.label.casefold().strip("*_ ") == label:
                return link.url
    by_kind = [link.url for link in links if link.kind is LinkKind.PAPER]
    return next((url for url in by_kind if ArxivId.parse(url)), by_kind[0] if by_kind else None)
