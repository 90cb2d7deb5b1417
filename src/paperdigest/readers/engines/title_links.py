"""Titles that are links: `[Title](URL)`, as headings and cells of tables hold them, and what drift puts around them."""

from __future__ import annotations

import re

from attrs import frozen

from paperdigest.model import ArxivId
from paperdigest.text.links import cut_url

__all__ = ["PaperHeading", "paper_heading"]


@frozen
class PaperHeading:
    """The heading of a paper.

    Attributes:
        title: what stands between the brackets.
        url: what stands between the round brackets; None if it is empty.
        arxiv_id: the id in the URL; None if it leads elsewhere.
        usual: whether the heading holds nothing else.
    """

    title: str
    url: str | None
    arxiv_id: ArxivId | None
    usual: bool


def paper_heading(text: str) -> PaperHeading | None:
    """Reads the text of a heading as a paper's; None if it holds no link to the end of the line.

    The title is what stands between the first `[` and the last `](`: titles hold brackets themselves
    (`[[IDK] tokens](…)`), and URLs do not hold `](`.

        paper-heading = "[" title "](" url ")"          ### [Title](https://arxiv.org/abs/2403.04132)
    """
    middle = text.rfind("](")
    if text.startswith("[") and text.endswith(")") and middle > 0:
        url = text[middle + 2 : -1]
        if url.split() == [url]:
            return PaperHeading(text[1:middle], url, ArxivId.parse(url), usual=True)
    return _odd_paper_heading(text)


# What drift puts around the link: stars, a number, a mark before it, a word behind it, a space inside it.
_SPLIT_LINK = re.compile(r"\][ \t]+\((?=[ \t]*(?:https?://|/))", re.IGNORECASE)
_LONGEST_PREFIX = 24


def _odd_paper_heading(text: str) -> PaperHeading | None:
    start = text.find("[")
    middle, behind = text.rfind("]("), 2
    if middle < start:
        for match in _SPLIT_LINK.finditer(text):
            middle, behind = match.start(), match.end() - match.start()
    if not 0 <= start <= _LONGEST_PREFIX or middle < start:
        return _bare_paper_heading(text)
    url = _before_unbalanced(text[middle + behind :]).strip(" \t<>")
    if len(url.split()) > 1:
        return None
    return PaperHeading(text[start + 1 : middle], url or None, ArxivId.parse(url), usual=False)


def _bare_paper_heading(text: str) -> PaperHeading | None:
    """A title with the URL of an arXiv paper behind it: `Title (https://…)`, `Title: https://…`."""
    start = text.find("http")
    end = cut_url(text, start) if start > 0 else start
    arxiv_id = ArxivId.parse(text[start:end]) if end > start else None
    if arxiv_id is None:
        return None
    return PaperHeading(text[:start].strip(" \t()[]<>:–-"), text[start:end], arxiv_id, usual=False)


def _before_unbalanced(url: str) -> str:
    """The part of `url) (oral` that the first round bracket closes."""
    depth = 0
    for match in re.finditer(r"[()]", url):
        depth += 1 if match[0] == "(" else -1
        if depth < 0:
            return url[: match.start()]
    return url
