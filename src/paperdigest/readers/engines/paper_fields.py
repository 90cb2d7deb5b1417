"""Labelled fields as parts of a paper, for formats that have them below a paper's heading."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from attrs import define, field

from paperdigest import codes
from paperdigest.model import ArxivId, AuthorsOrder, Link, LinkKind, Paper, Point
from paperdigest.readers.engines.authors import read_authors
from paperdigest.readers.engines.cut_fields import cut_fields
from paperdigest.readers.engines.derived_links import derived_links
from paperdigest.readers.engines.entries import ends_fields, is_markup
from paperdigest.readers.engines.field_names import field_name
from paperdigest.readers.engines.labels import label_key
from paperdigest.readers.engines.markdown_lines import RULE, read_heading
from paperdigest.text.links import find_links, unique_links

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Container

    from paperdigest.readers.engines.labels import Labelled
    from paperdigest.readers.engines.page import Page

__all__ = ["PaperFields", "read_fields"]


@define
class PaperFields:
    """What the fields of a paper say.

    Attributes:
        end: the line behind the paper: what follows a rule behind its last field is text of the page.
        says_no_url: whether a field for the link says that there is none.
    """

    end: int
    title: str | None = None
    translated_title: str | None = None
    url: str | None = None
    says_no_url: bool = False
    arxiv_id: ArxivId | None = None
    authors: tuple[str, ...] = ()
    authors_complete: bool | None = None
    abstract: str | None = None
    summary: list[Point] = field(factory=list)
    categories: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    doi: str | None = None
    links: list[Link] = field(factory=list)
    extra: dict[str, str] = field(factory=dict)

    def paper(self, page: Page, line: int, heading: str, date: dt.date | None) -> Paper | None:
        """The paper; None if nothing at all is known of it.

        Where there is a field for the original title, what the heading says is a translation.

        Args:
            page: findings about title and link are added.
            line: its heading.
            heading: the title there.
            date: the day of its digest.
        """
        title = self.title or heading
        if not (title or self.url or self.authors or self.summary or self.abstract or self.extra):
            return None
        if not title:
            page.findings.add(codes.NO_TITLE, line)
        translated = self.translated_title or (heading if heading != title else None) or None
        summary = tuple(self.summary)
        return Paper(
            title=title,
            translated_title=translated,
            url=self.url,
            arxiv_id=self._identify(page, line),
            date=date,
            authors=self.authors,
            authors_complete=self.authors_complete,
            authors_order=AuthorsOrder.PAPER if self.authors else AuthorsOrder.UNKNOWN,
            summary=summary,
            abstract=self.abstract,
            categories=self.categories,
            tags=self.tags,
            doi=self.doi,
            links=tuple(
                link
                for link in unique_links([*self.links, *derived_links(self.extra.items(), summary)])
                if link.url != self.url
            ),
            extra=tuple(self.extra.items()),
            span=page.span(line, self.end),
        )

    def _identify(self, page: Page, line: int) -> ArxivId | None:
        """The id in the URL, or else in the field for it."""
        found = None if self.url is None else ArxivId.parse(self.url)
        if self.url is None and not self.says_no_url:
            page.findings.add(codes.NO_LINK, line)
        elif self.url is not None and found is None and self.arxiv_id is None:
            page.findings.add(codes.NOT_ARXIV, line, self.url)
        if found is None:
            return self.arxiv_id
        if self.arxiv_id is not None and self.arxiv_id.id != found.id:
            page.findings.add(codes.ID_DIFFERS, line, str(found), str(self.arxiv_id))
        return found


def read_fields(
    page: Page, first: int, end: int, *, url: str | None = None, usual: Container[str] = ()
) -> PaperFields:
    """Reads the fields of one paper; the kinds of its lines are set, and what is odd about them is a finding.

    Args:
        page: the text.
        first: the line behind the paper's heading.
        end: the line at which the next paper, or something else, begins.
        url: the link in the heading.
        usual: labels, as `label_key` spells them, that the format keeps in `extra`; others there are findings.
    """
    fenced = [number for number in range(first, end) if page.kinds[number] == "fence"]
    found, rest = cut_fields(page, first, end, frozenset(fenced))
    rules = _settle(page, rest)
    last = found[-1].end if found else first
    fields = PaperFields(next((number for number in rules if number >= last), end), url=url)
    reader = _FieldReader(page, fields, usual)
    for each in found:
        reader.take(each)
    _report_code(page, [number for number in fenced if number < fields.end], found)
    page.leave_unread(first, fields.end)
    return fields


def _report_code(page: Page, fenced: list[int], found: list[Labelled]) -> None:
    """Says of code that stands in no field that it is not read."""
    if not fenced:
        return
    owned = {number for each in found for number in range(each.line, each.end)}
    code = set(fenced)
    for number in fenced:
        if number not in owned and number - 1 not in code:
            page.findings.add(codes.UNKNOWN_LINE, number)


def _settle(page: Page, rest: list[int]) -> list[int]:
    """Gives lines that belong to no field their kinds; returns the rules among them."""
    rules = []
    for number in rest:
        line = page.lines[number]
        if page.kinds[number] != "text":
            continue
        if RULE.fullmatch(line):
            page.kinds[number] = "rule"
            rules.append(number)
        elif is_markup(line):
            page.kinds[number] = "markup"
        elif ends_fields(line) and read_heading(line) is not None:
            page.kinds[number] = "heading"
    return rules


# What stands for nothing: no words, a word that says so, links without an address.
_NOTHING = frozenset(("", "-", "–", "—", "null", "none", "n/a", "na", "nan", "无", "暂无", "없음", "なし"))
_NO_LINKS = re.compile(r"(?:!?\[[^\[\]]*\]\([ \t]*\)[ \t|,·/]*)+")
# arXiv's feed begins abstracts so.          arXiv:2406.01234v1 Announce Type: new  Abstract: We …
_ANNOUNCEMENT = re.compile(
    r"arXiv:\S{5,30}\s{1,9}Announce Type:\s{0,9}[\w-]{2,20}\s{1,9}Abstract:\s{0,9}", re.IGNORECASE
)
_SEPARATORS = re.compile(r"[,;，、；\n]")


class _FieldReader:
    """Turns labelled texts into the fields of one paper."""

    def __init__(self, page: Page, fields: PaperFields, usual: Container[str]) -> None:
        self._page = page
        self._findings = page.findings
        self._fields = fields
        self._usual = usual
        self._seen: set[str] = set()

    def take(self, each: Labelled) -> None:
        """Reads one field."""
        key = label_key(each.label)
        name = field_name(key)
        # A paper may have several links and summaries, each under a label of its own.
        once = key if name in ("url", "code", "summary") else name
        kind = "unknown"
        if once is not None and once in self._seen:
            self._findings.add(codes.FIELD_AGAIN, each.line)
        elif name is None:
            kind = self._take_extra(each, key)
        elif _is_nothing(each.text) and not (name == "authors" and not each.text):
            self._findings.add(codes.EMPTY_FIELD, each.line, each.label)
            self._fields.says_no_url = self._fields.says_no_url or name == "url"
            kind = _KINDS.get(name, name)
        elif self._take_known(name, each):
            kind = _KINDS.get(name, name)
        else:
            self._findings.add(codes.UNKNOWN_LINE, each.line)
        if once is not None:
            self._seen.add(once)
        for number in range(each.line, each.end):
            if self._page.kinds[number] == "text":
                self._page.kinds[number] = kind

    def _take_extra(self, each: Labelled, key: str) -> str:
        extra = self._fields.extra
        if _is_nothing(each.text):
            self._findings.add(codes.EMPTY_FIELD, each.line, each.label)
        else:
            if key not in self._usual:
                self._findings.add_once(codes.EXTRA_FIELD, each.line, each.label)
            extra[each.label] = f"{extra[each.label]}\n{each.text}" if each.label in extra else each.text
        return "field"

    def _take_known(self, name: str, each: Labelled) -> bool:
        """Reads a field that the model has; False if it cannot be read."""
        fields, text = self._fields, each.text
        if name == "authors":
            fields.authors, fields.authors_complete = read_authors(
                _with_commas(_one_line(text)), each.line, self._findings, keep_repeats=True
            )
        elif name in ("url", "code"):
            return self._take_links(name, text)
        elif name == "arxiv_id":
            return self._take_id(each)
        elif name == "summary":
            fields.summary.append(Point(text=text, label=each.label))
        elif name == "abstract":
            fields.abstract = self._abstract(each)
        elif name in ("categories", "tags"):
            parts = (part.strip(" \t[]") for part in _SEPARATORS.split(text.replace("`", "")))
            setattr(fields, name, tuple(part for part in parts if part))
        else:
            setattr(fields, name, _one_line(text))
        return True

    def _take_links(self, name: str, text: str) -> bool:
        links = list(find_links(text))
        read = bool(links)
        if name == "url" and links and self._fields.url is None:
            # A page of arXiv first, then one that names the paper by arXiv's id, then any.
            best = min(
                links, key=lambda link: (ArxivId.parse(link.url) is None, "arxiv.org/" not in link.url)
            )
            self._fields.url = best.url
            links.remove(best)
        for link in links:
            kind = LinkKind.CODE if name == "code" and link.kind is LinkKind.OTHER else link.kind
            self._fields.links.append(Link(url=link.url, label=link.label, kind=kind))
        return read

    def _take_id(self, each: Labelled) -> bool:
        if "](" in each.text or "://" in each.text:
            links = find_links(each.text)
            found = next((parsed for link in links if (parsed := ArxivId.parse(link.url)) is not None), None)
            self._fields.links += links
        else:
            found = ArxivId.parse(each.text.strip("`[] "))
        if found is None:
            self._findings.add(codes.BAD_ID, each.line, _one_line(each.text))
        self._fields.arxiv_id = found
        return True

    def _abstract(self, each: Labelled) -> str | None:
        match = _ANNOUNCEMENT.match(each.text)
        if match is None:
            return each.text
        self._findings.add(codes.ANNOUNCEMENT, each.line)
        return each.text[match.end() :] or None


_KINDS = {"url": "links", "code": "links", "summary": "point"}


def _is_nothing(text: str) -> bool:
    return text.lower() in _NOTHING or _NO_LINKS.fullmatch(text) is not None


def _one_line(text: str) -> str:
    """A text that lines were broken in, with one space in the place of each line end."""
    if "\n" not in text:
        return text
    return " ".join(part for piece in text.split("\n") if (part := piece.strip(" \t")))


def _with_commas(names: str) -> str:
    """A list of names with the commas of other scripts in it as one with commas."""
    return names if "," in names else _WIDE_COMMA.sub(", ", names)


_WIDE_COMMA = re.compile(r"[ \t]{0,3}[，、][ \t]{0,3}")
