"""Bullets and numbers at the beginning of a line."""

from __future__ import annotations

import re

from attrs import frozen

__all__ = ["ListItem", "list_item"]

# Bullets and numbers at the start of a line. The number is list syntax; the order of the points keeps it.
#     item = indent (bullet / number) 1*(SP / TAB) text          - text     1. text     2) text
_ITEM = re.compile(r"([ \t]*)(?:([-*+•])|\d{1,3}[.)])(?:[ \t]|$)", re.ASCII)
# A dash glued to a word is a bullet whose space was forgotten; glued to a digit or a dash it is a number or a rule.
_TIGHT_ITEM = re.compile(r"([ \t]*)(-)(?=[^\W\d_]|\*\*|[\[(\"'“‘`$\\])")


@frozen
class ListItem:
    """The start of a bullet or a numbered line.

    Attributes:
        key: how deep it stands; a point belongs to the nearest one above it with a smaller key. Bullets have even
            keys, numbers odd ones, so that numbers with no indent belong to the bullet above them.
        text: the offset in the line where the text begins.
        tight: whether the space behind the bullet is missing.
    """

    key: int
    text: int
    tight: bool


def list_item(line: str) -> ListItem | None:
    """Reads the start of a line as a bullet or a number; None if it is neither."""
    match, tight = _ITEM.match(line), False
    if match is None:
        match, tight = _TIGHT_ITEM.match(line), True
    if match is None:
        return None
    # One space more than its neighbours is a slip, two begin a level (CommonMark 5.2 agrees for bullets).
    level = len(match[1].expandtabs(4)) // 2 if match[1] else 0
    return ListItem(2 * level + (match[2] is None), match.end(), tight)
