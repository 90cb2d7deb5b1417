"""The format of personal paper assistants: a dated heading, a contents list, numbered papers with labelled fields.

The rules are written down in the docs page on the format.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from attrs import frozen

from paperdigest import codes
from paperdigest.readers.engines.dates import day_in
from paperdigest.readers.engines.entries import first_level_headings, issues
from paperdigest.readers.engines.field_names import field_name
from paperdigest.readers.engines.issue_digests import declared, read_issue
from paperdigest.readers.engines.page import Page
from paperdigest.readers.engines.paper_fields import read_fields
from paperdigest.readers.engines.title_links import PaperHeading, paper_heading

if TYPE_CHECKING:
    import datetime as dt

    from paperdigest.model import Digest, Document, Paper
    from paperdigest.readers.engines.entries import Entry, Heading, Issue

__all__ = ["PaperAssistantReader"]


def __dir__() -> list[str]:
    return __all__


@frozen
class PaperAssistantReader:
    """A heading `# Personalized Daily ArXiv Papers 06/14/2024`, below it headings `## 0. [Title](URL)` with fields."""

    name = "paper-assistant"
    title = "Personalized Daily ArXiv Papers"

    def recognises(self, source: str) -> int:
        """How many papers stand below headings of digests; see `Reader.recognises`.

        A digest of this name that names its day, or says how many papers it has, is one, even if there are none.
        """
        anchored = "<a " in source
        if not any(
            _named(match[1]) or (anchored and day_in(match[1])) for match in first_level_headings(source)
        ):
            return 0
        page = Page.of(source, "")
        return sum(_weight(page, issue) for issue in _issues(page))

    def read(self, source: str, name: str) -> Document:
        """Reads a text of this format; any text, however little of it is a digest.

        Args:
            source: the decoded text.
            name: what it was read from.
        """
        page = Page.of(source, name)
        seen: set[dt.date] = set()
        digests = [_digest(page, issue, seen) for issue in _issues(page)]
        return page.document(self.name, digests)


# The heading of a digest is of level 1. Forks write the name with other capitals; they translate it too, and are known
# by the day in it and the anchors in the headings of papers.
#     digest-heading = "#" [marks] "Personalized Daily ArXiv Papers" date          # … Papers 06/14/2024
_NAME = re.compile(
    r"[^\w]{0,8}personali[sz]ed[ \t]+daily[ \t]+arxiv[ \t]+papers?\b(?P<day>.*)", re.IGNORECASE
)


def _named(text: str) -> re.Match[str] | None:
    return _NAME.match(text)


def _begins(heading: Heading) -> bool:
    return heading.level == 1 and (_named(heading.text) is not None or day_in(heading.text) is not None)


# What the model was told stands at the end, and may hold examples of papers.          # Paper selection prompt
_PROMPT = re.compile(r"prompt|criteri|instruction|提示|标准|標準|프롬프트|기준", re.IGNORECASE)
_SELECTION_PROMPT = re.compile(r"\W*(?:paper[ ])?selection[ ]prompt\W*", re.IGNORECASE)


def _ends(heading: Heading) -> bool:
    return heading.level == 1 or _SELECTION_PROMPT.fullmatch(heading.text) is not None


#     paper-heading = "## " number "." " [" title "](" url ") " anchor          ## 0. [T](https://…) <a id="link0"></a>
_ANCHOR = re.compile(r"<a\b[^<>]*>[ \t]{0,3}(?:</a>)?")
_NUMBER = re.compile(r"(?:\d{1,5}[.):、]|\(\d{1,5}\)|\[\d{1,5}\])(?:[ \t]+|(?=\[))", re.ASCII)
# The fields that no heading has below it but a paper's.
_MARKS = frozenset(("authors", "arxiv_id", "abstract"))


@frozen
class _PaperHeading:
    """The heading of a paper without number and anchor, and whether it had them."""

    text: str
    link: PaperHeading | None
    numbered: bool
    anchored: bool


def _paper_heading(title: str) -> _PaperHeading:
    text = _ANCHOR.sub("", title).strip(" \t")
    number = _NUMBER.match(text)
    rest = text if number is None else text[number.end() :]
    link = paper_heading(rest)
    if link is not None and (link.url or "").startswith("#"):
        link = None  # a contents list
    return _PaperHeading(rest, link, number is not None, text != title)


def _enters(heading: Heading) -> bool:
    if heading.level == 1 or not heading.title:
        return False
    has_fields = any(field_name(label) in _MARKS for label in heading.labels)
    if has_fields:
        return True
    found = _paper_heading(heading.title) if "](" in heading.title else None
    return found is not None and found.link is not None and (found.numbered or found.anchored)


def _resumes(ended_by: Heading, entry: Heading) -> bool:
    """Whether the heading that ended a digest only divides it: what is below it has the anchors of its papers."""
    return _PROMPT.search(ended_by.text) is None and _ANCHOR.search(entry.title) is not None


def _issues(page: Page) -> list[Issue]:
    """The digests; a heading of another name counts if papers are below it."""
    return [
        issue
        for issue in issues(page, _begins, _enters, ends=_ends, resumes=_resumes)
        if issue.entries or (issue.heading is not None and _named(issue.heading.text))
    ]


_COUNTS = frozenset(
    ("total relevant papers", "total relevant", "relevant papers", "相关论文总数", "관련 논문 수")
)


def _weight(page: Page, issue: Issue) -> int:
    """How many entries a digest counts for when texts are told apart."""
    if issue.heading is None:
        return 0
    if _named(issue.heading.text):
        is_digest = day_in(issue.heading.text) is not None or declared(page, issue, _COUNTS) is not None
        return len(issue.entries) or is_digest
    anchored = any(_ANCHOR.search(entry.heading.title) for entry in issue.entries)
    return len(issue.entries) if anchored else 0


def _digest(page: Page, issue: Issue, seen: set[dt.date]) -> Digest:
    text = "" if issue.heading is None else issue.heading.text
    named = _named(text)
    day = text if named is None else named["day"].strip(" \t:,()[]*_-–—|")
    _mark_contents(page, issue)
    return read_issue(page, issue, seen, _paper, title=text or None, day=day, counts=_COUNTS)


# The list above the papers leads to their anchors.          0. [Title](#link0)   1. [Title](#user-content-link1)
_CONTENTS = re.compile(r"[ \t]*(?:[-*+]|\d{1,5}[.)])[ \t]")


def _mark_contents(page: Page, issue: Issue) -> None:
    """Gives the lines of the contents list, and those of authors in it, the kind `contents`: no papers are there."""
    in_list = False
    for number in range(issue.line + 1, issue.head_end):
        line = page.lines[number]
        if page.kinds[number] != "text":
            continue
        begins = "](#" in line and _CONTENTS.match(line) is not None
        in_list = begins or (in_list and line.lstrip(" \t").startswith("**"))
        if in_list:
            page.kinds[number] = "contents"


# What a model says of each paper; the rest of the usual fields are known to all formats.
_USUAL = frozenset(("comment", "relevance", "novelty", "score"))


def _paper(page: Page, entry: Entry, date: dt.date | None) -> Paper | None:
    heading = entry.heading
    found = _paper_heading(heading.title)
    title = found.text if found.link is None else found.link.title
    url = None if found.link is None else found.link.url
    fields = read_fields(page, heading.below, entry.end, url=url, usual=_USUAL)
    if heading.below > heading.line + 1 or (found.link is not None and not found.link.usual):
        page.findings.add(codes.ODD_HEADING, heading.line, title)
    return fields.paper(page, heading.line, title, date)
