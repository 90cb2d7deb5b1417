"""The outline of a text: when it was updated, its topics, and the tables and lists of papers below each."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from attrs import define, field, frozen

from paperdigest import codes
from paperdigest.readers.engines.dates import day_in
from paperdigest.readers.engines.markdown_lines import MARKUP, RULE
from paperdigest.readers.engines.tables import Row, Table, header_cells, read_rows, read_table
from paperdigest.readers.engines.topic_lists.columns import Role, columns_of, may_name_a_title
from paperdigest.readers.engines.topic_lists.headings import any_heading, heading_day, read_update, topic

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterator, Sequence

    from paperdigest.readers.engines.page import Page
    from paperdigest.readers.engines.topic_lists.columns import Column

__all__ = ["Group", "Issue", "Item", "Layout", "Outline"]


@frozen
class Item:
    """An item of a list, as a row of a table of its own.

    Attributes:
        row: its lines and cells.
        columns: what the cells hold.
    """

    row: Row
    columns: tuple[Column, ...]


@define
class Group:
    """The rows of one table without a gap between them, and the items below them.

    Attributes:
        line: where it begins.
        end: the line behind its last.
        topics: the headings that it stands below, outermost first, with their levels.
        columns: those of the table; none if there are only items.
        header: that of the table; None if there are only items.
        table: the table, if its first rows are these; else they go on below a gap.
        rows: in order.
        items: in order.
    """

    line: int
    end: int
    topics: tuple[tuple[int, str], ...]
    columns: tuple[Column, ...] = ()
    header: Row | None = None
    table: Table | None = None
    rows: Sequence[Row] = ()
    items: list[Item] = field(factory=list)

    def entries(self) -> Iterator[tuple[Row, tuple[Column, ...]]]:
        """Rows or items, and what their cells hold."""
        for row in self.rows:
            yield row, self.columns
        for item in self.items:
            yield item.row, item.columns

    def __len__(self) -> int:
        return len(self.rows) + len(self.items)


@define
class Issue:
    """What becomes a digest.

    Attributes:
        line: that of its title; if that is not above its tables, negative until all is read, and then theirs.
        title: the line that says when it was updated, without signs; None if there is none.
        date: the day in that line.
        is_named: whether that is the title of the page, which counts where no other line says a day.
        groups: in order.
    """

    line: int
    title: str | None = None
    date: dt.date | None = None
    is_named: bool = False
    groups: list[Group] = field(factory=list)


@frozen
class Layout:
    """What tells one format from the other.

    Attributes:
        fits: tells from the columns of a table and its first rows whether it is of the format; the column of days is
            named in what it gives.
        item: reads the item that begins at a line; None if the format has no lists.
    """

    fits: Callable[[Sequence[Column], Sequence[Row]], tuple[Column, ...] | None]
    item: Callable[[Sequence[str], int], Item | None] | None = None


# What an entry begins with; for telling whether a fence hides any.
_ENTRY = re.compile(r" {0,3}(?:\|[ *]*+(?:\d|\[)|[-+*][ \t]+\**\d{4})", re.ASCII)
#     title = "title:" [quote] text [quote]          title: Latest 15 Papers - March 09, 2024
_FRONT_TITLE = re.compile(
    r"""title:[ \t]+(?P<quote>["']?)(?P<title>[^"'\s](?:.{0,198}\S)?)(?P=quote)[ \t]*"""
)
# How many lines below a header show whether its table is of the format.
_LOOK = 6
# A header is no code: it is not indented by four spaces.
_HEADER = re.compile(r" {0,3}\S")
# The line of dashes below a header without a pipe before it, without which it might be any text.
_DELIMITER = re.compile(r" *+(?:\|[ :|]*+-|:[ ]?-|-[ ]?-)")


class Outline:
    """Reads the outline of one text; the lines of headings, tables and lists get their kinds.

    Args:
        page: the text.
        layout: the format.
        skims: whether rows are only to be counted, about right: they are found without being cut into cells.
    """

    def __init__(self, page: Page, layout: Layout, *, skims: bool = False) -> None:
        self._page = page
        self._lines = page.lines
        self._kinds = page.kinds
        self._layout = layout
        self._skims = skims
        self._topics: list[tuple[int, str]] = []
        self._first_levels = 0
        self._header: Row | None = None
        self._columns: tuple[Column, ...] = ()
        self._entries_end = -1
        self.issues: list[Issue] = [Issue(-1)]
        """Those that have tables or lists; complete after `read`."""

    def read(self) -> list[Issue]:
        """The issues of the text, in order."""
        self._hide_code()
        number = self._front_matter()
        while number < len(self._lines):
            number = self._take(number) if self._kinds[number] == "text" else number + 1
        return self._settled()

    def topics(self, group: Group) -> tuple[str, ...]:
        """The topics of a group. One heading of the first level is the title of the page; several are topics."""
        least = 1 if self._first_levels > 1 else 2
        return tuple(dict.fromkeys(text for level, text in group.topics if level >= least and text))

    def _hide_code(self) -> None:
        if "```" in self._page.source or "~~~" in self._page.source:
            self._page.hide_code([number for number, line in enumerate(self._lines) if _ENTRY.match(line)])

    def _front_matter(self) -> int:
        """The line behind front matter; that is for the program that makes a site of the page.

        Only a title in it that names a day is read: it is that of the issue.
        """
        if not self._lines or self._lines[0].rstrip() != "---":
            return 0
        for number in range(1, len(self._lines)):
            if self._lines[number].rstrip() in ("---", "..."):
                self._kinds[: number + 1] = ["front-matter"] * (number + 1)
                self._take_front_title(number)
                return number + 1
            if self._lines[number].startswith("|"):
                break  # the dashes are a rule
        return 0

    def _take_front_title(self, end: int) -> None:
        for number in range(1, end):
            match = _FRONT_TITLE.fullmatch(self._lines[number])
            date = None if match is None else day_in(match["title"])
            if match is not None and date is not None:
                self.issues[-1] = Issue(number, match["title"], date, is_named=True)

    def _take(self, number: int) -> int:
        """Goes on by a line; gives the number of the next one to look at."""
        line = self._lines[number]
        start = line.lstrip(" \t")[:1]
        if start in ("#", "<") and (heading := any_heading(line)) is not None:
            self._take_heading(number, *heading)
            return number + 1
        if "|" in line and (end := self._take_table(number, start)) is not None:
            return end
        if (
            self._layout.item is not None
            and start in "-+*"
            and (item := self._layout.item(self._lines, number))
        ):
            return self._take_item(item)
        self._take_text(number, line)
        return number + 1

    def _take_heading(self, number: int, level: int, text: str) -> None:
        self._kinds[number] = "heading"
        self._first_levels += level == 1
        while self._topics and self._topics[-1][0] >= level:
            self._topics.pop()
        if self._take_updated(number, text):
            return
        date = heading_day(text)
        is_named = date is None and level == 1 and (self.issues[-1].is_named or self.issues[-1].date is None)
        if is_named and (named := day_in(text)) is not None:
            # The title of a page: the day counts where no other line says one.
            self._kinds[number] = "digest-heading"
            self._begin(Issue(number, text, named, is_named=True), is_nearest=True)
        elif date is None:
            self._topics.append((level, topic(text)))
        else:
            # The tables below are of that day, whenever the page was updated.
            self._kinds[number] = "digest-heading"
            self._begin(Issue(number, text, date), is_nearest=True)

    def _take_updated(self, number: int, text: str) -> bool:
        """Reads a line that says when the list was updated; False if it is none."""
        found = read_update(text)
        if found is None:
            return False
        if found.date is None:
            self._page.findings.add(codes.BAD_DATE, number, found.day)
        self._kinds[number] = "digest-heading"
        self._begin(Issue(number, found.title, found.date), is_nearest=False)
        return True

    def _begin(self, issue: Issue, *, is_nearest: bool) -> None:
        if self.issues[-1].groups:
            self.issues.append(issue)
        elif is_nearest or self.issues[-1].date is None or self.issues[-1].is_named:
            self.issues[-1] = issue

    def _take_table(self, number: int, start: str) -> int | None:
        """Reads the table, or more of its rows, that begin at a line; gives the line behind, None if there are none."""
        line, lines = self._lines[number], self._lines
        below = lines[number + 1] if number + 1 < len(lines) else ""
        if self._may_be_header(number, start, below) and may_name_a_title(line):
            cells = header_cells(line)
            columns = None if cells is None else columns_of(cells)
            if columns is not None and any(column.role is Role.TITLE for column in columns):
                look = read_table(lines, number, until=number + _LOOK)
                fitting = self._layout.fits(columns_of(look.header.cells), look.rows)
                if fitting is not None:
                    return self._read_table(look if self._skims else None, number, fitting)
                return self._behind_other(number)
        if start == "|" and self._header is not None:
            return self._read_more(number)
        return None

    def _behind_other(self, number: int) -> int:
        """The line behind the rows of a table of another kind, or where the header of the next one may be."""
        self._header = None
        number += 1
        while (
            number < len(self._lines)
            and self._lines[number].startswith("|")
            and self._kinds[number] == "text"
        ):
            if number + 1 < len(self._lines) and _DELIMITER.match(self._lines[number + 1]):
                break
            number += 1
        return number

    def _may_be_header(self, number: int, start: str, below: str) -> bool:
        """Whether a line stands where headers do: above a line of dashes, or with a pipe and not below such a line."""
        if not _HEADER.match(self._lines[number]):
            return False
        if _DELIMITER.match(below):
            return True
        above = self._lines[number - 1].lstrip(" \t")[:1] if number > self._entries_end and number else ""
        return start == "|" != above

    def _read_table(self, seen: Table | None, number: int, columns: tuple[Column, ...]) -> int:
        """Reads a table, or skims it if its header has been seen; gives the line behind."""
        if seen is None:
            table = read_table(self._lines, number, elastic=_elastic(columns), paragraphs=True)
        else:
            table = self._skimmed(seen)
        self._header, self._columns = table.header, columns
        self._name(table.line, table.end, "table-delimiter")
        self._name(table.header.line, table.header.end, "table-header")
        self._add(Group(table.line, table.end, (), columns, table.header, table, table.rows))
        return table.end

    def _skimmed(self, seen: Table) -> Table:
        """A table with a row for each line that has a pipe, up to the next blank line."""
        rows = []
        number = start = seen.header.end if seen.delimiter is None else seen.delimiter + 1
        while number < len(self._lines) and self._kinds[number] == "text":
            if "|" in self._lines[number]:
                rows.append(Row(number, number + 1, (), 0))
            number += 1
        return Table(seen.line, max(number, start), seen.header, seen.delimiter, tuple(rows))

    def _read_more(self, number: int) -> int | None:
        """Reads rows below a gap, if the first of them has a day where days belong."""
        header = self._header
        assert header is not None
        if header_cells(self._lines[number]) is None:
            return None
        elastic = _elastic(self._columns)
        first = read_rows(self._lines, number, header, elastic=elastic, until=number + 1)
        day = next(index for index, column in enumerate(self._columns) if column.role is Role.DAY)
        if not first or day_in(first[0].cells[day]) is None:
            self._header = None
            return None
        rows = read_rows(self._lines, number, header, elastic=elastic, paragraphs=True)
        if not rows:  # it is the header of a table with other columns
            self._header = None
            return None
        self._name(number, rows[-1].end, "table-delimiter")
        self._add(Group(number, rows[-1].end, (), self._columns, header, None, rows))
        return rows[-1].end

    def _add(self, group: Group) -> None:
        group.topics = tuple(self._topics)
        for row in group.rows:
            if row.end == row.line + 1:
                self._kinds[row.line] = "paper-row"
            else:
                self._name(row.line, row.end, "paper-row")
        self.issues[-1].groups.append(group)
        self._entries_end = group.end

    def _take_item(self, item: Item) -> int:
        row, topics, groups = item.row, tuple(self._topics), self.issues[-1].groups
        self._name(row.line, row.end, "paper-item")
        if not groups or groups[-1].topics != topics:
            groups.append(Group(row.line, row.end, topics))
        groups[-1].items.append(item)
        groups[-1].end = self._entries_end = row.end
        return row.end

    def _take_text(self, number: int, line: str) -> None:
        """A line that is none of these: text of the page, or what has come loose from the row above it."""
        if RULE.fullmatch(line):
            self._kinds[number] = "rule"
        elif MARKUP.fullmatch(line):
            self._kinds[number] = "markup"
        elif self._header is not None and _DELIMITER.match(line) and header_cells(line) is None:
            self._kinds[number] = "table-delimiter"
        elif (
            not self._take_updated(number, line)
            and number == self._entries_end
            and line.lstrip()[0] not in "<[(>!"
        ):
            self._kinds[number] = "unknown"
            if self._kinds[number - 1] != "unknown":
                self._page.findings.add(codes.UNKNOWN_LINE, number)
            self._entries_end = number + 1

    def _name(self, first: int, end: int, kind: str) -> None:
        for number in range(first, end):
            if self._kinds[number] != "blank":
                self._kinds[number] = kind

    def _settled(self) -> list[Issue]:
        """The issues that have tables or lists; a day below the last of them is that of the one above it."""
        last = self.issues[-1]
        if not last.groups and len(self.issues) > 1:
            self.issues.pop()
            if self.issues[-1].date is None:
                self.issues[-1].title, self.issues[-1].date = last.title, last.date
        issues = [issue for issue in self.issues if issue.groups]
        for issue in issues:
            if issue.line < 0:
                issue.line = issue.groups[0].line
        return issues


def _elastic(columns: Sequence[Column]) -> int:
    """The column that has the longest texts."""
    for role in (Role.ABSTRACT, Role.SUMMARY, Role.TITLE):
        for index, column in enumerate(columns):
            if column.role is role:
                return index
    return len(columns) - 1
