"""The canonical digest in Markdown: what the reader of daily papers reads without a finding.

Reading what is written gives equal papers (docs page on the format, Canonical form), with these exceptions, which the
format cannot say: that the order of authors is the paper's own; two neighbouring authors of one name; the title of the
digest; an arXiv id that is not in the URL; blank lines and bullets inside of points; commas inside of tags and
categories; labels in `extra` that are more than a few words. Line ends inside of a field become spaces, lone surrogates
U+FFFD.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, BinaryIO

from attrs import frozen

from paperdigest.model import MediaKind
from paperdigest.readers.daily_papers.fields import has_video_suffix
from paperdigest.readers.engines.authors import read_authors
from paperdigest.readers.engines.derived_links import derived_links
from paperdigest.readers.engines.findings import Findings
from paperdigest.readers.engines.points import join_label
from paperdigest.text.links import unique_links

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Iterator, Sequence

    from paperdigest.model import Media, Paper, Point

__all__ = ["MarkdownExporter", "MarkdownOptions"]


def __dir__() -> list[str]:
    return __all__


@frozen(kw_only=True)
class MarkdownOptions:
    """There is one canonical form, so there is nothing to choose."""


@frozen
class MarkdownExporter:
    """Writes papers as a digest, with a date heading wherever the date changes."""

    name: str = "markdown"
    title: str = "Markdown digest"
    media_type: str = "text/markdown"
    suffixes: tuple[str, ...] = (".md", ".markdown")
    options: type[MarkdownOptions] = MarkdownOptions

    def write(self, papers: Iterable[Paper], stream: BinaryIO, options: MarkdownOptions) -> None:  # noqa: ARG002
        """Writes all papers, one at a time; see `Exporter.write`."""
        above: tuple[dt.date | None] | None = None
        for paper in papers:
            sections = list(_sections(paper))
            if above != (paper.date,):
                day = f" ({paper.date.isoformat()})" if paper.date else ""
                sections.insert(0, f"## Daily Papers{day}")
            text = "\n\n".join(sections) + "\n"
            stream.write(_encode(text if above is None else "\n" + text))
            above = (paper.date,)


# A lone surrogate is half a character: UTF-8 has no bytes for it.
_SURROGATE = re.compile("[\ud800-\udfff]")


def _encode(text: str) -> bytes:
    return _SURROGATE.sub("\ufffd", text).encode("utf-8")


def _sections(paper: Paper) -> Iterator[str]:
    """The parts of a paper that stand between blank lines."""
    yield f"### [{_one_line(paper.title)}]({_one_line(paper.url or '')})"
    if paper.media:
        yield "\n".join(_media(medium) for medium in paper.media)
    if paper.votes is not None:
        yield f"Vote: {paper.votes}"
    if paper.authors or paper.authors_complete is False:
        yield f"Authors: {_authors(paper.authors, complete=paper.authors_complete is not False)}"
    if fields := list(_fields(paper)):
        yield "\n".join(fields)
    if links := _link_lines(paper):
        yield links
    if paper.summary:
        yield "\n".join(_points(paper.summary))


_LINE_END = re.compile(r"[\r\n]+")


def _one_line(text: str) -> str:
    return _LINE_END.sub(" ", text)


def _media(medium: Media) -> str:
    url = _one_line(medium.url)
    if medium.kind is MediaKind.VIDEO and not (medium.alt and has_video_suffix(url)):
        return f"[Watch Video]({url})"
    return f"![{_one_line(medium.alt or '')}]({url})"


def _authors(authors: Sequence[str], *, complete: bool) -> str:
    """Names with commas between them; as a list of strings where a name would be cut or changed in reading."""
    names = [*map(_one_line, authors), *(() if complete else ("+",))]
    plain = ", ".join(names)
    if read_authors(plain, 0, Findings([plain], [0])) == (tuple(authors), complete):
        return plain
    quoted = (name.replace("\\", "\\\\").replace("'", "\\'") for name in names)
    return "[" + ", ".join(f"'{name}'" for name in quoted) + "]"


def _fields(paper: Paper) -> Iterator[str]:
    known = (
        ("Translated title", paper.translated_title),
        ("Categories", ", ".join(paper.categories) or None),
        ("Tags", ", ".join(paper.tags) or None),
        ("DOI", paper.doi),
        ("Journal reference", paper.journal_ref),
        ("Abstract", paper.abstract),
    )
    for label, value in known:
        if value is not None:
            yield f"{label}: {_one_line(value)}"
    for label, text in paper.extra:
        for line in _LINE_END.split(text):
            yield f"{_one_line(label)}: {line}"


def _link_lines(paper: Paper) -> str:
    """Lines for the links that reading could not cut out of fields and points; often there are none."""
    if tuple(unique_links(derived_links(paper.extra, paper.summary))) == paper.links:
        return ""
    return "\n".join(
        f"[{_one_line(link.label)}]({link.url})" if link.label else link.url for link in paper.links
    )


def _points(points: Sequence[Point]) -> Iterator[str]:
    """The lines of a list; a point's own line ends go on below it.

    Four spaces keep a continued line from being a heading or a fence.
    """
    # A stack, not recursion: callers may nest points deeper than Python nests calls.
    waiting = [(point, 0) for point in reversed(points)]
    while waiting:
        point, depth = waiting.pop()
        body = point.text if point.label is None else join_label(point.label, point.text)
        first, *others = _LINE_END.split(body)
        yield f"{'  ' * depth}- {first}".rstrip(" ")
        for line in others:
            yield f"{' ' * max(4, 2 * depth + 2)}{line}"
        waiting.extend((child, depth + 1) for child in reversed(point.children))
