"""A checker of what a feed needs so that every reader shows it well: RSS 2.0 by items 1 to 11 and 14.

It knows nothing of the exporter: it takes bytes, and each rule looks at the bytes or at the parsed tree. Rules
about dates in the future are left out, for they need a clock.
"""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from lxml import etree

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

ATOM = "{http://www.w3.org/2005/Atom}"
CONTENT = "{http://purl.org/rss/1.0/modules/content/}"
DC = "{http://purl.org/dc/elements/1.1/}"
MEDIA = "{http://search.yahoo.com/mrss/}"

# C0 except TAB, LF and CR; DEL and C1; U+FFFD to U+FFFF.
FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffd-\uffff]")
_REFERENCE = re.compile(r"&#(?:x([0-9A-Fa-f]+)|([0-9]+));")
_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_DATE = re.compile(
    rf"({'|'.join(_DAYS)}), (\d\d) ({'|'.join(_MONTHS)}) (\d{{4}}) (\d\d):(\d\d):(\d\d) [+-]\d\d[0-5]\d"
)
_URL = re.compile(r"https?://[^\s/?#]+[!#$%&'()*+,\-./0-9:;=?@A-Z_a-z~]*")
_LONE_PERCENT = re.compile(r"%(?![0-9A-Fa-f]{2})")
_ELEMENTS = frozenset(["p", "ul", "li", "strong", "em", "code", "sup", "sub", "br", "a", "img"])
_ATTRIBUTES = {"a": {"href"}, "img": {"src", "alt"}}
_BLOCKS = {"p", "ul", "li", "div"}


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
    found = list(_before_parsing(feed))
    try:
        root = etree.fromstring(feed, etree.XMLParser(huge_tree=True))
    except etree.XMLSyntaxError as error:
        return [*found, f"1 well-formed: {error}"]
    if root.find("channel") is None:
        return [*found, "2 channel: there is none"]
    parsed = Feed(feed.decode("utf-8"), root)
    return found + [f"{name}: {detail}" for name, rule in RULES.items() for detail in rule(parsed)]


def _before_parsing(feed: bytes) -> Iterator[str]:
    if not feed.startswith(b"<?xml "):
        yield "1 declaration: something stands before it, or there is none"
    text = feed.decode("utf-8", "surrogatepass")
    if FORBIDDEN.search(text) or re.search("[\ud800-\udfff]", text):
        yield "1 characters: one that no reader takes"
    for reference in _REFERENCE.finditer(text):
        code = int(reference[1], 16) if reference[1] else int(reference[2])
        if code > 0x10FFFF or FORBIDDEN.match(chr(code)):
            yield f"1 characters: {reference[0]}"


def _channel(feed: Feed) -> Iterator[str]:
    for tag in ("title", "link", "description", "language"):
        if not (feed.channel.findtext(tag) or "").strip():
            yield f"no {tag}"
    tags = [child.tag for child in feed.channel]
    if "item" in tags and tags[tags.index("item") :].count("item") != len(tags) - tags.index("item"):
        yield "something of the channel stands behind the first item"
    if not _URL.fullmatch(feed.channel.findtext("link") or ""):
        yield "the link is not absolute"


def _self(feed: Feed) -> Iterator[str]:
    links = [link for link in feed.channel.findall(ATOM + "link") if link.get("rel") == "self"]
    if len(links) != 1:
        yield f"{len(links)} links to the feed itself"
    for link in links:
        if link.get("type") != "application/rss+xml":
            yield "the link has not the type of a feed"
        if not _URL.fullmatch(link.get("href") or ""):
            yield "the link is not absolute"


def _day(text: str | None) -> dt.date | None:
    """The day of a date of RFC 822, read without a locale; None if it is none."""
    match = _DATE.fullmatch(text or "")
    if match is None:
        return None
    try:
        return dt.date(int(match[4]), _MONTHS.index(match[3]) + 1, int(match[2]))
    except ValueError:
        return None


