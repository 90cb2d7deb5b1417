"""Text as Slack's mrkdwn has it: https://docs.slack.dev/messaging/formatting-message-text

All functions keep to a size, which is that of the text as it is sent: escapes count in full, and a character outside
of the Basic Multilingual Plane counts twice. Slack says "characters"; this is the strictest way to read it.
"""

from __future__ import annotations

import re
from urllib.parse import quote

__all__ = ["escaped", "link", "size", "web_url"]


def __dir__() -> list[str]:
    return __all__


# "Escaping text": these three, and no others.
_ESCAPES = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}
_MORE = "…"

# More is in no URL that anyone follows, and would leave no room for the text beside it.
_MOST_URL = 2_000
_WEB = re.compile(r"https?://[^\s\x00-\x1f\x7f/?#]+[^\s\x00-\x1f\x7f]*", re.IGNORECASE)
# RFC 3986, section 2.2, and `%` for what is encoded already. `<`, `|` and `>`, which would end a link, are not in it.
_SAFE = "/?#[]@:!$&'()*+,;=~%"


def size(text: str) -> int:
    """The length of a text in UTF-16 code units."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def escaped(text: str, most: int) -> str:
    """A plain text as mrkdwn, cut at the end if it is larger than `most`; an escape is never cut in two."""
    # A character takes one unit at least, so what lies behind these does not fit.
    parts = [_ESCAPES.get(character, character) for character in text[: most + 1]]
    whole = "".join(parts)
    if size(whole) <= most:
        return whole
    kept: list[str] = []
    room = most - size(_MORE)
    for part in parts:
        room -= size(part)
        if room < 0:
            break
        kept.append(part)
    return "".join(kept).rstrip() + _MORE


def web_url(url: str | None) -> str | None:
    """The URL in printable ASCII, percent-encoded where it has to be; None if it is no `http` or `https`."""
    text = (url or "").strip()
    return quote(text, safe=_SAFE, errors="replace") if _WEB.fullmatch(text) else None


def link(url: str | None, label: str, most: int) -> str:
    """A plain text that leads somewhere.

    Args:
        url: as written; one that cannot be followed is left out.
        label: what is shown.
        most: of the label; the URL comes on top.

    Returns:
        `<url|label>`, where neither can end the link before its end. The label alone, if there is no URL.
    """
    shown = escaped(label, most)
    target = escaped(web_url(url) or "", _MOST_URL)
    return f"<{target}|{shown}>" if target and not target.endswith(_MORE) else shown
