"""`paperdigest show`, `formats` and `demo`: what a person looks at."""

from __future__ import annotations

from typing import TYPE_CHECKING

import paperdigest
from cli_support import APRIL, MARCH, UNDATED, install_plugin, run

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    import pytest


def test_a_table_has_a_line_for_every_paper_under_the_name_of_its_file(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(MARCH, encoding="utf-8")
    (tmp_path / "b.md").write_text(APRIL, encoding="utf-8")
    result = run("show", tmp_path)
    assert (result.exit_code, result.stderr) == (0, "")
    lines = result.stdout.splitlines()
    assert len(lines) == 7
    assert lines[0] == f"{tmp_path / 'a.md'}: 2 papers"
    assert lines[1].split() == ["date", "votes", "title", "authors", "id"]
    assert lines[2].split()[:2] == ["2024-03-08", "22"]
    assert "The ∇2 of Things" in lines[2] or "The ∇² of Things" in lines[2]
    assert "Ion Stoica +2" in lines[2]
    assert lines[2].rstrip().endswith("2403.00001")
    assert "사물의 이름" in lines[3]
    assert "Chameleon Team +" not in lines[3]
    assert lines[4] == f"{tmp_path / 'b.md'}: 1 paper"


def test_what_is_not_known_is_a_dash() -> None:
    lines = run("show", "-", stdin=UNDATED).stdout.splitlines()
    assert lines[2].split() == ["-", "-", "Undated", "-", "2403.00004"]
    elsewhere = APRIL.replace("https://arxiv.org/abs/2404.00001", "https://example.org/paper")
    assert run("show", "-", stdin=elsewhere).stdout.split()[-1] == "-"


def test_a_list_of_authors_that_was_cut_off_stays_open() -> None:
    text = APRIL.replace("Vote: 7", "Authors: Ana Lima, Bo Ek, +")
    assert "Ana Lima +1…" in run("show", "-", stdin=text).stdout


def test_a_pipe_gets_neither_colour_nor_broken_lines(monkeypatch: pytest.MonkeyPatch) -> None:
    for variable in ("FORCE_COLOR", "CLICOLOR_FORCE", "TTY_COMPATIBLE"):
        monkeypatch.setenv(variable, "1")
    monkeypatch.setenv("COLUMNS", "20")
    long = "Long " * 1000
    output = run("show", "-", stdin=APRIL.replace("A Later Paper", long)).stdout
    assert "\x1b" not in output
    assert len(output.splitlines()) == 3
    assert max(map(len, output.splitlines())) == 160
    assert "…" in output


def test_a_hostile_title_cannot_move_the_cursor() -> None:
    output = run(
        "show", "-", stdin=APRIL.replace("A Later Paper", "A \x1b[2J\x1b]0;x\x07 [red]B[/red] :smile:")
    ).stdout
    assert "\x1b" not in output
    assert "\x07" not in output
    assert "[red]B[/red] :smile:" in output


def test_nor_can_a_hostile_file_name(tmp_path: Path) -> None:
    (tmp_path / "\x1b[2J.md").write_text(APRIL.replace("- Later", "-Later"), encoding="utf-8")
    for command in ("show", "check"):
        output = run(command, tmp_path).stdout
        assert "\x1b" not in output
        assert "\\x1b[2J.md:" in output


def test_a_file_without_papers_is_told(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("nothing", encoding="utf-8")
    result = run("show", tmp_path)
    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr == f"{tmp_path / 'a.md'}: no papers; 'paperdigest check' tells why\n"


def test_formats_lists_every_format_with_its_options() -> None:
    result = run("formats")
    assert (result.exit_code, result.stderr) == (0, "")
    for name in paperdigest.formats():
        assert f"{name}: {paperdigest.exporter(name).title} (" in result.stdout
    assert "csv: CSV (text/csv; .csv)" in result.stdout
    assert "--excel / --no-excel" in result.stdout
    assert "--rss-limit" in result.stdout


def test_formats_tells_of_plug_ins_that_a_built_in_name_hides(install: Callable[..., None]) -> None:
    install("csv", "raise RuntimeError", module="acme_csv")
    install("daily-papers", "raise RuntimeError", module="acme_daily", group="readers")
    result = run("formats")
    assert result.exit_code == 0
    assert result.stderr.splitlines() == [
        "exporter plug-in 'csv' (acme_csv:titles) is hidden: a built-in exporter has its name",
        "reader plug-in 'daily-papers' (acme_daily:titles) is hidden: a built-in reader has its name",
    ]


def test_the_demo_writes_every_format_and_shows_each(tmp_path: Path) -> None:
    target = tmp_path / "to" / "demo"
    result = run("demo", target)
    assert (result.exit_code, result.stderr) == (0, "")
    for name in paperdigest.formats():
        (heading,) = (line.split() for line in result.stdout.splitlines() if line.startswith(f"{name} "))
        path = target / heading[-1].rpartition("/")[2]
        assert heading[1:3] == ["6", "papers"]
        assert heading[3:5] == [f"{path.stat().st_size:,}", "bytes"]
        look = result.stdout.partition(str(path))[2].splitlines()[1]
        assert path.read_text(encoding="utf-8").startswith(look.strip()[:20])
    assert len(list(target.iterdir())) == len(paperdigest.formats())
    assert max(map(len, result.stdout.splitlines())) <= 100 + len(str(target))


def test_the_demo_twice_gives_the_same_files(tmp_path: Path) -> None:
    run("demo", tmp_path)
    before = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    assert run("demo", tmp_path).exit_code == 0
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == before


def test_the_demo_goes_into_the_folder_demo(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert run("demo").exit_code == 0
    assert [path.name for path in tmp_path.iterdir()] == ["demo"]


def test_the_demo_does_not_write_over_a_file(tmp_path: Path) -> None:
    (tmp_path / "demo").write_text("mine", encoding="utf-8")
    result = run("demo", tmp_path / "demo")
    assert result.exit_code == 2
    assert f"{tmp_path / 'demo'} is a file; name a folder." in result.stderr


def test_the_demo_leaves_out_a_plugin_that_is_broken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    install_plugin(tmp_path, "undemonstrable", "raise RuntimeError('no luck')")
    monkeypatch.syspath_prepend(tmp_path)
    result = run("demo", tmp_path / "demo")
    assert result.exit_code == 0
    assert "left out: exporter plug-in 'undemonstrable'" in result.stderr


def test_the_example_is_clean_and_shows_every_variant(tmp_path: Path) -> None:
    run("demo", tmp_path)
    example = (tmp_path / "example.md").read_text(encoding="utf-8")
    assert run("check", tmp_path / "example.md", "--fail-on", "info").exit_code == 0
    papers = paperdigest.loads(example).papers
    points = [point for paper in papers for point in paper.summary]
    assert len(papers) == 6
    assert {point.label is None for point in points} == {True, False}
    assert any(point.children for point in points)
    assert {medium.kind.value for paper in papers for medium in paper.media} == {"image", "video"}
    assert all(paper.votes and paper.arxiv_id and paper.authors and paper.date for paper in papers)
    assert any("$" in paper.title for paper in papers)
    assert any(paper.authors == ("Chameleon Team",) for paper in papers)
    assert any(paper.links for paper in papers)
