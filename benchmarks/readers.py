"""Reading the other formats: against cmark-gfm, and whether four times the rows take four times as long."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from other_formats import FORMATS
from reading import renderer
from tables import Column, Table
from timing import interleave, ratio
from words import Choices

import paperdigest

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["measure", "measure_long_tables"]

_CMARK = "cmark-gfm"


def measure(papers: int, seed: int, rounds: int) -> Table:
    """A row a reader: one text of its format that holds so many papers."""
    columns = (
        Column("× cmark-gfm", ".3f"),
        Column("of minima", ".3f"),
        Column("finding the reader", ".3f"),
        Column("MB/s", ".1f"),
        Column("µs/paper", ".1f"),
        Column("papers", ",.0f"),
    )
    rows: dict[str, tuple[float | None, ...]] = {}
    for name in paperdigest.reader_names():
        if name in FORMATS:
            text = _text(name, papers, seed)
            found = len(paperdigest.loads(text, reader=name).papers)
            rows[name] = (*_figures(name, text, found, rounds), float(found))
    notes = (
        "finding the reader: reading without naming the reader, as a multiple of reading with it named",
        "each row is one text; a reader takes decoded text here, as the renderer does",
    )
    return Table(title=f"Readers (texts of {papers:,} papers)", columns=columns, rows=rows, notes=notes)


def _figures(name: str, text: str, found: int, rounds: int) -> tuple[float | None, ...]:
    named = partial(paperdigest.loads, text, reader=name)
    contestants: dict[str, Callable[[], object]] = {"named": named, "found": partial(paperdigest.loads, text)}
    render: Any = renderer("cmarkgfm", "github_flavored_markdown_to_html")
    if render is not None:
        contestants[_CMARK] = partial(render, text)
    seconds = interleave(contestants, rounds)
    against = ratio(seconds["found"], seconds[_CMARK]) if _CMARK in seconds else None
    least = min(seconds["found"])
    return (
        against.median if against else None,
        against.least if against else None,
        ratio(seconds["found"], seconds["named"]).median,
        len(text.encode()) / least / 1e6,
        least / found * 1e6,
    )


_TABLES = ("date-table", "title-date-table", "papers-for", "papers-of-week")
_FOUR = 4


def measure_long_tables(rows: int, seed: int, rounds: int) -> Table:
    """Time for tables of so many rows, and of a quarter of them."""
    found: dict[str, tuple[float | None, ...]] = {}
    for name in _TABLES:
        if name not in paperdigest.reader_names():
            continue
        runs: dict[str, Callable[[], object]] = {
            size: partial(paperdigest.loads, _text(name, count, seed))
            for size, count in (("n", max(1, rows // _FOUR)), ("4n", rows))
        }
        seconds = {size: min(times) for size, times in interleave(runs, rounds).items()}
        found[name] = (seconds["4n"] / seconds["n"] / _FOUR, seconds["n"] * 1e3, seconds["4n"] * 1e3)
    columns = (Column("time per row, 4n : n", ".2f"), Column("ms, n", ".1f"), Column("ms, 4n", ".1f"))
    notes = ("1 is linear, 4 would be quadratic; of the fastest rounds",)
    return Table(title=f"Long tables (4n = {rows:,} rows)", columns=columns, rows=found, notes=notes)


def _text(name: str, papers: int, seed: int) -> str:
    return "".join(FORMATS[name](Choices(seed), papers))
