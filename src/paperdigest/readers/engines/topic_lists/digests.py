"""From the outline to digests: each row is a paper, and one that stands under several topics has all of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import define

from paperdigest import codes
from paperdigest.model import Digest, Paper
from paperdigest.readers.engines.table_findings import report_rows, report_table
from paperdigest.readers.engines.topic_lists.columns import Role
from paperdigest.readers.engines.topic_lists.facts import FactReader
from paperdigest.readers.engines.topic_lists.outline import Outline

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable, Sequence

    from paperdigest.readers.engines.page import Page
    from paperdigest.readers.engines.tables import Row
    from paperdigest.readers.engines.topic_lists.facts import Facts
    from paperdigest.readers.engines.topic_lists.outline import Group, Issue, Layout

__all__ = ["count_entries", "read_digests"]


def count_entries(page: Page, layout: Layout) -> int:
    """How many rows and items of a format a text has, about; 1 for a dated page whose tables have no rows yet."""
    issues = Outline(page, layout, skims=True).read()
    entries = sum(len(group) for issue in issues for group in issue.groups)
    return entries or int(any(issue.date and not issue.is_named for issue in issues))


def read_digests(page: Page, layout: Layout) -> list[Digest]:
    """The digests of a text; what there is to know is added to its findings."""
    outline = Outline(page, layout)
    reader = FactReader(page.findings)
    issues = outline.read()
    _report_names((group for issue in issues for group in issue.groups), page)
    return [_digest(issue, page, outline, reader) for issue in issues]


@define
class _Listed:
    """A paper: what its rows say, the first of them, and its tags, topics among them."""

    facts: Facts
    row: Row
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
        """Adds the rows of a table or a list; those that say what one above says add their tags to that."""
        again: list[Row] = []
        other: list[Row] = []
        for row, columns in group.entries():
            facts = self._reader.facts(columns, row.cells, row.line)
            if facts is None:
                self._page.kinds[row.line : row.end] = ["unknown"] * (row.end - row.line)
                self._page.findings.add(codes.UNKNOWN_LINE, row.line)
                continue
            key = facts.key()
            known = self._listed.get(key)
            if known is not None:
                again.append(row)
                known.tags |= dict.fromkeys((*topics, *facts.tags))
                continue
            name = facts.name()
            if name and name in self._names:
                other.append(row)
            self._names.add(name)
            self._listed[key] = _Listed(facts, row, dict.fromkeys((*topics, *facts.tags)))
        for code, rows in ((codes.PAPER_AGAIN, again), (codes.PAPER_DIFFERS, other)):
            if rows:
                self._page.findings.add(code, rows[0].line, str(len(rows)))

    def all(self) -> tuple[Paper, ...]:
        """The papers, in the order of the text."""
        span = self._page.span
        return tuple(
            Paper(**each.facts.fields, tags=tuple(each.tags), span=span(each.row.line, each.row.end))
            for each in self._listed.values()
        )


def _digest(issue: Issue, page: Page, outline: Outline, reader: FactReader) -> Digest:
    collected = _Papers(page, reader)
    for group in issue.groups:
        if group.table is not None:
            report_table(group.table, page.findings)
        elif group.header is not None:
            report_rows(group.header, group.rows, page.findings)
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


def _report_names(groups: Iterable[Group], page: Page) -> None:
    """Says once of each column that no field is called so: every topic has a table with the same columns."""
    seen: set[str] = set()
    for group in groups:
        for columns, line in (
            (group.columns, group.line),
            *((item.columns, item.row.line) for item in group.items),
        ):
            for column in columns:
                if column.role is Role.OTHER and column.name and column.name not in seen:
                    seen.add(column.name)
                    page.findings.add(codes.EXTRA_FIELD, line, column.name)
