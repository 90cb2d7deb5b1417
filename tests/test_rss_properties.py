"""RSS: whatever papers say, an item has the elements of their fields and no others."""

from __future__ import annotations

import html

from hypothesis import given
from hypothesis import strategies as st

from feed_rules import FORBIDDEN
from paperdigest.exporters.feed import Item, item_id, items
from paperdigest.exporters.feed_media import feed_media
from paperdigest.exporters.feed_options import FeedOptions
from paperdigest.exporters.feed_order import in_order
from paperdigest.exporters.feed_text import line
from paperdigest.exporters.web_urls import web_url
from paperdigest.model import MediaKind, Paper
from paperdigest.text import to_text
from rss_feeds import channel, feed, tags
from rss_rules import DC, violations
from strategies import papers

# Properties: any paper, any text.


def item(paper: Paper, base_url: str | None) -> Item:
    (made,) = items([paper], FeedOptions(base_url=base_url))
    return made


def expected_tags(paper: Paper, base_url: str | None) -> list[str]:
    """The elements of an item, told from which fields the paper has."""
    made = item(paper, base_url)
    media = feed_media(paper, base_url)
    videos = [each for each in media if each.kind is MediaKind.VIDEO and each.media_type]
    images = [each for each in media if each.kind is MediaKind.IMAGE]
    has_link = paper.arxiv_id is not None or (paper.url is not None and web_url(paper.url) is not None)
    return [
        "title",
        *["link"] * has_link,
        "guid",
        *["pubDate"] * (paper.date is not None),
        *["creator"] * any(map(line, paper.authors)),
        *["category"] * len({line(each) for each in (*paper.categories, *paper.tags)} - {""}),
        *["description"] * (made.short is not None),
        *["encoded"] * bool(made.html),
        *["identifier"] * (paper.arxiv_id is not None),
        *["enclosure"] * bool(videos),
        *["thumbnail"] * bool(images),
        *["content"] * len(media),
        *["link"] * len(made.related),
    ]


@given(st.lists(papers(surrogates=True), max_size=4), st.sampled_from([None, "https://example.org/"]))
def test_whatever_papers_say_the_feed_breaks_no_rule_and_has_their_fields(
    written: list[Paper], base_url: str | None
) -> None:
    data = feed(*written, base_url=base_url)
    assert violations(data) == []
    items = channel(data).findall("item")
    shown = in_order(written, "newest", None, item_id)
    assert [tags(each) for each in items] == [expected_tags(paper, base_url) for paper in shown]
    for found, paper in zip(items, shown, strict=True):
        title = line(to_text(paper.title))
        assert found.findtext("title") == title or not title
        assert found.findtext(DC + "creator") in (None, ", ".join(filter(None, map(line, paper.authors))))
        short = item(paper, base_url).short
        assert html.unescape(found.findtext("description") or "") == (short or "")


@given(st.text(st.characters(), max_size=30))
def test_text_on_a_line_has_nothing_that_xml_forbids(text: str) -> None:
    made = line(text)
    assert not FORBIDDEN.search(made)
    assert not any("\ud800" <= char <= "\udfff" for char in made)
    assert line(made) == made
    assert "\n" not in made
