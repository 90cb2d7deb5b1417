"""Every exporter against reading the same papers, and against what its library takes for the same output."""

from __future__ import annotations

import io
import json
from functools import partial
from typing import TYPE_CHECKING, Any, BinaryIO, cast

from attrs import frozen
from lxml import etree
from tables import Column, Table
from timing import interleave, ratio

import paperdigest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from inputs import Sample

    from paperdigest import Exporter, Paper

__all__ = ["Sink", "exported", "measure", "writer"]

_COLUMNS = (
    Column("× reading", ".2f"),
    Column("of minima", ".2f"),
    Column("low", ".2f"),
    Column("high", ".2f"),
    Column("× floor", ".2f"),
    Column("µs/paper", ".1f"),
    Column("MB/s", ".1f"),
)
_READING = "reading"
_FLOORS = {
    "json": "json.dumps of the same data",
    "rss": "lxml, a tree of the same elements",
    "atom": "lxml, a tree of Atom's elements",
    "json-feed": "json.dumps of the same feed",
}


class Sink(io.RawIOBase):
    """Counts bytes and forgets them, so that what is measured is the exporter."""

    def __init__(self) -> None:
        super().__init__()
        self.size = 0

    def writable(self) -> bool:
        """It takes anything."""
        return True

    def write(self, data: Any) -> int:
        """Takes bytes."""
        self.size += len(data)
        return len(data)


def writer(exporter: Exporter, papers: Iterable[Paper]) -> Callable[[], int]:
    """A function that writes the papers with default options, and returns the number of bytes."""

    def run() -> int:
        sink = Sink()
        exporter.write(iter(papers), cast("BinaryIO", sink), exporter.options())
        return sink.size

    return run


def exported(name: str, papers: Iterable[Paper]) -> bytes:
    """What an exporter writes with default options."""
    stream = io.BytesIO()
    exporter = paperdigest.exporter(name)
    exporter.write(papers, stream, exporter.options())
    return stream.getvalue()


def measure(sample: Sample, rounds: int) -> Table:
    """Times of writing all papers of a sample into one file of each format."""
    exporters = [paperdigest.exporter(name) for name in paperdigest.formats()]
    contestants: dict[str, Callable[[], object]] = {
        _READING: lambda: _read(sample.files),
        **{exporter.name: writer(exporter, sample.papers) for exporter in exporters},
        **_floors(sample.papers),
    }
    sizes = {exporter.name: len(exported(exporter.name, sample.papers)) for exporter in exporters}
    sizes[_READING] = sample.size
    sizes |= {floor: sizes[name] for name, floor in _FLOORS.items()}
    seconds = interleave(contestants, rounds)
    rows: dict[str, tuple[float | None, ...]] = {}
    for name, times in seconds.items():
        found = ratio(times, seconds[_READING])
        floor = ratio(times, seconds[_FLOORS[name]]).median if name in _FLOORS else None
        speed = min(times) / len(sample.papers) * 1e6, sizes[name] / min(times) / 1e6
        rows[name] = (found.median, found.least, found.low, found.high, floor, *speed)
    notes = (
        "MB/s: of what is read, or written",
        "the floors begin with finished data: they neither walk the model nor turn Markdown into text or HTML",
    )
    return Table(title=f"Exporters ({sample.name})", columns=_COLUMNS, rows=rows, notes=notes)


def _read(files: tuple[bytes, ...]) -> None:
    for data in files:
        paperdigest.loads(data)


def _floors(papers: tuple[Paper, ...]) -> dict[str, Callable[[], object]]:
    json_data = {name: json.loads(exported(name, papers)) for name in ("json", "json-feed")}
    trees = {name: _tree(exported(name, papers)) for name in ("rss", "atom")}
    return {
        **{_FLOORS[name]: partial(_dumped, data) for name, data in json_data.items()},
        **{_FLOORS[name]: partial(_serialised, _flat(tree), tree.nsmap) for name, tree in trees.items()},
    }


def _dumped(data: object) -> bytes:
    return json.dumps(data, ensure_ascii=False).encode()


def _tree(data: bytes) -> etree._Element:
    return etree.fromstring(data, etree.XMLParser(strip_cdata=False, huge_tree=True))


@frozen
class _Element:
    """What it takes to build an element again."""

    depth: int
    tag: str
    attributes: dict[str, str]
    text: str | None
    tail: str | None


def _flat(feed: etree._Element) -> list[_Element]:
    """The elements of a tree, parents before children."""
    flat: list[_Element] = []
    depths: dict[etree._Element | None, int] = {feed.getparent(): -1}
    for element in feed.iter("*"):
        depths[element] = depths[element.getparent()] + 1
        attributes = {str(key): str(value) for key, value in element.attrib.items()}
        flat.append(_Element(depths[element], str(element.tag), attributes, element.text, element.tail))
    return flat


_HTML = ("{http://purl.org/rss/1.0/modules/content/}encoded", "{http://www.w3.org/2005/Atom}content")


def _serialised(elements: list[_Element], nsmap: dict[Any, Any]) -> bytes:
    """Builds the tree again and writes it, HTML as CDATA as the exporter does."""
    path = [etree.Element(elements[0].tag, elements[0].attributes, nsmap=nsmap)]
    path[0].text = elements[0].text
    for element in elements[1:]:
        del path[element.depth :]
        made = etree.SubElement(path[-1], element.tag, element.attributes)
        made.text = etree.CDATA(element.text) if element.tag in _HTML and element.text else element.text
        made.tail = element.tail
        path.append(made)
    return etree.tostring(path[0], encoding="utf-8", xml_declaration=True)
