"""Daily tables below headings `Papers for`: what is not shown by the fixtures."""

from __future__ import annotations

import re
from functools import partial
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import paperdigest
from linear_cost import assert_linear
from paperdigest import AuthorsOrder, Severity
from paperdigest.readers.papers_for.titles import read_title

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from paperdigest import Document

HEADER = "| Title | Authors | Summary |\n|---|---|---|\n"
ROW = "| A Study (Read more on [arXiv](https://arxiv.org/abs/2401.00001)) | a-bo | It is small. |\n"
DAY = f"## Papers for 2024-03-08\n\n{HEADER}{ROW}"

reader = paperdigest.reader("papers-for")


def ids(document: Document) -> list[str]:
    return [found.code.id for found in document.diagnostics]


# --- recognition


def test_it_takes_the_heading_and_the_table_to_be_recognised() -> None:
    assert reader.recognises(DAY) == 1
    assert reader.recognises(f"# Page\n\n{DAY}{ROW}") == 2
    assert reader.recognises(f"{HEADER}{ROW}") == 0
    assert reader.recognises("## Papers for 2024-03-08\n\n- A Study\n") == 0
    assert reader.recognises(f"## Papers for everybody\n\n{HEADER}{ROW}") == 0
    assert reader.recognises(f"Papers for 2024-03-08\n\n{HEADER}{ROW}") == 0
    assert reader.recognises(f"```\n{DAY}```\n") == 0
    assert reader.recognises(f"## Papers for everybody\n\n## 2024-03-08\n\n{HEADER}{ROW}") == 0


def test_a_table_with_neither_pipes_in_front_nor_dashes_is_too_little() -> None:
    bare = "Title | Authors | Summary\nA | b | C\n"
    assert reader.recognises(f"## Papers for 2024-03-08\n\n{bare}") == 0
    assert reader.recognises(f"## Papers for 2024-03-08\r\n\r\n{bare}") == 0
    assert reader.recognises(f"## Papers for 2024-03-08\n\n{bare.replace('A |', '--- | --- | ---')}") == 1
    assert len(reader.read(f"## Papers for 2024-03-08\n\n{bare}", "x").papers) == 1


def test_a_stray_fence_hides_no_day() -> None:
    assert [str(digest.date) for digest in reader.read(f"{DAY}\n```\n\n{DAY}\n```\n", "x").digests] == [
        "2024-03-08"
    ] * 2


def test_the_table_must_stand_in_the_section_of_the_heading() -> None:
    assert reader.recognises(f"## Papers for 2024-03-08\n\n## Others\n\n{HEADER}{ROW}") == 0
    assert reader.recognises(f"## Papers for 2024-03-08\n\n### Language\n\n{HEADER}{ROW}") == 1


def test_a_table_of_other_columns_is_none() -> None:
    assert reader.recognises("## Papers for 2024-03-08\n\n| Title | Date |\n|---|---|\n| A | 1 |\n") == 0


def test_a_day_without_papers_is_recognised_as_one_entry() -> None:
    assert reader.recognises(f"## Papers for 2024-03-08\n\n{HEADER}") == 1


# --- headings


@pytest.mark.parametrize(
    ("heading", "date", "codes"),
    [
        ("## Papers for 2024-03-08", "2024-03-08", []),
        ("# Papers for 2024-03-08", "2024-03-08", ["PD104"]),
        ("##### Papers for 2024-03-08", "2024-03-08", ["PD104"]),
        ("## Papers for 2024.3.8", "2024-03-08", ["PD104"]),
        ("## Papers for March 8, 2024", "2024-03-08", ["PD104"]),
        ("## 📄 AI papers for 8 March 2024 (Friday)", "2024-03-08", ["PD104"]),
        ("## **Papers for 2024-03-08**", "2024-03-08", ["PD104"]),
        ("## Papers for 2024-02-30", "None", ["PD103"]),
        ("## Papers for today", "None", ["PD102"]),
    ],
)
def test_a_heading_names_the_day_in_any_spelling(heading: str, date: str, codes: list[str]) -> None:
    document = reader.read(f"{heading}\n\n{HEADER}{ROW}", "x")
    assert str(document.digests[0].date) == str(document.papers[0].date) == date
    assert document.digests[0].title == heading.lstrip("# ")
    assert ids(document) == codes


def test_a_heading_about_something_else_begins_no_day() -> None:
    assert reader.read(f"{DAY}\n## Papers for beginners\n\nRead them.\n", "x").digests[1:] == ()


