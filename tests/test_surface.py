"""The public surface is what `surface.txt` says, and what `surface.py` notes is all that users can depend on."""

from __future__ import annotations

import difflib
import importlib
import linecache
import re
import sys
import types
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import click
import pytest
from attrs import frozen

import paperdigest
import surface
from paperdigest.codes import CODES
from paperdigest.diagnostics import Code, Severity
from paperdigest.exporters.options import option

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from paperdigest import Exporter

ROOT = Path(__file__).resolve().parents[1]

ADVICE = """
The public surface is not what tests/surface.txt says. Lines with `-` are gone or were something else: code of
users may break, see docs/stability.md. Lines with `+` are new: from the next release on they are promised.
What is not meant for users belongs into INTERNAL in tests/surface.py, a new module for users into PUBLIC. If it is as
it should be, run

    make surface
"""


def test_the_surface_is_what_the_snapshot_says() -> None:
    before = surface.SNAPSHOT.read_text(encoding="utf-8").split("\n")[:-1]
    changes = [*difflib.unified_diff(before, surface.surface(), n=0, lineterm="")]
    if changes:
        pytest.fail("\n".join((ADVICE, *changes[2:])), pytrace=False)


def test_a_line_is_one_fact_and_stands_once() -> None:
    lines = surface.surface()
    assert len(set(lines)) == len(lines)
    assert all(line.isprintable() for line in lines)
    kinds = {line.partition(" ")[0] for line in lines}
    assert kinds <= {
        "module", "name", "function", "class", "field", "member", "property", "method", "attribute", "constant",
        "code", "exporter", "option", "json", "group", "command", "flag",
    }  # fmt: skip


def test_every_name_that_is_listed_as_internal_is_there() -> None:
    gone = [
        path
        for path in surface.INTERNAL
        if path.rpartition(".")[2] not in surface.declared(path.rpartition(".")[0])
    ]
    assert gone == []


PAGES = [
    path
    for path in (
        ROOT / "README.md",
        *sorted((ROOT / "docs").glob("*.md")),
        *sorted((ROOT / "examples").rglob("*.py")),
    )
    if path.name != "stability.md"  # which is made from what this compares with
]


def named(page: str) -> set[tuple[str, str]]:
    """The modules and names that a page imports or documents: module by module, whether public or not."""
    found = {
        (module, name)
        for module, names in re.findall(r"from (paperdigest[\w.]*) import (\w+(?:, \w+)*)", page)
        for name in names.split(", ")
    }
    return found | {(module, name) for module, name in re.findall(r"\b(paperdigest(?:\.\w+)+)\.(\w+)", page)}


def module_called(path: str) -> types.ModuleType | None:
    """None if that is no module: the name of an entry-point group, or of a class."""
    try:
        return importlib.import_module(path)
    except ModuleNotFoundError:
        return None


def test_what_is_named_on_a_page_is_found() -> None:
    page = ">>> from paperdigest.archive import find_files, select\n.. autofunction:: paperdigest.names.parse_name\n"
    assert named(page) == {
        ("paperdigest.archive", "find_files"),
        ("paperdigest.archive", "select"),
        ("paperdigest.names", "parse_name"),
    }


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_what_the_docs_show_is_public(path: Path) -> None:
    public = surface.public_modules()
    internal = []
    for module, name in named(path.read_text(encoding="utf-8")):
        known = getattr(module_called(module), "__all__", ())
        if name in known and name not in public.get(module, ()):
            internal.append(f"{module}.{name}")
    assert internal == [], "list the module in PUBLIC in tests/surface.py, or show something else"


def test_every_name_of_the_package_is_in_the_snapshot() -> None:
    lines = surface.surface()
    for name in paperdigest.__all__:
        known = re.compile(rf"(?:name|constant|function|class) paperdigest\.{name}(?: = |\(|$)")
        assert any(known.match(line) for line in lines), name


# --- that a change is a changed line


def described(source: str) -> list[str]:
    """The facts of what a module defines."""
    module = types.ModuleType("sample")
    sys.modules["sample"] = module
    text = (
        "from __future__ import annotations\nimport enum\nfrom functools import cache, cached_property\n"
        f"from attrs import define, field, frozen\n{source}"
    )
    # `inspect.getsource` asks there for what is no file.
    linecache.cache["sample.py"] = (len(text), None, text.splitlines(keepends=True), "sample.py")
    try:
        exec(compile(text, "sample.py", "exec", dont_inherit=True), vars(module))
        own = [value for value in vars(module).values() if getattr(value, "__module__", "") == "sample"]
        return [line for value in own for line in surface.described(value, f"sample.{value.__name__}")]
    finally:
        del sys.modules["sample"], linecache.cache["sample.py"]


