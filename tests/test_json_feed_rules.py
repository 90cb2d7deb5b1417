"""The checker of JSON Feeds: it finds nothing in a good feed, and in each bad one what is bad about it."""

from __future__ import annotations

import json

import pytest

from json_feed_rules import RULES, violations

GOOD = json.dumps(
    {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "Papers & votes",
        "home_page_url": "https://example.org/",
        "feed_url": "https://example.org/feed.json",
        "description": "What is new",
        "icon": "https://example.org/icon.png",
        "authors": [{"name": "We"}],
        "language": "en",
        "hubs": [{"type": "WebSub", "url": "https://hub.example/"}],
        "next_url": "https://example.org/2.json",
        "items": [
            {
                "id": "https://example.org/1",
                "url": "https://example.org/1",
                "title": "1 < 2",
                "content_html": '<img src="https://example.org/1.png" alt=""/><ul><li>1</li></ul>',
                "summary": "1 < 2",
                "image": "https://example.org/1.png",
                "date_published": "2024-03-08T00:59:59+09:00",
                "authors": [{"name": "Ada Lovelace"}],
                "tags": ["maths"],
                "attachments": [{"url": "https://example.org/1.mp4", "mime_type": "video/mp4"}],
            },
            {
                "id": "2",
                "title": "An older one",
                "content_html": "",
                "date_published": "2024-03-08T00:59:58+09:00",
            },
            {"id": "3", "title": "One without a date", "content_html": "<p>3</p>"},
        ],
    }
)
_HTML = "<ul><li>1</li></ul>"

# The rule, what stands in the good feed, and what stands in the bad one. Anyone can add a line.
BAD = [
    ("1 well-formed", '"items":', "items:"),
    ("1 characters", "older", "ol\\u0008der"),
    ("1 characters", "older", "ol\\ud800der"),
    ("13 schema", '"title": "Papers & votes", ', ""),
    ("13 schema", '"content_html": "", ', ""),
    ("13 schema", '"id": "2"', '"id": 2'),
    ("13 schema", '"id": "2"', '"id": "2", "votes": 22'),
    ("13 schema", '"mime_type": "video/mp4"', '"type": "video/mp4"'),
    ("13 schema", '["maths"]', '"maths"'),
    ("13 schema", '[{"name": "Ada Lovelace"}]', "[{}]"),
    ("13 members", "version/1.1", "version/1"),
    ("13 members", '"language": "en", ', ""),
    ("13 members", '"feed_url": "https://example.org/feed.json", ', ""),
    ("13 members", '"title": "An older one"', '"title": ""'),
    ("13 members", "Ada Lovelace", ""),
    ("13 members", '"id": "2"', '"id": "2", "author": {"name": "Ada"}'),
    ("13 ids", '"id": "2"', '"id": "3"'),
    ("13 dates", "2024-03-08T00:59:58+09:00", "Fri, 08 Mar 2024 00:59:58 +0900"),
    ("13 dates", "2024-03-08T00:59:58+09:00", "2024-03-08"),
    ("7 html", _HTML, "<ul>1</ul><script>1</script>"),
    ("7 html", _HTML, "1 < 2"),
    ("8 pictures", '"image": "https://example.org/1.png"', '"image": "https://example.org/2.png"'),
    ("8 pictures", '"image": "https://example.org/1.png", ', ""),
    ("9 video", "video/mp4", "video"),
    ("10 urls", '"url": "https://example.org/1"', '"url": "/1"'),
    ("10 urls", "https://hub.example/", "hub.example"),
    ("10 urls", "https://example.org/icon.png", "https://example.org/[icon]"),
    ("10 urls", _HTML, "<a href='/1'>1</a>"),
    ("13 paging", "https://example.org/2.json", "https://example.org/feed.json"),
    ("14 stability", "2024-03-08T00:59:58", "2024-03-08T00:59:59"),
    ("14 stability", ', "date_published": "2024-03-08T00:59:59+09:00"', ""),
]


def test_a_good_feed_breaks_no_rule() -> None:
    assert violations(GOOD.encode()) == []


@pytest.mark.parametrize(("rule", "good", "bad"), BAD)
def test_a_bad_feed_breaks_the_rule(rule: str, good: str, bad: str) -> None:
    assert good in GOOD
    broken = GOOD.replace(good, bad)
    assert rule in {found.partition(":")[0] for found in violations(broken.encode())}


def test_every_rule_has_a_feed_that_breaks_it() -> None:
    assert set(RULES) <= {rule for rule, _, _ in BAD}
