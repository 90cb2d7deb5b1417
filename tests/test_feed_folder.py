"""A folder of feeds: what is in it, what a run changes, and what readers make of it."""

from __future__ import annotations

import datetime as dt
import os
import tracemalloc
from pathlib import Path
from typing import TYPE_CHECKING, Any

import feedparser
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import paperdigest
from feed_folders import BASE, CONFIG, FILES, chain, content, digest, links, reached, stamps, write_archive
from feed_formats import VIOLATIONS, seen
from paperdigest.archive import select
from paperdigest.errors import EmptyArchiveError, OptionError
from paperdigest.exporters.feed_text import line
from paperdigest.model import Paper
from paperdigest.reading import read_file
from strategies import papers, texts

if TYPE_CHECKING:
    from collections.abc import Iterator

    from paperdigest.feed_folder import FeedReport

FORMAT_OF = dict(zip(FILES, ("rss", "atom", "json-feed"), strict=True))

# Three months, the second without a popular paper, and a paper of no day.
DAYS = {
    "2024-01-30": digest("2024-01-30", (1, "One", 30), (2, "An Agent", 3)),
    "2024-01-31": digest("2024-01-31", (3, "Three", 20)),
    "2024-02-01": digest("2024-02-01", (4, "Four", 1), (5, "Five", 19)),
    "2024-03-07": digest("2024-03-07", (6, "Six", 99), (7, "Seven <think>", 2)),
    "2024-03-08": digest("2024-03-08", (8, "Agents & Tools", 50), (9, "Nine")),
    "undated": digest(None, (10, "Ten")),
}
MONTHS = ("2024-01", "2024-02", "2024-03", "undated")


class Case:
    """An archive, a configuration, and the folder that comes of them."""

    def __init__(self, tmp_path: Path) -> None:
        self.archive = tmp_path / "archive"
        self.public = tmp_path / "public"
        self.config = tmp_path / "feeds.toml"
        self.config.write_text(CONFIG, encoding="utf-8")
        self.days = dict(DAYS)

    def run(self, **options: Any) -> FeedReport:
        write_archive(self.archive, self.days)
        return paperdigest.write_feeds(
            self.archive, self.public, **{"base_url": BASE, "config": self.config, **options}
        )

    def papers(self) -> list[Paper]:
        return [paper for document in paperdigest.scan(self.archive) for paper in document.papers]


@pytest.fixture
def case(tmp_path: Path) -> Case:
    return Case(tmp_path)


def pages(*folders: str) -> set[str]:
    return {f"{folder}{file}" for folder in folders for file in FILES}


def ids(files: dict[str, bytes], name: str) -> list[str]:
    found = FORMAT_OF[name.rpartition("/")[2]]
    return [item.id.removeprefix("https://arxiv.org/abs/2401.") for item in seen(found, files[name])]


def archived(files: dict[str, bytes], name: str) -> list[str]:
    return [each for page in chain(files, name) for each in ids(files, page)]


def test_every_feed_has_its_newest_papers_and_a_page_a_month_in_three_formats(case: Case) -> None:
    report = case.run()
    expected = {"index.html", "feeds.opml"}
    for folder, months in (
        ("", MONTHS),
        ("popular/", ("2024-01", "2024-03")),
        ("agents/", ("2024-01", "2024-03")),
    ):
        expected |= pages(folder, *(f"{folder}archive/{month}/" for month in months))
    files = content(case.public)
    assert set(files) == expected == set(report.written)
    assert report.feeds == (("", 10), ("popular", 4), ("agents", 2))
    assert (report.unchanged, report.removed) == ((), ())
    # And all of it can be found.
    assert reached(files) == expected


@pytest.mark.parametrize("file", FILES)
def test_the_papers_come_newest_first_and_within_a_day_in_the_order_of_the_file(
    case: Case, file: str
) -> None:
    case.run(limit=3)
    files = content(case.public)
    assert ids(files, file) == ["00008", "00009", "00006"]
    whole = ["00008", "00009", "00006", "00007", "00004", "00005", "00003", "00001", "00002", "00010"]
    assert archived(files, file) == whole
    assert ids(files, f"popular/{file}") == ["00008", "00006", "00003"]
    assert archived(files, f"popular/{file}") == ["00008", "00006", "00003", "00001"]
    assert archived(files, f"agents/{file}") == ["00008", "00002"]


