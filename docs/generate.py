"""Writes the parts of these pages that are made from the code, each between its markers:

    <!-- generated: exporter csv -->
    …
    <!-- end -->

Run it as `python docs/generate.py`. A test fails while a page says something else than the code does.
"""

from __future__ import annotations

import json
import re
import sys
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Any

import attrs
import click

from paperdigest import codes, model
from paperdigest.cli.app import app
from paperdigest.cli.convert import convert
from paperdigest.cli.flags import exporter_flags, own_flags
from paperdigest.diagnostics import render
from paperdigest.exporters.json_schema import json_schema
from paperdigest.exporters.options import option_specs
from paperdigest.exporters.registry import exporter, formats
from paperdigest.feed_folder.options import folder_specs
from paperdigest.readers.registry import READERS
from paperdigest.reading import loads

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from paperdigest.diagnostics import Code

DOCS = Path(__file__).resolve().parent
PAGES = (DOCS.parent / "README.md", *sorted(DOCS.glob("*.md")))

_PART = re.compile(
    r"(<!-- generated: (?P<what>\w+) ?(?P<name>[\w-]*) -->\n).*?(?P<end><!-- end -->)", re.DOTALL
)


def generated(page: str) -> str:
    """The text of a page with its generated parts made anew.

    Raises:
        KeyError: a marker names what cannot be generated.
    """

    def renewed(part: re.Match[str]) -> str:
        return f"{part[1]}\n{_PARTS[part['what']](part['name'])}\n\n{part['end']}"

    return _PART.sub(renewed, page)


def _code(text: str) -> str:
    """A code span, also for a cell of a table."""
    fence = "``" if "`" in text else "`"
    space = " " if fence == "``" else ""
    return f"{fence}{space}{text}{space}{fence}".replace("|", "\\|")


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", " ")


