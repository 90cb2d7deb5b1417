r"""Where the entries and fields of a `.bib` text stand, as offsets; the text itself is not changed.

A scanner of our own: bibtexparser's splitter gives lines but no offsets, keeps values without the white space around
them, and takes `% @misc{…}` for an entry, so what it read cannot be found again in the text.

    library = (junk | comment | block)*
    comment = "%" to the end of the line               outside of blocks, and between fields
    block   = "@" type ("{" … "}" | "(" … ")")         closed by the brace or parenthesis that matches
    entry   = key ("," field)* ","?                    in a block that is no @comment, @preamble or @string
    field   = name "=" part ("#" part)*
    part    = "{" … "}" | '"' … '"' | number | macro

As in BibTeX, a backslash does not hide a brace, and braces are balanced inside quotes too. Junk is whatever else stands
between blocks; a block that does not fit the grammar is kept as one that is not `parsed`. Every pattern moves on
without going back, so time is linear in the text.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from attrs import frozen

from paperdigest.errors import LibraryError
from paperdigest.source import LineTable

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

__all__ = ["MONTHS", "BibEntry", "BibField", "BibLibrary", "inner_text", "split_bib"]


def __dir__() -> list[str]:
    return __all__


MONTHS: Final = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
"""The macros that every style defines."""


@frozen
class BibField:
    """A field of an entry.

    Attributes:
        name: in lower case.
        name_start: the offset of the name.
        name_end: the offset behind it.
        start: the offset of the value.
        end: the offset behind it, before any comma.
        parts: the value as written, cut at its `#`.
    """

    name: str
    name_start: int
    name_end: int
    start: int
    end: int
    parts: tuple[str, ...]

    @property
    def is_literal(self) -> bool:
        """Whether the value is one text, number or month, so that it means the same wherever it stands."""
        return len(self.parts) == 1 and (
            self.parts[0][0] in '{"' or self.parts[0].isdigit() or self.parts[0].lower() in MONTHS
        )


@frozen(kw_only=True)
class BibEntry:
    """An entry.

    Attributes:
        type: in lower case: `misc`.
        key: as written; empty if there is none.
        start: the offset of its `@`.
        key_end: the offset behind the key.
        parsed: False if it does not fit the grammar; there are no fields then.
        fields: in order; a name may occur twice.
    """

    type: str
    key: str
    start: int
    key_end: int
    parsed: bool
    fields: tuple[BibField, ...]

    def field(self, name: str) -> BibField | None:
        """The field of a name in lower case; the first, as in BibTeX, if there are several."""
        return next((field for field in self.fields if field.name == name), None)


@frozen
class BibLibrary:
    """What stands in a `.bib` text.

    Attributes:
        entries: in order.
        strings: the text of each `@string` macro, by its name in lower case; macros whose text is not known or
            is very long are missing.
    """

    entries: tuple[BibEntry, ...]
    strings: Mapping[str, str]

    def text(self, field: BibField | None) -> str | None:
        """The text of a value on one line, macros resolved; None without a field or if a macro is not known."""
        return None if field is None else _resolved(field.parts, self.strings)


_WORD = r"""[^\s"#%'(),={}@\\]"""
_BLOCK = re.compile(rf"%[^\r\n]*+|@\s*+(?P<type>{_WORD}++)\s*+(?P<open>[{{(])")
# What would take the next entry for its own: `@`, `@misc` at the very end.
_DANGLING = re.compile(rf"@\s*+{_WORD}*+\s*+\Z")


def split_bib(text: str) -> BibLibrary:
    """Finds the entries and macros of a library.

    Raises:
        LibraryError: a block is never closed, or the text ends where a block begins.
    """
    entries: list[BibEntry] = []
    strings = {month: month for month in MONTHS}
    position = 0
    while (block := _BLOCK.search(text, position)) is not None:
        position = block.end()
        if block["type"] is None:
            continue
        kind = block["type"].lower()
        end = _block_end(text, position, parenthesised=block["open"] == "(", quotes=kind != "comment")
        if end is None:
            line = LineTable(text).position(block.start()).line
            raise LibraryError(line, f"the @{block['type']} that begins here is never closed")
        if kind == "string":
            strings.update(_macro(text, position, end, strings))
        elif kind not in ("comment", "preamble"):
            entries.append(_entry(text, block, kind, end))
        position = end + 1
    if (dangling := _DANGLING.search(text, position)) is not None:
        line = LineTable(text).position(dangling.start()).line
        raise LibraryError(line, "the file ends where an entry begins")
    return BibLibrary(tuple(entries), strings)


_BRACES = re.compile(r"[{}]")
_BRACES_AND_QUOTES = re.compile(r'["{}]')
_BRACES_QUOTES_AND_END = re.compile(r'["{})]')


def _block_end(text: str, start: int, *, parenthesised: bool, quotes: bool) -> int | None:
    """The offset of what closes a block that was opened just before `start`."""
    if not parenthesised:
        return _closing_brace(text, start, len(text))
    depth, quoted = 0, False
    for sign in _BRACES_QUOTES_AND_END.finditer(text, start):
        if sign[0] == "{":
            depth += 1
        elif sign[0] == "}":
            depth = max(depth - 1, 0)
        elif sign[0] == '"':
            quoted ^= quotes and not depth
        elif not depth and not quoted:
            return sign.start()
    return None


def _closing_brace(text: str, start: int, limit: int) -> int | None:
    depth = 1
    for brace in _BRACES.finditer(text, start, limit):
        depth += 1 if brace[0] == "{" else -1
        if not depth:
            return brace.start()
    return None


def _closing_quote(text: str, start: int, limit: int) -> int | None:
    depth = 0
    for sign in _BRACES_AND_QUOTES.finditer(text, start, limit):
        if sign[0] == '"':
            if not depth:
                return sign.start()
        else:
            depth += 1 if sign[0] == "{" else -1
    return None


class _NotParsedError(Exception):
    """The inside of a block does not fit the grammar."""


_KEY_END = re.compile(r'[,{}="]')
_FIELD_NAME = re.compile(rf"(?P<name>{_WORD}++)\s*+=\s*+")
_SPACE = re.compile(r"\s*+")
_SPACE_AND_COMMENTS = re.compile(r"(?:\s++|%[^\r\n]*+)*+")
_BARE = re.compile(rf"{_WORD}++")


def _entry(text: str, block: re.Match[str], kind: str, end: int) -> BibEntry:
    start = _skip(_SPACE, text, block.end(), end)
    sign = _KEY_END.search(text, start, end)
    key_limit = end if sign is None else sign.start()
    key = text[start:key_limit].rstrip()
    parsed = bool(key) and (sign is None or sign[0] == ",")
    fields: tuple[BibField, ...] = ()
    if parsed and sign is not None:
        try:
            fields = tuple(_fields(text, sign.end(), end))
        except _NotParsedError:
            parsed = False
    return BibEntry(
        type=kind,
        key=key if sign is None or sign[0] == "," else "",
        start=block.start(),
        key_end=start + len(key),
        parsed=parsed,
        fields=fields,
    )


def _fields(text: str, start: int, end: int) -> Iterator[BibField]:
    position = _skip(_SPACE_AND_COMMENTS, text, start, end)
    while position < end:
        field = _field(text, position, end)
        yield field
        position = _skip(_SPACE_AND_COMMENTS, text, field.end, end)
        if position < end and text[position] != ",":
            raise _NotParsedError
        position = _skip(_SPACE_AND_COMMENTS, text, position + 1, end)


def _field(text: str, start: int, limit: int) -> BibField:
    name = _FIELD_NAME.match(text, start, limit)
    if name is None:
        raise _NotParsedError
    position = name.end()
    parts: list[str] = []
    while True:
        end = _part_end(text, position, limit)
        parts.append(text[position:end])
        following = _skip(_SPACE, text, end, limit)
        if following == limit or text[following] != "#":
            return BibField(name["name"].lower(), start, name.end("name"), name.end(), end, tuple(parts))
        position = _skip(_SPACE, text, following + 1, limit)


def _part_end(text: str, start: int, limit: int) -> int:
    if text.startswith("{", start, limit):
        closing = _closing_brace(text, start + 1, limit)
    elif text.startswith('"', start, limit):
        closing = _closing_quote(text, start + 1, limit)
    else:
        bare = _BARE.match(text, start, limit)
        closing = None if bare is None else bare.end() - 1
    if closing is None:
        raise _NotParsedError
    return closing + 1


def _skip(pattern: re.Pattern[str], text: str, start: int, end: int) -> int:
    match = pattern.match(text, start, end)
    return start if match is None else match.end()


# Macros can double with every definition; what is longer is no text that anybody compares.
_LONGEST_MACRO = 1000


def _macro(text: str, start: int, end: int, strings: Mapping[str, str]) -> dict[str, str]:
    try:
        field = _field(text, _skip(_SPACE, text, start, end), end)
    except _NotParsedError:
        return {}
    value = _resolved(field.parts, strings)
    return {} if value is None or len(value) > _LONGEST_MACRO else {field.name: value}


def _resolved(parts: tuple[str, ...], strings: Mapping[str, str]) -> str | None:
    texts = [_part_text(part, strings) for part in parts]
    known = [text for text in texts if text is not None]
    return " ".join("".join(known).split()) if len(known) == len(texts) else None


def _part_text(part: str, strings: Mapping[str, str]) -> str | None:
    if part[0] in '{"' or part.isdigit():
        return inner_text(part)
    return strings.get(part.lower())


def inner_text(part: str) -> str:
    """A part of a value without the braces or quotes around it."""
    return part[1:-1] if part[0] in '{"' else part
