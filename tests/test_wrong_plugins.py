"""Exporters that are not ours: given by hand, and wrong ones, which are named and hurt nothing else."""

from __future__ import annotations

import errno
import io
import types
import zipfile
from typing import TYPE_CHECKING, Any

import pytest

import wrong_exporters as wrong
from cli_support import MARCH, install_plugin, run
from paperdigest.errors import ExporterError, OptionError, SchemaError, UnknownFormatError
from paperdigest.exporters.csv import CsvExporter
from paperdigest.exporters.guard import write_papers
from paperdigest.exporters.json import JsonExporter
from paperdigest.exporters.registry import exporter, formats
from paperdigest.model import Paper
from paperdigest.testing.streams import FullStream
from paperdigest.writing import dump, dumps

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

PAPERS = (Paper(title="One"), Paper(title="Two"))
LINES = "'One', None\n'Two', None\n"


@pytest.fixture
def old(tmp_path: Path) -> Iterator[Path]:
    """A file that must stay as it is, in a folder where nothing else may be left."""
    folder = tmp_path / "out"
    folder.mkdir()
    path = folder / "papers.lines"
    path.write_bytes(b"old")
    yield path
    assert path.read_bytes() == b"old"
    assert list(folder.iterdir()) == [path]


# --- by hand


def test_an_exporter_may_be_given_instead_of_a_name(tmp_path: Path) -> None:
    assert dumps(PAPERS, wrong.Lines()) == LINES
    dump(PAPERS, tmp_path / "a.json", format=wrong.Lines(), loud=True)
    assert (tmp_path / "a.json").read_text(encoding="utf-8") == LINES.upper().replace("NONE", "None")
    stream = io.BytesIO()
    dump(PAPERS, stream, wrong.Lines(), end="crlf")
    assert stream.getvalue().decode() == LINES.replace("\n", "\r\n")


def test_an_exporter_that_is_given_is_checked_given_back_and_registered_nowhere() -> None:
    before = formats()
    mine = wrong.Lines()
    assert exporter(mine) is mine
    assert formats() == before
    with pytest.raises(UnknownFormatError):
        exporter("lines")


def test_an_exporter_that_is_given_may_have_the_name_of_another() -> None:
    assert dumps(PAPERS, wrong.lines(name="csv")) == LINES
    assert type(exporter("csv")) is CsvExporter


def test_its_options_are_checked_like_ours() -> None:
    with pytest.raises(OptionError, match=r"^lines: option 'end' must be one of lf, crlf, not 'cr'$"):
        dumps(PAPERS, wrong.Lines(), end="cr")


def test_a_module_may_be_an_exporter() -> None:
    module = types.ModuleType("acme_lines")
    for name in ("name", "title", "media_type", "suffixes", "options", "write"):
        setattr(module, name, getattr(wrong.Lines(), name))
    assert dumps(PAPERS, module) == LINES
    module.write = FailsHalfWay(LookupError()).write  # type: ignore[attr-defined]
    with pytest.raises(ExporterError, match=r"^exporter plug-in 'lines' \(acme_lines\) failed: LookupError"):
        dumps(PAPERS, module)
    module.write = None  # type: ignore[attr-defined]
    with pytest.raises(ExporterError, match=r"^<module 'acme_lines'> is no exporter: its write must be a me"):
        exporter(module)


@pytest.mark.parametrize(
    ("given", "reason"),
    [
        (3, "3 is no exporter: it lacks name, title, media_type, suffixes, options, write"),
        (b"csv", "b'csv' is no exporter: it lacks name, media_type, suffixes, options, write"),
        (
            wrong.Lines,
            "<class 'wrong_exporters.Lines'> is no exporter: it is a class, and an exporter is an ",
        ),
        (wrong.lines(options=dict), "<wrong_exporters.Wrong object at 0x"),
    ],
)
def test_what_is_no_exporter_is_an_error_that_says_why_and_no_file_is_touched(
    given: Any, reason: str, old: Path
) -> None:
    calls: list[Callable[[], object]] = [
        lambda: exporter(given),
        lambda: dumps(PAPERS, given),
        lambda: dump(PAPERS, old, given),
        lambda: dump(PAPERS, io.BytesIO(), given),
    ]
    for call in calls:
        with pytest.raises(ExporterError) as caught:
            call()
        assert str(caught.value).startswith(reason)


