"""Files of a folder that change together: all are written beside the folder's own before the first takes its name.

A file whose bytes are those that are there already is not touched. The others are renamed into place, one after the
other, in an order in which nothing that can be reached leads to what is not there yet:

1. archive pages that are new, which no page links to so far;
2. archive pages that were there, which may now link to the new ones;
3. the feeds themselves, which link to archive pages;
4. what lists the feeds.

Pages that went out of use are removed at the end, when nothing links to them any more. So a run that stops at any point
leaves a folder in which every file is whole, and everything that the lists and the feeds lead to is there.

While it lasts, a run has a folder of its own inside the folder, for only within one file system is renaming one step.
What a run that died left of it is removed by the next one. Two runs on one folder at the same time are not provided
for: one of them fails.
"""

from __future__ import annotations

import enum
import errno
import os
import shutil
import stat
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, BinaryIO

from attrs import Factory, define, frozen

from paperdigest._files import TargetFile, naming, os_error, written_through

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

__all__ = ["STAGING", "Rank", "Stage", "open_stage"]


def __dir__() -> list[str]:
    return __all__


STAGING = ".paperdigest-staging"
"""The name of the folder within the folder."""


class Rank(enum.IntEnum):
    """What comes first when files are renamed: what others link to."""

    ARCHIVE = 1
    FEED = 2
    LIST = 3


@frozen
class _Staged:
    """A file that waits for its name.

    Attributes:
        name: relative to the folder.
        rank: when it is its turn.
        beside: where it is now.
        mode: the permissions of the file that it replaces; None if it is new.
    """

    name: str
    rank: Rank
    beside: Path
    mode: int | None


@define
class Stage:
    """The files of one run, written and not yet in place.

    Attributes:
        folder: where they belong.
        names: of all of them.
        unchanged: the names of those that were there already, byte for byte.
    """

    folder: Path
    names: set[str] = Factory(set)
    unchanged: list[str] = Factory(list)
    _staged: list[_Staged] = Factory(list)

    @contextmanager
    def file(self, name: str, rank: Rank) -> Iterator[BinaryIO]:
        """A stream whose bytes become a file when the files are published.

        Args:
            name: relative to the folder, with `/`; no two files have the same.
            rank: what it is.

        Raises:
            OSError: it cannot be written, or could not take its place, where there is a folder or a file that is
                write-protected. `filename` is its place.
        """
        target = self.folder / name
        mode = _mode(target)
        beside = self.folder / STAGING / str(len(self.names))
        self.names.add(name)
        with written_through(TargetFile(beside, "xb", target)) as stream:
            yield stream
            stream.flush()
            is_new = mode is None or not _same(beside, target)
            if is_new:
                # Renaming may reach the disk before the bytes do, and a file is never to be empty.
                with naming(target):
                    os.fsync(stream.fileno())
        if is_new:
            self._staged.append(_Staged(name, rank, beside, mode))
        else:
            beside.unlink()
            self.unchanged.append(name)

    def publish(self, stale: Iterable[str]) -> tuple[str, ...]:
        """Puts the files into place and removes others.

        Args:
            stale: the names of files that are out of use.

        Returns:
            The names of the files that are new or have changed, in the order in which they took their places.

        Raises:
            OSError: one could not be put into place, or removed; those before it were.
        """
        for staged in self._staged:
            target = self.folder / staged.name
            with naming(target):
                target.parent.mkdir(parents=True, exist_ok=True)
                if staged.mode is not None:
                    staged.beside.chmod(staged.mode)
        # Python's sort keeps the order of staging where ranks are equal.
        self._staged.sort(key=lambda staged: (staged.rank, staged.mode is not None))
        for staged in self._staged:
            target = self.folder / staged.name
            with naming(target):
                staged.beside.replace(target)
        for name in stale:
            self._remove(self.folder / name)
        return tuple(staged.name for staged in self._staged)

    def _remove(self, target: Path) -> None:
        with naming(target):
            target.unlink(missing_ok=True)
        with suppress(OSError):  # not empty: there is another format, or something that is not ours
            target.parent.rmdir()


def _mode(target: Path) -> int | None:
    """The permissions of a file that may be replaced; None if there is none."""
    with naming(target):
        try:
            mode = target.stat().st_mode
        except FileNotFoundError:
            return None
        if not os.access(target, os.W_OK):
            raise os_error(errno.EACCES, target)  # renaming would get around the protection
        return stat.S_IMODE(mode)


_CHUNK = 1 << 16


def _same(one: Path, other: Path) -> bool:
    """Whether two files hold the same bytes."""
    with naming(other), one.open("rb") as left, other.open("rb") as right:
        if os.fstat(left.fileno()).st_size != os.fstat(right.fileno()).st_size:
            return False
        while chunk := left.read(_CHUNK):
            if chunk != right.read(_CHUNK):
                return False
        return True


@contextmanager
def open_stage(folder: Path) -> Iterator[Stage]:
    """A stage for the files of a folder, which is made if it is not there.

    Raises:
        OSError: the folder cannot be made or written, or is a file.
    """
    staging = folder / STAGING
    with naming(folder):
        folder.mkdir(parents=True, exist_ok=True)
        _clear(staging)
        staging.mkdir()
    try:
        # If this run dies, a scheduled job shall not commit what is left.
        (staging / ".gitignore").write_bytes(b"*\n")
        yield Stage(folder)
    finally:
        shutil.rmtree(staging, ignore_errors=True)


def _clear(staging: Path) -> None:
    if staging.is_dir() and not staging.is_symlink():
        shutil.rmtree(staging)
    else:
        staging.unlink(missing_ok=True)
