"""The digests of personal paper assistants: which headings are digests, which are papers, what stands around them."""

from __future__ import annotations

import datetime as dt
from functools import partial

import pytest

import paperdigest
from linear_cost import assert_linear

own = paperdigest.reader("paper-assistant")

HEAD = "# Personalized Daily ArXiv Papers 06/14/2024"
ONE = '## 0. [One](https://arxiv.org/abs/2406.00001) <a id="link0"></a>\n**ArXiv ID:** 2406.00001\n'
TWO = '## 1. [Two](https://arxiv.org/abs/2406.00002) <a id="link1"></a>\n**ArXiv ID:** 2406.00002\n'


def titles(text: str) -> list[str]:
    return [paper.title for paper in own.read(text, "x").papers]


def findings(text: str) -> list[str]:
    return [found.code.id for found in own.read(text, "x").diagnostics]


def kinds(text: str) -> list[str]:
    return [block.kind for block in own.read(text, "x").blocks if block.kind != "blank"]


@pytest.mark.parametrize(
    "heading",
    [
        HEAD, "# Personalized Daily Arxiv Papers 2024-06-14", "#\tPersonalized Daily arXiv Papers 06/14/2024",
        "# 🤖 Personalised daily arXiv papers: June 14, 2024", "# **Personalized Daily ArXiv Papers** 06/14/2024",
        "# Personalized Daily ArXiv Papers (14/06/2024)", "# arXiv 論文 2024年6月14日", "# Papers of 2024-06-14 #",
    ],
)  # fmt: skip
def test_the_heading_of_a_digest_has_its_date_in_many_spellings(heading: str) -> None:
    document = paperdigest.loads(f"{heading}\n\n{ONE}")
    assert document.reader == "paper-assistant"
    (digest,) = document.digests
    assert digest.title == heading.strip("# \t")
    assert digest.date == digest.papers[0].date == dt.date(2024, 6, 14)
    assert document.diagnostics == ()


@pytest.mark.parametrize(
    ("text", "entries"),
    [
        (f"{HEAD}\n\n{ONE}\n{TWO}", 2),
        (f"{HEAD}\n\n{ONE}\n{HEAD}\n\n{TWO}", 2),
        (f"{HEAD}\nTotal relevant papers: 0\n", 1),
        (f"{HEAD}\n\nNo papers today.\n", 1),
        ("# Personalized Daily ArXiv Papers\nTotal relevant papers: 0\n", 1),
        ("# Personalized Daily ArXiv Papers\n\nWe read this.\n", 0),
        (ONE + TWO, 0),
        (f"#{HEAD}\n\n{ONE}", 0),
        (f"We read:\n    {HEAD}\n\n{ONE}", 0),
        (f"```\n{HEAD}\n\n{ONE}```\n", 0),
        (f"```\n{HEAD}\n\n{ONE}```\n\n{HEAD}\n\n{ONE}", 1),
        (f"# Notes of 2024-06-14\n\n{ONE}", 1),
        (f"# Notes\n\n{ONE}", 0),
        (f"{ONE}\n{HEAD}\n\n{TWO}", 1),
        ('# Notes of 2024-06-14\n<a id="top"></a>\n\n## 0. [One](https://arxiv.org/abs/2406.00001)\n', 0),
        ("# Notes of 2024-06-14\n\n## 0. [One](https://arxiv.org/abs/2406.00001)\n**Authors:** Ann Bo\n", 0),
        (f"{HEAD}\n\n# Paper selection prompt\n\n{ONE}", 1),
        ("", 0),
        ("# \r", 0),
    ],
)
def test_a_text_is_recognised_by_the_name_or_by_a_date_and_anchors(text: str, entries: int) -> None:
    assert own.recognises(text) == entries


def test_the_contents_list_holds_no_papers() -> None:
    contents = (
        "0. [One](#link0)\n**Authors:** Ann Bo\n\n- [Two](#user-content-link1)\n\nWords.\n**Note:** words\n\n"
    )
    text = f"{HEAD}\n\n{contents}---\n{ONE}\n{TWO}"
    assert titles(text) == ["One", "Two"]
    assert kinds(text)[1:6] == ["contents", "contents", "contents", "prose", "prose"]
    heading = f"{HEAD}\n\n## Contents\n\n0. [One](#link0)\n**Authors:** Ann Bo\n\n{ONE}"
    assert titles(heading) == ["One"]
    assert titles(f"{HEAD}\n\n### 0. [One](#link0)\n\n{ONE}") == ["One"]


