"""Documents as plain data, without what is empty, so that a person can read what a fixture must give."""

from __future__ import annotations

import datetime as dt
import enum
from typing import Any

import attrs

from paperdigest import ArxivId, Document
from paperdigest.source import LineTable


def describe(document: Document) -> dict[str, Any]:
    """The digests; as `line id message` the findings; as `line kind` the blocks that are not blank."""
    table = LineTable(document.source)
    return {
        "digests": [_plain(digest) for digest in document.digests],
        "findings": [
            f"{table.position(found.span.start).line} {found.code.id} {found.message}"
            for found in document.diagnostics
        ],
        "blocks": ", ".join(
            f"{table.position(block.span.start).line} {block.kind}"
            for block in document.blocks
            if block.kind != "blank"
        ),
    }


def _plain(value: Any) -> Any:
    if isinstance(value, ArxivId):
        return str(value)
    if attrs.has(type(value)):
        fields = (field for field in attrs.fields(type(value)) if field.name != "span")
        return {
            field.name: _plain(getattr(value, field.name))
            for field in fields
            if getattr(value, field.name) != field.default
        }
    if isinstance(value, tuple):
        return [_plain(part) for part in value]
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, enum.Enum):
        return value.value
    return value
