"""`load` and `loads`: from a file or a text to a document."""

from __future__ import annotations

import os
from typing import IO, TYPE_CHECKING

from paperdigest.diagnostics import Severity, render
from paperdigest.errors import DigestError
from paperdigest.source import decode

if TYPE_CHECKING:
    from paperdigest.model import Document

__all__ = ["load", "loads"]


def __dir__() -> list[str]:
    return __all__


def loads(text: str | bytes, *, name: str = "<string>", strict: bool = False) -> Document:
    """Reads a text.

    Every text gives a document: what is odd in it is among the document's diagnostics, and a text that is no digest
    has no papers and a finding of severity error.

    Args:
        text: the digest, decoded or as UTF-8 bytes.
        name: what it was read from, for messages.
        strict: whether to raise if anything could not be read, or was read by a guess.

    Raises:
        DecodeError: bytes that are not UTF-8.
        DigestError: only if `strict`: there are findings of severity warning or error.
    """
    # A program that only writes papers need not load the patterns of the reader.
    from paperdigest.readers import daily_papers  # noqa: PLC0415

    source = text if isinstance(text, str) else decode(bytes(text), name)
    document = daily_papers.read(source, name)
    if strict and any(found.severity >= Severity.WARNING for found in document.diagnostics):
        report = "\n".join(render(document.diagnostics, document.source, name))
        raise DigestError(report, document.diagnostics)
    return document


def load(source: str | os.PathLike[str] | IO[bytes] | IO[str], *, strict: bool = False) -> Document:
    """Reads a file.

    Args:
        source: a path, or a file opened in binary or text mode. A file in text mode should have been opened with
            `newline=""`, so that line ends arrive as they are.
        strict: whether to raise if anything could not be read, or was read by a guess.

    Raises:
        OSError: the file cannot be opened or read.
        DecodeError: it is not UTF-8.
        DigestError: only if `strict`: there are findings of severity warning or error.
    """
    if isinstance(source, str | os.PathLike):
        # Not pathlib: importing it would take a third of the time that importing this library takes.
        with open(source, "rb") as file:  # noqa: PTH123
            return loads(file.read(), name=os.fspath(source), strict=strict)
    name = getattr(source, "name", None)
    return loads(source.read(), name=name if isinstance(name, str) else "<file>", strict=strict)
