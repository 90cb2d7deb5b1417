"""`paperdigest convert --enrich`: facts from a file of arXiv's metadata, and what is said about it."""

from __future__ import annotations

import gzip
import json
from typing import TYPE_CHECKING

import pytest

from cli_support import APRIL, MARCH, process, run

if TYPE_CHECKING:
    from pathlib import Path

    from click.testing import Result

FACTS = {
    "id": "2403.00001",
    "authors_parsed": [["Sheng", "Ying", ""], ["Stoica", "Ion", ""]],
    "abstract": "  One\n line.\n",
    "categories": "cs.LG math.DG",
}


@pytest.fixture
def digest(tmp_path: Path) -> Path:
    path = tmp_path / "digest.md"
    path.write_text(MARCH + "\n" + APRIL, encoding="utf-8")
    return path


@pytest.fixture
def snapshot(tmp_path: Path) -> Path:
    path = tmp_path / "snapshot.json"
    path.write_text(json.dumps(FACTS) + "\n", encoding="utf-8")
    return path


def papers(result: Result) -> list[dict[str, object]]:
    assert result.exit_code == 0, result.output
    return [json.loads(line) for line in result.stdout.splitlines()]


def test_facts_come_from_the_file_and_stderr_says_for_how_many(digest: Path, snapshot: Path) -> None:
    result = run("convert", digest, "-t", "jsonl", "--enrich", snapshot)
    first, second, third = papers(result)
    assert first["authors"] == ["Ying Sheng", "Ion Stoica"]
    assert (first["authors_order"], first["categories"]) == ("paper", ["cs.LG", "math.DG"])
    assert first["abstract"] == "One line."
    assert (second["authors_order"], third["authors_order"]) == ("unknown", "unknown")
    assert result.stderr == "enriched 1 of 3 papers; not found: 2403.00002, 2404.00001\n"


def test_only_papers_that_are_wanted_are_looked_for(digest: Path, snapshot: Path) -> None:
    result = run("convert", digest, "-t", "jsonl", "--enrich", snapshot, "--limit", "1")
    assert len(papers(result)) == 1
    assert result.stderr == "enriched 1 of 1 paper\n"


@pytest.mark.parametrize(
    "condition", [("--category", "math"), ("--text", "one line"), ("--author", "ying sheng", "--limit", "1")]
)
def test_conditions_are_about_the_facts_of_the_file_too(
    digest: Path, snapshot: Path, condition: tuple[str, ...]
) -> None:
    result = run("convert", digest, "-t", "jsonl", "--enrich", snapshot, *condition)
    assert [paper["categories"] for paper in papers(result)] == [["cs.LG", "math.DG"]]
    assert result.stderr.startswith("enriched 1 of 3 papers")


def test_the_file_may_be_compressed_and_the_exporter_sees_the_facts(digest: Path, tmp_path: Path) -> None:
    path = tmp_path / "snapshot"
    path.write_bytes(gzip.compress(json.dumps(FACTS).encode()))
    result = run("convert", digest, "-t", "bibtex", "--enrich", path)
    assert result.exit_code == 0
    assert "author = {Sheng, Ying and Stoica, Ion}" in result.stdout
    assert "primaryClass = {cs.LG}" in result.stdout


def test_of_many_ids_the_first_are_named(tmp_path: Path, snapshot: Path) -> None:
    headings = [f"### [A](https://arxiv.org/abs/2405.{n:05})\n\n- b\n" for n in range(13)]
    path = tmp_path / "many.md"
    path.write_text("\n".join([*headings, "### [Elsewhere](https://example.org/a)\n"]), encoding="utf-8")
    result = run("convert", path, "-t", "jsonl", "--enrich", snapshot)
    assert result.stderr.startswith("enriched 0 of 14 papers; not found: 2405.00000, 2405.00001, ")
    assert "2405.00009 and 3 more; not on arXiv: 1\n" in result.stderr


def test_records_that_cannot_be_read_are_counted_and_the_first_is_shown(digest: Path, tmp_path: Path) -> None:
    path = tmp_path / "answer.xml"
    error = "<entry><id>http://arxiv.org/api/errors</id><summary>\x9b31m</summary></entry>"
    good = "<entry><id>http://arxiv.org/abs/2403.00001v1</id></entry>"
    path.write_text(f'<feed xmlns="http://www.w3.org/2005/Atom">{error * 2}{good}</feed>', encoding="utf-8")
    result = run("convert", digest, "-t", "jsonl", "--enrich", path)
    assert len(papers(result)) == 3
    assert result.stderr.splitlines()[0] == "enriched 1 of 3 papers; not found: 2403.00002, 2404.00001"
    assert f"2 records of {path} could not be read; the first: entry 1: no arXiv id" in result.stderr
    assert "\x9b" not in result.stderr


@pytest.mark.parametrize("name", ["nowhere.json", "."])
def test_a_file_that_is_not_there_is_wrong_usage(digest: Path, tmp_path: Path, name: str) -> None:
    target = tmp_path / "papers.bib"
    result = run("convert", digest, "-o", target, "--enrich", tmp_path / name)
    assert (result.exit_code, result.stdout) == (2, "")
    assert "--enrich" in result.stderr
    assert not target.exists()


def test_a_file_that_is_no_metadata_is_refused_and_nothing_is_written(digest: Path, tmp_path: Path) -> None:
    target = tmp_path / "papers.bib"
    target.write_text("kept")
    result = run("convert", digest, "-o", target, "--enrich", digest)
    assert (result.exit_code, result.stdout) == (1, "")
    assert "digest.md: unknown format; expected the Atom response of the arXiv API" in result.stderr
    assert target.read_text() == "kept"


def test_an_error_of_the_system_names_the_file(digest: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise OSError(5, "Input/output error")

    monkeypatch.setattr("paperdigest.cli.convert.enrich", fail)
    result = run("convert", digest, "-t", "jsonl", "--enrich", digest)
    assert (result.exit_code, result.stdout) == (1, "")
    assert f"cannot read {digest}: Input/output error" in result.stderr


def test_an_input_that_cannot_be_read_is_not_blamed_on_the_file(digest: Path, snapshot: Path) -> None:
    digest.write_bytes(b"\xff")
    result = run("convert", digest, "-t", "jsonl", "--enrich", snapshot)
    assert result.exit_code == 1
    assert "not UTF-8" in result.stderr
    assert "snapshot" not in result.stderr


def test_the_command_itself_does_it(digest: Path, snapshot: Path) -> None:
    done = process(
        "convert", digest, "-t", "csv", "--columns", "authors", "--limit", "1", "--enrich", snapshot
    )
    assert (done.returncode, done.stderr) == (0, b"enriched 1 of 1 paper\n")
    assert b"Ying Sheng" in done.stdout
