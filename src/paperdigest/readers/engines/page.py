"""One text while a reader goes through it: its lines, the kind of each, the findings, and the document in the end."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import field, frozen

from paperdigest import codes
from paperdigest.model import Document, Tiling
from paperdigest.readers.engines.fences import FENCE, Fences
from paperdigest.readers.engines.findings import Findings
from paperdigest.source import BOM, Span, split_lines

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from paperdigest.diagnostics import Code
    from paperdigest.model import Digest

__all__ = ["Page"]

_FENCE_SIGNS = frozenset("`~ ")


@frozen(eq=False)
class Page:
    """A text cut into lines, numbered from 0.

    Every line has a kind, which makes the blocks of the document: `blank` or `text` to begin with. A reader gives each
    line that it accounts for a kind of its own; what is `text` in the end is `prose` of the page.

    Attributes:
        source: the whole text.
        name: what it was read from.
        lines: without their ends and without byte order marks.
        starts: the offset of each line in the source, and behind them the length of the source.
        kinds: the kind of each line.
        findings: what there is to know of the lines.
    """

    source: str
    name: str
    lines: Sequence[str]
    starts: Sequence[int]
    kinds: list[str]
    findings: Findings = field(init=False)

    @findings.default
    def _no_findings(self) -> Findings:
        return Findings(self.lines, self.starts)

    @classmethod
    def of(cls, source: str, name: str) -> Page:
        """Cuts a text into lines."""
        lines, starts = split_lines(source)
        if BOM in source:
            # Not only the first line: files with marks are concatenated.
            lines = [line.lstrip(BOM) for line in lines]
        kinds = ["text" if line and not line.isspace() else "blank" for line in lines]
        return cls(source, name, lines, starts, kinds)

    def hide_code(self, entries: Sequence[int], first: int = 0) -> None:
        """Gives the lines of fenced code the kind `fence`.

        A fence that never closes opens nothing. A bare one behind the first entry opens nothing either if entries
        stand before it closes: a stray fence in a summary must not hide the papers below.

        Args:
            entries: the lines, in rising order, that would begin papers if they were not code.
            first: the line that Markdown begins in, behind front matter.
        """
        if "```" not in self.source and "~~~" not in self.source:
            return
        events = [
            number
            for number, line in enumerate(self.lines)
            if number >= first and line[:1] in _FENCE_SIGNS and line and FENCE.fullmatch(line) is not None
        ]
        fences = Fences(self.lines, events, entries)
        resume = 0
        for number in events:
            if number < resume:
                continue
            end = fences.end(number, in_entry=bool(entries) and entries[0] < number)
            if end is None:
                self.findings.add(codes.OPEN_FENCE, number)
                continue
            self.kinds[number : end + 1] = ["fence"] * (end + 1 - number)
            resume = end + 1

    def span(self, first: int, end: int) -> Span:
        """Where the lines from `first` to before `end` stand in the source."""
        return Span(self.starts[first], self.starts[end])

    def leave_unread(self, first: int, end: int, code: Code = codes.UNKNOWN_LINE) -> None:
        """Says of lines that are `text` still that no rule knows them; a run of them is one finding, `code`."""
        reported = False
        for number in range(first, end):
            if self.kinds[number] == "text":
                self.kinds[number] = "unknown"
                if not reported:
                    self.findings.add(code, number)
                reported = True
            elif self.kinds[number] != "blank":
                reported = False

    def document(self, reader: str, digests: Iterable[Digest]) -> Document:
        """What was read, with the finding `PD101` if that is no digest; text that is left becomes `prose`."""
        digests = tuple(digests)
        if not digests:
            self.findings.add(codes.NO_DIGEST, 0, reader)
        return Document(
            source=self.source,
            name=self.name,
            reader=reader,
            digests=digests,
            diagnostics=self.findings.sorted(),
            tiling=Tiling(
                tuple("prose" if kind == "text" else kind for kind in self.kinds), tuple(self.starts)
            ),
        )
