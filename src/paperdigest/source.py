r"""The text of a document: decoding, spans, and lines and columns on demand.

Positions are offsets into the decoded text, in code points, a byte order mark included. A line ends at
`\n`, `\r\n` or `\r` and nowhere else (format page, Documents): U+2028 and form feeds stand inside bullets,
so `str.splitlines` is never used.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from itertools import accumulate

from attrs import field, frozen

from paperdigest._pickles import reads_old_pickles
from paperdigest.errors import DecodeError

__all__ = ["LineTable", "Position", "Span", "decode", "split_lines"]


def __dir__() -> list[str]:
    return __all__


BOM = "\ufeff"

#     line end = CR LF / LF / CR
_LINE_END = re.compile(r"\r\n|\n|\r")


@reads_old_pickles
@frozen
class Span:
    """A stretch of the source: `source[span.start:span.end]`.

    Attributes:
        start: offset of the first character, from 0.
        end: offset behind the last character.
    """

    start: int
    end: int


@reads_old_pickles
@frozen
class Position:
    """A place as people count: both from 1, the column in characters."""

    line: int
    column: int


@frozen
class LineTable:
    """The line starts of one text; made when somebody asks for a line, then asked often.

    Attributes:
        text: the text that the offsets point into.
    """

    text: str = field(repr=False)
    _starts: tuple[int, ...] = field(init=False, repr=False, eq=False)

    @_starts.default
    def _find_starts(self) -> tuple[int, ...]:
        return (0, *(match.end() for match in _LINE_END.finditer(self.text)))

    def position(self, offset: int) -> Position:
        """The line and column of an offset; one past the end is the place where text would go on."""
        line = bisect_right(self._starts, offset)
        return Position(line, offset - self._starts[line - 1] + 1)

    def line(self, number: int) -> str:
        """Line `number`, counted from 1, without its line end."""
        start = self._starts[number - 1]
        end = self._starts[number] if number < len(self._starts) else len(self.text)
        return self.text[start:end].rstrip("\r\n")


def split_lines(text: str) -> tuple[list[str], list[int]]:
    """Cuts a text into lines.

    Returns:
        The lines without their ends, and the offset at which each starts, with `len(text)` behind the last.
        A text that ends with a line end has no empty line behind it.
    """
    # Most files hold no CR, and str.split is several times as fast as the pattern.
    lines = _LINE_END.split(text) if "\r" in text else text.split("\n")
    if not lines[-1]:
        lines.pop()
    if "\r" in text:
        starts = [0, *(match.end() for match in _LINE_END.finditer(text))]
        if len(starts) == len(lines):
            starts.append(len(text))
    else:
        # Each line and the one character of its end, added up without a loop in Python.
        starts = list(accumulate(map((1).__add__, map(len, lines)), initial=0))
        starts[-1] = len(text)
    return lines, starts


def decode(data: bytes, name: str) -> str:
    """Bytes to text. A byte order mark stays in it, so that offsets are those of the file.

    Raises:
        DecodeError: the bytes are not UTF-8.
    """
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = len(_LINE_END.findall(data[: error.start].decode("utf-8"))) + 1
        raise DecodeError(name, error.start, line, error.reason) from None
