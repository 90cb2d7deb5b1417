"""`paperdigest explain`: what a finding means."""

from __future__ import annotations

import difflib
import re
import textwrap

import click

from paperdigest.cli.terminal import printable, put
from paperdigest.codes import CODES
from paperdigest.source import split_lines

__all__ = ["explain"]


def __dir__() -> list[str]:
    return __all__


#     argument = "{" digit ["!r"] "}"
_ARGUMENT = re.compile(r"\{(?:\d(?:!r)?|all)\}")


@click.command()
@click.argument("code", metavar="CODE")
def explain(code: str) -> None:
    """Explains a CODE that 'paperdigest check' reported, such as PD201."""
    found = CODES.get(code.upper())
    if found is None:
        near = difflib.get_close_matches(code.upper(), CODES, n=3)
        hint = f" Did you mean {' or '.join(near)}?" if near else f" Codes: {', '.join(sorted(CODES))}."
        raise click.UsageError(f"There is no code {code!r}.{hint}")
    message = _ARGUMENT.sub("…", found.template)
    paragraph = textwrap.fill(found.help, width=80)
    lines = [f"    {printable(line)}".rstrip() for line in split_lines(found.example)[0]]
    example = "\n".join(["", "Example:", "", *lines, ""]) if lines else ""
    put(f"{found.id} ({found.severity}): {message}\n\n{paragraph}\n{example}")
