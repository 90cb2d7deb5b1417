"""The command line: the only place that touches stdout, the arguments and exit codes.

Data goes to stdout, messages to stderr. Exit codes:

    0    done; for `check`: nothing found
    1    the input or the system is at fault: findings, bytes that are not UTF-8, a target that cannot be
         written, a plug-in that is broken
    2    the command line is at fault: an unknown command, format or option, a value of the wrong type, an
         input that does not exist, a folder where a file is meant; or the extra `cli` is not installed
    130  interrupted by Ctrl-C
    141  whoever read our output stopped reading
"""

from __future__ import annotations

import io
import sys
from typing import NoReturn

__all__ = ["main"]


def __dir__() -> list[str]:
    return __all__


# What the extra `cli` brings.
_EXTRA = ("click", "rich")


def main() -> NoReturn:
    """Runs the command line with the arguments of the process, and ends the process."""
    for stream in (sys.stdout, sys.stderr):
        # Titles hold letters that a terminal's encoding may lack; `\\u2206` is better than a traceback.
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    try:
        from paperdigest.cli.app import app  # noqa: PLC0415 - without the extra there is no click

        app.main(prog_name="paperdigest")
    except KeyboardInterrupt:
        # While Python was still importing us; later ones are met where the files are closed.
        sys.exit(130)
    except ModuleNotFoundError as error:
        package = (error.name or "").partition(".")[0]
        if package not in _EXTRA:
            raise
        sys.stderr.write(
            f"The command line needs {package}, which is not installed. Install it with:\n\n"
            "    python -m pip install 'paperdigest[cli]'\n\n"
            "The library itself (import paperdigest) works without it.\n"
        )
        sys.exit(2)
