"""The HTML of an item: what a paper's digest says, laid out so that every reader shows it.

Readers strip what they do not trust, so only plain elements are used: `p`, `ul`, `li`, `strong`, `a`, `img` and
the inline ones of `paperdigest.text.to_html`. A video is a link, for `<video>` is stripped by many. The HTML is
well formed XML too, its URLs are absolute, and text that only looks like HTML is escaped. Rule: feeds page, items
7 and 8.
"""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING

from paperdigest.exporters.web_urls import web_url
from paperdigest.model import MediaKind
from paperdigest.text import to_html, to_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from paperdigest.exporters.feed_media import FeedMedia
    from paperdigest.model import Paper, Point

__all__ = ["item_html"]


def __dir__() -> list[str]:
    return __all__


# Parsers of HTML give up at some depth (libxml2 at 256 elements). Points below this level stand in the list of
# this level, in their order.
_DEEPEST_LIST = 32
_HREF = re.compile('href="([^"]*)"')


def item_html(paper: Paper, media: Iterable[FeedMedia]) -> str:
    """The HTML of a paper: media, translated title, votes and authors, abstract, points, other fields, links.

    Args:
        paper: the paper.
        media: its media as the feed shows them.

    Returns:
        HTML that may still hold characters that XML forbids. A paper that says nothing gives `""`.
    """
    body = [*_abstract(paper), *_points(paper.summary), *_extra(paper)]
    shown = set(_HREF.findall("".join(body)))
    return "".join([*_media(media), *_translated_title(paper), *_facts(paper), *body, *_links(paper, shown)])


def _media(media: Iterable[FeedMedia]) -> Iterator[str]:
    for item in media:
        url, alt = html.escape(item.url), html.escape(item.alt or "")
        if item.kind is MediaKind.IMAGE:
            yield f'<p><img src="{url}" alt="{alt}"/></p>\n'
        else:
            yield f'<p><a href="{url}">▶ {alt or "Watch video"}</a></p>\n'


def _translated_title(paper: Paper) -> Iterator[str]:
    if paper.translated_title is not None:
        yield f"<p><strong>{to_html(paper.translated_title)}</strong></p>\n"


def _facts(paper: Paper) -> Iterator[str]:
    facts = []
    if paper.votes is not None:
        facts.append(f"{paper.votes} {'vote' if paper.votes == 1 else 'votes'}")
    if paper.authors:
        names = ", ".join(map(html.escape, paper.authors))
        facts.append(names + (", et al." if paper.authors_complete is False else ""))
    if facts:
        yield f"<p>{' · '.join(facts)}</p>\n"


def _abstract(paper: Paper) -> Iterator[str]:
    if paper.abstract is not None:
        yield f"<p>{to_html(paper.abstract)}</p>\n"


def _points(points: Sequence[Point]) -> Iterator[str]:
    """Points as nested lists, by a stack of what is left of each: a hostile digest nests thousands of points."""
    if not points:
        return
    yield "<ul>\n"
    stack = [iter(points)]
    while stack:
        point = next(stack[-1], None)
        if point is not None:
            nested = bool(point.children) and len(stack) < _DEEPEST_LIST
            yield f"<li>{_point(point)}" + ("\n<ul>\n" if nested else "</li>\n")
            if point.children:
                stack.append(iter(point.children))
            continue
        stack.pop()
        if 0 < len(stack) < _DEEPEST_LIST:
            yield "</ul></li>\n"
    yield "</ul>\n"


def _point(point: Point) -> str:
    text = to_html(point.text)
    if point.label is None:
        return text
    label = f"<strong>{to_html(point.label)}</strong>"
    return f"{label}: {text}" if text else label


def _extra(paper: Paper) -> Iterator[str]:
    if paper.extra:
        yield "<ul>\n"
        for label, text in paper.extra:
            yield f"<li><strong>{html.escape(label)}</strong>: {to_html(text)}</li>\n"
        yield "</ul>\n"


def _links(paper: Paper, shown: set[str]) -> Iterator[str]:
    """The links that do not stand in the HTML yet: link lines of the digest."""
    anchors = []
    for link in paper.links:
        url = web_url(link.url)
        if url is None or html.escape(url) in shown:
            continue
        label = to_text(link.label) if link.label is not None else ""
        anchors.append(f'<a href="{html.escape(url)}">{html.escape(label or url)}</a>')
    if anchors:
        yield f"<p>{' · '.join(anchors)}</p>\n"
