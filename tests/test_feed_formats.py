"""All feed formats: they say the same of every paper, break no rule, and reach readers whole, whatever papers say."""

from __future__ import annotations

import datetime as dt
import errno
import io
import os
import subprocess
import sys
from functools import partial
from typing import TYPE_CHECKING, Any

import feedparser
import pytest
from hypothesis import given
from hypothesis import strategies as st

import paperdigest
from feed_formats import FORMATS, SELF, VIOLATIONS, feed, seen
from feed_rules import parsed_html
from linear_cost import assert_linear
from paperdigest.exporters.feed import item_id, items
from paperdigest.exporters.feed_options import FeedOptions
from paperdigest.exporters.feed_order import in_order
from paperdigest.exporters.web_urls import web_url
from paperdigest.model import ArxivId, Link, LinkKind, Media, MediaKind, Paper, Point
from rss_feeds import DAY, PAPER
from strategies import papers

if TYPE_CHECKING:
    from paperdigest.exporters.feed import Item

OPTIONS = st.fixed_dictionaries(
    {},
    optional={
        "base_url": st.just("https://example.org/"),
        "content": st.sampled_from(["full", "short", "none"]),
        "item_link": st.sampled_from(["paper", "pdf", "huggingface", "alphaxiv"]),
        "limit": st.integers(0, 3),
        "time_zone": st.sampled_from(["UTC", "Asia/Seoul", "-03:30"]),
        "author": st.just("논문 모임 & co"),
        "rights": st.just("© 2024, a < b"),
        "icon": st.sampled_from(["https://example.org/i.png", "https://example.org/i.svg"]),
        "hub": st.just("https://hub.example/"),
        "order": st.sampled_from(["newest", "votes"]),
    },
)


def wanted(written: list[Paper], options: FeedOptions) -> list[Item]:
    return list(items(in_order(written, options.order, options.limit, item_id), options))


@given(st.lists(papers(surrogates=True), max_size=4), OPTIONS)
def test_whatever_papers_say_every_format_says_it_and_breaks_no_rule(
    written: list[Paper], options: dict[str, Any]
) -> None:
    expected = [
        (
            each.id,
            each.link,
            each.title,
            each.short,
            each.html,
            ", ".join(each.authors),
            each.date,
            each.categories,
        )
        for each in wanted(written, FeedOptions(**options))
    ]
    read = {}
    for name in FORMATS:
        data = feed(name, *written, **options)
        assert VIOLATIONS[name](data) == []
        read[name] = seen(name, data)
    assert read["rss"] == read["atom"] == read["json-feed"]
    assert [(*each[:7], each.categories) for each in read["rss"]] == expected


@pytest.mark.parametrize("name", ["rss", "atom"])
@given(written=st.lists(papers(surrogates=True), max_size=3))
def test_whatever_papers_say_feedparser_reads_every_item(name: str, written: list[Paper]) -> None:
    parsed = feedparser.parse(feed(name, *written))
    assert not parsed.bozo
    assert [entry.id for entry in parsed.entries] == [
        item_id(paper) for paper in in_order(written, "newest", None, item_id)
    ]


HOSTILE = "]]> <script>alert(1)</script> &amp; &#8; \x08\x85\ufffe\ud800 <!-- <![CDATA[ x ]]> </item></channel></entry>"


@pytest.mark.parametrize("name", FORMATS)
def test_hostile_text_is_shown_as_text(name: str) -> None:
    url = "https://example.org/" + HOSTILE
    paper = Paper(
        title=HOSTILE,
        url=url,
        date=DAY,
        authors=(HOSTILE,),
        media=(
            Media(kind=MediaKind.IMAGE, url=url, alt=HOSTILE),
            Media(kind=MediaKind.VIDEO, url=url, alt=HOSTILE),
        ),
        summary=(Point(label=HOSTILE, text=HOSTILE, children=(Point(text=HOSTILE),)),),
        links=(
            Link(url=url, label=HOSTILE, kind=LinkKind.CODE),
            Link(url="javascript:alert(1)", kind=LinkKind.CODE),
        ),
        extra=((HOSTILE, HOSTILE),),
        tags=(HOSTILE,),
    )
    data = feed(name, paper, title=HOSTILE, description=HOSTILE, author=HOSTILE, rights=HOSTILE)
    assert VIOLATIONS[name](data) == []
    (found,) = seen(name, data)
    plain = "]]> <script>alert(1)</script> &amp; &#8; <!-- <![CDATA[ x ]]> </item></channel></entry>"
    assert found.authors == found.categories[0] == plain
    body = parsed_html(found.html)
    assert {each.tag for each in body.iterdescendants()} == {"p", "img", "a", "ul", "li", "strong"}
    assert {each.get("href") for each in body.iter("a")} == {web_url(url)}


