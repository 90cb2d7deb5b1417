"""Code as users write it. Type checkers must find nothing in it, and tests/test_typing.py runs it.

It is checked as code of a user is: without the settings of this project, against the installed package.
"""

from __future__ import annotations

import datetime as dt
import functools
import io
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import BinaryIO, Literal

import attrs
from attrs import frozen

import paperdigest
from paperdigest import (
    ArxivId,
    AuthorsOrder,
    Block,
    Code,
    CombineReport,
    ConfigError,
    DecodeError,
    Diagnostic,
    Digest,
    DigestError,
    Document,
    EmptyArchiveError,
    EnrichReport,
    Exporter,
    ExporterError,
    FeedReport,
    LibraryError,
    Link,
    LinkKind,
    Media,
    MediaKind,
    MetadataError,
    OptionError,
    Paper,
    PaperDigestError,
    Point,
    Position,
    Reader,
    ReaderError,
    SchemaError,
    Severity,
    Span,
    UnknownFormatError,
    UnknownReaderError,
)
from paperdigest.archive import find_files, select
from paperdigest.codes import CODES
from paperdigest.diagnostics import render
from paperdigest.exporters.csv import CsvExporter, CsvOptions
from paperdigest.exporters.feed_options import FeedOptions
from paperdigest.exporters.json import VERSION
from paperdigest.exporters.options import OptionSpec, make_options, option, option_specs, parse_option
from paperdigest.exporters.registry import exporter_for_suffix
from paperdigest.exporters.rss import RssExporter
from paperdigest.merging import MergeReport
from paperdigest.names import Name, parse_name
from paperdigest.selection import Selection, fold
from paperdigest.source import LineTable
from paperdigest.testing import ExporterCheckError, check_exporter, sample_papers
from paperdigest.text import to_html, to_text
from paperdigest.text.links import find_links, link_kind

TEXT = """\
## Daily Papers (2024-03-08)

### [A Study](https://arxiv.org/abs/2403.00001)

Vote: 22

- **New**: all of it.
"""


# --- reading


def read_in_every_way(folder: Path) -> list[Document]:
    path = folder / "digest.md"
    path.write_text(TEXT, encoding="utf-8")
    documents = [paperdigest.load(path), paperdigest.load(str(path), strict=False)]
    with path.open("rb") as binary, path.open(encoding="utf-8", newline="") as text:
        documents += [paperdigest.load(binary), paperdigest.load(text)]
    documents += [paperdigest.loads(TEXT), paperdigest.loads(TEXT.encode(), name="digest.md", strict=True)]
    scanned: Iterator[Document] = paperdigest.scan(folder, str(path))
    documents += scanned
    files: list[Path] = list(find_files(folder))
    load_strictly = functools.partial(paperdigest.load, strict=True)
    return [*documents, *map(load_strictly, files)]


def what_went_wrong(text: bytes) -> str:
    try:
        paperdigest.loads(text, strict=True)
    except DecodeError as error:
        offset: int = error.offset
        return f"{error.name} {offset} {error.line} {error.reason}"
    except DigestError as error:
        findings: tuple[Diagnostic, ...] = error.diagnostics
        return f"{len(findings)} {error.report}"
    except PaperDigestError as error:
        return str(error)
    return ""


# --- the model


def fields_of(paper: Paper) -> dict[str, object]:
    title: str = paper.title
    url: str | None = paper.url
    date: dt.date | None = paper.date
    votes: int = paper.votes or 0
    first: str | None = paper.authors[0] if paper.authors_order is AuthorsOrder.PAPER else None
    complete: bool | None = paper.authors_complete
    pictures = [media.url for media in paper.media if media.kind is MediaKind.IMAGE]
    code = [link.url for link in paper.links if link.kind == LinkKind.CODE]
    extra: dict[str, str] = dict(paper.extra)
    place: Span | None = paper.span
    optional: tuple[str | None, ...] = (paper.translated_title, paper.abstract, paper.doi, paper.journal_ref)
    words: tuple[str, ...] = paper.categories + paper.tags
    number: ArxivId | None = paper.arxiv_id
    facts: list[str | int] = []
    if number is not None:
        version: int | None = number.version
        facts = [number.abs_url, number.pdf_url, number.doi, number.year, number.month, version or 1]
    return {
        "title": title, "url": url, "date": date, "votes": votes, "first": first, "complete": complete,
        "pictures": pictures, "code": code, "extra": extra, "optional": optional, "words": words, "facts": facts,
        "start": None if place is None else place.start,
    }  # fmt: skip


