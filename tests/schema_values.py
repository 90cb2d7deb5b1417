"""A Hypothesis strategy for what a JSON Schema allows, made by walking it.

`hypothesis-jsonschema` knows neither draft 2020-12 nor schemas that refer to themselves, and ours is both. A
keyword that this does not know is an error, so a schema that grows asks for more here.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from hypothesis import strategies as st

import strategies

if TYPE_CHECKING:
    from collections.abc import Mapping

    from hypothesis.strategies import SearchStrategy

_SAYS_NOTHING = {"$schema", "$defs", "title", "description", "default", "examples", "format"}
_KNOWN = {
    *("$ref", "anyOf", "const", "enum", "items", "maxLength", "not", "pattern", "properties", "required"),
    *("additionalProperties", "type"),
}

# What stands where nothing is asked for.
JUNK: SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | st.integers(-(10**20), 10**20) | strategies.texts(surrogates=True),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.text(max_size=3), inner, max_size=2),
    max_leaves=4,
)


def values(schema: Mapping[str, Any], definitions: Mapping[str, Any] | None = None) -> SearchStrategy[Any]:
    """Values that a schema allows, as `json.loads` gives them.

    Args:
        schema: a schema, or a part of one.
        definitions: strategies for what the part may refer to, by name; None for a schema with `$defs`.
    """
    if definitions is None:
        definitions = _deferred(schema.get("$defs", {}))
    unknown = schema.keys() - _SAYS_NOTHING - _KNOWN
    assert not unknown, f"say here what {unknown} means"
    if "$ref" in schema:
        return definitions[schema["$ref"].removeprefix("#/$defs/")]
    if "anyOf" in schema:
        return st.one_of([values(arm, definitions) for arm in schema["anyOf"]])
    if "const" in schema:
        return st.just(schema["const"])
    if "enum" in schema:
        return st.sampled_from(schema["enum"])
    kinds = schema["type"] if isinstance(schema["type"], list) else [schema["type"]]
    return st.one_of([_of_kind(kind, schema, definitions) for kind in kinds])


def _deferred(parts: Mapping[str, Any]) -> Mapping[str, SearchStrategy[Any]]:
    made: dict[str, SearchStrategy[Any]] = {}

    def later(part: Mapping[str, Any]) -> SearchStrategy[Any]:
        return st.deferred(lambda: values(part, made))

    made.update((name, later(part)) for name, part in parts.items())
    return made


def _of_kind(kind: str, schema: Mapping[str, Any], definitions: Mapping[str, Any]) -> SearchStrategy[Any]:
    if kind == "object":
        return _objects(schema, definitions)
    if kind == "array":
        return st.lists(values(schema["items"], definitions), max_size=2)
    if kind == "string":
        return _texts(schema)
    return {"null": st.none(), "boolean": st.booleans(), "integer": st.integers()}[kind]


def _objects(schema: Mapping[str, Any], definitions: Mapping[str, Any]) -> SearchStrategy[dict[str, Any]]:
    properties = schema.get("properties", {})
    made = {name: values(part, definitions) for name, part in properties.items()}
    required = set(schema.get("required", ()))
    known = st.fixed_dictionaries(
        {name: part for name, part in made.items() if name in required},
        optional={name: part for name, part in made.items() if name not in required},
    )
    others = schema.get("additionalProperties")
    more = st.dictionaries(
        strategies.texts(surrogates=True).filter(lambda name: name not in properties),
        JUNK if others is None else values(others, definitions),
        max_size=2,
    )
    return st.builds(lambda one, other: {**one, **other}, known, more)


def _texts(schema: Mapping[str, Any]) -> SearchStrategy[str]:
    if "pattern" not in schema:
        return strategies.texts(surrogates=True)
    made = st.from_regex(schema["pattern"]).filter(
        lambda text: len(text) <= schema.get("maxLength", len(text))
    )
    if "not" not in schema:
        return made
    unwanted = re.compile(schema["not"]["pattern"])
    return made.filter(lambda text: unwanted.search(text) is None)
