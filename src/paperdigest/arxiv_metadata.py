"""Bibliographic records out of arXiv's own metadata, as files that somebody has: no network.

Two formats, told apart by their first bytes and not by a name; either may be compressed with gzip:

* `<`: the Atom response of the arXiv API, https://info.arxiv.org/help/api/user-manual.html
* `{`: the snapshot of all metadata, a JSON object a line, https://www.kaggle.com/datasets/Cornell-University/arxiv

The snapshot has gigabytes and nearly all of its lines are about other papers. It is streamed; an id is found by a
pattern on the bytes, and only the lines that are wanted, or that the pattern does not know, are decoded. So what is
broken behind the id of a line that nobody wants is not noticed. Reading ends when every wanted id is found.

A file with a document type is refused: the API sends none, and entities are what hostile XML is made of.
"""

from __future__ import annotations

import gzip
import json
import re
import zlib
from typing import TYPE_CHECKING, Any, BinaryIO, Protocol, cast

from attrs import Factory, define, frozen

from paperdigest.errors import MetadataError
from paperdigest.model import ArxivId
from paperdigest.text import to_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element

__all__ = ["Readable", "Record", "Unreadable", "paper_key", "read_records"]


def __dir__() -> list[str]:
    return __all__


class Readable(Protocol):
    """What a source must do; every file opened in binary mode does it."""

    def read(self, size: int, /) -> bytes:
        """At most `size` bytes; none at the end."""
        ...


@frozen(kw_only=True)
class Record:
    """What a source says of a paper. What it does not say is None or empty.

    Attributes:
        authors: all of them, in the paper's order.
        categories: of arXiv, the primary one first.
        abstract: on one line, LaTeX included.
        doi: of the published version.
        journal_ref: where it was published.
    """

    authors: tuple[str, ...]
    categories: tuple[str, ...]
    abstract: str | None
    doi: str | None
    journal_ref: str | None


# Enough to see what is wrong; a damaged snapshot could have millions.
_FIRST = 10


@define
class Unreadable:
    """Counts what could not be read.

    Attributes:
        count: how many lines or entries.
        first: the places of the first ten, each with the reason.
    """

    count: int = 0
    first: list[str] = Factory(list)

    def add(self, place: str, reason: object) -> None:
        """One more."""
        self.count += 1
        if len(self.first) < _FIRST:
            self.first.append(f"{place}: {reason}")


# math.GT/0309136 is math/0309136: the subject is no part of what identifies a paper.
_SUBJECT = re.compile(r"\.[A-Z]{2}(?=/)")


def paper_key(arxiv_id: ArxivId) -> str:
    """What two ids of one paper share: no version, and no subject in an old one."""
    return _SUBJECT.sub("", arxiv_id.id)


_CHUNK = 1 << 18
# The longest real lines, with thousands of authors, are far below it.
_LONGEST_LINE = 1 << 24
_GZIP = b"\x1f\x8b"
_EXPECTED = (
    "expected the Atom response of the arXiv API (XML), or the snapshot of arXiv's metadata "
    "(a JSON object a line); either may be compressed with gzip"
)


def read_records(
    source: Readable, name: str, wanted: set[str], unreadable: Unreadable
) -> Iterator[tuple[str, Record]]:
    """The records of the wanted papers, lazily, in the order of the source; of each paper the first one.

    Args:
        source: a binary file. It is read from where it stands, to the last wanted record or its end.
        name: what messages call it.
        wanted: keys of papers, see `paper_key`. What is found is taken out, so what is left is missing.
        unreadable: is told what cannot be read.

    Raises:
        MetadataError: the source is of neither format, or the compression or the XML is damaged, or none of its
            records can be read.
        TypeError: the source gives text.
    """
    try:
        source, head = _replayed(source)
        if head.startswith(_GZIP):
            # It asks for nothing but `read` as long as nobody seeks.
            source, head = _replayed(gzip.GzipFile(fileobj=cast("BinaryIO", source), mode="rb"))
        start = head.removeprefix(b"\xef\xbb\xbf").lstrip()[:1]
        if start not in (b"<", b"{"):
            raise MetadataError(f"{name}: {'it is empty' if not head else 'unknown format'}; {_EXPECTED}")
        reader = _atom if start == b"<" else _snapshot
        yield from reader(source, name, wanted, unreadable)
    except (EOFError, zlib.error, gzip.BadGzipFile) as error:
        raise MetadataError(f"{name}: damaged gzip: {error}") from error


