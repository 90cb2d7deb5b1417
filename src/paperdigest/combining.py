"""One paper out of all its appearances: the best facts of several digests, and where the digests disagree.

What is best, of papers that are one (`same_papers`):

* Facts of the paper itself (title, authors, abstract, categories, DOI, journal reference) are taken from the digest
  that knows most of it: one with all authors in the paper's order, then one with the order, then one with all, then
  any; of equals the first. Of two abstracts of which one goes on where the other ends the longer is taken.
* The address is that on arXiv if there is one. The date is the first day, the votes are the most.
* What digests say of a paper adds up: tags, categories, pictures, links, points of the summary, other fields.

Digests disagree where two of them cannot both be right: other words in the title, other people among the authors, other
abstracts, another primary category, another DOI. Spelling, accents, initials, versions, days and votes are no
disagreement.
"""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING, TypeVar

from attrs import define, evolve, field, frozen

from paperdigest.model import AuthorsOrder, Paper
from paperdigest.names import parse_name
from paperdigest.same_papers import same_papers
from paperdigest.text import to_text

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from paperdigest.model import Document, Link, Media
    from paperdigest.same_papers import Doubt

__all__ = ["CombineReport", "Disagreement", "Statement", "combine"]


def __dir__() -> list[str]:
    return __all__


@frozen
class Statement:
    """What one source says.

    Attributes:
        value: as one text.
        source: the name of the document that says it.
    """

    value: str
    source: str


@frozen
class Disagreement:
    """A fact of a paper of which digests say what cannot all be right.

    Attributes:
        paper: what the paper is known by, as in the exporters: its arXiv id, else its URL, else its title.
        field: the name of the field, as in the model.
        taken: the statement that was taken.
        others: those that it contradicts, in the order of the sources.
    """

    paper: str
    field: str
    taken: Statement
    others: tuple[Statement, ...]


@frozen
class CombineReport:
    """What became of the papers of several documents.

    Attributes:
        appearances: how many papers the documents hold.
        papers: how many they are.
        disagreements: in the order of the papers.
        doubts: a DOI or a URL that papers share which are not one, with what those papers are known by.
    """

    appearances: int = 0
    papers: int = 0
    disagreements: tuple[Disagreement, ...] = ()
    doubts: tuple[tuple[str, tuple[str, ...]], ...] = ()


def combine(documents: Iterable[Document]) -> tuple[tuple[Paper, ...], CombineReport]:
    """Each paper of some documents once, with the best facts of all of them.

    Args:
        documents: such as `scan` yields; of each only the papers are kept.

    Returns:
        The papers, in the order in which each appears first and without spans, and a report.
    """
    sources: list[str] = []

    def papers() -> Iterator[Paper]:
        for document in documents:
            for paper in document.papers:
                sources.append(document.name)
                yield paper

    groups, doubts = same_papers(papers())
    combined: list[Paper] = []
    disagreements: list[Disagreement] = []
    for group in groups:
        known = group[0].facts.identity
        merging = _Combining(known, [_Said(each.index, each.paper, sources[each.index]) for each in group])
        combined.append(merging.paper())
        disagreements += merging.disagreements
    return tuple(combined), CombineReport(
        appearances=len(sources),
        papers=len(combined),
        disagreements=tuple(disagreements),
        doubts=tuple(_doubt(doubt) for doubt in doubts),
    )


def _doubt(doubt: Doubt) -> tuple[str, tuple[str, ...]]:
    kind, value = doubt.identity
    return f"{kind} {value}", doubt.papers


@frozen
class _Said:
    """A paper as one source has it; `index` is its place among all papers of all sources."""

    index: int
    paper: Paper
    source: str

    @property
    def rank(self) -> int:
        """How much the source knows of the paper; the less, the more."""
        in_order = self.paper.authors_order is AuthorsOrder.PAPER
        complete = self.paper.authors_complete is True
        return 2 * (not in_order) + (not complete) if self.paper.authors else 4


