"""Where the cells of a row end: which of its pipes separate, and which are text.

What stands in HTML that is closed in the row is text for certain. What stands in code, links, bold text and formulas
is text only where the row has more pipes than its header: a pipe ends a cell in code, too (GitHub's tables, 4.10).
"""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

__all__ = ["RowText"]

_Span = tuple[int, int]

# The signs that tell where cells end. A `<` ends the search in a tag, so a row full of them is scanned once. Bare pipes
# are in no tag, so that `a <b | c> d` holds none; in quotes they may stand.
#     tag = "<" ["/"] name [(SP / "/") *(char / DQUOTE *char DQUOTE / "'" *char "'")] ">"
_SIGN = re.compile(
    r"\\\||\||<!--|-->"
    r"|<(?P<close>/?)(?P<name>[A-Za-z][A-Za-z0-9-]*+)"
    r"""(?:[\s/](?:[^<>"'|]++|"[^"<]*+"|'[^'<]*+')*+)?>"""
)
# Elements without content, https://html.spec.whatwg.org/multipage/syntax.html#void-elements
_VOID = frozenset(
    ("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr")
)


class RowText:
    """The text of one row, line by line, and the pipes in it that may end a cell.

    Args:
        line: its first line.
    """

    def __init__(self, line: str) -> None:
        self._parts: list[str] = []
        self._length = 0
        self._pipes: list[int] = []
        self._open: defaultdict[str, list[int]] = defaultdict(list)
        self.add(line)

    def add(self, line: str) -> None:
        """Goes on with another line; what is between the two is one space."""
        part = line.strip()
        offset = self._length + 1 if self._parts else 0
        self._parts.append(part)
        self._length = offset + len(part)
        for sign in _SIGN.finditer(part):
            text, place = sign[0], offset + sign.start()
            if text == "|":
                self._pipes.append(place)
            elif text[0] == "<":
                name = (sign["name"] or "!--").lower()
                if sign["close"]:
                    self._close(name)
                elif name not in _VOID:
                    self._open[name].append(place)
            elif text == "-->":
                self._close("!--")

    def _close(self, name: str) -> None:
        """Takes the pipes since the tag that is closed here as text; a tag that was never opened closes none."""
        if self._open[name]:
            start = self._open[name].pop()
            while self._pipes and self._pipes[-1] > start:
                self._pipes.pop()

    def whole(self) -> RowText:
        """The same as one line, in which a tag that was broken over lines is one."""
        return RowText(" ".join(self._parts)) if len(self._parts) > 1 else self

    @property
    def has_start(self) -> bool:
        """Whether it begins with a pipe."""
        return self._parts[0].startswith("|")

    @property
    def has_end(self) -> bool:
        """Whether it ends in a pipe; one pipe alone is a beginning."""
        return len(self._pipes) > self.has_start and self._pipes[-1] == self._length - 1

    @property
    def cells(self) -> int:
        """How many cells it has."""
        return len(self._pipes) + 1 - self.has_start - self.has_end

    def cut(self, columns: int, elastic: int) -> tuple[str, ...]:
        """Its cells, as many as there are columns.

        Args:
            columns: how many; at least 1.
            elastic: the column that takes the pipes that are left over.
        """
        text = " ".join(self._parts)
        inner = self._pipes[self.has_start : len(self._pipes) - self.has_end]
        surplus = len(inner) - (columns - 1)
        if surplus > 0:
            for spans in _inline_spans(text):
                inner = list(_outside(inner, spans, surplus))
                surplus = len(inner) - (columns - 1)
        if surplus > 0:
            del inner[elastic : elastic + surplus]
        starts = [self.has_start, *(place + 1 for place in inner)]
        ends = [*inner, len(text) - self.has_end]
        cells = tuple(text[start:end].strip() for start, end in zip(starts, ends, strict=True))
        if "\\|" in text:
            cells = tuple(cell.replace("\\|", "|") for cell in cells)
        return cells + ("",) * (columns - len(cells))


def _outside(pipes: Sequence[int], spans: Iterable[_Span], most: int) -> Iterator[int]:
    """The pipes that are in none of the spans; a span that holds more than may be spared, `most`, does not count."""
    index = 0
    for start, end in spans:
        while index < len(pipes) and pipes[index] < start:
            yield pipes[index]
            index += 1
        first = index
        while index < len(pipes) and pipes[index] < end:
            index += 1
        if index - first <= most:
            most -= index - first
        else:
            yield from pipes[first:index]
    yield from pipes[index:]


def _inline_spans(text: str) -> Iterator[list[_Span]]:
    """Stretches in which a pipe may be text, one kind after the other, the surest first."""
    if "`" in text:
        yield list(_code(text))
    if "](" in text:
        yield sorted(_links(text))
    for sign, pattern in (("**", _BOLD), ("$", _MATH)):
        if sign in text:
            yield list(_pairs(pattern, text))


_BACKQUOTES = re.compile(r"`++")


def _code(text: str) -> Iterator[_Span]:
    """Code spans: from a run of backquotes to the next that is as long (CommonMark 6.1)."""
    runs = [match.span() for match in _BACKQUOTES.finditer(text)]
    next_of: dict[int, int] = {}
    closing: list[int | None] = [None] * len(runs)
    for index in range(len(runs) - 1, -1, -1):
        length = runs[index][1] - runs[index][0]
        closing[index] = next_of.get(length)
        next_of[length] = index
    index = 0
    while index < len(runs):
        end = closing[index]
        if end is not None:
            yield runs[index][0], runs[end][1]
            index = end
        index += 1


_BRACKET = re.compile(r"\\.|[\[\]()]", re.DOTALL)


def _links(text: str) -> Iterator[_Span]:
    """Links: `[label](target)`, brackets in them balanced."""
    waiting: list[tuple[str, int]] = []  # a bracket, and where its link begins
    count = {"[": 0, "(": 0}
    label = (-1, -1)  # of the last label: where it begins, and the place behind its `]`
    for match in _BRACKET.finditer(text):
        sign, place = match[0], match.start()
        if sign in "[(":
            start = label[0] if sign == "(" and label[1] == place else -1
            waiting.append((sign, place if sign == "[" else start))
            count[sign] += 1
        elif sign in "])":
            opening = "[" if sign == "]" else "("
            while count[opening]:
                opened, start = waiting.pop()
                count[opened] -= 1
                if opened == opening:
                    if sign == "]":
                        label = (start, place + 1)
                    elif start >= 0:
                        yield start, place + 1
                    break


_BOLD = re.compile(r"\*\*")
_MATH = re.compile(r"(?<!\\)\${1,2}")


def _pairs(pattern: re.Pattern[str], text: str) -> Iterator[_Span]:
    """Stretches between two signs: nothing but text stands behind the first, and text before the second.

    A dollar sign before a digit closes nothing, as in Pandoc: `$5 | $6`.
    """
    start = -1
    for match in pattern.finditer(text):
        before, behind = text[match.start() - 1 : match.start()], text[match.end() : match.end() + 1]
        is_amount = match[0] == "$" and "0" <= behind <= "9"
        if start >= 0 and before and not before.isspace() and not is_amount:
            yield start, match.end()
            start = -1
        elif behind and not behind.isspace():
            start = match.start()
