"""`enrich`: facts of papers from arXiv's own metadata, for digests that know less or in another order.

A digest says who wrote a paper but not in which order, and it has no categories. Who has arXiv's metadata as a file
has both. The source wins: where its record of a paper says something, the paper's own value goes.

    authors         all, in the paper's order: `authors_order` becomes PAPER and `authors_complete` True
    categories      the primary one first
    abstract        on one line
    doi             the first, if there are several
    journal_ref

What the record does not say stays as it was, and so does everything else: the title is the digest's. A record is
about all versions of a paper, so ids are compared without their version. `arxiv_metadata` reads the sources.
"""

from __future__ import annotations

import os
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import attrs
from attrs import frozen

from paperdigest.arxiv_metadata import Unreadable, paper_key, read_records
from paperdigest.model import AuthorsOrder

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from paperdigest.arxiv_metadata import Readable, Record
    from paperdigest.model import ArxivId, Paper

__all__ = ["EnrichReport", "enrich"]


def __dir__() -> list[str]:
    return __all__


@frozen(kw_only=True)
class EnrichReport:
    """What `enrich` did.

    Attributes:
        enriched: how many papers have got facts; one that comes twice counts twice.
        found: the ids that the source has, each once, in the order of the papers.
        missing: the ids that it does not have, likewise.
        not_arxiv: the papers without an id, which are as they were.
        unreadable: how many lines or entries of the source could not be read; lines of a snapshot are looked at
            only up to their id, unless they are wanted.
        unreadable_first: the places of the first ten of them, each with the reason.
    """

    enriched: int
    found: tuple[ArxivId, ...]
    missing: tuple[ArxivId, ...]
    not_arxiv: tuple[Paper, ...]
    unreadable: int
    unreadable_first: tuple[str, ...]


def enrich(
    papers: Iterable[Paper], source: str | os.PathLike[str] | Readable
) -> tuple[tuple[Paper, ...], EnrichReport]:
    """Papers with authors in the paper's order, categories, abstract, DOI and journal reference from arXiv's metadata.

    Where the source says something the source wins, over an abstract too; the title stays the digest's. The papers
    are held, the source is not: it is read once, as a stream, until every paper is found.

    Args:
        papers: any iterable of papers.
        source: a path, or a stream opened in binary mode, which is left open. The Atom response of the arXiv API, or
            the JSON-lines snapshot of all arXiv metadata; either may be compressed with gzip. The first bytes tell
            which it is.

    Returns:
        The papers, as many and in the same order, and a report.

    Raises:
        MetadataError: the source is of neither format, or damaged.
        TypeError: the source is neither a path nor a binary stream.
        OSError: the source cannot be read.
    """
    held = tuple(papers)
    ids: dict[str, ArxivId] = {}
    for paper in held:
        if paper.arxiv_id is not None:
            ids.setdefault(paper_key(paper.arxiv_id), paper.arxiv_id)
    unreadable = Unreadable()
    with _opened(source) as (stream, name):
        records = dict(read_records(stream, name, set(ids), unreadable))
    made = tuple(_enriched(paper, records) for paper in held)
    known = [paper.arxiv_id for paper in held if paper.arxiv_id is not None]
    return made, EnrichReport(
        enriched=sum(paper_key(arxiv_id) in records for arxiv_id in known),
        found=tuple(arxiv_id for key, arxiv_id in ids.items() if key in records),
        missing=tuple(arxiv_id for key, arxiv_id in ids.items() if key not in records),
        not_arxiv=tuple(paper for paper in held if paper.arxiv_id is None),
        unreadable=unreadable.count,
        unreadable_first=tuple(unreadable.first),
    )


@contextmanager
def _opened(source: str | os.PathLike[str] | Readable) -> Iterator[tuple[Readable, str]]:
    """The source as a stream, and what messages call it."""
    if isinstance(source, str | os.PathLike):
        with open(source, "rb") as stream:  # noqa: PTH123 - a Path costs an import
            yield stream, os.fspath(source)
    elif hasattr(source, "read"):
        yield source, str(getattr(source, "name", "<stream>"))
    else:
        raise TypeError(f"the source must be a path or a stream opened in binary mode, not {source!r}")


def _enriched(paper: Paper, records: dict[str, Record]) -> Paper:
    record = None if paper.arxiv_id is None else records.get(paper_key(paper.arxiv_id))
    if record is None:
        return paper
    facts = attrs.asdict(record, recurse=False)
    changes: dict[str, Any] = {name: value for name, value in facts.items() if value}
    if record.authors:
        changes |= {"authors_order": AuthorsOrder.PAPER, "authors_complete": True}
    return attrs.evolve(paper, **changes)
