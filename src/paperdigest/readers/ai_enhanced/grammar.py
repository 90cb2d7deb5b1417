"""Every pattern of the format, each under the rule that it implements; labelled fields are in `engines.labels`.

The rules are those of the docs page on the format. A line is matched without its line end. No pattern crosses lines,
and none can backtrack more than a line's length.
"""

from __future__ import annotations

import re

from paperdigest.readers.engines.markdown_lines import FOLD, INNER_LINK, MARKUP, RULE, link_line

__all__ = [
    "contents_line",
    "counted",
    "ends_field",
    "group_name",
    "is_category",
    "is_markup",
    "quoted_title",
    "whole_bold",
]


#     translated-title = ">" stars title stars          > *一个标题*
_QUOTED = re.compile(r"[ \t]{0,3}>[ \t]*(?P<stars>\*{1,3})(?![\s*])(?P<title>[^*]*[^\s*])(?P=stars)[ \t]*")


def quoted_title(line: str) -> str | None:
    """The translated title in a line of quotation; None for other lines."""
    match = _QUOTED.fullmatch(line) if line.lstrip(" \t").startswith(">") else None
    return None if match is None else match["title"]


#     whole-bold = "**" label colon text "**"          **Main category: cs.CV**
_WHOLE_BOLD = re.compile(r"[ \t]*\*\*(?P<label>[^*:：]{1,40})[:：](?P<text>[^*]*)\*\*[ \t]*")


def whole_bold(text: str) -> tuple[str, str] | None:
    """A label and its text within the same stars; None for other texts."""
    match = _WHOLE_BOLD.fullmatch(text)
    label = "" if match is None else match["label"].strip(" \t")
    return None if match is None or not label else (label, match["text"].strip(" \t"))


# A number at the end of a heading or of a line of the table of contents is how many papers there are.
#     count = "[" [word] number [word] "]"          [Total: 58]     (58)     （58 篇）
_COUNT = re.compile(
    r"[ \t]*[\[(（][^\d\[\]()（）]{0,20}(\d{1,6})[^\d\[\]()（）]{0,20}[\])）][ \t]*", re.ASCII
)
_LONGEST_COUNT = 60


def counted(text: str) -> tuple[str, int | None]:
    """A name, and the number of papers that is said behind it; None without."""
    start = max(text.rfind(sign, len(text) - min(len(text), _LONGEST_COUNT)) for sign in "[(（")
    match = _COUNT.fullmatch(text, start) if start >= 0 else None
    return (text.strip(" \t"), None) if match is None else (text[:start].strip(" \t"), int(match[1]))


#     contents = bullet "[" name "](#" anchor ")" [count]          - [cs.CV](#cs.CV) [Total: 58]
_CONTENTS = re.compile(
    r"[ \t]*(?:[-*+]|\d{1,3}[.)])[ \t]+\[(?P<name>[^\[\]]+)\]\(#[^()\s]*\)(?P<rest>.*)", re.ASCII | re.DOTALL
)


def contents_line(line: str) -> tuple[str, int | None] | None:
    """Reads a line of the table of contents: a name, and how many papers it is said to have; None for other lines."""
    match = _CONTENTS.fullmatch(line) if "](#" in line else None
    if match is None:
        return None
    left, total = counted(match["rest"])
    return None if left else (match["name"].strip(" \t"), total)


def group_name(text: str) -> tuple[str, bool]:
    """The name in the heading of a group, and whether a link back to the contents stands behind it.

    group = name [back]          cs.CV [[Back]](#toc)
    """
    middle = text.rfind("](#")
    if middle < 0 or not text.endswith(")"):
        return text, False
    start = text.rfind("[", 0, middle)
    while start > 0 and text[start - 1] == "[":
        start -= 1
    name = text[: max(start, 0)].strip(" \t")
    return (name, True) if name else (text[start + 1 : middle].strip(" \t[]"), True)


# arXiv's categories: an archive, and most have a subject class.
#     category = archive ["." class]          cs.CV   cond-mat.mes-hall   quant-ph
_CATEGORY = re.compile(
    r"(?:astro-ph|cond-mat|cs|econ|eess|math|nlin|physics|q-bio|q-fin|stat)(?:\.[A-Za-z]{2,4}(?:-[a-z]{2,4}){0,2})?"
    r"|gr-qc|hep-(?:ex|lat|ph|th)|math-ph|nucl-(?:ex|th)|quant-ph"
)


def is_category(text: str) -> bool:
    """Whether a text is written as arXiv's categories are."""
    return _CATEGORY.fullmatch(text) is not None


def is_markup(line: str) -> bool:
    """Whether a line only divides, folds or leads elsewhere on the page: HTML without text of its own, or a rule."""
    if "](#" in line and INNER_LINK.fullmatch(line) is not None:
        return contents_line(line) is None
    first = line.lstrip(" \t")[:1]
    if first == "<":
        return MARKUP.fullmatch(line) is not None or FOLD.fullmatch(line) is not None
    return first in ("-", "*", "_") and RULE.fullmatch(line) is not None


def ends_field(line: str) -> bool:
    """Whether a line belongs to no field and ends the one above: markup, or a line of links with labels."""
    return is_markup(line) or (line.lstrip(" \t").startswith("[") and link_line(line) is not None)
