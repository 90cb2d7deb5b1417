"""A paper with every field that a feed shows, and feeds made and taken apart."""

from __future__ import annotations

import datetime as dt

from lxml import etree

import paperdigest
from paperdigest.model import ArxivId, Link, LinkKind, Media, MediaKind, Paper, Point

DAY = dt.date(2024, 3, 8)
SELF = "https://example.org/feed.xml"
CLIP = Media(kind=MediaKind.VIDEO, url="https://example.org/clip.mp4")
PAPER = Paper(
    title="M$^{2}$UGen & <think>",
    url="https://arxiv.org/abs/2403.04652v2",
    arxiv_id=ArxivId("2403.04652", 2),
    date=DAY,
    votes=22,
    authors=("01. AI", "김하늘"),
    media=(Media(kind=MediaKind.IMAGE, url="https://example.org/a.png"), CLIP),
    summary=(Point(label="What's New", text="p < 0.05 & *more*"), Point(text="두 번째 점")),
    categories=("cs.CL",),
    tags=("speech", "cs.CL"),
    links=(
        Link(url="https://example.org/code", kind=LinkKind.CODE),
        Link(url="https://example.org/other", kind=LinkKind.OTHER),
        Link(url="https://example.org/코드", kind=LinkKind.PROJECT),
    ),
)


def feed(*written: Paper, **options: object) -> bytes:
    return paperdigest.dumps(written, "rss", **{"self_url": SELF, **options}).encode()


def channel(data: bytes) -> etree._Element:
    found = etree.fromstring(data, etree.XMLParser(huge_tree=True)).find("channel")
    assert found is not None
    return found


def only_item(paper: Paper, **options: object) -> etree._Element:
    (found,) = channel(feed(paper, **options)).findall("item")
    return found


def elements(parent: etree._Element, tag: str) -> list[tuple[str | None, dict[str, str]]]:
    return [(child.text, {str(k): str(v) for k, v in child.attrib.items()}) for child in parent.findall(tag)]


def tags(parent: etree._Element) -> list[str]:
    return [etree.QName(child).localname for child in parent]
