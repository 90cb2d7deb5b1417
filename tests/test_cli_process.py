"""The command as a process: pipes, signals, full disks, surroundings, and the missing extra."""

from __future__ import annotations

import os
import pty
import signal
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import paperdigest
from cli_support import APRIL, GUESSED, MARCH, command, install_plugin, process

if TYPE_CHECKING:
    from collections.abc import Iterator

FULL = Path("/dev/full")


@pytest.fixture
def digest(tmp_path: Path) -> Path:
    path = tmp_path / "digest.md"
    path.write_text(MARCH, encoding="utf-8")
    return path


def test_version_and_help_go_to_stdout() -> None:
    assert process("--version").stdout == f"paperdigest {paperdigest.__version__}\n".encode()
    result = process("--help")
    assert (result.returncode, result.stderr) == (0, b"")
    for name in (b"convert", b"check", b"show", b"formats", b"explain", b"demo"):
        assert b"\n  " + name in result.stdout


@pytest.mark.parametrize("arguments", [["convret"], ["--wrong"], ["show"]])
def test_wrong_usage_is_2_on_stderr(arguments: list[str]) -> None:
    result = process(*arguments)
    assert (result.returncode, result.stdout) == (2, b"")
    assert b"Usage: paperdigest" in result.stderr


def test_bytes_pass_through_pipes_as_they_are() -> None:
    text = MARCH.replace("\n", "\r\n").encode()
    result = process("convert", "-", "-t", "json", stdin=text)
    assert result.stdout == paperdigest.dumps(paperdigest.loads(text), "json").encode()


# Unbuffered, Python's own stdout takes a part of what it gets and says nothing.
both_bufferings = pytest.mark.parametrize("unbuffered", ["", "1"], ids=["buffered", "unbuffered"])


@both_bufferings
@pytest.mark.parametrize("at_once", [True, False], ids=["at once", "in the middle"])
@pytest.mark.parametrize(
    "arguments",
    ["convert digest.md -t json", "convert digest.md -t csv", "check digest.md", "show digest.md"],
)
def test_a_reader_that_stops_ends_the_command_quietly(
    tmp_path: Path, arguments: str, at_once: bool, unbuffered: str
) -> None:
    """141 is what a shell reports of a tool that SIGPIPE ended."""
    # Several times what a pipe holds, so that writing meets the closed end for certain.
    (tmp_path / "digest.md").write_text(GUESSED * 3000, encoding="utf-8")
    running = subprocess.Popen(
        command(*arguments.split()),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        cwd=tmp_path,
        env={**os.environ, "PYTHONUNBUFFERED": unbuffered},
    )
    assert running.stdout is not None
    assert running.stderr is not None
    if not at_once:
        assert len(running.stdout.read(100)) == 100
    running.stdout.close()
    errors = running.stderr.read()
    running.stderr.close()
    assert (running.wait(timeout=60), errors) == (141, b"")


def without_room(
    arguments: str, folder: Path, *, blocks: int = 0, unbuffered: str = ""
) -> subprocess.CompletedProcess[bytes]:
    """Runs the command where a file may hold only some blocks (512 or 1,024 bytes); pipes know no limit.

    Other than a device, the limit cannot be broken by a bug of ours.
    """
    # Measuring coverage would want to write a file, too.
    environment = {name: value for name, value in os.environ.items() if not name.startswith("COVERAGE_")}
    return subprocess.run(
        ["/bin/sh", "-c", f'ulimit -f {blocks}; exec "$0" -m paperdigest {arguments}', sys.executable],
        capture_output=True,
        cwd=folder,
        env={**environment, "PYTHONUNBUFFERED": unbuffered},
        check=False,
        timeout=60,
    )


