"""What the columns of a table hold, told from the names in its header."""

from __future__ import annotations

import enum
import re
from typing import TYPE_CHECKING

from attrs import evolve, frozen

from paperdigest.readers.engines.tables import column_name, in_each_script

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["Column", "Role", "columns_of", "may_name_a_title", "role_of", "with_day"]


class Role(enum.Enum):
    """What a column holds."""

    DAY = "day"
    """A day of the paper's own: when it was published or updated."""
    DATE = "date"
    """Any day."""
    TITLE = "title"
    TRANSLATED_TITLE = "translated title"
    AUTHORS = "authors"
    FIRST_AUTHOR = "first author"
    PAPER = "paper"
    """Links to the paper, or its id."""
    CODE = "code"
    PROJECT = "project"
    ABSTRACT = "abstract"
    SUMMARY = "summary"
    KINDS = "kinds"
    """Categories or tags."""
    DOI = "doi"
    OTHER = "other"
    """What no field of the model holds."""


# Names as `column_name` spells them, in languages that digests are written in.
_NAMES = {
    Role.DAY: (
        "publish date, published date, publication date, publishing date, publish, published, published on, "
        "publish time, date published, publishdate, pub date, pub. date, 发布日期, 发布时间, 发表日期, "
        "发表时间, 出版日期, 发布日, 發布日期, 發表日期, 公開日, 発行日, 出版日, 投稿日, 게시일, 게재일, "
        "발행일, 출판일, 공개일, fecha de publicación, date de publication, veröffentlicht, "
        "veröffentlichungsdatum, data de publicação, data di pubblicazione, дата публикации"
    ),
    Role.DATE: (
        "date, day, update date, updated, updated on, last update, last updated, update, submitted, "
        "submitted on, submission date, 日期, 时间, 更新日期, 更新时间, 提交日期, 日付, 更新日, 날짜, 일자, "
        "업데이트, fecha, datum, data, дата"
    ),
    Role.TITLE: (
        "title, titles, paper title, article title, 标题, 標題, 题目, 題目, 论文标题, 论文题目, 论文名称, "
        "論文標題, タイトル, 論文タイトル, 題名, 제목, 논문 제목, 논문명, titel, titre, título, titolo, "
        "название, заголовок"
    ),
    Role.TRANSLATED_TITLE: (
        "translated title, title translation, title zh, title cn, chinese title, 中文标题, 标题翻译, "
        "翻译标题, 标题译文, 中文題目, 日本語タイトル, 번역 제목, 한국어 제목, 한글 제목"
    ),
    Role.AUTHORS: (
        "author, authors, author(s), author list, 作者, 作者列表, 著者, 저자, autoren, auteurs, autores, "
        "autori, авторы"
    ),
    Role.FIRST_AUTHOR: (
        "first author, 1st author, 第一作者, 一作, 筆頭著者, 제1저자, 1저자, premier auteur, erstautor"
    ),
    Role.PAPER: (
        "pdf, pdfs, pdf link, pdf url, paper, papers, paper link, paper url, link, links, url, urls, arxiv, "
        "arxiv id, arxiv link, arxiv url, abs, id, 论文, 论文链接, 论文地址, 链接, 連結, 原文, 原文链接, "
        "pdf链接, 論文, リンク, 논문, 링크, 논문 링크, lien, enlace, ссылка"
    ),
    Role.CODE: (
        "code, codes, code link, code url, code repository, source code, github, github link, github url, "
        "github repo, repo, repository, 代码, 代码链接, 代码地址, 源码, 源代码, 程式碼, コード, 코드, "
        "코드 링크, código, код"
    ),
    Role.PROJECT: (
        "homepage, home page, project, project page, project link, project homepage, website, site, page, "
        "demo, 主页, 项目主页, 项目, 项目链接, 官网, プロジェクト, 홈페이지, 프로젝트, 프로젝트 페이지"
    ),
    Role.ABSTRACT: (
        "abstract, abstracts, paper abstract, 摘要, 论文摘要, 要旨, アブストラクト, 초록, 논문 초록, "
        "zusammenfassung, résumé, resumen, resumo, riassunto, аннотация"
    ),
    Role.SUMMARY: (
        "summary, summaries, ai summary, llm summary, tl;dr, tldr, translated abstract, "
        "abstract translation, 中文摘要, 摘要翻译, 摘要（中文）, ai摘要, ai 摘要, ai总结, ai 总结, 总结, "
        "要点, 概要, 要約, 요약, ai 요약, 번역 초록"
    ),
    Role.KINDS: (
        "tag, tags, keyword, keywords, category, categories, primary category, subject, subjects, topic, "
        "topics, 标签, 關鍵詞, 关键词, 关键字, 类别, 分类, 主题, 領域, 领域, タグ, キーワード, カテゴリ, "
        "태그, 키워드, 분류, 카테고리"
    ),
    Role.DOI: (
        "doi"
    ),
}  # fmt: skip
_ROLES = {name: role for role, names in _NAMES.items() for name in names.split(", ")}
# A second name in brackets or behind a slash.          Title (标题)   发布日期 / Publish Date
_BRACKETS = re.compile(r"[(（\[【][^()（）\[\]【】]*+[)）\]】]")
_SLASH = re.compile(r"[/／|]")
# Roles that one column has at most, with what the next such column holds: a second title or abstract is a translation.
_AGAIN = {
    Role.DAY: Role.OTHER,
    Role.DATE: Role.OTHER,
    Role.TITLE: Role.TRANSLATED_TITLE,
    Role.TRANSLATED_TITLE: Role.OTHER,
    Role.AUTHORS: Role.OTHER,
    Role.FIRST_AUTHOR: Role.OTHER,
    Role.ABSTRACT: Role.SUMMARY,
    Role.DOI: Role.OTHER,
}

