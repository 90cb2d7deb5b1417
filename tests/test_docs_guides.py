"""The guides do what they say on a machine of their own: workflows as a runner runs them, the tutorial from nothing.

The tutorial installs packages, so it is followed only where `PAPERDIGEST_INSTALL` is set, as `make test-guides` does.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

import paperdigest
from doc_pages import commands, fences

ROOT = Path(__file__).resolve().parents[1]
WORKFLOWS = [
    pytest.param(yaml.safe_load(fence.text), id=f"line {fence.line}")
    for fence in fences((ROOT / "docs/github-action.md").read_text("utf-8"))
    if fence.language == "yaml"
]

needs_git = pytest.mark.skipif(
    not (shutil.which("git") and shutil.which("bash")),
    reason="runs the steps of a workflow with git and bash",
)


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """A clone of a repository with digests and the configuration that the page shows."""
    shell("git init --quiet --bare origin.git; git clone --quiet origin.git work", tmp_path)
    work = tmp_path / "work"
    (work / "paper_logs").mkdir()
    shutil.copy(Path(paperdigest.__file__).with_name("example.md"), work / "paper_logs")
    page = (ROOT / "docs/github-action.md").read_text("utf-8")
    (toml,) = (fence.text for fence in fences(page) if fence.language == "toml")
    (work / "feeds.toml").write_text(toml, encoding="utf-8")
    commit = "git -c user.name=x -c user.email=x@example.org commit --quiet -m"
    shell(f"git add . && {commit} 'Add digests' && git push --quiet origin HEAD", work)
    return work


def shell(script: str, folder: Path, **environment: str) -> str:
    """What a script writes; it is run as a workflow's runner does, which stops at the first command that fails."""
    done = subprocess.run(
        ["bash", "-e", "-c", script],
        cwd=folder,
        capture_output=True,
        encoding="utf-8",
        env={**os.environ, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull, **environment},
        check=False,
        timeout=240,
    )
    assert done.returncode == 0, f"{script}\n{done.stdout}{done.stderr}"
    return done.stdout


def run_steps(workflow: dict[Any, Any], folder: Path) -> None:
    """The steps that are scripts, with the paperdigest of this Python in the place of the one that is installed."""
    (folder.parent / "bin").mkdir(exist_ok=True)
    program = folder.parent / "bin" / "paperdigest"
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m paperdigest "$@"\n', encoding="utf-8")
    program.chmod(0o755)
    for job in workflow["jobs"].values():
        for step in job["steps"]:
            assert len(step.keys() & {"uses", "run"}) == 1, step
            if "run" in step and not step["run"].startswith("pip install "):
                shell(step["run"], folder, PATH=f"{program.parent}{os.pathsep}{os.environ['PATH']}")


def published(repository: Path) -> int:
    """How many commits have arrived where the repository pushes to."""
    return int(shell("git rev-list --count --all", repository.parent / "origin.git"))


@needs_git
@pytest.mark.parametrize("workflow", WORKFLOWS)
def test_a_workflow_of_the_page_makes_the_folder_that_it_publishes(
    workflow: dict[Any, Any], repository: Path
) -> None:
    run_steps(workflow, repository)
    steps = [step for job in workflow["jobs"].values() for step in job["steps"]]
    (folder,) = [step["with"]["path"] for step in steps if "path" in step.get("with", {})] or ["public"]
    assert {"feed.xml", "index.html", "popular"} <= {path.name for path in repository.glob(f"{folder}/*")}


@needs_git
def test_a_workflow_commits_what_is_new_and_nothing_else(repository: Path) -> None:
    (workflow,) = (each.values[0] for each in WORKFLOWS if "git push" in str(each.values[0]))
    assert isinstance(workflow, dict)
    before = published(repository)
    run_steps(workflow, repository)
    after = published(repository)
    run_steps(workflow, repository)
    assert (after - before, published(repository) - after) == (1, 0)
    assert shell("git status --porcelain", repository) == ""


@pytest.mark.parametrize("workflow", WORKFLOWS)
def test_a_workflow_may_do_what_its_steps_do(workflow: dict[Any, Any]) -> None:
    steps = str(workflow["jobs"])
    needed = {
        "contents": "write" if "git push" in steps else "read",
        **({"pages": "write", "id-token": "write"} if "deploy-pages" in steps else {}),
    }
    assert workflow["permissions"] == needed
    assert {"push", "workflow_dispatch"} <= workflow[True].keys()  # `on`, in YAML 1.1 a truth value


@pytest.mark.skipif(
    "PAPERDIGEST_INSTALL" not in os.environ, reason="installs packages; make test-guides does it"
)
def test_who_follows_the_tutorial_from_nothing_has_a_feed(tmp_path: Path) -> None:
    (tmp_path / "paperdigest").symlink_to(ROOT)
    papers = tmp_path / "papers"
    sessions = ""
    for fence in fences((ROOT / "docs/tutorial.md").read_text("utf-8")):
        if fence.language == "sh":
            shell(fence.text, tmp_path)
        elif fence.language == "markdown":
            (papers / "digest.md").write_text(fence.text, encoding="utf-8")
        elif fence.language == "console":
            given = [each.command for each in commands(fence.text)]
            # Whether it should fail, and what it prints, asks `test_docs`.
            shell("\n".join((". .venv/bin/activate", "set +e", *given, "true")), papers)
        elif fence.language == "pycon":
            sessions += fence.text + "\n"
    (papers / "sessions.txt").write_text(sessions, encoding="utf-8")
    shell(". .venv/bin/activate; python -W error -m doctest sessions.txt", papers)
    assert "<title>My papers</title>" in (papers / "feed.rss").read_text("utf-8")
