"""A run that stops anywhere: every file is whole, all that the feeds lead to is there, and the next run mends it."""

from __future__ import annotations

import errno
import itertools
import os
import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

import paperdigest
from feed_folders import BASE, CONFIG, STAGING, content, digest, reached, write_archive
from paperdigest._files import TargetFile

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

OLD = {
    "2024-01-30": digest("2024-01-30", (1, "One", 30), (2, "An Agent", 3)),
    "2024-02-01": digest("2024-02-01", (3, "Three", 20)),
    "2024-03-01": digest("2024-03-01", (4, "Four", 25), (5, "Five", 19)),
    "undated": digest(None, (6, "Six")),
}
# Two months more, one less in the middle and one of the oldest, a correction, and a month between two others.
NEW = {
    "2024-01-30": digest("2024-01-30", (1, "One, Corrected", 30), (2, "An Agent", 3)),
    "2023-12-01": digest("2023-12-01", (7, "Seven", 40)),
    "2024-03-01": digest("2024-03-01", (4, "Four", 25), (5, "Five", 19)),
    "2024-04-01": digest("2024-04-01", (8, "Agent Eight", 1)),
    "2024-05-01": digest("2024-05-01", (9, "Nine", 90)),
}
MORE = '[[feed]]\nname = "nine"\ntext = "nine"\n'


class Case:
    """An archive that has grown, and the folder before and after it is brought up to date."""

    def __init__(self, tmp_path: Path, *, empty: bool) -> None:
        self.archive = tmp_path / "archive"
        self.config = tmp_path / "feeds.toml"
        self.public = tmp_path / "public"
        self.kept = tmp_path / "kept"
        self.public.mkdir()
        if not empty:
            self._prepare(OLD, CONFIG)
            self.run()
        self.before = content(self.public)
        shutil.copytree(self.public, self.kept)
        self._prepare(NEW, CONFIG + MORE)
        self.run()
        self.after = content(self.public)
        self.restore()

    def _prepare(self, days: dict[str, str], config: str) -> None:
        write_archive(self.archive, days)
        self.config.write_text(config, encoding="utf-8")

    def run(self) -> None:
        paperdigest.write_feeds(self.archive, self.public, base_url=BASE, config=self.config)

    def restore(self) -> None:
        shutil.rmtree(self.public)
        shutil.copytree(self.kept, self.public)

    def check(self) -> None:
        """Every file is whole, of before or of after, and those who follow links find what they lead to."""
        files = content(self.public)
        for name, data in files.items():
            assert data in (self.before.get(name), self.after.get(name)), name
        reached(files)


@pytest.fixture(params=["an empty folder", "an older folder"])
def case(tmp_path: Path, request: pytest.FixtureRequest) -> Case:
    return Case(tmp_path, empty=request.param == "an empty folder")


class Interrupted(BaseException):
    """What ends a run from outside."""


STEPS = ((Path, "replace"), (Path, "unlink"), (Path, "chmod"), (Path, "mkdir"), (TargetFile, "write"))


def before_each(monkeypatch: pytest.MonkeyPatch, step: Callable[[str], None]) -> None:
    """Has a function called before each thing that a run does to the file system."""
    for owner, name in STEPS:
        real = getattr(owner, name)

        def stepped(self: Any, *arguments: Any, real: Any = real, name: str = name, **more: Any) -> Any:
            step(name)
            return real(self, *arguments, **more)

        monkeypatch.setattr(owner, name, stepped)


def test_at_every_step_the_folder_is_valid(case: Case) -> None:
    steps: list[str] = []

    def step(name: str) -> None:
        steps.append(name)
        case.check()

    with pytest.MonkeyPatch.context() as patch:
        before_each(patch, step)
        case.run()
    case.check()
    assert content(case.public) == case.after
    assert steps.count("replace") > 20
    assert steps.count("unlink") > (0 if case.before else -1)


def killed() -> BaseException:
    return Interrupted()


def refused() -> BaseException:
    return OSError(errno.EIO, os.strerror(errno.EIO))


@pytest.mark.parametrize("fail", [killed, refused])
def test_a_run_that_stops_at_any_step_leaves_a_valid_folder_and_the_next_one_finishes(
    case: Case, fail: Callable[[], BaseException]
) -> None:
    stopped = 0
    # What is there at each step the test above looks at; here some are enough.
    for number in itertools.count(0, 23):
        with pytest.MonkeyPatch.context() as patch:
            countdown = iter(range(number))

            def step(name: str, countdown: Iterator[int] = countdown) -> None:
                if next(countdown, None) is None:
                    raise fail()

            if fail is killed:
                # Nobody tidies up behind a run that the system ends.
                patch.setattr(shutil, "rmtree", lambda *_, **__: None)
            before_each(patch, step)
            try:
                case.run()
            except (Interrupted, OSError):
                stopped += 1
            else:
                break
        case.check()
        assert (case.public / STAGING).exists() == (fail is killed and number > 1)
        case.run()
        assert content(case.public) == case.after
        assert not (case.public / STAGING).exists()
        case.restore()
    assert stopped > 3
