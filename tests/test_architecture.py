"""The shape of the house: layers, light imports, names that are declared."""

from __future__ import annotations

import ast
import importlib
import pkgutil
import subprocess
import sys
from pathlib import Path

import pytest

import paperdigest

ROOT = Path(paperdigest.__file__).parent

# Low to high; a module imports only from its own layer and those to the left of it.
LAYERS = (
    ("_version", "_files", "_pickles"),
    ("errors", "diagnostics", "codes", "source", "_plugins"),
    ("model",),
    ("text", "names"),
    ("readers",),
    ("reading",),
    ("arxiv_metadata", "selection"),
    ("archive", "enriching"),
    ("exporters",),
    ("writing",),
    ("bib_splitting", "bib_identity", "same_papers", "bib_updating", "merge_claims", "merging", "combining"),
    ("feed_folder",),
    ("testing",),
    ("__init__",),
    ("cli",),
    ("__main__",),
)
RANK = {name: rank for rank, layer in enumerate(LAYERS) for name in layer}
FILES = sorted(ROOT.rglob("*.py"))


def layer(path: Path) -> str:
    return path.relative_to(ROOT).parts[0].removesuffix(".py")


def imported(path: Path) -> set[str]:
    """The parts of the package that a file imports, at run time or for its types."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module == "paperdigest":
            names |= {alias.name if (ROOT / alias.name).exists() or (ROOT / f"{alias.name}.py").exists() else "__init__"
                      for alias in node.names}  # fmt: skip
        elif isinstance(node, ast.ImportFrom) and (node.module or "").startswith("paperdigest."):
            names.add((node.module or "").split(".")[1])
        elif isinstance(node, ast.Import):
            names |= {[*alias.name.split("."), "__init__"][1] for alias in node.names
                      if alias.name.split(".")[0] == "paperdigest"}  # fmt: skip
    return names


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_module_imports_only_from_lower_layers(path: Path) -> None:
    own = layer(path)
    # For its types alone, `errors` names what `diagnostics` has; they are one layer.
    above = {name for name in imported(path) if RANK[name] > RANK[own]}
    assert above == set()


READERS = ROOT / "readers"
FORMATS = {path.name.removesuffix(".py") for path in READERS.iterdir() if path.name.removesuffix(".py") in
           {name.replace("-", "_") for name in paperdigest.reader_names()}}  # fmt: skip
# They must know the other's digests, to leave them alone.
KNOWS_ANOTHER = {"ai_enhanced/recognition.py": {"daily_papers"}, "title_date_table.py": {"date_table"}}


@pytest.mark.parametrize(
    "path", sorted(READERS.rglob("*.py")), ids=lambda path: str(path.relative_to(READERS))
)
def test_a_reader_needs_no_other_reader_and_an_engine_needs_none(path: Path) -> None:
    own = path.relative_to(READERS).parts[0].removesuffix(".py")
    imports = {
        (node.module or "").split(".")[2]
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("paperdigest.readers.")
    }
    assert (imports & FORMATS) - {own} == KNOWS_ANOTHER.get(path.relative_to(READERS).as_posix(), set())


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_file_fits_on_a_few_screens_and_a_function_on_one(path: Path) -> None:
    source = path.read_text(encoding="utf-8")
    assert source.count("\n") <= 400
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.FunctionDef):
            assert node.end_lineno is not None
            assert node.end_lineno - node.lineno < 60, node.name


PUBLIC = sorted(
    module.name
    for module in pkgutil.walk_packages(paperdigest.__path__, "paperdigest.")
    if not any(part.startswith("_") for part in module.name.split(".")[1:])
    and module.name.split(".")[1] not in ("cli", "readers")
)


@pytest.mark.parametrize("name", PUBLIC)
def test_a_public_module_says_what_is_public(name: str) -> None:
    module = importlib.import_module(name)
    if hasattr(module, "__path__") and not hasattr(module, "__all__"):
        return  # a folder's name alone
    assert dir(module) == sorted(module.__all__)
    for public in module.__all__:
        assert hasattr(module, public)


def test_every_public_name_is_there() -> None:
    assert len(set(paperdigest.__all__)) == len(paperdigest.__all__)
    assert dir(paperdigest) == sorted(paperdigest.__all__)
    for name in paperdigest.__all__:
        assert getattr(paperdigest, name) is not None
    with pytest.raises(AttributeError, match="no attribute 'load_all'"):
        _ = paperdigest.load_all  # type: ignore[attr-defined]


def modules_after(statement: str) -> set[str]:
    code = f"import sys; {statement}; print(*sys.modules)"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return set(run.stdout.split())


HEAVY = (
    "lxml", "bibtexparser", "pylatexenc", "markdown_it", "cattrs", "click", "rich", "json", "csv", "yaml",
)  # fmt: skip


def test_importing_the_package_costs_attrs_and_little_else() -> None:
    loaded = modules_after("import paperdigest")
    assert not loaded & {*HEAVY, "importlib.metadata", "tempfile", "logging", "typing_extensions"}
    own = {name for name in loaded - modules_after("import attrs, pathlib, datetime") if "." not in name}
    assert own <= {"paperdigest", "bisect", "_bisect"}


DAY = "## Daily Papers (2024-03-08)\n\n### [T](https://arxiv.org/abs/2401.00001)\n"


def test_reading_a_digest_loads_no_exporter_no_heavy_library_and_looks_for_no_plug_in() -> None:
    loaded = modules_after(f"import paperdigest; assert paperdigest.loads({DAY!r}).papers")
    assert not loaded & {*HEAVY, "importlib.metadata", "difflib"}
    assert not any(name.startswith("paperdigest.exporters") for name in loaded)


def test_a_day_of_the_first_format_loads_no_other_reader() -> None:
    loaded = modules_after(f"import paperdigest; assert paperdigest.loads({DAY!r}).papers")
    formats = {name.split(".")[2] for name in loaded if name.startswith("paperdigest.readers.")} & FORMATS
    assert formats == {"daily_papers"}


def test_only_front_matter_loads_a_yaml_library() -> None:
    day = "# Day · 2026-03-25\n\n1. [T](/202603/25/2603.00001v1-t)\n"
    note = "---\ntitle: T\nauthors: A\ndate: 2026-03-25\npdf: u\ntags: a\n---\n"
    for text, heavy in ((day, set()), (note, {"yaml"})):
        loaded = modules_after(f"import paperdigest; assert paperdigest.loads({text!r}).papers")
        assert loaded & {*HEAVY} == heavy


@pytest.mark.parametrize(
    ("name", "library"),
    [
        ("json", {"json", "cattrs"}),
        ("csv", {"csv"}),
        ("markdown", set()),
        ("bibtex", {"bibtexparser"}),
        ("ris", set()),
        ("csl-json", {"json"}),
        ("rss", {"lxml"}),
        ("atom", {"lxml"}),
        ("json-feed", {"json"}),
    ],
)
def test_an_exporter_loads_its_own_library_and_no_other(name: str, library: set[str]) -> None:
    loaded = modules_after(f"import paperdigest; paperdigest.dumps((), {name!r})")
    assert library <= loaded
    others = {"lxml", "bibtexparser", "cattrs", "csv", "click"} - library
    assert not loaded & others
