"""The format of digests that a language model has annotated: for each paper its authors, and labelled fields.

`grammar` has the patterns, `outline` finds papers, groups and the table of contents, `recognition` tells whether a
text is of this format, `fields` cuts papers into labelled fields, `papers` reads them, and `names` says what their
labels stand for. The rules are written down in the docs page on the format.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import frozen

from paperdigest import codes
from paperdigest.model import Digest
from paperdigest.readers.ai_enhanced.grammar import is_markup
from paperdigest.readers.ai_enhanced.outline import outline
from paperdigest.readers.ai_enhanced.papers import PaperReader
from paperdigest.readers.ai_enhanced.recognition import count_entries
from paperdigest.readers.engines.page import Page

if TYPE_CHECKING:
    import datetime as dt

    from paperdigest.model import Document
    from paperdigest.readers.ai_enhanced.outline import DigestOutline

__all__ = ["AiEnhancedReader"]


def __dir__() -> list[str]:
    return __all__


@frozen
class AiEnhancedReader:
    """Headings `### [1] [Title](https://arxiv.org/abs/2505.09746)`, below each of them a line `*Ann Bo,Cy Do*`."""

    name = "ai-enhanced"
    title = "AI-enhanced digest"

    def recognises(self, source: str) -> int:
        """How many papers have a line of authors below their heading; see `Reader.recognises`."""
        return count_entries(source)

    def read(self, source: str, name: str) -> Document:
        """Reads a text of this format; any text, however little of it is a digest.

        Args:
            source: the decoded text.
            name: what it was read from.
        """
        page = Page.of(source, name)
        outlines, claims = outline(page)
        papers = PaperReader(page, [entry for found in outlines for entry in found.entries])
        digests = tuple(_digest(found, papers, page) for found in outlines)
        for claim in claims:
            if claim.total != claim.found:
                page.findings.add(
                    codes.COUNT_DIFFERS, claim.line, claim.name, str(claim.total), str(claim.found)
                )
        _report_dates(outlines, page)
        _settle_text(outlines, page)
        return page.document(self.name, digests)


def _digest(found: DigestOutline, papers: PaperReader, page: Page) -> Digest:
    return Digest(
        title=found.title,
        date=found.date,
        papers=tuple(papers.read(entry, found.date) for entry in found.entries),
        span=page.span(found.line, found.end),
    )


def _report_dates(outlines: list[DigestOutline], page: Page) -> None:
    seen: set[dt.date] = set()
    for found in outlines:
        if found.bad_day:
            page.findings.add(codes.BAD_DATE, found.line, found.bad_day)
        elif found.date is None:
            page.findings.add(codes.NO_DATE, found.line)
        elif found.date in seen:
            page.findings.add(codes.DATE_AGAIN, found.line, found.date.isoformat())
        else:
            seen.add(found.date)


def _settle_text(outlines: list[DigestOutline], page: Page) -> None:
    """Tells markup from text outside of papers, and says of text in a digest that it belongs to no paper."""
    kinds = page.kinds
    for number, line in enumerate(page.lines):
        if kinds[number] == "text" and outlines and is_markup(line):
            kinds[number] = "markup"
    for found in outlines:
        reported = False
        for number in range(found.line, found.end):
            if kinds[number] == "text":
                kinds[number] = "unknown"
                if not reported:
                    page.findings.add(codes.NO_OWNER, number)
                reported = True
            elif kinds[number] != "blank":
                reported = False
