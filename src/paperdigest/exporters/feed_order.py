"""Which papers a feed shows, and in what order."""

from __future__ import annotations

import heapq
import math
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from paperdigest.model import Paper

__all__ = ["newest_first"]


def __dir__() -> list[str]:
    return __all__


def newest_first(papers: Iterable[Paper], limit: int | None, identity: Callable[[Paper], str]) -> list[Paper]:
    """The papers of a feed: each once, the newest first, within a day in the order given, undated ones last.

    Of a paper that appears on several days the first in time counts, of several on one day the first given, and
    an appearance with a date before one without.

    Args:
        papers: in any order.
        limit: how many to return at most; None for all.
        identity: what makes two appearances the same paper.

    Returns:
        With a limit, the first `limit` of what there would be without. Papers that come oldest day first, as
        from an archive, always give that many; in another order it can be fewer, if more than `limit` papers
        among the newest turn out to be repeats of older ones.

    With a limit, at most twice as many papers are held at a time. Of the others the identity and the day are
    remembered, for without them an old paper that appears again would be news.
    """
    shelf = _Shelf(math.inf if limit is None else 2 * limit)
    for index, paper in enumerate(papers):
        shelf.offer(identity(paper), paper, index)
    return shelf.papers()[:limit]


# A day before all days: papers without a date come last.
_UNDATED = 0


class _Shelf:
    """Holds the newest of the papers offered; what it returns has no gap before its end."""

    def __init__(self, capacity: float) -> None:
        self._capacity = capacity
        self._first: dict[str, int] = {}
        self._held: dict[str, tuple[tuple[int, int], Paper]] = {}
        # The held papers' ranks, oldest on top, and stale ones of papers that have moved since.
        self._heap: list[tuple[tuple[int, int], str]] = []
        # The newest rank that had to go. What is older must not come in later: it would stand behind a gap.
        self._floor = (-1, 0)

    def offer(self, key: str, paper: Paper, index: int) -> None:
        day = _UNDATED if paper.date is None else paper.date.toordinal()
        if key in self._first and (day == _UNDATED or _UNDATED < self._first[key] <= day):
            return
        self._first[key] = day
        self._held.pop(key, None)
        rank = (day, -index)
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