class _Replay:
    """A source with the bytes in front that were taken to look at."""

    def __init__(self, head: bytes, rest: Readable) -> None:
        self._head = head
        self._rest = rest

    def read(self, size: int, /) -> bytes:
        if self._head:
            taken, self._head = self._head[:size], self._head[size:]
            return taken
        return self._rest.read(size)


def _replayed(source: Readable) -> tuple[Readable, bytes]:
    """The source as if nothing had been read from it, and its first bytes."""
    head = b""
    # A pipe may give a byte at a time.
    while len(head.lstrip()) < 4 and len(head) < _CHUNK and (more := source.read(_CHUNK)):
        if not isinstance(more, bytes):
            raise TypeError('the source gives text: open it in binary mode ("rb")')
        head += more
    return _Replay(head, source), head


def _none_readable(name: str, unreadable: Unreadable) -> MetadataError:
    return MetadataError(f"{name}: not one record can be read ({unreadable.first[0]}); {_EXPECTED}")


# --- the snapshot

# What a line of the snapshot begins with. An id that is written in another way, or does not come first, is found by
# decoding the line.
_LINE_ID = re.compile(rb'\{"id": ?"(\d{4}\.\d{4,5}|[a-z-]{1,20}/\d{7})"')


def _snapshot(
    source: Readable, name: str, wanted: set[str], unreadable: Unreadable
) -> Iterator[tuple[str, Record]]:
    wanted_bytes = {key.encode() for key in wanted}
    line_id, number, known = _LINE_ID.match, 0, 0
    for block in _blocks(source, name) if wanted else ():
        start, length = 0, len(block)
        while start < length:
            number += 1
            found, end = line_id(block, start), block.index(b"\n", start)
            if found is not None and found[1] not in wanted_bytes:
                known += 1
            elif line := block[start:end].strip():
                try:
                    key, data = _identified(line)
                    record = _from_json(data) if key in wanted else None
                except (ValueError, RecursionError) as error:
                    unreadable.add(f"line {number}", error)
                else:
                    known += 1
                    if record is not None:
                        wanted.discard(key)
                        yield key, record
                        if not wanted:
                            return
            start = end + 1
    if unreadable.count and not known:
        raise _none_readable(name, unreadable)


def _blocks(source: Readable, name: str) -> Iterator[bytes]:
    """The source in pieces that end with a line feed: looking for lines in them is faster than asking for lines."""
    pending = bytearray()
    while chunk := source.read(_CHUNK):
        cut = chunk.rfind(b"\n") + 1
        if cut:
            block = bytes(pending) + chunk[:cut]
            pending.clear()
            yield block
        pending += chunk[cut:]
        if len(pending) > _LONGEST_LINE:
            raise MetadataError(f"{name}: a line of more than {_LONGEST_LINE:,} bytes; {_EXPECTED}")
    if pending:
        yield bytes(pending) + b"\n"


def _identified(line: bytes) -> tuple[str, dict[str, Any]]:
    """The key of the paper that a line is about, and what the line says.

    Raises:
        ValueError: it is no JSON object with an arXiv id.
        RecursionError: it is nested too deep.
    """
    data = json.loads(line.decode("utf-8-sig"))
    found = data.get("id") if isinstance(data, dict) else None
    arxiv_id = ArxivId.parse(found) if isinstance(found, str) else None
    if arxiv_id is None:
        raise ValueError("no object with an arXiv id")
    return paper_key(arxiv_id), data


_NO_NAMES = "'authors_parsed' is no list of names"


def _from_json(data: dict[str, Any]) -> Record:
    names = data.get("authors_parsed") or []
    if not isinstance(names, list):
        raise ValueError(_NO_NAMES)
    return Record(
        authors=tuple(filter(None, map(_name, names))),
        categories=_categories((_text(data, "categories") or "").split()),
        abstract=_text(data, "abstract"),
        doi=_doi(_text(data, "doi")),
        journal_ref=_text(data, "journal-ref"),
    )


def _text(data: dict[str, Any], key: str) -> str | None:
    value = data.get(key)
    if value is not None and not isinstance(value, str):
        raise ValueError(f"{key!r} is no text")
    return _folded(value)


