"""The newsletter in Chinese: dated headings, numbered papers, both titles, translated abstracts."""

from __future__ import annotations

import datetime as dt
import re
from functools import partial
from typing import TYPE_CHECKING

import pytest

import paperdigest
from linear_cost import assert_linear

if TYPE_CHECKING:
    from pathlib import Path

own = paperdigest.reader("newsletter-zh")

HEAD = "# Hugging Face 2025-01-22 论文日报\n\n"
ONE = "### 1. 一\n\n**原文标题：** One\n\n**摘要：**\n作者看了。\n\n**论文链接：** [arXiv](https://arxiv.org/abs/2501.00001)\n\n---\n\n"


def titles(text: str) -> list[tuple[str, str | None]]:
    return [(paper.title, paper.translated_title) for paper in own.read(text, "x").papers]


def findings(text: str) -> list[str]:
    return [found.code.id for found in own.read(text, "x").diagnostics]


def test_every_sample_is_read_whole(dialects: Path) -> None:
    papers = 0
    for path in sorted((dialects / "newsletter-zh").rglob("*.md")):
        document = paperdigest.load(path)
        (digest,) = document.digests
        text = document.source
        assert digest.date is not None
        assert digest.date.isoformat() in path.name
        assert len(digest.papers) == text.count("\n### ") == int(re.findall(r"总论文数：(\d+)", text)[0])
        assert {found.code.id for found in document.diagnostics} <= {"PD331"}
        assert len(document.diagnostics) == text.count("[]()")
        assert not {block.kind for block in document.blocks} & {"unknown", "field"}
        for paper in digest.papers:
            assert f"{paper.translated_title}\n" in text
            assert f"**原文标题：** {paper.title[:60]}" in text
            assert "\n" not in paper.title
            assert (paper.url is None) == ("[]()" in text)
            (point,) = paper.summary
            assert point.label == "摘要"
            assert f"\n{point.text}\n\n**论文链接：**" in text
        papers += len(digest.papers)
    assert papers >= 33


@pytest.mark.parametrize(
    ("text", "entries"),
    [
        (HEAD + ONE, 1),
        (HEAD + ONE * 2 + HEAD + ONE, 3),
        (HEAD + ONE.replace("原文标题", "Original title"), 1),
        (HEAD + ONE.replace("### 1. ", "## （1）"), 1),
        (HEAD + ONE.replace("### 1. ", "### "), 0),
        (HEAD + ONE.replace("原文标题", "点评"), 0),
        (HEAD + ONE.replace("### 1. 一", '### 1. 一 <a id="l"></a>'), 0),
        (HEAD + ONE.replace("**摘要", "**arXiv 编号：** 2501.00001\n**摘要"), 0),
        (HEAD.replace("2025-01-22 ", "") + ONE, 0),
        (f"#{HEAD}{ONE}", 0),
        (ONE, 0),
        (ONE + HEAD + ONE, 1),
        (HEAD + ONE.replace("### ", "##### "), 0),
        (HEAD + ONE.replace("### ", "# "), 0),
        (f"```\n{HEAD}{ONE}```\n", 0),
        (HEAD, 0),
        (f"{HEAD}- 总论文数：0\n", 1),
        (f"{HEAD}- 总论文数：2\n", 0),
        ("# Notes of 2025-01-22\n- 总论文数：0\n", 0),
        ("", 0),
    ],
)
def test_a_dated_heading_and_numbered_papers_with_an_original_title_are_recognised(
    text: str, entries: int
) -> None:
    assert own.recognises(text) == entries


@pytest.mark.parametrize(
    ("heading", "title"),
    [
        ('# <img src="2024-01-01.png"/> Hugging Face 2025-01-22 论文日报', "Hugging Face 2025-01-22 论文日报"),
        ("# ![logo](a.png) 论文日报（2025年1月22日）", "论文日报（2025年1月22日）"),
        ("# 论文日报 2025-01-22 [![stars](s.svg)](https://example.org/x)", "论文日报 2025-01-22"),
        ("# Daily Papers in French, 22 January 2025", "Daily Papers in French, 22 January 2025"),
    ],
)  # fmt: skip
def test_the_heading_is_the_title_without_its_picture(heading: str, title: str) -> None:
    (digest,) = own.read(f"{heading}\n\n{ONE}", "x").digests
    assert (digest.title, digest.date) == (title, dt.date(2025, 1, 22))


