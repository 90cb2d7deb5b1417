"""Text that is out to hurt: any characters, any nesting, any length."""

from __future__ import annotations

import re
import threading
import time
import unicodedata
from functools import partial
from typing import TYPE_CHECKING

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from lxml import etree

from linear_cost import assert_linear
from paperdigest.text import to_html, to_text
from paperdigest.text.tex import math_spans

if TYPE_CHECKING:
    from collections.abc import Callable

# Pieces that mean something to some rule, so that random sequences of them meet in every way.
PIECES = [
    *(
        "*",
        "**",
        "***",
        "_",
        "`",
        "``",
        "$",
        "$$",
        "\\",
        "\\\\",
        "[",
        "](",
        ")",
        "(",
        "!",
        "<",
        ">",
        "&",
        "{",
        "}",
    ),
    *(
        "^",
        "'",
        '"',
        " ",
        "\n",
        "  \n",
        "\\(",
        "\\)",
        "\\[",
        "\\]",
        "\\textbf{",
        "\\frac",
        "\\sqrt[",
        "\\left.",
    ),
    *(
        "\\alpha",
        "\\log ",
        "\\'e",
        "\\url{",
        "\\href{",
        "{\\it ",
        "https://a.io/",
        "http://",
        "javascript:",
        "&amp;",
    ),
    *(
        "&#8203;",
        "&#0;",
        "&#55296;",
        "\\u2062",
        "\\ud83d",
        "\x00",
        "\x0c",
        "\ud800",
        "\ufffe",
        "\u200b",
        "를",
        "가",
        "a",
    ),
    *(
        "A*",
        "1",
        "](https://a.io)",
        "](https://a.io/<b>)",
        "<b onclick='x'>",
        "</p>",
        "]]>",
        "x_1",
        "\\text{",
        "\\begin{a}",
    ),
]
HOSTILE = st.one_of(st.text(), st.lists(st.sampled_from(PIECES), max_size=40).map("".join))
TAGS = {"strong", "em", "code", "a", "sup", "sub", "br"}


def parsed(html: str) -> etree._Element:
    return etree.fromstring(f"<p>{html}</p>".encode(), etree.XMLParser(resolve_entities=False))


@given(HOSTILE)
@example("[x](https://a.io/\"onclick='y')")
@example("**[a**](https://b.io)")
def test_the_html_is_well_formed_and_holds_only_what_is_allowed(source: str) -> None:
    root = parsed(to_html(source))
    for element in root.iterdescendants():
        assert element.tag in TAGS
        assert set(element.attrib) == ({"href"} if element.tag == "a" else set())
        assert element.tag != "a" or re.match("https?://", str(element.get("href")), re.IGNORECASE)
        assert element.tag != "a" or next(element.iterancestors("a"), None) is None


@given(HOSTILE)
def test_the_text_is_one_line_without_control_characters(source: str) -> None:
    text = to_text(source)
    assert not any(unicodedata.category(character) in ("Cc", "Cs", "Zl", "Zp") for character in text)
    assert not set(text) & set("\u200b\u2060\u2061\u2062\u2063\u2064\ufeff\ufffe\uffff\xa0")
    assert text == text.strip(" ")
    assert "  " not in text


@given(HOSTILE)
@example(":$&0$")
def test_text_and_html_say_the_same(source: str) -> None:
    """Scripts become other characters in the text and breaks become spaces; all else is the same."""
    root = parsed(to_html(source))
    if next(root.iter("sup", "sub", "br"), None) is None:
        assert "".join(root.itertext()) == to_text(source)


@given(st.text(st.characters(exclude_characters="*_$\\`&[\xad", exclude_categories=["C", "Z"])))
def test_text_without_special_characters_stays(source: str) -> None:
    assert to_text(source) == source


@given(HOSTILE)
def test_math_spans_are_in_order_and_stand_between_dollars(source: str) -> None:
    last = 0
    for start, end in math_spans(source):
        assert last <= start < end - 2
        assert source[start] == source[end - 1] == "$"
        last = end