def lines_of(points: Iterable[Point], depth: int = 0) -> Iterator[str]:
    for point in points:
        label: str | None = point.label
        yield f"{'  ' * depth}{label or ''} {to_text(point.text)} {to_html(point.text)}"
        yield from lines_of(point.children, depth + 1)


def made_by_hand() -> Digest:
    paper = Paper(
        title="A Study",
        arxiv_id=ArxivId("2403.00001", version=2),
        date=dt.date(2024, 3, 8),
        authors=("Ana Lima",),
        authors_order=AuthorsOrder.PAPER,
        media=(Media(kind=MediaKind.IMAGE, url="https://example.org/a.png", alt=None),),
        summary=(Point(text="All.", label="New", children=(Point(text="More."),)),),
        links=(*find_links("See https://github.com/x/y."), Link(url="https://example.org")),
        extra=(("Submitted by", "B. Cho"),),
    )
    changed: Paper = attrs.evolve(paper, votes=3)
    assert changed != paper
    assert ArxivId.parse("no id") is None
    kind: LinkKind = link_kind("https://github.com/x/y", "code")
    assert kind is LinkKind.CODE
    return Digest(title=None, date=changed.date, date_end=None, papers=(changed,))


def shown(document: Document) -> Iterator[str]:
    digest: Digest
    for digest in document.digests:
        yield f"{digest.title} {digest.date} {digest.date_end} {len(digest.papers)}"
    block: Block
    for block in document.blocks:
        yield f"{block.kind} {document.source[block.span.start : block.span.end]}"
    position: Position = document.position(3)
    same: Position = LineTable(document.source).position(3)
    yield f"{document.name} {document.reader} {position.line}:{position.column} {position == same}"


# --- findings


def worst(document: Document) -> Severity | None:
    found: Diagnostic
    for found in document.diagnostics:
        code: Code = found.code
        print(code.id, code.help, found.message, found.arguments, document.position(found.span.start).line)
    print(*render(document.diagnostics, document.source, document.name), sep="\n")
    severe = [found for found in document.diagnostics if found.severity >= Severity.WARNING]
    assert all(found.code == CODES[found.code.id] for found in severe)
    return max((found.severity for found in severe), default=None)


# --- writing


def write_in_every_way(document: Document, folder: Path) -> tuple[Paper, ...]:
    paperdigest.dump(document, folder / "papers.bib")
    paperdigest.dump(document.digests[0], str(folder / "feed.xml"), format="rss", title="Papers", limit=3)
    with (folder / "papers.csv").open("wb") as stream:
        paperdigest.dump(document.papers, stream, "csv", columns=("title", "votes"))
    recent = select(document.papers, since=dt.date(2024, 1, 1), until=None, min_votes=1, limit=10)
    text: str = paperdigest.dumps(recent, "json", indent=2)
    assert f'"version": {VERSION}' in text
    try:
        paperdigest.dumps((paper for paper in document.papers), "jsom")
    except (UnknownFormatError, OptionError, ExporterError, SchemaError) as error:
        print(error, isinstance(error, LookupError))
    return paperdigest.from_json(text) + paperdigest.from_json(text.encode())


def written_by_class(papers: Iterable[Paper]) -> tuple[bytes, bytes]:
    table, feed = io.BytesIO(), io.BytesIO()
    held = tuple(papers)
    CsvExporter().write(held, table, CsvOptions(excel=True, delimiter=";"))
    RssExporter().write(held, feed, FeedOptions(order="votes", item_link="pdf"))
    return table.getvalue(), feed.getvalue()


def options_of(name: str) -> dict[str, object]:
    found: Exporter = paperdigest.exporter(name)
    specs: tuple[OptionSpec, ...] = option_specs(found.options)
    for spec in specs:
        print(spec.name, spec.type, spec.choices, spec.nullable, spec.help, spec.expected)
    assert exporter_for_suffix(".csv").name in paperdigest.formats()
    return {spec.name: spec.default for spec in specs}


@frozen(kw_only=True)
class TitlesOptions:
    """Options of a format of one's own."""

    votes: bool = option(default=False, help="put the votes before each title")
    case: Literal["upper", "lower"] | None = option(None, "letters to use")
    words: tuple[str, ...] = option((), "words that a title must have")


@frozen
class TitlesExporter:
    """A format of one's own."""

    name = "titles"
    title = "Titles"
    media_type = "text/plain"
    suffixes = (".titles",)
    options = TitlesOptions

    def write(self, papers: Iterable[Paper], stream: BinaryIO, options: TitlesOptions) -> None:
        for paper in papers:
            if all(word in paper.title for word in options.words):
                votes = f"{paper.votes or 0} " if options.votes else ""
                title = to_text(paper.title)
                stream.write(f"{votes}{title.upper() if options.case == 'upper' else title}\n".encode())


