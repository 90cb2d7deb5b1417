"""Votes, authors, media: the lines between a paper's heading and its summary."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from paperdigest import codes
from paperdigest.model import Media, MediaKind
from paperdigest.text.links import cut_url

if TYPE_CHECKING:
    from paperdigest.readers.engines.findings import Findings

__all__ = ["has_video_suffix", "read_media"]

# Suffixes of files that a browser plays, not shows.
_VIDEO_SUFFIXES = (".mp4", ".webm", ".qt", ".mov", ".m4v", ".ogv", ".avi", ".mkv")


def has_video_suffix(url: str) -> bool:
    """Whether a URL's path ends as that of a video does."""
    if "?" in url or "#" in url:
        url = url.partition("?")[0].partition("#")[0]
    return url[-5:].lower().endswith(_VIDEO_SUFFIXES)


#     image = "![" [alt] "](" url ")"          ![](https://…/thumbnail.png)
_IMAGE = re.compile(r"!\[(?P<alt>[^\[\]]*)\]\((?P<url>[^()\s]*)\)")
#     video = "[Watch Video]" ("(" url ")" / url)          [Watch Video](https://….mp4)
_WATCH = re.compile(r"\[[ ]*watch[ ]+video[ ]*\][ \t]*", re.IGNORECASE)
#     tag = "<" ("video" / "source" / "img") … "src=" url … ">"          <video src='https://….mp4'></video>
_TAG = re.compile(r"<(?P<name>video|source|img)\b(?P<attributes>[^<>]*)>", re.IGNORECASE)
_SRC = re.compile(r"\bsrc\s*+=\s*+(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'<>]+))", re.IGNORECASE)
_ALT = re.compile(r"\balt\s*+=\s*+(?:\"([^\"]*)\"|'([^']*)')", re.IGNORECASE)
_ANY_TAG = re.compile(r"<[^<>]*>")


def read_media(text: str, line: int, findings: Findings) -> list[Media] | None:
    """The pictures and videos of a line, as written; None if the line is of another kind.

    What the URL ends with decides what a picture is: images whose URL is a video occur.
    """
    if text.startswith("!["):
        return _images(text, line, findings)
    if match := _WATCH.match(text):
        return _watched(text[match.end() :], line, findings)
    if text.startswith("<"):
        return _tags(text, line, findings)
    return None


def _images(text: str, line: int, findings: Findings) -> list[Media] | None:
    middle = text.find("](")
    url = text[middle + 2 : -1]
    if middle > 0 and text.endswith(")") and "](" not in url and url.split() in ([url], []):
        return _medium(url, text[2:middle], line, findings)
    if _IMAGE.sub("", text).strip():
        return None
    return [
        medium
        for match in _IMAGE.finditer(text)
        for medium in _medium(match["url"], match["alt"], line, findings)
    ]


def _watched(rest: str, line: int, findings: Findings) -> list[Media] | None:
    url = rest[1:-1] if rest.startswith("(") and rest.endswith(")") else rest
    if url.split() != [url]:
        return None
    if url is rest:
        if cut_url(rest, 0) != len(rest):
            return None
        findings.add(codes.ODD_VIDEO, line)
    return [Media(kind=MediaKind.VIDEO, url=url)]


def _tags(text: str, line: int, findings: Findings) -> list[Media] | None:
    if _ANY_TAG.sub("", text).strip():
        return None
    found: list[Media] = []
    for tag in _TAG.finditer(text):
        source, alt = _SRC.search(tag["attributes"]), _ALT.search(tag["attributes"])
        url = next((part for part in source.groups() if part), "") if source else ""
        if url.split() != [url]:
            continue
        if tag["name"].lower() == "img":
            found.extend(
                _medium(url, next((part for part in alt.groups() if part), "") if alt else "", line, findings)
            )
        else:
            found.append(Media(kind=MediaKind.VIDEO, url=url))
    return found or None


def _medium(url: str, alt: str, line: int, findings: Findings) -> list[Media]:
    """The picture as a list of one; of none if it has no address."""
    if not url:
        findings.add(codes.NO_MEDIA_URL, line)
        return []
    if "://" not in url:
        findings.add(codes.RELATIVE_MEDIA, line, url)
    kind = MediaKind.VIDEO if has_video_suffix(url) else MediaKind.IMAGE
    return [Media(kind=kind, url=url, alt=alt.strip() or None)]
