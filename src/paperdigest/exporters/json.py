"""JSON: everything that the model holds, and the way back.

    {"version": 1, "papers": [
    {"title": "…", "url": "…", "arxiv_id": "2403.04652v2", "date": "2024-03-08", …},
    {"title": "…", …}
    ]}

One paper a line, so that two days' files can be compared line by line. `paperdigest.exporters._schema` says
what a paper looks like. `version` counts up when a reader of the old schema would misread the new one; new
keys do not count, since unknown keys are ignored.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, BinaryIO

from attrs import frozen, validators

from paperdigest.errors import SchemaError
from paperdigest.exporters._schema import encode_paper, make_encoder, paper_from_json, shown
from paperdigest.exporters.options import option
from paperdigest.source import BOM, decode

if TYPE_CHECKING:
    from collections.abc import Iterable

    from paperdigest.model import Paper

__all__ = ["VERSION", "JsonExporter", "JsonOptions", "from_json"]


def __dir__() -> list[str]:
    return __all__


VERSION = 1
"""The version of the schema that this release writes and reads."""


@frozen(kw_only=True)
class JsonOptions:
    """Options of `json`."""

    indent: int | None = option(
        None,
        "spaces by which each level is indented; without it a paper is one line",
        validators.optional(validators.and_(validators.ge(0), validators.le(16))),
    )


@frozen
class JsonExporter:
    """Writes all papers as one JSON object."""

    name = "json"
    title = "JSON"
    media_type = "application/json"
    suffixes = (".json",)
    options = JsonOptions

    def write(self, papers: Iterable[Paper], stream: BinaryIO, options: JsonOptions) -> None:
        """Writes paper by paper.

        Raises:
            SchemaError: a paper has points nested too deep, or a label of `extra` twice.
        """
        encoder = make_encoder(options.indent)
        layout = _Layout.of(options.indent)
        stream.write(layout.head)
        before = layout.first
        after = layout.empty
        for index, paper in enumerate(papers):
            text = encode_paper(paper, encoder, f"papers[{index}]")
            # A line feed in JSON is layout: in strings it is escaped.
            stream.write(before + text.replace(b"\n", layout.line))
            before = b"," + layout.line
            after = layout.last
        stream.write(after)


@frozen
class _Layout:
    """What stands around the papers."""

    head: bytes
    first: bytes  # before the first paper
    line: bytes  # between papers, and at the line ends inside them
    last: bytes  # behind the last paper
    empty: bytes  # behind the head, if there are no papers

    @classmethod
    def of(cls, indent: int | None) -> _Layout:
        if indent is None:
            return cls(b'{"version": %d, "papers": [' % VERSION, b"\n", b"\n", b"\n]}\n", b"]}\n")
        # As `json.dumps` would indent the whole.
        one, two = b"\n" + b" " * indent, b"\n" + b" " * 2 * indent
        return cls(
            b'{%b"version": %d,%b"papers": [' % (one, VERSION, one), two, two, one + b"]\n}\n", b"]\n}\n"
        )


def from_json(text: str | bytes) -> tuple[Paper, ...]:
    """Reads what the `json` exporter wrote; the papers are equal to those that were written.

    Unknown keys are ignored, keys that are left out mean the model's default, and a type that does not fit is
    an error, never a guess. `span` is None: it tells of a source that is not here.

    Args:
        text: a JSON document, as text or as bytes in UTF-8, with or without a byte order mark.

    Raises:
        DecodeError: the bytes are not UTF-8.
        SchemaError: the text is no JSON, or not of this schema; the message names the place.
    """
    decoded = text if isinstance(text, str) else decode(text, "<string>")
    document = _parse(decoded.removeprefix(BOM))
    if not isinstance(document, dict):
        raise SchemaError(f"expected an object with `version` and `papers`, got {shown(document)}")
    _check_version(document)
    if "papers" not in document:
        raise SchemaError("papers: missing")
    papers = document["papers"]
    if not isinstance(papers, list):
        raise SchemaError(f"papers: expected an array, got {shown(papers)}")
    return tuple(paper_from_json(paper, f"papers[{index}]") for index, paper in enumerate(papers))


def _parse(text: str) -> Any:
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        raise SchemaError(f"not JSON: {error.msg} (line {error.lineno}, column {error.colno})") from None
    except RecursionError:
        raise SchemaError("not of this schema: arrays or objects are nested too deep") from None
    except ValueError:
        # The one other thing that json.loads refuses (sys.set_int_max_str_digits).
        raise SchemaError("not of this schema: a number with thousands of digits") from None


def _check_version(document: dict[str, Any]) -> None:
    if "version" not in document:
        raise SchemaError("version: missing; this is no file that the json exporter wrote")
    version = document["version"]
    if type(version) is not int or version < 1:
        raise SchemaError(f"version: expected {VERSION}, got {shown(version)}")
    if version > VERSION:
        raise SchemaError(
            f"version: {version} was written by a newer paperdigest; this one reads version {VERSION}"
        )
