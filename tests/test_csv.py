"""The csv exporter, read back with Python's csv module."""

from __future__ import annotations

import csv
import datetime as dt
import io
import re
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

import strategies
from paperdigest.errors import OptionError
from paperdigest.model import ArxivId, Link, Media, MediaKind, Paper, Point
from paperdigest.text import to_text
from paperdigest.writing import dump, dumps

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

COLUMNS = ["date", "arxiv_id", "title", "url", "votes", "authors", "image", "video", "summary", "links"]

FULL = Paper(
    title="Reading **Digests**, Slowly",
    url="https://arxiv.org/abs/2403.10000",
    arxiv_id=ArxivId("2403.10000"),
    date=dt.date(2024, 3, 8),
    votes=-3,
    authors=("Ion Stoica", "김하늘"),
    media=(
        Media(kind=MediaKind.IMAGE, url="/a.png"),
        Media(kind=MediaKind.VIDEO, url="https://example.org/a.mp4"),
        Media(kind=MediaKind.IMAGE, url="https://example.org/b.png"),
    ),
    summary=(
        Point(text="**하나**는 처음이다."),
        Point(
            text="",
            label="What's *New*",
            children=(
                Point(text="a part", children=(Point(text="of it", label="Part"),)),
                Point(text="another"),
            ),
        ),
        Point(text='They say "three".', label="Details"),
    ),
    links=(Link(url="https://example.org/1"), Link(url="https://example.org/2", label="two")),
)


def _rows(text: str, delimiter: str = ",") -> list[list[str]]:
    return list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True))


def _cell(paper: Paper, column: str, **options: object) -> str:
    """What a program that reads the file finds in one column of the one paper."""
    header, row = _rows(dumps([paper], "csv", columns=[column], **options))
    assert header == [column]
    return row[0]


def test_a_paper_is_a_row_under_the_documented_columns() -> None:
    header, row = _rows(dumps([FULL], "csv"))
    assert header == COLUMNS
    assert dict(zip(header, row, strict=True)) == {
        "date": "2024-03-08",
        "arxiv_id": "2403.10000",
        "title": "Reading Digests, Slowly",
        "url": "https://arxiv.org/abs/2403.10000",
        "votes": "-3",
        "authors": "Ion Stoica; 김하늘",
        "image": "/a.png; https://example.org/b.png",
        "video": "https://example.org/a.mp4",
        "summary": "하나는 처음이다.\n"
        "What's New:\n"
        "  a part\n"
        "    Part: of it\n"
        "  another\n"
        'Details: They say "three".',
        "links": "https://example.org/1; https://example.org/2",
    }


def test_what_the_digest_does_not_say_is_an_empty_cell() -> None:
    assert _rows(dumps([Paper(title="T")], "csv"))[1] == ["", "", "T", *[""] * 7]


def test_no_votes_are_not_unknown_votes() -> None:
    assert _cell(Paper(title="T", votes=0), "votes") == "0"


def test_lines_end_in_crlf_and_only_cells_that_need_it_have_quotes() -> None:
    paper = Paper(title='a "b", c', url="x", authors=("one", "two"))
    assert dumps([paper], "csv", columns=["title", "url", "authors"]) == (
        'title,url,authors\r\n"a ""b"", c",x,one; two\r\n'
    )


def test_without_papers_there_is_the_header() -> None:
    assert dumps([], "csv") == ",".join(COLUMNS) + "\r\n"


def test_a_row_with_one_empty_cell_is_no_empty_line() -> None:
    assert dumps([Paper(title="T")], "csv", columns=["date"]) == 'date\r\n""\r\n'


def test_papers_are_written_one_by_one() -> None:
    stream = io.BytesIO()
    sizes = []

    def papers() -> Iterator[Paper]:
        for number in range(3):
            sizes.append(len(stream.getvalue()))
            yield Paper(title=str(number))

    dump(papers(), stream, format="csv")
    assert sizes[0] < sizes[1] < sizes[2]


# --- options


def test_columns_come_in_the_order_that_is_asked_for() -> None:
    assert _rows(dumps([FULL], "csv", columns=["votes", "title"])) == [
        ["votes", "title"],
        ["-3", "Reading Digests, Slowly"],
    ]


def test_lists_are_joined_by_the_separator_that_is_asked_for() -> None:
    assert _cell(FULL, "authors", list_separator="\n") == "Ion Stoica\n김하늘"
    assert _cell(FULL, "links", list_separator=" | ") == "https://example.org/1 | https://example.org/2"


@pytest.mark.parametrize("delimiter", [";", "\t", "|", " ", "é", "한", "'", "0"])
def test_any_character_may_stand_between_cells(delimiter: str) -> None:
    assert _rows(dumps([FULL], "csv", delimiter=delimiter), delimiter) == _rows(dumps([FULL], "csv"))


BAD_OPTIONS: list[tuple[dict[str, object], str]] = [
    ({"delimiter": ""}, "csv: option 'delimiter': must be one character"),
    ({"delimiter": ", "}, "csv: option 'delimiter': must be one character"),
    ({"delimiter": '"'}, "csv: option 'delimiter': must be one character"),
    ({"delimiter": "\n"}, "csv: option 'delimiter': must be one character"),
    ({"delimiter": "\x00"}, "csv: option 'delimiter': must be one character"),
    ({"delimiter": "\ud800"}, "csv: option 'delimiter': must be one character"),
    ({"columns": ()}, "csv: option 'columns': must name at least one column, and each once"),
    ({"columns": ("url", "url")}, "csv: option 'columns': must name at least one column, and each"),
    ({"columns": ("titel",)}, "csv: option 'columns': there is no 'titel' (columns: date, arxiv_id, "),
]


