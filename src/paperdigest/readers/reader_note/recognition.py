"""Whether a text is a note or a day page: a look at its first lines and at headings of level 1.

Texts without front matter and without a heading of a day cost one search.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from paperdigest.readers.engines.page import Page
from paperdigest.readers.reader_note.day_page import count_entries
from paperdigest.readers.reader_note.front_matter import front_matter_end, key_of_line
from paperdigest.source import BOM

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["count_papers", "is_note"]


# What the front matter of a post on any site may have is not enough: a note has a PDF, and something that says what
# the paper is about.
_NEEDED = frozenset({"title", "authors", "date", "pdf"})
_ONE_OF = frozenset({"score", "tldr", "evidence", "tags"})

# A heading of level 1 with a dot in the middle; `day_page` looks at it more closely.
_MARK = r"\ufeff*+ {0,3}#[ \t][^\n]{0,80}?[·•・‧∙⋅]"
_FIRST_LINE = re.compile(_MARK)
# Begins with a line end, for which Python searches as fast as for a word.
_LATER_LINE = re.compile(rf"\n{_MARK}")


def count_papers(source: str) -> int:
    """1 for a note, the number of entries of a day page, else 0."""
    text = source.replace("\r\n", "\n").replace("\r", "\n") if "\r" in source else source
    begins = text.startswith((BOM, "---"))
    if not begins and not _has_mark(text):
        return 0
    page = Page.of(text, "")
    end = front_matter_end(page.lines)
    if is_note(page.lines, end):
        return 1
    if begins and not _has_mark(text):
        return 0
    first = 0 if end is None else end + 1
    page.hide_code((), first)
    return count_entries(page, first)


def _has_mark(text: str) -> bool:
    return _FIRST_LINE.match(text) is not None or _LATER_LINE.search(text) is not None


def is_note(lines: Sequence[str], end: int | None) -> bool:
    """Whether a page begins with the front matter of a note, be its YAML broken or not.

    Args:
        lines: the page.
        end: the line that closes the front matter; None if it has none.
    """
    if end is None:
        return False
    keys = {key.lower() for number in range(1, end) if (key := key_of_line(lines[number])) is not None}
    return keys >= _NEEDED and not keys.isdisjoint(_ONE_OF)
