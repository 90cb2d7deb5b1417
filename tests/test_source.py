"""Text, lines, positions, bytes."""

from __future__ import annotations

import io
import pickle
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

import paperdigest
from paperdigest import DecodeError, Position
from paperdigest.source import LineTable, split_lines

if TYPE_CHECKING:
    from pathlib import Path

texts = st.text(st.sampled_from("ab\r\n\u2028\x0c\x85가"))


@given(texts)
def test_lines_and_starts_give_the_text_back(text: str) -> None:
    lines, starts = split_lines(text)
    assert len(starts) == len(lines) + 1
    pieces = [text[start:end] for start, end in pairwise(starts)]
    assert "".join(pieces) == text
    assert [piece.rstrip("\r\n") for piece in pieces] == lines
    assert all("\n" not in line and "\r" not in line for line in lines)


@given(texts)
def test_the_line_table_agrees_with_the_lines(text: str) -> None:
    lines, starts = split_lines(text)
    table = LineTable(text)
    for number, (line, start) in enumerate(zip(lines, starts, strict=False), 1):
        assert table.line(number) == line
        assert table.position(start) == Position(number, 1)
        assert table.position(start + len(line)) == Position(number, len(line) + 1)


def test_only_lf_crlf_and_cr_end_a_line() -> None:
    assert split_lines("a\nb\r\nc\rd\x0b\x0c\x1c\x85\u2028\u2029e")[0] == [
        "a", "b", "c", "d\x0b\x0c\x1c\x85\u2028\u2029e",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("data", "offset", "line"),
    [(b"\xff", 0, 1), (b"ab\xc3", 2, 1), (b"a\r\nb\rc\n\xed\xa0\x80", 7, 4), ("가".encode()[:2], 0, 1)],
)
def test_bytes_that_are_not_utf_8_are_refused_with_their_place(data: bytes, offset: int, line: int) -> None:
    with pytest.raises(DecodeError) as raised:
        paperdigest.loads(data, name="day.md")
    assert (raised.value.offset, raised.value.line) == (offset, line)
    assert str(raised.value).startswith(
        f"day.md: not UTF-8: {raised.value.reason} at byte {offset} (line {line})"
    )


@pytest.mark.parametrize(
    "error",
    [DecodeError("a", 1, 2, "b"), paperdigest.DigestError("r", ()), paperdigest.UnknownFormatError("x")],
)
def test_errors_survive_pickling(error: Exception) -> None:
    again = pickle.loads(pickle.dumps(error))
    assert str(again) == str(error)
    assert vars(again) == vars(error)


TEXT = "## Daily Papers (2024-03-08)\n\n### [T](https://arxiv.org/abs/2401.00001)\n\n- 가\n"


def test_a_file_is_read_by_path_by_bytes_and_by_text(tmp_path: Path) -> None:
    path = tmp_path / "day.md"
    path.write_bytes(TEXT.encode())
    by_path = paperdigest.load(path)
    assert by_path == paperdigest.load(str(path))
    assert (by_path.source, by_path.name) == (TEXT, str(path))
    with path.open("rb") as binary, path.open(encoding="utf-8", newline="") as text:
        assert paperdigest.load(binary) == by_path == paperdigest.load(text)
    assert paperdigest.load(io.StringIO(TEXT)).name == "<file>"


def test_a_missing_file_is_an_os_error_that_names_it(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match=r"none\.md"):
        paperdigest.load(tmp_path / "none.md")


def test_a_documents_position_is_its_line_and_column() -> None:
    assert paperdigest.loads(TEXT).position(TEXT.index("가")) == Position(5, 3)
