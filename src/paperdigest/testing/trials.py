"""Trials: an exporter writes sample papers with some options, and what came of it."""

from __future__ import annotations

import contextlib
import io
import warnings
from functools import cached_property
from typing import TYPE_CHECKING, Any, BinaryIO, cast

import attrs
from attrs import frozen

from paperdigest._plugins import shortly
from paperdigest.exporters.options import make_options, option_specs
from paperdigest.exporters.shape import checked
from paperdigest.testing.samples import PLAIN, Sample, samples
from paperdigest.testing.streams import NotingStream

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from paperdigest.exporters.options import OptionSpec
    from paperdigest.exporters.protocol import Exporter
    from paperdigest.model import Paper

__all__ = ["Outcome", "Subject", "Trial", "sample_options"]


def __dir__() -> list[str]:
    return __all__


@frozen
class Trial:
    """What an exporter is asked to write.

    Attributes:
        sample: the papers.
        setting: the options that are not the default, in words; empty if there are none.
        options: an instance of the exporter's options class.
    """

    sample: Sample
    setting: str
    options: Any

    @property
    def name(self) -> str:
        """What an error calls it."""
        return f"{self.sample.name!r} ({self.setting})" if self.setting else repr(self.sample.name)


@frozen
class Outcome:
    """What came of a trial.

    Attributes:
        trial: which one.
        data: the bytes that were written.
        again: the bytes that were written when the same was asked a second time.
        error: what was raised.
        texts: what was written and is no bytes.
        misuses: the methods of the stream that were called and may not be.
        printed: what went to stdout and stderr.
        warned: warnings, as texts.
        changed: whether papers or options were not the same afterwards.
    """

    trial: Trial
    data: bytes = b""
    again: bytes = b""
    error: BaseException | None = None
    texts: tuple[str, ...] = ()
    misuses: tuple[str, ...] = ()
    printed: str = ""
    warned: tuple[str, ...] = ()
    changed: bool = False


@frozen
class Subject:
    """An exporter under test.

    Attributes:
        exporter: the object; whether it is an exporter is the first question.
        settings: options to try besides the defaults and the choices that are listed.
        read: the way back from bytes to papers, if there is one.
        lossless: whether that gives equal papers.
    """

    exporter: Exporter
    settings: tuple[Mapping[str, object], ...] = ()
    read: Callable[[bytes], Iterable[Paper]] | None = None
    lossless: bool = True

    @cached_property
    def outcomes(self) -> tuple[Outcome, ...]:
        """What came of every sample with every setting."""
        made = []
        for setting, values in sample_options(self.exporter, self.settings):
            # There is a check for options that are refused, and it says so whatever is raised.
            with contextlib.suppress(Exception):
                made.append((setting, make_options(self.exporter, values)))
        return tuple(
            _try(self.exporter, Trial(sample, setting, options))
            for setting, options in made
            for sample in samples()
            if not (setting and sample.large)
        )

    @property
    def plain(self) -> Outcome:
        """What came of ordinary papers with the default options."""
        return next(outcome for outcome in self.outcomes if outcome.trial.name == repr(PLAIN))


def sample_options(
    exporter: Exporter, settings: Iterable[Mapping[str, object]] = ()
) -> tuple[tuple[str, Mapping[str, object]], ...]:
    """Values of an exporter's options that are worth a test: each that is listed, and both of each boolean.

    What other values a text or a number may take, nobody but the author knows.

    Args:
        exporter: whose options they are.
        settings: more of them.

    Returns:
        Pairs of a name and keywords for `dumps`, made for `pytest.mark.parametrize`. The first has no name and no
        keywords: the defaults.

    Raises:
        ExporterError: it is no exporter.
    """
    checked(exporter, shortly(exporter))
    every = [
        {},
        *(
            {spec.name: value}
            for spec in option_specs(exporter.options)
            for value in _values(spec)
            if value != spec.default
        ),
        *settings,
    ]
    return tuple((", ".join(f"{name}={value!r}" for name, value in each.items()), each) for each in every)


def _values(spec: OptionSpec) -> tuple[object, ...]:
    listed: tuple[object, ...] = (False, True) if spec.type is bool else spec.choices
    return (*listed, None) if spec.nullable else listed


def _try(exporter: Exporter, trial: Trial) -> Outcome:
    papers, options = trial.sample.papers, trial.options
    before = (_leaves(papers), attrs.asdict(options, recurse=False))
    stream, second, printed = NotingStream(), NotingStream(), io.StringIO()
    error: BaseException | None = None
    with warnings.catch_warnings(record=True) as warned:
        warnings.simplefilter("always")
        with contextlib.redirect_stdout(printed), contextlib.redirect_stderr(printed):
            try:
                exporter.write(papers, cast("BinaryIO", stream), options)
                exporter.write(papers, cast("BinaryIO", second), options)
            except (Exception, SystemExit) as raised:
                error = raised
    return Outcome(
        trial=trial,
        data=stream.written(),
        again=second.written(),
        error=error,
        texts=tuple(stream.texts),
        misuses=tuple(dict.fromkeys(stream.misuses)),
        printed=printed.getvalue(),
        warned=tuple(f"{each.category.__name__}: {each.message}" for each in warned),
        changed=before != (_leaves(papers), attrs.asdict(options, recurse=False)),
    )


def _leaves(value: object) -> list[object]:
    """All that a value holds, in order. Not `==` on papers: it recurses, and some points have no end."""
    found: list[object] = []
    stack = [value]
    while stack:
        top = stack.pop()
        if isinstance(top, tuple):
            found.append(len(top))
            stack += top
        elif attrs.has(kind := type(top)):
            found.append(kind)
            stack += [getattr(top, each.name) for each in attrs.fields(kind)]
        else:
            found.append(top)
    return found
