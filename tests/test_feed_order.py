"""Which papers a feed shows: the newest, each once, as when it first appeared."""

from __future__ import annotations

import datetime as dt
import tracemalloc
from typing import TYPE_CHECKING, Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paperdigest.exporters.feed_order import in_order, newest
from paperdigest.model import Paper

if TYPE_CHECKING:
    from collections.abc import Iterator

_DAY = dt.date(2024, 3, 1)


def paper(title: str, day: int | None, votes: int = 0) -> Paper:
    date = None if day is None else _DAY + dt.timedelta(day)
    return Paper(title=title, date=date, votes=votes)


def shown(papers: list[Paper], limit: int | None = None) -> list[tuple[str, int | None]]:
    chosen = in_order(papers, "newest", limit, lambda paper: paper.title)
    return [(each.title, None if each.date is None else (each.date - _DAY).days) for each in chosen]


# Papers as title and day, in the order given, and what the feed shows. Anyone can add a line.
ORDERS: list[tuple[str, list[tuple[str, int | None]], list[tuple[str, int | None]]]] = [
    ("nothing", [], []),
    ("newest first", [("a", 1), ("b", 3), ("c", 2)], [("b", 3), ("c", 2), ("a", 1)]),
    ("the order given within a day", [("b", 1), ("c", 1), ("a", 1)], [("b", 1), ("c", 1), ("a", 1)]),
    ("undated ones last", [("a", None), ("b", 1), ("c", None)], [("b", 1), ("a", None), ("c", None)]),
    ("the first in time", [("a", 1), ("b", 2), ("a", 3)], [("b", 2), ("a", 1)]),
    ("the first in time, given later", [("a", 3), ("b", 2), ("a", 1)], [("b", 2), ("a", 1)]),
    ("dated before undated", [("a", None), ("b", 1), ("a", 2)], [("a", 2), ("b", 1)]),
    ("dated before undated, given later", [("a", 2), ("a", None)], [("a", 2)]),
]


@pytest.mark.parametrize(
    ("papers", "expected"), [case[1:] for case in ORDERS], ids=[case[0] for case in ORDERS]
)
def test_papers_come(papers: list[tuple[str, int | None]], expected: list[tuple[str, int | None]]) -> None:
    assert shown([paper(*each) for each in papers]) == expected


def titles(papers: list[Paper], order: Literal["newest", "votes", "given"], limit: int | None) -> str:
    return "".join(each.title for each in in_order(papers, order, limit, lambda paper: paper.title))


def test_by_votes_the_most_voted_of_a_day_comes_first_and_the_uncounted_last() -> None:
    uncounted = Paper(title="u", date=_DAY)
    papers = [
        uncounted,
        paper("a", 0, 1),
        paper("b", 0, 0),
        paper("c", 1, 0),
        paper("d", 0, 3),
        paper("e", 0, 1),
    ]
    assert titles(papers, "votes", None) == "cdaebu"
    assert titles(papers, "votes", 3) == "cda"


def test_as_given_the_papers_stay_as_they_are_each_once() -> None:
    papers = [paper("a", 1), paper("b", 3), paper("a", 0), paper("c", None), paper("d", 2)]
    assert titles(papers, "given", None) == "abcd"
    assert titles(papers, "given", 3) == "abc"


def test_the_newest_paper_is_the_first_of_the_newest_day() -> None:
    papers = [paper("a", 1), paper("b", None), paper("c", 3), paper("d", 3), paper("e", 2)]
    assert newest(papers) == papers[2]
    assert newest(papers[1:2]) is None


def test_of_two_appearances_on_one_day_the_first_given_counts() -> None:
    chosen = in_order(
        [paper("a", 1, votes=1), paper("a", 1, votes=2)], "newest", None, lambda paper: paper.title
    )
    assert [each.votes for each in chosen] == [1]


def test_an_old_paper_that_appears_again_is_no_news_even_if_it_has_left_the_feed() -> None:
    papers = [paper("old", 0), *(paper(str(day), day) for day in range(1, 9)), paper("old", 9)]
    assert shown(papers, 2) == [("8", 8), ("7", 7)]


# A limit, papers as title and day in the order given, and what the feed shows. Anyone can add a line.
LIMITED: list[tuple[str, int, list[tuple[str, int | None]], list[tuple[str, int | None]]]] = [
    ("another for one that turns out to be old", 1, [("a", 9), ("b", 8), ("a", 0)], [("b", 8)]),
    ("none rather than one behind a gap", 1, [("a", 9), ("b", 8), ("c", 7), ("a", 0), ("b", 1)], []),
    (
        "one that turns out to have a date",
        2,
        [("a", None), ("a", 5), ("b", 4), ("c", 3), ("d", 2), ("e", 1)],
        [("a", 5), ("b", 4)],
    ),
]


@pytest.mark.parametrize(
    ("limit", "papers", "expected"), [case[1:] for case in LIMITED], ids=[case[0] for case in LIMITED]
)
def test_a_limited_feed_shows(
    limit: int, papers: list[tuple[str, int | None]], expected: list[tuple[str, int | None]]
) -> None:
    assert shown([paper(*each) for each in papers], limit) == expected


_APPEARANCES = st.lists(
    st.builds(paper, st.sampled_from("abcdefgh"), st.none() | st.integers(0, 9)), max_size=30
)


@given(_APPEARANCES, st.integers(0, 10))
def test_a_limited_feed_is_the_beginning_of_the_whole_one(papers: list[Paper], limit: int) -> None:
    whole = shown(papers)
    limited = shown(papers, limit)
    assert limited == whole[: len(limited)]
    assert len(limited) <= limit


@given(_APPEARANCES, st.integers(0, 10))
def test_a_limited_feed_of_an_archive_is_full(papers: list[Paper], limit: int) -> None:
    archive = sorted((each for each in papers if each.date is not None), key=lambda each: each.date or _DAY)
    assert shown(archive, limit) == shown(archive)[:limit]


@given(st.permutations([paper(str(day), day) for day in range(12)]), st.integers(0, 12))
def test_a_limited_feed_without_repeats_is_full_in_any_order(papers: list[Paper], limit: int) -> None:
    assert shown(papers, limit) == shown(papers)[:limit]


def test_a_limited_feed_holds_no_more_papers_than_twice_its_limit() -> None:
    def archive() -> Iterator[Paper]:
        for number in range(2_000):
            yield Paper(
                title=f"{number}", abstract="x" * 10_000 + str(number), date=_DAY + dt.timedelta(number)
            )

    tracemalloc.start()
    try:
        assert len(in_order(archive(), "newest", 10, lambda paper: paper.title)) == 10
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    # All abstracts are 20 MB, those of twenty papers 0.2 MB; titles and days are the rest.
    assert peak < 2_000_000
