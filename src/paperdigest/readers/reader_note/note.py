"""A note: what the fields of its front matter and the sections below them say of a paper."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from attrs import define, field

from paperdigest import codes
from paperdigest.model import ArxivId, AuthorsOrder, Digest, Paper, Point
from paperdigest.readers.engines.authors import read_authors
from paperdigest.readers.engines.dates import whole_day
from paperdigest.readers.engines.derived_links import derived_links
from paperdigest.readers.engines.findings import Findings
from paperdigest.readers.engines.identifiers import bare_doi, doi_in_url
from paperdigest.readers.engines.markdown_lines import RULE, read_heading
from paperdigest.readers.reader_note.abstracts import is_own_abstract
from paperdigest.readers.reader_note.authors import read_names
from paperdigest.readers.reader_note.front_matter import Field, Node, read_fields
from paperdigest.text.links import unique_links

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable

    from paperdigest.readers.engines.page import Page

    _Reading = tuple[str, str, Callable[[Field], None]]
    """Of a key: the name of the field, the kind of its lines, and who reads it."""

__all__ = ["read_note"]


@define
class _Parts:
    """What has been read of a paper so far."""

    seen: set[str] = field(factory=set)
    """The fields that a line says something of, and the labels of the others."""
    keys: set[str] = field(factory=set)
    """The keys that lines begin with, in lower case."""
    title: str = ""
    translated_title: str | None = None
    url: str | None = None
    date: dt.date | None = None
    names_day: bool = False
    """Whether the note says a date, be it one of the calendar or not."""
    authors: tuple[str, ...] = ()
    authors_complete: bool | None = None
    tags: tuple[str, ...] = ()
    doi: str | None = None
    abstract: str | None = None
    summary: list[Point] = field(factory=list)
    extra: dict[str, str] = field(factory=dict)


def read_note(page: Page, end: int) -> tuple[Digest, ...]:
    """The one digest of a note, with its one paper; none if the front matter names no paper.

    Args:
        page: the text; its kinds and findings are completed.
        end: the line that closes the front matter.
    """
    page.kinds[0] = page.kinds[end] = "front-matter"
    reader = _NoteReader(page)
    for found in read_fields(page.lines, 1, end, page.findings):
        reader.take(found)
    _settle_front_matter(page, end)
    if not reader.parts.seen & {"title", "pdf"}:
        return ()
    reader.take_sections(end + 1)
    papers = reader.papers()
    if not papers:
        page.findings.add(codes.NO_PAPERS, 0)
    last = len(page.lines)
    return (Digest(date=reader.parts.date, papers=papers, span=page.span(0, last)),)


def _settle_front_matter(page: Page, end: int) -> None:
    """Comments belong to the front matter; what else is left in it is unread."""
    for number in range(1, end):
        if page.kinds[number] == "text" and page.lines[number].lstrip().startswith("#"):
            page.kinds[number] = "front-matter"
    page.leave_unread(1, end)


# The keys of points; what they say is the note's, in its own language.
_POINTS = frozenset({"tldr", "motivation", "method", "result", "conclusion", "evidence"})
# Keys that the program behind these notes writes for itself. They are kept in `extra`, and nothing is odd about them.
_USUAL_EXTRA = frozenset({"score", "source", "selection_source", "figures_json", "tables_json"})
#     translated-title = "title_" language          title_zh   title_pt-br
_TRANSLATED_TITLE = re.compile(r"title_[a-z]{2,3}(?:[-_][a-z]{2,4})?|translated_title", re.ASCII)
# A URL as Markdown has it.          <https://arxiv.org/pdf/…>     [PDF](https://arxiv.org/pdf/…)
_LINK = re.compile(r"<(?P<bare>[^<>\s]+)>|\[[^\[\]]*\]\((?P<linked>[^\s]+)\)")
# What scripts print for a value that they do not have.
_NOTHING = frozenset({"", "-", "~", "null", "none", "n/a", "nan", "[]", "{}", "[]()"})
# `[a, "b]` is a list, though it is no YAML.
_BRACKETS = "[] "


class _NoteReader:
    """Reads the parts of one note."""

    def __init__(self, page: Page) -> None:
        self.parts = _Parts()
        self._page = page
        self._findings = page.findings
        self._line = 0
        """Where the title stands, or else the beginning of the page."""
        self._known: dict[str, _Reading] = {
            "title": ("title", "paper-heading", self._take_title),
            "authors": ("authors", "authors", self._take_authors),
            "author": ("authors", "authors", self._take_authors),
            "date": ("date", "date", self._take_date),
            "pdf": ("pdf", "links", self._take_url),
            "tags": ("tags", "tags", self._take_tags),
            "doi": ("doi", "doi", self._take_doi),
            "abstract": ("abstract", "abstract", self._take_abstract),
        }

    # --- the front matter

    def take(self, found: Field) -> None:
        """Reads one field, if it is the first with its key; another key of the same meaning is kept as it is."""
        key = found.key.strip()
        if not key:
            return
        name, kind, read = self._reading_of(key)
        if name in self.parts.seen and key.lower() not in self.parts.keys:
            name, kind, read = key, "field", self._take_extra
        again = name in self.parts.seen
        self.parts.keys.add(key.lower())
        self._mark(found.line, found.end, "unknown" if again else kind)
        if again:
            self._findings.add(codes.FIELD_AGAIN, found.line)
            return
        self.parts.seen.add(name)
        read(found)

    def _reading_of(self, key: str) -> _Reading:
        lower = key.lower()
        if lower in _POINTS:
            return key, "point", self._take_point
        if _TRANSLATED_TITLE.fullmatch(lower):
            return "translated_title", "translated_title", self._take_translated_title
        return self._known.get(lower, (key, "field", self._take_extra))

    def _mark(self, first: int, end: int, kind: str) -> None:
        """Gives lines their kind; comments between them keep theirs."""
        lines, kinds = self._page.lines, self._page.kinds
        for number in range(first, end):
            if kinds[number] != "blank" and not (number > first and lines[number].startswith("#")):
                kinds[number] = kind

    def _text(self, found: Field, *, report: bool = True) -> str | None:
        """The text of a field; None, with a finding, if there is none. A list or mapping is taken as written."""
        node = found.node
        text = node.text.strip()
        if text.lower() in _NOTHING:
            if report:
                self._findings.add(codes.EMPTY_FIELD, found.line, found.key)
            return None
        if not node.is_scalar:
            self._findings.add(codes.OTHER_SHAPE, found.line, found.key)
        return text

    def _line_of_text(self, found: Field, *, report: bool = True) -> str | None:
        text = self._text(found, report=report)
        return None if text is None else " ".join(text.split()) if "\n" in text else text

    def _take_title(self, found: Field) -> None:
        self._line = found.line
        self.parts.title = self._line_of_text(found, report=False) or ""

    def _take_translated_title(self, found: Field) -> None:
        self.parts.translated_title = self._line_of_text(found)

    def _take_authors(self, found: Field) -> None:
        items = found.node.items
        if items is None:
            text = self._line_of_text(found, report=False)
            if text is None:
                self._findings.add(codes.NO_NAMES, found.line)
            else:
                text = text.strip(_BRACKETS)
                self.parts.authors, self.parts.authors_complete = read_names(text, found.line, self._findings)
            return
        names = tuple(name for item in items if (name := _name(item).strip()).lower() not in _NOTHING)
        if any(not item.is_scalar for item in items):
            # What else is said of an author, an affiliation perhaps, has no field.
            self._findings.add(codes.OTHER_SHAPE, found.line, found.key)
        if names:
            # `et al.` may be an item.
            complete = read_authors(names[-1], 0, Findings([names[-1]], [0])) != ((), False)
            if not complete:
                self._findings.add(codes.AUTHORS_CUT, found.line)
            self.parts.authors = names if complete else names[:-1]
            self.parts.authors_complete = complete
        else:
            self._findings.add(codes.NO_NAMES, found.line)

    def _take_date(self, found: Field) -> None:
        text = self._text(found, report=False)
        if text is None:
            return
        self.parts.names_day = True
        self.parts.date = whole_day(text)
        if self.parts.date is None:
            self._findings.add(codes.BAD_DATE, found.line, text)

    def _take_url(self, found: Field) -> None:
        text = self._line_of_text(found, report=False)
        if text is not None and (link := _LINK.fullmatch(text)) is not None:
            text = link["bare"] or link["linked"]
        self.parts.url = text

    def _take_tags(self, found: Field) -> None:
        items = found.node.items
        if items is None:
            text = self._text(found)
            pieces = [] if text is None else re.split("[,，、\n]", text.strip(_BRACKETS))
        else:
            pieces = [_item_text(item) for item in items]
            if not any(pieces):
                self._findings.add(codes.EMPTY_FIELD, found.line, found.key)
        tags = [piece.strip(" \t'\"") for piece in pieces]
        self.parts.tags = tuple(tag for tag in tags if tag.lower() not in _NOTHING)

    def _take_doi(self, found: Field) -> None:
        text = self._line_of_text(found)
        if text is None:
            return
        self.parts.doi = bare_doi(text)
        if self.parts.doi is None:
            self.parts.extra[found.key] = text
            self._findings.add(codes.OTHER_SHAPE, found.line, found.key)

    def _take_abstract(self, found: Field) -> None:
        self.parts.abstract = self._text(found)

    def _take_point(self, found: Field) -> None:
        node = found.node
        if node.items:
            children = tuple(Point(text=said) for item in node.items if (said := _item_text(item).strip()))
            self.parts.summary.append(Point(label=found.key, text="", children=children))
        elif (text := self._text(found)) is not None:
            self.parts.summary.append(Point(label=found.key, text=text))

    def _take_extra(self, found: Field) -> None:
        node = found.node
        text = self._text(found) if node.is_scalar or node.text in _NOTHING else node.json()
        if text is not None:
            self.parts.extra[found.key] = text
            if found.key.lower() not in _USUAL_EXTRA:
                self._findings.add(codes.EXTRA_FIELD, found.line, found.key)

    # --- the text below it

    def take_sections(self, first: int) -> None:
        """Reads the sections of the abstract and its translation; what follows a rule below them is the page's."""
        lines, kinds = self._page.lines, self._page.kinds
        found = False
        number = first
        while number < len(lines):
            line = lines[number]
            if found and RULE.fullmatch(line):
                return
            heading = (
                read_heading(line) if line.lstrip(" ").startswith("#") and kinds[number] == "text" else None
            )
            number += 1
            if heading is None or heading[0] > 3:
                continue
            label = heading[1].strip("*_:： \t")
            own = is_own_abstract(label.lower())
            if own is not None:
                found = True
                end = self._section_end(number, max(2, heading[0]))
                self._take_section(label, number, end, own=own)
                number = end

    def _section_end(self, first: int, level: int) -> int:
        """The line of the next rule, or of the next heading of that level or above it."""
        lines, kinds = self._page.lines, self._page.kinds
        for number in range(first, len(lines)):
            if kinds[number] != "text":
                continue
            line = lines[number]
            if RULE.fullmatch(line):
                return number
            if line.lstrip(" ").startswith("#") and (heading := read_heading(line)) and heading[0] <= level:
                return number
        return len(lines)

    def _take_section(self, label: str, first: int, end: int, *, own: bool) -> None:
        """The section below the heading in the line before `first`: the paper's own abstract, or a translation."""
        name = "abstract" if own else label
        again = name in self.parts.seen
        self._page.kinds[first - 1] = "heading"
        self._fill(first, end, "unknown" if again else "abstract" if own else "point")
        if again:
            self._findings.add(codes.FIELD_AGAIN, first - 1)
            return
        self.parts.seen.add(name)
        text = "\n".join(self._page.lines[first:end]).strip()
        if text.lower() in _NOTHING:
            self._findings.add(codes.EMPTY_FIELD, first - 1, label)
        elif own:
            self.parts.abstract = text
        else:
            self.parts.summary.append(Point(label=label, text=text))

    def _fill(self, first: int, end: int, kind: str) -> None:
        kinds = self._page.kinds
        for number in range(first, end):
            if kinds[number] != "blank":
                kinds[number] = kind

    # --- all of it

    def papers(self) -> tuple[Paper, ...]:
        """The paper of the note; none if nothing at all is said of it."""
        parts = self.parts
        if not parts.names_day:
            self._findings.add(codes.NO_DATE, self._line)
        if not (parts.title or parts.url or parts.authors or parts.summary or parts.abstract or parts.extra):
            return ()
        if not parts.title:
            self._findings.add(codes.NO_TITLE, self._line)
        summary = tuple(parts.summary)
        links = unique_links(derived_links(parts.extra.items(), summary))
        arxiv_id, doi = self._identify()
        return (
            Paper(
                title=parts.title,
                translated_title=parts.translated_title,
                url=parts.url,
                arxiv_id=arxiv_id,
                date=parts.date,
                authors=parts.authors,
                authors_complete=parts.authors_complete,
                authors_order=AuthorsOrder.PAPER if parts.authors else AuthorsOrder.UNKNOWN,
                summary=summary,
                abstract=parts.abstract,
                tags=parts.tags,
                doi=doi,
                links=tuple(link for link in links if link.url != parts.url),
                extra=tuple(parts.extra.items()),
                span=self._page.span(0, len(self._page.lines)),
            ),
        )

    def _identify(self) -> tuple[ArxivId | None, str | None]:
        """The arXiv id and the DOI: from the URL, and from the field for it."""
        url = self.parts.url
        if url is None:
            self._findings.add(codes.NO_LINK, self._line)
            return None, self.parts.doi
        arxiv_id = ArxivId.parse(url)
        doi = self.parts.doi or doi_in_url(url)
        if arxiv_id is None and doi is None:
            self._findings.add(codes.NOT_ARXIV, self._line, url)
        return arxiv_id, doi


def _name(item: Node) -> str:
    """The name of an author who is an item of a list, or a mapping in which `name` says it."""
    for key, value in item.pairs or ():
        if key.text.strip().lower() == "name" and value.is_scalar:
            return value.text
    return _item_text(item)


def _item_text(item: Node) -> str:
    """An item of a list as text. `- query: gwas` is a mapping for YAML, and was meant as the words that it says."""
    if item.is_scalar:
        return item.text
    if item.pairs is not None and len(item.pairs) == 1:
        (key, value) = item.pairs[0]
        if key.is_scalar and value.is_scalar:
            return f"{key.text}: {value.text}"
    return item.json()
