"""The rows of tables in a section of a page, as the readers of daily and weekly tables have them below each heading."""

from __future__ import annotations

from typing import TYPE_CHECKING, Generic, Protocol, TypeVar

from attrs import frozen

from paperdigest import codes
from paperdigest.readers.engines.cells import says_nothing
from paperdigest.readers.engines.entries import is_markup
from paperdigest.readers.engines.markdown_lines import RULE, read_heading
from paperdigest.readers.engines.table_findings import report_rows, report_table
from paperdigest.readers.engines.tables import header_cells, read_rows, read_table
from paperdigest.readers.signs import signs_in

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from paperdigest.readers.engines.page import Page
    from paperdigest.readers.engines.tables import Row, Table
    from paperdigest.readers.signs import Sign

__all__ = ["Heading", "Rows", "any_sign", "find_headings", "find_rows", "name_lines"]


class _Columns(Protocol):
    @property
    def elastic(self) -> int | None:
        """The column that has the longest texts, so that pipes that are left over belong to it."""

    @property
    def others(self) -> Sequence[int]:
        """The columns whose names no field knows."""


C = TypeVar("C", bound=_Columns)


@frozen
class Heading:
    """A heading outside of code: its line, its level, and its text."""

    line: int
    level: int
    text: str


@frozen
class Rows(Generic[C]):
    """Rows of a table without a gap between them.

    Attributes:
        header: that of their table.
        columns: what they hold.
        rows: in order.
        table: the table, if they are the first rows of it; else they go on below a blank line.
    """

    header: Row
    columns: C
    rows: tuple[Row, ...]
    table: Table | None

    def told(self, page: Page) -> Iterator[Row]:
        """The rows that say something; what is odd about all of them goes to the findings of the page.

        A row with nothing in it stays unread.
        """
        if self.table is None:
            report_rows(self.header, self.rows, page.findings)
        else:
            report_table(self.table, page.findings)
            for number in self.columns.others:
                page.findings.add(codes.EXTRA_FIELD, self.header.line, self.header.cells[number])
        for row in self.rows:
            if all(map(says_nothing, row.cells)):
                page.kinds[row.line : row.end] = ["text"] * (row.end - row.line)
                page.leave_unread(row.line, row.end)
            else:
                yield row


def find_headings(page: Page, begins: Callable[[str], bool]) -> list[Heading]:
    """The headings of a text outside of fenced code; the lines of both get their kinds.

    Args:
        page: the text.
        begins: whether a heading begins a digest, by its text: a stray fence must not hide those below it.
    """
    found = []
    for number, line in enumerate(page.lines):
        parts = read_heading(line) if line.startswith(("#", " ")) else None
        if parts is not None:
            found.append(Heading(number, *parts))
    page.hide_code([heading.line for heading in found if begins(heading.text)])
    headings = [heading for heading in found if page.kinds[heading.line] != "fence"]
    for heading in headings:
        page.kinds[heading.line] = "heading"
    return headings


def find_rows(
    page: Page,
    first: int,
    end: int,
    columns_of: Callable[[Sequence[str]], C | None],
    *,
    paragraphs: bool = False,
) -> Iterator[Rows[C]]:
    """The rows of all tables of a format that stand in some lines.

    Args:
        page: the text.
        first: the first of the lines.
        end: the one behind the last.
        columns_of: what the columns of a header hold; None if it is no table of the format.
        paragraphs: whether blank lines may stand in cells.
    """
    number, group = first, None
    while number < end:
        line = page.lines[number]
        if "|" not in line or page.kinds[number] != "text" or line.startswith(("    ", "\t")):
            number += 1  # so far to the right it is code, CommonMark 4.4
            continue
        cells = header_cells(line)
        columns = None if cells is None else columns_of(cells)
        if columns is not None:
            table = read_table(page.lines, number, elastic=columns.elastic, until=end, paragraphs=paragraphs)
            group = Rows(table.header, columns_of(table.header.cells) or columns, table.rows, table)
            number = max(table.end, number + 1)
            yield group
        elif group is not None and (more := _more_rows(group, number, end, page, paragraphs)):
            group = Rows(group.header, group.columns, more, None)
            number = more[-1].end
            yield group
        else:
            number += 1


def _more_rows(group: Rows[C], number: int, until: int, page: Page, paragraphs: bool) -> tuple[Row, ...]:
    """Rows of the same table below a gap."""
    if not page.lines[number].lstrip().startswith("|"):
        return ()
    return read_rows(
        page.lines, number, group.header, elastic=group.columns.elastic, until=until, paragraphs=paragraphs
    )


def any_sign(page: Page, groups: Iterable[Rows[C]], signs: frozenset[Sign]) -> bool:
    """Whether the head of a table has one of the signs without which no reader is asked about a text.

    A header without a pipe in front has none, unless a line of dashes follows.
    """
    return any(
        signs & signs_in("\n".join(page.lines[table.line : table.line + 2]))
        for group in groups
        if (table := group.table) is not None
    )


def name_lines(page: Page, first: int, end: int, groups: Sequence[Rows[C]]) -> None:
    """Gives the lines of a section their kinds: tables, rules, markup and ways around the page; other text stays."""
    for group in groups:
        table = group.table
        if table is not None:
            _name(page, table.header.line, table.header.end, "table-header")
            if table.delimiter is not None:
                page.kinds[table.delimiter] = "table-delimiter"
        for row in group.rows:
            _name(page, row.line, row.end, "paper-row")
    for number in range(first, end):
        if page.kinds[number] == "text":
            line = page.lines[number]
            if RULE.fullmatch(line):
                page.kinds[number] = "rule"
            elif is_markup(line):
                page.kinds[number] = "markup"


def _name(page: Page, first: int, end: int, kind: str) -> None:
    page.kinds[first:end] = [kind] * (end - first)