def _table(head: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    lines = [list(head), *map(list, rows)]
    lines.insert(1, ["---"] * len(lines[0]))
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _sentence(text: str) -> str:
    text = f"{text.removesuffix('.')}."
    # Not arXiv, which is written so.
    return f"{text[0].upper()}{text[1:]}" if text.split()[0].islower() else text


# Findings: `paperdigest.codes`.

# A TAB and its like cannot be seen; Unicode has a picture of each.
_PICTURES = {number: chr(0x2400 + number) for number in range(0x20) if chr(number) != "\n"}


_GROUPS = {"1": "Documents and digests", "2": "Paper headings", "3": "Fields", "4": "Points"}


def _codes(_: str) -> str:
    parts = []
    for digit, group in _GROUPS.items():
        parts.append(f"## {group}")
        parts += [_code_section(code) for code in codes.CODES.values() if code.id[2] == digit]
    return "\n\n".join(parts)


def _code_section(code: Code) -> str:
    said = f"### {code.id}\n\n**{str(code.severity).capitalize()}.** {code.help}"
    if not code.example:
        message = code.template.format(*"…" * code.template.count("{"), all="…")
        return f"{said}\n\n```text\ndigest.md:1:1: {code.severity} {code.id} {message}\n```"
    document = loads(code.example, name="digest.md")
    found = next(finding for finding in document.diagnostics if finding.code is code)
    report = "\n".join(render([found], code.example, "digest.md"))
    example = code.example.translate(_PICTURES)
    fence = "````" if "```" in example else "```"
    return "\n\n".join(
        (
            said,
            f"{fence}text\n{example}{fence}",
            f"{fence}text\n{report}\n{fence}",
        )
    )


# Exporters: the registry and the options classes.


def _formats(_: str) -> str:
    found = [exporter(name) for name in formats()]
    rows = [
        (_code(each.name), each.title, ", ".join(map(_code, each.suffixes)), _code(each.media_type))
        for each in found
        if type(each).__module__.startswith("paperdigest.")  # no plug-in of whoever runs this
    ]
    return _table(("Name", "Format", "Suffixes", "Media type"), rows)


# Readers: the registry, and what the docstrings of the classes say.


def _readers(_: str) -> str:
    own = [type(READERS.own(name)) for name in READERS.built_in]
    rows = [(_code(each.name), each.title, _cell((each.__doc__ or "").partition("\n")[0])) for each in own]
    return _table(("Name", "Format", "Recognised by"), rows)


def _exporter(name: str) -> str:
    found = exporter(name)
    suffixes = ", ".join(map(_code, found.suffixes)) or "none"
    facts = f"{found.title}, media type {_code(found.media_type)}; suffixes: {suffixes}."
    specs = option_specs(found.options)
    if not specs:
        return f"{facts} No options."
    flags = exporter_flags(found, own_flags(convert))
    rows = [
        (
            _code(spec.name),
            "<br>".join(map(_code, (*flag.opts, *flag.secondary_opts))),
            _cell(spec.expected),
            _code(repr(spec.default)),
            _cell(_sentence(spec.help)),
        )
        for spec, flag in zip(specs, flags, strict=True)
    ]
    return f"{facts}\n\n" + _table(("Option", "Flag", "Value", "Default", "Meaning"), rows)


# The configuration of a feed folder.


def _feedconfig(_: str) -> str:
    rows = [
        (
            _code(name.replace("_", "-")),
            _cell(spec.expected),
            "" if spec.default is None else _code(repr(spec.default)),
            _cell(_sentence(spec.help)),
        )
        for name, spec in folder_specs().items()
    ]
    return _table(("Key", "Value", "Default", "Meaning"), rows)


# The model: attrs fields, and what the docstrings say of them.

_ATTRIBUTE = re.compile(r"^        (?P<name>\w+): (?P<text>.*(?:\n {9,}.*)*)", re.MULTILINE)


def _model(name: str) -> str:
    cls = getattr(model, name)
    said = {match["name"]: " ".join(match["text"].split()) for match in _ATTRIBUTE.finditer(cls.__doc__)}
    # Not `field.type`: cattrs, once used, has replaced the texts there by classes.
    types = cls.__annotations__
    rows = [
        (_code(field.name), _code(types[field.name]), _default(field), _cell(_sentence(said[field.name])))
        for field in attrs.fields(cls)
    ]
    return _table(("Field", "Type", "Default", "Meaning"), rows)


def _default(field: attrs.Attribute[Any]) -> str:
    if field.default is attrs.NOTHING:
        return "*required*"
    default = field.default
    return _code(
        f"{type(default).__name__}.{default.name}" if isinstance(default, StrEnum) else repr(default)
    )


# The public names: the tool of the tests that holds them.


def _modules(_: str) -> str:
    sys.path.append(str(DOCS.parent / "tests"))
    from surface import public_modules  # noqa: PLC0415 - found where the line before says

    rows = [(_code(module), ", ".join(map(_code, names))) for module, names in public_modules().items()]
    return _table(("Module", "Names"), rows)


# The command line: click's parameters, not its help texts, whose layout changes with the release of click.


def _command(name: str) -> str:
    command = app.commands[name]
    arguments = [str(param.metavar) for param in command.params if isinstance(param, click.Argument)]
    usage = " ".join(("paperdigest", name, "[OPTIONS]", *arguments))
    paragraphs = [" ".join(part.split()) for part in (command.help or "").split("\n\n")]
    rows = [_flag(param) for param in command.params if isinstance(param, click.Option)]
    table = [_table(("Option", "Meaning"), rows)] if rows else []
    return "\n\n".join([_code(usage), *paragraphs, *table])


def _flag(option: click.Option) -> tuple[str, str]:
    value = "" if option.is_flag else f" {_metavar(option)}"
    names = ", ".join(_code(f"{name}{value if name == option.opts[-1] else ''}") for name in option.opts)
    # Some help texts say it themselves, where click could not.
    text = re.sub(r"\s+\[default: .*\]$", "", option.help or "")
    default = option.default if isinstance(option.default, str) else None
    return names, _cell(text) + (f" Default: {_code(default)}." if default is not None else "")


def _metavar(option: click.Option) -> str:
    if isinstance(option.type, click.Choice):
        return f"[{'|'.join(option.type.choices)}]"
    return option.metavar or option.type.name.upper()


# The JSON Schema: its own descriptions.


def _schema(name: str) -> str:
    schema = json_schema()
    part = schema["$defs"][name] if name else schema
    required = part["required"]
    rows = [
        (
            _code(key),
            _json_value(said),
            "*required*" if key in required else _code(json.dumps(said["default"])),
            _cell(said["description"]),
        )
        for key, said in part["properties"].items()
    ]
    return _table(("Key", "Value", "If left out", "Meaning"), rows)


def _json_value(said: dict[str, Any]) -> str:
    """What a value may be, in words; a part with a table of its own is a link to it."""
    if "anyOf" in said:
        return " or ".join(map(_json_value, said["anyOf"]))
    if "$ref" in said:
        name = said["$ref"].removeprefix("#/$defs/")
        return f"[{name}](#{name})" if name in ("paper", "media", "point", "link") else _code(name)
    if "const" in said or "enum" in said:
        return " or ".join(_code(json.dumps(each)) for each in said.get("enum") or [said["const"]])
    inside = {"array": "items", "object": "additionalProperties"}.get(str(said["type"]))
    if inside:
        return f"{said['type']} of {_json_value(said[inside])}"
    return " or ".join(said["type"]) if isinstance(said["type"], list) else str(said["type"])


_PARTS = {
    "schema": _schema,
    "codes": _codes,
    "formats": _formats,
    "readers": _readers,
    "exporter": _exporter,
    "feedconfig": _feedconfig,
    "model": _model,
    "command": _command,
    "modules": _modules,
}


def stale() -> Iterator[tuple[Path, str]]:
    """The pages that say something else than the code does, with the text that they should have."""
    for path in PAGES:
        text = path.read_text(encoding="utf-8")
        wanted = generated(text)
        if wanted != text:
            yield path, wanted


if __name__ == "__main__":
    for path, wanted in stale():
        path.write_text(wanted, encoding="utf-8", newline="\n")
        print(f"wrote {path.relative_to(DOCS.parent)}")
