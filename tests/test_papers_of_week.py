"""Weekly tables of papers: what is not shown by the fixtures."""

from __future__ import annotations

import datetime as dt
from functools import partial
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import paperdigest
from linear_cost import assert_linear
from paperdigest import Link, LinkKind
from paperdigest.readers.papers_of_week.cells import read_paper_cell

if TYPE_CHECKING:
    from collections.abc import Callable

    from paperdigest import Document

HEADER = "| **Paper**  | **Links** |\n| ------------- | ------------- |\n"
ROW = "| 1) **A Study** - It is small.  | [Paper](https://arxiv.org/abs/2301.00001), [Tweet](https://x.com/a/1) |\n"
WEEK = f"## Top Papers of the Week (January 1 - January 8) - 2023\n{HEADER}{ROW}"

reader = paperdigest.reader("papers-of-week")


def ids(document: Document) -> list[str]:
    return [found.code.id for found in document.diagnostics]


def read_row(paper: str, links: str) -> Document:
    return reader.read(f"## Week (January 1 - January 8) - 2023\n{HEADER}| {paper} | {links} |\n", "x")


def test_what_follows_a_rule_below_the_last_row_is_text_of_the_page() -> None:
    footer = "We choose by hand.\n\n[Subscribe](https://example.org/) to the letter.\n"
    document = reader.read(f"{WEEK}\n---\n\n{footer}", "x")
    assert document.diagnostics == ()
    assert [block.kind for block in document.blocks if block.kind != "blank"][-3:] == [
        "rule",
        "prose",
        "prose",
    ]
    assert ids(reader.read(f"{WEEK}\n{footer}", "x")) == ["PD109"]
    assert ids(reader.read(f"{WEEK}\n{footer}\n---\n{footer}", "x")) == ["PD109"]
    assert ids(reader.read(f"{WEEK}\n[Back to top](#top)\n\n{WEEK}", "x")) == ["PD105"]


def test_a_link_without_a_scheme_is_kept_as_it_is_written() -> None:
    document = read_row("1) **A** - B", "[Paper](arxiv.org/abs/2301.00001), [Code](https://example.org/c)")
    (paper,) = document.papers
    assert (paper.url, [link.label for link in paper.links]) == (None, ["Code"])
    assert paper.extra == (("Links", "[Paper](arxiv.org/abs/2301.00001)"),)
    assert ids(document) == ["PD201", "PD305"]


# --- recognition


def test_it_takes_the_header_and_a_number_to_be_recognised() -> None:
    assert reader.recognises(WEEK) == 1
    assert reader.recognises(f"# Page\n\n{WEEK}{ROW}\n{WEEK}") == 3
    assert reader.recognises(f"{HEADER}{ROW}") == 1
    assert reader.recognises(WEEK.replace("1) ", "")) == 0
    assert reader.recognises(WEEK.replace("**Links**", "**Year**")) == 0
    assert reader.recognises(WEEK.replace("**Paper** ", "**Talk**")) == 0
    assert (
        reader.recognises("| Paper | Authors | Summary | Links |\n|---|---|---|---|\n| 1) A | b | C | |\n")
        == 0
    )
    assert reader.recognises(f"```\n{WEEK}```\n") == 0
    assert reader.recognises("    " + WEEK.replace("\n", "\n    ")) == 0


def test_a_table_with_neither_pipes_in_front_nor_dashes_is_too_little() -> None:
    bare = "Paper | Links\n1) **A** - B | [Paper](https://arxiv.org/abs/2301.00001)\n"
    assert reader.recognises(bare) == reader.recognises(bare.replace("\n", "\r\n")) == 0
    assert reader.recognises(bare.replace("\n", "\n--- | ---\n", 1)) == 1
    assert len(reader.read(bare, "x").papers) == 1


def test_a_stray_fence_hides_no_week() -> None:
    assert len(reader.read(f"{WEEK}\n```\n\n{WEEK}\n```\n", "x").digests) == 2


# --- years


def weeks(*headings: str, above: str = "") -> list[str]:
    """The days that are read for some headings of weeks, and in brackets what a guessed year was taken from."""
    text = above + "\n".join(f"## {heading}\n{HEADER}{ROW}" for heading in headings)
    document = reader.read(text, "x")
    lines = {
        found.span.start: found.arguments[1] for found in document.diagnostics if found.code.id == "PD526"
    }
    read = []
    for digest in document.digests:
        assert digest.span is not None
        source = lines.get(digest.span.start)
        read.append(f"{digest.date} {digest.date_end}" + (f" ({source})" if source else ""))
    return read


