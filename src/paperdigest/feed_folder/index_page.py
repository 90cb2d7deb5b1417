"""`index.html`: what a person, a browser or a reader finds at the address of a feed folder.

It stands alone: no script, no file but itself, no request to anybody. It names the feeds and not what is in them, so it
changes when a feed or a month is added, and not with every digest. Words of our own are English and say so; all
others are in the language of their feed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from lxml import etree
from lxml.builder import ElementMaker

from paperdigest.feed_folder.layout import FORMATS, OPML, archive_folder

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from paperdigest.feed_folder.layout import ListedFeed

__all__ = ["index_page"]


def __dir__() -> list[str]:
    return __all__


# The colours are those of the system, in the light and in the dark. A link is as large as a fingertip.
_STYLE = """
:root { color-scheme: light dark }
body { font: 1rem/1.5 system-ui, sans-serif; margin: 0 auto; max-width: 44rem; padding: 1rem; overflow-wrap: anywhere }
h1, h2 { line-height: 1.2; margin: 0 }
section { border-top: 1px solid GrayText; margin-top: 1.5rem; padding-top: 1.5rem }
p { margin: .5rem 0 }
ul { display: flex; flex-wrap: wrap; gap: .5rem; list-style: none; margin: .5rem 0; padding: 0 }
li a { border: 1px solid GrayText; border-radius: .5rem; display: block; padding: .4rem .8rem; text-decoration: none }
summary { cursor: pointer; padding: .4rem 0 }
footer { border-top: 1px solid GrayText; margin-top: 1.5rem; padding-top: .5rem }
"""
# An icon of nothing keeps browsers from asking for /favicon.ico.
_NO_ICON = "data:,"
_E = ElementMaker()


def index_page(feeds: Sequence[ListedFeed], icon: str | None) -> bytes:
    """The page of a folder.

    Args:
        feeds: that of all papers first.
        icon: the address of a picture; None if there is none.
    """
    main = feeds[0]
    head = _E.head(
        _E.meta(charset="utf-8"),
        _E.meta(name="viewport", content="width=device-width, initial-scale=1"),
        _E.title(main.title),
        _E.meta(name="description", content=main.description),
        _E.link(rel="icon", href=icon or _NO_ICON),
        *(link for feed in feeds for link in _alternates(feed)),
        _E.style(_STYLE),
    )
    hint = "To subscribe, copy the address of a feed into a feed reader, or import "
    footer = _E.footer(_E.p(hint, _E.a("all of them as OPML", href=OPML), ".", lang="en"))
    page = _E.html(head, _E.body(*(_section(feed, main) for feed in feeds), footer), lang=main.language)
    etree.indent(page)
    text = etree.tostring(page, method="html", encoding="unicode", doctype="<!DOCTYPE html>")
    return f"{text}\n".encode()


def _alternates(feed: ListedFeed) -> Iterator[etree._Element]:
    """What makes browsers and readers find a feed when they are given the address of the page."""
    for form in FORMATS:
        yield _E.link(
            rel="alternate",
            type=form.media_type,
            title=f"{feed.title} ({form.title})",
            href=feed.folder + form.file,
        )


def _section(feed: ListedFeed, main: ListedFeed) -> etree._Element:
    is_main = feed is main
    formats = [
        _E.li(_E.a(form.title, type=form.media_type, href=feed.folder + form.file)) for form in FORMATS
    ]
    content = [
        (_E.h1 if is_main else _E.h2)(feed.title, dir="auto"),
        _E.p(feed.description, dir="auto"),
        _E.ul(*formats, lang="en"),
        *_months(feed),
    ]
    if is_main:
        return _E.header(*content)
    language = {} if feed.language == main.language else {"lang": feed.language}
    return _E.section(*content, id=feed.folder.rstrip("/"), **language)


def _months(feed: ListedFeed) -> Iterator[etree._Element]:
    """The archive, closed, for in some years it is long."""
    months = [
        _E.li(_E.a(month, href=archive_folder(feed.folder, month) + FORMATS[0].file))
        for month in reversed(feed.months)
    ]
    if months:
        yield _E.details(_E.summary("Archive by month"), _E.ul(*months), lang="en")
