"""What can be chosen about a feed, whatever its format: the facts of its channel, and which items it shows and how.

RSS, Atom and JSON Feed have these options and no others, so that one set of flags does for all of them.
"""

from __future__ import annotations

import datetime as dt
import re
import zoneinfo
from typing import Literal

from attrs import frozen

from paperdigest.exporters.feed_text import line
from paperdigest.exporters.options import option
from paperdigest.exporters.web_urls import web_url

__all__ = ["FeedOptions", "time_zone"]


def __dir__() -> list[str]:
    return __all__


_OFFSET = re.compile(r"(?P<sign>[+-])(?P<hours>[01][0-9]|2[0-3]):(?P<minutes>[0-5][0-9])")


def time_zone(name: str) -> dt.tzinfo:
    """The zone of that name: `UTC`, a distance from it such as `+09:00`, or one of IANA's such as `Asia/Seoul`.

    Raises:
        ValueError: the text is none of these, or this system has no data of the zone.
    """
    if name == "UTC":
        return dt.UTC  # known without a database, which some systems lack
    match = _OFFSET.fullmatch(name)
    if match is not None:
        distance = dt.timedelta(hours=int(match["hours"]), minutes=int(match["minutes"]))
        return dt.timezone(-distance if match["sign"] == "-" else distance)
    try:
        return zoneinfo.ZoneInfo(name)
    except (ValueError, KeyError, OSError) as error:
        # It opens a file of that name: a folder of zones (`America`) or a name too long is an OSError.
        raise ValueError(
            f"no time zone {name!r}; say UTC, +09:00 or an IANA name such as Asia/Seoul"
        ) from error


def _is_text(_options: object, _attribute: object, value: str | None) -> None:
    if value is not None and not line(value):
        raise ValueError("must not be empty")


def _is_web_url(_options: object, _attribute: object, value: str | None) -> None:
    if value is not None and web_url(value) is None:
        raise ValueError(f"must be an absolute URL that starts with http:// or https://, not {value!r}")


# RFC 3986, section 3, in ASCII: a scheme, and something behind it.
_URI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[!#$%&'()*+,\-./0-9:;=?@A-Z_a-z~\[\]]+")


def _is_uri(_options: object, _attribute: object, value: str | None) -> None:
    if value is not None and _URI.fullmatch(value) is None:
        raise ValueError(
            f"must be a URI such as https://example.org/ or tag:example.org,2024:papers, not {value!r}"
        )


# The shape of BCP 47, section 2.1: a language, then subtags.
_LANGUAGE = re.compile(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*")


def _is_language(_options: object, _attribute: object, value: str) -> None:
    if _LANGUAGE.fullmatch(value) is None:
        raise ValueError(f"must be a language tag such as en or ko-KR, not {value!r}")


def _is_count(_options: object, _attribute: object, value: int | None) -> None:
    if value is not None and value < 0:
        raise ValueError(f"must not be negative, not {value}")


def _is_time_zone(_options: object, _attribute: object, value: str) -> None:
    time_zone(value)


@frozen(kw_only=True)
class FeedOptions:
    """What can be chosen about a feed.

    The default of `language` is that of the default title and of the papers' own titles: the digest does not say
    which language its summaries are in, and a feed without a language is read aloud in the reader's.
    """

    title: str = option("Daily Papers", "title of the feed", _is_text)
    link: str = option(
        "https://huggingface.co/papers", "URL of the site that the feed belongs to", _is_web_url
    )
    description: str = option(
        "Research papers of the day, with votes and summaries", "one sentence about the feed", _is_text
    )
    self_url: str | None = option(None, "URL where this feed will be found; readers ask for it", _is_web_url)
    feed_id: str | None = option(
        None, "permanent URI of an Atom feed; without it the self URL, or one made of link and title", _is_uri
    )
    language: str = option("en", "language of the feed, such as en or ko-KR", _is_language)
    author: str | None = option(None, "who makes the feed; in Atom the title stands in", _is_text)
    rights: str | None = option(None, "a notice about the rights in the feed; not in JSON Feed", _is_text)
    icon: str | None = option(None, "URL of a picture of the feed; RSS shows png, jpg and gif", _is_web_url)
    hub: str | None = option(None, "URL of a WebSub hub that tells readers of new items", _is_web_url)
    limit: int | None = option(None, "how many papers to write at most, the first in the order", _is_count)
    order: Literal["newest", "votes", "given"] = option(
        "newest",
        "newest day first, with the digest's order or the most votes first within a day; or as given",
    )
    time_zone: str = option(
        "UTC", "zone whose midnight a day begins at: UTC, +09:00 or a name such as Asia/Seoul", _is_time_zone
    )
    content: Literal["full", "short", "none"] = option(
        "full", "what an item says: all that the digest says, its first sentence, or the title alone"
    )
    item_link: Literal["paper", "pdf", "huggingface", "alphaxiv"] = option(
        "paper", "where an item leads: the digest's own link, or another page of a paper on arXiv"
    )
    base_url: str | None = option(
        None,
        "URL that relative picture and video URLs are resolved against; without it they are left out",
        _is_web_url,
    )