@both_bufferings
@pytest.mark.parametrize("blocks", [0, 1])
@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        *(
            (f"convert digest.md -t {name}", b"Error: cannot write to stdout: ")
            for name in paperdigest.formats()
        ),
        ("check digest.md", b"Error: stdout: "),
        ("show digest.md", b"Error: stdout: "),
        ("formats", b"Error: stdout: "),
    ],
)
def test_a_stdout_that_takes_no_more_is_one_message_and_1(
    tmp_path: Path, arguments: str, message: bytes, blocks: int, unbuffered: str
) -> None:
    papers = "".join(f"### [P](https://arxiv.org/abs/2403.{n:05})\n\n-{'x' * 40}\n\n" for n in range(40))
    (tmp_path / "digest.md").write_text(f"## Daily Papers (2024-03-08)\n\n{papers}", encoding="utf-8")
    result = without_room(f"{arguments} >out", tmp_path, blocks=blocks, unbuffered=unbuffered)
    assert result.returncode == 1
    assert result.stderr.startswith(message + b"File too large")
    assert result.stderr.count(b"\n") == 1


@pytest.mark.parametrize("arguments", ["--help", "convert --help", "explain PD101"])
def test_help_that_cannot_be_written_is_one_message_and_1(tmp_path: Path, arguments: str) -> None:
    result = without_room(f"{arguments} >out", tmp_path)
    assert (result.returncode, result.stderr) == (1, b"Error: stdout: File too large.\n")


PLUGIN_THAT_LEAVES_BYTES = """\
from attrs import frozen

@frozen
class Options:
    pass

class Exporter:
    name = title = "leaves"
    media_type = "text/plain"
    suffixes = ()
    options = Options

    def write(self, papers, stream, options):
        for paper in papers:
            stream.write(b"x")
"""


@both_bufferings
def test_bytes_that_an_exporter_leaves_in_the_buffer_are_written_in_time(
    tmp_path: Path, unbuffered: str
) -> None:
    (tmp_path / "digest.md").write_text(MARCH, encoding="utf-8")
    install_plugin(tmp_path, "leaves", PLUGIN_THAT_LEAVES_BYTES)
    # The current folder is on the path of `python -m`, so that the plug-in is found.
    assert without_room("convert digest.md -t leaves", tmp_path, unbuffered=unbuffered).stdout == b"xx"
    result = without_room("convert digest.md -t leaves >out", tmp_path, unbuffered=unbuffered)
    assert result.returncode == 1
    assert result.stderr == b"Error: cannot write to stdout: File too large; the output is incomplete.\n"


@pytest.mark.skipif(not FULL.is_char_device(), reason="this system has no device /dev/full")
def test_a_full_disk_behind_stdout_is_told(digest: Path) -> None:
    with FULL.open("wb") as stdout:
        result = subprocess.run(
            command("convert", digest, "-t", "json"),
            stdout=stdout,
            stderr=subprocess.PIPE,
            check=False,
            timeout=60,
        )
    assert result.returncode == 1
    assert (
        result.stderr
        == b"Error: cannot write to stdout: No space left on device; the output is incomplete.\n"
    )


def test_a_target_that_takes_no_more_is_told_and_stays_as_it_was(digest: Path) -> None:
    target = digest.with_name("out.json")
    result = without_room("convert digest.md -o out.json", digest.parent)
    assert (result.returncode, result.stderr) == (1, b"Error: cannot write out.json: File too large.\n")
    assert not target.exists()
    target.write_text("old", encoding="utf-8")
    result = without_room("convert digest.md -o out.json", digest.parent)
    assert result.returncode == 1
    assert result.stderr == b"Error: cannot write out.json: File too large; the file is as it was.\n"
    assert target.read_text(encoding="utf-8") == "old"
    assert sorted(path.name for path in digest.parent.iterdir()) == ["digest.md", "out.json"]


@both_bufferings
def test_a_stderr_that_takes_nothing_does_not_lose_the_data(tmp_path: Path, unbuffered: str) -> None:
    (tmp_path / "digest.md").write_text(GUESSED, encoding="utf-8")
    result = without_room("convert digest.md -t jsonl 2>messages", tmp_path, unbuffered=unbuffered)
    assert result.returncode == 0
    assert b"Guessed" in result.stdout


