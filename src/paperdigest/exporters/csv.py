"""CSV for spreadsheets and data frames, after RFC 4180: a header, CRLF, quotes where needed.

One row a paper. An empty cell means that the digest does not say. The columns:

    date        2024-03-08
    arxiv_id    2403.04652, with `v2` if the digest names the version
    title       plain text
    url         as written
    votes       a whole number
    authors     names as written, joined by `list_separator`
    image       URLs of pictures, joined by `list_separator`
    video       URLs of videos, joined by `list_separator`
    summary     plain text, a point a line (LF): `label: text`; nested ones indented by two spaces a level
    links       URLs, joined by `list_separator`

What is not a column is not written; `json` has everything. Values are joined as they are: where one may hold
the separator, choose another, such as `list_separator=" | "` or a line feed.

What a cell cannot carry: control characters other than TAB, LF and CR are dropped (a NUL ends a cell or the
file in many programs, and no workbook can hold the rest). Lone surrogates become U+FFFD, for UTF-8 has no
form for them. (Titles and summaries have lost both when they became plain text.) Excel itself cuts a cell
after 32,767 characters; nothing is cut here.

Formulas: a text that a spreadsheet would run gets an apostrophe in front (see `_FORMULA`), and so is not
equal to what the digest says; `escape_formulas=False` gives the exact text to programs that run nothing.
Votes and dates are made here and stay as they are: `-3` is a number. The guard holds for a file that is
opened with the delimiter it was written with; another one cuts cells elsewhere.

Excel: `excel=True` writes a byte order mark, without which Excel takes the bytes for the system's code page
and shows Korean as garbage; and it writes ids as `arXiv:2403.10000`, since Excel makes of `2403.10000` the
number 2403.1. Where the system writes decimal commas, Excel wants `delimiter=";"` besides.
"""

from __future__ import annotations

import csv
import re
from typing import TYPE_CHECKING, BinaryIO

from attrs import frozen

from paperdigest.exporters.options import option
from paperdigest.model import MediaKind
from paperdigest.text import to_text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    import attrs

    from paperdigest.model import Paper, Point

__all__ = ["CsvExporter", "CsvOptions"]


def __dir__() -> list[str]:
    return __all__


_COLUMNS = ("date", "arxiv_id", "title", "url", "votes", "authors", "image", "video", "summary", "links")

# OWASP, "CSV Injection", https://owasp.org/www-community/attacks/CSV_Injection
#     starts a formula = "=" / "+" / "-" / "@", also in their full-width forms / TAB / CR / LF
# Some programs trim a cell before they look, so white space (and U+FEFF) in front is no shelter.
_FORMULA = re.compile(r"[\t\r\n]|[\s\ufeff]*[=+\-@＝＋－＠]")
_DROPPED = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_SURROGATE = re.compile(r"[\ud800-\udfff]")

# No digest is nested so deep; a hand-made chain of points must not write spaces without end.
_DEEPEST_INDENT = 16


def _check_delimiter(_: CsvOptions, __: attrs.Attribute[str], value: str) -> None:
    if len(value) != 1 or value in '"\r\n' or _DROPPED.match(value) or _SURROGATE.match(value):
        raise ValueError("must be one character, and no quote, line end or control character")


def _check_columns(_: CsvOptions, __: attrs.Attribute[tuple[str, ...]], value: tuple[str, ...]) -> None:
    unknown = [name for name in value if name not in _COLUMNS]
    if unknown:
        raise ValueError(f"there is no {unknown[0]!r} (columns: {', '.join(_COLUMNS)})")
    if not value or len(set(value)) < len(value):
        raise ValueError("must name at least one column, and each once")


