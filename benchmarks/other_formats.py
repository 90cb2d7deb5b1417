"""Digests of the other formats, of any number of papers, in random words that depend on a seed alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from words import Choices, author, sentences, title

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

__all__ = ["FORMATS"]


def _ids(papers: int) -> Iterator[str]:
    """Identifiers of arXiv, each another one."""
    for number in range(papers):
        yield f"{2401 + number // 90_000 % 12}.{number % 90_000 + 10_000:05}"


def _authors(choices: Choices, separator: str = ", ") -> str:
    return separator.join(author(choices) for _ in range(choices.between(1, 9)))


def _ai_enhanced(choices: Choices, papers: int) -> Iterator[str]:
    yield f"<div id=toc></div>\n\n# Table of Contents\n\n- [cs.CL](#cs.CL) [Total: {papers}]\n\n"
    yield "<div id='cs.CL'></div>\n\n# cs.CL [[Back]](#toc)\n\n"
    for number, arxiv_id in enumerate(_ids(papers), 1):
        fields = "".join(
            f"{label}: {sentences(choices, 120)}\n\n"
            for label in ("Motivation", "Method", "Result", "Conclusion")
        )
        abstract = "\n".join(sentences(choices, 70) for _ in range(12))
        yield (
            f"### [{number}] [{title(choices)}](https://arxiv.org/abs/{arxiv_id})\n*{_authors(choices, ',')}*\n\n"
            f"Main category: cs.CL\n\nTL;DR: {sentences(choices, 100)}\n\n<details>\n  <summary>Details</summary>\n"
            f"{fields}Abstract: {abstract}\n\n</details>\n\n"
        )


def _date_table(choices: Choices, papers: int) -> Iterator[str]:
    yield "## Updated on 2024.03.08\n\n## Small Models\n\n"
    yield "|Publish Date|Title|Authors|PDF|Code|\n|---|---|---|---|---|\n"
    for arxiv_id in _ids(papers):
        code = "**[link](https://github.com/a/b)**" if choices.once_in(5) else "null"
        yield (
            f"|**2024-03-0{choices.between(1, 8)}**|**{title(choices)}**|{author(choices)} et.al.|"
            f"[{arxiv_id}](http://arxiv.org/abs/{arxiv_id})|{code}|\n"
        )


def _title_date_table(choices: Choices, papers: int) -> Iterator[str]:
    yield "Last update: 2024-03-08\n\n## Small Models\n\n"
    yield "| **Title** | **Date** | **Abstract** | **Comment** |\n| --- | --- | --- | --- |\n"
    for arxiv_id in _ids(papers):
        yield (
            f"| **[{title(choices)}](http://arxiv.org/abs/{arxiv_id}v1)** | 2024-03-0{choices.between(1, 8)} | "
            f"<details><summary>Show</summary><p>{sentences(choices, 900)}</p></details> | "
            f"<details><summary>{choices.between(5, 20)} p...</summary><p>{choices.between(5, 20)} pages</p>"
            "</details> |\n"
        )


def _papers_for(choices: Choices, papers: int) -> Iterator[str]:
    yield "## Papers for 2024-03-08\n\n| Title | Authors | Summary |\n|-------|---------|---------|\n"
    for arxiv_id in _ids(papers):
        name = title(choices)
        if choices.below(8) < 3:
            name = name.replace(" ", "\n  ", 1)
        yield (
            f"| {name} (Read more on [arXiv](https://arxiv.org/abs/{arxiv_id}) or "
            f"[HuggingFace](https://huggingface.co/papers/{arxiv_id}))| {_authors(choices)} | "
            f"{sentences(choices, 600)} |\n"
        )


def _paper_assistant(choices: Choices, papers: int) -> Iterator[str]:
    yield f"# Personalized Daily ArXiv Papers 03/08/2024\nTotal relevant papers: {papers}\n\n"
    for number, arxiv_id in enumerate(_ids(papers)):
        yield (
            f'## {number}. [{title(choices)}](https://arxiv.org/abs/{arxiv_id}) <a id="link{number}"></a>\n\n'
            f"**ArXiv ID:** {arxiv_id}\n\n**Authors:** {_authors(choices)}\n\n"
            f"**Abstract:** {sentences(choices, 900)}\n\n"
            f"**Comment:** {sentences(choices, 60)}\n\n**Relevance:** {choices.between(1, 10)}\n"
            f"**Novelty:** {choices.between(1, 10)}\n\n---\n\n"
        )


def _reporter(choices: Choices, papers: int) -> Iterator[str]:
    for arxiv_id in _ids(papers):
        yield (
            f"# {title(choices)}  \n\n**Authors**: {_authors(choices)}  \n\n"
            f"**Link**: [PDF](https://arxiv.org/pdf/{arxiv_id})  \n\n**Title (ZH)**: {sentences(choices, 30)}  \n\n"
            f"**Abstract**: {sentences(choices, 900)}  \n\n**Abstract (ZH)**: {sentences(choices, 300)}  \n\n---\n"
        )


def _reader_note(choices: Choices, papers: int) -> Iterator[str]:
    yield f"# 日报 · 2024-03-08\n\n- 当次推荐总数：{papers}\n\n## 精读区\n"
    for number, arxiv_id in enumerate(_ids(papers), 1):
        name = title(choices)
        slug = "-".join(name.lower().split())
        yield f"{number}. [{name}](/202403/08/{arxiv_id}v1-{slug}) （{choices.between(5, 10)}.0/10）\n"


def _papers_of_week(choices: Choices, papers: int) -> Iterator[str]:
    yield "## Top ML Papers of the Week (March 4 - March 10) - 2024\n\n"
    yield "| **Paper**  | **Links** |\n| ------------- | ------------- |\n"
    for number, arxiv_id in enumerate(_ids(papers), 1):
        yield (
            f"| {number}) **{title(choices)}** - {sentences(choices, 400)}  | "
            f"[Paper](https://arxiv.org/abs/{arxiv_id}), [Tweet](https://example.org/{number}) |\n"
        )


def _newsletter_zh(choices: Choices, papers: int) -> Iterator[str]:
    yield f"# Hugging Face 2024-03-08 论文日报\n\n## 📊 今日论文统计\n- 总论文数：{papers}\n\n## 📝 论文详情\n\n"
    for number, arxiv_id in enumerate(_ids(papers), 1):
        yield (
            f"### {number}. {sentences(choices, 20)}\n\n**原文标题：** {title(choices)}\n\n**摘要：**\n"
            f"{sentences(choices, 400)}\n\n**论文链接：** [HuggingFace](https://huggingface.co/papers/{arxiv_id}) | "
            f"[arXiv](https://arxiv.org/abs/{arxiv_id})\n\n---\n\n"
        )


FORMATS: dict[str, Callable[[Choices, int], Iterator[str]]] = {
    "ai-enhanced": _ai_enhanced,
    "date-table": _date_table,
    "title-date-table": _title_date_table,
    "papers-for": _papers_for,
    "paper-assistant": _paper_assistant,
    "reporter": _reporter,
    "reader-note": _reader_note,
    "papers-of-week": _papers_of_week,
    "newsletter-zh": _newsletter_zh,
}
"""For each reader what writes a digest of its format, in pieces: given the choices and how many papers it holds."""
