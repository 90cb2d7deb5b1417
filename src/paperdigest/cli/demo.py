"""`paperdigest demo`: the bundled digest in every format."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

import click

from paperdigest.cli.outputs import output
from paperdigest.cli.terminal import put, say, shorten
from paperdigest.errors import ExporterError
from paperdigest.exporters.guard import write_papers
from paperdigest.exporters.options import make_options
from paperdigest.exporters.registry import exporter, formats
from paperdigest.reading import loads

__all__ = ["demo"]


def __dir__() -> list[str]:
    return __all__


_LINES = 4
_COLUMNS = 92


@click.command()
@click.argument("folder", metavar="[DIR]", default="demo")
def demo(folder: str) -> None:
    """Writes an example digest in every format.

    The files go into DIR (default: demo); for each, its size and its first lines are shown. The papers of the
    example are real; the selection and the summaries are ours.
    """
    source = files("paperdigest").joinpath("example.md").read_bytes()
    papers = loads(source, name="example.md").papers
    target = Path(folder)
    try:
        target.mkdir(parents=True, exist_ok=True)
    except FileExistsError as error:
        raise click.UsageError(f"{folder} is a file; name a folder.") from error
    for name in formats():
        try:
            chosen = exporter(name)
            path = target / f"example{next(iter(chosen.suffixes), f'.{name}')}"
            with output(str(path)) as stream:
                write_papers(chosen, papers, stream, make_options(chosen, {}))
        except ExporterError as error:
            say(f"left out: {error}")
            continue
        _report(name, len(papers), path)


def _report(name: str, papers: int, path: Path) -> None:
    # A plug-in may write what is no text.
    content = path.read_text(encoding="utf-8", errors="replace")
    lines = [line for line in content.split("\n") if line.strip()][:_LINES]
    look = "".join(f"    {shorten(line.expandtabs(), _COLUMNS)}\n" for line in lines)
    put(f"{name:<10} {papers:>3} papers {path.stat().st_size:>8,} bytes  {path}\n{look}\n")
