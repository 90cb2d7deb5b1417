"""Code that is wrong on purpose: a type checker must find an error in each line marked `# wrong`, and in no other.

It is checked, never run.
"""

from __future__ import annotations

import io
from collections.abc import Iterable
from pathlib import Path
from typing import BinaryIO

from attrs import frozen

import paperdigest
from paperdigest import (
    ArxivId,
    Code,
    Diagnostic,
    Digest,
    Document,
    Exporter,
    Link,
    LinkKind,
    Media,
    Paper,
    Point,
    Severity,
)
from paperdigest.archive import select
from paperdigest.exporters.csv import CsvExporter, CsvOptions
from paperdigest.exporters.feed_options import FeedOptions
from paperdigest.text import to_text


def reading(path: Path) -> None:
    paperdigest.loads(path)  # wrong: a path is no text
    paperdigest.loads("", "name")  # wrong: the name is a keyword
    paperdigest.loads("", encoding="utf-8")  # wrong: there is no such parameter
    paperdigest.load(3)  # wrong: neither a path nor a file
    paperdigest.load(path, strict="yes")  # wrong: a text is no bool
    paperdigest.load(path).papers.append(Paper(title=""))  # wrong: a tuple does not grow
    paperdigest.scan(path)[0]  # wrong: an iterator has no first
    papers: list[Paper] = paperdigest.from_json("{}")  # wrong: it is a tuple
    paperdigest.scan_all(papers)  # wrong: there is no such function


def values(paper: Paper, document: Document, found: Diagnostic) -> None:
    paper.votes + 1  # wrong: it may be None
    paper.url.lower()  # wrong: it may be None
    paper.arxiv_id.year  # wrong: it may be None
    paper.span.start  # wrong: it may be None
    paper.title = "T"  # wrong: it is frozen
    paper.likes  # wrong: there is no such field
    paper.authors[0].family  # wrong: a name is a text
    paper.extra["label"]  # wrong: it is a tuple of pairs
    document.source = ""  # wrong: it is frozen
    document.blocks()  # wrong: it is a property
    document.papers[0:1].title  # wrong: a slice is a tuple
    found.code = found.code  # wrong: it is frozen
    found.severity > "warning"  # wrong: a severity is no text
    LinkKind.HOMEPAGE  # wrong: there is no such member
    Severity.INFO = 3  # wrong: members do not change


def making(points: list[Point]) -> None:
    Paper()  # wrong: a title is required
    Paper("T")  # wrong: fields are keywords
    Paper(title=None)  # wrong: a title is a text
    Paper(title="T", votes="3")  # wrong: a text is no number
    Paper(title="T", authors=["A"])  # wrong: collections are tuples
    Paper(title="T", summary=points)  # wrong: collections are tuples
    Paper(title="T", date="2024-03-08")  # wrong: a text is no date
    Paper(title="T", arxiv_id="2403.00001")  # wrong: a text is no identifier
    Point(label="New")  # wrong: a text is required
    Link(url="https://example.org", kind="code")  # wrong: a text is no member
    Media(url="https://example.org/a.png")  # wrong: a kind is required
    Digest(papers=(None,))  # wrong: None is no paper
    ArxivId(2403.00001)  # wrong: a number is no text
    Code(id="PD901")  # wrong: the rest is required


def writing(papers: tuple[Paper, ...], text: io.StringIO, binary: io.BytesIO) -> None:
    paperdigest.dumps(papers)  # wrong: a format is required
    paperdigest.dumps(papers, 3)  # wrong: a format is a text
    paperdigest.dumps(papers[0], "json")  # wrong: one paper is no iterable
    paperdigest.dumps(["title"], "json")  # wrong: a text is no paper
    paperdigest.dump(papers, text, "json")  # wrong: the stream takes text
    paperdigest.dump(papers, "a.json").close()  # wrong: nothing is returned
    select(papers, since="2024-03-08")  # wrong: a text is no date
    select(papers, 3)  # wrong: conditions are keywords
    to_text(papers[0])  # wrong: a paper is no text
    CsvOptions(",")  # wrong: options are keywords
    CsvOptions(excel="yes")  # wrong: a text is no bool
    CsvOptions(sheet=1)  # wrong: there is no such option
    FeedOptions(order="oldest")  # wrong: there is no such order
    CsvExporter().write(papers, binary)  # wrong: options are required
    CsvExporter().write(papers, binary, FeedOptions())  # wrong: the options of another format


@frozen
class NoWrite:
    name = "titles"
    title = "Titles"
    media_type = "text/plain"
    suffixes = ()
    options = CsvOptions


@frozen
class NoSuffixes:
    name = "titles"
    title = "Titles"
    media_type = "text/plain"
    options = CsvOptions

    def write(self, papers: Iterable[Paper], stream: BinaryIO, options: CsvOptions) -> None: ...


@frozen
class WritesText:
    name = "titles"
    title = "Titles"
    media_type = "text/plain"
    suffixes = ()
    options = CsvOptions

    def write(self, papers: Iterable[Paper], stream: io.StringIO, options: CsvOptions) -> None: ...


def plugging_in() -> None:
    first: Exporter = NoWrite()  # wrong: it has no `write`
    second: Exporter = NoSuffixes()  # wrong: it has no `suffixes`
    third: Exporter = WritesText()  # wrong: exporters write bytes
    first.name = second.name + third.name  # wrong: a name is read-only
