"""Inline Markdown and LaTeX to what a reader sees: plain text, and safe HTML.

Titles and points hold what stands in the file. These two functions are the one place that says what it means;
every exporter uses them. Rule: format page, Inline Markdown.
"""

from __future__ import annotations

__all__ = ["to_html", "to_text"]


def __dir__() -> list[str]:
    return __all__


def to_text(markdown: str) -> str:
    """What a reader sees, as one line of plain text.

    Emphasis, code spans, links and LaTeX are resolved: a link leaves its label, a bare URL stays, sub- and
    superscripts become Unicode characters where all of theirs exist, else `_(…)` and `^(…)`. What only looks like
    markup (`A*`, `<think>`, `$5`, an unknown macro) stays as written.

    Args:
        markdown: a title, a label or a point, as written. Any string will do.

    Returns:
        A line without space at its ends or two spaces in a row. TAB, form feed, line ends, U+2028 and NBSP are
        spaces; control characters, U+200B, U+2060 to U+2064, U+FEFF, U+FFFE, U+FFFF and lone surrogates vanish,
        so the text can stand in XML 1.0 once escaped.
    """
    from paperdigest.text import render  # noqa: PLC0415 - readers import this package and need no parser

    return render.to_text(markdown)


def to_html(markdown: str) -> str:
    """What a reader sees, as inline HTML that is safe to put into a page and well-formed as XML.

    The only elements are `strong`, `em`, `code`, `sup`, `sub`, `br` and `a`, the only attribute is the `href` of a
    link, and it is always `http` or `https`. All else is escaped.

    Args:
        markdown: a title, a label or a point, as written. Any string will do.

    Returns:
        HTML without an element around it. Spaces and characters are treated as in `to_text`, and where the HTML
        has no `sup`, `sub` or `br` its text content is what `to_text` returns.
    """
    from paperdigest.text import render  # noqa: PLC0415 - as above

    return render.to_html(markdown)
