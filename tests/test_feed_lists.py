"""The page and the OPML file of a feed folder, as a browser and a reader of OPML take them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import lxml.html
import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from paperdigest.exporters.feed_text import line
from paperdigest.feed_folder.index_page import index_page
from paperdigest.feed_folder.layout import ListedFeed, archive_pages
from paperdigest.feed_folder.opml import opml
from strategies import texts

if TYPE_CHECKING:
    from pathlib import Path

BASE = "https://example.org/papers/"


def listed(
    title: str = "Papers", folder: str = "", months: tuple[str, ...] = (), language: str = "en"
) -> ListedFeed:
    return ListedFeed(
        title=title,
        description=f"About {title}",
        language=language,
        link="https://example.org/?a=1&b=2",
        folder=folder,
        months=months,
    )


FEEDS = (
    listed(title="우리 논문", months=("undated", "2023-12", "2024-01"), language="ko"),
    listed(title="Popular", folder="popular/", months=("2024-01",)),
    listed(title="아직 없음", folder="none-yet/", language="ko"),
)


def page(*feeds: ListedFeed, icon: str | None = None) -> lxml.html.HtmlElement:
    found: lxml.html.HtmlElement = lxml.html.document_fromstring(index_page(feeds, icon))
    return found


def test_readers_find_every_format_of_every_feed_in_the_head() -> None:
    links = page(*FEEDS).xpath("/html/head/link[@rel='alternate']")
    assert [(link.get("type"), link.get("href")) for link in links] == [
        (kind, f"{folder}{file}")
        for folder in ("", "popular/", "none-yet/")
        for kind, file in (
            ("application/rss+xml", "feed.xml"),
            ("application/atom+xml", "atom.xml"),
            ("application/feed+json", "feed.json"),
        )
    ]
    assert links[3].get("title") == "Popular (RSS 2.0)"
    assert len({link.get("title") for link in links}) == len(links)


def test_people_find_title_description_formats_and_months_the_newest_first() -> None:
    body = page(*FEEDS).find("body")
    assert body is not None
    assert [heading.text for heading in body.iter("h1", "h2")] == ["우리 논문", "Popular", "아직 없음"]
    assert body.xpath("header/p/text()") == ["About 우리 논문"]
    assert body.xpath("section[1]/ul//a/@href") == [
        "popular/feed.xml",
        "popular/atom.xml",
        "popular/feed.json",
    ]
    assert body.xpath("section[1]/ul//a/text()") == ["RSS 2.0", "Atom 1.0", "JSON Feed 1.1"]
    assert [(a.text, a.get("href")) for a in body.xpath("header/details//a")] == [
        ("2024-01", "archive/2024-01/feed.xml"),
        ("2023-12", "archive/2023-12/feed.xml"),
        ("undated", "archive/undated/feed.xml"),
    ]
    assert body.xpath("section/details//a/@href") == ["popular/archive/2024-01/feed.xml"]
    assert body.xpath("section[2]/details") == []
    assert body.xpath("section/@id") == ["popular", "none-yet"]
    assert body.xpath("footer//a/@href") == ["feeds.opml"]


def test_every_word_is_in_the_language_that_the_page_says() -> None:
    found = page(*FEEDS)
    assert found.get("lang") == "ko"
    said = {
        text.strip(): text.getparent().xpath("ancestor-or-self::*[@lang][1]/@lang")[0]
        for text in found.xpath("//body//text()[normalize-space()]")
    }
    assert {said["우리 논문"], said["About 아직 없음"]} == {"ko"}
    assert {said["Popular"], said["RSS 2.0"], said["Archive by month"], said["undated"]} == {"en"}


def test_the_page_asks_nobody_for_anything() -> None:
    found = page(*FEEDS)
    assert found.xpath("//script | //img | //iframe | //link[@rel='stylesheet'] | //@onload") == []
    assert "url(" not in found.xpath("string(//style)")
    assert "@import" not in found.xpath("string(//style)")
    # A browser asks for /favicon.ico where a page has no icon.
    assert found.xpath("//link[@rel='icon']/@href") == ["data:,"]
    assert page(*FEEDS, icon=f"{BASE}icon.png").xpath("//link[@rel='icon']/@href") == [f"{BASE}icon.png"]


def test_the_page_fits_a_phone_and_the_dark() -> None:
    found = page(*FEEDS)
    assert found.xpath("//meta[@name='viewport']/@content") == ["width=device-width, initial-scale=1"]
    assert "color-scheme: light dark" in found.xpath("string(//style)")
    assert index_page(FEEDS, None).startswith(b"<!DOCTYPE html>\n")
    assert found.xpath("//meta[@charset]/@charset") == ["utf-8"]


def test_the_lists_are_the_same_bytes_every_time() -> None:
    assert index_page(FEEDS, None) == index_page(FEEDS, None)
    assert opml(FEEDS, BASE) == opml(FEEDS, BASE)


def outlines(data: bytes) -> list[dict[str, str]]:
    root = etree.fromstring(data)
    assert (root.tag, root.get("version")) == ("opml", "2.0")
    assert [child.tag for child in root] == ["head", "body"]
    return [{str(name): str(value) for name, value in outline.attrib.items()} for outline in root[1]]


def test_readers_import_one_format_of_every_feed() -> None:
    assert outlines(opml(FEEDS, BASE))[1] == {
        "type": "rss",
        "text": "Popular",
        "title": "Popular",
        "description": "About Popular",
        "language": "en",
        "version": "RSS2",
        "xmlUrl": f"{BASE}popular/feed.xml",
        "htmlUrl": "https://example.org/?a=1&b=2",
    }
    assert [outline["xmlUrl"] for outline in outlines(opml(FEEDS, BASE))] == [
        f"{BASE}feed.xml",
        f"{BASE}popular/feed.xml",
        f"{BASE}none-yet/feed.xml",
    ]
    assert etree.fromstring(opml(FEEDS, BASE)).findtext("head/title") == "우리 논문"


_HOSTILE = (
    "<script>alert(1)</script>",
    "</title><script>alert(1)</script>",
    "</style><b>",
    "\" onload='alert(1)' x=\"",
    "'><img src=x onerror=alert(1)>",
    "<!-- ]]> -->",
    "&lt;b&gt; &amp;amp; &#60;",
    "]]>",
)


@given(st.lists(st.sampled_from(_HOSTILE) | texts(surrogates=True).filter(line), min_size=1, max_size=3))
@pytest.mark.parametrize("names", [("", "a/", "b/")])
def test_a_hostile_title_is_text_in_every_place(names: tuple[str, ...], titles: list[str]) -> None:
    wanted = [line(title) for title in titles]
    feeds = [listed(title, folder, ("2024-01",)) for title, folder in zip(wanted, names, strict=False)]
    found = page(*feeds)
    plain = page(*(listed("T", feed.folder, feed.months) for feed in feeds))
    # The tree is that of harmless titles, element by element and attribute by attribute.
    assert [(node.tag, sorted(node.keys())) for node in found.iter(etree.Element)] == [
        (node.tag, sorted(node.keys())) for node in plain.iter(etree.Element)
    ]
    assert [heading.text for heading in found.iter("h1", "h2")] == wanted
    assert found.findtext("head/title") == wanted[0]
    assert [link.get("title") for link in found.xpath("//link[@type='application/rss+xml']")] == [
        f"{title} (RSS 2.0)" for title in wanted
    ]
    assert [outline["text"] for outline in outlines(opml(feeds, BASE))] == wanted


def test_archive_pages_are_known_by_their_names(tmp_path: Path) -> None:
    ours = ["archive/2023-12/atom.xml", "archive/2024-01/feed.json", "archive/2024-01/feed.xml"]
    others = [
        "archive/2024-1/feed.xml", "archive/2024-011/feed.xml", "archive/notes/feed.xml",
        "archive/2024-01/index.html", "archive/feed.xml", "2024-01/feed.xml", "b/archive/2024-01/feed.xml",
    ]  # fmt: skip
    for name in (*ours, *others, "archive/undated/feed.xml"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).touch()
    (tmp_path / "archive" / "2024-02" / "feed.xml").mkdir(parents=True)
    (tmp_path / "archive" / "2024-03").symlink_to(tmp_path / "archive" / "2024-01")
    assert sorted(archive_pages(tmp_path, "")) == [*ours, "archive/undated/feed.xml"]
    assert list(archive_pages(tmp_path, "b/")) == ["b/archive/2024-01/feed.xml"]
    assert list(archive_pages(tmp_path, "c/")) == []
