"""The public surface of the package as lines of text, one fact a line: `python tests/surface.py` writes `surface.txt`.

What is public: the names in `__all__` of the modules in `PUBLIC`, but for what `INTERNAL` lists. What the docs show is
public, or a test fails. docs/stability.md says what is promised.

A line stands for itself, so that a changed line tells what changed:

    module      a public module
    name        a public name of a thing that has its home in another public module
    function, class, field, member, property, method, attribute, constant
    code        a finding: id, severity, message
    exporter    a format; `option` is one of its options, with its flags
    json        a key of the JSON that version 1 has
    group       an entry-point group
    command     of the command line; `flag` is one of its flags

Types and defaults are as written in the code. Nothing here depends on the release of Python, attrs or click.
"""

from __future__ import annotations

import ast
import enum
import functools
import importlib
import inspect
import json
import pkgutil
import textwrap
import types
from pathlib import Path
from typing import TYPE_CHECKING, Any

import attrs
import click

import paperdigest
from paperdigest.cli.app import app
from paperdigest.cli.convert import convert
from paperdigest.cli.flags import exporter_flags, own_flags
from paperdigest.codes import CODES
from paperdigest.exporters.options import option_specs
from paperdigest.exporters.registry import exporter, formats
from paperdigest.writing import dumps
from released_samples import LATEST

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from paperdigest.diagnostics import Code
    from paperdigest.exporters.protocol import Exporter

SNAPSHOT = Path(__file__).with_name("surface.txt")

PUBLIC = (
    "paperdigest",
    "paperdigest.archive",
    "paperdigest.codes",
    "paperdigest.combining",
    "paperdigest.diagnostics",
    "paperdigest.enriching",
    "paperdigest.errors",
    "paperdigest.exporters.atom",
    "paperdigest.exporters.bibtex",
    "paperdigest.exporters.csl_json",
    "paperdigest.exporters.csv",
    "paperdigest.exporters.feed_options",
    "paperdigest.exporters.json",
    "paperdigest.exporters.json_feed",
    "paperdigest.exporters.jsonl",
    "paperdigest.exporters.markdown",
    "paperdigest.exporters.options",
    "paperdigest.exporters.protocol",
    "paperdigest.exporters.registry",
    "paperdigest.exporters.ris",
    "paperdigest.exporters.rss",
    "paperdigest.feed_folder",
    "paperdigest.feed_folder.options",
    "paperdigest.merging",
    "paperdigest.model",
    "paperdigest.names",
    "paperdigest.reading",
    "paperdigest.readers.protocol",
    "paperdigest.readers.registry",
    "paperdigest.selection",
    "paperdigest.source",
    "paperdigest.testing",
    "paperdigest.text",
    "paperdigest.text.links",
    "paperdigest.writing",
)
"""The modules whose `__all__` is for users; that of others is for our own modules."""

INTERNAL = (
    "paperdigest.exporters.atom.writing",
    "paperdigest.exporters.feed_options.time_zone",
    "paperdigest.exporters.json_feed.writing",
    "paperdigest.exporters.registry.built_in",
    "paperdigest.exporters.registry.hidden_plugins",
    "paperdigest.exporters.rss.writing",
    "paperdigest.feed_folder.options.check_option",
    "paperdigest.feed_folder.options.check_options",
    "paperdigest.feed_folder.options.feed_options",
    "paperdigest.feed_folder.options.folder_url",
    "paperdigest.merging.apply_edits",
    "paperdigest.merging.merge_edits",
    "paperdigest.text.links.unique_links",
    "paperdigest.writing.atomic_writer",
)
"""Names in a public module's `__all__` that are there for our own modules all the same."""


def public_modules() -> dict[str, tuple[str, ...]]:
    """The public names of every public module, the package first."""
    return {
        module: tuple(name for name in declared(module) if f"{module}.{name}" not in INTERNAL)
        for module in PUBLIC
    }


def declared(module: str) -> list[str]:
    """What stands in the `__all__` of a module."""
    return sorted(importlib.import_module(module).__all__)


# --- values and signatures


def shown(value: object) -> str:
    """A default or a constant; of what has no spelling of its own, the type."""
    if isinstance(value, enum.Enum):
        return f"{type(value).__name__}.{value.name}"
    if isinstance(value, tuple):
        return f"({', '.join(map(shown, value))}{',' if len(value) == 1 else ''})"
    if value is None or isinstance(
        value, bool | int | float | str | bytes | types.GenericAlias | types.UnionType
    ):
        return repr(value)
    if isinstance(value, type | types.FunctionType):
        return f"{value.__module__}.{value.__qualname__}"
    return f"<{type(value).__name__}>"


def _annotation(value: Any) -> str:
    """As written; `paperdigest` has `from __future__ import annotations` everywhere, so types are texts."""
    return value if isinstance(value, str) else getattr(value, "__name__", repr(value))


