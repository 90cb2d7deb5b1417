"""Options of exporters: declared once, as fields of a frozen attrs class.

The keywords of `dumps`, the flags of the command line, its help and the docs all come from that one
declaration. An option's type is one of `bool`, `int`, `str`, `int | None`, `str | None`, `tuple[str, ...]`
and `Literal[...]` of strings; limits on values are attrs validators that raise ValueError.
"""

from __future__ import annotations

import difflib
import types
import typing
from typing import TYPE_CHECKING, Any, Literal

import attrs
from attrs import frozen

from paperdigest.errors import OptionError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from paperdigest.exporters.protocol import Exporter

__all__ = ["OptionSpec", "make_options", "option", "option_specs", "parse_option"]


def __dir__() -> list[str]:
    return __all__


_HELP = "paperdigest.help"


def option(default: Any, help: str, validator: Any = None) -> Any:  # noqa: A002 - as in click and argparse
    """A field of an options class.

    Args:
        default: what holds if the caller says nothing.
        help: one sentence for `--help` and the docs, without a final full stop.
        validator: an attrs validator that raises ValueError for values out of range.
    """
    return attrs.field(default=default, metadata={_HELP: help}, validator=validator)


@frozen(kw_only=True)
class OptionSpec:
    """What is known of one option.

    Attributes:
        name: the Python keyword; on the command line with `-` for `_`.
        type: `bool`, `int`, `str` or `tuple` (of strings).
        choices: the values that are allowed, if they are listed.
        nullable: whether None is allowed.
        default: what holds if the caller says nothing.
        help: one sentence.
    """

    name: str
    type: type[Any]
    choices: tuple[str, ...]
    nullable: bool
    default: Any
    help: str

    @property
    def expected(self) -> str:
        """What a value may be, in words."""
        if self.choices:
            return "one of " + ", ".join(self.choices)
        words = {bool: "true or false", int: "a whole number", str: "a text", tuple: "a list of texts"}
        return words[self.type] + (" or nothing" if self.nullable else "")


def option_specs(options: type[Any]) -> tuple[OptionSpec, ...]:
    """The options of an options class, in the order of their declaration.

    Raises:
        TypeError: a field has a type that options cannot have.
    """
    hints = typing.get_type_hints(options)
    return tuple(_spec(field, hints[field.name]) for field in attrs.fields(options))


def _spec(field: attrs.Attribute[Any], hint: Any) -> OptionSpec:
    arms = typing.get_args(hint) if isinstance(hint, types.UnionType) else (hint,)
    nullable = type(None) in arms
    (arm,) = (arm for arm in arms if arm is not type(None))
    origin = typing.get_origin(arm)
    choices = typing.get_args(arm) if origin is Literal else ()
    kind = str if choices else origin or arm
    if kind not in (bool, int, str, tuple):
        raise TypeError(f"option {field.name!r}: {hint!r} is no type that an option can have")
    return OptionSpec(
        name=field.name,
        type=kind,
        choices=choices,
        nullable=nullable,
        default=field.default,
        help=field.metadata.get(_HELP, ""),
    )


def make_options(exporter: Exporter, values: Mapping[str, object]) -> Any:
    """An instance of the exporter's options class.

    Raises:
        OptionError: an option that the exporter does not have, or a value it cannot take.
    """
    specs = {spec.name: spec for spec in option_specs(exporter.options)}
    for name, value in values.items():
        if name not in specs:
            raise OptionError(_no_such_option(exporter.name, name, tuple(specs)))
        if not _fits(specs[name], value):
            raise OptionError(
                f"{exporter.name}: option {name!r} must be {specs[name].expected}, not {value!r}"
            )
    try:
        return exporter.options(**values)
    except ValueError as error:
        raise OptionError(f"{exporter.name}: {error}") from error


def _fits(spec: OptionSpec, value: object) -> bool:
    if value is None:
        return spec.nullable
    if spec.choices:
        return value in spec.choices
    if spec.type is int:
        return isinstance(value, int) and not isinstance(value, bool)
    if spec.type is tuple:
        return isinstance(value, tuple) and all(isinstance(part, str) for part in value)
    return isinstance(value, spec.type)


def _no_such_option(exporter: str, name: str, valid: tuple[str, ...]) -> str:
    near = difflib.get_close_matches(name, valid, n=1)
    hint = f"; did you mean {near[0]!r}?" if near else ""
    known = ", ".join(valid) if valid else "none"
    return f"{exporter}: no option {name!r}{hint} (its options: {known})"


def parse_option(spec: OptionSpec, text: str) -> Any:
    """The value that a text on a command line or in a configuration file stands for.

    Lists are separated by commas.

    Raises:
        ValueError: the text stands for no value of the option's type.
    """
    if spec.type is bool:
        try:
            return {"true": True, "yes": True, "1": True, "false": False, "no": False, "0": False}[text.lower()]
        except KeyError:
            raise ValueError(f"{text!r} is not {spec.expected}") from None
    if spec.type is tuple:
        return tuple(part.strip() for part in text.split(",") if part.strip())
    if spec.type is int:
        return int(text)
    return text
