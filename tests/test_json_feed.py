"""JSON Feed: what the feed and its items say, member by member."""

from __future__ import annotations

import io
import json

import attrs

from feed_formats import SELF, feed
from json_feed_rules import violations
from paperdigest.exporters.feed import channel, item_id
from paperdigest.exporters.feed_options import FeedOptions
from paperdigest.exporters.json_feed import writing
from paperdigest.model import Paper
from rss_feeds import CLIP, PAPER


def test_a_feed_says_all_that_is_known() -> None:
    data = feed(
        "json-feed",
        PAPER,
        title="논문 & more",
        link="https://example.org/papers",
        language="ko",
        author="We",
        icon="https://example.org/icon.svg",
        hub="https://hub.example/",
        time_zone="Asia/Seoul",
        content="short",
    )
    assert violations(data) == []
    assert json.loads(data) == {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "논문 & more",
        "home_page_url": "https://example.org/papers",
        "feed_url": SELF,
        "description": "Research papers of the day, with votes and summaries",
        "icon": "https://example.org/icon.svg",
        "authors": [{"name": "We"}],
        "language": "ko",
        "hubs": [{"type": "WebSub", "url": "https://hub.example/"}],
        "items": [
            {
                "id": "https://arxiv.org/abs/2403.04652",
                "url": "https://arxiv.org/abs/2403.04652v2",
                "title": "M²UGen & <think>",
                "content_html": "",
                "summary": "What's New: p < 0.05 & more",
                "image": "https://example.org/a.png",
                "date_published": "2024-03-08T00:59:59+09:00",
                "authors": [{"name": "01. AI"}, {"name": "김하늘"}],
                "tags": ["cs.CL", "speech"],
                "attachments": [{"url": CLIP.url, "mime_type": "video/mp4"}],
            }
        ],
    }


def test_what_is_not_known_is_left_out_and_an_item_is_a_line() -> None:
    data = feed("json-feed", Paper(title="T"), Paper(title="U"), self_url=None)
    assert json.loads(data)["items"] == [
        {"id": item_id(Paper(title=title)), "title": title, "content_html": ""} for title in "TU"
    ]
    assert data.count(b"\n") == 4
    assert data.endswith(b"}\n]}\n")
    assert json.loads(feed("json-feed"))["items"] == []


def test_an_archive_page_leads_to_older_items() -> None:
    stream = io.BytesIO()
    page = attrs.evolve(channel(FeedOptions(self_url=SELF), None), previous="https://example.org/1.json")
    with writing(stream, page):
        pass
    assert json.loads(stream.getvalue())["next_url"] == "https://example.org/1.json"
    assert violations(stream.getvalue()) == []
