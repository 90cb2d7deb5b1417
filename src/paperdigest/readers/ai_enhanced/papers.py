"""The fields of one paper: authors, category, what a language model said of it, the abstract."""

from __future__ import annotations

import re
from operator import itemgetter
from typing import TYPE_CHECKING

from attrs import field, mutable

from paperdigest import codes
from paperdigest.model import AuthorsOrder, Link, Paper, Point
from paperdigest.readers.ai_enhanced.fields import Fields
from paperdigest.readers.ai_enhanced.grammar import (
    is_category,
    is_markup,
    quoted_title,
    whole_bold,
)
from paperdigest.readers.ai_enhanced.names import field_name
from paperdigest.readers.engines.derived_links import derived_links
from paperdigest.readers.engines.identifiers import bare_doi
from paperdigest.readers.engines.items import list_item
from paperdigest.readers.engines.labels import label_line
from paperdigest.readers.engines.markdown_lines import fold_label, link_line
from paperdigest.readers.engines.points import PointReader, RawPoints
from paperdigest.text.links import cut_url, find_links, link_kind, unique_links

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Sequence

    from paperdigest.readers.ai_enhanced.outline import EntryOutline
    from paperdigest.readers.engines.labels import Labelled
    from paperdigest.readers.engines.page import Page

__all__ = ["PaperReader"]


@mutable
class _Parts:
    """What has been read of a paper so far."""

    authors: tuple[str, ...] = ()
    authors_complete: bool | None = None
    translated_title: str | None = None
    abstract: str | None = None
    doi: str | None = None
    journal_ref: str | None = None
    categories: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    summary: list[tuple[int, Point]] = field(factory=list)
    """Each with the number of its line."""
    links: list[Link] = field(factory=list)
    extra: dict[str, str] = field(factory=dict)


