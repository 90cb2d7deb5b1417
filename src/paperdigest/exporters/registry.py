"""Finding an exporter by name: the built-in table first, then the entry points that plug-ins declare.

A name leads to a class; the class is imported when somebody asks for it, so a plug-in that is broken hurts
only those who ask for that plug-in.
"""

from __future__ import annotations

import difflib
import importlib
from typing import TYPE_CHECKING

from paperdigest.errors import ExporterError, UnknownFormatError
from paperdigest.exporters.protocol import Exporter

if TYPE_CHECKING:
    from importlib.metadata import EntryPoint

__all__ = ["exporter", "exporter_for_suffix", "formats"]


def __dir__() -> list[str]:
    return __all__


GROUP = "paperdigest.exporters"

_BUILT_IN = {
    "json": ("paperdigest.exporters.json", "JsonExporter"),
    "jsonl": ("paperdigest.exporters.jsonl", "JsonLinesExporter"),
    "csv": ("paperdigest.exporters.csv", "CsvExporter"),
    "bibtex": ("paperdigest.exporters.bibtex", "BibtexExporter"),
    "rss": ("paperdigest.exporters.rss", "RssExporter"),
    "markdown": ("paperdigest.exporters.markdown", "MarkdownExporter"),
}


def formats() -> tuple[str, ...]:
    """The names that `exporter` knows: built-in ones in the order of the docs, then plug-ins by name.

    A plug-in is named here without being imported, so a broken one is listed too.
    """
    return (*_BUILT_IN, *sorted(name for name in _plugins() if name not in _BUILT_IN))


def exporter(name: str) -> Exporter:
    """The exporter of that name.

    Raises:
        UnknownFormatError: there is none; the message names those that are near.
        ExporterError: a plug-in has the name, but it cannot be imported or is no exporter.
    """
    if name in _BUILT_IN:
        module, attribute = _BUILT_IN[name]
        found = getattr(importlib.import_module(module), attribute)()
        assert isinstance(found, Exporter)
        return found
    try:
        entry_point = _plugins()[name]
    except KeyError:
        raise UnknownFormatError(_no_such_format(name)) from None
    return _load(entry_point)


def exporter_for_suffix(suffix: str) -> Exporter:
    """The exporter whose files have this suffix (with the dot; upper and lower case are the same).

    Raises:
        UnknownFormatError: no exporter claims the suffix, or several do.
    """
    wanted = suffix.lower()
    claims = [name for name in _BUILT_IN if wanted in exporter(name).suffixes]
    if not claims:
        claims = [name for name in formats()[len(_BUILT_IN) :] if wanted in exporter(name).suffixes]
    if len(claims) == 1:
        return exporter(claims[0])
    reason = f"could be {' or '.join(claims)}" if claims else "belongs to no format"
    known = ", ".join(formats())
    raise UnknownFormatError(f"the suffix {suffix!r} {reason}; name the format ({known})")


def _plugins() -> dict[str, EntryPoint]:
    # It takes some 50 ms to import, more than all the rest of the library.
    from importlib.metadata import entry_points  # noqa: PLC0415

    return {entry_point.name: entry_point for entry_point in entry_points(group=GROUP)}


def _load(entry_point: EntryPoint) -> Exporter:
    where = f"exporter plug-in {entry_point.name!r} ({entry_point.value})"
    try:
        loaded = entry_point.load()
        found = loaded() if isinstance(loaded, type) else loaded
    except Exception as error:
        raise ExporterError(f"{where} cannot be imported: {error!r}") from error
    if not isinstance(found, Exporter):
        missing = ", ".join(
            name
            for name in ("name", "title", "media_type", "suffixes", "options", "write")
            if not hasattr(found, name)
        )
        raise ExporterError(f"{where} is no exporter: it lacks {missing}")
    return found


def _no_such_format(name: str) -> str:
    known = formats()
    near = difflib.get_close_matches(name, known, n=2, cutoff=0.5)
    hint = f"; did you mean {' or '.join(map(repr, near))}?" if near else ""
    return f"no format {name!r}{hint} (formats: {', '.join(known)})"
