"""`paperdigest check`: what there is to know about reading some files."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click
from attrs import define, field

from paperdigest.cli.inputs import find_inputs, inputs_argument, reader_option
from paperdigest.cli.terminal import printable, put, say
from paperdigest.diagnostics import Severity, render
from paperdigest.errors import DecodeError, ReaderError

if TYPE_CHECKING:
    from paperdigest.cli.inputs import Input
    from paperdigest.model import Document

__all__ = ["check"]


def __dir__() -> list[str]:
    return __all__


@define
class _Tally:
    """Counts for the summary.

    Attributes:
        files: those that were read.
        papers: the papers in them.
        unreadable: files that could not be read at all.
        findings: how many of each severity.
    """

    files: int = 0
    papers: int = 0
    unreadable: int = 0
    findings: dict[Severity, int] = field(factory=lambda: dict.fromkeys(reversed(Severity), 0))

    def add(self, document: Document) -> None:
        self.files += 1
        self.papers += len(document.papers)
        for finding in document.diagnostics:
            self.findings[finding.severity] += 1

    def fails(self, threshold: Severity) -> bool:
        found = any(count for severity, count in self.findings.items() if severity >= threshold)
        return found or self.unreadable > 0

    def summary(self) -> str:
        counts = [f"{count} {severity}" for severity, count in self.findings.items() if count]
        if self.unreadable:
            counts.insert(0, f"{self.unreadable} unreadable")
        return f"files: {self.files}, papers: {self.papers}; findings: {', '.join(counts) or 'none'}"


@click.command()
@inputs_argument
@reader_option
@click.option(
    "--fail-on",
    type=click.Choice([str(severity) for severity in Severity]),
    default=str(Severity.WARNING),
    show_default=True,
    help="The least severity that makes the exit code 1.",
)
def check(inputs: tuple[str, ...], reader: str | None, fail_on: str) -> None:
    """Reports what reading the INPUTs had to guess, or could not read.

    Each finding shows its place, the line, and a code that 'paperdigest explain' explains. A file that cannot
    be read at all does not keep the others from being checked.

    Exit code 0: nothing found; 1: a file that cannot be read, or findings of the severity of --fail-on or
    worse; 2: wrong usage.
    """
    tally = _Tally()
    for found in find_inputs(inputs, reader):
        _check(found, tally)
    say(tally.summary())
    if tally.fails(Severity[fail_on.upper()]):
        raise click.exceptions.Exit(1)


def _check(found: Input, tally: _Tally) -> None:
    try:
        document = found.read()
    except (DecodeError, ReaderError, click.ClickException) as error:
        tally.unreadable += 1
        say(f"Error: {error}")
        return
    tally.add(document)
    if document.diagnostics:
        findings = render(document.diagnostics, document.source, printable(document.name))
        put("".join(f"{finding}\n" for finding in findings))
