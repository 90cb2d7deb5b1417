"""One record between papers and feed formats: the facts of a channel and of an item.

Feed formats differ in syntax only, so what an item's id, link, title, texts, date and media are is decided here, once,
by the rules of the feeds page. All text is plain or HTML as its field says, and holds only characters that XML 1.0
allows (`feed_text`); every URL is absolute, percent-encoded ASCII.
"""

from __future__ import annotations

import datetime as dt
import json
import uuid
from collections import Counter
from typing import TYPE_CHECKING

from attrs import frozen

from paperdigest.exporters.feed_media import FeedMedia, feed_media
from paperdigest.exporters.feed_options import time_zone
from paperdigest.exporters.feed_text import line, without_forbidden
from paperdigest.exporters.item_html import item_html
from paperdigest.exporters.web_urls import web_url
from paperdigest.model import ArxivId, LinkKind, Paper, Point
from paperdigest.text import to_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from paperdigest.exporters.feed_options import FeedOptions

__all__ = ["Channel", "Item", "channel", "item_id", "items"]


def __dir__() -> list[str]:
    return __all__


@frozen(kw_only=True)
class Channel:
    """What a feed says of itself.

    Attributes:
        id: a URI that stays the same wherever the feed moves.
        title: one line of plain text.
        link: the site the feed belongs to.
        description: one line of plain text.
        language: a BCP 47 tag.
        self_url: where the feed itself is to be found; None if that is not known.
        author: who makes it; None if that is not said.
        rights: a notice about rights; None if there is none.
        icon: a picture of the feed; None if there is none.
        hub: of WebSub; None if there is none.
        updated: the newest date of its items; None if none has a date.
        is_archive: whether this is an archive page of RFC 5005, section 4, which only a correction changes.
        current: of an archive page the feed that it belongs to.
        previous: the archive page with older items; None if there is none.
        next: of an archive page the one with newer items; None if there is none.
    """

    id: str
    title: str
    link: str
    description: str
    language: str
    self_url: str | None = None
    author: str | None = None
    rights: str | None = None
    icon: str | None = None
    hub: str | None = None
    updated: dt.datetime | None = None
    is_archive: bool = False
    current: str | None = None
    previous: str | None = None
    next: str | None = None


@frozen(kw_only=True)
class Item:
    """A paper as an item of a feed.

    Attributes:
        id: permanent, and never that of another paper.
        id_is_link: whether the id is a URL that opens the paper.
        link: a page about the paper; None if the digest names none.
        title: one line of plain text, never empty.
        short: one line of plain text; None if the digest says nothing of the paper, or it is not wanted.
        html: all that the digest says, as well formed HTML; `""` if it says nothing, or it is not wanted.
        authors: names, in the order of the digest.
        date: the digest's day, with a time that keeps its order (`items`); None if the day is not known.
        updated: the same, with a moment in the past for papers of no day; Atom asks for one.
        media: pictures and videos.
        categories: arXiv categories and the digest's keywords.
        identifier: a DOI with the prefix `doi:`; None if there is none.
        related: pages of its code, project, models and data sets, and the digest's link where `link` is another.
    """

    id: str
    id_is_link: bool
    link: str | None
    title: str
    short: str | None
    html: str
    authors: tuple[str, ...] = ()
    date: dt.datetime | None = None
    updated: dt.datetime
    media: tuple[FeedMedia, ...] = ()
    categories: tuple[str, ...] = ()
    identifier: str | None = None
    related: tuple[str, ...] = ()


# Random, and fixed for ever: ids of papers and feeds without a web address are made in it.
_NAMESPACE = uuid.UUID("6b0ecf7b-0f1a-4d5c-9a55-6f0d4d1c8a37")


def _made_id(facts: list[object]) -> str:
    # JSON is unambiguous, and ASCII whatever the text holds.
    return uuid.uuid5(_NAMESPACE, json.dumps(facts)).urn


def channel(options: FeedOptions, newest: Paper | None) -> Channel:
    """The channel that the options describe.

    Args:
        options: of the feed.
        newest: the first of its papers in the order of days; None if there is none.
    """
    link = web_url(options.link) or options.link
    title = line(options.title)
    self_url = _url(options.self_url)
    return Channel(
        id=options.feed_id or self_url or _made_id([link, title]),
        title=title,
        link=link,
        description=line(options.description),
        language=options.language,
        self_url=self_url,
        author=None if options.author is None else line(options.author),
        rights=None if options.rights is None else line(options.rights),
        icon=_url(options.icon),
        hub=_url(options.hub),
        updated=None if newest is None else _date(newest, 0, time_zone(options.time_zone)),
    )


