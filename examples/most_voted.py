"""The most voted papers of an archive, with links to their code: `python examples/most_voted.py FOLDER [COUNT]`.

A paper that appears on several days counts once, with the most votes that it had.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import paperdigest
from paperdigest.text import to_text

if TYPE_CHECKING:
    from collections.abc import Iterable


def most_voted(papers: Iterable[paperdigest.Paper], count: int) -> list[paperdigest.Paper]:
    """The papers with the most votes, most first; papers whose votes nobody counted are left out."""
    best: dict[object, paperdigest.Paper] = {}
    for paper in papers:
        key = paper.arxiv_id or paper.url or paper.title
        if paper.votes is not None and (key not in best or paper.votes > (best[key].votes or 0)):
            best[key] = paper
    return sorted(best.values(), key=lambda paper: -(paper.votes or 0))[:count]


def main(folder: str, count: str = "10") -> None:
    """Prints a line a paper, and one for each link to code."""
    papers = (paper for document in paperdigest.scan(folder) for paper in document.papers)
    for paper in most_voted(papers, int(count)):
        print(f"{paper.votes:>4}  {to_text(paper.title)}")
        for link in paper.links:
            if link.kind is paperdigest.LinkKind.CODE:
                print(f"      {link.url}")


if __name__ == "__main__":
    main(*sys.argv[1:])
