"""Merging papers into a BibTeX library, against parsing the library with bibtexparser."""

from __future__ import annotations

from typing import TYPE_CHECKING

import bibtexparser
from tables import Column, Table
from timing import interleave, ratio

import paperdigest
from paperdigest import ArxivId, Paper, Point

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["measure"]

_COLUMNS = (
    Column("× parsing", ".2f"),
    Column("of minima", ".2f"),
    Column("low", ".2f"),
    Column("high", ".2f"),
    Column("seconds", ".2f"),
)
_PARSING = "bibtexparser.parse_string"


def measure(entries: int, rounds: int) -> Table:
    """Times for a library of so many entries: all papers there, half of them there, and an update of all."""
    papers = [_paper(number) for number in range(entries)]
    library = paperdigest.dumps(papers, "bibtex")
    half = paperdigest.dumps(papers[::2], "bibtex")
    contestants: dict[str, Callable[[], object]] = {
        _PARSING: lambda: bibtexparser.parse_string(library),
        "all are there": lambda: paperdigest.merge_bibtex(library, papers),
        "half are added": lambda: paperdigest.merge_bibtex(half, papers),
        "all are updated": lambda: paperdigest.merge_bibtex(library, papers, update=True),
    }
    seconds = interleave(contestants, rounds)
    rows: dict[str, tuple[float | None, ...]] = {}
    for name, times in seconds.items():
        against = ratio(times, seconds[_PARSING])
        rows[name] = (against.median, against.least, against.low, against.high, min(times))
    notes = (f"{len(library) / 1e6:,.1f} MB of BibTeX", "seconds: of the fastest round")
    return Table(title=f"Merging ({entries:,} entries)", columns=_COLUMNS, rows=rows, notes=notes)


def _paper(number: int) -> Paper:
    arxiv_id = ArxivId(f"{1 + number // 50_000:02}01.{number % 50_000:05}")
    return Paper(
        title=f"Paper {number}: A Study of LLMs",
        url=arxiv_id.abs_url,
        arxiv_id=arxiv_id,
        authors=("Jiří Navrátil", "Benjamin Van Durme", "Gemini Team"),
        authors_complete=True,
        summary=(Point(label="New", text=f"The {number}th of its kind, 50 % better."),),
    )
