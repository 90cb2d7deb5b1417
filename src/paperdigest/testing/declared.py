"""Checks of what an exporter declares: its names, its suffixes, its options."""

from __future__ import annotations

import keyword
import re
from typing import TYPE_CHECKING

import attrs

from paperdigest._plugins import shortly
from paperdigest.exporters.options import make_options, option_specs
from paperdigest.exporters.origin import is_ours
from paperdigest.exporters.registry import built_in
from paperdigest.exporters.shape import shape_fault
from paperdigest.testing.faults import Fault
from paperdigest.testing.trials import sample_options

if TYPE_CHECKING:
    from collections.abc import Iterator

    from paperdigest.exporters.options import OptionSpec
    from paperdigest.testing.faults import Check
    from paperdigest.testing.trials import Subject

__all__ = ["DECLARED"]


def __dir__() -> list[str]:
    return __all__


# What the specification of entry points recommends for names, without upper case:
# https://packaging.python.org/en/latest/specifications/entry-points/
#     name = part *(("-" / "." / "_") part); part = 1*(%x61-7A / DIGIT)
_NAME = re.compile(r"[a-z0-9]+(?:[-._][a-z0-9]+)*")

# RFC 6838, section 4.2; in lower case, and without parameters.
#     media-type = restricted-name "/" restricted-name
_RESTRICTED = r"[a-z0-9][a-z0-9!#$&^_.+-]{0,126}"
_MEDIA_TYPE = re.compile(f"{_RESTRICTED}/{_RESTRICTED}")

# `pathlib` gives the last suffix of a name, so one with two dots would never be found.
#     suffix = "." 1*(no white space, no "." and no separator of paths)
_SUFFIX = re.compile(r"\.[^\s./\\:]+")

# Parameters of `dump` and `dumps`: an option of that name could not be given by keyword.
_TAKEN = ("papers", "target", "format")


def _shape(subject: Subject) -> Iterator[Fault]:
    if fault := shape_fault(subject.exporter):
        yield Fault(fault)


def _name(subject: Subject) -> Iterator[Fault]:
    name = subject.exporter.name
    if not _NAME.fullmatch(name):
        yield Fault(f"a name is lower-case letters and digits, with single - . _ between them, not {name!r}")
    if built_in(name) and not is_ours(subject.exporter):
        yield Fault(f"a built-in format is named {name!r}, so nobody could ask for this one")


def _title(subject: Subject) -> Iterator[Fault]:
    title = subject.exporter.title
    if title != title.strip() or not title.isprintable():
        yield Fault(f"a title is one line without spaces around it, not {title!r}")


def _media_type(subject: Subject) -> Iterator[Fault]:
    media_type = subject.exporter.media_type
    if not _MEDIA_TYPE.fullmatch(media_type):
        yield Fault(f"a media type is type/subtype in lower case, without parameters, not {media_type!r}")


def _suffixes(subject: Subject) -> Iterator[Fault]:
    suffixes = subject.exporter.suffixes
    for suffix in suffixes:
        if suffix != suffix.lower() or not _SUFFIX.fullmatch(suffix):
            yield Fault(f"a suffix is a dot and a word in lower case, not {suffix!r}")
        if (owner := built_in(suffix)) and not is_ours(subject.exporter):
            yield Fault(f"the suffix {suffix!r} means the built-in format {owner!r}")
    if len(set(suffixes)) < len(suffixes):
        yield Fault(f"each suffix stands once, but there are {suffixes!r}")


def _options(subject: Subject) -> Iterator[Fault]:
    exporter = subject.exporter
    if not _is_frozen(exporter.options()):
        yield Fault("the options class must be frozen (attrs.frozen)")
    specs = option_specs(exporter.options)
    for field, spec in zip(attrs.fields(exporter.options), specs, strict=True):
        yield from (Fault(f"option {spec.name!r}: {fault}") for fault in _option_faults(field, spec))
    defaults = tuple((f"the default of {spec.name!r}", {spec.name: spec.default}) for spec in specs)
    for what, values in (*defaults, *sample_options(exporter, subject.settings)):
        try:
            make_options(exporter, values)
        except Exception as error:  # a validator may raise anything
            yield Fault(f"{what} must be valid, but gives {shortly(error)}", cause=error)


def _option_faults(field: attrs.Attribute[object], spec: OptionSpec) -> Iterator[str]:
    if not field.init or field.alias != field.name:
        yield "it must be an argument of the class under its own name, without an underscore before it"
    if keyword.iskeyword(spec.name) or spec.name != spec.name.lower() or not spec.name.isascii():
        yield "its name must be in lower case, and no keyword of Python"
    if spec.name in _TAKEN:
        yield "`dump` has an argument of that name"
    if not spec.help or spec.help != spec.help.strip() or not spec.help.isprintable():
        yield f"its help must be one line, not {spec.help!r}"
    if spec.help.endswith("."):
        yield "its help must have no full stop at the end; what shows it adds one"


def _is_frozen(options: object) -> bool:
    try:
        # Whatever the name: a frozen class refuses each.
        setattr(options, "paperdigest_asks", None)  # noqa: B010 - it is not there
    except attrs.exceptions.FrozenInstanceError:
        return True
    except AttributeError:
        return False
    return False


DECLARED: tuple[tuple[str, Check], ...] = (
    ("shape", _shape),
    ("name", _name),
    ("title", _title),
    ("media-type", _media_type),
    ("suffixes", _suffixes),
    ("options", _options),
)
