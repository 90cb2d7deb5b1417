"""Finding papers in a snapshot of all of arXiv's metadata, against reading its lines and nothing else.

The snapshot is made as it is read, for it would fill a disk, out of blocks that repeat, so that making it takes next to
nothing.
"""

from __future__ import annotations

import io
import json
from typing import TYPE_CHECKING

from memory import held_and_peak
from tables import Column, Table
from timing import interleave, ratio

import paperdigest
from paperdigest import ArxivId, Paper

if TYPE_CHECKING:
    from collections.abc import Iterator

    from _typeshed import WriteableBuffer

__all__ = ["measure"]

_COLUMNS = (
    Column("× lines only", ".2f"),
    Column("of minima", ".2f"),
    Column("low", ".2f"),
    Column("high", ".2f"),
    Column("µs/line", ".2f"),
    Column("MB/s", ",.0f"),
    Column("peak MB", ".2f"),
)
_LINES = "lines only (the floor)"
_DECODING = "json.loads of every line"


def measure(lines: int, rounds: int) -> Table:
    """Times and peak memory for a snapshot of so many lines, one in 500 wanted, and a paper that it has not."""
    papers = [Paper(title="", arxiv_id=ArxivId(_id(number))) for number in range(-(-lines // _BLOCK))]
    # Without it reading would end at the last paper that is wanted.
    papers.append(Paper(title="", arxiv_id=ArxivId("9912.99999")))

    def reading() -> None:
        for _ in io.BufferedReader(_Stream(lines)):
            pass

    def decoding() -> None:
        for line in io.BufferedReader(_Stream(lines)):
            json.loads(line)

    def enriching() -> None:
        _, report = paperdigest.enrich(papers, io.BufferedReader(_Stream(lines)))
        assert len(report.missing) == 1

    contestants = {_LINES: reading, "paperdigest.enrich": enriching, _DECODING: decoding}
    seconds = interleave(contestants, rounds)
    size = sum(map(len, _blocks(lines)))
    rows: dict[str, tuple[float | None, ...]] = {}
    for name, times in seconds.items():
        against = ratio(times, seconds[_LINES])
        least = min(times)
        figures = (against.median, against.least, against.low, against.high)
        # Counting slows everything down, and for this row nobody asks.
        peak = None if name == _DECODING else held_and_peak(contestants[name])[1] / 1e6
        rows[name] = (*figures, least / lines * 1e6, size / least / 1e6, peak)
    notes = (
        f"{size / 1e6:,.0f} MB; {len(papers) - 1:,} papers of it are wanted, and one that is not there",
        "of minima, low, high: the ratio of the fastest rounds, and of any one round",
    )
    return Table(title=f"Enriching ({lines:,} lines of metadata)", columns=_COLUMNS, rows=rows, notes=notes)


def _id(number: int) -> str:
    """The ids of fifty thousand papers a month, from 2001 on."""
    month, serial = divmod(number, 50_000)
    year, month = divmod(month, 12)
    return f"{1 + year:02}{month + 1:02}.{serial:05}"


_SENTENCE = "We measure how far a small thing goes before it stops, and say why. "
# As long as a line of the real snapshot is on average, some 1,500 bytes.
_REST = json.dumps(
    {
        "submitter": "Ana Lima",
        "authors": "Ana Lima and Bo Ek",
        "title": "A Small Thing and Where\n  It Stops",
        "comments": "9 pages, 2 figures",
        "journal-ref": None,
        "doi": None,
        "report-no": None,
        "categories": "cs.CL cs.LG",
        "license": "http://creativecommons.org/licenses/by/4.0/",
        "abstract": f"  {_SENTENCE * 13}\n",
        "versions": [{"version": "v1", "created": "Mon, 1 Jan 2001 00:00:00 GMT"}],
        "update_date": "2001-01-02",
        "authors_parsed": [["Lima", "Ana", ""], ["Ek", "Bo", ""]],
    },
    separators=(",", ":"),
)[1:]
_BLOCK = 500


def _line(arxiv_id: str) -> bytes:
    return f'{{"id":"{arxiv_id}",{_REST}\n'.encode()


def _blocks(lines: int) -> Iterator[bytes]:
    """One paper that is wanted, and the rest of a block about others, the same ones in every block."""
    others = [_line(f"0012.{number:05}") for number in range(_BLOCK - 1)]
    whole = b"".join(others)
    for number, start in enumerate(range(0, lines, _BLOCK)):
        yield _line(_id(number))
        yield whole if start + _BLOCK <= lines else b"".join(others[: lines - start - 1])


class _Stream(io.RawIOBase):
    """The blocks as a file."""

    def __init__(self, lines: int) -> None:
        self._blocks = _blocks(lines)
        self._left = memoryview(b"")

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: WriteableBuffer, /) -> int:
        target = memoryview(buffer)
        self._left = self._left or memoryview(next(self._blocks, b""))
        size = min(len(target), len(self._left))
        target[:size] = self._left[:size]
        self._left = self._left[size:]
        return size