@frozen(kw_only=True)
class CsvOptions:
    """Options of `csv`."""

    delimiter: str = option(",", "the character between cells", _check_delimiter)
    list_separator: str = option("; ", "the text between authors, links, pictures and videos in a cell")
    columns: tuple[str, ...] = option(_COLUMNS, "the columns to write, in this order", _check_columns)
    excel: bool = option(
        default=False, help="write for Excel: a byte order mark, and ids that it takes for no numbers"
    )
    escape_formulas: bool = option(
        default=True, help="put an apostrophe before a text that a spreadsheet would run as a formula"
    )


@frozen
class CsvExporter:
    """Writes a header and one row a paper."""

    name = "csv"
    title = "CSV"
    media_type = "text/csv"
    suffixes = (".csv",)
    options = CsvOptions

    def write(self, papers: Iterable[Paper], stream: BinaryIO, options: CsvOptions) -> None:
        """Writes paper by paper."""
        if options.excel:
            stream.write(b"\xef\xbb\xbf")
        rows = csv.writer(_Utf8(stream), delimiter=options.delimiter, lineterminator="\r\n")
        rows.writerow(options.columns)
        for paper in papers:
            rows.writerow([_CELLS[column](paper, options) for column in options.columns])


@frozen
class _Utf8:
    """What `csv.writer` writes to: text in, bytes out. `io.TextIOWrapper` would close the caller's stream."""

    stream: BinaryIO

    def write(self, row: str) -> None:
        self.stream.write(row.encode("utf-8"))


def _cell(text: str, options: CsvOptions) -> str:
    """A text that comes from a digest, made safe to write."""
    text = _SURROGATE.sub("\ufffd", _DROPPED.sub("", text))
    return f"'{text}" if options.escape_formulas and _FORMULA.match(text) else text


def _date(paper: Paper, _: CsvOptions) -> str:
    return "" if paper.date is None else paper.date.isoformat()


def _arxiv_id(paper: Paper, options: CsvOptions) -> str:
    if paper.arxiv_id is None:
        return ""
    return f"arXiv:{paper.arxiv_id}" if options.excel else str(paper.arxiv_id)


def _title(paper: Paper, options: CsvOptions) -> str:
    return _cell(to_text(paper.title), options)


def _url(paper: Paper, options: CsvOptions) -> str:
    return _cell(paper.url or "", options)


def _votes(paper: Paper, _: CsvOptions) -> str:
    return "" if paper.votes is None else str(paper.votes)


def _authors(paper: Paper, options: CsvOptions) -> str:
    return _cell(options.list_separator.join(paper.authors), options)


def _image(paper: Paper, options: CsvOptions) -> str:
    return _media(paper, MediaKind.IMAGE, options)


def _video(paper: Paper, options: CsvOptions) -> str:
    return _media(paper, MediaKind.VIDEO, options)


def _media(paper: Paper, kind: MediaKind, options: CsvOptions) -> str:
    return _cell(options.list_separator.join(item.url for item in paper.media if item.kind is kind), options)


def _summary(paper: Paper, options: CsvOptions) -> str:
    return _cell("\n".join(_lines(paper.summary)), options)


def _lines(points: tuple[Point, ...]) -> Iterator[str]:
    # A stack, not recursion: nothing limits how deep a caller nests points.
    waiting = [(point, 0) for point in reversed(points)]
    while waiting:
        point, depth = waiting.pop()
        text = to_text(point.text)
        if point.label is not None:
            label = to_text(point.label)
            text = f"{label}: {text}" if text else f"{label}:"
        yield "  " * min(depth, _DEEPEST_INDENT) + text
        waiting.extend((child, depth + 1) for child in reversed(point.children))


def _links(paper: Paper, options: CsvOptions) -> str:
    return _cell(options.list_separator.join(link.url for link in paper.links), options)


_CELLS: dict[str, Callable[[Paper, CsvOptions], str]] = {
    "date": _date,
    "arxiv_id": _arxiv_id,
    "title": _title,
    "url": _url,
    "votes": _votes,
    "authors": _authors,
    "image": _image,
    "video": _video,
    "summary": _summary,
    "links": _links,
}
