"""Checks of what an exporter does: to papers, to streams, and to everything else."""

from __future__ import annotations

import contextlib
import datetime as dt
import errno
import gc
import io
import os
import sys
import time
import warnings
import weakref
from functools import partial
from typing import TYPE_CHECKING, Any, BinaryIO, cast

import attrs

from paperdigest._plugins import shortly
from paperdigest.errors import SchemaError
from paperdigest.model import ArxivId, Paper, Point
from paperdigest.testing.faults import Fault
from paperdigest.testing.samples import full_paper
from paperdigest.testing.streams import FullStream, NotingStream, Pipe

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from types import FrameType

    from paperdigest.testing.faults import Check
    from paperdigest.testing.trials import Outcome, Subject

__all__ = ["BEHAVIOUR", "papers_stream", "round_trip"]


def __dir__() -> list[str]:
    return __all__


# --- what can be told from the trials


def _total(subject: Subject) -> Iterator[Fault]:
    for outcome in subject.outcomes:
        refused = outcome.trial.sample.bottomless and isinstance(outcome.error, SchemaError)
        if outcome.error is not None and not refused:
            yield Fault(
                f"every paper must be written, but it raised {shortly(outcome.error)}",
                outcome.trial.name,
                outcome.error,
            )


def _told(words: Callable[[Outcome], str | None]) -> Check:
    """A check that goes over all trials, and has something to say about some of them."""

    def check(subject: Subject) -> Iterator[Fault]:
        for outcome in subject.outcomes:
            if reason := words(outcome):
                yield Fault(reason, outcome.trial.name)

    return check


def _bytes_only(outcome: Outcome) -> str | None:
    return f"it must write bytes, and wrote {shortly(outcome.texts[0])}" if outcome.texts else None


def _stream(outcome: Outcome) -> str | None:
    used = ", ".join(f"{name}()" for name in outcome.misuses)
    return f"it may only write to the stream, and called {used}" if used else None


def _silence(outcome: Outcome) -> str | None:
    return f"it must print nothing, and printed {shortly(outcome.printed)}" if outcome.printed else None


def _warnings(outcome: Outcome) -> str | None:
    return f"it must not warn, and gave {shortly(outcome.warned[0])}" if outcome.warned else None


def _purity(outcome: Outcome) -> str | None:
    return "papers and options must stay as they are, and were changed" if outcome.changed else None


def _repeatable(outcome: Outcome) -> str | None:
    if outcome.error is not None or outcome.data == outcome.again:
        return None
    return f"the same papers must give the same bytes twice, but {_difference(outcome.data, outcome.again)}"


def _difference(one: bytes, other: bytes) -> str:
    """The first place where two outputs are not the same."""
    at = next((at for at, pair in enumerate(zip(one, other, strict=False)) if pair[0] != pair[1]), None)
    if at is None:
        at = min(len(one), len(other))
    begin = max(0, at - 20)
    return f"from byte {at} on it is {one[begin : at + 20]!r} once and {other[begin : at + 20]!r} then"


# --- what needs a write of its own
#
# All of it with plain papers: where it cannot even write those, the check `total` says so, and no other.


def _if_written(check: Check) -> Check:
    def checked(subject: Subject) -> Iterator[Fault]:
        if subject.plain.error is None:
            yield from check(subject)

    return checked


def _write(subject: Subject, papers: Iterable[Paper], stream: io.BufferedIOBase) -> None:
    # What it prints and warns has a check of its own.
    nowhere = io.StringIO()
    with (
        warnings.catch_warnings(),
        contextlib.redirect_stdout(nowhere),
        contextlib.redirect_stderr(nowhere),
    ):
        warnings.simplefilter("ignore")
        subject.exporter.write(papers, cast("BinaryIO", stream), subject.exporter.options())