def write_with(found: Exporter, papers: Iterable[Paper]) -> bytes:
    """Takes any exporter, ours and those of others."""
    stream = io.BytesIO()
    spec = option_specs(found.options)[0]
    found.write(papers, stream, make_options(found, {spec.name: parse_option(spec, "yes")}))
    return stream.getvalue()


# --- readers and the schema


@frozen
class ShoutingReader:
    """A reader of one's own, made of another."""

    name = "shouting"
    title = "Shouting"

    def recognises(self, source: str) -> int:
        return 100 if source.isupper() else 0

    def read(self, source: str, name: str) -> Document:
        return paperdigest.reader("daily-papers").read(source.lower(), name)


def read_with(found: Reader, text: str) -> Document:
    """Takes any reader, ours and those of others."""
    try:
        return paperdigest.loads(text, reader=found)
    except (ReaderError, UnknownReaderError) as error:
        raise SystemExit(f"{error} {paperdigest.reader_names()}") from error


def schema_title() -> object:
    schema: dict[str, object] = paperdigest.json_schema()
    return schema.get("title")


# --- libraries


def merged(document: Document) -> str:
    report: MergeReport
    try:
        text, report = paperdigest.merge_bibtex("@misc{a, title = {A}}\n", document, update=True)
    except LibraryError as error:
        return f"{error.line} {error.reason}"
    return f"{text} {[item.key + item.what for item in report.added]} {report.present} {report.conflicts}"


def combined(documents: Iterable[Document]) -> tuple[Paper, ...]:
    report: CombineReport
    made, report = paperdigest.combine(documents)
    for each in report.disagreements:
        others = [f"{other.value} {other.source}" for other in each.others]
        print(each.paper, each.field, each.taken.value, others)
    print(report.appearances, report.papers, [shared + papers[0] for shared, papers in report.doubts])
    return made


def enriched(papers: Iterable[Paper]) -> tuple[Paper, ...]:
    report: EnrichReport
    try:
        made, report = paperdigest.enrich(papers, io.BytesIO(b'{"id": "2403.00001"}\n'))
    except MetadataError as error:
        raise SystemExit(str(error)) from error
    print(report.enriched, report.found, report.missing, report.not_arxiv, report.unreadable)
    return made


def published(document: Document, folder: Path) -> list[str]:
    report: FeedReport = paperdigest.write_feeds(
        document, folder, base_url="https://example.org/", limit=10, language="ko"
    )
    try:
        paperdigest.write_feeds([folder], folder, base_url="https://example.org/", config=folder / "feed.xml")
    except (EmptyArchiveError, OptionError) as error:
        return [str(error)]
    except ConfigError as error:
        place: str | None = error.place
        print(error.name, place, error.reason)
    counted: tuple[tuple[str, int], ...] = report.feeds
    return [*report.written, *report.unchanged, *report.removed, *(name for name, _ in counted)]


def chosen(papers: Iterable[Paper]) -> list[Paper]:
    wanted = Selection(min_votes=1, text=("study",), author=("lima",), category=("cs.CL",))
    return [paper for paper in papers if wanted.admits(paper) or fold(paper.title) == "a study"]


def checked() -> tuple[str, ...]:
    try:
        check_exporter(TitlesExporter())
    except ExporterCheckError as error:
        return (error.exporter, error.check, error.sample, error.reason)
    return tuple(name for name, _ in sample_papers())


def surname(name: str) -> str | None:
    parsed: Name = parse_name(name)
    return parsed.surname or parsed.literal


def main(folder: Path) -> None:
    """Does all of it."""
    documents = read_in_every_way(folder)
    document = documents[0]
    print(paperdigest.__version__, what_went_wrong(b"\xff"), what_went_wrong(b"no digest"))
    print([fields_of(paper) for paper in document.papers], *lines_of(document.papers[0].summary))
    print(*shown(document), worst(paperdigest.loads(CODES["PD201"].example)))
    print(write_in_every_way(document, folder), written_by_class(made_by_hand().papers), options_of("rss"))
    print(
        write_with(TitlesExporter(), document.papers),
        merged(document),
        enriched(document.papers),
        combined([document]),
    )
    print(published(document, folder / "public"), chosen(document.papers), checked())
    print(surname("Ana Lima"), read_with(ShoutingReader(), TEXT.upper()).papers, schema_title())


if __name__ == "__main__":
    main(Path(sys.argv[1]))
