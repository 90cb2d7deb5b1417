"""What the INPUT arguments stand for: files, folders, patterns, and `-` for stdin."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click
from attrs import frozen

from paperdigest.archive import find_files
from paperdigest.reading import how_to_read, read_file, read_text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from paperdigest.model import Document

__all__ = ["Input", "find_inputs", "inputs_argument", "reader_option"]


def __dir__() -> list[str]:
    return __all__


_STDIN = "-"

inputs_argument = click.argument("inputs", metavar="INPUT...", nargs=-1, required=True)
reader_option = click.option(
    "--reader",
    metavar="NAME",
    help="Format of the INPUTs, as 'paperdigest formats' lists them; else each text tells its own.",
)


@frozen
class Input:
    """One file to read.

    Attributes:
        path: where it is; None is stdin.
        how: what reads it.
    """

    path: Path | None
    how: Callable[[str, str], Document]

    @property
    def name(self) -> str:
        """What messages call it."""
        return "<stdin>" if self.path is None else str(self.path)

    def read(self, *, strict: bool = False) -> Document:
        """Reads it.

        Raises:
            click.ClickException: the system does not let us read it.
            DecodeError: it is not UTF-8.
            DigestError: in strict reading.
            ReaderError: a reader that is not built in failed on it.
        """
        try:
            if self.path is None:
                return read_text(sys.stdin.buffer.read(), self.how, name=self.name, strict=strict)
            return read_file(self.path, self.how, strict=strict)
        except OSError as error:
            # Not left to whoever catches it: inside of an exporter it would look as if writing had failed.
            raise click.ClickException(f"cannot read {self.name}: {error.strerror}") from error


def find_inputs(arguments: tuple[str, ...], reader: str | None) -> Iterator[Input]:
    """The files that the arguments stand for, lazily, in the order of the arguments.

    Args:
        arguments: the inputs of the command line.
        reader: the name of the one that reads them all; None leaves it to each text.

    Raises:
        click.UsageError: at once, if one of them leads to nothing.
        UnknownReaderError: at once, no reader has that name.
        ReaderError: at once, a plug-in of that name cannot be used.
    """
    if arguments.count(_STDIN) > 1:
        raise click.UsageError("'-' (stdin) can be read only once.")
    if _STDIN in arguments and sys.stdin is None:
        raise click.UsageError("'-' is stdin, which is closed.")
    how = how_to_read(reader)
    groups = [_group(argument) for argument in arguments]
    return (Input(path, how) for group in groups for path in group)


def _group(argument: str) -> Iterator[Path | None]:
    if argument == _STDIN:
        return iter([None])
    try:
        return find_files(argument)
    except FileNotFoundError as error:
        raise click.UsageError(
            f"Cannot read {argument!r}: {error.strerror}. "
            "INPUT is a file, a folder, a quoted pattern, or '-' for stdin."
        ) from error
