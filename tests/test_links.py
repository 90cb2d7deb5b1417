"""Links in prose: where they end, which there are, what they lead to."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paperdigest import LinkKind
from paperdigest.text.links import cut_url, find_links, link_kind

# Text with a URL in it, and the URL.
CUTS = [
    ("https://example.org", "https://example.org"),
    ("https://example.org/X에서 볼 수 있다", "https://example.org/X"),
    ("(https://example.org/a)", "https://example.org/a"),
    ("https://example.org/a_(b) more", "https://example.org/a_(b)"),
    ("https://example.org/a_(b)).", "https://example.org/a_(b)"),
    ("https://example.org/a.", "https://example.org/a"),
    ("'https://example.org/a/'", "https://example.org/a/"),
    ("https://example.org/a: and", "https://example.org/a"),
    ("**https://example.org/a**", "https://example.org/a"),
    ("https://example.org/{Name}", "https://example.org/"),
    ("\\url{https://example.org/a}", "https://example.org/a"),
    ("<https://example.org/a>", "https://example.org/a"),
    ("https://example.org/a?b=c&d=e#f!", "https://example.org/a?b=c&d=e#f"),
    ("`https://example.org/a`", "https://example.org/a"),
    ("https://example.org/~a/b_c", "https://example.org/~a/b_c"),
    ("HTTPS://Example.org/a", "HTTPS://Example.org/a"),
    ("http://a", "http://a"),
]


@pytest.mark.parametrize(("text", "url"), CUTS)
def test_a_url_ends_where_people_see_it_end(text: str, url: str) -> None:
    start = text.lower().index("http")
    assert text[start : cut_url(text, start)] == url
    assert [link.url for link in find_links(text)] == [url]


@pytest.mark.parametrize(
    "text", ["http://", "https:// x", "http://에서", "ftp://example.org", "github.com/x/y", ""]
)
def test_what_is_no_url_is_not_cut_out(text: str) -> None:
    assert cut_url(text, 0) == 0
    assert find_links(text) == ()


LABELS = [
    ("[code](https://example.org/a)", [("code", "https://example.org/a")]),
    ("[a [b] c](https://example.org/a)", [("a [b] c", "https://example.org/a")]),
    ("[https://example.org/a](https://example.org/a)", [(None, "https://example.org/a")]),
    ("[https://example.org/a](https://example.org/b)", [("https://example.org/a", "https://example.org/b")]),
    ("[](https://example.org/a)", [(None, "https://example.org/a")]),
    ("](https://example.org/a)", [(None, "https://example.org/a")]),
    ("x](https://example.org/a)", [(None, "https://example.org/a")]),
    ("[EoT](End of Text)", []),
    ("[a](/relative)", []),
    (
        "https://a.example https://b.example https://a.example",
        [(None, "https://a.example"), (None, "https://b.example")],
    ),
]


@pytest.mark.parametrize(("text", "links"), LABELS)
def test_links_have_their_labels_and_come_once(text: str, links: list[tuple[str | None, str]]) -> None:
    assert [(link.label, link.url) for link in find_links(text)] == links


KINDS = [
    ("https://arxiv.org/abs/2401.00001", None, LinkKind.PAPER),
    ("https://huggingface.co/papers/2401.00001", None, LinkKind.PAPER),
    ("https://openreview.net/forum?id=x", None, LinkKind.PAPER),
    ("https://example.org/paper.pdf", None, LinkKind.PAPER),
    ("https://github.com/a/b", None, LinkKind.CODE),
    ("https://gitlab.com/a/b", None, LinkKind.CODE),
    ("https://a.github.io/b/", None, LinkKind.PROJECT),
    ("https://huggingface.co/spaces/a/b", None, LinkKind.PROJECT),
    ("https://huggingface.co/datasets/a/b", None, LinkKind.DATASET),
    ("https://zenodo.org/records/1", None, LinkKind.DATASET),
    ("https://huggingface.co/a/b", None, LinkKind.MODEL),
    ("https://huggingface.co/blog/a", None, LinkKind.OTHER),
    ("https://huggingface.co/a", None, LinkKind.OTHER),
    ("https://youtu.be/a", None, LinkKind.VIDEO),
    ("https://example.org/a.mp4?x=1", None, LinkKind.VIDEO),
    ("https://example.org/", None, LinkKind.OTHER),
    ("https://example.org/", "Project Page", LinkKind.PROJECT),
    ("https://example.org/", " Code ", LinkKind.CODE),
    ("https://github.com/a/b", "Project", LinkKind.CODE),
    ("https://notgithub.com/a", None, LinkKind.OTHER),
]


@pytest.mark.parametrize(("url", "label", "kind"), KINDS)
def test_the_host_tells_the_kind_and_else_the_label(url: str, label: str | None, kind: LinkKind) -> None:
    assert link_kind(url, label) is kind


@given(st.text(st.sampled_from("http://s[]()a.'*에\\{} <>")))
def test_links_are_parts_of_the_text(text: str) -> None:
    for link in find_links(text):
        assert link.url in text
        assert cut_url(link.url, 0) == len(link.url)
        assert link.label is None or link.label in text
