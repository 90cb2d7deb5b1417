"""The outline of a text: which lines belong to which paper of which digest, and which to none."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import define, field

from paperdigest import codes
from paperdigest.readers.daily_papers.grammar import (
    DateHeading,
    date_heading,
    field_line,
)
from paperdigest.readers.engines.fences import Fences
from paperdigest.readers.engines.markdown_lines import HEADING, heading_text
from paperdigest.readers.engines.title_links import PaperHeading, paper_heading

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from paperdigest.readers.engines.findings import Findings

__all__ = ["DigestOutline", "PaperOutline", "outline"]


# These three live as long as one reading, one or two a paper; frozen ones would take a twentieth of its time.
@define
class PaperOutline:
    """A paper: its heading's line, and the line behind its last."""

    heading: PaperHeading
    line: int
    end: int


@define
class DigestOutline:
    """A digest: its heading (None if it has none), the line that it starts at, and the one behind its last."""

    heading: DateHeading | None
    line: int
    end: int
    papers: list[PaperOutline] = field(factory=list)


@define
class _Heading:
    """One heading outside of code, read in every way that it can be read."""

    line: int
    level: int
    text: str
    date: DateHeading | None
    paper: PaperHeading | None

    @property
    def is_arxiv(self) -> bool:
        """Whether it links to a paper for certain."""
        return self.paper is not None and self.paper.arxiv_id is not None


# A heading or a fence begins with one of these; all other lines are passed over at once.
_EVENTS = frozenset("#`~ ")
# How far below a heading without a link a field may stand that shows that it is a paper's.
_FIELD_REACH = 8


def outline(lines: Sequence[str], kinds: list[str], findings: Findings) -> list[DigestOutline]:
    """Finds the digests of a text and the papers of each.

    Args:
        lines: the text, without line ends.
        kinds: a kind for each line; those of headings and of fenced code are set.
        findings: what is odd about the headings is added.
    """
    headings = list(_headings(lines, kinds, findings))
    for heading in headings:
        kinds[heading.line] = "heading"
    digests = _digests(headings, lines, findings, anywhere=False)
    if not any(digest.papers or digest.heading for digest in digests):
        # With no date heading at all, a section that is not called Daily Papers may still be the digest.
        digests = _digests(headings, lines, findings, anywhere=True)
    for digest in digests:
        if digest.heading is not None:
            kinds[digest.line] = "digest-heading"
        for paper in digest.papers:
            kinds[paper.line] = "paper-heading"
    _report_outside(headings, kinds, findings)
    return digests


def _headings(lines: Sequence[str], kinds: list[str], findings: Findings) -> Iterator[_Heading]:
    """The headings outside of fenced code; the kind of fenced lines is set."""
    events = [number for number, line in enumerate(lines) if line[:1] in _EVENTS and line]
    fences = Fences(lines, events, [number for number in events if lines[number].startswith("### [")])
    in_paper = False
    resume = 0
    for number in events:
        if number < resume:
            continue
        if number in fences:
            end = fences.end(number, in_entry=in_paper)
            if end is None:
                findings.add(codes.OPEN_FENCE, number)
                continue
            kinds[number : end + 1] = ["fence"] * (end + 1 - number)
            resume = end + 1
        elif (match := HEADING.match(lines[number])) is not None:
            heading = _heading(number, len(match[1]), match[2])
            in_paper = heading.paper is not None or (in_paper and heading.level > 2)
            yield heading


def _heading(number: int, level: int, raw: str) -> _Heading:
    text = heading_text(raw)
    if text.startswith("[") and 2 <= level <= 4:
        return _Heading(number, level, text, None, paper_heading(text))
    date = date_heading(level, text)
    paper = paper_heading(text) if date is None and 2 <= level <= 4 else None
    return _Heading(number, level, text, date, paper)


def _digests(
    headings: Sequence[_Heading], lines: Sequence[str], findings: Findings, *, anywhere: bool
) -> list[DigestOutline]:
    """Groups headings into digests; with `anywhere`, papers also begin one under a heading of another kind."""
    grouping = _Grouping(findings, anywhere=anywhere)
    ends = (*(heading.line for heading in headings[1:]), len(lines))
    for heading, end in zip(headings, ends, strict=False):
        grouping.take(heading, end, _as_paper(heading, lines, end, in_digest=grouping.current is not None))
    return [digest for digest in grouping.digests if digest.papers or (digest.heading and digest.heading.day)]


class _Grouping:
    """The digests that the headings so far make."""

    def __init__(self, findings: Findings, *, anywhere: bool) -> None:
        self.digests: list[DigestOutline] = []
        self.current: DigestOutline | None = None
        self._findings = findings
        self._anywhere = anywhere
        self._may_begin = True
        """Whether a paper here begins a digest with no heading: at the top of a page, but in none of its sections."""

    def take(self, heading: _Heading, end: int, paper: PaperHeading | None) -> None:
        """Goes on by a heading and the lines below it, to `end`; `paper` if it is a paper's in this place."""
        if heading.date is not None:
            self._begin(DigestOutline(heading.date, heading.line, end))
        elif paper is not None:
            self._take_paper(heading, end, paper)
        elif heading.level <= 2:
            self.current = None
            self._may_begin = heading.level == 1
        elif heading.level > 3 and self.current is not None and self.current.papers:
            self._divide(self.current.papers, heading, end)
        if self.current is not None:
            self.current.end = end

    def _begin(self, digest: DigestOutline) -> None:
        self.current = digest
        self.digests.append(digest)

    def _take_paper(self, heading: _Heading, end: int, paper: PaperHeading) -> None:
        if self.current is None:
            if not (self._may_begin or self._anywhere):
                return
            self._begin(DigestOutline(None, heading.line, end))
        assert self.current is not None
        self.current.papers.append(PaperOutline(paper, heading.line, end))
        if heading.level != 3 and paper.usual:
            self._findings.add(codes.ODD_HEADING, heading.line, paper.title)

    @staticmethod
    def _divide(papers: list[PaperOutline], heading: _Heading, end: int) -> None:
        """A small heading divides the paper that it stands in, and does not end it."""
        last = papers[-1]
        if last.end == heading.line:
            papers[-1] = PaperOutline(last.heading, last.line, end)


def _as_paper(heading: _Heading, lines: Sequence[str], end: int, *, in_digest: bool) -> PaperHeading | None:
    """The heading as that of a paper, if it is one in this place."""
    if heading.paper is not None and (heading.is_arxiv or (in_digest and heading.level == 3)):
        return heading.paper
    if in_digest and heading.paper is None and heading.level == 3 and heading.text:
        below = (
            field_line(line) for line in lines[heading.line + 1 : min(end, heading.line + 1 + _FIELD_REACH)]
        )
        if any(found is not None and found[0] is not None for found in below):
            return PaperHeading(heading.text, None, None, usual=True)
    return None


def _report_outside(headings: Sequence[_Heading], kinds: Sequence[str], findings: Findings) -> None:
    for heading in headings:
        if kinds[heading.line] == "heading" and heading.is_arxiv:
            findings.add(codes.OUTSIDE, heading.line)
