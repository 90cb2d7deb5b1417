"""The checker of feeds: it finds nothing in a good feed, and in each bad one what is bad about it."""

from __future__ import annotations

import pytest

from rss_rules import RULES, violations

GOOD = """<?xml version='1.0' encoding='utf-8'?>
<rss xmlns:atom="http://www.w3.org/2005/Atom" xmlns:content="http://purl.org/rss/1.0/modules/content/" \
xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:media="http://search.yahoo.com/mrss/" version="2.0">
  <channel>
    <title>Papers &#x26; votes</title>
    <link>https://example.org/</link>
    <description>What is new</description>
    <language>en</language>
    <lastBuildDate>Fri, 08 Mar 2024 00:00:00 +0000</lastBuildDate>
    <image>
      <url>https://example.org/icon.png</url>
      <title>Papers &#x26; votes</title>
      <link>https://example.org/</link>
    </image>
    <atom:link rel="self" type="application/rss+xml" href="https://example.org/feed.xml"/>
    <atom:link rel="prev-archive" type="application/rss+xml" href="https://example.org/2.xml"/>
    <item>
      <title>1 &#x3C; 2</title>
      <link>https://example.org/1</link>
      <guid isPermaLink="true">https://example.org/1</guid>
      <pubDate>Fri, 08 Mar 2024 00:00:00 +0000</pubDate>
      <dc:creator>Ada Lovelace, Emmy Noether</dc:creator>
      <category>maths</category>
      <description>1 &amp;lt; 2</description>
      <content:encoded><![CDATA[<img src="https://example.org/1.png" alt=""/><ul><li>1</li></ul>]]></content:encoded>
      <dc:identifier>doi:10.1/1</dc:identifier>
      <enclosure url="https://example.org/1.mp4" length="0" type="video/mp4"/>
      <media:thumbnail url="https://example.org/1.png"/>
      <media:content url="https://example.org/1.png" medium="image"/>
      <media:content url="https://example.org/1.mp4" medium="video" type="video/mp4"/>
      <atom:link rel="related" href="https://example.org/code"/>
    </item>
    <item>
      <title>An older one</title>
      <guid isPermaLink="false">tag:example.org,2024:2</guid>
      <pubDate>Thu, 07 Mar 2024 00:00:00 +0900</pubDate>
    </item>
    <item>
      <title>One without a date</title>
      <guid isPermaLink="false">tag:example.org,2024:3</guid>
    </item>
  </channel>
</rss>
"""
_HTML = "<ul><li>1</li></ul>"
_PREVIOUS = '<atom:link rel="prev-archive" type="application/rss+xml" href="https://example.org/2.xml"/>'
_IS_ARCHIVE = '<fh:archive xmlns:fh="http://purl.org/syndication/history/1.0"/>'
_OLDER = "<title>An older one</title>"

