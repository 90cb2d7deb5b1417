"""The feed formats side by side: their checkers, and what an item of each says, read without our own code."""

from __future__ import annotations

import html
import json
from typing import TYPE_CHECKING, NamedTuple

from lxml import etree

import atom_rules
import json_feed_rules
import paperdigest
import rss_rules
from feed_rules import ATOM, MEDIA, moment

if TYPE_CHECKING:
    import datetime as dt

    from paperdigest.model import Paper

FORMATS = ("rss", "atom", "json-feed")
VIOLATIONS = {
    "rss": rss_rules.violations,
    "atom": atom_rules.violations,
    "json-feed": json_feed_rules.violations,
}
SELF = "https://example.org/feed"


def feed(name: str, *written: Paper, **options: object) -> bytes:
    return paperdigest.dumps(written, name, **{"self_url": SELF, **options}).encode()


class Seen(NamedTuple):
    """What a reader sees of an item, whatever the format."""

    id: str
    link: str | None
    title: str
    short: str | None
    html: str
    authors: str
    date: dt.datetime | None
    picture: str | None
    video: str | None
    categories: tuple[str, ...]


def seen(name: str, data: bytes) -> list[Seen]:
    return _READERS[name](data)


def tree(data: bytes) -> etree._Element:
    return etree.fromstring(data, etree.XMLParser(huge_tree=True))


def _attribute(parent: etree._Element, path: str, attribute: str) -> str | None:
    found = parent.find(path)
    return None if found is None else found.get(attribute)


def _rss(data: bytes) -> list[Seen]:
    return [
        Seen(
            id=item.findtext("guid") or "",
            link=item.findtext("link"),
            title=item.findtext("title") or "",
            short=None
            if item.find("description") is None
            else html.unescape(item.findtext("description") or ""),
            html=item.findtext(rss_rules.CONTENT + "encoded") or "",
            authors=item.findtext(rss_rules.DC + "creator") or "",
            date=rss_rules.moment(item.findtext("pubDate")),
            picture=_attribute(item, MEDIA + "thumbnail", "url"),
            video=_attribute(item, "enclosure", "url"),
            categories=tuple(category.text or "" for category in item.findall("category")),
        )
        for item in tree(data).iter("item")
    ]


def _atom(data: bytes) -> list[Seen]:
    return [
        Seen(
            id=entry.findtext(ATOM + "id") or "",
            link=_attribute(entry, ATOM + "link[@rel='alternate']", "href"),
            title=entry.findtext(ATOM + "title") or "",
            short=entry.findtext(ATOM + "summary"),
            html=atom_rules.html_of(entry),
            authors=", ".join(name.text or "" for name in entry.findall(f"{ATOM}author/{ATOM}name")),
            date=moment(entry.findtext(ATOM + "published")),
            picture=_attribute(entry, MEDIA + "thumbnail", "url"),
            video=_attribute(entry, ATOM + "link[@rel='enclosure']", "href"),
            categories=tuple(category.get("term") or "" for category in entry.findall(ATOM + "category")),
        )
        for entry in tree(data).findall(ATOM + "entry")
    ]


def _json(data: bytes) -> list[Seen]:
    return [
        Seen(
            id=item["id"],
            link=item.get("url"),
            title=item["title"],
            short=item.get("summary"),
            html=item["content_html"],
            authors=", ".join(author["name"] for author in item.get("authors", [])),
            date=moment(item.get("date_published")),
            picture=item.get("image"),
            video=next((each["url"] for each in item.get("attachments", [])), None),
            categories=tuple(item.get("tags", [])),
        )
        for item in json.loads(data)["items"]
    ]


_READERS = {"rss": _rss, "atom": _atom, "json-feed": _json}
