"""The shelf of a feed folder: the same papers in the same order as a single feed, whatever their number."""

from __future__ import annotations

import datetime as dt
import errno
import os
import resource
import sqlite3
import tempfile
import tracemalloc
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paperdigest.errors import SchemaError
from paperdigest.exporters.feed_order import in_order
from paperdigest.feed_folder.shelf import UNDATED, Shelf, open_shelf
from paperdigest.model import Paper, Point
from strategies import papers

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_DAY = dt.date(2024, 2, 26)


def paper(title: str, day: int | None, votes: int | None = 0, abstract: str | None = None) -> Paper:
    date = None if day is None else _DAY + dt.timedelta(day)
    return Paper(title=title, date=date, votes=votes, abstract=abstract)


def filled(shelf: Shelf, offered: Iterable[Paper], feeds: tuple[int, ...] = (0,)) -> Shelf:
    for number, each in enumerate(offered):
        shelf.offer(number, each.title, each, feeds)
    shelf.arrange()
    return shelf


# Abstracts tell the appearances of one paper apart.
_APPEARANCES = st.lists(
    st.builds(
        paper,
        st.sampled_from("abcdefgh"),
        st.none() | st.integers(0, 9),
        st.none() | st.integers(-2, 3),
        st.sampled_from("xyz"),
    ),
    max_size=30,
)
Order = Literal["newest", "votes"]


@given(_APPEARANCES, st.sampled_from(["newest", "votes"]), st.none() | st.integers(0, 10))
def test_a_feed_comes_out_as_a_single_feed_orders_it(
    offered: list[Paper], order: Order, limit: int | None
) -> None:
    with open_shelf() as shelf:
        filled(shelf, offered)
        found = list(shelf.papers(0, limit=limit, by_votes=order == "votes"))
    assert found == in_order(offered, order, None, lambda each: each.title)[:limit]


@given(_APPEARANCES, st.sampled_from(["newest", "votes"]))
def test_the_months_from_the_newest_on_are_the_feed(offered: list[Paper], order: Order) -> None:
    with open_shelf() as shelf:
        filled(shelf, offered)
        months = shelf.months(0)
        pages = {month: list(shelf.papers(0, month, by_votes=order == "votes")) for month in months}
        whole = list(shelf.papers(0, by_votes=order == "votes"))
    assert [each for month in reversed(months) for each in pages[month]] == whole
    for month, page in pages.items():
        assert page
        assert {UNDATED if each.date is None else f"{each.date:%Y-%m}" for each in page} == {month}


def test_months_come_oldest_first_with_the_undated_before_them() -> None:
    days = (dt.date(2024, 3, 1), dt.date(2023, 12, 31), dt.date(9999, 12, 31), dt.date(1, 1, 1), None)
    offered = [Paper(title=str(day), date=day) for day in days]
    with open_shelf() as shelf:
        filled(shelf, offered)
        assert shelf.months(0) == [UNDATED, "0001-01", "2023-12", "2024-03", "9999-12"]
        for month, index in ((UNDATED, 4), ("0001-01", 3), ("9999-12", 2)):
            assert list(shelf.papers(0, month)) == [offered[index]]


def test_each_feed_has_the_first_appearance_of_those_that_it_would_show() -> None:
    early, late = paper("a", 1, votes=1), paper("a", 2, votes=9)
    with open_shelf() as shelf:
        shelf.offer(0, "a", early, (0,))
        shelf.offer(1, "a", late, (0, 1))
        shelf.arrange()
        assert [list(shelf.papers(feed)) for feed in (0, 1, 2)] == [[early], [late], []]
        assert [shelf.months(feed) for feed in (0, 2)] == [["2024-02"], []]


def test_the_votes_that_count_are_those_of_the_appearance_that_counts() -> None:
    later, rival, first = paper("a", 2, votes=0), paper("b", 1, votes=5), paper("a", 1, votes=9)
    with open_shelf() as shelf:
        filled(shelf, [later, rival, first])
        assert list(shelf.papers(0, by_votes=True)) == [first, rival]


@given(papers(surrogates=True))
def test_a_paper_comes_out_as_it_went_in(paper: Paper) -> None:
    with open_shelf() as shelf:
        shelf.offer(0, "a", paper, (0,))
        shelf.arrange()
        (found,) = shelf.papers(0)
    assert found == paper
    assert found.span == paper.span


def test_votes_and_limits_beyond_what_a_database_can_count_are_in_order() -> None:
    offered = [paper("low", 1, -(10**30)), paper("none", 1, None), paper("high", 1, 10**30)]
    with open_shelf() as shelf:
        filled(shelf, offered)
        found = shelf.papers(0, limit=10**30, by_votes=True)
        assert [each.title for each in found] == ["high", "low", "none"]


def test_a_paper_nested_deeper_than_can_be_stored_is_refused_by_name() -> None:
    point = Point(text="a")
    for _ in range(100_000):
        point = Point(text="", children=(point,))
    with open_shelf() as shelf, pytest.raises(SchemaError, match="points of 'Deep' are nested too deep"):
        shelf.offer(0, "a", Paper(title="Deep", summary=(point,)), (0,))


def test_nothing_is_left_of_a_shelf(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))

    def fail_at_a_shelf() -> None:
        with open_shelf() as shelf:
            filled(shelf, [paper("a", 1)])
            raise KeyError("within" if any(tmp_path.iterdir()) else "nowhere")

    with pytest.raises(KeyError, match="within"):
        fail_at_a_shelf()
    assert not list(tmp_path.iterdir())


def offer_much(shelf: Shelf) -> None:
    filled(shelf, (paper(str(number), 1, abstract="x" * 4096) for number in range(200)))


def test_a_full_disk_is_an_error_of_the_system_about_the_temporary_folder() -> None:
    with open_shelf() as shelf:
        shelf._connection.execute("PRAGMA max_page_count = 10")
        with pytest.raises(OSError, match=os.strerror(errno.ENOSPC)) as caught:
            offer_much(shelf)
    assert Path(str(caught.value.filename)).name.startswith("paperdigest-")


def test_a_file_that_may_not_grow_is_an_error_of_the_system() -> None:
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    with open_shelf() as shelf:
        shelf._connection.execute("PRAGMA cache_size = 10")
        resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, hard))
        try:
            with pytest.raises(OSError, match=os.strerror(errno.EIO)):
                offer_much(shelf)
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def test_a_mistake_of_ours_is_not_blamed_on_the_system() -> None:
    with open_shelf() as shelf:
        shelf._connection.execute("DROP TABLE appearances")
        with pytest.raises(sqlite3.OperationalError, match="no such table"):
            shelf.months(0)


def test_memory_does_not_grow_with_the_number_of_papers() -> None:
    def archive(count: int) -> Iterator[Paper]:
        for number in range(count):
            yield paper(str(number), number // 50, abstract="x" * 10_000 + str(number))

    peaks = []
    for count in (500, 2_000):
        with open_shelf() as shelf:
            tracemalloc.start()
            filled(shelf, archive(count))
            assert sum(1 for _ in shelf.papers(0)) == count
            peaks.append(tracemalloc.get_traced_memory()[1])
            tracemalloc.stop()
    # All abstracts of the larger one are 20 MB.
    assert max(peaks) < 1_000_000
