"""Options of exporters: specs out of a class, and values checked against them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, BinaryIO, Literal, Optional

import attrs
import pytest
from attrs import frozen, validators

from paperdigest.errors import OptionError, PaperDigestError
from paperdigest.exporters.options import OptionSpec, make_options, option, option_specs, parse_option

if TYPE_CHECKING:
    from collections.abc import Iterable

    from paperdigest.model import Paper


def _no_digit(_: object, __: object, value: str) -> None:
    if any(character.isdigit() for character in value):
        raise ValueError("digits make poor names")


def _refuse(_: object, __: object, value: str) -> None:
    if value:
        raise ValueError


@frozen(kw_only=True)
class Everything:
    flag: bool = option(default=False, help="a flag")
    count: int = option(1, "a count", validators.ge(1))
    limit: int | None = option(None, "a limit")
    name: str = option("x", "a name", _no_digit)
    note: Optional[str] = option(None, "a note")  # noqa: UP045 - as plug-ins for older code write it
    parts: tuple[str, ...] = option(("a",), "parts")
    mode: Literal["fast", "slow"] = option("fast", "a mode")
    side: Literal["left"] | None = option(None, "a side")
    pick: str = option("one", "a pick", validators.in_(("one", "two")))
    mute: str = option("", "refuses without a word", _refuse)


@frozen
class Sample:
    name = "sample"
    title = "Sample"
    media_type = "text/plain"
    suffixes = ()
    options: type[Any] = Everything

    def write(self, papers: Iterable[Paper], stream: BinaryIO, options: Any) -> None:
        raise NotImplementedError


SPECS = {spec.name: spec for spec in option_specs(Everything)}


def test_specs_come_in_the_order_of_the_declaration() -> None:
    assert list(SPECS) == [field.name for field in attrs.fields(Everything)]


def test_a_spec_says_what_the_declaration_says() -> None:
    assert SPECS["limit"] == OptionSpec(
        name="limit", type=int, choices=(), nullable=True, default=None, help="a limit"
    )
    assert SPECS["mode"] == OptionSpec(
        name="mode", type=str, choices=("fast", "slow"), nullable=False, default="fast", help="a mode"
    )


EXPECTED = {
    "flag": "true or false",
    "count": "a whole number",
    "limit": "a whole number or nothing",
    "name": "a text",
    "note": "a text or nothing",
    "parts": "a list of texts",
    "mode": "one of fast, slow",
    "side": "one of left or nothing",
}


@pytest.mark.parametrize(("name", "words"), EXPECTED.items())
def test_what_an_option_may_be_is_said_in_words(name: str, words: str) -> None:
    assert SPECS[name].expected == words


@frozen
class _Float:
    ratio: float = option(0.5, "a ratio")


@frozen
class _Numbers:
    sizes: tuple[int, ...] = option((), "sizes")


@frozen
class _Either:
    size: int | str = option(0, "a size")


@frozen
class _Nothing:
    size: None = option(None, "a size")


@frozen
class _Levels:
    level: Literal[1, 2] = option(1, "a level")


@frozen
class _Required:
    name: str


@frozen
class _Made:
    name: str = attrs.field(factory=str)


@pytest.mark.parametrize("options", [_Float, _Numbers, _Either, _Nothing, _Levels])
def test_other_types_are_no_options(options: type[Any]) -> None:
    with pytest.raises(TypeError, match=r"^option '\w+': .* is no type that an option can have$"):
        option_specs(options)


@pytest.mark.parametrize("options", [_Required, _Made])
def test_an_option_has_a_plain_default(options: type[Any]) -> None:
    with pytest.raises(TypeError, match=r"^option 'name' has no plain default$"):
        option_specs(options)


def test_a_field_without_help_has_an_empty_one() -> None:
    @frozen
    class Bare:
        flag: bool = False

    assert [spec.help for spec in option_specs(Bare)] == [""]


GOOD: list[tuple[str, object]] = [
    ("flag", True),
    ("count", 3),
    ("limit", None),
    ("limit", 0),
    ("name", ""),
    ("note", None),
    ("note", "n"),
    ("parts", ()),
    ("parts", ("a", "b")),
    ("mode", "slow"),
    ("side", "left"),
    ("side", None),
    ("pick", "two"),
]


@pytest.mark.parametrize(("name", "value"), GOOD)
def test_a_value_of_the_options_type_is_taken(name: str, value: object) -> None:
    assert getattr(make_options(Sample(), {name: value}), name) == value


def test_without_values_the_defaults_hold() -> None:
    assert make_options(Sample(), {}) == Everything()


def test_a_list_is_as_good_as_a_tuple() -> None:
    assert make_options(Sample(), {"parts": ["a", "b"]}) == Everything(parts=("a", "b"))


ILL_TYPED: list[tuple[str, object, str]] = [
    ("flag", 1, "option 'flag' must be true or false, not 1"),
    ("flag", None, "option 'flag' must be true or false, not None"),
    ("count", "3", "option 'count' must be a whole number, not '3'"),
    ("count", True, "option 'count' must be a whole number, not True"),
    ("limit", 1.5, "option 'limit' must be a whole number or nothing, not 1.5"),
    ("name", None, "option 'name' must be a text, not None"),
    ("name", b"x", "option 'name' must be a text, not b'x'"),
    ("parts", "ab", "option 'parts' must be a list of texts, not 'ab'"),
    ("parts", ["a", 1], "option 'parts' must be a list of texts, not ['a', 1]"),
    ("mode", "quick", "option 'mode' must be one of fast, slow, not 'quick'"),
    ("mode", ["fast"], "option 'mode' must be one of fast, slow, not ['fast']"),
    ("side", "right", "option 'side' must be one of left or nothing, not 'right'"),
]


@pytest.mark.parametrize(("name", "value", "message"), ILL_TYPED)
def test_an_ill_typed_value_is_an_error_that_says_what_is_valid(
    name: str, value: object, message: str
) -> None:
    with pytest.raises(OptionError) as caught:
        make_options(Sample(), {name: value})
    assert str(caught.value) == f"sample: {message}"
    assert isinstance(caught.value, PaperDigestError)
    assert isinstance(caught.value, TypeError)


OUT_OF_RANGE: list[tuple[dict[str, object], str]] = [
    ({"count": 0}, "option 'count': 'count' must be >= 1: 0"),
    ({"limit": 1, "name": "x2"}, "option 'name': digits make poor names"),
    ({"pick": "six"}, "option 'pick': 'pick' must be in ('one', 'two') (got 'six')"),
    ({"mute": "x"}, "option 'mute': ValueError()"),
]


@pytest.mark.parametrize(("values", "message"), OUT_OF_RANGE)
def test_what_a_validator_refuses_is_an_error_that_names_the_option(
    values: dict[str, object], message: str
) -> None:
    with pytest.raises(OptionError) as caught:
        make_options(Sample(), values)
    assert str(caught.value) == f"sample: {message}"


@frozen
class Pair:
    low: int = option(0, "the lower one")
    high: int = option(10, "the higher one")

    def __attrs_post_init__(self) -> None:
        if self.low > self.high:
            raise ValueError("low must not be over high")


def test_values_that_do_not_go_together_are_an_error() -> None:
    exporter = Sample(options=Pair)
    assert make_options(exporter, {"low": 3}) == Pair(3)
    with pytest.raises(OptionError, match=r"^sample: options: low must not be over high$"):
        make_options(exporter, {"low": 8, "high": 5})


def test_an_unknown_option_is_an_error_with_the_near_one_and_all_of_them() -> None:
    with pytest.raises(OptionError) as caught:
        make_options(Sample(), {"cuont": 3})
    assert str(caught.value) == (
        "sample: no option 'cuont'; did you mean 'count'? "
        "(its options: flag, count, limit, name, note, parts, mode, side, pick, mute)"
    )


@frozen
class _NoOptions:
    pass


def test_an_exporter_without_options_says_so() -> None:
    with pytest.raises(OptionError, match=r"^sample: no option 'zzz' \(its options: none\)$"):
        make_options(Sample(options=_NoOptions), {"zzz": 1})


PARSED: list[tuple[str, str, object]] = [
    ("flag", "true", True),
    ("flag", "Yes", True),
    ("flag", "1", True),
    ("flag", "FALSE", False),
    ("flag", "no", False),
    ("flag", "0", False),
    ("count", " 12 ", 12),
    ("limit", "-1", -1),
    ("name", " x ", " x "),
    ("note", "", ""),
    ("parts", "a, b ,c", ("a", "b", "c")),
    ("parts", "", ()),
    ("parts", ",a,,", ("a",)),
    ("mode", "slow", "slow"),
]


@pytest.mark.parametrize(("name", "text", "value"), PARSED)
def test_a_text_stands_for_a_value(name: str, text: str, value: object) -> None:
    assert parse_option(SPECS[name], text) == value


NOT_PARSED = [
    ("flag", "maybe", "'maybe' is not true or false"),
    ("count", "many", "'many' is not a whole number"),
    ("count", "1.5", "'1.5' is not a whole number"),
    ("limit", "", "'' is not a whole number or nothing"),
    ("mode", "quick", "'quick' is not one of fast, slow"),
]


@pytest.mark.parametrize(("name", "text", "message"), NOT_PARSED)
def test_a_text_that_stands_for_no_value_is_an_error(name: str, text: str, message: str) -> None:
    with pytest.raises(ValueError, match=f"^{message}$"):
        parse_option(SPECS[name], text)
