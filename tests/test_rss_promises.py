"""RSS: any text, any machine, any length, real digests; the feed breaks no rule and says what the model says."""

from __future__ import annotations

import datetime as dt
import errno
import html
import io
import os
import subprocess
import sys
from collections import Counter
from functools import partial
from pathlib import Path
from typing import Any

import feedparser
import lxml.html
import pytest
from hypothesis import given
from hypothesis import strategies as st

import paperdigest
from feed_rules import ATOM, CONTENT, DC, FORBIDDEN, parsed_html, violations
from linear_cost import assert_linear
from paperdigest.exporters.feed import Item, item_id, items
from paperdigest.exporters.feed_media import feed_media
from paperdigest.exporters.feed_options import FeedOptions
from paperdigest.exporters.feed_order import in_order
from paperdigest.exporters.feed_text import line
from paperdigest.exporters.rss import RssExporter
from paperdigest.exporters.web_urls import web_url
from paperdigest.model import Link, LinkKind, Media, MediaKind, Paper, Point
from paperdigest.text import to_text
from rss_feeds import DAY, PAPER, channel, feed, tags
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


@given(st.lists(papers(surrogates=True), max_size=3))
def test_whatever_papers_say_feedparser_reads_every_item(written: list[Paper]) -> None:
    parsed = feedparser.parse(feed(*written))
    assert not parsed.bozo
    assert [entry.id for entry in parsed.entries] == [
        item_id(paper) for paper in in_order(written, "newest", None, item_id)
    ]


@given(st.text(st.characters(), max_size=30))
def test_text_on_a_line_has_nothing_that_xml_forbids(text: str) -> None:
    made = line(text)
    assert not FORBIDDEN.search(made)
    assert not any("\ud800" <= char <= "\udfff" for char in made)
    assert line(made) == made
    assert "\n" not in made


HOSTILE = (
    "]]> <script>alert(1)</script> &amp; &#8; \x08\x85\ufffe\ud800 <!-- <![CDATA[ x ]]> </item></channel>"
)


def test_hostile_text_is_shown_as_text() -> None:
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
    data = feed(paper, title=HOSTILE, description=HOSTILE)
    assert violations(data) == []
    assert not feedparser.parse(data).bozo
    (found,) = channel(data).findall("item")
    plain = "]]> <script>alert(1)</script> &amp; &#8; <!-- <![CDATA[ x ]]> </item></channel>"
    assert channel(data).findtext("title") == plain
    assert found.findtext(DC + "creator") == found.findtext("category") == plain
    body = parsed_html(found.findtext(CONTENT + "encoded") or "")
    assert {each.tag for each in body.iterdescendants()} == {"p", "img", "a", "ul", "li", "strong"}
    assert {each.get("href") for each in body.iter("a")} == {web_url(url)}
    assert len(found.findall(ATOM + "link")) == 1


# The promises of every exporter.

_SCRIPT = """
import sys, paperdigest
papers = paperdigest.from_json(sys.stdin.buffer.read())
sys.stdout.buffer.write(paperdigest.dumps(papers, "rss", time_zone="Asia/Seoul").encode())
"""


def test_bytes_depend_on_papers_and_options_alone(tmp_path: Path) -> None:
    json = paperdigest.dumps([PAPER, Paper(title="T"), Paper(title="U", date=DAY)], "json").encode()
    machines = [
        ("1", "UTC", "C"),
        ("2", "Asia/Seoul", "ko_KR.UTF-8"),
        ("3", "America/New_York", "de_DE.UTF-8"),
    ]
    written = set()
    for number, (seed, zone, locale) in enumerate(machines):
        folder = tmp_path / str(number)
        folder.mkdir()
        environment = {**os.environ, "PYTHONHASHSEED": seed, "TZ": zone, "LC_ALL": locale}
        command = [sys.executable, "-c", _SCRIPT]
        done = subprocess.run(
            command, input=json, capture_output=True, cwd=folder, env=environment, check=True
        )
        written.add(done.stdout)
    assert len(written) == 1
    assert b"Fri, 08 Mar 2024 00:59:59 +0900" in written.pop()


