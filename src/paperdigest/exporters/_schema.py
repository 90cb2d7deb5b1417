"""The JSON form of a paper, both ways; what `json` and `jsonl` share.

A paper is an object with every field of `model.Paper` except `span`, in the order of the model:

    date            "2024-03-08"                    enums      their value, such as "unknown"
    arxiv_id        "2403.04652v2"                  extra      an object, label to text, in order
    None            null                            tuples     arrays

Reading is strict on types (a text is no number) and lenient on keys: unknown ones are ignored, so that a
file with more fields than this release knows still reads, and one that is left out means the model's default.
A key that stands twice counts once, with its last value, as in every JSON reader.

Text is carried whole, control characters and lone surrogates too: JSON has escapes for them. U+0085, U+2028
and U+2029 are escaped as well, because many programs take them for line ends. One thing JSON cannot tell: a
high and a low surrogate side by side, which it reads as the one character that the pair stands for.

Points may be nested `MAX_DEPTH` levels deep, far more than any reader of digests makes. JSON parsers and
encoders are recursive, so a limit that is stated takes the place of one that depends on the free stack.
"""

from __future__ import annotations

import datetime as dt
import types
import typing
from collections import Counter
from functools import cache
from json import JSONEncoder
from typing import TYPE_CHECKING, Any

from cattrs import BaseValidationError, Converter, override
from cattrs.cols import list_structure_factory
from cattrs.errors import AttributeValidationNote
from cattrs.gen import make_dict_structure_fn, make_dict_unstructure_fn

from paperdigest.errors import SchemaError
from paperdigest.model import ArxivId, AuthorsOrder, Link, LinkKind, Media, MediaKind, Paper, Point

if TYPE_CHECKING:
    import enum
    from collections.abc import Callable

    Hook = Callable[[Any, Any], Any]  # from a parsed JSON value and a type to a value of the model

__all__ = ["MAX_DEPTH", "encode_paper", "make_encoder", "paper_from_json", "shown"]


def __dir__() -> list[str]:
    return __all__


MAX_DEPTH = 64

_LINE_ENDS = ("\x85", "\\u0085"), ("\u2028", "\\u2028"), ("\u2029", "\\u2029")


def make_encoder(indent: int | None) -> JSONEncoder:
    """An encoder for `encode_paper`; None for `indent` gives one line."""
    # The trees are ours and new, so there is no circle to look for.
    return JSONEncoder(ensure_ascii=False, check_circular=False, allow_nan=False, indent=indent)


def encode_paper(paper: Paper, encoder: JSONEncoder, place: str) -> bytes:
    """A paper as a JSON object in UTF-8, without a line end behind it.

    Args:
        paper: any paper.
        encoder: from `make_encoder`.
        place: what an error calls the paper, such as `papers[3]`.

    Raises:
        SchemaError: the paper cannot be told in JSON: points nested too deep, a label of `extra` twice.
    """
    _check_depth(paper, place)
    if len(dict(paper.extra)) < len(paper.extra):
        twice = Counter(label for label, _ in paper.extra).most_common(1)[0][0]
        raise SchemaError(f"{place}.extra: the label {shown(twice)} stands twice")
    # Outside of strings JSON is ASCII, so whatever is replaced stands in a string. `backslashreplace` writes
    # a lone surrogate as \udXXX, which is its escape in JSON.
    text = encoder.encode(_converter().get_unstructure_hook(Paper)(paper))
    for line_end, escape in _LINE_ENDS:
        text = text.replace(line_end, escape)  # forty times as fast as str.translate
    return text.encode("utf-8", "backslashreplace")


def paper_from_json(value: object, place: str) -> Paper:
    """A paper from what `json.loads` made of its object.

    Args:
        value: a parsed JSON value.
        place: what an error calls it, such as `papers[3]`.

    Raises:
        SchemaError: it is no paper; the message names the first place that does not fit.
    """
    try:
        paper = _converter().structure(value, Paper)
    except (BaseValidationError, _MismatchError) as error:
        raise SchemaError(_first_fault(error, place)) from None
    _check_depth(paper, place)
    return paper


def _check_depth(paper: Paper, place: str) -> None:
    level = paper.summary
    for _ in range(MAX_DEPTH):
        level = tuple(child for point in level for child in point.children)
        if not level:
            return
    raise SchemaError(f"{place}.summary: points are nested more than {MAX_DEPTH} levels deep")


# --- the converter
#
# cattrs makes of what it gets what is asked for: "3" of 3, 3 of "3", ("a", "b") of "ab". A file with a wrong
# type in it would be read by a guess, so every type that the model uses has a hook that checks first. What is
# left to cattrs: the fields of classes, `| None`, and the record of where an error stands.


class _MismatchError(Exception):
    """A value is not of the type that its place asks for.

    Attributes:
        expected: what belongs there, in words.
        value: what stands there.
        inside: the place below the one that cattrs knows of; mostly empty.
    """

    def __init__(self, expected: str, value: object, inside: str = "") -> None:
        super().__init__(expected, value, inside)
        self.expected = expected
        self.value = value
        self.inside = inside


