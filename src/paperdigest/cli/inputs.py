"""What the INPUT arguments stand for: files, folders, patterns, and `-` for stdin."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click
from attrs import frozen

from paperdigest.archive import find_files
from paperdigest.reading import load, loads

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from paperdigest.model import Document

__all__ = ["Input", "find_inputs", "inputs_argument"]


def __dir__() -> list[str]:
    return __all__


_STDIN = "-"

inputs_argument = click.argument("inputs", metavar="INPUT...", nargs=-1, required=True)


@frozen
class Input:
    """One file to read.

    Attributes:
        path: where it is; None is stdin.
    """

    path: Path | None

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
        """
        try:
            if self.path is None:
                return loads(sys.stdin.buffer.read(), name=self.name, strict=strict)
            return load(self.path, strict=strict)
        except OSError as error:
            # Not left to whoever catches it: inside of an exporter it would look as if writing had failed.
            raise click.ClickException(f"cannot read {self.name}: {error.strerror}") from error


def find_inputs(arguments: tuple[str, ...]) -> Iterator[Input]:
    """The files that the arguments stand for, lazily, in the order of the arguments.

    Raises:
        click.UsageError: at once, if one of them leads to nothing.
    """
    if arguments.count(_STDIN) > 1:
        raise click.UsageError("'-' (stdin) can be read only once.")
    if _STDIN in arguments and sys.stdin is None:
        raise click.UsageError("'-' is stdin, which is closed.")
    groups = [_group(argument) for argument in arguments]
    return (found for group in groups for found in group)


def _group(argument: str) -> Iterator[Input]:
    if argument == _STDIN:
        return iter([Input(None)])
    try:
        files = find_files(argument)
    except FileNotFoundError as error:
        raise click.UsageError(
            f"Cannot read {argument!r}: {error.strerror}. "
            "INPUT is a file, a folder, a quoted pattern, or '-' for stdin."
        ) from error
    return map(Input, files)
