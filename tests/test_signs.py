"""Which signs a text has, so that only readers are asked that may know it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linear_cost import assert_linear
from paperdigest.readers.registry import READERS
from paperdigest.readers.signs import SIGNS, Sign, signs_in

if TYPE_CHECKING:
    from collections.abc import Callable


@pytest.mark.parametrize(
    ("line", "sign"),
    [
        ("| a | b |", Sign.PIPE), ("   |---|---|", Sign.PIPE), ("*Ann Bo,Cy Do*", Sign.STAR), ("# Title", Sign.H1),
        ("#\tTitle", Sign.H1), ("- 2022-11-30, **T**", Sign.DASH),
        ("* 2022-11-30, **T**", Sign.DASH), ("---|---", Sign.DASH), (":-: | :-:", Sign.DASH),
    ],
)  # fmt: skip
def test_a_sign_is_seen_in_the_first_line_and_in_any_other(line: str, sign: Sign) -> None:
    assert sign in signs_in(line)
    assert sign in signs_in(f"Words.\n\n{line}\nwords")
    assert sign in signs_in(f"Words.\r{line}\rwords")
    assert sign in signs_in(f"\ufeff{line}")
    assert sign not in signs_in(f"Words {line}\n")


def test_front_matter_stands_at_the_first_character() -> None:
    assert Sign.FRONT_MATTER in signs_in("---\ntitle: x\n---\n")
    assert Sign.FRONT_MATTER not in signs_in("\n---\ntitle: x\n---\n")


def test_a_day_of_the_first_format_has_no_sign_of_another() -> None:
    assert (
        signs_in("## Daily Papers (2024-03-08)\n\n### [T](https://arxiv.org/abs/2401.00001)\n\n- A point.\n")
        == set()
    )


@pytest.mark.parametrize(
    "line", ["- 2022 was warm.", "- 2023년 시점에서", "- 1000 samples", "* words", "- - -", "+1 2022"]
)
def test_an_item_that_begins_with_another_number_than_a_date_is_no_sign_of_a_list_by_date(line: str) -> None:
    assert Sign.DASH not in signs_in(f"Words.\n\n{line}\n")


def test_only_readers_that_there_are_have_signs() -> None:
    assert SIGNS.keys() <= READERS.built_in.keys()


@given(st.text(st.sampled_from("|*# -+:\n\t12a"), max_size=40))
def test_every_line_that_begins_so_is_seen(text: str) -> None:
    for line in text.split("\n"):
        bare = line.lstrip(" ")
        if bare.startswith("|"):
            assert Sign.PIPE in signs_in(text)
        if bare.startswith("*"):
            assert Sign.STAR in signs_in(text)
        if bare.startswith(("# ", "#\t")):
            assert Sign.H1 in signs_in(text)


@pytest.mark.parametrize("piece", [" ", "\n", "\n ", "\n|", "\n#", "-", "\n - "])
def test_looking_for_signs_costs_linear_time(piece: str) -> None:
    def prepare(size: int) -> Callable[[], object]:
        text = piece * size
        return lambda: signs_in(text)

    assert_linear(prepare, 30_000)
