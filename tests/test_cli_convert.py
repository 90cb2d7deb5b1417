"""`paperdigest convert`: inputs, formats, filters, flags of exporters, and what is said when it does not work."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

import paperdigest
from cli_support import APRIL, GUESSED, MARCH, UNDATED, install_plugin, run

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def logs(tmp_path: Path) -> Path:
    """A folder of two digests."""
    folder = tmp_path / "logs"
    folder.mkdir()
    (folder / "2024-03.md").write_text(MARCH, encoding="utf-8")
    (folder / "2024-04.md").write_text(APRIL, encoding="utf-8")
    return folder


def titles(output: str) -> list[str]:
    return [json.loads(line)["title"] for line in output.splitlines()]


ALL = ["The $\\nabla^2$ of **Things**", "사물의 이름", "A Later Paper"]


def test_a_folder_becomes_one_stream_on_stdout_and_nothing_is_said(logs: Path) -> None:
    result = run("convert", logs, "-t", "jsonl")
    assert (result.exit_code, result.stderr) == (0, "")
    assert titles(result.stdout) == ALL


@pytest.mark.parametrize(
    "arguments", [["-t", "jsonl"], ["-tjsonl"], ["--to=jsonl"], ["--to", "jsonl", "-o", "-"]]
)
def test_the_format_may_be_written_in_every_way_of_a_flag(logs: Path, arguments: list[str]) -> None:
    assert titles(run("convert", *arguments, logs).stdout) == ALL
    assert titles(run("convert", logs, *arguments).stdout) == ALL


def test_a_dash_is_stdin_and_may_stand_among_files(logs: Path) -> None:
    result = run("convert", logs / "2024-04.md", "-", "-t", "jsonl", stdin=UNDATED)
    assert titles(result.stdout) == ["A Later Paper", "Undated"]


def test_what_the_command_writes_is_what_the_library_writes(logs: Path, tmp_path: Path) -> None:
    for name in ("json", "csv", "markdown"):
        target = tmp_path / "out"
        assert run("convert", logs / "2024-03.md", "-t", name, "-o", target).exit_code == 0
        expected = paperdigest.dumps(paperdigest.load(logs / "2024-03.md"), name)
        assert target.read_bytes() == expected.encode()


def test_the_suffix_of_the_file_tells_the_format(logs: Path, tmp_path: Path) -> None:
    result = run("convert", logs, "-o", tmp_path / "papers.JSONL")
    assert (result.exit_code, result.output) == (0, "")
    assert titles((tmp_path / "papers.JSONL").read_text(encoding="utf-8")) == ALL


def test_a_named_format_wins_over_the_suffix(logs: Path, tmp_path: Path) -> None:
    run("convert", logs, "-t", "jsonl", "-o", tmp_path / "papers.csv")
    assert titles((tmp_path / "papers.csv").read_text(encoding="utf-8")) == ALL


@pytest.mark.parametrize(
    ("conditions", "expected"),
    [
        (["--since", "2024-04-01"], ["A Later Paper"]),
        (["--until", "2024-03-08"], ALL[:2]),
        (["--since", "2024-03-08", "--until", "2024-03-31"], ALL[:2]),
        (["--min-votes", "7"], [ALL[0], ALL[2]]),
        (["--limit", "2"], ALL[:2]),
        (["--min-votes", "7", "--limit", "1", "--since", "2024-03-09"], ["A Later Paper"]),
        (["--limit", "99"], [*ALL, "Undated"]),
        (["--text", "THINGS"], ALL[:1]),
        (["--text", "things", "--text", "later"], [ALL[0], ALL[2]]),
        (["--author", "gonzalez", "--author", "team", "--limit", "1"], ALL[:1]),
        (["--author", "team", "--text", "plain"], ALL[1:2]),
        (["--category", "cs"], []),
    ],
)
def test_conditions_choose_papers(logs: Path, conditions: list[str], expected: list[str]) -> None:
    assert titles(run("convert", logs, "-", "-t", "jsonl", *conditions, stdin=UNDATED).stdout) == expected


def test_files_behind_the_limit_are_not_read(logs: Path) -> None:
    (logs / "2024-05.md").write_bytes(b"\xff")
    assert run("convert", logs, "-t", "jsonl", "--limit", "3").exit_code == 0


def test_no_papers_are_an_empty_file_and_a_remark(logs: Path) -> None:
    result = run("convert", logs, "-t", "jsonl", "--min-votes", "1000")
    assert (result.exit_code, result.stdout) == (0, "")
    assert "no papers were written" in result.stderr


def test_guesses_are_counted_on_stderr(logs: Path) -> None:
    result = run("convert", logs, "-", "-t", "jsonl", stdin=GUESSED)
    assert (result.exit_code, len(titles(result.stdout))) == (0, 4)
    assert result.stderr == "2 findings in 1 file; run paperdigest check\n"
    one = GUESSED.replace("-No", "- No")
    assert (
        run("convert", "-", "-t", "jsonl", stdin=one).stderr == "1 finding in 1 file; run paperdigest check\n"
    )


def test_strict_fails_with_the_findings_and_leaves_the_old_file(logs: Path, tmp_path: Path) -> None:
    target = tmp_path / "papers.jsonl"
    target.write_text("old", encoding="utf-8")
    result = run("convert", logs, "-", "-o", target, "--strict", stdin=GUESSED)
    assert result.exit_code == 1
    assert "<stdin>:5:1: warning PD3" in result.stderr
    assert target.read_text(encoding="utf-8") == "old"
    assert run("convert", logs, "-o", target, "--strict").exit_code == 0


def test_a_file_that_is_not_utf8_is_named_with_the_offset_and_the_old_file_stays(
    logs: Path, tmp_path: Path
) -> None:
    (logs / "2024-05.md").write_bytes(b"## Daily Papers\n\xc0")
    target = tmp_path / "papers.jsonl"
    target.write_text("old", encoding="utf-8")
    result = run("convert", logs, "-o", target)
    assert result.exit_code == 1
    assert "2024-05.md: not UTF-8" in result.stderr
    assert "byte 16" in result.stderr
    assert target.read_text(encoding="utf-8") == "old"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["logs", "papers.jsonl"]


# Arguments behind `convert`; {logs} is the folder. Each line must stand in the message.
USAGE = [
    ([], "Missing argument 'INPUT...'"),
    (["nowhere.md", "-t", "json"], "Cannot read 'nowhere.md': No such file or directory."),
    (["no*where", "-t", "json"], "Cannot read 'no*where': No file matches the pattern."),
    (["{logs}"], "Name the format: -t FORMAT (json, jsonl, csv"),
    (["{logs}", "-o", "papers"], "Name the format"),
    (["{logs}", "-t"], "'-t' requires an argument"),
    (["{logs}", "-t", "jsno"], "no format 'jsno'; did you mean 'json'"),
    (["{logs}", "-o", "papers.xyz"], "'.xyz' belongs to no format"),
    (["{logs}", "-t", "json", "-o", "{logs}"], "is a folder; name a file in it."),
    (["-", "-", "-t", "json"], "'-' (stdin) can be read only once."),
    (["{logs}", "-t", "json", "--since", "8.3.2024"], "'8.3.2024' is no date; write it as 2024-03-08."),
    (
        ["{logs}", "-t", "json", "--since", "2024-02-02", "--until", "2024-02-01"],
        "No day is both since 2024-02-02",
    ),
    (["{logs}", "-t", "json", "--limit", "-1"], "'--limit'"),
    (["{logs}", "-t", "json", "--min-votes", "many"], "'--min-votes'"),
    (["{logs}", "-t", "json", "--text", "a", "--text", " "], "'--text': it is empty."),
    (["{logs}", "-t", "json", "--author", ""], "'--author': it is empty."),
    (["{logs}", "-t", "json", "--category="], "'--category': it is empty."),
    (["{logs}", "-t", "json", "--indent", "two"], "'--indent': 'two' is not a whole number"),
    (
        ["{logs}", "-t", "json", "--excel"],
        "--excel is an option of csv, not of json. Options of json: --indent",
    ),
    (["{logs}", "-t", "json", "--no-excel"], "--no-excel is an option of csv, not of json."),
    (
        ["{logs}", "-t", "csv", "--self-url=http://x"],
        "--self-url is an option of rss, atom, json-feed, not of csv.",
    ),
    (["{logs}", "-t", "csv", "--exel"], "'--exel'"),
    (["{logs}", "-t", "csv", "--exel"], "--excel"),
    (["{logs}", "-t", "csv", "--exel"], "Options of csv: --delimiter,"),
    (["{logs}", "-t", "jsonl", "--wrong"], "Options of jsonl: none."),
    (["{logs}", "--excel"], "It is an option of csv: name the format with -t"),
    (["{logs}", "--wrong"], "Name the format with -t"),
    (["{logs}", "-t", "csv", "--delimiter", "ab"], "delimiter"),
    (["{logs}", "-t", "csv", "--columns", "title,nothing"], "nothing"),
]


@pytest.mark.parametrize(("arguments", "message"), USAGE)
def test_wrong_usage_is_told_with_what_is_right(logs: Path, arguments: list[str], message: str) -> None:
    result = run("convert", *(argument.format(logs=logs) for argument in arguments), stdin="")
    assert result.exit_code == 2
    assert message in result.stderr
    assert result.stdout == ""


def test_a_missing_input_is_told_before_anything_is_written(logs: Path) -> None:
    result = run("convert", logs, "nowhere.md", "-t", "jsonl")
    assert (result.exit_code, result.stdout) == (2, "")


def test_a_folder_that_does_not_exist_is_told_for_the_target(logs: Path, tmp_path: Path) -> None:
    result = run("convert", logs, "-o", tmp_path / "no" / "papers.json")
    assert result.exit_code == 1
    assert f"the folder {tmp_path / 'no'} does not exist; make it first." in result.stderr


def test_exporter_options_are_flags(logs: Path) -> None:
    result = run(
        "convert", logs, "-t", "csv", "--columns", "title, votes", "--delimiter", ";", "--excel", "--limit=1"
    )
    assert (result.exit_code, result.stderr) == (0, "")
    expected = paperdigest.dumps(
        paperdigest.load(logs / "2024-03.md").papers[:1],
        "csv",
        columns=("title", "votes"),
        delimiter=";",
        excel=True,
    )
    assert result.stdout_bytes == expected.encode()


def test_an_exporter_option_named_as_a_flag_of_the_command_bears_the_format(logs: Path) -> None:
    first = run("convert", logs, "-t", "rss", "--limit", "1").stdout
    newest = run("convert", logs, "-t", "rss", "--rss-limit", "1").stdout
    assert "사물의 이름" not in first
    assert "A Later Paper" not in first
    assert "A Later Paper" in newest


def test_help_shows_the_flags_of_the_format_that_is_named() -> None:
    general = run("convert", "--help").stdout
    assert "--since" in general
    assert "--excel" not in general
    csv = run("convert", "-t", "csv", "--help").stdout
    assert "Options of csv:" in csv
    assert "--excel / --no-excel" in csv
    assert "--since" in csv
    assert "[default:no-excel]" in "".join(csv.split())
    assert "Options of" not in run("convert", "-t", "jsonl", "--help").stdout
    assert "Options of rss:" in run("convert", "-o", "feed.rss", "-h").stdout


PLUGIN = """\
from typing import Literal
from attrs import frozen
from paperdigest.exporters.options import option

