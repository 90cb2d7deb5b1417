"""Whose an exporter is, where it comes from."""

from __future__ import annotations

import types
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from paperdigest.exporters.protocol import Exporter

__all__ = ["called", "is_ours", "origin"]


def __dir__() -> list[str]:
    return __all__


def is_ours(exporter: object) -> bool:
    """Whether its errors are ours: it is one of this package, not of a plug-in."""
    return type(exporter).__module__.startswith("paperdigest.")


def origin(exporter: object) -> str:
    """Where an exporter comes from, written as in an entry point: `acme_titles:TitlesExporter`."""
    if isinstance(exporter, types.ModuleType):
        return exporter.__name__
    return f"{type(exporter).__module__}:{type(exporter).__qualname__}"


def called(exporter: Exporter) -> str:
    """What an error calls an exporter that is not ours: its name, and where it comes from."""
    return f"exporter plug-in {exporter.name!r} ({origin(exporter)})"