@define
class _Combining:
    """The appearances of one paper.

    Attributes:
        known: what the paper is known by.
        said: the appearances, in the order of the sources.
        disagreements: those found so far.
    """

    known: str
    said: list[_Said]
    disagreements: list[Disagreement] = field(factory=list)

    def paper(self) -> Paper:
        """The paper with the best of all."""
        if len(self.said) == 1:
            return evolve(self.said[0].paper, span=None)
        papers = [said.paper for said in self.said]
        ranked = sorted(self.said, key=lambda said: said.rank)
        authors = ranked[0].paper
        self._compare("authors", ranked[0], ranked[1:], _other_people, lambda paper: ", ".join(paper.authors))
        address = _address([said.paper for said in ranked])
        return Paper(
            title=self._fact("title", ranked) or "",
            translated_title=_first(paper.translated_title for paper in papers),
            url=address.url,
            arxiv_id=address.arxiv_id,
            date=_first_day(papers),
            votes=max((paper.votes for paper in papers if paper.votes is not None), default=None),
            authors=authors.authors,
            authors_complete=authors.authors_complete,
            authors_order=authors.authors_order,
            media=_each_once((medium for paper in papers for medium in paper.media), _url),
            summary=_each_once((point for paper in papers for point in paper.summary), lambda point: point),
            abstract=self._abstract(ranked),
            categories=self._categories(ranked),
            tags=_each_once((tag for paper in papers for tag in paper.tags), lambda tag: tag),
            doi=self._fact("doi", ranked),
            journal_ref=self._fact("journal_ref", ranked),
            links=_each_once((link for paper in papers for link in paper.links), _url),
            extra=_extra(papers),
        )

    def _fact(self, name: str, ranked: Sequence[_Said]) -> str | None:
        """A field that is one text: that of the best source which has it."""
        having = [said for said in ranked if getattr(said.paper, name)]
        if not having:
            return None
        self._compare(
            name, having[0], having[1:], _other_words(name), lambda paper: str(getattr(paper, name))
        )
        value: str = getattr(having[0].paper, name)
        return value

    def _abstract(self, ranked: Sequence[_Said]) -> str | None:
        having = [said for said in ranked if said.paper.abstract]
        if not having:
            return None
        best = having[0]
        for said in having[1:]:
            if _goes_on(said.paper.abstract or "", best.paper.abstract or ""):
                best = said
        self._compare(
            "abstract",
            best,
            [said for said in having if said is not best],
            lambda one, other: not _goes_on(one.abstract or "", other.abstract or ""),
            lambda paper: paper.abstract or "",
        )
        return best.paper.abstract

    def _categories(self, ranked: Sequence[_Said]) -> tuple[str, ...]:
        having = [said for said in ranked if said.paper.categories]
        if having:
            self._compare(
                "categories",
                having[0],
                having[1:],
                lambda one, other: one.categories[0] != other.categories[0],
                lambda paper: ", ".join(paper.categories),
            )
        return _each_once((name for said in having for name in said.paper.categories), lambda name: name)

    def _compare(
        self,
        name: str,
        taken: _Said,
        others: Iterable[_Said],
        differ: Callable[[Paper, Paper], bool],
        text: Callable[[Paper], str],
    ) -> None:
        """Notes the sources that contradict the one that was taken; such as say the same are one statement each."""
        against = sorted(
            (other for other in others if differ(taken.paper, other.paper)), key=lambda said: said.index
        )
        if against:
            self.disagreements.append(
                Disagreement(
                    self.known,
                    name,
                    Statement(text(taken.paper), taken.source),
                    tuple(Statement(text(said.paper), said.source) for said in against),
                )
            )


def _other_words(name: str) -> Callable[[Paper, Paper], bool]:
    """Whether two papers have other letters or digits in a field."""
    return lambda one, other: _letters(getattr(one, name)) != _letters(getattr(other, name))


def _letters(text: str) -> str:
    """What there is to compare of a text: its letters and digits, without case, width and accents."""
    return "".join(c for c in unicodedata.normalize("NFKD", to_text(text)).casefold() if c.isalnum())


def _goes_on(longer: str, shorter: str) -> bool:
    """Whether one text is another one, or the beginning of it that was cut off."""
    return _letters(longer).startswith(_letters(shorter))


def _other_people(one: Paper, other: Paper) -> bool:
    """Whether two lists of authors cannot both be of one paper.

    A list that was cut off and is in no order contradicts none: some hold user names. Nor does one of which nobody
    knows whether it is complete.
    """
    if not one.authors or not other.authors or None in (one.authors_complete, other.authors_complete):
        return False
    mine, others = _people(one), _people(other)
    if one.authors_complete and other.authors_complete:
        return sorted(mine) != sorted(others)
    if not one.authors_order is other.authors_order is AuthorsOrder.PAPER:
        return False
    # Both begin with the first author; one that is complete is not shorter than the other.
    shared = min(len(mine), len(others))
    longer = others if one.authors_complete else mine if other.authors_complete else ()
    return mine[:shared] != others[:shared] or len(longer) > shared


def _people(paper: Paper) -> list[tuple[str, str]]:
    """Authors as they can be compared across spellings: the family name and the first letter of the given one."""
    return [_person(name) for name in paper.authors]


def _person(text: str) -> tuple[str, str]:
    name = parse_name(to_text(text))
    if name.literal is not None:
        return _letters(name.literal), ""
    return _letters(name.surname or ""), _letters(name.given or "")[:1]


def _address(ranked: Sequence[Paper]) -> Paper:
    """The paper whose address is taken: on arXiv itself, on a site that shows arXiv's papers, or any."""
    on_arxiv = [paper for paper in ranked if paper.arxiv_id is not None]
    own = [paper for paper in on_arxiv if "arxiv.org/" in (paper.url or "").partition("#")[0].lower()]
    return next(iter([*own, *on_arxiv, *(paper for paper in ranked if paper.url), *ranked]))


def _first(values: Iterable[str | None]) -> str | None:
    return next((value for value in values if value), None)


def _first_day(papers: Iterable[Paper]) -> dt.date | None:
    return min((paper.date for paper in papers if paper.date is not None), default=None)


def _url(each: Media | Link) -> str:
    return each.url


_Each = TypeVar("_Each")
_Key = TypeVar("_Key")


def _each_once(values: Iterable[_Each], key: Callable[[_Each], _Key]) -> tuple[_Each, ...]:
    found: dict[_Key, _Each] = {}
    for value in values:
        found.setdefault(key(value), value)
    return tuple(found.values())


def _extra(papers: Iterable[Paper]) -> tuple[tuple[str, str], ...]:
    """Other fields: what several sources say under one label stands there line by line, as where one says it twice."""
    found: dict[str, dict[str, None]] = {}
    for paper in papers:
        for label, text in paper.extra:
            found.setdefault(label, {}).setdefault(text)
    return tuple((label, "\n".join(texts)) for label, texts in found.items())
