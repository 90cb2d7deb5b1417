"""Reads Markdown paper digests into one typed, immutable model, and writes that model as other formats.

import paperdigest

doc = paperdigest.load("2024/03/08.md")
print(doc.papers[0].title)
paperdigest.dump(doc, "papers.bib")
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from paperdigest._version import __version__
from paperdigest.diagnostics import Code, Diagnostic, Severity
from paperdigest.errors import (
    ConfigError,
    DecodeError,
    DigestError,
    EmptyArchiveError,
    ExporterError,
    LibraryError,
    MetadataError,
    OptionError,
    PaperDigestError,
    ReaderError,
    SchemaError,
    UnknownFormatError,
    UnknownReaderError,
)
from paperdigest.model import (
    ArxivId,
    AuthorsOrder,
    Block,
    Digest,
    Document,
    Link,
    LinkKind,
    Media,
    MediaKind,
    Paper,
    Point,
)
from paperdigest.reading import load, loads
from paperdigest.source import Position, Span

if TYPE_CHECKING:
    from paperdigest.archive import scan
    from paperdigest.combining import CombineReport, combine
    from paperdigest.enriching import EnrichReport, enrich
    from paperdigest.exporters.json import from_json
    from paperdigest.exporters.json_schema import json_schema
    from paperdigest.exporters.protocol import Exporter
    from paperdigest.exporters.registry import exporter, formats
    from paperdigest.feed_folder.folder import FeedReport, write_feeds
    from paperdigest.merging import merge_bibtex
    from paperdigest.readers.protocol import Reader
    from paperdigest.readers.registry import reader, reader_names
    from paperdigest.writing import dump, dumps

__all__ = [
    "ArxivId",
    "AuthorsOrder",
    "Block",
    "Code",
    "CombineReport",
    "ConfigError",
    "DecodeError",
    "Diagnostic",
    "Digest",
    "DigestError",
    "Document",
    "EmptyArchiveError",
    "EnrichReport",
    "Exporter",
    "ExporterError",
    "FeedReport",
    "LibraryError",
    "Link",
    "LinkKind",
    "Media",
    "MediaKind",
    "MetadataError",
    "OptionError",
    "Paper",
    "PaperDigestError",
    "Point",
    "Position",
    "Reader",
    "ReaderError",
    "SchemaError",
    "Severity",
    "Span",
    "UnknownFormatError",
    "UnknownReaderError",
    "__version__",
    "combine",
    "dump",
    "dumps",
    "enrich",
    "exporter",
    "formats",
    "from_json",
    "json_schema",
    "load",
    "loads",
    "merge_bibtex",
    "reader",
    "reader_names",
    "scan",
    "write_feeds",
]

# Who only reads digests does not pay for the exporters (design: light to import).
_LAZY = {
    "CombineReport": "paperdigest.combining",
    "EnrichReport": "paperdigest.enriching",
    "Exporter": "paperdigest.exporters.protocol",
    "FeedReport": "paperdigest.feed_folder.folder",
    "Reader": "paperdigest.readers.protocol",
    "combine": "paperdigest.combining",
    "dump": "paperdigest.writing",
    "dumps": "paperdigest.writing",
    "enrich": "paperdigest.enriching",
    "exporter": "paperdigest.exporters.registry",
    "formats": "paperdigest.exporters.registry",
    "from_json": "paperdigest.exporters.json",
    "json_schema": "paperdigest.exporters.json_schema",
    "merge_bibtex": "paperdigest.merging",
    "reader": "paperdigest.readers.registry",
    "reader_names": "paperdigest.readers.registry",
    "scan": "paperdigest.archive",
    "write_feeds": "paperdigest.feed_folder.folder",
}


# Type checkers would take every name, a mistyped one too, for one that this gives.
if not TYPE_CHECKING:

    def __getattr__(name: str) -> Any:
        if name not in _LAZY:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        import importlib  # noqa: PLC0415

        value = getattr(importlib.import_module(_LAZY[name]), name)
        globals()[name] = value
        return value


def __dir__() -> list[str]:
    return __all__
