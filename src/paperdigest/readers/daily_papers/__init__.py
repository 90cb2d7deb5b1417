"""The format of daily paper digests: a date heading, then for each paper a linked title, media, votes, authors, points.

`grammar` has the patterns, `recognition` tells whether a text is of this format, `outline` finds digests and papers,
`papers` tells their lines apart, `fields` and `points` read them. The rules are written down in the docs page on the
format.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import frozen

from paperdigest import codes
from paperdigest.model import Digest, Document, Tiling
from paperdigest.readers.daily_papers.outline import outline
from paperdigest.readers.daily_papers.papers import PaperReader
from paperdigest.readers.daily_papers.recognition import count_papers
from paperdigest.readers.findings import Findings
from paperdigest.source import BOM, Span, split_lines

if TYPE_CHECKING:
    import datetime as dt

    from paperdigest.readers.daily_papers.outline import DigestOutline

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
        lines, starts = split_lines(source)
        if BOM in source:
            # Not only the first line: files with marks are concatenated.
            lines = [line.lstrip(BOM) for line in lines]
        kinds = ["text" if line and not line.isspace() else "blank" for line in lines]
        findings = Findings(lines, starts)
        outlines = outline(lines, kinds, findings)
        papers = PaperReader(source, lines, starts, kinds, findings)
        digests = tuple(_digest(found, papers, starts) for found in outlines)
        _report_digests(outlines, findings)
        _settle_text(outlines, kinds, findings)
        if not digests:
            findings.add(codes.NO_DIGEST, 0, self.name)
        return Document(
            source=source,
            name=name,
            reader=self.name,
            digests=digests,
            diagnostics=findings.sorted(),
            tiling=Tiling(tuple(kinds), tuple(starts)),
        )


def _digest(found: DigestOutline, papers: PaperReader, starts: list[int]) -> Digest:
    heading = found.heading
    date = heading.date if heading else None
    return Digest(
        title=heading.title if heading else None,
        date=date,
        papers=tuple(papers.read(paper, date) for paper in found.papers),
        span=Span(starts[found.line], starts[found.end]),
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


def _settle_text(outlines: list[DigestOutline], kinds: list[str], findings: Findings) -> None:
    """Gives the lines that belong to no paper their kind: prose of the page, or text in a digest without owner."""
    if "text" not in kinds:
        return
    for found in outlines:
        reported = False
        for number in range(found.line, found.end):
            if kinds[number] == "text":
                kinds[number] = "unknown"
                if not reported:
                    findings.add(codes.NO_OWNER, number)
                reported = True
            elif kinds[number] != "blank":
                reported = False
    kinds[:] = ["prose" if kind == "text" else kind for kind in kinds]
