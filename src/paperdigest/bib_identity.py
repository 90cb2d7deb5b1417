"""What a BibTeX entry and a paper are recognised by: arXiv id, DOI and URL, each in one spelling.

Versions, resolvers in front of a DOI, `http` or `https`, the case of a DOI and slashes at the end do not count. What
leads to arXiv (its DOI, a URL of it or of a site that shows its papers) is the arXiv id.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from paperdigest.model import ArxivId

if TYPE_CHECKING:
    from collections.abc import Iterator

    from paperdigest.bib_splitting import BibEntry, BibLibrary
    from paperdigest.exporters.citation import Citation

__all__ = ["KINDS", "Identity", "entry_identities", "field_identity", "paper_identities"]


def __dir__() -> list[str]:
    return __all__


KINDS = ("eprint", "doi", "url")
"""The kinds of ids, the strongest first."""

Identity = tuple[str, str]
"""One of the kinds, and its value."""

_EPRINT_SOURCE = ("archiveprefix", "eprinttype")
# math.GT/0309136 is math/0309136.
_SUBJECT = re.compile(r"\.[A-Z]{2}(?=/)")
_DOI_PREFIX = re.compile(r"(?:https?://(?:dx\.)?doi\.org/|doi:\s*)?(?=10\.)", re.IGNORECASE)
_IN_JOURNAL = re.compile(r"\barxiv:\s?([\w.-]{1,40}(?:/\d{1,40})?)", re.IGNORECASE)
_ESCAPED = re.compile(r"\\([_%&#~$])")


def _arxiv(text: str) -> Identity | None:
    found = ArxivId.parse(text)
    return None if found is None else ("eprint", _SUBJECT.sub("", found.id).lower())


def _doi(text: str) -> Identity | None:
    prefix = _DOI_PREFIX.match(text)
    if prefix is None:
        return None
    doi = text[prefix.end() :]
    return _arxiv(f"https://doi.org/{doi}") or ("doi", doi.lower())


def _url(text: str) -> Identity | None:
    rest = re.sub(r"(?i)^https?://", "", text).rstrip("/")
    return _arxiv(text) or (("url", rest) if rest else None)


def paper_identities(facts: Citation) -> Iterator[Identity]:
    """What a paper is found by, the strongest first."""
    if facts.arxiv_id is not None:
        yield "eprint", _SUBJECT.sub("", facts.arxiv_id.id).lower()
    for found in (_doi(facts.doi or ""), _url(facts.url or "")):
        if found is not None:
            yield found


def field_identity(entry: BibEntry, name: str, library: BibLibrary) -> Identity | None:
    """What the field `eprint`, `doi` or `url` of an entry names; None if it names nothing, or is not there."""
    return {"eprint": _arxiv, "doi": _doi, "url": _url}[name](_text(entry, name, library))


def entry_identities(entry: BibEntry, library: BibLibrary) -> Iterator[Identity]:
    """What an entry can be found by, the strongest first; one kind may come twice."""
    sources = [_text(entry, name, library) for name in _EPRINT_SOURCE if entry.field(name) is not None]
    in_journal = _IN_JOURNAL.search(_text(entry, "journal", library))
    names = ("eprint", "doi", "url") if all(each.lower() == "arxiv" for each in sources) else ("doi", "url")
    found = [field_identity(entry, name, library) for name in names]
    found.append(None if in_journal is None else _arxiv(in_journal[1].rstrip(".")))
    yield from filter(None, found)


def _text(entry: BibEntry, name: str, library: BibLibrary) -> str:
    return _ESCAPED.sub(r"\1", library.text(entry.field(name)) or "").strip()