def changed(before: Iterable[str], after: Iterable[str]) -> tuple[set[str], set[str]]:
    """The lines that are gone and those that are new."""
    old, new = set(before), set(after)
    return old - new, new - old


FUNCTION = (
    "def load(source: str | bytes, /, name: str = 'x', *, strict: bool = False, **more: int) -> str: ..."
)
FROZEN = "@frozen(kw_only=True)\nclass Paper:\n    title: str\n    votes: int | None = None\n"
PLAIN = (
    "class Thing(ValueError):\n    def __init__(self, a: int) -> None:\n        self.a = a\n"
    "    def go(self, far: bool = True) -> int: ...\n    @property\n    def size(self) -> int: ...\n"
    "    @classmethod\n    def make(cls, text: str) -> Thing: ...\n    limit = 3\n"
)
ENUM = "class Kind(enum.StrEnum):\n    A = 'a'\n"
SIGNATURE = "function sample.load(source: str | bytes, /, name: str = 'x', *, strict: bool = False, **more: int) -> str"


def test_what_the_lines_look_like() -> None:
    assert described(FUNCTION) == [SIGNATURE]
    assert described(FROZEN) == [
        "class sample.Paper(object): frozen, slots, eq, hash",
        "field sample.Paper.title: str; keyword",
        "field sample.Paper.votes: int | None = None; keyword",
    ]
    assert described(PLAIN) == [
        "class sample.Thing(ValueError)",
        "method sample.Thing.__init__(a: int) -> None",
        "method sample.Thing.go(far: bool = True) -> int",
        "attribute sample.Thing.limit = 3",
        "method sample.Thing.make(text: str) -> Thing; class",
        "property sample.Thing.size: int",
        "attribute sample.Thing.a",
    ]
    assert [*surface.described(tuple[int, str], "sample.Edit")] == ["constant sample.Edit = tuple[int, str]"]
    assert [*surface.described(int | None, "sample.Votes")] == ["constant sample.Votes = int | None"]
    assert described("@cache\ndef table() -> int: ...") == ["function sample.table() -> int"]
    assert described(ENUM) == ["class sample.Kind(StrEnum)", "member sample.Kind.A = 'a'"]


@pytest.mark.parametrize(
    ("source", "old", "new"),
    [
        pytest.param(FUNCTION, "name: str", "title: str", id="a renamed parameter"),
        pytest.param(FUNCTION, "'x'", "'y'", id="a changed default"),
        pytest.param(FUNCTION, "= False", "= True", id="a changed default of a keyword"),
        pytest.param(FUNCTION, "str | bytes", "str", id="a narrower type"),
        pytest.param(FUNCTION, ") -> str", ") -> str | None", id="a wider result"),
        pytest.param(FUNCTION, " *,", "", id="a keyword that became positional"),
        pytest.param(FUNCTION, " /,", "", id="a parameter that can be named"),
        pytest.param(FUNCTION, ", **more: int", "", id="keywords that are gone"),
        pytest.param(FROZEN, "votes: int", "likes: int", id="a renamed field"),
        pytest.param(FROZEN, "None = None\n", "None = 0\n", id="a changed default of a field"),
        pytest.param(
            FROZEN, "= None\n", "= field(default=None, eq=False)\n", id="a field that does not count"
        ),
        pytest.param(
            FROZEN, "= None\n", "= field(default=None, repr=False)\n", id="a field that does not show"
        ),
        pytest.param(FROZEN, "= None\n", "= None\n    link: str = ''\n", id="a new field"),
        pytest.param(FROZEN, "kw_only=True", "", id="fields that can be given by position"),
        pytest.param(FROZEN, "@frozen", "@define", id="a class that is no longer frozen"),
        pytest.param(FROZEN, "kw_only=True", "kw_only=True, slots=False", id="a class without slots"),
        pytest.param(
            FROZEN, "kw_only=True", "kw_only=True, eq=False", id="a class that compares by identity"
        ),
        pytest.param(FROZEN, "kw_only=True", "kw_only=True, order=True", id="a class that can be sorted"),
        pytest.param(
            FROZEN, ": str\n", ": str\n    @cached_property\n    def a(self) -> int: ...\n", id="a property"
        ),
        pytest.param(PLAIN, "(ValueError)", "(TypeError)", id="another base"),
        pytest.param(PLAIN, "far: bool", "wide: bool", id="a renamed parameter of a method"),
        pytest.param(PLAIN, "@property\n    ", "", id="a property that became a method"),
        pytest.param(PLAIN, "size(self) -> int", "size(self) -> str", id="another type of a property"),
        pytest.param(PLAIN, "self.a = a", "self.b = a", id="a renamed attribute"),
        pytest.param(PLAIN, "limit = 3", "limit = 4", id="another value of an attribute"),
        pytest.param(ENUM, "A = 'a'", "A = 'b'", id="another value of a member"),
        pytest.param(ENUM, "A = 'a'", "A = 'a'\n    B = 'b'", id="a new member"),
        pytest.param(ENUM, "StrEnum", "Enum", id="another kind of enumeration"),
    ],
)
def test_a_change_of_the_code_is_a_changed_line(source: str, old: str, new: str) -> None:
    assert source.count(old) == 1
    assert described(source) != described(source.replace(old, new))


