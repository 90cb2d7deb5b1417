"""Papers into a BibTeX library that a person keeps: every byte that was there stays.

Papers of the digest that are one (`merge_claims`) count once. A paper is found in the library by its arXiv id
(`eprint`, arXiv's DOI, a URL on arXiv, `arXiv:` and the id in `journal`), then by its DOI, its URL, and last by its
key, ignoring case. One that is not found is appended as the `bibtex` exporter writes it, with the line end that is the
most frequent one in the library. It is in conflict, which is reported, and nothing is added, if what was found has a
stronger id of another paper, if its key belongs to another paper or to an entry that does not parse, or if another
paper of the digest is found to be the same entry for a stronger reason. All papers are looked for in the library as it
was, and are kept apart by what the digest alone says.

What an update changes says `bib_updating`. Merging again changes nothing.
"""

from __future__ import annotations

import io
from functools import cached_property
from typing import TYPE_CHECKING

from attrs import define, field, frozen

from paperdigest.bib_identity import KINDS, entry_identities
from paperdigest.bib_splitting import split_bib
from paperdigest.bib_updating import Edit, update_entry
from paperdigest.exporters.bibtex import BibtexExporter, BibtexOptions
from paperdigest.merge_claims import claims
from paperdigest.model import Digest, Document
from paperdigest.source import LineTable

if TYPE_CHECKING:
    from collections.abc import Iterable

    from paperdigest.bib_identity import Identity
    from paperdigest.bib_splitting import BibEntry, BibLibrary
    from paperdigest.merge_claims import Claim
    from paperdigest.model import Paper
    from paperdigest.same_papers import Doubt

__all__ = ["MergeItem", "MergeReport", "apply_edits", "merge_bibtex", "merge_edits"]


def __dir__() -> list[str]:
    return __all__


@frozen
class MergeItem:
    """What became of one paper.

    Attributes:
        key: of the entry in the library, or of the one that the paper would have had.
        what: of an added paper its title, of one that is there by what it was found, of an updated one the names
            of the fields, of a conflict the reason.
    """

    key: str
    what: str


@frozen(kw_only=True)
class MergeReport:
    """What a merge did. An entry of which one field is in conflict may be among the updated ones too.

    Attributes:
        added: papers that were not in the library.
        present: papers whose entries were left as they were.
        updated: entries of which values were replaced or fields inserted.
        conflicts: papers that were not added, and fields that were not updated.
    """

    added: tuple[MergeItem, ...] = ()
    present: tuple[MergeItem, ...] = ()
    updated: tuple[MergeItem, ...] = ()
    conflicts: tuple[MergeItem, ...] = ()


def merge_bibtex(
    text: str,
    papers: Document | Digest | Iterable[Paper],
    update: bool = False,
) -> tuple[str, MergeReport]:
    """Adds the papers that a library does not have.

    Args:
        text: of the library, with its line ends as they are (`open(..., newline="")`).
        papers: a document, a digest, or any iterable of papers. Of those that are one (`merge_claims`), the first that
            has the strongest id is taken. All are held in memory.
        update: whether entries that are there take the facts of the digest.

    Returns:
        The new text, and what was done.

    Raises:
        LibraryError: the library cannot be read, so what is added might land inside an entry.
    """
    edits, report = merge_edits(text, papers, update)
    return apply_edits(text, edits), report


def apply_edits(text: str, edits: list[Edit]) -> str:
    """The text with edits made that are in its order and do not overlap."""
    parts: list[str] = []
    position = 0
    for start, end, value in edits:
        parts += (text[position:start], value)
        position = end
    return "".join((*parts, text[position:]))


def merge_edits(
    text: str, papers: Document | Digest | Iterable[Paper], update: bool
) -> tuple[list[Edit], MergeReport]:
    """The changes that `merge_bibtex` makes, in the order of the text; they do not overlap."""
    found, doubts = claims(papers.papers if isinstance(papers, Document | Digest) else papers)
    merge = _Merge(text, split_bib(text), update)
    merge.run(found)
    for doubt in doubts:
        merge.doubt(doubt)
    return merge.result(), merge.report()


@frozen(eq=False)
class _Known:
    """An entry of the library.

    Attributes:
        entry: as it was read.
        ids: what it can be found by; one of each kind.
    """

    entry: BibEntry
    ids: dict[str, str]


@frozen(eq=False)
class _Match:
    """An entry that a paper was found to be, or that is in its way.

    Attributes:
        known: the entry.
        found_by: the id that they share, or the key.
        strength: of what they share; less is stronger.
        conflict: why it is not the paper after all; None if it is.
    """

    known: _Known
    found_by: str
    strength: int
    conflict: str | None = None