@pytest.mark.parametrize("file", FILES)
def test_a_page_says_of_a_paper_what_a_single_feed_says(case: Case, file: str) -> None:
    case.run()
    files = content(case.public)
    name = FORMAT_OF[file]
    for folder, conditions in (("", {}), ("popular/", {"min_votes": 20}), ("agents/", {"text": "agent"})):
        wanted = select(case.papers(), **conditions)
        single = seen(name, paperdigest.dumps(wanted, name).encode())
        assert single
        assert [
            each for page in chain(files, f"{folder}{file}") for each in seen(name, files[page])
        ] == single
        assert seen(name, files[f"{folder}{file}"]) == single[:100]


@pytest.mark.parametrize("file", FILES)
def test_every_page_breaks_no_rule_and_feedparser_takes_it(case: Case, file: str) -> None:
    case.run(hub="https://hub.example.org/", icon=f"{BASE}icon.png", author="A", rights="R")
    files = content(case.public)
    assert f'<link rel="icon" href="{BASE}icon.png">'.encode() in files["index.html"]
    found = [name for name in files if name.endswith(file)]
    assert len(found) == 3 + 4 + 2 + 2
    for name in found:
        assert VIOLATIONS[FORMAT_OF[file]](files[name]) == [], name
        if file != "feed.json":
            assert not feedparser.parse(files[name]).bozo, name


@pytest.mark.parametrize("file", ["feed.xml", "atom.xml"])
def test_archive_pages_are_a_chain_both_ways_and_lead_back_to_the_feed(case: Case, file: str) -> None:
    case.run()
    files = content(case.public)
    first = links(file, files[file])
    assert (first.current, first.next, first.is_archive) == (None, None, False)
    found = chain(files, file)
    assert found == [f"archive/{month}/{file}" for month in ("2024-03", "2024-02", "2024-01", "undated")]
    newer: str | None = None
    for page in found:
        said = links(page, files[page])
        assert (said.own, said.current, said.next, said.is_archive) == (BASE + page, BASE + file, newer, True)
        newer = BASE + page


def test_all_pages_of_a_feed_have_its_id_and_no_two_feeds_the_same(case: Case) -> None:
    case.run()
    files = content(case.public)
    found = {
        name: files[name].partition(b"<id>")[2].partition(b"</id>")[0].decode()
        for name in files
        if name.endswith("atom.xml")
    }
    for name, said in found.items():
        folder = name.partition("archive/")[0] if "archive/" in name else name.removesuffix("atom.xml")
        assert said == f"{BASE}{folder}atom.xml"
    case.run(feed_id="tag:example.org,2024:papers")
    files = content(case.public)
    assert b"<id>tag:example.org,2024:papers</id>" in files["archive/2024-02/atom.xml"]
    assert b"<id>https://example.org/papers/popular/atom.xml</id>" in files["popular/atom.xml"]


def test_files_take_their_places_behind_what_they_lead_to(case: Case) -> None:
    order = list(case.run().written)
    kinds = [
        "archive" if "archive/" in name else "feed" if name.endswith(FILES) else "list" for name in order
    ]
    assert kinds == ["archive"] * 24 + ["feed"] * 9 + ["list"] * 2
    assert order[-2:] == ["feeds.opml", "index.html"]


def test_a_hub_is_told_of_by_the_feed_alone(case: Case) -> None:
    case.run(hub="https://hub.example.org/")
    with_hub = {name for name, data in content(case.public).items() if b"hub.example.org" in data}
    assert with_hub == pages("", "popular/", "agents/")


# What a run changes.


def test_two_runs_touch_no_file(case: Case) -> None:
    first = case.run()
    before = stamps(case.public)
    report = case.run()
    # The folder itself is: it is where a run works.
    assert stamps(case.public) == before
    assert (report.written, report.removed) == ((), ())
    assert set(report.unchanged) == set(first.written)


def changed(case: Case, **options: Any) -> set[str]:
    """The files that another run writes anew, as the report says and as the files themselves say."""
    before = stamps(case.public)
    report = case.run(**options)
    after = stamps(case.public)
    assert {
        name for name in after if after[name] != before.get(name) and (case.public / name).is_file()
    } == set(report.written)
    assert {name for name in before if name not in after and name.endswith(FILES)} == set(report.removed)
    assert reached(content(case.public)) == set(content(case.public))
    return set(report.written)


