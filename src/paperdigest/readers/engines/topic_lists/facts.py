"""From the cells of a row to a paper."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from attrs import define, field, frozen

from paperdigest import codes
from paperdigest.model import ArxivId, AuthorsOrder, Link, LinkKind, Point
from paperdigest.readers.engines.authors import read_authors
from paperdigest.readers.engines.cells import (
    CellLink,
    cell_links,
    read_categories,
    says_nothing,
    without_links,
)
from paperdigest.readers.engines.dates import day_in
from paperdigest.readers.engines.derived_links import derived_links
from paperdigest.readers.engines.topic_lists.columns import Role
from paperdigest.readers.engines.topic_lists.titles import TitleCell, bare, read_title
from paperdigest.text.links import cut_url, link_kind, unique_links

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Hashable, Sequence

    from paperdigest.readers.engines.findings import Findings
    from paperdigest.readers.engines.topic_lists.columns import Column

__all__ = ["FactReader", "Facts"]

_AUTHORS = (Role.AUTHORS, Role.FIRST_AUTHOR)
_LINKS = (Role.PAPER, Role.CODE, Role.PROJECT)


@define
class _Parts:
    """What the cells have said of a paper so far."""

    title: TitleCell = field(factory=lambda: TitleCell(""))
    date: dt.date | None = None
    authors: tuple[str, ...] = ()
    complete: bool | None = None
    papers: list[CellLink] = field(factory=list)
    arxiv_id: ArxivId | None = None
    links: list[Link] = field(factory=list)
    others: dict[str, str] = field(factory=dict)
    """Fields of one text: the abstract, the translated title, the DOI."""
    summary: list[Point] = field(factory=list)
    categories: dict[str, None] = field(factory=dict)
    tags: dict[str, None] = field(factory=dict)
    extra: dict[str, str] = field(factory=dict)
    bad_day: tuple[str, str] | None = None
    """The column of the day and what stands there, if that names none."""

    def say_something(self) -> bool:
        """Whether they speak of a paper: a day, tags and a link to code alone do not."""
        known = (self.title.text, self.papers, self.arxiv_id, self.authors, self.summary, self.extra)
        return any(known) or "abstract" in self.others

    def keep(self, name: str, cell: str) -> None:
        """Keeps a cell that no field holds."""
        text = _unfolded(cell)
        if text:
            self.extra[name] = f"{self.extra[name]}\n{text}" if name in self.extra else text


@frozen
class Facts:
    """What a row says of its paper.

    Attributes:
        fields: those of a `Paper`, but for `tags` and `span`; what is not said is not in it.
        tags: those in the row itself.
    """

    fields: dict[str, Any]
    tags: tuple[str, ...] = ()

    def key(self) -> Hashable:
        """The same for rows that say the same, tags aside."""
        return tuple(self.fields.items())

    def name(self) -> str:
        """The same for rows that are about one paper."""
        arxiv_id: ArxivId | None = self.fields.get("arxiv_id")
        if arxiv_id is not None:
            return arxiv_id.id
        return self.fields.get("url") or str(self.fields["title"]).casefold()


class FactReader:
    """Reads rows of one text.

    Args:
        findings: what there is to know is added.
    """

    def __init__(self, findings: Findings) -> None:
        self._findings = findings
        self._days: dict[str, dt.date | None] = {}

    def facts(self, columns: Sequence[Column], cells: Sequence[str], line: int) -> Facts | None:
        """What a row says; None if it says nothing of a paper.

        Args:
            columns: what the cells hold.
            cells: as many.
            line: the first line of the row.
        """
        parts = _Parts()
        for column, cell in zip(columns, cells, strict=True):
            if not says_nothing(cell):
                self._take(column, cell, line, parts)
        if not parts.say_something():
            return None
        if parts.bad_day is not None:
            name, cell = parts.bad_day
            self._findings.add(codes.BAD_DAY, line, cell)
            parts.extra = {name: cell, **parts.extra}
        return Facts(self._fields(parts, line), tuple(parts.tags))

    def _fields(self, parts: _Parts, line: int) -> dict[str, Any]:
        title, shown = parts.title, [*parts.papers, *parts.title.links]
        if not shown and parts.arxiv_id is None:
            # Forks that have dropped the column of the paper have it under `Homepage`.
            shown = [CellLink(link.label, link.url, 0, 0) for link in parts.links if _is_on_arxiv(link.url)][
                :1
            ]
        url, arxiv_id = _address(shown, parts.arxiv_id)
        if arxiv_id is None or not (title.text and title.usual):
            self._report(title, url, arxiv_id, line)
        links = [_link(link) for link in shown if link.url != url and _is_absolute(link.url)]
        links += parts.links
        if parts.summary or parts.extra:
            links += derived_links(parts.extra.items(), parts.summary)
        said: dict[str, Any] = {"title": title.text, "url": url, "arxiv_id": arxiv_id, "date": parts.date}
        if parts.authors:
            said["authors"] = parts.authors
            said["authors_complete"] = parts.complete
            said["authors_order"] = AuthorsOrder.PAPER
        if links:
            said["links"] = tuple(link for link in unique_links(links) if link.url != url)
        if parts.others:
            said |= parts.others
        for name in ("summary", "categories", "extra"):
            if value := getattr(parts, name):
                said[name] = tuple(value.items() if name == "extra" else value)
        return said

    def _report(self, title: TitleCell, url: str | None, arxiv_id: ArxivId | None, line: int) -> None:
        if not title.usual:
            self._findings.add(codes.ODD_HEADING, line, title.text)
        if not title.text:
            self._findings.add(codes.NO_TITLE, line)
        if arxiv_id is None:
            if url is None:
                self._findings.add(codes.NO_LINK, line)
            else:
                self._findings.add(codes.NOT_ARXIV, line, url)

    def _take(self, column: Column, cell: str, line: int, parts: _Parts) -> None:
        role = column.role
        if role is Role.TITLE:
            parts.title = read_title(cell)
        elif role is Role.DAY:
            parts.date = self._day(cell)
            if parts.date is None:
                parts.bad_day = (column.name, cell)
        elif role in _AUTHORS:
            self._take_authors(cell, line, parts)
            if role is Role.FIRST_AUTHOR and parts.authors:
                parts.complete = False
        elif role in _LINKS:
            _take_links(column, cell, parts)
        else:
            _take_text(column, cell, parts)

    def _day(self, cell: str) -> dt.date | None:
        """The day in a cell; rows of one day stand together."""
        if cell not in self._days:
            self._days[cell] = day_in(cell)
        return self._days[cell]

    def _take_authors(self, cell: str, line: int, parts: _Parts) -> None:
        """Reads authors; `First Author et.al.` is how the format writes them, so it is no finding."""
        if "<" in cell:
            cell = " ".join(_TAG.sub("", _BREAK.sub(", ", _unfolded(cell))).split())
        if "*" in cell:
            cell = cell.replace("*", "")
        match = _FIRST_AUTHOR.fullmatch(cell)
        if match is not None:
            parts.authors, parts.complete = (match["name"],), False
        else:
            parts.authors, parts.complete = read_authors(cell, line, self._findings)


# The usual cell of links; a quick look at the many that are so.          [2202.13903](http://…)     **[link](https://…)**
_ONE_LINK = re.compile(
    r"\**\[(?P<label>[^\[\]\\]*+)\]\((?P<url>https?://[0-9a-z][\w./?=&%#~+:-]{1,999}[\w/])\)\**",
    re.IGNORECASE | re.ASCII,
)
#     authors = name ("et.al." / "et al." / "等")          Ann Bo et.al.
_FIRST_AUTHOR = re.compile(
    r"(?P<name>[^\s,;&+\[\]等]++(?:[ ]++(?!et\b)[^\s,;&+\[\]等]++)*+)(?:,?[ ]++et\.?[ ]?al\.?|[ ]*+等人?)",
    re.IGNORECASE,
)
#     doi = ["https://doi.org/"] "10." registrant "/" suffix
_DOI = re.compile(
    r"(?:https?://(?:dx\.)?doi\.org/|doi:[ ]?)?(?P<doi>10\.\d{4,9}/[^\s\[\]()<>|]+)", re.IGNORECASE
)


def _take_text(column: Column, cell: str, parts: _Parts) -> None:
    """Takes a cell of words."""
    role = column.role
    if role is Role.ABSTRACT:
        if text := _unfolded(cell):
            parts.others["abstract"] = text
    elif role is Role.SUMMARY:
        if text := _unfolded(cell):
            parts.summary.append(Point(text=text, label=column.name))
    elif role is Role.TRANSLATED_TITLE:
        parts.others["translated_title"] = bare(cell)
    elif role is Role.KINDS:
        _take_kinds(cell, parts)
    elif role is Role.DOI and (match := _DOI.fullmatch(cell)) is not None:
        parts.others["doi"] = match["doi"]
    else:
        parts.keep(column.name, cell)


def _take_links(column: Column, cell: str, parts: _Parts) -> None:
    """Takes the links of a cell; one with words that are no links, or with other addresses, is kept as well."""
    match = _ONE_LINK.fullmatch(cell)
    if match is not None:
        _add_links(column, [CellLink(match["label"], match["url"], match.start(), match.end())], parts)
        return
    links = [link for link in cell_links(cell) if link.url]
    if column.role is Role.PAPER and not links:
        found = ArxivId.parse(cell.strip("*_`[]() "))
        if found is not None and parts.arxiv_id is None:
            parts.arxiv_id = found
            return
    usable = links if column.role is Role.PAPER else [link for link in links if _is_absolute(link.url)]
    if len(usable) < len(links) or any(map(str.isalnum, without_links(cell, tuple(links)))):
        parts.keep(column.name, cell)
    _add_links(column, usable, parts)


def _add_links(column: Column, links: Sequence[CellLink], parts: _Parts) -> None:
    if column.role is Role.PAPER:
        parts.papers += links
        return
    kind = LinkKind.CODE if column.role is Role.CODE else LinkKind.PROJECT
    parts.links += [Link(url=link.url, label=_label(link), kind=kind) for link in links]


_IMAGE = re.compile(
    r"""<img\b(?:[^<>"']|"[^"<]*+"|'[^'<]*+')*+>|!\[(?P<alt>[^\[\]]*+)\]\([^()]*+\)""", re.IGNORECASE
)
_ALT = re.compile(
    r"""\balt[ ]?=[ ]?(?:"(?P<two>[^"]*)"|'(?P<one>[^']*)'|(?P<none>[^\s>"']+))""", re.IGNORECASE
)


def _alts(text: str) -> list[str]:
    """The alternative texts of the pictures in a text; `""` for one that has none."""
    alts = []
    for image in _IMAGE.finditer(text) if "![" in text or "<" in text else ():
        alt = image["alt"]
        if alt is None:
            found = _ALT.search(image[0])
            alt = "" if found is None else found["two"] or found["one"] or found["none"] or ""
        alts.append(alt)
    return alts


def _take_kinds(cell: str, parts: _Parts) -> None:
    """Takes categories and tags: words with commas between them, or badges, whose alternative text is the word."""
    words = _alts(cell)
    rest = _IMAGE.sub(",", cell) if words else cell
    if links := cell_links(rest):
        words += [link.label or "" for link in links]
        rest = without_links(rest, links)
    for text in (*words, rest):
        categories, tags = read_categories(_TAG.sub(" ", text) if "<" in text else text)
        parts.categories |= dict.fromkeys(categories)
        parts.tags |= dict.fromkeys(tag for tag in tags if any(map(str.isalnum, tag)))


_TAG = re.compile(r"<[^<>]*+>")


def _unfolded(cell: str) -> str:
    """The text of a cell without what folds it: `<details><summary>Show</summary><p>text</p></details>`."""
    text = cell.strip()
    if not (text[:9].lower().startswith("<details") and ">" in text[:80]):
        return text
    inner = text[text.index(">") + 1 :]
    whole = inner[-10:].lower() == "</details>"
    inner = inner[:-10] if whole else inner
    label = _END_OF_LABEL.search(inner) if inner.lstrip()[:8].lower() == "<summary" else None
    if label is None and not whole:
        return text
    text = inner if label is None else inner[label.end() :]
    lines = (line.strip() for line in _PARAGRAPH.sub("\n", text).split("\n"))
    return "\n".join(line for line in lines if line)


_BREAK = re.compile(r"[ ]*+,?[ ]*+<br[ ]?/?>", re.IGNORECASE)
_END_OF_LABEL = re.compile(r"</summary>", re.IGNORECASE)
_PARAGRAPH = re.compile(r"</?p(?:\s[^<>]*)?>", re.IGNORECASE)


def _address(links: Sequence[CellLink], alone: ArxivId | None) -> tuple[str | None, ArxivId | None]:
    """The URL that leads to a paper, and its id: of several the first that has one.

    The label may add the version: `[2110.14789v2](http://arxiv.org/abs/2110.14789)`.

    Args:
        links: those to the paper.
        alone: the id that stands there without a link.
    """
    for link in links:
        found = ArxivId.parse(link.url)
        if found is not None:
            if found.version is None and link.label:
                named = ArxivId.parse(link.label.strip("*` "))
                if named is not None and named.id == found.id:
                    return link.url, named
            return link.url, found
    url = next((link.url for link in links if link.url), None)
    return url, alone if url is None else None


def _is_on_arxiv(url: str) -> bool:
    return "arxiv.org/" in url and ArxivId.parse(url) is not None


def _link(link: CellLink) -> Link:
    label = _label(link)
    return Link(url=link.url, label=label, kind=link_kind(link.url, label))


def _label(link: CellLink) -> str | None:
    """The words of a link; of a badge the alternative text."""
    label = link.label
    if label is not None and (badges := _alts(label)):
        label = " ".join((*badges, _IMAGE.sub(" ", label).strip())).strip()
    return None if label in (None, "", link.url) else label


def _is_absolute(url: str) -> bool:
    return url != "" and cut_url(url, 0) == len(url)
