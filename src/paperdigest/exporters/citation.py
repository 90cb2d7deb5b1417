"""One record between papers and citation formats: the bibliographic facts of a paper.

BibTeX, RIS and CSL-JSON differ in syntax only, so what a paper's id, names, dates, addresses, keywords and abstract
are is decided once, here, by the rules of the citations page.

* `year` and `month` are the paper's, from its arXiv id. A paper without one has neither: the digest's day is not
  the paper's.
* A paper that appears again (same arXiv id, else same URL, else same title and date) has the same `identity`;
  citation formats write its first appearance only.
"""

from __future__ import annotations

import hashlib
import re
from typing import TYPE_CHECKING, Literal

from attrs import frozen

from paperdigest.exporters.bibtex_text import one_line
from paperdigest.names import Name, parse_name
from paperdigest.text import to_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from paperdigest.model import ArxivId, Paper, Point

__all__ = ["AbstractSource", "Citation", "citation", "unique_citations"]


def __dir__() -> list[str]:
    return __all__


AbstractSource = Literal["auto", "paper", "summary", "none"]
"""Where an abstract comes from: the paper's own or else the digest's summary, one of the two, or nowhere."""


@frozen(kw_only=True)
class Citation:
    """The bibliographic facts of a paper.

    Attributes:
        identity: the same for two papers only if they are one, and the same in every run and selection; lower case
            ASCII: `arxiv:2403.04652`, or `paper:` and a hash.
        title: as the digest has it, Markdown and LaTeX included.
        plain_title: the same as one line of plain text.
        translated_title: the title in the language of the digest, likewise; None without.
        names: the authors, each parsed, in the order of the digest.
        cut_off: whether there are more authors than names.
        arxiv_id: None for a paper that is not on arXiv.
        year: of the first version; None if it is not known.
        month: 1 to 12; None if it is not known.
        doi: of the published version, else arXiv's own; None if there is neither.
        url: the page of the abstract, else the digest's URL; None if there is neither.
        journal_ref: where it was published; None if that is not known.
        primary_class: the first arXiv category; None if that is not known.
        keywords: the digest's own, as plain text.
        abstract: one line of plain text; empty if there is none.
    """

    identity: str
    title: str
    plain_title: str
    translated_title: str | None
    names: tuple[Name, ...]
    cut_off: bool
    arxiv_id: ArxivId | None
    year: int | None
    month: int | None
    doi: str | None
    url: str | None
    journal_ref: str | None
    primary_class: str | None
    keywords: tuple[str, ...]
    abstract: str


def unique_citations(papers: Iterable[Paper], abstract: AbstractSource = "auto") -> Iterator[Citation]:
    """The citations of papers, the first of each identity; only the identities so far are kept."""
    seen: set[str] = set()
    for paper in papers:
        if (identity := _identity(paper)) not in seen:
            seen.add(identity)
            yield citation(paper, abstract)


def citation(paper: Paper, abstract: AbstractSource = "auto") -> Citation:
    """The facts of one paper.

    Args:
        paper: as a digest has it.
        abstract: where the abstract is taken from.
    """
    arxiv_id = paper.arxiv_id
    names = [name for name in map(one_line, paper.authors) if name]
    people = tuple(parse_name(name) for name in names if name != _CUT_OFF)
    return Citation(
        identity=_identity(paper),
        title=paper.title,
        plain_title=to_text(paper.title),
        translated_title=to_text(paper.translated_title or "") or None,
        names=people,
        cut_off=bool(people) and (paper.authors_complete is False or len(people) < len(names)),
        arxiv_id=arxiv_id,
        year=None if arxiv_id is None else arxiv_id.year,
        month=None if arxiv_id is None else arxiv_id.month,
        doi=(paper.doi or "").strip() or (None if arxiv_id is None else arxiv_id.doi),
        url=(paper.url or "").strip() or None if arxiv_id is None else arxiv_id.abs_url,
        journal_ref=to_text(paper.journal_ref or "") or None,
        primary_class=paper.categories[0] if paper.categories else None,
        keywords=tuple(keyword for keyword in map(to_text, paper.tags) if keyword),
        abstract=_abstract(paper, abstract),
    )


# What marks a list as cut off in some digests; it is never a name.
_CUT_OFF = "+"

# math.GT/0309136 is math/0309136: the subject is no part of what identifies a paper.
_SUBJECT = re.compile(r"\.[A-Z]{2}(?=/)")


def _identity(paper: Paper) -> str:
    if paper.arxiv_id is not None:
        return f"arxiv:{_SUBJECT.sub('', paper.arxiv_id.id).lower()}"
    title, url = to_text(paper.title), (paper.url or "").strip()
    facts: tuple[str, ...]
    if url:
        facts = ("url", url)
    elif title:
        facts = ("title", title, str(paper.date))
    else:
        # Nothing names it, so only a paper with the same content is the same.
        facts = ("content", repr(paper))
    digest = hashlib.sha256("\n".join(facts).encode("utf-8", "surrogatepass"))
    return f"paper:{digest.hexdigest()[:16]}"


def _abstract(paper: Paper, source: AbstractSource) -> str:
    if source in ("auto", "paper") and paper.abstract:
        return to_text(paper.abstract)
    return _summary(paper.summary) if source in ("auto", "summary") else ""


def _summary(points: tuple[Point, ...]) -> str:
    """The points as one text, each behind a bullet unless there is but one; nested ones follow theirs."""
    lines: list[str] = []
    waiting = list(reversed(points))
    while waiting:
        point = waiting.pop()
        waiting.extend(reversed(point.children))
        parts = (to_text(point.label or ""), to_text(point.text))
        lines.append(": ".join(part for part in parts if part))
    lines = [line for line in lines if line]
    return lines[0] if len(lines) == 1 else " ".join(f"• {line}" for line in lines)
