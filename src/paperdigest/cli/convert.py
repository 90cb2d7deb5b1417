"""`paperdigest convert`: digests to another format, as a stream."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import click
from attrs import define

from paperdigest.archive import select
from paperdigest.cli.flags import FlagsCommand, chosen_exporter
from paperdigest.cli.inputs import find_inputs, inputs_argument
from paperdigest.cli.outputs import STDOUT, output
from paperdigest.cli.terminal import say
from paperdigest.diagnostics import Severity

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from paperdigest.cli.inputs import Input
    from paperdigest.model import Document, Paper

__all__ = ["convert"]


def __dir__() -> list[str]:
    return __all__


def _date(text: str) -> dt.date:
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        raise click.BadParameter(f"{text!r} is no date; write it as 2024-03-08.") from None


@define
class _Tally:
    """Counts what passes through, for the messages at the end.

    Attributes:
        findings: those that are a guess or worse.
        files: those that have such findings.
        papers: those that were written.
    """

    findings: int = 0
    files: int = 0
    papers: int = 0

    def documents(self, inputs: Iterable[Input], *, strict: bool) -> Iterator[Document]:
        for found in inputs:
            document = found.read(strict=strict)
            guesses = sum(finding.severity >= Severity.WARNING for finding in document.diagnostics)
            self.findings += guesses
            self.files += guesses > 0
            yield document

    def counted(self, papers: Iterable[Paper]) -> Iterator[Paper]:
        for paper in papers:
            self.papers += 1
            yield paper

    def report(self) -> None:
        if self.findings:
            say(
                f"{self.findings} {_plural(self.findings, 'finding')} in "
                f"{self.files} {_plural(self.files, 'file')}; run paperdigest check"
            )
        if not self.papers:
            say("no papers were written: none in the input, or none that meets the conditions")


def _plural(count: int, noun: str) -> str:
    return noun if count == 1 else f"{noun}s"


@click.command(
    cls=FlagsCommand,
    epilog="'paperdigest convert -t FORMAT --help' shows the options of a format, too.",
)
@inputs_argument
@click.option("-t", "--to", "format_name", metavar="FORMAT", help="Format; else the suffix of FILE tells it.")
@click.option(
    "-o",
    "--output",
    "target",
    metavar="FILE",
    default=STDOUT,
    help="File to write; - is stdout.  [default: -]",
)
@click.option("--since", type=_date, metavar="DATE", help="Leave out papers of days before, and of no day.")
@click.option("--until", type=_date, metavar="DATE", help="Leave out papers of days after, and of no day.")
@click.option("--min-votes", type=int, metavar="N", help="Leave out papers with fewer or unknown votes.")
@click.option("--limit", type=click.IntRange(min=0), metavar="N", help="Stop after N papers.")
@click.option("--strict", is_flag=True, help="Fail where reading had to guess, and write nothing to FILE.")
@click.pass_context
def convert(  # noqa: PLR0913 - as many as it has flags
    ctx: click.Context,
    /,
    *,
    inputs: tuple[str, ...],
    target: str,
    since: dt.date | None,
    until: dt.date | None,
    min_votes: int | None,
    limit: int | None,
    strict: bool,
    **_: object,
) -> None:
    """Writes the papers of all INPUTs in one format.

    Papers come in the order of the inputs. A FILE that exists is replaced when all went well, else it stays
    as it was.
    """
    exporter, options = chosen_exporter(ctx)
    if since is not None and until is not None and since > until:
        raise click.UsageError(f"No day is both since {since} and until {until}.", ctx)
    tally = _Tally()
    documents = tally.documents(find_inputs(inputs), strict=strict)
    papers = (paper for document in documents for paper in document.papers)
    wanted = select(papers, since=since, until=until, min_votes=min_votes, limit=limit)
    with output(target) as stream:
        exporter.write(tally.counted(wanted), stream, options)
    tally.report()