@pytest.mark.skipif(os.geteuid() == 0, reason="nothing is write-protected for root")
def test_a_folder_that_is_write_protected_is_told(digest: Path) -> None:
    digest.parent.chmod(0o500)
    result = process("convert", digest, "-o", digest.with_name("out.json"))
    digest.parent.chmod(0o700)
    assert result.returncode == 1
    assert b"Permission denied" in result.stderr


@pytest.mark.parametrize(
    ("closed", "arguments", "code", "message"),
    [
        (
            ">&-",
            "convert digest.md -t json",
            1,
            b"Error: cannot write to stdout: it is closed; the output is incomplete.\n",
        ),
        (">&-", "convert digest.md -o out.json", 0, b""),
        (">&-", "show digest.md", 1, b"Error: stdout: it is closed.\n"),
        ("<&-", "show -", 2, b"'-' is stdin, which is closed."),
        ("2>&-", "convert nowhere.md -t json", 2, b""),
    ],
)
def test_closed_streams_are_no_traceback(
    digest: Path, closed: str, arguments: str, code: int, message: bytes
) -> None:
    line = f'exec "$0" -m paperdigest {arguments} {closed}'
    result = subprocess.run(
        ["/bin/sh", "-c", line, sys.executable],
        capture_output=True,
        cwd=digest.parent,
        check=False,
        timeout=60,
    )
    assert result.returncode == code
    assert message in result.stderr
    assert b"Traceback" not in result.stderr


@pytest.fixture
def sigint_as_usual() -> Iterator[None]:
    """Whoever starts the tests in the background (`nohup make test &`) hands down an ignored SIGINT.

    A child inherits that; a handler of ours it does not, so it begins with the default.
    """
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.mark.usefixtures("sigint_as_usual")
def test_ctrl_c_ends_quietly_with_130_and_leaves_the_old_file(tmp_path: Path) -> None:
    target = tmp_path / "out.jsonl"
    target.write_text("old", encoding="utf-8")
    fifo = tmp_path / "digest.md"
    os.mkfifo(fifo)
    running = subprocess.Popen(
        command("convert", fifo, "-o", target), stderr=subprocess.PIPE, stdout=subprocess.PIPE, cwd=tmp_path
    )
    # Opening waits until the command has opened the other end: from then on it waits for our text.
    with fifo.open("wb") as stream:
        running.send_signal(signal.SIGINT)
        out, err = running.communicate(timeout=60)
        stream.flush()
    assert (running.returncode, out, err) == (130, b"", b"")
    assert target.read_text(encoding="utf-8") == "old"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["digest.md", "out.jsonl"]


SURROUNDINGS = [
    {"PYTHONHASHSEED": "0", "LC_ALL": "C.UTF-8", "TZ": "UTC"},
    {"PYTHONHASHSEED": "1", "LC_ALL": "ko_KR.UTF-8", "TZ": "Asia/Seoul"},
    {"PYTHONHASHSEED": "2", "LC_ALL": "POSIX", "TZ": "America/St_Johns", "PYTHONUTF8": "0"},
    {"PYTHONHASHSEED": "3", "PYTHONIOENCODING": "latin-1", "TZ": "UTC+12", "NO_COLOR": "1"},
]


@pytest.mark.parametrize("name", paperdigest.formats())
def test_the_bytes_do_not_depend_on_the_surroundings(tmp_path: Path, name: str) -> None:
    for folder in ("one", "two"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "b.md").write_text(MARCH, encoding="utf-8")
        (tmp_path / folder / "a.md").write_text(APRIL, encoding="utf-8")
    outputs = {
        process("convert", "b.md", ".", "-t", name, cwd=tmp_path / folder, environment=surroundings).stdout
        for surroundings, folder in zip(SURROUNDINGS, ["one", "two"] * 2, strict=True)
    }
    assert len(outputs) == 1
    assert outputs != {b""}


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "euc-kr"])
def test_a_terminal_that_lacks_a_letter_gets_an_escape(digest: Path, encoding: str) -> None:
    result = process("show", digest, environment={"PYTHONIOENCODING": encoding})
    assert (result.returncode, result.stderr) == (0, b"")
    assert ("사물의 이름".encode(encoding, "backslashreplace")) in result.stdout


