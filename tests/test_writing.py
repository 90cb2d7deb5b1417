"""`dump`, `dumps` and the writing of files: the old file or the new one, never something in between."""

from __future__ import annotations

import errno
import gc
import io
import os
import resource
import stat
import subprocess
import sys
import tempfile
import threading
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from paperdigest.errors import OptionError, SchemaError, UnknownFormatError
from paperdigest.model import Digest, Document, Paper, Point, Tiling
from paperdigest.writing import atomic_writer, dump, dumps

if TYPE_CHECKING:
    from collections.abc import Iterator

PAPERS = (Paper(title="One"), Paper(title="둘"))
AS_ROOT = os.geteuid() == 0


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    """A folder of which nothing but what a test names may be left."""
    (tmp_path / "out").mkdir()
    yield tmp_path / "out"
    left = [path.name for path in (tmp_path / "out").iterdir() if path.suffix == ".tmp"]
    assert left == []


@pytest.fixture
def old(folder: Path) -> Iterator[Path]:
    """A file that must stay as it is."""
    path = folder / "papers.json"
    path.write_bytes(b"old")
    yield path
    assert path.read_bytes() == b"old"


# --- what is written


@pytest.mark.parametrize("kind", ["document", "digest", "tuple", "iterator"])
def test_a_document_a_digest_and_any_iterable_of_papers_are_written_alike(kind: str) -> None:
    digest = Digest(papers=PAPERS)
    document = Document(source="", reader="test", digests=(digest,), tiling=Tiling((), (0,)))
    given: Any = {"document": document, "digest": digest, "tuple": PAPERS, "iterator": iter(PAPERS)}[kind]
    assert dumps(given, "jsonl") == dumps(list(PAPERS), "jsonl")


@pytest.mark.parametrize("as_text", [True, False])
def test_the_suffix_of_a_path_tells_the_format(folder: Path, as_text: bool) -> None:
    path = folder / "papers.CSV"
    dump(PAPERS, str(path) if as_text else path, columns=("title",))
    assert path.read_bytes() == "title\r\nOne\r\n둘\r\n".encode()


def test_a_format_that_is_named_counts_more_than_the_suffix(folder: Path) -> None:
    dump(PAPERS, folder / "papers.csv", format="jsonl")
    assert (folder / "papers.csv").read_text("utf-8") == dumps(PAPERS, "jsonl")


@pytest.mark.parametrize("name", ["feed.xml", "feed", ".json"])
def test_a_name_that_does_not_tell_the_format_is_an_error_and_makes_no_file(folder: Path, name: str) -> None:
    with pytest.raises(UnknownFormatError, match="name the format"):
        dump(PAPERS, folder / name)
    assert list(folder.iterdir()) == []


def test_a_stream_is_written_to_and_left_open() -> None:
    stream = io.BytesIO(b"before ")
    stream.seek(7)
    dump(PAPERS, stream, format="jsonl")
    assert stream.getvalue().decode() == "before " + dumps(PAPERS, "jsonl")


def test_a_stream_does_not_tell_the_format() -> None:
    with pytest.raises(UnknownFormatError, match=r"^a stream does not tell the format; name it"):
        dump(PAPERS, io.BytesIO())


@contextmanager
def _text_streams(path: Path, kind: str) -> Iterator[object]:
    if kind == "StringIO":
        yield io.StringIO()
    elif kind == "open":
        with path.open("w") as stream:
            yield stream
    else:
        with tempfile.NamedTemporaryFile("w", dir=path.parent) as wrapped:
            yield wrapped


@pytest.mark.parametrize("kind", ["StringIO", "open", "NamedTemporaryFile"])
def test_a_stream_of_text_is_an_error_that_says_what_to_do(folder: Path, kind: str) -> None:
    papers = iter(PAPERS)
    with (
        _text_streams(folder / "x", kind) as stream,
        pytest.raises(TypeError, match="open it in binary mode"),
    ):
        dump(papers, stream, format="json")  # type: ignore[arg-type]
    assert len(list(papers)) == 2


@pytest.mark.parametrize("target", [None, 3, b"papers.json"])
def test_what_is_neither_path_nor_stream_is_an_error_that_says_so(target: object) -> None:
    with pytest.raises(
        TypeError, match=r"^the target must be a path or a stream opened in binary mode, not "
    ):
        dump(PAPERS, target, format="json")  # type: ignore[arg-type]


# --- what fails leaves the old file


def _papers_that_fail(error: Exception) -> Iterator[Paper]:
    yield from PAPERS * 10_000
    raise error


def test_an_error_of_the_papers_passes_as_it_is(old: Path) -> None:
    """Also one that looks like a fault of the target."""
    error = OSError(errno.ENOENT, "gone", "somewhere/else.md")
    with pytest.raises(OSError) as caught:  # noqa: PT011 - it is this very error
        dump(_papers_that_fail(error), old)
    assert caught.value is error
    assert error.filename == "somewhere/else.md"


