"""Headings of the sections of a note that hold the paper's abstract, its own or a translation."""

from __future__ import annotations

import re

__all__ = ["is_own_abstract"]

_ABSTRACT = frozenset({"abstract", "english abstract", "英文摘要", "原文摘要"})
_TRANSLATED_ABSTRACT = frozenset(
    {"摘要", "中文摘要", "摘要翻译", "概要", "要旨", "アブストラクト", "초록", "요약", "résumé", "resumen", "resumo",
     "riassunto", "zusammenfassung", "аннотация"}
)  # fmt: skip
# A language in brackets behind the heading; arXiv's abstracts are in English.          Abstract (ZH)   摘要（中文）
_LANGUAGE = re.compile(r"(?P<heading>[^()（）]{1,40}?)[ \t]*[(（](?P<language>[^()（）]{1,20})[)）]")
_OWN_LANGUAGE = frozenset({"en", "english", "original", "英文", "原文", "英語", "영어", "anglais", "inglés"})


def is_own_abstract(heading: str) -> bool | None:
    """Whether a heading, in lower case, is that of the paper's own abstract or of a translation; None for others."""
    match = _LANGUAGE.fullmatch(heading)
    language = None
    if match is not None:
        heading, language = match["heading"], match["language"].strip()
    if language in _OWN_LANGUAGE and heading in _ABSTRACT | _TRANSLATED_ABSTRACT:
        return True
    if heading in _ABSTRACT:
        return language is None
    return False if heading in _TRANSLATED_ABSTRACT else None
