"""`paperdigest identify`: which format each file is in."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from paperdigest import codes
from paperdigest.cli.inputs import find_inputs, inputs_argument
from paperdigest.cli.terminal import printable, put, say
from paperdigest.errors import DecodeError, ReaderError

if TYPE_CHECKING:
    from paperdigest.model import Document

__all__ = ["identify"]


def __dir__() -> list[str]:
    return __all__


@click.command()
@inputs_argument
def identify(inputs: tuple[str, ...]) -> None:
    """Tells the format of each of the INPUTs: the name of the reader that reads it, and what that finds.

    A file that no reader recognises is 'none'. Where several do, the others are named too. A file that cannot be
    read at all does not keep the others from being told.

    Exit code 0: every file is in a format that is known; 1: one is not, or cannot be read; 2: wrong usage.
    """
    unknown = False
    for found in find_inputs(inputs, None):
        try:
            document = found.read()
        except (DecodeError, ReaderError, click.ClickException) as error:
            say(f"Error: {error}")
            unknown = True
            continue
        put(f"{printable(document.name)}: {_described(document)}\n")
        unknown = unknown or document.reader is None
    if unknown:
        raise click.exceptions.Exit(1)


def _described(document: Document) -> str:
    if document.reader is None:
        return "none"
    counts = f"digests: {len(document.digests)}, papers: {len(document.papers)}"
    return f"{document.reader} ({counts}{_others(document)})"


def _others(document: Document) -> str:
    for found in document.diagnostics:
        if found.code is codes.SEVERAL_READERS:
            others = [name for name in found.arguments[0].split(", ") if name != document.reader]
            return f"; also recognised by {', '.join(others)}"
    return ""
