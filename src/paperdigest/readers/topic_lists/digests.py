"""From the outline to digests: each row is a paper, and one that stands under several topics has all of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import define

from paperdigest import codes
from paperdigest.model import Digest, Paper
from paperdigest.readers.topic_lists.facts import FactReader
from paperdigest.readers.topic_lists.outline import Outline

if TYPE_CHECKING:
    from collections.abc import Hashable, Sequence

    from paperdigest.readers.page import Page
    from paperdigest.readers.topic_lists.facts import Facts
    from paperdigest.readers.topic_lists.outline import Entry, Group, Issue, Layout

__all__ = ["count_entries", "read_digests"]


def count_entries(page: Page, layout: Layout) -> int:
    """How many rows and items of a format a text has."""
    return sum(len(group.entries) for issue in Outline(page, layout).read() for group in issue.groups)


def read_digests(page: Page, layout: Layout) -> list[Digest]:
    """The digests of a text; what there is to know is added to its findings."""
    outline = Outline(page, layout)
    reader = FactReader(page.findings)
    return [_digest(issue, page, outline, reader) for issue in outline.read()]


@define
class _Listed:
    """A paper: what its entries say, where the first of them stands, and its tags, topics among them."""

    facts: Facts
    entry: Entry
    tags: dict[str, None]


class _Papers:
    """The papers of one digest, each once.

    Args:
        page: the text.
        reader: reads rows.
    """

    def __init__(self, page: Page, reader: FactReader) -> None:
        self._page = page
        self._reader = reader
        self._listed: dict[Hashable, _Listed] = {}
        self._names: set[str] = set()

    def add(self, group: Group, topics: Sequence[str]) -> None:
        """Adds the entries of a table or a list; those that say what one above says add their tags to that."""
        again: list[Entry] = []
        other: list[Entry] = []
        for entry in group.entries:
            facts = self._reader.facts(entry.columns, entry.cells, entry.line)
            if facts is None:
                self._page.kinds[entry.line : entry.end] = ["unknown"] * (entry.end - entry.line)
                self._page.findings.add(codes.UNKNOWN_LINE, entry.line)
                continue
            key, name = facts.key(), facts.name()
            known = self._listed.get(key)
            if known is not None:
                again.append(entry)
            else:
                if name in self._names:
                    other.append(entry)
                self._names.add(name)
                known = self._listed[key] = _Listed(facts, entry, {})
            known.tags |= dict.fromkeys((*topics, *facts.tags))
        for code, entries in ((codes.PAPER_AGAIN, again), (codes.PAPER_DIFFERS, other)):
            if entries:
                self._page.findings.add(code, entries[0].line, str(len(entries)))

    def all(self) -> tuple[Paper, ...]:
        """The papers, in the order of the text."""
        span = self._page.span
        return tuple(
            Paper(**each.facts.fields, tags=tuple(each.tags), span=span(each.entry.line, each.entry.end))
            for each in self._listed.values()
        )


def _digest(issue: Issue, page: Page, outline: Outline, reader: FactReader) -> Digest:
    collected = _Papers(page, reader)
    for group in issue.groups:
        collected.add(group, outline.topics(group))
    papers = collected.all()
    _report(issue, papers, page)
    end = max(issue.groups[-1].end, issue.line + 1)
    return Digest(title=issue.title, date=issue.date, papers=papers, span=page.span(issue.line, end))


def _report(issue: Issue, papers: Sequence[Paper], page: Page) -> None:
    if not papers:
        page.findings.add(codes.NO_PAPERS, issue.line)
    elif issue.date is None and all(paper.date is None for paper in papers):
        page.findings.add(codes.NO_DATE, issue.line)
