"""Files that are written under one name for another: errors about them name the one that the caller knows."""

from __future__ import annotations

import io
import os
from contextlib import contextmanager
from typing import TYPE_CHECKING, BinaryIO, cast

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from _typeshed import ReadableBuffer

__all__ = ["TargetFile", "naming", "os_error", "written_through"]


def __dir__() -> list[str]:
    return __all__


class TargetFile(io.FileIO):
    """A file whose errors name what the caller wants written.

    Python's own do not say which file a full disk is about; and the name of a temporary file would only
    puzzle. Catching them here and not around a block leaves errors alone that the papers' iterator raises.
    """

    def __init__(
        self, name: Path, mode: str, target: Path, opener: Callable[[str, int], int] | None = None
    ) -> None:
        self._target = target
        super().__init__(name, mode, opener=opener)

    def write(self, data: ReadableBuffer, /) -> int:
        with naming(self._target):
            return super().write(data)

    def close(self) -> None:
        with naming(self._target):
            super().close()


@contextmanager
def written_through(raw: TargetFile) -> Iterator[BinaryIO]:
    """A buffer before the file; after an error what is still in it is dropped, not tried again."""
    with raw:
        stream = io.BufferedWriter(raw)
        yield cast("BinaryIO", stream)
        stream.flush()


@contextmanager
def naming(path: Path) -> Iterator[None]:
    """What the system refuses within the block is about this path.

    Raises:
        OSError: something was refused.
    """
    try:
        yield
    except OSError as error:
        raise os_error(error.errno, path) from error


def os_error(code: int | None, path: Path) -> OSError:
    """The subclass of OSError that belongs to the code, about this path."""
    return OSError(code, os.strerror(code or 0), str(path))