@define
class _Merge:
    """A merge under way: what is known of the library, and what has been done so far."""

    text: str
    library: BibLibrary
    update: bool
    by_id: dict[Identity, _Known] = field(factory=dict)
    by_key: dict[str, _Known] = field(factory=dict)
    edits: list[Edit] = field(factory=list)
    new: list[str] = field(factory=list)
    added: list[MergeItem] = field(factory=list)
    present: list[MergeItem] = field(factory=list)
    updated: list[MergeItem] = field(factory=list)
    conflicts: list[MergeItem] = field(factory=list)

    def __attrs_post_init__(self) -> None:
        for entry in self.library.entries:
            ids: dict[str, str] = {}
            for kind, value in entry_identities(entry, self.library):
                ids.setdefault(kind, value)
            known = _Known(entry, ids)
            for found in ids.items():
                self.by_id.setdefault(found, known)
            if entry.key:
                self.by_key.setdefault(entry.key.lower(), known)

    def run(self, papers: list[Claim]) -> None:
        """Takes every paper: looked for in the library as it was, so that what is added finds nothing else."""
        matches = [(claim, self.match(claim)) for claim in papers]
        # An entry is one paper's: of several that were found to be it, the one with the strongest reason.
        owners: dict[_Known, _Match] = {}
        for _, match in matches:
            if match is not None and match.conflict is None:
                owners[match.known] = min(
                    owners.get(match.known, match), match, key=lambda each: each.strength
                )
        for claim, match in matches:
            if match is None:
                self.new.append(_rendered(claim.paper))
                self.added.append(MergeItem(claim.facts.identity, claim.facts.plain_title))
            elif match.conflict is not None:
                self.conflict(match.known, claim.facts.identity, match.conflict)
            elif owners[match.known] is not match:
                reason = f"the same {match.found_by}, but the entry is another paper of the digest"
                self.conflict(match.known, claim.facts.identity, reason)
            else:
                self.meet(match.known, claim, match.found_by)

    def match(self, claim: Claim) -> _Match | None:
        """What the library has of a paper; None if that is nothing."""
        # The same key settles which one it is, where several entries share a DOI or a URL.
        same_key = self.by_key.get(claim.facts.identity)
        for kind, value in claim.ids:
            known = self.by_id.get((kind, value))
            if known is None:
                continue
            if same_key is not None and same_key.ids.get(kind) == value:
                known = same_key
            stronger = KINDS[: KINDS.index(kind)]
            other = next((name for name in stronger if claim.differs(name, known.ids.get(name))), None)
            reason = None if other is None else f"the same {kind}, but another {other}"
            return _Match(known, f"{kind} {value}", len(stronger), reason)
        if same_key is None:
            return None
        reason = None
        if not same_key.entry.parsed:
            reason = "the entry of this key does not parse"
        elif any(claim.differs(kind, value) for kind, value in same_key.ids.items()):
            reason = "the key belongs to another paper"
        return _Match(same_key, "key", len(KINDS), reason)

    @cached_property
    def lines(self) -> LineTable:
        return LineTable(self.text)

    @cached_property
    def eol(self) -> str:
        return _line_end(self.text)

    def conflict(self, known: _Known, key: str, reason: str) -> None:
        line = self.lines.position(known.entry.start).line
        self.conflicts.append(MergeItem(key, f"line {line}: {reason}"))

    def doubt(self, doubt: Doubt) -> None:
        first, *others = doubt.papers
        kind, value = doubt.identity
        rival = f"{' and '.join(others)} too" if others else "a paper that has another one"
        reason = f"the digest gives {kind} {value} to {rival}, so it was not used"
        self.conflicts.append(MergeItem(first, reason))

    def meet(self, known: _Known, claim: Claim, found_by: str) -> None:
        """A paper that is in the library."""
        changed: tuple[str, ...] = ()
        refused: tuple[str, ...] = ()
        if self.update:
            rendered = _rendered(claim.paper)
            update = update_entry(self.text, self.library, known.entry, claim, rendered, self.eol)
            self.edits += update.edits
            changed, refused = update.changed, update.refused
        if changed:
            self.updated.append(MergeItem(known.entry.key, ", ".join(changed)))
        if refused:
            reason = f"not updated, as there are macros or `#` in: {', '.join(refused)}"
            self.conflict(known, known.entry.key, reason)
        if not changed and not refused:
            self.present.append(MergeItem(known.entry.key, found_by))

    def result(self) -> list[Edit]:
        edits = sorted(self.edits)
        if self.new:
            added = _gap(self.text, self.eol) + "\n".join(self.new).replace("\n", self.eol)
            edits.append((len(self.text), len(self.text), added))
        return edits

    def report(self) -> MergeReport:
        return MergeReport(
            added=tuple(self.added),
            present=tuple(self.present),
            updated=tuple(self.updated),
            conflicts=tuple(self.conflicts),
        )


def _rendered(paper: Paper) -> str:
    """The entry of a paper as a file of its own."""
    stream = io.BytesIO()
    BibtexExporter().write([paper], stream, BibtexOptions())
    return stream.getvalue().decode("utf-8")


def _line_end(text: str) -> str:
    """The line end that is the most frequent."""
    windows = text.count("\r\n")
    counts = {"\n": text.count("\n") - windows, "\r\n": windows, "\r": text.count("\r") - windows}
    return max(counts, key=lambda eol: counts[eol])


def _gap(text: str, eol: str) -> str:
    """What makes an empty line between the library and what is added."""
    if not text.strip("\ufeff"):
        return ""
    if not text.endswith(("\n", "\r")):
        return eol + eol
    without_end = text[:-2] if text.endswith("\r\n") else text[:-1]
    return "" if without_end.endswith(("\n", "\r")) or not without_end.strip("\ufeff") else eol
