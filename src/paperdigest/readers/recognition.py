"""Which reader reads a text: the one that the caller names, or else the one that recognises it.

The rules are those of the docs page on readers.
"""

from __future__ import annotations

from functools import cached_property, partial
from operator import index
from typing import TYPE_CHECKING

from attrs import evolve, frozen

from paperdigest import codes
from paperdigest.diagnostics import Diagnostic
from paperdigest.errors import ReaderError
from paperdigest.model import Document
from paperdigest.readers.registry import READERS, reader
from paperdigest.readers.signs import SIGNS, signs_in
from paperdigest.source import LineTable, Span

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from paperdigest.diagnostics import Code
    from paperdigest.readers.protocol import Reader

__all__ = ["reading_by"]


def __dir__() -> list[str]:
    return __all__


# The format of this one has parts that stand alone: papers without a date heading, date headings without papers.
# They are too little to take a text from another reader, and are read where no other reader recognises it.
_LENIENT = "daily-papers"


def reading_by(chosen: str | Reader | None) -> Callable[[str, str], Document]:
    """How texts are read, as a function of a text and its name.

    Args:
        chosen: the name of a reader, or a reader; None leaves it to each text.

    Returns:
        A function that returns for every text, as long as only built-in readers have to do with it. If a plug-in or
        the reader that was given fails to read a text, it raises `ReaderError`. Plug-ins are looked up at most once
        in the life of the function, so many texts are best read by one.

    Raises:
        UnknownReaderError: no reader has that name.
        ReaderError: a plug-in of that name cannot be used.
        TypeError: `chosen` is neither a name nor a reader.
    """
    if chosen is None:
        return _Recognition().read
    if isinstance(chosen, str):
        return partial(_read_by, reader(chosen))
    if isinstance(chosen, type):
        raise TypeError(f"a reader is an object, not a class: make one of {chosen.__qualname__} first")
    fault = READERS.misshapen(chosen)
    if fault is not None:
        raise TypeError(f"{chosen!r} is neither a reader nor the name of one: {fault}")
    return partial(_read_by, chosen)


def _read_by(chosen: Reader, source: str, name: str) -> Document:
    if READERS.is_own(chosen):
        return chosen.read(source, name)  # what escapes here is our bug, and stays as it is
    try:
        document = chosen.read(source, name)
    except Exception as error:
        raise ReaderError(f"reader {chosen.name!r} failed on {name}: {error!r}") from error
    if not isinstance(document, Document):
        raise ReaderError(
            f"reader {chosen.name!r} gave no document for {name}, but {type(document).__name__}"
        )
    return document


@frozen
class _Match:
    """A reader that recognises a text: the name by which it is found, and how many entries it sees."""

    name: str
    reader: Reader
    entries: int


@frozen
class _Fault:
    """What could not be asked about a text, and why."""

    what: str
    why: str


@frozen
class _Plugins:
    """The readers of other packages by their names, and those that cannot be used."""

    readers: dict[str, Reader]
    faults: tuple[_Fault, ...]


@frozen
class _Answers:
    """What plug-ins say of a text: the names of those that looked, and what came of it."""

    names: tuple[str, ...]
    matches: tuple[_Match, ...]
    faults: tuple[_Fault, ...]


@frozen
class _Recognition:
    """Leaves it to each text who reads it; lives as long as one `loads` or one `scan`."""

    def read(self, source: str, name: str) -> Document:
        """Reads a text by the reader that sees the most entries in it; the first of several that see as many."""
        matches = _ask_built_in(source)
        if matches:
            return _read_best(matches, source, name)
        answers = self._ask_plugins(source)
        if answers.matches:
            document = _read_best(answers.matches, source, name)
        else:
            document = _read_leniently(source, name, (*READERS.built_in, *answers.names))
        faults = [_finding(source, codes.READER_FAULT, fault.what, fault.why) for fault in answers.faults]
        return _with_findings(document, faults)

    @cached_property
    def _plugins(self) -> _Plugins:
        """Looked up for the first text that no built-in reader recognises, as it takes longer than to read one."""
        try:
            claimed = READERS.plugins()
        except Exception as error:  # damaged metadata of any package is no reason not to read
            return _Plugins({}, (_Fault("the list of installed packages", repr(error)),))
        readers: dict[str, Reader] = {}
        faults: list[_Fault] = []
        for name, claims in claimed.items():
            try:
                readers[name] = READERS.load(claims)
            except ReaderError as error:
                faults.append(_fault(name, error.__cause__ or error))
        return _Plugins(readers, tuple(faults))

    def _ask_plugins(self, source: str) -> _Answers:
        names: list[str] = []
        matches: list[_Match] = []
        faults = list(self._plugins.faults)
        for name, plugin in self._plugins.readers.items():
            try:
                entries = index(plugin.recognises(source))
            except Exception as error:  # the plug-in's fault, and the finding says so
                faults.append(_fault(name, error))
                continue
            names.append(name)
            if entries > 0:
                matches.append(_Match(name, plugin, entries))
        return _Answers(tuple(names), tuple(matches), tuple(faults))


def _fault(name: str, error: BaseException) -> _Fault:
    # A message has room for the beginning of the reason only; the name stands before it as it is.
    said = str(error).removeprefix(f"reader plug-in {name!r} ")
    return _Fault(f"the reader plug-in {name!r}", said if isinstance(error, ReaderError) else repr(error))


def _ask_built_in(source: str) -> list[_Match]:
    matches = []
    signs = signs_in(source)
    for name in READERS.built_in:
        if name in SIGNS and not SIGNS[name] & signs:
            continue
        own = READERS.own(name)
        if (entries := own.recognises(source)) > 0:
            matches.append(_Match(name, own, entries))
    return matches


def _read_best(matches: Sequence[_Match], source: str, name: str) -> Document:
    if len(matches) == 1:
        return _read_by(matches[0].reader, source, name)
    best = max(matches, key=lambda match: match.entries)
    document = _read_by(best.reader, source, name)
    names = ", ".join(match.name for match in matches)
    return _with_findings(document, [_finding(source, codes.SEVERAL_READERS, names, best.name)])


def _read_leniently(source: str, name: str, asked: tuple[str, ...]) -> Document:
    document = READERS.own(_LENIENT).read(source, name)
    if document.digests:
        return document
    found = (
        evolve(each, arguments=asked) if each.code is codes.NO_DIGEST else each
        for each in document.diagnostics
    )
    return evolve(document, reader=None, diagnostics=tuple(found))


def _finding(source: str, code: Code, *arguments: str) -> Diagnostic:
    """A finding about the whole text; it stands at its first line."""
    return Diagnostic(code, Span(0, len(LineTable(source).line(1))), arguments)


def _with_findings(document: Document, more: Sequence[Diagnostic]) -> Document:
    if not more:
        return document
    found = sorted((*document.diagnostics, *more), key=lambda each: (each.span.start, each.code.id))
    return evolve(document, diagnostics=tuple(found))
