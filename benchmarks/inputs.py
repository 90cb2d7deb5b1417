"""What is measured on: a generated archive, and real days where somebody has them."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from archive import generate
from attrs import frozen

import paperdigest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from paperdigest import Paper

__all__ = ["Generated", "Input", "Sample", "corpus_folder", "sample"]


@frozen
class Generated:
    """An archive out of nothing but a seed."""

    papers: int
    seed: int
    name = "synthetic"

    def files(self) -> Iterator[bytes]:
        """Its files, one after the other."""
        return (data for _, data in generate(self.papers, self.seed))


@frozen
class Folder:
    """A folder of real days."""

    path: Path
    name = "corpus"

    def files(self) -> Iterator[bytes]:
        """Its files, one after the other, in the order of their paths."""
        return (path.read_bytes() for path in sorted(self.path.rglob("*.md")))


Input = Generated | Folder


@frozen
class Sample:
    """An input in memory.

    Attributes:
        name: what tables call it.
        files: bytes of the digest files.
        texts: the same, decoded.
        papers: all that the files hold.
    """

    name: str
    files: tuple[bytes, ...]
    texts: tuple[str, ...]
    papers: tuple[Paper, ...]

    @property
    def size(self) -> int:
        """The bytes of all files."""
        return sum(map(len, self.files))

    def __str__(self) -> str:
        return f"{self.name}: {len(self.papers):,} papers, {len(self.files):,} files, {self.size:,} bytes"


def sample(source: Input) -> Sample:
    """Takes an input into memory."""
    files = tuple(source.files())
    texts = tuple(data.decode() for data in files)
    papers = tuple(paper for data in files for paper in paperdigest.loads(data).papers)
    return Sample(source.name, files, texts, papers)


def corpus_folder(named: Path | None) -> Path | None:
    """The folder that was named, or the one in PAPERDIGEST_CORPUS, or the one beside the repository.

    Returns:
        None if nobody names one and there is none.
    """
    chosen = named or os.environ.get("PAPERDIGEST_CORPUS")
    if chosen:
        return Path(chosen)
    beside = Path(__file__).resolve().parents[2] / "shared" / "corpus"
    return beside if beside.is_dir() else None
