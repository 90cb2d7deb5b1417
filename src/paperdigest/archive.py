"""Archives: folders of digests as one stream of documents, and the papers of it that somebody wants.

All of it is lazy. What `scan` yields it does not keep, so an archive of any size takes the memory of its
largest document.
"""

from __future__ import annotations

import errno
import glob
import os
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from paperdigest.reading import how_to_read, read_file
from paperdigest.selection import Selection

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Iterator

    from paperdigest.model import Document, Paper
    from paperdigest.readers.protocol import Reader

__all__ = ["find_files", "scan", "select"]


def __dir__() -> list[str]:
    return __all__


SUFFIXES = (".md", ".markdown")
_MAGIC = frozenset("*?[")


def scan(
    *sources: str | os.PathLike[str], reader: str | Reader | None = None, strict: bool = False
) -> Iterator[Document]:
    """Reads every digest file of an archive, one after the other, as `load` does.

    Args:
        *sources: files, folders and glob patterns; see `find_files` for what each stands for.
        reader: who reads them, by name or as an object; None takes for each file the reader that recognises it.
        strict: raise where reading had to guess or failed.

    Returns:
        A lazy iterator; a file is read when its document is asked for, and none is kept.

    Raises:
        FileNotFoundError: at once, if a source leads to nothing; the error names it.
        UnknownReaderError: at once, no reader has that name.
        ReaderError: at once, a plug-in of that name cannot be used; on the way, a reader that is not built in failed
            on a file.
        DecodeError: on the way, a file is not UTF-8.
        DigestError: on the way, in strict reading.
        OSError: on the way, a file or folder cannot be read.
    """
    files = find_files(*sources)
    read = how_to_read(reader)
    return (read_file(path, read, strict=strict) for path in files)


def find_files(*sources: str | os.PathLike[str]) -> Iterator[Path]:
    """The files that `scan` reads.

    A folder stands for its `*.md` and `*.markdown` files at any depth (upper and lower case are the same), a
    pattern (`logs/2024/*`, `logs/**/*.md`) for the files and folders that it matches, each file once. In
    folders, names that begin with a dot are left out (`.git`, `._copy.md`), and links to other folders are
    not followed, for they may lead in circles. What is named itself is taken whatever its name. A path that
    exists is no pattern. A file that two sources lead to comes twice.

    Returns:
        A lazy iterator: the sources in the order given, the files of each sorted by the parts of their path,
        by code point, so that the order is the same on every machine.

    Raises:
        FileNotFoundError: at once, if a source leads to nothing.
        OSError: on the way, a folder cannot be listed.
    """
    groups = [_roots(source) for source in sources]
    return (path for roots in groups for path in _walk(roots))


def _roots(source: str | os.PathLike[str]) -> list[Path]:
    """What a source names. Checked before any file is read: hours of work shall not end in a typing error."""
    path = Path(source)
    # An empty text is a variable that was not set; Path would take it for the current folder.
    if os.fspath(source) and path.exists():
        return [path]
    if not _MAGIC.intersection(os.fspath(source)):
        raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT), os.fspath(source))
    matches = sorted((Path(match) for match in glob.glob(str(path), recursive=True)), key=_parts)  # noqa: PTH207
    if not matches:
        raise FileNotFoundError(errno.ENOENT, "No file matches the pattern", str(path))
    # `logs/**` matches a folder and also all that is in it: the outermost brings the rest. A folder sorts
    # right before what is in it.
    outermost: list[Path] = []
    for match in matches:
        if not outermost or outermost[-1] not in match.parents:
            outermost.append(match)
    return outermost


def _parts(path: Path) -> tuple[str, ...]:
    # Path's own order ignores case on some systems.
    return path.parts


def _walk(roots: list[Path]) -> Iterator[Path]:
    # A stack, not recursion: folders may be nested deeper than Python's calls.
    stack = roots[::-1]
    while stack:
        path = stack.pop()
        if path.is_dir():
            stack.extend(_listing(path))
        else:
            yield path


def _listing(folder: Path) -> list[Path]:
    """The digest files and the folders in a folder, last name first, as a stack wants them."""
    with os.scandir(folder) as entries:
        names = [entry.name for entry in entries if not entry.name.startswith(".") and _belongs(entry)]
    return [folder / name for name in sorted(names, reverse=True)]


def _belongs(entry: os.DirEntry[str]) -> bool:
    if entry.is_dir():
        return not entry.is_symlink()
    return os.path.splitext(entry.name)[1].lower() in SUFFIXES  # noqa: PTH122 - a Path a file costs more


def select(  # noqa: PLR0913 - as many as there are conditions
    papers: Iterable[Paper],
    *,
    since: dt.date | None = None,
    until: dt.date | None = None,
    min_votes: int | None = None,
    text: str | Iterable[str] = (),
    author: str | Iterable[str] = (),
    category: str | Iterable[str] = (),
    limit: int | None = None,
) -> Iterator[Paper]:
    """The papers that meet every condition, in the order they come.

    A paper that does not say what a condition asks for (its day, its votes, its categories) is left out: nobody
    knows that it meets the condition. None and () are no condition.

    Args:
        papers: any papers; no more are taken from it than needed.
        since: the first day, included.
        until: the last day, included.
        min_votes: the fewest votes.
        text: what must stand in a title, the abstract or the summary, as plain text, ignoring case and width;
            of several texts one.
        author: what must stand in the name of an author, likewise.
        category: an arXiv category (`cs.CL`) or archive (`cs`) that the paper must be in; of several one.
        limit: the most papers, counted after the other conditions.

    Returns:
        A lazy iterator.

    Raises:
        ValueError: `limit` is negative, or a text is empty.
    """
    if limit is not None and limit < 0:
        raise ValueError(f"limit must be 0 or more, not {limit}")
    selection = Selection(
        since=since,
        until=until,
        min_votes=min_votes,
        text=_several(text),
        author=_several(author),
        category=_several(category),
    )
    return islice(filter(selection.admits, papers), limit)


def _several(texts: str | Iterable[str]) -> tuple[str, ...]:
    return (texts,) if isinstance(texts, str) else tuple(texts)
