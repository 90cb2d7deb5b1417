"""`paperdigest feed`: the folder as the library writes it, flags, and what is said."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

import paperdigest
from cli_support import APRIL, GUESSED, MARCH, process, run
from feed_folders import BASE, CONFIG, STAGING, content, reached, stamps

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def logs(tmp_path: Path) -> Path:
    folder = tmp_path / "logs"
    folder.mkdir()
    (folder / "2024-03.md").write_text(MARCH, encoding="utf-8")
    (folder / "2024-04.md").write_text(APRIL, encoding="utf-8")
    return folder


@pytest.fixture
def public(tmp_path: Path) -> Path:
    return tmp_path / "public"


@pytest.fixture
def config(tmp_path: Path) -> Path:
    path = tmp_path / "feeds.toml"
    path.write_text(CONFIG, encoding="utf-8")
    return path


def test_the_command_writes_what_the_library_writes_and_says_how_much(
    logs: Path, public: Path, config: Path
) -> None:
    result = run("feed", logs, "-o", public, "--base-url", BASE, "--config", config)
    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr == (
        "feed agents: no paper meets its conditions\n"
        "3 feeds, 3 papers; files: 20 written, 0 unchanged, 0 removed\n"
    )
    other = public.with_name("other")
    paperdigest.write_feeds(logs, other, base_url=BASE, config=config)
    assert content(public) == content(other)
    assert reached(content(public)) == set(content(public))


def test_a_second_run_touches_nothing_and_says_so(logs: Path, public: Path) -> None:
    run("feed", logs, "-o", public, "--base-url", BASE)
    before = stamps(public)
    result = run("feed", logs, "-o", public, "--base-url", BASE)
    assert result.stderr == "1 feed, 3 papers; files: 0 written, 11 unchanged, 0 removed\n"
    assert stamps(public) == before
    (logs / "2024-04.md").unlink()
    result = run("feed", logs, "-o", public, "--base-url", BASE)
    assert result.stderr == "1 feed, 2 papers; files: 6 written, 2 unchanged, 3 removed\n"


def test_flags_are_the_options_of_the_feeds_and_win_over_the_top_of_the_file(
    logs: Path, public: Path, config: Path
) -> None:
    flags = {
        "--title": "Given", "--link": "https://example.org/", "--description": "D", "--language": "en",
        "--author": "A", "--rights": "R", "--icon": f"{BASE}icon.png", "--hub": f"{BASE}hub", "--limit": "1",
        "--order": "votes", "--time-zone": "+09:00", "--content": "none", "--item-link": "pdf",
        "--media-base-url": BASE,
    }  # fmt: skip
    arguments = [text for pair in flags.items() for text in pair]
    result = run("feed", logs, "-o", public, "--base-url", BASE, "--config", config, *arguments)
    assert result.exit_code == 0, result.output
    other = public.with_name("other")
    paperdigest.write_feeds(
        logs, other, base_url=BASE, config=config, title="Given", link="https://example.org/",
        description="D", language="en", author="A", rights="R", icon=f"{BASE}icon.png", hub=f"{BASE}hub",
        limit=1, order="votes", time_zone="+09:00", content="none", item_link="pdf", media_base_url=BASE,
    )  # fmt: skip
    assert content(public) == content(other)
    assert b"<title>Given</title>" in (public / "feed.xml").read_bytes()
    assert b"<title>Popular papers</title>" in (public / "popular" / "feed.xml").read_bytes()


def test_stdin_is_an_input_among_others_and_guesses_are_counted(logs: Path, public: Path) -> None:
    result = run("feed", logs, "-", "-o", public, "--base-url", BASE, stdin=GUESSED)
    assert result.exit_code == 0
    assert result.stderr == (
        "2 findings in 1 file; run paperdigest check\n"
        "1 feed, 4 papers; files: 11 written, 0 unchanged, 0 removed\n"
    )


def test_strict_fails_with_the_findings_and_leaves_the_folder(logs: Path, public: Path) -> None:
    run("feed", logs, "-o", public, "--base-url", BASE)
    before = stamps(public)
    result = run("feed", logs, "-", "-o", public, "--base-url", BASE, "--strict", stdin=GUESSED)
    assert result.exit_code == 1
    assert "<stdin>:5:1: warning PD3" in result.stderr
    assert stamps(public) == before
    assert run("feed", logs, "-o", public, "--base-url", BASE, "--strict").exit_code == 0


# Arguments behind `feed`, the exit code, and what is said; {logs} and the like are paths.
WRONG = [
    ([], 2, "Missing argument 'INPUT...'"),
    (["{logs}", "--base-url", BASE], 2, "Missing option '-o'"),
    (["{logs}", "-o", "{public}"], 2, "Missing option '--base-url'"),
    (["{logs}", "-o", "{public}", "--base-url", "papers/"], 2, "'--base-url': it must be a URL such as"),
    (["{logs}", "-o", "{public}", "--base-url", f"{BASE}?a=1"], 2, "'--base-url': it must be a URL such as"),
    (["nowhere", "-o", "{public}", "--base-url", BASE], 2, "Cannot read 'nowhere'"),
    (["{logs}", "-o", "{config}", "--base-url", BASE], 2, "feeds.toml is a file; name a folder."),
    (["{logs}", "-o", "{public}", "--base-url", BASE, "--config", "nowhere"], 2, "'--config'"),
    (["{logs}", "-o", "{public}", "--base-url", BASE, "--reader", "nobody"], 2, "no reader 'nobody'"),
    (["{logs}", "-o", "{public}", "--base-url", BASE, "--limit", "ten"], 2, "'ten' is not a whole number"),
    (
        ["{logs}", "-o", "{public}", "--base-url", BASE, "--limit", "-1"],
        2,
        "option 'limit': must not be negative",
    ),
    (
        ["{logs}", "-o", "{public}", "--base-url", BASE, "--order", "given"],
        2,
        "'--order': 'given' is not one of",
    ),
    (["{logs}", "-o", "{public}", "--base-url", BASE, "--self-url", BASE], 2, "'--self-url'"),
    (["{logs}", "-o", "{public}", "--base-url", BASE, "--feed-id", "tag:a"], 2, "'--feed-id'"),
    (
        ["{logs}", "-o", "{public}", "--base-url", BASE, "--config", "{wrong}"],
        1,
        "wrong.toml: key 'titel': is not known; did you mean 'title'?",
    ),
    (["-", "-o", "{public}", "--base-url", BASE], 1, "no paper to make feeds of; the folder is as it was"),
]


@pytest.mark.parametrize(("arguments", "code", "said"), WRONG, ids=[said for _, _, said in WRONG])
def test_what_is_wrong_is_told_and_nothing_is_made(
    logs: Path, public: Path, config: Path, arguments: list[str], code: int, said: str
) -> None:
    wrong = config.with_name("wrong.toml")
    wrong.write_text('titel = "T"', encoding="utf-8")
    places = {"logs": logs, "public": public, "config": config, "wrong": wrong}
    result = run("feed", *(argument.format(**places) for argument in arguments), stdin="")
    assert result.exit_code == code
    assert said in result.stderr
    assert result.stdout == ""
    assert not public.exists()


def test_a_page_that_cannot_take_its_place_is_named(logs: Path, public: Path) -> None:
    (public / "atom.xml").mkdir(parents=True)
    result = run("feed", logs, "-o", public, "--base-url", BASE)
    assert result.exit_code == 1
    assert f"{public / 'atom.xml'}: Is a directory." in result.stderr
    assert content(public) == {}
    assert not (public / STAGING).exists()


def test_the_bytes_are_the_same_in_every_process(logs: Path, public: Path, config: Path) -> None:
    found = []
    for number, environment in enumerate(
        ({"PYTHONHASHSEED": "1", "TZ": "UTC"}, {"PYTHONHASHSEED": "2", "TZ": "Asia/Seoul", "LC_ALL": "C"})
    ):
        folder = public.with_name(f"other-{number}")
        done = process(
            "feed", logs, "-o", folder, "--base-url", BASE, "--config", config, environment=environment
        )
        assert done.returncode == 0, done.stderr
        found.append(content(folder))
    assert found[0] == found[1]
    assert len(found[0]) == 20


def test_other_commands_do_not_load_what_writes_feeds() -> None:
    code = "import sys, paperdigest.cli.app; print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert not {"lxml", "sqlite3", "tomllib"} & set(loaded.stdout.split())
