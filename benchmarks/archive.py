"""An archive of invented digests, of any size: `python benchmarks/archive.py FOLDER --papers 2000 --seed 1`.

It has the shapes of the canonical format and its drift, each as often as it occurs among the papers that were counted
for the page on the format; the oldest three tenths have plain points, the others labelled ones. The same arguments
give the same bytes, whatever the release of Python, the hash seed, the machine and the day.
"""

from __future__ import annotations

import argparse
import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING

from attrs import field, frozen, mutable
from oddities import (
    AUTHOR_ODDITIES,
    COUNTED,
    LAYOUT_ODDITIES,
    MEDIA_ODDITIES,
    POINT_ODDITIES,
    TITLE_ODDITIES,
    VOTE_ODDITIES,
    authors_line,
    layout,
    media_lines,
    odd_points,
    odd_title,
    vote_line,
)
from words import Choices, sentences, title

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["generate", "write"]

_FIRST_DAY = dt.date(2023, 11, 20)
_PAPERS_A_DAY = 17
_LABELS = ("What's New", "Technical Details", "Performance Highlights", "Limitations", "Applications")


@frozen
class _Made:
    """What is remembered of a paper that may come again on another day."""

    title: str
    arxiv_id: str


@mutable
class _Archive:
    """The state of one generation."""

    choices: Choices
    papers: int
    made: int = 0
    phases: dict[str, int] = field(factory=dict)
    again: list[_Made] = field(factory=list)

    def due(self, rates: dict[str, int]) -> frozenset[str]:
        """Which oddities this paper has.

        Spread evenly instead of drawn, so that even a small archive has each as often as it should: of any `COUNTED`
        neighbouring papers exactly `rate` have it.
        """
        found = set()
        for name, rate in rates.items():
            if name not in self.phases:
                self.phases[name] = self.choices.below(COUNTED)
            if (self.made * rate + self.phases[name]) % COUNTED < rate:
                found.add(name)
        return frozenset(found)


def generate(papers: int, seed: int) -> Iterator[tuple[str, bytes]]:
    """The files of an archive, one after the other.

    Args:
        papers: how many there are in all files together.
        seed: another seed, another archive of the same kind.

    Yields:
        The path (`2023/11/20.md`) and the bytes of each file, by date.
    """
    archive = _Archive(Choices(seed), papers)
    day = _FIRST_DAY
    number = 0
    while archive.made < papers:
        count = min(papers - archive.made, archive.choices.around(_PAPERS_A_DAY))
        yield f"{day:%Y/%m/%d}.md", _file(archive, day, count, number)
        # Nothing is published at weekends.
        day += dt.timedelta(days=3 if day.weekday() == 4 else 1)
        number += 1


def _file(archive: _Archive, day: dt.date, count: int, number: int) -> bytes:
    if number % 50 == 20 and count > 1:
        # The script ran twice and appended: the same date again.
        text = f"{_digest(archive, day, count - 1)}\n{_digest(archive, day, 1)}"
    else:
        text = _digest(archive, day, count)
    if number % 40 == 10:
        text = _PAGE.format(title=title(archive.choices), prose=sentences(archive.choices, 200), digests=text)
    if number % 45 == 15:
        text = text.rstrip("\n")
    data = text.encode()
    if number % 30 == 5:
        data = data.replace(b"\n", b"\r\n")
    return b"\xef\xbb\xbf" + data if number % 60 == 25 else data


_PAGE = """# {title}

{prose}

## How to read this page

{prose}

```bibtex
@misc{{example,
  title = {{A page that holds a digest}},
}}
### [No paper](https://arxiv.org/abs/2401.00001)
```

{digests}
## License

{prose}
"""


def _digest(archive: _Archive, day: dt.date, count: int) -> str:
    papers = "\n".join(_paper(archive, day) for _ in range(count))
    return f"## Daily Papers ({day.isoformat()})\n\n{papers}"


def _paper(archive: _Archive, day: dt.date) -> str:
    choices = archive.choices
    heading = _heading(archive, day)
    parts = [
        f"### [{heading.title}](https://arxiv.org/abs/{heading.arxiv_id})",
        media_lines(choices, archive.due(MEDIA_ODDITIES), heading.arxiv_id),
        vote_line(choices, archive.due(VOTE_ODDITIES)),
        authors_line(choices, archive.due(AUTHOR_ODDITIES)),
        "\n".join(odd_points(choices, archive.due(POINT_ODDITIES), _points(archive))),
    ]
    text = layout(archive.due(LAYOUT_ODDITIES), [part for part in parts if part])
    archive.made += 1
    return text


def _heading(archive: _Archive, day: dt.date) -> _Made:
    choices = archive.choices
    oddities = archive.due(TITLE_ODDITIES)
    if "seen before" in oddities and archive.again:
        before = choices.one_of(archive.again)
        return _Made(before.title.replace(" for ", " For ").replace("-", " "), before.arxiv_id)
    # The number counts up, so no id is given twice.
    made = _Made(odd_title(choices, oddities), f"{day:%y%m}.{archive.made % 100_000:05}")
    if choices.once_in(10):
        archive.again.append(made)
    return made


def _points(archive: _Archive) -> list[str]:
    choices = archive.choices
    if 10 * archive.made < 3 * archive.papers:
        return [f"- {sentences(choices, choices.around(55))}" for _ in range(choices.between(7, 9))]
    stars = choices.one_of(("**", "**", "***"))
    labels = _LABELS[: choices.between(3, 5)]
    return [f"- {stars}{label}{stars}: {sentences(choices, choices.around(220))}" for label in labels]


def write(folder: Path, papers: int, seed: int) -> tuple[int, int]:
    """Writes an archive into a folder, which is made if it is not there.

    Returns:
        The number of files and of bytes.

    Raises:
        OSError: it cannot be written.
    """
    files = size = 0
    for name, data in generate(papers, seed):
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
        files += 1
        size += len(data)
    return files, size


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description="Writes an archive of invented digests.")
    parser.add_argument("folder", type=Path, help="where to write YYYY/MM/DD.md")
    parser.add_argument("--papers", type=int, default=2000, help="how many (default: %(default)s)")
    parser.add_argument(
        "--seed", type=int, default=1, help="the same seed, the same bytes (default: %(default)s)"
    )
    arguments = parser.parse_args()
    files, size = write(arguments.folder, arguments.papers, arguments.seed)
    print(f"{arguments.papers} papers, {files} files, {size} bytes: {arguments.folder}")


if __name__ == "__main__":
    main()
