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
from paperdigest import Severity

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from paperdigest import Document, Paper

HEADER = "|Publish Date|Title|Authors|PDF|Code|\n|---|---|---|---|---|\n"
ROW = "|**2024-03-08**|**A Small Study**|Ann Bo et.al.|[2403.00001](http://arxiv.org/abs/2403.00001)|null|\n"
OTHER_ROW = ROW.replace("00001", "00002")
LINKED = "| **Title** | **Date** |\n|---|---|\n"
LINKED_ROW = "| **[A Small Study](http://arxiv.org/abs/2403.00001v1)** | 2024-03-08 |\n"


def read(text: str) -> Document:
    return paperdigest.reader("date-table").read(text, "x")


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
        "Date | Title\n---|---\n2024-03-08 | [A](https://arxiv.org/abs/2403.00001)\n",
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
        "|First|Second|\n|---|---|\n|Publish Date|Title|\n|2024-03-08|A|\n",
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
        "## Updated on 2024.03.09",
        "> Updated on 2024.03.09",
        "Last update: 2024-03-09",
        "**Last Updated:** 2024/03/09",
        "# Updated at March 9, 2024",
        "<p align=center>Updated on 2024.03.09</p>",
        "更新时间：2024年3月9日",
        "마지막 업데이트: 2024년 3월 9일",
        "最終更新日 2024/3/9",
        "_Update: Sat, 9 Mar 2024 (UTC)_",
        "Updated 2024-03-09 08:00:00 UTC",
    ],
)
def test_the_line_that_says_when_it_was_updated_is_the_day_of_the_digest(line: str) -> None:
    for text in (f"Words.\n\n{line}\n\n{HEADER}{ROW}", f"Words.\n\n{HEADER}{ROW}\n{line}\n"):
        (digest,) = read(text).digests
        assert digest.date == dt.date(2024, 3, 9)
        assert digest.title
        assert digest.papers[0].date == dt.date(2024, 3, 8)
        assert digest.span is not None
        assert digest.span.start == min(text.index(line), text.index(HEADER))


@pytest.mark.parametrize(
    "line",
    [
        "Updated daily since 2024-03-09",
        "2024-03-09: updated",
        "Update 2024-03-09: a new topic",
        "Updated weekly",
        "Up 2024-03-09",
        "Updated on 2024.03.09 " + "x" * 300,
    ],
)
def test_other_lines_with_a_day_are_text_of_the_page(line: str) -> None:
    document = read(f"{line}\n\n{HEADER}{ROW}")
    assert (document.digests[0].date, document.digests[0].title) == (None, None)
    assert document.blocks[0].kind == "prose"


def test_a_digest_without_a_day_has_a_finding_only_if_no_row_has_one() -> None:
    assert "PD102" not in codes(read(HEADER + ROW))
    undated = ROW.replace("**2024-03-08**", "")
    assert "PD102" in codes(read(HEADER + undated))
    assert "PD102" not in codes(read(HEADER + undated + OTHER_ROW))
    assert "PD102" not in codes(read("Updated on 2024.03.09\n\n" + HEADER + undated))


def test_of_two_lines_above_the_tables_the_first_counts() -> None:
    (digest,) = read(f"Updated on 2024.03.09\n\nLast update: 2024-03-01\n\n{HEADER}{ROW}").digests
    assert digest.date == dt.date(2024, 3, 9)


def test_a_day_below_the_tables_changes_none_above_them() -> None:
    (digest,) = read(f"Updated on 2024.03.09\n\n{HEADER}{ROW}\nLast update: 2024-03-01\n").digests
    assert digest.date == dt.date(2024, 3, 9)


def test_a_heading_that_is_a_day_begins_the_digest_of_that_day() -> None:
    text = f"Updated on 2024.03.09\n\n## 2024-03-08\n\n### A\n\n{HEADER}{ROW}\n## March 7, 2024\n\n{HEADER}{OTHER_ROW}"
    digests = read(text).digests
    assert [(digest.title, str(digest.date)) for digest in digests] == [
        ("2024-03-08", "2024-03-08"), ("March 7, 2024", "2024-03-07"),
    ]  # fmt: skip
    assert [paper.tags for digest in digests for paper in digest.papers] == [("A",), ()]
    assert topics("## Since 2024-03-08") == ("Since 2024-03-08",)


def test_each_update_with_tables_below_it_is_a_digest() -> None:
    other = ROW.replace("00001", "00002")
    document = read(f"Updated on 2024.03.09\n\n{HEADER}{ROW}\nUpdated on 2024.03.08\n\n{HEADER}{other}")
    assert [digest.date for digest in document.digests] == [dt.date(2024, 3, 9), dt.date(2024, 3, 8)]
    assert [len(digest.papers) for digest in document.digests] == [1, 1]


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
    assert topics("<h1>Page</h1>\n\n<h2 id='vision'>Vision <a href='#top'>&uarr;</a></h2>\n\n### Maps") == (
        "Vision &uarr;", "Maps",
    )  # fmt: skip


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
    assert len(read(f"{HEADER}{ROW}\n{other}\n{OTHER_ROW}").papers) == 1


