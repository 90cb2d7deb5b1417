"""The code of users that `make types` checks: it runs, too, and uses all of the public API."""

from __future__ import annotations

import ast
import runpy
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import paperdigest

if TYPE_CHECKING:
    import pytest

API = Path(__file__).with_name("typing") / "api.py"
MISUSE = API.with_name("misuse.py")


def test_the_code_of_a_user_runs(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "argv", [str(API), str(tmp_path)])
    runpy.run_path(str(API), run_name="__main__")
    assert "A Study" in capsys.readouterr().out
    assert {path.suffix for path in tmp_path.iterdir() if path.is_file()} == {".md", ".bib", ".xml", ".csv"}
    assert (tmp_path / "public" / "index.html").is_file()


def test_the_code_of_a_user_uses_every_public_name() -> None:
    used = set()
    for node in ast.walk(ast.parse(API.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module == "paperdigest":
            used |= {alias.name for alias in node.names}
        elif isinstance(node, ast.Attribute) and ast.unparse(node.value) == "paperdigest":
            used.add(node.attr)
    unused = set(paperdigest.__all__) - used
    assert unused == set(), f"use them in {API.name}, as an embedder would"


def test_wrong_code_is_marked_with_a_reason() -> None:
    lines = MISUSE.read_text(encoding="utf-8").split("\n")
    assert sum("  # wrong: " in line for line in lines) > 50
