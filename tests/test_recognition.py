"""Which reader reads a text: by its structure; most entries first; plug-ins where no built-in reader knows it."""

from __future__ import annotations

import importlib.metadata
import sys
import sysconfig
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import attrs
import pytest
from hypothesis import given

import paperdigest
import reading_lists
from digest_texts import any_text, days, digest_texts
from linear_cost import assert_linear
from paperdigest import DigestError, Document, Reader, ReaderError, Severity
from paperdigest.readers import recognition, registry
from reading_lists import ReadingLists

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

DAY = "## Daily Papers (2024-03-08)\n\n### [Daily](https://arxiv.org/abs/2401.00001)\n"
UNDATED = "### [Undated](https://arxiv.org/abs/2401.00002)\n"
STARRED = "# Reading list\n\n* Starred <https://arxiv.org/abs/2401.00003>\n"
PLUS = "+ Plus <https://arxiv.org/abs/2401.00004>\n"
NOTES = "# Minutes\n\nNothing was decided.\n"

FIXTURES = Path(__file__).parent / "fixtures" / "daily_papers"
GOOD = Path(reading_lists.__file__).read_text(encoding="utf-8")

BUILT_IN = tuple(registry.READERS.built_in)
daily_papers = paperdigest.reader("daily-papers")


def messages(document: Document) -> list[str]:
    return [f"{found.code.id} {found.message}" for found in document.diagnostics]


@pytest.fixture
def install_reader(install: Callable[..., None]) -> Callable[..., None]:
    return partial(install, group="readers")


@pytest.fixture
def table(monkeypatch: pytest.MonkeyPatch) -> None:
    """The table of readers with two more lines, as it will have when there are readers for more formats."""
    more = {
        "reading-list": ("reading_lists", "ReadingLists"),
        "plus-list": ("reading_lists", "plus_lists"),
    }
    grown = attrs.evolve(registry.READERS, built_in={**registry.READERS.built_in, **more})
    monkeypatch.setattr(registry, "READERS", grown)
    monkeypatch.setattr(recognition, "READERS", grown)


# --- the first format


def test_every_file_of_the_corpus_is_recognised_by_its_papers(corpus: Path) -> None:
    for document in paperdigest.scan(corpus / "paper_logs", corpus / "pages"):
        assert document.reader == "daily-papers"
        assert daily_papers.recognises(document.source) == len(document.papers) > 0


# They have papers or a date heading, but not both together, or neither.
NOT_FOR_CERTAIN = {"empty-day", "no-date-heading", "no-digest", "other-section-name"}


@pytest.mark.parametrize("case", sorted(path.stem for path in FIXTURES.glob("*.md")))
@pytest.mark.parametrize("change", ["lf", "crlf", "cr", "mark", "no final line end"])
def test_a_fixture_is_recognised_if_papers_stand_below_a_date(case: str, change: str) -> None:
    text = (FIXTURES / f"{case}.md").read_bytes().decode()
    changed = {
        "lf": text,
        "crlf": text.replace("\n", "\r\n"),
        "cr": text.replace("\n", "\r"),
        "mark": "\ufeff" + text,
        "no final line end": text.rstrip("\n"),
    }[change]
    assert (daily_papers.recognises(changed) == 0) == (case in NOT_FOR_CERTAIN)


@pytest.mark.parametrize(
    ("text", "entries"),
    [
        (DAY, 1),
        (f"# Page\n\nProse.\n\n{DAY}\n### [Two](https://arxiv.org/abs/2401.00005)\n", 2),
        (DAY.replace("## Daily Papers (2024-03-08)", "# 📄 Our daily papers, 8 March 2024 #"), 1),
        (DAY.replace("### [", "#### 1. [") * 2, 2),
        ("## Daily Papers (2024-03-08)\n", 0),
        ("## Daily Papers\n\n" + UNDATED, 0),
        ("Daily Papers (2024-03-08)\n\n" + UNDATED, 0),
        ("We read Daily Papers (2024-03-08) and\n### [T](https://arxiv.org/abs/2401.00005)\n", 0),
        ("    ## Daily Papers (2024-03-08)\n\n" + UNDATED, 0),
        (f"```\n{DAY}```\n", 0),
        (f"~~~markdown\n{DAY}~~~\n", 0),
        (f"```\n{DAY}```\n\n{DAY}", 1),
        (f"# Page\n\n{UNDATED}\n## Daily Papers (2024-03-08)\n", 0),
        (f"# Page\n\n\ufeff{DAY}", 1),
        ("\ufeff" + DAY.replace("\n\n", "\n\n```\ncode\n```\n\n"), 1),
        (UNDATED, 0),
        ("", 0),
        ("\r", 0),
        ("\ufeff", 0),
    ],
)
def test_a_date_heading_and_papers_below_it_are_recognised_outside_of_code(text: str, entries: int) -> None:
    assert daily_papers.recognises(text) == entries


