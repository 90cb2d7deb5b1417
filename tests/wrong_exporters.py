"""Exporters that each do one thing wrong, and one that does nothing wrong, for the tests of the conformance kit."""

from __future__ import annotations

import contextlib
import datetime as dt
import io
import itertools
import sys
import time
import warnings
from typing import TYPE_CHECKING, Any, BinaryIO, Literal

import attrs
from attrs import frozen

from paperdigest.errors import SchemaError
from paperdigest.exporters.json import JsonExporter, JsonOptions
from paperdigest.exporters.options import option
from paperdigest.model import Paper

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from paperdigest.model import Point


@frozen(kw_only=True)
class LinesOptions:
    loud: bool = option(False, "write in upper case")
    end: Literal["lf", "crlf"] = option("lf", "what ends a line")
    mark: str | None = option(None, "what stands before a title")


class Lines:
    """A good one: a title a line. Those below change what is named in their docstring."""

    name = "lines"
    title = "Lines"
    media_type = "text/plain"
    suffixes: tuple[str, ...] = (".lines",)
    options: Any = LinesOptions

    def line(self, paper: Paper, options: Any) -> bytes:
        title = paper.title.upper() if options.loud else paper.title
        text = f"{options.mark or ''}{title!a}, {paper.date}"
        return text.encode() + {"lf": b"\n", "crlf": b"\r\n"}[options.end]

    def write(self, papers: Iterable[Paper], stream: BinaryIO, options: Any) -> None:
        stream.writelines(self.line(paper, options) for paper in papers)


def lines(**attributes: Any) -> Any:
    """`Lines` with other attributes."""
    return type("Wrong", (Lines,), attributes)()


@frozen(kw_only=True)
class TerseOptions:
    terse: bool = option(False, "write the titles alone")


class Terse(Lines):
    """A good one, too: what an option leaves out cannot be read back."""

    options: Any = TerseOptions

    def write(self, papers: Iterable[Paper], stream: BinaryIO, options: Any) -> None:
        kept = (Paper(title=paper.title) for paper in papers) if options.terse else papers
        JsonExporter().write(kept, stream, JsonOptions())


# --- what is declared


@attrs.define(kw_only=True)
class NotFrozen:
    loud: bool = option(False, "write in upper case")
    end: Literal["lf", "crlf"] = option("lf", "what ends a line")
    mark: str | None = option(None, "what stands before a title")


@attrs.define(kw_only=True, slots=False)
class NotFrozenNorSlotted(NotFrozen):
    pass


def with_option(name: str = "own", default: Any = "a", help: str = "a help", **more: Any) -> Any:  # noqa: A002
    """`Lines` whose options class has one option more."""
    kind = more.pop("kind", Literal["a", "b"])
    made = attrs.make_class(
        "Options",
        {name: attrs.field(default=default, metadata={"paperdigest.help": help}, type=kind, **more)},
        bases=(LinesOptions,),
        frozen=True,
        kw_only=True,
    )
    return lines(options=made)


def refuse_b(_: object, __: object, value: str) -> None:
    if value == "b":
        raise ValueError("not that one")


def fail(_: object, __: object, value: str) -> None:
    if value == "b":
        raise ZeroDivisionError


# --- what papers do to it


class Encodes(Lines):
    """Lone surrogates are no UTF-8."""

    def line(self, paper: Paper, options: Any) -> bytes:
        return paper.title.encode() + b"\n"


class Recurses(Lines):
    """Points may be nested deeper than calls."""

    def line(self, paper: Paper, options: Any) -> bytes:
        def count(points: Sequence[Point]) -> int:
            return sum(1 + count(point.children) for point in points)

        return b"%d\n" % count(paper.summary)


class WantsDates(Lines):
    """A field that may be None."""

    def line(self, paper: Paper, options: Any) -> bytes:
        return paper.date.isoformat().encode()  # type: ignore[union-attr]


class FailsLoudly(Lines):
    """One option does not work."""

    def line(self, paper: Paper, options: Any) -> bytes:
        if options.loud:
            raise NotImplementedError("loud")
        return super().line(paper, options)


