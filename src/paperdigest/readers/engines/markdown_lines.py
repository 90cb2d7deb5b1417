"""Lines that every Markdown page has, whatever it is about: headings, rules, lines of markup, lines of links.

A line is matched without its line end. No pattern can backtrack more than a line's length.
"""

from __future__ import annotations

import re

__all__ = [
    "FOLD",
    "HEADING",
    "INNER_LINK",
    "MARKUP",
    "RULE",
    "fold_label",
    "heading_text",
    "link_line",
    "read_heading",
]

# ATX headings, as in CommonMark 4.2, but the space behind the signs may be missing.
#     heading = *3SP 1*6"#" [text]          ## Daily Papers (2024-03-08)
HEADING = re.compile(r" {0,3}(#{1,6})(?!#)[ \t]*(.*)", re.DOTALL)


def read_heading(line: str) -> tuple[int, str] | None:
    """The level of a heading, 1 to 6, and its text without signs; None if the line is none."""
    match = HEADING.match(line)
    return None if match is None else (len(match[1]), heading_text(match[2]))


def heading_text(raw: str) -> str:
    """What stands behind the signs of a heading, without spaces and the closing sequence of CommonMark 4.2."""
    text = raw.strip(" \t")
    if text.endswith("#") and (bare := text.rstrip("#")).endswith((" ", "\t")):
        return bare.rstrip(" \t")
    return text


# Lines that only separate, CommonMark 4.1.
#     rule = 3*"-" / 3*"*" / 3*"_", with spaces between, however far indented          ---
RULE = re.compile(r"[ \t]*(?:(?:-[ \t]*){3,}|(?:\*[ \t]*){3,}|(?:_[ \t]*){3,})")

# Lines of nothing but markup, as around centred pictures.          <br>   </div>   <!-- end -->
MARKUP = re.compile(
    r"[ \t]*(?:</?(?:a|br|center|details|div|figure|hr|img|p|picture|source|span|summary|table|tbody|td|th|tr|video)"
    r"\b[^<>]*>[ \t]*)+|[ \t]*<!--.*-->[ \t]*",
    re.IGNORECASE,
)


# Lines that fold a part of the page away, with the words that one clicks on.
#     fold = ["<details>"] "<summary>" text ["</summary>"]          <summary>Details</summary>
FOLD = re.compile(
    r"[ \t]*(?:<details\b[^<>]*>[ \t]*)?<summary\b[^<>]*>"
    r"(?P<text>(?:[^<>]|</?[a-z]{1,8}>){0,200})(?:</summary>[ \t]*(?:<br\b[^<>]*>[ \t]*)?)?",
    re.IGNORECASE,
)

_TAG = re.compile(r"<[^<>]*>")


def fold_label(line: str) -> str | None:
    """The words that one clicks on to see what is folded away; None for a line that folds nothing."""
    match = FOLD.fullmatch(line) if "<" in line[:9] else None
    return None if match is None else _TAG.sub("", match["text"]).strip(" \t:：")


# Ways around the page.          [Back to top](#top)   **[↑](#link0)**   [[Back]](#toc)
INNER_LINK = re.compile(r"[^\w\[]{0,8}\[{1,2}[^\[\]]{0,80}\]{1,2}\(#[^()\s]{0,200}\)[^\w]{0,8}")


# A line of nothing but links, with a separator or nothing between them.
#     link-line = 1*(link [sep])          [Code](https://…) | [Project](https://…)
_LINK = re.compile(r"\[(?P<label>[^\[\]]*)\]\((?P<url>[^()\s]+)\)")
_SEPARATORS = " \t|,·•/-–;*:"


def link_line(line: str) -> tuple[tuple[str, str], ...] | None:
    """The pairs of label and URL of a line that holds nothing but links; None for other lines."""
    if "](" not in line:
        return None
    if _LINK.sub("", line).strip(_SEPARATORS):
        return None
    return tuple((match["label"].strip(), match["url"]) for match in _LINK.finditer(line))
