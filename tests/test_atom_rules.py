"""The checker of Atom feeds: it finds nothing in a good feed, and in each bad one what is bad about it."""

from __future__ import annotations

import pytest

from atom_rules import RULES, violations

GOOD = """<?xml version='1.0' encoding='utf-8'?>
<feed xmlns="http://www.w3.org/2005/Atom" xmlns:media="http://search.yahoo.com/mrss/" xml:lang="en">
  <id>https://example.org/feed.xml</id>
  <title>Papers &#x26; votes</title>
  <subtitle>What is new</subtitle>
  <updated>2024-03-08T00:59:59+09:00</updated>
  <author>
    <name>We</name>
  </author>
  <icon>https://example.org/icon.svg</icon>
  <link rel="alternate" type="text/html" href="https://example.org/"/>
  <link rel="self" type="application/atom+xml" href="https://example.org/feed.xml"/>
  <link rel="prev-archive" type="application/atom+xml" href="https://example.org/2.xml"/>
  <entry>
    <id>https://example.org/1</id>
    <title>1 &#x3C; 2</title>
    <link rel="alternate" href="https://example.org/1"/>
    <link rel="related" href="https://example.org/code"/>
    <link rel="enclosure" type="video/mp4" href="https://example.org/1.mp4"/>
    <updated>2024-03-08T00:59:59+09:00</updated>
    <published>2024-03-08T00:59:59+09:00</published>
    <author>
      <name>Ada Lovelace, Emmy Noether</name>
    </author>
    <category term="maths"/>
    <summary>1 &#x3C; 2</summary>
    <content type="html"><![CDATA[<img src="https://example.org/1.png" alt=""/><ul><li>1</li></ul>]]></content>
    <media:thumbnail url="https://example.org/1.png"/>
    <media:content url="https://example.org/1.png" medium="image"/>
    <media:content url="https://example.org/1.mp4" medium="video" type="video/mp4"/>
  </entry>
  <entry>
    <id>tag:example.org,2024:2</id>
    <title>An older one</title>
    <updated>2024-03-08T00:59:58+09:00</updated>
    <published>2024-03-08T00:59:58+09:00</published>
    <content>An older one</content>
  </entry>
  <entry>
    <id>tag:example.org,2024:3</id>
    <title>One without a date</title>
    <link rel="alternate" href="https://example.org/3"/>
    <updated>1970-01-01T00:59:59+00:00</updated>
  </entry>
</feed>
"""
_HTML = "<ul><li>1</li></ul>"
_OLDER = "<title>An older one</title>"
_PREVIOUS = '<link rel="prev-archive" type="application/atom+xml" href="https://example.org/2.xml"/>'
_IS_ARCHIVE = '<fh:archive xmlns:fh="http://purl.org/syndication/history/1.0"/>'