# --- plug-ins that are wrong in the middle of a write


class FailsHalfWay(wrong.Lines):
    """After more than a buffer holds."""

    def __init__(self, error: BaseException) -> None:
        self.error = error

    def write(self, papers: Iterable[Paper], stream: Any, options: Any) -> None:
        stream.write(b"new" * 100_000)
        next(iter(papers))
        raise self.error


WRONG = [
    (FailsHalfWay(ZeroDivisionError("no luck")), "failed: ZeroDivisionError('no luck')"),
    # It looks like a fault of the target, and is none.
    (FailsHalfWay(FileNotFoundError(errno.ENOENT, "gone", "template.txt")), "failed: FileNotFoundError("),
    (FailsHalfWay(OptionError("lines: bad")), "failed: OptionError('lines: bad')"),
    (FailsHalfWay(SystemExit(0)), "failed: SystemExit(0)"),
    (FailsHalfWay(StopIteration()), "failed: StopIteration()"),
    (wrong.WritesText(), "failed: TypeError('an exporter writes bytes, not the text \"\\'One\\'\"')"),
    (wrong.WritesLinesOfText(), "failed: TypeError('an exporter writes bytes, not the text "),
    (wrong.lines(line=lambda self, paper, options: 3), "failed: TypeError("),
    (wrong.Closes(), "closed the stream, which is not its own"),
    (wrong.WrapsWithoutDetaching(), "closed the stream, which is not its own"),
    (wrong.Tells(), "failed: UnsupportedOperation("),
    (wrong.Measures(), "failed: TypeError("),
]


@pytest.mark.parametrize(("plug_in", "reason"), WRONG)
def test_a_plug_in_that_fails_is_named_with_where_it_comes_from_and_the_old_file_stays(
    plug_in: Any, reason: str, old: Path
) -> None:
    kind = type(plug_in)
    where = f"exporter plug-in 'lines' ({kind.__module__}:{kind.__name__}) "
    with pytest.raises(ExporterError) as caught:
        dump(PAPERS, old, format=plug_in)
    assert str(caught.value).startswith(where + reason)
    with pytest.raises(ExporterError):
        dumps(PAPERS, plug_in)


def test_the_error_of_a_plug_in_is_the_cause_and_quoted_in_short() -> None:
    error = UnicodeEncodeError("utf-8", "\ud800" * 100_000, 0, 1, "surrogates not allowed")
    with pytest.raises(ExporterError) as caught:
        dumps(PAPERS, FailsHalfWay(error))
    assert caught.value.__cause__ is error
    assert len(str(caught.value)) < 350


def test_a_plug_in_may_refuse_a_paper_as_ours_do(old: Path) -> None:
    error = SchemaError("papers[0]: too deep")
    with pytest.raises(SchemaError) as caught:
        dump(PAPERS, old, format=FailsHalfWay(error))
    assert caught.value is error


def test_an_interrupt_passes_through_a_plug_in(old: Path) -> None:
    with pytest.raises(KeyboardInterrupt):
        dump(PAPERS, old, format=FailsHalfWay(KeyboardInterrupt()))


def test_a_validator_that_fails_is_the_fault_of_the_plug_in(old: Path) -> None:
    with pytest.raises(ExporterError) as caught:
        dump(PAPERS, old, format=wrong.with_option(validator=wrong.fail), own="b")
    assert str(caught.value) == (
        "exporter plug-in 'lines' (wrong_exporters:Wrong) cannot take option 'own': ZeroDivisionError()"
    )


