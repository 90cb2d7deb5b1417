"""What a terminal may be sent, and what to do when nobody listens any more."""

from __future__ import annotations

import errno
import os
import sys
from contextlib import suppress
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from rich.console import Console

__all__ = ["abandon_stdout", "console", "printable", "put", "say", "shorten"]

# A pipe has no width. Wide enough for nearly every title, narrow enough to look at.
_PIPE_WIDTH = 160


def __dir__() -> list[str]:
    return __all__


def put(text: str, *, styled: bool = False) -> None:
    """Text on stdout.

    Args:
        text: what to write, the line end included.
        styled: whether it holds escapes that a terminal shall get.

    Raises:
        OSError: stdout is closed or takes no more.
    """
    if sys.stdout is None:
        raise OSError(errno.EBADF, "it is closed")
    click.echo(text, nl=False, color=styled)


def say(message: str) -> None:
    """A message on stderr; a stderr that takes none is no reason to fail."""
    with suppress(OSError):
        click.echo(message, err=True)


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


def abandon_stdout() -> None:
    """Sends what is still to come nowhere.

    Python writes its buffer once more when it ends. For a stdout that has failed that would fail again, and
    be reported on stderr with an exit code of its own.
    """
    if sys.stdout is None:
        return
    # A stdout that somebody put in place of the real one may have no number.
    with suppress(OSError):
        stdout = sys.stdout.fileno()
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, stdout)
        os.close(nowhere)