@cache
def _converter() -> Converter:
    converter = Converter(detailed_validation=True)
    for kind, words in ((str, "a text"), (bool, "true or false"), (int, "a whole number")):
        converter.register_structure_hook(kind, _exactly(kind, words))
    # By class, not by a predicate: these enums are texts too, and cattrs looks at base classes first.
    for choices in (AuthorsOrder, MediaKind, LinkKind):
        converter.register_structure_hook(choices, _member(choices))
    converter.register_structure_hook(dt.date, _date)
    converter.register_unstructure_hook(dt.date, dt.date.isoformat)
    converter.register_structure_hook(ArxivId, _arxiv_id)
    converter.register_unstructure_hook(ArxivId, str)
    converter.register_structure_hook_factory(_is_tuple, _array)
    for part in (Point, Media, Link):
        converter.register_structure_hook(part, _object(part, converter))
    omit = override(omit=True)
    converter.register_structure_hook(
        Paper, _object(Paper, converter, span=omit, extra=override(struct_hook=_extra))
    )
    converter.register_unstructure_hook(
        Paper, make_dict_unstructure_fn(Paper, converter, span=omit, extra=override(unstruct_hook=dict))
    )
    return converter


def _exactly(kind: type, expected: str) -> Hook:
    def structure(value: Any, _: Any) -> Any:
        # Not isinstance: True is no number of votes.
        if type(value) is not kind:
            raise _MismatchError(expected, value)
        return value

    return structure


def _member(choices: type[enum.StrEnum]) -> Hook:
    members = {str(member): member for member in choices}
    expected = "one of " + ", ".join(members)

    def structure(value: Any, _: Any) -> Any:
        if type(value) is not str or value not in members:
            raise _MismatchError(expected, value)
        return members[value]

    return structure


def _date(value: Any, _: Any) -> dt.date:
    expected = "a date such as 2024-03-08"
    if type(value) is not str:
        raise _MismatchError(expected, value)
    try:
        date = dt.date.fromisoformat(value)
    except ValueError:
        raise _MismatchError(expected, value) from None
    # ISO 8601 has other spellings, 20240308 and 2024-W10-5; the schema has one.
    if date.isoformat() != value:
        raise _MismatchError(expected, value)
    return date


def _arxiv_id(value: Any, _: Any) -> ArxivId:
    found = ArxivId.parse(value) if type(value) is str else None
    # `parse` takes URLs and prefixes too; the schema has one spelling.
    if found is None or str(found) != value:
        raise _MismatchError("an arXiv id such as 2403.04652v2 or hep-th/9901001", value)
    return found


def _extra(value: Any, _: Any) -> tuple[tuple[str, str], ...]:
    if type(value) is not dict:
        raise _MismatchError("an object", value)
    for label, text in value.items():
        if type(text) is not str:
            raise _MismatchError("a text", text, f"[{shown(label)}]")
    return tuple(value.items())


def _is_tuple(kind: Any) -> bool:
    return typing.get_origin(kind) is tuple


def _array(kind: Any, converter: Converter) -> Hook:
    build = list_structure_factory(kind, converter)

    def structure(value: Any, _: Any) -> Any:
        if type(value) is not list:
            raise _MismatchError("an array", value)
        return tuple(build(value, kind))

    return structure


def _object(kind: type, converter: Converter, **overrides: Any) -> Hook:
    build: Hook = make_dict_structure_fn(kind, converter, **overrides)

    def structure(value: Any, _: Any) -> Any:
        if type(value) is not dict:
            raise _MismatchError("an object", value)
        return build(value, kind)

    return structure


# --- errors


def _first_fault(error: Exception, place: str) -> str:
    """The place and the wording of the first error in a tree of them, in the order of the model's fields."""
    paper = place
    nullable = False
    while isinstance(error, BaseValidationError):
        error = error.exceptions[0]
        (note,) = error.__notes__  # cattrs leaves one at each level
        if isinstance(note, AttributeValidationNote):
            place += f".{note.name}"
            nullable = isinstance(note.type, types.UnionType)
        else:
            place += f"[{note.index}]"
            nullable = False
    if isinstance(error, KeyError):
        return f"{place}: missing"
    if isinstance(error, RecursionError):
        return f"{paper}: arrays or objects are nested too deep"
    if not isinstance(error, _MismatchError):
        raise error  # not the file's fault but ours
    expected = error.expected + (" or null" if nullable else "")
    return f"{place}{error.inside}: expected {expected}, got {shown(error.value)}"


_SHOWN = 40


def shown(value: object) -> str:
    """A JSON value as an error quotes it: short, and printable whatever is in it."""
    if isinstance(value, dict):
        return "an object"
    if isinstance(value, list):
        return "an array"
    if value is None or isinstance(value, bool):
        return {None: "null", True: "true", False: "false"}[value]
    if isinstance(value, str) and len(value) > _SHOWN:
        return repr(value[:_SHOWN] + "…")
    return repr(value)[: 2 * _SHOWN]
