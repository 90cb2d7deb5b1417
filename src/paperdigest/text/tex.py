"""LaTeX in titles and prose: which dollars are math, and the characters that macros stand for."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from paperdigest.text.characters import CJK

__all__ = ["accented", "is_math", "is_prose", "math_spans", "symbols"]


def __dir__() -> list[str]:
    return __all__


# A dollar, or two, opens math if the next run of dollars can close it and what stands between reads as a formula.
#     math = "$" content "$" / "$$" content "$$"
_DOLLARS = re.compile(r"\\.|\$+", re.DOTALL)
# What only a formula holds: a macro, a script, a group.
_TEX = re.compile(r"\\[A-Za-z]|[\^_{]")
# What a formula does not hold, macros and groups aside: Hangul or Han, two words in a row, an amount and its noun
# (`$1 Million`), the start of a code span.
_GROUP = re.compile(r"\{[^{}]*\}")
_MACRO = re.compile(r"\\[A-Za-z]+")
_WORDS = re.compile(r"(?<![^\W\d_])[^\W\d_]{2,}+ ++[^\W\d_]{2}")
_AMOUNT = re.compile(r"\s*\d[\d.,]*+\w?\s++[^\W\d_]{2}")
_FOREIGN = re.compile(f"[{CJK}`]")
# Signs that a lone formula does not begin or end with, but an amount does: `$5-$10`, `$HOME/$USER`.
_NO_START = frozenset(",;:)")
_NO_END = frozenset("-/–~,;:(")


def math_spans(text: str) -> tuple[tuple[int, int], ...]:
    r"""Which dollars in a text enclose math, and which are money.

    `M$^{2}$UGen` and `the $n$-gram` hold math; `$1 Million from A in $200k`, `costs $5-$10` and a single `$` do
    not. A dollar after a backslash is neither. Rule: format page, Titles.

    Args:
        text: a title or prose, as written.

    Returns:
        Start and end of each stretch of math, the dollars included, in order. Every other dollar is an amount.
        The time is linear: a dollar is only ever tried against the next one.
    """
    runs = [match.span() for match in _DOLLARS.finditer(text) if match[0][0] == "$"]
    spans: list[tuple[int, int]] = []
    at = 0
    while at + 1 < len(runs):
        start, end = runs[at]
        close, close_end = runs[at + 1]
        width = end - start
        at += 1
        if width > 2 or close_end - close > 2 or close_end - close < width:
            continue
        stop = close + width
        content = text[end:close]
        if not (
            _is_display(content)
            if width == 2
            else is_math(content, text[start - 1 : start], text[stop : stop + 1])
        ):
            continue
        spans.append((start, stop))
        if stop < close_end:
            runs[at] = (stop, close_end)  # `$a$$b$`: the second of the two opens again
        else:
            at += 1
    return tuple(spans)


def _is_display(content: str) -> bool:
    return not content.isspace() and not is_prose(content)


def is_math(content: str, before: str, after: str) -> bool:
    r"""Whether what stands between two single dollars is a formula.

    Args:
        content: the text between the dollars; it has none in it.
        before: the character before the first dollar, or nothing.
        after: the character behind the second dollar, or nothing.
    """
    if not content or content.isspace() or is_prose(content):
        return False
    opens_wide, closes_wide = content[0].isspace(), content[-1].isspace()
    if _TEX.search(content):
        # `$^{\circ} $` and `$ x^2 $` occur; with `$5 (see x_1) and $6` only the second dollar follows a space.
        spaced = opens_wide == closes_wide or (closes_wide and content[0] in "^_\\{")
        return spaced and not (content[0].isdigit() and after.isdigit())
    if opens_wide or closes_wide or content[0] in _NO_START or content[-1] in _NO_END:
        return False
    if after.isalpha() and after.isascii():
        return len(content) == 1 and content.isalpha()  # `$k$NN`
    return not after.isdigit() and not (before.isascii() and before.isalnum())


def is_prose(content: str) -> bool:
    r"""Whether a stretch of text between math delimiters reads as prose; words in `\text{…}` do not count."""
    bare = _MACRO.sub("\\\\", _GROUP.sub("", content))
    return bool(_FOREIGN.search(bare) or _WORDS.search(bare) or _AMOUNT.match(bare))


# What pylatexenc's table lacks. Names of functions are words; all others are signs.
_MORE_SYMBOLS = {
    "Box": "□", "Diamond": "◇", "Im": "ℑ", "LaTeX": "LaTeX", "Pr": "Pr", "Re": "ℜ", "TeX": "TeX", "Tr": "Tr",
    "arg": "arg", "argmax": "argmax", "argmin": "argmin", "bmod": "mod", "bot": "⊥", "checkmark": "✓", "colon": ":",
    "coloneqq": "≔", "copyright": "©", "ddagger": "‡", "deg": "deg", "degree": "°", "det": "det", "dim": "dim",
    "gcd": "gcd", "gets": "←", "ggg": "⋙", "iff": "⟺", "imath": "ı", "implies": "⟹", "jmath": "ȷ", "ker": "ker",
    "land": "∧", "leadsto": "⇝", "lg": "lg", "lll": "⋘", "lor": "∨", "models": "⊨", "ne": "≠", "neg": "¬",
    "pounds": "£", "prime": "′", "textbar": "|", "textbraceleft": "{", "textbraceright": "}", "textgreater": ">",
    "textless": "<", "textminus": "−", "textunderscore": "_", "triangle": "△",
}  # fmt: skip
# In pylatexenc's table, but no symbols: the date of today, and names from one person's course notes.
_NO_SYMBOLS = frozenset({"today", "id", "Ident"})
_WORD = re.compile(r"[A-Za-z]{2,}(?: [a-z]+)?")


@cache
def symbols() -> dict[str, str]:
    r"""The characters and words that LaTeX macros without arguments stand for, by the macro's name.

    `alpha` → `α`, `times` → `×`, `log` → `log`. Not to be changed by the caller.
    """
    from pylatexenc.latex2text import get_default_latex_context_db  # noqa: PLC0415 - only texts with macros need it

    table = {}
    for spec in get_default_latex_context_db().iter_macro_specs():
        value = spec.simplify_repl
        # The other values are functions, templates and placeholders for macros that take arguments.
        if isinstance(value, str) and (len(value) == 1 or _WORD.fullmatch(value)):
            table[spec.macroname] = value
    return {name: value for name, value in table.items() if name not in _NO_SYMBOLS} | _MORE_SYMBOLS


# Accents: the sign or letter after the backslash, and the combining character (LaTeX, text and math accents).
_ACCENTS = {
    "'": "\u0301", "`": "\u0300", '"': "\u0308", "^": "\u0302", "~": "\u0303", "=": "\u0304", ".": "\u0307",
    "c": "\u0327", "H": "\u030b", "k": "\u0328", "b": "\u0331", "d": "\u0323", "r": "\u030a", "u": "\u0306",
    "v": "\u030c", "acute": "\u0301", "bar": "\u0304", "breve": "\u0306", "check": "\u030c", "ddot": "\u0308",
    "dot": "\u0307", "grave": "\u0300", "hat": "\u0302", "not": "\u0338", "overline": "\u0304", "tilde": "\u0303",
    "vec": "\u20d7", "widehat": "\u0302", "widetilde": "\u0303",
}  # fmt: skip


def accented(accent: str, letter: str, *, composed: bool) -> str | None:
    r"""A letter under an accent.

    Args:
        accent: the macro's name, such as `'`, `c` or `hat`.
        letter: what stands under it; the dotless `ı` and `ȷ` count as `i` and `j`.
        composed: take only letters for which Unicode has one character, as for `é`. Prose is full of escaped
            quotes that look like accents, formulas are not.

    Returns:
        None if there is no such accent, or nothing that it can stand over.
    """
    mark = _ACCENTS.get(accent)
    letter = {"ı": "i", "ȷ": "j"}.get(letter, letter)
    if mark is None or len(letter) != 1 or letter.isspace():
        return None
    both = unicodedata.normalize("NFC", letter + mark)
    return None if composed and not (len(both) == 1 and letter.isalpha()) else both
