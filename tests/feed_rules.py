"""What the checkers of feeds have in common: characters, HTML, URLs and archive pages, whatever the format.

A checker knows nothing of the exporters: it takes bytes, and each rule looks at the bytes or at what they parse as. The
numbers are the items of the feeds page. Rules about dates in the future are left out, for they need a clock.
"""

from __future__ import annotations

import datetime as dt
import re
from itertools import pairwise
from typing import TYPE_CHECKING

from lxml import etree

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

ATOM = "{http://www.w3.org/2005/Atom}"
HISTORY = "{http://purl.org/syndication/history/1.0}"
MEDIA = "{http://search.yahoo.com/mrss/}"

# C0 except TAB, LF and CR; DEL and C1; U+FFFD to U+FFFF.
FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffd-\uffff]")
_SURROGATES = re.compile("[\ud800-\udfff]")
_REFERENCE = re.compile(r"&#(?:x([0-9A-Fa-f]+)|([0-9]+));")
URL = re.compile(r"https?://[^\s/?#]+[!#$%&'()*+,\-./0-9:;=?@A-Z_a-z~]*")
_LONE_PERCENT = re.compile(r"%(?![0-9A-Fa-f]{2})")
_ELEMENTS = frozenset(["p", "ul", "li", "strong", "em", "code", "sup", "sub", "br", "a", "img"])
_ATTRIBUTES = {"a": {"href"}, "img": {"src", "alt"}}
_BLOCKS = {"p", "ul", "li", "div"}


def forbidden_characters(text: str) -> Iterator[str]:
    if FORBIDDEN.search(text) or _SURROGATES.search(text):
        yield "1 characters: one that no reader takes"


def before_parsing(feed: bytes) -> Iterator[str]:
    """What is wrong with XML that a parser may not even say."""
    if not feed.startswith(b"<?xml "):
        yield "1 declaration: something stands before it, or there is none"
    text = feed.decode("utf-8", "surrogatepass")
    yield from forbidden_characters(text)
    for reference in _REFERENCE.finditer(text):
        code = int(reference[1], 16) if reference[1] else int(reference[2])
        if code > 0x10FFFF or FORBIDDEN.match(chr(code)):
            yield f"1 characters: {reference[0]}"


def titles(raw: str, tag: str) -> Iterator[str]:
    """Titles of XML that some reader takes for HTML."""
    for title in re.findall(rf"<{tag}>(.*?)</{tag}>", raw, re.DOTALL):
        if "<" in title:
            yield f"markup in {title!r}"
        for reference in re.findall(r"&[^;]*;?", title):
            if reference not in ("&#x3C;", "&#x26;", "&gt;"):
                yield f"{reference} in {title!r}"


def parsed_html(html: str) -> etree._Element:
    """HTML that is well formed XML, as the children of one element."""
    return etree.fromstring(f"<body>{html}</body>", etree.XMLParser(huge_tree=True))


def html_problems(html: str) -> Iterator[str]:
    """What some reader would strip, or show wrong."""
    try:
        body = parsed_html(html)
    except etree.XMLSyntaxError as error:
        yield f"not well formed: {error}"
        return
    if re.search(r"<(?!img\b|br\b)[A-Za-z][^<>]*/>", html):
        yield f"an element closes itself in {html!r}"
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


def html_urls(html: str) -> Iterator[str]:
    try:
        body = parsed_html(html)
    except etree.XMLSyntaxError:
        return  # another rule's
    for element in body.iterdescendants():
        yield from (str(element.attrib[name]) for name in ("src", "href") if name in element.attrib)


def html_pictures(html: str) -> set[str]:
    return set(re.findall(r'<img src="([^"]*)"', html.replace("&amp;", "&").replace("&#x27;", "'")))


def url_problems(urls: Iterable[str]) -> Iterator[str]:
    for url in urls:
        if not URL.fullmatch(url) or _LONE_PERCENT.search(url):
            yield f"{url!r}"


def picture_problems(parent: etree._Element, html: str) -> Iterator[str]:
    """Pictures that are not wherever some reader looks for them, in an item of XML."""
    pictures = {
        each.get("url") for each in parent.findall(MEDIA + "content") if each.get("medium") == "image"
    }
    thumbnails = {each.get("url") for each in parent.findall(MEDIA + "thumbnail")}
    if bool(pictures) != bool(thumbnails) or not thumbnails <= pictures:
        yield "media:thumbnail and media:content show different pictures"
    if html and pictures != html_pictures(html):
        yield f"the HTML shows {html_pictures(html)}, media:content {pictures}"


def videos(parent: etree._Element) -> set[str | None]:
    return {each.get("url") for each in parent.findall(MEDIA + "content") if each.get("medium") == "video"}


def link_problems(links: list[etree._Element], media_type: str) -> Iterator[str]:
    """The links of a channel to itself."""
    own = [link for link in links if link.get("rel") == "self"]
    if len(own) != 1:
        yield f"{len(own)} links to the feed itself"
    for link in own:
        if link.get("type") != media_type:
            yield "the link has not the type of a feed"
        if not URL.fullmatch(link.get("href") or ""):
            yield "the link is not absolute"


_OF_ARCHIVES = {"current", "next-archive"}


def paging_problems(channel: etree._Element, links: list[etree._Element]) -> Iterator[str]:
    """RFC 5005: pages that readers would not put together."""
    rels = [str(link.get("rel")) for link in links]
    targets = {str(link.get("rel")): link.get("href") for link in links}
    paging = {*_OF_ARCHIVES, "prev-archive"}
    if any(rels.count(rel) > 1 for rel in paging):
        yield "two links of one kind"
    if {"previous", "next", "first", "last"} & set(rels):
        yield "a page of a paged feed"
    if channel.find(HISTORY + "archive") is None:
        if _OF_ARCHIVES & set(rels):
            yield "links of an archive page in a feed that is none"
    elif "current" not in rels:
        yield "an archive page that does not say what is current"
    elif not {"prev-archive", "next-archive"} & set(rels):
        yield "an archive page that leads to no other"
    pages = [targets[rel] for rel in ("self", *paging) if rel in targets]
    if len(set(pages)) != len(pages):
        yield "two links lead to one page"


# RFC 3339, section 5.6, without `Z` and fractions, which Atom and JSON Feed allow too.
_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:[+-]\d\d:[0-5]\d|Z)")


def moment(text: str | None) -> dt.datetime | None:
    """The moment of a date of RFC 3339; None if it is none."""
    if _MOMENT.fullmatch(text or "") is None:
        return None
    try:
        return dt.datetime.fromisoformat(text or "")
    except ValueError:
        return None


def order_problems(moments: list[dt.datetime | None]) -> Iterator[str]:
    """Items that a reader which sorts by date would show in another order."""
    dated = [each for each in moments if each is not None]
    if any(older >= newer for newer, older in pairwise(dated)):
        yield "items are not newest first, or two are of one moment"
    if None in moments[: len(dated)]:
        yield "an item without a date stands before one with a date"
