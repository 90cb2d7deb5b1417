"""The labelled fields of one paper as lines: folded ones, several in a line, and what belongs to none of them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from attrs import evolve

from paperdigest.readers.engines.entries import ends_fields, without_bullet
from paperdigest.readers.engines.field_names import KNOWN, PROSE, field_name
from paperdigest.readers.engines.labels import LabelStyle, label_key, label_line, read_labels
from paperdigest.readers.engines.markdown_lines import fold_label

if TYPE_CHECKING:
    from collections.abc import Container

    from paperdigest.readers.engines.labels import Labelled
    from paperdigest.readers.engines.page import Page

__all__ = ["cut_fields"]


def cut_fields(page: Page, first: int, end: int, fenced: Container[int]) -> tuple[list[Labelled], list[int]]:
    """The fields in the lines of a paper, and the numbers of the lines of none.

    If the first field is an item of a list, all may be. What is folded is read as if it were not.

    Args:
        page: the text; lines that only fold a field get the kind `markup`.
        first: the line behind the paper's heading.
        end: the line behind its last.
        fenced: the lines of code.
    """
    lines = list(page.lines[first:end])
    inside = frozenset(number - first for number in range(first, end) if number in fenced)
    begin = next((line for line in lines if line and not line.isspace()), "")
    bare = without_bullet(begin)
    label = None if bare is begin else label_line(bare)
    if label is not None and field_name(label_key(label[0])) is not None:
        lines = [line if number in inside else without_bullet(line) for number, line in enumerate(lines)]
    _unfold(page, first, lines, inside)
    found, rest = read_labels(lines, 0, len(lines), known=KNOWN, stop=ends_fields, prose=PROSE, fenced=inside)
    moved = [evolve(each, line=each.line + first, end=each.end + first) for each in found]
    fields = [_without_text_below(part) for each in moved for part in _parted(each)]
    return fields, [number + first for number in rest]


def _unfold(page: Page, first: int, lines: list[str], fenced: Container[int]) -> None:
    """Makes labels of the words on folds that name a field, and blank lines of other folds below an empty label.

    Args:
        page: the text.
        first: the number of the first line there.
        lines: the lines of a paper, which are changed.
        fenced: those of code.
    """
    if not any(line.lstrip(" \t")[:1] == "<" for line in lines):
        return
    awaits: str | None = None  # the field of an empty label
    for number, line in enumerate(lines):
        if number in fenced:
            awaits = None
            continue
        if not line or line.isspace():
            continue
        words = fold_label(line)
        name = None if words is None else field_name(label_key(words))
        if name is not None and name != awaits:
            lines[number], awaits = f"**{words}:**", name
        elif awaits is not None and (words is not None or _OPENING.fullmatch(line)):
            lines[number], page.kinds[first + number] = "", "markup"
        else:
            label = label_line(line)
            is_empty = label is not None and label[1] is not LabelStyle.PLAIN and not label[2]
            awaits = (field_name(label_key(label[0])) or label[0]) if label is not None and is_empty else None


_OPENING = re.compile(r"[ \t]*<(?:details|summary|p|div)\b[^<>]*>[ \t]*", re.IGNORECASE)


# Fields whose text is a line, which may be broken, or several without a blank one between; and those of numbers.
_SHORT = frozenset(
    ("authors", "arxiv_id", "url", "code", "title", "translated_title", "categories", "tags", "doi")
)
_NUMBER = re.compile(r"\d{1,6}(?:[.,]\d{1,6})?(?:[ ]?/[ ]?\d{1,6})?", re.ASCII)


def _without_text_below(each: Labelled) -> Labelled:
    """A field without what follows a short text: labels do not end at blank lines, but lists of names do."""
    lines = each.text.split("\n")
    if _NUMBER.fullmatch(lines[0].strip(" \t")):
        count = 1
    elif field_name(label_key(each.label)) in _SHORT:
        count = next((number for number, line in enumerate(lines) if not line or line.isspace()), len(lines))
    else:
        return each
    # What stands behind the label may be blank, and the text begins further down.
    begin = each.end - len(lines) if each.text else each.line
    return evolve(each, text="\n".join(lines[:count]), end=max(begin + count, each.line + 1))


# Several fields in one line.          **Relevance:** 9 | **Novelty:** 7
_NEXT_LABEL = re.compile(
    r"[|｜·•](?=[ \t]{0,9}(?:\*\*|__)[^*_|:：]{1,60}(?:[:：][ \t]{0,3}(?:\*\*|__)|(?:\*\*|__)[ \t]{0,3}[:：]))"
)


def _parted(each: Labelled) -> list[Labelled]:
    """The fields that stand in the first line of one; long texts are not cut."""
    line, end, below = each.text.partition("\n")
    if label_key(each.label) in PROSE or len(texts := _NEXT_LABEL.split(line)) == 1:
        return [each]
    parts = [evolve(each, text=texts[0].strip(" \t"), end=each.line + 1)]
    for text in texts[1:]:
        label, _, rest = label_line(text) or ("", None, text)
        parts.append(evolve(parts[0], label=label, text=rest))
    parts[-1] = evolve(parts[-1], text=(parts[-1].text + end + below).strip(" \t\n"), end=each.end)
    return parts
