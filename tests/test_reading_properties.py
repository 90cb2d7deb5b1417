"""The promises about reading, for any text."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

import paperdigest
from digest_texts import any_text, days, digest_texts
from paperdigest import DigestError, Document, Severity

KINDS = {
    "abstract", "authors", "blank", "categories", "continuation", "count", "date", "digest-heading", "doi",
    "fence", "field", "front-matter", "heading", "journal_ref", "links", "markup", "media", "paper-heading",
    "point", "prose", "rule", "tags", "translated_title", "unknown", "votes",
}  # fmt: skip


def tiles(document: Document) -> str:
    return "".join(document.source[block.span.start : block.span.end] for block in document.blocks)


@given(any_text)
@example("")
@example("\ud800")
@example("### [T](https://arxiv.org/abs/2401.00001)\n```")
def test_any_text_gives_a_document_whose_blocks_are_the_text(text: str) -> None:
    document = paperdigest.loads(text)
    assert document.source == text
    assert tiles(document) == text
    assert all(block.span.start < block.span.end for block in document.blocks)
    assert {block.kind for block in document.blocks} <= KINDS


@given(any_text)
def test_spans_lie_in_the_text_and_papers_in_their_digests(text: str) -> None:
    document = paperdigest.loads(text)
    for found in document.diagnostics:
        assert 0 <= found.span.start <= found.span.end <= len(text)
        assert found.message
    for digest in document.digests:
        assert digest.span is not None
        for paper in digest.papers:
            assert paper.span is not None
            assert digest.span.start <= paper.span.start < paper.span.end <= digest.span.end


@given(any_text)
def test_a_text_without_papers_or_digests_has_an_error(text: str) -> None:
    document = paperdigest.loads(text)
    if not document.digests:
        assert any(found.severity is Severity.ERROR for found in document.diagnostics)


@given(any_text)
def test_strict_reading_raises_for_guesses_and_errors_and_for_nothing_else(text: str) -> None:
    document = paperdigest.loads(text)
    if all(found.severity is Severity.INFO for found in document.diagnostics):
        assert paperdigest.loads(text, strict=True) == document
    else:
        with pytest.raises(DigestError) as raised:
            paperdigest.loads(text, strict=True)
        assert raised.value.diagnostics == document.diagnostics


@given(st.one_of(digest_texts, days))
@example("## Daily Papers (2024-03-08)\n\n### [T](https://arxiv.org/abs/2401.00001)\n- a\rabla f\n")
def test_papers_survive_canonical_markdown(text: str) -> None:
    papers = paperdigest.loads(text).papers
    written = paperdigest.dumps(papers, "markdown")
    assert paperdigest.loads(written).papers == papers


@given(st.one_of(digest_texts, days))
def test_writing_is_idempotent(text: str) -> None:
    once = paperdigest.dumps(paperdigest.loads(text), "markdown")
    assert paperdigest.dumps(paperdigest.loads(once), "markdown") == once


@given(any_text)
def test_papers_survive_json(text: str) -> None:
    papers = paperdigest.loads(text).papers
    assert paperdigest.from_json(paperdigest.dumps(papers, "json")) == papers


@given(st.one_of(digest_texts, days).filter(lambda text: "\r" not in text))
def test_line_ends_marks_and_the_last_line_end_do_not_matter(text: str) -> None:
    papers = paperdigest.loads(text).papers
    assert paperdigest.loads(text.replace("\n", "\r\n")).papers == papers
    assert paperdigest.loads("\ufeff" + text).papers == papers
    assert paperdigest.loads(text.rstrip("\n")).papers == papers


# What may stand in a paper's lines without being the line of another kind.
inline = st.text(st.characters(codec="utf-8", exclude_characters="\r\n"), max_size=30)


@given(st.lists(inline, min_size=3, max_size=3), st.integers(0, 2), inline)
@example(["", "", ""], 0, "```")
def test_a_change_in_one_papers_text_changes_no_other_paper(
    texts: list[str], changed: int, other: str
) -> None:
    def papers(texts: list[str]) -> tuple[paperdigest.Paper, ...]:
        return paperdigest.loads(
            "## Daily Papers (2024-03-08)\n\n"
            + "".join(
                f"### [T{number}](https://arxiv.org/abs/2401.0000{number})\n\nVote: {number}\n\n"
                f"Authors: Ann Bo, {text}\n\n- {text}\n- **L**: {text}\n  - {text}\n\n"
                for number, text in enumerate(texts)
            )
        ).papers

    before = papers(texts)
    after = papers([*texts[:changed], other, *texts[changed + 1 :]])
    assert len(before) == len(after) == 3
    for number in {0, 1, 2} - {changed}:
        assert before[number] == after[number]


@given(st.lists(st.sampled_from(("```", "~~~", "```py", "text", "- ```", "    ```")), max_size=6))
def test_a_fence_in_one_paper_hides_no_other_paper(lines: list[str]) -> None:
    below = "\n".join(lines)
    text = "## Daily Papers (2024-03-08)\n\n" + "".join(
        f"### [T{number}](https://arxiv.org/abs/2401.0000{number})\n\n- Point.\n{below if number == 1 else ''}\n\n"
        for number in range(3)
    )
    assert [paper.title for paper in paperdigest.loads(text).papers] == ["T0", "T1", "T2"]


def test_bytes_are_read_as_utf_8() -> None:
    text = "\ufeff## Daily Papers (2024-03-08)\n\n### [제목](https://arxiv.org/abs/2401.00001)\n"
    assert paperdigest.loads(text.encode()) == paperdigest.loads(text)
