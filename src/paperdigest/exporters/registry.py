"""Finding an exporter by name: the built-in table first, then the entry points that plug-ins declare.

A name leads to a class; the class is imported when somebody asks for it, so a plug-in that is broken hurts
only those who ask for that plug-in.
"""

from __future__ import annotations

import difflib
import importlib
from typing import TYPE_CHECKING, cast

import attrs

from paperdigest.errors import ExporterError, UnknownFormatError

if TYPE_CHECKING:
    from importlib.metadata import EntryPoint

    from paperdigest.exporters.protocol import Exporter

__all__ = ["exporter", "exporter_for_suffix", "formats"]


def __dir__() -> list[str]:
    return __all__


GROUP = "paperdigest.exporters"

_BUILT_IN = {
    "json": ("paperdigest.exporters.json", "JsonExporter"),
    "jsonl": ("paperdigest.exporters.jsonl", "JsonLinesExporter"),
    "csv": ("paperdigest.exporters.csv", "CsvExporter"),
    "bibtex": ("paperdigest.exporters.bibtex", "BibtexExporter"),
    "ris": ("paperdigest.exporters.ris", "RisExporter"),
    "csl-json": ("paperdigest.exporters.csl_json", "CslJsonExporter"),
    "rss": ("paperdigest.exporters.rss", "RssExporter"),
    "atom": ("paperdigest.exporters.atom", "AtomExporter"),
    "json-feed": ("paperdigest.exporters.json_feed", "JsonFeedExporter"),
    "markdown": ("paperdigest.exporters.markdown", "MarkdownExporter"),
}

# Said twice, here and in the classes, so that `dump(papers, "x.csv")` need not import lxml and bibtexparser;
# a test holds the two together.
_SUFFIXES = {
    ".json": "json",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".csv": "csv",
    ".bib": "bibtex",
    ".ris": "ris",
    ".rss": "rss",
    ".atom": "atom",
    ".md": "markdown",
    ".markdown": "markdown",
}


def formats() -> tuple[str, ...]:
    """The names that `exporter` knows: built-in ones in the order of the docs, then plug-ins by name.

    A plug-in is named here without being imported, so a broken one is listed too.
    """
    return (*_BUILT_IN, *_plugins())


def exporter(name: str) -> Exporter:
    """The exporter of that name; a built-in one, if a plug-in has the same name.

    Raises:
        UnknownFormatError: there is none; the message names those that are near.
        ExporterError: a plug-in has the name, but it cannot be imported or is no exporter.
    """
    if name in _BUILT_IN:
        module, attribute = _BUILT_IN[name]
        found: Exporter = getattr(importlib.import_module(module), attribute)()
        return found
    try:
        claims = _plugins()[name]
    except KeyError:
        raise UnknownFormatError(_no_such_format(name)) from None
    if len(claims) > 1:
        raise ExporterError(
            f"several exporter plug-ins are named {name!r}: {', '.join(claim.value for claim in claims)}"
        )
    return _load(claims[0])


def exporter_for_suffix(suffix: str) -> Exporter:
    """The exporter whose files have this suffix (with the dot; upper and lower case are the same).

    Plug-ins are asked only for suffixes that no built-in exporter has, and broken ones are passed over.

    Raises:
        UnknownFormatError: no exporter claims the suffix, or several do.
    """
    wanted = suffix.lower()
    if wanted in _SUFFIXES:
        return exporter(_SUFFIXES[wanted])
    claims: list[Exporter] = []
    broken: list[str] = []
    for name in _plugins() if wanted else ():
        try:
            candidate = exporter(name)
        except ExporterError:
            broken.append(name)
        else:
            if wanted in candidate.suffixes:
                claims.append(candidate)
    if len(claims) == 1:
        return claims[0]
    raise UnknownFormatError(_no_such_suffix(suffix, [claim.name for claim in claims], broken))


def _plugins() -> dict[str, list[EntryPoint]]:
    """What is installed besides the built-in exporters, sorted by name."""
    # It takes some 50 ms to import, more than all the rest of the library.
    from importlib.metadata import entry_points  # noqa: PLC0415

    found: dict[str, list[EntryPoint]] = {}
    for entry_point in sorted(entry_points(group=GROUP), key=lambda each: (each.name, each.value)):
        if entry_point.name not in _BUILT_IN:
            found.setdefault(entry_point.name, []).append(entry_point)
    return found


def _load(entry_point: EntryPoint) -> Exporter:
    where = f"exporter plug-in {entry_point.name!r} ({entry_point.value})"
    # Whatever it is that fails in there, it is the plug-in's fault, and this says so.
    try:
        loaded = entry_point.load()
        found = loaded() if isinstance(loaded, type) else loaded
    except Exception as error:
        raise ExporterError(f"{where} cannot be imported: {error!r}") from error
    missing = [name for name in _SHAPE if not hasattr(found, name)]
    if missing:
        raise ExporterError(f"{where} is no exporter: it lacks {', '.join(missing)}")
    if not attrs.has(found.options):
        raise ExporterError(f"{where} is no exporter: its options are no attrs class")
    return cast("Exporter", found)


_SHAPE = ("name", "title", "media_type", "suffixes", "options", "write")


def _no_such_suffix(suffix: str, claims: list[str], broken: list[str]) -> str:
    if not suffix:
        reason = "a name without a suffix does not tell the format"
    elif claims:
        reason = f"the suffix {suffix!r} could be {' or '.join(claims)}"
    else:
        reason = f"the suffix {suffix!r} belongs to no format"
    hint = f"; could not ask the broken plug-in {', '.join(broken)}" if broken else ""
    return f"{reason}; name the format ({', '.join(formats())}){hint}"


def _no_such_format(name: str) -> str:
    known = formats()
    near = difflib.get_close_matches(name, known, n=2, cutoff=0.5)
    hint = f"; did you mean {' or '.join(map(repr, near))}?" if near else ""
    return f"no format {name!r}{hint} (formats: {', '.join(known)})"
