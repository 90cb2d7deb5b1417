"""`dump` and `dumps`: papers to a file or a text, in any format that the registry knows."""

from __future__ import annotations

import errno
import io
import os
import stat
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO, TYPE_CHECKING, BinaryIO, cast

from paperdigest._files import TargetFile, naming, os_error, written_through
from paperdigest.errors import UnknownFormatError
from paperdigest.exporters.guard import write_papers
from paperdigest.exporters.options import make_options
from paperdigest.exporters.registry import exporter, exporter_for_suffix, formats
from paperdigest.model import Digest, Document

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from paperdigest.exporters.protocol import Exporter
    from paperdigest.model import Paper

__all__ = ["atomic_writer", "dump", "dumps"]


def __dir__() -> list[str]:
    return __all__


def dumps(
    papers: Document | Digest | Iterable[Paper],
    format: str | Exporter,  # noqa: A002
    **options: object,
) -> str:
    """Papers as a text in the given format.

    Args:
        papers: a document, a digest, or any iterable of papers.
        format: a name out of `formats()`, or an exporter.
        **options: those of the exporter; see the docs page on exporters.

    Raises:
        UnknownFormatError: no exporter has that name.
        OptionError: the exporter has no such option, or the value does not fit.
        ExporterError: a plug-in of that name, or an exporter that is given, cannot be used or fails.
        SchemaError: a paper does not fit into the format.
        UnicodeDecodeError: a plug-in writes a binary format; use `dump` for it.
    """
    chosen = exporter(format)
    stream = io.BytesIO()
    write_papers(chosen, _papers(papers), stream, make_options(chosen, options))
    return stream.getvalue().decode("utf-8")


def dump(
    papers: Document | Digest | Iterable[Paper],
    target: str | os.PathLike[str] | IO[bytes],
    format: str | Exporter | None = None,  # noqa: A002
    **options: object,
) -> None:
    """Writes papers to a file.

    A path is written beside and renamed, so that a write that fails leaves the old file as it was. A stream
    is written to and left open.

    Args:
        papers: a document, a digest, or any iterable of papers.
        target: a path, or a stream opened in binary mode.
        format: a name out of `formats()`, or an exporter; None takes it from the path's suffix.
        **options: those of the exporter; see the docs page on exporters.

    Raises:
        UnknownFormatError: no exporter has that name, or the target does not tell.
        OptionError: the exporter has no such option, or the value does not fit.
        ExporterError: a plug-in of that name, or an exporter that is given, cannot be used or fails.
        SchemaError: a paper does not fit into the format.
        TypeError: the target is neither a path nor a binary stream.
        OSError: the target cannot be written; `filename` is the target.
    """
    if isinstance(target, str | os.PathLike):
        path = Path(target)
        chosen = exporter_for_suffix(path.suffix) if format is None else exporter(format)
        made = make_options(chosen, options)
        with atomic_writer(path) as stream:
            write_papers(chosen, _papers(papers), stream, made)
    else:
        chosen = _exporter_for_stream(target, format)
        write_papers(chosen, _papers(papers), cast("BinaryIO", target), make_options(chosen, options))


def _exporter_for_stream(target: IO[bytes], format: str | Exporter | None) -> Exporter:  # noqa: A002
    if not hasattr(target, "write"):
        raise TypeError(f"the target must be a path or a stream opened in binary mode, not {target!r}")
    # Streams of text have it, wrapped ones too, and streams of bytes do not. To find out by writing would be too
    # late: by then the first papers are taken from their iterator.
    if hasattr(target, "encoding"):
        raise TypeError('the target takes text: open it in binary mode ("wb"), or write what `dumps` returns')
    if format is None:
        raise UnknownFormatError(f"a stream does not tell the format; name it ({', '.join(formats())})")
    return exporter(format)


def _papers(papers: Document | Digest | Iterable[Paper]) -> Iterable[Paper]:
    return papers.papers if isinstance(papers, Document | Digest) else papers


@contextmanager
def atomic_writer(path: Path) -> Iterator[BinaryIO]:
    """A stream whose bytes become the file at `path` when the block ends without an error, or not at all.

    The bytes go to a new file in the same folder, which then takes the name; a reader sees the old file or
    the new one. A link is followed. The permissions of an existing file are kept, its owner becomes who
    writes. What is no regular file, such as `/dev/stdout` or a named pipe, is written to directly: it has no
    old content to lose.

    Raises:
        OSError: the folder does not exist or cannot be written, the path is a folder, the file is
            write-protected, the disk is full; `filename` is the path as given. Errors from within the block
            pass as they are.
    """
    try:
        status = path.stat()
    except FileNotFoundError:
        status = None
    if status is not None and stat.S_ISDIR(status.st_mode):
        raise os_error(errno.EISDIR, path)
    if status is None or stat.S_ISREG(status.st_mode):
        writer = _written_beside(path, status)
    else:
        writer = written_through(TargetFile(path, "wb", path))
    with writer as stream:
        yield stream


@contextmanager
def _written_beside(path: Path, status: os.stat_result | None) -> Iterator[BinaryIO]:
    target = Path(os.path.realpath(path))
    if status is not None and not os.access(target, os.W_OK):
        raise os_error(errno.EACCES, path)  # renaming would get around the protection
    # The name is as short as can be: one made of the target's name could be too long.
    temporary = target.with_name(f".{os.urandom(8).hex()}.tmp")
    # A new file gets what the umask leaves. One that replaces another is never open to more people than that.
    mode = 0o666 if status is None else stat.S_IMODE(status.st_mode)
    with naming(path):
        raw = TargetFile(temporary, "xb", path, opener=lambda name, flags: os.open(name, flags, mode))
    try:
        with written_through(raw) as stream:
            yield stream
            stream.flush()
            with naming(path):
                os.fsync(raw.fileno())
        with naming(path):
            if status is not None:
                temporary.chmod(mode)
            temporary.replace(target)
    except BaseException:
        with suppress(OSError):
            temporary.unlink()
        raise
