"""Keys of citations. The tables are the specification; anyone can add a line."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

import paperdigest
from linear_cost import assert_linear
from paperdigest.exporters.citation import citation
from paperdigest.exporters.citation_key import check_template, citation_key
from paperdigest.model import ArxivId, Paper
from strategies import papers

if TYPE_CHECKING:
    from collections.abc import Callable

PAPER = Paper(
    title="A $^{2}$Tool for *Tests*",
    arxiv_id=ArxivId("2403.04652", 2),
    authors=("Benjamin Van Durme", "Jane Doe"),
)

KEYS = [
    ("{id}", "arxiv:2403.04652"),
    ("x/{id}", "x/arxiv:2403.04652"),
    ("{id}-{author}", "arxiv:2403.04652-vandurme"),
    ("{author}_{id}", "vandurme_arxiv:2403.04652"),
    ("{author}{year}{word}", "vandurme20242tool:2403.04652"),
    ("{author}+{year}", "vandurme+2024:2403.04652"),
    ("digest", "digest:2403.04652"),
]


@pytest.mark.parametrize(("template", "expected"), KEYS)
def test_a_key_is_made_as_its_template_says(template: str, expected: str) -> None:
    assert citation_key(citation(PAPER), template) == expected


AUTHORS = [
    ("Jiří Navrátil", "navratil"),
    ("Luciano Del Corro", "delcorro"),
    ("José Ortega y Gasset", "ortegaygasset"),
    ("Wesley O'Neill", "oneill"),
    ("Jean-Luc Saint-Exupéry", "saintexupery"),
    ("Bjørn Ødegård", "odegard"),
    ("Paweł Łuk", "luk"),
    ("Jan Großß", "grossss"),
    ("Nguyễn Văn An", "nguyen"),
    ("İpek Işık", "isik"),
    ("Gemini Team", "geminiteam"),
    ("01. AI", "01ai"),
    ("Anshumann", "anshumann"),
    ("홍길동", "anon"),
    ("王 小明", "anon"),
    ("Ωμέγα Ψ", "anon"),
    ("Jane " + "x" * 100, "x" * 40),
]


@pytest.mark.parametrize(("name", "expected"), AUTHORS)
def test_an_author_is_folded_to_letters_and_digits(name: str, expected: str) -> None:
    paper = Paper(title="T", arxiv_id=ArxivId("2403.04652"), authors=(name, "Jane Doe"))
    assert citation_key(citation(paper), "{author}-{id}") == f"{expected}-arxiv:2403.04652"


WORDS = [
    ("The Model", "model"),
    ("An A* Search", "a"),
    ("The A", "the"),
    ("— Models", "models"),
    ("GPT-4V(ision): x", "gpt4vision"),
    ("$1 Million", "1"),
    ("작은 LLM", "llm"),
    ("작은 모형", "untitled"),
    ("", "untitled"),
]


@pytest.mark.parametrize(("title", "expected"), WORDS)
def test_a_word_is_the_first_that_says_something(title: str, expected: str) -> None:
    paper = Paper(title=title, arxiv_id=ArxivId("2403.04652"))
    assert citation_key(citation(paper), "{word}-{id}") == f"{expected}-arxiv:2403.04652"


def test_what_is_not_known_of_a_paper_has_a_word_for_it() -> None:
    key = citation_key(citation(Paper(title="", url="https://example.org/a")), "{author}{year}{word}")
    assert key == "anonnodateuntitled:00bb5d48aac1a8ea"


WRONG = [
    ("", "must not be empty"),
    ("{id", "'{' cannot be in a key"),
    ("{{id}}", "'{' cannot be in a key"),
    ("{}", "there is no {}"),
    ("{doi}", r"there is no {doi} (placeholders: {id}, {author}, {year}, {word})"),
    ("{id.__class__}", "there is no {id.__class__}"),
    ("Paper-{id}", "'P' cannot be in a key"),
    ("{author} {id}", "' ' cannot be in a key"),
    ("{id},", "',' cannot be in a key"),
    ("é{id}", "'é' cannot be in a key"),
    ("{id}{word}", "behind {id} must stand"),
    ("{id}2", "behind {id} must stand"),
]


@pytest.mark.parametrize(("template", "message"), WRONG)
def test_a_template_that_cannot_make_keys_is_refused(template: str, message: str) -> None:
    with pytest.raises(paperdigest.OptionError, match=re.escape(message)):
        paperdigest.dumps([PAPER], "bibtex", key=template)


@pytest.mark.parametrize("unit", ["a ", "the ", "é", "한", "- "])
def test_time_grows_in_proportion_to_names_and_titles(unit: str) -> None:
    def prepare(length: int) -> Callable[[], object]:
        text = unit * (length // len(unit))
        facts = citation(Paper(title=text, authors=(f"Jane {text}",)))
        return lambda: citation_key(facts, "{author}{word}")

    assert_linear(prepare, 20_000)


_TEMPLATES = st.lists(
    st.sampled_from(["{id}", "{author}", "{year}", "{word}", *"a7.:_+/-"]), min_size=1, max_size=6
).map("".join)
_IDS = st.sampled_from(
    ["2403.0465", "2403.04652", "2403.04655", "th/9901001", "hep-th/9901001", "math.GT/0309136"]
)
_NAMES = st.sampled_from(["Jane Hep", "hep", "2", "Arxiv", "52", "a-hep"])


@st.composite
def _close_papers(draw: st.DrawFn) -> Paper:
    """Papers whose names and titles can be mistaken for parts of ids."""
    arxiv_id = ArxivId(draw(_IDS))
    return Paper(title=draw(_NAMES), arxiv_id=arxiv_id, authors=(draw(_NAMES),))


@given(_TEMPLATES, st.lists(st.one_of(_close_papers(), papers(surrogates=True)), max_size=6))
def test_no_two_papers_have_the_same_key_and_every_key_is_of_the_allowed_signs(
    template: str, items: list[Paper]
) -> None:
    try:
        check_template(template)
    except ValueError:
        assume(False)
    facts = [citation(item) for item in items]
    keys = {each.identity: citation_key(each, template) for each in facts}
    assert len(set(keys.values())) == len(keys)
    assert all(re.fullmatch(r"[a-z0-9:._+/-]+", key) for key in keys.values())
