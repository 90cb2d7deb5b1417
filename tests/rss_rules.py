"""A checker of what RSS 2.0 needs so that every reader shows it well: items 1 to 12 and 14 of the feeds page."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from lxml import etree

import feed_rules
from feed_rules import ATOM, HISTORY, MEDIA, URL, html_problems, link_problems, paging_problems, url_problems

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

CONTENT = "{http://purl.org/rss/1.0/modules/content/}"
DC = "{http://purl.org/dc/elements/1.1/}"

_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_DATE = re.compile(
    rf"(?:{'|'.join(_DAYS)}), (?P<day>\d\d) (?P<month>{'|'.join(_MONTHS)}) (?P<year>\d{{4}}) "
    r"(?P<time>\d\d:\d\d:\d\d) (?P<zone>[+-]\d\d[0-5]\d)"
)


class Feed(NamedTuple):
    """A feed as rules see it."""

    raw: str
    root: etree._Element

    @property
    def channel(self) -> etree._Element:
        found = self.root.find("channel")
        assert found is not None
        return found

    @property
    def items(self) -> list[etree._Element]:
        return self.channel.findall("item")


def violations(feed: bytes) -> list[str]:
    """What is wrong with a feed; each line begins with the item of the feeds page and the rule's name."""
    found = list(feed_rules.before_parsing(feed))
    try:
        root = etree.fromstring(feed, etree.XMLParser(huge_tree=True))
    except etree.XMLSyntaxError as error:
        return [*found, f"1 well-formed: {error}"]
    if root.find("channel") is None:
        return [*found, "2 channel: there is none"]
    parsed = Feed(feed.decode("utf-8"), root)
    return found + [f"{name}: {detail}" for name, rule in RULES.items() for detail in rule(parsed)]


def _channel(feed: Feed) -> Iterator[str]:
    for tag in ("title", "link", "description", "language"):
        if not (feed.channel.findtext(tag) or "").strip():
            yield f"no {tag}"
    tags = [child.tag for child in feed.channel]
    if "item" in tags and tags[tags.index("item") :].count("item") != len(tags) - tags.index("item"):
        yield "something of the channel stands behind the first item"
    if not URL.fullmatch(feed.channel.findtext("link") or ""):
        yield "the link is not absolute"


def _links(feed: Feed) -> list[etree._Element]:
    return feed.channel.findall(ATOM + "link")


def _self(feed: Feed) -> Iterator[str]:
    yield from link_problems(_links(feed), "application/rss+xml")


def _paging(feed: Feed) -> Iterator[str]:
    yield from paging_problems(feed.channel, _links(feed))


def moment(text: str | None) -> dt.datetime | None:
    """The moment of a date of RFC 822, read without a locale; None if it is none."""
    match = _DATE.fullmatch(text or "")
    if match is None:
        return None
    month = _MONTHS.index(match["month"]) + 1
    try:
        return dt.datetime.fromisoformat(
            f"{match['year']}-{month:02}-{match['day']}T{match['time']}{match['zone']}"
        )
    except ValueError:
        return None


def _dates(feed: Feed) -> Iterator[str]:
    for element in feed.root.iter("pubDate", "lastBuildDate"):
        found = moment(element.text)
        if found is None:
            yield f"{element.text!r}"
        elif not (element.text or "").startswith(_DAYS[found.weekday()]):
            yield f"{element.text!r} was a {_DAYS[found.weekday()]}"


def _guids(feed: Feed) -> Iterator[str]:
    guids = [guid for item in feed.items for guid in item.findall("guid")]
    if any(len(item.findall("guid")) != 1 for item in feed.items):
        yield "an item has none, or several"
    for text, times in Counter(guid.text for guid in guids).items():
        if times > 1 or not text:
            yield f"{text!r} stands {times} times"
    for guid in guids:
        is_link = guid.get("isPermaLink")
        if is_link != ("true" if (guid.text or "").startswith(("http:", "https:")) else "false"):
            yield f"{guid.text!r} with isPermaLink={is_link!r}"


def _authors(feed: Feed) -> Iterator[str]:
    for item in feed.items:
        if len(item.findall(DC + "creator")) > 1:
            yield "several dc:creator"
        if item.find("author") is not None:
            yield "author needs an e-mail address"


def _titles(feed: Feed) -> Iterator[str]:
    yield from feed_rules.titles(feed.raw, "title")


