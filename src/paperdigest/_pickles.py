"""Pickles of older releases: a field that they do not know has its default.

attrs restores what a pickle holds and leaves the rest unset, so a value that an older release wrote would raise
AttributeError as soon as somebody looks at a newer field.
"""

from __future__ import annotations

from typing import Any, TypeVar

import attrs

__all__ = ["reads_old_pickles"]


def __dir__() -> list[str]:
    return __all__


_Class = TypeVar("_Class")


def reads_old_pickles(cls: type[_Class]) -> type[_Class]:
    """A decorator for attrs classes with slots whose values people keep; docs/stability.md promises that they load.

    A field that comes later needs a default; one that goes is passed over.
    """
    fields: tuple[attrs.Attribute[Any], ...] = attrs.fields(cls)  # type: ignore[arg-type]
    defaults = {field.name: field.default for field in fields if field.default is not attrs.NOTHING}
    restore = vars(cls)["__setstate__"]

    def __setstate__(self: object, state: dict[str, Any]) -> None:  # noqa: N807
        restore(self, {**defaults, **state})

    setattr(cls, "__setstate__", __setstate__)  # noqa: B010 - a type checker sees no such attribute
    return cls
