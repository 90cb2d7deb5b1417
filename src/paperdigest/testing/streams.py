"""Streams that note what an exporter does to them."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from _typeshed import ReadableBuffer

__all__ = ["FullStream", "NotingStream", "Pipe"]


def __dir__() -> list[str]:
    return __all__


_BEFORE = b"what was written before "


def _as_bytes(data: ReadableBuffer | str) -> bytes:
    """Takes a text, too, so that there is one complaint about it and not one from every check."""
    return data.encode("utf-8", "replace") if isinstance(data, str) else bytes(data)


class NotingStream(io.BytesIO):
    """A file that something was written to before; what an exporter may not do is noted, and not done.

    So one fault does not cause others, and each check tells of its own.

    Attributes:
        texts: what was written and is no bytes.
        misuses: the methods that were called and may not be.
    """

    def __init__(self) -> None:
        super().__init__(_BEFORE)
        super().seek(len(_BEFORE))
        self.texts: list[str] = []
        self.misuses: list[str] = []

    def written(self) -> bytes:
        """What the exporter wrote."""
        return self.getvalue()[len(_BEFORE) :]

    def write(self, data: ReadableBuffer | str, /) -> int:
        """Takes a text, too, and notes it."""
        if isinstance(data, str):
            self.texts.append(data)
        return super().write(_as_bytes(data))

    def writelines(self, lines: Iterable[ReadableBuffer | str], /) -> None:
        """As `write` does."""
        for line in lines:
            self.write(line)

    def close(self) -> None:
        """Notes it, and stays open."""
        self.misuses.append("close")

    def seek(self, offset: int, whence: int = 0, /) -> int:  # noqa: ARG002
        """Notes it, and stays where it is."""
        self.misuses.append("seek")
        return self.tell()

    def truncate(self, size: int | None = None, /) -> int:  # noqa: ARG002
        """Notes it, and keeps everything."""
        self.misuses.append("truncate")
        return self.tell()

    def read(self, size: int | None = -1, /) -> bytes:  # noqa: ARG002
        """Notes it, and gives nothing."""
        self.misuses.append("read")
        return b""


class Pipe(io.BufferedIOBase):
    """A stream as a pipe or a socket is: it takes bytes, and has neither a position nor anything to read."""

    def __init__(self) -> None:
        super().__init__()
        self._parts: list[bytes] = []

    def written(self) -> bytes:
        """What the exporter wrote."""
        return b"".join(self._parts)

    def writable(self) -> bool:
        """Yes."""
        return True

    def write(self, data: ReadableBuffer | str, /) -> int:
        """Takes everything."""
        part = _as_bytes(data)
        self._parts.append(part)
        return len(part)


class FullStream(NotingStream):
    """A file on a disk that is full.

    Attributes:
        error: what it raises.
    """

    def __init__(self, room: int, error: OSError) -> None:
        super().__init__()
        self._room = room
        self.error = error

    def write(self, data: ReadableBuffer | str, /) -> int:
        """Takes what there is room for, and raises then.

        Raises:
            OSError: it is full.
        """
        self._room -= len(_as_bytes(data))
        if self._room < 0:
            raise self.error
        return super().write(data)