def signature(function: Any, *, bound: bool = False) -> str:
    """The parameters and what is returned.

    Args:
        function: anything that can be called.
        bound: whether to leave out the first parameter.
    """
    found = inspect.signature(function)
    parameters = [*found.parameters.values()][bound:]
    parts: list[str] = []
    for before, parameter in zip([None, *parameters], [*parameters, None], strict=True):
        positional = before is not None and before.kind is inspect.Parameter.POSITIONAL_ONLY
        if positional and (parameter is None or parameter.kind is not inspect.Parameter.POSITIONAL_ONLY):
            parts.append("/")
        if parameter is None:
            break
        if parameter.kind is inspect.Parameter.KEYWORD_ONLY and (
            before is None
            or before.kind not in (inspect.Parameter.KEYWORD_ONLY, inspect.Parameter.VAR_POSITIONAL)
        ):
            parts.append("*")
        parts.append(_parameter(parameter))
    returned = "" if found.return_annotation is found.empty else f" -> {_annotation(found.return_annotation)}"
    return f"({', '.join(parts)}){returned}"


def _parameter(parameter: inspect.Parameter) -> str:
    stars = {"VAR_POSITIONAL": "*", "VAR_KEYWORD": "**"}
    text = stars.get(parameter.kind.name, "") + parameter.name
    if parameter.annotation is not parameter.empty:
        text += f": {_annotation(parameter.annotation)}"
    return text if parameter.default is parameter.empty else f"{text} = {shown(parameter.default)}"


# --- things


def described(value: Any, path: str) -> Iterator[str]:
    """The facts of one public thing.

    Args:
        value: a class, a function or a constant.
        path: the dotted path that users know it by.
    """
    if isinstance(value, type):
        yield from _class(value, path)
    elif isinstance(value, types.FunctionType) or hasattr(value, "__wrapped__"):  # `functools.cache` wraps
        yield f"function {path}{signature(value)}"
    elif path.endswith(".__version__"):
        yield f"constant {path}"  # another one in each release
    else:
        yield f"constant {path} = {shown(value)}"


def _class(cls: type, path: str) -> Iterator[str]:
    bases = ", ".join(base.__name__ for base in cls.__bases__)
    traits = ", ".join(_traits(cls))
    yield f"class {path}({bases}){f': {traits}' if traits else ''}"
    fields = attrs.fields(cls) if attrs.has(cls) else ()
    for field in fields:
        if not field.name.startswith("_") or field.init:
            yield _field(cls, field, path)
    if issubclass(cls, enum.Enum):
        yield from (f"member {path}.{name} = {shown(item.value)}" for name, item in cls.__members__.items())
        fields = tuple(cls)
    known = {field.name for field in fields}
    for name in sorted(vars(cls).keys() - known):
        if name in _SPECIAL or not name.startswith("_"):
            yield from _attribute(cls, name, path, is_attrs=attrs.has(cls))
    if not attrs.has(cls):
        yield from (f"attribute {path}.{name}" for name in _set_by_init(cls))


# Methods by which Python calls a thing. What attrs makes of fields follows from them and the traits.
_SPECIAL = ("__call__", "__contains__", "__enter__", "__exit__", "__getitem__", "__init__", "__iter__", "__len__",
            "__str__")  # fmt: skip


def _traits(cls: type) -> Iterator[str]:
    if not attrs.has(cls):
        return
    try:
        setattr(object.__new__(cls), "x", None)  # noqa: B010 - a name that no class has, on purpose
    except attrs.exceptions.FrozenInstanceError:
        yield "frozen"
    except AttributeError:
        pass
    if not cls.__dictoffset__:
        yield "slots"
    yield from (name for name in ("eq", "hash") if vars(cls).get(f"__{name}__") is not None)
    if "__lt__" in vars(cls):
        yield "order"


def _field(cls: type, field: attrs.Attribute[Any], path: str) -> str:
    written = next(vars(base)["__annotations__"][field.name] for base in cls.__mro__
                   if field.name in vars(base).get("__annotations__", ()))  # fmt: skip
    if field.default is attrs.NOTHING:
        default = ""
    elif isinstance(field.default, attrs.Factory):  # type: ignore[arg-type]
        default = " = <factory>"
    else:
        default = f" = {shown(field.default)}"
    flags = [
        *(["keyword"] if field.kw_only else []),
        *(f"no {name}" for name in ("init", "eq", "repr") if not getattr(field, name)),
        *([f"alias {field.alias}"] if field.alias != field.name else []),
    ]
    return f"field {path}.{field.name}: {_annotation(written)}{default}" + (
        f"; {', '.join(flags)}" if flags else ""
    )


def _attribute(cls: type, name: str, path: str, *, is_attrs: bool) -> Iterator[str]:
    value = vars(cls)[name]
    if name in _SPECIAL and getattr(value, "__module__", None) != cls.__module__:
        return  # made by enum or typing
    if name == "__init__" and is_attrs:
        return
    if isinstance(value, property):
        yield f"property {path}.{name}: {_annotation(inspect.signature(value.fget).return_annotation)}"  # type: ignore[arg-type]
    elif isinstance(value, functools.cached_property):
        yield f"property {path}.{name}: {_annotation(inspect.signature(value.func).return_annotation)}"
    elif isinstance(value, types.MemberDescriptorType):
        # Where there are slots, attrs has put one in the place of a cached property, and noted its type.
        yield f"property {path}.{name}: {_annotation(cls.__annotations__[name])}"
    elif isinstance(value, classmethod | staticmethod):
        kind = "class" if isinstance(value, classmethod) else "static"
        yield f"method {path}.{name}{signature(getattr(cls, name))}; {kind}"
    elif isinstance(value, types.FunctionType):
        yield f"method {path}.{name}{signature(value, bound=True)}"
    else:
        yield f"attribute {path}.{name} = {shown(value)}"


