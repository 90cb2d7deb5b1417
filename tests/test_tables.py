"""The table engine: rows as they occur, whole or broken, and tables that are made, broken, and read back."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from linear_cost import assert_linear
from paperdigest.readers.engines.tables import (
    Row,
    Table,
    column_index,
    column_name,
    header_cells,
    read_rows,
    read_table,
)
from paperdigest.source import split_lines

if TYPE_CHECKING:
    from collections.abc import Callable


def table(text: str, elastic: int | None = None) -> Table:
    return read_table(split_lines(text)[0], 0, elastic=elastic)


def cells(text: str, elastic: int | None = None) -> list[tuple[str, ...]]:
    return [row.cells for row in table(text, elastic).rows]


THREE = "| Title | Authors | Summary |\n|---|---|---|\n"


def test_a_table_has_a_header_a_line_of_dashes_and_rows() -> None:
    assert table(THREE + "| A | B | C |\n| D | E | F |\n\nText.") == Table(
        line=0,
        end=4,
        header=Row(0, 1, ("Title", "Authors", "Summary"), 3),
        delimiter=1,
        rows=(Row(2, 3, ("A", "B", "C"), 3), Row(3, 4, ("D", "E", "F"), 3)),
    )


@pytest.mark.parametrize(
    "header", ["| **Title** | _Day_ |", "|`Title`|<b>Day</b>|", "**Title**|Day", " Title |Day| "]
)
def test_markers_around_the_names_of_columns_are_none_of_them(header: str) -> None:
    assert header_cells(header) == ("Title", "Day")
    assert table(header + "\n|---|---|\n| a | b |").header.cells == ("Title", "Day")


@pytest.mark.parametrize("line", ["", "Title and day", "|", "|---|---|", "| " * 66])
def test_a_line_that_names_no_columns_is_no_header(line: str) -> None:
    assert header_cells(line) is None


def test_columns_are_found_by_names_however_they_are_spelled() -> None:
    header = header_cells("| **Publish  date:** | TITLE | Code |")
    assert header is not None
    assert column_index(header, {"Publish Date", "date"}) == 0
    assert column_index(header, ["title"]) == 1
    assert column_index(header, ["PDF"]) is None
    found = table("| **Publish  date:** | TITLE |\n|---|---|\n")
    assert column_index(found, ["Title"]) == column_index(found.header, ["Title"]) == 1
    assert column_name(" **Paper  Title：** ") == "paper title"


@pytest.mark.parametrize(
    "dashes",
    ["|---|---|---|", "|:-:|:--|--:|", "--- | --- | ---", "| - | - |", "|---|", "|——|—|—|", "| :---: ||"],
)
def test_the_line_of_dashes_may_be_odd(dashes: str) -> None:
    found = table(f"| Title | Authors | Summary |\n{dashes}\n| A | B | C |")
    assert found.delimiter == 1
    assert found.rows == (Row(2, 3, ("A", "B", "C"), 3),)


def test_the_line_of_dashes_may_be_missing() -> None:
    found = table("| Title | Authors |\n| A | B |")
    assert found.delimiter is None
    assert found.rows == (Row(1, 2, ("A", "B"), 2),)


def test_a_header_that_is_broken_over_lines_is_told_by_the_dashes_below() -> None:
    found = table("| Title | Authors\n| Summary |\n|---|---|---|\n| A | B | C |")
    assert found.header == Row(0, 2, ("Title", "Authors", "Summary"), 3)
    assert found.delimiter == 2
    assert found.rows == (Row(3, 4, ("A", "B", "C"), 3),)


def test_dashes_below_a_blank_line_belong_to_no_header() -> None:
    found = table("| Title | Authors\n\n|---|---|\n| A | B |")
    assert (found.header.end, found.delimiter, found.rows) == (1, None, ())


def test_dashes_below_the_first_row_do_not_make_it_part_of_the_header() -> None:
    found = table("| Title | Authors |\n| A | B |\n|---|---|\n| C | D |")
    assert found.header.cells == ("Title", "Authors")
    assert [row.cells for row in found.rows] == [("A", "B"), ("C", "D")]


def test_outer_pipes_may_be_missing() -> None:
    assert cells("Title | Authors\n---|---\nA | B\n C | D \nE | F |\n| G | H\n") == [
        ("A", "B"), ("C", "D"), ("E", "F"), ("G", "H"),
    ]  # fmt: skip
    assert cells(THREE + "| A | B | C\n D | E | F |\n") == [("A", "B", "C D | E | F")]
    assert cells(THREE + "A | B | C\nD | E | F\n| G | H | I |") == [
        ("A", "B", "C"), ("D", "E", "F"), ("G", "H", "I"),
    ]  # fmt: skip


def test_a_line_below_a_whole_row_that_cannot_be_a_row_ends_the_table() -> None:
    for line in ("Text below.", "<p>a</p>", "Either a | or b", "- a | b", "## a | b | c"):
        found = table(THREE + f"| A | B | C |\n{line}\n| D | E | F |")
        assert (found.end, len(found.rows)) == (3, 1)


def test_a_short_row_has_empty_cells_for_what_is_missing() -> None:
    assert table(THREE + "| A | B |\n| C |\n| D | E | F |").rows == (
        Row(2, 3, ("A", "B", ""), 2),
        Row(3, 4, ("C", "", ""), 1),
        Row(4, 5, ("D", "E", "F"), 3),
    )


def test_text_below_a_short_row_that_ends_in_a_pipe_is_none_of_it() -> None:
    found = table(THREE + "| A | B |\nText.")
    assert found.rows == (Row(2, 3, ("A", "B", ""), 2),)
    assert found.end == 3


def test_a_row_that_is_broken_over_lines_is_one_row() -> None:
    assert table(THREE + "| A title\n  in three \n  lines | B | C |\n| D | E | F |").rows == (
        Row(2, 5, ("A title in three lines", "B", "C"), 3),
        Row(5, 6, ("D", "E", "F"), 3),
    )


def test_a_row_that_is_broken_behind_a_pipe_is_one_row() -> None:
    assert cells(THREE + "| A | B |\nC |\n| D | E | F |") == [("A", "B", "C"), ("D", "E", "F")]
    assert cells(THREE + "| A | B |\nC | D | E |") == [("A", "B", ""), ("C", "D", "E")]
    assert cells(THREE + "| A | B |\nC | D |") == [("A", "B", ""), ("C", "D", "")]
    assert cells("| K | L | M | N |\n| A | B |\nC | D") == [("A", "B", "", "")]


def test_a_row_that_is_broken_before_a_pipe_is_one_row_if_the_lines_complete_each_other() -> None:
    assert table(THREE + "| A title\n| B | C |\n| D | E | F |").rows == (
        Row(2, 4, ("A title", "B", "C"), 3),
        Row(4, 5, ("D", "E", "F"), 3),
    )
    assert cells(THREE + "| A\n| B | C | D |") == [("A", "", ""), ("B", "C", "D")]
    assert cells(THREE + "| A\n| B |") == [("A", "", ""), ("B", "", "")]
    assert cells(THREE + "| A |\n| B | C |") == [("A", "", ""), ("B", "C", "")]
    assert cells(THREE + "| A | B\n|---|\n") == [("A", "B", "")]


@pytest.mark.parametrize(
    "line", ["", " \t ", "## Next", "## Next | day", "#", "```", "  ~~~py", "---", "* * *", "___"]
)
def test_an_open_row_ends_at_a_block_of_another_kind(line: str) -> None:
    found = table(THREE + f"| A | B | C\n{line}\n| D | E | F |")
    assert [row.cells for row in found.rows] == [("A", "B", "C")]
    assert found.end == 3


def test_an_open_row_goes_on_over_what_only_looks_like_another_block() -> None:
    assert cells(THREE + "| A | B | C\n- d\n#1 e -- f\n> g |") == [("A", "B", "C - d #1 e -- f > g")]


def test_a_row_ends_at_the_line_that_the_caller_names() -> None:
    lines = split_lines(THREE + "| A | B\n goes on | C |\n| D | E | F |")[0]
    assert [row.cells for row in read_table(lines, 0, until=3).rows] == [("A", "B", "")]
    assert len(read_table(lines, 0, until=4).rows) == 1
    assert len(read_table(lines, 0, until=99).rows) == 2
    assert read_table(lines, 0, until=1).delimiter is None


def test_rows_below_a_gap_are_read_with_the_header_above() -> None:
    lines = split_lines(THREE + "| A | B | C |\n\n| D | E |\n| F | G | H |\n")[0]
    header = read_table(lines, 0).header
    assert [row.cells for row in read_rows(lines, 4, header)] == [("D", "E", ""), ("F", "G", "H")]
    assert [row.cells for row in read_rows(lines, 4, header, until=5)] == [("D", "E", "")]
    assert read_rows(lines, 3, header) == ()


def paragraphs(text: str) -> list[tuple[str, ...]]:
    return [row.cells for row in read_table(split_lines(THREE + text)[0], 0, paragraphs=True).rows]


def test_paragraphs_may_stand_in_a_cell_where_the_caller_says_so() -> None:
    text = "| A | B | <think> one\n\ntwo\n \n\nthree |\n| D | E | F |"
    assert paragraphs(text) == [("A", "B", "<think> one two three"), ("D", "E", "F")]
    assert cells(THREE + text) == [("A", "B", "<think> one")]
    assert paragraphs("| A | one\n\ntwo | C |\n") == [("A", "one two", "C")]


@pytest.mark.parametrize("below", ["two", "## two |", "| D | E | F |\n\nthree |", "```\n|", "", "---\n\nd |"])
def test_a_row_ends_at_a_blank_line_if_no_pipe_ends_it_below(below: str) -> None:
    assert paragraphs(f"| A | B | one\n\n{below}") == [("A", "B", "one")]
    assert paragraphs("| A | B | one\n---\ntwo |") == [("A", "B", "one")]


def test_a_row_that_ends_in_a_pipe_does_not_go_on_below_a_blank_line() -> None:
    assert paragraphs("| A | B |\n\none |") == [("A", "B", "")]
    assert paragraphs("A | B | one\n\ntwo |") == [("A", "B", "one")]


def test_where_the_header_has_no_pipe_at_its_end_no_row_waits_for_one() -> None:
    lines = split_lines("| A | B\n|---|---\n| c | d\n\nEither a |")[0]
    assert [row.cells for row in read_table(lines, 0, paragraphs=True).rows] == [("c", "d")]


def test_the_next_table_may_follow_without_a_blank_line() -> None:
    again = table(THREE + "| A | B | C |\n|**Title**|Authors|Summary|\n|---|---|---|\n| D | E | F |")
    assert (again.end, len(again.rows)) == (3, 1)
    other = table(THREE + "| A | B | C |\n| X | Y |\n|---|---|\n| D | E |")
    assert (other.end, len(other.rows)) == (3, 1)


def test_a_line_of_dashes_between_rows_is_no_row() -> None:
    found = table(THREE + "|---|---|---|\n| A | B | C |\n|---|---|---|\n| - | - | - |\n|---|---|---|\n")
    assert [row.cells for row in found.rows] == [("A", "B", "C"), ("-", "-", "-")]
    assert found.end == 7


def test_an_escaped_pipe_is_text() -> None:
    assert table(THREE + r"| A \| a | $\|x\|$ | `c\|` |").rows == (Row(2, 3, ("A | a", "$|x|$", "`c|`"), 3),)
    assert cells(THREE + r"| A \| a | B |") == [("A | a", "B", "")]


def test_pipes_that_are_left_over_belong_to_the_elastic_column() -> None:
    row = "| A | B | C | D | E |"
    assert table(THREE + row).rows == (Row(2, 3, ("A", "B", "C | D | E"), 5),)
    assert cells(THREE + row, elastic=0) == [("A | B | C", "D", "E")]
    assert cells(THREE + row, elastic=1) == [("A", "B | C | D", "E")]


@pytest.mark.parametrize(
    "cell",
    [
        "**A | a**",
        "`A | a`",
        "`` A|`a ``",
        "$A | a$",
        "$$A|a|$$",
        "[A | a](u)",
        "[[A|a] b](u(v)|w)",
        "[A](u|v)",
    ],
)
def test_pipes_in_inline_markup_are_text_where_a_row_has_too_many(cell: str) -> None:
    (row,) = table(THREE + f"| {cell} | B | C |").rows
    assert row.cells == (cell, "B", "C")
    assert row.width == 3 + cell.count("|")


@pytest.mark.parametrize(
    "cell",
    [
        "`A", "`A` | `B`", "$5 | up-to-$6", r"\$A | B$", "$ A | B$", "** A | B**", "**A | B **", "[A | B", "[A | B]",
        "(A | B)", "[A](u) (B | C)",
    ],
)  # fmt: skip
def test_pipes_in_what_is_no_inline_markup_are_left_over(cell: str) -> None:
    whole = f"{cell} | D | E"
    first, _, rest = whole.partition("|")
    assert cells(f"| A | B |\n|---|---|\n| {whole} |") == [(first.strip(), rest.strip())]


def test_pipes_in_inline_markup_end_cells_where_the_row_needs_them() -> None:
    assert cells(THREE + "| `A | b` | C |") == [("`A", "b`", "C")]
    assert cells("| A | B |\n| [[`c]` | a](u) | b | d |") == [("[[`c]` | a](u)", "b | d")]
    assert cells(THREE + "| `A|a` | `b|c` |") == [("`A|a`", "`b", "c`")]
    assert cells(THREE + "| [A | $b](c|d) | e$ | F |") == [("[A | $b](c|d)", "e$", "F")]


@pytest.mark.parametrize(
    "cell",
    [
        "<details><summary>Show</summary><p>a | b</p></details>",
        "<DETAILS><p>a | b <br> c | d</details>",
        '<img alt="a|b" src="x">',
        "<img alt='a|b'/> a",
        "<!-- a | b -->",
        "<b>a | <b>b | c</b> | d</b>",
    ],
)
def test_pipes_in_html_are_text_also_where_the_row_has_few(cell: str) -> None:
    assert table(THREE + f"| {cell} | B | C |").rows == (Row(2, 3, (cell, "B", "C"), 3),)
    assert table(THREE + f"| {cell} | B |").rows == (Row(2, 3, (cell, "B", ""), 2),)


@pytest.mark.parametrize(
    "cell", ["<think> a", "</p> a", "<br> a </br>", "a < b", "<img alt=a", "<p <", '<p class="a', "<!-- a"]
)
def test_html_that_is_not_closed_holds_no_pipes(cell: str) -> None:
    assert cells(THREE + f"| {cell} | B | C > </i> |") == [(cell, "B", "C > </i>")]


def test_an_element_without_content_holds_no_pipes() -> None:
    assert cells(THREE + "| A<br>a | B</br>b | C |") == [("A<br>a", "B</br>b", "C")]


def test_html_may_be_broken_over_lines() -> None:
    text = "| A | <details><p>one | two\n three </p></details> | C |"
    assert cells(THREE + text) == [("A", "<details><p>one | two three </p></details>", "C")]
    text = '| A | <img alt="one\n two|three" src="u"> | C |'
    assert cells(THREE + text) == [("A", '<img alt="one two|three" src="u">', "C")]


words = st.text(st.sampled_from("ab漢字é-, .(:"), min_size=1, max_size=8).map(lambda text: f"w{text}w")
piped = st.tuples(words, words).map("|".join)
fixed_cells = st.one_of(
    words,
    st.just(""),
    words.map("**{}**".format),
    st.tuples(words, words).map(lambda pair: f"[{pair[0]}](https://e.org/{len(pair[1])})"),
    words.map("`{}`".format),
    words.map("${}$".format),
    piped.map(lambda text: text.replace("|", r"\|")),
    piped.map("<details><summary>Show</summary><p>{}</p></details>".format),
    piped.map('<img alt="{}" src="x">'.format),
)


def as_read(cell: str) -> str:
    return cell.replace("\\|", "|")


@st.composite
def tables(draw: st.DrawFn) -> tuple[int, list[list[str]]]:
    columns = draw(st.integers(2, 5))
    return columns, draw(
        st.lists(st.lists(fixed_cells, min_size=columns, max_size=columns), min_size=1, max_size=6)
    )


dashes = st.sampled_from(("---", ":--", "--:", ":---:", " - ", "—"))


@st.composite
def broken_texts(draw: st.DrawFn) -> tuple[str, int, list[list[str]], int]:
    """A table in known ways of being broken, its elastic column, what is to be read, and where the table ends."""
    columns, rows = draw(tables())
    elastic = draw(st.integers(0, columns - 1))
    outer = draw(st.booleans())
    start, end = ("|", "|") if outer else ("", "")
    lines = [start + "|".join(f" Name {number} " for number in range(columns)) + end]
    if draw(st.booleans()):
        count = draw(st.integers(1 if outer else 2, columns))
        lines.append("|" + "|".join(draw(dashes) for _ in range(count)) + "|")
    wanted = []
    for row in rows:
        spaces = draw(st.sampled_from(("", " ", "  ")))
        way = draw(st.sampled_from(("whole", "broken", "short", "long"))) if outer else "whole"
        whole = [cell or "w" for cell in row] if way != "whole" or not outer else row
        if way == "short":
            whole = whole[: draw(st.integers(1, columns - 1))]
        if way == "long":
            whole[elastic] = f"{draw(words)} | {draw(words)} |{draw(words)}"
            whole = [re.sub(r"[\[\]*`$]", "", cell) for cell in whole]
        text = start + "|".join(f"{spaces}{cell}{spaces}" for cell in whole) + end
        if way == "broken":
            text = re.sub(
                r"\bw([^|<\\]*)w\b", draw(st.sampled_from((r"w\1\n w", r"w \n  \1w"))), text, count=1
            )
        lines.append(text)
        read = [as_read(cell) for cell in whole]
        if way == "broken":
            read = [" ".join(part.strip() for part in cell.split("\n")) for cell in read]
        wanted.append(read + [""] * (columns - len(read)))
    return "\n".join(lines), elastic, wanted, columns


def squeezed(rows: list[list[str]]) -> list[list[str]]:
    """Without spaces, since a break may stand where there was one or not."""
    return [[re.sub(r"\s", "", cell) for cell in row] for row in rows]


@given(broken_texts(), st.sampled_from(("\n", "\r\n", "\r")), st.sampled_from(("", "\n", "\n\n| text")))
def test_a_table_is_read_back_however_it_is_broken(
    made: tuple[str, int, list[list[str]], int], line_end: str, below: str
) -> None:
    text, elastic, wanted, _ = made
    lines = split_lines((text + below).replace("\n", line_end))[0]
    read = read_table(lines, 0, elastic=elastic)
    assert squeezed([list(row.cells) for row in read.rows]) == squeezed(wanted)
    assert read.end == len(split_lines(text)[0])


@given(tables())
def test_a_whole_table_is_read_back_to_the_letter(made: tuple[int, list[list[str]]]) -> None:
    columns, rows = made
    lines = ["|" + "|".join(f"N{number}" for number in range(columns)) + "|", "|---" * columns + "|"]
    lines += ["|" + "|".join(row) + "|" for row in rows]
    assert [list(row.cells) for row in read_table(lines, 0).rows] == [[*map(as_read, row)] for row in rows]


hostile_lines = st.lists(
    st.text(st.sampled_from("|`$*[]()<>p/ \\-:#a!\"'\ud800\x00"), max_size=12)
    | st.sampled_from(("<p>", "</p>|", "|")),
    min_size=1,
    max_size=12,
)


@given(hostile_lines, st.integers(0, 3))
@example(["|"], 0)
def test_any_lines_make_a_table_whose_rows_follow_each_other(lines: list[str], elastic: int) -> None:
    found = read_table(lines, 0, elastic=elastic)
    assert len(found.header.cells) == min(found.header.width, 64)
    at = found.header.end if found.delimiter is None else found.delimiter + 1
    for row in found.rows:
        assert at <= row.line < row.end <= found.end <= len(lines)
        assert len(row.cells) == len(found.header.cells)
        at = row.end
    for number, line in enumerate(lines):
        assert header_cells(line) is None or read_table(lines, number).line == number


HOSTILE: dict[str, Callable[[int], list[str]]] = {
    "pipes": lambda size: ["|" * size],
    "columns": lambda size: ["|a" * size, *["|a|"] * size],
    "short rows": lambda size: ["|a|b|c|", *["|a"] * size],
    "lines without pipes": lambda size: ["|a|b|", *["text"] * size],
    "lines that go on": lambda size: ["|a|b|", "|a", *["text"] * size],
    "lines that may go on": lambda size: ["|a|b|c|", "|a", *["|a|b"] * size],
    "open tags": lambda size: ["|a|b|", "|" + "<details>|" * size],
    "open tags in lines": lambda size: ["|a|b|", "|", *["<details> a"] * size],
    "nested tags": lambda size: ["|a|b|", "|" + "<p>|" * size + "</p>" * size],
    "half tags": lambda size: ["|a|b|", "|" + '<p a="|' * size + "<p '\"" * size],
    "comments": lambda size: ["|a|b|", "|" + "<!--|" * size + "-->" * size],
    "dollars": lambda size: ["|a|b|", "|" + "$a|$$" * size],
    "backquotes": lambda size: ["|a|b|", "|" + "".join("`" * (n % 300) + "|" for n in range(size // 20))],
    "brackets": lambda size: ["|a|b|", "|" + "[|" * size + "](|" * size],
    "closing brackets": lambda size: ["|a|b|", "|" + "[a](|" * size + "])" * size],
    "stars": lambda size: ["|a|b|", "|" + "**a|" * size],
    "paragraphs": lambda size: ["|a|b|", "|a|b", *["", "text"] * size],
    "dashes": lambda size: ["|a|b|", "|a", "-" * size + "x", "- " * size + "x"],
}  # fmt: skip


@pytest.mark.parametrize("kind", HOSTILE)
def test_cost_is_linear(kind: str) -> None:
    def prepare(size: int) -> Callable[[], object]:
        lines = HOSTILE[kind](size)
        return lambda: read_table(lines, 0, elastic=0, paragraphs=True)

    assert_linear(prepare, 4000)


def test_a_hundred_thousand_rows_are_read() -> None:
    row = "|**2024-03-08**|**A title of seven words in bold**|Ann Bo et.al.|[2403.04132](http://e.org/2403.04132)|null|"
    found = read_table(["|Publish Date|Title|Authors|PDF|Code|", "|---" * 5 + "|", *[row] * 100_000], 0)
    assert len(found.rows) == 100_000
    assert found.rows[-1].cells[2] == "Ann Bo et.al."