@frozen(kw_only=True)
class Options:
    style: Literal["short", "long"] = option("short", "how much is written")
    tags: tuple[str, ...] = option(("a", "b"), "what to add")
    since: str | None = option(None, "whatever a plug-in may mean by it")
    gap: str = option("", "what stands between")

class Exporter:
    name = "plain"
    title = "Plain text"
    media_type = "text/plain"
    suffixes = (".plain",)
    options = Options

    def write(self, papers, stream, options):
        for paper in papers:
            stream.write(f"{options}\\n".encode())
"""


@pytest.fixture
def plain(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A plug-in with options of the types that the built-in exporters leave out."""
    install_plugin(tmp_path, "plain", PLUGIN)
    monkeypatch.syspath_prepend(tmp_path)


@pytest.mark.usefixtures("plain")
def test_the_options_of_a_plugin_are_flags_too(logs: Path) -> None:
    result = run(
        "convert",
        logs,
        "-o-",
        "-t",
        "plain",
        "--style",
        "long",
        "--tags",
        "x, y",
        "--plain-since=now",
        "--limit=1",
    )
    assert result.stdout == "Options(style='long', tags=('x', 'y'), since='now', gap='')\n"


@pytest.mark.usefixtures("plain")
def test_a_choice_is_told_with_the_choices(logs: Path) -> None:
    result = run("convert", logs, "-t", "plain", "--style", "wide")
    assert result.exit_code == 2
    assert "'wide' is not one of short, long." in result.stderr


