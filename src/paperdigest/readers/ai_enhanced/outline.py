"""The outline of a text: which lines belong to which paper of which group, and what the table of contents says."""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING

from attrs import define, evolve, field, frozen

from paperdigest.readers.ai_enhanced.grammar import contents_line, counted, group_name, is_category, is_markup
from paperdigest.readers.engines.authored_headings import Pair, entry_heading, pairs
from paperdigest.readers.engines.dates import day_in
from paperdigest.readers.engines.markdown_lines import read_heading

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator, Sequence

    from paperdigest.readers.engines.page import Page

__all__ = ["Claim", "DigestOutline", "EntryOutline", "outline"]


@define
class EntryOutline:
    """A paper: how it begins, the line behind its last, and the group that it stands in."""

    pair: Pair
    end: int
    group: str | None


@define
class DigestOutline:
    """A digest: the heading that dates it, the line it starts at and the one behind its last, and its papers.

    Attributes:
        title: the text of that heading; None without one.
        date: the day that it names.
        bad_day: what looks like a day in it and is none; empty if there is nothing of the kind.
    """

    line: int
    end: int
    title: str | None = None
    level: int = 9
    date: dt.date | None = None
    bad_day: str = ""
    entries: list[EntryOutline] = field(factory=list)


@frozen
class Claim:
    """How many papers a text says that a group has.

    Attributes:
        line: where it says so.
        name: the group.
        total: the number.
        found: how many there are.
    """

    line: int
    name: str
    total: int
    found: int


def outline(page: Page) -> tuple[list[DigestOutline], list[Claim]]:
    """Finds the papers of a text and the digests that they are in.

    Args:
        page: the kinds of headings, of lines of contents and of fenced code are set.

    Returns:
        The digests that have papers; none if no heading has a link and authors below it. And what the text says of the
        number of its papers.
    """
    found = list(pairs(page.lines))
    page.hide_code([pair.line for pair in found])
    found = [pair for pair in found if page.kinds[pair.line] == "text"]
    if not any(pair.heading.url for pair in found):
        return [], []
    return _Outlining(page, found).run()


@frozen
class _Section:
    """A heading that is no paper's."""

    line: int
    level: int
    text: str


