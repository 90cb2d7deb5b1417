"""Whether cost grows in proportion to the input: a ratio in one run, never a time."""

from __future__ import annotations

import gc
import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

# Four times the input takes four times as long if the cost is linear, and sixteen times if it is quadratic.
_TIMES = 4
_ALLOWED = 10
# Below this, in seconds, the clock is what is measured.
_NOISE = 0.01
# Another process can spoil a look, not five of them; quadratic cost fails every one.
_LOOKS = 5


def assert_linear(prepare: Callable[[int], Callable[[], object]], size: int) -> None:
    """Fails if four times the input takes clearly more than four times as long, however often one looks.

    Args:
        prepare: gives what is to be measured for an input of a size; its own cost does not count.
        size: the smaller of the two.
    """
    small, large = prepare(size), prepare(_TIMES * size)
    looks = []
    for _ in range(_LOOKS):
        short, long = _cpu_seconds(small), _cpu_seconds(large)
        if long < _ALLOWED * short + _NOISE:
            return
        looks.append(f"{short:.4f} s, then {long:.4f} s")
    raise AssertionError(f"for {size} and for {_TIMES} times as much: {'; '.join(looks)}")


def _cpu_seconds(run: Callable[[], object]) -> float:
    """The least of three runs, in time that this process had, without the garbage collector (as `timeit` does).

    A full collection walks whatever else the process keeps. Among a thousand tests that takes longer than the run,
    and only the larger input makes enough objects to set one off.
    """
    collecting = gc.isenabled()
    gc.disable()
    try:
        return min(_once(run) for _ in range(3))
    finally:
        if collecting:
            gc.enable()


def _once(run: Callable[[], object]) -> float:
    start = time.process_time()
    run()
    return time.process_time() - start
