"""Whether a text is of this format: a look at its headings that costs a hundredth of reading them."""

from __future__ import annotations

from paperdigest.readers.daily_papers.grammar import below_date_heading
from paperdigest.readers.daily_papers.outline import outline
from paperdigest.readers.engines.authored_headings import authors_first
from paperdigest.readers.engines.findings import Findings
from paperdigest.source import BOM, split_lines

__all__ = ["count_papers"]


def __dir__() -> list[str]:
    return __all__


# A paper heading as it usually is, with the end of the line before it.
_USUAL = "\n### ["


def count_papers(source: str) -> int:
    """How many papers stand below date headings that name a day; 0 if there is no such heading.

    The usual headings are counted without a look at what stands between them. Where there are none, or there may be
    code before the first of them, the outline counts.
    """
    text = source if "\n" in source else source.replace("\r", "\n")
    below = below_date_heading(text)
    if below is None or authors_first(text, below):
        return (
            0  # papers with their authors between stars are of another format, whatever its heading is called
        )
    first = text.find(_USUAL, below)
    if first < 0 or "```" in text[:first] or "~~~" in text[:first]:
        return _count_in_outline(source)
    return text.count(_USUAL, first)


def _count_in_outline(source: str) -> int:
    lines, starts = split_lines(source)
    lines = [line.lstrip(BOM) for line in lines]
    digests = outline(lines, ["text"] * len(lines), Findings(lines, starts))
    return sum(len(digest.papers) for digest in digests if digest.heading is not None and digest.heading.day)