def test_markdown_that_is_no_digest_is_recognised_by_no_reader() -> None:
    # Where the wheel is tested, our own example is installed there, too.
    ours = Path(paperdigest.__file__).parent
    found = sorted(Path(sysconfig.get_path("purelib")).rglob("*.md"))
    pages = [page for page in found if ours not in page.parents]
    assert pages
    for page in pages:
        document = paperdigest.loads(page.read_bytes().decode("utf-8", "replace"))
        assert (document.reader, document.digests) == (None, ()), page


def test_pages_that_show_digests_in_code_are_recognised_by_no_reader() -> None:
    root = Path(__file__).resolve().parents[1]
    # The page on findings shows what an open fence does to the papers below it.
    docs = {*(root / "docs").glob("*.md")} - {root / "docs" / "diagnostics.md"}
    pages = [root / "README.md", *sorted(docs)]
    assert any("\n## Daily Papers (" in page.read_text(encoding="utf-8") for page in pages)
    for document in paperdigest.scan(*pages):
        assert (document.reader, document.digests) == (None, ()), document.name


@given(any_text)
def test_any_text_can_be_asked_about(text: str) -> None:
    entries = daily_papers.recognises(text)
    assert entries >= 0
    if entries:
        assert any(digest.title is not None for digest in daily_papers.read(text, "-").digests)


@given(days | digest_texts)
def test_dated_papers_are_recognised(text: str) -> None:
    # Where line ends are mixed, a heading behind a lone CR is passed over.
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    dated = any(digest.date and digest.papers for digest in daily_papers.read(text, "-").digests)
    assert daily_papers.recognises(text) > 0 or not dated


UNITS = {
    "days": ("", DAY),
    "date headings": ("", "## Daily Papers (2024-03-08)\n"),
    "paper headings": (DAY, "### [T](https://arxiv.org/abs/2401.00001)\n"),
    "paper headings alone": ("", "### [T](https://arxiv.org/abs/2401.00001)\n"),
    "date headings without a day": ("", "## daily papers x\n"),
    "a heading of nothing but its name": ("## ", "daily "),
    "a name and spaces": ("## daily", " "),
    "spaces behind the signs": ("\n##", " "),
    "digits": ("## Daily Papers ", "1"),
    "signs": ("", "#"),
    "line ends": ("", "\n"),
    "line ends of another kind": ("", "\r"),
    "marks": ("\n", "\ufeff"),
    "fences": ("## Daily Papers (2024-03-08)\n", "```\n~~~x\n"),
    "indented signs": ("", "\n   #"),
}


