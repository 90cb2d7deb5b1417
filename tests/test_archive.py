"""Folders of digests: which files are read, in which order, and which papers are wanted."""

from __future__ import annotations

import datetime as dt
import gc
import os
import weakref
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import cli_support
import paperdigest
from paperdigest.archive import find_files, scan, select
from paperdigest.model import Paper

if TYPE_CHECKING:
    from collections.abc import Iterator


def touch(folder: Path, *names: str) -> None:
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(cli_support.APRIL, encoding="utf-8")


def found(folder: Path, *sources: str | Path) -> list[str]:
    return [path.relative_to(folder).as_posix() for path in find_files(*sources)]


def test_a_folder_gives_its_markdown_files_at_any_depth_sorted_by_path(tmp_path: Path) -> None:
    touch(
        tmp_path, "b.md", "a.markdown", "a/z.md", "a/b/c.MD", "B.md", "notes.txt", "a.md.bak", "noon", "가.md"
    )
    assert found(tmp_path, tmp_path) == ["B.md", "a/b/c.MD", "a/z.md", "a.markdown", "b.md", "가.md"]


def test_hidden_files_and_folders_are_left_out(tmp_path: Path) -> None:
    touch(tmp_path, "a.md", ".git/b.md", "._a.md", "x/.cache/c.md", ".d.md")
    assert found(tmp_path, tmp_path) == ["a.md"]


def test_a_hidden_folder_or_a_file_of_another_suffix_that_is_named_is_read(tmp_path: Path) -> None:
    touch(tmp_path, ".logs/a.md", "digest.txt")
    assert found(tmp_path, tmp_path / ".logs", str(tmp_path / "digest.txt")) == [".logs/a.md", "digest.txt"]


def test_links_to_folders_are_not_followed_and_links_to_files_are(tmp_path: Path) -> None:
    touch(tmp_path, "logs/a.md")
    (tmp_path / "logs" / "circle").symlink_to(tmp_path / "logs")
    (tmp_path / "logs" / "circle.md").symlink_to(tmp_path / "logs")
    (tmp_path / "logs" / "b.md").symlink_to(tmp_path / "logs" / "a.md")
    assert found(tmp_path, tmp_path / "logs") == ["logs/a.md", "logs/b.md"]


def test_a_link_to_a_folder_that_is_named_is_followed(tmp_path: Path) -> None:
    touch(tmp_path, "logs/a.md")
    (tmp_path / "link").symlink_to(tmp_path / "logs")
    assert found(tmp_path, tmp_path / "link") == ["link/a.md"]


def test_sources_keep_the_order_they_are_given_in(tmp_path: Path) -> None:
    touch(tmp_path, "2024/b.md", "2024/a.md", "2023/c.md")
    sources = tmp_path / "2024", tmp_path / "2023", tmp_path / "2024" / "b.md"
    assert found(tmp_path, *sources) == ["2024/a.md", "2024/b.md", "2023/c.md", "2024/b.md"]


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        ("logs/*/*.md", ["logs/2023/c.md", "logs/2024/a.md"]),
        ("logs/*", ["logs/2023/c.md", "logs/2024/a.md", "logs/2024/deep/b.md", "logs/notes.txt"]),
        ("logs/**", ["logs/2023/c.md", "logs/2024/a.md", "logs/2024/deep/b.md"]),
        ("logs/**/*.md", ["logs/2023/c.md", "logs/2024/a.md", "logs/2024/deep/b.md"]),
        ("logs/202[4]/a.md", ["logs/2024/a.md"]),
        ("logs/*.txt", ["logs/notes.txt"]),
    ],
)
def test_a_pattern_stands_for_what_it_matches_each_file_once(
    tmp_path: Path, pattern: str, expected: list[str]
) -> None:
    touch(
        tmp_path, "logs/2024/a.md", "logs/2024/deep/b.md", "logs/2023/c.md", "logs/notes.txt", "logs/.d/e.md"
    )
    assert found(tmp_path, tmp_path / pattern) == expected
    assert found(tmp_path, str(tmp_path / pattern)) == expected


def test_a_file_whose_name_looks_like_a_pattern_is_that_file(tmp_path: Path) -> None:
    touch(tmp_path, "a[1].md", "a1.md")
    assert found(tmp_path, tmp_path / "a[1].md") == ["a[1].md"]


@pytest.mark.parametrize("missing", ["nowhere.md", "no*where.md", "a.md/b.md"])
def test_a_source_that_leads_to_nothing_is_named_before_anything_is_read(
    tmp_path: Path, missing: str
) -> None:
    touch(tmp_path, "a.md")
    with pytest.raises(FileNotFoundError) as caught:
        scan(tmp_path / "a.md", tmp_path / missing)
    assert caught.value.filename == str(tmp_path / missing)


def test_an_empty_text_is_no_folder() -> None:
    with pytest.raises(FileNotFoundError):
        scan("")


def test_no_sources_and_an_empty_folder_give_no_documents(tmp_path: Path) -> None:
    assert list(scan()) == []
    assert list(scan(tmp_path)) == []