UNITS = [
    *(
        "[",
        "]",
        "*",
        "_",
        "$",
        "`",
        "\\",
        "<",
        "&",
        "{",
        "}",
        "\\(",
        "\\\\(",
        "\\[",
        "![",
        "**a ",
        "*a_ ",
        "[a](",
        "$a",
    ),
    *(
        "a](http://x",
        "[a](http://x",
        "http://x)",
        "http://",
        "$a$",
        "$$a",
        "$x_",
        "$\\frac{",
        "$\\sqrt[",
        "\\textbf{",
    ),
    *(
        "{\\it ",
        "**",
        "*a",
        "a*",
        "***a ",
        "_a",
        "`` ",
        "``a'' ",
        "`a' ",
        "\\'a",
        '\\"a',
        "\\u0041",
        "\\u",
        "<http://",
    ),
    *(
        "\\href{",
        "\\url{http://a}",
        "*[",
        "**)가",
        '[a](http://x "',
        "[![a](http://x)",
        "[a](http://x(",
        "\\alpha",
        "(",
        "\r",
    ),
]


def seconds(function: Callable[[str], object], source: str) -> float:
    best = float("inf")
    for _ in range(3):
        start = time.process_time()
        function(source)
        best = min(best, time.process_time() - start)
    return best


@pytest.mark.parametrize("unit", UNITS)
@pytest.mark.parametrize("function", [to_html, math_spans])
def test_time_grows_with_the_length(function: Callable[[str], object], unit: str) -> None:
    function("$x^2$ *warm*")
    # Both lengths lie above the 4,000 characters at which URLs are cut; below, `http://x)` grows with the square.
    assert_linear(lambda size: partial(function, unit * (size // len(unit))), 8_000)


# Each of about 100 kB; a rule that looks for its own end over and over would take minutes for one of them.
LONG = {
    "brackets": "[" * 50_000 + "]" * 50_000,
    "braces": "{" * 50_000 + "}" * 50_000,
    "braces in math": "$" + "{" * 50_000 + "}" * 50_000 + "$",
    "scripts in math": "$x" + "^" * 100_000 + "$",
    "fractions in math": "$" + "\\frac" * 20_000 + "$",
    "macros": "\\textbf{" * 11_000 + "}" * 11_000,
    "backquotes of all lengths": "".join("`" * width + " " for width in range(1, 440)),
    "the same in a label": "[" + "".join("`" * width + " " for width in range(1, 440)) + "](http://x)",
    "nested labels": "[" * 20_000 + "a](http://x)" * 6_000,
    "stars that never close": "*a **b " * 14_000,
    "openers, then closers": "***a **b *c " * 4_000 + "a* b** c*** " * 4_000,
    "a letter run in math": "$x_" + "a" * 100_000 + "$",
    "spaces": " " * 100_000 + "*",
}


@pytest.mark.parametrize("name", LONG)
def test_a_hundred_kilobytes_are_no_trouble(name: str) -> None:
    source = LONG[name]
    parsed(to_html(source))
    start = time.process_time()
    to_text(source)
    # Plain prose of that length with a markup character in each word takes a second or so.
    assert time.process_time() - start < 20 * seconds(to_text, "*word* " * 1_500) + 1


def test_elements_never_nest_deeper_than_xml_parsers_go() -> None:
    nest = "".join(f"*{mark}a **b ***c *d **e ***f " for mark in "ghijkl")
    parsed(to_html((nest + "\\emph{") * 30 + "$x" + "^" * 39 + "2$" + ("}" + "x*** x** x* " * 12) * 30))


def test_what_nests_too_deep_stays_as_written() -> None:
    deep = "\\emph{" * 30 + "x" + "}" * 30
    assert "x" in to_text(deep)
    assert "\\emph{" in to_text(deep)
    formula = "$" + "{" * 50 + "x" + "}" * 50 + "$"
    assert to_text(formula) == formula
    assert to_text("$x" + "^" * 60 + "$") == "$x" + "^" * 60 + "$"


def test_threads_share_the_parser() -> None:
    source = "**강조 (A)**를 [b](https://c.io/d_e) `f` $x^2$ \\textit{g}"
    expected = to_html(source)
    results: list[set[str]] = []

    def work() -> None:
        results.append({to_html(source) for _ in range(200)})

    threads = [threading.Thread(target=work) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert results == [{expected}] * 8