@pytest.mark.parametrize("name", UNITS)
def test_recognising_costs_linear_time(name: str) -> None:
    head, unit = UNITS[name]
    assert_linear(
        lambda length: partial(daily_papers.recognises, head + unit * (length // len(unit))), 100_000
    )


# --- texts that no reader recognises


@pytest.mark.parametrize("text", ["", NOTES, STARRED, "\ud800"])
def test_a_text_that_no_reader_recognises_has_no_digest_no_reader_and_an_error(text: str) -> None:
    document = paperdigest.loads(text, name="notes.md")
    assert (document.reader, document.digests, document.name) == (None, (), "notes.md")
    asked = ", ".join(BUILT_IN)
    assert messages(document) == [f"PD101 no digest here: no reader recognises the text; asked: {asked}"]
    assert "".join(text[block.span.start : block.span.end] for block in document.blocks) == text


def test_the_error_names_every_reader_that_looked(install_reader: Callable[..., None]) -> None:
    install_reader("reading-list", GOOD, module="acme_lists", attribute="STARS")
    (found,) = paperdigest.loads(NOTES).diagnostics
    assert (found.code.id, found.arguments) == ("PD101", (*BUILT_IN, "reading-list"))


@pytest.mark.parametrize("text", [UNDATED, "## Daily Papers (2024-03-08)\n"])
def test_half_a_digest_is_read_by_the_first_format_if_nobody_else_wants_it(text: str) -> None:
    document = paperdigest.loads(text)
    assert document.reader == "daily-papers"
    assert len(document.digests) == 1
    assert document == daily_papers.read(text, "<string>")


# --- several


@pytest.mark.usefixtures("table")
def test_a_new_format_is_a_module_and_a_line_in_the_table() -> None:
    assert paperdigest.reader_names() == (*BUILT_IN, "reading-list", "plus-list")
    assert isinstance(paperdigest.reader("plus-list"), Reader)
    document = paperdigest.loads(STARRED)
    assert (document.reader, messages(document)) == ("reading-list", [])
    assert [paper.title for paper in document.papers] == ["Starred"]
    assert paperdigest.loads(DAY).reader == "daily-papers"
    assert messages(paperdigest.loads(NOTES)) == [
        f"PD101 no digest here: no reader recognises the text; asked: {', '.join(paperdigest.reader_names())}"
    ]


@pytest.mark.usefixtures("table")
@pytest.mark.parametrize(
    ("text", "best", "others"),
    [
        (DAY + STARRED, "daily-papers", "daily-papers, reading-list"),
        (STARRED + DAY, "daily-papers", "daily-papers, reading-list"),
        (DAY + STARRED + "* More <https://example.org/>\n", "reading-list", "daily-papers, reading-list"),
        (DAY + STARRED + PLUS * 2, "plus-list", "daily-papers, reading-list, plus-list"),
        (STARRED + PLUS, "reading-list", "reading-list, plus-list"),
        (f"# Page\n\n{DAY}\nVote: -\n\n{STARRED}", "daily-papers", "daily-papers, reading-list"),
    ],
)
def test_the_reader_that_sees_the_most_entries_reads_and_a_warning_names_all(
    text: str, best: str, others: str
) -> None:
    document = paperdigest.loads(text)
    assert document.reader == best
    warnings = [found for found in document.diagnostics if found.code.id == "PD110"]
    assert [found.message for found in warnings] == [
        f"several readers recognise this text: {others}; read by {best}"
    ]
    assert warnings[0].severity is Severity.WARNING
    assert document.source[: warnings[0].span.end] == text.partition("\n")[0]
    assert document.papers == paperdigest.loads(text, reader=best).papers
    assert list(document.diagnostics) == sorted(
        document.diagnostics, key=lambda found: (found.span.start, found.code.id)
    )
    with pytest.raises(DigestError, match="PD110"):
        paperdigest.loads(text, strict=True)


@pytest.mark.usefixtures("table")
def test_half_a_digest_is_left_to_the_reader_that_recognises_the_text() -> None:
    document = paperdigest.loads(UNDATED + "\n" + STARRED)
    assert (document.reader, messages(document)) == ("reading-list", [])


@pytest.mark.usefixtures("table")
def test_who_is_named_is_the_only_one() -> None:
    document = paperdigest.loads(DAY + STARRED, reader="reading-list")
    assert ([paper.title for paper in document.papers], messages(document)) == (["Starred"], [])


# --- plug-ins


def test_a_plug_in_reads_what_it_recognises(install_reader: Callable[..., None]) -> None:
    install_reader("reading-list", GOOD, module="acme_lists", attribute="STARS")
    assert paperdigest.loads(STARRED).reader == "reading-list"
    assert paperdigest.loads(UNDATED + "\n" + STARRED).reader == "reading-list"
    assert messages(paperdigest.loads(STARRED)) == []


def test_two_plug_ins_that_recognise_a_text_are_named(install_reader: Callable[..., None]) -> None:
    install_reader("reading-list", GOOD, module="acme_stars", attribute="STARS")
    install_reader("plus-list", GOOD, module="acme_pluses", attribute="PLUSES")
    document = paperdigest.loads(STARRED + PLUS * 2)
    assert document.reader == "plus-list"
    assert messages(document) == [
        "PD110 several readers recognise this text: plus-list, reading-list; read by plus-list"
    ]


def test_a_digest_of_ours_asks_no_plug_in(install_reader: Callable[..., None]) -> None:
    install_reader("reading-list", GOOD, module="acme_lists", attribute="STARS")
    document = paperdigest.loads(DAY + STARRED * 9)
    assert (document.reader, "acme_lists" in sys.modules) == ("daily-papers", False)
    assert "PD110" not in {found.code.id for found in document.diagnostics}


FAULTY = """
class Lists:
    name = title = "faulty"
    def recognises(self, source): {recognises}
    def read(self, source, name): {read}
"""

FAULTS = [
    ("1 / 0", "ZeroDivisionError('division by zero')"),
    ("class Lists: name = 'x'", "(acme_faulty:Lists) is no reader: it lacks title, recognises, read"),
    (FAULTY.format(recognises="1 / 0", read="..."), "ZeroDivisionError('division by zero')"),
    (
        FAULTY.format(recognises="...", read="..."),
        "TypeError(\"'NoneType' object cannot be interpreted as an integer\")",
    ),
    (
        FAULTY.format(recognises="return '3'", read="..."),
        "TypeError(\"'str' object cannot be interpreted as an integer\")",
    ),
]


@pytest.mark.parametrize(("source", "reason"), FAULTS)
def test_a_plug_in_that_cannot_be_asked_is_named_and_hurts_nobody(
    install_reader: Callable[..., None], source: str, reason: str
) -> None:
    install_reader("faulty", source, module="acme_faulty", attribute="Lists")
    nothing, fault = paperdigest.loads(NOTES).diagnostics
    assert (nothing.code.id, nothing.arguments) == ("PD101", BUILT_IN)
    assert (fault.code.id, fault.arguments) == ("PD111", ("the reader plug-in 'faulty'", reason))
    assert fault.message.startswith("the reader plug-in 'faulty' could not be asked about this text: ")

    half = paperdigest.loads(UNDATED)
    assert half.papers == daily_papers.read(UNDATED, "-").papers
    assert fault.arguments in [found.arguments for found in half.diagnostics]

    # Strict reading fails for what is in the text, not for what is installed.
    empty = paperdigest.loads("## Daily Papers (2024-03-08)\n", strict=True)
    assert [found.code.id for found in empty.diagnostics] == ["PD106", "PD111"]
    assert messages(paperdigest.loads(DAY)) == []


def test_others_are_asked_when_one_cannot_be(install_reader: Callable[..., None]) -> None:
    install_reader(
        "faulty", FAULTY.format(recognises="1 / 0", read="..."), module="acme_faulty", attribute="Lists"
    )
    install_reader("reading-list", GOOD, module="acme_lists", attribute="STARS")
    document = paperdigest.loads(STARRED)
    assert document.reader == "reading-list"
    assert [found.code.id for found in document.diagnostics] == ["PD111"]


def test_two_plug_ins_of_one_name_are_not_asked(install_reader: Callable[..., None]) -> None:
    install_reader("lists", GOOD, module="acme_one", attribute="STARS")
    install_reader("lists", GOOD, module="acme_two", attribute="STARS")
    document = paperdigest.loads(STARRED)
    assert document.reader is None
    assert messages(document)[1].startswith(
        "PD111 the reader plug-in 'lists' could not be asked about this text: several reader plug-ins are named"
    )


def test_damaged_metadata_of_any_package_does_not_keep_from_reading(monkeypatch: pytest.MonkeyPatch) -> None:
    def damaged(**_: str) -> NoReturn:
        raise ValueError("not a section")

    monkeypatch.setattr(importlib.metadata, "entry_points", damaged)
    assert messages(paperdigest.loads(NOTES))[1:] == [
        "PD111 the list of installed packages could not be asked about this text: ValueError('not a section')"
    ]


@pytest.mark.parametrize(
    ("read", "reason"),
    [
        ("1 / 0", "failed on list.md: ZeroDivisionError('division by zero')"),
        ("return 3", "gave no document for list.md, but int"),
    ],
)
def test_a_plug_in_that_fails_to_read_is_named(
    install_reader: Callable[..., None], read: str, reason: str
) -> None:
    source = FAULTY.format(recognises="return source.count('* ')", read=read)
    install_reader("faulty", source, module="acme_faulty", attribute="Lists")
    for reader in (None, "faulty", paperdigest.reader("faulty")):
        with pytest.raises(ReaderError) as caught:
            paperdigest.loads(STARRED, reader=reader, name="list.md")
        assert str(caught.value) == f"reader 'faulty' {reason}"
        assert paperdigest.loads(DAY).reader == "daily-papers"


def test_a_bug_of_ours_is_not_taken_for_a_readers_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> NoReturn:
        raise ZeroDivisionError

    monkeypatch.setattr(type(daily_papers), "read", broken)
    for reader in (None, "daily-papers", daily_papers):
        with pytest.raises(ZeroDivisionError):
            paperdigest.loads(DAY, reader=reader)


# --- when plug-ins are looked up


@pytest.fixture
def lookups(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The groups that were looked up since the test began."""
    found: list[str] = []
    look_up = importlib.metadata.entry_points

    def counted(*, group: str) -> Iterable[importlib.metadata.EntryPoint]:
        found.append(group)
        return look_up(group=group)

    monkeypatch.setattr(importlib.metadata, "entry_points", counted)
    return found


def test_plug_ins_are_looked_up_for_no_text_that_a_built_in_reader_recognises(lookups: list[str]) -> None:
    paperdigest.loads(DAY)
    paperdigest.loads(NOTES, reader="daily-papers")
    assert lookups == []
    paperdigest.loads(NOTES)
    assert lookups == ["paperdigest.readers"]


def test_a_scan_looks_plug_ins_up_once(lookups: list[str], tmp_path: Path) -> None:
    for number in range(5):
        (tmp_path / f"{number}.md").write_text(NOTES, encoding="utf-8")
    assert [document.reader for document in paperdigest.scan(tmp_path)] == [None] * 5
    assert lookups == ["paperdigest.readers"]


def test_a_package_that_is_installed_meanwhile_is_found(install_reader: Callable[..., None]) -> None:
    assert paperdigest.loads(STARRED).reader is None
    install_reader("reading-list", GOOD, module="acme_lists", attribute="STARS")
    assert paperdigest.loads(STARRED).reader == "reading-list"


def test_the_reader_of_the_tests_has_the_shape() -> None:
    assert isinstance(ReadingLists(), Reader)
