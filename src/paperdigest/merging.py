"""Papers into a BibTeX library that a person keeps: every byte that was there stays.

A paper is found in the library by its arXiv id (`eprint`, arXiv's DOI, a URL on arXiv, `arXiv:` and the id in
`journal`), then by its DOI, its URL, and last by its key, ignoring case. One that is not found is appended as the
`bibtex` exporter writes it, with the line end that is the most frequent one in the library. If its key belongs to
another paper, or to an entry that does not parse, it is in conflict: reported, and nothing is added.

An update replaces, in the bytes of the entry itself, the values of fields that the exporter writes, and inserts those
that are missing in the layout of the entry. What stays:

* values that are equal as text: braces, quotes, white space and the spelling of accents do not count;
* values made of `@string` macros or with `#`: a conflict if their text differs;
* what the digest is not sure of only fills a gap: authors whose order is not known to be the paper's, keywords, a
  summary in place of the abstract;
* an eprint, DOI or URL that names something else than the paper's, such as the page of a publisher;
* year and month of an entry about the published version (`booktitle`, `journal`, a DOI that is not arXiv's);
* in biblatex entries, what stands for other fields: `date`, `eprinttype`, `eprintclass`.

Merging again changes nothing.
"""

from __future__ import annotations

import io
import re
from functools import cached_property
from typing import TYPE_CHECKING

from attrs import define, field, frozen

from paperdigest.bib_identity import entry_identities, field_identity, paper_identities
from paperdigest.bib_splitting import MONTHS, BibEntry, BibField, BibLibrary, inner_text, split_bib
from paperdigest.exporters.bibtex import BibtexExporter, BibtexOptions
from paperdigest.exporters.citation import citation
from paperdigest.model import AuthorsOrder, Digest, Document
from paperdigest.source import LineTable
from paperdigest.text import to_text

if TYPE_CHECKING:
    from collections.abc import Iterable

    from paperdigest.bib_identity import Identity
    from paperdigest.exporters.citation import Citation
    from paperdigest.model import Paper