def test_private_things_are_no_facts() -> None:
    private = "    _hidden: int = field(default=0, init=False)\n    def _help(self) -> int: ...\n"
    assert described(FROZEN + private) == described(FROZEN)


def test_a_code_that_goes_or_gets_another_severity_is_a_changed_line() -> None:
    before = [*surface.code_facts(CODES.values())]
    gone = [*surface.code_facts(code for code in CODES.values() if code.id != "PD301")]
    assert changed(before, gone) == ({"code PD301 error: votes {0!r} are no whole number"}, set())
    worse = Code(id="PD302", severity=Severity.ERROR, template="t", help="", example="")
    assert [*surface.code_facts([worse])] == ["code PD302 error: t"]
    assert [*surface.code_facts([CODES["PD302"]])] == ["code PD302 info: the votes were not counted"]


@frozen(kw_only=True)
class Options:
    loud: bool = option(default=False, help="shout")
    order: Literal["up", "down"] = option("up", "which way")


@frozen(kw_only=True)
class OtherOptions:
    loud: bool = option(default=True, help="shout")
    order: Literal["up", "down", "both"] | None = option("up", "which way")


def exporter_with(options: type) -> Exporter:
    @frozen
    class Titles:
        name = "titles"
        title = "Titles"
        media_type = "text/plain"
        suffixes = ()

        def write(self, papers: object, stream: object, options: object) -> None:
            raise NotImplementedError

    Titles.options = options  # type: ignore[attr-defined]
    return Titles()  # type: ignore[return-value]


def test_a_changed_option_is_a_changed_line() -> None:
    assert [*surface.exporter_facts(exporter_with(Options))] == [
        "exporter titles: Titles; text/plain; no suffix",
        "option titles.loud: bool = False; --loud, --no-loud",
        "option titles.order: up|down = 'up'; --order",
    ]
    assert [*surface.exporter_facts(exporter_with(OtherOptions))][1:] == [
        "option titles.loud: bool = True; --loud, --no-loud",
        "option titles.order: up|down|both | None = 'up'; --order",
    ]


def commands(*declarations: click.Option | click.Argument) -> Iterator[str]:
    command = click.Command("go", params=[*declarations])
    return surface.command_facts(click.Group(commands={"go": command}))


@pytest.mark.parametrize(
    ("parameter", "line"),
    [
        (click.Option(["-f", "--fast"], is_flag=True), "flag go -f, --fast"),
        (click.Option(["--fast/--slow"]), "flag go --fast, --slow"),
        (click.Option(["--to"], metavar="FORMAT"), "flag go --to FORMAT"),
        (click.Option(["--to"], default="-"), "flag go --to TEXT = '-'"),
        (click.Option(["-n"], type=int, default=3), "flag go -n INTEGER = 3"),
        (click.Option(["--on"], type=click.Choice(["a", "b"]), default="a"), "flag go --on a|b = 'a'"),
        (click.Argument(["inputs"], nargs=-1, metavar="INPUT..."), "command go INPUT..."),
    ],
)
def test_a_flag_is_a_line(parameter: click.Option | click.Argument, line: str) -> None:
    assert line in [*commands(parameter)]


def test_the_groups_of_plug_ins_are_lines() -> None:
    assert "group paperdigest.exporters" in [*surface.group_facts()]


def test_keys_of_json_are_lines_and_labels_of_extra_are_none() -> None:
    document = {"papers": [{"title": "T", "extra": {"Label": "text"}, "media": [{"url": ""}]}]}
    assert [*surface.json_facts(document)] == [
        "json .papers",
        "json .papers[].title",
        "json .papers[].extra",
        "json .papers[].media",
        "json .papers[].media[].url",
    ]
