"""A unified diff of changes that are known, in linear time.

difflib has to find out what changed, which for some thousand changes takes minutes. Here it compares only the lines
that a change touches.
"""

from __future__ import annotations

from bisect import bisect_right
from difflib import SequenceMatcher
from itertools import accumulate, repeat
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from paperdigest.bib_updating import Edit

    _Code = tuple[str, int, int, int, int]

__all__ = ["unified_diff"]


def __dir__() -> list[str]:
    return __all__


def unified_diff(text: str, edits: list[Edit], name: str) -> Iterator[str]:
    """The lines of the diff; a carriage return before a line end stays in its line.

    Args:
        text: before the edits.
        edits: in the order of the text, without overlap.
        name: of the file.
    """
    if not edits:
        return
    old, new = _lines(text), list[str]()
    codes: list[_Code] = []
    done = 0
    for first, last, lines in _touched(text, edits, old):
        codes.append(("equal", done, first, len(new), len(new) + first - done))
        new += old[done:first]
        base = len(new)
        inner = SequenceMatcher(None, old[first:last], lines, autojunk=False)
        codes += [(tag, first + a, first + b, base + c, base + d) for tag, a, b, c, d in inner.get_opcodes()]
        new += lines
        done = last
    codes.append(("equal", done, len(old), len(new), len(new) + len(old) - done))
    yield f"--- {name}\n"
    yield f"+++ {name}\n"
    known = [code for code in codes if code[1:3] != code[3:5] or code[1] < code[2]]
    for group in _Known(known).get_grouped_opcodes():
        yield f"@@ -{_range(group[0][1], group[-1][2])} +{_range(group[0][3], group[-1][4])} @@\n"
        for tag, a, b, c, d in group:
            if tag == "equal":
                yield from map(_line, repeat(" "), old[a:b])
            else:
                yield from map(_line, repeat("-"), old[a:b])
                yield from map(_line, repeat("+"), new[c:d])


class _Known(SequenceMatcher[str]):
    """Changes that need not be looked for; what stays is to put those that are near each other into one group."""

    def __init__(self, codes: list[_Code]) -> None:
        super().__init__(None, "", "")
        self._codes = codes

    def get_opcodes(self) -> list[_Code]:  # type: ignore[override]
        return self._codes


def _lines(text: str) -> list[str]:
    lines = [f"{line}\n" for line in text.split("\n")]
    last = lines.pop()[:-1]
    return [*lines, last] if last else lines


def _touched(text: str, edits: list[Edit], lines: list[str]) -> Iterator[tuple[int, int, list[str]]]:
    """Stretches of lines, as first and behind the last, and the lines that take their place."""
    starts = [0, *accumulate(map(len, lines))]
    groups: list[tuple[int, int, list[Edit]]] = []
    for edit in edits:
        first = min(bisect_right(starts, edit[0]) - 1, len(lines))
        last = min(bisect_right(starts, edit[1]), len(lines))
        # An unfinished last line is touched by what is added behind it.
        if first == len(lines) and lines and not lines[-1].endswith("\n"):
            first -= 1
        if groups and first < groups[-1][1]:
            groups[-1] = (groups[-1][0], max(last, groups[-1][1]), [*groups[-1][2], edit])
        else:
            groups.append((first, last, [edit]))
    for first, last, inside in groups:
        parts: list[str] = []
        position = starts[first]
        for start, end, value in inside:
            parts += (text[position:start], value)
            position = end
        yield first, last, _lines("".join((*parts, text[position : starts[last]])))


def _range(start: int, end: int) -> str:
    """Lines as the format counts them: from 1, and an empty range by the line before it."""
    return f"{start + 1 if end > start else start},{end - start}"


def _line(sign: str, line: str) -> str:
    return f"{sign}{line}" if line.endswith("\n") else f"{sign}{line}\n\\ No newline at end of file\n"
