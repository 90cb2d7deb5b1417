"""A folder that holds digests of every format: one command makes one bibliography and one feed of it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import feedparser
import pytest
from pybtex.database import parse_string

import paperdigest
from cli_support import run
from paperdigest.exporters.feed import item_id
from paperdigest.readers.registry import READERS
from reader_texts import fixtures

if TYPE_CHECKING:
    from click.testing import Result

NAMES = tuple(READERS.built_in)
# What three projects say of one paper, each in its own format.
VOTES = """\
## Daily Papers (2024-03-08)

### [A Small Study](https://arxiv.org/abs/2403.99999)

Vote: 12

Authors: Cy Do, Ann Bo
"""
TABLE = """\
## Updated on 2024.03.09

## Small Models

|Publish Date|Title|Authors|PDF|Code|
|---|---|---|---|---|
|**2024-03-09**|**A Small Study**|Ann Bo et.al.|[2403.99999](http://arxiv.org/abs/2403.99999)|**[link](https://github.com/a/b)**|
"""
ENHANCED = """\
### [1] [A Tiny Study](https://arxiv.org/abs/2403.99999)
*Ann Bo,Cy Do*

Main category: cs.CL

TL;DR: It is small.

<details>
  <summary>Details</summary>
Abstract: We study something small.

</details>
"""


@pytest.fixture
def mixed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The fixtures of every reader in one folder, and three digests of one paper."""
    monkeypatch.chdir(tmp_path)
    folder = Path("mixed")
    folder.mkdir()
    for name in NAMES:
        for case, text in fixtures(name).items():
            if paperdigest.loads(text).reader == name:
                (folder / f"{name} {case}.md").write_bytes(text.encode())
    for name, text in (("votes", VOTES), ("table", TABLE), ("2024-03-10", ENHANCED)):
        (folder / f"{name}.md").write_text(text, encoding="utf-8")
    return folder


@pytest.fixture
def converted(mixed: Path) -> Result:
    result = run("convert", mixed, "--combine", "-o", "papers.bib", "--also", "feed.rss")
    assert result.exit_code == 0, result.output
    return result


def test_every_format_is_identified(mixed: Path) -> None:
    lines = run("identify", mixed).stdout.splitlines()
    assert len(lines) == len(list(mixed.iterdir()))
    for line in lines:
        path, _, rest = line.partition(": ")
        name = path.removeprefix("mixed/").partition(" ")[0].removesuffix(".md")
        reader = {"votes": "daily-papers", "table": "date-table", "2024-03-10": "ai-enhanced"}.get(name, name)
        assert rest.startswith(f"{reader} (")


@pytest.mark.usefixtures("converted")
def test_one_command_writes_one_bibliography_and_one_feed_of_all_papers(mixed: Path) -> None:
    papers, report = paperdigest.combine(paperdigest.scan(mixed))
    assert {document.reader for document in paperdigest.scan(mixed)} == {*NAMES}
    assert report.appearances > len(papers) > 190
    entries = parse_string(Path("papers.bib").read_text(encoding="utf-8"), "bibtex").entries
    assert len(entries) == len(papers)
    feed = feedparser.parse(Path("feed.rss").read_bytes())
    assert not feed.bozo
    # Papers that nothing names but a title are one item of a feed, on whatever days they appear.
    assert {entry.id for entry in feed.entries} == {item_id(paper) for paper in papers}
    assert len(feed.entries) > 190


def test_a_paper_of_three_sources_is_one_entry_with_the_best_facts_of_each(converted: Result) -> None:
    entries = parse_string(Path("papers.bib").read_text(encoding="utf-8"), "bibtex").entries
    entry = entries["arxiv:2403.99999"]
    assert entry.fields["title"] == "A Tiny Study"
    assert [str(person) for person in entry.persons["author"]] == ["Bo, Ann", "Do, Cy"]
    assert entry.fields["primaryclass"] == "cs.CL"
    assert entry.fields["abstract"] == "We study something small."
    (item,) = [
        item for item in feedparser.parse(Path("feed.rss").read_bytes()).entries if "2403.99999" in item.id
    ]
    html = item.content[0].value
    for said in (
        "12 votes",
        "Ann Bo, Cy Do",
        "It is small.",
        "https://github.com/a/b",
        "We study something small.",
    ):
        assert said in html
    assert (
        "arxiv:2403.99999: title: A Tiny Study (mixed/2024-03-10.md); "
        "but A Small Study (mixed/table.md); A Small Study (mixed/votes.md)"
    ) in converted.stderr.splitlines()
