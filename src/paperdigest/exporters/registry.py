"""Finding an exporter by name, or by the suffix of a file: the built-in table first, then plug-ins."""

from __future__ import annotations

from typing import TYPE_CHECKING

from paperdigest._plugins import Registry, shortly
from paperdigest.errors import ExporterError, UnknownFormatError
from paperdigest.exporters.shape import checked, shape_fault

if TYPE_CHECKING:
    from paperdigest.exporters.protocol import Exporter

__all__ = ["built_in", "exporter", "exporter_for_suffix", "formats", "hidden_plugins"]


def __dir__() -> list[str]:
    return __all__


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


_EXPORTERS: Registry[Exporter] = Registry(
    kind="exporter",
    choice="format",
    group="paperdigest.exporters",
    built_in=_BUILT_IN,
    unknown=UnknownFormatError,
    broken=ExporterError,
    fault=shape_fault,
)


def formats() -> tuple[str, ...]:
    """The names that `exporter` knows: built-in ones in the order of the docs, then plug-ins by name.

    A plug-in is named here without being imported, so a broken one is listed too.
    """
    return _EXPORTERS.names()


def built_in(name_or_suffix: str) -> str | None:
    """The built-in format that has this name or this suffix; None if there is none."""
    return name_or_suffix if name_or_suffix in _BUILT_IN else _SUFFIXES.get(name_or_suffix)


def hidden_plugins() -> tuple[str, ...]:
    """The plug-ins that have the name of a built-in exporter, which wins; in words."""
    return _EXPORTERS.hidden()


def exporter(name: str | Exporter) -> Exporter:
    """The exporter of that name; a built-in one, if a plug-in has the same name.

    An exporter itself is given back, once it is clear that it is one. Nothing is registered, so its name may be
    that of another.

    Raises:
        UnknownFormatError: there is none; the message names those that are near.
        ExporterError: a plug-in has the name, but it cannot be imported or is no exporter; or the object is none.
    """
    if not isinstance(name, str):
        return checked(name, shortly(name))
    return _EXPORTERS.get(name)


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
    plugins = _EXPORTERS.plugins() if wanted else {}
    for name, entry_points in plugins.items():
        try:
            candidate = _EXPORTERS.load(entry_points)
        except ExporterError:
            broken.append(name)
        else:
            if wanted in candidate.suffixes:
                claims.append(candidate)
    if len(claims) == 1:
        return claims[0]
    raise UnknownFormatError(_no_such_suffix(suffix, [claim.name for claim in claims], broken))


def _no_such_suffix(suffix: str, claims: list[str], broken: list[str]) -> str:
    if not suffix:
        reason = "a name without a suffix does not tell the format"
    elif claims:
        reason = f"the suffix {suffix!r} could be {' or '.join(claims)}"
    else:
        reason = f"the suffix {suffix!r} belongs to no format"
    hint = f"; could not ask the broken plug-in {', '.join(broken)}" if broken else ""
    return f"{reason}; name the format ({', '.join(formats())}){hint}"