def test_an_exporter_that_fails_half_way_leaves_the_old_file(old: Path) -> None:
    point = Point(text="")
    for _ in range(100):
        point = Point(text="", children=(point,))
    with pytest.raises(SchemaError):
        dump((*PAPERS, Paper(title="T", summary=(point,))), old)


def test_an_interrupt_leaves_the_old_file(old: Path) -> None:
    def papers() -> Iterator[Paper]:
        yield from PAPERS
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        dump(papers(), old)


def test_wrong_options_leave_the_old_file(old: Path) -> None:
    with pytest.raises(OptionError):
        dump(PAPERS, old, indnet=2)


@contextmanager
def _largest_file(size: int) -> Iterator[None]:
    """The system itself refuses to write more: as near to a full disk as a test can be."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


@pytest.mark.parametrize("count", [1, 100_000])
def test_a_write_that_the_system_refuses_names_the_target_and_leaves_the_old_file(
    old: Path, count: int
) -> None:
    """Whether it is the last of the buffer that does not fit, or something long before."""
    with _largest_file(100), pytest.raises(OSError, match="too large") as caught:
        dump(PAPERS * count, old)
    assert caught.value.filename == str(old)
    gc.collect()  # nothing may be left that tries to write the rest


@pytest.fixture
def full(tmp_path: Path) -> Path:
    """A device that is full; root gets one of its own, for it could replace the system's if the code were wrong."""
    if not Path("/dev/full").is_char_device():
        pytest.skip("the system has no /dev/full")
    if not AS_ROOT:
        return Path("/dev/full")
    device = tmp_path / "full"
    try:
        os.mknod(device, stat.S_IFCHR | 0o600, Path("/dev/full").stat().st_rdev)
        device.open("wb").close()
    except PermissionError:
        pytest.skip("root may make no devices here")
    return device


@pytest.mark.parametrize("count", [1, 100_000])
def test_a_full_device_is_an_error_that_names_it(full: Path, count: int) -> None:
    with pytest.raises(OSError, match="No space left on device") as caught:
        dump(PAPERS * count, full, format="json")
    assert caught.value.filename == str(full)
    assert full.is_char_device()
    gc.collect()


def test_after_an_error_what_is_left_in_the_buffer_is_not_tried_again(full: Path) -> None:
    """Else the second error would stand in the place of the first."""

    def papers() -> Iterator[Paper]:
        yield from PAPERS
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        dump(papers(), full, format="json")


@pytest.mark.parametrize("call", ["fsync", "replace"])
def test_a_disk_that_fails_at_the_last_moment_leaves_the_old_file(
    old: Path, monkeypatch: pytest.MonkeyPatch, call: str
) -> None:
    def fail(*_: object) -> None:
        raise OSError(errno.EIO, "Input/output error")

    monkeypatch.setattr(os, call, fail)
    with pytest.raises(OSError, match="Input/output error") as caught:
        dump(PAPERS, old)
    assert caught.value.filename == str(old)


# --- targets that cannot be written


def test_a_folder_is_an_error_that_names_it(folder: Path) -> None:
    with pytest.raises(IsADirectoryError) as caught:
        dump(PAPERS, folder, format="json")
    assert caught.value.filename == str(folder)


def test_a_folder_that_is_not_there_is_an_error_that_names_the_target(folder: Path) -> None:
    with pytest.raises(FileNotFoundError) as caught:
        dump(PAPERS, folder / "no" / "papers.json")
    assert caught.value.filename == str(folder / "no" / "papers.json")


def test_a_file_in_the_place_of_a_folder_is_an_error_that_names_the_target(old: Path) -> None:
    with pytest.raises(NotADirectoryError) as caught:
        dump(PAPERS, old / "papers.json")
    assert caught.value.filename == str(old / "papers.json")


@pytest.mark.skipif(AS_ROOT and not Path("/sys/kernel").exists(), reason="root may write to any folder here")
def test_a_folder_that_may_not_be_written_is_an_error_that_names_the_target(folder: Path) -> None:
    closed = Path("/sys/kernel") if AS_ROOT else folder
    folder.chmod(0o500)
    try:
        with pytest.raises(OSError) as caught:  # noqa: PT011 - which one is the system's choice
            dump(PAPERS, closed / "papers.json")
    finally:
        folder.chmod(0o700)
    assert caught.value.filename == str(closed / "papers.json")


@pytest.mark.skipif(AS_ROOT, reason="root may write to a protected file")
def test_a_write_protected_file_is_not_replaced(old: Path) -> None:
    old.chmod(0o400)
    with pytest.raises(PermissionError) as caught:
        dump(PAPERS, old)
    assert caught.value.filename == str(old)


def test_a_link_that_leads_to_itself_is_an_error_and_stays(folder: Path) -> None:
    link = folder / "papers.json"
    link.symlink_to(link)
    with pytest.raises(OSError) as caught:  # noqa: PT011 - its class has no name of its own
        dump(PAPERS, link)
    assert caught.value.errno == errno.ELOOP
    assert caught.value.filename == str(link)
    assert link.is_symlink()


