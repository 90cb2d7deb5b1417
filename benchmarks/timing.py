"""Times that can be compared on a machine that does other things too."""

from __future__ import annotations

import gc
import statistics
import time
from typing import TYPE_CHECKING

from attrs import frozen

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

__all__ = ["Ratio", "interleave", "ratio"]


def interleave(
    contestants: Mapping[str, Callable[[], object]], rounds: int, *, warm: bool = False
) -> dict[str, list[float]]:
    """The seconds that each contestant takes in each round.

    All run once in every round, one after the other, so that a slow minute is slow for all of them. The garbage
    collector is on, as it is for users. It does not look at what was there before, for no user has the inputs of all
    contestants in memory at once; and what one contestant leaves behind is collected before the next one starts.

    Args:
        contestants: what to run, by name.
        rounds: how many count.
        warm: whether caches are filled already; else a round that does not count comes first.
    """
    if not warm:
        for run in contestants.values():
            run()
    seconds: dict[str, list[float]] = {name: [] for name in contestants}
    gc.collect()
    gc.freeze()
    try:
        for _ in range(rounds):
            for name, run in contestants.items():
                gc.collect()
                start = time.perf_counter()
                run()
                seconds[name].append(time.perf_counter() - start)
    finally:
        gc.unfreeze()
    return seconds


@frozen
class Ratio:
    """How many times as long as something else.

    Attributes:
        median: of the medians.
        least: of the minima, which other programs disturb least.
        low: the lowest of the ratios of one round.
        high: the highest of them.
    """

    median: float
    least: float
    low: float
    high: float


def ratio(seconds: Sequence[float], base: Sequence[float]) -> Ratio:
    """The ratio of two series that were interleaved."""
    rounds = [one / other for one, other in zip(seconds, base, strict=True)]
    return Ratio(
        statistics.median(seconds) / statistics.median(base),
        min(seconds) / min(base),
        min(rounds),
        max(rounds),
    )
