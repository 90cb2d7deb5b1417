"""`paperdigest check` and `paperdigest explain`: findings, exit codes, and what a code means."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from cli_support import APRIL, GUESSED, MARCH, run
from paperdigest.codes import CODES

if TYPE_CHECKING:
    from pathlib import Path

ODD = APRIL.replace("- Later.", "- Later.\n\n-")  # a bullet without text: odd, but read for certain


def test_a_clean_digest_gives_nothing_but_a_summary(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(MARCH, encoding="utf-8")
    result = run("check", tmp_path)
    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr == "files: 1, papers: 2; findings: none\n"


def test_findings_show_place_line_and_carets_and_fail() -> None:
    result = run("check", "-", stdin=GUESSED)
    assert result.exit_code == 1
    lines = result.stdout.splitlines()
    assert len(lines) == 6
    assert lines[0].startswith("<stdin>:5:1: warning PD3")
    assert lines[1] == "  Authors: ['Ana Lima', 'Bo Ek']"
    assert set(lines[2].strip()) == {"^"}
    assert result.stderr == "files: 1, papers: 1; findings: 2 warning\n"


@pytest.mark.parametrize(
    ("text", "fail_on", "code"),
    [
        (ODD, "info", 1),
        (ODD, "warning", 0),
        (ODD, "error", 0),
        (GUESSED, "info", 1),
        (GUESSED, "warning", 1),
        (GUESSED, "error", 0),
        ("no digest", "error", 1),
        (MARCH, "info", 0),
    ],
)
def test_the_exit_code_is_1_from_the_severity_on_that_is_asked_for(
    text: str, fail_on: str, code: int
) -> None:
    assert run("check", "-", "--fail-on", fail_on, stdin=text).exit_code == code


def test_warnings_fail_unless_something_else_is_asked_for() -> None:
    assert run("check", "-", stdin=ODD).exit_code == 0
    assert run("check", "-", stdin=GUESSED).exit_code == 1


def test_a_file_that_cannot_be_decoded_does_not_keep_the_others_from_being_checked(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_bytes(b"ab\xff")
    (tmp_path / "b.md").write_text(ODD, encoding="utf-8")
    result = run("check", tmp_path, "--fail-on", "error")
    assert result.exit_code == 1
    assert "a.md: not UTF-8" in result.stderr
    assert "b.md:" in result.stdout
    assert result.stderr.endswith("files: 1, papers: 1; findings: 1 unreadable, 1 info\n")


def test_a_file_that_is_gone_when_its_turn_comes_is_told_and_counted(tmp_path: Path) -> None:
    (tmp_path / "a.md").symlink_to(tmp_path / "nowhere")
    result = run("check", tmp_path)
    assert result.exit_code == 1
    assert f"cannot read {tmp_path / 'a.md'}: No such file or directory" in result.stderr


def test_an_empty_folder_is_clean_and_the_summary_says_that_nothing_was_read(tmp_path: Path) -> None:
    result = run("check", tmp_path)
    assert (result.exit_code, result.stderr) == (0, "files: 0, papers: 0; findings: none\n")


@pytest.mark.parametrize("arguments", [[], ["nowhere.md"], ["-", "--fail-on", "fatal"], ["-", "-t", "json"]])
def test_wrong_usage_is_2(arguments: list[str]) -> None:
    result = run("check", *arguments, stdin="")
    assert result.exit_code == 2
    assert "Usage: paperdigest check" in result.stderr or "nowhere.md" in result.stderr


@pytest.mark.parametrize("code", sorted(CODES))
def test_every_code_is_explained_with_its_severity_and_an_example(code: str) -> None:
    result = run("explain", code.lower())
    assert "{" not in result.stdout.splitlines()[0]
    assert result.exit_code == 0
    first, _, rest = result.stdout.partition("\n")
    assert first.startswith(f"{code} ({CODES[code].severity}): ")
    assert "{0}" not in first
    help_text, _, example = rest.partition("\nExample:\n\n")
    assert " ".join(help_text.split()) == " ".join(CODES[code].help.split())
    assert example.strip() or not CODES[code].example.strip()
    assert all(character.isprintable() or character == "\n" for character in result.stdout)


def test_an_unknown_code_is_2_with_the_near_ones() -> None:
    near = run("explain", "PD10")
    assert (near.exit_code, near.stdout) == (2, "")
    assert "There is no code 'PD10'. Did you mean PD110 or PD109" in near.stderr
    far = run("explain", "xyz")
    assert far.exit_code == 2
    assert f"Codes: {', '.join(sorted(CODES))}." in far.stderr