@pytest.mark.parametrize("name", ["rss", "atom"])
def test_hostile_text_of_a_channel_is_text_to_feedparser(name: str) -> None:
    parsed = feedparser.parse(feed(name, PAPER, title="<b>&amp;</b>", rights="<i>", author="<u>"))
    assert not parsed.bozo
    assert parsed.feed.title == "<b>&amp;</b>"
    assert parsed.feed.rights == "<i>"
    assert parsed.feed.author == "<u>"


# What the links of an item are, for each choice. Anyone can add a line.
LINKS = [
    ("paper", ArxivId("2403.04652", 2), "https://example.org/p", "https://example.org/p"),
    ("pdf", ArxivId("2403.04652", 2), None, "https://arxiv.org/pdf/2403.04652v2"),
    ("huggingface", ArxivId("2403.04652", 2), None, "https://huggingface.co/papers/2403.04652"),
    ("huggingface", ArxivId("hep-th/9901001"), None, "https://arxiv.org/abs/hep-th/9901001"),
    ("alphaxiv", ArxivId("2403.04652"), None, "https://www.alphaxiv.org/abs/2403.04652"),
    ("pdf", None, "https://example.org/p", "https://example.org/p"),
    ("pdf", None, None, None),
]


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize(("choice", "arxiv_id", "url", "link"), LINKS)
def test_an_item_leads_where_it_is_asked_to_and_keeps_its_id(
    name: str, choice: str, arxiv_id: ArxivId | None, url: str | None, link: str | None
) -> None:
    paper = Paper(title="T", url=url, arxiv_id=arxiv_id)
    (found,) = seen(name, feed(name, paper, item_link=choice))
    assert found.link == link
    assert found.id == item_id(paper)


@pytest.mark.parametrize("name", FORMATS)
def test_the_digest_s_own_link_is_related_where_the_item_leads_elsewhere(name: str) -> None:
    data = feed(name, PAPER, item_link="alphaxiv").decode()
    assert ('rel="related" href="https://arxiv.org/abs/2403.04652v2"' in data) == (name != "json-feed")


@pytest.mark.parametrize("name", FORMATS)
def test_less_is_said_where_less_is_asked_for(name: str) -> None:
    full, short, none = (seen(name, feed(name, PAPER, content=each))[0] for each in ("full", "short", "none"))
    assert full.html
    assert full.short
    assert (short.html, short.short) == ("", full.short)
    assert (none.html, none.short, none.title) == ("", None, full.title)


@pytest.mark.parametrize("name", FORMATS)
def test_readers_that_sort_by_date_keep_the_order_of_a_day(name: str) -> None:
    days = [DAY, DAY - dt.timedelta(1), DAY]
    written = [Paper(title=f"{number}", date=day) for number, day in enumerate(days * 3)]
    found = seen(name, feed(name, *written, time_zone="Asia/Seoul"))
    assert [each.title for each in found] == [*"023568147"]
    dates = [each.date for each in found if each.date is not None]
    assert dates == sorted(set(dates), reverse=True)
    assert {date.date() for date in dates} == {DAY, DAY - dt.timedelta(1)}


def test_more_papers_than_seconds_in_an_hour_stay_within_their_day() -> None:
    many = items((Paper(title=f"{number}", date=DAY) for number in range(3_602)), FeedOptions())
    dates = [each.updated for each in many]
    assert dates[0].time() == dt.time(0, 59, 59)
    assert [each.time() for each in dates[-3:]] == [dt.time(0)] * 3
    assert len(set(dates)) == 3_600


