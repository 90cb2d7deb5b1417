"""The columns of a table, told from the names in its header."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import frozen

from paperdigest.readers.engines.tables import column_name, in_each_script

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["Columns", "columns_of"]

_ROLES = {
    "title": (
        "title", "titles", "paper", "papers", "paper title", "标题", "標題", "论文", "论文标题", "題名", "論文",
        "タイトル", "제목", "논문", "논문 제목", "titel", "titre", "título", "titolo", "название",
    ),
    "translated": (
        "translated title", "title translation", "title (zh)", "title (cn)", "chinese title", "中文标题", "标题翻译",
        "中文題目", "日本語タイトル", "번역 제목", "한국어 제목", "한글 제목",
    ),
    "authors": (
        "author", "authors", "author(s)", "作者", "著者", "저자", "autoren", "auteurs", "autores", "autori", "авторы",
    ),
    "abstract": ("abstract", "초록"),
    "votes": ("votes", "upvotes", "likes", "点赞", "点赞数", "추천"),
    "links": (
        "link", "links", "url", "urls", "paper link", "paper url", "arxiv", "pdf", "read more", "huggingface", "链接",
        "リンク", "링크", "lien", "enlace", "ссылка",
    ),
    "kinds": (
        "category", "categories", "classification", "classifications", "class", "subject", "subjects", "topic",
        "topics", "tag", "tags", "keywords", "area", "field", "类别", "分类", "标签", "カテゴリ", "분류", "카테고리",
    ),
}  # fmt: skip
_ROLE_BY_NAME = {name: role for role, names in _ROLES.items() for name in names}
# What a name has in it, whatever stands around: `AI Summary`, `Summary (Korean)`, `GitHub URLs`.
_ROLES_BY_PART = {
    "summaries": (
        "summary", "summaries", "tl;dr", "tldr", "요약", "摘要", "总结", "要約", "résumé", "resumen", "zusammenfassung",
        "riassunto", "резюме",
    ),
    "code": ("github", "code", "repo"),
}  # fmt: skip


@frozen
class Columns:
    """What the columns of a table hold, by their numbers; each kind but `title` may be missing, or come again.

    Attributes:
        title: the title, and mostly the links.
        translated: the title in the language of the digest.
        authors: names.
        summaries: what a language model wrote of the paper.
        abstract: the paper's own.
        links: links to the paper.
        code: links to code.
        kinds: categories or tags.
        votes: how many liked it.
        others: what no field of the model holds.
    """

    title: int
    translated: int | None
    authors: int | None
    summaries: tuple[int, ...]
    abstract: int | None
    links: tuple[int, ...]
    code: tuple[int, ...]
    kinds: tuple[int, ...]
    votes: int | None
    others: tuple[int, ...]

    @property
    def elastic(self) -> int | None:
        """The column that has the longest texts."""
        return self.summaries[0] if self.summaries else None


def columns_of(header: Sequence[str]) -> Columns | None:
    """The columns of a header; None if it is none of this format: it has a title, and authors or a summary."""
    by_role: dict[str, list[int]] = {}
    for number, name in enumerate(header):
        role = _role(column_name(name))
        if role in ("title", "translated", "authors", "abstract", "votes") and role in by_role:
            role = "others"
        by_role.setdefault(role, []).append(number)
    if "title" not in by_role or not ("authors" in by_role or "summaries" in by_role):
        return None

    def all_of(role: str) -> tuple[int, ...]:
        return tuple(by_role.get(role, ()))

    def first_of(role: str) -> int | None:
        return by_role[role][0] if role in by_role else None

    return Columns(
        title=by_role["title"][0],
        translated=first_of("translated"),
        authors=first_of("authors"),
        summaries=all_of("summaries"),
        abstract=first_of("abstract"),
        links=all_of("links"),
        code=all_of("code"),
        kinds=all_of("kinds"),
        votes=first_of("votes"),
        others=all_of("others"),
    )


def _role(name: str) -> str:
    if name in _ROLE_BY_NAME:
        return _ROLE_BY_NAME[name]
    roles = {_ROLE_BY_NAME.get(part, "others") for part in in_each_script(name)}
    if len(roles) == 1 and "others" not in roles:
        return roles.pop()
    return next(
        (role for role, parts in _ROLES_BY_PART.items() if any(part in name for part in parts)), "others"
    )
