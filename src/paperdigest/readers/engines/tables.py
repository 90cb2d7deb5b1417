"""Markdown tables as they occur in digests, whole or broken.

The columns are those of the header. The line of dashes below it may be missing or odd, outer pipes may be missing,
rows may be short, have pipes in their cells, or be broken over lines. Nothing is reported here: `Row.width` and the
lines of a row say what was odd.

A row is whole when it has a cell for each column and ends in a pipe. Until then it goes on with the next line,

* if that begins with a pipe: only where the row does not end in one, and the two have a cell for each column together
  (the line was broken before a pipe). Else it is the next row.
* if it does not: where the row ends in a pipe, only if the two make it whole. Where it does not, always, unless it has
  no outer pipes itself, like each line of its table with a pipe in it.

A blank line, a heading, a fence and a rule end the row and the table, and so does a line that cannot be a row. Where
the caller says that texts with paragraphs stand in cells, a row that is not whole goes on below a blank line, if it
ends in a pipe there.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from attrs import frozen

from paperdigest.readers.engines.table_cells import RowText

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

__all__ = [
    "Row",
    "Table",
    "column_index",
    "column_name",
    "header_cells",
    "in_each_script",
    "read_rows",
    "read_table",
]


# A line with more is no header. Rows are as long as their header, so that a header of a thousand pipes over a
# thousand lines would make a million cells.
_MOST_COLUMNS = 64
# A header is broken over this many lines at most.
_HEADER_LINES = 3

# What ends a table although the last row is open: headings, fences and rules, CommonMark 4.1, 4.2, 4.5.
_BLOCK = re.compile(
    r" {0,3}(?:#{1,6}(?:[ \t]|$)|```|~~~)|[ \t]*(?:(?:-[ \t]*+){3,}|(?:\*[ \t]*+){3,}|(?:_[ \t]*+){3,})$"
)
# The line below the header. Its cells may have too few dashes, none, or such as editors make of them.
#     delimiter = *("|" / ":" / "-" / SP)          |---|:--:|       --- | ---       | - | |
_DELIMITER_SIGNS = "|:-–— \t"
# Stars, backquotes and tags around the names of columns.          **Title**     <div style="width:9em">Title</div>
_TAG = re.compile(r"<[^<>|]*+>")
_MARKERS = "*_` \t"
# Pictures and signs around the words of a name.          📅 Publish Date     Title ↓
_BEFORE_NAME = re.compile(r"\A[^\w(（\[【]+")
_BEHIND_NAME = re.compile(r"[^\w)）\]】]+\Z")
_SCRIPTS = re.compile(r"[\x00-\x7f]+|[^\x00-\x7f]+")
_PIPE = re.compile(r"(?<!\\)\|")
_DASHES = ":-–—"


@frozen
class Row:
    r"""A row of a table.

    Attributes:
        line: its first line, counted from 0.
        end: the line behind its last.
        cells: as many as the header has, without spaces around; `""` for one that is missing. `\|` is `|` here, and a
            line end is a space.
        width: how many cells its pipes make. If there are more than columns, some of the pipes were read as text, by a
            guess; those in HTML that is closed do not count.
    """

    line: int
    end: int
    cells: tuple[str, ...]
    width: int


@frozen
class Table:
    """A table.

    Attributes:
        line: the first line of its header, counted from 0.
        end: the line behind its last row.
        header: the names of the columns, without stars, backquotes and tags around.
        delimiter: the line of dashes; None if it is missing.
        rows: in order. A line of dashes between two of them is in none.
    """

    line: int
    end: int
    header: Row
    delimiter: int | None
    rows: tuple[Row, ...]


def header_cells(line: str) -> tuple[str, ...] | None:
    """The names of columns in a line, without stars, backquotes and tags around; None if it is no header."""
    if "|" not in line:
        return None
    bare = line.strip()
    parts = _PIPE.split(bare, _MOST_COLUMNS + 2)
    if len(parts) > 1 and not parts[-1]:
        parts.pop()
    if bare.startswith("|"):
        del parts[0]
    if not 0 < len(parts) <= _MOST_COLUMNS or _is_delimiter(bare):
        return None
    return tuple(map(_without_markers, parts))


def _without_markers(cell: str) -> str:
    if "<" in cell:
        cell = _TAG.sub("", cell)
    if "**" in cell:
        cell = cell.replace("**", "")
    return cell.replace("\\|", "|").strip().strip(_MARKERS)


def column_name(text: str) -> str:
    """The name of a column for comparing: lower case, single spaces, no stars, colon or pictures around."""
    name = " ".join(_without_markers(text).strip(_MARKERS + ":：").casefold().split())
    if name[:1].isalnum() and name[-1:].isalnum():
        return name  # as nearly all are
    return _BEHIND_NAME.sub("", _BEFORE_NAME.sub("", name)) or name


def in_each_script(name: str) -> tuple[str, ...]:
    """The parts of a column's name that is written in two scripts: `标题 Title`; of other names one part."""
    return tuple(map(column_name, _SCRIPTS.findall(name)))


