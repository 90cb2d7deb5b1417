"""What the inline rules need to know of the text ahead, found once a text and in one pass each.

A rule that looked for its own end would scan the rest of the text at every `[`, backquote or brace, and a text full
of them would take quadratic time.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import cached_property
from typing import TYPE_CHECKING

from attrs import frozen

from paperdigest.text.tex import is_prose, math_spans

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["LinkSpan", "Lookahead"]


def __dir__() -> list[str]:
    return __all__


@frozen
class LinkSpan:
    """A Markdown link: where its label ends (at the `]`), where it ends itself, and its URL, unescaped."""

    label_end: int
    end: int
    url: str


# What stands behind a label. Other URLs make no link: `[EoT](End of Text)`. Brackets are no part of a URL here, so
# that a text full of `[a](http://x` is scanned once.
#     target = "(" *SP ["<"] url [">"] [1*SP title] *SP ")"
#     url    = http(s) "://" 1*(char / "(" *char ")")      char = no white space, <>[]()"
#     title  = DQUOTE *299any DQUOTE / "'" *299any "'"
_CHAR = r"""[^\s<>\[\]()"]"""
_TARGET = re.compile(
    rf"""\(\ *+<?(?P<url>https?://(?=\w)(?:{_CHAR}|\({_CHAR}*+\))++)>?"""
    r"""(?:\ ++(?:"[^"\[]{0,300}+"|'[^'\[]{0,300}+'))?\ *+\)""",
    re.IGNORECASE | re.VERBOSE,
)
_UNESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])|&amp;")
_BRACKETS = re.compile(r"\\.|`++|\$++|\[|\]", re.DOTALL)
_BRACES = re.compile(r"\\.|[{}]", re.DOTALL)
_BACKQUOTES = re.compile(r"`++")
# Delimiters of math with backslashes: `\(…\)` and, out of JSON, `\\(…\\)`; the same with square brackets.
_DELIMITER = {"(": re.compile(r"(\\{1,2})([()])"), "[": re.compile(r"(\\{1,2})([\[\]])")}
_BARE_WORD = re.compile(r"[\w\s-]+")


class Lookahead:
    """Facts about one text, each computed when it is first asked for."""

    def __init__(self, text: str) -> None:
        self.text = text

    @cached_property
    def math(self) -> Mapping[int, int]:
        """Start to end of every stretch of `$…$` that is math."""
        return dict(math_spans(self.text))

    @cached_property
    def braces(self) -> Mapping[int, int]:
        """The offset of every opening brace that is closed, to that of the closing one."""
        pairs = {}
        open_braces: list[int] = []
        for match in _BRACES.finditer(self.text):
            if match[0] == "{":
                open_braces.append(match.start())
            elif match[0] == "}" and open_braces:
                pairs[open_braces.pop()] = match.start()
        return pairs

    @cached_property
    def links(self) -> Mapping[int, LinkSpan]:
        """Every Markdown link and image, by the offset of its `[`. A link holds no links, but may hold images."""
        found = {}
        open_brackets: list[int] = []
        at = 0
        while (match := _BRACKETS.search(self.text, at)) is not None:
            at = match.end()
            if match[0] == "[":
                open_brackets.append(match.start())
            elif match[0] == "]" and open_brackets:
                start = open_brackets.pop()
                target = _TARGET.match(self.text, at)
                if target is None:
                    continue
                url = _UNESCAPE.sub(lambda escape: escape[1] or "&", target["url"])
                found[start] = LinkSpan(match.start(), target.end(), url)
                at = target.end()
                if self.text[start - 1 : start] != "!":
                    open_brackets.clear()
            elif match[0][0] == "`":
                at = self.code_end(match.start(), at, len(self.text)) or at
            elif match[0][0] == "$":
                at = self.math.get(match.start(), at)
        return found

    @cached_property
    def _backquotes(self) -> Mapping[int, list[int]]:
        """The offsets of the runs of backquotes, by their length."""
        runs: dict[int, list[int]] = {}
        for match in _BACKQUOTES.finditer(self.text):
            runs.setdefault(len(match[0]), []).append(match.start())
        return runs

    def code_end(self, start: int, inside: int, limit: int) -> int | None:
        """Where the code span ends whose backquotes stand from `start` to `inside`.

        None if it is closed by none, or not before `limit`, and for TeX quotes: of `` ``a'' and ``b'' `` and
        `` `a' and `b' `` the second opening quote closes no code.
        """
        width = inside - start
        runs = self._backquotes.get(width, [])
        index = bisect_left(runs, inside)
        if index == len(runs) or runs[index] + width > limit:
            return None
        close = runs[index]
        opens_again = self.text[close - 1].isspace() and not self.text[inside].isspace()
        if opens_again and width <= 2 and self.text.find("'" * width, inside, close) > 0:
            return None
        return close + width

    def formula_end(self, start: int) -> int | None:
        r"""Where the math ends that a `\(`, `\\(`, `\[` or `\\[` at `start` opens; None if it opens none.

        A single backslash may as well be Markdown's, as in `\[CLS\]` or `\(see below\)`: a bare word is no math.
        """
        slashes = 2 if self.text.startswith("\\\\", start) else 1
        kind = self.text[start + slashes : start + slashes + 1]
        pattern = _DELIMITER.get(kind)
        opening = pattern.match(self.text, start) if pattern else None
        # Only up to the next delimiter, which has to be the closing one: math does not nest.
        closing = pattern.search(self.text, opening.end()) if pattern and opening else None
        if opening is None or closing is None or closing[2] == kind or closing[1] != opening[1]:
            return None
        content = self.text[opening.end() : closing.start()]
        bare = _BARE_WORD.fullmatch(content) is not None and (len(content.strip()) > 1 or kind == "[")
        if not content.strip() or is_prose(content) or (bare and len(opening[1]) == 1):
            return None
        return closing.end()