class Exits(Lines):
    """Ends the program."""

    def line(self, paper: Paper, options: Any) -> bytes:
        sys.exit("no such luck")


class Refuses(Lines):
    """Only points without end may be refused."""

    def line(self, paper: Paper, options: Any) -> bytes:
        if len(paper.authors) > 100:
            raise SchemaError("too many authors")
        return super().line(paper, options)


class RefusesTheAbyss(Lines):
    """It may do that, and is right."""

    def line(self, paper: Paper, options: Any) -> bytes:
        if paper.title == "Bottomless":
            raise SchemaError("too deep")
        return super().line(paper, options)


# --- what it does to papers, streams and everything else


class Tidies(Lines):
    """Changes a paper."""

    def line(self, paper: Paper, options: Any) -> bytes:
        object.__setattr__(paper, "title", paper.title.strip())
        return super().line(paper, options)


class Remembers(Lines):
    """Changes the options."""

    def line(self, paper: Paper, options: Any) -> bytes:
        object.__setattr__(options, "mark", "seen")
        return b"x\n"


class WritesText(Lines):
    def write(self, papers: Iterable[Paper], stream: Any, options: Any) -> None:
        for paper in papers:
            stream.write(repr(paper.title))


class WritesLinesOfText(Lines):
    def write(self, papers: Iterable[Paper], stream: Any, options: Any) -> None:
        stream.writelines(repr(paper.title) for paper in papers)


class Closes(Lines):
    def write(self, papers: Iterable[Paper], stream: BinaryIO, options: Any) -> None:
        super().write(papers, stream, options)
        stream.close()


class WrapsWithoutDetaching(Lines):
    """The wrapper closes the stream when it is thrown away."""

    def write(self, papers: Iterable[Paper], stream: BinaryIO, options: Any) -> None:
        text = io.TextIOWrapper(stream, encoding="utf-8")
        for paper in papers:
            text.write(repr(paper.title))
        text.flush()


class Seeks(Lines):
    """Where it can, it begins at the beginning."""

    def write(self, papers: Iterable[Paper], stream: BinaryIO, options: Any) -> None:
        if stream.seekable():
            stream.seek(0)
        super().write(papers, stream, options)


class Truncates(Lines):
    def write(self, papers: Iterable[Paper], stream: BinaryIO, options: Any) -> None:
        if stream.seekable():
            stream.truncate()
        super().write(papers, stream, options)


class Reads(Lines):
    def write(self, papers: Iterable[Paper], stream: BinaryIO, options: Any) -> None:
        if stream.readable():
            stream.read()
        super().write(papers, stream, options)


class Tells(Lines):
    """A pipe has no position."""

    def write(self, papers: Iterable[Paper], stream: BinaryIO, options: Any) -> None:
        begin = stream.tell()
        super().write(papers, stream, options)
        assert stream.tell() >= begin


class LooksForPipes(Lines):
    def write(self, papers: Iterable[Paper], stream: BinaryIO, options: Any) -> None:
        super().write(papers if stream.seekable() else (), stream, options)


class Prints(Lines):
    def line(self, paper: Paper, options: Any) -> bytes:
        print("writing")
        return super().line(paper, options)


class PrintsToStderr(Lines):
    def line(self, paper: Paper, options: Any) -> bytes:
        sys.stderr.write("writing")
        return super().line(paper, options)


class Warns(Lines):
    def line(self, paper: Paper, options: Any) -> bytes:
        warnings.warn("this will go", DeprecationWarning, stacklevel=1)
        return super().line(paper, options)


class Counts(Lines):
    """Has a state."""

    def __init__(self) -> None:
        self.numbers = itertools.count()

    def line(self, paper: Paper, options: Any) -> bytes:
        return b"%d %b" % (next(self.numbers), super().line(paper, options))


class Measures(Lines):
    """Takes no iterator."""

    def write(self, papers: Any, stream: BinaryIO, options: Any) -> None:
        stream.write(b"%d\n" % len(papers))


