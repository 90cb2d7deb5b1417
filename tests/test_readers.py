"""What holds for every built-in reader: the promises of the design, and that it keeps to its own format."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import paperdigest
from linear_cost import assert_linear
from paperdigest import Severity
from paperdigest.readers.registry import READERS
from paperdigest.readers.signs import SIGNS, signs_in
from reader_texts import any_for, broken, fixtures, ordinary

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from paperdigest import Document

NAMES = tuple(READERS.built_in)

each_reader = pytest.mark.parametrize("name", NAMES)


def assert_holds(document: Document, text: str) -> None:
    """The blocks are the text, papers stand in their digest, and findings in the text."""
    assert document.source == text
    assert "".join(text[block.span.start : block.span.end] for block in document.blocks) == text
    assert all(block.kind != "text" for block in document.blocks)
    ends = 0
    for digest in document.digests:
        assert digest.span is not None
        assert ends <= digest.span.start <= digest.span.end <= len(text)
        ends = digest.span.end
        for paper in digest.papers:
            assert paper.span is not None
            assert digest.span.start <= paper.span.start < paper.span.end <= digest.span.end
            if not (
                paper.title or paper.url or paper.authors or paper.summary or paper.abstract or paper.extra
            ):
                # A heading `### []()` is a paper all the same, and that is said.
                within = (
                    f for f in document.diagnostics if paper.span.start <= f.span.start < paper.span.end
                )
                assert "PD204" in {found.code.id for found in within}
            assert "" not in (paper.url, paper.abstract, paper.translated_title, paper.doi, *paper.categories)
            assert len({label for label, _ in paper.extra}) == len(paper.extra)
            assert len({link.url for link in paper.links}) == len(paper.links)
    places = [found.span.start for found in document.diagnostics]
    assert places == sorted(places)
    for found in document.diagnostics:
        assert 0 <= found.span.start <= found.span.end <= len(text)
        assert found.message


@each_reader
@given(data=st.data())
def test_every_text_gives_a_document_whose_blocks_are_the_text(name: str, data: st.DataObject) -> None:
    text = data.draw(any_for(name))
    own = paperdigest.reader(name)
    document = own.read(text, "x")
    assert (document.name, document.reader) == ("x", name)
    assert_holds(document, text)
    if not document.digests:
        assert any(found.code.id == "PD101" for found in document.diagnostics)
        assert any(found.severity is Severity.ERROR for found in document.diagnostics)


@each_reader
@given(data=st.data())
def test_what_a_reader_recognises_has_its_sign_and_a_digest(name: str, data: st.DataObject) -> None:
    text = data.draw(any_for(name))
    own = paperdigest.reader(name)
    if own.recognises(text):
        assert name not in SIGNS or SIGNS[name] & signs_in(text)
        assert own.read(text, "x").digests


@each_reader
@given(data=st.data())
def test_papers_survive_json(name: str, data: st.DataObject) -> None:
    papers = paperdigest.reader(name).read(data.draw(any_for(name)), "x").papers
    assert paperdigest.from_json(paperdigest.dumps(papers, "json")) == papers


@each_reader
@settings(max_examples=60)
@given(data=st.data())
def test_every_exporter_writes_whatever_was_read(name: str, data: st.DataObject) -> None:
    papers = paperdigest.reader(name).read(data.draw(any_for(name)), "x").papers
    for exporter in paperdigest.formats():
        paperdigest.dumps(papers, exporter)


@each_reader
@given(data=st.data())
def test_no_text_of_one_format_is_recognised_by_two_readers(name: str, data: st.DataObject) -> None:
    text = data.draw(broken(name, foreign=False))
    assert {other for other in NAMES if paperdigest.reader(other).recognises(text)} <= {name}


@each_reader
@given(data=st.data())
def test_line_ends_and_marks_do_not_matter(name: str, data: st.DataObject) -> None:
    text = data.draw(
        broken(name, foreign=False).filter(lambda text: "\r" not in text and "\ufeff" not in text)
    )
    own = paperdigest.reader(name)
    papers, entries = own.read(text, "x").papers, own.recognises(text)
    for changed in (text.replace("\n", "\r\n"), "\ufeff" + text, text.rstrip("\n")):
        assert own.read(changed, "x").papers == papers
        assert own.recognises(changed) == entries
    assert own.recognises(text.replace("\n", "\r")) == entries


@each_reader
@pytest.mark.parametrize("task", ["read", "recognises"])
def test_the_cost_grows_with_the_text(name: str, task: str) -> None:
    own = paperdigest.reader(name)
    run = own.recognises if task == "recognises" else partial(own.read, name="x")

    def repeated(times: int, text: str) -> Callable[[], object]:
        return partial(run, text * times)

    for text in fixtures(name).values():
        assert_linear(partial(repeated, text=text), max(1, 20_000 // len(text)))


@each_reader
def test_a_fixture_is_recognised_by_its_own_reader_or_by_none(name: str) -> None:
    for text in fixtures(name).values():
        assert {other for other in NAMES if paperdigest.reader(other).recognises(text)} <= {name}


def test_ordinary_markdown_is_recognised_by_no_reader() -> None:
    seen = 0
    for name, text in ordinary():
        seen += 1
        assert {other for other in NAMES if paperdigest.reader(other).recognises(text)} == set(), name
    # As many as there are where nothing but the tests is installed.
    assert seen >= 90


def test_a_text_that_holds_every_format_is_read_by_the_one_with_the_most_entries() -> None:
    text = "\n\n".join(next(iter(fixtures(name).values())) for name in NAMES)
    entries = {name: paperdigest.reader(name).recognises(text) for name in NAMES}
    assert paperdigest.loads(text).reader == max(entries, key=lambda name: entries[name])


# --- real digests


def test_every_sample_is_recognised_as_its_format_alone(dialects: Path, corpus: Path) -> None:
    folders = {name: dialects / name for name in NAMES} | {"daily-papers": corpus / "paper_logs"}
    seen = 0
    for name, folder in folders.items():
        for path in sorted(folder.rglob("*.md")) if folder.is_dir() else ():
            text = path.read_bytes().decode()
            found = {other for other in NAMES if paperdigest.reader(other).recognises(text)}
            assert found == {name} or (not found and "|---|" in text and text.count("\n") < 10), path
            seen += 1
    assert seen > 117
