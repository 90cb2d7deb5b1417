"""The model: values that compare by content, pickle, and hold identifiers that are identifiers."""

from __future__ import annotations

import copy
import pickle

import attrs
import pytest
from hypothesis import given

import paperdigest
from paperdigest import ArxivId, Document, Paper, Point, Span
from strategies import papers

IDS = [
    ("2403.04652", "2403.04652", None),
    ("2403.04652v2", "2403.04652", 2),
    ("arXiv:2403.04652", "2403.04652", None),
    ("0704.0001", "0704.0001", None),
    ("hep-th/9901001v3", "hep-th/9901001", 3),
    ("math.GT/0309136", "math.GT/0309136", None),
    ("https://arxiv.org/abs/2403.04652", "2403.04652", None),
    ("http://arxiv.org/abs/2403.04652v1", "2403.04652", 1),
    ("https://www.arxiv.org/pdf/2403.04652.pdf", "2403.04652", None),
    ("https://arxiv.org/pdf/2403.04652v2.pdf", "2403.04652", 2),
    ("https://export.arxiv.org/html/2403.04652", "2403.04652", None),
    ("HTTPS://ArXiv.org/abs/hep-th/9901001", "hep-th/9901001", None),
    ("https://huggingface.co/papers/2403.04652", "2403.04652", None),
    ("https://huggingface.co/papers/2403.04652#community", "2403.04652", None),
    ("https://www.alphaxiv.org/abs/2403.04652", "2403.04652", None),
    ("https://ar5iv.labs.arxiv.org/html/2403.04652", "2403.04652", None),
    ("https://doi.org/10.48550/arXiv.2403.04652", "2403.04652", None),
]
NO_IDS = [
    "", "2403", "2413.00001", "2403.123", "2403.123456", "2403.04652v0", "2403.04652v", "hep-th/9913001",
    "https://example.org/abs/2403.04652", "https://arxiv.org/list/cs.CL", "https://arxiv.org/abs/2403.04652x",
    "https://notarxiv.org/abs/2403.04652", "２４０３.04652", "2403.04652v" + "1" * 5000,
]  # fmt: skip


@pytest.mark.parametrize(("text", "bare", "version"), IDS)
def test_ids_are_read_from_ids_and_urls(text: str, bare: str, version: int | None) -> None:
    assert ArxivId.parse(text) == ArxivId(bare, version)


@pytest.mark.parametrize("text", NO_IDS)
def test_what_is_no_id_is_not_read_as_one(text: str) -> None:
    assert ArxivId.parse(text) is None


@pytest.mark.parametrize("text", ["", "x", "2413.00001", "2403.04652v2", "https://arxiv.org/abs/2403.04652"])
def test_an_id_made_by_hand_must_be_one(text: str) -> None:
    with pytest.raises(ValueError, match="no arXiv id"):
        ArxivId(text)


@pytest.mark.parametrize(
    ("text", "year", "month"),
    [("2403.04652", 2024, 3), ("0704.0001", 2007, 4), ("hep-th/9112001", 1991, 12), ("cs/0012001", 2000, 12)],
)
def test_an_id_tells_year_and_month(text: str, year: int, month: int) -> None:
    arxiv_id = ArxivId(text)
    assert (arxiv_id.year, arxiv_id.month) == (year, month)


def test_an_id_gives_addresses_and_a_doi() -> None:
    arxiv_id = ArxivId("2403.04652", 2)
    assert str(arxiv_id) == "2403.04652v2"
    assert arxiv_id.abs_url == "https://arxiv.org/abs/2403.04652v2"
    assert arxiv_id.pdf_url == "https://arxiv.org/pdf/2403.04652v2"
    assert arxiv_id.doi == "10.48550/arXiv.2403.04652"


def test_spans_do_not_count_when_papers_are_compared() -> None:
    one, other = Paper(title="T", span=Span(0, 1)), Paper(title="T", span=Span(5, 9))
    assert one == other
    assert hash(one) == hash(other)
    assert "span" not in repr(one)


def test_evolve_keeps_the_span() -> None:
    assert attrs.evolve(Paper(title="T", span=Span(0, 1)), title="U").span == Span(0, 1)


def test_values_cannot_be_changed() -> None:
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        Paper(title="T").title = "U"  # type: ignore[misc]
    with pytest.raises(AttributeError):
        Point(text="T").other = 1  # type: ignore[attr-defined]


@given(papers())
def test_papers_hash_copy_and_pickle(paper: Paper) -> None:
    assert hash(paper) == hash(copy.deepcopy(paper))
    again = pickle.loads(pickle.dumps(paper))
    assert again == paper
    assert again.span == paper.span


def document() -> Document:
    return paperdigest.loads(
        "## Daily Papers (2024-03-08)\n\n### [T](https://arxiv.org/abs/2401.00001)\n\nVote: x\n"
    )


def test_documents_pickle_before_and_after_their_blocks_were_asked_for() -> None:
    fresh, used = document(), document()
    assert used.blocks
    for doc in (fresh, used):
        again = pickle.loads(pickle.dumps(doc))
        assert again == doc
        assert again.blocks == used.blocks
        assert again.diagnostics == doc.diagnostics
    assert document().blocks is not used.blocks
    assert used.blocks is used.blocks


def test_a_document_shows_briefly() -> None:
    assert len(repr(document())) < 1500