def test_another_day_of_the_newest_month_changes_the_feed_and_the_page_of_that_month(case: Case) -> None:
    case.run()
    case.days["2024-03-09"] = digest("2024-03-09", (11, "Eleven", 1))
    assert changed(case) == pages("", "archive/2024-03/")
    case.days["2024-03-10"] = digest("2024-03-10", (12, "Agent Twelve", 1))
    assert changed(case) == pages("", "archive/2024-03/", "agents/", "agents/archive/2024-03/")


def test_the_first_day_of_a_month_closes_the_month_before_and_is_listed(case: Case) -> None:
    case.run()
    before = content(case.public)
    case.days["2024-04-01"] = digest("2024-04-01", (11, "Eleven", 1))
    # JSON Feed leads to older pages alone.
    closed = {"archive/2024-03/feed.xml", "archive/2024-03/atom.xml"}
    assert changed(case) == {"index.html", *closed, *pages("", "archive/2024-04/")}
    files = content(case.public)
    for name in closed:
        assert ids(files, name) == ids(before, name)
        assert links(name, files[name]).next == BASE + name.replace("03", "04")


def test_an_old_day_that_comes_late_changes_nothing_but_its_month_and_the_feed(case: Case) -> None:
    case.run(limit=4)
    case.days["2024-01-02"] = digest("2024-01-02", (11, "Eleven", 1))
    assert changed(case, limit=4) == pages("archive/2024-01/")


def test_a_corrected_day_changes_its_items_and_makes_no_new_ones(case: Case) -> None:
    case.run()
    before = content(case.public)
    case.days["2024-02-01"] = digest("2024-02-01", (4, "Four, Corrected", 2), (5, "Five", 19))
    assert changed(case) == pages("", "archive/2024-02/")
    files = content(case.public)
    for file in FILES:
        assert archived(files, file) == archived(before, file)
        old, new = (seen(FORMAT_OF[file], each[f"archive/2024-02/{file}"]) for each in (before, files))
        assert [each.title for each in new] == ["Four, Corrected", "Five"]
        assert new[0].date == old[0].date
        assert new[1:] == old[1:]


def test_a_paper_that_comes_again_on_another_day_is_one_item_of_its_first_day(case: Case) -> None:
    case.run()
    case.days["2024-03-09"] = digest("2024-03-09", (1, "One Again", 500), (10, "Ten Again"))
    case.run()
    files = content(case.public)
    for file in FILES:
        found = archived(files, file)
        assert sorted(found) == [f"{number:05}" for number in range(1, 11)]
        assert ids(files, f"archive/2024-01/{file}") == ["00003", "00001", "00002"]
        # A day is news about a paper of none.
        assert ids(files, f"archive/2024-03/{file}")[0] == "00010"
        assert f"archive/undated/{file}" not in files
    assert b"One Again" not in b"".join(files.values())


def test_a_filtered_feed_has_the_first_appearance_that_meets_its_conditions(case: Case) -> None:
    case.days["2024-03-09"] = digest("2024-03-09", (2, "An Agent", 80))
    case.run()
    files = content(case.public)
    assert ids(files, "popular/archive/2024-03/feed.xml") == ["00002", "00008", "00006"]
    assert ids(files, "archive/2024-01/feed.xml") == ["00003", "00001", "00002"]


def test_a_month_without_papers_is_removed_and_what_is_not_ours_stays(case: Case) -> None:
    case.run()
    for name in (
        "CNAME",
        "archive/2024-02/notes.txt",
        "archive/old/feed.xml",
        "mine/archive/2024-02/feed.xml",
    ):
        (case.public / name).parent.mkdir(parents=True, exist_ok=True)
        (case.public / name).write_text("mine", encoding="utf-8")
    mine = {name: data for name, data in content(case.public).items() if data == b"mine"}
    del case.days["2024-02-01"], case.days["2024-01-30"], case.days["2024-01-31"]
    report = case.run()
    gone = ("archive/2024-01/", "archive/2024-02/", "popular/archive/2024-01/", "agents/archive/2024-01/")
    assert set(report.removed) == pages(*gone)
    files = content(case.public)
    assert files.items() >= mine.items()
    assert not pages(*gone) & set(files)
    assert reached(files) == set(files) - set(mine)
    assert [(case.public / folder).exists() for folder in gone] == [False, True, False, False]


def test_a_feed_that_is_no_longer_asked_for_stays_as_it_was_but_is_not_listed(case: Case) -> None:
    case.run()
    case.config.write_text('title = "Our papers"\nlanguage = "ko"\n', encoding="utf-8")
    report = case.run()
    assert set(report.written) == {"index.html", "feeds.opml"}
    files = content(case.public)
    assert "popular/feed.xml" in files
    assert b"popular" not in files["index.html"] + files["feeds.opml"]


