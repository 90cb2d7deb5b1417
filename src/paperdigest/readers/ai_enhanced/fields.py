"""The labelled fields of the papers of one text: where each begins and ends."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from attrs import evolve

from paperdigest.readers.ai_enhanced.grammar import ends_field
from paperdigest.readers.ai_enhanced.names import KNOWN, SHORT, field_name
from paperdigest.readers.engines.entries import without_bullet
from paperdigest.readers.engines.labels import Labelled, LabelStyle, label_key, label_line, read_labels

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from paperdigest.readers.ai_enhanced.outline import EntryOutline
    from paperdigest.readers.engines.page import Page

__all__ = ["Fields"]


class Fields:
    """The fields of all papers of a text.

    A template writes the same labels for every paper, a language model writes `Note: …` in some answer. So a label that
    no reader knows and that no stars mark is one if half of the papers have it; else it is text of the field above it.

    Args:
        page: the text; only the kinds of its lines are looked at.
        outlines: its papers.
    """

    def __init__(self, page: Page, outlines: Iterable[EntryOutline]) -> None:
        self._page = page
        self._cut = {outline.pair.line: self._read(outline) for outline in outlines}
        counts = Counter(
            key
            for found, _ in self._cut.values()
            for key in {label_key(each.label) for each in found if _is_unsure(each)}
        )
        self._own = {key for key, count in counts.items() if 2 * count >= len(self._cut)}

    def of(self, outline: EntryOutline) -> tuple[list[Labelled], list[int]]:
        """The fields of one paper, and the numbers of its lines that are not blank and belong to none."""
        found, rest = self._cut[outline.pair.line]
        fields: list[Labelled] = []
        more = 0  # the line behind what is added to the last field
        for each in found:
            if (
                _is_unsure(each)
                and label_key(each.label) not in self._own
                and self._goes_on(fields, more, each)
            ):
                more = each.end
            else:
                self._add(fields, more)
                fields.append(each)
                more = each.end
        self._add(fields, more)
        return fields, rest

    def _goes_on(self, fields: Sequence[Labelled], more: int, each: Labelled) -> bool:
        """Whether nothing but blank lines stands between the last field and this one."""
        return bool(fields) and not any(self._page.lines[number].strip() for number in range(more, each.line))

    def _add(self, fields: list[Labelled], more: int) -> None:
        """Adds the lines to before `more` to the last field."""
        if not fields or fields[-1].end == more:
            return
        last, lines = fields[-1], self._page.lines
        line = lines[last.end - 1]
        behind = line[len(line.rstrip(" \t")) :]
        text = "\n".join((last.text + behind, *lines[last.end : more]))
        fields[-1] = evolve(last, end=more, text=text.strip(" \t\n"))

    def _read(self, outline: EntryOutline) -> tuple[list[Labelled], list[int]]:
        kinds = self._page.kinds
        first, end = outline.pair.authors_at + 1, outline.end
        headings = [number for number in range(first, end) if kinds[number] == "heading"]
        stretches = list(zip([first, *(number + 1 for number in headings)], [*headings, end], strict=True))
        fields: list[Labelled] = []
        rest: list[int] = []
        while stretches:
            found, left = self._read_stretch(*stretches.pop())
            rest += left
            for each in found:
                stop = self._short_end(each) if field_name(each.label) in SHORT else each.end
                if stop < each.end:
                    fields += self._read_stretch(each.line, stop)[0]
                    stretches.append((stop, each.end))
                else:
                    fields.append(each)
        return sorted(fields, key=lambda each: each.line), sorted(rest)

    def _read_stretch(self, first: int, end: int) -> tuple[list[Labelled], list[int]]:
        fenced = {number for number in range(first, end) if self._page.kinds[number] == "fence"}
        lines = self._page.lines
        begin = next((lines[number] for number in range(first, end) if lines[number].strip()), "")
        mark = label_line(bare) if (bare := without_bullet(begin)) is not begin else None
        if mark is not None and field_name(mark[0]) is not None:
            return self._read_items(first, end, fenced)
        return read_labels(lines, first, end, known=KNOWN, stop=ends_field, fenced=fenced)

    def _read_items(self, first: int, end: int, fenced: set[int]) -> tuple[list[Labelled], list[int]]:
        """Reads fields that are written as the items of a list."""
        own = enumerate(self._page.lines[first:end], first)
        lines = [line if number in fenced else without_bullet(line) for number, line in own]
        inside = {number - first for number in fenced}
        found, rest = read_labels(lines, 0, len(lines), known=KNOWN, stop=ends_field, fenced=inside)
        moved = [evolve(each, line=each.line + first, end=each.end + first) for each in found]
        return moved, [number + first for number in rest]

    def _short_end(self, labelled: Labelled) -> int:
        """The line behind a field of a line or two: a blank line ends it, and so does anything like a label."""
        lines = self._page.lines
        marked = label_line(lines[labelled.line])
        has_text = marked is not None and bool(marked[2])
        for number in range(labelled.line + 1, labelled.end):
            blank = not lines[number].strip()
            if has_text and (blank or label_line(lines[number]) is not None):
                return number
            has_text = has_text or not blank
        return labelled.end


def _is_unsure(labelled: Labelled) -> bool:
    """Whether a field has a label without stars that no reader knows."""
    return labelled.style is LabelStyle.PLAIN and label_key(labelled.label) not in KNOWN
