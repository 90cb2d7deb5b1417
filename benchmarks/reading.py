"""Reading against the floor (decode and split), and against programs that render the same Markdown to HTML."""

from __future__ import annotations

import importlib
from functools import partial
from typing import TYPE_CHECKING, Any

from markdown_it import MarkdownIt
from tables import Column, Table
from timing import interleave, ratio

import paperdigest

if TYPE_CHECKING:
    from collections.abc import Callable

    from inputs import Sample

__all__ = ["measure", "renderer"]

_COLUMNS = (
    Column("× floor", ".2f"),
    Column("× cmark-gfm", ".3f"),
    Column("of minima", ".3f"),
    Column("low", ".3f"),
    Column("high", ".3f"),
    Column("MB/s", ".1f"),
    Column("µs/paper", ".1f"),
)
_FLOOR = "decode + split (the floor)"
_OURS = "paperdigest"
_NAMED = "paperdigest, reader named"
_CMARK = "cmark-gfm"
_MISTUNE = "mistune"


def measure(sample: Sample, rounds: int) -> Table:
    """Times of reading all files of a sample, each on its own."""
    contestants = _contestants(sample)
    seconds = interleave(contestants, rounds)
    rows: dict[str, tuple[float | None, ...]] = {}
    for name, times in seconds.items():
        least = min(times)
        floor = ratio(times, seconds[_FLOOR]).median
        against = ratio(times, seconds[_CMARK]) if _CMARK in seconds else None
        compared = (against.median, against.least, against.low, against.high) if against else (None,) * 4
        rows[name] = (floor, *compared, sample.size / least / 1e6, least / len(sample.papers) * 1e6)
    notes = [
        "of minima, low, high: the ratio to cmark-gfm of the fastest rounds, and of any one round",
        "asked of paperdigest: at most 2 × cmark-gfm; hoped for: less than 1",
    ]
    notes += [f"{name} is not installed: left out" for name in (_CMARK, _MISTUNE) if name not in seconds]
    return Table(title=f"Reading ({sample.name})", columns=_COLUMNS, rows=rows, notes=tuple(notes))


def _contestants(sample: Sample) -> dict[str, Callable[[], object]]:
    def each(function: Callable[[Any], object], texts: tuple[Any, ...]) -> Callable[[], object]:
        def run() -> None:
            for text in texts:
                function(text)

        return run

    # We get bytes and the renderers text: what decoding costs is on our side.
    found = {
        _FLOOR: each(lambda data: data.decode().split("\n"), sample.files),
        _OURS: each(paperdigest.loads, sample.files),
        # What it costs that each text finds its own reader is the difference to this.
        _NAMED: each(partial(paperdigest.loads, reader="daily-papers"), sample.files),
        "paperdigest, documents kept": lambda: [paperdigest.loads(data) for data in sample.files],
    }
    renderers: dict[str, Any] = {
        _CMARK: renderer("cmarkgfm", "github_flavored_markdown_to_html"),
        _MISTUNE: renderer("mistune", "html"),
        "markdown-it-py": MarkdownIt("commonmark").render,
    }
    return found | {name: each(render, sample.texts) for name, render in renderers.items() if render}


def renderer(module: str, name: str) -> Any:
    """The function of a package that renders Markdown; None if the package is not installed."""
    try:
        return getattr(importlib.import_module(module), name)
    except ImportError:
        return None