# --- what becomes of the file


@pytest.mark.parametrize(("umask", "mode"), [(0o022, 0o644), (0o077, 0o600), (0o002, 0o664)])
def test_a_new_file_has_the_permissions_that_the_umask_leaves(folder: Path, umask: int, mode: int) -> None:
    before = os.umask(umask)
    try:
        dump(PAPERS, folder / "papers.json")
        assert os.umask(umask) == umask
    finally:
        os.umask(before)
    assert stat.S_IMODE((folder / "papers.json").stat().st_mode) == mode


@pytest.mark.parametrize("mode", [0o600, 0o640, 0o666, 0o755])
def test_a_file_that_is_replaced_keeps_its_permissions(folder: Path, mode: int) -> None:
    path = folder / "papers.json"
    path.touch()
    path.chmod(mode)
    with atomic_writer(path) as stream:
        (temporary,) = set(folder.iterdir()) - {path}
        assert stat.S_IMODE(temporary.stat().st_mode) & ~mode == 0
        stream.write(b"new")
    assert path.read_bytes() == b"new"
    assert stat.S_IMODE(path.stat().st_mode) == mode


def test_a_link_is_followed_and_stays_a_link(folder: Path) -> None:
    (folder / "there").mkdir()
    target = folder / "there" / "papers.json"
    link = folder / "link.json"
    link.symlink_to(Path("there") / "papers.json")
    for papers in ((), PAPERS):  # first to a file that is not there yet
        dump(papers, link)
        assert target.read_text("utf-8") == dumps(papers, "json")
        assert link.is_symlink()


def test_a_path_without_a_folder_is_written_to_the_current_one(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(folder)
    dump(PAPERS, "papers.json")
    assert (folder / "papers.json").read_text("utf-8") == dumps(PAPERS, "json")


def test_a_name_may_be_as_long_as_the_system_allows(folder: Path) -> None:
    path = folder / ("n" * 250 + ".json")
    dump(PAPERS, path)
    assert path.read_text("utf-8") == dumps(PAPERS, "json")


def test_a_reader_sees_the_old_file_until_the_new_one_is_complete(folder: Path) -> None:
    path = folder / "papers.json"
    path.write_bytes(b"old")
    with atomic_writer(path) as stream:
        stream.write(b"new" * 100_000)
        assert path.read_bytes() == b"old"
    assert path.read_bytes() == b"new" * 100_000


def test_a_named_pipe_is_written_through_and_stays_one(folder: Path) -> None:
    pipe = folder / "pipe.jsonl"
    os.mkfifo(pipe)
    read: list[bytes] = []
    reader = threading.Thread(target=lambda: read.append(pipe.read_bytes()), daemon=True)
    reader.start()
    dump(PAPERS, pipe)
    reader.join()
    assert read == [dumps(PAPERS, "jsonl").encode()]
    assert stat.S_ISFIFO(pipe.stat().st_mode)


@pytest.mark.parametrize("redirected", [False, True])
def test_standard_output_may_be_named_as_a_file(folder: Path, redirected: bool) -> None:
    code = (
        "from paperdigest import Paper, dump;"
        "dump([Paper(title='T')], '/dev/stdout', format='csv', columns=('title',))"
    )
    if redirected:
        with (folder / "out.csv").open("wb") as stream:
            subprocess.run([sys.executable, "-c", code], stdout=stream, check=True)
        written = (folder / "out.csv").read_bytes()
    else:
        written = subprocess.run([sys.executable, "-c", code], stdout=subprocess.PIPE, check=True).stdout
    assert written == b"title\r\nT\r\n"


# --- the same everywhere


@pytest.mark.parametrize("kind", ["json", "jsonl", "csv"])
def test_neither_hash_seed_nor_locale_nor_time_zone_nor_folder_changes_the_bytes(
    tmp_path: Path, kind: str
) -> None:
    code = (
        "import datetime as dt, sys; from paperdigest import *; "
        "dump([Paper(title='제목 $x^2$', date=dt.date(2024, 3, 8), votes=3, extra=(('b', '1'), ('a', '2')),"
        " links=(Link(url='https://example.org'),), summary=(Point(text='둘', label='하나'),))],"
        " sys.stdout.buffer, format=sys.argv[1])"
    )
    outputs = {
        subprocess.run(
            [sys.executable, "-c", code, kind],
            env={**os.environ, "PYTHONHASHSEED": seed, "LC_ALL": locale, "TZ": zone},
            cwd=where,
            stdout=subprocess.PIPE,
            check=True,
        ).stdout
        for seed, locale, zone, where in (("1", "C", "UTC", "/"), ("2", "C.UTF-8", "Asia/Seoul", tmp_path))
    }
    assert len(outputs) == 1
    assert "제목".encode() in outputs.pop()
