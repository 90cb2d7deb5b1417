r"""Python lists and dicts of strings, as a script prints them where it should have printed their items.

`ast.literal_eval` is not used: it recurses, it warns about escapes such as `\m`, and its cost is not linear in
what it refuses. The strings are mostly prose with LaTeX in it, so an unknown escape keeps its backslash.
"""

from __future__ import annotations

import re

from attrs import frozen

__all__ = ["Entry", "looks_like_literal", "parse_literal"]


@frozen
class Entry:
    """One item of a list (no label), or one pair of a dict (its key is the label).

    Attributes:
        label: the key; None in a list.
        value: a text, or the entries of a list or dict in it.
    """

    label: str | None
    value: str | tuple[Entry, ...]


# The grammar, common to Python's and JSON's notation:
#     literal = list / dict
#     list    = "[" [value *("," value) [","]] "]"                               ['a', "b's"]
#     dict    = "{" [string ":" value *("," string ":" value) [","]] "}"         {'a': 'b'}
#     value   = string / word / literal                                          word: 12.5, None, true
_TOKEN = re.compile(
    r"[ \t\n]*+(?:(?P<sign>[\[\]{}:,])"
    r"|'(?P<single>[^'\\]*+(?:\\.[^'\\]*+)*+)'"
    r'|"(?P<double>[^"\\]*+(?:\\.[^"\\]*+)*+)"'
    r"|(?P<word>[-+.\w]++))",
    re.DOTALL,
)
_START = re.compile(r"(?:\[[ \t]*){0,4}(?:\[[ \t]*['\"]|\{[ \t]*['\"])")


def looks_like_literal(text: str) -> bool:
    """Whether a text begins and ends as a list or dict of strings does: `['…]`, `{"…}`, `[{'…]`.

    `[1] shows that [2]` and `[[IDK] tokens]` do not.
    """
    return text[:1] in ("[", "{") and text[-1:] in ("]", "}") and _START.match(text) is not None


def parse_literal(text: str, max_depth: int) -> tuple[Entry, ...] | None:
    """Reads a list or dict.

    Args:
        text: the literal and nothing else.
        max_depth: how many brackets may stand in each other.

    Returns:
        Its entries; None if the text is no literal, or is nested too deeply.
    """
    parser = _Parser(max_depth)
    offset = 0
    end = len(text.rstrip(" \t\n"))
    while offset < end:
        match = _TOKEN.match(text, offset)
        if match is None or not parser.take(match):
            return None
        offset = match.end()
    return parser.result


@frozen
class _Open:
    """A list or dict whose closing bracket has not been met."""

    closing: str
    label: str | None
    entries: list[Entry]


class _Parser:
    """Takes tokens one by one; nesting is a stack of its own, so that no input can exhaust Python's."""

    def __init__(self, max_depth: int) -> None:
        self.result: tuple[Entry, ...] | None = None
        self._max_depth = max_depth
        self._stack: list[_Open] = []
        self._label: str | None = None
        self._expects = "value"  # or "key", "colon", "comma"

    def take(self, match: re.Match[str]) -> bool:
        """Goes on by a token; False if the text is no literal."""
        if self.result is not None:
            return False  # something stands behind the last bracket
        sign = match["sign"]
        if sign is None:
            return self._take_scalar(match)
        if sign in "[{":
            return self._open(sign)
        if sign in "]}":
            return self._close(sign)
        wanted = "colon" if sign == ":" else "comma"
        if self._expects != wanted:
            return False
        self._expects = "value" if sign == ":" else self._first_part()
        return True

    def _take_scalar(self, match: re.Match[str]) -> bool:
        word = match["word"]
        text = word if word is not None else _unescape(match["single"] or match["double"] or "")
        if self._expects == "key" and word is None:
            self._label, self._expects = text, "colon"
            return True
        if self._expects != "value" or not self._stack:
            return False
        self._stack[-1].entries.append(Entry(self._label, text))
        self._label, self._expects = None, "comma"
        return True

    def _open(self, sign: str) -> bool:
        if self._expects != "value" or len(self._stack) >= self._max_depth:
            return False
        self._stack.append(_Open("]" if sign == "[" else "}", self._label, []))
        self._label, self._expects = None, self._first_part()
        return True

    def _close(self, sign: str) -> bool:
        # Closing is right behind a value, and behind a comma or the opening bracket, but not behind a colon.
        if (
            not self._stack
            or self._stack[-1].closing != sign
            or self._expects == "colon"
            or self._label is not None
        ):
            return False
        closed = self._stack.pop()
        entries = tuple(closed.entries)
        if self._stack:
            self._stack[-1].entries.append(Entry(closed.label, entries))
        else:
            self.result = entries
        self._expects = "comma"
        return True

    def _first_part(self) -> str:
        return "key" if self._stack[-1].closing == "}" else "value"


#     escape = "\" (quote / "\" / "b" / "f" / "n" / "r" / "t" / "u" 4HEX / "x" 2HEX)
_ESCAPE = re.compile(r"\\(?:([\\'\"/])|([bfnrt])|(?:u([0-9a-fA-F]{4})|x([0-9a-fA-F]{2})))")
_CONTROL = {"b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t"}


def _unescape(text: str) -> str:
    if "\\" not in text:
        return text
    decoded = _ESCAPE.sub(_unescaped, text)
    # \ud83d\ude00 is one character, written as JSON writes it.
    return decoded.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _unescaped(match: re.Match[str]) -> str:
    quote, control, four, two = match.groups()
    return quote or (_CONTROL[control] if control else chr(int(four or two, 16)))
