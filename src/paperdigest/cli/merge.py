"""`paperdigest merge`: papers into a BibTeX library that a person keeps."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from paperdigest.cli.diffs import unified_diff
from paperdigest.cli.inputs import find_inputs, inputs_argument, reader_option
from paperdigest.cli.outputs import output
from paperdigest.cli.terminal import printable, put, say
from paperdigest.errors import LibraryError
from paperdigest.source import decode

if TYPE_CHECKING:
    from paperdigest.merging import MergeReport

__all__ = ["merge"]


def __dir__() -> list[str]:
    return __all__


@click.command()
@click.argument("library", metavar="LIBRARY", type=click.Path(exists=True, dir_okay=False))
@inputs_argument
@reader_option
@click.option(
    "--update", is_flag=True, help="Bring entries that are there up to date with the digest, in place."
)
@click.option("--dry-run", is_flag=True, help="Show what would change as a diff, and write nothing.")
def merge(library: str, inputs: tuple[str, ...], *, reader: str | None, update: bool, dry_run: bool) -> None:
    """Adds the papers of all INPUTs to a BibTeX LIBRARY.

    Papers are found there by arXiv id, DOI, URL, and then by key. Everything that was in the file stays as it
    was, comments and spacing too. A library that cannot be read is not changed.
    """
    # It loads what reads and writes BibTeX, which the other commands do without.
    from paperdigest.merging import apply_edits, merge_edits  # noqa: PLC0415

    found = find_inputs(inputs, reader)
    try:
        old = decode(Path(library).read_bytes(), library)
    except OSError as error:
        raise click.ClickException(f"cannot read {library}: {error.strerror}") from error
    papers = (paper for one in found for paper in one.read().papers)
    try:
        edits, report = merge_edits(old, papers, update)
    except LibraryError as error:
        raise click.ClickException(
            f"{library}:{error.line}: {error.reason}; correct it first. The file is as it was."
        ) from error
    if dry_run:
        put("".join(unified_diff(old, edits, library)))
    elif edits:
        with output(library) as stream:
            stream.write(apply_edits(old, edits).encode("utf-8"))
    _report(report)


def _report(report: MergeReport) -> None:
    say(
        f"added {len(report.added)}, already there {len(report.present)}, "
        f"updated {len(report.updated)}, in conflict {len(report.conflicts)}"
    )
    for item in report.conflicts:
        say(f"conflict: {printable(item.key)}: {printable(item.what)}")