class _FullDisk(io.RawIOBase):
    def writable(self) -> bool:
        return True

    def write(self, data: Any) -> int:
        raise OSError(errno.ENOSPC, "No space left on device")


def test_a_full_disk_is_reported_as_such() -> None:
    exporter = RssExporter()
    with pytest.raises(OSError, match="No space left"):
        exporter.write([PAPER], _FullDisk(), exporter.options())  # type: ignore[arg-type] # as sockets and pipes are


def test_the_stream_is_left_open() -> None:
    stream = io.BytesIO()
    RssExporter().write([PAPER], stream, RssExporter.options())
    assert not stream.closed


@pytest.mark.parametrize("text", ["<", "&", "]]>", "[", "*", "$", "`", "\\", "\x00", "가"])
def test_time_grows_with_the_length_of_a_text(text: str) -> None:
    def paper(length: int) -> Paper:
        long = text * length
        return Paper(title=long, authors=(long,), summary=(Point(text=long, label=long),), tags=(long,))

    assert_linear(lambda length: partial(feed, paper(length)), 5_000)


def test_time_grows_with_the_number_of_papers() -> None:
    def archive(count: int) -> list[Paper]:
        return [
            Paper(title=f"{n}", date=DAY + dt.timedelta(n // 10), summary=PAPER.summary) for n in range(count)
        ]

    assert_linear(lambda count: partial(feed, *archive(count)), 200)


# Real digests, if they are there.


def _corpus() -> Path | None:
    named = os.environ.get("PAPERDIGEST_CORPUS")
    folder = Path(named) if named else Path(__file__).parents[2] / "shared" / "corpus"
    return folder if folder.is_dir() else None


def _shape(html_text: str) -> list[tuple[object, str, str]]:
    """Elements with their text, and what comes behind them, as a browser would see them."""
    tree = lxml.html.fromstring(f"<div>{html_text}</div>")
    return [
        (each.tag, " ".join((each.text or "").split()), " ".join((each.tail or "").split()))
        for each in tree.iter()
    ]


@pytest.mark.skipif(
    _corpus() is None, reason="no sample corpus: neither $PAPERDIGEST_CORPUS nor ../shared/corpus is a folder"
)
def test_every_paper_of_the_corpus_reaches_a_reader() -> None:
    corpus = _corpus()
    assert corpus is not None
    everything = [paper for day in sorted(corpus.rglob("*.md")) for paper in paperdigest.load(day).papers]
    assert len(everything) > 1_000
    base = "https://huggingface.co"
    data = feed(*everything, base_url=base, time_zone="Asia/Seoul")
    assert violations(data) == []
    parsed = feedparser.parse(data)
    assert not parsed.bozo
    shown = in_order(everything, "newest", None, item_id)
    assert len({item_id(paper) for paper in everything}) == len(shown) == len(parsed.entries)
    before: Counter[dt.date | None] = Counter()
    for paper, entry in zip(shown, parsed.entries, strict=True):
        assert entry.title == to_text(paper.title)
        assert entry.link == paper.url
        assert entry.get("author", "") == ", ".join(paper.authors)
        assert paper.date is not None
        # The last second of the day's first hour, and one less for every paper before this one.
        moment = dt.datetime.combine(paper.date, dt.time(0, 59, 59)) - dt.timedelta(
            hours=9, seconds=before[paper.date]
        )
        before[paper.date] += 1
        assert entry.published_parsed[:6] == moment.timetuple()[:6]
        urls = [web_url(media.url, base) for media in paper.media]
        assert [media["url"] for media in entry.get("media_content", [])] == urls
        made = item(paper, base)
        assert html.unescape(entry.summary) == made.short
        assert _shape(entry.content[0].value) == _shape(made.html)
