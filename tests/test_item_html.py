"""The HTML of an item: what it looks like, and that no text in it is ever taken for markup."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given

from feed_rules import parsed_html
from paperdigest.exporters.feed_media import feed_media
from paperdigest.exporters.item_html import item_html
from paperdigest.model import Link, LinkKind, Media, MediaKind, Paper, Point
from strategies import papers

if TYPE_CHECKING:
    from collections.abc import Iterable

BASE = "https://example.org/"
IMAGE = Media(kind=MediaKind.IMAGE, url="https://example.org/a.png?b=1&c=2")
VIDEO = Media(kind=MediaKind.VIDEO, url="https://example.org/clip.mp4")


def html_of(paper: Paper, base_url: str | None = None) -> str:
    return item_html(paper, feed_media(paper, base_url))


def summary(*points: Point) -> Paper:
    return Paper(title="T", summary=points)


# A paper, and its HTML without line ends. Anyone can add a line.
PAGES = [
    ("nothing", Paper(title="T"), ""),
    (
        "a picture",
        Paper(title="T", media=(IMAGE,)),
        '<p><img src="https://example.org/a.png?b=1&amp;c=2" alt=""/></p>',
    ),
    (
        "a picture with a text for those who cannot see it",
        Paper(title="T", media=(Media(kind=MediaKind.IMAGE, url="https://example.org/a.png", alt='"<b>"'),)),
        '<p><img src="https://example.org/a.png" alt="&quot;&lt;b&gt;&quot;"/></p>',
    ),
    (
        "a video",
        Paper(title="T", media=(VIDEO,)),
        '<p><a href="https://example.org/clip.mp4">▶ Watch video</a></p>',
    ),
    (
        "a video with a label",
        Paper(title="T", media=(Media(kind=MediaKind.VIDEO, url="https://example.org/1", alt="로봇"),)),
        '<p><a href="https://example.org/1">▶ 로봇</a></p>',
    ),
    ("a relative picture", Paper(title="T", media=(Media(kind=MediaKind.IMAGE, url="/avatars/1.svg"),)), ""),
    (
        "a translated title above the facts",
        Paper(title="T", translated_title="小<研究>", votes=22),
        "<p><strong>小&lt;研究&gt;</strong></p><p>22 votes</p>",
    ),
    ("votes", Paper(title="T", votes=22), "<p>22 votes</p>"),
    ("one vote", Paper(title="T", votes=1), "<p>1 vote</p>"),
    ("no vote, which is not unknown", Paper(title="T", votes=0), "<p>0 votes</p>"),
    (
        "authors of a list that was cut off",
        Paper(title="T", votes=3, authors=("01. AI", "김하늘 <a>"), authors_complete=False),
        "<p>3 votes · 01. AI, 김하늘 &lt;a&gt;, et al.</p>",
    ),
    ("an abstract", Paper(title="T", abstract="We *try*."), "<p>We <em>try</em>.</p>"),
    ("a point", summary(Point(text="하나")), "<ul><li>하나</li></ul>"),
    (
        "a labelled point",
        summary(Point(label="What's New", text="**새 (모델)**을 만든다")),
        "<ul><li><strong>What's New</strong>: <strong>새 (모델)</strong>을 만든다</li></ul>",
    ),
    (
        "text that looks like HTML",
        summary(Point(text="<think> p < 0.05")),
        "<ul><li>&lt;think&gt; p &lt; 0.05</li></ul>",
    ),
    (
        "nested points",
        summary(
            Point(
                label="L", text="", children=(Point(text="a", children=(Point(text="b"),)), Point(text="c"))
            ),
            Point(text="d"),
        ),
        "<ul><li><strong>L</strong><ul><li>a<ul><li>b</li></ul></li><li>c</li></ul></li><li>d</li></ul>",
    ),
    (
        "a link in prose",
        summary(Point(text="코드는 https://example.org/x에서")),
        '<ul><li>코드는 <a href="https://example.org/x">https://example.org/x</a>에서</li></ul>',
    ),
    (
        "a link line, and no link twice",
        Paper(
            title="T",
            abstract="[1](https://example.org/x)",
            links=(
                Link(url="https://example.org/x"),
                Link(url="https://example.org/y?a&b", label="*Code*", kind=LinkKind.CODE),
                Link(url="javascript:alert(1)", label="bad"),
            ),
        ),
        '<p><a href="https://example.org/x">1</a></p><p><a href="https://example.org/y?a&amp;b">Code</a></p>',
    ),
    (
        "links without a label",
        Paper(title="T", links=(Link(url="https://a.example/"), Link(url="https://b.example/"))),
        '<p><a href="https://a.example/">https://a.example/</a> · <a href="https://b.example/">https://b.example/</a></p>',
    ),
    (
        "fields that the model does not know",
        Paper(title="T", extra=(("Venue", "ICML <2024>"),)),
        "<ul><li><strong>Venue</strong>: ICML &lt;2024&gt;</li></ul>",
    ),
]


@pytest.mark.parametrize(("paper", "expected"), [case[1:] for case in PAGES], ids=[case[0] for case in PAGES])
def test_the_html_shows(paper: Paper, expected: str) -> None:
    assert html_of(paper).replace("\n", "") == expected


def test_a_relative_picture_is_shown_where_there_is_a_base() -> None:
    paper = Paper(title="T", media=(Media(kind=MediaKind.IMAGE, url="/avatars/1.svg"),))
    assert '<img src="https://example.org/avatars/1.svg"' in html_of(paper, BASE)


def _count(points: Iterable[Point]) -> int:
    return sum(1 + _count(point.children) for point in points)


@given(papers(surrogates=True))
def test_whatever_a_paper_says_the_elements_are_those_of_its_fields(paper: Paper) -> None:
    """Text that became an element, an attribute or the end of one would change these counts."""
    media = feed_media(paper, BASE)
    html = item_html(paper, media)
    # What XML forbids is dropped by the caller; here it would only keep the parser from looking.
    body = parsed_html("".join(char if char.isprintable() else " " for char in html if char != "\ufffd"))
    assert len(body.findall(".//li")) == _count(paper.summary) + len(paper.extra)
    assert len(body.findall(".//ul")) == len(
        [1 for point in _all(paper.summary) if point.children]
        + [1] * bool(paper.summary)
        + [1] * bool(paper.extra)
    )
    assert [str(each.get("src")) for each in body.iter("img")] == [
        each.url for each in media if each.kind is MediaKind.IMAGE
    ]
    assert {str(each.tag) for each in body} <= {"p", "ul"}


def _all(points: Iterable[Point]) -> Iterable[Point]:
    for point in points:
        yield point
        yield from _all(point.children)


def test_points_nested_deeper_than_parsers_go_stay_in_their_order() -> None:
    depth = 20_000
    point = Point(text="p0")
    for number in range(1, depth):
        point = Point(text=f"p{number}", children=(point, Point(text="leaf")))
    body = parsed_html(html_of(summary(point)))
    texts = [(each.text or "").strip() for each in body.iter("li")]
    assert texts == [f"p{number}" for number in reversed(range(depth))] + ["leaf"] * (depth - 1)
    assert max(len(list(each.iterancestors())) for each in body.iter("li")) < 70
