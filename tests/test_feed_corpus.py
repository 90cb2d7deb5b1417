"""Real digests as feeds, if they are there: what readers get of every paper is what the model says."""

from __future__ import annotations

import datetime as dt
import html
import os
from collections import Counter
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import feedparser
import lxml.html
import pytest
import reader

import paperdigest
from feed_formats import FORMATS, VIOLATIONS, feed, seen
from paperdigest.exporters.feed import item_id, items
from paperdigest.exporters.feed_options import FeedOptions
from paperdigest.exporters.feed_order import in_order
from paperdigest.exporters.web_urls import web_url
from paperdigest.model import MediaKind
from paperdigest.text import to_text

if TYPE_CHECKING:
    from paperdigest.model import Paper

_NAMED = os.environ.get("PAPERDIGEST_CORPUS")
CORPUS = Path(_NAMED) if _NAMED else Path(__file__).parents[2] / "shared" / "corpus"
pytestmark = pytest.mark.skipif(
    not CORPUS.is_dir(),
    reason="no sample corpus: neither $PAPERDIGEST_CORPUS nor ../shared/corpus is a folder",
)

BASE = "https://huggingface.co"
OPTIONS: dict[str, Any] = {"base_url": BASE, "time_zone": "Asia/Seoul", "language": "ko"}


@cache
def everything() -> list[Paper]:
    return [paper for day in sorted(CORPUS.rglob("*.md")) for paper in paperdigest.load(day).papers]


@cache
def shown() -> list[Paper]:
    return in_order(everything(), "newest", None, item_id)


@cache
def written(name: str) -> bytes:
    return feed(name, *everything(), **OPTIONS)


@cache
def dates() -> list[dt.datetime]:
    """The last second of each day's first hour in Seoul, and one less for every paper before in its day."""
    before: Counter[dt.date | None] = Counter()
    found = []
    for paper in shown():
        assert paper.date is not None
        moment = dt.datetime.combine(paper.date, dt.time(0, 59, 59), dt.timezone(dt.timedelta(hours=9)))
        found.append(moment - dt.timedelta(seconds=before[paper.date]))
        before[paper.date] += 1
    return found


def shape(html_text: str) -> list[tuple[object, str, str]]:
    """Elements with their text, and what comes behind them, as a browser would see them."""
    tree = lxml.html.fromstring(f"<div>{html_text}</div>")
    return [
        (each.tag, " ".join((each.text or "").split()), " ".join((each.tail or "").split()))
        for each in tree.iter()
    ]


@cache
def shapes() -> list[object]:
    return [shape(item.html) for item in items(shown(), FeedOptions(**OPTIONS))]


def pictures(paper: Paper) -> list[str | None]:
    return [web_url(media.url, BASE) for media in paper.media if media.kind is MediaKind.IMAGE]


@pytest.mark.parametrize("name", FORMATS)
def test_a_feed_of_every_paper_breaks_no_rule(name: str) -> None:
    assert len(shown()) > 1_000
    assert VIOLATIONS[name](written(name)) == []


def test_every_format_says_the_same_of_every_paper_in_the_same_order() -> None:
    read = {name: seen(name, written(name)) for name in FORMATS}
    assert read["rss"] == read["atom"] == read["json-feed"]
    assert [each.picture for each in read["json-feed"]] == [
        next(iter(pictures(each)), None) for each in shown()
    ]
    assert [each.date for each in read["json-feed"]] == dates()


@pytest.mark.parametrize("name", ["rss", "atom"])
def test_feedparser_gets_what_the_model_says_of_every_paper(name: str) -> None:
    parsed = feedparser.parse(written(name))
    assert not parsed.bozo
    assert len({item_id(paper) for paper in everything()}) == len(shown()) == len(parsed.entries)
    for paper, entry, date, expected in zip(shown(), parsed.entries, dates(), shapes(), strict=True):
        assert entry.id == item_id(paper)
        assert entry.title == to_text(paper.title)
        assert entry.link == paper.url
        assert entry.get("author", "") == ", ".join(paper.authors)
        assert entry.published_parsed[:6] == date.astimezone(dt.UTC).timetuple()[:6]
        urls = [web_url(media.url, BASE) for media in paper.media]
        assert [media["url"] for media in entry.get("media_content", [])] == urls
        assert [media["url"] for media in entry.get("media_thumbnail", [])] == pictures(paper)[:1]
        assert html.unescape(entry.summary)
        assert shape(entry.content[0].value) == expected


@pytest.mark.parametrize("name", FORMATS)
def test_a_feed_reader_gets_what_the_model_says_of_every_paper(name: str, tmp_path: Path) -> None:
    (tmp_path / "feed").write_bytes(written(name))
    # It tells a JSON Feed from the suffix, as there is no server that says the media type.
    path = (tmp_path / "feed").rename(tmp_path / ("feed.json" if name == "json-feed" else "feed.xml"))
    with reader.make_reader(":memory:", feed_root=str(tmp_path)) as library:
        library.add_feed(path.name)
        library.update_feed(path.name)
        entries = {entry.id: entry for entry in library.get_entries()}
    assert len(entries) == len(shown())
    for paper, date, expected in zip(shown(), dates(), shapes(), strict=True):
        entry = entries[item_id(paper)]
        assert entry.title == to_text(paper.title)
        assert entry.link == paper.url
        assert ", ".join(author.name or "" for author in entry.authors) == ", ".join(paper.authors)
        assert entry.published == date
        assert shape(entry.content[0].value) == expected
        assert [each.href for each in entry.enclosures] == [
            media.url
            for media in paper.media
            if media.kind is MediaKind.VIDEO and not media.url.startswith("/")
        ][: len(entry.enclosures)]