@pytest.mark.parametrize(("options", "message"), BAD_OPTIONS)
def test_options_out_of_range_are_an_error(options: dict[str, object], message: str) -> None:
    with pytest.raises(OptionError, match="^" + re.escape(message)):
        dumps([], "csv", **options)


# --- spreadsheets

FORMULAS = [
    "=1+1",
    "+1",
    "-1",
    "@SUM(A1)",
    " =1+1",
    "\u00a0=1",
    "\u3000@a",
    "\ufeff=1",
    "＝1",
    "＋1",
    "－1",
    "＠a",
    "\t=1",
    "\ttext",
    "\rtext",
    "\ntext",
    "\r\n=1",
    "\x00=1",
    "\x0b \x1f-1",
]
NO_FORMULAS = ["", " ", "text", "1 = 1", "a@example.org", "'=1", "_=1", "https://example.org/=1", "한=1"]


@pytest.mark.parametrize("text", FORMULAS)
def test_a_cell_that_a_spreadsheet_would_run_gets_an_apostrophe(text: str) -> None:
    for paper, column in _papers_with(text):
        cell = _cell(paper, column)
        assert cell.startswith("'")
        assert cell[1:] == _cell(paper, column, escape_formulas=False)


@pytest.mark.parametrize("text", NO_FORMULAS)
def test_other_cells_are_left_alone(text: str) -> None:
    for paper, column in _papers_with(text):
        assert _cell(paper, column) == text


def _papers_with(text: str) -> Iterable[tuple[Paper, str]]:
    """Papers whose cell in a column is the text, for the columns that are written as they are."""
    yield Paper(title="T", url=text), "url"
    yield Paper(title="T", authors=(text,)), "authors"
    yield Paper(title="T", media=(Media(kind=MediaKind.IMAGE, url=text),)), "image"
    yield Paper(title="T", media=(Media(kind=MediaKind.VIDEO, url=text),)), "video"
    yield Paper(title="T", links=(Link(url=text),)), "links"


@pytest.mark.parametrize("text", ["=1+1", "+1", "@SUM(A1)", "＝1"])
def test_titles_and_summaries_are_guarded_after_they_became_plain_text(text: str) -> None:
    bold = f"**{text}**"
    assert _cell(Paper(title=bold), "title") == f"'{text}"
    assert _cell(Paper(title="T", summary=(Point(text=bold),)), "summary") == f"'{text}"
    assert _cell(Paper(title="T", summary=(Point(text="b", label=bold),)), "summary") == f"'{text}: b"


def test_for_excel_there_is_a_byte_order_mark_and_no_id_is_a_number() -> None:
    text = dumps([FULL], "csv", excel=True, columns=["arxiv_id", "authors"])
    assert text == "\ufeffarxiv_id,authors\r\narXiv:2403.10000,Ion Stoica; 김하늘\r\n"
    assert ArxivId.parse("arXiv:2403.10000") == FULL.arxiv_id


def test_control_characters_are_dropped_and_lone_surrogates_replaced() -> None:
    paper = Paper(title="T", authors=("a\x00b\x08\x0b\x0c\x1f\x7fc\td\ne\rf\ud800g\u2028h\x85",))
    assert _cell(paper, "authors") == "abc\td\ne\rf\ufffdg\u2028h\x85"


@given(st.lists(strategies.papers(surrogates=True), max_size=3), st.sampled_from(",;\t| ="), st.booleans())
def test_reading_back_gives_the_values(papers: list[Paper], delimiter: str, escape: bool) -> None:
    header, *rows = _rows(dumps(papers, "csv", delimiter=delimiter, escape_formulas=escape), delimiter)
    assert header == COLUMNS
    for paper, row in zip(papers, rows, strict=True):
        assert len(row) == len(COLUMNS)
        assert row[0] == ("" if paper.date is None else paper.date.isoformat())
        assert row[4] == ("" if paper.votes is None else str(paper.votes))
        for cell, text in ((row[2], to_text(paper.title)), (row[3], paper.url or "")):
            clean = re.sub("[\ud800-\udfff]", "\ufffd", re.sub(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]", "", text))
            assert cell in ((clean, f"'{clean}") if escape else (clean,))


@given(strategies.papers(surrogates=True))
def test_no_text_cell_starts_like_a_formula(paper: Paper) -> None:
    row = _rows(dumps([paper], "csv"))[1]
    for column, cell in zip(COLUMNS, row, strict=True):
        assert column == "votes" or not re.match(r"[=+\-@\t\r\n]", cell.lstrip())


def test_a_long_chain_of_nested_points_takes_no_more_than_its_length() -> None:
    """Neither a recursion error nor an indent that grows with the depth."""
    point = Point(text="end")
    for _ in range(20_000):
        point = Point(text="a", children=(point,))
    assert len(dumps([Paper(title="T", summary=(point,))], "csv")) < 20_000 * 50
