"""The JSON Schema says what is written and what is read: no more and no less."""

from __future__ import annotations

import copy
import datetime as dt
import json
from pathlib import Path
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

import paperdigest
import strategies
from paperdigest import from_json, json_schema
from paperdigest.errors import SchemaError
from paperdigest.exporters.json import VERSION
from paperdigest.model import AuthorsOrder, Link, LinkKind, Media, MediaKind, Paper, Point
from paperdigest.testing import sample_papers
from paperdigest.writing import dumps
from schema_values import JUNK, values

SCHEMA = json_schema()
DEFINED = SCHEMA["$defs"]
DOCUMENT = Draft202012Validator(SCHEMA)
PAPER = Draft202012Validator({"$ref": "#/$defs/paper", "$defs": DEFINED})

FIXTURES = sorted((Path(__file__).parent / "fixtures" / "daily_papers").glob("*.md"))


def is_read(document: object) -> bool:
    try:
        from_json(json.dumps(document))
    except SchemaError:
        return False
    return True


def with_fields(**fields: object) -> dict[str, object]:
    return {"version": 1, "papers": [{"title": "T", **fields}]}


# --- the schema itself


def test_it_is_a_schema_of_draft_2020_12() -> None:
    assert SCHEMA["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    Draft202012Validator.check_schema(SCHEMA)


def test_it_is_of_the_version_that_is_written() -> None:
    assert SCHEMA["properties"]["version"]["const"] == VERSION
    assert SCHEMA["title"] == f"paperdigest JSON, version {VERSION}"


def test_each_caller_gets_a_schema_of_their_own() -> None:
    json_schema()["$defs"].clear()
    assert json_schema() == SCHEMA


MODEL = {"paper": Paper, "point": Point, "media": Media, "link": Link}


@pytest.mark.parametrize("name", MODEL)
def test_it_has_the_fields_of_the_model_in_that_order(name: str) -> None:
    fields = [field for field in attrs.fields(MODEL[name]) if field.name != "span"]
    assert list(DEFINED[name]["properties"]) == [field.name for field in fields]
    assert DEFINED[name]["required"] == [field.name for field in fields if field.default is attrs.NOTHING]


@pytest.mark.parametrize("name", MODEL)
def test_its_defaults_are_those_of_the_model_as_they_are_written(name: str) -> None:
    least: dict[str, Any] = {
        "point": {"summary": [{"text": ""}]},
        "media": {"media": [{"kind": "image", "url": "u"}]},
        "link": {"links": [{"url": "u"}]},
    }.get(name, {})
    (written,) = json.loads(dumps(from_json(json.dumps(with_fields(**least))), "json"))["papers"]
    part = written[next(iter(least))][0] if least else written
    properties = DEFINED[name]["properties"]
    defaults = {key: said["default"] for key, said in properties.items() if "default" in said}
    assert defaults == {key: part[key] for key in properties if key not in DEFINED[name]["required"]}


@pytest.mark.parametrize(
    ("name", "key", "choices"),
    [
        ("paper", "authors_order", AuthorsOrder),
        ("media", "kind", MediaKind),
        ("link", "kind", LinkKind),
    ],
)
def test_its_choices_are_those_of_the_model(name: str, key: str, choices: Any) -> None:
    assert DEFINED[name]["properties"][key]["enum"] == [str(choice) for choice in choices]


def test_everything_in_it_is_described() -> None:
    for part in (SCHEMA, *DEFINED.values()):
        assert part["description"].endswith(".")
        assert part["title"]
        for key, said in part.get("properties", {}).items():
            assert said["description"].endswith("."), key


# --- what is written validates


def assert_written_validates(papers: tuple[Paper, ...]) -> None:
    document = json.loads(dumps(papers, "json"))
    DOCUMENT.validate(document)
    for paper in document["papers"]:
        assert list(paper) == list(DEFINED["paper"]["properties"])
    for line in dumps(papers, "jsonl").splitlines():
        PAPER.validate(json.loads(line))


@given(st.lists(strategies.papers(surrogates=True), max_size=3))
def test_whatever_papers_say_what_is_written_validates(papers: list[Paper]) -> None:
    assert_written_validates(tuple(papers))


@pytest.mark.parametrize(("name", "papers"), sample_papers()[:-1])
def test_papers_that_hurt_validate(name: str, papers: tuple[Paper, ...]) -> None:
    assert_written_validates(papers)
    assert len(papers) == len(json.loads(dumps(papers, "json", indent=2))["papers"]), name


@pytest.mark.parametrize("path", FIXTURES, ids=lambda path: path.stem)
def test_every_fixture_validates(path: Path) -> None:
    assert_written_validates(paperdigest.load(path).papers)


def test_every_paper_of_the_corpus_validates(corpus: Path) -> None:
    papers = [paper for document in paperdigest.scan(corpus) for paper in document.papers]
    assert len(papers) > 1_000
    assert_written_validates(tuple(papers))


# --- what validates is read


@given(values(SCHEMA))
def test_what_validates_is_read_and_written_again_as_equal_papers(document: Any) -> None:
    DOCUMENT.validate(document)
    papers = from_json(json.dumps(document))
    assert len(papers) == len(document["papers"])
    written = dumps(papers, "json")
    DOCUMENT.validate(json.loads(written))
    assert from_json(written) == papers


@given(values(SCHEMA))
def test_what_is_read_is_what_the_document_says(document: Any) -> None:
    # As JSON has it: a pair of surrogates is one character.
    document = json.loads(json.dumps(document))
    written = json.loads(dumps(from_json(json.dumps(document)), "json"))
    for given_paper, paper in zip(document["papers"], written["papers"], strict=True):
        for key, said in DEFINED["paper"]["properties"].items():
            if "$ref" not in said.get("items", {}):
                assert paper[key] == given_paper.get(key, said.get("default"))


# --- what does not validate is not read, and the other way around


def places(value: Any) -> list[tuple[Any, Any]]:
    """Every place in a document: what holds it, and its key or index there."""
    found: list[tuple[Any, Any]] = []
    waiting = [value]
    while waiting:
        top = waiting.pop()
        pairs = top.items() if isinstance(top, dict) else enumerate(top) if isinstance(top, list) else ()
        for key, inner in pairs:
            found.append((top, key))
            waiting.append(inner)
    return found


# Whole numbers with a fraction of zero are left out: to JSON Schema 3.0 is 3, and to us it is a guess.
OTHERS = (
    JUNK
    | st.floats().filter(lambda number: not number.is_integer())
    | st.sampled_from(
        [
            "2024-03-08",
            "2024-02-30",
            "20240308",
            "2403.04652",
            "2403.04652v0",
            "image",
            "paper",
            "unknown",
            1,
            True,
        ]
    )
)


@given(values(SCHEMA), st.data())
def test_a_document_with_something_else_in_one_place_validates_if_it_is_read(
    document: Any, data: Any
) -> None:
    spoilt = copy.deepcopy(document)
    holder, key = data.draw(st.sampled_from(places(spoilt)))
    if data.draw(st.booleans()):
        del holder[key]
    else:
        holder[key] = data.draw(OTHERS)
    assert DOCUMENT.is_valid(spoilt) == is_read(spoilt)


FULL = with_fields(
    arxiv_id="2403.10000v2",
    authors=["김하늘"],
    media=[{"kind": "video", "url": "a.mp4", "alt": "a film"}],
    summary=[{"text": "", "label": "L", "children": [{"text": "a"}]}],
    categories=["cs.CL"],
    tags=["t"],
    links=[{"url": "u", "label": "site", "kind": "project"}],
    extra={"Venue": "V"},
    authors_order="paper",
    **dict.fromkeys(
        ("translated_title", "url", "date", "votes", "authors_complete", "abstract", "doi", "journal_ref")
    ),
)
KINDS: tuple[object, ...] = (
    None,
    True,
    0,
    1,
    1.5,
    "",
    "text",
    "2024-03-08",
    [],
    [None],
    ["a"],
    [[]],
    {},
    {"a": "b"},
    {"a": 1},
    {"a": None},
)


@pytest.mark.parametrize("kind", KINDS, ids=repr)
def test_each_kind_of_value_in_each_place_validates_if_it_is_read(kind: object) -> None:
    assert DOCUMENT.is_valid(FULL)
    assert is_read(FULL)
    for number in range(len(places(FULL))):
        spoilt = copy.deepcopy(FULL)
        holder, key = places(spoilt)[number]
        holder[key] = kind
        assert DOCUMENT.is_valid(spoilt) == is_read(spoilt), spoilt


@given(st.sampled_from(sorted(DEFINED["paper"]["properties"])), OTHERS)
def test_a_field_with_something_else_in_it_validates_if_it_is_read(field: str, value: object) -> None:
    document = with_fields(**{field: value})
    assert DOCUMENT.is_valid(document) == is_read(document)


@given(OTHERS)
def test_what_is_no_document_neither_validates_nor_is_read(value: object) -> None:
    assert not DOCUMENT.is_valid(value)
    assert not is_read(value)


@pytest.mark.parametrize("version", [0, 2, -1, "1", True, None])
def test_no_other_version_validates_or_is_read(version: object) -> None:
    document = {"version": version, "papers": []}
    assert not DOCUMENT.is_valid(document)
    assert not is_read(document)


def is_date(text: str) -> bool:
    try:
        return dt.date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def assert_same_for(field: str, text: str, expected: bool) -> None:
    document = with_fields(**{field: text})
    assert DOCUMENT.is_valid(document) == expected, text
    assert is_read(document) == expected, text


@pytest.mark.parametrize("year", [0, 1, 4, 100, 400, 1900, 1999, 2000, 2023, 2024, 2100, 9996, 9999])
def test_the_days_of_a_year_validate_and_no_others(year: int) -> None:
    for month in range(14):
        for day in (0, 1, 9, 10, 19, 20, 27, 28, 29, 30, 31, 32):
            text = f"{year:04}-{month:02}-{day:02}"
            assert_same_for("date", text, is_date(text))


def test_leap_days_validate_in_leap_years_and_in_no_others() -> None:
    date = Draft202012Validator(DEFINED["date"])
    for year in range(10_000):
        text = f"{year:04}-02-29"
        assert date.is_valid(text) == is_date(text), text


@pytest.mark.parametrize(
    "text",
    [
        "2024-3-8",
        "2024-03-08\n",
        "\n2024-03-08",
        "20240308",
        "2024-W10-5",
        "２０２４-03-08",
        "12024-03-08",
        "",
    ],
)
def test_a_day_has_one_spelling(text: str) -> None:
    assert_same_for("date", text, expected=False)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2403.04652", True),
        ("0704.0001", True),
        ("2403.04652v2", True),
        ("2403.04652v9999", True),
        ("hep-th/9901001", True),
        ("math.GT/0309136v3", True),
        ("cs/0001001", True),
        ("2403.04652v0", False),
        ("2403.04652v10000", False),
        ("2403.04652v", False),
        ("2400.04652", False),
        ("2413.04652", False),
        ("2403.046521", False),
        ("2403.046", False),
        ("Hep-th/9901001", False),
        ("hep-th/99010011", False),
        ("math.gt/0309136", False),
        ("arXiv:2403.04652", False),
        ("https://arxiv.org/abs/2403.04652", False),
        ("2403.04652\n", False),
        (" 2403.04652", False),
        ("２４０３.04652", False),
        ("", False),
    ],
)
def test_an_arxiv_id_has_one_spelling(text: str, expected: bool) -> None:
    assert_same_for("arxiv_id", text, expected)


def test_files_with_more_keys_as_a_later_release_may_write_them_validate_and_are_read() -> None:
    document = with_fields(
        venue={"name": "V"},
        summary=[{"text": "a", "weight": 1}],
        media=[{"kind": "image", "url": "u", "width": 3}],
        links=[{"url": "u", "status": None}],
    )
    document["generator"] = "paperdigest 9"
    DOCUMENT.validate(document)
    assert is_read(document)


# --- what the schema cannot say, as its page has it


def test_whole_numbers_with_a_fraction_and_points_without_end_are_refused_in_reading_alone() -> None:
    deep: dict[str, Any] = {"text": ""}
    for _ in range(64):
        deep = {"text": "", "children": [deep]}
    for document in (with_fields(votes=3.0), with_fields(summary=[deep])):
        assert DOCUMENT.is_valid(document)
        assert not is_read(document)
    assert is_read(with_fields(summary=deep["children"]))
