"""The JSON Schema of what the exporter `json` writes and `from_json` reads, for programs in other languages.

The file is `paperdigest/schema/paperdigest-1.json`; the docs page on the schema shows it as tables, and says the
few things that JSON Schema cannot.
"""

from __future__ import annotations

import json
from importlib.resources import files
from typing import Any

__all__ = ["json_schema"]


def __dir__() -> list[str]:
    return __all__


def json_schema() -> dict[str, Any]:
    """The JSON Schema, draft 2020-12, of version 1 of our JSON.

    It accepts what `from_json` reads: every key that may be left out is optional, and unknown keys are allowed.
    `$defs` has the parts; a line of `jsonl` is a `paper`.

    Returns:
        A new dict, which is the caller's to change.
    """
    schema = files("paperdigest").joinpath("schema", "paperdigest-1.json").read_bytes()
    parsed: dict[str, Any] = json.loads(schema)
    return parsed
