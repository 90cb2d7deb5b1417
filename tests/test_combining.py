"""Several digests of one paper: one paper with the best facts of each, and a report of what they cannot agree on."""

from __future__ import annotations

import datetime as dt
from functools import partial
from typing import TYPE_CHECKING

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

import paperdigest
from linear_cost import assert_linear
from paperdigest import (
    ArxivId,
    AuthorsOrder,
    Digest,
    Document,
    Link,
    Media,
    MediaKind,
    Paper,
    Point,
    Span,
    combine,
)
from paperdigest.combining import CombineReport, Disagreement, Statement
from paperdigest.model import Tiling
from strategies import papers

if TYPE_CHECKING:
    from collections.abc import Callable

ID = ArxivId("2401.00001")
BARE = Paper(title="A Small Study", url="https://arxiv.org/abs/2401.00001", arxiv_id=ID)
# What three digests of different formats know of it.
VOTED = attrs.evolve(
    BARE,
    date=dt.date(2024, 1, 3),
    votes=12,
    authors=("Cy Do", "Ann Bo"),
    authors_complete=True,
    media=(Media(kind=MediaKind.IMAGE, url="https://example.org/a.png"),),
    summary=(Point(text="작다.", label="새로운 점"),),
)
FIRST_AUTHOR = attrs.evolve(
    BARE,
    url="http://arxiv.org/abs/2401.00001v2",
    arxiv_id=ArxivId("2401.00001", 2),
    date=dt.date(2024, 2, 9),
    authors=("Ann Bo",),
    authors_complete=False,
    authors_order=AuthorsOrder.PAPER,
    tags=("small",),
    links=(Link(url="https://github.com/a/b", label="link"),),
)
COMPLETE = attrs.evolve(
    BARE,
    translated_title="小研究",
    date=dt.date(2024, 1, 2),
    votes=3,
    authors=("Ann Bo", "Cy Do"),
    authors_complete=True,
    authors_order=AuthorsOrder.PAPER,
    abstract="We study something small.",
    categories=("cs.CL", "cs.LG"),
    doi="10.1000/small",
    extra=(("Relevance", "8"),),
)


def document(name: str, *found: Paper) -> Document:
    return Document(
        source="", name=name, reader="x", digests=(Digest(papers=found),), tiling=Tiling((), (0,))
    )


def combined(*found: Paper) -> tuple[Paper, tuple[Disagreement, ...]]:
    """What comes of one paper in documents a.md, b.md, and so on."""
    made, report = combine(
        document(f"{letter}.md", paper) for letter, paper in zip("abcdefg", found, strict=False)
    )
    (paper,) = made
    return paper, report.disagreements


def test_a_paper_of_three_digests_is_one_with_the_best_facts_of_each() -> None:
    paper, disagreements = combined(VOTED, FIRST_AUTHOR, COMPLETE)
    assert paper == Paper(
        title="A Small Study",
        translated_title="小研究",
        url="https://arxiv.org/abs/2401.00001",
        arxiv_id=ID,
        date=dt.date(2024, 1, 2),
        votes=12,
        authors=("Ann Bo", "Cy Do"),
        authors_complete=True,
        authors_order=AuthorsOrder.PAPER,
        media=VOTED.media,
        summary=VOTED.summary,
        abstract=COMPLETE.abstract,
        categories=("cs.CL", "cs.LG"),
        tags=("small",),
        doi="10.1000/small",
        links=FIRST_AUTHOR.links,
        extra=COMPLETE.extra,
    )
    assert disagreements == ()


def test_the_order_of_the_digests_changes_no_fact() -> None:
    one, _ = combined(VOTED, FIRST_AUTHOR, COMPLETE)
    other, _ = combined(COMPLETE, FIRST_AUTHOR, VOTED)
    assert one == other


def test_what_digests_say_of_a_paper_adds_up() -> None:
    one = attrs.evolve(
        BARE, tags=("a", "b"), summary=(Point(text="x"),), extra=(("Note", "1"), ("Score", "8"))
    )
    other = attrs.evolve(
        BARE,
        tags=("b", "c"),
        summary=(Point(text="x"), Point(text="y")),
        extra=(("Note", "2"), ("Score", "8")),
    )
    paper, _ = combined(one, other)
    assert paper.tags == ("a", "b", "c")
    assert paper.summary == (Point(text="x"), Point(text="y"))
    assert paper.extra == (("Note", "1\n2"), ("Score", "8"))


def test_a_paper_that_appears_once_stays_as_it_is_but_for_its_place() -> None:
    paper = attrs.evolve(VOTED, span=Span(3, 9))
    made, report = combine([document("a.md", paper)])
    assert made == (VOTED,)
    assert made[0].span is None
    assert report == CombineReport(appearances=1, papers=1)


def test_the_address_is_that_on_arxiv() -> None:
    shown = attrs.evolve(COMPLETE, url="https://huggingface.co/papers/2401.00001")
    paper, _ = combined(shown, BARE)
    assert (paper.url, paper.arxiv_id) == (BARE.url, ID)
    elsewhere = attrs.evolve(BARE, url="https://example.org/p", arxiv_id=None, doi="10.1000/small")
    paper, _ = combined(elsewhere, COMPLETE)
    assert paper.url == BARE.url


