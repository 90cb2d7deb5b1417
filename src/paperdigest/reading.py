"""`load` and `loads`: from a file or a text to a document."""

from __future__ import annotations

import os
from typing import IO, TYPE_CHECKING

from paperdigest.diagnostics import Severity, render
from paperdigest.errors import DigestError
from paperdigest.source import decode

if TYPE_CHECKING:
    from collections.abc import Callable

    from paperdigest.model import Document
    from paperdigest.readers.protocol import Reader

__all__ = ["load", "loads"]


def __dir__() -> list[str]:
    return __all__


def loads(
    text: str | bytes, *, reader: str | Reader | None = None, name: str = "<string>", strict: bool = False
) -> Document:
    """Reads a text.

    Every text gives a document: what is odd in it is among the document's diagnostics, and a text that is no digest
    has no papers and a finding of severity error.

    Args:
        text: the digest, decoded or as UTF-8 bytes.
        reader: who reads it, by name or as an object; None takes the reader that recognises the text.
        name: what it was read from, for messages.
        strict: whether to raise if anything could not be read, or was read by a guess.

    Raises:
        DecodeError: bytes that are not UTF-8.
        DigestError: only if `strict`: there are findings of severity warning or error.
        UnknownReaderError: no reader has that name.
        ReaderError: a plug-in of that name cannot be used, or a reader that is not built in failed on the text.
    """
    return read_text(text, how_to_read(reader), name=name, strict=strict)


def load(
    source: str | os.PathLike[str] | IO[bytes] | IO[str],
    *,
    reader: str | Reader | None = None,
    strict: bool = False,
) -> Document:
    """Reads a file.

    Args:
        source: a path, or a file opened in binary or text mode. A file in text mode should have been opened with
            `newline=""`, so that line ends arrive as they are. If the text has one digest and that names no day, the
            day that the path names is taken, which is a finding (`PD112`).
        reader: who reads it, by name or as an object; None takes the reader that recognises the text.
        strict: whether to raise if anything could not be read, or was read by a guess.

    Raises:
        OSError: the file cannot be opened or read.
        DecodeError: it is not UTF-8.
        DigestError: only if `strict`: there are findings of severity warning or error.
        UnknownReaderError: no reader has that name.
        ReaderError: a plug-in of that name cannot be used, or a reader that is not built in failed on the text.
    """
    return read_file(source, how_to_read(reader), strict=strict)


def how_to_read(reader: str | Reader | None) -> Callable[[str, str], Document]:
    """How `read_text` and `read_file` shall read; made once for many texts. See `reading_by`."""
    # A program that only writes papers need not load the patterns of the readers.
    from paperdigest.readers.recognition import reading_by  # noqa: PLC0415

    return reading_by(reader)


def read_text(
    text: str | bytes, read: Callable[[str, str], Document], *, name: str, strict: bool
) -> Document:
    """`loads`, with what `how_to_read` gave."""
    return _checked(read(_decoded(text, name), name), strict=strict)


def read_file(
    source: str | os.PathLike[str] | IO[bytes] | IO[str],
    read: Callable[[str, str], Document],
    *,
    strict: bool,
) -> Document:
    """`load`, with what `how_to_read` gave."""
    if not isinstance(source, str | os.PathLike):
        name = getattr(source, "name", None)
        return read_text(source.read(), read, name=name if isinstance(name, str) else "<file>", strict=strict)
    # As in `how_to_read`.
    from paperdigest.readers.path_dates import dated_by_path  # noqa: PLC0415

    name = os.fspath(source)
    # Not pathlib: importing it would take a third of the time that importing this library takes.
    with open(source, "rb") as file:  # noqa: PTH123
        text = _decoded(file.read(), name)
    return _checked(dated_by_path(read(text, name), name), strict=strict)


def _decoded(text: str | bytes, name: str) -> str:
    return text if isinstance(text, str) else decode(bytes(text), name)


def _checked(document: Document, *, strict: bool) -> Document:
    """The document.

    Raises:
        DigestError: only if `strict`: there are findings of severity warning or error.
    """
    if strict and any(found.severity >= Severity.WARNING for found in document.diagnostics):
        report = "\n".join(render(document.diagnostics, document.source, document.name))
        raise DigestError(report, document.diagnostics)
    return document
