"""The format of daily paper digests: a date heading, then for each paper a linked title, media, votes, authors, points.

`grammar` has the patterns, `recognition` tells whether a text is of this format, `outline` finds digests and papers,
`papers` tells their lines apart, `fields` and `points` read them. The rules are written down in the docs page on the
format.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import frozen

from paperdigest import codes
from paperdigest.model import Digest
from paperdigest.readers.daily_papers.outline import outline
from paperdigest.readers.daily_papers.papers import PaperReader
from paperdigest.readers.daily_papers.recognition import count_papers
from paperdigest.readers.engines.page import Page

if TYPE_CHECKING:
    import datetime as dt

    from paperdigest.model import Document
    from paperdigest.readers.daily_papers.outline import DigestOutline
    from paperdigest.readers.engines.findings import Findings

__all__ = ["DailyPapersReader"]


def __dir__() -> list[str]:
    return __all__


@frozen
class DailyPapersReader:
    """A heading `## Daily Papers (2024-03-08)`, below it headings `### [Title](https://arxiv.org/abs/2403.04132)`."""

    name = "daily-papers"
    title = "Daily Papers"

    def recognises(self, source: str) -> int:
        """How many papers stand below date headings; see `Reader.recognises`."""
        return count_papers(source)

    def read(self, source: str, name: str) -> Document:
        """Reads a text of this format; any text, however little of it is a digest.

        Args:
            source: the decoded text.
            name: what it was read from.
        """
        page = Page.of(source, name)
        outlines = outline(page.lines, page.kinds, page.findings)
        papers = PaperReader(source, page.lines, page.starts, page.kinds, page.findings)
        digests = tuple(_digest(found, papers, page) for found in outlines)
        _report_digests(outlines, page.findings)
        if "text" in page.kinds:
            for found in outlines:
                page.leave_unread(found.line, found.end, codes.NO_OWNER)
        return page.document(self.name, digests)


def _digest(found: DigestOutline, papers: PaperReader, page: Page) -> Digest:
    heading = found.heading
    date = heading.date if heading else None
    return Digest(
        title=heading.title if heading else None,
        date=date,
        papers=tuple(papers.read(paper, date) for paper in found.papers),
        span=page.span(found.line, found.end),
    )


def _report_digests(outlines: list[DigestOutline], findings: Findings) -> None:
    seen: set[dt.date] = set()
    for found in outlines:
        heading = found.heading
        if heading is None or not heading.day:
            findings.add(codes.NO_DATE, found.line)
        elif heading.date is None:
            findings.add(codes.BAD_DATE, found.line, heading.day)
        elif not heading.usual:
            findings.add(codes.DATE_SPELLING, found.line, heading.date.isoformat())
        if not found.papers:
            findings.add(codes.NO_PAPERS, found.line)
        if heading is not None and heading.date is not None:
            if heading.date in seen:
                findings.add(codes.DATE_AGAIN, found.line, heading.date.isoformat())
            seen.add(heading.date)
