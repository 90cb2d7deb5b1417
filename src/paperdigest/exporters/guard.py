"""Writing with any exporter, and telling whose fault it is if that fails.

Errors of our own exporters are ours, or speak of a paper: they pass. An error of a plug-in becomes an
`ExporterError` that names the plug-in. One that comes to it from outside, out of the papers or out of the stream,
is neither its fault nor ours: it passes as it is, even where the plug-in would swallow it, since what is written
then is not all.
"""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, BinaryIO, cast

from paperdigest._plugins import shortly
from paperdigest.errors import ExporterError, SchemaError
from paperdigest.exporters.origin import called, is_ours

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from typing import Any

    from _typeshed import ReadableBuffer

    from paperdigest.exporters.protocol import Exporter
    from paperdigest.model import Paper

__all__ = ["write_papers"]


def __dir__() -> list[str]:
    return __all__


def write_papers(exporter: Exporter, papers: Iterable[Paper], stream: BinaryIO, options: Any) -> None:
    """Writes papers with an exporter, ours or not.

    Args:
        exporter: an object of that shape.
        papers: taken one by one.
        stream: open, for bytes; it stays open. A plug-in can only write to it.
        options: an instance of the exporter's options class.

    Raises:
        ExporterError: the exporter is not ours and fails, writes what is no bytes, or closes the stream.
        SchemaError: a paper does not fit into the format, as the exporter says.
        BaseException: whatever the papers or the stream raise, as it is.
    """
    if is_ours(exporter):
        exporter.write(papers, stream, options)
        return
    outside = _Outside()
    watched = _WatchedStream(stream, outside)
    # What cannot be gone over is the caller's fault, so it is asked for here.
    watched_papers = _watched(iter(papers), outside)
    try:
        exporter.write(watched_papers, cast("BinaryIO", watched), options)
    # A plug-in that ends the program is as wrong as one that raises anything else.
    except (Exception, SystemExit) as error:
        if error is outside.error or (outside.error is None and isinstance(error, SchemaError)):
            raise
        if outside.error is None:
            raise ExporterError(f"{called(exporter)} failed: {shortly(error)}") from error
    if outside.error is not None:
        raise outside.error
    if watched.was_closed:
        raise ExporterError(f"{called(exporter)} closed the stream, which is not its own")


class _Outside:
    """The first error that came to a plug-in from outside; None if there was none."""

    error: BaseException | None = None

    def note(self, error: BaseException) -> None:
        if self.error is None:
            self.error = error


def _watched(papers: Iterator[Paper], outside: _Outside) -> Iterator[Paper]:
    while True:
        try:
            paper = next(papers)
        except StopIteration:
            return
        except BaseException as error:
            outside.note(error)
            raise
        yield paper


class _WatchedStream(io.BufferedIOBase):
    """A stream as a plug-in sees it: it takes bytes, and has no position and nothing to read.

    Attributes:
        was_closed: whether somebody closed it; what is behind it stays open.
    """

    def __init__(self, stream: BinaryIO, outside: _Outside) -> None:
        super().__init__()
        self.was_closed = False
        self._stream = stream
        self._outside = outside

    def writable(self) -> bool:
        return True

    def write(self, data: ReadableBuffer, /) -> int:
        if isinstance(data, str):
            raise TypeError(f"an exporter writes bytes, not the text {shortly(data)}")
        # Raises for what else is no bytes; from here on it is the stream's fault.
        memoryview(data)
        try:
            return self._stream.write(data)
        except BaseException as error:
            self._outside.note(error)
            raise

    def flush(self) -> None:
        try:
            self._stream.flush()
        except BaseException as error:
            self._outside.note(error)
            raise

    def close(self) -> None:
        self.was_closed = True
