"""RSS: what the channel and its items say, and which options are refused."""

from __future__ import annotations

import datetime as dt
import html
import zoneinfo
from typing import NoReturn

import feedparser
import pytest
from lxml import etree

from feed_rules import ATOM, MEDIA
from paperdigest.errors import OptionError
from paperdigest.exporters.feed import item_id
from paperdigest.model import ArxivId, Link, LinkKind, Media, MediaKind, Paper, Point
from rss_feeds import CLIP, DAY, PAPER, SELF, channel, elements, feed, only_item, tags
from rss_rules import CONTENT, DC, violations

# The elements of that paper's item: tag, then text and attributes of each.
ITEM: list[tuple[str, list[tuple[str | None, dict[str, str]]]]] = [
    ("title", [("M²UGen & <think>", {})]),
    ("link", [("https://arxiv.org/abs/2403.04652v2", {})]),
    ("guid", [("https://arxiv.org/abs/2403.04652", {"isPermaLink": "true"})]),
    ("pubDate", [("Fri, 08 Mar 2024 00:59:59 +0000", {})]),
    (DC + "creator", [("01. AI, 김하늘", {})]),
    ("category", [("cs.CL", {}), ("speech", {})]),
    ("description", [("What's New: p &lt; 0.05 &amp; more", {})]),
    (DC + "identifier", [("doi:10.48550/arXiv.2403.04652", {})]),
    ("enclosure", [(None, {"url": CLIP.url, "length": "0", "type": "video/mp4"})]),
    (MEDIA + "thumbnail", [(None, {"url": "https://example.org/a.png"})]),
    (
        MEDIA + "content",
        [
            (None, {"url": "https://example.org/a.png", "medium": "image", "type": "image/png"}),
            (None, {"url": CLIP.url, "medium": "video", "type": "video/mp4"}),
        ],
    ),
    (
        ATOM + "link",
        [
            (None, {"rel": "related", "href": "https://example.org/code"}),
            (None, {"rel": "related", "href": "https://example.org/%EC%BD%94%EB%93%9C"}),
        ],
    ),
]


@pytest.mark.parametrize(("tag", "expected"), ITEM, ids=[etree.QName(tag).localname for tag, _ in ITEM])
def test_an_item_has(tag: str, expected: list[tuple[str | None, dict[str, str]]]) -> None:
    assert elements(only_item(PAPER), tag) == expected


def test_an_item_has_its_full_html_behind_the_short_text() -> None:
    found = only_item(PAPER)
    assert "<li>두 번째 점</li>" in (found.findtext(CONTENT + "encoded") or "")
    assert tags(found).index("description") < tags(found).index("encoded")


def test_a_title_goes_out_with_the_two_references_that_readers_get_right() -> None:
    assert b"<title>M\xc2\xb2UGen &#x26; &#x3C;think&gt;</title>" in feed(PAPER)
    assert b"<title>A &#x26; B &#x3C; C</title>\n    <link>" in feed(title="A & B < C")


def test_a_channel_says_what_it_is() -> None:
    data = feed(
        PAPER,
        title="논문",
        link="https://example.org/한",
        description="1 < 2",
        language="ko",
        time_zone="+09:00",
    )
    found = channel(data)
    assert [(child.tag, child.text) for child in found if not len(child)][:5] == [
        ("title", "논문"),
        ("link", "https://example.org/%ED%95%9C"),
        ("description", "1 &lt; 2"),
        ("language", "ko"),
        ("lastBuildDate", "Fri, 08 Mar 2024 00:59:59 +0900"),
    ]
    assert elements(found, ATOM + "link") == [
        (None, {"rel": "self", "type": "application/rss+xml", "href": SELF})
    ]
    assert violations(data) == []


def test_a_channel_says_who_makes_it_and_has_a_picture_that_readers_show() -> None:
    facts = {"author": "We", "rights": "© 2024 <us>", "hub": "https://hub.example/", "title": "A & B"}
    data = feed(PAPER, icon="https://example.org/icon.PNG?v=1", **facts)
    found = channel(data)
    assert found.findtext(DC + "creator") == "We"
    assert found.findtext("copyright") == "© 2024 <us>"
    assert [(child.tag, child.text) for child in found.iterfind("image/*")] == [
        ("url", "https://example.org/icon.PNG?v=1"),
        ("title", "A & B"),
        ("link", "https://huggingface.co/papers"),
    ]
    assert (None, {"rel": "hub", "href": "https://hub.example/"}) in elements(found, ATOM + "link")
    assert channel(feed(icon="https://example.org/icon.svg")).find("image") is None


