"""The exporter keeps what exporters promise, and what Slack asks of a message."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

import pytest

import paperdigest
from paperdigest import ArxivId, Link, LinkKind, Media, MediaKind, Paper, Point
from paperdigest.testing import exporter_checks, sample_papers
from paperdigest_slack import SlackExporter

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

SETTINGS: list[dict[str, object]] = [
    {"limit": 1},
    {"limit": 0},
    {"points": 0},
    {"points": 500, "pictures": True},
    {"title": "논문"},
]


def blocks(papers: Iterable[Paper], **options: object) -> list[dict[str, Any]]:
    message = json.loads(paperdigest.dumps(papers, SlackExporter(), **options))
    assert list(message) == ["blocks"]
    found: list[dict[str, Any]] = message["blocks"]
    return found


def text(paper: Paper, kind: str = "section", **options: object) -> str:
    """The text of the one block of a kind, for one paper."""
    (found,) = [block for block in blocks([paper], **options) if block["type"] == kind]
    of_block: dict[str, str] = found["text"] if kind == "section" else found["elements"][0]
    return of_block["text"]


# --- what exporters promise


@pytest.mark.parametrize(("name", "check"), exporter_checks(SlackExporter(), settings=SETTINGS))
def test_it_keeps_what_exporters_promise(name: str, check: Callable[[], None]) -> None:
    check()


def test_paperdigest_finds_it_by_its_name_and_by_its_suffix(tmp_path: Path) -> None:
    assert "slack" in paperdigest.formats()
    assert isinstance(paperdigest.exporter("slack"), SlackExporter)
    paperdigest.dump([Paper(title="A")], tmp_path / "a.slack")
    assert (tmp_path / "a.slack").read_text(encoding="utf-8") == paperdigest.dumps(
        [Paper(title="A")], "slack"
    )


@pytest.mark.parametrize(
    ("name", "value"), [("title", ""), ("title", "a\nb"), ("title", "x" * 151), ("limit", -1), ("points", -1)]
)
def test_a_value_that_slack_would_refuse_is_refused_before_anything_is_written(
    name: str, value: object
) -> None:
    with pytest.raises(paperdigest.OptionError, match=f"^slack: option '{name}'"):
        blocks([], **{name: value})


# --- what Slack asks, https://docs.slack.dev/reference/block-kit/blocks


def units(value: str) -> int:
    return len(value.encode("utf-16-le")) // 2


def check_text(found: dict[str, Any]) -> None:
    assert found["type"] == "mrkdwn"
    assert found["verbatim"] is True
    assert 1 <= units(found["text"]) <= 3000
    # Nothing but links of the form <url|label> is between < and >, and & begins an escape only.
    rest = re.sub(r"<https?://[!-;=?-{}~]+\|[^<>\n]+>", "", found["text"], flags=re.IGNORECASE)
    assert not set("<>") & set(rest)
    assert not re.search("&(?!amp;|lt;|gt;)", found["text"])


def check_block(block: dict[str, Any]) -> None:
    if block["type"] == "header":
        assert 1 <= units(block["text"]["text"]) <= 150
        assert block["text"]["type"] == "plain_text"
    elif block["type"] == "section":
        check_text(block["text"])
    elif block["type"] == "context":
        assert 1 <= len(block["elements"]) <= 10
        for element in block["elements"]:
            check_text(element)
    elif block["type"] == "image":
        assert re.match("https?://", block["image_url"], re.IGNORECASE)
        assert len(block["image_url"]) <= 3000
        assert 1 <= units(block["alt_text"]) <= 2000
    else:
        assert block == {"type": "divider"}


@pytest.mark.parametrize("options", [{}, {"points": 500, "pictures": True}])
@pytest.mark.parametrize(("name", "papers"), sample_papers())
def test_slack_takes_whatever_a_paper_says(
    name: str, papers: tuple[Paper, ...], options: dict[str, object]
) -> None:
    for each in (papers, *((paper,) for paper in papers)):
        found = blocks(each, **options)
        assert len(found) <= 50
        for block in found:
            check_block(block)


def test_a_message_has_at_most_50_blocks_and_the_last_counts_the_papers_that_have_no_room() -> None:
    one = Paper(title="A", votes=3)
    assert len(blocks([one] * 16)) == 1 + 16 * 3
    found = blocks([one] * 40)
    assert len(found) == 1 + 16 * 3 + 1
    assert found[-1]["elements"][0]["text"] == "… and 24 more"
    small = Paper(title="A")
    assert len(blocks([small] * 24)) == 49
    assert len(blocks([small] * 25)) == 50


def test_papers_behind_one_without_room_are_left_out_even_if_they_would_fit() -> None:
    large, small = Paper(title="Large", votes=1), Paper(title="Small")
    found = blocks([large] * 15 + [small, large, small])
    assert found[-1]["elements"][0]["text"] == "… and 2 more"
    assert len(found) == 1 + 15 * 3 + 2 + 1


def test_a_limit_is_told_too() -> None:
    found = blocks([Paper(title="A"), Paper(title="B"), Paper(title="C")], limit=1)
    assert [block["type"] for block in found] == ["header", "divider", "section", "context"]
    assert found[-1]["elements"][0]["text"] == "… and 2 more"


# --- what is shown


def test_a_paper_is_a_section_with_its_points_and_a_line_of_facts() -> None:
    paper = Paper(
        title="On $x^2$ & **more**",
        url="https://example.org/a?b=1&c=2",
        arxiv_id=ArxivId("2403.10000"),
        votes=22,
        authors=("Ada", "Bo", "Cy", "Di"),
        summary=(
            Point(label="New", text="It counts."),
            Point(label="Parts", text="", children=(Point(text="one"),)),
        ),
        links=(Link(url="https://github.com/x/y", kind=LinkKind.CODE), Link(url="https://example.org/")),
    )
    assert text(paper) == (
        "*<https://example.org/a?b=1&amp;c=2|On x² &amp; more>*\n• *New*: It counts.\n• *Parts*\n    ◦ one"
    )
    assert text(paper, "context") == (
        "22 votes · by Ada, Bo, Cy and 1 more · <https://arxiv.org/pdf/2403.10000|pdf> · <https://github.com/x/y|code>"
        " · <https://example.org/|link>"
    )


def test_links_are_shown_as_far_as_there_is_room() -> None:
    links = tuple(Link(url=f"https://example.org/{number}{'a' * 900}") for number in range(9))
    shown = text(Paper(title="A", votes=1, links=links), "context")
    assert shown.count("|link>") == 3
    assert units(shown) <= 3000


def test_votes_are_shown_where_they_are_known_and_wanted() -> None:
    assert text(Paper(title="A", votes=1), "context") == "1 vote"
    assert text(Paper(title="A", votes=0), "context") == "0 votes"
    assert [block["type"] for block in blocks([Paper(title="A", votes=1)], votes=False)] == [
        "header",
        "divider",
        "section",
    ]


def test_as_many_points_are_shown_as_asked_for() -> None:
    paper = Paper(title="A", summary=tuple(Point(text=str(number)) for number in range(9)))
    assert text(paper, points=0) == "*A*"
    assert text(paper).count("•") == 3
    assert text(paper, points=7).count("•") == 7


def test_a_character_that_utf_16_has_in_two_counts_twice() -> None:
    shown = text(Paper(title="A", summary=(Point(text="😀" * 2000),)))
    assert units(shown) in (2999, 3000)


def test_a_point_without_room_is_cut_and_no_escape_is_cut_in_two() -> None:
    paper = Paper(title="A", summary=(Point(text="&" * 3000), Point(text="next")))
    assert text(paper).startswith("*A*\n• &amp;")
    assert text(paper).endswith("&amp;…")
    assert 2990 <= len(text(paper)) <= 3000


@pytest.mark.parametrize(
    ("title", "shown"),
    [
        ("<!channel> @channel", "&lt;!channel&gt; @channel"),
        ("a|b>c <//example.org|x>", "a|b&gt;c &lt;//example.org|x&gt;"),
        ("one\ntwo", "one two"),
    ],
)
def test_a_title_cannot_break_out_of_its_link(title: str, shown: str) -> None:
    paper = Paper(title=title, url="https://example.org/")
    assert text(paper) == f"*<https://example.org/|{shown}>*"


@pytest.mark.parametrize(
    ("url", "shown"),
    [
        ("https://example.org/a|b>c<d", "*<https://example.org/a%7Cb%3Ec%3Cd|A>*"),
        ("https://example.org/%20%7C", "*<https://example.org/%20%7C|A>*"),
        ("javascript:alert(1)", "*A*"),
        ("slack://channel?id=1", "*A*"),
        ("/relative", "*A*"),
        ("https://example.org/a b", "*A*"),
        ("https://example.org/" + "a" * 2000, "*A*"),
    ],
)
def test_a_url_cannot_end_its_link_and_one_that_nobody_can_follow_is_left_out(url: str, shown: str) -> None:
    assert text(Paper(title="A", url=url)) == shown


def test_a_paper_without_a_url_leads_to_arxiv() -> None:
    assert text(Paper(title="A", arxiv_id=ArxivId("2403.10000"))) == "*<https://arxiv.org/abs/2403.10000|A>*"


def test_the_first_picture_is_shown_if_asked_for_and_a_video_is_none() -> None:
    paper = Paper(
        title="A",
        media=(
            Media(kind=MediaKind.VIDEO, url="https://example.org/a.mp4"),
            Media(kind=MediaKind.IMAGE, url="a.png"),
            Media(kind=MediaKind.IMAGE, url="https://example.org/b.png", alt="a *chart*"),
            Media(kind=MediaKind.IMAGE, url="https://example.org/c.png"),
        ),
    )
    assert "image" not in {block["type"] for block in blocks([paper])}
    assert [block for block in blocks([paper], pictures=True) if block["type"] == "image"] == [
        {"type": "image", "image_url": "https://example.org/b.png", "alt_text": "a chart"}
    ]


def test_the_text_of_a_picture_is_cut_where_slack_would_refuse_it() -> None:
    medium = Media(kind=MediaKind.IMAGE, url="https://example.org/b.png", alt="😀" * 2001)
    (image,) = [
        block
        for block in blocks([Paper(title="A", media=(medium,))], pictures=True)
        if block["type"] == "image"
    ]
    check_block(image)