def column_index(header: Row | Table | Sequence[str], names: Collection[str]) -> int | None:
    """The first column that has one of the names, however they are spelled; None without."""
    cells = (
        header.header.cells
        if isinstance(header, Table)
        else header.cells
        if isinstance(header, Row)
        else header
    )
    wanted = {column_name(name) for name in names}
    return next((index for index, cell in enumerate(cells) if column_name(cell) in wanted), None)


def read_table(
    lines: Sequence[str],
    line: int,
    *,
    elastic: int | None = None,
    until: int | None = None,
    paragraphs: bool = False,
) -> Table:
    """Reads a table; any lines make one, if need be without rows.

    Args:
        lines: those of the text, without their ends.
        line: where the header is.
        elastic: the column that takes what is left over if a row has too many pipes; None for the last.
        until: the line at which it ends at the latest; None for the end of the text.
        paragraphs: whether blank lines may stand in cells.
    """
    limit = len(lines) if until is None else min(until, len(lines))
    text = RowText(lines[line])
    after, delimiter = line + 1, None
    for number in range(line + 1, min(limit, line + 1 + _HEADER_LINES)):
        if _is_delimiter(lines[number]):
            if number == line + 1 or RowText(lines[number]).cells == text.cells:
                after, delimiter = number + 1, number
            break
        if _ends_table(lines[number]):
            break
        text.add(lines[number])
    if delimiter is None or delimiter == line + 1:
        text = RowText(lines[line])
    columns = min(text.cells, _MOST_COLUMNS)
    cells = tuple(map(_without_markers, text.cut(columns, columns - 1)))
    header = Row(line, after if delimiter is None else delimiter, cells, text.cells)
    rows, end = _Rows(lines, header, elastic, limit, paragraphs=paragraphs).read(after)
    return Table(line, end, header, delimiter, rows)


def read_rows(
    lines: Sequence[str],
    line: int,
    header: Row,
    *,
    elastic: int | None = None,
    until: int | None = None,
    paragraphs: bool = False,
) -> tuple[Row, ...]:
    """Reads rows that go on below a gap: a blank line, or text between the rows.

    Args:
        lines: those of the text, without their ends.
        line: where the first of the rows is; if it cannot be one, there are none.
        header: that of the table.
        elastic: as for `read_table`.
        until: as for `read_table`.
        paragraphs: as for `read_table`.
    """
    limit = len(lines) if until is None else min(until, len(lines))
    return _Rows(lines, header, elastic, limit, paragraphs=paragraphs).read(line)[0]