class _Outlining:
    """One text on the way to its outline."""

    def __init__(self, page: Page, found: Sequence[Pair]) -> None:
        self._page = page
        linked = [pair.level for pair in found if pair.heading.url]
        self._level = max(sorted(set(linked)), key=linked.count)
        # A heading without a link may only be a paper's where others of its level are.
        self._pairs = {pair.line: pair for pair in found if pair.heading.url or pair.level == self._level}
        self._first = min(self._pairs)
        self._names: set[str] = set()
        self._totals: list[Claim] = []
        """What is said of the digest that is being read; nothing is found yet."""
        self._counts: Counter[str] = Counter()
        self._claims: list[Claim] = []
        self._digests = [DigestOutline(self._first, self._first)]
        self._topics: frozenset[int] = frozenset()
        """The lines of headings that are topics because several are alike."""
        self._group: str | None = None
        self._group_level = 9

    def run(self) -> tuple[list[DigestOutline], list[Claim]]:
        """The digests and the claims."""
        first = self._take_contents(0, self._first)
        marks = sorted([*self._pairs.values(), *self._sections()], key=lambda mark: mark.line)
        ends = (*(mark.line for mark in marks[1:]), len(self._page.lines))
        self._digests[0].line = self._first if first is None else first
        self._topics = _topics(marks)
        for mark, end in zip(marks, ends, strict=False):
            if isinstance(mark, Pair):
                self._take_paper(mark, end)
            else:
                self._take_section(mark)
                self._take_contents(max(mark.line, self._first), end)
        self._settle_claims()
        return [digest for digest in self._digests if digest.entries], self._claims

    def _take_contents(self, first: int, end: int) -> int | None:
        """Takes the lines of a table of contents, which stands outside of papers; gives the first of them."""
        kinds, lines = self._page.kinds, self._page.lines
        found = None
        for number in range(first, end):
            if kinds[number] == "text" and (item := contents_line(lines[number])) is not None:
                kinds[number] = "contents"
                found = number if found is None else found
                self._names.add(item[0])
                if item[1] is not None:
                    self._totals.append(Claim(number, item[0], item[1], 0))
        return found

    def _settle_claims(self) -> None:
        """Compares what is said of the digest above with what was found in it."""
        self._claims += [evolve(claim, found=self._counts[claim.name]) for claim in self._totals]
        self._totals.clear()
        self._counts.clear()

    def _sections(self) -> Iterator[_Section | Pair]:
        """The other headings that end a paper, and papers without a line of authors among them."""
        kinds, lines = self._page.kinds, self._page.lines
        for number, line in enumerate(lines):
            if "#" not in line[:4] or kinds[number] != "text" or number in self._pairs:
                continue
            heading = read_heading(line)
            if heading is None or not heading[1]:
                continue
            level, text = heading
            entry = entry_heading(text) if level == self._level else None
            if (
                entry is not None
                and entry.says_something
                and (entry.numbered or entry.link.arxiv_id is not None)
            ):
                yield Pair(number, level, entry.link, True, None, number, entry.behind)
            elif self._stands_alone(number):
                kinds[number] = "heading"
                if level <= self._level:
                    yield _Section(number, level, text)

    def _stands_alone(self, number: int) -> bool:
        """Whether a line is a heading for certain: lines of abstracts begin with `#P-hard` and `# of parameters`."""
        behind = self._page.lines[number].lstrip(" ").lstrip("#")
        if behind[:1] not in (" ", "\t"):
            return False
        before = number - 1
        return (
            number == 0
            or self._page.kinds[before] in ("blank", "heading", "contents", "fence")
            or before in self._pairs
            or is_markup(self._page.lines[before])
        )

    def _take_paper(self, pair: Pair, end: int) -> None:
        self._page.kinds[pair.line] = "paper-heading"
        digest = self._digests[-1]
        digest.line = min(digest.line, pair.line)
        digest.entries.append(EntryOutline(pair, end, self._group))
        digest.end = end
        if self._group is not None:
            self._counts[self._group] += 1

    def _take_section(self, section: _Section) -> None:
        if section.level <= self._group_level:
            self._group, self._group_level = None, 9
        text, has_back = group_name(section.text)
        name, total = counted(text)
        is_group = has_back or name in self._names or is_category(name) or section.line in self._topics
        if section.level < self._level and is_group:
            self._page.kinds[section.line] = "group-heading"
            self._group, self._group_level = name, section.level
            if total is not None:
                self._totals.append(Claim(section.line, name, total, 0))
            self._digests[-1].line = min(self._digests[-1].line, section.line)
        elif section.level < self._level:
            self._take_title(section)

    def _take_title(self, section: _Section) -> None:
        date = day_in(section.text)
        looks = None if date else _LOOKS_LIKE_DAY.search(section.text)
        if date is None and looks is None:
            return
        current = self._digests[-1]
        if current.title is not None and section.level > current.level:
            return
        self._page.kinds[section.line] = "digest-heading"
        if current.entries:
            self._settle_claims()
            current = DigestOutline(section.line, section.line)
            self._digests.append(current)
        current.line = min(current.line, section.line)
        current.title, current.level, current.date = section.text, section.level, date
        current.bad_day = looks[0] if looks else ""


def _topics(marks: Sequence[_Section | Pair]) -> frozenset[int]:
    """The lines of headings with papers right below them, where several of a level have other names and no day.

    One such heading may be the title of the page.
    """
    by_level: dict[int, dict[int, str]] = {}
    for mark, below in pairwise(marks):
        if (
            isinstance(mark, _Section)
            and isinstance(below, Pair)
            and day_in(mark.text) is None
            and _LOOKS_LIKE_DAY.search(mark.text) is None
        ):
            by_level.setdefault(mark.level, {})[mark.line] = mark.text
    return frozenset(line for found in by_level.values() if len(set(found.values())) > 1 for line in found)


# What only the calendar can refuse.          2024-02-31
_LOOKS_LIKE_DAY = re.compile(r"(?<!\d)\d{4}[-./年]\d{1,2}[-./月]\d{1,2}(?!\d)", re.ASCII)
