"""Tables of results, for people and for programs."""

from __future__ import annotations

from typing import Any

from attrs import frozen

__all__ = ["Column", "Table"]


@frozen
class Column:
    """A column of figures.

    Attributes:
        name: its heading.
        form: how a figure is written, as `format` takes it.
    """

    name: str
    form: str


@frozen(kw_only=True)
class Table:
    """The results of one measurement.

    Attributes:
        title: what was measured.
        columns: the columns behind that of the names.
        rows: by name, a figure for each column; None where there is none.
        notes: what one must know to read it.
    """

    title: str
    columns: tuple[Column, ...]
    rows: dict[str, tuple[float | None, ...]]
    notes: tuple[str, ...] = ()

    def lines(self) -> list[str]:
        """The table as plain text."""
        cells = [["", *(column.name for column in self.columns)]]
        for name, figures in self.rows.items():
            shown = zip(self.columns, figures, strict=True)
            cells.append([name, *("" if it is None else format(it, column.form) for column, it in shown)])
        widths = [max(map(len, column)) for column in zip(*cells, strict=True)]
        lines = [
            "  ".join([row[0].ljust(widths[0]), *map(str.rjust, row[1:], widths[1:])]).rstrip()
            for row in cells
        ]
        rule = "  ".join("-" * width for width in widths)
        return [self.title, "", lines[0], rule, *lines[1:], *(f"  {note}" for note in self.notes)]

    def as_data(self) -> dict[str, Any]:
        """The table for `json.dumps`."""
        names = [column.name for column in self.columns]
        return {
            "title": self.title,
            "rows": {name: dict(zip(names, figures, strict=True)) for name, figures in self.rows.items()},
            "notes": list(self.notes),
        }