def _any_iterable(subject: Subject) -> Iterator[Fault]:
    papers = subject.plain.trial.sample.papers
    kinds: tuple[tuple[str, Callable[[], Iterable[Paper]]], ...] = (
        ("a list", lambda: list(papers)),
        ("an iterator, which can be gone over once,", lambda: iter(papers)),
        ("a generator, which can be gone over once,", lambda: (paper for paper in papers)),
    )
    for kind, make in kinds:
        yield from _same(subject, kind, make(), NotingStream())


def _pipes(subject: Subject) -> Iterator[Fault]:
    papers = subject.plain.trial.sample.papers
    yield from _same(subject, "a pipe, which has no position,", papers, Pipe())


def _same(
    subject: Subject, what: str, papers: Iterable[Paper], stream: NotingStream | Pipe
) -> Iterator[Fault]:
    expected = subject.plain.data
    error = _raised(lambda: _write(subject, papers, stream))
    if error is not None:
        yield Fault(f"{what} must do, but it raised {shortly(error)}", cause=error)
    elif stream.written() != expected:
        yield Fault(f"{what} must give the same bytes, but {_difference(expected, stream.written())}")


class _PapersError(Exception):
    """What comes out of an iterator of papers that fails."""


def _errors_of_papers(subject: Subject) -> Iterator[Fault]:
    expected = _PapersError("the papers cannot be read on")

    def papers() -> Iterator[Paper]:
        yield full_paper()
        raise expected

    raised = _raised(lambda: _write(subject, papers(), NotingStream()))
    if raised is not expected:
        yield Fault(f"an error of the papers must pass as it is, but {_instead(raised)}", cause=raised)


