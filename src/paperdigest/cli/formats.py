"""`paperdigest formats`: every format that is written, with its options, and every one that is read."""

from __future__ import annotations

import click

from paperdigest.cli.convert import convert
from paperdigest.cli.flags import exporter_flags, own_flags
from paperdigest.cli.terminal import put, say
from paperdigest.errors import ExporterError, ReaderError
from paperdigest.exporters.registry import exporter, formats, hidden_plugins
from paperdigest.readers.registry import READERS, reader, reader_names

__all__ = ["list_formats"]


def __dir__() -> list[str]:
    return __all__


@click.command(name="formats")
@click.pass_context
def list_formats(ctx: click.Context) -> None:
    """Lists the formats that convert writes, with the options of each, and the readers of digests."""
    for name in formats():
        formatter = ctx.make_formatter()
        try:
            _describe(ctx, formatter, name)
        except ExporterError as error:
            formatter.write(f"{name}: cannot be used\n")
            with formatter.indentation():
                formatter.write_text(str(error))
        put(f"{formatter.getvalue()}\n")
    formatter = ctx.make_formatter()
    with formatter.section("Readers, for --reader"):
        formatter.write_dl([(name, _title(name)) for name in reader_names()])
    put(formatter.getvalue())
    for hidden in (*hidden_plugins(), *READERS.hidden()):
        say(hidden)


def _title(name: str) -> str:
    try:
        return reader(name).title
    except ReaderError as error:
        return f"cannot be used: {error}"


def _describe(ctx: click.Context, formatter: click.HelpFormatter, name: str) -> None:
    found = exporter(name)
    records = [flag.get_help_record(ctx) for flag in exporter_flags(found, own_flags(convert))]
    suffixes = ", ".join(found.suffixes) or "no suffix of its own"
    formatter.write(f"{name}: {found.title} ({found.media_type}; {suffixes})\n")
    if records:
        with formatter.indentation():
            formatter.write_dl([record for record in records if record is not None])