def test_a_heading_of_level_1_above_more_papers_divides_a_digest() -> None:
    text = f"{HEAD}\nTotal relevant papers: 2\n\n# Contents\n\n0. [One](#link0)\n\n# Nets\n\n{ONE}\n# Boats\n\n{TWO}"
    (digest,) = own.read(text, "x").digests
    assert [paper.title for paper in digest.papers] == ["One", "Two"]
    assert digest.span is not None
    assert (digest.span.start, digest.span.end) == (0, len(text))
    assert findings(text) == []
    assert kinds(text)[:7] == [
        "digest-heading",
        "count",
        "heading",
        "contents",
        "heading",
        "paper-heading",
        "arxiv_id",
    ]
    assert titles(f"{text}\n# Paper selection prompt\n\n{ONE}") == ["One", "Two"]
    assert titles(f"{HEAD}\n\n{ONE}\n# Elsewhere\n\n{TWO.replace('<a id=', '<b id=')}") == ["One"]


@pytest.mark.parametrize(
    "line",
    [
        "Total relevant papers: 2",
        "**Total relevant papers:** 2",
        "- Total relevant papers： **2**",
        "相关论文总数：2 篇",
    ],
)
def test_the_number_of_papers_is_checked(line: str) -> None:
    assert kinds(f"{HEAD}\n{line}\n\n{ONE}\n{TWO}")[1] == "count"
    assert findings(f"{HEAD}\n{line}\n\n{ONE}\n{TWO}") == []
    (found,) = own.read(f"{HEAD}\n{line}\n\n{ONE}", "x").diagnostics
    assert (found.code.id, found.arguments[1:]) == ("PD332", ("2", "1"))


@pytest.mark.parametrize(
    "line", ["Total arXiv papers: 99", "Total relevant papers: many", "Total relevant papers: " + "9" * 5000]
)
def test_other_numbers_say_nothing_of_the_papers(line: str) -> None:
    assert findings(f"{HEAD}\n{line}\n\n{ONE}") == []


def test_each_digest_of_a_file_has_its_own_date_and_number() -> None:
    text = f"{HEAD}\nTotal relevant papers: 1\n\n{ONE}\n{HEAD.replace('14', '15')}\nTotal relevant papers: 1\n\n{TWO}"
    document = own.read(text, "x")
    assert [paper.date for paper in document.papers] == [dt.date(2024, 6, 14), dt.date(2024, 6, 15)]
    assert document.diagnostics == ()
    assert findings(f"{HEAD}\n\n{ONE}\n{HEAD}\n\n{TWO}") == ["PD105"]


@pytest.mark.parametrize(
    ("day", "code"),
    [("", "PD102"), (" of today", "PD102"), (" 14/45/2024", "PD103"), (" 2024-02-31", "PD103")],
)
def test_a_digest_without_a_day_of_the_calendar_has_no_date(day: str, code: str) -> None:
    text = f"{HEAD.removesuffix(' 06/14/2024')}{day}\n\n{ONE}"
    (digest,) = own.read(text, "x").digests
    assert digest.date is None
    assert findings(text) == [code]


def test_nothing_behind_another_heading_of_the_first_level_is_a_paper() -> None:
    text = f"{HEAD}\n\n{ONE}\n# Paper selection prompt\n\nRead.\n\n{TWO}"
    assert titles(text) == ["One"]
    assert kinds(text)[3:] == ["heading", "prose", "heading", "prose"]
    (digest,) = own.read(text, "x").digests
    assert digest.span is not None
    assert text[digest.span.end :].startswith("# Paper selection prompt")


def test_a_heading_of_the_second_level_without_paper_ends_the_paper_above() -> None:
    text = f"{HEAD}\n\n{ONE}\n## Paper selection prompt\n\n1. Read this.\n\nAnd that.\n"
    assert findings(text) == []
    assert kinds(text)[3:] == ["heading", "prose", "prose"]


@pytest.mark.parametrize(
    ("heading", "title", "url"),
    [
        ('0. [A](https://x.org/a) <a id="link0"></a>', "A", "https://x.org/a"),
        ('0. [A [B] C](https://x.org/a) <a id="link0"></a>', "A [B] C", "https://x.org/a"),
        ("0. [[A] B](https://x.org/a)", "[A] B", "https://x.org/a"),
        ('0. [3.5 Ways: $a_{1}$](https://x.org/a) <a name="l"/>', "3.5 Ways: $a_{1}$", "https://x.org/a"),
        ('<a id="link0"></a> 12) [A](https://x.org/a)', "A", "https://x.org/a"),
        ("[12] [A](https://x.org/a)", "A", "https://x.org/a"),
        ("0.[A](https://x.org/a)", "A", "https://x.org/a"),
        ("[12](https://x.org/a)", "12", "https://x.org/a"),
        ("[A](https://x.org/a)", "A", "https://x.org/a"),
        ('0. A Title <a id="link0"></a>', "A Title", None),
        ("0. [A Title]()", "A Title", None),
        ("2024 in Review", "2024 in Review", None),
        ("0.5 Bits", "0.5 Bits", None),
    ],
)
def test_a_title_stands_without_number_and_anchor(heading: str, title: str, url: str | None) -> None:
    (paper,) = own.read(f"{HEAD}\n\n## {heading}\n**Authors:** Ann Bo\n", "x").papers
    assert (paper.title, paper.url) == (title, url)