def test_a_path_that_is_not_utf8_is_read_and_named(tmp_path: Path) -> None:
    path = os.fsencode(tmp_path) + b"/\xff.md"
    with open(path, "wb") as stream:  # noqa: PTH123 - Path takes no bytes
        stream.write(GUESSED.encode())
    result = process("check", tmp_path)
    assert result.returncode == 1
    assert b"\\udcff.md:5:1: warning" in result.stdout


def on_a_terminal(*arguments: str, environment: dict[str, str]) -> bytes:
    """What the command writes when stdout is a terminal."""
    master, slave = pty.openpty()
    base = {name: value for name, value in os.environ.items() if name != "NO_COLOR"}
    running = subprocess.Popen(
        command(*arguments),
        stdout=slave,
        stderr=subprocess.PIPE,
        env={**base, "TERM": "xterm-256color", "COLUMNS": "60", **environment},
    )
    os.close(slave)
    written = b""
    try:
        while part := os.read(master, 65536):
            written += part
    except OSError:  # how Linux says that the other end is closed
        pass
    _, errors = running.communicate(timeout=60)
    os.close(master)
    assert (running.returncode, errors) == (0, b"")
    return written


def test_a_terminal_gets_styles_and_whole_titles_and_no_color_takes_the_styles(tmp_path: Path) -> None:
    title = "A title of so many words that it takes more than one line"
    (tmp_path / "a.md").write_text(APRIL.replace("A Later Paper", title), encoding="utf-8")
    styled = on_a_terminal("show", str(tmp_path), environment={})
    plain = on_a_terminal("show", str(tmp_path), environment={"NO_COLOR": "1"})
    assert b"\x1b[1m" in styled
    assert b"\x1b" not in plain
    for word in title.encode().split():
        assert word in plain


@pytest.mark.parametrize("missing", ["click", "rich"])
def test_without_the_extra_there_is_advice_and_no_traceback(digest: Path, missing: str) -> None:
    code = (
        "import sys, runpy\n"
        f"sys.modules[{missing!r}] = None\n"
        f"sys.argv = ['paperdigest', 'show', {str(digest)!r}]\n"
        "runpy.run_module('paperdigest', run_name='__main__')\n"
    )
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, check=False, timeout=60)
    assert (result.returncode, result.stdout) == (2, b"")
    assert f"needs {missing}, which is not installed".encode() in result.stderr
    assert b"pip install 'paperdigest[cli]'" in result.stderr
    assert b"Traceback" not in result.stderr


@pytest.mark.parametrize(
    ("before", "code", "message"),
    [
        (
            "sys.modules['paperdigest.cli.app'] = None",
            1,
            b"ModuleNotFoundError: import of paperdigest.cli.app",
        ),
        # Ctrl-C while the commands are still being imported.
        (
            "import paperdigest.archive as a; del a.select; a.__getattr__ = lambda name: 1 / 0",
            1,
            b"ZeroDivisionError",
        ),
        ("import paperdigest.archive as a; del a.select; a.__getattr__ = interrupt", 130, b""),
    ],
)
def test_our_own_bugs_show_and_an_early_interrupt_does_not(before: str, code: int, message: bytes) -> None:
    program = (
        "import sys\n"
        "def interrupt(name): raise KeyboardInterrupt\n"
        f"{before}\n"
        "from paperdigest.cli import main\n"
        "main()\n"
    )
    result = subprocess.run([sys.executable, "-c", program], capture_output=True, check=False, timeout=60)
    assert result.returncode == code
    assert message in result.stderr
    assert message or not result.stderr


def test_help_and_version_do_not_import_what_they_do_not_need() -> None:
    code = (
        "import sys\n"
        "sys.argv = ['paperdigest', '--version']\n"
        "from paperdigest.cli import main\n"
        "try:\n    main()\nexcept SystemExit:\n    pass\n"
        "print(sorted({'rich', 'lxml', 'bibtexparser', 'cattrs', 'markdown_it'} & set(sys.modules)))\n"
    )
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, timeout=60)
    assert result.stdout.splitlines()[-1] == b"[]"