def test_a_table_may_follow_the_rows_of_another_without_dashes_or_a_blank_line() -> None:
    header = HEADER.partition("\n")[0]
    assert len(read(f"{HEADER}{ROW}{header}\n{OTHER_ROW}").papers) == 2


def test_dashes_between_rows_end_no_table() -> None:
    document = read(f"{HEADER}{ROW}\n|---|---|---|---|---|\n{OTHER_ROW}")
    assert len(document.papers) == 2
    assert kinds(document) == "table-header table-delimiter paper-row table-delimiter paper-row"


def test_a_row_above_dashes_of_another_number_is_the_header_of_another_table() -> None:
    document = read(f"{HEADER}{ROW}\n|2024-03-08|A|\n|---|---|\n|2024-03-08|B|\n")
    assert kinds(document) == "table-header table-delimiter paper-row prose prose prose"


def test_items_and_rows_may_stand_below_one_heading() -> None:
    item = "- 2024-03-07, **B**, Paper: [u](https://arxiv.org/abs/2403.00003)\n"
    assert [paper.title for paper in read(f"{HEADER}{ROW}\n{item}\n{OTHER_ROW}").papers] == [
        "A Small Study", "B", "A Small Study",
    ]  # fmt: skip


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


@pytest.mark.parametrize(
    "cells",
    [
        "||||",
        "-|-|-|-|-",
        "2024-03-08||||",
        "2024-03-08||||https://github.com/a/b",
        "soon||null|[]()|",
        "---|---|---|---\x00|---",
    ],
)
def test_a_row_that_speaks_of_no_paper_is_none(cells: str) -> None:
    document = read(f"{HEADER}{ROW}|{cells}|\n")
    assert len(document.papers) == 1
    assert kinds(document).endswith("paper-row unknown")
    assert {"PD306"} == {code for code in codes(document) if code != "PD524"}


def test_a_row_with_an_abstract_alone_speaks_of_a_paper_and_one_with_a_translated_title_does_not() -> None:
    header = "|Publish Date|Title|PDF|Abstract|Translated Title|\n|---|---|---|---|---|\n"
    document = read(f"{header}|2024-03-08|||We look.||\n|2024-03-07||||A|\n")
    assert [paper.abstract for paper in document.papers] == ["We look."]


def test_rows_without_a_name_are_not_taken_for_one_paper() -> None:
    document = read(f"{HEADER}|2024-03-08||Ann Bo|||\n|2024-03-08||Cy Do|||\n")
    assert len(document.papers) == 2
    assert "PD502" not in codes(document)


def test_lines_between_rows_do_not_count_as_entries() -> None:
    assert paperdigest.reader("date-table").recognises(f"{HEADER}{ROW}lost\nwords\n\n{OTHER_ROW}") == 2


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
        "- 2024-03-08, **A, B**: C**, Paper: [u](https://arxiv.org/abs/2403.00001), Venue: ABC, "
        "Tags: maps; 代码：null\n"
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
    "a cell of details": lambda size: (
        f"|Publish Date|Title|Abstract|\n|2024-03-08|A|{'<details><summary>' * size}</details>|\n"
    ),
    "a cell of authors": lambda size: f"{HEADER}|2024-03-08|A|{'Ann et al ' * size}|C|D|\n",
    "a long line of an update": lambda size: "Updated on " + "2024 " * size + "\n" + HEADER + ROW,
    "spaces in an item": lambda size: "- 2024-03-08" + " " * (50 * size) + "x\n",
    "spaces behind an update": lambda size: "Updated on 2024" + " " * (50 * size) + "x\n",
    "names of titles": lambda size: "|" + "Title <b " * size,
}  # fmt: skip


@pytest.mark.parametrize("name", ["date-table", "title-date-table"])
@pytest.mark.parametrize("kind", HOSTILE)
def test_cost_is_linear(kind: str, name: str) -> None:
    reader = paperdigest.reader(name)

    def prepare(size: int) -> Callable[[], object]:
        text = HOSTILE[kind](size)
        return lambda: (reader.read(text, "x"), reader.recognises(text))

    assert_linear(prepare, 150)


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


def test_a_row_below_a_gap_with_as_many_dashes_below_is_the_header_of_another_table() -> None:
    table = "|Publish Date|Title|PDF|\n|---|---|---|\n|2024-03-08|A|[1](http://arxiv.org/abs/2403.00001)|\n"
    text = f"{table}\n|2024-03-07|B|[2](http://arxiv.org/abs/2403.00002)|C|\n|---|---|---|---|\n| | | | |\n"
    assert [paper.title for paper in paperdigest.reader("date-table").read(text, "x").papers] == ["A"]
