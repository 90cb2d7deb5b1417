"""Where a reader notes its findings while it goes through the lines of a text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from paperdigest.diagnostics import Code, Diagnostic
from paperdigest.source import Span

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["Findings"]


class Findings:
    """Collects findings about lines; lives as long as one reading does.

    Args:
        lines: the lines of the text, without their ends.
        starts: the offset of each line.
    """

    def __init__(self, lines: Sequence[str], starts: Sequence[int]) -> None:
        self._lines = lines
        self._starts = starts
        self._found: list[Diagnostic] = []
        self._said: set[tuple[str, tuple[str, ...]]] = set()

    def add(self, code: Code, line: int, *arguments: str) -> None:
        """Notes a finding about line `line`, counted from 0; an empty text has a line 0 as well."""
        start = self._starts[line]
        length = len(self._lines[line]) if self._lines else 0
        self._found.append(Diagnostic(code, Span(start, start + length), arguments))

    def add_once(self, code: Code, line: int, *arguments: str) -> None:
        """Notes a finding that is about its arguments, wherever they stand: where they stand first."""
        if (code.id, arguments) not in self._said:
            self._said.add((code.id, arguments))
            self.add(code, line, *arguments)

    def sorted(self) -> tuple[Diagnostic, ...]:
        """All of them in the order of the source."""
        return tuple(sorted(self._found, key=lambda found: (found.span.start, found.code.id)))
