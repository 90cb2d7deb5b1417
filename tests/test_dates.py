"""Days in all their spellings, in texts and in paths."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linear_cost import assert_linear
from paperdigest.readers.engines.dates import day_in, day_in_path, whole_day

if TYPE_CHECKING:
    from collections.abc import Callable

DAY = dt.date(2024, 3, 8)
SPELLINGS = (
    "2024-03-08", "2024.03.08", "2024/3/8", "2024년 3월 8일", "2024年3月8日", "March 8, 2024", "Mar. 8th, 2024",
    "8 March 2024", "8th of March 2024", "08-Mar-2024", "03/08/2024", "20240308", "2024-03-08T06:30:00Z",
    "2024-03-08 06:30:00 UTC", "**2024-03-08**", '"2024-03-08"',
)  # fmt: skip


@pytest.mark.parametrize("text", SPELLINGS)
def test_a_day_is_read_in_every_spelling(text: str) -> None:
    assert day_in(text) == whole_day(text) == DAY


@pytest.mark.parametrize("text", SPELLINGS)
def test_a_day_among_words_is_found_but_is_no_whole_day(text: str) -> None:
    assert day_in(f"Papers of {text}, all of them") == DAY
    assert whole_day(f"Papers of {text}") is None
    assert whole_day(f"{text}, all of them") is None


@pytest.mark.parametrize(
    "text",
    ["2024-02-31", "2024-13-01", "31/31/2024", "Marble 8, 2024", "2403.04652", "", "12024-03-08", "99991231"],
)
def test_what_never_was_a_day_is_none(text: str) -> None:
    assert day_in(text) is None
    assert whole_day(text) is None


def test_of_two_numbers_before_a_year_the_first_is_the_month_unless_it_cannot_be() -> None:
    assert day_in("06/05/2024") == dt.date(2024, 6, 5)
    assert day_in("14/06/2024") == day_in("06/14/2024") == dt.date(2024, 6, 14)


@given(st.dates(dt.date(1900, 1, 1), dt.date(2099, 12, 31)))
def test_every_day_is_read_from_its_spellings(day: dt.date) -> None:
    for spelling in ("%Y-%m-%d", "%Y.%m.%d", "%Y年%m月%d日", "%d-%b-%Y", "%B %d, %Y", "%m/%d/%Y", "%Y%m%d"):
        assert whole_day(day.strftime(spelling)) == day


@pytest.mark.parametrize(
    "path",
    [
        "2024-03-08.md", "logs/2024-03-08.MD", "a/2024_03_08_daily.md", "a/daily-20240308.md", "08-Mar-2024/topic.md",
        "08-Mar-2024/cs/topic 2.md", "202403/08/README.md", "2024/03/08.md", "docs\\2024\\03\\08.md", "2024-03/08.md",
        "./2024.03.08.markdown", "2023-01-01/2024-03-08.md", "/202403/08/2603.22767v1-a-title.md",
    ],
)  # fmt: skip
def test_a_day_is_read_from_a_path(path: str) -> None:
    assert day_in_path(path) == DAY


@pytest.mark.parametrize(
    "path",
    [
        "", "README.md", "2403.04652.md", "logs/08.md", "biorxiv-10-64898-2024-03-08-715910-v1-a-title.md",
        "v2-2024-03-08-part-3.md", "2024-02-31.md", "2024/README.md", "2024/13/01.md", "03/08.md",
    ],
)  # fmt: skip
def test_a_path_that_names_no_day_gives_none(path: str) -> None:
    assert day_in_path(path) is None


@given(st.text(max_size=60))
def test_any_text_may_be_asked_for_a_day(text: str) -> None:
    found = whole_day(text)
    assert found is None or day_in(text) == found
    day_in_path(text)


@pytest.mark.parametrize("piece", ["1", "1 ", "2024-", "abc ", "2024-3-", "a/", "1/", " ", "8-Mar-"])
def test_looking_for_a_day_costs_linear_time(piece: str) -> None:
    def prepare(size: int) -> Callable[[], object]:
        text = piece * size
        return lambda: (day_in(text), whole_day(text), day_in_path(text))

    assert_linear(prepare, 20_000)
