"""`paperdigest convert`: digests to another format, as a stream."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING

import click
from attrs import define

from paperdigest.archive import select
from paperdigest.cli.flags import FlagsCommand, chosen_exporter
from paperdigest.cli.inputs import find_inputs, inputs_argument, reader_option
from paperdigest.cli.outputs import STDOUT, output
from paperdigest.cli.tally import Tally, plural
from paperdigest.cli.terminal import printable, say, shorten
from paperdigest.combining import combine
from paperdigest.enriching import enrich
from paperdigest.errors import UnknownFormatError
from paperdigest.exporters.guard import write_papers
from paperdigest.exporters.options import make_options
from paperdigest.exporters.registry import exporter_for_suffix
from paperdigest.selection import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from paperdigest.combining import Statement
    from paperdigest.enriching import EnrichReport
    from paperdigest.exporters.protocol import Exporter
    from paperdigest.model import Document, Paper

__all__ = ["convert"]


def __dir__() -> list[str]:
    return __all__


def _date(text: str) -> dt.date:
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        raise click.BadParameter(f"{text!r} is no date; write it as 2024-03-08.") from None


def _texts(_: click.Context, __: click.Parameter, values: tuple[str, ...]) -> tuple[str, ...]:
    if not all(map(fold, values)):
        raise click.BadParameter("it is empty.")
    return values


@define
class _Tally(Tally):
    """Counts what passes through, for the messages at the end.

    Attributes:
        papers: those that were written.
    """

    papers: int = 0

    def counted(self, papers: Iterable[Paper]) -> Iterator[Paper]:
        for paper in papers:
            self.papers += 1
            yield paper

    def report(self) -> None:
        super().report()
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
            f"{report.unreadable} {plural(report.unreadable, 'record')} of {printable(source)} could not be read; "
            f"the first: {printable(report.unreadable_first[0])}"
        )
    return made


def _combined(documents: Iterable[Document]) -> tuple[Paper, ...]:
    """Each paper of all documents once, and a word about it and about every disagreement."""
    made, report = combine(documents)
    say(f"combined {report.appearances} {plural(report.appearances, 'paper')} into {report.papers}")
    for each in report.disagreements:
        others = "; ".join(_said(other) for other in each.others)
        say(f"{printable(each.paper)}: {each.field}: {_said(each.taken)}; but {others}")
    for shared, papers in report.doubts:
        say(f"{printable(shared)} is not that of one paper: {printable(', '.join(papers))}")
    return made


def _said(statement: Statement) -> str:
    return f"{printable(shorten(statement.value, _LONGEST_VALUE))} ({printable(statement.source)})"


_LONGEST_VALUE = 60
# More than that say nothing to a person.
_MOST_IDS = 10


def _summary(report: EnrichReport, count: int) -> str:
    parts = [f"enriched {report.enriched} of {count} {plural(count, 'paper')}"]
    if report.missing:
        more = len(report.missing) - _MOST_IDS
        ids = ", ".join(str(arxiv_id) for arxiv_id in report.missing[:_MOST_IDS])
        parts.append(f"not found: {ids}" + (f" and {more} more" if more > 0 else ""))
    if report.not_arxiv:
        parts.append(f"not on arXiv: {len(report.not_arxiv)}")
    return "; ".join(parts)


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
@click.option(
    "--text",
    multiple=True,
    callback=_texts,
    metavar="TEXT",
    help="Leave out papers without TEXT in title, abstract or summary. Of several TEXTs one is enough.",
)
@click.option(
    "--author",
    multiple=True,
    callback=_texts,
    metavar="TEXT",
    help="Leave out papers without TEXT in the name of an author. Of several TEXTs one is enough.",
)
@click.option(
    "--category",
    multiple=True,
    callback=_texts,
    metavar="NAME",
    help="Leave out papers that are not in an arXiv category such as cs.CL, or cs for all of its categories.",
)
@click.option("--limit", type=click.IntRange(min=0), metavar="N", help="Stop after N papers.")
@click.option(
    "--enrich",
    "metadata",
    type=click.Path(exists=True, dir_okay=False),
    metavar="FILE",
    help="Take authors, categories and abstracts from arXiv's metadata in FILE.",
)
@click.option(
    "--combine",
    "combining",
    is_flag=True,
    help="Write each paper once, with the best facts of all INPUTs, and report where they disagree.",
)
@click.option(
    "--also",
    "others",
    multiple=True,
    metavar="FILE",
    help="Write the same papers to FILE, too, in the format that its suffix tells, with no options.",
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
    text: tuple[str, ...],
    author: tuple[str, ...],
    category: tuple[str, ...],
    limit: int | None,
    metadata: str | None,
    combining: bool,
    others: tuple[str, ...],
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
    further = [(_by_suffix(ctx, other), other) for other in others]
    papers: Iterable[Paper] = (
        _combined(documents) if combining else (paper for document in documents for paper in document.papers)
    )
    # Metadata brings categories, abstracts and names, so conditions on them are judged behind it.
    late = bool(text or author or category)
    wanted: Iterable[Paper] = select(
        papers, since=since, until=until, min_votes=min_votes, limit=None if late else limit
    )
    if metadata is not None:
        wanted = _enriched(wanted, metadata)
    wanted = select(wanted, text=text, author=author, category=category, limit=limit)
    wanted = tally.counted(wanted)
    if further:
        wanted = tuple(wanted)
    with output(target) as stream:
        write_papers(exporter, wanted, stream, options)
    for exporter, other in further:
        with output(other) as stream:
            write_papers(exporter, wanted, stream, make_options(exporter, {}))
    tally.report()


def _by_suffix(ctx: click.Context, target: str) -> Exporter:
    try:
        return exporter_for_suffix(Path(target).suffix)
    except UnknownFormatError as error:
        raise click.UsageError(f"--also {target}: {error}.", ctx) from error
