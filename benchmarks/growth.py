"""Whether time and memory grow in proportion: four times the input against once, honest and hostile."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from exporting import writer
from inputs import Generated
from memory import held_and_peak
from tables import Column, Table
from timing import interleave

import paperdigest

if TYPE_CHECKING:
    from collections.abc import Callable

    from paperdigest import Paper

__all__ = ["measure_hostile", "measure_papers"]

_FOUR = 4
_WORK = ("reading", *paperdigest.formats())


def measure_papers(papers: int, seed: int, rounds: int) -> Table:
    """Time and peak memory for one text with a quarter of that many papers, and with four times the quarter.

    The larger one is the smaller one four times, with other arXiv ids, so that the two differ in nothing else: not in
    the longest list of authors, of which memory is made, nor in how many papers are merged.
    """
    quarter = b"\n".join(Generated(max(1, papers // _FOUR), seed).files())
    whole = b"\n".join(_renumbered(quarter, copy * _MOST_IDS // _FOUR) for copy in range(_FOUR))
    few, many = (paperdigest.loads(text).papers for text in (quarter, whole))
    runs = _runs(quarter, few, "n") | _runs(whole, many, "4n")
    seconds = {run: min(times) for run, times in interleave(runs, rounds).items()}
    rows: dict[str, tuple[float | None, ...]] = {}
    for work in _WORK:
        once, four_times = seconds[f"{work} n"], seconds[f"{work} 4n"]
        memory = held_and_peak(runs[f"{work} 4n"])[1] / held_and_peak(runs[f"{work} n"])[1]
        rows[work] = (four_times / once / _FOUR, memory, once * 1e3, four_times * 1e3)
    columns = (
        Column("time per paper, 4n : n", ".2f"),
        Column("peak memory, 4n : n", ".2f"),
        Column("ms, n", ".1f"),
        Column("ms, 4n", ".1f"),
    )
    notes = (
        "time: 1 is linear, 4 would be quadratic; of the fastest rounds",
        "memory: 1 is constant, 4 is linear (an exporter that sorts or merges cannot be constant)",
    )
    title = f"Growth (n = {len(few):,} papers in one text, 4n = {len(many):,})"
    return Table(title=title, columns=columns, rows=rows, notes=notes)


_MOST_IDS = 100_000
_ID = re.compile(rb"(?<=arxiv\.org/abs/)(\d{4}\.)(\d{5})")


def _renumbered(text: bytes, shift: int) -> bytes:
    return _ID.sub(lambda match: b"%b%05d" % (match[1], (int(match[2]) + shift) % _MOST_IDS), text)


def _runs(text: bytes, papers: tuple[Paper, ...], size: str) -> dict[str, Callable[[], object]]:
    runs: dict[str, Callable[[], object]] = {f"reading {size}": lambda: paperdigest.loads(text)}
    for name in paperdigest.formats():
        runs[f"{name} {size}"] = writer(paperdigest.exporter(name), papers)
    return runs


_HEAD = "## Daily Papers (2024-03-08)\n\n"
_PAPER = (
    _HEAD + "### [{title}](https://arxiv.org/abs/2403.00001)\n\nAuthors: {authors}\n\n- **Label**: text\n"
)


def _point(unit: str) -> Callable[[int], str]:
    return lambda size: _paper() + f"- a {unit * (size // len(unit))}\n"


def _title(unit: str) -> Callable[[int], str]:
    return lambda size: _paper(title=f"a {unit * (size // len(unit))} b")


def _authors(unit: str) -> Callable[[int], str]:
    return lambda size: _paper(authors=f"{unit * (size // len(unit))} b")


def _lines(*units: str) -> Callable[[int], str]:
    """Lines that repeat; a line for every five characters asked for, so 20,000 for 100 kB."""
    return lambda size: _paper() + "".join(f"{unit}\n" for unit in units) * (size // 5 // len(units))


def _paper(title: str = "Title", authors: str = "Ann Bo, Cy Do") -> str:
    return _PAPER.format(title=title, authors=authors)


_HOSTILE: dict[str, Callable[[int], str]] = {
    "[ in a point": _point("["),
    "* in a point": _point("*"),
    "$ in a point": _point("$"),
    "` in a point": _point("`"),
    "\\ in a point": _point("\\"),
    "words between stars in a point": _point("*a **b "),
    "links in a point": _point("[a](http://x "),
    "[ in a title": _title("["),
    "$ in a title": _title("$a "),
    "\\ in a title": _title("\\a{"),
    "* in a title": _title("*a "),
    "names without end": _authors("Ann Bo, "),
    "one name without end": _authors("and Ann "),
    "{ in a name": _authors("{"),
    "nested lines": _lines(*("  " * depth + "- a" for depth in range(20))),
    "numbered lines": _lines("1) a"),
    "continued lines": _lines("a *b"),
    "a list literal": lambda size: _paper() + f"- [{'[' * (size // 2)}{']' * (size // 2)}]\n",
    "open fences": _lines("```a", ""),
    "paper headings": lambda size: _HEAD + "### [a](https://arxiv.org/abs/2403.00001)\n" * (size // 42),
}


def measure_hostile(size: int, rounds: int) -> Table:
    """Time for texts that are out to hurt, of `size` and of four times as many characters."""
    rows: dict[str, tuple[float | None, ...]] = {}
    slowest = (0.0, "")
    for run in _runs(b"", paperdigest.loads(_paper()).papers, "").values():
        run()
    for name, make in _HOSTILE.items():
        runs = {}
        for length in (size, _FOUR * size):
            text = make(length).encode()
            runs.update(_runs(text, paperdigest.loads(text).papers, str(length)))
        seconds = {run: min(times) for run, times in interleave(runs, rounds, warm=True).items()}
        rows[name] = tuple(
            seconds[f"{work} {_FOUR * size}"] / seconds[f"{work} {size}"] / _FOUR for work in _WORK
        )
        slowest = max(slowest, *((taken, f"{run} characters, {name}") for run, taken in seconds.items()))
    notes = (
        f"time per character for {_FOUR * size:,} characters ({_FOUR * size // 5:,} lines) against {size:,}",
        "1 is linear, 4 would be quadratic",
        f"the slowest of all: {slowest[1]}, {slowest[0]:.2f} s",
    )
    columns = tuple(Column(work, ".2f") for work in _WORK)
    return Table(title="Growth, hostile texts", columns=columns, rows=rows, notes=notes)