class _Rows:
    """Reads rows below one header.

    Args:
        lines: those of the text.
        header: the names of the columns.
        elastic: the column that takes what is left over; None for the last.
        limit: the line at which the rows end at the latest.
        paragraphs: whether blank lines may stand in cells.
    """

    def __init__(
        self, lines: Sequence[str], header: Row, elastic: int | None, limit: int, *, paragraphs: bool
    ) -> None:
        self._lines = lines
        self._header = header
        self._limit = limit
        self._columns = len(header.cells)
        self._elastic = self._columns - 1 if elastic is None else min(elastic, self._columns - 1)
        self._has_pipe = lines[header.line].lstrip().startswith("|")
        self._paragraphs = paragraphs and lines[header.end - 1].rstrip().endswith("|")

    def read(self, line: int) -> tuple[tuple[Row, ...], int]:
        """The rows from a line on, and the line at which the table ends."""
        lines, columns, header = self._lines, self._columns, self._header.cells
        usual = columns + 1
        name = header[0]
        rows: list[Row] = []
        number = end = line
        while number < self._limit:
            text = lines[number].strip()
            if (
                text.count("|") == usual
                and text[0] == text[-1] == "|"
                and "<" not in text
                and "\\|" not in text
            ):
                # Most rows: each pipe of them ends a cell, and no line can go on with them.
                cells = tuple(map(str.strip, text[1:-1].split("|")))
                row = Row(number, number + 1, cells, columns)
            else:
                found = self._row(number)
                if found is None:
                    break
                row = found
            first = row.cells[0]
            if name in first and tuple(map(_without_markers, row.cells)) == header:
                break  # the next table begins, without a blank line
            if not first.strip(_DASHES) and "---" in text and _is_delimiter(text):
                if rows and columns != row.width == rows[-1].width:
                    end = rows.pop().line  # and this one has another header
                    break
                number = end = row.end
                continue
            rows.append(row)
            number = end = row.end
        return tuple(rows), end

    def _row(self, number: int) -> Row | None:
        """The row that begins at a line; None if the line cannot begin one."""
        lines, columns = self._lines, self._columns
        if "|" not in lines[number]:
            return None
        text = RowText(lines[number])
        if not text.has_start and (
            _ends_table(lines[number]) or (self._has_pipe and text.cells < columns and not text.has_end)
        ):
            return None
        after = number + 1
        while after < self._limit and not (text.has_end and text.cells >= columns):
            goes_on = _goes_on(text, lines[after], columns)
            end = after + 1 if goes_on else self._end_of_gap(text, after)
            if end is None:
                break
            for line in lines[after:end]:
                if line and not line.isspace():
                    text.add(line)
            after = end
        text = text.whole()
        return Row(number, after, text.cut(columns, self._elastic), text.cells)

    def _end_of_gap(self, row: RowText, number: int) -> int | None:
        """The line behind the one in which a row goes on below blank lines and ends in a pipe; None if it does not."""
        line = self._lines[number]
        if not self._paragraphs or not row.has_start or row.has_end or (line and not line.isspace()):
            return None
        for after in range(number + 1, self._limit):
            line = self._lines[after].strip()
            if line.startswith("|") or (line and _BLOCK.match(line)):
                return None
            if line.endswith("|"):
                return after + 1
        return None


def _goes_on(row: RowText, line: str, columns: int) -> bool:
    """Whether a row that is not whole goes on with the next line; the rule is that of the module."""
    if "|" not in line:
        return not row.has_end and not _ends_table(line)
    more = RowText(line)
    if more.has_start:
        completes = row.cells + more.cells == columns
        return completes and not row.has_end and not _is_delimiter(line)
    if _ends_table(line):
        return False
    if row.has_end:
        return more.has_end and row.cells + more.cells == columns
    return row.has_start


def _ends_table(line: str) -> bool:
    return not line or line.isspace() or _BLOCK.match(line) is not None


def _is_delimiter(line: str) -> bool:
    return "|" in line and not line.strip(_DELIMITER_SIGNS) and any(dash in line for dash in "-–—")