@pytest.mark.usefixtures("plain")
def test_help_shows_choices_and_defaults() -> None:
    text = " ".join(run("convert", "-t", "plain", "--help").stdout.split())
    assert "--style [short|long] How much is written. [default: short]" in text
    assert "--tags A,B,... What to add. [default: a,b]" in text
    assert "--plain-since TEXT Whatever a plug-in may mean by it. --gap" in text
    assert "What stands between. [default: '']" in text


# Each has a name of its own: a module is imported once in a process.
@pytest.mark.parametrize(
    ("name", "code", "message"),
    [
        ("raises", "raise RuntimeError('no luck')", "no luck"),
        ("lacks", "class Exporter: name = 'lacks'", "is no exporter"),
        ("untyped", PLUGIN.replace("gap: str", "gap: complex"), "declares options that cannot be read"),
    ],
)
def test_a_broken_plugin_fails_by_name_and_only_when_asked_for(
    logs: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, code: str, message: str
) -> None:
    install_plugin(tmp_path, name, code)
    monkeypatch.syspath_prepend(tmp_path)
    result = run("convert", logs, "-t", name)
    assert result.exit_code == 1
    assert message in result.stderr
    assert run("convert", logs, "-t", "jsonl").exit_code == 0
    # Looking for the owner of a flag goes over all formats.
    assert "an option of csv, not" in run("convert", logs, "-t", "jsonl", "--excel").stderr
    listed = run("formats")
    assert listed.exit_code == 0
    assert f"{name}: cannot be used\n" in listed.stdout
    assert message in " ".join(listed.stdout.split())


