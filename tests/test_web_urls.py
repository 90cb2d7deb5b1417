"""URLs in feeds: absolute, percent-encoded, and nothing but web addresses."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paperdigest.exporters.web_urls import web_url
from strategies import texts

BASE = "https://example.org/2024/day.html"

# What is written, and what stands in the feed. Anyone can add a line.
KEPT = [
    ("https://example.org", "https://example.org"),
    ("http://example.org/a_(b)?c=1&d=%20#e", "http://example.org/a_(b)?c=1&d=%20#e"),
    ("HTTPS://Example.org/A", "https://Example.org/A"),
    ("  https://example.org/a\n", "https://example.org/a"),
    ("https://example.org/논문 하나", "https://example.org/%EB%85%BC%EB%AC%B8%20%ED%95%98%EB%82%98"),
    ('https://example.org/[a]|^<b>"\\`{}', "https://example.org/%5Ba%5D%7C%5E%3Cb%3E%22%5C%60%7B%7D"),
    ("https://example.org/100%", "https://example.org/100%25"),
    ("https://example.org/%zz%4", "https://example.org/%25zz%254"),
    ("https://example.org/a#b#c", "https://example.org/a#b%23c"),
    ("https://example.org/a\tb", "https://example.org/a%09b"),
    ("https://example.org/\ud800", "https://example.org/%EF%BF%BD"),
    ("https://예시.example/", "https://%EC%98%88%EC%8B%9C.example/"),
    ("https://user@example.org:8080/", "https://user@example.org:8080/"),
    ("http://[2001:db8::1]:80/a", "http://[2001:db8::1]:80/a"),
]
DROPPED = [
    "",
    "javascript:alert(1)",
    "JavaScript:alert(1)//https://example.org/",
    "\x01javascript:alert(1)",
    "java\nscript:alert(1)",
    "data:image/png;base64,AAAA",
    "ftp://example.org/a",
    "mailto:someone@example.org",
    "//example.org/a",
    "/avatars/1.svg",
    "example.org/a",
    "https://",
    "https:///a",
    "https://good.example\\@bad.example/",
    "https://good.example bad.example/",
    "https://[bad/",
    "https://[1.]/",
    "https://example.org\u2100example.com/",
    "https://a@b@c/",
    "https://example.org:port/",
]
RESOLVED = [
    ("/avatars/1.svg", "https://example.org/avatars/1.svg"),
    ("그림.png", "https://example.org/2024/%EA%B7%B8%EB%A6%BC.png"),
    ("//cdn.example/1.png", "https://cdn.example/1.png"),
    ("http://example.com/1.png", "http://example.com/1.png"),
    ("javascript:alert(1)", None),
    ("//[", None),
]


@pytest.mark.parametrize(("written", "expected"), KEPT)
def test_a_web_address_is_kept_and_percent_encoded(written: str, expected: str) -> None:
    assert web_url(written) == expected


@pytest.mark.parametrize("written", DROPPED)
def test_what_is_no_absolute_web_address_is_no_link(written: str) -> None:
    assert web_url(written) is None


@pytest.mark.parametrize(("written", "expected"), RESOLVED)
def test_a_relative_url_is_resolved_against_a_base(written: str, expected: str | None) -> None:
    assert web_url(written, BASE) == expected


@given(texts(surrogates=True), st.sampled_from(["", "https://", "https://example.org/", "http:", "/"]))
def test_whatever_is_written_comes_out_as_a_web_address_of_ascii_or_not_at_all(text: str, start: str) -> None:
    for base in (None, BASE):
        url = web_url(start + text, base)
        if url is not None:
            assert re.fullmatch(r"https?://[!#$%&'()*+,\-./0-9:;=?@A-Z_a-z~\[\]]+", url)
            assert urlsplit(url).hostname
            assert not re.search("%(?![0-9A-F]{2})", url, re.IGNORECASE)
            assert web_url(url) == url, "encoding twice changes nothing"
