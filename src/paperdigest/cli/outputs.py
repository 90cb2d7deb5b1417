"""Where `-o FILE` leads: a file that is replaced as a whole or not at all, or stdout."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

import click

from paperdigest.cli.terminal import abandon, stdout
from paperdigest.writing import atomic_writer

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["STDOUT", "output"]


def __dir__() -> list[str]:
    return __all__


STDOUT = "-"


@contextmanager
def output(target: str) -> Iterator[BinaryIO]:
    """The stream to write to. When the block ends, every byte has been taken by the system.

    Args:
        target: a path, or `-` for stdout.

    Raises:
        click.UsageError: the target is a folder.
        click.ClickException: it cannot be written; a file that was there is as it was.
        BrokenPipeError: whoever reads stdout has stopped.
    """
    if target != STDOUT and Path(target).is_dir():
        raise click.UsageError(f"-o {target} is a folder; name a file in it.")
    try:
        with stdout() if target == STDOUT else atomic_writer(Path(target)) as stream:
            yield stream
    except BrokenPipeError:
        raise
    except OSError as error:
        abandon(sys.stdout)
        raise click.ClickException(_explain(error, target)) from error


def _explain(error: OSError, target: str) -> str:
    if target == STDOUT:
        return f"cannot write to stdout: {error.strerror}; the output is incomplete."
    path = Path(target)
    if not path.parent.is_dir():
        return f"cannot write {target}: the folder {path.parent} does not exist; make it first."
    state = "; the file is as it was" if path.is_file() else ""
    return f"cannot write {target}: {error.strerror}{state}."
