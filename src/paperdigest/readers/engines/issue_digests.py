"""Digests in which every paper is a heading with labelled fields: what stands above, below and between their papers."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from paperdigest import codes
from paperdigest.model import Digest
from paperdigest.readers.engines.dates import day_in
from paperdigest.readers.engines.labels import label_key

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Container

    from paperdigest.model import Paper
    from paperdigest.readers.engines.entries import Entry, Issue
    from paperdigest.readers.engines.page import Page

__all__ = ["declared", "read_issue"]


def read_issue(
    page: Page,
    issue: Issue,
    seen: set[dt.date],
    read: Callable[[Page, Entry, dt.date | None], Paper | None],
    *,
    title: str | None,
    day: str,
    counts: Container[str] = (),
) -> Digest:
    """The digest that an outline describes; what is odd about it is a finding.

    Args:
        page: the text.
        issue: the outline.
        seen: the days of the digests above; this one's is added.
        read: reads a paper of that day.
        title: the digest's.
        day: the words that stand where its date belongs.
        counts: what a line above the papers calls their number; see `declared`.
    """
    date = day_in(day)
    _report_date(page, issue, day, date, seen)
    if not issue.entries:
        page.findings.add(codes.NO_PAPERS, issue.line)
    declared(page, issue, counts)
    papers = [paper for entry in issue.entries if (paper := read(page, entry, date)) is not None]
    _report_between(page, issue)
    return Digest(title=title, date=date, papers=tuple(papers), span=page.span(issue.line, issue.end))


def _report_date(page: Page, issue: Issue, day: str, date: dt.date | None, seen: set[dt.date]) -> None:
    if date is not None:
        if date in seen:
            page.findings.add(codes.DATE_AGAIN, issue.line, date.isoformat())
        seen.add(date)
    elif any(character.isdigit() for character in day):
        page.findings.add(codes.BAD_DATE, issue.line, day)
    else:
        page.findings.add(codes.NO_DATE, issue.line)


def _report_between(page: Page, issue: Issue) -> None:
    """Says of text between papers that it belongs to none; above the first and below the last it is the page's."""
    if not issue.entries:
        return
    reported = False
    for number in range(issue.entries[0].heading.line, issue.entries[-1].heading.line):
        if page.kinds[number] == "text":
            page.kinds[number] = "unknown"
            if not reported:
                page.findings.add(codes.NO_OWNER, number)
            reported = True
        elif page.kinds[number] != "blank":
            reported = False


#     count = [bullet] [stars] label [stars] colon [stars] number          Total relevant papers: 12    - 总论文数：13
_COUNT = re.compile(
    r"[ \t]*(?:[-*+•][ \t]+)?[*_]{0,3}(?P<label>[^*_:：\d]{2,40})[*_]{0,3}[ \t]{0,3}[:：][*_ \t]{0,5}"
    r"(?P<count>\d{1,9})(?!\d)[*_]{0,3}[^\d:：]{0,8}",
    re.ASCII,
)


def declared(page: Page, issue: Issue, names: Container[str]) -> int | None:
    """How many papers a line above them says that the digest has; None if none says so.

    Args:
        page: the text; the line gets the kind `count`, and a number that differs is a finding.
        issue: the digest.
        names: what such a count is called, as `label_key` spells it.
    """
    for number in range(issue.line + 1, issue.head_end):
        match = _COUNT.fullmatch(page.lines[number]) if page.kinds[number] == "text" else None
        if match is None or label_key(match["label"]) not in names:
            continue
        page.kinds[number] = "count"
        if int(match["count"]) != len(issue.entries):
            page.findings.add(
                codes.COUNT_DIFFERS,
                number,
                match["label"].strip(" \t"),
                match["count"],
                str(len(issue.entries)),
            )
        return int(match["count"])
    return None
