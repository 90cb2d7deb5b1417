"""Real digests that a language model has annotated, where they are there: all of each is read, as its records say."""

from __future__ import annotations

import json
import re
from collections import Counter
from typing import TYPE_CHECKING, Any

import pytest

import paperdigest
from paperdigest import Severity

if TYPE_CHECKING:
    from pathlib import Path

    from paperdigest import Document, Paper


@pytest.fixture(scope="module")
def documents(dialects: Path) -> dict[str, Document]:
    folder = dialects / "ai-enhanced"
    return {
        path.relative_to(folder).as_posix(): paperdigest.load(path) for path in sorted(folder.rglob("*.md"))
    }


def test_every_paper_of_a_sample_is_read_and_no_line_is_unknown(documents: dict[str, Document]) -> None:
    assert sum(len(document.papers) for document in documents.values()) == 308
    for name, document in documents.items():
        assert document.reader == "ai-enhanced"
        assert len(document.papers) == len(re.findall(r"^### ", document.source, re.MULTILINE))
        assert {found.severity for found in document.diagnostics} <= {Severity.INFO}, name
        assert not {"unknown", "prose", "heading"} & {
            block.kind for block in document.blocks if block.span.start > 200
        }
        (digest,) = document.digests
        assert str(digest.date) == name.partition("/")[2].removesuffix(".md")
        assert all(paper.date == digest.date for paper in digest.papers)


def test_the_totals_of_a_sample_are_those_of_its_groups(documents: dict[str, Document]) -> None:
    for document in documents.values():
        told = {
            name: int(total)
            for name, total in re.findall(r"\[(\S+)\]\(#\S+\) \[Total: (\d+)\]", document.source)
        }
        read = Counter(paper.categories[0] for paper in document.papers if paper.categories)
        assert read == told


def test_every_field_of_a_sample_equals_its_record(documents: dict[str, Document], dialects: Path) -> None:
    seen = 0
    for name, document in documents.items():
        path = dialects / "ai-enhanced" / f"{name.removesuffix('.md')}_AI_enhanced_Chinese.jsonl"
        if not path.is_file():
            continue
        records = {record["id"]: record for record in map(json.loads, path.read_text("utf-8").splitlines())}
        for paper in document.papers:
            assert_equals(paper, records.pop(str(paper.arxiv_id)), name)
            seen += 1
        assert records == {}
    assert seen == 99


def assert_equals(paper: Paper, record: dict[str, Any], name: str) -> None:
    """What the Markdown says of a paper is what the record says, to the last line end.

    Markdown of this format has neither the comment nor any category but the first; before May 2025 not even that.
    """
    assert paper.title == record["title"]
    assert paper.url == record["abs"]
    assert paper.authors == tuple(record["authors"])
    assert paper.abstract == record["summary"]
    assert paper.categories == (() if "2025-03-21" in name else tuple(record["categories"][:1]))
    said = {(point.label or "").lower().replace(";", ""): point.text for point in paper.summary}
    assert said == record["AI"]
    assert all(point.children == () for point in paper.summary)
    assert (paper.tags, paper.extra) == ((), ())