def _name(parts: object) -> str:
    """`Given Family, Suffix` of family, given and suffix; some names have their affiliation as a fourth part."""
    if not isinstance(parts, list) or not parts or not all(isinstance(part, str) for part in parts):
        raise ValueError(_NO_NAMES)
    family, given, suffix = map(_plain_name, [*parts, "", ""][:3])
    name = f"{given} {family}".strip()
    return f"{name}, {suffix}" if suffix else name


# --- the Atom response

_ATOM = "{http://www.w3.org/2005/Atom}"
_ARXIV = "{http://arxiv.org/schemas/atom}"


def _atom(
    source: Readable, name: str, wanted: set[str], unreadable: Unreadable
) -> Iterator[tuple[str, Record]]:
    from lxml import etree  # noqa: PLC0415 - who has a snapshot does not need it

    entries = 0
    try:
        for entry in _entries(source, name):
            entries += 1
            try:
                key, record = _from_entry(entry)
            except ValueError as error:
                unreadable.add(f"entry {entries}", error)
                continue
            if key in wanted:
                wanted.discard(key)
                yield key, record
            if not wanted:
                return
    except etree.XMLSyntaxError as error:
        raise MetadataError(f"{name}: damaged XML: {error}; {_EXPECTED}") from error
    if entries and unreadable.count == entries:
        raise _none_readable(name, unreadable)


def _entries(source: Readable, name: str) -> Iterator[_Element]:
    from lxml import etree  # noqa: PLC0415

    events = etree.iterparse(
        cast("BinaryIO", source),
        events=("start", "end"),
        load_dtd=False,
        no_network=True,
        resolve_entities=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    root = None
    for event, element in events:
        if root is None:
            root = element
            if root.tag != f"{_ATOM}feed":
                raise MetadataError(f"{name}: XML, but no Atom feed; {_EXPECTED}")
            if root.getroottree().docinfo.doctype:
                raise MetadataError(f"{name}: XML with a document type, which arXiv never sends; {_EXPECTED}")
        if event == "end" and element.getparent() is root:
            if element.tag == f"{_ATOM}entry":
                yield element
            # The element itself stays till the next one is there: the parser still holds it.
            while element.getprevious() is not None:
                del root[0]


def _from_entry(entry: _Element) -> tuple[str, Record]:
    address = _inner(entry, f"{_ATOM}id") or ""
    arxiv_id = ArxivId.parse(address)
    if arxiv_id is None:
        # The API reports its errors as an entry, and says in the summary what is wrong.
        said = _inner(entry, f"{_ATOM}summary") or "no summary"
        raise ValueError(f"no arXiv id in {address[:80]!r} ({said[:80]})")
    terms = [
        element.get("term", "")
        for tag in (f"{_ARXIV}primary_category", f"{_ATOM}category")
        for element in entry.iterchildren(tag)
    ]
    names = [_inner(author, f"{_ATOM}name") or "" for author in entry.iterchildren(f"{_ATOM}author")]
    return paper_key(arxiv_id), Record(
        authors=tuple(filter(None, map(_plain_name, names))),
        categories=_categories(terms),
        abstract=_inner(entry, f"{_ATOM}summary"),
        doi=_doi(_inner(entry, f"{_ARXIV}doi")),
        journal_ref=_inner(entry, f"{_ARXIV}journal_ref"),
    )


def _inner(parent: _Element, tag: str) -> str | None:
    child = parent.find(tag)
    return None if child is None else _folded("".join(child.itertext()))


# --- what both have

# Authors also file their papers under classes of the ACM and the AMS: `I.2.6`, `68T05 (Primary)`.
_CATEGORY = re.compile(r"[a-z]+(?:-[a-z]+)*(?:\.[A-Za-z]+(?:-[a-z]+)*)?")
_RESOLVER = re.compile(r"(?:https?://(?:dx\.)?doi\.org/|doi:\s*)", re.IGNORECASE)


def _folded(text: str | None) -> str | None:
    return " ".join((text or "").split()) or None


def _plain_name(text: str) -> str:
    r"""A name without LaTeX: `Navr\'atil`, `{\'A}lvarez`. Braces only group."""
    return " ".join(to_text(text).replace("{", "").replace("}", "").split())


def _categories(terms: list[str]) -> tuple[str, ...]:
    """The categories of arXiv among the terms, each once."""
    return tuple(dict.fromkeys(term for term in terms if _CATEGORY.fullmatch(term)))


def _doi(text: str | None) -> str | None:
    """The first: a paper that was published twice has two, with a space between them."""
    found = _RESOLVER.sub("", text or "").split()
    return found[0] if found else None