def test_a_feed_without_papers_is_a_feed() -> None:
    data = feed()
    assert violations(data) == []
    assert tags(channel(data)) == ["title", "link", "description", "language", "link"]
    assert not feedparser.parse(data).bozo


def test_a_feed_that_does_not_know_its_place_does_not_say_it() -> None:
    data = feed(PAPER, self_url=None)
    assert channel(data).find(ATOM + "link") is None
    assert violations(data) == ["2 self: 0 links to the feed itself"]


def test_the_declaration_comes_first_and_a_line_end_last() -> None:
    assert feed(PAPER).startswith(b"<?xml version='1.0' encoding='utf-8'?>\n<rss ")
    assert feed(PAPER).endswith(b"</rss>\n")


def test_namespaces_are_declared_once() -> None:
    assert feed(PAPER, Paper(title="T")).count(b"xmlns:") == 4


def test_a_paper_of_which_only_the_title_is_known_is_an_item() -> None:
    assert tags(only_item(Paper(title="T"))) == ["title", "guid"]


# A paper without a title, and what stands in for it. Anyone can add a line.
STAND_INS = [
    (Paper(title="", url="https://example.org/1"), "https://example.org/1"),
    (Paper(title=" \x00", arxiv_id=ArxivId("2403.04652")), "https://arxiv.org/abs/2403.04652"),
    (Paper(title="", url="doi:10.1/1"), "doi:10.1/1"),
    (Paper(title=""), "Untitled"),
]


@pytest.mark.parametrize(("paper", "expected"), STAND_INS)
def test_an_empty_title_is_stood_in_for(paper: Paper, expected: str) -> None:
    assert only_item(paper).findtext("title") == expected


# Days, zones and what the feed says. Anyone can add a line.
DATES = [
    (dt.date(2024, 3, 8), "UTC", "Fri, 08 Mar 2024 00:59:59 +0000"),
    (dt.date(2024, 3, 8), "Asia/Seoul", "Fri, 08 Mar 2024 00:59:59 +0900"),
    (dt.date(2024, 3, 8), "-03:30", "Fri, 08 Mar 2024 00:59:59 -0330"),
    (dt.date(2024, 3, 8), "America/New_York", "Fri, 08 Mar 2024 00:59:59 -0500"),
    (dt.date(2024, 7, 1), "America/New_York", "Mon, 01 Jul 2024 00:59:59 -0400"),
    # Seoul's own time until 1908 was 8:27:52 ahead.
    (dt.date(1900, 1, 1), "Asia/Seoul", "Mon, 01 Jan 1900 00:59:59 +0828"),
    (dt.date(1, 1, 1), "Asia/Seoul", "Mon, 01 Jan 0001 00:59:59 +0828"),
    (dt.date(9999, 12, 31), "-23:59", "Fri, 31 Dec 9999 00:59:59 -2359"),
]


@pytest.mark.parametrize(("day", "zone", "expected"), DATES)
def test_a_date_is_the_first_hour_of_its_day_in_the_zone_in_english(
    day: dt.date, zone: str, expected: str
) -> None:
    data = feed(Paper(title="T", date=day), time_zone=zone)
    assert [each.text for each in channel(data).iter("lastBuildDate", "pubDate")] == [expected] * 2
    assert violations(data) == []