# --- disagreements


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"title": "A Large Study"}, "title"),
        ({"authors": ("Ann Bo", "Eva Fu")}, "authors"),
        ({"authors": ("Ann Bo", "Cy Do", "Eva Fu")}, "authors"),
        ({"authors": ("Cy Do",), "authors_complete": False}, "authors"),
        ({"authors": ("Ann Bo", "Cy Do", "Eva Fu"), "authors_complete": False}, "authors"),
        ({"abstract": "We study something else."}, "abstract"),
        ({"categories": ("cs.LG", "cs.CL")}, "categories"),
        ({"doi": "10.1000/large"}, "doi"),
    ],
)
def test_digests_that_cannot_both_be_right_are_reported(change: dict[str, object], field: str) -> None:
    _, (found,) = combined(COMPLETE, attrs.evolve(COMPLETE, **change))  # type: ignore[arg-type]
    assert (found.paper, found.field) == ("arxiv:2401.00001", field)
    assert found.taken.source == "a.md"
    assert [other.source for other in found.others] == ["b.md"]
    assert found.taken.value != found.others[0].value


@pytest.mark.parametrize(
    "change",
    [
        {"title": "A  small study"},
        {"title": "A **Small** Study"},
        {"authors": ("A. Bo", "C. Do")},
        {"authors": ("Ann Bó", "Cy DO")},
        {"authors": ("Cy Do", "Ann Bo"), "authors_order": AuthorsOrder.UNKNOWN},
        {"authors": ("Ann Bo",), "authors_complete": False},
        {"authors": ("Cy Do",), "authors_complete": False, "authors_order": AuthorsOrder.UNKNOWN},
        {"authors": ("bo42", "xyz"), "authors_complete": None},
        {"authors": ("bo42", "xyz"), "authors_complete": False, "authors_order": AuthorsOrder.UNKNOWN},
        {"authors": (), "authors_complete": None},
        {"abstract": "We study something"},
        {"abstract": "We study\nsomething small."},
        {"abstract": None, "doi": None, "categories": ()},
        {"doi": "10.1000/SMALL"},
        {"votes": 99, "date": dt.date(2025, 1, 1), "translated_title": "另一个"},
        {"url": "http://arxiv.org/pdf/2401.00001v3", "arxiv_id": ArxivId("2401.00001", 3)},
    ],
)
def test_other_spellings_versions_days_and_votes_are_no_disagreement(change: dict[str, object]) -> None:
    assert combined(COMPLETE, attrs.evolve(COMPLETE, **change))[1] == ()  # type: ignore[arg-type]
    assert combined(attrs.evolve(COMPLETE, **change), COMPLETE)[1] == ()  # type: ignore[arg-type]


def test_of_two_abstracts_of_which_one_was_cut_off_the_whole_one_is_taken() -> None:
    cut = attrs.evolve(COMPLETE, abstract="We study")
    assert combined(cut, attrs.evolve(VOTED, abstract=COMPLETE.abstract))[0].abstract == COMPLETE.abstract


def test_a_disagreement_names_what_was_taken_and_every_source_against_it_in_order() -> None:
    large = attrs.evolve(VOTED, title="A Large Study")
    huge = attrs.evolve(FIRST_AUTHOR, title="A Huge Study")
    paper, (found,) = combined(large, huge, COMPLETE)
    assert paper.title == "A Small Study"
    assert found.taken == Statement("A Small Study", "c.md")
    assert found.others == (Statement("A Large Study", "a.md"), Statement("A Huge Study", "b.md"))


def test_a_doi_of_two_papers_is_doubtful_and_makes_them_not_one() -> None:
    other = attrs.evolve(COMPLETE, url="https://arxiv.org/abs/2401.00002", arxiv_id=ArxivId("2401.00002"))
    made, report = combine([document("a.md", COMPLETE, other)])
    assert len(made) == 2
    assert report.doubts == (("doi 10.1000/small", ("arxiv:2401.00001", "arxiv:2401.00002")),)


# --- properties


@given(st.lists(papers(), max_size=6))
def test_combining_again_changes_nothing(found: list[Paper]) -> None:
    made, report = combine([document("a.md", *found)])
    again, second = combine([document("b.md", *made)])
    assert again == made
    assert report.appearances == len(found)
    assert report.papers == second.appearances == second.papers == len(made)


@given(st.lists(papers(), max_size=4))
def test_nothing_that_digests_say_of_a_paper_is_lost(found: list[Paper]) -> None:
    made, _ = combine([document("a.md", *found)])
    for kind in ("tags", "categories", "summary", "media", "links"):
        before = {getattr(each, "url", each) for paper in found for each in getattr(paper, kind)}
        assert {getattr(each, "url", each) for paper in made for each in getattr(paper, kind)} == before


def test_combining_costs_linear_time() -> None:
    def prepare(size: int) -> Callable[[], object]:
        many = [
            attrs.evolve(COMPLETE, arxiv_id=None, url=f"https://example.org/{n}", doi=None)
            for n in range(size)
        ]
        same = [attrs.evolve(COMPLETE, title=f"T{n}") for n in range(size)]
        return partial(combine, [document("a.md", *many, *same)])

    assert_linear(prepare, 300)


def test_documents_are_taken_one_at_a_time() -> None:
    alive: list[str] = []

    def documents() -> object:
        for letter in "ab":
            alive.append(letter)
            yield document(f"{letter}.md", VOTED)

    assert len(combine(documents())[0]) == 1  # type: ignore[arg-type]
    assert alive == ["a", "b"]
    assert paperdigest.combine is combine
