"""Ranges of days, as headings of weekly round-ups spell them."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linear_cost import assert_linear
from paperdigest.readers.engines.date_ranges import range_in, year_in

if TYPE_CHECKING:
    from collections.abc import Callable


def days(text: str, year: int | None = None) -> str:
    """The two days, or what is missing."""
    found = range_in(text)
    if found is None:
        return "no range"
    both = found.days(year)
    return "no days" if both is None else f"{both[0]} {both[1]}"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Top ML Papers of the Week (June 23 - June 29) - 2025", "2025-06-23 2025-06-29"),
        ("The Week (December 30 - January 5) - 2025", "2024-12-30 2025-01-05"),
        ("(Dec 30, 2024 - Jan 5, 2025)", "2024-12-30 2025-01-05"),
        ("Dec 30, 2024 - Jan 5", "2024-12-30 2025-01-05"),
        ("June 23-29, 2025", "2025-06-23 2025-06-29"),
        ("June 23–29 2025", "2025-06-23 2025-06-29"),
        ("Sept. 1st – 7th, 2024", "2024-09-01 2024-09-07"),
        ("SEPTEMBER 1 to SEPTEMBER 7 (2024)", "2024-09-01 2024-09-07"),
        ("Feb 23 — Mar 1] - 2024", "2024-02-23 2024-03-01"),
        ("2023 papers (Jan 1-8)", "2023-01-01 2023-01-08"),
        ("23-29 June 2025", "2025-06-23 2025-06-29"),
        ("23 June - 29 June 2025", "2025-06-23 2025-06-29"),
        ("30 Dec 2024 – 5 Jan 2025", "2024-12-30 2025-01-05"),
        ("2025-06-23 - 2025-06-29", "2025-06-23 2025-06-29"),
        ("2025-06-23 – 06-29", "2025-06-23 2025-06-29"),
        ("2025-06-23-29", "2025-06-23 2025-06-29"),
        ("2025-06-23/2025-06-29", "2025-06-23 2025-06-29"),
        ("2025.06.23~2025.06.29", "2025-06-23 2025-06-29"),
        ("2025/12/29 ~ 01/04", "2025-12-29 2026-01-04"),
        ("06/23/2025 - 06/29/2025", "2025-06-23 2025-06-29"),
        ("6/23 - 6/29, 2025", "2025-06-23 2025-06-29"),
        ("23/6 - 29/6/2025", "2025-06-23 2025-06-29"),
        ("2025年6月23日-29日", "2025-06-23 2025-06-29"),
        ("2025年6月30日至7月6日", "2025-06-30 2025-07-06"),
        ("2025년 6월 23일 ~ 6월 29일", "2025-06-23 2025-06-29"),
    ],
)
def test_a_range_with_a_year_is_two_days(text: str, expected: str) -> None:
    assert days(text) == expected
    assert days(text, 1999) == expected


@pytest.mark.parametrize(
    ("text", "year", "expected"),
    [
        ("(Jan 1-8)", 2023, "2023-01-01 2023-01-08"),
        ("(Feb 27-Mar 5)", 2023, "2023-02-27 2023-03-05"),
        ("(Dec 25 - Dec 31)", 2023, "2023-12-25 2023-12-31"),
        ("(Dec 30-Jan 5)", 2025, "2024-12-30 2025-01-05"),
        ("6月23日～6月29日", 2025, "2025-06-23 2025-06-29"),
        ("6.23-6.29", 2025, "2025-06-23 2025-06-29"),
    ],
)
def test_without_a_year_it_waits_for_that_of_its_last_day(text: str, year: int, expected: str) -> None:
    assert days(text) == "no days"
    assert days(text, year) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Feb 24 - Feb 30, 2025", "June 29 - June 23, 2025", "Jan 1 - Jun 8, 2025", "13/32 - 13/33/2025",
        "2025-06-23 - 2024-06-29", "Feb 29 - Mar 6, 2025",
    ],
)  # fmt: skip
def test_days_that_never_were_and_ranges_of_months_are_no_days(text: str) -> None:
    assert days(text) == "no days"


@pytest.mark.parametrize(
    "text",
    [
        "", "The week", "Week 26", "2025", "2025-06-23", "June 23, 2025", "Maybe 1-8", "pages 3-8", "1 - 8",
        "2025-06-23 - 5 papers", "Version 1.2 - 1.3.1.4", "Marching 1-8",
    ],
)  # fmt: skip
def test_other_texts_name_no_range(text: str) -> None:
    assert days(text) == "no range"


def test_a_leap_day_needs_its_year() -> None:
    assert days("Feb 26 - Feb 29", 2024) == "2024-02-26 2024-02-29"
    assert days("Feb 26 - Feb 29", 2025) == "no days"


def test_a_year_is_named_once_or_not_at_all() -> None:
    assert year_in("## 2023") == 2023
    assert year_in("2023, and 2023 again") == 2023
    assert year_in("2023 and 2024") is None
    assert year_in("12023 or 20234 or 1823") is None


@given(
    st.dates(dt.date(1990, 1, 1), dt.date(2090, 1, 1)),
    st.integers(0, 40),
    st.sampled_from(("-", " - ", "–", " — ", " to ")),
    st.sampled_from(("%B", "%b", "%b.")),
    st.sampled_from((") - %Y", ", %Y", " %Y")),
)
def test_every_range_is_read_as_it_was_written(
    first: dt.date, length: int, to: str, month: str, year: str
) -> None:
    last = first + dt.timedelta(length)
    text = f"({first:{month}} {first.day}{to}{last:{month}} {last.day}{last:{year}}"
    assert days(text) == f"{first} {last}"


@given(st.text(st.sampled_from("Jan 0123-/.,()–年月日 to2025"), max_size=60))
def test_any_text_is_looked_at_without_an_error(text: str) -> None:
    days(text)
    days(text, 2024)


@pytest.mark.parametrize(
    "piece", ["1", "Jan 1-", "2025-", "1 ", "6月", "1/2 - ", "Jan ", ") - ", "2025-01-01-"]
)
def test_looking_for_a_range_costs_linear_time(piece: str) -> None:
    def prepare(size: int) -> Callable[[], object]:
        text = piece * size
        return lambda: days(text)

    assert_linear(prepare, 5_000)
