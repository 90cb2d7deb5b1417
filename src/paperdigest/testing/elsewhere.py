"""The same bytes in another process, where all that an exporter may not look at is different."""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, cast

from paperdigest._plugins import shortly
from paperdigest.testing.faults import Fault
from paperdigest.testing.samples import samples
from paperdigest.testing.streams import NotingStream

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from paperdigest.exporters.protocol import Exporter
    from paperdigest.testing.trials import Subject

__all__ = ["answer", "same_bytes_elsewhere"]


def __dir__() -> list[str]:
    return __all__


def same_bytes_elsewhere(subject: Subject) -> Iterator[Fault]:
    """Whether another process writes the bytes that this one does, with the default options."""
    if subject.plain.error is not None:
        return
    try:
        pickled = pickle.dumps(subject.exporter)
    except Exception as error:
        yield Fault(f"it must pickle to be tried in another process, but gives {shortly(error)}", cause=error)
        return
    with tempfile.TemporaryDirectory() as folder:
        done = subprocess.run(  # noqa: S603 - this very interpreter
            [sys.executable, "-c", _QUESTION],
            input=pickle.dumps([str(Path(part).resolve()) for part in sys.path]) + pickled,
            capture_output=True,
            env={**os.environ, **_elsewhere(os.environ)},
            cwd=folder,
            check=False,
        )
    if done.returncode:
        last = done.stderr.decode("utf-8", "replace").strip().rpartition("\n")[2]
        yield Fault(f"it must work in another process, but gives {last}")
        return
    there: dict[str, bytes] = pickle.loads(done.stdout)  # noqa: S301 - from the process just started
    for outcome in subject.outcomes:
        sample = outcome.trial.sample.name
        if not outcome.trial.setting and there.get(sample, outcome.data) != outcome.data:
            yield Fault("another process must write the same bytes, and wrote others", outcome.trial.name)


# The path comes first: without it, the module of the exporter would not be found.
_QUESTION = """
import pickle, sys
sys.path[:] = pickle.load(sys.stdin.buffer)
from paperdigest.testing.elsewhere import answer
answer(pickle.load(sys.stdin.buffer))
"""


def _elsewhere(here: Mapping[str, str]) -> dict[str, str]:
    """An environment that differs from the one we are in."""
    return {
        "PYTHONHASHSEED": "2" if here.get("PYTHONHASHSEED") == "1" else "1",
        # Nobody lives there, and no database is asked for it.
        "TZ": "NOWHERE-13:47",
        # Text files are ASCII then. Other locales are not everywhere.
        "LC_ALL": "C",
        "PYTHONCOERCECLOCALE": "0",
        "PYTHONUTF8": "0",
    }


def answer(exporter: Exporter) -> None:
    """What the other process does: writes the samples, and sends the bytes of each back."""
    stdout, sys.stdout = sys.stdout, sys.stderr
    written = {}
    for sample in samples():
        if not sample.large:
            stream = NotingStream()
            exporter.write(sample.papers, cast("BinaryIO", stream), exporter.options())
            written[sample.name] = stream.written()
    pickle.dump(written, stdout.buffer)