def _url(url: str | None) -> str | None:
    return None if url is None else web_url(url)


def items(papers: Iterable[Paper], options: FeedOptions) -> Iterator[Item]:
    """The items of papers that come in the order of the feed, one at a time.

    All papers of a day would have its midnight as their date, and readers that sort by date would mix them. So the
    times within the first hour keep the order: the first paper of a day is of 00:59:59, each one behind it of a second
    before, and from the 3,600th on of midnight. Another paper at the end of a day changes no date.

    Args:
        papers: in order, each once.
        options: of the feed.
    """
    zone = time_zone(options.time_zone)
    before: Counter[dt.date | None] = Counter()
    for paper in papers:
        yield _item(paper, before[paper.date], zone, options)
        before[paper.date] += 1


def _item(paper: Paper, position: int, zone: dt.tzinfo, options: FeedOptions) -> Item:
    identity = item_id(paper)
    own_link = _own_link(paper)
    link = _link(paper, options.item_link) or own_link
    media = feed_media(paper, options.base_url)
    date = _date(paper, position, zone)
    return Item(
        id=identity,
        id_is_link=not identity.startswith("urn:"),
        link=link,
        title=_title(paper, own_link),
        short=None if options.content == "none" else _short(paper),
        html=without_forbidden(item_html(paper, media)) if options.content == "full" else "",
        authors=_lines(paper.authors),
        date=date,
        updated=date or _moment(_earliest(paper), position, dt.UTC),
        media=media,
        categories=tuple(dict.fromkeys(_lines((*paper.categories, *paper.tags)))),
        identifier=None if paper.arxiv_id is None else f"doi:{line(paper.arxiv_id.doi)}",
        related=_related(paper, () if link == own_link else (own_link,)),
    )


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
    return _made_id(facts)


def _own_link(paper: Paper) -> str | None:
    link = _url(paper.url)
    if link is None and paper.arxiv_id is not None:
        link = web_url(paper.arxiv_id.abs_url)
    return link


def _link(paper: Paper, target: str) -> str | None:
    """The page of a paper on arXiv that is asked for; None if that site has none."""
    if paper.arxiv_id is None or target == "paper":
        return None
    if target == "pdf":
        return web_url(paper.arxiv_id.pdf_url)
    if target == "alphaxiv":
        return web_url(f"https://www.alphaxiv.org/abs/{paper.arxiv_id}")
    # It has papers since 2023, under ids of the new style without a version.
    return None if "/" in paper.arxiv_id.id else web_url(f"https://huggingface.co/papers/{paper.arxiv_id.id}")


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


def _related(paper: Paper, first: tuple[str | None, ...]) -> tuple[str, ...]:
    kinds = (LinkKind.CODE, LinkKind.PROJECT, LinkKind.MODEL, LinkKind.DATASET)
    urls = (*first, *(web_url(link.url) for link in paper.links if link.kind in kinds))
    return tuple(dict.fromkeys(url for url in urls if url is not None))


def _lines(texts: tuple[str, ...]) -> tuple[str, ...]:
    """The texts on one line each, without empty ones."""
    return tuple(found for text in texts if (found := line(text)))


def _date(paper: Paper, position: int, zone: dt.tzinfo) -> dt.datetime | None:
    return None if paper.date is None else _moment(paper.date, position, zone)


_HOUR = 3600  # seconds


def _moment(day: dt.date, position: int, zone: dt.tzinfo) -> dt.datetime:
    """A time in the first hour of a day, with its distance from UTC in whole minutes.

    Before standard time, clocks of a zone differed from UTC by minutes and seconds; feeds have no notation for it.
    """
    start = dt.datetime.combine(day, dt.time())
    offset = zone.utcoffset(start) or dt.timedelta()
    minutes = round(offset / dt.timedelta(minutes=1))
    midnight = start.replace(tzinfo=dt.timezone(dt.timedelta(minutes=minutes)))
    return midnight + dt.timedelta(seconds=max(0, _HOUR - 1 - position))


_EPOCH = dt.date(1970, 1, 1)


def _earliest(paper: Paper) -> dt.date:
    """A day that a paper of no known day is not older than: the month in its arXiv id, else the epoch."""
    if paper.arxiv_id is None:
        return _EPOCH
    return dt.date(paper.arxiv_id.year, paper.arxiv_id.month, 1)