def test_a_heading_that_is_broken_over_lines_is_one_title() -> None:
    text = f"{HEAD}\n\n## 0. [A Title\n  That Goes\tOn](https://arxiv.org/abs/2406.00001) <a id='l'></a>\n\n{TWO}"
    assert titles(text) == ["A Title That Goes\tOn", "Two"]
    assert findings(text) == ["PD202"]
    assert kinds(text)[1:3] == ["paper-heading", "paper-heading"]
    words = text.replace("</a>\n", "</a>\nWords.\n", 1)
    assert titles(words) == ["A Title That Goes\tOn", "Two"]
    assert findings(words) == ["PD202", "PD306"]
    assert titles(f"{HEAD}\n\n## 0. A Title\nThat Goes On\n**Authors:** Ann Bo\n") == ["A Title That Goes On"]
    assert titles(f"{HEAD}\n\n## 0. [Never\nclosed\n\n{TWO}") == ["Two"]


def test_text_right_below_a_heading_is_no_part_of_its_title() -> None:
    link = "## 0. [One](https://arxiv.org/abs/2406.00001)\n"
    assert (titles(f"{HEAD}\n\n{link}Words.\n\nMore.\n"), findings(f"{HEAD}\n\n{link}Words.\n\nMore.\n")) == (
        ["One"],
        ["PD306"],
    )
    assert findings(f"{HEAD}\n\n{link}Words.\n**Authors:** Ann Bo\n") == ["PD306"]
    assert titles(f"{HEAD}\n\n## 0. [A\nB\nC\nD\nE](https://arxiv.org/abs/2406.00001)\n\n{TWO}") == ["Two"]


def test_a_stray_fence_hides_no_paper() -> None:
    text = f"{HEAD}\n\n{ONE}**Comment:** See:\n```\n\n{TWO}**Comment:** And:\n```\n"
    assert titles(text) == ["One", "Two"]
    assert findings(text) == ["PD108", "PD108"]


def test_a_paper_has_a_link_and_a_number_or_fields() -> None:
    link = "## [One](https://arxiv.org/abs/2406.00001)\n"
    assert titles(f"{HEAD}\n\n{link}\nWords.\n") == []
    assert titles(f"{HEAD}\n\n{link}\n**Abstract:** x\n") == ["One"]
    assert titles(f"{HEAD}\n\n## 0. [One](https://arxiv.org/abs/2406.00001)\n") == ["One"]
    assert titles(f"{HEAD}\n\n## Words\n\nText.\n\n**Abstract:** x\n") == []
    assert titles(f"{HEAD}\n\n## 0. Words\n\n**Note:** x\n") == []


def test_papers_may_stand_below_headings_of_topics() -> None:
    text = f"{HEAD}\n\n## Topic\n\n#{ONE}\n## Other topic\n\n#{TWO}"
    assert titles(text) == ["One", "Two"]
    assert findings(text) == []


def test_comment_relevance_and_novelty_are_usual_and_other_labels_are_findings() -> None:
    fields = "**Comment:** c\n**Relevance:** 9\n**Novelty:** 7\n**Score:** 16\n"
    assert findings(f"{HEAD}\n\n{ONE}{fields}") == []
    assert findings(f"{HEAD}\n\n{ONE}{fields}**Topic:** nets\n") == ["PD305"]
    (paper,) = own.read(f"{HEAD}\n\n{ONE}{fields}**Topic:** nets\n", "x").papers
    assert [label for label, _ in paper.extra] == ["Comment", "Relevance", "Novelty", "Score", "Topic"]


def test_a_text_without_a_heading_of_a_digest_is_read_if_the_reader_is_named() -> None:
    document = own.read(ONE + TWO, "x")
    assert [digest.title for digest in document.digests] == [None]
    assert [found.code.id for found in document.diagnostics] == ["PD102"]


UNITS = {
    "digests": f"{HEAD}\n\n{ONE}", "papers": ONE, "headings": f"{HEAD}\n", "anchors": "<a ", "closed anchors": "<a>",
    "broken headings": "## 0. [A\n", "contents": "0. [T](#l)\n", "numbers": "Total relevant papers: 1\n",
    "days": "# 2024-06-14 <a \n", "brackets": "[", "links": "](", "colons": "：",
}  # fmt: skip


@pytest.mark.parametrize("name", UNITS)
@pytest.mark.parametrize("before", ["", f"{HEAD}\n", "## 0. ["])
def test_the_cost_grows_with_the_text_alone(name: str, before: str) -> None:
    def prepare(size: int) -> partial[None]:
        return partial(both, before + UNITS[name] * (size // len(UNITS[name])))

    def both(text: str) -> None:
        own.recognises(text)
        own.read(text, "x")

    assert_linear(prepare, 6_000)
