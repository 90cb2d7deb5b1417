"""What the labels of fields name, in the languages and spellings of the formats that have labelled fields.

Each format has few labels, and its forks translate or rename them; what a label means does not depend on the format.
"""

from __future__ import annotations

import re

__all__ = ["KNOWN", "PROSE", "field_name"]

# Labels by what they name, as `label_key` spells them. arXiv's abstracts are in English, so one whose label is in
# another language is a translation: a summary by the digest, not the paper's own words.
_LABELS = {
    "authors": "author, authors, 作者, 저자, 著者, auteurs, autoren, autores",
    "arxiv_id": "arxiv, arxiv id, arxiv number, arxiv编号, arxiv 编号, arxiv 번호",
    "url": "link, links, url, pdf, paper link, pdf link, 链接, 论文链接, 论文地址, 原文链接, 連結, 論文連結, "
    "링크, 논문 링크, リンク, lien, enlace",
    "code": "code, code link, github, 代码, 代码链接, 代码地址, 程式碼連結, 코드, 코드 링크, コード",
    "title": "title, original title, english title, title (en), "
    "原文标题, 英文标题, 原标题, 原文標題, 원제, 원문 제목, 原題",
    "translated_title": "translated title, 中文标题, 번역 제목",
    "abstract": "abstract, abstract (en)",
    "summary": "translated abstract, summary, tl;dr, tldr, 摘要, 中文摘要, 总结, 초록, 요약, 要旨, 概要, résumé, "
    "zusammenfassung, resumen",
    "categories": "category, categories, subjects, 分类, 类别",
    "tags": "tag, tags, keyword, keywords, 关键词, 标签, 키워드",
    "doi": "doi",
}
_NAMES = {label: name for name, labels in _LABELS.items() for label in labels.split(", ")}
# A language behind the label says that it is a translation.          Title (ZH)   Abstract (Korean)   标题（中文）
_TRANSLATED = re.compile(r"(title|标题|제목|abstract|摘要|초록)[ ]?[(（][^()（）]{1,20}[)）]?")


def field_name(key: str) -> str | None:
    """What a label names, as `label_key` spells it; None for a label that no field knows."""
    name = _NAMES.get(key)
    if name is None and (match := _TRANSLATED.fullmatch(key)) is not None:
        return "translated_title" if match[1] in ("title", "标题", "제목") else "summary"
    return name


class _Labels:
    """A set of labels, for questions alone."""

    def __init__(self, *names: str) -> None:
        self._names = names

    def __contains__(self, key: object) -> bool:
        name = field_name(str(key))
        return name is not None and (not self._names or name in self._names)


KNOWN = _Labels()
# The long texts, in which lines that begin with a word and a colon are no labels.
PROSE = _Labels("abstract", "summary")