# The rule, what stands in the good feed, and what stands in the bad one. Anyone can add a line.
BAD = [
    ("1 declaration", "<?xml version='1.0' encoding='utf-8'?>\n", ""),
    ("1 characters", "older", "ol\x08der"),
    ("1 well-formed", "</feed>", ""),
    ("12 feed", 'xmlns="http://www.w3.org/2005/Atom"', 'xmlns="http://purl.org/atom/ns#"'),
    ("12 feed", "<id>https://example.org/feed.xml</id>", ""),
    ("12 feed", "<name>We</name>", "<name> </name>"),
    ("12 feed", "<updated>2024-03-08T00:59:59+09:00</updated>\n  <author>", "<author>"),
    ("12 feed", "</subtitle>", "</subtitle><subtitle>More</subtitle>"),
    ("12 feed", ' xml:lang="en"', ""),
    ("12 feed", 'rel="alternate" type="text/html"', 'rel="via"'),
    ("12 feed", "\n</feed>", "<rights>Ours</rights>\n</feed>"),
    ("2 self", 'rel="self"', 'rel="via"'),
    ("2 self", 'rel="self" type="application/atom+xml"', 'rel="self" type="text/xml"'),
    ("2 self", 'href="https://example.org/feed.xml"', 'href="feed.xml"'),
    ("12 ids", "<id>tag:example.org,2024:2</id>", ""),
    ("12 ids", "tag:example.org,2024:2", "tag:example.org,2024:3"),
    ("12 ids", "tag:example.org,2024:2", "2024:2"),
    ("12 dates", "2024-03-08T00:59:58+09:00", "Fri, 08 Mar 2024 00:59:58 +0900"),
    ("12 dates", "2024-03-08T00:59:58+09:00", "2024-03-08"),
    ("12 dates", "2024-03-08T00:59:58+09:00", "2024-03-38T00:59:58+09:00"),
    ("12 dates", "<updated>2024-03-08T00:59:58", "<updated>2024-03-08T00:59:59"),
    ("12 dates", "<updated>1970-01-01T00:59:59+00:00</updated>", ""),
    ("12 authors", "<name>Ada Lovelace, ", "<email>ada@example.org</email><name>"),
    ("12 authors", "Ada Lovelace, Emmy Noether", " "),
    ("6 titles", "older one</title>", "&lt;older</title>"),
    ("6 titles", _OLDER, ""),
    ("6 titles", _OLDER, '<title type="html">An older one</title>'),
    ("7 html", _HTML, "<p><ul><li>1</li></ul></p>"),
    ("7 html", _HTML, "<script>1</script>"),
    ("7 html", _HTML, "<p>1"),
    ("7 html", 'type="html"', 'type="xhtml"'),
    ("12 content", "<content>An older one</content>", ""),
    ("12 content", "<content>An older one</content>", "<content>1</content><summary>1</summary>"),
    ("12 content", 'rel="related"', 'rel="alternate"'),
    ("8 pictures", '<media:thumbnail url="https://example.org/1.png"/>', ""),
    ("8 pictures", '<img src="https://example.org/1.png" alt=""/>', "<p>1</p>"),
    ("8 pictures", "http://search.yahoo.com/mrss/", "http://search.yahoo.com/mrss"),
    ("9 video", ' type="video/mp4" href', " href"),
    ("9 video", 'medium="video"', 'medium="document"'),
    ("9 video", '<link rel="enclosure"', '<link rel="enclosure" type="a/b" href="https://a.b/"/><link rel="enclosure"'),
    ("10 urls", "https://example.org/code", "https://example.org/코드"),
    ("10 urls", "https://example.org/code", "javascript:alert(1)"),
    ("10 urls", "https://example.org/icon.svg", "icon.svg"),
    ("10 urls", _HTML, '<a href="/relative">1</a>'),
    ("11 extensions", _OLDER, f'{_OLDER}<x:votes xmlns:x="https://example.org/">1</x:votes>'),
    ("12 paging", "prev-archive", "next"),
    ("12 paging", _PREVIOUS, _PREVIOUS + _IS_ARCHIVE),
    ("12 paging", "https://example.org/2.xml", "https://example.org/feed.xml"),
    ("14 stability", "<published>2024-03-08T00:59:58", "<published>2024-03-09T00:59:58"),
    ("14 stability", "00:59:59+09:00</updated>\n  <author>", "01:00:00+09:00</updated><author>"),
    ("14 stability", "<published>2024-03-08T00:59:58", "<published>2024-03-07T00:59:58"),
]  # fmt: skip


def test_a_good_feed_breaks_no_rule() -> None:
    assert violations(GOOD.encode()) == []


def test_a_good_archive_page_breaks_no_rule() -> None:
    page = GOOD.replace(
        _PREVIOUS,
        f'{_PREVIOUS}{_IS_ARCHIVE}<link rel="current" href="https://example.org/0.xml"/>'
        '<link rel="next-archive" href="https://example.org/1.xml"/>',
    )
    assert violations(page.encode()) == []


@pytest.mark.parametrize(("rule", "good", "bad"), BAD)
def test_a_bad_feed_breaks_the_rule(rule: str, good: str, bad: str) -> None:
    assert good in GOOD
    broken = GOOD.replace(good, bad)
    assert rule in {found.partition(":")[0] for found in violations(broken.encode())}


def test_every_rule_has_a_feed_that_breaks_it() -> None:
    assert set(RULES) <= {rule for rule, _, _ in BAD}
