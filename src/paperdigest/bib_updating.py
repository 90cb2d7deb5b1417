"""One entry of a BibTeX library brought up to date: the edits, in the bytes of the entry itself.

An update replaces, in the bytes of the entry itself, the values of fields that the exporter writes, and inserts those
that are missing in the layout of the entry. What stays:

* values that are equal as text: braces, quotes, white space and the spelling of accents do not count;
* values made of `@string` macros or with `#`: a conflict if their text differs;
* what the digest is not sure of only fills a gap: authors whose order is not known to be the paper's, keywords, a
  summary in place of the abstract;
* an eprint, DOI or URL that names something else than the paper's, such as the page of a publisher;
* year and month of an entry about the published version (`booktitle`, `journal`, a DOI that is not arXiv's);
* in biblatex entries, what stands for other fields: `date`, `eprinttype`, `eprintclass`.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from attrs import frozen

from paperdigest.bib_identity import field_identity, paper_identities
from paperdigest.bib_splitting import MONTHS, inner_text, split_bib
from paperdigest.model import AuthorsOrder
from paperdigest.text import to_text

if TYPE_CHECKING:
    from paperdigest.bib_splitting import BibEntry, BibField, BibLibrary
    from paperdigest.merge_claims import Claim

__all__ = ["Edit", "Update", "update_entry"]


def __dir__() -> list[str]:
    return __all__


Edit = tuple[int, int, str]
"""The text between two offsets, and what takes its place."""


@frozen
class Update:
    """What it takes to bring an entry up to date.

    Attributes:
        edits: of the library's text.
        changed: the names of fields that change.
        refused: the names of fields that differ and must not change.
    """

    edits: tuple[Edit, ...]
    changed: tuple[str, ...]
    refused: tuple[str, ...]


def update_entry(
    text: str, library: BibLibrary, entry: BibEntry, claim: Claim, rendered: str, eol: str
) -> Update:
    """The update of one entry.

    Args:
        text: of the library.
        library: the same, split.
        entry: of the paper.
        claim: the paper as the digest has it.
        rendered: the same as a BibTeX file.
        eol: the line end of fields that are put in.
    """
    written = split_bib(rendered)
    kept = _kept(entry, claim, library)
    edits: list[Edit] = []
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
        elif wanted.name in kept or _equal(library.text(old), written.text(wanted), wanted.name):
            continue
        elif not old.is_literal:
            refused.append(wanted.name)
        else:
            edits.append((old.start, old.end, _enclosed(value, old)))
            changed.append(wanted.name)
    if missing:
        end = entry.fields[-1].end if entry.fields else entry.key_end
        edits.append((end, end, _inserted(text, entry, missing, eol)))
    return Update(tuple(edits), tuple(changed), tuple(refused))


# Fields of biblatex that stand for fields of ours; both would be one too many.
_INSTEAD = {"year": "date", "month": "date", "archiveprefix": "eprinttype", "primaryclass": "eprintclass"}
_PUBLISHED_IN = ("booktitle", "journal", "journaltitle")


def _kept(entry: BibEntry, claim: Claim, library: BibLibrary) -> frozenset[str]:
    """The fields that an update of this entry must leave alone."""
    paper = claim.paper
    ids = list(paper_identities(claim.facts))
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
