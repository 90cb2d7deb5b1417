"""`paperdigest feed`: a folder of feeds that is kept up to date."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from paperdigest.cli.flags import ExporterFlag, given_options
from paperdigest.cli.inputs import find_inputs, inputs_argument, reader_option
from paperdigest.cli.tally import Tally, plural
from paperdigest.cli.terminal import say
from paperdigest.feed_folder.options import folder_specs, folder_url

if TYPE_CHECKING:
    from paperdigest.feed_folder.folder import FeedReport

__all__ = ["feed"]


def __dir__() -> list[str]:
    return __all__


def _address(_: click.Context, __: click.Parameter, url: str) -> str:
    try:
        return folder_url(url)
    except ValueError as error:
        raise click.BadParameter(f"it {error}.") from error


@click.command()
@inputs_argument
@click.option(
    "-o",
    "--output",
    "folder",
    metavar="DIR",
    required=True,
    help="Folder of the feeds; made if it is not there.",
)
@click.option(
    "--base-url",
    metavar="URL",
    required=True,
    callback=_address,
    help="Where the folder will be served.",
)
@click.option(
    "--config",
    type=click.Path(exists=True, dir_okay=False),
    metavar="FILE",
    help="TOML file with options and further feeds, such as one of the papers with many votes.",
)
@reader_option
@click.option("--strict", is_flag=True, help="Fail where reading had to guess, and leave DIR as it was.")
@click.pass_context
def feed(
    ctx: click.Context,
    /,
    *,
    inputs: tuple[str, ...],
    folder: str,
    base_url: str,
    config: str | None,
    reader: str | None,
    strict: bool,
    **_: object,
) -> None:
    """Keeps a folder of feeds up to date with the papers of all INPUTs.

    RSS, Atom and JSON Feed of the newest papers, archive pages of all papers by month, a page that lists the feeds,
    and an OPML file. A file that would not change is not touched. A flag wins over the top of the configuration, but
    not over what that says of a single feed.
    """
    if Path(folder).exists() and not Path(folder).is_dir():
        raise click.UsageError(f"-o {folder} is a file; name a folder.", ctx)
    # It loads lxml and a database, which the other commands do without.
    from paperdigest.feed_folder.folder import write_feeds  # noqa: PLC0415

    tally = Tally()
    documents = tally.documents(find_inputs(inputs, reader), strict=strict)
    given = given_options(ctx, _FLAGS)
    report = write_feeds(documents, folder, base_url=base_url, config=config, **given)
    tally.report()
    _say(report)


def _say(report: FeedReport) -> None:
    for name, papers in report.feeds:
        if not papers:
            say(f"feed {name}: no paper meets its conditions")
    feeds, papers = len(report.feeds), report.feeds[0][1]
    say(
        f"{feeds} {plural(feeds, 'feed')}, {papers} {plural(papers, 'paper')}; files: {len(report.written)} "
        f"written, {len(report.unchanged)} unchanged, {len(report.removed)} removed"
    )


# Not the id: that is of one feed, and belongs into the configuration.
_FLAGS = [
    ExporterFlag(spec, name.replace("_", "-")) for name, spec in folder_specs().items() if name != "feed_id"
]
feed.params += _FLAGS
