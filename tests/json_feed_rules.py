"""A checker of what JSON Feed 1.1 needs so that every reader shows it well: items 1, 7, 8, 10, 13 and 14.

It includes the JSON Schema that SchemaStore publishes (tests/schemas/json_feed).
"""

from __future__ import annotations

import json
from collections import Counter
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jsonschema import Draft4Validator
from referencing import Registry, Resource

from feed_rules import (
    forbidden_characters,
    html_pictures,
    html_problems,
    html_urls,
    moment,
    order_problems,
    url_problems,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_SCHEMAS = Path(__file__).parent / "schemas" / "json_feed"


@cache
def _schema() -> Any:
    first, now = (json.loads((_SCHEMAS / name).read_bytes()) for name in ("feed-1.json", "feed.json"))
    registry: Registry[Any] = Registry().with_resource(
        "https://json.schemastore.org/feed-1", Resource.from_contents(first)
    )
    return Draft4Validator(now, registry=registry)


def violations(feed: bytes) -> list[str]:
    """What is wrong with a feed; each line begins with the item of the feeds page and the rule's name."""
    text = feed.decode("utf-8", "surrogatepass")
    try:
        found = json.loads(text)
    except ValueError as error:
        return [f"1 well-formed: {error}"]
    broken = [f"13 schema: {error.json_path}: {error.message}" for error in _schema().iter_errors(found)]
    if broken:
        return broken  # other rules rely on the shape
    return [f"{name}: {detail}" for name, rule in RULES.items() for detail in rule(found)]


def _characters(feed: dict[str, Any]) -> Iterator[str]:
    # Escapes are resolved here, so `\\u0008` is found too.
    yield from (problem for text in _texts(feed) for problem in forbidden_characters(text))


def _texts(value: object) -> Iterator[str]:
    stack = [value]
    while stack:
        found = stack.pop()
        if isinstance(found, str):
            yield found
        elif isinstance(found, dict):
            stack += found.values()
        elif isinstance(found, list):
            stack += found


def _members(feed: dict[str, Any]) -> Iterator[str]:
    if feed["version"] != "https://jsonfeed.org/version/1.1":
        yield f"version {feed['version']}"
    for name in ("title", "feed_url", "home_page_url", "language"):
        if not feed.get(name):
            yield f"no {name}"
    for item in feed["items"]:
        if "author" in item:
            yield "author is of version 1"
        for name in ("id", "title"):
            if not item.get(name):
                yield f"an item without {name}"
        if any(not author.get("name") for author in item.get("authors", [])):
            yield "an author without a name"


def _ids(feed: dict[str, Any]) -> Iterator[str]:
    for text, times in Counter(item["id"] for item in feed["items"]).items():
        if times > 1:
            yield f"{text!r} stands {times} times"


def _dates(feed: dict[str, Any]) -> Iterator[str]:
    for item in feed["items"]:
        if "date_published" in item and moment(item["date_published"]) is None:
            yield f"{item['date_published']!r}"


def _html(feed: dict[str, Any]) -> Iterator[str]:
    for item in feed["items"]:
        yield from html_problems(item.get("content_html", ""))


def _pictures(feed: dict[str, Any]) -> Iterator[str]:
    for item in feed["items"]:
        shown = html_pictures(item.get("content_html", ""))
        if "image" in item and shown and item["image"] not in shown:
            yield f"the picture {item['image']} is not in the HTML"
        if shown and "image" not in item:
            yield "a picture in the HTML alone"


def _videos(feed: dict[str, Any]) -> Iterator[str]:
    for item in feed["items"]:
        for attachment in item.get("attachments", []):
            if "/" not in attachment["mime_type"]:
                yield f"an attachment of type {attachment['mime_type']!r}"


def urls(feed: dict[str, Any]) -> Iterator[str]:
    """Every URL of the feed, those in its HTML too."""
    yield from (feed[name] for name in ("home_page_url", "feed_url", "icon", "next_url") if name in feed)
    yield from (hub["url"] for hub in feed.get("hubs", []))
    for item in feed["items"]:
        yield from (item[name] for name in ("url", "image") if name in item)
        yield from (attachment["url"] for attachment in item.get("attachments", []))
        yield from html_urls(item.get("content_html", ""))


def _urls(feed: dict[str, Any]) -> Iterator[str]:
    yield from url_problems(urls(feed))


def _paging(feed: dict[str, Any]) -> Iterator[str]:
    if feed.get("next_url", "") == feed.get("feed_url"):
        yield "the feed leads to itself"


def _stability(feed: dict[str, Any]) -> Iterator[str]:
    yield from order_problems([moment(item.get("date_published")) for item in feed["items"]])


RULES: dict[str, Callable[[dict[str, Any]], Iterator[str]]] = {
    "1 characters": _characters,
    "13 members": _members,
    "13 ids": _ids,
    "13 dates": _dates,
    "7 html": _html,
    "8 pictures": _pictures,
    "9 video": _videos,
    "10 urls": _urls,
    "13 paging": _paging,
    "14 stability": _stability,
}
