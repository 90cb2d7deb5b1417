"""The example package, installed as anyone would install it: `make example-test`.

Run by pytest in an environment with the wheels of paperdigest, of examples/paperdigest-slack and of the plug-in that is
broken, where nothing else of this project can be found. It is no part of the other tests, and named so.
"""

from __future__ import annotations

import json
import subprocess
import sys
from importlib.metadata import entry_points
from pathlib import Path

import pytest

import paperdigest

DAY = """\
## Daily Papers (2024-03-08)

### [Of <Things> & Others](https://arxiv.org/abs/2403.00001)

Vote: 22

- One.
- Two.

### [Another](https://arxiv.org/abs/2403.00002)

- Three.
"""
BROKEN = (
    "exporter plug-in 'broken' (paperdigest_broken:BrokenExporter) cannot be imported: "
    "ImportError(\"cannot import name 'Gone' from 'elsewhere'\")"
)


def run(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    """Runs the command that was installed."""
    command = Path(sys.executable).parent / "paperdigest"
    return subprocess.run(
        [command, *arguments], check=False, capture_output=True, encoding="utf-8", timeout=60
    )


@pytest.fixture
def day(tmp_path: Path) -> Path:
    path = tmp_path / "day.md"
    path.write_text(DAY, encoding="utf-8")
    return path


def test_all_three_come_from_this_environment_and_both_plug_ins_are_there() -> None:
    installed = entry_points(group="paperdigest.exporters")
    assert {found.name for found in installed} == {"slack", "broken"}
    environment = Path(sys.prefix).resolve()
    assert environment in Path(paperdigest.__file__).resolve().parents
    module = sys.modules[type(paperdigest.exporter("slack")).__module__]
    assert environment in Path(module.__file__ or "").resolve().parents


# --- the plug-in that works


def test_dumps_takes_its_name_and_its_options(day: Path) -> None:
    written = paperdigest.dumps(paperdigest.load(day), "slack", title="Today", points=1, votes=False)
    header, _, section, *_ = json.loads(written)["blocks"]
    assert header["text"]["text"] == "Today"
    assert section["text"]["text"] == (
        "*<https://arxiv.org/abs/2403.00001|Of &lt;Things&gt; &amp; Others>*\n• One."
    )
    assert "22" not in written


def test_the_command_writes_it_and_its_options_are_flags(day: Path) -> None:
    arguments = ("--title", "Today", "--slack-limit", "1", "--points", "1", "--no-votes")
    done = run("convert", day, "-t", "slack", *arguments)
    assert (done.returncode, done.stderr) == (0, "")
    doc = paperdigest.load(day)
    assert done.stdout == paperdigest.dumps(doc, "slack", title="Today", limit=1, points=1, votes=False)
    assert "… and 1 more" in done.stdout


def test_the_suffix_of_a_file_names_it(day: Path) -> None:
    target = day.with_suffix(".slack")
    assert run("convert", day, "-o", target, "--title", "Today").returncode == 0
    assert json.loads(target.read_text(encoding="utf-8"))["blocks"][0]["text"]["text"] == "Today"


def test_a_value_that_it_refuses_is_an_error_of_the_command_line_and_the_old_file_stays(day: Path) -> None:
    target = day.with_suffix(".slack")
    target.write_text("old", encoding="utf-8")
    done = run("convert", day, "-o", target, "--points", "-1")
    assert done.returncode == 2
    assert "slack: option 'points'" in done.stderr
    assert target.read_text(encoding="utf-8") == "old"


def test_help_and_formats_tell_of_its_flags() -> None:
    for arguments in (("convert", "-t", "slack", "--help"), ("formats",)):
        done = run(*arguments)
        assert done.returncode == 0
        assert all(flag in done.stdout for flag in ("--title", "--slack-limit", "--no-votes", "--points"))
        assert "How many points of each summary to show." in " ".join(done.stdout.split())
    assert "slack: Slack message (application/json; .slack)\n" in done.stdout


# --- the plug-in that does not


def test_formats_names_the_broken_plug_in_and_lists_all_others() -> None:
    done = run("formats")
    assert (done.returncode, done.stderr) == (0, "")
    lines = done.stdout.splitlines()
    assert "broken: cannot be used" in lines
    assert BROKEN in " ".join(done.stdout.split())
    for name in set(paperdigest.formats()) - {"broken"}:
        title = paperdigest.exporter(name).title
        assert any(line.startswith(f"{name}: {title} (") for line in lines)


def test_who_asks_for_the_broken_plug_in_is_told_and_the_old_file_stays(day: Path) -> None:
    with pytest.raises(paperdigest.ExporterError) as caught:
        paperdigest.exporter("broken")
    assert str(caught.value) == BROKEN
    target = day.with_suffix(".out")
    target.write_text("old", encoding="utf-8")
    done = run("convert", day, "-t", "broken", "-o", target)
    assert done.returncode == 1
    assert "exporter plug-in 'broken'" in done.stderr
    assert "Traceback" not in done.stderr
    assert target.read_text(encoding="utf-8") == "old"


def test_every_other_format_is_written_by_name_and_by_suffix_beside_it(day: Path) -> None:
    doc = paperdigest.load(day)
    for name in set(paperdigest.formats()) - {"broken"}:
        written = paperdigest.dumps(doc, name)
        assert "2403.00002" in written
        for suffix in paperdigest.exporter(name).suffixes:
            paperdigest.dump(doc, day.with_suffix(suffix))
            assert day.with_suffix(suffix).read_bytes().decode() == written


def test_digests_are_read_beside_it_and_one_that_nobody_knows_says_what_was_not_asked(day: Path) -> None:
    assert paperdigest.load(day).diagnostics == ()
    found = paperdigest.loads("Notes of a meeting.").diagnostics
    assert sorted(each.code.id for each in found) == ["PD101", "PD111"]
    done = run("check", day)
    assert (done.returncode, done.stdout) == (0, "")
    assert "papers: 2; findings: none" in done.stderr
