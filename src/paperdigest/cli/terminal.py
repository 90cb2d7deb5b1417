"""What a terminal may be sent, and what to do when nobody listens any more."""

from __future__ import annotations

import errno
import io
import os
import sys
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, BinaryIO, TextIO, cast

import click

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rich.console import Console

__all__ = ["abandon", "console", "printable", "put", "say", "shorten", "stdout"]

# A pipe has no width. Wide enough for nearly every title, narrow enough to look at.
_PIPE_WIDTH = 160


def __dir__() -> list[str]:
    return __all__


@contextmanager
def stdout() -> Iterator[BinaryIO]:
    """Stdout for bytes. When the block ends without an error, the system has taken every byte.

    Raises:
        OSError: stdout is closed or takes no more.
    """
    if sys.stdout is None:
        raise OSError(errno.EBADF, "it is closed")
    sys.stdout.flush()
    bottom = sys.stdout.buffer
    if not isinstance(bottom, io.RawIOBase):
        yield bottom
        bottom.flush()
        return
    # `python -u` and PYTHONUNBUFFERED leave the bare file there. Its `write` may take a part and return as if
    # nothing were wrong, on a full disk for instance; a buffer goes on until it meets the error.
    buffer = io.BufferedWriter(bottom)
    yield cast("BinaryIO", buffer)
    # This flushes it; and without it the buffer would close stdout when it goes.
    buffer.detach()


def put(text: str) -> None:
    """Text on stdout, line end included, in the encoding of stdout.

    Raises:
        OSError: stdout is closed or takes no more.
    """
    with stdout() as stream:
        stream.write(text.encode(sys.stdout.encoding, sys.stdout.errors or "strict"))


def say(message: str) -> None:
    """A message on stderr; a stderr that takes none is no reason to fail."""
    try:
        click.echo(message, err=True)
    except OSError:
        abandon(sys.stderr)


def printable(text: str) -> str:
    """The text with control characters as escapes, so that a hostile file cannot move the cursor."""
    return "".join(c if c.isprintable() else ascii(c)[1:-1] for c in text)


def shorten(text: str, length: int) -> str:
    """At most `length` characters of a text, all of them printable."""
    # Cut first: an escape is up to ten characters, and the text may be long.
    cut = printable(text[:length])
    return cut if len(text) <= length and len(cut) <= length else cut[: length - 1] + "…"


def console() -> Console:
    """Stdout for rich: colour only on a terminal and without NO_COLOR, lines of a fixed width in a pipe.

    Text is taken as it is: `[red]` and `:smile:` in a title are no markup.
    """
    from rich.console import Console  # noqa: PLC0415 - only `show` pays for it

    to_person = sys.stdout is not None and sys.stdout.isatty()
    colour = to_person and not os.environ.get("NO_COLOR")
    return Console(
        file=sys.stdout,
        # Given, not found out: FORCE_COLOR, which build servers set, shall not put escapes into a pipe.
        force_terminal=to_person,
        color_system="auto" if colour else None,
        width=None if to_person else _PIPE_WIDTH,
        markup=False,
        emoji=False,
        highlight=False,
        soft_wrap=False,
    )


def abandon(stream: TextIO | None) -> None:
    """Sends nowhere what is still to come on stdout or stderr.

    Buffers are written once more when they go and when Python ends. For a stream that has failed that would
    fail again, and be reported on stderr or with an exit code of its own.
    """
    if stream is None:
        return
    # What somebody put in place of the real one may have no number.
    with suppress(OSError):
        failed = stream.fileno()
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, failed)
        os.close(nowhere)
