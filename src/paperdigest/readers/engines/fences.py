"""Fenced code: which fences open it, and where each closes."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["FENCE", "Fences"]

# Code fences, CommonMark 4.5. Only a bare fence can close one.
#     fence = *3SP (3*"`" / 3*"~") [info]          ```bibtex
FENCE = re.compile(r" {0,3}(?P<fence>`{3,}|~{3,})(?P<info>[^`]*)", re.DOTALL)


class Fences:
    """The code fences of a text, and where each closes.

    A fence must not hide the papers of others: a bare one inside a paper ends at the next paper heading at the
    latest, which means that it never opened; so does one with another opening fence before its end.
    """

    def __init__(self, lines: Sequence[str], events: Sequence[int], entries: Sequence[int]) -> None:
        self._bare: dict[int, bool] = {}
        self._closer: dict[int, int] = {}
        self._entries = entries
        openers: list[int] = []
        # From the last fence to the first, each kept only while no longer one before it can close the same fences:
        # the next closing fence of any length is found without a search through all of them.
        waiting: dict[str, list[tuple[int, int]]] = {"`": [], "~": []}
        for number in reversed(events):
            match = FENCE.fullmatch(lines[number])
            if match is None:
                continue
            sign, length = match["fence"][0], len(match["fence"])
            bare = not match["info"].strip()
            self._bare[number] = bare
            stack = waiting[sign]
            while bare and stack and stack[-1][0] < length:
                stack.pop()
            closer = _next_of_length(stack, length)
            if closer is not None and (not openers or openers[-1] > closer):
                self._closer[number] = closer
            if bare:
                stack.append((length, number))
            else:
                openers.append(number)

    def __contains__(self, number: int) -> bool:
        return number in self._bare

    def end(self, number: int, *, in_entry: bool) -> int | None:
        """The line of the closing fence; None if the one at `number` opens nothing."""
        closer = self._closer.get(number)
        if closer is None:
            return None
        hides_entry = bisect_left(self._entries, number) < bisect_right(self._entries, closer)
        return None if in_entry and self._bare[number] and hides_entry else closer


def _next_of_length(stack: Sequence[tuple[int, int]], length: int) -> int | None:
    """The nearest fence of at least that length: the stack's lengths fall towards its end."""
    low, high = 0, len(stack)
    while low < high:
        middle = (low + high) // 2
        if stack[middle][0] >= length:
            low = middle + 1
        else:
            high = middle
    return stack[low - 1][1] if low else None