class GoesTwice(Lines):
    """Takes no iterator, and does not notice."""

    def write(self, papers: Iterable[Paper], stream: BinaryIO, options: Any) -> None:
        count = sum(1 for _ in papers)
        stream.write(b"%d\n" % count)
        super().write(papers, stream, options)


class Swallows(Lines):
    """Stops where the papers fail."""

    def write(self, papers: Iterable[Paper], stream: BinaryIO, options: Any) -> None:
        iterator = iter(papers)
        while True:
            try:
                paper = next(iterator, None)
            except Exception:  # noqa: BLE001, RUF100
                return
            if paper is None:
                return
            stream.write(self.line(paper, options))


class Converts(Lines):
    """Makes another error of one that is not its own."""

    def write(self, papers: Iterable[Paper], stream: BinaryIO, options: Any) -> None:
        def mine() -> Iterator[Paper]:
            try:
                yield from papers
            except Exception as error:
                raise ValueError("bad papers") from error

        super().write(mine(), stream, options)


class SwallowsOfStream(Lines):
    def write(self, papers: Iterable[Paper], stream: BinaryIO, options: Any) -> None:
        for paper in papers:
            with contextlib.suppress(OSError):
                stream.write(self.line(paper, options))


class ConvertsOfStream(Lines):
    def write(self, papers: Iterable[Paper], stream: BinaryIO, options: Any) -> None:
        for paper in papers:
            line = self.line(paper, options)
            try:
                stream.write(line)
            except OSError as error:
                raise RuntimeError("cannot write") from error


class ForgetsTheEnd(Lines):
    """What does not fit at the very end is nobody's business."""

    def write(self, papers: Iterable[Paper], stream: BinaryIO, options: Any) -> None:
        *others, last = b"".join(self.line(paper, options) for paper in papers) or b"\n"
        stream.write(bytes(others))
        with contextlib.suppress(OSError):
            stream.write(bytes([last]))


class Collects(Lines):
    """Holds all papers."""

    def write(self, papers: Iterable[Paper], stream: BinaryIO, options: Any) -> None:
        super().write(list(papers), stream, options)


class HoldsBack(Lines):
    """Holds all bytes."""

    def write(self, papers: Iterable[Paper], stream: BinaryIO, options: Any) -> None:
        stream.write(b"".join([self.line(paper, options) for paper in papers]))


class ChokesOnMany(Lines):
    def write(self, papers: Iterable[Paper], stream: BinaryIO, options: Any) -> None:
        for number, paper in enumerate(papers):
            if number > 200:
                raise OverflowError
            stream.write(self.line(paper, options))


class Today(Lines):
    def line(self, paper: Paper, options: Any) -> bytes:
        return f"{dt.date.today()} {paper.title!a}\n".encode()  # noqa: DTZ011


class Now(Lines):
    def line(self, paper: Paper, options: Any) -> bytes:
        return f"{dt.datetime.now(dt.UTC):%Y} {paper.title!a}\n".encode()


class Stamps(Lines):
    def line(self, paper: Paper, options: Any) -> bytes:
        return b"%d %b" % (time.time() // 10**6, super().line(paper, options))


class HashOrder(Lines):
    """The order of a set of texts is another in each process."""

    def line(self, paper: Paper, options: Any) -> bytes:
        return " ".join({f"word{number}" for number in range(50)}).encode() + b"\n"


class LocalEncoding(Lines):
    """Encodes as the locale says."""

    def write(self, papers: Iterable[Paper], stream: BinaryIO, options: Any) -> None:
        text = io.TextIOWrapper(stream, errors="replace")
        for paper in papers:
            text.write(paper.title)
        text.detach()


class LocalZone(Lines):
    def line(self, paper: Paper, options: Any) -> bytes:
        return dt.datetime.fromtimestamp(0).isoformat().encode() + b"\n"  # noqa: DTZ006


class Flushes(Lines):
    """A good one: nobody has to wait for a buffer."""

    def write(self, papers: Iterable[Paper], stream: BinaryIO, options: Any) -> None:
        for paper in papers:
            stream.write(self.line(paper, options))
            stream.flush()