class PaperReader:
    """Reads the papers of one text.

    Args:
        page: the kinds of a paper's lines are set, and what there is to know is added to the findings.
        outlines: all papers of the text.
    """

    def __init__(self, page: Page, outlines: Iterable[EntryOutline]) -> None:
        self._page = page
        self._fields = Fields(page, outlines)
        self._findings = page.findings
        self._points = PointReader(page.findings, repairs=False)
        self._reported: set[str] = set()
        """Labels that no field knows: a template writes them below each paper, and one finding says it."""

    def read(self, outline: EntryOutline, date: dt.date | None) -> Paper:
        """One paper.

        Args:
            outline: where it begins and ends.
            date: the day of its digest.
        """
        parts = _Parts()
        heading = outline.pair.heading
        self._report_heading(outline)
        if outline.pair.behind:
            self._take_links(outline.pair.behind.replace("[[", "[").replace("]]", "]"), parts)
        self._read_top(outline, parts)
        self._read_fields(outline, parts)
        if outline.pair.authors is None and not parts.authors:
            self._findings.add(codes.NO_AUTHORS_LINE, outline.pair.line)
        self._page.leave_unread(outline.pair.line + 1, outline.end)
        if outline.group is not None and not parts.categories and is_category(outline.group):
            parts.categories = (outline.group,)
        elif outline.group is not None and not is_category(outline.group):
            parts.tags = tuple(dict.fromkeys((*parts.tags, outline.group)))
        summary = tuple(point for _, point in sorted(parts.summary, key=itemgetter(0)))
        links = [*parts.links, *derived_links(parts.extra.items(), summary), *_links(parts.abstract)]
        return Paper(
            title=heading.title,
            translated_title=parts.translated_title,
            url=heading.url,
            arxiv_id=heading.arxiv_id,
            date=date,
            authors=parts.authors,
            authors_complete=parts.authors_complete,
            authors_order=AuthorsOrder.PAPER if parts.authors else AuthorsOrder.UNKNOWN,
            summary=summary,
            abstract=parts.abstract,
            categories=parts.categories,
            tags=parts.tags,
            doi=parts.doi,
            journal_ref=parts.journal_ref,
            links=tuple(unique_links(links)),
            extra=tuple(parts.extra.items()),
            span=self._page.span(outline.pair.line, outline.end),
        )

    def _report_heading(self, outline: EntryOutline) -> None:
        line, heading = outline.pair.line, outline.pair.heading
        if not heading.usual:
            self._findings.add(codes.ODD_HEADING, line, heading.title)
        if not heading.title.strip():
            self._findings.add(codes.NO_TITLE, line)
        if heading.url is None:
            self._findings.add(codes.NO_LINK, line)
        elif heading.arxiv_id is None:
            self._findings.add(codes.NOT_ARXIV, line, heading.url)

    def _read_top(self, outline: EntryOutline, parts: _Parts) -> None:
        """Reads the line of authors, and the translated title above or below it."""
        pair, kinds = outline.pair, self._page.kinds
        self._take_title(range(pair.line + 1, pair.authors_at), parts)
        if pair.authors is None:
            return
        kinds[pair.authors_at] = "authors"
        self._take_authors(pair.authors.names, pair.authors_at, parts)
        for piece in pair.authors.others:
            self._take_beside(piece, pair.authors_at, parts)
        self._take_title(range(pair.authors_at + 1, min(outline.end, pair.authors_at + 3)), parts)

    def _take_title(self, numbers: range, parts: _Parts) -> None:
        """The translated title, if the first of these lines that is not blank is that."""
        kinds = self._page.kinds
        number = next((number for number in numbers if kinds[number] != "blank"), None)
        if number is None or kinds[number] != "text" or parts.translated_title is not None:
            return
        line = self._page.lines[number]
        if label_line(line) is None and (title := quoted_title(line)) is not None:
            kinds[number] = "translated_title"
            parts.translated_title = title

    def _take_authors(self, text: str, number: int, parts: _Parts) -> None:
        """Names between commas, and nothing else: what this format writes is a list of arXiv's own."""
        marked = label_line(text)
        if marked is not None and field_name(marked[0]) == "authors":
            text = marked[2]  # *Authors: Ann Bo, Cy Do*
        names = [name for piece in text.split(",") if (name := piece.strip(" \t*"))]
        complete = not (names and _MORE.fullmatch(names[-1]))
        if not complete:
            names.pop()
            self._findings.add(codes.AUTHORS_CUT, number)
        elif not names:
            self._findings.add(codes.NO_NAMES, number)
            return
        parts.authors, parts.authors_complete = tuple(names), complete

    def _take_beside(self, piece: str, number: int, parts: _Parts) -> None:
        """What stands beside the authors: a labelled field, a category, links, or a flag in bold."""
        found = whole_bold(piece)
        if found is None and (marked := label_line(piece)) is not None:
            found = marked[0], marked[2]
        if found is not None:
            self._take(found[0], found[1], number, parts)
        elif is_category(bare := piece.strip("*` ")):
            parts.categories = (*parts.categories, bare)
        elif piece.startswith("**") and piece.endswith("**") and bare:
            parts.tags = (*parts.tags, bare)
        elif not self._take_links(piece, parts):
            self._findings.add(codes.UNKNOWN_LINE, number)

    def _read_fields(self, outline: EntryOutline, parts: _Parts) -> None:
        found, rest = self._fields.of(outline)
        for labelled in found:
            self._take_labelled(labelled, parts)
        for number in rest:
            if self._page.kinds[number] == "text":
                self._take_rest(number, parts)
        fields_at = found[0].line if found else outline.end
        for run in _runs([number for number in rest if self._page.kinds[number] == "text"], self._page.kinds):
            self._take_prose(run, run[0] < fields_at, parts)

    def _take_labelled(self, labelled: Labelled, parts: _Parts) -> None:
        children: tuple[Point, ...] = ()
        text = labelled.text
        if field_name(labelled.label) == "summary" and (items := self._items(labelled)) is not None:
            children, text = self._points.points(items), ""
        kind = self._take(labelled.label, text, labelled.line, parts, children)
        kinds = self._page.kinds
        for number in range(labelled.line, labelled.end):
            if kinds[number] == "text":
                kinds[number] = kind

    def _items(self, labelled: Labelled) -> RawPoints | None:
        """The items of a list that begins below its label; None if other text stands there, or beside the label."""
        marked = label_line(self._page.lines[labelled.line])
        if marked is None or marked[2]:
            return None
        items = RawPoints()
        for number in range(labelled.line + 1, labelled.end):
            line = self._page.lines[number]
            item = list_item(line)
            if item is not None and not item.tight:
                items.add(item.key, number, line[item.text :])
            elif not items.lines:
                if line.strip():
                    return None
            elif line.strip():
                if line[0] not in " \t":
                    return None
                items.go_on("\n", line.strip(" \t"))
        return items if items.lines else None

    def _take(
        self, label: str, text: str, number: int, parts: _Parts, children: tuple[Point, ...] = ()
    ) -> str:
        """Reads one field; returns the kind of its lines."""
        name = field_name(label)
        if not children and (text.lower() in _NOTHING or (text.lower() == "none" and name != "summary")):
            self._findings.add(codes.EMPTY_FIELD, number, label)
        elif name == "summary":
            parts.summary.append((number, Point(text=text, label=label, children=children)))
        elif name == "categories":
            for each in _listed(text):
                category = _category(each)
                parts.categories = _with(parts.categories, category)
                parts.tags = _with(parts.tags, None if category else each)
        elif name == "tags":
            parts.tags = tuple(dict.fromkeys((*parts.tags, *_listed(text))))
        elif name is None:
            if label not in self._reported:
                self._reported.add(label)
                self._findings.add(codes.EXTRA_FIELD, number, label)
            parts.extra[label] = f"{parts.extra[label]}\n{text}" if label in parts.extra else text
        elif name == "authors" and not parts.authors:
            self._take_authors(text.replace("\n", " "), number, parts)
        elif name != "authors" and getattr(parts, name) is None:
            setattr(parts, name, (bare_doi(text) or text) if name == "doi" else text)
        else:
            self._findings.add(codes.FIELD_AGAIN, number)
            return "unknown"
        return {"summary": "point", None: "field"}.get(name, name or "")

    def _take_rest(self, number: int, parts: _Parts) -> None:
        """A line that belongs to no labelled field."""
        line, kinds = self._page.lines[number], self._page.kinds
        if is_markup(line):
            kinds[number] = "markup"
        elif (found := whole_bold(line)) is not None:
            kinds[number] = self._take(found[0], found[1], number, parts)
        elif self._take_links(line.strip(" \t"), parts):
            kinds[number] = "links"

    def _take_prose(self, run: list[int], is_first: bool, parts: _Parts) -> None:
        """Text without a label: what a fold with a known label hides, or what stands before all fields."""
        lines, kinds = self._page.lines, self._page.kinds
        above = next((number for number in range(run[0] - 1, -1, -1) if kinds[number] != "blank"), 0)
        label = fold_label(lines[above])
        text = "\n".join(lines[run[0] : run[-1] + 1]).strip(" \t\n")
        if label is not None and field_name(label) is not None:
            kind = self._take(label, text, run[0], parts)
        elif is_first and not lines[run[0]].lstrip(" ").startswith(">"):
            self._findings.add(codes.PROSE_POINT, run[0])
            parts.summary.append((run[0], Point(text=text)))
            kind = "point"
        else:
            return
        for number in run:
            kinds[number] = kind

    @staticmethod
    def _take_links(text: str, parts: _Parts) -> bool:
        pairs = (("", text),) if cut_url(text, 0) == len(text) else link_line(text) or ()
        if not pairs or any(cut_url(url, 0) != len(url) for _, url in pairs):
            return False
        for label, url in pairs:
            shown = None if label in ("", url) else label
            parts.links.append(Link(url=url, label=shown, kind=link_kind(url, shown)))
        return True


