"""The command `paperdigest` and its sub-commands."""

from __future__ import annotations

from typing import Any

import click

from paperdigest._version import __version__
from paperdigest.cli.check import check
from paperdigest.cli.convert import convert
from paperdigest.cli.demo import demo
from paperdigest.cli.explain import explain
from paperdigest.cli.failing import failures
from paperdigest.cli.feed import feed
from paperdigest.cli.formats import list_formats
from paperdigest.cli.identify import identify
from paperdigest.cli.merge import merge
from paperdigest.cli.show import show

__all__ = ["app"]


def __dir__() -> list[str]:
    return __all__


class _App(click.Group):
    """A group whose errors are messages, at both stages: parsing the arguments and running the command."""

    def make_context(self, *args: Any, **extra: Any) -> click.Context:
        with failures():
            return super().make_context(*args, **extra)

    def invoke(self, ctx: click.Context) -> Any:
        with failures():
            return super().invoke(ctx)


@click.group(cls=_App, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, message="%(prog)s %(version)s")
def app() -> None:
    """Reads Markdown paper digests and writes feeds, citations, tables and more from them.

    INPUT is a file, a folder (its *.md files at any depth), a quoted pattern such as 'logs/2024/*', or - for
    stdin. Data goes to stdout, messages go to stderr.
    """


for _command in (convert, feed, merge, check, identify, show, list_formats, explain, demo):
    app.add_command(_command)
