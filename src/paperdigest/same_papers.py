"""Which papers are one paper, whatever digests they stand in.

A digest can contradict itself: a paper appears under two addresses, or two papers are given one DOI. What is decided
here depends on the papers alone.

* Papers of which a bibliography knows no difference (the same arXiv id, else URL, else title and day) are one.
* Papers that share a DOI are one, unless their arXiv ids differ; papers that share a URL are one, unless their arXiv
  ids or their DOIs differ.
* A DOI or a URL that papers share which are not one is doubtful. So is a DOI of arXiv's that names another paper than
  the arXiv id or the URL beside it: the paper is taken without it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs
from attrs import frozen

from paperdigest.bib_identity import KINDS, paper_identities
from paperdigest.exporters.citation import citation

if TYPE_CHECKING:
    from collections.abc import Iterable

    from paperdigest.bib_identity import Identity
    from paperdigest.exporters.citation import Citation
    from paperdigest.model import Paper

__all__ = ["Appearance", "Doubt", "same_papers"]


def __dir__() -> list[str]:
    return __all__


@frozen
class Doubt:
    """An id that several papers claim which are not one, or that a paper with another id claims.

    Attributes:
        identity: the DOI, the URL, or the arXiv id that a DOI stands for.
        papers: the identities of those papers, in their order.
    """

    identity: Identity
    papers: tuple[str, ...]


@frozen(eq=False)
class Appearance:
    """A paper as it came.

    Attributes:
        index: its place among all.
        paper: without a DOI that names another paper.
        facts: of it, without an abstract.
        ids: one of each kind.
    """

    index: int
    paper: Paper
    facts: Citation
    ids: dict[str, str]


def same_papers(papers: Iterable[Paper]) -> tuple[list[list[Appearance]], list[Doubt]]:
    """Papers in groups, each of what is one paper.

    Args:
        papers: any papers.

    Returns:
        The groups in the order of their first papers, and what the papers contradict each other or themselves in.
    """
    appearances, doubts = _appearances(papers)
    groups = _Groups(appearances)
    groups.join_identities()
    for kind in KINDS:
        doubts += groups.join(kind)
    return groups.all(), doubts


def _appearances(papers: Iterable[Paper]) -> tuple[list[Appearance], list[Doubt]]:
    found: list[Appearance] = []
    doubts: dict[Doubt, None] = {}
    for index, given in enumerate(papers):
        paper, facts = given, citation(given, "none")
        ids = list(paper_identities(facts))
        # A DOI of arXiv's and the id or URL beside it can name two papers; what the title leads to is right.
        named = [identity for identity in ids if identity[0] == KINDS[0]]
        if len(set(named)) > 1:
            paper = attrs.evolve(given, doi=None)
            facts = citation(paper, "none")
            ids = list(paper_identities(facts))
            doubts |= {Doubt(each, (facts.identity,)): None for each in named if each not in ids}
        found.append(Appearance(index, paper, facts, dict(ids)))
    return found, list(doubts)


class _Groups:
    """Appearances that are one paper so far; a group is named by the least index in it."""

    def __init__(self, appearances: list[Appearance]) -> None:
        self._appearances = appearances
        self._parents = list(range(len(appearances)))
        # Of each group, by its name, the values of each kind.
        self._values = [{kind: {value} for kind, value in each.ids.items()} for each in appearances]

    def join_identities(self) -> None:
        """Makes one of what has the same key in a bibliography."""
        first: dict[str, int] = {}
        for each in self._appearances:
            name = first.setdefault(each.facts.identity, each.index)
            if name != each.index:
                self._unite([name, each.index])

    def join(self, kind: str) -> list[Doubt]:
        """Makes one of those that share a value of a kind; returns what is shared by papers that are not one."""
        claimants: dict[str, list[Appearance]] = {}
        for each in self._appearances:
            if kind in each.ids:
                claimants.setdefault(each.ids[kind], []).append(each)
        doubts = []
        for value, group in claimants.items():
            names = sorted({self._find(each.index) for each in group})
            if self._agree(names, KINDS[: KINDS.index(kind)]):
                self._unite(names)
            else:
                doubts.append(
                    Doubt((kind, value), tuple(dict.fromkeys(each.facts.identity for each in group)))
                )
        for doubt in doubts:
            for each in claimants[doubt.identity[1]]:
                # It tells nothing of them in the rounds to come.
                self._values[self._find(each.index)][kind].discard(doubt.identity[1])
        return doubts

    def _find(self, index: int) -> int:
        while self._parents[index] != index:
            self._parents[index] = self._parents[self._parents[index]]
            index = self._parents[index]
        return index

    def _agree(self, names: list[int], stronger: tuple[str, ...]) -> bool:
        """Whether no two of the groups have different values of a kind."""
        if len(names) == 1:
            return True
        for kind in stronger:
            found = [self._values[name][kind] for name in names if self._values[name].get(kind)]
            if len(found) > 1 and len(set().union(*found)) > 1:
                return False
        return True

    def _unite(self, names: list[int]) -> None:
        first, *others = names
        for other in others:
            self._parents[other] = first
            for kind, values in self._values[other].items():
                self._values[first].setdefault(kind, set()).update(values)

    def all(self) -> list[list[Appearance]]:
        found: dict[int, list[Appearance]] = {}
        for each in self._appearances:
            found.setdefault(self._find(each.index), []).append(each)
        return list(found.values())
