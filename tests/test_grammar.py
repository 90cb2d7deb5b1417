"""Rules of the grammar that are easier told in a table than in a file."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

import paperdigest
from paperdigest.readers.engines.fences import FENCE, Fences
from paperdigest.readers.engines.points import join_label, split_label

# A point, its label, the rest, and whether the stars match.
LABELS = [
    ("**L**: t", "L", "t", True),
    ("***L***: t", "L", "t", True),
    ("*L*: t", "L", "t", True),
    ("**L:** t", "L", "t", True),
    ("**L：** t", "L", "t", True),
    ("**L** : t", "L", "t", True),
    ("**L**:t", "L", "t", True),
    ("**L::** t", "L:", "t", True),
    ("**A: b**: t", "A: b", "t", True),
    ("**A* b**: t", "A* b", "t", True),
    ("***a**b***: t", "a**b", "t", True),
    ("**a***b**: t", "a***b", "t", True),
    ("***L*: t **: u", "L", "t **: u", False),
    ("**L***: t", "L", "t", False),
    ("***L**: t", "L", "t", False),
    ("**L**", None, "**L**", True),
    ("**L** t", None, "**L** t", True),
    ("**a**b**: t", None, "**a**b**: t", True),
    ("****L****: t", None, "****L****: t", True),
    ("** **: t", None, "** **: t", True),
    ("**" + "x" * 300 + "**: t", None, "**" + "x" * 300 + "**: t", True),
    ("L: t", None, "L: t", True),
]


@pytest.mark.parametrize(("text", "label", "rest", "exact"), LABELS)
def test_a_label_is_cut_off_where_its_stars_close(
    text: str, label: str | None, rest: str, exact: bool
) -> None:
    assert split_label(text) == (label, rest, exact)


@given(st.text(st.sampled_from("*:： ab\n"), max_size=24), st.text(st.sampled_from("* ab"), max_size=6))
def test_a_label_that_was_cut_off_can_be_put_back(start: str, end: str) -> None:
    label, rest, _ = split_label(f"*{start}*: {end}")
    if label is not None:
        assert split_label(join_label(label, rest)) == (label, rest, True)


def test_a_label_that_no_stars_can_hold_stays_readable() -> None:
    assert join_label("a*b**c***d", "t") == "a*b**c***d: t"


def nearest_closer(lines: list[str], opener: int) -> int | None:
    """Where a fence closes, found the slow way."""
    opening = FENCE.fullmatch(lines[opener])
    assert opening is not None
    for number in range(opener + 1, len(lines)):
        match = FENCE.fullmatch(lines[number])
        assert match is not None
        if match["info"].strip():
            return None
        if match["fence"][0] == opening["fence"][0] and len(match["fence"]) >= len(opening["fence"]):
            return number
    return None


fence_lines = st.lists(
    st.tuples(st.sampled_from("`~"), st.integers(3, 6), st.sampled_from(("", "", "", " ", "py"))).map(
        lambda parts: parts[0] * parts[1] + parts[2]
    ),
    max_size=10,
)


@given(fence_lines)
def test_a_fence_closes_at_the_nearest_bare_one_that_is_long_enough(lines: list[str]) -> None:
    fences = Fences(lines, range(len(lines)), [])
    for number in range(len(lines)):
        assert fences.end(number, in_entry=False) == nearest_closer(lines, number)


def test_the_deepest_literal_that_fits_survives_canonical_markdown() -> None:
    levels = "".join("  " * depth + "- p\n" for depth in range(7))
    text = f"## Daily Papers (2024-03-08)\n\n### [T](https://arxiv.org/abs/2401.00001)\n\n{levels}"
    for literal in ("['a', ['b']]", "{'a': {'b': 'c'}}", "['a', 'b']", "{'a': ['b', 'c']}"):
        papers = paperdigest.loads(text + "  " * 7 + f"- {literal}\n").papers
        assert paperdigest.loads(paperdigest.dumps(papers, "markdown")).papers == papers
