"""Labelled fields: what is a label, where a field ends, what its text is."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linear_cost import assert_linear
from paperdigest.readers.engines.labels import Labelled, LabelStyle, label_key, label_line, read_labels

KNOWN = frozenset(("tl;dr", "method", "result", "abstract", "task", "摘要"))


def fields(text: str, **options: object) -> list[tuple[str, str]]:
    found, _ = read(text, **options)
    return [(each.label, each.text) for each in found]


def read(text: str, **options: object) -> tuple[list[Labelled], list[int]]:
    lines = text.split("\n")
    return read_labels(lines, 0, len(lines), known=KNOWN, **options)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Method: we look", ("Method", LabelStyle.PLAIN, "we look")),
        ("TL;DR: short", ("TL;DR", LabelStyle.PLAIN, "short")),
        ("摘要：很短", ("摘要", LabelStyle.PLAIN, "很短")),
        ("  Method : we look  ", ("Method", LabelStyle.PLAIN, "we look")),
        ("🎯 Method: we look", ("🎯 Method", LabelStyle.PLAIN, "we look")),
        ("Abstract:", ("Abstract", LabelStyle.PLAIN, "")),
        ("**Method:** we look", ("Method", LabelStyle.BOLD, "we look")),
        ("**Method**: we look", ("Method", LabelStyle.BOLD, "we look")),
        ("**原文标题：** 一个标题", ("原文标题", LabelStyle.BOLD, "一个标题")),
        ("**摘要：**很短", ("摘要", LabelStyle.BOLD, "很短")),
        ("**摘要** ：很短", ("摘要", LabelStyle.BOLD, "很短")),
        ("***Method:*** we look", ("Method", LabelStyle.BOLD, "we look")),
        ("__Method__: we look", ("Method", LabelStyle.BOLD, "we look")),
        ("**Title (ZH)**: 标题", ("Title (ZH)", LabelStyle.BOLD, "标题")),
        ("**1. any words at all:** text", ("1. any words at all", LabelStyle.BOLD, "text")),
        ("> **TL;DR:** short", ("TL;DR", LabelStyle.QUOTED, "short")),
        (">**TL;DR**: short", ("TL;DR", LabelStyle.QUOTED, "short")),
        ("> TL;DR: short", ("TL;DR", LabelStyle.QUOTED, "short")),
    ],
)
def test_a_label_is_read_in_every_spelling(line: str, expected: tuple[str, LabelStyle, str]) -> None:
    assert label_line(line) == expected


@pytest.mark.parametrize(
    "line",
    [
        "",
        "   ",
        "no colon",
        "https://example.org",
        "- Method: a bullet",
        "# Method: a heading",
        "3: a number",
        "**bold words** and more: text",
        "** : **",
        "**Method: all of it is bold**",
        "[Code](https://example.org): a link",
        "$x$: a formula",
        "a label that is far too long to be one, as it has more words than labels have: text",
        f"**{'x' * 81}:** text",
    ],
)
def test_other_lines_are_no_labels(line: str) -> None:
    assert label_line(line) is None


@pytest.mark.parametrize(
    ("label", "key"),
    [
        ("TL;DR", "tl;dr"),
        ("  Main \t Category ", "main category"),
        ("🎯 Method", "method"),
        ("Title (ZH)", "title (zh)"),
        ("[摘要]", "摘要"),
        ("!?", ""),
    ],
)
def test_a_label_is_looked_up_without_case_spaces_and_signs(label: str, key: str) -> None:
    assert label_key(label) == key


def test_a_field_ends_at_the_next_label_and_not_at_a_blank_line() -> None:
    found = fields("Method: one\ntwo\n\nthree\n\nResult: four\n\n")
    assert found == [("Method", "one\ntwo\n\nthree"), ("Result", "four")]


def test_a_field_knows_its_lines_without_the_blank_ones_behind_it() -> None:
    found, rest = read("\nMethod: one\n\ntwo\n\n\nResult:\n\n")
    assert [(each.line, each.end) for each in found] == [(1, 4), (6, 7)]
    assert rest == []


def test_only_the_lines_that_are_asked_for_are_read() -> None:
    found, rest = read_labels(["Task: a", "x", "Task: b", "Task: c"], 1, 3, known=KNOWN)
    assert [(each.line, each.text) for each in found] == [(2, "b")]
    assert rest == [1]


def test_text_stays_as_written_but_for_what_stands_around_it() -> None:
    assert fields("Abstract:   one  \n  two\t\n   \n  three  \n\n") == [
        ("Abstract", "one  \n  two\t\n   \n  three")
    ]


def test_a_value_may_begin_below_its_label() -> None:
    assert fields("**摘要：**\n\n一行\n二行\n") == [("摘要", "一行\n二行")]


def test_a_label_without_text_is_a_field_without_text() -> None:
    assert fields("Method:\n\nResult: \u3000\n") == [("Method", ""), ("Result", "")]


def test_a_known_label_counts_without_a_blank_line_before_it() -> None:
    assert fields("Task: one\nMETHOD:two\n") == [("Task", "one"), ("METHOD", "two")]


def test_an_unknown_label_counts_behind_a_blank_line_if_it_looks_like_one() -> None:
    assert fields("Task: one\nLimits: two\n\nmore\nLimits: two\n\nLimits: three\n\nCode：四\n") == [
        ("Task", "one\nLimits: two\n\nmore\nLimits: two"),
        ("Limits", "three"),
        ("Code", "四"),
    ]


@pytest.mark.parametrize(
    "line",
    [
        "limits: begins small",
        "One two three four five: too many words",
        "Look, it works: a sentence",
        "Ratio:3 stands close",
        "Steps:",
        "> Limits: a quotation",
        "    Limits: indented as code is",
    ],
)
def test_other_lines_behind_a_blank_one_go_on_with_the_field(line: str) -> None:
    assert fields(f"Task: one\n\n{line}") == [("Task", f"one\n\n{line}")]


def test_a_bold_label_counts_whatever_its_words_are() -> None:
    assert fields("**any. thing:** zero\n\nTask: one\n**what we did not try, and why:** two") == [
        ("any. thing", "zero"),
        ("Task", "one"),
        ("what we did not try, and why", "two"),
    ]


def test_an_unknown_label_without_stars_is_text_of_a_bold_field() -> None:
    assert fields("**Task:** one\n\nNote: two\n\nMethod: three") == [
        ("Task", "one\n\nNote: two"),
        ("Method", "three"),
    ]


@pytest.mark.parametrize(
    "line",
    [
        "Note: unknown",
        "\nNote: unknown",
        "\n**Note:** bold",
        "\n  Result: indented",
        "Result: no blank line before",
    ],
)
def test_a_line_that_looks_like_a_label_stays_in_an_abstract(line: str) -> None:
    assert fields(f"Task: one\n\nAbstract: two\n{line}\nthree") == [
        ("Task", "one"),
        ("Abstract", f"two\n{line}\nthree"),
    ]


def test_a_label_that_has_come_before_stays_in_an_abstract() -> None:
    assert fields("Method: one\n\nAbstract: two\n\nMethod: three\n\nTL;DR: four") == [
        ("Method", "one"),
        ("Abstract", "two\n\nMethod: three"),
        ("TL;DR", "four"),
    ]


def test_a_known_label_ends_an_abstract_in_lines_that_no_blank_ones_divide() -> None:
    assert fields("Task: one\nAbstract: two\nResult: three") == [
        ("Task", "one"),
        ("Abstract", "two"),
        ("Result", "three"),
    ]


def test_an_abstract_with_a_bold_label_ends_at_a_bold_label_alone() -> None:
    assert fields("**Task:** zero\n**Abstract:** one\nResult: two\n**Note:** three") == [
        ("Task", "zero"),
        ("Abstract", "one\nResult: two"),
        ("Note", "three"),
    ]


def test_a_reader_says_which_labels_have_long_texts() -> None:
    text = "Method: one\n\nNote: two"
    assert fields(text, prose=("method",)) == [("Method", "one\n\nNote: two")]
    assert fields(text, prose=()) == [("Method", "one"), ("Note", "two")]


def test_the_lines_of_a_quotation_lose_their_sign() -> None:
    assert fields("> **TL;DR:** one\n>   two\n>\n> three\nfour") == [("TL;DR", "one\n  two\n\nthree\nfour")]


def test_a_quotation_ends_at_a_blank_line() -> None:
    found, rest = read("> **TL;DR:** one\n\ntwo\n\n> **Method:** three")
    assert [each.text for each in found] == ["one", "three"]
    assert rest == [2]


def test_a_quoted_label_without_stars_counts_if_it_is_known() -> None:
    assert fields("> TL;DR: one\n> Method: two\n> Note: three") == [
        ("TL;DR", "one"),
        ("Method", "two\nNote: three"),
    ]


def test_a_line_that_stops_belongs_to_no_field_and_ends_the_one_above() -> None:
    found, rest = read("Task: one\n\n---\ntwo\n---\nNote: three", stop=lambda line: line == "---")
    assert [(each.label, each.text, each.end) for each in found] == [("Task", "one", 1), ("Note", "three", 6)]
    assert rest == [2, 3, 4]


def test_nothing_is_a_label_in_code() -> None:
    text = "Method: one\n```\nResult: two\n\n---\n```\nResult: three"
    found = fields(text, fenced=range(1, 6), stop=lambda line: line == "---")
    assert found == [("Method", "one\n```\nResult: two\n\n---\n```"), ("Result", "three")]


PIECES = st.sampled_from(
    [
        "Method: a",
        "Abstract: b",
        "**X:** c",
        "> **Y:** d",
        "> e",
        "",
        "  ",
        "f",
        "Note: g",
        "---",
        "\r",
        "\ud800",
        "\0",
    ]
)


@given(st.lists(PIECES | st.text(st.characters(exclude_characters="\n"))))
def test_every_line_that_is_not_blank_belongs_to_one_field_or_to_none(lines: list[str]) -> None:
    found, rest = read_labels(lines, 0, len(lines), known=KNOWN, stop=lambda line: line == "---")
    owned = [number for each in found for number in range(each.line, each.end)]
    assert len({*owned, *rest}) == len(owned) + len(rest)
    assert {*owned, *rest} >= {number for number, line in enumerate(lines) if line.strip()}
    assert all(lines[each.end - 1].strip() for each in found)
    assert [each.line for each in found] == sorted(each.line for each in found)


UNITS = (
    *("a", "**", "> ", "A:", "**a", "**a:", " ", ":", "：", "\u3000", "\n"),
    *("A: b\n", "**A:** b\n\n", "> x\n", "Abstract: x\nNote: y\n\n"),
)


@pytest.mark.parametrize("unit", UNITS)
def test_time_grows_with_the_text_alone(unit: str) -> None:
    for before in ("", "Abstract: ", "> **A:** "):
        assert_linear(lambda size, before=before: lambda: read(before + unit * size), 3_000)  # type: ignore[misc]
