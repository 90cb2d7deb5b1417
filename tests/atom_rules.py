"""A checker of what Atom 1.0 needs so that every reader shows it well: items 1, 2, 6 to 12 and 14 of the feeds page.

Item 12 is RFC 4287, as far as feeds of papers go, and RFC 5005.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from lxml import etree

import feed_rules
from feed_rules import ATOM, HISTORY, MEDIA, html_problems, link_problems, moment, paging_problems

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_URI = re.compile(r"[a-z][a-z0-9+.-]*:[!#$%&'()*+,\-./0-9:;=?@A-Z_a-z~]+")


class Feed(NamedTuple):
    """A feed as rules see it."""

    raw: str
    root: etree._Element

    @property
    def entries(self) -> list[etree._Element]:
        return self.root.findall(ATOM + "entry")


def violations(feed: bytes) -> list[str]:
    """What is wrong with a feed; each line begins with the item of the feeds page and the rule's name."""
    found = list(feed_rules.before_parsing(feed))
    try:
        root = etree.fromstring(feed, etree.XMLParser(huge_tree=True))
    except etree.XMLSyntaxError as error:
        return [*found, f"1 well-formed: {error}"]
    if root.tag != ATOM + "feed":
        return [*found, "12 feed: there is none"]
    parsed = Feed(feed.decode("utf-8"), root)
    return found + [f"{name}: {detail}" for name, rule in RULES.items() for detail in rule(parsed)]


def links(parent: etree._Element, rel: str | None = None) -> list[etree._Element]:
    return [each for each in parent.findall(ATOM + "link") if rel in (None, each.get("rel"))]


def _feed(feed: Feed) -> Iterator[str]:
    for tag in ("id", "title", "updated", "author/" + ATOM + "name"):
        if not (feed.root.findtext(ATOM + tag) or "").strip():
            yield f"no {tag}"
    for tag in ("id", "title", "subtitle", "updated", "icon", "rights"):
        if len(feed.root.findall(ATOM + tag)) > 1:
            yield f"several {tag}"
    tags = [child.tag for child in feed.root]
    if any(tag != ATOM + "entry" for tag in tags[len(tags) - len(feed.entries) :]):
        yield "something of the feed stands behind the first entry"
    if not feed.root.get(_LANG):
        yield "no language"
    if len(links(feed.root, "alternate")) != 1:
        yield "not one link to the site"


def _self(feed: Feed) -> Iterator[str]:
    yield from link_problems(links(feed.root), "application/atom+xml")


def _ids(feed: Feed) -> Iterator[str]:
    if any(len(entry.findall(ATOM + "id")) != 1 for entry in feed.entries):
        yield "an entry has none, or several"
    ids = [each.text or "" for each in feed.root.iter(ATOM + "id")]
    for text, times in Counter(ids).items():
        if times > 1 or not _URI.fullmatch(text):
            yield f"{text!r} stands {times} times"


def _dates(feed: Feed) -> Iterator[str]:
    for element in feed.root.iter(ATOM + "updated", ATOM + "published"):
        if moment(element.text) is None:
            yield f"{element.text!r}"
    updates = [entry.findtext(ATOM + "updated") for entry in feed.entries]
    for text, times in Counter(updates).items():
        if times > 1 or text is None:
            yield f"{times} entries were updated {text}"


def _authors(feed: Feed) -> Iterator[str]:
    for author in feed.root.iter(ATOM + "author"):
        if [child.tag for child in author] != [ATOM + "name"] or not (author[0].text or "").strip():
            yield "an author without a name"


def _titles(feed: Feed) -> Iterator[str]:
    yield from feed_rules.titles(feed.raw, "title")
    for entry in feed.entries:
        if len(entry.findall(ATOM + "title")) != 1 or not entry.findtext(ATOM + "title"):
            yield "an entry has none, or several"
    for title in feed.root.iter(ATOM + "title", ATOM + "summary"):
        if title.get("type", "text") != "text" or len(title):
            yield "not plain text"


def _html(feed: Feed) -> Iterator[str]:
    for content in feed.root.iter(ATOM + "content"):
        if content.get("type") == "html":
            yield from html_problems(content.text or "")
        elif content.get("type") is not None or len(content):
            yield f"content of type {content.get('type')}"


def _content(feed: Feed) -> Iterator[str]:
    for entry in feed.entries:
        if len(links(entry, "alternate")) > 1:
            yield "several links to the paper"
        tags = [child.tag for child in entry]
        if ATOM + "content" not in tags and not links(entry, "alternate"):
            yield "neither content nor link"
        if ATOM + "content" in tags and ATOM + "summary" in tags[tags.index(ATOM + "content") :]:
            yield "summary stands behind content"


def html_of(entry: etree._Element) -> str:
    content = entry.find(ATOM + "content")
    return "" if content is None or content.get("type") != "html" else content.text or ""


def _pictures(feed: Feed) -> Iterator[str]:
    if feed.root.nsmap.get("media") not in (None, MEDIA.strip("{}")):
        yield "the namespace is not exactly that of Media RSS"
    for entry in feed.entries:
        yield from feed_rules.picture_problems(entry, html_of(entry))


def _videos(feed: Feed) -> Iterator[str]:
    for entry in feed.entries:
        enclosures = links(entry, "enclosure")
        if len(enclosures) > 1:
            yield "several enclosures"
        for enclosure in enclosures:
            if "/" not in (enclosure.get("type") or ""):
                yield "an enclosure without a type"
            if enclosure.get("href") not in feed_rules.videos(entry):
                yield "an enclosure that is no media:content"


def urls(feed: Feed) -> Iterator[str]:
    """Every URL of the feed, those in its HTML too."""
    yield from (icon.text or "" for icon in feed.root.iter(ATOM + "icon"))
    for element in feed.root.iter():
        yield from (str(element.attrib[name]) for name in ("url", "href") if name in element.attrib)
    for entry in feed.entries:
        yield from feed_rules.html_urls(html_of(entry))


def _urls(feed: Feed) -> Iterator[str]:
    yield from feed_rules.url_problems(urls(feed))


def _extensions(feed: Feed) -> Iterator[str]:
    known = {name.strip("{}") for name in (ATOM, HISTORY, MEDIA)}
    for element in feed.root.iter():
        namespace = etree.QName(element).namespace
        if namespace not in known:
            yield f"a private namespace, {namespace}"


def _paging(feed: Feed) -> Iterator[str]:
    yield from paging_problems(feed.root, links(feed.root))


def _stability(feed: Feed) -> Iterator[str]:
    yield from feed_rules.order_problems(
        [moment(entry.findtext(ATOM + "published")) for entry in feed.entries]
    )
    published = [entry.findtext(ATOM + "published") for entry in feed.entries]
    newest = next((text for text in published if text is not None), "1970-01-01T00:00:00Z")
    if feed.root.findtext(ATOM + "updated") != newest:
        yield "updated is not the newest date"
    for entry in feed.entries:
        if entry.findtext(ATOM + "published") not in (None, entry.findtext(ATOM + "updated")):
            yield "an entry was updated at another moment than it was published"


RULES: dict[str, Callable[[Feed], Iterator[str]]] = {
    "12 feed": _feed,
    "2 self": _self,
    "12 ids": _ids,
    "12 dates": _dates,
    "12 authors": _authors,
    "6 titles": _titles,
    "7 html": _html,
    "12 content": _content,
    "8 pictures": _pictures,
    "9 video": _videos,
    "10 urls": _urls,
    "11 extensions": _extensions,
    "12 paging": _paging,
    "14 stability": _stability,
}
