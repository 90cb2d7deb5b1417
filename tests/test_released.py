"""What releases wrote still loads, and what never changes has not changed; see `released_samples`."""

from __future__ import annotations

import pickle
import pickletools
import re

import attrs
import pytest

import paperdigest
from paperdigest import ArxivId, Code, Link, Media, Paper, Point, Span
from released_samples import CHANGELOG, FOLDER, LATEST, SAMPLES, SURFACE, files, is_released, plain
from surface import public_modules, surface

VERSIONS = sorted(path.name for path in FOLDER.iterdir())

every_version = pytest.mark.parametrize("version", VERSIONS)


def read(version: str, name: str) -> bytes:
    return (FOLDER / version / name).read_bytes()


# --- what was written


@every_version
def test_a_pickle_of_a_release_loads_with_everything_in_it(version: str) -> None:
    again = pickle.loads(read(version, "document.pickle"))
    assert plain(again) == plain(SAMPLES[version])
    assert again == SAMPLES[version]
    assert again.blocks == SAMPLES[version].blocks


def without_spans(papers: tuple[Paper, ...]) -> object:
    return plain(tuple(attrs.evolve(paper, span=None) for paper in papers))


@every_version
def test_json_of_a_release_loads_with_everything_but_spans(version: str) -> None:
    assert plain(paperdigest.from_json(read(version, "papers.json"))) == without_spans(
        SAMPLES[version].papers
    )


@every_version
def test_json_lines_of_a_release_load_with_everything_but_spans(version: str) -> None:
    lines = read(version, "papers.jsonl").split(b"\n")[:-1]
    papers = paperdigest.from_json(b'{"version": 1, "papers": [%b]}' % b",".join(lines))
    assert plain(papers) == without_spans(SAMPLES[version].papers)


# --- what never changes, whatever the version


def facts(text: str, kind: str) -> set[str]:
    """The lines of a snapshot that are of a kind; of a code its id and severity, since its wording may change."""
    lines = (line for line in text.split("\n") if line.startswith(f"{kind} "))
    return {line.partition(":")[0] for line in lines} if kind == "code" else set(lines)


@every_version
@pytest.mark.parametrize("kind", ["code", "json"])
def test_codes_severities_and_json_keys_of_a_release_are_still_there(version: str, kind: str) -> None:
    released = facts(read(version, SURFACE.name).decode(), kind)
    assert released
    assert released - facts("\n".join(surface()), kind) == set()


# --- that the files are kept


def test_every_release_has_files_and_so_has_the_version_that_is_prepared() -> None:
    released = re.findall(r"^## \[(\d+\.\d+\.\d+)\]", CHANGELOG.read_text(encoding="utf-8"), re.MULTILINE)
    assert {*released, paperdigest.__version__} == set(VERSIONS) == set(SAMPLES)


def test_the_files_of_the_version_that_is_prepared_are_what_it_writes() -> None:
    version = paperdigest.__version__
    if is_released(version):
        pytest.skip("it is released: its files stay as they are")
    made = files(version)
    # Releases of Python and attrs pickle the same values in different bytes.
    stale = [
        name for name, data in made.items() if not name.endswith("pickle") and data != read(version, name)
    ]
    assert stale == [], "run `make released`"


def test_every_field_of_the_newest_sample_has_a_value() -> None:
    empty = {
        f"{type(value).__name__}.{field.name}"
        for value in parts(LATEST)
        for field in attrs.fields(type(value))
    }
    for value in parts(LATEST):
        empty -= {
            f"{type(value).__name__}.{field.name}"
            for field in attrs.fields(type(value))
            if getattr(value, field.name) not in (field.default, None, "", ())
        }
    assert empty == set()


def parts(value: object) -> list[attrs.AttrsInstance]:
    """A value of the model and all others in it."""
    if isinstance(value, tuple):
        return [part for item in value for part in parts(item)]
    if not attrs.has(type(value)):
        return []
    inner = [parts(getattr(value, field.name)) for field in attrs.fields(type(value))]  # type: ignore[arg-type]
    return [value, *(part for found in inner for part in found)]  # type: ignore[list-item]


def test_a_pickle_names_only_classes_at_public_places() -> None:
    """A class that moves breaks the pickles that name it."""
    names = [
        value for opcode, value, _ in pickletools.genops(pickle.dumps(LATEST, 2)) if opcode.name == "GLOBAL"
    ]
    ours = {tuple(str(name).split(" ")) for name in names if str(name).startswith("paperdigest.")}
    assert {cls.__name__ for cls in (Paper, Point, Media, Link, ArxivId, Span, Code)} <= {
        name for _, name in ours
    }
    assert [(module, name) for module, name in ours if name not in public_modules().get(module, ())] == []
