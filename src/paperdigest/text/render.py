"""Tokens to plain text and to HTML: one parse, one walk, two ways to write a piece."""

from __future__ import annotations

import re
from html import escape
from typing import TYPE_CHECKING

from paperdigest.text.characters import clean, collapse
from paperdigest.text.formula import Script, formula_text, read_formula
from paperdigest.text.inline import MATH, parse

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from markdown_it.token import Token

__all__ = ["to_html", "to_text"]


def __dir__() -> list[str]:
    return __all__


# A text without these is what it says, so that most texts need no parser.
_MARKUP = re.compile(r"[*_$\\`&\[]|https?://", re.IGNORECASE)

# A piece is text, or a tag that goes out as it is.
_Piece = tuple[bool, str]


def to_text(markdown: str) -> str:
    """See `paperdigest.text.to_text`."""
    text = clean(markdown)
    if _MARKUP.search(text) is None:
        return collapse(text).strip(" ")
    return "".join(text for _, text in _spaced(_text_pieces(parse(text))))


def to_html(markdown: str) -> str:
    """See `paperdigest.text.to_html`."""
    text = clean(markdown)
    if _MARKUP.search(text) is None:
        return escape(collapse(text).strip(" "), quote=False)
    pieces = _spaced(_html_pieces(parse(text)))
    return "".join(text if is_tag else escape(text, quote=False) for is_tag, text in pieces)


def _text_pieces(tokens: Iterable[Token]) -> Iterator[_Piece]:
    for token in tokens:
        if token.type == MATH:
            parts = read_formula(token.content)
            yield False, token.markup if parts is None else formula_text(parts)
        else:
            yield False, _content(token)


def _content(token: Token) -> str:
    """The text that a token stands for."""
    if token.type in ("softbreak", "hardbreak"):
        return " "
    return clean(token.content) if token.type == "text_special" else token.content


def _html_pieces(tokens: Iterable[Token]) -> Iterator[_Piece]:
    for token in tokens:
        if token.type == MATH:
            parts = read_formula(token.content)
            yield from [(False, token.markup)] if parts is None else _formula_pieces(parts)
        elif token.type == "hardbreak":
            yield True, "<br/>"
        elif token.type == "code_inline":
            yield from ((True, "<code>"), (False, token.content), (True, "</code>"))
        elif token.nesting == 0:
            yield False, _content(token)
        elif token.tag:
            yield True, _tag(token)


def _tag(token: Token) -> str:
    if token.nesting < 0:
        return f"</{token.tag}>"
    href = token.attrs.get("href")
    return f"<{token.tag}>" if href is None else f'<{token.tag} href="{escape(str(href))}">'


def _formula_pieces(parts: Iterable[str | Script]) -> Iterator[_Piece]:
    # No deeper than `read_formula` goes.
    for part in parts:
        if isinstance(part, str):
            yield False, part
        else:
            tag = "sup" if part.mark == "^" else "sub"
            yield True, f"<{tag}>"
            yield from _formula_pieces(part.parts)
            yield True, f"</{tag}>"


def _spaced(pieces: Iterable[_Piece]) -> list[_Piece]:
    """The pieces with single spaces between words, also across tags, and none at either end."""
    spaced: list[_Piece] = []
    after_space = True
    last = -1
    for is_tag, text in pieces:
        kept = text
        if not is_tag:
            kept = collapse(text)
            if after_space and kept[:1] == " ":
                kept = kept[1:]
            if kept:
                after_space = kept[-1] == " "
                last = len(spaced)
        spaced.append((is_tag, kept))
    if last >= 0:
        spaced[last] = (False, spaced[last][1].rstrip(" "))
    return spaced
