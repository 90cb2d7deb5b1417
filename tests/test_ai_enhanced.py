"""Digests that a language model has annotated: what the fixtures do not show."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

import paperdigest
from linear_cost import assert_linear
from paperdigest import AuthorsOrder
from paperdigest.readers.ai_enhanced.grammar import (
    contents_line,
    counted,
    ends_field,
    group_name,
    is_category,
    is_markup,
    quoted_title,
    whole_bold,
)
from paperdigest.readers.engines.authored_headings import authors_line, entry_heading
from paperdigest.readers.signs import SIGNS, signs_in

if TYPE_CHECKING:
    from collections.abc import Callable

    from paperdigest import Paper

reader = paperdigest.reader("ai-enhanced")
HEADING = "### [1] [T](https://arxiv.org/abs/2505.00001)\n"
ENTRY = f"{HEADING}*Ann Bo*\n"


def paper_of(below: str) -> Paper:
    (paper,) = paperdigest.loads(ENTRY + below).papers
    return paper


def found_in(text: str) -> list[str]:
    return [found.code.id for found in paperdigest.loads(text).diagnostics if found.code.id != "PD102"]


# --- recognition


@pytest.mark.parametrize(
    "text",
    [
        ENTRY,
        f"\n\n{ENTRY}",
        HEADING + "\n*Ann Bo,Cy Do*\n",
        HEADING + "> *Ein Titel*\n\n*Ann Bo*\n",
        HEADING + "**new** | *Ann Bo*\n",
        "### [T](https://arxiv.org/abs/2505.00001)\n*Ann Bo*\n",
        "### [2] [T](https://example.org/paper)\n*Ann Bo*\n",
        "## 1. [T](https://arxiv.org/abs/2505.00001)\n*Ann Bo*\n",
        "#### [1] [T](https://arxiv.org/abs/2505.00001)\n*Ann Bo*\n",
        "### 📄 [T](https://arxiv.org/abs/2505.00001)\n*Ann Bo*\n",
        f"# Daily Papers (2025-05-05)\n\n{ENTRY}",
        f"\ufeff{ENTRY}",
        ENTRY.replace("\n", "\r"),
    ],
)
def test_a_heading_with_authors_below_it_is_recognised_by_this_reader_alone(text: str) -> None:
    assert reader.recognises(text) == 1
    assert paperdigest.reader("daily-papers").recognises(text) == 0
    assert SIGNS["ai-enhanced"] & signs_in(text)
    assert len(paperdigest.loads(text).papers) == 1


@pytest.mark.parametrize(
    "text",
    [
        "",
        HEADING,
        HEADING + "Ann Bo, Cy Do\n",
        HEADING + "* Ann Bo\n",
        HEADING + "**Ann Bo**\n",
        HEADING + "Task: x\n*Ann Bo*\n",
        HEADING + "\n" * 9 + "*Ann Bo*\n",
        HEADING + "    *Ann Bo*\n",
        "### T\n*Ann Bo*\n",
        "### [A tool](https://example.org/tool)\n*What it does*\n",
        "### [A place](#place)\n*What is there*\n",
        "### [1] [A place](#place)\n*What is there*\n",
        "# [1] [T](https://arxiv.org/abs/2505.00001)\n*Ann Bo*\n",
        "##### [1] [T](https://arxiv.org/abs/2505.00001)\n*Ann Bo*\n",
        f"```\n{ENTRY}```\n",
        f"    {HEADING}*Ann Bo*\n",
        f"## Daily Papers (2025-05-05)\n\n### [T](https://arxiv.org/abs/2505.00001)\n\nVote: 1\n\n{ENTRY}",
    ],
)
def test_other_texts_are_not_recognised(text: str) -> None:
    assert reader.recognises(text) == 0


def test_a_text_with_votes_below_its_headings_stays_with_the_first_format() -> None:
    text = f"## Daily Papers (2025-05-05)\n\n### [T](https://arxiv.org/abs/2505.00001)\n\nVote: 1\n\n{ENTRY}"
    document = paperdigest.loads(text)
    assert document.reader == "daily-papers"
    assert "PD110" not in {found.code.id for found in document.diagnostics}


def test_a_first_paper_with_words_in_italics_is_not_one_with_authors() -> None:
    tool = "### [A tool](https://example.org/tool)\n*What it does*\n\n"
    text = f"## Daily Papers (2025-05-05)\n\n{tool}### [T](https://arxiv.org/abs/2505.00001)\n*Ann Bo*\n"
    assert (reader.recognises(text), paperdigest.reader("daily-papers").recognises(text)) == (0, 2)


def test_each_paper_with_authors_counts_as_an_entry() -> None:
    assert reader.recognises(ENTRY * 3 + HEADING + "\nTask: x\n") == 3


# --- lines


@pytest.mark.parametrize(
    ("line", "names", "others"),
    [
        ("*Ann Bo,Cy Do*", "Ann Bo,Cy Do", ()),
        ("  *Ann Bo*  ", "Ann Bo", ()),
        ("*Ann Bo* | **Main category: cs.CV**", "Ann Bo", ("**Main category: cs.CV**",)),
        ("**new** | *Ann Bo* · cs.CV", "Ann Bo", ("**new**", "cs.CV")),
        ("*Ann Bo* | *new*", "Ann Bo", ("*new*",)),
        ("** | *Ann Bo*", "Ann Bo", ("**",)),
        ("*Ann B*o,Cy Do*", "Ann B*o,Cy Do", ()),
        ("**", "", ()),
    ],
)
def test_a_line_of_authors_stands_between_single_stars(
    line: str, names: str, others: tuple[str, ...]
) -> None:
    found = authors_line(line)
    assert found is not None
    assert (found.names, found.others) == (names, others)


@pytest.mark.parametrize(
    "line", ["", "*", "* a", "* a *", "*a *", "***a***", "a *b*", "**a** | **b**", "    *a*", "*a* b"]
)
def test_other_lines_are_no_authors(line: str) -> None:
    assert authors_line(line) is None


@pytest.mark.parametrize(
    ("text", "title", "numbered"),
    [
        ("[1] [T](u)", "T", True),
        ("[1][T](u)", "T", True),
        ("12. [T](u)", "T", True),
        ("[T](u)", "T", False),
        ("[3D](u)", "3D", False),
        ("[1](u)", "1", False),
        ("[[1] T](u)", "[1] T", False),
        ("📄 [T](https://example.org) · [PDF](u)", "T", False),
        ("[7] [[A] $x$ [B]](u)", "[A] $x$ [B]", True),
    ],
)
def test_an_index_before_the_title_is_told_from_brackets_in_it(text: str, title: str, numbered: bool) -> None:
    found = entry_heading(text)
    assert found is not None
    assert (found.link.title, found.numbered) == (title, numbered)


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("- [cs.CV](#cs.CV) [Total: 58]", ("cs.CV", 58)),
        ("  * [Vision](#v) (58)", ("Vision", 58)),
        ("1. [视觉](#视觉) （58 篇）", ("视觉", 58)),
        ("- [cs.CV](#cs.CV)", ("cs.CV", None)),
        ("- [cs.CV](https://example.org) [Total: 58]", None),
        ("- [cs.CV](#cs.CV) and more", None),
        ("[cs.CV](#cs.CV)", None),
    ],
)
def test_a_line_of_contents_names_a_group_and_its_total(
    line: str, expected: tuple[str, int | None] | None
) -> None:
    assert contents_line(line) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("cs.CV", ("cs.CV", None)),
        ("cs.CV (3)", ("cs.CV", 3)),
        ("Vision [Total: 3]", ("Vision", 3)),
        ("3D Vision (Part 2 of 3)", ("3D Vision (Part 2 of 3)", None)),
        ("Vision (new)", ("Vision (new)", None)),
        (f"Vision ({'9' * 70})", (f"Vision ({'9' * 70})", None)),
    ],
)
def test_a_count_stands_in_brackets_at_the_end(text: str, expected: tuple[str, int | None]) -> None:
    assert counted(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("cs.CV [[Back]](#toc)", ("cs.CV", True)),
        ("cs.CV [Back](#toc)", ("cs.CV", True)),
        ("[cs.CV](#toc)", ("cs.CV", True)),
        ("cs.CV", ("cs.CV", False)),
        ("](#)", ("", True)),
    ],
)
def test_the_link_back_is_no_part_of_a_groups_name(text: str, expected: tuple[str, bool]) -> None:
    assert group_name(text) == expected


@pytest.mark.parametrize(
    ("line", "title"),
    [("> *Ein Titel*", "Ein Titel"), (">**Ein Titel**", "Ein Titel"), ("> Ein Titel", None), ("*Ein Titel*", None),
     ("> *a* b*", None), ("> * a*", None)],
)  # fmt: skip
def test_a_translated_title_is_quoted_and_stands_between_stars(line: str, title: str | None) -> None:
    assert quoted_title(line) == title


def test_a_label_may_stand_within_the_stars_of_its_text() -> None:
    assert whole_bold("**Main category: cs.CV**") == ("Main category", "cs.CV")
    assert whole_bold("**no label**") is None
    assert whole_bold("** : x**") is None


def test_categories_are_told_from_topics() -> None:
    known = ("cs.CV", "cs", "cond-mat.mes-hall", "quant-ph", "physics.ao-ph", "q-bio.QM", "hep-th")
    assert all(map(is_category, known))
    assert not any(map(is_category, ("Vision", "cs CV", "setup.py", "cs.", "example.org", "")))


@pytest.mark.parametrize(
    "line",
    ["<details>", "  <summary>Details</summary>", "<details><summary><b>More</b></summary>", "</details>",
     "<div id='cs.CV'></div>", "---", "***"],
)  # fmt: skip
def test_lines_that_divide_and_fold_are_markup(line: str) -> None:
    assert is_markup(line)
    assert ends_field(line)


@pytest.mark.parametrize("line", ["<5 % of them", "- item", "*a*", "text <br>", "https://example.org"])
def test_text_is_no_markup(line: str) -> None:
    assert not is_markup(line)
    assert not ends_field(line)


# --- papers


def test_names_are_split_at_commas_and_nowhere_else() -> None:
    text = f"{HEADING}*Ann Bo,Cy Do and Eva Fu,  Jin Li ,Jin Li, Li &amp; Co*\n"
    (paper,) = paperdigest.loads(text).papers
    assert paper.authors == ("Ann Bo", "Cy Do and Eva Fu", "Jin Li", "Jin Li", "Li &amp; Co")
    assert (paper.authors_order, paper.authors_complete) == (AuthorsOrder.PAPER, True)
    assert found_in(text) == []


def test_a_line_without_names_says_nothing_of_authors() -> None:
    (paper,) = paperdigest.loads(f"{ENTRY}{HEADING}**\n").papers[1:]
    assert (paper.authors, paper.authors_order, paper.authors_complete) == ((), AuthorsOrder.UNKNOWN, None)


def test_a_heading_without_authors_is_a_paper_only_among_others_that_have_them() -> None:
    other = "### [2] [Other](https://arxiv.org/abs/2505.00002)\n\nTask: x\n"
    assert [paper.title for paper in paperdigest.loads(ENTRY + other).papers] == ["T", "Other"]
    assert reader.read(other, "-").papers == ()


def test_a_heading_with_neither_title_nor_address_nor_authors_is_no_paper() -> None:
    assert len(paperdigest.loads(f"{ENTRY}\n### [2] []()\n**\n\n### [3] []()\n").papers) == 1


def test_a_numbered_list_below_a_label_is_its_children_and_one_beside_it_is_text() -> None:
    (below, beside) = paper_of("**Method:**\n\n1. a\n2. b\n\n**Result:** 1. c\n2. d\n").summary
    assert [point.text for point in below.children] == ["a", "b"]
    assert (below.label, below.text) == ("Method", "")
    assert (beside.text, beside.children) == ("1. c\n2. d", ())


def test_a_list_with_other_text_in_it_is_text() -> None:
    (point,) = paper_of("**Method:**\n1. a\nthen\n2. b\n").summary
    assert (point.text, point.children) == ("1. a\nthen\n2. b", ())


def test_a_group_gives_its_category_only_where_the_paper_has_none() -> None:
    group = "## cs.CV [[Back]](#toc)\n\n"
    (paper,) = paperdigest.loads(group + ENTRY).papers
    assert paper.categories == ("cs.CV",)
    (paper,) = paperdigest.loads(f"{group}{ENTRY}\nMain category: cs.AI\n").papers
    assert (paper.categories, paper.tags) == (("cs.AI",), ())


def test_a_group_ends_at_a_heading_of_its_level() -> None:
    text = f"# cs.CV [[Back]](#toc)\n\n{ENTRY}\n# More\n\n{ENTRY}"
    assert [paper.categories for paper in paperdigest.loads(text).papers] == [("cs.CV",), ()]


def test_links_come_from_lines_of_links_then_fields_then_the_abstract() -> None:
    paper = paper_of(
        "[PDF](https://arxiv.org/pdf/2505.00001)\n\nAbstract: See https://example.org/a and\n"
        "https://example.org/b.\n\nTL;DR: At https://example.org/c\n"
    )
    assert [link.url for link in paper.links] == [
        "https://arxiv.org/pdf/2505.00001", "https://example.org/c", "https://example.org/a", "https://example.org/b",
    ]  # fmt: skip


def test_a_date_in_a_smaller_heading_below_the_title_begins_no_digest() -> None:
    text = f"# 2025-05-05\n\n## Sent on 2025-05-06\n\n{ENTRY}"
    assert [str(digest.date) for digest in paperdigest.loads(text).digests] == ["2025-05-05"]


@pytest.mark.parametrize("value", ["-", "null", "[]()", "N/A", "None", " "])
def test_a_word_for_nothing_is_no_keyword_and_no_extra(value: str) -> None:
    paper = paper_of(f"**Keywords:** {value}\n\n**Score:** {value}\n")
    assert (paper.tags, paper.extra) == ((), ())
    assert found_in(f"{ENTRY}**Keywords:** {value}\n") == ["PD331"]


PIECES = (
    *(
        "*",
        "**a** | ",
        "[[Back]](#",
        "<summary>",
        "**Main: ",
        "> *a*\n",
        "```\n",
        "Note: a\n\n",
        "Tags: a\n\nb\n\n",
    ),
    *("# cs.CV [[Back]](#toc)\n", "# 2024-01-01\n", f"{ENTRY}Keywords: a\nZ: b\n"),
)


@pytest.mark.parametrize("piece", PIECES)
def test_reading_costs_linear_time(piece: str) -> None:
    def prepare(size: int) -> Callable[[], object]:
        text = ENTRY + "\n" + piece * (size // len(piece))
        return lambda: (reader.read(text, "-"), reader.recognises(text))

    assert_linear(prepare, 8_000)