def _dates(feed: Feed) -> Iterator[str]:
    for element in feed.root.iter("pubDate", "lastBuildDate"):
        day = _day(element.text)
        if day is None:
            yield f"{element.text!r}"
        elif not (element.text or "").startswith(_DAYS[day.weekday()]):
            yield f"{element.text!r} was a {_DAYS[day.weekday()]}"


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
    for title in re.findall(r"<title>(.*?)</title>", feed.raw, re.DOTALL):
        if "<" in title:
            yield f"markup in {title!r}"
        for reference in re.findall(r"&[^;]*;?", title):
            if reference not in ("&#x3C;", "&#x26;", "&gt;"):
                yield f"{reference} in {title!r}"


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


def parsed_html(html: str) -> etree._Element:
    """HTML that is well formed XML, as the children of one element."""
    return etree.fromstring(f"<body>{html}</body>", etree.XMLParser(huge_tree=True))


def _html(feed: Feed) -> Iterator[str]:
    for html in bodies(feed):
        try:
            body = parsed_html(html)
        except etree.XMLSyntaxError as error:
            yield f"not well formed: {error}"
            continue
        if re.search(r"<(?!img\b|br\b)[A-Za-z][^<>]*/>", html):
            yield f"an element closes itself in {html!r}"
        yield from _elements(body)


def _elements(body: etree._Element) -> Iterator[str]:
    for element in body.iterdescendants():
        tag = str(element.tag)
        if tag not in _ELEMENTS:
            yield f"<{tag}>"
        for name in set(element.keys()) - _ATTRIBUTES.get(tag, set()):
            yield f"<{tag} {name}>"
        if tag in ("p", "strong", "a") and any(child.tag in _BLOCKS for child in element.iterdescendants()):
            yield f"a block in <{tag}>"
        if tag == "ul" and any(child.tag != "li" for child in element):
            yield "a list holds something that is no list item"
        if tag == "a" and any(True for _ in element.iterdescendants("a")):
            yield "a link in a link"


def _pictures(feed: Feed) -> Iterator[str]:
    if feed.root.nsmap.get("media") not in (None, MEDIA.strip("{}")):
        yield "the namespace is not exactly that of Media RSS"
    for item in feed.items:
        pictures = {
            each.get("url") for each in item.findall(MEDIA + "content") if each.get("medium") == "image"
        }
        thumbnails = {each.get("url") for each in item.findall(MEDIA + "thumbnail")}
        html = item.findtext(CONTENT + "encoded") or ""
        images = set(re.findall(r'<img src="([^"]*)"', html.replace("&amp;", "&").replace("&#x27;", "'")))
        if bool(pictures) != bool(thumbnails) or not thumbnails <= pictures:
            yield "media:thumbnail and media:content show different pictures"
        if pictures != images:
            yield f"the HTML shows {images}, media:content {pictures}"


def _videos(feed: Feed) -> Iterator[str]:
    for item in feed.items:
        enclosures = item.findall("enclosure")
        if len(enclosures) > 1:
            yield "several enclosures"
        for enclosure in enclosures:
            if not _URL.fullmatch(enclosure.get("url") or ""):
                yield "an enclosure without a web address"
            if "/" not in (enclosure.get("type") or ""):
                yield "an enclosure without a type"
            if not (enclosure.get("length") or "").isdecimal():
                yield "an enclosure without a length"
            videos = [
                each.get("url") for each in item.findall(MEDIA + "content") if each.get("medium") == "video"
            ]
            if enclosure.get("url") not in videos:
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
    for html in bodies(feed):
        try:
            body = parsed_html(html)
        except etree.XMLSyntaxError:
            continue  # another rule's
        for element in body.iterdescendants():
            yield from (str(element.attrib[name]) for name in ("src", "href") if name in element.attrib)


def _urls(feed: Feed) -> Iterator[str]:
    for url in urls(feed):
        if not _URL.fullmatch(url) or _LONE_PERCENT.search(url):
            yield f"{url!r}"


def _extensions(feed: Feed) -> Iterator[str]:
    known = {name.strip("{}") for name in (ATOM, CONTENT, DC, MEDIA)}
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
    days = [day for text in texts if (day := _day(text)) is not None]
    if days != sorted(days, reverse=True) or None in texts[: len(days)]:
        yield "items are not newest first"
    built = feed.channel.findtext("lastBuildDate")
    if built != (texts[0] if days else None):
        yield "lastBuildDate is not the newest date"


RULES: dict[str, Callable[[Feed], Iterator[str]]] = {
    "2 channel": _channel,
    "2 self": _self,
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
    "14 stability": _stability,
}
