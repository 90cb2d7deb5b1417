"""The format of a newsletter in Chinese: a dated heading, numbered papers with a translated title and abstract.

The rules are written down in the docs page on the format.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from attrs import frozen

from paperdigest import codes
from paperdigest.readers.engines.dates import day_in
from paperdigest.readers.engines.entries import bold_labels, first_level_headings, issues
from paperdigest.readers.engines.field_names import field_name
from paperdigest.readers.engines.issue_digests import declared, read_issue
from paperdigest.readers.engines.page import Page
from paperdigest.readers.engines.paper_fields import read_fields
from paperdigest.readers.engines.title_links import paper_heading

if TYPE_CHECKING:
    import datetime as dt

    from paperdigest.model import Digest, Document, Paper
    from paperdigest.readers.engines.entries import Entry, Heading, Issue

__all__ = ["NewsletterZhReader"]


def __dir__() -> list[str]:
    return __all__


@frozen
class NewsletterZhReader:
    """A heading `# Hugging Face 2025-01-22 论文日报`, below it headings `### 1. …` with the field `**原文标题：**`."""

    name = "newsletter-zh"
    title = "Hugging Face 论文日报"

    def recognises(self, source: str) -> int:
        """How many papers with an original title stand below dated headings; see `Reader.recognises`.

        A day without papers is one if its heading has the name of these newsletters, and a line says that it has none.
        """
        dated = [
            bare for match in first_level_headings(source) if day_in(bare := _bare(match[1])) is not None
        ]
        if not dated:
            return 0
        may_be_empty = any(map(_is_named, dated))
        if not may_be_empty and not any(field_name(label) == "title" for label in bold_labels(source)):
            return 0
        page = Page.of(source, "")
        found = [issue for issue in _issues(page) if issue.heading is not None]
        return sum(_weight(page, issue) for issue in found)

    def read(self, source: str, name: str) -> Document:
        """Reads a text of this format; any text, however little of it is a digest.

        Args:
            source: the decoded text.
            name: what it was read from.
        """
        page = Page.of(source, name)
        seen: set[dt.date] = set()
        return page.document(self.name, [_digest(page, issue, seen) for issue in _issues(page)])


#     digest-heading = "# " [picture] words date words          # <img src="…"/> Hugging Face 2025-01-22 论文日报
_TAG = re.compile(r"</?[a-zA-Z][^<>]*>|!\[[^\[\]]*\]\([^()]*\)")
# What is left of a picture that is a link, a badge.
_EMPTY_LINK = re.compile(r"\[\s*+\]\([^()]*\)")


def _bare(text: str) -> str:
    """The text of a heading without the pictures in it."""
    bare = _TAG.sub(" ", text)
    return " ".join(_EMPTY_LINK.sub(" ", bare).split())


def _begins(heading: Heading) -> bool:
    return heading.level == 1 and day_in(_bare(heading.text)) is not None


def _ends(heading: Heading) -> bool:
    return heading.level == 1


#     paper-heading = "### " number "." " " translated title          ### 1. 一个标题
_NUMBER = re.compile(r"(?:\d{1,4}[.):、．](?!\d)|\(\d{1,4}\)|（\d{1,4}）|\[\d{1,4}\])[ \t]*", re.ASCII)


def _enters(heading: Heading) -> bool:
    """Whether a heading is a paper's: a field is right below it, and one of them can be no other's."""
    if not 2 <= heading.level <= 4:
        return False
    names = {field_name(label) for label in heading.labels}
    return "title" in names or (_NUMBER.match(heading.title) is not None and bool(names & {"summary", "url"}))


def _is_certain(heading: Heading) -> bool:
    """Whether it has what no other format has together: a number, the original title below it, no anchor and no id."""
    names = {field_name(label) for label in heading.labels}
    is_other = "arxiv_id" in names or "<a " in heading.title
    return "title" in names and not is_other and _NUMBER.match(heading.title) is not None


def _issues(page: Page) -> list[Issue]:
    return [
        issue
        for issue in issues(page, _begins, _enters, ends=_ends)
        if issue.entries or (issue.heading is not None and _is_named(issue.heading.text))
    ]


_NAMES = ("论文日报", "論文日報")


def _is_named(heading: str) -> bool:
    return any(name in heading for name in _NAMES)


_COUNTS = frozenset(
    ("总论文数", "论文总数", "论文数", "论文数量", "總論文數", "論文總數", "total papers", "number of papers",
     "총 논문 수", "論文数")
)  # fmt: skip


def _weight(page: Page, issue: Issue) -> int:
    """How many entries a digest counts for when texts are told apart."""
    if issue.entries or issue.heading is None:
        return sum(_is_certain(entry.heading) for entry in issue.entries)
    return int(declared(page, issue, _COUNTS) == 0)


def _digest(page: Page, issue: Issue, seen: set[dt.date]) -> Digest:
    title = None if issue.heading is None else _bare(issue.heading.text)
    return read_issue(page, issue, seen, _paper, title=title, day=title or "", counts=_COUNTS)


def _paper(page: Page, entry: Entry, date: dt.date | None) -> Paper | None:
    heading = entry.heading
    number = _NUMBER.match(heading.title)
    title = heading.title if number is None else heading.title[number.end() :]
    link = paper_heading(title) if "](" in title else None
    if link is not None:
        title = link.title
    fields = read_fields(page, heading.below, entry.end, url=None if link is None else link.url)
    if fields.title is None:
        page.findings.add(codes.NO_ORIGINAL, heading.line)
    if heading.below > heading.line + 1 or (link is not None and not link.usual):
        page.findings.add(codes.ODD_HEADING, heading.line, title)
    return fields.paper(page, heading.line, title, date)
