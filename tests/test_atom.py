"""Atom: what the feed and its entries say, and what stands in for what a digest does not say."""

from __future__ import annotations

import datetime as dt
import io

import attrs
import feedparser
import pytest

from atom_rules import violations
from feed_formats import SELF, feed, tree
from feed_rules import ATOM
from paperdigest.exporters.atom import writing
from paperdigest.exporters.feed import channel, items
from paperdigest.exporters.feed_options import FeedOptions
from paperdigest.model import ArxivId, Paper
from rss_feeds import PAPER

FEED = b"""<?xml version='1.0' encoding='utf-8'?>
<feed xmlns="http://www.w3.org/2005/Atom" xmlns:media="http://search.yahoo.com/mrss/" \
xmlns:xml="http://www.w3.org/XML/1998/namespace" xml:lang="ko">
  <id>tag:example.org,2024:papers</id>
  <title>\xeb\x85\xbc\xeb\xac\xb8 &#x26; more</title>
  <subtitle>Research papers of the day, with votes and summaries</subtitle>
  <updated>2024-03-08T00:59:59+09:00</updated>
  <author>
    <name>We</name>
  </author>
  <rights>\xc2\xa9 2024</rights>
  <icon>https://example.org/icon.svg</icon>
  <link rel="alternate" type="text/html" href="https://example.org/papers"></link>
  <link rel="self" type="application/atom+xml" href="https://example.org/feed"></link>
  <link rel="hub" href="https://hub.example/"></link>
  <entry>
    <id>https://arxiv.org/abs/2403.04652</id>
    <title>M\xc2\xb2UGen &#x26; &#x3C;think&gt;</title>
    <link rel="alternate" href="https://arxiv.org/abs/2403.04652v2"></link>
    <link rel="related" href="https://example.org/code"></link>
    <link rel="related" href="https://example.org/%EC%BD%94%EB%93%9C"></link>
    <link rel="enclosure" type="video/mp4" href="https://example.org/clip.mp4"></link>
    <updated>2024-03-08T00:59:59+09:00</updated>
    <published>2024-03-08T00:59:59+09:00</published>
    <author>
      <name>01. AI, \xea\xb9\x80\xed\x95\x98\xeb\x8a\x98</name>
    </author>
    <category term="cs.CL"></category>
    <category term="speech"></category>
    <summary>What's New: p &#x3C; 0.05 &#x26; more</summary>
    <media:thumbnail url="https://example.org/a.png"></media:thumbnail>
    <media:content url="https://example.org/a.png" medium="image" type="image/png"></media:content>
    <media:content url="https://example.org/clip.mp4" medium="video" type="video/mp4"></media:content>
  </entry>
</feed>
"""


def test_a_feed_says_all_that_is_known() -> None:
    data = feed(
        "atom",
        PAPER,
        title="논문 & more",
        link="https://example.org/papers",
        language="ko",
        feed_id="tag:example.org,2024:papers",
        author="We",
        rights="© 2024",
        icon="https://example.org/icon.svg",
        hub="https://hub.example/",
        time_zone="Asia/Seoul",
        content="short",
    )
    assert data == FEED
    assert violations(data) == []


def test_the_title_stands_in_for_an_author() -> None:
    assert tree(feed("atom", title="T")).findtext(f"{ATOM}author/{ATOM}name") == "T"


# Options, and the id of the feed. Ids are permanent: who changes one of these makes a new feed of it.
IDS = [
    ({"feed_id": "tag:example.org,2024:papers"}, "tag:example.org,2024:papers"),
    ({}, SELF),
    ({"self_url": None}, "urn:uuid:7054cb87-cd1a-58e9-bade-9023799c810b"),
    ({"self_url": None, "title": "T"}, "urn:uuid:636c81bb-d30e-5f2a-a77d-fdb11d6c1746"),
]


@pytest.mark.parametrize(("options", "wanted"), IDS)
def test_the_id_of_a_feed_never_changes(options: dict[str, object], wanted: str) -> None:
    found = tree(feed("atom", **options)).findtext(ATOM + "id")
    assert found == wanted


# Papers of no day, and when their entries say that they were updated. Anyone can add a line.
UNDATED = [
    (Paper(title="T", arxiv_id=ArxivId("2403.04652")), "2024-03-01T00:59:59+00:00"),
    (Paper(title="T", arxiv_id=ArxivId("hep-th/9901001")), "1999-01-01T00:59:59+00:00"),
    (Paper(title="T", url="https://example.org/"), "1970-01-01T00:59:59+00:00"),
]


@pytest.mark.parametrize(("paper", "updated"), UNDATED)
def test_a_paper_of_no_day_was_updated_in_the_month_of_its_id_or_long_ago(paper: Paper, updated: str) -> None:
    data = feed("atom", paper)
    assert tree(data).findtext(f"{ATOM}entry/{ATOM}updated") == updated
    assert tree(data).find(f"{ATOM}entry/{ATOM}published") is None
    assert violations(data) == []


def test_a_feed_without_dates_was_never_updated() -> None:
    assert tree(feed("atom", Paper(title="T"))).findtext(ATOM + "updated") == "1970-01-01T00:00:00Z"


def test_an_entry_that_leads_nowhere_has_a_content() -> None:
    data = feed("atom", Paper(title="T & U"), content="none")
    assert violations(data) == []
    assert tree(data).findtext(f"{ATOM}entry/{ATOM}content") == "T & U"
    assert feedparser.parse(data).entries[0].content[0].value == "T & U"


def test_an_archive_page_leads_to_the_feed_and_to_its_neighbours() -> None:
    options = FeedOptions(self_url="https://example.org/2.xml")
    page = attrs.evolve(
        channel(options, PAPER),
        is_archive=True,
        current=SELF,
        previous="https://example.org/1.xml",
        next="https://example.org/3.xml",
    )
    stream = io.BytesIO()
    with writing(stream, page) as add:
        for item in items([PAPER], options):
            add(item)
    data = stream.getvalue()
    assert violations(data) == []
    links = {link["rel"]: link["href"] for link in feedparser.parse(data).feed.links}
    assert links == {
        "alternate": "https://huggingface.co/papers",
        "self": "https://example.org/2.xml",
        "current": SELF,
        "prev-archive": "https://example.org/1.xml",
        "next-archive": "https://example.org/3.xml",
    }
    assert dt.datetime.fromisoformat(tree(data).findtext(ATOM + "updated") or "").date() == PAPER.date