# A line in which a column may be called so; a look that costs little, at any line with a pipe.
_TITLE = re.compile(
    r"[|\n\r\ufeff/(（][^\w|<\n\r]{0,12}+_{0,3}(?:<[^<>\n]{0,80}>[ \t*_`]*+)?(?i:"
    + "|".join(sorted(map(re.escape, _NAMES[Role.TITLE].split(", ")), key=len, reverse=True))
    + ")"
)


def may_name_a_title(text: str) -> bool:
    """Whether a column may be called `Title` in a line of a text, or in one line."""
    return _TITLE.search(f"\n{text}") is not None


@frozen
class Column:
    """A column.

    Attributes:
        role: what it holds.
        name: as it is spelled.
    """

    role: Role
    name: str


def role_of(name: str) -> Role:
    """What a column of that name holds."""
    key = column_name(name)
    if key in _ROLES:
        return _ROLES[key]
    if (role := _ROLES.get(column_name(_BRACKETS.sub(" ", name)))) is not None:
        return role
    parts = _SLASH.split(name) if _SLASH.search(name) else _BRACKETS.findall(name)
    keys = (column_name(part.strip("()（）[]【】")) for part in parts)
    if (role := next((_ROLES[key] for key in keys if key in _ROLES), None)) is not None:
        return role
    roles = {_ROLES.get(part, Role.OTHER) for part in in_each_script(key)}
    return roles.pop() if len(roles) == 1 else Role.OTHER


def columns_of(header: Sequence[str]) -> tuple[Column, ...]:
    """The columns of a header.

    Of two for titles or abstracts one is a translation: the second, or the one whose name is not in English.
    """
    roles = [role_of(name) for name in header]
    english = {roles[index] for index, name in enumerate(header) if name.isascii()} & {
        Role.TITLE,
        Role.ABSTRACT,
    }
    seen: set[Role] = set()
    columns = []
    for named, name in zip(roles, header, strict=True):
        role = _AGAIN[named] if named in english and not name.isascii() else named
        while role in _AGAIN and role in seen:
            role = _AGAIN[role]
        seen.add(role)
        columns.append(Column(role, name))
    return tuple(columns)


def with_day(columns: Sequence[Column], day: int) -> tuple[Column, ...]:
    """The same columns, of which one has the day of the paper; the days of others, such as `Update Date`, are extra."""
    return tuple(
        evolve(column, role=Role.DAY if index == day else Role.OTHER)
        if index == day or column.role in (Role.DAY, Role.DATE)
        else column
        for index, column in enumerate(columns)
    )
