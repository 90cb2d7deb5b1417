"""The conformance kit: every check as a function of its own, or all of them at once."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from paperdigest.errors import ExporterCheckError
from paperdigest.exporters.origin import origin
from paperdigest.exporters.shape import shape_fault
from paperdigest.testing.behaviour import BEHAVIOUR, papers_stream, round_trip
from paperdigest.testing.declared import DECLARED
from paperdigest.testing.elsewhere import same_bytes_elsewhere
from paperdigest.testing.faults import Fault
from paperdigest.testing.trials import Subject

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from paperdigest.exporters.protocol import Exporter
    from paperdigest.model import Paper
    from paperdigest.testing.faults import Check

__all__ = ["check_exporter", "exporter_checks"]


def __dir__() -> list[str]:
    return __all__


def check_exporter(
    exporter: Exporter,
    *,
    settings: Iterable[Mapping[str, object]] = (),
    streaming: bool = True,
    processes: bool = False,
    read: Callable[[bytes], Iterable[Paper]] | None = None,
    lossless: bool = True,
) -> None:
    """Runs every check of `exporter_checks`, with the same arguments.

    Raises:
        ExporterCheckError: the first check that failed; where several did, its notes are the others.
    """
    checks = exporter_checks(
        exporter, settings=settings, streaming=streaming, processes=processes, read=read, lossless=lossless
    )
    failed: list[ExporterCheckError] = []
    for name, check in checks:
        try:
            check()
        except ExporterCheckError as error:
            failed.append(error)
            if name == "shape":
                break  # what is no exporter fails all of them
    if failed:
        first, *others = failed
        for other in others:
            first.add_note(str(other))
        raise first


def exporter_checks(
    exporter: Exporter,
    *,
    settings: Iterable[Mapping[str, object]] = (),
    streaming: bool = True,
    processes: bool = False,
    read: Callable[[bytes], Iterable[Paper]] | None = None,
    lossless: bool = True,
) -> tuple[tuple[str, Callable[[], None]], ...]:
    """The checks of an exporter, each as a function without arguments.

    Sample papers are written with the default options and with each value of `sample_options`; the trials are
    made when the first check needs them, and shared.

    Args:
        exporter: an instance.
        settings: options to try besides those whose values are listed, such as `{"limit": 1}`.
        streaming: whether papers are written as they come. False for formats that forbid it: a feed that puts
            the newest first has to see all of them.
        processes: whether to write in another process, too, where hash seed, time zone, locale and folder are
            others. The exporter has to pickle for that, so its class has to stand in a module.
        read: from bytes to papers, if there is a way back.
        lossless: whether papers that are read back are equal to those that were written. If False, only those
            that have been read once need to be, when they are written and read again.

    Returns:
        Pairs of a name and a function that raises ExporterCheckError, made for `pytest.mark.parametrize(("name",
        "check"), …)`. Nothing is checked, and nothing is raised, before they are called.
    """
    subject = Subject(exporter, tuple(settings), read, lossless)
    checks = [*DECLARED, *BEHAVIOUR]
    if streaming:
        checks.append(("streaming", papers_stream))
    if processes:
        checks.append(("processes", same_bytes_elsewhere))
    if read is not None:
        checks.append(("round-trip", round_trip))
    return tuple((name, partial(_run, name, check, subject)) for name, check in checks)


def _run(name: str, check: Check, subject: Subject) -> None:
    shape = shape_fault(subject.exporter)
    fault = Fault(shape) if shape else next(check(subject), None)
    if fault is not None:
        called = origin(subject.exporter) if shape else subject.exporter.name
        raise ExporterCheckError(called, name, fault.trial, fault.reason) from fault.cause
