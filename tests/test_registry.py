"""Finding exporters: the built-in table, and plug-ins as they are installed for real."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

import paperdigest.exporters.registry as registry_module
from paperdigest.errors import ExporterError, UnknownFormatError
from paperdigest.exporters.protocol import Exporter
from paperdigest.exporters.registry import exporter, exporter_for_suffix, formats
from paperdigest.model import Paper
from paperdigest.writing import dump, dumps

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

BUILT_IN = ("json", "jsonl", "csv", "bibtex", "ris", "csl-json", "rss", "atom", "json-feed", "markdown")

GOOD = """
from attrs import field, frozen

@frozen
class Options:
    loud: bool = False

@frozen
class Titles:
    name = {name!r}
    title = "Titles"
    media_type = "text/plain"
    suffixes = (".titles",)
    options = Options

    def write(self, papers, stream, options):
        for paper in papers:
            title = paper.title.upper() if options.loud else paper.title
            stream.write(title.encode() + b"\\n")

titles = Titles()
"""


# --- built in


def test_the_built_in_formats_come_first() -> None:
    assert formats()[: len(BUILT_IN)] == BUILT_IN


@pytest.mark.parametrize("name", BUILT_IN)
def test_a_built_in_exporter_has_the_shape_and_its_own_name(name: str) -> None:
    found = exporter(name)
    assert isinstance(found, Exporter)
    assert found.name == name


def test_the_table_of_suffixes_says_what_the_classes_say() -> None:
    classes = {suffix: name for name in BUILT_IN for suffix in exporter(name).suffixes}
    assert classes == registry_module._SUFFIXES
    assert len(classes) == sum(len(exporter(name).suffixes) for name in BUILT_IN)


@pytest.mark.parametrize("suffix", [".json", ".JSON", ".Json"])
def test_upper_and_lower_case_suffixes_are_the_same(suffix: str) -> None:
    assert exporter_for_suffix(suffix).name == "json"


def test_a_suffix_leads_to_its_exporter_without_importing_the_others() -> None:
    code = (
        "import sys; from paperdigest.exporters.registry import exporter_for_suffix as find; find('.jsonl');"
        "print([name for name in ('lxml', 'bibtexparser', 'pylatexenc', 'csv', 'importlib.metadata')"
        " if name in sys.modules and name not in before])"
    )
    # cattrs brings what it needs itself; that is the price of JSON.
    before = "import sys, cattrs; import cattrs.gen; before = set(sys.modules);"
    done = subprocess.run([sys.executable, "-c", before + code], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"


# --- what is not there


def test_an_unknown_format_is_an_error_with_the_near_ones_and_all_of_them() -> None:
    with pytest.raises(UnknownFormatError) as caught:
        exporter("jsonn")
    assert str(caught.value).startswith(
        "no format 'jsonn'; did you mean 'json' or 'jsonl'? (formats: json, jsonl,"
    )
    assert isinstance(caught.value, LookupError)


def test_where_nothing_is_near_there_is_no_guess() -> None:
    with pytest.raises(UnknownFormatError, match=r"^no format 'ZZZ' \(formats: json, "):
        exporter("ZZZ")


@pytest.mark.parametrize("suffix", [".xml", ".txt", "."])
def test_a_suffix_that_no_format_has_to_itself_asks_for_the_name(suffix: str) -> None:
    with pytest.raises(UnknownFormatError) as caught:
        exporter_for_suffix(suffix)
    assert str(caught.value).startswith(
        f"the suffix {suffix!r} belongs to no format; name the format (json, "
    )


def test_without_a_suffix_the_name_is_asked_for() -> None:
    with pytest.raises(
        UnknownFormatError, match=r"^a name without a suffix does not tell the format; name the"
    ):
        exporter_for_suffix("")


# --- plug-ins


@pytest.mark.parametrize("attribute", ["titles", "Titles"])
def test_a_plug_in_is_an_exporter_like_ours(
    install: Callable[..., None], tmp_path: Path, attribute: str
) -> None:
    """Whether the entry point leads to a class or to an instance."""
    install("titles", GOOD.format(name="titles"), module="acme_titles", attribute=attribute)
    assert formats() == (*BUILT_IN, "titles")
    assert dumps([Paper(title="one")], "titles", loud=True) == "ONE\n"
    dump([Paper(title="one")], tmp_path / "out.TITLES")
    assert (tmp_path / "out.TITLES").read_bytes() == b"one\n"


def test_plug_ins_are_listed_by_name_without_being_imported(install: Callable[..., None]) -> None:
    install("zebra", "raise RuntimeError", module="acme_zebra")
    install("ant", "raise RuntimeError", module="acme_ant")
    assert formats() == (*BUILT_IN, "ant", "zebra")
    assert "acme_ant" not in sys.modules


def test_a_built_in_exporter_wins_over_a_plug_in_of_its_name(install: Callable[..., None]) -> None:
    install("csv", "raise RuntimeError", module="acme_csv")
    assert formats() == BUILT_IN
    assert type(exporter("csv")).__module__ == "paperdigest.exporters.csv"
    assert registry_module.hidden_plugins() == (
        "exporter plug-in 'csv' (acme_csv:titles) is hidden: a built-in exporter has its name",
    )


def test_a_plug_in_of_a_near_name_is_suggested(install: Callable[..., None]) -> None:
    install("titles", GOOD.format(name="titles"), module="acme_titles")
    with pytest.raises(UnknownFormatError, match="did you mean 'titles'"):
        exporter("title")


BROKEN = [
    (
        "import acme_needs_this",
        "titles",
        "cannot be imported: ModuleNotFoundError(\"No module named 'acme_needs_",
    ),
    ("1 / 0", "titles", "cannot be imported: ZeroDivisionError('division by zero')"),
    ("", "titles", "cannot be imported: AttributeError("),
    ("class Titles:\n    def __init__(self, path): ...", "Titles", "cannot be imported: TypeError("),
    (
        "class Titles:\n    @property\n    def name(self): return 1 / 0\ntitles = Titles()",
        "titles",
        "is no exporter: its name cannot be read: ZeroDivisionError(",
    ),
    ("titles = 3", "titles", "is no exporter: it lacks name, title, media_type, suffixes, options, write"),
    (
        "class titles:\n    name = title = media_type = 'x'\n    write = print",
        "titles",
        "is no exporter: it lacks suffixes, options",
    ),
    (
        "class titles:\n    name = title = media_type = 'x'\n    suffixes = ()\n    write = print\n    options = dict",
        "titles",
        "is no exporter: its options are no attrs class",
    ),
]


@pytest.mark.parametrize(("source", "attribute", "reason"), BROKEN)
def test_a_broken_plug_in_is_reported_by_name_when_it_is_asked_for(
    install: Callable[..., None], source: str, attribute: str, reason: str
) -> None:
    install("titles", source, module="acme_broken", attribute=attribute)
    with pytest.raises(ExporterError) as caught:
        exporter("titles")
    where = f"exporter plug-in 'titles' (acme_broken:{attribute}) "
    assert str(caught.value).startswith(where + reason)


def test_two_plug_ins_of_one_name_are_reported_and_neither_is_chosen(install: Callable[..., None]) -> None:
    install("titles", GOOD.format(name="titles"), module="acme_one")
    install("titles", GOOD.format(name="titles"), module="acme_two")
    assert formats() == (*BUILT_IN, "titles")
    with pytest.raises(
        ExporterError,
        match=r"^several exporter plug-ins are named 'titles': acme_one:titles, acme_two:titles$",
    ):
        exporter("titles")


def test_a_broken_plug_in_hurts_nobody_else(install: Callable[..., None]) -> None:
    install("broken", "1 / 0", module="acme_broken")
    install("titles", GOOD.format(name="titles"), module="acme_titles")
    assert exporter_for_suffix(".json").name == "json"
    assert exporter_for_suffix(".titles").name == "titles"
    with pytest.raises(UnknownFormatError, match=r"could not ask the broken plug-in broken$"):
        exporter_for_suffix(".xyz")


def test_a_suffix_that_two_plug_ins_claim_asks_for_the_name(install: Callable[..., None]) -> None:
    install("one", GOOD.format(name="one"), module="acme_one")
    install("two", GOOD.format(name="two"), module="acme_two")
    with pytest.raises(
        UnknownFormatError, match=r"^the suffix '.titles' could be one or two; name the format"
    ):
        exporter_for_suffix(".titles")
