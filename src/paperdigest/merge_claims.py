"""Which papers of a merge are one paper, and what each can be found by, whatever the library holds.

A digest can contradict itself: a paper appears under two addresses, or two papers are given one DOI. What is decided
here depends on the papers alone, so that a merge finds the same again in what it wrote.

* Papers of which a bibliography knows no difference (the same arXiv id, else URL, else title and day) are one.
* Papers that share a DOI are one, unless their arXiv ids differ; papers that share a URL are one, unless their arXiv
  ids or their DOIs differ.
* A DOI or a URL that papers share which are not one is doubtful: nothing is found by it, and the DOI is not written.
  Nor is a DOI of arXiv's that names another paper than the arXiv id or the URL beside it.
* Of papers that are one the first that has the strongest id is taken. All that is certain of them counts for finding
  it.
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

__all__ = ["Claim", "Doubt", "claims"]


def __dir__() -> list[str]:
    return __all__


@frozen(eq=False)
class Claim:
    """One paper of a merge.

    Attributes:
        paper: as it is written; without a DOI that is doubtful.
        facts: of it.
        ids: what it is found by, the strongest first.
        known: all that the digest says of what it is, doubtful ids too.
    """

    paper: Paper
    facts: Citation
    ids: tuple[Identity, ...]
    known: frozenset[Identity]

    def differs(self, kind: str, value: str | None) -> bool:
        """Whether something of that id, None if it has none of this kind, is another paper than this one."""
        if value is None or (kind, value) in self.known:
            return False
        return any(name == kind for name, _ in self.known)


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
class _Appearance:
    """A paper as it came.

    Attributes:
        index: its place.
        ids: one of each kind.
    """

    index: int
    paper: Paper
    facts: Citation
    ids: dict[str, str]


def claims(papers: Iterable[Paper]) -> tuple[list[Claim], list[Doubt]]:
    """The papers of a merge, each once, and what they contradict each other or themselves in."""
    appearances, doubts = _appearances(papers)
    groups = _Groups(appearances)
    groups.join_identities()
    for kind in KINDS:
        doubts += groups.join(kind)
    doubtful = frozenset(doubt.identity for doubt in doubts if len(doubt.papers) > 1)
    return [_claim(group, doubtful) for group in groups.all()], doubts


def _appearances(papers: Iterable[Paper]) -> tuple[list[_Appearance], list[Doubt]]:
    found: list[_Appearance] = []
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
        found.append(_Appearance(index, paper, facts, dict(ids)))
    return found, list(doubts)


class _Groups:
    """Appearances that are one paper so far; a group is named by the least index in it."""

    def __init__(self, appearances: list[_Appearance]) -> None:
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
        claimants: dict[str, list[_Appearance]] = {}
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

    def all(self) -> list[list[_Appearance]]:
        found: dict[int, list[_Appearance]] = {}
        for each in self._appearances:
            found.setdefault(self._find(each.index), []).append(each)
        return list(found.values())


def _claim(group: list[_Appearance], doubtful: frozenset[Identity]) -> Claim:
    taken = min(group, key=lambda each: (_strength(each, doubtful), each.index))
    # Its own ids before those of the others, and each once.
    known = dict.fromkeys(identity for each in (taken, *group) for identity in each.ids.items())
    ids = sorted((each for each in known if each not in doubtful), key=lambda each: KINDS.index(each[0]))
    paper, facts = taken.paper, taken.facts
    if ("doi", taken.ids.get("doi", "")) in doubtful:
        paper = attrs.evolve(paper, doi=None)
        facts = citation(paper, "none")
    return Claim(paper, facts, tuple(ids), frozenset(known))


def _strength(appearance: _Appearance, doubtful: frozenset[Identity]) -> int:
    kinds = (KINDS.index(kind) for kind, value in appearance.ids.items() if (kind, value) not in doubtful)
    return min(kinds, default=len(KINDS))