def test_named_it_reads_tables_below_other_headings_with_a_date() -> None:
    document = reader.read(f"# Page\n\n## 2024-03-08\n\n{HEADER}{ROW}\n## 2024-03-07\n\nNothing.\n", "x")
    assert [str(digest.date) for digest in document.digests] == ["2024-03-08"]
    assert ids(document) == ["PD104"]


def test_named_it_reads_a_table_without_any_heading() -> None:
    document = reader.read(f"{HEADER}{ROW}", "x")
    assert [(digest.title, digest.date, len(digest.papers)) for digest in document.digests] == [
        (None, None, 1)
    ]
    assert ids(document) == ["PD102"]
    assert reader.read("| Title | Date |\n|---|---|\n", "x").digests == ()


# --- titles


@pytest.mark.parametrize(
    ("cell", "title", "urls", "usual"),
    [
        ("A (B) (Read more on [arXiv](u) or [HuggingFace](v))", "A (B)", ["u", "v"], True),
        ("A (Read more on [arXiv](u))", "A", ["u"], True),
        ("A - read more on [arXiv](u) or [HuggingFace](v)", "A", ["u", "v"], True),
        ("A – B: C - Read More on [arXiv](u)", "A – B: C", ["u"], True),
        ("How to Read More (Read more on [arXiv](u))", "How to Read More", ["u"], True),
        ("How (Read More of It) (Read more on [arXiv](u))", "How (Read More of It)", ["u"], True),
        ("How to Read More [arXiv](u)", "How to Read More", ["u"], True),
        ("On [Links](x) in Titles (Read more on [arXiv](u))", "On [Links](x) in Titles", ["u"], True),
        ("A ([arXiv](u), [HF](v))", "A", ["u", "v"], True),
        ("A [arXiv](u) | [HF](v)", "A", ["u", "v"], True),
        ("A <br> [arXiv](u)<br>[HF](v)", "A", ["u", "v"], True),
        ("A (자세히: [arXiv](u))", "A", ["u"], False),
        ("A（阅读更多：[arXiv](u) 或 [HF](v)）", "A", ["u", "v"], True),
        ("A (Read more on [arXiv](u)) ⭐ 5", "A", ["u"], False),
        ("[A](u)", "A", ["u"], True),
        ("**[A](u)**", "A", ["u"], True),
        ("[**A**](u) (Read more on [HF](v))", "A", ["u", "v"], True),
        ("[A](u) by somebody", "A", ["u"], False),
        ("[RE] A", "[RE] A", [], True),
        ("**A**", "A", [], True),
        ("**A** and **B**", "**A** and **B**", [], True),
        ("A*", "A*", [], True),
        ("A (Read more on arXiv)", "A", [], False),
        ("[arXiv](u)", "arXiv", ["u"], True),
        ("https://arxiv.org/abs/2401.00001", "", ["https://arxiv.org/abs/2401.00001"], True),
        ("", "", [], True),
    ],
)
def test_the_title_is_what_stands_before_its_links(
    cell: str, title: str, urls: list[str], usual: bool
) -> None:
    found = read_title(cell)
    assert (found.title, [link.url for link in found.links], found.usual) == (title, urls, usual)


@pytest.mark.parametrize(
    ("title", "behind"),
    [
        ("A | B", "c, d| One | two. |"),
        ("A | B | $x$ | D", "c, d| One | two. |"),
        ("A | B", "| One | two. |"),
    ],
)
def test_pipes_before_the_links_are_those_of_the_title(title: str, behind: str) -> None:
    links = "(Read more on [arXiv](https://arxiv.org/abs/2401.00001) or [H|F](https://huggingface.co/papers/2401.00001))"
    (paper,) = reader.read(f"## Papers for 2024-03-08\n\n{HEADER}| {title} {links}| {behind}\n", "x").papers
    assert (paper.title, str(paper.arxiv_id), len(paper.links)) == (title, "2401.00001", 1)
    assert paper.authors == (("c", "d") if behind.startswith("c") else ())
    assert [point.text for point in paper.summary] == ["One | two."]


def test_pipes_behind_the_links_are_those_of_the_summary() -> None:
    link = "(Read more on [arXiv](https://arxiv.org/abs/2401.00001))"
    row = f"| A {link}| b | See [it | all](https://arxiv.org/abs/2401.00002) | so. |\n"
    (paper,) = reader.read(f"## Papers for 2024-03-08\n\n{HEADER}{row}", "x").papers
    assert (paper.title, paper.authors) == ("A", ("b",))