def test_a_heading_with_a_year_is_no_guess() -> None:
    assert weeks("Week (Dec 30 - Jan 5) - 2025") == ["2024-12-30 2025-01-05"]


def test_a_list_of_weeks_says_the_year() -> None:
    index = "## 2023\n\n- [Week (Jan 1-8)](#a)\n\n## 2022\n\n- [Week (Dec 19-25)](#b)\n\n"
    assert weeks("Week (January 1 - January 8)", "Week (Dec 19 - Dec 25)", above=index) == [
        "2023-01-01 2023-01-08 (the list of weeks)", "2022-12-19 2022-12-25 (the list of weeks)"
    ]  # fmt: skip


@pytest.mark.parametrize("year", ["# 2023", "**2023**", "<summary>2023</summary>", "### 2023年:"])
def test_a_list_of_weeks_has_its_years_in_headings_or_in_bold(year: str) -> None:
    assert weeks("Week (Jan 1-8)", above=f"{year}\n\n* [Week (Jan 1-8)](#a)\n\n# Weeks\n\n") == [
        "2023-01-01 2023-01-08 (the list of weeks)"
    ]


def test_an_item_of_a_list_may_lead_anywhere() -> None:
    for target in ("#week-jan-1-8---2020", "https://example.org/2012/a"):
        assert weeks("Week (Jan 1-8)", above=f"## 2023\n\n- [Week (Jan 1-8)]({target})\n\n") == [
            "2023-01-01 2023-01-08 (the list of weeks)"
        ]


def test_days_that_the_list_has_in_two_years_are_not_taken_from_it() -> None:
    index = "## 2024\n\n- [Week (Jan 1-8)](#a)\n\n## 2023\n\n- [Week (Jan 1-8)](#b)\n\n"
    assert weeks("Week (Jan 1-8)", above=index) == ["None None"]


def test_a_list_below_another_heading_says_no_year() -> None:
    assert weeks("Week (Jan 1-8)", above="## 2023\n\n## Links\n\n- [Week (Jan 1-8)](#a)\n\n") == ["None None"]


def test_a_heading_of_a_year_above_says_it_too() -> None:
    assert weeks("Week (Jan 1-8)", above="# 2023\n\n") == ["2023-01-01 2023-01-08 (the heading above)"]
    assert weeks("Week (Jan 1-8)", above="# 2023\n\n# Weeks\n\n") == ["None None"]


@pytest.mark.parametrize("order", [1, -1])
def test_the_weeks_around_say_the_year_in_either_order(order: int) -> None:
    headings = ["Week (Jan 6 - Jan 12) - 2025", "Week (Dec 30-Jan 5)", "Week (Dec 23-29)", "Week (Dec 16-22)"]
    found = ["2025-01-06 2025-01-12"] + [
        f"{days} (the weeks around it)"
        for days in ("2024-12-30 2025-01-05", "2024-12-23 2024-12-29", "2024-12-16 2024-12-22")
    ]
    assert weeks(*headings[::order]) == found[::order]


def test_weeks_that_are_far_away_say_nothing() -> None:
    assert weeks("Week (Jan 6 - Jan 12) - 2025", "Week (Oct 1-7)", "Week (Dec 23-29)") == [
        "2025-01-06 2025-01-12", "None None", "None None"
    ]  # fmt: skip


def test_where_the_weeks_above_and_below_do_not_agree_there_is_no_year() -> None:
    assert weeks("Week (Jan 6-12) - 2025", "Week (Dec 23-29)", "Week (Dec 16-22) - 2022")[1] == "None None"


def test_a_list_may_have_a_week_of_new_year_under_either_year() -> None:
    for year in ("2023", "2024"):
        index = f"## {year}\n\n- [Week (Dec 26 - Jan 1)](#a)\n\n"
        headings = ["Week (Jan 2-8) - 2024", "Week (Dec 26 - Jan 1)"]
        assert weeks(*headings, above=index)[1] == "2023-12-26 2024-01-01 (the list of weeks)"
    index = "## 2023\n\n- [Week (Dec 26 - Jan 1)](#a)\n\n"
    assert weeks("Week (Dec 26 - Jan 1)", above=index) == ["2022-12-26 2023-01-01 (the list of weeks)"]