# What scripts write where there is nothing. `None` may be an answer of a language model, but is no keyword.
_NOTHING = frozenset(("", "-", "–", "—", "null", "nan", "n/a", "[]", "[]()"))
# What says, at the end of a list of names, that there are more of them.          et al.     …
_MORE = re.compile(r"(?:and[ ])?et[ ]al\.?|…|\.\.\.", re.IGNORECASE)
_BRACKETS = re.compile(r"[()（）\[\]]")
_COMMA = re.compile(r"[,，、;；]")


def _listed(text: str) -> list[str]:
    return [part for piece in _COMMA.split(text.replace("\n", " ")) if (part := piece.strip(" \t`"))]


def _category(text: str) -> str | None:
    """The category of arXiv that a text names: `cs.CV`, or `Robotics (cs.RO)`; None for other words."""
    if is_category(text):
        return text
    found = [part for piece in _BRACKETS.split(text) if is_category(part := piece.strip(" \t"))]
    return found[0] if len(found) == 1 else None


def _with(values: tuple[str, ...], value: str | None) -> tuple[str, ...]:
    return values if value is None or value in values else (*values, value)


def _runs(numbers: list[int], kinds: Sequence[str]) -> list[list[int]]:
    """The numbers of lines in groups with nothing but blank lines within them."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and all(kinds[between] == "blank" for between in range(runs[-1][-1] + 1, number)):
            runs[-1].append(number)
        else:
            runs.append([number])
    return runs


def _links(text: str | None) -> tuple[Link, ...]:
    return find_links(text) if text is not None and "://" in text else ()
