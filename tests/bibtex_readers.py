"""Reading `.bib` files with other people's readers, and the text behind a field."""

from __future__ import annotations

import re
import unicodedata
from typing import Any

import bibtexparser
import pybtex.database
import pybtex.errors
from bibtexparser.middlewares import SeparateCoAuthors, SplitNameParts
from bibtexparser.model import Entry

from paperdigest.text import to_text

Entries = dict[str, dict[str, str]]


def read_with_bibtexparser(data: bytes) -> Entries:
    """Key → field → value; fails if anything in the file is not an entry."""
    library = bibtexparser.parse_string(data.decode("utf-8"))
    assert library.failed_blocks == []
    assert all(isinstance(block, Entry) for block in library.blocks)
    return {entry.key: {f.key: f.value for f in entry.fields} for entry in library.entries}


def read_with_pybtex(data: bytes) -> Any:
    """The database, read so that whatever pybtex objects to is raised."""
    pybtex.errors.set_strict_mode(True)
    return pybtex.database.parse_bytes(data, "bibtex")


def people(entry: Any) -> list[dict[str, str]]:
    """The authors that pybtex sees, their parts as plain text."""
    parts = ("first", "middle", "prelast", "last", "lineage")
    return [
        {part: decode(" ".join(getattr(person, f"{part}_names"))) for part in parts}
        for person in entry.persons.get("author", [])
    ]


def people_of_bibtexparser(data: bytes) -> dict[str, list[dict[str, str]]]:
    """Key → the authors as bibtexparser takes them apart, in the parts that `people` has."""
    apart = [SeparateCoAuthors(), SplitNameParts()]
    library = bibtexparser.parse_string(data.decode("utf-8"), append_middleware=apart)
    assert library.failed_blocks == []
    parts = {"first": "first", "prelast": "von", "last": "last", "lineage": "jr"}
    return {
        entry.key: [
            {part: decode(" ".join(getattr(name, theirs))) for part, theirs in parts.items()} | {"middle": ""}
            for name in (entry["author"] if "author" in entry.fields_dict else [])
        ]
        for entry in library.entries
    }


_MARKS = dict(
    zip(
        "`'^~=u.\"rHvck",
        map(chr, (768, 769, 770, 771, 772, 774, 775, 776, 778, 779, 780, 807, 808)),
        strict=True,
    )
)
_WORDS = {
    "textasciitilde": "~", "textasciicircum": "^", "textbackslash": "\\", "textbraceleft": "{", "textbraceright": "}",
    "ss": "ß", "AE": "Æ", "ae": "æ", "OE": "Œ", "oe": "œ", "O": "Ø", "o": "ø", "L": "Ł", "l": "ł", "i": "ı",
}  # fmt: skip
_TOKEN = re.compile(
    r"(?P<math>\$(?:[^$\\]|\\.)+\$)|\{\\(?P<mark>[`'^~=.\"]|[urHvck] )(?P<letter>[A-Za-z])\}"
    r"|\{\\(?P<word>[A-Za-z]+)\}|\\(?P<sign>[$%&#_{}])|(?P<brace>[{}])"
)


def decode(tex: str) -> str:
    """The plain text that a field means; anything but the macros of our rules is an error."""
    text = _TOKEN.sub(_meaning, tex)
    assert "\\" not in _TOKEN.sub("", tex)
    return text


def _meaning(token: re.Match[str]) -> str:
    if token["math"]:
        return to_text(token["math"])
    if token["letter"]:
        return unicodedata.normalize("NFC", token["letter"] + _MARKS[token["mark"].strip()])
    if token["word"]:
        return _WORDS[token["word"]]
    return token["sign"] or ""