# --- what comes from outside passes as it is


def papers_then(error: BaseException) -> Iterator[Paper]:
    yield from PAPERS
    raise error


class SwallowsAll(wrong.Lines):
    def write(self, papers: Iterable[Paper], stream: Any, options: Any) -> None:
        try:
            super().write(papers, stream, options)
        except BaseException:  # noqa: BLE001, RUF100
            stream.write(b"the end")


class MakesItASchemaError(wrong.Lines):
    def write(self, papers: Iterable[Paper], stream: Any, options: Any) -> None:
        try:
            super().write(papers, stream, options)
        except Exception as error:
            raise SchemaError("a paper does not fit") from error


THROUGH = [
    wrong.Lines(),
    wrong.Swallows(),
    wrong.SwallowsOfStream(),
    wrong.Converts(),
    wrong.ConvertsOfStream(),
    SwallowsAll(),
    MakesItASchemaError(),
]
through_any = pytest.mark.parametrize("plug_in", THROUGH, ids=[type(each).__name__ for each in THROUGH])


@through_any
@pytest.mark.parametrize(
    "error", [OSError(errno.ENOENT, "gone", "a.md"), SchemaError("theirs"), LookupError(), ExporterError("x")]
)
def test_an_error_of_the_papers_passes_whatever_a_plug_in_makes_of_it(
    plug_in: Any, error: Exception, old: Path
) -> None:
    with pytest.raises(type(error)) as caught:
        dump(papers_then(error), old, format=plug_in)
    assert caught.value is error


@pytest.mark.parametrize("error", [KeyboardInterrupt(), SystemExit(3)])
@pytest.mark.parametrize("plug_in", [wrong.Lines(), SwallowsAll()])
def test_an_interrupt_out_of_the_papers_passes_too(plug_in: Any, error: BaseException, old: Path) -> None:
    with pytest.raises(type(error)) as caught:
        dump(papers_then(error), old, format=plug_in)
    assert caught.value is error


@through_any
@pytest.mark.parametrize("error", [OSError(errno.ENOSPC, "full"), BrokenPipeError(errno.EPIPE, "gone")])
def test_an_error_of_the_stream_passes_whatever_a_plug_in_makes_of_it(plug_in: Any, error: OSError) -> None:
    with pytest.raises(type(error)) as caught:
        dump(PAPERS, FullStream(15, error), format=plug_in)
    assert caught.value is error


def test_an_error_in_flushing_is_one_of_the_stream() -> None:
    class Broken(io.BytesIO):
        def flush(self) -> None:
            raise BrokenPipeError

    with pytest.raises(BrokenPipeError):
        dump(PAPERS, Broken(), format=wrong.Flushes())


def test_of_several_errors_the_first_from_outside_passes() -> None:
    first = LookupError("first")
    with pytest.raises(LookupError) as caught:
        dump(papers_then(first), FullStream(30, OSError("then")), format=SwallowsAll())
    assert caught.value is first


def test_a_stream_that_is_closed_already_is_no_fault_of_the_plug_in() -> None:
    stream = io.BytesIO()
    stream.close()
    with pytest.raises(ValueError, match="closed file"):
        dump(PAPERS, stream, format=wrong.Lines())


def test_papers_that_cannot_be_gone_over_are_no_fault_of_the_plug_in(old: Path) -> None:
    with pytest.raises(TypeError, match="'int' object is not iterable"):
        dump(3, old, format=wrong.Lines())  # type: ignore[arg-type]


