"""URLs that may stand in a feed: absolute, `http` or `https`, percent-encoded.

A URL in a digest is text that somebody typed or a model wrote. What leaves this module opens a web page or is
None; `javascript:`, `data:` and everything else that is no web address never becomes a link.
"""

from __future__ import annotations

import functools
import re
from urllib.parse import quote, urljoin, urlsplit

__all__ = ["web_url"]


def __dir__() -> list[str]:
    return __all__


# RFC 3986, appendix B, for two schemes: authority, then path and query, then fragment.
_WEB = re.compile(
    r"(?P<scheme>https?)://(?P<authority>[^/?#]+)(?P<path>[^#]*)(?:#(?P<fragment>.*))?",
    re.IGNORECASE | re.DOTALL,
)
# RFC 3986, section 3.2: [userinfo "@"] host [":" port]. A backslash must not pass: browsers read it as `/`, so
# the host that a person sees in `https://good.example\@bad.example` is not the one that encoding would make.
_AUTHORITY = re.compile(
    r"""(?:[^\x00-\x20\x7f"<>\\^`{|}\[\]@]*@)?  # userinfo
        (?:\[[0-9A-Fa-f:.]+\]|[^\x00-\x20\x7f"<>\\^`{|}\[\]@:]+)
        (?::[0-9]*)?""",
    re.VERBOSE,
)
# Section 2.2: what separates the parts of a URL. `[` and `]` are allowed in the host alone.
_PATH_SAFE = "/?:@!$&'()*+,;=~%"
_AUTHORITY_SAFE = "[]:@!$&'()*+,;=~%"
# Section 2.1: a `%` that encodes nothing stands for itself.
_LONE_PERCENT = re.compile(r"%(?![0-9A-Fa-f]{2})")
_SURROGATE = re.compile("[\ud800-\udfff]")
# Browsers strip these from both ends (WHATWG URL, section 4.4).
_PADDING = "".join(map(chr, range(0x21)))


@functools.lru_cache(maxsize=1024)  # an item asks for the same few URLs several times
def web_url(url: str, base: str | None = None) -> str | None:
    """The URL as it may stand in a feed.

    Args:
        url: as written.
        base: an absolute URL that relative ones are resolved against; None leaves relative ones out.

    Returns:
        An absolute URL of printable ASCII: what RFC 3986 does not allow as it stands is percent-encoded as UTF-8
        (in the host too, section 3.2.2), and what was encoded stays so. None if the URL is relative and there is
        no base, or if it is not `http` or `https`.
    """
    text = url.strip(_PADDING)
    try:
        if base is not None:
            text = urljoin(base, text)
        urlsplit(text)
    except ValueError:
        return None  # a host that is none: `[1]`, or characters that turn into `/` when browsers normalise it
    match = _WEB.fullmatch(text)
    if match is None or _AUTHORITY.fullmatch(match["authority"]) is None:
        return None
    fragment = "" if match["fragment"] is None else "#" + _encode(match["fragment"], _PATH_SAFE)
    authority = _encode(match["authority"], _AUTHORITY_SAFE)
    return f"{match['scheme'].lower()}://{authority}{_encode(match['path'], _PATH_SAFE)}{fragment}"


def _encode(part: str, safe: str) -> str:
    whole = _SURROGATE.sub("\ufffd", part)  # half a character has no UTF-8 form
    return quote(_LONE_PERCENT.sub("%25", whole), safe=safe)