@pytest.mark.parametrize("number", ["1. ", "1、", "(12) ", "[3] ", "（4）", "5．"])
def test_the_number_of_a_paper_is_no_part_of_its_title(number: str) -> None:
    assert titles(HEAD + ONE.replace("1. 一", f"{number}一")) == [("One", "一")]


def test_a_title_may_begin_with_a_number() -> None:
    assert titles(HEAD + ONE.replace("1. 一", "1. 1.5 倍")) == [("One", "1.5 倍")]
    assert titles(HEAD + ONE.replace("1. 一", "1.5 倍")) == [("One", "1.5 倍")]


def test_an_original_title_may_be_broken_over_lines() -> None:
    assert titles(HEAD + ONE.replace(" One\n", " One and\n  Two\n")) == [("One and Two", "一")]
    assert titles(HEAD + ONE.replace(" One\n", "\nOne and\nTwo\n")) == [("One and Two", "一")]
    assert findings(HEAD + ONE.replace(" One\n", " One and\n  Two\n")) == []


def test_without_an_original_title_the_heading_is_the_title() -> None:
    text = HEAD + ONE.replace("**原文标题：** One\n\n", "")
    assert (titles(text), findings(text)) == ([("一", None)], ["PD346"])
    empty = HEAD + ONE.replace("** One", "**")
    assert (titles(empty), findings(empty)) == ([("一", None)], ["PD346", "PD331"])


def test_a_heading_may_be_a_link() -> None:
    (paper,) = own.read(HEAD + ONE.replace("1. 一", "1. [一](https://example.org/)"), "x").papers
    assert (paper.title, paper.translated_title, paper.url) == ("One", "一", "https://example.org/")
    assert findings(HEAD + ONE.replace("1. 一", "1. **[一](https://arxiv.org/abs/2501.00001)**")) == ["PD202"]


def test_the_translation_is_a_point_and_there_is_no_abstract_and_no_author() -> None:
    (paper,) = own.read(HEAD + ONE, "x").papers
    assert [(point.label, point.text) for point in paper.summary] == [("摘要", "作者看了。")]
    assert (paper.abstract, paper.authors, paper.authors_complete) == (None, (), None)


@pytest.mark.parametrize(
    "line", ["- 总论文数：1", "- **总论文数**：1", "* 论文总数: 1 篇", "Total papers: 1"]
)
def test_the_number_of_papers_is_checked(line: str) -> None:
    assert findings(f"{HEAD}{line}\n\n{ONE}") == []
    assert findings(f"{HEAD}{line}\n\n{ONE}{ONE}") == ["PD332"]


def test_a_day_of_this_name_may_be_empty() -> None:
    document = own.read(f"{HEAD}- 总论文数：0\n", "x")
    assert [len(digest.papers) for digest in document.digests] == [0]
    assert findings(f"{HEAD}- 总论文数：0\n") == ["PD106"]
    assert own.read("# Notes of 2025-01-22\n", "x").digests == ()


def test_sections_around_the_papers_are_the_pages() -> None:
    text = f"# 页\n\n{HEAD}## 统计\n- 热门领域：LLM\n\n{ONE}## 订阅\n- GitHub: x\n\n# 别的\n\n{ONE}"
    assert findings(text) == []
    assert titles(text) == [("One", "一")]
    kinds = [block.kind for block in own.read(text, "x").blocks if block.kind != "blank"]
    assert kinds[:4] == ["heading", "digest-heading", "heading", "prose"]
    assert kinds[9:13] == ["rule", "heading", "prose", "heading"]


UNITS = (
    HEAD + ONE,
    ONE,
    HEAD,
    "### 1. 一\n",
    "# <img 2025-01-22",
    "![](",
    "- 总论文数：1\n",
    "**原文标题：** ",
    "1",
    "（",
)


@pytest.mark.parametrize("unit", UNITS)
@pytest.mark.parametrize("before", ["", f"{HEAD}### 1. 一\n**原文标题：** A\n"])
def test_the_cost_grows_with_the_text_alone(unit: str, before: str) -> None:
    def both(text: str) -> None:
        own.recognises(text)
        own.read(text, "x")

    def prepare(size: int) -> partial[None]:
        return partial(both, before + unit * (size // len(unit)))

    assert_linear(prepare, 6_000)
