"""The pictures and videos of a paper as a feed shows them."""

from __future__ import annotations

import re

from attrs import frozen

from paperdigest.exporters.web_urls import web_url
from paperdigest.model import MediaKind, Paper

__all__ = ["FeedMedia", "enclosure", "feed_media"]


def __dir__() -> list[str]:
    return __all__


# Media types by suffix. A table of our own, because `mimetypes` reads files of the machine it runs on, and
# the same papers must give the same bytes everywhere.
_MEDIA_TYPES = {
    "apng": "image/apng",
    "avif": "image/avif",
    "avi": "video/x-msvideo",
    "gif": "image/gif",
    "jpeg": "image/jpeg",
    "jpg": "image/jpeg",
    "m4v": "video/mp4",
    "mkv": "video/matroska",
    "mov": "video/quicktime",
    "mp4": "video/mp4",
    "mpeg": "video/mpeg",
    "mpg": "video/mpeg",
    "ogv": "video/ogg",
    "png": "image/png",
    "qt": "video/quicktime",
    "svg": "image/svg+xml",
    "webm": "video/webm",
    "webp": "image/webp",
}
# The file name's suffix, before any query and fragment.
_SUFFIX = re.compile(r"[^?#]*\.(?P<suffix>[0-9A-Za-z]+)(?:[?#]|$)")


@frozen(kw_only=True)
class FeedMedia:
    """A picture or a video that a feed can point to.

    Attributes:
        kind: what the URL leads to.
        url: absolute, percent-encoded.
        media_type: `video/mp4`; None if the URL's suffix does not tell one of this kind.
        alt: the text for those who cannot see it, as written; None if there is none.
    """

    kind: MediaKind
    url: str
    media_type: str | None = None
    alt: str | None = None


def feed_media(paper: Paper, base_url: str | None) -> tuple[FeedMedia, ...]:
    """The media of a paper, in order, each URL once.

    Args:
        paper: the paper.
        base_url: what relative URLs are resolved against; None leaves them out.
    """
    found: dict[str, FeedMedia] = {}
    for media in paper.media:
        url = web_url(media.url, base_url)
        if url is not None and url not in found:
            kind = media.kind
            found[url] = FeedMedia(kind=kind, url=url, media_type=_media_type(url, kind), alt=media.alt)
    return tuple(found.values())


def _media_type(url: str, kind: MediaKind) -> str | None:
    match = _SUFFIX.match(url)
    found = None if match is None else _MEDIA_TYPES.get(match["suffix"].lower())
    return found if found is not None and found.startswith(f"{kind}/") else None


def enclosure(media: tuple[FeedMedia, ...]) -> FeedMedia | None:
    """The first video of a known type: readers take one, and only with a type (feeds page, item 9)."""
    videos = (each for each in media if each.kind is MediaKind.VIDEO and each.media_type is not None)
    return next(videos, None)
