"""What is odd about tables, as findings. What is certain is said once a table, with a count: tables can be long."""

from __future__ import annotations

from typing import TYPE_CHECKING

from paperdigest import codes
from paperdigest.readers.engines.cells import says_nothing

if TYPE_CHECKING:
    from collections.abc import Sequence

    from paperdigest.diagnostics import Code
    from paperdigest.readers.engines.findings import Findings
    from paperdigest.readers.engines.tables import Row, Table

__all__ = ["report_rows", "report_table"]


def report_table(table: Table, findings: Findings) -> None:
    """Adds what is odd about a table and about its rows."""
    if table.delimiter is None:
        findings.add(codes.NO_DELIMITER, table.line)
    report_rows(table.header, table.rows, findings)


def report_rows(header: Row, rows: Sequence[Row], findings: Findings) -> None:
    """Adds what is odd about rows: broken, too short, too long, or with cells that say nothing.

    A row of nothing but such cells is the reader's business.
    """
    columns = len(header.cells)
    rows = [row for row in rows if not all(map(says_nothing, row.cells))]
    _report_all(codes.BROKEN_ROWS, [row for row in rows if row.end - row.line > 1], findings)
    _report_all(codes.SHORT_ROWS, [row for row in rows if row.width < columns], findings)
    for row in rows:
        if row.width > columns:
            findings.add(codes.LONG_ROW, row.line, str(row.width), str(columns))
    for column, name in enumerate(header.cells):
        empty = [row for row in rows if column < row.width and says_nothing(row.cells[column])]
        if empty:
            findings.add(codes.EMPTY_CELLS, empty[0].line, name, str(len(empty)))


def _report_all(code: Code, rows: Sequence[Row], findings: Findings) -> None:
    if rows:
        findings.add(code, rows[0].line, str(len(rows)))
