"""`paperdigest show`: digests as a table."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from paperdigest.cli.inputs import find_inputs, inputs_argument, reader_option
from paperdigest.cli.terminal import console, printable, put, say, shorten
from paperdigest.text import to_text

if TYPE_CHECKING:
    from rich.table import Table

    from paperdigest.model import Document, Paper

__all__ = ["show"]


def __dir__() -> list[str]:
    return __all__


# Longer ones are no titles and no names; a table is no place for them.
_TITLE = 200
_NAME = 40


@click.command()
@inputs_argument
@reader_option
def show(inputs: tuple[str, ...], reader: str | None) -> None:
    """Shows the papers of the INPUTs as a table, file by file.

    On a terminal long titles go over several lines; in a pipe every paper is one line, without colour.
    """
    screen = console()
    for found in find_inputs(inputs, reader):
        document = found.read()
        if not document.papers:
            say(f"{document.name}: no papers; 'paperdigest check' tells why")
            continue
        count = len(document.papers)
        heading = f"{printable(document.name)}: {count} paper{'' if count == 1 else 's'}"
        # Rich makes the text, we write it: rich would take a closed pipe for a reason to exit by itself.
        with screen.capture() as captured:
            screen.print(heading, style="bold", soft_wrap=True)
            screen.print(_table(document, one_line=not screen.is_terminal))
        put(captured.get())


def _table(document: Document, *, one_line: bool) -> Table:
    from rich.table import Table  # noqa: PLC0415 - it takes longer to import than most commands run

    table = Table(box=None, pad_edge=False, expand=True, header_style="bold")
    table.add_column("date", width=10, no_wrap=True)
    table.add_column("votes", min_width=5, justify="right", no_wrap=True)
    table.add_column("title", ratio=3, no_wrap=one_line, overflow="ellipsis" if one_line else "fold")
    table.add_column("authors", ratio=1, no_wrap=one_line, overflow="ellipsis" if one_line else "fold")
    table.add_column("id", min_width=10, no_wrap=True)
    for paper in document.papers:
        table.add_row(*_row(paper))
    return table


def _row(paper: Paper) -> tuple[str, ...]:
    return (
        "-" if paper.date is None else paper.date.isoformat(),
        "-" if paper.votes is None else str(paper.votes),
        shorten(to_text(paper.title), _TITLE),
        _authors(paper),
        "-" if paper.arxiv_id is None else str(paper.arxiv_id),
    )


def _authors(paper: Paper) -> str:
    """One name, and how many more; not `et al.`, which would call that one the first author."""
    if not paper.authors:
        return "-"
    name = shorten(to_text(paper.authors[0]), _NAME)
    more = len(paper.authors) - 1
    open_end = "…" if paper.authors_complete is False else ""
    return f"{name} +{more}{open_end}" if more or open_end else name