def test_a_feed_without_papers_is_there_for_those_who_subscribe(case: Case) -> None:
    case.config.write_text('[[feed]]\nname = "none-yet"\nmin-votes = 1000\n', encoding="utf-8")
    report = case.run()
    assert report.feeds == (("", 10), ("none-yet", 0))
    files = content(case.public)
    assert pages("none-yet/") == {name for name in files if name.startswith("none-yet/")}
    for file, name in FORMAT_OF.items():
        assert VIOLATIONS[name](files[f"none-yet/{file}"]) == []
    assert reached(files) == set(files)
    case.days["2024-04-01"] = digest("2024-04-01", (11, "Eleven", 1000))
    case.run()
    assert ids(content(case.public), "none-yet/feed.xml") == ["00011"]


def test_nothing_but_the_archive_and_the_options_is_in_the_bytes(
    case: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    case.run()
    before = content(case.public)
    case.public = case.public.with_name("elsewhere")
    monkeypatch.setenv("TZ", "Pacific/Auckland")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "0")
    monkeypatch.setenv("LC_ALL", "tr_TR.UTF-8")
    case.archive = case.archive.rename(case.archive.with_name("moved"))
    case.run()
    assert content(case.public) == before


# What it takes, and what it refuses.


def test_sources_are_paths_documents_digests_and_papers(case: Case) -> None:
    case.run()
    expected = content(case.public)
    documents = list(paperdigest.scan(case.archive))
    digests = [each for document in documents for each in document.digests]
    folders: list[Any] = [str(case.archive), sorted(case.archive.iterdir())]
    for number, sources in enumerate((*folders, iter(documents), digests, iter(case.papers()))):
        folder = case.public.with_name(f"other-{number}")
        paperdigest.write_feeds(sources, folder, base_url=BASE, config=os.fspath(case.config))
        assert content(folder) == expected
    for source in (documents[0], documents[0].digests[0], documents[0].papers[0]):
        folder = case.public.with_name("one")
        assert paperdigest.write_feeds(source, folder, base_url=BASE).feeds[0][1] >= 1


