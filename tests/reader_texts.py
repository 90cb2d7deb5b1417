"""Texts for the tests of all readers: the fixtures of each, those fixtures broken, and Markdown that is no digest."""

from __future__ import annotations

import importlib.metadata
import sysconfig
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from hypothesis import strategies as st

import paperdigest
from digest_texts import any_text
from paperdigest.readers.registry import READERS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hypothesis.strategies import SearchStrategy

FIXTURES = Path(__file__).parent / "fixtures"
ROOT = Path(__file__).parent.parent


@cache
def fixtures(name: str) -> dict[str, str]:
    """The texts in the folder of a reader, by the name of the case."""
    folder = FIXTURES / name.replace("-", "_")
    return {path.stem: path.read_bytes().decode("utf-8") for path in sorted(folder.glob("*.md"))}


@cache
def shapes(name: str) -> tuple[str, ...]:
    """The lines of all fixtures of a reader, each once."""
    return tuple(dict.fromkeys(line for text in fixtures(name).values() for line in text.split("\n")))


# Pieces that break lines, cells, labels and front matter.
_SIGNS = ("|", "`", "```", "$", "**", "*", "---", "| --- | --- |", "<details>", "</details>", "> ", ": ", "\\", "\t",
          "\x00", "\u2028", "\ud800", "\ufeff", "[", "](", "&", "'", '"', "\r", "  ", "-", "#", "﹕", "：")  # fmt: skip


def broken(name: str, *, foreign: bool = True) -> SearchStrategy[str]:
    """A fixture of a reader with lines left out, doubled, moved, put in or cut by signs.

    Args:
        name: the reader.
        foreign: whether lines may come from elsewhere; else all are the reader's own.
    """
    own = st.sampled_from(shapes(name))
    others = st.sampled_from([line for other in READERS.built_in for line in shapes(other)])
    line = st.one_of(own, others, st.sampled_from(_SIGNS)) if foreign else own
    kinds = ("leave out", "double", "put in", "cut") if foreign else ("leave out", "double", "put in")
    edit = st.tuples(st.sampled_from(kinds), st.integers(0, 10**6), line, st.sampled_from(_SIGNS))
    return st.builds(_edited, st.sampled_from(list(fixtures(name).values())), st.lists(edit, max_size=6))


def _edited(text: str, edits: list[tuple[str, int, str, str]]) -> str:
    lines = text.split("\n")
    for kind, place, line, sign in edits:
        at = place % (len(lines) or 1)
        if kind == "put in" or not lines:
            lines.insert(at, line)
        elif kind == "leave out":
            del lines[at]
        elif kind == "double":
            lines[at:at] = lines[at : at + 1 + place % 3]
        else:
            middle = place % (len(lines[at]) + 1)
            lines[at] = lines[at][:middle] + sign + lines[at][middle:]
    return "\n".join(lines)


def any_for(name: str) -> SearchStrategy[str]:
    """Texts near a reader's format, and any others."""
    return st.one_of(broken(name), any_text)


def ordinary() -> Iterator[tuple[str, str]]:
    """Markdown that is no digest, with names: descriptions and pages of what is installed here, and our own pages."""
    for distribution in importlib.metadata.distributions():
        yield distribution.name, distribution.read_text("METADATA") or ""
    ours = Path(paperdigest.__file__).parent
    pages = {*Path(sysconfig.get_paths()["purelib"]).rglob("*.md"), *(ROOT / "docs").glob("*.md")}
    pages |= {*ROOT.glob("*.md"), *(ROOT / "examples").rglob("*.md"), *(ROOT / "benchmarks").glob("*.md")}
    # That page shows what an open fence does to the papers below it.
    for path in sorted(pages - {ROOT / "docs" / "diagnostics.md"}):
        if ours not in path.parents:
            yield str(path), path.read_text(encoding="utf-8", errors="replace")
