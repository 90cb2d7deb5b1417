"""Characters: which ones vanish, which are spaces, which ones count as CJK or punctuation."""

from __future__ import annotations

import re
import unicodedata

__all__ = ["CJK", "clean", "collapse", "is_punctuation"]


def __dir__() -> list[str]:
    return __all__


# Scripts whose words stand side by side without spaces, and Hangul, whose particles are glued to the word before:
# jamo, radicals, kana, bopomofo, compatibility signs, Han, Hangul, half-width kana. A class, without brackets.
CJK = (
    "\u1100-\u11ff\u2e80-\u2fdf\u3040-\u318f\u31a0-\u4dbf\u4e00-\u9fff\ua960-\ua97f\uac00-\ud7fb\uf900-\ufaff"
    "\uff66-\uffdc\U00020000-\U000323af"
)

_SPACE = "\t\x0b\x0c\x85\xa0\u2028\u2029"
_GONE = "\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u200b\u2060-\u2064\ufeff\ud800-\udfff\ufffe\uffff"
# Six characters that stand for one, left over from JSON: `p\u2062a`. An escaped backslash before the `u` is none.
#     literal = even number of backslashes, "\u" 4HEXDIG
_LITERAL = re.compile(r"(?<!\\)((?:\\\\)*+)\\u([0-9A-Fa-f]{4})")
_PAIR = re.compile("[\ud800-\udbff][\udc00-\udfff]")
_SPACES = re.compile(f"\r\n?|[{_SPACE}]")
_VANISHING = re.compile(f"[{_GONE}]")
_UNCLEAN = re.compile(rf"[\r{_SPACE}{_GONE}]|\\u")
_RUN = re.compile(r"[ \n]{2,}|\n")


def clean(text: str) -> str:
    r"""The same text with only characters that plain text and XML 1.0 can carry.

    `\u2062`, spelt out, becomes the character it names, and surrogates that make a pair become that character.
    TAB, form feed, U+2028, NBSP and the like become spaces, line ends become LF. Control characters, U+200B,
    U+2060 to U+2064, U+FEFF, U+FFFE, U+FFFF and lone surrogates vanish. U+200C and U+200D stay: scripts and
    emoji need them.
    """
    if _UNCLEAN.search(text) is None:
        return text
    text = _LITERAL.sub(lambda match: match[1] + chr(int(match[2], 16)), text)
    text = _PAIR.sub(lambda match: match[0].encode("utf-16", "surrogatepass").decode("utf-16"), text)
    text = _SPACES.sub(lambda match: "\n" if match[0][0] == "\r" else " ", text)
    return _VANISHING.sub("", text)


def collapse(text: str) -> str:
    """The same text with runs of spaces and line feeds as one space."""
    return _RUN.sub(" ", text)


def is_punctuation(character: str) -> bool:
    """Whether CommonMark counts it as punctuation: the Unicode categories P and S."""
    return unicodedata.category(character)[0] in "PS"
