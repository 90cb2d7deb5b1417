"""Which papers a feed shows, and in what order."""

from __future__ import annotations

import datetime as dt
import heapq
import math
from itertools import islice
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from paperdigest.model import Paper

__all__ = ["in_order", "newest"]


def __dir__() -> list[str]:
    return __all__


def in_order(
    papers: Iterable[Paper],
    order: Literal["newest", "votes", "given"],
    limit: int | None,
    identity: Callable[[Paper], str],
) -> list[Paper]:
    """The papers of a feed: each once, in the order that is asked for.

    `newest` is the newest day first, within a day the order given, undated papers last; `votes` the same, but within a
    day the paper with the most votes first and those of unknown votes last; `given` leaves the order as it is.

    Of a paper that appears on several days the first in time counts, of several on one day the first given, and
    an appearance with a date before one without. As given, the first given counts.

    Args:
        papers: in any order.
        order: what comes first.
        limit: how many to return at most; None for all.
        identity: what makes two appearances the same paper.

    Returns:
        With a limit, the first `limit` of what there would be without. Papers that come oldest day first, as
        from an archive, always give that many; in another order it can be fewer, if more than `limit` papers
        among the newest turn out to be repeats of older ones.

    With a limit, at most twice as many papers are held at a time. Of the others the identity and the day are
    remembered, for without them an old paper that appears again would be news.
    """
    if order == "given":
        return list(islice(_each_once(papers, identity), limit))
    shelf = _Shelf(math.inf if limit is None else 2 * limit, by_votes=order == "votes")
    for index, paper in enumerate(papers):
        shelf.offer(identity(paper), paper, index)
    return shelf.papers()[:limit]


def newest(papers: Iterable[Paper]) -> Paper | None:
    """The first of the papers of the newest day; None if none has a date."""
    dated = (paper for paper in papers if paper.date is not None)
    return max(dated, key=lambda paper: paper.date or dt.date.min, default=None)


def _each_once(papers: Iterable[Paper], identity: Callable[[Paper], str]) -> Iterator[Paper]:
    seen: set[str] = set()
    for paper in papers:
        key = identity(paper)
        if key not in seen:
            seen.add(key)
            yield paper


# A day before all days: papers without a date come last.
_UNDATED = 0

# What is greater comes first: the day, the votes where they count, and the place among the papers given.
_Rank = tuple[int, float, int]


class _Shelf:
    """Holds the newest of the papers offered; what it returns has no gap before its end."""

    def __init__(self, capacity: float, *, by_votes: bool) -> None:
        self._capacity = capacity
        self._by_votes = by_votes
        self._first: dict[str, int] = {}
        self._held: dict[str, tuple[_Rank, Paper]] = {}
        # The held papers' ranks, oldest on top, and stale ones of papers that have moved since.
        self._heap: list[tuple[_Rank, str]] = []
        # The newest rank that had to go. What is older must not come in later: it would stand behind a gap.
        self._floor: _Rank = (-1, 0, 0)

    def offer(self, key: str, paper: Paper, index: int) -> None:
        day = _UNDATED if paper.date is None else paper.date.toordinal()
        if key in self._first and (day == _UNDATED or _UNDATED < self._first[key] <= day):
            return
        self._first[key] = day
        self._held.pop(key, None)
        votes = -math.inf if paper.votes is None else paper.votes
        rank = (day, votes if self._by_votes else 0, -index)
        if rank <= self._floor:
            return
        self._held[key] = (rank, paper)
        heapq.heappush(self._heap, (rank, key))
        if len(self._held) > self._capacity:
            self._drop_oldest()

    def _drop_oldest(self) -> None:
        while True:
            rank, key = heapq.heappop(self._heap)
            if key in self._held and self._held[key][0] == rank:
                del self._held[key]
                self._floor = rank
                return

    def papers(self) -> list[Paper]:
        ranked = sorted(self._held.values(), key=lambda held: held[0], reverse=True)
        return [paper for _, paper in ranked]
