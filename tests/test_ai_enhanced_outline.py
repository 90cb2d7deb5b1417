"""Annotated digests: which lines belong to which paper, field, group and digest."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

import paperdigest

if TYPE_CHECKING:
    from paperdigest import Document, Paper

reader = paperdigest.reader("ai-enhanced")
ENTRY = "### [1] [T](https://arxiv.org/abs/2505.00001)\n*Ann Bo*\n\n"


def read(text: str) -> Document:
    document = paperdigest.loads(text)
    assert document.reader == "ai-enhanced"
    return document


def paper_of(below: str) -> Paper:
    (paper,) = read(ENTRY + below).papers
    return paper


def found_in(text: str) -> list[str]:
    return [found.code.id for found in read(text).diagnostics if found.code.id != "PD102"]


# --- papers


@pytest.mark.parametrize(
    "other",
    [
        "### [A place](#place)\n*What is there*\n",
        "# [2] [Too large](https://arxiv.org/abs/2505.00002)\n*Cy Do*\n",
        "#### [Smaller, without authors](https://arxiv.org/abs/2505.00002)\n",
        "#### Remark\n*in italics*\n",
        "### [A tool](https://example.org/tool)\n",
        "### More\n",
    ],
)
def test_other_headings_begin_no_paper(other: str) -> None:
    assert [paper.title for paper in read(ENTRY + other).papers] == ["T"]


def test_authors_far_below_a_heading_are_not_its_own() -> None:
    far = "### [2] [Other](https://arxiv.org/abs/2505.00002)\n" + "\n" * 8 + "*Cy Do*\n"
    paper = read(ENTRY + far).papers[1]
    assert (paper.title, paper.authors) == ("Other", ())
    assert found_in(ENTRY + far) == ["PD333", "PD407"]


def test_headings_without_any_link_are_no_digest() -> None:
    assert reader.read("### T\n*Ann Bo*\n", "-").digests == ()


def test_a_line_of_an_abstract_that_begins_with_a_number_sign_is_no_heading() -> None:
    assert paper_of("Abstract: a\n\n#P-hard b\n\nc\n# of d").abstract == "a\n\n#P-hard b\n\nc\n# of d"


def test_a_smaller_heading_ends_a_field_and_belongs_to_none() -> None:
    paper = paper_of("Method: a\n\n#### More\n\nResult: b\n")
    assert [point.text for point in paper.summary] == ["a", "b"]


# --- fields


def test_the_second_translated_title_is_not_read() -> None:
    text = ENTRY.replace("*Ann", "> *Eins*\n\n*Ann") + "> *Zwei*\n"
    assert read(text).papers[0].translated_title == "Eins"
    assert found_in(text) == ["PD306"]


def test_a_quoted_label_below_the_authors_is_no_title() -> None:
    paper = paper_of("> **TL;DR:**\n> words\n")
    assert (paper.translated_title, paper.summary[0].text) == (None, "words")


def test_words_before_a_list_keep_it_text() -> None:
    (point,) = paper_of("**Method:**\nwords\n1. a\n").summary
    assert (point.text, point.children) == ("words\n1. a", ())


def test_a_dash_glued_to_a_word_begins_no_list() -> None:
    (point,) = paper_of("**Method:**\n-wise\n").summary
    assert (point.text, point.children) == ("-wise", ())


def test_authors_with_a_label_are_not_read_where_others_stand_below_the_heading() -> None:
    paper = paper_of("**Authors:** Cy Do\n")
    assert paper.authors == ("Ann Bo",)
    assert found_in(f"{ENTRY}**Authors:** Cy Do\n") == ["PD304"]


def test_a_short_field_ends_at_anything_like_a_label() -> None:
    paper = paper_of("Keywords: a,\n b\nCity: c\n")
    assert (paper.tags, paper.extra) == (("a", "b"), (("City", "c"),))


def test_a_known_bold_label_may_stand_alone_above_its_text() -> None:
    paper = paper_of("**TL;DR**\n\na\n\n**Not a label**\n\n**✨ Result**\nb\n\n> **Abstract**\n> c\n")
    assert [(point.label, point.text) for point in paper.summary] == [
        ("TL;DR", "a\n\n**Not a label**"),
        ("✨ Result", "b"),
    ]
    assert paper.abstract == "c"
    assert paper_of("Abstract: a\n\n**Abstract**\n\nb\n").abstract == "a\n\n**Abstract**\n\nb"


def test_fields_may_be_the_items_of_a_list() -> None:
    paper = paper_of("- **TL;DR:** a\n- **Score**: 5\n  more\n\n* **Abstract:** b\n")
    assert [(point.label, point.text) for point in paper.summary] == [("TL;DR", "a")]
    assert (paper.extra, paper.abstract) == ((("Score", "5\n  more"),), "b")
    other = paper_of("**Key Contributions:**\n\n- **Method:** a\n- **Data:** b\n")
    assert [point.label for point in other.summary] == ["Key Contributions"]


@pytest.mark.parametrize(
    ("label", "known"),
    [
        ("研究动机 / Motivation", True),
        ("核心方法 (Method)", True),
        ("摘要（中文）", True),
        ("Abstract (Korean)", True),
        ("Venue / Year", False),
    ],
)
def test_a_label_may_have_a_second_name(label: str, known: bool) -> None:
    paper = paper_of(f"**{label}:** a\n")
    assert ([point.label for point in paper.summary] == [label], paper.abstract) == (known, None)
    assert bool(paper.extra) is not known


def test_categories_may_have_names_and_other_words_are_tags() -> None:
    paper = paper_of("Subjects: Robotics (cs.RO); cs.LG (Machine Learning); Birds\n")
    assert (paper.categories, paper.tags) == (("cs.RO", "cs.LG"), ("Birds",))


def test_a_doi_is_without_the_resolver() -> None:
    assert paper_of("DOI: https://doi.org/10.1000/a\n").doi == "10.1000/a"


def test_a_short_field_may_begin_below_its_label_and_ends_at_a_blank_line() -> None:
    paper = paper_of("**Keywords:**\n\na, b\n\nwords\n")
    assert paper.tags == ("a", "b")
    assert found_in(f"{ENTRY}**Keywords:**\n\na, b\n\nwords\n") == ["PD306"]


def test_markup_before_a_label_that_few_papers_have_keeps_it_a_field() -> None:
    first = read(f"{ENTRY}Method: a\n\n<br>\n\nNote: b\n\n{ENTRY}\n{ENTRY}").papers[0]
    assert (first.summary[0].text, first.extra) == ("a", (("Note", "b"),))


def test_text_below_a_fold_is_the_field_that_the_fold_is_named_for() -> None:
    paper = paper_of("TL;DR: a\n\n<details>\n<summary><b>Abstract</b></summary>\n\nb\n\nc\n</details>\n\nd\n")
    assert (paper.abstract, [point.text for point in paper.summary]) == ("b\n\nc", ["a"])


def test_text_below_a_fold_of_another_name_is_not_read_where_there_are_fields() -> None:
    text = f"{ENTRY}TL;DR: a\n\n<summary>More</summary>\n\nb\n"
    assert found_in(text) == ["PD306"]
    assert [point.text for point in read(text).papers[0].summary] == ["a"]


def test_text_above_all_fields_is_a_point_and_a_guess() -> None:
    text = f"{ENTRY}a\n\nb\n\n> c\n\nTL;DR: d\n"
    assert [point.text for point in read(text).papers[0].summary] == ["a\n\nb\n\n> c", "d"]
    assert found_in(text) == ["PD407"]


def test_a_quotation_above_all_fields_is_not_read() -> None:
    assert found_in(f"{ENTRY}> a\n\nTL;DR: b\n") == ["PD306"]


def test_points_stand_in_the_order_of_the_file() -> None:
    paper = paper_of("TL;DR: a\n\n<summary>Method</summary>\n\nb\n<hr>\nResult: c\n")
    assert [point.text for point in paper.summary] == ["a", "b", "c"]


def test_more_links_in_a_heading_are_links_and_no_part_of_the_title() -> None:
    head = "### [1] [A [b] c](https://arxiv.org/abs/2505.00001) [[PDF]](https://arxiv.org/pdf/2505.00001)\n"
    (paper,) = read(f"{head}*Ann Bo*\n").papers
    assert (paper.title, paper.url) == ("A [b] c", "https://arxiv.org/abs/2505.00001")
    assert [(link.label, link.url) for link in paper.links] == [("PDF", "https://arxiv.org/pdf/2505.00001")]
    assert found_in(f"{head}*Ann Bo*\n") == []
    assert found_in(f"### [1] ⭐ {head[8:]}*Ann Bo*\n") == ["PD202"]


# --- groups and digests


@pytest.mark.parametrize("above", ["## Vision [[Back]](#toc)\n\n", "- [Vision](#vision)\n\n## Vision\n\n"])
def test_a_topic_is_a_group_if_it_leads_back_or_stands_in_the_contents(above: str) -> None:
    assert read(above + ENTRY).papers[0].tags == ("Vision",)
    assert read(f"## Vision\n\n{ENTRY}").papers[0].tags == ()


def test_several_headings_with_papers_below_them_are_topics() -> None:
    text = f"# 2025-05-05\n\n## Vision (1 paper)\n\n{ENTRY}## Words\n\n{ENTRY}## Thanks\n\nto all.\n"
    document = read(text)
    assert [paper.tags for paper in document.papers] == [("Vision",), ("Words",)]
    assert [block.kind for block in document.blocks].count("group-heading") == 2
    days = read(f"# 2025-05-05\n\n{ENTRY}# 2025-05-04\n\n{ENTRY}# 2025-02-31\n\n{ENTRY}")
    assert [(len(digest.papers), digest.papers[0].tags) for digest in days.digests] == [(1, ())] * 3


@pytest.mark.parametrize("line", ["_Ann Bo, Cy Do_", "*Ann Bo*, *Cy Do*"])
def test_authors_may_stand_between_underscores_or_each_between_stars(line: str) -> None:
    (paper,) = read(ENTRY.replace("*Ann Bo*", line)).papers
    assert paper.authors == ("Ann Bo", "Cy Do")


def test_a_mark_may_stand_between_the_index_and_the_title() -> None:
    (paper,) = read(ENTRY.replace("[1] [T", "[1] ⭐ [T [x]")).papers
    assert paper.title == "T [x]"


def test_labelled_authors_are_no_missing_line() -> None:
    other = ENTRY.replace("*Ann Bo*", "**Authors:** Cy Do")
    assert [paper.authors for paper in read(ENTRY + other).papers] == [("Ann Bo",), ("Cy Do",)]
    assert found_in(ENTRY + other) == []


def test_each_day_has_contents_of_its_own() -> None:
    contents = "- [cs.CV](#cs.CV) [Total: 1]\n\n# cs.CV [[Back]](#toc)\n\n"
    text = f"# 2025-05-05\n\n{contents}{ENTRY}# 2025-05-04\n\n{contents}{ENTRY}"
    assert found_in(text) == []
    assert [paper.categories for paper in read(text).papers] == [("cs.CV",)] * 2
    assert found_in(f"{text}{ENTRY}") == ["PD332"]


@pytest.mark.parametrize("line", ["[⬆ Back to top](#toc)", "[[Back]](#toc)"])
def test_a_link_to_elsewhere_on_the_page_is_markup(line: str) -> None:
    assert found_in(f"{ENTRY}TL;DR: a\n\n{line}\n\n{ENTRY}Abstract: b\n{line}\n") == []
    assert paper_of(f"Abstract: b\n{line}\n").abstract == "b"


def test_a_label_that_no_field_knows_is_reported_once() -> None:
    assert found_in(f"{ENTRY}Score: 1\n\nVenue: A\n\n{ENTRY}Score: 2\n") == ["PD305", "PD305"]


def test_contents_in_code_claim_nothing() -> None:
    assert found_in(f"```\n- [cs.CV](#cs.CV) [Total: 9]\n```\n\n{ENTRY}") == []


def test_a_digest_begins_with_its_title_its_contents_or_its_first_group() -> None:
    for head in ("# 2025-05-05\n\n", "- [cs.CV](#cs.CV)\n\n", "## cs.CV [[Back]](#toc)\n\n"):
        text = f"Words.\n\n{head}{ENTRY}"
        (digest,) = read(text).digests
        assert digest.span is not None
        assert text[digest.span.start : digest.span.end] == head + ENTRY


def test_a_digest_begins_with_a_paper_without_authors_if_that_is_the_first() -> None:
    text = "### [1] [Other](https://arxiv.org/abs/2505.00002)\n\nTask: x\n\n" + ENTRY
    (digest,) = read(text).digests
    assert [paper.title for paper in digest.papers] == ["Other", "T"]
    assert digest.span == paperdigest.Span(0, len(text))


def test_papers_above_the_first_date_are_a_digest_without_one() -> None:
    digests = read(f"{ENTRY}# 2025-05-05\n\n{ENTRY}").digests
    assert [str(digest.date) for digest in digests] == ["None", "2025-05-05"]


def test_a_date_without_papers_is_no_digest() -> None:
    digests = read(f"# 2025-05-05\n\n{ENTRY}# 2025-05-04\n\nNothing new.\n").digests
    assert [str(digest.date) for digest in digests] == ["2025-05-05"]
