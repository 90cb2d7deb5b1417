"""What is read out of one cell of a table: nothing, links, words beside them, categories."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linear_cost import assert_linear
from paperdigest.readers.engines.cells import (
    cell_links,
    read_categories,
    says_nothing,
    without_links,
    words_beside,
)

if TYPE_CHECKING:
    from collections.abc import Callable


@pytest.mark.parametrize(
    "cell", ["", " ", "-", "–", "null", "None", "N/A", "`null`", "[]()", "[link]()", "**-**", "无"]
)
def test_a_cell_says_nothing_in_many_ways(cell: str) -> None:
    assert says_nothing(cell)


@pytest.mark.parametrize(
    "cell", ["0", "none of them", "[link](x)", "Na Li", "a", "nullable", "-1", "?" + "-" * 80]
)
def test_other_cells_say_something(cell: str) -> None:
    assert not says_nothing(cell)


def links(cell: str) -> list[tuple[str | None, str]]:
    return [(link.label, link.url) for link in cell_links(cell)]


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("[A](https://a.example)[B](https://b.example)", [("A", "https://a.example"), ("B", "https://b.example")]),
        ("[[x] y](https://a.example/(1))", [("[x] y", "https://a.example/(1)")]),
        ("[![i](https://i.example/i.png)](https://a.example)", [("![i](https://i.example/i.png)", "https://a.example")]),
        ("![i](https://i.example/i.png)", [(None, "https://i.example/i.png")]),
        ('[A]( <https://a.example> "its title" )', [("A", "https://a.example")]),
        ("[A]()", [("A", "")]),
        ("[A](#a) b", [("A", "#a")]),
        ("see https://a.example, [B](https://b.example).", [(None, "https://a.example"), ("B", "https://b.example")]),
        ("<https://a.example>", [(None, "https://a.example")]),
        ("<a class=x href='https://a.example'>A</a>", [("A", "https://a.example")]),
        ("[A](https://a.example b", [(None, "https://a.example")]),
        (r"\[A](https://a.example)", [(None, "https://a.example")]),
        ("[A] (B)", []),
        ("[a [b](https://b.example) c](https://a.example)", [("a [b](https://b.example) c", "https://a.example")]),
    ],
)  # fmt: skip
def test_links_are_found_in_order(cell: str, expected: list[tuple[str | None, str]]) -> None:
    assert links(cell) == expected


def test_what_is_beside_the_links_is_words_or_nothing() -> None:
    cell = "[A](https://a.example), [B](https://b.example) | code soon; "
    assert words_beside(cell, cell_links(cell)) == "code soon"
    assert words_beside("[A](x) , · /", cell_links("[A](x) , · /")) == ""


@given(st.text(st.sampled_from("[]()!<>\\ \"'ab/:htps.#"), max_size=60))
def test_links_stand_in_order_and_apart_in_any_cell(cell: str) -> None:
    found = cell_links(cell)
    ends = 0
    for link in found:
        assert ends <= link.start < link.end <= len(cell)
        assert link.url in cell[link.start : link.end]
        ends = link.end
    assert len(without_links(cell, found)) <= len(cell) + len(found)


@pytest.mark.parametrize(
    ("cell", "categories", "tags"),
    [
        ("cs.CV", ("cs.CV",), ()),
        ("cs.CL, cs.AI / stat.ML", ("cs.CL", "cs.AI", "stat.ML"), ()),
        ("cs.CL cs.AI", ("cs.CL", "cs.AI"), ()),
        ("hep-th; Computer Vision", ("hep-th",), ("Computer Vision",)),
        ("Natural Language Processing", (), ("Natural Language Processing",)),
        ("`a`<br>#b, a", (), ("a", "b")),
        ("视觉、语言", (), ("视觉", "语言")),
        ("cs.cv2.x", (), ("cs.cv2.x",)),
        ("", (), ()),
    ],
)
def test_categories_are_those_of_arxiv_and_all_else_are_tags(
    cell: str, categories: tuple[str, ...], tags: tuple[str, ...]
) -> None:
    assert read_categories(cell) == (categories, tags)


@pytest.mark.parametrize(
    "piece",
    ["[", "]", "[](", "[](a(b", "[]( ", '[](a "', "<a ", "<a href=x", "<a href=", "http://", "https://a.example/[](",
     " ", "cs.CL ", ", ", "[a](b)", "[]()"],
)  # fmt: skip
@pytest.mark.parametrize("read", [cell_links, read_categories, says_nothing])
def test_reading_a_cell_costs_linear_time(read: Callable[[str], object], piece: str) -> None:
    def prepare(size: int) -> Callable[[], object]:
        return partial(read, piece * size)

    assert_linear(prepare, 2_000)


@pytest.mark.parametrize("before", ["", "[](", "[](a", '[](a "', "<a ", "<a href="])
def test_a_long_gap_in_a_link_costs_linear_time(before: str) -> None:
    def prepare(size: int) -> Callable[[], object]:
        return partial(cell_links, f"{before}{' ' * size}x](")

    assert_linear(prepare, 5_000)
