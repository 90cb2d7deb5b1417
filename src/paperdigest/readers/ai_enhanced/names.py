"""What the labels of this format stand for, in the languages that digests are made in."""

from __future__ import annotations

import re
from types import MappingProxyType
from typing import TYPE_CHECKING

from paperdigest.readers.engines.labels import label_key

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["KNOWN", "SHORT", "field_name"]

# Fields of the model, and `summary` for what becomes one of its points. A translated abstract is a point too: the
# field is the paper's own.
_LABELS = {
    "abstract": ("abstract", "original abstract", "英文摘要", "原文摘要"),
    "authors": ("author", "authors", "作者", "著者", "저자"),
    "categories": (
        *("main category", "category", "categories", "primary category", "subject", "subjects"),
        *(
            "主要类别",
            "主类别",
            "类别",
            "分类",
            "主要分类",
            "主分类",
            "カテゴリ",
            "主要カテゴリ",
            "主カテゴリ",
        ),
        *("분류", "카테고리", "주요 분류", "주요 카테고리", "주 분류"),
        *(
            "categoría",
            "categoría principal",
            "catégorie",
            "catégorie principale",
            "kategorie",
            "hauptkategorie",
        ),
    ),
    "doi": ("doi",),
    "journal_ref": ("journal ref", "journal reference"),
    "tags": (
        *("keyword", "keywords", "key words", "tag", "tags", "topics"),
        *("关键词", "关键字", "标签", "關鍵詞", "キーワード", "키워드"),
        *("palabras clave", "mots-clés", "schlüsselwörter"),
    ),
    "translated_title": (
        *("translated title", "title translation", "title (zh)", "title (ja)", "title (ko)", "title (cn)"),
        *("中文标题", "标题翻译", "标题", "タイトル", "제목"),
    ),
    "summary": (
        *(
            "tl;dr",
            "tldr",
            "tl dr",
            "task",
            "tasks",
            "problem",
            "background",
            "objective",
            "objectives",
            "goal",
        ),
        *(
            "motivation",
            "method",
            "methods",
            "methodology",
            "approach",
            "data",
            "dataset",
            "datasets",
            "experiment",
        ),
        *("experiments", "evaluation", "result", "results", "finding", "findings", "key findings", "insight"),
        *(
            "insights",
            "key insights",
            "conclusion",
            "conclusions",
            "discussion",
            "contribution",
            "contributions",
        ),
        *(
            "key contributions",
            "main contributions",
            "key contribution",
            "innovation",
            "innovations",
            "novelty",
        ),
        *(
            "limitation",
            "limitations",
            "future work",
            "significance",
            "impact",
            "implications",
            "application",
        ),
        *("applications", "summary", "ai summary", "overview", "key points", "highlights", "takeaways"),
        *("key takeaways", "translated abstract", "abstract (zh)", "abstract translation"),
        *(
            "摘要",
            "中文摘要",
            "摘要翻译",
            "总结",
            "概要",
            "一句话总结",
            "太长不看",
            "核心总结",
            "任务",
            "问题",
            "背景",
            "研究背景",
        ),
        *(
            "动机",
            "研究动机",
            "目标",
            "方法",
            "研究方法",
            "数据",
            "数据集",
            "实验",
            "结果",
            "研究结果",
            "实验结果",
        ),
        *("结论", "贡献", "主要贡献", "创新点", "局限", "局限性", "不足", "意义", "应用", "亮点", "未来工作"),
        *("動機", "手法", "結果", "結論", "課題", "貢献", "要約", "要旨", "總結", "貢獻", "實驗"),
        *("초록", "요약", "동기", "방법", "결과", "결론", "과제", "기여", "한계", "배경"),
        *(
            "résumé",
            "méthode",
            "résultat",
            "résultats",
            "zusammenfassung",
            "methode",
            "ergebnis",
            "ergebnisse",
        ),
        *("resumen", "motivación", "método", "resultado", "resultados", "conclusión"),
    ),
}
_BY_KEY: Mapping[str, str] = MappingProxyType({key: name for name, keys in _LABELS.items() for key in keys})

# What no field knows, but templates have.
_NO_FIELDS = (
    "comment",
    "comments",
    "relevance",
    "relevance score",
    "score",
    "rating",
    "read time",
    "reading time",
    "venue",
)

# A second name behind a slash or in brackets.          研究动机 / Motivation     方法 (Method)
_PARTS = re.compile(r"[/／|()（）\[\]【】]")

# The labels that count without stars, too.
KNOWN = frozenset((*_BY_KEY, *_NO_FIELDS))

# Fields of a line or two: a blank line ends them.
SHORT = frozenset(("authors", "categories", "doi", "journal_ref", "tags", "translated_title"))


def field_name(label: str) -> str | None:
    """The field of the model that a label stands for, or `summary`; None for one that no field knows."""
    key = label_key(label)
    if key in _BY_KEY:
        return _BY_KEY[key]
    parts = _PARTS.split(key) if _PARTS.search(key) else ()
    names = [name for part in parts if (name := _BY_KEY.get(label_key(part))) is not None]
    if not names:
        return None
    # `Abstract (Korean)` is a translation; `Abstract / 摘要` might be both.
    return names[0] if names[0] != "abstract" else "summary"
