"""Finding readers by name: the built-in table, and plug-ins as they are installed for real."""

from __future__ import annotations

import sys
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import paperdigest
import reading_lists
from paperdigest import Reader, ReaderError, UnknownReaderError
from paperdigest.readers.registry import READERS
from reading_lists import STARS

if TYPE_CHECKING:
    from collections.abc import Callable

BUILT_IN = tuple(READERS.built_in)
NAMES = ", ".join(BUILT_IN)
GOOD = Path(reading_lists.__file__).read_text(encoding="utf-8")
LIST = "# Reading list\n\n* A Study <https://arxiv.org/abs/2401.00001>\n"


@pytest.fixture
def install_reader(install: Callable[..., None]) -> Callable[..., None]:
    return partial(install, group="readers")


# --- built in


def test_the_built_in_readers_come_first() -> None:
    assert paperdigest.reader_names()[: len(BUILT_IN)] == BUILT_IN


@pytest.mark.parametrize("name", BUILT_IN)
def test_a_built_in_reader_has_the_shape_and_its_own_name(name: str) -> None:
    found = paperdigest.reader(name)
    assert isinstance(found, Reader)
    assert found.name == found.read("", "-").reader == name


def test_an_unknown_reader_is_an_error_with_the_near_ones_and_all_of_them() -> None:
    with pytest.raises(UnknownReaderError) as caught:
        paperdigest.reader("daily-paper")
    assert str(caught.value) == f"no reader 'daily-paper'; did you mean 'daily-papers'? (readers: {NAMES})"
    assert isinstance(caught.value, LookupError)


def test_where_nothing_is_near_there_is_no_guess() -> None:
    with pytest.raises(UnknownReaderError, match=rf"^no reader 'ZZZ' \(readers: {NAMES}\)$"):
        paperdigest.reader("ZZZ")


# --- plug-ins


@pytest.mark.parametrize("attribute", ["STARS", "ReadingLists"])
def test_a_plug_in_is_a_reader_like_ours(install_reader: Callable[..., None], attribute: str) -> None:
    """Whether the entry point leads to a class or to an instance."""
    install_reader("reading-list", GOOD, module="acme_lists", attribute=attribute)
    assert paperdigest.reader_names() == (*BUILT_IN, "reading-list")
    assert isinstance(paperdigest.reader("reading-list"), Reader)
    document = paperdigest.loads(LIST, reader="reading-list")
    assert document.reader == "reading-list"
    assert [str(paper.arxiv_id) for paper in document.papers] == ["2401.00001"]


def test_plug_ins_are_listed_by_name_without_being_imported(install_reader: Callable[..., None]) -> None:
    install_reader("zebra", "raise RuntimeError", module="acme_zebra")
    install_reader("ant", "raise RuntimeError", module="acme_ant")
    assert paperdigest.reader_names() == (*BUILT_IN, "ant", "zebra")
    assert "acme_ant" not in sys.modules


def test_a_built_in_reader_wins_over_a_plug_in_of_its_name(install_reader: Callable[..., None]) -> None:
    install_reader("daily-papers", "raise RuntimeError", module="acme_daily")
    assert paperdigest.reader_names() == BUILT_IN
    assert type(paperdigest.reader("daily-papers")).__module__ == "paperdigest.readers.daily_papers"


def test_an_exporter_of_a_name_is_no_reader(install: Callable[..., None]) -> None:
    install("titles", "raise RuntimeError", module="acme_titles", group="exporters")
    assert paperdigest.reader_names() == BUILT_IN
    assert "titles" in paperdigest.formats()


BROKEN = [
    ("import acme_needs_this", "cannot be imported: ModuleNotFoundError(\"No module named 'acme_needs_"),
    ("1 / 0", "cannot be imported: ZeroDivisionError('division by zero')"),
    ("", "cannot be imported: AttributeError("),
    ("class STARS:\n    def __init__(self, path): ...", "cannot be imported: TypeError("),
    ("STARS = 3", "is no reader: it lacks name, title, recognises, read"),
    ("class STARS:\n    name = title = 'x'\n    recognises = len", "is no reader: it lacks read"),
]


@pytest.mark.parametrize(("source", "reason"), BROKEN)
def test_a_broken_plug_in_is_reported_by_name_when_it_is_asked_for(
    install_reader: Callable[..., None], source: str, reason: str
) -> None:
    install_reader("lists", source, module="acme_broken", attribute="STARS")
    with pytest.raises(ReaderError) as caught:
        paperdigest.loads(LIST, reader="lists")
    assert str(caught.value).startswith(f"reader plug-in 'lists' (acme_broken:STARS) {reason}")


def test_two_plug_ins_of_one_name_are_reported_and_neither_is_chosen(
    install_reader: Callable[..., None],
) -> None:
    install_reader("lists", GOOD, module="acme_one", attribute="STARS")
    install_reader("lists", GOOD, module="acme_two", attribute="STARS")
    with pytest.raises(
        ReaderError, match=r"^several reader plug-ins are named 'lists': acme_one:STARS, acme_two:STARS$"
    ):
        paperdigest.reader("lists")


# --- by hand


def test_a_reader_object_reads_without_being_installed(tmp_path: Path) -> None:
    (tmp_path / "list.md").write_text(LIST, encoding="utf-8")
    documents = [
        paperdigest.loads(LIST, reader=STARS),
        paperdigest.loads(LIST.encode(), reader=STARS),
        paperdigest.load(tmp_path / "list.md", reader=STARS),
        *paperdigest.scan(tmp_path, reader=STARS),
    ]
    with (tmp_path / "list.md").open("rb") as file:
        documents.append(paperdigest.load(file, reader=STARS))
    assert [document.reader for document in documents] == ["reading-list"] * 5
    assert {document.papers for document in documents} == {documents[0].papers}
    assert paperdigest.reader_names() == BUILT_IN


def test_the_reader_that_is_named_reads_whatever_the_text_is() -> None:
    document = paperdigest.loads(LIST, reader="daily-papers")
    assert (document.reader, document.papers) == ("daily-papers", ())
    assert [found.message for found in document.diagnostics] == [
        "no digest here: no reader recognises the text; asked: daily-papers"
    ]


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        (reading_lists.ReadingLists, "a reader is an object, not a class: make one of ReadingLists first"),
        (3, "3 is neither a reader nor the name of one: it lacks name, title, recognises, read"),
        (b"daily-papers", "b'daily-papers' is neither a reader nor the name of one: it lacks name, "),
    ],
)
def test_what_is_no_reader_is_the_callers_fault(wrong: object, message: str) -> None:
    with pytest.raises(TypeError) as caught:
        paperdigest.loads(LIST, reader=wrong)  # type: ignore[arg-type]
    assert str(caught.value).startswith(message)


def test_a_wrong_name_is_told_before_a_file_is_opened(tmp_path: Path) -> None:
    with pytest.raises(UnknownReaderError):
        paperdigest.load(tmp_path / "missing.md", reader="ZZZ")
    with pytest.raises(UnknownReaderError):
        paperdigest.scan(tmp_path, reader="ZZZ")
