"""Text that a feed may hold: what XML 1.0 forbids is dropped, for no format can carry it.

C0 controls but TAB and LF, C1 controls, DEL, U+FFFD, U+FFFE, U+FFFF and lone surrogates are dropped, and CR and CRLF
become LF. A character reference would be no way round that. Rule: feeds page, item 1.
"""

from __future__ import annotations

import re

__all__ = ["line", "without_forbidden"]


def __dir__() -> list[str]:
    return __all__


_CR = re.compile("\r\n?")
_FORBIDDEN = re.compile("[^\t\n\x20-\x7e\xa0-\ud7ff\ue000-\ufffc\U00010000-\U0010ffff]+")
_SPACE = re.compile("[ \t\n]+")


def without_forbidden(text: str) -> str:
    """The text without the characters that no reader takes."""
    return _FORBIDDEN.sub("", _CR.sub("\n", text))


def line(text: str) -> str:
    """The text on one line, without characters that XML forbids and without space around it."""
    return _SPACE.sub(" ", without_forbidden(text)).strip(" ")
