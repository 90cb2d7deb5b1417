"""Linear cost, for texts that are made to cost more: four times the text, about four times the time."""

from __future__ import annotations

import tracemalloc
from functools import partial
from math import isqrt

import pytest

import paperdigest
from linear_cost import assert_linear

HEAD = "## Daily Papers (2024-03-08)\n\n### [T](https://arxiv.org/abs/2401.00001)\n\n"

# A unit that is repeated, and what stands before the repetition.
UNITS = {
    "brackets": (HEAD + "- ", "["),
    "brackets in a title": ("## Daily Papers (2024-03-08)\n### [", "]("),
    "stars": (HEAD + "- ", "*"),
    "stars of changing number": (HEAD + "- ", "*a**b***"),
    "dollars": (HEAD + "- ", "$"),
    "backquotes": (HEAD + "- ", "`"),
    "urls cut at once": (HEAD + "- ", "http://x)"),
    "link beginnings": (HEAD + "- ", "[a](http://x"),
    "open literal": (HEAD + "- ['", "a', '"),
    "literal brackets": (HEAD + "- ['a', ", "["),
    "backslashes in a literal": (HEAD + "- ['", "\\"),
    "link line": (HEAD, "[a](b"),
    "tags": (HEAD, "<video "),
    "sources": (HEAD + "<video ", "src "),
    "comment": (HEAD + "<!--", "-->x"),
    "field": (HEAD + "A", " b"),
    "spaces": (HEAD + "Vote:", " "),
    "dashes": (HEAD, "- "),
    "rule": (HEAD + "x\n", "_ "),
    "authors": (HEAD + "Authors: ", "a, "),
    "authors joined": (HEAD + "Authors: ", "A and B "),
    "authors cut off": (HEAD + "Authors: ", "et al. "),
    "capitals": (HEAD + "Authors: Ann Bo, ", "A B "),
    "headings": (HEAD, "###"),
    "nested points": (HEAD, "- p\n"),
    "continued lines": (HEAD + "- p\n", "more\n"),
    "numbered lines": (HEAD + "- p\n", "1. n\n"),
    "eaten commands": (HEAD + "- ", "\textit{"),
    "fields": (HEAD, "Note: x\n"),
    "votes": (HEAD, "Vote: 1\n"),
    "papers": ("## Daily Papers (2024-03-08)\n", "### [T](https://arxiv.org/abs/2401.00001)\n"),
    "digests": ("", "## Daily Papers (2024-03-08)\n"),
    "fences": (HEAD, "```\n"),
    "opening fences": (HEAD, "~~~x\n"),
    "fences of two kinds": (HEAD, "```\n~~~\n"),
    "carriage returns": (HEAD, "\r"),
    "marks": (HEAD, "\ufeff"),
    "digits": (HEAD + "Vote: ", "9"),
    "version": ("## Daily Papers (2024-03-08)\n### [T](https://arxiv.org/abs/2401.00001v", "1"),
}
SMALL = 25_000


def grown(name: str, length: int) -> str:
    head, unit = UNITS[name]
    return head + unit * (length // len(unit))


@pytest.mark.parametrize("name", UNITS)
def test_time_grows_with_the_text(name: str) -> None:
    assert_linear(lambda length: partial(paperdigest.loads, grown(name, length)), SMALL)


@pytest.mark.parametrize("name", ["nested points", "continued lines", "brackets", "papers", "fences"])
def test_memory_grows_with_the_text(name: str) -> None:
    def peak(text: str) -> int:
        paperdigest.loads(text)  # what is made once is not counted
        tracemalloc.start()
        paperdigest.loads(text)
        _, peak = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        return peak

    assert peak(grown(name, 4 * SMALL)) < 6 * peak(grown(name, SMALL)) + 100_000


def test_fences_of_falling_length_cost_linear_time() -> None:
    def fences(count: int) -> str:
        return HEAD + "".join("`" * (count - number + 3) + "\n~~~\n" for number in range(count))

    # Twice the fences are four times the text, as each is one character longer than the next.
    assert_linear(lambda size: partial(paperdigest.loads, fences(isqrt(size))), 90_000)


@pytest.mark.parametrize("step", ["  ", "\t", " "])
def test_twenty_thousand_levels_of_nesting_are_read_at_the_deepest_level(step: str) -> None:
    lines = "".join(f"{step * (number % 2000)}- p{number}\n" for number in range(20_000))
    document = paperdigest.loads(HEAD + lines)
    (paper,) = document.papers
    texts: list[str] = []
    waiting = [(point, 1) for point in paper.summary]
    while waiting:
        point, depth = waiting.pop()
        texts.append(point.text)
        assert depth <= 8
        waiting += [(child, depth + 1) for child in point.children]
    assert sorted(texts) == sorted(f"p{number}" for number in range(20_000))
    assert "PD406" in {found.code.id for found in document.diagnostics}
    assert paperdigest.loads(paperdigest.dumps(document, "markdown")).papers == document.papers


def test_twenty_thousand_continued_lines_are_one_point() -> None:
    (paper,) = paperdigest.loads(HEAD + "- p\n" + "more\n" * 20_000).papers
    assert paper.summary[0].text == "p" + "\nmore" * 20_000


def test_a_literal_nested_a_hundred_thousand_deep_stays_text() -> None:
    text = "['a', " + "[" * 100_000 + "]" * 100_001
    document = paperdigest.loads(f"{HEAD}- {text}\n")
    assert document.papers[0].summary[0].text == text
    assert "PD402" in {found.code.id for found in document.diagnostics}