def _set_by_init(cls: type) -> list[str]:
    """What the `__init__` of a class sets on `self`."""
    if not isinstance(vars(cls).get("__init__"), types.FunctionType) or issubclass(cls, enum.Enum):
        return []
    tree = ast.parse(textwrap.dedent(inspect.getsource(vars(cls)["__init__"])))
    targets = (node for node in ast.walk(tree) if isinstance(node, ast.Attribute))
    return sorted(
        node.attr
        for node in targets
        if isinstance(node.ctx, ast.Store) and ast.unparse(node.value) == "self" and node.attr[0] != "_"
    )


# --- modules


def module_facts() -> Iterator[str]:
    """The public modules, and each public thing once: at its home, if that is public, else where it is public."""
    modules = public_modules()
    yield from (f"module {name}" for name in modules)
    homes: list[str] = []
    for module, names in modules.items():
        for name in names:
            value = getattr(importlib.import_module(module), name)
            home = getattr(value, "__module__", module)
            if home != module and name in modules.get(home, ()):
                yield f"name {module}.{name} = {home}.{name}"
            else:
                homes += described(value, f"{module}.{name}")
    yield from homes


def code_facts(codes: Iterable[Code]) -> Iterator[str]:
    """The findings, by id."""
    for code in sorted(codes, key=lambda code: code.id):
        yield f"code {code.id} {code.severity}: {code.template}"


def exporter_facts(found: Exporter) -> Iterator[str]:
    """A format and its options, with their flags."""
    yield f"exporter {found.name}: {found.title}; {found.media_type}; {' '.join(found.suffixes) or 'no suffix'}"
    flags = exporter_flags(found, own_flags(convert))
    for spec, flag in zip(option_specs(found.options), flags, strict=True):
        kind = "|".join(spec.choices) or spec.type.__name__
        written = f"{kind}{' | None' if spec.nullable else ''} = {shown(spec.default)}"
        yield f"option {found.name}.{spec.name}: {written}; {', '.join((*flag.opts, *flag.secondary_opts))}"


def json_facts(document: object, place: str = "") -> Iterator[str]:
    """The keys of a JSON document in which every key has a value."""
    if isinstance(document, dict) and not place.endswith(".extra"):
        for key, value in document.items():
            yield f"json {place}.{key}"
            yield from json_facts(value, f"{place}.{key}")
    elif isinstance(document, list):
        for item in document:
            yield from json_facts(item, f"{place}[]")


def command_facts(group: click.Group) -> Iterator[str]:
    """The commands, and the flags that they have for every format."""
    for name, command in sorted(group.commands.items()):
        arguments = [param for param in command.params if isinstance(param, click.Argument)]
        usage = " ".join(f"{param.human_readable_name}" for param in arguments)
        yield f"command {name} {usage}".rstrip()
        for param in command.params:
            if isinstance(param, click.Option):
                yield f"flag {name} {_flag(param)}"


def _flag(option: click.Option) -> str:
    names = ", ".join((*option.opts, *option.secondary_opts))
    if option.is_flag:
        return names
    choices = "|".join(map(str, option.type.choices)) if isinstance(option.type, click.Choice) else None
    # Releases of click differ in what stands for no default.
    default = f" = {shown(option.default)}" if isinstance(option.default, str | int) else ""
    return f"{names} {choices or option.metavar or option.type.name.upper()}{default}"


def group_facts() -> Iterator[str]:
    """The entry-point groups: what registries call `GROUP`, or `group` in a table of theirs."""
    for info in pkgutil.walk_packages(paperdigest.__path__, "paperdigest."):
        if not info.name.endswith("__main__"):
            for name, value in vars(importlib.import_module(info.name)).items():
                group = value if name == "GROUP" else getattr(value, "group", None)
                if isinstance(group, str) and group.startswith("paperdigest."):
                    yield f"group {group}"


def surface() -> list[str]:
    """All lines of the snapshot."""
    built_in = [
        found for found in map(exporter, formats()) if type(found).__module__.startswith("paperdigest.")
    ]  # whoever runs this may have plug-ins
    return [
        *module_facts(),
        *code_facts(CODES.values()),
        *(fact for found in built_in for fact in exporter_facts(found)),
        *dict.fromkeys(json_facts(json.loads(dumps(LATEST.papers, "json")))),
        *sorted({*group_facts()}),
        *command_facts(app),
    ]


if __name__ == "__main__":
    SNAPSHOT.write_text("".join(f"{line}\n" for line in surface()), encoding="utf-8", newline="\n")
    print(f"wrote {SNAPSHOT}")
