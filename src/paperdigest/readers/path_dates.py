"""The day that a file's path names, where the text of the file names none.

Readers do not know what a text was read from. So this is done for `load` and `scan` alone, and every date that comes
from a path is a finding.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import evolve

from paperdigest import codes
from paperdigest.diagnostics import Diagnostic
from paperdigest.readers.engines.dates import day_in_path
from paperdigest.source import LineTable, Span

if TYPE_CHECKING:
    from paperdigest.model import Digest, Document

__all__ = ["dated_by_path"]


def dated_by_path(document: Document, path: str) -> Document:
    """The document, with the day of the path if it has one digest and that has no day.

    A digest whose heading names a day that never was stays without one: the path would hide the fault. So does a
    document of several digests: they are of several days. Papers that have a day of their own keep it.

    Args:
        document: what was read from the file.
        path: as the caller gave it.

    Returns:
        A document with the finding `PD112` in the place of `PD102`; the same one if there is nothing to add.
    """
    if len(document.digests) != 1 or document.digests[0].date is not None:
        return document
    if any(found.code is codes.BAD_DATE for found in document.diagnostics):
        return document
    day = day_in_path(path)
    if day is None:
        return document
    digest = document.digests[0]
    papers = tuple(evolve(paper, date=day) if paper.date is None else paper for paper in digest.papers)
    found = [each for each in document.diagnostics if each.code is not codes.NO_DATE]
    found.append(Diagnostic(codes.DATE_FROM_PATH, _first_line(document, digest), (day.isoformat(),)))
    return evolve(
        document,
        digests=(evolve(digest, date=day, papers=papers),),
        diagnostics=tuple(sorted(found, key=lambda each: (each.span.start, each.code.id))),
    )


def _first_line(document: Document, digest: Digest) -> Span:
    start = 0 if digest.span is None else digest.span.start
    table = LineTable(document.source)
    line = table.line(table.position(start).line)
    return Span(start, start + len(line))
