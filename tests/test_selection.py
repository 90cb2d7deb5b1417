"""Conditions on papers: what is searched, how texts compare, and what it costs."""

from __future__ import annotations

import datetime as dt
import unicodedata
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linear_cost import assert_linear
from paperdigest.model import Paper, Point
from paperdigest.selection import Candidate, Selection, fold
from strategies import papers, texts

if TYPE_CHECKING:
    from collections.abc import Callable


def conditions(name: str, *texts: str) -> dict[str, Any]:
    return {name: texts}


# A condition, a paper, and whether it is admitted. Anyone can add a line.
_MARCH = dt.date(2024, 3, 8)
CASES: list[tuple[dict[str, Any], dict[str, Any], bool]] = [
    ({}, {}, True),
    ({"since": _MARCH}, {"date": _MARCH}, True),
    ({"since": _MARCH}, {"date": dt.date(2024, 3, 7)}, False),
    ({"since": _MARCH}, {}, False),
    ({"until": _MARCH}, {"date": _MARCH}, True),
    ({"until": _MARCH}, {"date": dt.date(2024, 3, 9)}, False),
    ({"until": _MARCH}, {}, False),
    ({"min_votes": 3}, {"votes": 3}, True),
    ({"min_votes": 3}, {"votes": 2}, False),
    ({"min_votes": 0}, {}, False),
    # Text: where it may stand.
    ({"text": ("llama",)}, {"title": "All about Llama 3"}, True),
    ({"text": ("llama",)}, {"title": "T", "abstract": "We train LLAMA."}, True),
    ({"text": ("llama",)}, {"title": "T", "summary": (Point(text="a llama"),)}, True),
    ({"text": ("llama",)}, {"title": "T", "summary": (Point(text="x", label="Llama"),)}, True),
    (
        {"text": ("llama",)},
        {"summary": (Point(text="", label="L", children=(Point(text="llama"),)),)},
        True,
    ),
    ({"text": ("llama",)}, {"title": "T", "authors": ("Llama Team",), "tags": ("llama",)}, False),
    ({"text": ("all about",)}, {"title": "all", "abstract": "about"}, False),
    ({"text": ("alpaca", "llama")}, {"title": "Llama"}, True),
    ({"text": ("alpaca", "vicuna")}, {"title": "Llama"}, False),
    # Text: as a reader sees it.
    ({"text": ("llama 3",)}, {"title": "**Lla**ma `3`"}, True),
    ({"text": ("∇²",)}, {"title": "The $\\nabla^2$ of Things"}, True),
    ({"text": ("two  words ",)}, {"title": "Two\nwords"}, True),
    ({"text": ("two words",)}, {"title": "Two\u00a0words"}, True),
    ({"text": ("two words",)}, {"title": "Ｔｗｏ\u3000Ｗｏｒｄｓ"}, True),
    # Case and width.
    ({"text": ("STRASSE",)}, {"title": "Straße"}, True),
    ({"text": ("llama",)}, {"title": "Ｌｌａｍａ"}, True),
    ({"text": ("ＬＬＡＭＡ",)}, {"title": "llama"}, True),
    ({"text": ("언어 모델",)}, {"title": unicodedata.normalize("NFD", "거대 언어 모델")}, True),
    ({"text": (unicodedata.normalize("NFD", "언어 모델"),)}, {"title": "거대 언어 모델"}, True),
    ({"text": ("ﾃﾞｰﾀ",)}, {"title": "データ"}, True),
    ({"text": ("e",)}, {"title": "É"}, False),
    ({"text": ("Ϊ́",)}, {"title": "ΐ"}, True),
    ({"text": ("ι",)}, {"title": "ΐ"}, False),
    # Authors.
    ({"author": ("stoica",)}, {"authors": ("Ann Bo", "Ion Stoica")}, True),
    ({"author": ("bo ion",)}, {"authors": ("Ann Bo", "Ion Stoica")}, False),
    ({"author": ("stoica",)}, {"title": "Stoica"}, False),
    ({"author": ("김하늘",)}, {"authors": (unicodedata.normalize("NFD", "김하늘"),)}, True),
    # Categories.
    ({"category": ("cs.CL",)}, {"categories": ("cs.LG", "cs.CL")}, True),
    ({"category": ("CS.cl",)}, {"categories": ("cs.CL",)}, True),
    ({"category": ("cs",)}, {"categories": ("cs.CL",)}, True),
    ({"category": ("cs",)}, {"categories": ("cs",)}, True),
    ({"category": ("cond-mat",)}, {"categories": ("cond-mat.str-el",)}, True),
    ({"category": ("co",)}, {"categories": ("cond-mat.str-el",)}, False),
    ({"category": ("c",)}, {"categories": ("cs.CL",)}, False),
    ({"category": ("cs.C",)}, {"categories": ("cs.CL",)}, False),
    ({"category": ("cs.CL",)}, {"categories": ("cs",)}, False),
    ({"category": ("hep",)}, {"categories": ("hep-th",)}, False),
    ({"category": ("hep-th", "cs.CL")}, {"categories": ("hep-th",)}, True),
    ({"category": ("cs",)}, {}, False),
    # All of them.
    ({"min_votes": 3, "text": ("a",), "author": ("b",)}, {"votes": 3, "title": "A", "authors": ("B",)}, True),
    ({"min_votes": 3, "text": ("a",), "author": ("b",)}, {"votes": 3, "title": "A", "authors": ("C",)}, False),
]  # fmt: skip


