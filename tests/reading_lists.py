"""A reader of another format, complete and alone in its module, as a plug-in or a reader to come would be.

Tests import it, put it into the table of readers, and install this file as the plug-in of another package.
"""

from __future__ import annotations

import re

from attrs import frozen

from paperdigest import ArxivId, Diagnostic, Digest, Document, Paper, Span
from paperdigest.codes import CODES
from paperdigest.model import Tiling
from paperdigest.source import split_lines


@frozen
class ReadingLists:
    """A heading `# Reading list`, below it lines `* Title <URL>`."""

    name: str = "reading-list"
    title: str = "Reading list"
    sign: str = "*"

    def recognises(self, source: str) -> int:
        return len(self.read(source, "-").papers) if "# Reading list" in source else 0

    def read(self, source: str, name: str) -> Document:
        lines, starts = split_lines(source)
        heading = next((number for number, line in enumerate(lines) if line == "# Reading list"), len(lines))
        entry = re.compile(rf"{re.escape(self.sign)} (?P<title>[^<>]+) <(?P<url>[^<>\s]+)>")
        papers = tuple(
            Paper(
                title=match["title"],
                url=match["url"],
                arxiv_id=ArxivId.parse(match["url"]),
                span=Span(starts[number], starts[number + 1]),
            )
            for number, line in enumerate(lines)
            if number > heading and (match := entry.fullmatch(line))
        )
        nothing = Diagnostic(CODES["PD101"], Span(0, len(lines[0]) if lines else 0), (self.name,))
        return Document(
            source=source,
            name=name,
            reader=self.name,
            digests=(Digest(papers=papers),) if papers else (),
            diagnostics=() if papers else (nothing,),
            tiling=Tiling(tuple("text" for _ in lines), tuple(starts)),
        )


def plus_lists() -> ReadingLists:
    """The same with lines `+ Title <URL>`."""
    return ReadingLists(name="plus-list", sign="+")


STARS = ReadingLists()
PLUSES = plus_lists()