__all__ = ["Edit", "MergeItem", "MergeReport", "apply_edits", "merge_bibtex", "merge_edits"]


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
        papers: a document, a digest, or any iterable of papers; of one that appears again, the first is taken.
        update: whether entries that are there take the facts of the digest.

    Returns:
        The new text, and what was done.

    Raises:
        LibraryError: the library cannot be read, so what is added might land inside an entry.
    """
    edits, report = merge_edits(text, papers, update)
    return apply_edits(text, edits), report


Edit = tuple[int, int, str]
"""The text between two offsets, and what takes its place."""


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
    merge = _Merge(text, split_bib(text), update)
    seen: set[str] = set()
    for paper in papers.papers if isinstance(papers, Document | Digest) else papers:
        facts = citation(paper, "none")
        if facts.identity not in seen:
            seen.add(facts.identity)
            merge.take(paper, facts)
    return merge.result(), merge.report()


@define(eq=False)
class _Known:
    """An entry of the library, or one that was just added.

    Attributes:
        entry: as it was read.
        ids: what it can be found by; one of each kind.
        new: whether it was just added; its offsets are then those of its own text.
        taken: whether a paper was found to be this one; an entry is updated once.
    """

    entry: BibEntry
    ids: dict[str, str]
    new: bool
    taken: bool


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
            self.learn(entry, self.library)

    def learn(self, entry: BibEntry, library: BibLibrary, *, new: bool = False) -> None:
        ids: dict[str, str] = {}
        for kind, value in entry_identities(entry, library):
            ids.setdefault(kind, value)
        known = _Known(entry, ids, new=new, taken=new)
        for found in ids.items():
            self.by_id.setdefault(found, known)
        if entry.key:
            self.by_key.setdefault(entry.key.lower(), known)

    def take(self, paper: Paper, facts: Citation) -> None:
        ids = list(paper_identities(facts))
        # The same key settles which one it is, where several entries share a DOI or a URL.
        same_key = self.by_key.get(facts.identity)
        for kind, value in ids:
            known = self.by_id.get((kind, value))
            if known is None:
                continue
            if same_key is not None and same_key.ids.get(kind) == value:
                known = same_key
            # Nothing was found by a stronger id, so one that the entry has is another one.
            other = next((name for name, _ in ids[: ids.index((kind, value))] if name in known.ids), None)
            if other is None:
                self.meet(known, paper, ids, f"{kind} {value}")
            else:
                self.conflict(known, facts.identity, f"the same {kind}, but another {other}")
            return
        rendered = _rendered(paper)
        written = split_bib(rendered)
        entry = written.entries[0]
        taken_key = self.by_key.get(entry.key.lower())
        if taken_key is None:
            self.new.append(rendered)
            self.learn(entry, written, new=True)
            self.added.append(MergeItem(entry.key, facts.plain_title))
        elif not taken_key.entry.parsed:
            self.conflict(taken_key, entry.key, "the entry of this key does not parse")
        elif any(taken_key.ids.get(kind, value) != value for kind, value in ids):
            self.conflict(taken_key, entry.key, "the key belongs to another paper")
        else:
            self.meet(taken_key, paper, ids, "key")

    @cached_property
    def lines(self) -> LineTable:
        return LineTable(self.text)

    @cached_property
    def eol(self) -> str:
        return _line_end(self.text)

    def conflict(self, known: _Known, key: str, reason: str) -> None:
        place = "just added" if known.new else f"line {self.lines.position(known.entry.start).line}"
        self.conflicts.append(MergeItem(key, f"{place}: {reason}"))

    def meet(self, known: _Known, paper: Paper, ids: list[Identity], found_by: str) -> None:
        """A paper that is in the library."""
        changed: list[str] = []
        refused: list[str] = []
        if self.update and not known.taken:
            changed, refused = self.change(known.entry, paper, ids)
        known.taken = True
        if changed:
            self.updated.append(MergeItem(known.entry.key, ", ".join(changed)))
        if refused:
            reason = f"not updated, as there are macros or `#` in: {', '.join(refused)}"
            self.conflict(known, known.entry.key, reason)
        if not changed and not refused:
            self.present.append(MergeItem(known.entry.key, found_by))

    def change(self, entry: BibEntry, paper: Paper, ids: list[Identity]) -> tuple[list[str], list[str]]:
        """Notes the edits that bring an entry up to date; the names of fields that change, and that must not."""
        rendered = _rendered(paper)
        written = split_bib(rendered)
        kept = _kept(entry, paper, ids, self.library)
        changed: list[str] = []
        refused: list[str] = []
        missing: list[tuple[str, str]] = []
        for wanted in written.entries[0].fields:
            name, value = rendered[wanted.name_start : wanted.name_end], rendered[wanted.start : wanted.end]
            old = entry.field(wanted.name)
            if old is None:
                if entry.field(_INSTEAD.get(wanted.name, "")) is None and wanted.name not in kept:
                    missing.append((name, value))
                    changed.append(wanted.name)
            elif wanted.name in kept or _equal(self.library.text(old), written.text(wanted), wanted.name):
                continue
            elif not old.is_literal:
                refused.append(wanted.name)
            else:
                self.edits.append((old.start, old.end, _enclosed(value, old)))
                changed.append(wanted.name)
        if missing:
            end = entry.fields[-1].end if entry.fields else entry.key_end
            self.edits.append((end, end, _inserted(self.text, entry, missing, self.eol)))
        return changed, refused

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


# Fields of biblatex that stand for fields of ours; both would be one too many.
_INSTEAD = {"year": "date", "month": "date", "archiveprefix": "eprinttype", "primaryclass": "eprintclass"}
_PUBLISHED_IN = ("booktitle", "journal", "journaltitle")


def _kept(entry: BibEntry, paper: Paper, ids: list[Identity], library: BibLibrary) -> frozenset[str]:
    """The fields that an update of this entry must leave alone."""
    kept = {"keywords"}
    if paper.authors_order is not AuthorsOrder.PAPER:
        kept.add("author")
    if paper.abstract is None:
        kept.add("abstract")
    for name in ("eprint", "doi", "url"):
        if entry.field(name) is not None and field_identity(entry, name, library) not in ids:
            kept.add(name)
    if "eprint" in kept:
        kept |= {"archiveprefix", "primaryclass"}
    elsewhere = [library.text(entry.field(name)) for name in _PUBLISHED_IN]
    if "doi" in kept or any(text is not None and "arxiv" not in text.lower() for text in elsewhere):
        kept |= {"year", "month"}
    # What is not there is no choice of anybody's.
    gaps = {"keywords", "author", "abstract", "year", "month"}
    return frozenset(name for name in kept if name not in gaps or entry.field(name) is not None)


def _equal(old: str | None, new: str | None, name: str) -> bool:
    if old is None or new is None:
        return False
    if old == new:
        return True
    if name == "month":
        return _month(old) == _month(new)
    return _plain(old) == _plain(new)


def _month(text: str) -> str:
    if re.fullmatch("0?[1-9]|1[0-2]", text, re.ASCII):
        return MONTHS[int(text) - 1]
    return text.strip()[:3].lower()


_NO_BRACES = str.maketrans("", "", "{}")


def _plain(text: str) -> str:
    return " ".join(to_text(text).translate(_NO_BRACES).split())


def _enclosed(value: str, old: BibField) -> str:
    """A value in the braces or quotes, or bare, as the old one was."""
    inner = inner_text(value)
    if old.parts[0][0] == '"' and value[0] == "{" and '"' not in inner:
        return f'"{inner}"'
    return inner if old.parts[0].isdigit() and inner.isdigit() else value


_SEPARATOR = re.compile(r"\s*+,\s*+")


def _inserted(text: str, entry: BibEntry, missing: list[tuple[str, str]], eol: str) -> str:
    """Fields to stand behind the last one, laid out as that is."""
    separator, equals, column = f",{eol}  ", " = ", 0
    if entry.fields:
        last = entry.fields[-1]
        before = entry.fields[-2].end if entry.fields[1:] else entry.key_end
        if _SEPARATOR.fullmatch(text, before, last.name_start):
            separator = text[before : last.name_start]
        equals = text[last.name_end : last.start]
        lengths = {field.name_end - field.name_start for field in entry.fields}
        columns = {text.index("=", field.name_end) - field.name_start for field in entry.fields}
        # The signs stand below each other.
        column = columns.pop() if len(columns) == 1 and len(lengths) > 1 else 0
    sign = equals.lstrip() if column else equals
    # A name that is too long for the column still has a space behind it.
    padded = [(f"{name} ".ljust(column) if column else name, value) for name, value in missing]
    return "".join(f"{separator}{name}{sign}{value}" for name, value in padded)


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
