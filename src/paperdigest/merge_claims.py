"""The papers of a merge, and what each can be found by, whatever the library holds.

* A DOI or a URL that papers share which are not one is doubtful: nothing is found by it, and the DOI is not written.
* Of papers that are one the first that has the strongest id is taken. All that is certain of them counts for finding
  it, so that a merge finds the same again in what it wrote.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs
from attrs import frozen

from paperdigest.bib_identity import KINDS
from paperdigest.exporters.citation import citation
from paperdigest.same_papers import same_papers

if TYPE_CHECKING:
    from collections.abc import Iterable

    from paperdigest.bib_identity import Identity
    from paperdigest.exporters.citation import Citation
    from paperdigest.model import Paper
    from paperdigest.same_papers import Appearance, Doubt

__all__ = ["Claim", "claims"]


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


def claims(papers: Iterable[Paper]) -> tuple[list[Claim], list[Doubt]]:
    """The papers of a merge, each once, and what they contradict each other or themselves in."""
    groups, doubts = same_papers(papers)
    doubtful = frozenset(doubt.identity for doubt in doubts if len(doubt.papers) > 1)
    return [_claim(group, doubtful) for group in groups], doubts


def _claim(group: list[Appearance], doubtful: frozenset[Identity]) -> Claim:
    taken = min(group, key=lambda each: (_strength(each, doubtful), each.index))
    # Its own ids before those of the others, and each once.
    known = dict.fromkeys(identity for each in (taken, *group) for identity in each.ids.items())
    ids = sorted((each for each in known if each not in doubtful), key=lambda each: KINDS.index(each[0]))
    paper, facts = taken.paper, taken.facts
    if ("doi", taken.ids.get("doi", "")) in doubtful:
        paper = attrs.evolve(paper, doi=None)
        facts = citation(paper, "none")
    return Claim(paper, facts, tuple(ids), frozenset(known))


def _strength(appearance: Appearance, doubtful: frozenset[Identity]) -> int:
    kinds = (KINDS.index(kind) for kind, value in appearance.ids.items() if (kind, value) not in doubtful)
    return min(kinds, default=len(KINDS))
