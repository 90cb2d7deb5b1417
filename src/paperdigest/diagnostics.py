"""Findings: what a reader saw that a person may want to know of.

A finding is a value (code, span, arguments); its wording is made when somebody asks. The codes stand in
one table, `paperdigest.codes`. Wording may change between releases, ids and severities do not.
"""

from __future__ import annotations

import enum
from typing import TYPE_CHECKING

from attrs import field, frozen

from paperdigest._pickles import reads_old_pickles
from paperdigest.source import LineTable, Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

__all__ = ["Code", "Diagnostic", "Severity", "render"]


def __dir__() -> list[str]:
    return __all__


class Severity(enum.IntEnum):
    """How bad a finding is; the greater, the worse."""

    INFO = 1
    """Odd, but read for certain."""
    WARNING = 2
    """Read by a guess: look whether the guess is right."""
    ERROR = 3
    """Something could not be read."""

    def __str__(self) -> str:
        return self.name.lower()


@reads_old_pickles
@frozen(kw_only=True)
class Code:
    """A kind of finding. Two are equal if id and severity are: wording may differ between releases.

    Attributes:
        id: `PD` and three digits; never reused for another meaning.
        severity: of every finding of this kind.
        template: the one-line message, with `{0}`, `{1}` for the arguments, or `{all}` for all with commas between.
        help: a paragraph that says what it means and what to do.
        example: a short text that gives this finding when it is read; empty if it takes more than a text.
    """

    id: str
    severity: Severity
    template: str = field(eq=False, repr=False)
    help: str = field(eq=False, repr=False)
    example: str = field(eq=False, repr=False)


@reads_old_pickles
@frozen
class Diagnostic:
    """One finding.

    Attributes:
        code: the kind of finding.
        span: the part of the source that it is about.
        arguments: what the message names, in the order of the template.
    """

    code: Code
    span: Span
    arguments: tuple[str, ...] = ()

    @property
    def severity(self) -> Severity:
        """That of the code."""
        return self.code.severity

    @property
    def message(self) -> str:
        """One line of English, without the place."""
        shown = [_shown(argument) for argument in self.arguments]
        return self.code.template.format(*shown, all=", ".join(shown))


# A message is one line of a terminal: longer quotations are cut, and control characters shown as escapes
# so that a hostile file cannot move the cursor.
_QUOTED = 60
_TAB_STOP = 8
_LINE_SHOWN = 160


def _shown(text: str) -> str:
    cut = text if len(text) <= _QUOTED else text[: _QUOTED - 1] + "…"
    return _printable(cut)


def _printable(text: str) -> str:
    return "".join(c if c.isprintable() else ascii(c)[1:-1] for c in text)


def render(diagnostics: Iterable[Diagnostic], text: str, name: str) -> Iterator[str]:
    """Findings as people read them, each a string of three lines: place and message, the line, a caret.

    Args:
        diagnostics: findings about `text`.
        text: the source that their spans point into.
        name: what stands before the line number, usually the path.

    Yields:
        `name:line:column: severity PD201 message`, the line at fault, and carets under the span.
    """
    table = LineTable(text)
    for diagnostic in diagnostics:
        place = table.position(diagnostic.span.start)
        head = f"{name}:{place.line}:{place.column}: {diagnostic.severity} {diagnostic.code.id} {diagnostic.message}"
        yield "\n".join([head, *_excerpt(table.line(place.line), place.column - 1, diagnostic.span)])


def _excerpt(line: str, column: int, span: Span) -> tuple[str, str]:
    """The line and the carets below it; of a long line, a window around the place."""
    start = max(0, column - _LINE_SHOWN // 2) if len(line) > _LINE_SHOWN else 0
    window = line[start : start + _LINE_SHOWN]
    before = _printable(window[: column - start].expandtabs(_TAB_STOP))
    marked = _printable(window[column - start : column - start + span.end - span.start].expandtabs(1))
    after = _printable(window[column - start + span.end - span.start :].expandtabs(_TAB_STOP))
    return f"  {before}{marked}{after}", f"  {' ' * _cells(before)}{'^' * max(1, _cells(marked))}"


def _cells(text: str) -> int:
    """Columns in a terminal: Hangul and Han characters take two."""
    import unicodedata  # noqa: PLC0415 - only a person who looks at findings pays for it

    return sum(
        0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text
    )
