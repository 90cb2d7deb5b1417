"""One record between papers and feed formats: the facts of a channel and of an item.

Feed formats differ in syntax only, so what an item's id, link, title, texts, date and media are is decided here, once,
by the rules of the feeds page. All text is plain or HTML as its field says, and holds only characters that XML 1.0
allows: C0 controls but TAB and LF, C1 controls, DEL, U+FFFD, U+FFFE, U+FFFF and lone surrogates are dropped, and CR
and CRLF become LF. A character reference would be no way round that.
"""

from __future__ import annotations

import datetime as dt
import json
import re
import uuid
import zoneinfo

from attrs import frozen

from paperdigest.exporters.feed_media import FeedMedia, feed_media
from paperdigest.exporters.item_html import item_html
from paperdigest.exporters.web_urls import web_url
from paperdigest.model import ArxivId, LinkKind, Paper, Point
from paperdigest.text import to_text

__all__ = ["Channel", "Item", "item", "item_id", "line", "midnight", "time_zone"]


def __dir__() -> list[str]:
    return __all__


@frozen(kw_only=True)
class Channel:
    """What a feed says of itself.

    Attributes:
        title: one line of plain text.
        link: the site the feed belongs to.
        description: one line of plain text.
        language: a BCP 47 tag.
        self_url: where the feed itself is to be found; None if that is not known.
        updated: the newest date of its items; None if none has a date.
    """

    title: str
    link: str
    description: str
    language: str
    self_url: str | None = None
    updated: dt.datetime | None = None


@frozen(kw_only=True)
class Item:
    """A paper as an item of a feed. Every URL is absolute and percent-encoded.

    Attributes:
        id: permanent, and never that of another paper.
        id_is_link: whether the id is a URL that opens the paper.
        link: a page about the paper; None if the digest names none.
        title: one line of plain text, never empty.
        short: one line of plain text; None if the digest says nothing of the paper.
        html: all that the digest says, as well formed HTML.
        authors: names, in the order of the digest.
        date: midnight of the digest's day; None if that is not known.
        media: pictures and videos.
        categories: arXiv categories and the digest's keywords.
        identifier: a DOI with the prefix `doi:`; None if there is none.
        related: pages of its code, project, models and data sets.
    """

    id: str
    id_is_link: bool
    link: str | None
    title: str
    short: str | None
    html: str
    authors: tuple[str, ...] = ()
    date: dt.datetime | None = None
    media: tuple[FeedMedia, ...] = ()
    categories: tuple[str, ...] = ()
    identifier: str | None = None
    related: tuple[str, ...] = ()


def item(paper: Paper, zone: dt.tzinfo, base_url: str | None) -> Item:
    """The item of a paper.

    Args:
        paper: the paper.
        zone: whose midnight a digest's day begins at.
        base_url: what relative URLs of media are resolved against; None leaves such media out.
    """
    identity = item_id(paper)
    link = _link(paper)
    media = feed_media(paper, base_url)
    return Item(
        id=identity,
        id_is_link=not identity.startswith("urn:"),
        link=link,
        title=_title(paper, link),
        short=_short(paper),
        html=_without_forbidden(item_html(paper, media)),
        authors=_lines(paper.authors),
        date=None if paper.date is None else midnight(paper.date, zone),
        media=media,
        categories=tuple(dict.fromkeys(_lines((*paper.categories, *paper.tags)))),
        identifier=None if paper.arxiv_id is None else f"doi:{line(paper.arxiv_id.doi)}",
        related=_related(paper),
    )


# Random, and fixed for ever: ids of papers without a web address are made in it.
_NAMESPACE = uuid.UUID("6b0ecf7b-0f1a-4d5c-9a55-6f0d4d1c8a37")


def item_id(paper: Paper) -> str:
    """What stays the same wherever and whenever a paper appears.

    The page of its abstract on arXiv, without a version; else its URL; else a `urn:uuid:` made of its title and of
    its URL as written, or, where there is neither, of what the digest says of it.
    """
    if paper.arxiv_id is not None and (url := web_url(ArxivId(paper.arxiv_id.id).abs_url)) is not None:
        return url
    if paper.url is not None and (url := web_url(paper.url)) is not None:
        return url
    facts: list[object] = [paper.url, paper.title]
    if not (paper.url or paper.title.strip()):
        # Papers that nothing names are not all the same paper.
        facts += [str(paper.date), paper.authors, [point.text for point in paper.summary]]
    # JSON is unambiguous, and ASCII whatever the text holds.
    return uuid.uuid5(_NAMESPACE, json.dumps(facts)).urn


def _link(paper: Paper) -> str | None:
    link = None if paper.url is None else web_url(paper.url)
    if link is None and paper.arxiv_id is not None:
        link = web_url(paper.arxiv_id.abs_url)
    return link


def _title(paper: Paper, link: str | None) -> str:
    title = line(to_text(paper.title))
    if title:
        return title
    return link or line(paper.url or "") or "Untitled"


# A reader shows the short text in a list of items, in two or three lines.
_LONGEST_SHORT = 500


def _short(paper: Paper) -> str | None:
    """The first thing that the digest says of the paper, cut at a space if it is long."""
    said = _first_words(paper.summary[0]) if paper.summary else ""
    text = said or line(to_text(paper.abstract or ""))
    if len(text) > _LONGEST_SHORT:
        text = (text[:_LONGEST_SHORT].rpartition(" ")[0] or text[:_LONGEST_SHORT]) + "…"
    return text or None


def _first_words(point: Point) -> str:
    """A point's label and text; a label that only has children takes the text of the first."""
    words = [] if point.label is None else [line(to_text(point.label))]
    while not point.text and point.children:
        point = point.children[0]
    return ": ".join(filter(None, (*words, line(to_text(point.text)))))


def _related(paper: Paper) -> tuple[str, ...]:
    kinds = (LinkKind.CODE, LinkKind.PROJECT, LinkKind.MODEL, LinkKind.DATASET)
    urls = (web_url(link.url) for link in paper.links if link.kind in kinds)
    return tuple(dict.fromkeys(url for url in urls if url is not None))


def midnight(day: dt.date, zone: dt.tzinfo) -> dt.datetime:
    """The moment a day begins, with its distance from UTC in whole minutes.

    Before standard time, clocks of a zone differed from UTC by minutes and seconds; feeds have no notation for it.
    """
    start = dt.datetime.combine(day, dt.time())
    offset = zone.utcoffset(start) or dt.timedelta()
    minutes = round(offset / dt.timedelta(minutes=1))
    return start.replace(tzinfo=dt.timezone(dt.timedelta(minutes=minutes)))


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


_CR = re.compile("\r\n?")
_FORBIDDEN = re.compile("[^\t\n\x20-\x7e\xa0-\ud7ff\ue000-\ufffc\U00010000-\U0010ffff]+")
_SPACE = re.compile("[ \t\n]+")


def _without_forbidden(text: str) -> str:
    return _FORBIDDEN.sub("", _CR.sub("\n", text))


def line(text: str) -> str:
    """The text on one line, without characters that XML forbids and without space around it."""
    return _SPACE.sub(" ", _without_forbidden(text)).strip(" ")


def _lines(texts: tuple[str, ...]) -> tuple[str, ...]:
    """The texts on one line each, without empty ones."""
    return tuple(found for text in texts if (found := line(text)))
