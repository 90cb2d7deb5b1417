"""The sample corpus of real days, where it is there: every paper, field, point and medium is read.

What is expected is counted in the lines themselves, by rules that share nothing with the reader.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

import pytest

import paperdigest
from paperdigest import Document, MediaKind, Point, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture(scope="module")
def days(corpus: Path) -> list[Document]:
    return [paperdigest.load(path) for path in sorted((corpus / "paper_logs").rglob("*.md"))]


@pytest.fixture(scope="module")
def documents(corpus: Path, days: list[Document]) -> list[Document]:
    return [*days, *(paperdigest.load(path) for path in sorted((corpus / "pages").glob("*.md")))]


def test_the_corpus_is_whole(days: list[Document], documents: list[Document]) -> None:
    assert len(days) == 118
    assert len(documents) == 121


def test_nothing_in_it_is_an_error(documents: list[Document]) -> None:
    found = [finding for document in documents for finding in document.diagnostics]
    assert [finding for finding in found if finding.severity is Severity.ERROR] == []


def test_the_blocks_are_the_source(documents: list[Document]) -> None:
    for document in documents:
        assert "".join(document.source[b.span.start : b.span.end] for b in document.blocks) == document.source


def test_every_line_of_a_day_is_understood(days: list[Document]) -> None:
    kinds = Counter(block.kind for document in days for block in document.blocks)
    known = {"blank", "digest-heading", "paper-heading", "media", "votes", "authors", "point", "continuation"}
    assert set(kinds) == known


def test_only_the_prose_of_a_page_is_outside_of_papers(documents: list[Document]) -> None:
    for document in documents[118:]:
        kinds = Counter(block.kind for block in document.blocks)
        assert kinds["unknown"] == 0
        assert kinds["fence"] == 15
        assert kinds["prose"] == 5
        for block in document.blocks:
            if block.kind == "prose":
                line = document.source[block.span.start : block.span.end]
                assert not line.startswith(("- ", "Vote", "Authors", "###", "![]"))


def lines(document: Document) -> list[str]:
    """The lines of the digests, without the rest of a page."""
    first = document.digests[0].span
    last = document.digests[-1].span
    assert first is not None
    assert last is not None
    return re.split(r"\r\n|\r|\n", document.source[first.start : last.end])


def test_every_paper_is_read_with_its_title_and_id(documents: list[Document]) -> None:
    for document in documents:
        wanted = [
            (match[1], match[2])
            for line in lines(document)
            if (match := re.fullmatch(r"### \[(.*)\]\(https://arxiv\.org/abs/(\d{4}\.\d{5})\)", line))
        ]
        assert [(paper.title, str(paper.arxiv_id)) for paper in document.papers] == wanted
        assert wanted


def test_every_date_is_read(days: list[Document]) -> None:
    for document in days:
        path = document.name.removesuffix(".md").split("/")
        assert {"-".join(path[-3:])} == {str(paper.date) for paper in document.papers}


def test_every_vote_is_read(documents: list[Document]) -> None:
    for document in documents:
        wanted = [int(line[6:]) for line in lines(document) if re.fullmatch(r"Vote: \d+", line)]
        assert [paper.votes for paper in document.papers if paper.votes is not None] == wanted


def test_every_author_is_read(documents: list[Document]) -> None:
    for document in documents:
        for paper in document.papers:
            assert all(name and name == name.strip() for name in paper.authors)
            assert not {"+", "and"} & set(paper.authors)
        listed = [line.removeprefix("Authors: ") for line in lines(document) if line.startswith("Authors: ")]
        named = [paper for paper in document.papers if paper.authors_complete is not None]
        assert len(listed) == len(named)
        for line, paper in zip(listed, named, strict=True):
            assert paper.authors_complete == ("+" not in re.split(r", |'", line))
            bare = re.sub(r"[\[\]'\"+,]|\band\b", " ", line).split()
            assert set(" ".join(paper.authors).replace("'", " ").replace('"', " ").split()) == set(bare)


def test_every_medium_is_read(documents: list[Document]) -> None:
    for document in documents:
        body = "\n".join(line for line in lines(document) if not line.startswith("- "))
        wanted = set(re.findall(r"(?:!\[\]\(|\[Watch Video\]\(?|src=[\"'])([^\s\"')]+)", body))
        media = [medium for paper in document.papers for medium in paper.media]
        assert {medium.url for medium in media} == wanted
        assert len(media) == len({(paper.title, m.url) for paper in document.papers for m in paper.media})
        for medium in media:
            is_video = medium.url.endswith((".mp4", ".webm", ".qt", ".mov"))
            assert medium.kind is (MediaKind.VIDEO if is_video else MediaKind.IMAGE)


def flat(points: tuple[Point, ...]) -> Iterator[Point]:
    for point in points:
        yield point
        yield from flat(point.children)


def letters(text: str) -> Counter[str]:
    r"""The letters of a text, without those of the escapes `\n` and `\u2062` that a list literal has."""
    return Counter(letter for letter in re.sub(r"\\n|\\u[0-9a-f]{4}", "", text) if letter.isalpha())


def test_every_letter_of_every_point_is_read(documents: list[Document]) -> None:
    for document in documents:
        bullets = [line for line in lines(document) if not is_field_or_blank(line)]
        wanted = letters("\n".join(bullets))
        points = [point for paper in document.papers for point in flat(paper.summary)]
        read = letters("\n".join(f"{point.label or ''} {point.text}" for point in points))
        # A repaired command has the letter back that was eaten; nothing else may differ.
        repaired = sum(finding.code.id == "PD403" for finding in document.diagnostics)
        assert sum((read - wanted).values()) == repaired
        assert sum((wanted - read).values()) == 0


def is_field_or_blank(line: str) -> bool:
    return not line.strip() or line.startswith(("#", "!", "Vote", "Authors", "[Watch", "<div", "<video"))


def test_the_usual_labels_are_read(documents: list[Document]) -> None:
    text = "\n".join("\n".join(lines(document)) for document in documents)
    read = Counter(
        point.label for document in documents for paper in document.papers for point in flat(paper.summary)
    )
    for label in ("What's New", "Technical Details", "Performance Highlights"):
        assert read[label] == len(re.findall(rf"(?m)^- \*\*\*?{re.escape(label)}\*\*\*?:", text)) > 400


def test_a_known_day_is_read_as_known(corpus: Path) -> None:
    papers = paperdigest.load(corpus / "paper_logs/2024/03/08.md").papers
    assert [paper.votes for paper in papers] == [22, 22, 20, 19, 14, 14, 12, 10, 10, 2]
    (yi,) = (paper for paper in papers if str(paper.arxiv_id) == "2403.04652")
    assert yi.authors_complete is False
    assert "+" not in yi.authors
    assert "01. AI" in yi.authors


@pytest.mark.parametrize("change", ["crlf", "mark", "no final line end"])
def test_other_line_ends_and_marks_change_nothing(days: list[Document], change: str) -> None:
    for document in days[::10]:
        text = {
            "crlf": document.source.replace("\n", "\r\n"),
            "mark": "\ufeff" + document.source,
            "no final line end": document.source.rstrip("\n"),
        }[change]
        assert paperdigest.loads(text).papers == document.papers


def test_both_round_trips_hold(documents: list[Document]) -> None:
    for document in documents:
        assert paperdigest.from_json(paperdigest.dumps(document, "json")) == document.papers
        assert paperdigest.loads(paperdigest.dumps(document, "markdown")).papers == document.papers


def test_all_of_it_at_once_is_read_like_its_days(days: list[Document]) -> None:
    together = paperdigest.loads("\n".join(document.source for document in days))
    assert together.papers == tuple(paper for document in days for paper in document.papers)