def _image(feed: Feed) -> Iterator[str]:
    for image in feed.channel.findall("image"):
        for tag in ("title", "link"):
            if image.findtext(tag) != feed.channel.findtext(tag):
                yield f"the {tag} of the picture is not that of the channel"
        if not re.search(r"\.(?:png|jpe?g|gif)(?:\?|$)", image.findtext("url") or "", re.IGNORECASE):
            yield "the picture is none that readers show"


def _order(feed: Feed) -> Iterator[str]:
    for item in feed.items:
        tags = [child.tag for child in item]
        if CONTENT + "encoded" in tags and "description" in tags[tags.index(CONTENT + "encoded") :]:
            yield "description stands behind content:encoded"
    bodies = re.findall(r"<content:encoded>(.*?)</content:encoded>", feed.raw, re.DOTALL)
    if not all(body.startswith("<![CDATA[") for body in bodies):
        yield "content:encoded is not CDATA"


def bodies(feed: Feed) -> Iterator[str]:
    """The texts that readers take for HTML."""
    for element in feed.root.iter("description", CONTENT + "encoded"):
        yield element.text or ""


def _html(feed: Feed) -> Iterator[str]:
    for html in bodies(feed):
        yield from html_problems(html)


def _pictures(feed: Feed) -> Iterator[str]:
    if feed.root.nsmap.get("media") not in (None, MEDIA.strip("{}")):
        yield "the namespace is not exactly that of Media RSS"
    for item in feed.items:
        yield from feed_rules.picture_problems(item, item.findtext(CONTENT + "encoded") or "")


def _videos(feed: Feed) -> Iterator[str]:
    for item in feed.items:
        enclosures = item.findall("enclosure")
        if len(enclosures) > 1:
            yield "several enclosures"
        for enclosure in enclosures:
            if not URL.fullmatch(enclosure.get("url") or ""):
                yield "an enclosure without a web address"
            if "/" not in (enclosure.get("type") or ""):
                yield "an enclosure without a type"
            if not (enclosure.get("length") or "").isdecimal():
                yield "an enclosure without a length"
            if enclosure.get("url") not in feed_rules.videos(item):
                yield "an enclosure that is no media:content"


def urls(feed: Feed) -> Iterator[str]:
    """Every URL of the feed, those in its HTML too."""
    for element in feed.root.iter("link"):
        yield element.text or ""
    for guid in feed.root.iter("guid"):
        if guid.get("isPermaLink") == "true":
            yield guid.text or ""
    for element in feed.root.iter():
        yield from (str(element.attrib[name]) for name in ("url", "href") if name in element.attrib)
    for url in feed.root.iter("url"):
        yield url.text or ""
    for html in bodies(feed):
        yield from feed_rules.html_urls(html)


def _urls(feed: Feed) -> Iterator[str]:
    yield from url_problems(urls(feed))


def _extensions(feed: Feed) -> Iterator[str]:
    known = {name.strip("{}") for name in (ATOM, CONTENT, DC, HISTORY, MEDIA)}
    for element in feed.root.iter():
        namespace = etree.QName(element).namespace
        if namespace is not None and namespace not in known:
            yield f"a private namespace, {namespace}"
    for item in feed.items:
        if item.find(DC + "date") is not None and item.find("pubDate") is not None:
            yield "dc:date beside pubDate"
        if item.find(DC + "subject") is not None and item.find("category") is not None:
            yield "dc:subject beside category"


def _stability(feed: Feed) -> Iterator[str]:
    texts = [item.findtext("pubDate") for item in feed.items]
    # A date that cannot be read is another rule's.
    yield from feed_rules.order_problems([moment(text) for text in texts])
    if feed.channel.findtext("lastBuildDate") != (texts[0] if texts else None):
        yield "lastBuildDate is not the newest date"


RULES: dict[str, Callable[[Feed], Iterator[str]]] = {
    "2 channel": _channel,
    "2 self": _self,
    "2 image": _image,
    "3 dates": _dates,
    "4 guid": _guids,
    "5 authors": _authors,
    "6 titles": _titles,
    "7 order": _order,
    "7 html": _html,
    "8 pictures": _pictures,
    "9 video": _videos,
    "10 urls": _urls,
    "11 extensions": _extensions,
    "12 paging": _paging,
    "14 stability": _stability,
}
