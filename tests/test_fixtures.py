"""Each file in `fixtures/READER` shows a kind of drift of its format; the JSON beside it says what must come of it.

The folder is named for the reader, and the texts must find that reader by themselves. To add a case, write the
Markdown, run the tests with PAPERDIGEST_UPDATE_FIXTURES=1, and read what was written.
"""

from __future__ import annotations

import json
import os
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import attrs
import pytest

import paperdigest
from described import describe
from paperdigest import ArxivId, AuthorsOrder
from paperdigest.readers.registry import READERS

if TYPE_CHECKING:
    from paperdigest import Paper

FOLDER = Path(__file__).parent / "fixtures"
FOLDERS = {name: name.replace("-", "_") for name in READERS.built_in}
CASES = [
    f"{folder}/{path.stem}" for folder in FOLDERS.values() for path in sorted((FOLDER / folder).glob("*.md"))
]


def test_every_reader_has_fixtures_and_every_folder_a_reader() -> None:
    with_cases = {case.partition("/")[0] for case in CASES}
    assert with_cases == {*FOLDERS.values()}
    assert with_cases == {path.name for path in FOLDER.iterdir() if path.is_dir()}


@pytest.mark.parametrize("case", CASES)
def test_a_file_with_digests_finds_the_reader_of_its_folder(case: str) -> None:
    document = paperdigest.loads(read(case))
    if document.digests:
        assert document.reader is not None
        assert FOLDERS[document.reader] == case.partition("/")[0]
    else:
        assert document.reader is None


def read(case: str) -> str:
    return (FOLDER / f"{case}.md").read_bytes().decode("utf-8")


def expected(case: str) -> Any:
    return json.loads((FOLDER / f"{case}.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", CASES)
def test_a_file_is_read_as_the_json_beside_it_says(case: str) -> None:
    described = describe(paperdigest.loads(read(case)))
    if os.environ.get("PAPERDIGEST_UPDATE_FIXTURES"):
        text = json.dumps(described, ensure_ascii=False, indent=1) + "\n"
        (FOLDER / f"{case}.json").write_text(text, encoding="utf-8")
    assert described == expected(case)


@pytest.mark.parametrize("case", CASES)
def test_line_ends_of_another_kind_change_nothing(case: str) -> None:
    assert describe(paperdigest.loads(read(case).replace("\n", "\r\n"))) == expected(case)


@pytest.mark.parametrize("case", CASES)
def test_a_byte_order_mark_changes_nothing(case: str) -> None:
    assert describe(paperdigest.loads("\ufeff" + read(case))) == expected(case)


@pytest.mark.parametrize("case", CASES)
def test_a_missing_final_line_end_changes_nothing(case: str) -> None:
    assert describe(paperdigest.loads(read(case).rstrip("\n"))) == expected(case)


@pytest.mark.parametrize("case", CASES)
def test_the_blocks_are_the_source_end_to_end(case: str) -> None:
    for text in (read(case), read(case).replace("\n", "\r\n"), "\ufeff" + read(case).rstrip("\n")):
        document = paperdigest.loads(text)
        assert "".join(text[block.span.start : block.span.end] for block in document.blocks) == text


@pytest.mark.parametrize("case", CASES)
def test_both_round_trips_give_equal_papers(case: str) -> None:
    papers = paperdigest.loads(read(case)).papers
    assert paperdigest.from_json(paperdigest.dumps(papers, "json")) == papers
    written = paperdigest.dumps(papers, "markdown")
    assert paperdigest.loads(written).papers == tuple(map(in_markdown, papers))
    assert paperdigest.dumps(paperdigest.loads(written), "markdown") == written


LINE_ENDS = re.compile(r"[ ]*[\r\n]+[ ]*")


def in_markdown(paper: Paper) -> Paper:
    """A paper without what the canonical digest cannot say; the module of the exporter names it."""
    return attrs.evolve(
        paper,
        authors_order=AuthorsOrder.UNKNOWN,
        arxiv_id=ArxivId.parse(paper.url or ""),
        abstract=paper.abstract and re.sub(r"[\r\n]+", " ", paper.abstract),
        summary=tuple(
            attrs.evolve(point, text=LINE_ENDS.sub("\n", point.text)) if "\n" in point.text else point
            for point in paper.summary
        ),
        extra=tuple((label, LINE_ENDS.sub("\n", text)) for label, text in paper.extra),
    )
