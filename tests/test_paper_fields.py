"""Labelled fields as parts of papers, whichever of the formats has them."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import pytest

import paperdigest
from linear_cost import assert_linear
from paperdigest import AuthorsOrder, LinkKind
from paperdigest.readers.engines.field_names import field_name

if TYPE_CHECKING:
    from paperdigest import Document, Paper

HEAD = "# Personalized Daily ArXiv Papers 06/14/2024\n\n## 0. [A](https://arxiv.org/abs/2406.00001)\n"


def read(fields: str, heading: str = "") -> Document:
    head = HEAD if not heading else f"{HEAD.partition('## ')[0]}{heading}\n"
    return paperdigest.loads(head + fields, reader="paper-assistant")


def paper(fields: str, heading: str = "") -> Paper:
    (found,) = read(fields, heading).papers
    return found


def findings(fields: str, heading: str = "") -> list[str]:
    return [found.code.id for found in read(fields, heading).diagnostics]


def kinds(fields: str) -> list[str]:
    return [block.kind for block in read(fields).blocks if block.kind != "blank"][2:]


@pytest.mark.parametrize(
    ("label", "name"),
    [
        ("authors", "authors"), ("作者", "authors"), ("저자", "authors"), ("arxiv id", "arxiv_id"), ("pdf", "url"),
        ("论文链接", "url"), ("代码链接", "code"), ("原文标题", "title"), ("title (zh)", "translated_title"),
        ("title (korean)", "translated_title"), ("标题（中文", "translated_title"), ("title (en)", "title"),
        ("abstract", "abstract"), ("abstract (en)", "abstract"), ("abstract (zh)", "summary"), ("摘要", "summary"),
        ("초록", "summary"), ("résumé", "summary"), ("relevance", None), ("title (", None), ("", None),
    ],
)  # fmt: skip
def test_a_label_names_a_field_in_several_languages(label: str, name: str | None) -> None:
    assert field_name(label) == name


def test_a_translated_abstract_is_a_point_and_not_the_papers_abstract() -> None:
    found = paper("**Abstract:** One.\n**Abstract (ZH):** 一。\n**摘要：** 二。\n")
    assert found.abstract == "One."
    assert [(point.label, point.text) for point in found.summary] == [
        ("Abstract (ZH)", "一。"),
        ("摘要", "二。"),
    ]


def test_a_field_for_the_original_title_makes_the_heading_a_translation() -> None:
    found = paper("**原文标题：** One\n  and Two\n")
    assert (found.title, found.translated_title) == ("One and Two", "A")
    assert paper("**Original title:** A\n").translated_title is None
    assert paper("**Original title:** B\n**Translated title:** C\n").translated_title == "C"
    assert paper("**Title (ZH):** C\n").translated_title == "C"


def test_authors_are_in_the_order_of_the_paper_and_two_of_one_name_are_two_people() -> None:
    found = paper("**Authors:** Ann Bo, Ann Bo, Cy Do\n")
    assert found.authors == ("Ann Bo", "Ann Bo", "Cy Do")
    assert (found.authors_order, found.authors_complete) == (AuthorsOrder.PAPER, True)
    assert findings("**Authors:** Ann Bo, Ann Bo\n") == []
    assert paper("**Authors:** Ann Bo,Ann Bo\n").authors == ("Ann Bo", "Ann Bo")


@pytest.mark.parametrize(
    "text", ["Ann Bo，Cy Do", "Ann\nBo, Cy Do", "Ann Bo、Cy Do", "Ann Bo,\nCy Do", "\n\nAnn Bo, Cy Do"]
)
def test_names_stand_between_commas_of_any_script_and_on_several_lines(text: str) -> None:
    assert paper(f"**作者：** {text}\n").authors == ("Ann Bo", "Cy Do")


def test_a_paper_without_authors_says_nothing_of_their_order() -> None:
    found = paper("**Relevance:** 9\n")
    assert (found.authors, found.authors_complete, found.authors_order) == ((), None, AuthorsOrder.UNKNOWN)


def test_fields_may_be_the_items_of_a_list_if_the_first_is() -> None:
    items = "- **Authors:** Ann Bo,\n  Cy Do\n* **Comment:** Good.\n- Really.\n- **Topic:** nets\n"
    found = paper(items)
    assert found.authors == ("Ann Bo", "Cy Do")
    assert found.extra == (("Comment", "Good.\n- Really."), ("Topic", "nets"))
    assert kinds(items) == ["authors", "authors", "field", "field", "field"]
    points = "**Comment:** Good.\n- **Authors:** are named.\n"
    assert paper(points).extra == (("Comment", "Good.\n- **Authors:** are named."),)
    code = f"{items}```\n- **Abstract:** x\n```\n"
    assert paper(code).extra[1] == ("Topic", "nets\n```\n- **Abstract:** x\n```")


def test_a_list_that_was_cut_off_says_so() -> None:
    assert paper("**Authors:** Ann Bo et al.\n").authors_complete is False


def test_a_page_of_arxiv_is_the_url_and_the_other_links_are_links() -> None:
    heading = "## 0. A Title"
    text = "**Abstract:** x\n**Link:** [blog](https://example.org/) | [HF](https://huggingface.co/papers/2406.00002) | "
    found = paper(text + "[arXiv](https://arxiv.org/abs/2406.00002v3)\n", heading)
    assert (found.url, str(found.arxiv_id)) == ("https://arxiv.org/abs/2406.00002v3", "2406.00002v3")
    assert [link.label for link in found.links] == ["blog", "HF"]
    found = paper(text + "[none]()\n", heading)
    assert (found.url, [link.label for link in found.links]) == (
        "https://huggingface.co/papers/2406.00002",
        ["blog"],
    )
    assert paper("**Abstract:** x\n**Link:** https://example.org/a\n", heading).url == "https://example.org/a"


def test_the_link_in_the_heading_is_the_url_whatever_the_fields_say() -> None:
    found = paper(
        "**PDF:** [PDF](https://arxiv.org/pdf/2406.00001) [again](https://arxiv.org/abs/2406.00001)\n"
    )
    assert found.url == "https://arxiv.org/abs/2406.00001"
    assert [link.url for link in found.links] == ["https://arxiv.org/pdf/2406.00001"]


def test_a_link_in_a_field_for_code_leads_to_code_unless_its_site_says_otherwise() -> None:
    found = paper("**Code:** [one](https://example.org/a) [two](https://huggingface.co/datasets/a/b)\n")
    assert [link.kind for link in found.links] == [LinkKind.CODE, LinkKind.DATASET]


def test_links_in_comments_and_translations_are_links_and_those_in_abstracts_are_not() -> None:
    found = paper("**Comment:** At https://example.org/a.\n**摘要：** 见 https://example.org/b。\n"
                  "**Abstract:** At https://example.org/c.\n")  # fmt: skip
    assert [link.url for link in found.links] == ["https://example.org/a", "https://example.org/b"]


def test_a_field_for_links_that_holds_none_is_not_read_and_says_so() -> None:
    assert findings("**Link:** see below\n") == ["PD306"]
    assert kinds("**Link:** see below\n") == ["unknown"]


@pytest.mark.parametrize(
    ("text", "expected", "code"),
    [
        ("2406.00001", "2406.00001", []), ("arXiv:2406.00001v2", "2406.00001", []), ("`2406.00001`", "2406.00001", []),
        ("[2406.00001](https://arxiv.org/abs/2406.00001)", "2406.00001", []),
        ("2406.00002", "2406.00001", ["PD342"]), ("soon", "2406.00001", ["PD343"]), ("-", "2406.00001", ["PD331"]),
        ("[x](https://example.org/)", "2406.00001", ["PD343"]),
    ],
)  # fmt: skip
def test_the_field_for_the_id_checks_the_url(text: str, expected: str, code: list[str]) -> None:
    fields = f"**ArXiv ID:** {text}\n"
    assert str(paper(fields).arxiv_id) == expected
    assert findings(fields) == code


def test_the_field_for_the_id_counts_where_the_url_says_none() -> None:
    fields = "**ArXiv ID:** 2406.00002v2\n**Authors:** Ann Bo\n"
    assert str(paper(fields, "## 0. [A](https://example.org/a)").arxiv_id) == "2406.00002v2"
    assert findings(fields, "## 0. [A](https://example.org/a)") == []
    assert str(paper(fields, "## 0. A").arxiv_id) == "2406.00002v2"
    assert paper(fields, "## 0. A").url is None
    assert findings(fields, "## 0. A") == ["PD201"]


@pytest.mark.parametrize(
    "text", ["", "-", "None", "N/A", "null", "[]()", "[PDF]()", "[a]() | [b]( )", "暂无"]
)
@pytest.mark.parametrize("label", ["Link", "Abstract", "Comment", "Keywords", "代码链接", "摘要"])
def test_what_says_nothing_is_as_if_it_were_missing(label: str, text: str) -> None:
    fields = f"**Relevance:** 9\n**{label}:** {text}\n"
    assert paper(fields) == paper("**Relevance:** 9\n")
    assert findings(fields) == ["PD331"]


def test_a_field_without_an_address_says_that_there_is_no_url() -> None:
    assert findings("**Abstract:** x\n**Link:** []()\n", "## 0. A") == ["PD331"]
    assert findings("**Abstract:** x\n", "## 0. A") == ["PD201"]


def test_a_field_of_the_model_counts_once_and_one_that_no_field_knows_is_joined() -> None:
    fields = "**Abstract:** One.\n**Abstract:** Two.\n**Note:** a\n**Note:** b\n"
    assert (paper(fields).abstract, paper(fields).extra) == ("One.", (("Note", "a\nb"),))
    assert findings(fields) == ["PD304", "PD305"]
    assert kinds(fields) == ["abstract", "unknown", "field", "field"]


def test_links_and_translations_under_several_labels_all_count() -> None:
    found = paper(
        "**Link:** https://example.org/a\n**PDF:** https://example.org/b\n**摘要：** 一\n**总结：** 二\n"
    )
    assert [link.url for link in found.links] == ["https://example.org/a", "https://example.org/b"]
    assert [point.text for point in found.summary] == ["一", "二"]


def test_the_announcement_of_the_feed_is_no_part_of_an_abstract() -> None:
    fields = "**Abstract:** arXiv:2406.00001v1 Announce Type: replace-cross \nAbstract: We look.\n"
    assert paper(fields).abstract == "We look."
    assert findings(fields) == ["PD345"]
    assert paper("**Abstract:** arXiv:2406.00001v1 Announce Type: new Abstract: \n").abstract is None
    assert paper("**Abstract:** We say: Announce Type: new Abstract: no.\n").abstract == (
        "We say: Announce Type: new Abstract: no."
    )


def test_an_abstract_keeps_its_lines_and_what_looks_like_labels_in_it() -> None:
    text = "We cast\n\nwide nets: often.\nResults: many.\n#1 of all."
    assert paper(f"**Abstract:** {text}\n\n**Relevance:** 9\n").abstract == text


@pytest.mark.parametrize("short", ["**Authors:** Ann Bo", "**Keywords:** nets", "**Title (ZH):** 网"])
def test_text_below_a_short_field_is_no_part_of_it(short: str) -> None:
    fields = f"{short}\n\nWords.\n"
    assert findings(fields) == ["PD306"]
    assert paper(fields) == paper(f"{short}\n")


@pytest.mark.parametrize("number", ["9", "9/10", "8.5"])
def test_text_below_a_number_is_no_part_of_it(number: str) -> None:
    fields = f"**Relevance:** {number}\nWords.\n"
    assert paper(fields).extra == (("Relevance", number),)
    assert findings(fields) == ["PD306"]
    assert paper("**Comment:** 9 of ten\nnets\n").extra == (("Comment", "9 of ten\nnets"),)


@pytest.mark.parametrize(
    "line", ["[Back to top](#top)", "**[↑](#link0)**", "<br>", "</details>", "---", "### Notes"]
)
def test_rules_markup_and_headings_end_a_field(line: str) -> None:
    fields = f"**Comment:** Good.\n{line}\n"
    assert paper(fields).extra == (("Comment", "Good."),)
    assert findings(fields) == []
    assert kinds(fields)[1] in ("markup", "rule", "heading")


@pytest.mark.parametrize("more", ["(and 3 others)", "and 3 others", "+3 more", "(et al.)", "et al."])
def test_a_list_of_authors_may_say_how_many_more_there_are(more: str) -> None:
    found = paper(f"**Authors:** Ann Bo, Cy Do {more}\n")
    assert (found.authors, found.authors_complete) == (("Ann Bo", "Cy Do"), False)
    assert findings(f"**Authors:** Ann Bo, Cy Do {more}\n") == ["PD312"]


def test_several_fields_may_stand_in_one_line() -> None:
    fields = "**ArXiv ID:** 2406.00001 | **Authors:** Ann Bo, Cy Do\n**Relevance:** 9 · __Novelty__: 7\n"
    found = paper(fields)
    assert (found.authors, found.extra) == (("Ann Bo", "Cy Do"), (("Relevance", "9"), ("Novelty", "7")))
    assert findings(fields) == []
    assert paper("**Comment:** a | **b** | c\n").extra == (("Comment", "a | **b** | c"),)
    assert paper("**Comment:** a | **Score:** 2\n**Novelty:** 7\n").extra[1:] == (
        ("Score", "2"),
        ("Novelty", "7"),
    )
    assert paper("**Comment:** a | **Topic:** b\nc\n").extra == (("Comment", "a"), ("Topic", "b\nc"))
    text = "We say | **no:** never."
    assert paper(f"**Abstract:** {text}\n").abstract == text


@pytest.mark.parametrize(
    "fold", ["<details><summary>{}</summary>", "<details>\n<summary><b>{}:</b></summary><br>"]
)
def test_a_fold_whose_label_names_a_field_is_that_field(fold: str) -> None:
    fields = f"**Relevance:** 9\n\n{fold.format('摘要')}\n\n网。\n\n</details>\n\n**Novelty:** 7\n"
    (point,) = paper(fields).summary
    assert (point.label, point.text) == ("摘要", "网。")
    assert [label for label, _ in paper(fields).extra] == ["Relevance", "Novelty"]
    assert findings(fields) == []


@pytest.mark.parametrize(
    "fold", ["<details>", "<details><summary>Show</summary>", "<div>\n<summary>Abstract</summary>"]
)
def test_a_field_may_be_folded_below_its_label(fold: str) -> None:
    fields = f"**Abstract:**\n{fold}\n\nWe look.\n</details>\n**Relevance:** 9\n"
    assert paper(fields).abstract == "We look."
    assert findings(fields) == []


def test_what_is_folded_under_other_words_belongs_to_no_field() -> None:
    fields = "**Comment:** Good.\n<details><summary>More</summary>\nWords.\n</details>\n"
    assert paper(fields).extra == (("Comment", "Good."),)
    assert findings(fields) == ["PD306"]
    assert kinds(fields)[1:] == ["markup", "unknown", "markup"]
    code = "**Comment:**\n```\n<summary>Abstract</summary>\n```\n"
    assert paper(code).extra == (("Comment", "```\n<summary>Abstract</summary>\n```"),)


def test_the_marks_of_a_merge_are_text_of_no_field() -> None:
    sides = "<<<<<<< HEAD\n**Comment:** a\n||||||| 1a\n=======\n**Comment:** b\n>>>>>>> main\n"
    fields = f"**Abstract:** We look.\n{sides}"
    assert paper(fields).abstract == "We look."
    assert paper(fields).extra == (("Comment", "a\nb"),)
    assert findings(fields) == ["PD306"] * 3
    assert paper("**Abstract:** a\n> b\n<c> d\n====\n").abstract == "a\n> b\n<c> d\n===="


def test_a_label_that_no_field_knows_is_reported_once_in_a_text() -> None:
    second = "## 1. [B](https://arxiv.org/abs/2406.00002)\n**Topic:** b\n**Note:** c\n"
    document = read(f"**Topic:** a\n\n{second}")
    assert [found.arguments for found in document.diagnostics] == [("Topic",), ("Note",)]


def test_text_behind_a_rule_and_the_last_field_is_the_pages() -> None:
    document = read("**Comment:** Good.\n\n---\n\nA footer.\n")
    assert document.diagnostics == ()
    assert [block.kind for block in document.blocks if block.kind != "blank"][-2:] == ["rule", "prose"]
    (found,) = document.papers
    assert found.span is not None
    assert document.source[: found.span.end].endswith("**Comment:** Good.\n\n")


def test_a_rule_above_a_field_ends_no_paper() -> None:
    fields = "**Comment:** Good.\n---\n**Authors:** Ann Bo\n\nWords.\n"
    assert paper(fields).authors == ("Ann Bo",)
    assert findings(fields) == ["PD306"]


def test_text_between_two_papers_belongs_to_none_and_a_warning_says_so() -> None:
    second = "## 1. [B](https://arxiv.org/abs/2406.00002)\n"
    fields = f"**Comment:** Good.\n\n---\n\nA footer.\nIts end.\n\n{second}"
    assert findings(fields) == ["PD109"]
    assert kinds(fields) == ["field", "rule", "unknown", "unknown", "paper-heading"]


def test_code_is_text_of_the_field_that_it_stands_in_or_it_is_not_read() -> None:
    code = "```\n**Abstract:** printed\n```"
    assert paper(f"**Comment:** It prints:\n{code}\n").extra == (("Comment", f"It prints:\n{code}"),)
    assert findings(f"**Relevance:** 9\n\n{code}\n") == ["PD306"]
    assert paper(f"**Relevance:** 9\n\n{code}\n").abstract is None


def test_a_heading_with_nothing_to_say_is_no_paper() -> None:
    assert read("**Authors:**\n", "## 0. []()").papers == ()


# Each is repeated behind the heading of a paper.
UNITS = (
    "**Authors:** ", "**A:** b\n", "**Abstract:** x\n", "**Link:** [a](https://x.org)", "[](", "**Link:** []()\n",
    "[a]() | ", "**Comment:**\n\n", "---\n", "```\n", "```x\n", "a, ", "\n", " ", "**", "https://x.org/a ", "# \n",
    "**Link:** " + "[" * 50 + "\n", "[](#", "9", "<br>", "<details><summary>",
    "<summary>Abstract</summary>\n", "<details>\n", "| **A:** ", "|", "=======\n",
    "arXiv:2406.00001v1 ", "(", "，", "\t",
)  # fmt: skip


@pytest.mark.parametrize("before", ["", "**Link:** ", "**Authors:** ", "**Comment:** x\n", "**Abstract:** "])
def test_reading_fields_costs_linear_time(before: str) -> None:
    read_by = partial(paperdigest.reader("paper-assistant").read, name="x")

    def prepare(size: int, unit: str) -> partial[Document]:
        return partial(read_by, HEAD + before + unit * (size // len(unit)))

    for unit in UNITS:
        assert_linear(partial(prepare, unit=unit), 4_000)