def test_a_link_to_none_is_none_and_the_id_of_another_link_counts() -> None:
    links = "(Read more on [arXiv](None) or [X](https://x.example.org) or [HF](https://huggingface.co/papers/2401.00001))"
    document = reader.read(f"## Papers for 2024-03-08\n\n{HEADER}| A {links} | b | c |\n", "x")
    (paper,) = document.papers
    assert (paper.url, str(paper.arxiv_id)) == ("https://huggingface.co/papers/2401.00001", "2401.00001")
    assert ids(document) == ["PD525"]


def test_a_column_may_have_the_translated_title() -> None:
    header = "| Title | 中文标题 | Authors | Summary |\n|---|---|---|---|\n"
    text = f"## Papers for 2024-03-08\n\n{header}{ROW.replace('| a-bo', '| **小研究** | a-bo')}"
    assert reader.read(text, "x").papers[0].translated_title == "小研究"


def test_links_to_elsewhere_on_the_page_and_folds_are_markup() -> None:
    more = "[⬆ Back to top](#top)\n\n<details><summary>Older days</summary>\n"
    assert ids(reader.read(f"{DAY}\n{more}", "x")) == []


def test_a_summary_may_have_paragraphs() -> None:
    row = ROW.replace("It is small. |", "It is small.\n\nAnd quiet. |")
    first, second = reader.read(f"{DAY}{row}", "x").papers
    assert [point.text for point in second.summary] == ["It is small. And quiet."]
    assert first.summary[0].text == "It is small."


def test_a_day_may_say_that_it_has_no_papers() -> None:
    document = reader.read(f"## Papers for 2024-03-09\n\nNo papers today.\n\n{DAY}", "x")
    assert [len(digest.papers) for digest in document.digests] == [0, 1]
    assert ids(document) == ["PD106"]
    assert [block.kind for block in document.blocks if block.kind in ("prose", "unknown")] == ["prose"]


@pytest.mark.parametrize("names", ["**📄 Title** | 👥 Authors | 📝 Summary", "标题 Title | 作者 | 摘要"])
def test_names_of_columns_may_have_pictures_or_stand_in_two_languages(names: str) -> None:
    text = f"## Papers for 2024-03-08\n\n| {names} |\n|---|---|---|\n{ROW}"
    assert (reader.recognises(text), reader.read(text, "x").papers[0].title) == (1, "A Study")


WORDS = st.text(st.sampled_from("abc (]:-*é$"), min_size=1, max_size=20).map(lambda text: f"A{text}Z")


@given(WORDS, st.sampled_from((" (Read more on {})", " - read more on {}")))
def test_any_title_is_read_as_it_was_written(title: str, behind: str) -> None:
    links = (
        "[arXiv](https://arxiv.org/abs/2401.00001) or [HuggingFace](https://huggingface.co/papers/2401.00001)"
    )
    assert read_title(title + behind.format(links)).title == title


# --- rows


def test_a_paper_has_the_link_to_arxiv_and_keeps_the_others() -> None:
    cell = "A ([HF](https://huggingface.co/papers/2401.00001), [arXiv](https://arxiv.org/pdf/2401.00001v2))"
    (paper,) = reader.read(f"## Papers for 2024-03-08\n\n{HEADER}| {cell} | a-bo | B. |\n", "x").papers
    assert (paper.url, str(paper.arxiv_id)) == ("https://arxiv.org/pdf/2401.00001v2", "2401.00001v2")
    assert [link.url for link in paper.links] == ["https://huggingface.co/papers/2401.00001"]


def test_no_list_of_authors_is_complete_or_in_the_order_of_the_paper() -> None:
    for authors in ("a-bo", "a, b, c, d, e", "Ann Bo, et al."):
        (paper,) = reader.read(DAY.replace("a-bo", authors), "x").papers
        assert paper.authors
        assert (paper.authors_complete, paper.authors_order) == (False, AuthorsOrder.UNKNOWN)
    (paper,) = reader.read(DAY.replace("a-bo", "null"), "x").papers
    assert (paper.authors, paper.authors_complete) == ((), None)


def test_a_thousand_odd_rows_are_one_finding_of_each_kind() -> None:
    rows = "".join(
        f"| A\n  B{n} (Read more on [arXiv](https://arxiv.org/abs/2401.{n:05})) | - | C |\n"
        for n in range(1000)
    )
    document = reader.read(DAY + rows, "x")
    assert len(document.papers) == 1001
    assert [found.message for found in document.diagnostics] == [
        "rows that are broken over lines, 1000 in this table: joined",
        "cells with nothing in them in column 'Authors', 1000 in this table",
    ]


