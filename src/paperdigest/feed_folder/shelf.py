"""What the feeds of a folder hold, kept on disk: memory does not grow with the archive.

A database in a temporary folder takes every paper once, as it comes, and for each feed and each identity the
appearance that counts. What comes out is in the order of a feed (`paperdigest.exporters.feed_order`), page by page, one
paper in memory at a time.
"""

from __future__ import annotations

import errno
import pickle
import sqlite3
from contextlib import closing, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from attrs import frozen

from paperdigest._files import os_error
from paperdigest.errors import SchemaError

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Iterator

    from paperdigest.model import Paper

__all__ = ["UNDATED", "Shelf", "open_shelf"]


def __dir__() -> list[str]:
    return __all__


UNDATED = "undated"
"""What stands in for the month of papers without a day."""

# It is thrown away whatever happens, so nothing needs to be safe from a crash. The cache is counted in KiB.
_SETUP = """
PRAGMA journal_mode = OFF;
PRAGMA synchronous = OFF;
PRAGMA locking_mode = EXCLUSIVE;
PRAGMA temp_store = FILE;
PRAGMA cache_size = -4096;
CREATE TABLE papers (number INTEGER PRIMARY KEY, data BLOB NOT NULL);
CREATE TABLE appearances (
    feed INTEGER, identity TEXT, day INTEGER, votes INTEGER, number INTEGER, PRIMARY KEY (feed, identity)
) WITHOUT ROWID;
BEGIN;
"""

# Of several appearances the first in time counts, of several on one day the first given, and one with a day before one
# without. Numbers only grow, so on one day the one that is there came first.
_OFFER = """
INSERT INTO appearances VALUES (:feed, :identity, :day, :votes, :number)
ON CONFLICT DO UPDATE SET day = excluded.day, votes = excluded.votes, number = excluded.number
WHERE excluded.day > 0 AND (excluded.day < day OR day = 0)
"""

# CROSS JOIN keeps SQLite from beginning with the papers, for it would then have to sort them.
_PAPERS = """
SELECT data FROM appearances CROSS JOIN papers USING (number)
WHERE feed = :feed AND day BETWEEN :first AND :last
ORDER BY day DESC, {votes} number LIMIT :limit
"""
_REFUSED = {
    sqlite3.SQLITE_FULL: errno.ENOSPC,
    sqlite3.SQLITE_IOERR: errno.EIO,
    sqlite3.SQLITE_CANTOPEN: errno.EIO,
}
_LAST_DAY = 9999_12_31
_MOST = 2**62  # SQLite's integers have 64 bits; a digest's votes, and a limit, any number


@frozen
class Shelf:
    """The papers of several feeds. Feeds are numbered; months are named `2024-03`, or `undated`.

    A day is the number 20240308, or 0 where none is known.
    """

    _connection: sqlite3.Connection
    _folder: Path

    def offer(self, number: int, identity: str, paper: Paper, feeds: Iterable[int]) -> None:
        """Takes a paper for those feeds in which it is new, or older than what was there.

        Args:
            number: its place among all that are offered; each is greater than the one before.
            identity: what makes two appearances the same paper.
            paper: the appearance.
            feeds: those that would show it.

        Raises:
            SchemaError: its points are nested too deep.
            OSError: the disk is full.
        """
        facts = {
            "identity": identity,
            "day": _day(paper.date),
            "votes": None if paper.votes is None else max(-_MOST, min(paper.votes, _MOST)),
            "number": number,
        }
        with self._errors():
            # A list: every feed is asked.
            wanted = [self._connection.execute(_OFFER, facts | {"feed": feed}).rowcount for feed in feeds]
            if any(wanted):
                self._connection.execute("INSERT INTO papers VALUES (?, ?)", (number, _packed(paper)))

    def arrange(self) -> None:
        """Puts what was offered in order, once, before anything is taken out.

        Raises:
            OSError: the disk is full.
        """
        with self._errors():
            self._connection.execute("CREATE INDEX by_day ON appearances (feed, day DESC, number)")

    def count(self, feed: int) -> int:
        """How many papers a feed has."""
        query = "SELECT count(*) FROM appearances WHERE feed = ?"
        with self._errors():
            found: int = self._connection.execute(query, (feed,)).fetchone()[0]
        return found

    def months(self, feed: int) -> list[str]:
        """The months that a feed has papers of, oldest first, and before them `undated`."""
        query = "SELECT DISTINCT day / 100 FROM appearances WHERE feed = ? ORDER BY 1"
        with self._errors():
            return [_month(number) for (number,) in self._connection.execute(query, (feed,))]

    def papers(
        self, feed: int, month: str | None = None, limit: int | None = None, *, by_votes: bool = False
    ) -> Iterator[Paper]:
        """The papers of a feed: the newest day first, within a day in the order given, undated ones last.

        Args:
            feed: which feed.
            month: of which month; None for all.
            limit: how many at most; None for all.
            by_votes: whether the most voted come first within a day, those of unknown votes last.

        Returns:
            A lazy iterator.

        Raises:
            OSError: on the way, the disk cannot be read.
        """
        first, last = (0, _LAST_DAY) if month is None else _days(month)
        bounds = {
            "feed": feed,
            "first": first,
            "last": last,
            "limit": _MOST if limit is None else min(limit, _MOST),
        }
        query = _PAPERS.format(votes="votes DESC," if by_votes else "")
        with self._errors():
            for (data,) in self._connection.execute(query, bounds):
                yield pickle.loads(data)  # noqa: S301 - our own, out of a folder that is open to nobody else

    @contextmanager
    def _errors(self) -> Iterator[None]:
        """What the system refuses SQLite becomes an error of the system, about the temporary folder."""
        try:
            yield
        except sqlite3.OperationalError as error:
            code = _REFUSED.get(error.sqlite_errorcode & 0xFF)  # what is above are details of it
            if code is None:
                raise
            raise os_error(code, self._folder) from error


def _packed(paper: Paper) -> bytes:
    try:
        return pickle.dumps(paper, pickle.HIGHEST_PROTOCOL)
    except RecursionError:
        raise SchemaError(f"the points of {paper.title!r} are nested too deep for a feed folder") from None


def _day(date: dt.date | None) -> int:
    return 0 if date is None else 10_000 * date.year + 100 * date.month + date.day


def _month(number: int) -> str:
    return f"{number // 100:04}-{number % 100:02}" if number else UNDATED


def _days(month: str) -> tuple[int, int]:
    """The numbers between which those of the days of a month lie."""
    if month == UNDATED:
        return 0, 0
    number = int(month.replace("-", ""))
    return 100 * number, 100 * number + 99


@contextmanager
def open_shelf() -> Iterator[Shelf]:
    """An empty shelf, which is gone when the block ends.

    Raises:
        OSError: there is no folder for temporary files, or it cannot be written.
    """
    with TemporaryDirectory(prefix="paperdigest-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        # One transaction, by our own BEGIN.
        with closing(sqlite3.connect(folder / "shelf.db", isolation_level=None)) as connection:
            shelf = Shelf(connection, folder)
            with shelf._errors():
                connection.executescript(_SETUP)
            yield shelf