def test_folders_nested_deeper_than_python_calls_are_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    depth = 1100
    for _ in range(depth):
        os.mkdir("d")  # noqa: PTH102 - relative: the whole path may be longer than the system takes
        os.chdir("d")
    touch(Path(), "a.md")
    try:
        monkeypatch.chdir(tmp_path)
        assert [len(path.parts) for path in find_files("d")] == [depth + 1]
    finally:
        # pytest's own tidying recurses.
        deepest = Path(*["d"] * depth)
        (deepest / "a.md").unlink()
        for folder in (deepest, *deepest.parents[:-1]):
            folder.rmdir()


def test_documents_bear_the_path_as_their_name_and_the_papers_of_the_file(tmp_path: Path) -> None:
    touch(tmp_path, "a.md", "b.md")
    documents = list(paperdigest.scan(tmp_path))
    assert [document.name for document in documents] == [str(tmp_path / "a.md"), str(tmp_path / "b.md")]
    assert [paper.title for document in documents for paper in document.papers] == ["A Later Paper"] * 2


def test_a_file_is_read_when_its_document_is_asked_for(tmp_path: Path) -> None:
    touch(tmp_path, "a.md", "b.md")
    documents = scan(tmp_path)
    next(documents)
    (tmp_path / "b.md").write_bytes(b"\xff")
    with pytest.raises(paperdigest.DecodeError, match=r"b\.md"):
        next(documents)


def test_scan_keeps_no_document(tmp_path: Path) -> None:
    touch(tmp_path, *(f"{number}.md" for number in range(5)))
    alive: list[weakref.ref[paperdigest.Document]] = []
    for document in scan(tmp_path):
        alive.append(weakref.ref(document))
        del document
        gc.collect()
        assert [reference() for reference in alive] == [None] * len(alive)


def test_strict_scanning_raises_at_the_file_that_was_guessed(tmp_path: Path) -> None:
    touch(tmp_path, "a.md")
    (tmp_path / "b.md").write_text(cli_support.GUESSED, encoding="utf-8")
    documents = scan(tmp_path, strict=True)
    assert len(next(documents).papers) == 1
    with pytest.raises(paperdigest.DigestError, match=r"b\.md"):
        next(documents)


def paper(day: int | None = None, votes: int | None = None) -> Paper:
    date = None if day is None else dt.date(2024, 3, day)
    return Paper(title=f"{day} {votes}", date=date, votes=votes)


PAPERS = [paper(1, 5), paper(2, 0), paper(3), paper(None, 9), paper(2, 7)]


@pytest.mark.parametrize(
    ("conditions", "expected"),
    [
        ({}, [0, 1, 2, 3, 4]),
        ({"since": dt.date(2024, 3, 2)}, [1, 2, 4]),
        ({"until": dt.date(2024, 3, 2)}, [0, 1, 4]),
        ({"since": dt.date(2024, 3, 2), "until": dt.date(2024, 3, 2)}, [1, 4]),
        ({"since": dt.date(2024, 3, 3), "until": dt.date(2024, 3, 1)}, []),
        ({"min_votes": 0}, [0, 1, 3, 4]),
        ({"min_votes": 7}, [3, 4]),
        ({"limit": 2}, [0, 1]),
        ({"limit": 0}, []),
        ({"limit": 99}, [0, 1, 2, 3, 4]),
        ({"min_votes": 6, "limit": 1}, [3]),
        ({"min_votes": 6, "limit": 1, "since": dt.date(2024, 3, 1)}, [4]),
    ],
)
def test_papers_that_are_not_known_to_meet_a_condition_are_left_out(
    conditions: dict[str, object], expected: list[int]
) -> None:
    assert list(select(PAPERS, **conditions)) == [PAPERS[index] for index in expected]  # type: ignore[arg-type]


@pytest.mark.parametrize("several", [("one", "three"), ["three", "one"], "e"])
def test_papers_are_chosen_by_texts_authors_and_categories(
    several: str | list[str] | tuple[str, ...],
) -> None:
    numbered = [Paper(title=name, authors=(name,), categories=(name,)) for name in ("one", "two", "three")]
    wanted = [numbered[0], numbered[2]]
    assert list(select(numbered, text=several)) == wanted
    assert list(select(numbered, author=several)) == wanted
    assert list(select(numbered, category=several)) == ([] if several == "e" else wanted)
    assert list(select(numbered, text=several, limit=1)) == wanted[:1]


def test_an_empty_text_is_refused_at_once() -> None:
    with pytest.raises(ValueError, match="text must not be empty"):
        select(PAPERS, text="")


def test_no_more_papers_are_taken_than_needed() -> None:
    taken = count(1)

    def endless() -> Iterator[Paper]:
        for number in taken:
            yield paper(1, number)

    assert [chosen.votes for chosen in select(endless(), limit=3)] == [1, 2, 3]
    assert next(taken) == 4


def test_a_negative_limit_is_refused_at_once() -> None:
    with pytest.raises(ValueError, match="limit must be 0 or more, not -1"):
        select(PAPERS, limit=-1)