# --- several digests of one paper, several files


@pytest.fixture
def sources(tmp_path: Path) -> Path:
    """Two days with one paper, of which they say different things."""
    folder = tmp_path / "sources"
    folder.mkdir()
    (folder / "a.md").write_text(MARCH, encoding="utf-8")
    again = APRIL.replace(
        "[A Later Paper](https://arxiv.org/abs/2404.00001)", "[Other](https://arxiv.org/abs/2403.00001)"
    )
    (folder / "b.md").write_text(again, encoding="utf-8")
    return folder


def test_combine_writes_each_paper_once_and_says_where_the_inputs_disagree(sources: Path) -> None:
    result = run("convert", sources, "--combine", "-t", "jsonl")
    assert result.exit_code == 0
    first, second = map(json.loads, result.stdout.splitlines())
    assert (first["title"], first["date"], first["votes"]) == (ALL[0], "2024-03-08", 22)
    assert second["title"] == ALL[1]
    assert [point["text"] for point in first["summary"]] == [
        "작은 것을 크게 그린다.",
        "It is fast.",
        "Later.",
    ]
    assert result.stderr.splitlines() == [
        "combined 3 papers into 2",
        f"arxiv:2403.00001: title: {ALL[0]} ({sources / 'a.md'}); but Other ({sources / 'b.md'})",
    ]


def test_conditions_are_judged_on_combined_papers(sources: Path) -> None:
    combined = run(
        "convert", sources, "--combine", "-t", "jsonl", "--min-votes", "22", "--until", "2024-03-31"
    )
    assert titles(combined.stdout) == [ALL[0]]


def test_also_writes_the_same_papers_in_the_format_of_each_suffix(sources: Path, tmp_path: Path) -> None:
    files = [tmp_path / name for name in ("a.bib", "a.rss", "a.jsonl")]
    bib, feed, lines = files
    result = run("convert", sources, "--combine", "-o", bib, "--also", feed, "--also", lines)
    assert result.exit_code == 0
    papers, _ = paperdigest.combine(paperdigest.scan(sources))
    for file in files:
        assert (
            file.read_bytes() == paperdigest.dumps(papers, file.suffix[1:].replace("bib", "bibtex")).encode()
        )


def test_also_without_combine_writes_every_appearance(sources: Path, tmp_path: Path) -> None:
    run("convert", sources, "-t", "csv", "-o", tmp_path / "a.csv", "--also", tmp_path / "a.jsonl")
    assert len((tmp_path / "a.jsonl").read_text(encoding="utf-8").splitlines()) == 3


def test_a_suffix_of_no_format_is_told_before_anything_is_read(sources: Path, tmp_path: Path) -> None:
    result = run("convert", sources, "-o", tmp_path / "a.bib", "--also", tmp_path / "a.xyz")
    assert result.exit_code == 2
    assert "a.xyz: the suffix '.xyz' belongs to no format" in result.stderr
    assert not (tmp_path / "a.bib").exists()