def test_without_any_sign_of_a_year_there_is_no_date() -> None:
    document = reader.read(WEEK.replace(" - 2023", ""), "x")
    assert (document.digests[0].date, document.papers[0].date) == (None, None)
    assert ids(document) == ["PD102"]


def test_days_that_never_were_are_an_error() -> None:
    assert ids(reader.read(WEEK.replace("January 8", "January 38"), "x")) == ["PD103"]


def test_a_heading_with_one_day_is_that_day() -> None:
    (digest,) = reader.read(f"# The week to January 8, 2023\n\n{HEADER}{ROW}", "x").digests
    assert (digest.date, digest.date_end) == (dt.date(2023, 1, 8), None)


def test_a_week_again_is_said_and_a_week_without_papers_too() -> None:
    assert ids(reader.read(f"{WEEK}\n{WEEK}", "x")) == ["PD105"]
    assert ids(reader.read("## Week (Jan 1 - Jan 8) - 2023\n\nSoon.\n", "x")) == ["PD106", "PD109"]


@settings(max_examples=40)
@given(st.dates(dt.date(2000, 1, 1), dt.date(2060, 1, 1)), st.lists(st.booleans(), min_size=3, max_size=9))
def test_one_year_is_enough_for_a_row_of_weeks(first: dt.date, named: list[bool]) -> None:
    named[0] = True
    headings, expected = [], []
    for number, has_year in enumerate(named):
        begin = first + dt.timedelta(7 * number)
        end = begin + dt.timedelta(6)
        headings.append(
            f"Week ({begin:%B} {begin.day} - {end:%B} {end.day})" + (f" - {end:%Y}" if has_year else "")
        )
        expected.append(f"{begin} {end}")
    assert [days.partition(" (")[0] for days in weeks(*headings)] == expected
    assert [days.partition(" (")[0] for days in weeks(*reversed(headings))] == expected[::-1]


# --- cells


@pytest.mark.parametrize(
    ("cell", "rank", "title", "points", "usual"),
    [
        ("1) **A** - B", 1, "A", ("B",), True),
        ("12. **A: B** : C", 12, "A: B", ("C",), True),
        ("**1) A** — B", 1, "A", ("B",), True),
        ("#3) **A.** B", 3, "A.", ("B",), True),
        ("1） **A**：B", 1, "A", ("B",), True),
        ("1) **A** B <br> C", 1, "A", ("B", "C"), True),
        ("1) **A** - B: <br><br>  ● C <br>● **D**: E", 1, "A", ("B:", "C", "**D**: E"), True),
        ("1) **A** ● B ● C", 1, "A", ("B", "C"), True),
        ("1) **A** - B<br/>- C<br />* D", 1, "A", ("B", "C", "D"), True),
        ("1) **A** - -1 is a number", 1, "A", ("-1 is a number",), True),
        ("1) **A** -1 is a number", 1, "A", ("-1 is a number",), True),
        ("1) <b>A</b> - B", 1, "A", ("B",), True),
        ("1) __A__ - B", 1, "A", ("B",), True),
        ("1) [A](u) - B", 1, "A", ("B",), True),
        ("1) [[A] C](u): B", 1, "[A] C", ("B",), True),
        ("1) A: B  C - D", 1, "A: B", ("C - D",), False),
        ("1) A - B  C", 1, "A", ("B  C",), False),
        ("1) A: B", 1, "A", ("B",), False),
        ("1) A<br>B", 1, "A", ("B",), False),
        ("1) A-B", 1, "A-B", (), False),
        ("3D **A** - B", None, "3D **A**", ("B",), False),
        ("2.5D Views - B", None, "2.5D Views", ("B",), False),
        ("1)", 1, "", (), False),
        ("", None, "", (), False),
        ("1) **A", 1, "**A", (), False),
    ],
)  # fmt: skip
def test_a_cell_is_rank_title_and_points(
    cell: str, rank: int | None, title: str, points: tuple[str, ...], usual: bool
) -> None:
    found = read_paper_cell(cell)
    assert (found.rank, found.title, found.points, found.usual) == (rank, title, points, usual)


TITLES = st.text(st.sampled_from("abé :-–()$."), min_size=1, max_size=20).map(lambda text: f"A{text}Z")


