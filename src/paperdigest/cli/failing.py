"""Errors become one clear message and an exit code; the package's docstring has the list of codes.

What is not listed here is a bug of ours and keeps its traceback.
"""

from __future__ import annotations

import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

import click

from paperdigest.cli.terminal import abandon
from paperdigest.errors import (
    DigestError,
    OptionError,
    PaperDigestError,
    UnknownFormatError,
    UnknownReaderError,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["failures"]


def __dir__() -> list[str]:
    return __all__


_INTERRUPTED = 128 + 2  # as a shell counts a process that SIGINT ended
_BROKEN_PIPE = 128 + 13  # and one that SIGPIPE ended


@contextmanager
def failures() -> Iterator[None]:
    """What is the file's, the caller's or the system's fault leaves the block as an exception of click.

    Raises:
        click.UsageError: the command line is at fault.
        click.ClickException: the input or the system is.
        click.exceptions.Exit: the output is closed or somebody pressed Ctrl-C; there is nothing to say.
    """
    try:
        yield
    except BrokenPipeError:
        abandon(sys.stdout)
        raise click.exceptions.Exit(_BROKEN_PIPE) from None
    except KeyboardInterrupt:
        abandon(sys.stdout)
        raise click.exceptions.Exit(_INTERRUPTED) from None
    except (UnknownFormatError, UnknownReaderError, OptionError) as error:
        raise click.UsageError(str(error)) from error
    except DigestError as error:
        raise click.ClickException(f"findings, and strict reading was asked for:\n{error}") from error
    except PaperDigestError as error:
        raise click.ClickException(str(error)) from error
    except OSError as error:
        abandon(sys.stdout)
        # What has no file name is a stream, and only stdout is written to as one.
        raise click.ClickException(f"{error.filename or 'stdout'}: {error.strerror}.") from error