def test_below_a_gap_only_rows_with_a_pipe_in_front_go_on() -> None:
    document = reader.read(f"{DAY}\n| B | c | D |\n\nE | f | G\n", "x")
    assert [paper.title for paper in document.papers] == ["A Study", "B"]
    assert ids(document) == ["PD201", "PD109"]


def test_a_second_column_of_a_name_is_kept() -> None:
    text = "## Papers for 2024-03-08\n\n| Title | Authors | Summary | Note | Note |\n|---|---|---|---|---|\n"
    (paper,) = reader.read(text + "| [A](https://arxiv.org/abs/2401.00001) | b | C. | d | e |\n", "x").papers
    assert paper.extra == (("Note", "d\ne"),)


TEXT = st.text(st.sampled_from("abé ,.-()"), min_size=1, max_size=12).map(lambda text: f"A{text.strip()}Z")
ROWS = st.lists(st.tuples(TEXT, TEXT, TEXT, st.integers(0, 3)), min_size=1, max_size=6)


@settings(max_examples=40)
@given(ROWS)
def test_every_row_is_a_paper_however_it_is_broken(rows: list[tuple[str, str, str, int]]) -> None:
    written = []
    for number, (title, author, summary, breaks) in enumerate(rows):
        cell = re.sub(r" +", "\n  ", f"Word {title}", count=breaks) if breaks else f"Word {title}"
        link = f"(Read more on [arXiv](https://arxiv.org/abs/2401.{number:05}))"
        written.append(f"| {cell} {link}| {author} | {summary} |\n")
    papers = reader.read(f"## Papers for 2024-03-08\n\n{HEADER}{''.join(written)}", "x").papers
    expected = [(re.sub(r" {2,}", " ", f"Word {title}"), summary) for title, _, summary, _ in rows]
    assert [(re.sub(r" {2,}", " ", paper.title), paper.summary[0].text) for paper in papers] == expected


# --- cost


@pytest.mark.parametrize(
    "piece",
    ["## Papers for 2024-03-08\n", "## Papers for\n", "papers for ", "| ", "|", ROW, HEADER, "| a\n", "a\n", "#",
     "```\n", "\n\n| a | b | c |", f"{HEADER}\n"],
)  # fmt: skip
def test_hostile_text_costs_linear_time(piece: str) -> None:
    def prepare(size: int, *, task: Callable[[str], object]) -> Callable[[], object]:
        return partial(task, DAY + piece * size)

    assert_linear(partial(prepare, task=lambda text: reader.read(text, "x")), 250)
    assert_linear(partial(prepare, task=reader.recognises), 250)


@pytest.mark.parametrize(
    "piece",
    [
        "(",
        "read more ",
        " - read more",
        "[a](b)",
        "*",
        "<br>",
        " ",
        "[",
        "(Read more on ",
        "|",
        " | [a|b](c)",
    ],
)
def test_hostile_titles_cost_linear_time(piece: str) -> None:
    def prepare(size: int) -> Callable[[], object]:
        text = "A" + piece * size + "[a](https://arxiv.org/abs/2401.00001)"
        return partial(read_title, text)

    def prepare_row(size: int) -> Callable[[], object]:
        return partial(reader.read, f"{DAY}{ROW.replace('A Study', 'A Study |' + piece * size)}", "x")

    assert_linear(prepare, 5_000)
    assert_linear(prepare_row, 500)


# --- real digests


def test_every_row_of_the_samples_is_a_paper(dialects: Path) -> None:
    folder = dialects / "papers-for"
    counts = []
    for path in sorted(folder.rglob("*.md")):
        document = paperdigest.load(path)
        assert document.reader == "papers-for"
        assert all(found.severity is Severity.INFO for found in document.diagnostics)
        kinds = {block.kind for block in document.blocks}
        assert kinds <= {"blank", "digest-heading", "table-header", "table-delimiter", "paper-row"}
        links = re.findall(r"https://arxiv\.org/abs/([\d.]+)", document.source)
        assert [str(paper.arxiv_id) for paper in document.papers] == links
        assert all(paper.authors and paper.summary[0].text for paper in document.papers)
        assert not any(re.search(r"read more|\]\(|\n| {2}", paper.title) for paper in document.papers)
        counts.append(len(document.papers))
    assert counts == [8, 5, 10, 2, 14, 0]
