"""Options of exporters: declared once, as fields of a frozen attrs class.

The keywords of `dumps`, the flags of the command line, its help and the docs all come from that one
declaration. An option's type is one of `bool`, `int`, `str`, `tuple[str, ...]` and `Literal[...]` of strings,
any of them with `| None`; limits on values are attrs validators that raise ValueError. Every option has a
default, which is a plain value.
"""

from __future__ import annotations

import difflib
import types
import typing
from typing import TYPE_CHECKING, Any, Literal

import attrs
from attrs import frozen

from paperdigest._plugins import shortly
from paperdigest.errors import ExporterError, OptionError
from paperdigest.exporters.origin import called, is_ours

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
        words = {bool: "true or false", int: "a whole number", str: "a text", tuple: "a list of texts"}
        value = "one of " + ", ".join(self.choices) if self.choices else words[self.type]
        return value + (" or nothing" if self.nullable else "")


def option_specs(options: type[Any]) -> tuple[OptionSpec, ...]:
    """The options of an options class, in the order of their declaration.

    Raises:
        TypeError: a field has a type or a default that options cannot have.
    """
    hints = typing.get_type_hints(options)
    return tuple(_spec(field, hints[field.name]) for field in attrs.fields(options))


def _spec(field: attrs.Attribute[Any], hint: Any) -> OptionSpec:
    # `int | None` and, in plug-ins, `Optional[int]`.
    arms = typing.get_args(hint) if typing.get_origin(hint) in (types.UnionType, typing.Union) else (hint,)
    values = [arm for arm in arms if arm is not types.NoneType]
    kind, choices = _kind(values[0]) if len(values) == 1 else (None, ())
    if kind is None:
        raise TypeError(f"option {field.name!r}: {hint!r} is no type that an option can have")
    if field.default is attrs.NOTHING or isinstance(field.default, attrs.Factory):  # type: ignore[arg-type]
        raise TypeError(f"option {field.name!r} has no plain default")
    return OptionSpec(
        name=field.name,
        type=kind,
        choices=choices,
        nullable=types.NoneType in arms,
        default=field.default,
        help=field.metadata.get(_HELP, ""),
    )


def _kind(hint: Any) -> tuple[type[Any] | None, tuple[str, ...]]:
    """The Python type of an option's values, and the values themselves if they are listed."""
    if hint in (bool, int, str):
        return hint, ()
    if hint == tuple[str, ...]:
        return tuple, ()
    choices = typing.get_args(hint)
    if typing.get_origin(hint) is Literal and all(isinstance(choice, str) for choice in choices):
        return str, choices
    return None, ()


def make_options(exporter: Exporter, values: Mapping[str, object]) -> Any:
    """An instance of the exporter's options class.

    Args:
        exporter: whose options they are.
        values: by name; a list is as good as a tuple.

    Raises:
        OptionError: an option that the exporter does not have, or a value it cannot take.
        ExporterError: a plug-in's options class fails.
    """
    specs = {spec.name: spec for spec in option_specs(exporter.options)}
    checked = {}
    for name, given in values.items():
        if name not in specs:
            raise OptionError(_no_such_option(exporter.name, name, tuple(specs)))
        value = tuple(given) if isinstance(given, list) else given
        if not _fits(specs[name], value):
            raise OptionError(
                f"{exporter.name}: option {name!r} must be {specs[name].expected}, not {given!r}"
            )
        checked[name] = value
        # One at a time: a validator's own message need not say which option it is about.
        _make(exporter, f"option {name!r}", {name: value})
    return _make(exporter, "options", checked)


def _make(exporter: Exporter, what: str, values: Mapping[str, object]) -> Any:
    try:
        return exporter.options(**values)
    except ValueError as error:
        # attrs puts the message first and the attribute and the value behind it.
        reason = error.args[0] if error.args else repr(error)
        raise OptionError(f"{exporter.name}: {what}: {reason}") from error
    except Exception as error:
        if is_ours(exporter):
            raise
        raise ExporterError(f"{called(exporter)} cannot take {what}: {shortly(error)}") from error


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

    Lists are separated by commas. White space around a value in a list, or around a number, does not count.

    Raises:
        ValueError: the text stands for no value of the option's type.
    """
    if spec.type is tuple:
        return tuple(part.strip() for part in text.split(",") if part.strip())
    try:
        if spec.type is bool:
            return _BOOLEANS[text.lower()]
        value = int(text) if spec.type is int else text
    except (KeyError, ValueError):
        raise ValueError(f"{text!r} is not {spec.expected}") from None
    if spec.choices and value not in spec.choices:
        raise ValueError(f"{text!r} is not {spec.expected}")
    return value


_BOOLEANS = {"true": True, "yes": True, "1": True, "false": False, "no": False, "0": False}