@settings(max_examples=50)
@given(st.integers(1, 999), TITLES, st.lists(TITLES, max_size=4))
def test_any_bold_title_and_its_points_are_read_as_written(rank: int, title: str, points: list[str]) -> None:
    found = read_paper_cell(f"{rank}) **{title}** - " + " <br>● ".join(points))
    assert (found.rank, found.title, found.points) == (rank, title, tuple(points))


def test_a_label_of_a_point_is_its_label() -> None:
    (paper,) = read_row("1) **A** - B <br>● **New**: C", "[Paper](https://arxiv.org/abs/2301.00001)").papers
    assert [(point.label, point.text) for point in paper.summary] == [(None, "B"), ("New", "C")]


# --- links and ranks


@pytest.mark.parametrize(
    ("links", "url", "codes"),
    [
        (
            "[Tweet](https://x.com/1), [Paper](https://arxiv.org/abs/2301.00001)",
            "https://arxiv.org/abs/2301.00001",
            [],
        ),
        ("[PDF](https://a.example/a.pdf), [Paper](https://b.example)", "https://b.example", ["PD203"]),
        (
            "[A](https://a.example/a.pdf) [B](https://openreview.net/b)",
            "https://a.example/a.pdf",
            ["PD203"],
        ),
        (
            "[A](https://a.example/a.pdf) https://arxiv.org/abs/2301.00001",
            "https://arxiv.org/abs/2301.00001",
            [],
        ),
        ("[Blog](https://a.example), [Code](https://github.com/a/b)", None, ["PD201"]),
        ("", None, ["PD201", "PD524"]),
    ],
)
def test_the_paper_is_where_its_label_says(links: str, url: str | None, codes: list[str]) -> None:
    document = read_row("1) **A** - B", links)
    assert (document.papers[0].url, ids(document)) == (url, codes)
    assert url not in [link.url for link in document.papers[0].links]


@pytest.mark.parametrize("between", [", ", " ", "", " , ", "; ", " / ", "<br>", " | "])
def test_links_are_separated_by_anything_or_nothing(between: str) -> None:
    links = between.join(
        ("[Paper](https://arxiv.org/abs/2301.00001)", "[Code](https://a.example)", "[Tweet](https://x.com/1)")
    )
    (paper,) = read_row("1) **A** - B", links).papers
    assert (paper.title, paper.summary[0].text, paper.url) == ("A", "B", "https://arxiv.org/abs/2301.00001")
    assert paper.links == (
        Link(url="https://a.example", label="Code", kind=LinkKind.CODE),
        Link(url="https://x.com/1", label="Tweet"),
    )
    assert paper.extra == ()


def test_words_among_the_links_are_kept() -> None:
    (paper,) = read_row("1) **A** - B", "[Paper](https://arxiv.org/abs/2301.00001), code soon").papers
    assert paper.extra == (("Links", "code soon"),)


def test_the_rank_is_the_place_unless_the_row_says_another() -> None:
    rows = ROW + ROW.replace("1) ", "2) ") + ROW.replace("1) ", "7) ") + ROW.replace("| 1) ", "| ")
    papers = reader.read(WEEK.replace(ROW, rows), "x").papers
    assert [paper.extra for paper in papers] == [(), (), (("Rank", "7"),), ()]
    assert all(paper.votes is None and paper.authors_complete is None for paper in papers)


# --- cost


@pytest.mark.parametrize(
    "piece",
    ["## Week (Jan 1-8)\n", "## 2023\n\n- [Week (Jan 1-8)](#a)\n\n", f"## Week (Jan 1-8)\n{HEADER}{ROW}", "- Jan 1-8\n",
     ROW, HEADER, "| ", "|", "| Paper |", "| 1)\n", "1) a\n", "\n\n| 1) a | b |", "(", "```\n"],
)  # fmt: skip
@pytest.mark.parametrize("task", ["read", "recognises"])
def test_hostile_text_costs_linear_time(piece: str, task: str) -> None:
    run = reader.recognises if task == "recognises" else partial(reader.read, name="x")

    def prepare(size: int) -> Callable[[], object]:
        return partial(run, WEEK + piece * size)

    assert_linear(prepare, 200)


@pytest.mark.parametrize("piece", [" ", "**", "<br>", "●", " - ", ": ", "[", "[a](b)", "|", "1)", "*"])
def test_hostile_rows_cost_linear_time(piece: str) -> None:
    def prepare(size: int) -> Callable[[], object]:
        return partial(reader.read, WEEK + f"| 2) a{piece * size} | {piece * size} |\n", "x")

    assert_linear(prepare, 2_000)