@pytest.mark.parametrize(("wanted", "facts", "admitted"), CASES)
def test_a_paper_is_admitted_that_meets_every_condition(
    wanted: dict[str, Any], facts: dict[str, Any], admitted: bool
) -> None:
    paper = Paper(**{"title": "", **facts})
    assert Selection(**wanted).admits(paper) is admitted
    assert Selection(**wanted).admits(Candidate(paper)) is admitted


@pytest.mark.parametrize("name", ["text", "author", "category"])
@pytest.mark.parametrize("value", [("",), ("a", " \t"), ("\u200b",)])
def test_an_empty_text_is_refused(name: str, value: tuple[str, ...]) -> None:
    with pytest.raises(ValueError, match=f"^{name} must not be empty$"):
        Selection(**conditions(name, *value))


@pytest.mark.parametrize("name", ["text", "author", "category"])
def test_a_text_is_not_taken_for_its_letters(name: str) -> None:
    with pytest.raises(TypeError, match=f"{name} must be a tuple of texts, not the text 'cs'"):
        Selection(**dict[str, Any]({name: "cs"}))


@given(papers(surrogates=True), texts(surrogates=True, min_size=1))
def test_any_paper_can_be_judged_by_any_text(paper: Paper, text: str) -> None:
    if fold(text):
        for name in ("text", "author", "category"):
            assert Selection(**conditions(name, text)).admits(paper) in (True, False)
    else:
        with pytest.raises(ValueError, match="must not be empty"):
            Selection(text=(text,))


@given(texts())
def test_folding_twice_is_folding_once_and_composition_does_not_count(text: str) -> None:
    assert fold(fold(text)) == fold(text)
    assert fold(unicodedata.normalize("NFD", text)) == fold(text)


@given(st.lists(st.sampled_from(["가\u11a8", "e\u0301", "ｶﾞ", "ß", "word"]), min_size=300, max_size=400))
def test_a_long_text_folds_as_its_words_do(words: list[str]) -> None:
    assert fold(" ".join(words)) == " ".join(map(fold, words))


def test_points_nested_deeper_than_python_calls_are_searched() -> None:
    point = Point(text="the deepest")
    for _ in range(3000):
        point = Point(text="a", children=(point,))
    assert Selection(text=("the deepest",)).admits(Paper(title="", summary=(point,)))


# What makes a search slow: marks that are sorted by insertion, no spaces, a needle that nearly matches everywhere.
HOSTILE: dict[str, Callable[[int], str]] = {
    "marks in the wrong order": lambda size: "a" + "\u0301" * (size // 2) + "\u0316" * (size // 2),
    "marks in turn": lambda size: "a" + "\u0301\u0316" * (size // 2),
    "no space": lambda size: "한" * size,
    "nearly the needle": lambda size: "a" * size,
}


@pytest.mark.parametrize("make", HOSTILE.values(), ids=HOSTILE)
def test_the_cost_of_judging_is_linear_whatever_the_text(make: Callable[[int], str]) -> None:
    def prepare(size: int) -> Callable[[], object]:
        paper = Paper(title=make(size), authors=(make(size),))
        selection = Selection(text=("a" * (size // 2) + "b",), author=("a" * (size // 2) + "b",))
        return lambda: selection.admits(paper)

    assert_linear(prepare, 20_000)