# The rule, what stands in the good feed, and what stands in the bad one. Anyone can add a line.
BAD = [
    ("1 declaration", "<?xml version", "\n<?xml version"),
    ("1 declaration", "<?xml version='1.0' encoding='utf-8'?>\n", ""),
    ("1 characters", "older", "ol\x08der"),
    ("1 characters", "older", "ol\x85der"),
    ("1 characters", "older", "ol\ufffdder"),
    ("1 characters", "older", "ol&#8;der"),
    ("1 characters", "older", "ol&#xFFFF;der"),
    ("1 characters", "older", "ol&#x99999999;der"),
    ("1 well-formed", "</rss>", ""),
    ("2 channel", "<language>en</language>", ""),
    ("2 channel", "<link>https://example.org/</link>", "<link>/</link>"),
    ("2 channel", "channel>", "other>"),
    ("2 channel", "  </channel>", "<ttl>60</ttl></channel>"),
    ("2 self", 'rel="self"', 'rel="alternate"'),
    ("2 self", 'type="application/rss+xml"', 'type="text/xml"'),
    ("2 self", 'href="https://example.org/feed.xml"', 'href="feed.xml"'),
    ("2 image", "icon.png", "icon.svg"),
    ("2 image", "</url>\n      <title>Papers", "</url><title>Other papers"),
    (
        "2 image",
        "<link>https://example.org/</link>\n    </image>",
        "<link>https://example.org/2</link></image>",
    ),
    ("3 dates", "Thu, 07 Mar", "Wed, 07 Mar"),
    ("3 dates", "00:00:00 +0900", "00:00:00 KST"),
    ("3 dates", "00:00:00 +0900", "00:00:00 +09:00"),
    ("3 dates", "Thu, 07 Mar 2024 00:00:00 +0900", "2024-03-07"),
    ("3 dates", "Thu, 07 Mar", "Thu, 31 Feb"),
    ("3 dates", "Thu, 07 Mar", "목, 07 3월"),
    ("4 guid", '<guid isPermaLink="false">tag:example.org,2024:2</guid>', ""),
    ("4 guid", "tag:example.org,2024:2", "tag:example.org,2024:3"),
    ("4 guid", '<guid isPermaLink="false">tag:example.org,2024:2', "<guid>tag:example.org,2024:2"),
    ("5 authors", "Ada Lovelace, ", "Ada Lovelace</dc:creator><dc:creator>"),
    ("5 authors", _OLDER, f"{_OLDER}<author>Ada Lovelace</author>"),
    ("6 titles", "older", "&lt;older"),
    ("6 titles", "older", "&amp; older"),
    ("6 titles", "older", "<![CDATA[older]]>"),
    (
        "7 order",
        _OLDER,
        f"{_OLDER}<content:encoded><![CDATA[1]]></content:encoded><description>1</description>",
    ),
    ("7 order", _OLDER, f"{_OLDER}<content:encoded>1</content:encoded>"),
    ("7 html", "1 &amp;lt; 2", "1 &lt; 2"),
    ("7 html", _HTML, "<p><ul><li>1</li></ul></p>"),
    ("7 html", _HTML, "<ul/>"),
    ("7 html", _HTML, "<script>1</script>"),
    ("7 html", _HTML, '<p onclick="1">1</p>'),
    ("7 html", _HTML, '<p style="color: red">1</p>'),
    ("7 html", _HTML, "<ul>1<p>2</p></ul>"),
    ("7 html", _HTML, '<a href="https://example.org/"><em><a href="https://example.org/">1</a></em></a>'),
    ("8 pictures", '<media:thumbnail url="https://example.org/1.png"/>', ""),
    ("8 pictures", '<img src="https://example.org/1.png" alt=""/>', ""),
    ("8 pictures", "http://search.yahoo.com/mrss/", "http://search.yahoo.com/mrss"),
    ("9 video", 'length="0"', 'length=""'),
    ("9 video", 'length="0"', 'length="-1"'),
    ("9 video", ' type="video/mp4"/>\n      <media:th', "/>\n      <media:th"),
    ("9 video", '<enclosure url="https://example.org/1.mp4"', '<enclosure url="ftp://example.org/1.mp4"'),
    (
        "9 video",
        "<enclosure",
        '<enclosure url="https://example.org/1.mp4" length="0" type="video/mp4"/><enclosure',
    ),
    ("9 video", 'medium="video"', 'medium="document"'),
    ("10 urls", "https://example.org/code", "https://example.org/코드"),
    ("10 urls", "https://example.org/code", "https://example.org/[code]"),
    ("10 urls", "https://example.org/code", "https://example.org/100%"),
    ("10 urls", "https://example.org/code", "javascript:alert(1)"),
    ("10 urls", _HTML, '<a href="/relative">1</a>'),
    ("11 extensions", _OLDER, f'{_OLDER}<x:votes xmlns:x="https://example.org/">1</x:votes>'),
    ("11 extensions", _OLDER, f"{_OLDER}<dc:date>2024-03-07</dc:date>"),
    ("11 extensions", "<category>", "<dc:subject>maths</dc:subject><category>"),
    ("12 paging", "prev-archive", "previous"),
    ("12 paging", "prev-archive", "next-archive"),
    ("12 paging", "prev-archive", "current"),
    ("12 paging", _PREVIOUS, _PREVIOUS * 2),
    ("12 paging", _PREVIOUS, _PREVIOUS + _IS_ARCHIVE),
    ("12 paging", _PREVIOUS, _PREVIOUS.replace("prev-archive", "current") + _IS_ARCHIVE),
    ("12 paging", "https://example.org/2.xml", "https://example.org/feed.xml"),
    ("14 stability", "Thu, 07 Mar", "Sat, 09 Mar"),
    ("14 stability", "<pubDate>Fri, 08 Mar 2024 00:00:00 +0000</pubDate>", ""),
    ("14 stability", "Thu, 07 Mar 2024 00:00:00 +0900", "Fri, 08 Mar 2024 00:00:00 +0000"),
    ("14 stability", "<lastBuildDate>Fri, 08", "<lastBuildDate>Sat, 09"),
]


def test_a_good_feed_breaks_no_rule() -> None:
    assert violations(GOOD.encode()) == []


@pytest.mark.parametrize(("rule", "good", "bad"), BAD)
def test_a_bad_feed_breaks_the_rule(rule: str, good: str, bad: str) -> None:
    assert good in GOOD
    broken = GOOD.replace(good, bad)
    assert rule in {found.partition(":")[0] for found in violations(broken.encode())}


def test_half_a_character_breaks_a_rule() -> None:
    broken = GOOD.replace("older", "ol\ud800der").encode("utf-8", "surrogatepass")
    assert "1 characters: one that no reader takes" in violations(broken)


def test_every_rule_has_a_feed_that_breaks_it() -> None:
    assert set(RULES) <= {rule for rule, _, _ in BAD}
