"""`paperdigest convert`: digests to another format, as a stream."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import click
from attrs import define

from paperdigest.archive import select
from paperdigest.cli.flags import FlagsCommand, chosen_exporter
from paperdigest.cli.inputs import find_inputs, inputs_argument, reader_option
from paperdigest.cli.outputs import STDOUT, output
from paperdigest.cli.terminal import printable, say
from paperdigest.diagnostics import Severity
from paperdigest.enriching import enrich
from paperdigest.exporters.guard import write_papers

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from paperdigest.cli.inputs import Input
    from paperdigest.enriching import EnrichReport
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


def _enriched(papers: Iterable[Paper], source: str) -> tuple[Paper, ...]:
    """The papers with the facts of a file, and a word about it.

    Raises:
        click.ClickException: the system does not let us read the file.
        MetadataError: it is none that we know, or damaged.
    """
    # All are there before the file is opened, so that an OSError is about nothing else.
    held = tuple(papers)
    try:
        made, report = enrich(held, source)
    except OSError as error:
        raise click.ClickException(f"cannot read {source}: {error.strerror}") from error
    say(_summary(report, len(held)))
    if report.unreadable:
        say(
            f"{report.unreadable} {_plural(report.unreadable, 'record')} of {printable(source)} could not be read; "
            f"the first: {printable(report.unreadable_first[0])}"
        )
    return made


# More than that say nothing to a person.
_MOST_IDS = 10


def _summary(report: EnrichReport, count: int) -> str:
    parts = [f"enriched {report.enriched} of {count} {_plural(count, 'paper')}"]
    if report.missing:
        more = len(report.missing) - _MOST_IDS
        ids = ", ".join(str(arxiv_id) for arxiv_id in report.missing[:_MOST_IDS])
        parts.append(f"not found: {ids}" + (f" and {more} more" if more > 0 else ""))
    if report.not_arxiv:
        parts.append(f"not on arXiv: {len(report.not_arxiv)}")
    return "; ".join(parts)


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
@reader_option
@click.option("--since", type=_date, metavar="DATE", help="Leave out papers of days before, and of no day.")
@click.option("--until", type=_date, metavar="DATE", help="Leave out papers of days after, and of no day.")
@click.option("--min-votes", type=int, metavar="N", help="Leave out papers with fewer or unknown votes.")
@click.option("--limit", type=click.IntRange(min=0), metavar="N", help="Stop after N papers.")
@click.option(
    "--enrich",
    "metadata",
    type=click.Path(exists=True, dir_okay=False),
    metavar="FILE",
    help="Take authors, categories and abstracts from arXiv's metadata in FILE.",
)
@click.option("--strict", is_flag=True, help="Fail where reading had to guess, and write nothing to FILE.")
@click.pass_context
def convert(  # noqa: PLR0913 - as many as it has flags
    ctx: click.Context,
    /,
    *,
    inputs: tuple[str, ...],
    target: str,
    reader: str | None,
    since: dt.date | None,
    until: dt.date | None,
    min_votes: int | None,
    limit: int | None,
    metadata: str | None,
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
    documents = tally.documents(find_inputs(inputs, reader), strict=strict)
    papers = (paper for document in documents for paper in document.papers)
    wanted: Iterable[Paper] = select(papers, since=since, until=until, min_votes=min_votes, limit=limit)
    if metadata is not None:
        wanted = _enriched(wanted, metadata)
    with output(target) as stream:
        write_papers(exporter, tally.counted(wanted), stream, options)
    tally.report()
