"""The format of tables by topic with a day in each row, called `Publish Date`, and of lists that say the same.

What the tables of topics have in common is in `topic_lists`; here is what tells this format, and its lists. The rules
are written down in the docs page on the format.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from attrs import frozen

from paperdigest.model import ArxivId
from paperdigest.readers.engines.cells import cell_links
from paperdigest.readers.engines.dates import whole_day
from paperdigest.readers.engines.page import Page
from paperdigest.readers.engines.tables import Row
from paperdigest.readers.engines.topic_lists.columns import Column, Role, may_name_a_title, role_of, with_day
from paperdigest.readers.engines.topic_lists.digests import count_entries, read_digests
from paperdigest.readers.engines.topic_lists.outline import Item, Layout
from paperdigest.readers.engines.topic_lists.titles import title_links

if TYPE_CHECKING:
    from collections.abc import Sequence

    from paperdigest.model import Document

__all__ = ["DateTableReader", "columns_of_dates", "names_a_paper"]


def __dir__() -> list[str]:
    return __all__


@frozen
class DateTableReader:
    """A table with the columns `Publish Date` and `Title`, or items `- 2024-03-08, **Title**, Paper: [URL](URL)`."""

    name = "date-table"
    title = "Tables by publish date"

    def recognises(self, source: str) -> int:
        """How many rows such tables have, and items such lists; see `Reader.recognises`."""
        if not may_name_a_title(source) and _ITEMS.search(source) is None:
            return 0
        return count_entries(Page.of(source, ""), _LAYOUT)

    def read(self, source: str, name: str) -> Document:
        """Reads a text of this format; any text, however little of it is a digest.

        Args:
            source: the decoded text.
            name: what it was read from.
        """
        page = Page.of(source, name)
        return page.document(self.name, read_digests(page, _LAYOUT))


def columns_of_dates(columns: Sequence[Column], rows: Sequence[Row]) -> tuple[Column, ...] | None:
    """The columns of a table of this format; None for another table.

    The column of days stands before that of titles. Where it stands behind, is not called `Publish Date`, or is named
    in a language that we do not know, a row with a day in it and an arXiv paper tells.
    """
    roles = [column.role for column in columns]
    title = roles.index(Role.TITLE)
    if Role.DAY in roles[:title]:
        return with_day(columns, roles.index(Role.DAY))
    for index, role in enumerate(roles):
        unknown = role is Role.OTHER and Role.DATE not in roles and Role.DAY not in roles
        if role is Role.DAY or (index < title and (role is Role.DATE or unknown)):
            for row in rows:
                if (
                    whole_day(row.cells[index]) is not None
                    and names_a_paper(columns, row)
                    and not (index > title and title_links(row.cells[title]))
                ):
                    return with_day(columns, index)
    return None


def names_a_paper(columns: Sequence[Column], row: Row) -> bool:
    """Whether a cell for links to the paper leads to arXiv."""
    return any(
        column.role is Role.PAPER
        and any(ArxivId.parse(text) for text in (cell, *(link.url for link in cell_links(cell))))
        for column, cell in zip(columns, row.cells, strict=True)
    )


# The list. Title and fields may be broken over lines, which begin with a space.
#     item   = bullet day sep "**" title "**" [sep authors] 1*(sep label ":" text)
#     - 2022-11-29, **A Title**, Ann Bo et.al., Paper: [https://…](https://…), Code: **[https://…](https://…)**
_START = re.compile(
    r" {0,3}[-+*][ \t]+\**(?P<day>\d{4}[^\s,，*:：]{2,12})\**[ \t]*+[,，:：]?[ \t]*+\*\*(?=\S)", re.ASCII
)
_ITEMS = re.compile(r"(?:[\n\r\ufeff]|^) {0,3}[-+*][ \t]+\**\d{4}(?:\d|[-./年년]\d)", re.ASCII)
_TITLE_END = re.compile(r"\*\*[ \t]*(?=[,，;；]|$)")
_FIELD = re.compile(r"[,，;；][ \t]*\**(?P<label>[^\W\d_][^,，;；:：\[\]()*]{0,24}?)[ \t]?[:：](?!//)\**")
_AROUND = " \t,，;；"
_MOST_LINES = 4


def _item(lines: Sequence[str], number: int) -> Item | None:
    """Reads the item that begins at a line; None if there is none.

    It has a day, a title in bold, and a field that leads to a paper.
    """
    match = _START.match(lines[number])
    if match is None or whole_day(match["day"]) is None:
        return None
    text = lines[number][match.end() :]
    for end in range(number + 1, min(len(lines), number + _MOST_LINES) + 1):
        if (fields := _fields(text)) is not None:
            columns, cells = zip((_DAY, match["day"]), *fields, strict=True)
            return Item(Row(number, end, cells, len(cells)), columns)
        if end == len(lines) or not lines[end][:1].isspace() or not lines[end].strip():
            return None
        text = f"{text.rstrip()} {lines[end].strip()}"
    return None


_DAY = Column(Role.DAY, "Date")
_TITLE = Column(Role.TITLE, "Title")
_AUTHORS = Column(Role.AUTHORS, "Authors")


@lru_cache(maxsize=64)
def _label_role(label: str) -> Role:
    """What a label names: thousands of items have the same few, and none is longer than the pattern allows."""
    return role_of(label)


def _fields(text: str) -> list[tuple[Column, str]] | None:
    """The title of an item, and the authors and fields behind it; None if there is no title or no link to the paper.

    Args:
        text: what stands behind the stars before the title.
    """
    end = _TITLE_END.search(text)
    if end is None:
        return None
    rest = text[end.end() :]
    found = list(_FIELD.finditer(rest))
    read = [(_TITLE, text[: end.start()])]
    if authors := rest[: found[0].start() if found else len(rest)].strip(_AROUND):
        read.append((_AUTHORS, authors))
    has_paper = False
    stops = [*(each.start() for each in found[1:]), len(rest)]
    for each, stop in zip(found, stops, strict=False):
        label, cell = each["label"].strip(), rest[each.end() : stop].strip(_AROUND)
        role = _label_role(label)
        has_paper = has_paper or (role is Role.PAPER and "](" in cell)
        read.append((Column(role, label), cell))
    return read if has_paper else None


_LAYOUT = Layout(columns_of_dates, _item)
