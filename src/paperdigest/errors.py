"""What the library raises.

Everything that is the file's or the caller's fault is a `PaperDigestError`; anything else that escapes is a
bug of ours. Each class also inherits the built-in error that a caller would expect for its kind of fault, so
code that knows nothing of this library still does the right thing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from paperdigest.diagnostics import Diagnostic

__all__ = [
    "ConfigError",
    "DecodeError",
    "DigestError",
    "EmptyArchiveError",
    "ExporterCheckError",
    "ExporterError",
    "LibraryError",
    "MetadataError",
    "OptionError",
    "PaperDigestError",
    "ReaderError",
    "SchemaError",
    "UnknownFormatError",
    "UnknownReaderError",
]


def __dir__() -> list[str]:
    return __all__


class PaperDigestError(Exception):
    """The base of every error that this library raises on purpose."""


class DecodeError(PaperDigestError, ValueError):
    """The bytes are not UTF-8.

    Attributes:
        name: what the bytes were read from, as the caller named it.
        offset: the first byte that is not UTF-8, counted from 0.
        line: the line that byte stands in, counted from 1.
    """

    def __init__(self, name: str, offset: int, line: int, reason: str) -> None:
        super().__init__(name, offset, line, reason)
        self.name = name
        self.offset = offset
        self.line = line
        self.reason = reason

    def __str__(self) -> str:
        return (
            f"{self.name}: not UTF-8: {self.reason} at byte {self.offset} (line {self.line}); "
            "convert the file to UTF-8 first, for instance with `iconv -t UTF-8`"
        )


class DigestError(PaperDigestError, ValueError):
    """Strict reading met something that could not be read, or was read by a guess.

    Attributes:
        report: every finding, rendered with its line and a caret.
        diagnostics: every finding of the document, those of severity info too.
    """

    def __init__(self, report: str, diagnostics: tuple[Diagnostic, ...]) -> None:
        super().__init__(report, diagnostics)
        self.report = report
        self.diagnostics = diagnostics

    def __str__(self) -> str:
        return self.report


class UnknownFormatError(PaperDigestError, LookupError):
    """No exporter has this name, or none can be told from the file's suffix."""

    def __str__(self) -> str:
        return str(self.args[0])


class UnknownReaderError(PaperDigestError, LookupError):
    """No reader has this name."""

    def __str__(self) -> str:
        return str(self.args[0])


class OptionError(PaperDigestError, TypeError):
    """An exporter has no such option, or the value is not of the option's type."""


class ExporterError(PaperDigestError):
    """An exporter that is not ours cannot be used, or fails; the message names it and says why."""


class ReaderError(PaperDigestError):
    """A reader of somebody else cannot be used, or failed on a text; the message names it and says why."""


class ExporterCheckError(PaperDigestError, AssertionError):
    """An exporter does not do what `paperdigest.Exporter` asks for; raised by `paperdigest.testing` alone.

    Attributes:
        exporter: its name, or where it comes from if it has none.
        check: the name of the check.
        sample: the name of the sample papers, with the options that are not the default; empty if the check is
            about no papers.
        reason: what was expected, and what came.
    """

    def __init__(self, exporter: str, check: str, sample: str, reason: str) -> None:
        super().__init__(exporter, check, sample, reason)
        self.exporter = exporter
        self.check = check
        self.sample = sample
        self.reason = reason

    def __str__(self) -> str:
        where = f", papers {self.sample}" if self.sample else ""
        return f"exporter {self.exporter!r}, check {self.check}{where}: {self.reason}"


class SchemaError(PaperDigestError, ValueError):
    """A JSON document, or a paper, does not fit the JSON schema; the message names the place in it."""


class LibraryError(PaperDigestError, ValueError):
    """A BibTeX library cannot be read to its end, so nothing can be added to it.

    Attributes:
        line: the line at fault, counted from 1.
        reason: what is wrong with it.
    """

    def __init__(self, line: int, reason: str) -> None:
        super().__init__(line, reason)
        self.line = line
        self.reason = reason

    def __str__(self) -> str:
        return f"line {self.line}: {self.reason}"


class MetadataError(PaperDigestError, ValueError):
    """A source of metadata is of neither format, or damaged; the message names it and says what was expected."""


class ConfigError(PaperDigestError, ValueError):
    """The configuration of a feed folder is no TOML, or says what a configuration cannot say.

    Attributes:
        name: the file.
        place: the table and the key; None if the file as a whole cannot be read.
        reason: what is wrong there, and what was expected.
    """

    def __init__(self, name: str, place: str | None, reason: str) -> None:
        super().__init__(name, place, reason)
        self.name = name
        self.place = place
        self.reason = reason

    def __str__(self) -> str:
        return ": ".join(part for part in (self.name, self.place, self.reason) if part is not None)


class EmptyArchiveError(PaperDigestError, ValueError):
    """There is no paper to make feeds of. Feeds that were there stay: an empty archive is rather a wrong path."""
