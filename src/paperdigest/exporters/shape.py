"""What makes an object an exporter."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

import attrs

from paperdigest._plugins import shortly
from paperdigest.errors import ExporterError
from paperdigest.exporters.options import option_specs

if TYPE_CHECKING:
    from collections.abc import Iterator

    from paperdigest.exporters.protocol import Exporter

__all__ = ["checked", "shape_fault"]


def __dir__() -> list[str]:
    return __all__


_TEXTS = ("name", "title", "media_type")
_SHAPE = (*_TEXTS, "suffixes", "options", "write")


def checked(found: object, called: str) -> Exporter:
    """The object, which is an exporter.

    Args:
        found: any object.
        called: what an error calls it.

    Raises:
        ExporterError: it is none; the message says why.
    """
    if fault := shape_fault(found):
        raise ExporterError(f"{called} is no exporter: {fault}")
    return cast("Exporter", found)


def shape_fault(found: object) -> str | None:
    """What keeps an object from being a `paperdigest.Exporter`, in words; None if nothing does.

    Only what would make it fail in use is a fault. Whether its name is in lower case and its media type a
    media type is a question for `paperdigest.testing`.
    """
    return next(_faults(found), None)


def _faults(found: object) -> Iterator[str]:
    """Faults, in an order in which each check can rely on those before it; it is the first that counts."""
    if isinstance(found, type):
        yield f"it is a class, and an exporter is an instance: say {found.__name__}()"
    values: dict[str, Any] = {}
    for name in _SHAPE:
        try:
            values[name] = getattr(found, name)
        except AttributeError:
            continue
        except Exception as error:  # a property of a plug-in may raise anything
            yield f"its {name} cannot be read: {shortly(error)}"
    if missing := [name for name in _SHAPE if name not in values]:
        yield f"it lacks {', '.join(missing)}"
    for name in _TEXTS:
        if not isinstance(values[name], str) or not values[name]:
            yield f"its {name} must be a text that is not empty, not {shortly(values[name])}"
    suffixes = values["suffixes"]
    # A text would do for `in`, and claim every suffix that is a part of it.
    if not isinstance(suffixes, tuple) or not all(isinstance(each, str) for each in suffixes):
        yield f"its suffixes must be a tuple of texts, not {shortly(suffixes)}"
    if not callable(values["write"]):
        yield f"its write must be a method, not {shortly(values['write'])}"
    yield from _option_faults(values["options"])


def _option_faults(options: Any) -> Iterator[str]:
    # `attrs.has` says yes to an instance, too.
    if not isinstance(options, type) or not attrs.has(options):
        yield "its options are no attrs class"
    # Annotations and validators are code of the plug-in, and may raise anything.
    try:
        option_specs(options)
    except Exception as error:
        yield f"it declares options that cannot be read: {shortly(error)}"
    try:
        options()
    except Exception as error:
        yield f"its options refuse their own defaults: {shortly(error)}"
