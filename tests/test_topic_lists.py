"""Tables and lists of papers below topics, with a day in each row: the readers `date-table` and `title-date-table`."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

import paperdigest
from linear_cost import assert_linear
from paperdigest import AuthorsOrder, LinkKind, Severity

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from paperdigest import Document, Paper

HEADER = "|Publish Date|Title|Authors|PDF|Code|\n|---|---|---|---|---|\n"
ROW = "|**2024-03-08**|**A Small Study**|Ann Bo et.al.|[2403.00001](http://arxiv.org/abs/2403.00001)|null|\n"
LINKED = "| **Title** | **Date** |\n|---|---|\n"
LINKED_ROW = "| **[A Small Study](http://arxiv.org/abs/2403.00001v1)** | 2024-03-08 |\n"


def read(text: str) -> Document:
    return paperdigest.reader("date-table").read(text, "x")


def row(cells: str, columns: str = "Publish Date|Title|PDF") -> Paper:
    (paper,) = read(f"|{columns}|\n|{'---|' * (columns.count('|') + 1)}\n|{cells}|\n").papers
    return paper


def with_cell(column: str, cell: str) -> Paper:
    """The paper of a row that has this cell as well."""
    return row(f"2024-03-08|A|https://arxiv.org/abs/2403.00001|{cell}", f"Publish Date|Title|PDF|{column}")


def codes(document: Document) -> list[str]:
    return [found.code.id for found in document.diagnostics]


def recognisers(text: str) -> set[str]:
    return {name for name in paperdigest.reader_names() if paperdigest.reader(name).recognises(text)}


# --- what is recognised


@pytest.mark.parametrize(
    "text",
    [
        HEADER + ROW,
        HEADER.replace("Publish Date", "**发布日期**") + ROW,
        "Publish Date | Title | PDF\n--- | --- | ---\n2024-03-08 | A | x\n",
        "| # | Date published | Paper title |\n| 1 | 2024-03-08 | A |\n",
        "|Date|Title|PDF|\n|---|---|---|\n|2024-03-08|A|[x](https://arxiv.org/abs/2403.00001)|\n",
        "|Ngày|Title|Link|\n|---|---|---|\n|2024-03-08|A|https://arxiv.org/abs/2403.00001|\n",
        "|Tanggal|Judul (Title)|arXiv|\n|---|---|---|\n|2024-03-08|A|2403.00001|\n",
        "- 2024-03-08, **A**, Ann Bo et.al., Paper: [u](https://arxiv.org/abs/2403.00001)\n",
        "+ **2024/03/08**: **A**; 论文：[u](https://arxiv.org/abs/2403.00001)\n",
        "```\n|x|\n```\n\n" + HEADER + ROW,
    ],
)
def test_tables_and_lists_by_publish_date_are_recognised(text: str) -> None:
    assert recognisers(text) == {"date-table"}
    assert len(read(text).papers) == paperdigest.reader("date-table").recognises(text) == 1


@pytest.mark.parametrize(
    "text",
    [
        LINKED + LINKED_ROW,
        "Date | Title\n---|---\n2024-03-08 | [A](https://example.org/a)\n",
        "|Title|Authors|Publish Date|\n|---|---|---|\n|[A](https://e.org/a)|Ann Bo|2024-03-08|\n",
        "| **标题** | **日期** |\n| **[A](https://e.org/a)** | 2024-03-08 |\n",
        "---\ntitle: x\n---\n" + LINKED + LINKED_ROW,
    ],
)
def test_tables_of_linked_titles_with_dates_are_recognised(text: str) -> None:
    assert recognisers(text) == {"title-date-table"}
    assert len(paperdigest.loads(text).papers) == 1


@pytest.mark.parametrize(
    "text",
    [
        HEADER,
        "```\n" + HEADER + ROW + "```\n",
        re.sub("(?m)^", "    ", HEADER + ROW),
        "|Date|Title|Speaker|\n|---|---|---|\n|2024-03-08|A|Ann Bo|\n",
        "|Date|Title|PDF|\n|---|---|---|\n|2024-03-08|A|[slides](https://example.org/a.pdf)|\n",
        "|Date|Title|PDF|\n|---|---|---|\n|soon|A|[x](https://arxiv.org/abs/2403.00001)|\n",
        "|Publish Date|Name|\n|---|---|\n|2024-03-08|A|\n",
        "Publish Date | Title\n2024-03-08 | A\n",
        "The columns are | Publish Date | Title |, as ever.\n",
        "|Title|Date|\n|---|---|\n|A Small Study|2024-03-08|\n",
        "|Title|Date|\n|---|---|\n|[A](https://e.org/a)|in spring|\n",
        "|Title|Year|\n|---|---|\n|[A](https://e.org/a)|2024|\n",
        "- 2024-03-08, **1.2.0**, with a new [page](https://example.org)\n",
        "- 2024-03-08, **A**, Paper: soon\n",
        "- 2024-03-08, A, Paper: [u](https://arxiv.org/abs/2403.00001)\n",
        "- 2024-02-31, **A**, Paper: [u](https://arxiv.org/abs/2403.00001)\n",
        "Updated on 2024.03.09\n",
    ],
)
def test_what_only_looks_like_it_is_not_recognised(text: str) -> None:
    assert recognisers(text) == set()


# --- days


@pytest.mark.parametrize(
    "line",
    [
        "## Updated on 2024.03.09", "> Updated on 2024.03.09", "Last update: 2024-03-09", "**Last Updated:** 2024/03/09",
        "# Updated at March 9, 2024", "<p align=center>Updated on 2024.03.09</p>", "更新时间：2024年3月9日",
        "마지막 업데이트: 2024년 3월 9일", "最終更新日 2024/3/9", "_Update: Sat, 9 Mar 2024 (UTC)_", "Updated 2024-03-09 08:00:00 UTC",
    ],
)  # fmt: skip
def test_the_line_that_says_when_it_was_updated_is_the_day_of_the_digest(line: str) -> None:
    for text in (f"{line}\n\n{HEADER}{ROW}", f"{HEADER}{ROW}\n{line}\n"):
        (digest,) = read(text).digests
        assert digest.date == dt.date(2024, 3, 9)
        assert digest.title
        assert digest.papers[0].date == dt.date(2024, 3, 8)


@pytest.mark.parametrize(
    "line",
    ["Updated daily since 2024-03-09", "2024-03-09: updated", "Update 2024-03-09: a new topic", "Updated weekly", "Up 2024-03-09",
     "Updated on 2024.03.09 " + "x" * 300],
)  # fmt: skip
def test_other_lines_with_a_day_are_text_of_the_page(line: str) -> None:
    document = read(f"{line}\n\n{HEADER}{ROW}")
    assert (document.digests[0].date, document.digests[0].title) == (None, None)
    assert document.blocks[0].kind == "prose"


def test_a_digest_without_a_day_has_a_finding_only_if_no_row_has_one() -> None:
    assert "PD102" not in codes(read(HEADER + ROW))
    assert "PD102" in codes(read(HEADER + ROW.replace("**2024-03-08**", "")))


def test_each_update_with_tables_below_it_is_a_digest() -> None:
    other = ROW.replace("00001", "00002")
    document = read(f"Updated on 2024.03.09\n\n{HEADER}{ROW}\nUpdated on 2024.03.08\n\n{HEADER}{other}")
    assert [digest.date for digest in document.digests] == [dt.date(2024, 3, 9), dt.date(2024, 3, 8)]
    assert [len(digest.papers) for digest in document.digests] == [1, 1]


# --- columns


def test_columns_are_found_by_name_and_never_by_place() -> None:
    document = read(
        "|PDF|Code|Publish Date|Authors|Title|\n|---|---|---|---|---|\n"
        "|[x](https://arxiv.org/abs/2403.00001v2)|[c](https://github.com/a/b)|2024-03-08|Ann Bo et al|A|\n"
    )
    (paper,) = document.papers
    assert (paper.title, paper.date, str(paper.arxiv_id)) == ("A", dt.date(2024, 3, 8), "2403.00001v2")
    assert (paper.authors, paper.authors_complete, paper.authors_order) == (
        ("Ann Bo",),
        False,
        AuthorsOrder.PAPER,
    )
    assert [(link.url, link.label, link.kind) for link in paper.links] == [
        ("https://github.com/a/b", "c", LinkKind.CODE)
    ]
    assert document.diagnostics == ()


@pytest.mark.parametrize(
    ("cell", "names", "complete"),
    [
        ("Ann Bo et.al.", ("Ann Bo",), False),
        ("Ann Bo et al.", ("Ann Bo",), False),
        ("Ann Bo, et al", ("Ann Bo",), False),
        ("Ann van der Bo-Ek et.al.", ("Ann van der Bo-Ek",), False),
        ("甲乙 等", ("甲乙",), False),
        ("甲乙等人", ("甲乙",), False),
        ("Ann Bo", ("Ann Bo",), True),
        ("Ann Bo, Cy Do", ("Ann Bo", "Cy Do"), True),
        ("Ann Bo, Cy Do et al.", ("Ann Bo", "Cy Do"), False),
        ("null", (), None),
        ("", (), None),
    ],
)
def test_authors_are_the_papers_own_and_mostly_the_first_alone(
    cell: str, names: tuple[str, ...], complete: bool | None
) -> None:
    paper = with_cell("Authors", cell)
    assert (paper.authors, paper.authors_complete) == (names, complete)
    assert paper.authors_order is (AuthorsOrder.PAPER if names else AuthorsOrder.UNKNOWN)


def test_the_usual_et_al_is_no_finding() -> None:
    assert codes(read(HEADER + ROW.replace("null", "https://github.com/a/b"))) == []
    assert "PD312" in codes(read(HEADER + ROW.replace("Ann Bo et", "Ann Bo, Cy Do et")))


def test_a_column_of_first_authors_names_no_others() -> None:
    assert with_cell("First Author", "Ann Bo").authors_complete is False


@pytest.mark.parametrize(
    ("cell", "url", "arxiv_id"),
    [
        ("[2403.00001v2](http://arxiv.org/abs/2403.00001)", "http://arxiv.org/abs/2403.00001", "2403.00001v2"),
        ("[2403.00009v2](http://arxiv.org/abs/2403.00001)", "http://arxiv.org/abs/2403.00001", "2403.00001"),
        ("**[PDF](https://arxiv.org/pdf/2403.00001v3)**", "https://arxiv.org/pdf/2403.00001v3", "2403.00001v3"),
        ("[PDF](https://e.org/a.pdf) [arXiv](https://arxiv.org/abs/2403.00001)", "https://arxiv.org/abs/2403.00001", "2403.00001"),
        ("https://e.org/a.pdf", "https://e.org/a.pdf", "None"),
        ("2403.00001v1", None, "2403.00001v1"),
        ("[hep-th/9901001](http://arxiv.org/abs/hep-th/9901001)", "http://arxiv.org/abs/hep-th/9901001", "hep-th/9901001"),
        ("[paper](/local.pdf)", "/local.pdf", "None"),
        ("null", None, "None"),
        ("[]()", None, "None"),
    ],
)  # fmt: skip
def test_the_cell_for_the_paper_gives_its_url_and_id(cell: str, url: str | None, arxiv_id: str) -> None:
    paper = row(f"2024-03-08|A|{cell}")
    assert (paper.url, str(paper.arxiv_id)) == (url, arxiv_id)


@pytest.mark.parametrize(
    ("cell", "title"),
    [
        ("**A Small Study**", "A Small Study"),
        ("A **bold** Study", "A **bold** Study"),
        ("**A** and **B**", "**A** and **B**"),
        ("**All of *it* and **this** too**", "All of *it* and **this** too"),
        ("***A***", "A"),
        ("*A*", "A"),
        ("**[A [B] C](https://e.org/a)**", "A [B] C"),
        ("[**A**](https://e.org/a)", "A"),
        ("[A] B](https://e.org/a)", "A] B"),
        ("[A $x[1$ B](https://e.org/a)", "A $x[1$ B"),
        ("<a href='https://e.org/a'>A</a>", "A"),
        ("🔥 [A](https://e.org/a)", "A"),
        ("A ([talk](https://e.org/a))", "A"),
        ("See [A](https://e.org/a) Again", "See A Again"),
        ("[A] (b)", "[A] (b)"),
        ("$a^*$ and $b^*$", "$a^*$ and $b^*$"),
    ],
)
def test_a_title_loses_what_is_around_it_and_keeps_what_is_in_it(cell: str, title: str) -> None:
    assert row(f"2024-03-08|{cell}|https://arxiv.org/abs/2403.00001").title == title


@pytest.mark.parametrize("cell", ["null", "-", "", "[]()", "N/A", "**null**", "[link]()", "无"])
def test_what_says_nothing_is_nothing(cell: str) -> None:
    for column in ("Code", "Abstract", "Tag", "Homepage", "Venue", "TL;DR", "Translated Title", "DOI"):
        paper = with_cell(column, cell)
        assert paper == with_cell(column, "")
        assert (paper.links, paper.tags, paper.extra, paper.abstract, paper.summary) == ((), (), (), None, ())


def test_a_column_of_nothing_is_one_finding() -> None:
    assert codes(
        read(HEADER + "".join(ROW.replace("00001", f"{number:05}") for number in range(1, 500)))
    ) == ["PD524"]


@pytest.mark.parametrize(
    ("column", "cell", "kind"),
    [
        ("Code", "**[link](https://github.com/a/b)**", LinkKind.CODE),
        ("代码", "https://e.org/b", LinkKind.CODE),
        ("Homepage", "[page](https://e.org/b)", LinkKind.PROJECT),
        ("项目主页", "[page](https://github.com/a/b)", LinkKind.PROJECT),
    ],
)
def test_links_are_of_the_kind_that_their_column_says(column: str, cell: str, kind: LinkKind) -> None:
    (link,) = with_cell(column, cell).links
    assert link.kind is kind
    assert link.url in cell


def test_words_in_a_column_of_links_are_kept() -> None:
    assert with_cell("Code", "soon").extra == (("Code", "soon"),)
    both = with_cell("Code", "[a](https://github.com/a/b) (PyTorch)")
    assert (len(both.links), both.extra) == (1, (("Code", "[a](https://github.com/a/b) (PyTorch)"),))
    relative = with_cell("Code", "[a](code/a)")
    assert (relative.links, relative.extra) == ((), (("Code", "[a](code/a)"),))


@pytest.mark.parametrize(
    ("cell", "tags", "categories"),
    [
        ('<img alt="NLP" src="https://e.org/nlp.svg">', ("NLP",), ()),
        ("<img src='https://e.org/a.svg' alt='Two Words'/> <img src=x>", ("Two Words",), ()),
        ("![LLM](https://e.org/llm.svg)![RL](https://e.org/rl.svg)", ("LLM", "RL"), ()),
        ("[NLP](https://e.org/nlp), maps", ("NLP", "maps"), ()),
        ("`a`; b, c", ("a", "b", "c"), ()),
        ("cs.CL, cs.AI", (), ("cs.CL", "cs.AI")),
        ("cs.CL, new", ("new",), ("cs.CL",)),
        ("<span>maps</span>", ("maps",), ()),
    ],
)
def test_tags_are_words_or_the_text_of_badges(
    cell: str, tags: tuple[str, ...], categories: tuple[str, ...]
) -> None:
    paper = with_cell("Tag", cell)
    assert (paper.tags, paper.categories) == (tags, categories)


def test_an_abstract_is_unfolded() -> None:
    assert with_cell("Abstract", "We look.").abstract == "We look."
    folded = "<details open><summary>Show İ</summary><p>We a|b</p><p>look.</p></details>"
    assert with_cell("Abstract", folded).abstract == "We a|b\nlook."
    assert with_cell("Abstract", "<details><summary>Show</summary><p></p></details>").abstract is None
    assert with_cell("Abstract", "<details>We look.</details>").abstract == "We look."
    assert with_cell("Abstract", "<details><summary>Open").abstract == "<details><summary>Open"


def test_columns_that_no_field_knows_are_kept_under_their_own_spelling_and_said_once() -> None:
    document = read(
        "|Publish Date|Title|PDF|**Venue!**|Score|\n|---|---|---|---|---|\n|2024-03-08|A|2403.00001|ABC|<details>7</details>|\n"
        "\n|Publish Date|Title|PDF|**Venue!**|\n|---|---|---|---|\n|2024-03-07|B|2403.00002|DEF|\n"
    )
    assert [paper.extra for paper in document.papers] == [
        (("Venue!", "ABC"), ("Score", "7")),
        (("Venue!", "DEF"),),
    ]
    assert codes(document) == ["PD305", "PD305"]


def test_two_columns_that_may_hold_one_field_are_both_read() -> None:
    columns = "Publish Date|Title|PDF|Abstract|摘要|Authors|Author"
    paper = row("2024-03-08|A|2403.00001|We look.|我们看。|Ann Bo|A. Bo", columns)
    assert paper.abstract == "We look."
    assert [(point.label, point.text) for point in paper.summary] == [("摘要", "我们看。")]
    assert (paper.authors, paper.extra) == (("Ann Bo",), (("Author", "A. Bo"),))
    assert with_cell("Title (中文)", "甲").extra == (("Title (中文)", "甲"),)
    assert with_cell("中文标题", "**甲**").translated_title == "甲"
    assert with_cell("DOI", "https://doi.org/10.1000/x.1").doi == "10.1000/x.1"
    assert with_cell("DOI", "none yet").extra == (("DOI", "none yet"),)


def test_links_in_other_cells_are_links_of_the_paper() -> None:
    assert [link.url for link in with_cell("Comment", "see https://e.org/c.").links] == ["https://e.org/c"]
    assert [link.url for link in with_cell("TL;DR", "see https://e.org/c.").links] == ["https://e.org/c"]


# --- topics


def topics(text: str) -> tuple[str, ...]:
    return read(text + "\n\n" + HEADER + ROW).papers[0].tags


def test_the_headings_above_a_table_are_its_topics() -> None:
    assert topics("# Page\n\n## Vision\n\n### Maps") == ("Vision", "Maps")
    assert topics("## Vision\n\n### Maps\n\n## Words") == ("Words",)
    assert topics("## [Vision](#vision):\n\n### <a id='maps'></a>**Maps** [[top]](#top)") == (
        "Vision",
        "Maps",
    )
    assert topics("## Updated on 2024.03.09\n\n### Vision (3D)") == ("Vision (3D)",)
    assert topics("## ###") == ()


def test_headings_of_the_first_level_are_topics_if_there_are_several() -> None:
    assert topics("# Page") == ()
    assert topics("# Page\n\n# Vision") == ("Vision",)


def test_a_paper_under_several_topics_is_one_paper_with_all_of_them() -> None:
    document = read(f"## A\n\n{HEADER}{ROW}\n## B\n\n{HEADER}{ROW}{ROW}")
    (paper,) = document.papers
    assert paper.tags == ("A", "B")
    assert paper.span == paperdigest.Span(document.source.index(ROW), document.source.index(ROW) + len(ROW))
    assert codes(document).count("PD501") == 1
    assert "PD502" not in codes(document)


@pytest.mark.parametrize(
    "change",
    [("03-08", "03-07"), ("null", "https://github.com/a/b"), ("2403.00001)", "2403.00001v2)"), ("Bo", "Do")],
)
def test_a_paper_with_other_facts_is_another(change: tuple[str, str]) -> None:
    document = read(f"## A\n\n{HEADER}{ROW}\n## B\n\n{HEADER}{ROW.replace(*change)}")
    assert [paper.tags for paper in document.papers] == [("A",), ("B",)]
    assert codes(document).count("PD502") == 1


# --- lines


def kinds(document: Document) -> str:
    return " ".join(block.kind for block in document.blocks if block.kind != "blank")


def test_rows_go_on_below_blank_lines_headings_and_other_tables() -> None:
    text = f"{HEADER}{ROW}\n{ROW.replace('01', '02')}\n## B\n{ROW.replace('01', '03')}\n|a|b|\n|---|---|\n|c|d|\n"
    assert [str(paper.arxiv_id) for paper in read(text).papers] == ["2403.00001", "2403.00002", "2403.00003"]
    assert kinds(read(text)).endswith("heading paper-row prose prose prose")


def test_a_table_of_another_kind_is_text_of_the_page() -> None:
    other = "|Title|Name|\n|---|---|\n|2024-03-08|A|\n|2024-03-07|B|\n"
    assert (
        kinds(read(other + HEADER + ROW)) == "prose prose prose prose table-header table-delimiter paper-row"
    )
    assert len(read(f"{HEADER}{ROW}\n{other}\n{ROW}").papers) == 1


def test_what_hangs_on_a_row_is_unread_and_what_stands_apart_is_text_of_the_page() -> None:
    document = read(f"{HEADER}{ROW}lost\nwords\n\napart\n")
    assert kinds(document) == "table-header table-delimiter paper-row unknown unknown prose"
    assert codes(document).count("PD306") == 1
    for line in (
        "<p>(<a href=#top>back to top</a>)</p>",
        "[a]: https://e.org",
        "[top](#top)",
        "> quoted",
        "---",
    ):
        assert "unknown" not in kinds(read(f"{HEADER}{ROW}{line}\n"))


def test_front_matter_is_kept_and_not_read() -> None:
    assert kinds(read(f"---\nUpdated on 2024.03.09\n---\n{HEADER}{ROW}")).startswith(
        "front-matter " * 3 + "table-header"
    )
    assert read(f"---\nUpdated on 2024.03.09\n---\n{HEADER}{ROW}").digests[0].date is None
    assert kinds(read(f"---\n{HEADER}{ROW}\n---\n")).startswith("rule table-header")
    assert kinds(read(f"---\n\n{HEADER}")).startswith("rule table-header")


def test_a_bare_fence_below_a_row_hides_no_row() -> None:
    assert len(read(f"{HEADER}{ROW}\n```\n{ROW.replace('01', '02')}\n```\n").papers) == 2


def test_items_may_be_broken_over_indented_lines() -> None:
    item = "- 2024-03-08, **A\n  B**, Ann Bo et.al.,\n\tPaper: [u](https://arxiv.org/abs/2403.00001),\n  Code: [c](https://github.com/a/b)\n"
    document = read(item)
    assert [paper.title for paper in document.papers] == ["A B"]
    assert kinds(document) == "paper-item paper-item paper-item unknown"
    assert read(item.replace("  B", "B")).digests == ()


def test_labels_of_items_are_read_as_columns_are() -> None:
    (paper,) = read(
        "- 2024-03-08, **A, B**: C**, Paper: [u](https://arxiv.org/abs/2403.00001), Venue: ABC, Tags: maps; 代码：null\n"
    ).papers
    assert (paper.title, paper.authors, paper.tags) == ("A, B**: C", (), ("maps",))
    assert paper.extra == (("Venue", "ABC"),)


# --- properties

cell = st.text(st.sampled_from("ab |*[]()`$<>\\-,.:漢é1"), max_size=15)


@given(st.lists(st.tuples(cell, cell), min_size=1, max_size=4))
def test_what_stands_in_one_row_changes_no_other_row(cells: list[tuple[str, str]]) -> None:
    def papers(texts: list[tuple[str, str]]) -> list[Paper]:
        rows = "".join(
            f"|2024-03-{number + 1:02}|{title.replace('|', chr(92) + '|')}w|[x](https://arxiv.org/abs/2403.0000{number})|"
            f"{venue.replace('|', chr(92) + '|')}|\n"
            for number, (title, venue) in enumerate(texts)
        )
        return list(read(f"|Publish Date|Title|PDF|Venue|\n|---|---|---|---|\n{rows}").papers)

    cells = [(title.replace("\\", ""), venue.replace("\\", "")) for title, venue in cells]
    before, after = papers(cells), papers([("", ""), *cells[1:]])
    assert len(before) == len(after) == len(cells)
    assert before[1:] == after[1:]


HOSTILE: dict[str, Callable[[int], str]] = {
    "headers": lambda size: "|Publish Date|Title|\n" * size,
    "headers of others": lambda size: "|Title|Name|\n" * size,
    "headers with dashes": lambda size: "|Title|Name|\n|---|---|\n" * size,
    "headers apart": lambda size: "Title|Day\n---|---\n\n" * size,
    "rows apart": lambda size: HEADER + f"{ROW}\n" * size,
    "rows that are open": lambda size: HEADER + "|2024-03-08|A\n\nb\n\n" * size,
    "headings": lambda size: "".join(f"{'#' * (n % 6 + 1)} T{n}\n" for n in range(size)) + HEADER + ROW,
    "updates": lambda size: f"Updated on 2024.03.09\n{HEADER}{ROW}" * size,
    "topics": lambda size: f"## A\n\n{HEADER}{ROW}\n" * size,
    "items": lambda size: "- 2024-03-08, **A\n" * size,
    "an item of labels": lambda size: "- 2024-03-08, **A**" + ", Paper: x" * size,
    "an item of stars": lambda size: "- 2024-03-08, **A" + " **" * size,
    "front matter": lambda size: "---\n" + "a: b\n" * size,
    "a cell of links": lambda size: f"{HEADER}|2024-03-08|A|B|{'[a](http://x' * size}|null|\n",
    "a cell of pictures": lambda size: f"|Publish Date|Title|Tag|\n|2024-03-08|A|{'<img alt=' * size}|\n",
    "a cell of stars": lambda size: f"{HEADER}|2024-03-08|{'**A ' * size}|B|C|D|\n",
    "a cell of details": lambda size: f"|Publish Date|Title|Abstract|\n|2024-03-08|A|{'<details><summary>' * size}</details>|\n",
    "a cell of authors": lambda size: f"{HEADER}|2024-03-08|A|{'Ann et al ' * size}|C|D|\n",
    "a long line of an update": lambda size: "Updated on " + "2024 " * size + "\n" + HEADER + ROW,
    "names of titles": lambda size: "|" + "Title <b " * size,
}  # fmt: skip


@pytest.mark.parametrize("name", ["date-table", "title-date-table"])
@pytest.mark.parametrize("kind", HOSTILE)
def test_cost_is_linear(kind: str, name: str) -> None:
    reader = paperdigest.reader(name)

    def prepare(size: int) -> Callable[[], object]:
        text = HOSTILE[kind](size)
        return lambda: (reader.read(text, "x"), reader.recognises(text))

    assert_linear(prepare, 400)


# --- real files


def test_every_row_and_item_of_the_samples_is_read(dialects: Path) -> None:
    seen = 0
    for path in sorted((dialects / "date-table").glob("*.md")):
        text = path.read_bytes().decode()
        document = paperdigest.load(path)
        rows = re.findall(r"(?m)^(?:\|\*\*|- )(\d{4}-\d\d-\d\d)\b.*?(?:abs/)(\d{4}\.\d{5})", text)
        kinds = Counter(block.kind for block in document.blocks)
        assert kinds["paper-row"] + kinds["paper-item"] == len(rows) > 60
        assert {(str(paper.date), paper.arxiv_id.id) for paper in document.papers if paper.arxiv_id} == set(
            rows
        )
        assert all(len(paper.authors) == 1 and paper.authors_complete is False for paper in document.papers)
        assert sum(len(paper.tags) for paper in document.papers) >= len(rows) - 5
        codes = text.count("**[link](") + text.count("Code: **[")
        assert codes >= sum(len(paper.links) for paper in document.papers) > 0
        assert kinds["unknown"] == 0
        assert [found for found in document.diagnostics if found.severity is not Severity.INFO] == []
        assert document.digests[0].date is not None
        seen += 1
    assert seen == 3
