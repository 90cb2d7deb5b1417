"""The cells of tables by publish date: what each says of a paper."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

import paperdigest
from paperdigest import AuthorsOrder, LinkKind

if TYPE_CHECKING:
    from paperdigest import Document, Paper

HEADER = "|Publish Date|Title|Authors|PDF|Code|\n|---|---|---|---|---|\n"
ROW = "|**2024-03-08**|**A Small Study**|Ann Bo et.al.|[2403.00001](http://arxiv.org/abs/2403.00001)|null|\n"


def read(text: str) -> Document:
    return paperdigest.reader("date-table").read(text, "x")


def codes(document: Document) -> list[str]:
    return [found.code.id for found in document.diagnostics]


def row(cells: str, columns: str = "Publish Date|Title|PDF") -> Paper:
    (paper,) = read(f"|{columns}|\n|{'---|' * (columns.count('|') + 1)}\n|{cells}|\n").papers
    return paper


def with_cell(column: str, cell: str) -> Paper:
    """The paper of a row that has this cell as well."""
    return row(f"2024-03-08|A|https://arxiv.org/abs/2403.00001|{cell}", f"Publish Date|Title|PDF|{column}")


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
        ("[a](https://e.org/a) https://arxiv.org/abs/2403.00001", "https://arxiv.org/abs/2403.00001", "2403.00001"),
        ("https://e.org/a.pdf", "https://e.org/a.pdf", "None"),
        ("2403.00001v1", None, "2403.00001v1"),
        ("[x](http://arxiv.org/abs/hep-th/9901001)", "http://arxiv.org/abs/hep-th/9901001", "hep-th/9901001"),
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
        ("[A](https://e.org/a) [code](https://e.org/b)", "A"),
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
        ("[[NLP](https://e.org/nlp)]", ("NLP",), ()),
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
    inner = "<details>We <summary>do</summary> look.</details>"
    assert with_cell("Abstract", inner).abstract == "We <summary>do</summary> look."
    assert with_cell("Abstract", "<details><summary>Open").abstract == "<details><summary>Open"


def test_columns_that_no_field_knows_are_kept_under_their_own_spelling_and_said_once() -> None:
    document = read(
        "|Publish Date|Title|PDF|**Venue!**|Score|\n|---|---|---|---|---|\n"
        "|2024-03-08|A|2403.00001|ABC|<details>7</details>|\n\n"
        "|Publish Date|Title|PDF|**Venue!**|\n|---|---|---|---|\n|2024-03-07|B|2403.00002|DEF|\n"
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
    assert with_cell("Title (中文)", "甲").translated_title == "甲"
    assert with_cell("中文标题", "**甲**").translated_title == "甲"
    assert with_cell("DOI", "https://doi.org/10.1000/x.1").doi == "10.1000/x.1"
    assert with_cell("DOI", "none yet").extra == (("DOI", "none yet"),)


def test_links_in_other_cells_are_links_of_the_paper() -> None:
    assert [link.url for link in with_cell("Comment", "see https://e.org/c.").links] == ["https://e.org/c"]
    assert [link.url for link in with_cell("TL;DR", "see https://e.org/c.").links] == ["https://e.org/c"]


def test_of_several_days_the_one_of_publication_is_the_papers_and_the_others_are_extra() -> None:
    for columns in ("Publish Date|Update Date|Title|PDF", "Update Date|Publish Date|Title|PDF"):
        paper = row("2024-03-08|2024-03-09|A|2403.00001", columns)
        other = columns.split("|").index("Update Date")
        assert paper.date == dt.date(2024, 3, 9 - other)
        assert paper.extra == (("Update Date", f"2024-03-{8 + other:02}"),)
    text = "|Publish Date|Update Date|Title|PDF|\n|---|---|---|---|\n|2024-03-08|2024-03-09|A|2403.00001|\n"
    assert codes(read(text)) == ["PD305"]


@pytest.mark.parametrize(
    "columns", ["Title|标题|Abstract|摘要", "标题|Title|摘要|Abstract", "Title|中文标题|Abstract|中文摘要"]
)
def test_of_two_columns_the_one_in_english_is_the_papers_own_and_the_other_a_translation(
    columns: str,
) -> None:
    cells = "|".join(
        {"T": "A", "A": "We look."}.get(name[0], "甲" if "题" in name else "我们看。")
        for name in columns.split("|")
    )
    paper = row(f"2024-03-08|{cells}|2403.00001", f"Publish Date|{columns}|PDF")
    assert (paper.title, paper.translated_title, paper.abstract) == ("A", "甲", "We look.")
    assert [point.text for point in paper.summary] == ["我们看。"]


def test_names_of_columns_may_have_remarks() -> None:
    paper = row(
        "2024-03-08|A|2403.00001|We look.", "Publish Date (UTC)|题目 / Title|PDF链接|Abstract (short)"
    )
    assert (paper.title, paper.abstract) == ("A", "We look.")


def test_a_column_called_date_is_before_one_of_unknown_name() -> None:
    paper = row("2024-03-01|2024-03-08|A|2403.00001", "Seen|Date|Title|PDF")
    assert (paper.date, paper.extra) == (dt.date(2024, 3, 8), (("Seen", "2024-03-01"),))
