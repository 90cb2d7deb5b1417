"""Measures paperdigest in one run and prints ratios: `python benchmarks/run.py --help`; see README.md beside this."""

from __future__ import annotations

import argparse
import json
import platform
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import TYPE_CHECKING

import enriching
import exporting
import feeds
import growth
import importing
import memory
import merging
import readers
import reading
from inputs import Folder, Generated, corpus_folder, sample

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tables import Table

_MEASUREMENTS = (
    "reading",
    "readers",
    "exporters",
    "import",
    "memory",
    "growth",
    "hostile",
    "enriching",
    "merging",
    "feeds",
)
_PACKAGES = (
    "paperdigest",
    "attrs",
    "cattrs",
    "lxml",
    "bibtexparser",
    "markdown-it-py",
    "cmarkgfm",
    "mistune",
)


def main() -> None:
    """The command line."""
    arguments = _arguments()
    source = Generated(arguments.papers, arguments.seed)
    sources: list[Generated | Folder] = [source]
    if (folder := corpus_folder(arguments.corpus)) is not None:
        sources.append(Folder(folder))
    system = _system()
    print(system)
    tables = []
    for table in _all_tables(sources, arguments):
        print("", *table.lines(), sep="\n", flush=True)
        tables.append(table.as_data())
    if arguments.json is not None:
        found = {"system": system, "tables": tables}
        arguments.json.write_text(json.dumps(found, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description="Measures paperdigest; all figures of one run belong together."
    )
    parser.add_argument(
        "--papers", type=int, default=2000, help="size of the synthetic archive (default: 2000)"
    )
    parser.add_argument("--seed", type=int, default=1, help="seed of the synthetic archive (default: 1)")
    parser.add_argument(
        "--snapshot-lines",
        type=int,
        metavar="N",
        help="size of the metadata to enrich from (default: 1000000; 20000 with --quick)",
    )
    parser.add_argument(
        "--feed-papers",
        type=int,
        metavar="N",
        help="size of the archive that becomes a feed folder (default: 100000; 1000 with --quick)",
    )
    parser.add_argument("--corpus", type=Path, help="a folder of real days, measured too")
    parser.add_argument(
        "--only", action="append", choices=_MEASUREMENTS, help="measure this only; may be repeated"
    )
    parser.add_argument(
        "--quick", action="store_true", help="few rounds and short hostile texts: a rough look"
    )
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the figures to a file as well")
    arguments = parser.parse_args()
    if arguments.papers < 1:
        parser.error("--papers: there must be one at least")
    if arguments.snapshot_lines is None:
        arguments.snapshot_lines = 20_000 if arguments.quick else 1_000_000
    elif arguments.snapshot_lines < 1:
        parser.error("--snapshot-lines: there must be one at least")
    if arguments.feed_papers is None:
        arguments.feed_papers = 1_000 if arguments.quick else 100_000
    elif arguments.feed_papers < 1:
        parser.error("--feed-papers: there must be one at least")
    if arguments.corpus is not None and not arguments.corpus.is_dir():
        parser.error(f"--corpus: no such folder: {arguments.corpus}")
    return arguments


def _system() -> str:
    """What the figures depend on; nothing that names the machine."""
    found = [
        f"{platform.python_implementation()} {platform.python_version()}",
        platform.system(),
        platform.machine(),
    ]
    for package in _PACKAGES:
        try:
            found.append(f"{package} {version(package)}")
        except PackageNotFoundError:
            found.append(f"{package} not installed")
    return ", ".join(found)


def _all_tables(sources: list[Generated | Folder], arguments: argparse.Namespace) -> Iterator[Table]:
    wanted = arguments.only or _MEASUREMENTS
    yield from _tables(sources, wanted, quick=arguments.quick)
    if "readers" in wanted:
        rounds = 3 if arguments.quick else 9
        yield readers.measure(100 if arguments.quick else 2000, arguments.seed, rounds)
        yield readers.measure_long_tables(2000 if arguments.quick else 100_000, arguments.seed, 3)
    if "enriching" in wanted:
        yield enriching.measure(arguments.snapshot_lines, 2 if arguments.quick else 3)
    if "merging" in wanted:
        yield merging.measure(500 if arguments.quick else 10_000, 2 if arguments.quick else 3)
    if "feeds" in wanted:
        yield feeds.measure(arguments.feed_papers, arguments.seed)


def _tables(sources: list[Generated | Folder], wanted: tuple[str, ...], *, quick: bool) -> Iterator[Table]:
    rounds = 3 if quick else 9
    if {"reading", "exporters", "memory"} & set(wanted):
        for source in sources:
            measured = sample(source)
            print(f"\n{measured}")
            if "reading" in wanted:
                yield reading.measure(measured, rounds)
            if "exporters" in wanted:
                yield exporting.measure(measured, rounds)
            if "memory" in wanted:
                yield memory.measure(measured, source)
    if "import" in wanted:
        yield importing.measure(3 if quick else 20)
    archive = sources[0]
    if "growth" in wanted and isinstance(archive, Generated):
        yield growth.measure_papers(archive.papers, archive.seed, rounds)
    if "hostile" in wanted:
        yield growth.measure_hostile(5_000 if quick else 100_000, 2)


if __name__ == "__main__":
    main()
