"""Whether a text is of this format: a look below its headings, and a count only if there are authors below one."""

from __future__ import annotations

from paperdigest.readers.daily_papers.grammar import below_date_heading
from paperdigest.readers.engines.authored_headings import authors_first, may_hold_pairs, pairs
from paperdigest.readers.engines.page import Page

__all__ = ["count_entries"]


def __dir__() -> list[str]:
    return __all__


def count_entries(source: str) -> int:
    """How many papers a text holds: headings that are numbered or lead to arXiv, with a line of authors below them.

    A text whose first paper below a heading `## Daily Papers (DATE)` has no such line is of that other format.
    """
    if not may_hold_pairs(source):
        return 0
    page = Page.of(source, "")
    found = [pair for pair in pairs(page.lines) if pair.certain]
    page.hide_code([pair.line for pair in found])
    entries = sum(page.kinds[pair.line] != "fence" for pair in found)
    if entries:
        text = source if "\n" in source else source.replace("\r", "\n")
        below = below_date_heading(text)
        if below is not None and not authors_first(text, below):
            return 0
    return entries