def test_utc_is_known_where_there_is_no_database_of_time_zones(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(name: str) -> NoReturn:
        raise zoneinfo.ZoneInfoNotFoundError(name)

    monkeypatch.setattr(zoneinfo, "ZoneInfo", missing)
    assert only_item(PAPER).findtext("pubDate") == "Fri, 08 Mar 2024 00:59:59 +0000"
    with pytest.raises(OptionError, match="no time zone 'Asia/Seoul'"):
        feed(time_zone="Asia/Seoul")


def test_a_name_on_two_lines_is_one_name() -> None:
    names = ("Ada\rLovelace", "Emmy\r\n Noether", " \n", "김하늘")
    assert (
        only_item(Paper(title="T", authors=names)).findtext(DC + "creator")
        == "Ada Lovelace, Emmy Noether, 김하늘"
    )


def test_a_related_page_is_linked_once_however_it_is_spelled() -> None:
    links = (
        Link(url="https://example.org/a b", kind=LinkKind.CODE),
        Link(url="https://example.org/a%20b", kind=LinkKind.MODEL),
    )
    found = elements(only_item(Paper(title="T", links=links)), ATOM + "link")
    assert found == [(None, {"rel": "related", "href": "https://example.org/a%20b"})]


# Two papers and whether they are one item. Anyone can add a line.
ARXIV = ArxivId("2403.04652")
SAME = [
    (
        Paper(title="A", arxiv_id=ARXIV, url="https://arxiv.org/abs/2403.04652"),
        Paper(title="B", arxiv_id=ARXIV),
        True,
    ),
    (Paper(title="A", arxiv_id=ARXIV), Paper(title="A", arxiv_id=ArxivId("2403.04652", 3)), True),
    (Paper(title="A", arxiv_id=ARXIV), Paper(title="A", arxiv_id=ArxivId("2403.04653")), False),
    (Paper(title="A", url="https://example.org/1"), Paper(title="B", url="https://example.org/1"), True),
    (Paper(title="A", url="https://example.org/1"), Paper(title="A", url="https://example.org/2"), False),
    (Paper(title="A"), Paper(title="A", votes=3, date=DAY), True),
    (Paper(title="A"), Paper(title="B"), False),
    (Paper(title="A", url="#"), Paper(title="B", url="#"), False),
    (Paper(title="A", url="#"), Paper(title="A", url="#"), True),
    (Paper(title="", authors=("Ada Lovelace",)), Paper(title="", authors=("Emmy Noether",)), False),
    (Paper(title="\ud800"), Paper(title="\ud801"), False),
]


@pytest.mark.parametrize(("first", "second", "same"), SAME)
def test_a_paper_that_appears_twice_is_one_item(first: Paper, second: Paper, same: bool) -> None:
    assert len(channel(feed(first, second)).findall("item")) == (1 if same else 2)


# Ids are permanent: who changes one of these makes every reader show its papers again.
IDS = [
    (Paper(title="A", arxiv_id=ArxivId("hep-th/9901001", 2)), "https://arxiv.org/abs/hep-th/9901001"),
    (Paper(title="A", url="https://example.org/하나"), "https://example.org/%ED%95%98%EB%82%98"),
    (Paper(title="A"), "urn:uuid:ce3560c5-2ad9-5ce8-8281-a6488e731ee8"),
    (Paper(title="A", url="doi:10.1/1"), "urn:uuid:13bb07ff-64cf-58fb-998f-30350b2fd828"),
    (Paper(title="", date=DAY, summary=(Point(text="점"),)), "urn:uuid:e712eb11-deee-5a90-9b4d-cd591e4a0690"),
]


@pytest.mark.parametrize(("paper", "expected"), IDS)
def test_an_id_never_changes(paper: Paper, expected: str) -> None:
    assert item_id(paper) == expected
    assert elements(only_item(paper), "guid") == [
        (expected, {"isPermaLink": "true" if expected.startswith("https:") else "false"})
    ]


def test_a_limited_feed_shows_the_newest() -> None:
    days = [Paper(title=f"{day}", date=dt.date(2024, 3, day)) for day in range(1, 10)]
    assert [each.findtext("title") for each in channel(feed(*days, limit=2)).findall("item")] == ["9", "8"]
    assert channel(feed(*days, limit=0)).find("item") is None


# Text of the first point, and the short text in the feed. Anyone can add a line.
SHORT = [
    ((Point(text="하나"), Point(text="둘")), None, "하나"),
    ((Point(label="L", text="", children=(Point(text="a"),)),), None, "L: a"),
    ((Point(text="<think> & *b*"),), None, "<think> & b"),
    ((), "An abstract.", "An abstract."),
    ((Point(text="\x00"),), "An abstract.", "An abstract."),
    ((Point(text="words " * 200),), None, "words " * 82 + "words…"),
    ((Point(text="가" * 600),), None, "가" * 500 + "…"),
]


@pytest.mark.parametrize(("summary", "abstract", "expected"), SHORT)
def test_the_short_text_is_the_first_thing_said(
    summary: tuple[Point, ...], abstract: str | None, expected: str
) -> None:
    found = only_item(Paper(title="T", summary=summary, abstract=abstract)).findtext("description")
    assert html.unescape(found or "") == expected


def test_there_is_at_most_one_enclosure_and_only_of_a_known_type() -> None:
    unknown = Media(kind=MediaKind.VIDEO, url="https://example.org/watch?v=1.mp4")
    second = Media(kind=MediaKind.VIDEO, url="https://example.org/b.webm#t=1")
    found = only_item(Paper(title="T", media=(unknown, second, CLIP)))
    assert elements(found, "enclosure") == [(None, {"url": second.url, "length": "0", "type": "video/webm"})]
    assert [attributes["url"] for _, attributes in elements(found, MEDIA + "content")] == [
        unknown.url,
        second.url,
        CLIP.url,
    ]


def test_a_suffix_of_another_kind_says_nothing_of_the_type() -> None:
    found = only_item(Paper(title="T", media=(Media(kind=MediaKind.VIDEO, url="https://example.org/a.png"),)))
    assert found.find("enclosure") is None
    assert elements(found, MEDIA + "content") == [
        (None, {"url": "https://example.org/a.png", "medium": "video"})
    ]


def test_relative_media_are_left_out_unless_there_is_a_base() -> None:
    paper = Paper(title="T", media=(Media(kind=MediaKind.IMAGE, url="/avatars/1.svg"),))
    assert only_item(paper).find(MEDIA + "content") is None
    (found,) = elements(only_item(paper, base_url="https://example.org/"), MEDIA + "content")
    assert found[1] == {
        "url": "https://example.org/avatars/1.svg",
        "medium": "image",
        "type": "image/svg+xml",
    }


# Options that are refused, and a part of the message. Anyone can add a line.
REFUSED: list[tuple[dict[str, object], str]] = [
    ({"title": " "}, "option 'title': must not be empty"),
    ({"description": "\x00"}, "option 'description': must not be empty"),
    (
        {"link": "/papers"},
        "option 'link': must be an absolute URL that starts with http:// or https://, not '/papers'",
    ),
    ({"link": "javascript:alert(1)"}, "must be an absolute URL"),
    ({"self_url": "feed.xml"}, "option 'self_url': must be an absolute URL"),
    ({"base_url": "example.org"}, "option 'base_url': must be an absolute URL"),
    ({"language": "Korean language"}, "must be a language tag such as en or ko-KR, not 'Korean language'"),
    ({"language": ""}, "must be a language tag"),
    ({"author": " "}, "option 'author': must not be empty"),
    ({"rights": ""}, "option 'rights': must not be empty"),
    ({"icon": "icon.png"}, "option 'icon': must be an absolute URL"),
    ({"hub": "hub"}, "option 'hub': must be an absolute URL"),
    ({"feed_id": "papers"}, "option 'feed_id': must be a URI such as https://example.org/ or tag:"),
    ({"feed_id": "tag:example.org,2024:논문"}, "option 'feed_id': must be a URI"),
    ({"order": "oldest"}, "option 'order' must be one of newest, votes, given, not 'oldest'"),
    ({"content": "all"}, "option 'content' must be one of full, short, none, not 'all'"),
    ({"item_link": "arxiv"}, "option 'item_link' must be one of paper, pdf, huggingface, alphaxiv"),
    ({"limit": -1}, "option 'limit': must not be negative, not -1"),
    ({"time_zone": "Seoul"}, "no time zone 'Seoul'; say UTC, +09:00 or an IANA name such as Asia/Seoul"),
    ({"time_zone": "+9"}, "no time zone '+9'"),
    ({"time_zone": "+24:00"}, "no time zone '+24:00'"),
    ({"time_zone": ""}, "no time zone ''"),
    ({"time_zone": "America"}, "no time zone 'America'"),
    ({"time_zone": "../UTC"}, "no time zone '../UTC'"),
    ({"time_zone": "\x00"}, "no time zone"),
    ({"time_zone": "\ud800"}, "no time zone"),
    ({"time_zone": "x" * 10_000}, "no time zone"),
]


@pytest.mark.parametrize(("options", "message"), REFUSED)
def test_a_bad_option_is_refused_with_what_would_do(options: dict[str, object], message: str) -> None:
    with pytest.raises(OptionError) as caught:
        feed(**options)
    assert message in str(caught.value)
