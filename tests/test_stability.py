"""What the page on stability says of tests and warnings."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

import paperdigest

TESTS = Path(__file__).parent
PAGE = TESTS.parent / "docs" / "stability.md"
FILES = sorted(Path(paperdigest.__file__).parent.rglob("*.py"))


def test_every_promise_names_a_test_that_there_is() -> None:
    named = re.findall(r"`tests/(\w+\.py)::(\w+)` \|$", PAGE.read_text(encoding="utf-8"), re.MULTILINE)
    assert len(named) > 15
    for file, name in named:
        tree = ast.parse((TESTS / file).read_text(encoding="utf-8"))
        assert name in {node.name for node in tree.body if isinstance(node, ast.FunctionDef)}, (
            f"{file}::{name}"
        )


def faulty_warnings(source: str) -> list[str]:
    """The calls of `warn` that are no deprecation as the page describes it."""
    return [
        ast.unparse(node)
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.Call)
        and ast.unparse(node.func) in ("warnings.warn", "warn")
        and not _is_deprecation(ast.unparse(node))
    ]


def _is_deprecation(call: str) -> bool:
    """Of a category, with what comes instead, the version in which it goes, and the caller's line."""
    return (
        "DeprecationWarning" in call
        and re.search(r"; use .* instead", call) is not None
        and re.search(r"goes in \d+\.\d+\b", call) is not None
        and re.search(r"stacklevel=[2-9]", call) is not None
    )


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_warning_of_ours_says_what_goes_and_when(path: Path) -> None:
    assert faulty_warnings(path.read_text(encoding="utf-8")) == []


RIGHT = "warnings.warn('scan_all goes in 0.4; use scan instead', DeprecationWarning, stacklevel=2)"


@pytest.mark.parametrize(
    "wrong",
    [
        RIGHT.replace("DeprecationWarning", "UserWarning"),
        RIGHT.replace("goes in 0.4", "goes soon"),
        RIGHT.replace("; use scan instead", ""),
        RIGHT.replace(", stacklevel=2", ""),
        "warn('something is odd')",
    ],
)
def test_a_warning_of_another_kind_would_be_seen(wrong: str) -> None:
    assert faulty_warnings(RIGHT) == []
    assert faulty_warnings(f"def f():\n    {wrong}\n") != []
