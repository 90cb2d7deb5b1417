"""The format of reporters: every paper is a heading of level 1 with labelled fields; the date is a folder's name.

The rules are written down in the docs page on the format.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import frozen

from paperdigest import codes
from paperdigest.model import ArxivId
from paperdigest.readers.engines.dates import day_in
from paperdigest.readers.engines.entries import bold_labels, first_level_headings, issues
from paperdigest.readers.engines.field_names import field_name
from paperdigest.readers.engines.issue_digests import read_issue
from paperdigest.readers.engines.page import Page
from paperdigest.readers.engines.paper_fields import read_fields
from paperdigest.readers.engines.title_links import paper_heading
from paperdigest.text.links import find_links

if TYPE_CHECKING:
    import datetime as dt
    import re

    from paperdigest.model import Digest, Document, Paper
    from paperdigest.readers.engines.entries import Entry, Heading, Issue

__all__ = ["ReporterReader"]


def __dir__() -> list[str]:
    return __all__


@frozen
class ReporterReader:
    """Headings `# Title`, right below each the fields `**Authors**: …` and `**Link**: [PDF](https://arxiv.org/…)`."""

    name = "reporter"
    title = "Reporter"

    def recognises(self, source: str) -> int:
        """How many headings have authors and a link to a paper; see `Reader.recognises`."""
        if "](" not in source or not any(_may_be_paper(match) for match in first_level_headings(source)):
            return 0
        page = Page.of(source, "")
        return sum(_is_certain(entry.heading) for issue in _issues(page) for entry in issue.entries)

    def read(self, source: str, name: str) -> Document:
        """Reads a text of this format; any text, however little of it is a digest.

        Args:
            source: the decoded text.
            name: what it was read from.
        """
        page = Page.of(source, name)
        seen: set[dt.date] = set()
        return page.document(self.name, [_digest(page, issue, seen) for issue in _issues(page)])


def _may_be_paper(heading: re.Match[str]) -> bool:
    """Whether labels of authors and link stand between a heading and the next, for a look that costs little."""
    end = heading.string.find("\n#", heading.end())
    below = heading.string[heading.end() : end if end >= 0 else len(heading.string)]
    return {"authors", "url"} <= {field_name(label) for label in bold_labels(below)}


def _enters(heading: Heading) -> bool:
    """Whether a heading is a paper's: one with its authors right below, or with a link to it."""
    if heading.level != 1:
        return False
    return any(field_name(label) == "authors" for label in heading.labels) or _paper_link(heading)


def _begins(heading: Heading) -> bool:
    """Whether a heading is that of a page: most files have none."""
    return heading.level <= 2 and not _enters(heading) and day_in(heading.text) is not None


def _paper_link(heading: Heading) -> bool:
    return any(
        ArxivId.parse(link.url) is not None or (link.label or "").casefold() == "pdf"
        for label, text in heading.labels.items()
        if field_name(label) == "url"
        for link in find_links(text)
    )


def _is_certain(heading: Heading) -> bool:
    """Whether a heading has authors and link, and nothing that tells a page or a paper of the other formats."""
    if day_in(heading.text) is not None:
        return False
    names = {field_name(label) for label in heading.labels}
    return "authors" in names and not names & {"title", "arxiv_id"} and _paper_link(heading)


def _issues(page: Page) -> list[Issue]:
    return [
        issue
        for issue in issues(page, _begins, _enters, ends=lambda heading: heading.level == 0)
        if issue.entries
    ]


def _digest(page: Page, issue: Issue, seen: set[dt.date]) -> Digest:
    title = None if issue.heading is None else issue.heading.text
    return read_issue(page, issue, seen, _paper, title=title, day=title or "")


def _paper(page: Page, entry: Entry, date: dt.date | None) -> Paper | None:
    heading = entry.heading
    title, url = heading.title, None
    link = paper_heading(title) if title.startswith("[") and title.endswith(")") else None
    if link is not None:
        title, url = link.title, link.url
    fields = read_fields(page, heading.below, entry.end, url=url)
    if heading.below > heading.line + 1 or link is not None:
        page.findings.add(codes.ODD_HEADING, heading.line, title)
    return fields.paper(page, heading.line, title, date)
