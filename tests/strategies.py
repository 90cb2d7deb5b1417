"""Hypothesis strategies for the model: papers as a reader or a caller may make them, with texts that hurt.

`papers()` keeps to what the model says of its fields (labels, URLs and names are not empty, every URL and
every label stands once) and is free in everything else.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from hypothesis import strategies as st

from paperdigest.model import ArxivId, AuthorsOrder, Link, LinkKind, Media, MediaKind, Paper, Point

if TYPE_CHECKING:
    from hypothesis.strategies import SearchStrategy

# What some format or other stumbles over. Anyone can add a line.
_NASTY = (
    "",
    " ",
    "  two spaces around  ",
    "=1+1",
    "+1",
    "-",
    "@SUM(A1)",
    "\t=1",
    " =1",
    "＝1",
    'say "so"',
    "a, b; c | d",
    "one\ntwo",
    "one\r\ntwo",
    "one\rtwo",
    "ends in a line end\n",
    "\x00",
    "a\x08b\x0cc\x1fd\x7f\x85e",
    "a\u2028b\u2029c",
    "a\u00a0b\u200b\ufeffc",
    "\ufffe\uffff",
    "]]>",
    "<think> & <b>bold</b> &amp; <!-- -->",
    "p < 0.05",
    "**굵게 (X)**를 읽는다",
    "***새로운 점***: 셋",
    "A* and V*",
    "`code` and ``",
    "[label](https://example.org/a_(b))",
    "![](https://example.org/a.png)",
    "[ ] ] [",
    "### [Title](https://example.org)",
    "- a point",
    "Vote: 3",
    "$x^2$ and $1 Million",
    "$",
    "\\textsc{X} \\% \\",
    "{ unbalanced % # _ ^ ~ }",
    "Ünïcödé ß Ωμέγα 한국어 日本語 𝔘𝔫𝔦 🙂",
    "e\u0301 \u202eright to left",
    "['a', \"b\"]",
    "None",
    "null",
    "0012",
    "1e5",
)
_SURROGATES = ("\ud800", "a\udfffb", "\udfff\ud800")
_NAMES = (
    "Ion Stoica",
    "Joseph E. Gonzalez",
    "01. AI",
    "Gemini Team",
    "and Lei Bai",
    "Sercan Ö. Arik",
    "김하늘",
)
_URLS = (
    "https://arxiv.org/abs/2403.04652",
    "https://huggingface.co/papers/2403.04652",
    "https://example.org/a?b=1&c=%20#d",
    "http://example.org/a_(b)",
    "/avatars/1.svg",
    "https://example.org/clip.mp4",
)


def texts(*, surrogates: bool = False, min_size: int = 0) -> SearchStrategy[str]:
    """Any text, often one that hurts; with `surrogates`, also what no UTF-8 file can hold."""
    alphabet = st.characters() if surrogates else st.characters(codec="utf-8")
    nasty = [text for text in (*_NASTY, *(_SURROGATES if surrogates else ())) if len(text) >= min_size]
    return st.one_of(
        st.sampled_from(nasty),
        st.text(alphabet, min_size=min_size, max_size=20),
        st.lists(st.sampled_from(nasty), min_size=min_size, max_size=4).map(" ".join),
    )


def arxiv_ids() -> SearchStrategy[ArxivId]:
    """Ids of both styles, with and without a version."""
    new = st.from_regex(r"\A[0-9]{2}(0[1-9]|1[0-2])\.[0-9]{4,5}\Z")
    old = st.from_regex(r"\A(hep-th|math\.GT|cs|astro-ph)/[0-9]{2}(0[1-9]|1[0-2])[0-9]{3}\Z")
    return st.builds(ArxivId, st.one_of(new, old), st.one_of(st.none(), st.integers(1, 40)))


def points(*, surrogates: bool = False, depth: int = 3) -> SearchStrategy[Point]:
    """A point of a summary with children up to `depth` levels below it."""
    below = st.lists(points(surrogates=surrogates, depth=depth - 1), max_size=2) if depth else st.just([])
    return st.builds(
        Point,
        text=texts(surrogates=surrogates),
        label=st.none() | texts(surrogates=surrogates, min_size=1),
        children=st.just(()) | below.map(tuple),
    )


def papers(*, surrogates: bool = False) -> SearchStrategy[Paper]:
    """A paper with any of its fields."""
    text = texts(surrogates=surrogates, min_size=1)
    url = st.sampled_from(_URLS) | text
    media = st.builds(Media, kind=st.sampled_from(MediaKind), url=url, alt=st.none() | text)
    link = st.builds(Link, url=url, label=st.none() | text, kind=st.sampled_from(LinkKind))
    names = st.sampled_from(_NAMES) | text
    return st.builds(
        Paper,
        title=texts(surrogates=surrogates),
        url=st.none() | url,
        arxiv_id=st.none() | arxiv_ids(),
        date=st.none() | st.dates(dt.date(1, 1, 1)),
        votes=st.none() | st.integers(-5, 10**6),
        authors=st.lists(names, max_size=4).map(tuple),
        authors_complete=st.none() | st.booleans(),
        authors_order=st.sampled_from(AuthorsOrder),
        media=st.lists(media, max_size=3, unique_by=lambda item: item.url).map(tuple),
        summary=st.lists(points(surrogates=surrogates), max_size=3).map(tuple),
        abstract=st.none() | text,
        categories=st.lists(text, max_size=2).map(tuple),
        tags=st.lists(text, max_size=2).map(tuple),
        doi=st.none() | st.just("10.1103/PhysRevD.76.013009") | text,
        translated_title=st.none() | text,
        journal_ref=st.none() | text,
        links=st.lists(link, max_size=3, unique_by=lambda item: item.url).map(tuple),
        extra=st.lists(
            st.tuples(text, texts(surrogates=surrogates)), max_size=3, unique_by=lambda pair: pair[0]
        ).map(tuple),
    )
