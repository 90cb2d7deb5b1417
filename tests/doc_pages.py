"""The examples of a page of the docs: its fenced blocks and its tables, in order, with their lines."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from attrs import frozen
from markdown_it import MarkdownIt

if TYPE_CHECKING:
    from collections.abc import Iterator

    from markdown_it.token import Token


@frozen
class Fence:
    """A fenced block: `language` is the word behind the backquotes, `line` that of its first line of text."""

    language: str
    text: str
    line: int


@frozen
class Row:
    """A row of a table: its header's first cell, and for each other header the code spans in the row's cell."""

    kind: str
    example: str
    expected: dict[str, tuple[str, ...]]
    line: int


@frozen
class Command:
    """A command of a console block and the output shown below it."""

    command: str
    output: str


_COMMONMARK = MarkdownIt("commonmark").enable("table")


def fences(page: str) -> list[Fence]:
    """The fenced blocks of a page."""
    return [
        Fence(token.info.strip(), token.content, token.map[0] + 2)
        for token in _COMMONMARK.parse(page)
        if token.type == "fence" and token.map is not None
    ]


def rows(page: str) -> Iterator[Row]:
    """The rows of all tables of a page, without the headers."""
    header: list[str] | None = None
    cells: list[Token] = []
    for token in _COMMONMARK.parse(page):
        if token.type == "table_open":
            header = None
        elif token.type == "tr_open":
            cells = []
        elif token.type in ("th_open", "td_open"):
            cells.append(token)
        elif token.type == "inline" and cells:
            cells[-1] = token
        elif token.type == "tr_close" and header is None:
            header = [cell.content.strip("`") for cell in cells]
            cells = []
        elif token.type == "tr_close":
            assert header is not None
            spans = [_code_spans(cell) for cell in cells]
            line = cells[0].map[0] + 1 if cells[0].map else 0
            yield Row(header[0], "".join(spans[0]), dict(zip(header[1:], spans[1:], strict=True)), line)
            cells = []


def _code_spans(token: Token) -> tuple[str, ...]:
    return tuple(child.content for child in token.children or () if child.type == "code_inline")


#     command = "$ " line *("\" LF line)
_COMMAND = re.compile(r"^\$ (?P<command>(?:.*\\\n)*.*)\n?(?P<output>(?:(?!\$ ).*\n)*)", re.MULTILINE)


def commands(console: str) -> list[Command]:
    """The commands of a console block; what stands before the first would be lost, so there may be nothing."""
    found = [
        Command(each["command"].replace("\\\n", " "), each["output"]) for each in _COMMAND.finditer(console)
    ]
    assert _COMMAND.sub("", console) == "", f"a console block begins with `$ `:\n{console}"
    return found