def test_an_archive_is_read_once_whatever_the_number_of_feeds(
    case: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[str] = []
    real = read_file

    def counted(path: Path, *how: Any, **more: Any) -> paperdigest.Document:
        read.append(path.stem)
        return real(path, *how, **more)

    monkeypatch.setattr(paperdigest.archive, "read_file", counted)
    case.run()
    assert sorted(read) == sorted(DAYS)


def test_an_archive_without_papers_is_an_error_and_touches_nothing(case: Case) -> None:
    case.days = {"empty": "## Daily Papers (2024-03-08)\n"}
    with pytest.raises(EmptyArchiveError, match="no paper to make feeds of"):
        case.run()
    assert not case.public.exists()
    case.days = dict(DAYS)
    case.run()
    before = stamps(case.public)
    case.days = {}
    with pytest.raises(EmptyArchiveError):
        case.run()
    assert stamps(case.public) == before


@pytest.mark.parametrize(
    ("options", "error", "said"),
    [
        ({"titel": "T"}, OptionError, "no option 'titel'; did you mean 'title'?"),
        ({"self_url": BASE}, OptionError, "no option 'self_url'"),
        ({"limit": -1}, OptionError, "option 'limit': must not be negative, not -1"),
        ({"base_url": "papers/"}, ValueError, "must be a URL such as https://example"),
        ({"config": "nowhere.toml"}, FileNotFoundError, "nowhere.toml"),
    ],
)
def test_what_is_wrong_is_told_before_anything_is_read(
    case: Case, options: dict[str, Any], error: type[Exception], said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(paperdigest.archive, "read_file", None)
    with pytest.raises(error) as caught:
        case.run(**options)
    assert said in str(caught.value)
    assert not case.public.exists()


def test_a_source_that_leads_to_nothing_is_told_before_another_is_read(
    case: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_archive(case.archive, DAYS)
    monkeypatch.setattr(paperdigest.archive, "read_file", None)
    folders: list[Any] = [[case.archive, "nowhere"], (str(case.archive), Path("nowhere"))]
    for missing in folders:
        with pytest.raises(FileNotFoundError, match="nowhere"):
            paperdigest.write_feeds(missing, case.public, base_url=BASE)


def test_the_most_voted_papers_of_a_day_come_first_if_that_is_asked_for(case: Case) -> None:
    case.run(order="votes")
    files = content(case.public)
    assert ids(files, "feed.xml")[:6] == ["00008", "00009", "00006", "00007", "00005", "00004"]
    assert ids(files, "archive/2024-02/atom.xml") == ["00005", "00004"]
    single = paperdigest.dumps(case.papers(), "atom", order="votes").encode()
    assert [each for page in chain(files, "atom.xml") for each in seen("atom", files[page])] == seen(
        "atom", single
    )


def test_a_feed_of_the_folder_belongs_to_the_folder_unless_it_says_otherwise(case: Case) -> None:
    case.run()
    assert f"<link>{BASE}</link>".encode() in (case.public / "feed.xml").read_bytes()
    case.run(link="https://example.com/")
    assert b"<link>https://example.com/</link>" in (case.public / "popular" / "feed.xml").read_bytes()


def test_memory_does_not_grow_with_the_archive(tmp_path: Path) -> None:
    def archive(count: int) -> Iterator[Paper]:
        for number in range(count):
            day = dt.date(2024, 1, 1 + number % 31)
            yield Paper(title=f"{number}", abstract="x" * 10_000 + str(number), date=day)

    peaks = []
    # The first one fills caches.
    for count in (20, 150, 600):
        tracemalloc.start()
        paperdigest.write_feeds(archive(count), tmp_path / str(count), base_url=BASE)
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
    # All abstracts of the largest one are 6 MB, its one archive page in three formats 18 MB.
    assert peaks[2] < 1.2 * peaks[1]


@pytest.mark.parametrize("file", FILES)
def test_real_digests_become_pages_that_break_no_rule_and_say_what_a_single_feed_says(
    corpus: Path, real: dict[str, bytes], file: str
) -> None:
    name = FORMAT_OF[file]
    # The items themselves, and what readers get of them, is looked at in tests/test_feed_corpus.py.
    found = [page for page in real if page.endswith(file)]
    assert len(found) > 10
    for page in found[::4]:
        assert VIOLATIONS[name](real[page]) == [], page
    papers = [paper for document in paperdigest.scan(corpus) for paper in document.papers]
    for folder, wanted in (
        ("", papers),
        ("agents/", select(papers, text=("agent", "에이전트"), min_votes=10)),
    ):
        single = seen(name, paperdigest.dumps(wanted, name, base_url=MEDIA).encode())
        whole = [each for page in chain(real, f"{folder}{file}") for each in seen(name, real[page])]
        assert whole == single
        assert len(whole) > 20
    assert reached(real) == set(real)


MEDIA = "https://huggingface.co"


@pytest.fixture(scope="module")
def real(corpus: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """The folder of the real digests, if they are there."""
    folder = tmp_path_factory.mktemp("real")
    config = folder / "feeds.toml"
    config.write_text(
        '[[feed]]\nname = "agents"\ntext = ["agent", "에이전트"]\nmin-votes = 10\n', encoding="utf-8"
    )
    public = folder / "public"
    paperdigest.write_feeds(corpus, public, base_url=BASE, config=config, media_base_url=MEDIA)
    return content(public)


# Hostile input.


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=15)
@given(
    st.lists(papers(surrogates=True), min_size=1, max_size=6),
    texts(surrogates=True).filter(line),
    st.integers(0, 3),
)
def test_any_papers_become_a_folder_in_which_every_link_leads_to_a_page(
    tmp_path_factory: pytest.TempPathFactory, archive: list[Paper], title: str, limit: int
) -> None:
    folder = tmp_path_factory.mktemp("any")
    report = paperdigest.write_feeds(
        archive, folder, base_url=BASE, title=title, description=title, author=title, limit=limit
    )
    files = content(folder)
    assert reached(files) == set(files) == set(report.written)
    for file, name in FORMAT_OF.items():
        # The rules about text hold for every page, however hostile the papers.
        for page in (file, *chain(files, file)):
            assert VIOLATIONS[name](files[page]) == []
        whole = [each.id for page in chain(files, file) for each in seen(name, files[page])]
        assert len(set(whole)) == len(whole) == report.feeds[0][1]
        assert [each.id for each in seen(name, files[file])] == whole[:limit]
    before = stamps(folder)
    assert paperdigest.write_feeds(
        archive, folder, base_url=BASE, title=title, description=title, author=title, limit=limit
    ).unchanged
    assert stamps(folder) == before