@pytest.mark.parametrize("name", FORMATS)
def test_another_paper_at_the_end_of_a_day_changes_no_other_item(name: str) -> None:
    written = [Paper(title=f"{number}", date=DAY) for number in range(5)]
    assert seen(name, feed(name, *written))[:4] == seen(name, feed(name, *written[:4]))


@pytest.mark.parametrize("name", FORMATS)
def test_a_feed_as_given_keeps_its_order_and_says_its_newest_date(name: str) -> None:
    written = [Paper(title="a", date=DAY), Paper(title="b"), Paper(title="c", date=DAY + dt.timedelta(1))]
    data = feed(name, *written, order="given")
    assert [each.title for each in seen(name, data)] == ["a", "b", "c"]
    if name != "json-feed":
        assert feedparser.parse(data).feed.updated_parsed[:6] == (2024, 3, 9, 0, 59, 59)


# The promises of every exporter.

_SCRIPT = """
import sys, paperdigest
papers = paperdigest.from_json(sys.stdin.buffer.read())
for name in ("rss", "atom", "json-feed"):
    sys.stdout.buffer.write(paperdigest.dumps(papers, name, time_zone="Asia/Seoul").encode())
"""


def test_bytes_depend_on_papers_and_options_alone() -> None:
    json = paperdigest.dumps([PAPER, Paper(title="T"), Paper(title="U", date=DAY)], "json").encode()
    machines = [
        ("1", "UTC", "C"),
        ("2", "Asia/Seoul", "ko_KR.UTF-8"),
        ("3", "America/New_York", "de_DE.UTF-8"),
    ]
    written = set()
    for seed, zone, locale in machines:
        environment = {**os.environ, "PYTHONHASHSEED": seed, "TZ": zone, "LC_ALL": locale}
        command = [sys.executable, "-c", _SCRIPT]
        done = subprocess.run(command, input=json, capture_output=True, env=environment, check=True)
        written.add(done.stdout)
    assert len(written) == 1
    made = written.pop()
    assert b"Fri, 08 Mar 2024 00:59:59 +0900" in made
    assert made.count(b"2024-03-08T00:59:59+09:00") == 4


class _FullDisk(io.RawIOBase):
    def writable(self) -> bool:
        return True

    def write(self, data: Any) -> int:
        raise OSError(errno.ENOSPC, "No space left on device")


@pytest.mark.parametrize("name", FORMATS)
def test_a_full_disk_is_reported_as_such(name: str) -> None:
    with pytest.raises(OSError, match="No space left"):
        paperdigest.dump([PAPER], _FullDisk(), name)  # type: ignore[arg-type] # as sockets and pipes are


@pytest.mark.parametrize("name", FORMATS)
def test_the_stream_is_left_open(name: str) -> None:
    stream = io.BytesIO()
    paperdigest.dump([PAPER], stream, name)
    assert not stream.closed


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize("text", ["<", "&", "]]>", "[", "*", "$", "`", "\\", "\x00", "가"])
def test_time_grows_with_the_length_of_a_text(name: str, text: str) -> None:
    def paper(length: int) -> Paper:
        long = text * length
        return Paper(title=long, authors=(long,), summary=(Point(text=long, label=long),), tags=(long,))

    assert_linear(lambda length: partial(feed, name, paper(length)), 5_000)


@pytest.mark.parametrize("name", FORMATS)
def test_time_grows_with_the_number_of_papers(name: str) -> None:
    def archive(count: int) -> list[Paper]:
        return [
            Paper(title=f"{n}", date=DAY + dt.timedelta(n // 10), summary=PAPER.summary) for n in range(count)
        ]

    assert_linear(lambda count: partial(feed, name, *archive(count)), 200)


def test_a_feed_knows_where_it_is_if_it_is_told() -> None:
    for name in FORMATS:
        assert SELF.encode() in feed(name)
        assert SELF.encode() not in feed(name, self_url=None)
