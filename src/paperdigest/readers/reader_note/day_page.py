"""The page of a day: a heading that names it, and lists of links to notes, by section."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from attrs import define, evolve, field, frozen

from paperdigest import codes
from paperdigest.model import Digest, Paper
from paperdigest.readers.engines.dates import day_in
from paperdigest.readers.engines.identifiers import read_slug
from paperdigest.readers.engines.markdown_lines import RULE, read_heading
from paperdigest.readers.engines.title_links import PaperHeading, paper_heading

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

    from paperdigest.readers.engines.page import Page

__all__ = ["count_entries", "read_days"]


# What the page is called, a dot in the middle, the day or the range of days.
#     day-heading = "# " words "·" day ["~" day]          # 日报 · 2026-03-25     # Daily · 20260325-20260331
_DAY_HEADING = re.compile(r"(?P<words>[^·•・‧∙⋅]{0,60})[·•・‧∙⋅](?P<day>[^·•・‧∙⋅]{6,60})")
_LIKE_A_DAY = re.compile(r"[ \t]*\d{4}[-./年 ]{0,2}\d{1,2}[-./月 ]{0,2}\d{1,2}(?!\d)", re.ASCII)
_ISO_DAYS = re.compile(r"(?<!\d)(?:\d{4}-\d{2}-\d{2}|\d{8})(?!\d)", re.ASCII)

# An item of a list: what stands behind its number or bullet, and behind a box to tick.
_ITEM = re.compile(
    r" {0,3}(?:\d{1,6}[.)]|[-*+])[ \t]+(?:\[[ xX]\][ \t]+)?(?P<text>\S.*)", re.DOTALL | re.ASCII
)
# The score behind the link, in brackets of either width.          （9.0/10）   (8/10)
_SCORE = re.compile(r"[(（][ \t]?(?P<score>\d{1,4}(?:\.\d{1,4})?[ ]?/[ ]?\d{1,4})[ \t]?[)）]", re.ASCII)

# Where a note lies on its site: in the folders of a month and a day, or of a range of days.
#     /202603/25/slug     #/20260301-20260307/slug     https://…/202603/25/slug.html
_PLACE = re.compile(r"(?:^|[/#])(?:\d{6}/\d{2}|\d{8}(?:-\d{8})?)/(?P<slug>[^/?#\s]{1,2000})", re.ASCII)
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]{0,20}:|//", re.IGNORECASE | re.ASCII)

# How many papers there are, all of them or those of a section.
#     count = bullet label ":" number          - 当次推荐总数：19     - **精读区**: 8
_COUNT = re.compile(
    r" {0,3}[-*+][ \t]+(?P<label>[^:：]{1,60})[:：](?P<number>[*_ \t]{0,6}\d{1,6})[*_ \t]*", re.ASCII
)
_ALL = ("总数", "總數", "总计", "總計", "合计", "合計", "total", "총", "gesamt")


@frozen
class _Entry:
    """A line that leads to the note of a paper."""

    heading: PaperHeading
    score: str | None
    slug: str | None
    """None for a paper without a link."""


@define
class _Section:
    """Lines below one heading of the page, and the headings that they stand under."""

    titles: tuple[str, ...]
    line: int
    end: int
    entries: list[tuple[int, _Entry]] = field(factory=list)


@define
class _Day:
    """A heading of a day, and the sections below it."""

    title: str
    day: str
    line: int
    sections: list[_Section] = field(factory=list)

    @property
    def end(self) -> int:
        """The line behind the last."""
        return self.sections[-1].end


def count_entries(page: Page, first: int) -> int:
    """How many entries with links stand below headings of days, in line `first` or below it, outside of code.

    A day counts as one if it has none, and says so.
    """
    return sum(_weight(page, day) for day in _days(page, first))


def _weight(page: Page, day: _Day) -> int:
    entries = [entry for section in day.sections for _, entry in section.entries]
    if not entries:
        return any(number == 0 and _is_total(label) for _, label, number in _counts(page, day))
    return sum(entry.slug is not None for entry in entries)


def _counts(page: Page, day: _Day) -> Iterator[tuple[int, str, int]]:
    """The line, the label and the number of each count above the entries of a day."""
    first = next((number for section in day.sections for number, _ in section.entries), day.end)
    for number in range(day.line + 1, first):
        match = _COUNT.fullmatch(page.lines[number]) if page.kinds[number] == "text" else None
        if match is not None:
            yield number, match["label"].strip(" \t*_"), int(match["number"].strip(" \t*_"))


def _is_total(label: str) -> bool:
    return any(word in label.lower() for word in _ALL)


def read_days(page: Page, first: int) -> tuple[Digest, ...]:
    """The digests of a page, one for each heading of a day; the kinds of its lines and its findings are completed.

    Args:
        page: the text, of which code is hidden.
        first: the line that Markdown begins in.
    """
    digests = tuple(_DayReader(page, day).read() for day in _days(page, first))
    if digests:
        page.kinds[:first] = ["front-matter" if kind == "text" else kind for kind in page.kinds[:first]]
    return digests


# --- the outline


def _days(page: Page, first: int) -> list[_Day]:
    days: list[_Day] = []
    above: dict[int, str] = {}
    is_open = False
    for number, level, text in _headings(page, first):
        if is_open:
            days[-1].sections[-1].end = number
        if level == 1:
            match = _DAY_HEADING.fullmatch(text)
            is_open = match is not None and _names_day(match["day"])
            above = {}
            if match is not None and is_open:
                days.append(_Day(text, match["day"].strip(), number))
        elif is_open:
            above = {upper: title for upper, title in above.items() if upper < level} | {level: text}
        if is_open:
            days[-1].sections.append(_Section(tuple(filter(None, above.values())), number, len(page.lines)))
    for day in days:
        for section in day.sections:
            _find_entries(page, section)
    return days


# `#Title` is none here: it may be a tag.
_ATX = re.compile(r" {0,3}#{1,6}[ \t]")


def _headings(page: Page, first: int) -> Iterator[tuple[int, int, str]]:
    """Line, level and text of each heading outside of code."""
    for number in range(first, len(page.lines)):
        line = page.lines[number]
        if page.kinds[number] == "text" and _ATX.match(line) and (heading := read_heading(line)) is not None:
            yield number, *heading


def _names_day(text: str) -> bool:
    return _LIKE_A_DAY.match(text) is not None or day_in(text) is not None


def _find_entries(page: Page, section: _Section) -> None:
    for number in range(section.line + 1, section.end):
        if page.kinds[number] == "text" and (entry := _entry(page.lines[number])) is not None:
            section.entries.append((number, entry))
    if all(entry.slug is None for _, entry in section.entries):
        section.entries.clear()  # a numbered list with scores, in which nothing leads anywhere, is prose


def _entry(line: str) -> _Entry | None:
    """Reads a line as an entry: an item with a link to a place of notes, or with a score and a link of this site."""
    if line.lstrip(" ")[:1] not in _ITEM_SIGNS or (item := _ITEM.fullmatch(line)) is None:
        return None
    text, rest = item["text"].rstrip(" \t"), ""
    score: str | None = None
    link = text.rfind("](")
    if (match := _SCORE.search(text, max(link, 0))) is not None:
        score, rest = match["score"], text[match.end() :].strip(" \t*_")
        text = text[: match.start()].rstrip(" \t")
    heading = paper_heading(text) if link >= 0 else None
    if heading is None or heading.url is None:
        title = text if heading is None else heading.title
        if score is None or rest or not title.strip():
            return None
        return _Entry(PaperHeading(title, None, None, usual=True), score, None)
    url = heading.url
    if rest:
        heading = evolve(heading, usual=False)
    place = _PLACE.search(url)
    if place is not None:
        return _Entry(heading, score, place["slug"])
    if score is None or (_SCHEME.match(url) and heading.arxiv_id is None):
        return None
    return _Entry(heading, score, url.rstrip("/").rpartition("/")[2])


_ITEM_SIGNS = frozenset("0123456789-*+")


# --- reading


class _DayReader:
    """Reads one digest of a page."""

    def __init__(self, page: Page, day: _Day) -> None:
        self._page = page
        self._day = day
        self._findings = page.findings
        self._from_slugs: list[int] = []

    def read(self) -> Digest:
        """The digest, with what there is to say of it."""
        day, page = self._day, self._page
        page.kinds[day.line] = "digest-heading"
        date, date_end = self._dates()
        papers = [
            self._paper(number, entry, section.titles, date)
            for section in day.sections
            for number, entry in section.entries
        ]
        if self._from_slugs:
            self._findings.add(codes.ID_IN_SLUG, self._from_slugs[0], str(len(self._from_slugs)))
        if not papers:
            self._findings.add(codes.NO_PAPERS, day.line)
        self._check_counts(len(papers))
        for section in day.sections:
            if section.titles:
                page.kinds[section.line] = "heading"
            if section.entries:
                self._settle(section)
        return Digest(
            title=day.title,
            date=date,
            date_end=date_end,
            papers=tuple(papers),
            span=page.span(day.line, day.end),
        )

    def _dates(self) -> tuple[dt.date | None, dt.date | None]:
        text = self._day.day
        first = day_in(text)
        if first is None:
            self._findings.add(codes.BAD_DATE, self._day.line, text)
            return None, None
        days = _ISO_DAYS.findall(text)
        last = day_in(days[1]) if len(days) == 2 else None
        return first, last if last is not None and last > first else None

    def _paper(self, number: int, entry: _Entry, tags: tuple[str, ...], date: dt.date | None) -> Paper:
        self._page.kinds[number] = "paper-heading"
        heading = entry.heading
        arxiv_id, doi = heading.arxiv_id, None
        if not heading.usual:
            self._findings.add(codes.ODD_HEADING, number, heading.title)
        if not heading.title.strip():
            self._findings.add(codes.NO_TITLE, number)
        if heading.url is None:
            self._findings.add(codes.NO_LINK, number)
        elif arxiv_id is None and entry.slug is not None:
            arxiv_id, doi = read_slug(entry.slug)
            if arxiv_id is None and doi is None:
                self._findings.add(codes.NOT_ARXIV, number, heading.url)
            else:
                self._from_slugs.append(number)
        return Paper(
            title=heading.title,
            url=heading.url,
            arxiv_id=arxiv_id,
            date=date,
            tags=tags,
            doi=doi,
            extra=() if entry.score is None else (("score", entry.score),),
            span=self._page.span(number, number + 1),
        )

    def _check_counts(self, total: int) -> None:
        """Compares the numbers that the page states with what was read."""
        counts: dict[str, int] = {}
        for section in self._day.sections:
            for title in dict.fromkeys(section.titles):
                counts[title] = counts.get(title, 0) + len(section.entries)
        for number, label, stated in _counts(self._page, self._day):
            read = counts.get(label)
            if read is None and _is_total(label):
                read = total
            if read is None:
                continue
            self._page.kinds[number] = "count"
            if stated != read:
                self._findings.add(codes.COUNT_DIFFERS, number, label, str(stated), str(read))

    def _settle(self, section: _Section) -> None:
        """What stands between entries is unread; what follows a rule behind the last is text of the page."""
        lines = self._page.lines
        first, last = section.entries[0][0], section.entries[-1][0]
        end = next(
            (number for number in range(last + 1, section.end) if RULE.fullmatch(lines[number])), section.end
        )
        self._page.leave_unread(first, end)