def test_an_error_of_one_of_ours_is_never_taken_for_one_of_a_plug_in(
    old: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    error = ZeroDivisionError("a bug of ours")

    def write(self: object, papers: object, stream: object, options: object) -> None:
        raise error

    monkeypatch.setattr(JsonExporter, "write", write)
    with pytest.raises(ZeroDivisionError) as caught:
        dump(PAPERS, old, format="json")
    assert caught.value is error
    monkeypatch.setattr(JsonExporter, "options", wrong.with_option(validator=wrong.fail).options)
    with pytest.raises(ZeroDivisionError):
        dump(PAPERS, old, format="json", own="b")


# --- the stream of a plug-in


def test_a_plug_in_writes_paper_by_paper() -> None:
    stream = io.BytesIO()
    sizes = []

    def papers() -> Iterator[Paper]:
        for paper in PAPERS:
            sizes.append(len(stream.getvalue()))
            yield paper

    dump(papers(), stream, format=wrong.Lines())
    assert sizes == [0, 12]


def test_the_stream_of_the_caller_stays_open_whatever_a_plug_in_does() -> None:
    stream = io.BytesIO()
    for plug_in in (wrong.Closes(), wrong.WrapsWithoutDetaching(), wrong.Seeks(), wrong.Truncates()):
        stream.write(b"before ")
        if isinstance(plug_in, wrong.Seeks | wrong.Truncates):
            dump(PAPERS, stream, format=plug_in)
        else:
            with pytest.raises(ExporterError):
                dump(PAPERS, stream, format=plug_in)
    assert stream.getvalue().startswith(b"before 'One', None\n'Two', None\nbefore 'One'")
    assert stream.getvalue().endswith(b"before 'One', None\n'Two', None\n")
    assert stream.getvalue().count(b"before ") == 4


def test_flushing_reaches_the_stream() -> None:
    flushed = []

    class Notes(io.BytesIO):
        def flush(self) -> None:
            flushed.append(len(self.getvalue()))

    dump(PAPERS, Notes(), format=wrong.Flushes())
    assert flushed == [12, 24]


class Zips(wrong.Lines):
    def write(self, papers: Iterable[Paper], stream: Any, options: Any) -> None:
        with zipfile.ZipFile(stream, "w") as archive:
            for number, paper in enumerate(papers):
                archive.writestr(zipfile.ZipInfo(f"{number}.txt"), paper.title)


class WrapsAndDetaches(wrong.Lines):
    def write(self, papers: Iterable[Paper], stream: Any, options: Any) -> None:
        text = io.TextIOWrapper(stream, encoding="utf-8", newline="\n", write_through=True)
        for paper in papers:
            print(paper.title, file=text)
        text.detach()


def test_libraries_that_write_to_streams_can_write_to_this_one(tmp_path: Path) -> None:
    dump(PAPERS, tmp_path / "papers.zip", format=Zips())
    with zipfile.ZipFile(tmp_path / "papers.zip") as archive:
        assert archive.testzip() is None
        assert [archive.read(name) for name in archive.namelist()] == [b"One", b"Two"]
    assert dumps(PAPERS, WrapsAndDetaches()) == "One\nTwo\n"


def test_ours_get_the_papers_and_the_stream_themselves(monkeypatch: pytest.MonkeyPatch) -> None:
    got: list[object] = []
    monkeypatch.setattr(JsonExporter, "write", lambda self, *given: got.extend(given))
    stream = io.BytesIO()
    write_papers(JsonExporter(), PAPERS, stream, "options")
    assert got[0] is PAPERS
    assert got[1] is stream


# --- plug-ins that are installed

GOOD = """
from attrs import frozen
from paperdigest.exporters.options import option

@frozen(kw_only=True)
class Options:
    loud: bool = option(False, "write in upper case")

class Exporter:
    name = {name!r}
    title = "Titles"
    media_type = "text/plain"
    suffixes = (".{name}",)
    options = Options

    def write(self, papers, stream, options):
        for paper in papers:
            stream.write(paper.title.encode() + b"\\n")
"""
WRITE = 'stream.write(paper.title.encode() + b"\\n")'

# A name that no other test has, since a module is imported once in a process; what is put into the good one for
# what; what the error says.
INSTALLED = [
    (
        "w_leaves",
        "class Exporter:",
        "raise SystemExit(0)\nclass Exporter:",
        "cannot be imported: SystemExit(0)",
    ),
    (
        "w_imports",
        "class Exporter:",
        "import acme_lacks\nclass Exporter:",
        "cannot be imported: ModuleNotFound",
    ),
    ("w_nameless", "    name = 'w_nameless'\n", "", "is no exporter: it lacks name"),
    ("w_renamed", "name = 'w_renamed'", "name = 'csv'", "is no exporter of that name: it calls itself 'csv'"),
    (
        "w_claims",
        '(".w_claims",)',
        '".w_claims"',
        "is no exporter: its suffixes must be a tuple of texts, not '.",
    ),
    ("w_plain", "@frozen(kw_only=True)\n", "", "is no exporter: its options are no attrs class"),
    (
        "w_typed",
        "loud: bool",
        "loud: complex",
        "is no exporter: it declares options that cannot be read: Type",
    ),
    (
        "w_factory",
        'option(False, "write in upper case")',
        "__import__('attrs').Factory(bool)",
        "is no exporter: it",
    ),
    (
        "w_refuses",
        '"write in upper case")',
        '"", lambda *_: 1 / 0)',
        "is no exporter: its options refuse their ",
    ),
    ("w_raises", WRITE, f"{WRITE}; raise KeyError(options.loud)", "failed: KeyError(False)"),
    (
        "w_texts",
        WRITE,
        "stream.write(paper.title)",
        'failed: TypeError("an exporter writes bytes, not the text ',
    ),
    ("w_closes", WRITE, f"{WRITE}; stream.close()", "closed the stream, which is not its own"),
]


@pytest.mark.parametrize(
    ("name", "old_code", "new_code", "reason"), INSTALLED, ids=[row[0] for row in INSTALLED]
)
def test_a_wrong_plug_in_is_named_leaves_the_old_file_and_hurts_nothing_else(
    name: str,
    old_code: str,
    new_code: str,
    reason: str,
    old: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    good = GOOD.format(name=name)
    assert old_code in good
    install_plugin(tmp_path, name, good.replace(old_code, new_code, 1))
    install_plugin(tmp_path, f"beside{name}", GOOD.format(name=f"beside{name}"))
    monkeypatch.syspath_prepend(tmp_path)
    expected = f"exporter plug-in '{name}' (plugin_{name}:Exporter) {reason}"

    with pytest.raises(ExporterError) as caught:
        dump(PAPERS, old, format=name)
    assert str(caught.value).startswith(expected)
    digest = tmp_path / "digest.md"
    digest.write_text(MARCH, encoding="utf-8")
    result = run("convert", digest, "-t", name, "-o", old)
    assert result.exit_code == 1
    assert expected in result.stderr
    assert old.read_bytes() == b"old"

    assert name in formats()
    assert dumps(PAPERS, f"beside{name}") == "One\nTwo\n"
    assert dumps(PAPERS, "csv", columns=("title",)) == "title\r\nOne\r\nTwo\r\n"
    assert run("formats").exit_code == 0
    demo = run("demo", tmp_path / "demo")
    assert demo.exit_code == 0
    assert f"left out: {expected}" in demo.stderr
    assert f"example.{name}" not in [path.name for path in (tmp_path / "demo").iterdir()]


def test_the_demo_shows_what_is_no_text_as_well_as_it_can(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    install_plugin(tmp_path, "binary", GOOD.format(name="binary").replace(WRITE, 'stream.write(b"\\xff\\n")'))
    monkeypatch.syspath_prepend(tmp_path)
    result = run("demo", tmp_path / "demo")
    assert result.exit_code == 0
    assert (tmp_path / "demo" / "example.binary").read_bytes() == b"\xff\n" * 6
    assert "    \ufffd\n" in result.stdout