def _errors_of_streams(subject: Subject) -> Iterator[Fault]:
    size = len(subject.plain.data)
    for room in (0, size // 2, size - 1) if size else ():
        full = FullStream(room, OSError(errno.ENOSPC, os.strerror(errno.ENOSPC)))
        raised = _raised(partial(_write, subject, subject.plain.trial.sample.papers, full))
        if raised is not full.error:
            what = "an error of the stream must pass as it is"
            yield Fault(f"{what}, but after {room} bytes {_instead(raised)}", cause=raised)


def _raised(call: Callable[[], object]) -> Exception | None:
    try:
        call()
    except Exception as error:
        return error
    return None


def _instead(raised: Exception | None) -> str:
    return "nothing was raised" if raised is None else f"{shortly(raised)} was raised"


# --- streaming

_MANY = 300
# One is written, and one may be looked at ahead; whoever holds more holds all of them.
_HELD = 4
# More than any buffer that is common, and less than half of what is written here.
_BUFFER = 64 * 1024


def papers_stream(subject: Subject) -> Iterator[Fault]:
    """Whether papers come and go one by one, and bytes leave before the last has come."""
    if subject.plain.error is not None:
        return
    stream = NotingStream()
    most = left_behind = 0

    def papers() -> Iterator[Paper]:
        nonlocal most, left_behind
        seen: list[weakref.ref[Paper]] = []
        for number in range(_MANY):
            paper = _bulky(number)
            seen.append(weakref.ref(paper))
            yield paper
            del paper
            # More need not be known, and not every look is cheap.
            if most <= _HELD:
                most = _alive(seen)
        left_behind = len(stream.written())

    if (error := _raised(lambda: _write(subject, papers(), stream))) is not None:
        yield Fault(f"{_MANY} papers must be written, but it raised {shortly(error)}", cause=error)
        return
    if most > _HELD:
        yield Fault(f"it must hold one paper at a time, and held {most}")
    waited = len(stream.written()) - left_behind
    if waited > _BUFFER:
        yield Fault(
            f"it must write papers as they come, and held back {waited} bytes until the last was there"
        )


def _alive(papers: list[weakref.ref[Paper]]) -> int:
    alive = sum(paper() is not None for paper in papers)
    if alive > _HELD:
        # Not every Python counts references.
        gc.collect()
        alive = sum(paper() is not None for paper in papers)
    return alive


def _bulky(number: int) -> Paper:
    text = f"Sentence {number} of many. " * 20
    return Paper(
        title=f"{number}: {text}",
        url=f"https://arxiv.org/abs/2403.{number:05}",
        arxiv_id=ArxivId(f"2403.{number:05}"),
        date=dt.date(2024, 3, 1) + dt.timedelta(number // 10),
        authors=("Ada Lovelace", "Benjamin Van Durme"),
        summary=(Point(text=text), Point(label="More", text=text)),
        abstract=text,
    )


# --- the clock


def _clock(subject: Subject) -> Iterator[Fault]:
    # The first write may import modules, which may ask for the time for reasons of their own.
    papers = subject.plain.trial.sample.papers
    _raised(lambda: _write(subject, papers, NotingStream()))
    asked: list[str] = []
    with _overheard(asked):
        _raised(lambda: _write(subject, papers, NotingStream()))
    for name in dict.fromkeys(asked):
        yield Fault(f"bytes may not depend on the clock or the time zone, and it called {name}()")


@contextlib.contextmanager
def _overheard(asked: list[str]) -> Iterator[None]:
    """Notes calls that tell the time. Two writes within one day would not show what they do."""

    def profile(_frame: FrameType, event: str, called: Any) -> None:
        if event == "c_call" and (name := _tells_time(called)):
            asked.append(name)

    before = sys.getprofile()
    sys.setprofile(profile)
    try:
        yield
    finally:
        sys.setprofile(before)


_OF_TIME = ("time", "time_ns", "localtime", "ctime")
_OF_DATES = ("now", "today", "utcnow")


def _tells_time(called: Any) -> str | None:
    owner, name = getattr(called, "__self__", None), called.__name__
    if owner is time and name in _OF_TIME:
        return f"time.{name}"
    if isinstance(owner, type) and issubclass(owner, dt.date) and name in _OF_DATES:
        return f"{owner.__name__}.{name}"
    return None


# --- the way back


def round_trip(subject: Subject) -> Iterator[Fault]:
    """Whether papers come back equal: those that were written, or at least those that were read once."""
    read = subject.read
    assert read is not None
    for outcome in subject.outcomes:
        trial = outcome.trial
        # Other settings may leave things out, and an abyss cannot be compared.
        if trial.setting or outcome.error is not None or trial.sample.bottomless:
            continue
        expected = trial.sample.papers
        try:
            again = tuple(read(outcome.data))
            if not subject.lossless:
                stream = NotingStream()
                _write(subject, again, stream)
                expected, again = again, tuple(read(stream.written()))
        except Exception as error:
            yield Fault(f"what it wrote must be read, but gives {shortly(error)}", trial.name, error)
        else:
            if again != expected:
                which = "were written" if subject.lossless else "were read once"
                reason = f"papers that {which} must come back equal, but {_unequal(again, expected)}"
                yield Fault(reason, trial.name)


def _unequal(again: tuple[Paper, ...], papers: tuple[Paper, ...]) -> str:
    if len(again) != len(papers):
        return f"there are {len(again)}, not {len(papers)}"
    number = next(number for number, pair in enumerate(zip(again, papers, strict=True)) if pair[0] != pair[1])
    names = [
        field.name
        for field in attrs.fields(Paper)
        if field.eq and getattr(again[number], field.name) != getattr(papers[number], field.name)
    ]
    return f"in paper {number} this is not the same: {', '.join(names)}"


BEHAVIOUR: tuple[tuple[str, Check], ...] = (
    ("total", _total),
    ("bytes", _told(_bytes_only)),
    ("stream", _told(_stream)),
    ("silence", _told(_silence)),
    ("warnings", _told(_warnings)),
    ("purity", _told(_purity)),
    ("repeatable", _told(_repeatable)),
    ("any-iterable", _if_written(_any_iterable)),
    ("pipes", _if_written(_pipes)),
    ("errors-of-papers", _if_written(_errors_of_papers)),
    ("errors-of-streams", _if_written(_errors_of_streams)),
    ("clock", _if_written(_clock)),
)
