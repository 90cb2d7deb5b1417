"""What the tests of feed folders share: small archives, and a look at a folder as those see it who follow its links."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import urljoin

import lxml.html
from lxml import etree

from feed_rules import ATOM

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

BASE = "https://example.org/papers/"
FILES = ("feed.xml", "atom.xml", "feed.json")
STAGING = ".paperdigest-staging"

CONFIG = """\
title = "Our papers"
language = "ko"

[[feed]]
name = "popular"
title = "Popular papers"
min-votes = 20

[[feed]]
name = "agents"
text = "agent"
"""


def digest(day: str | None, *papers: tuple[int, str] | tuple[int, str, int]) -> str:
    """A digest of papers given as number, title and votes; the number makes the arXiv id."""
    heading = "" if day is None else f"## Daily Papers ({day})\n\n"
    parts = []
    for number, title, *votes in papers:
        vote = f"Vote: {votes[0]}\n\n" if votes else ""
        parts.append(
            f"### [{title}](https://arxiv.org/abs/2401.{number:05})\n\n{vote}Authors: Ann Bo\n\n- About {title}.\n"
        )
    return heading + "\n".join(parts)


def write_archive(folder: Path, days: Mapping[str, str]) -> Path:
    """Digests as files, by name; what was there is gone."""
    folder.mkdir(exist_ok=True)
    for old in folder.iterdir():
        old.unlink()
    for name, text in days.items():
        (folder / f"{name}.md").write_text(text, encoding="utf-8")
    return folder


def content(folder: Path) -> dict[str, bytes]:
    """Every file of a folder by its name, but for what a run has beside."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and STAGING not in path.parts
    }


def stamps(folder: Path) -> dict[str, tuple[int, int]]:
    """What changes if a file is touched: its inode, and when it was written."""
    return {
        path.relative_to(folder).as_posix(): (path.stat().st_ino, path.stat().st_mtime_ns)
        for path in sorted(folder.rglob("*"))
    }


class Links(NamedTuple):
    """Where a page leads to."""

    own: str
    current: str | None
    previous: str | None
    next: str | None
    is_archive: bool


def links(name: str, data: bytes) -> Links:
    """The links of a page; of a JSON Feed all that it has."""
    if name.endswith(".json"):
        feed = json.loads(data)
        return Links(
            feed["feed_url"], None, feed.get("next_url"), None, is_archive="archive/" in feed["feed_url"]
        )
    root = etree.fromstring(data)
    parent = root if name.endswith("atom.xml") else root[0]
    found = {link.get("rel"): link.get("href") for link in parent.findall(f"{ATOM}link")}
    own = found["self"]
    assert own is not None
    flags = parent.findall("{http://purl.org/syndication/history/1.0}archive")
    return Links(own, found.get("current"), found.get("prev-archive"), found.get("next-archive"), bool(flags))


def reached(files: Mapping[str, bytes]) -> set[str]:
    """The files that can be reached: from the lists, and from feeds that somebody subscribed to.

    Raises:
        AssertionError: a link leads to nothing, or a page says that it is another.
        ValueError, etree.XMLSyntaxError: a file is not whole.
    """
    waiting = [name for name in files if name in ("index.html", "feeds.opml") or _is_feed(name)]
    seen: set[str] = set()
    while waiting:
        name = waiting.pop()
        if name in seen:
            continue
        seen.add(name)
        for url in _targets(name, files[name]):
            target = url.removeprefix(BASE)
            assert target in files, f"{name} leads to {target}, which is not there"
            waiting.append(target)
    return seen


def _is_feed(name: str) -> bool:
    return "archive" not in name.split("/") and name.rpartition("/")[2] in FILES


def _targets(name: str, data: bytes) -> Iterator[str]:
    if name == "index.html":
        page = lxml.html.document_fromstring(data, base_url=BASE)
        yield from (
            urljoin(BASE, str(url)) for url in page.xpath("//link[@rel='alternate']/@href | //a/@href")
        )
    elif name == "feeds.opml":
        yield from (str(outline.get("xmlUrl")) for outline in etree.fromstring(data).iter("outline"))
    else:
        found = links(name, data)
        assert found.own == f"{BASE}{name}"
        yield from (url for url in (found.current, found.previous, found.next) if url is not None)


def chain(files: Mapping[str, bytes], name: str) -> list[str]:
    """The archive pages of a feed, the newest first, as those come who follow its links."""
    pages = []
    previous = links(name, files[name]).previous
    while previous is not None:
        page = previous.removeprefix(BASE)
        assert page not in pages
        pages.append(page)
        previous = links(page, files[page]).previous
    return pages
