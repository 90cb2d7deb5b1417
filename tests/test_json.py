"""The json and jsonl exporters, and `from_json`."""

from __future__ import annotations

import datetime as dt
import io
import json
from typing import TYPE_CHECKING

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

import strategies
from paperdigest.errors import DecodeError, SchemaError
from paperdigest.exporters._schema import MAX_DEPTH
from paperdigest.exporters.json import from_json
from paperdigest.model import (
    ArxivId,
    AuthorsOrder,
    Link,
    LinkKind,
    Media,
    MediaKind,
    Paper,
    Point,
)
from paperdigest.source import Span
from paperdigest.writing import dump, dumps

if TYPE_CHECKING:
    from collections.abc import Iterator

FULL = Paper(
    title="Reading **Digests**",
    url="https://arxiv.org/abs/2403.10000v2",
    arxiv_id=ArxivId("2403.10000", 2),
    date=dt.date(2024, 3, 8),
    votes=-1,
    authors=("김하늘", "01. AI"),
    authors_complete=False,
    authors_order=AuthorsOrder.PAPER,
    media=(Media(kind=MediaKind.VIDEO, url="https://example.org/a.mp4", alt="a film"),),
    summary=(Point(text="", label="새로운 점", children=(Point(text="하나"), Point(text="둘"))),),
    abstract="We read.",
    categories=("cs.CL",),
    tags=("parsing",),
    doi="10.1000/example.1",
    translated_title="Ein Titel",
    journal_ref="J. Examples 1, 2 (2024)",
    links=(Link(url="https://example.org", label="site", kind=LinkKind.PROJECT),),
    extra=(("Zeta", "last letter first"), ("Alpha", "")),
    span=Span(3, 9),
)

FULL_OBJECT = {
    "title": "Reading **Digests**",
    "translated_title": "Ein Titel",
    "url": "https://arxiv.org/abs/2403.10000v2",
    "arxiv_id": "2403.10000v2",
    "date": "2024-03-08",
    "votes": -1,
    "authors": ["김하늘", "01. AI"],
    "authors_complete": False,
    "authors_order": "paper",
    "media": [{"kind": "video", "url": "https://example.org/a.mp4", "alt": "a film"}],
    "summary": [
        {
            "text": "",
            "label": "새로운 점",
            "children": [
                {"text": "하나", "label": None, "children": []},
                {"text": "둘", "label": None, "children": []},
            ],
        }
    ],
    "abstract": "We read.",
    "categories": ["cs.CL"],
    "tags": ["parsing"],
    "doi": "10.1000/example.1",
    "journal_ref": "J. Examples 1, 2 (2024)",
    "links": [{"url": "https://example.org", "label": "site", "kind": "project"}],
    "extra": {"Zeta": "last letter first", "Alpha": ""},
}


def test_a_paper_is_an_object_with_every_field_but_span_in_the_order_of_the_model() -> None:
    (written,) = json.loads(dumps([FULL], "json"))["papers"]
    assert written == FULL_OBJECT
    assert list(written) == [field.name for field in attrs.fields(Paper) if field.name != "span"]
    assert list(written["extra"]) == ["Zeta", "Alpha"]


def test_what_the_file_does_not_say_is_null_or_empty() -> None:
    (written,) = json.loads(dumps([Paper(title="T")], "json"))["papers"]
    assert {key for key, value in written.items() if value is None} == {
        *(
            "translated_title",
            "url",
            "arxiv_id",
            "date",
            "votes",
            "authors_complete",
            "abstract",
            "doi",
            "journal_ref",
        )
    }


def test_the_layout_is_one_paper_a_line() -> None:
    assert dumps([], "json") == '{"version": 1, "papers": []}\n'
    lines = dumps([FULL, Paper(title="T")], "json").split("\n")
    assert lines[0] == '{"version": 1, "papers": ['
    assert json.loads(lines[1].removesuffix(",")) == FULL_OBJECT
    assert json.loads(lines[2])["title"] == "T"
    assert lines[3:] == ["]}", ""]


@pytest.mark.parametrize("indent", [0, 1, 2, 16])
@pytest.mark.parametrize("papers", [(), (FULL,), (FULL, Paper(title="a\nb\u2028"))])
def test_indented_it_looks_as_if_json_had_written_the_whole(papers: tuple[Paper, ...], indent: int) -> None:
    written = dumps(papers, "json", indent=indent)
    whole = json.dumps(json.loads(written), indent=indent, ensure_ascii=False) + "\n"
    assert written == whole.replace("\u2028", "\\u2028")


@given(st.lists(strategies.papers(), max_size=4), st.sampled_from([None, 2]))
def test_reading_back_gives_equal_papers(papers: list[Paper], indent: int | None) -> None:
    written = dumps(papers, "json", indent=indent)
    assert from_json(written) == tuple(papers)
    assert from_json(written.encode()) == tuple(papers)
    assert dumps(from_json(written), "json", indent=indent) == written


@given(strategies.papers(surrogates=True))
def test_writing_what_was_read_back_gives_the_same_bytes_for_any_text(paper: Paper) -> None:
    (again,) = from_json(dumps([paper], "json"))
    assert dumps([again], "json") == dumps([paper], "json")


def test_lone_surrogates_come_back() -> None:
    paper = Paper(title="\ud800 a \udfff\ud800", authors=("\udc00",), extra=(("\ud9ff", "\udfff"),))
    written = dumps([paper], "json")
    assert "\\ud800 a \\udfff\\ud800" in written
    assert from_json(written) == (paper,)


def test_a_pair_of_surrogates_comes_back_as_the_character_it_stands_for() -> None:
    assert from_json(dumps([Paper(title="\ud83d\ude42")], "json")) == (Paper(title="🙂"),)


def test_the_span_is_not_written() -> None:
    (again,) = from_json(dumps([FULL], "json"))
    assert again == FULL
    assert again.span is None


@pytest.mark.parametrize("kind", ["json", "jsonl"])
def test_papers_are_written_one_by_one(kind: str) -> None:
    stream = io.BytesIO()
    sizes = []

    def papers() -> Iterator[Paper]:
        for number in range(3):
            sizes.append(len(stream.getvalue()))
            yield Paper(title=str(number))

    dump(papers(), stream, format=kind)
    assert sizes[0] < sizes[1] < sizes[2]


# --- what cannot be written


def _nested(levels: int) -> Paper:
    point = Point(text="innermost")
    for _ in range(levels - 1):
        point = Point(text="", children=(point,))
    return Paper(title="T", summary=(Point(text="flat"), point))


def test_points_may_be_nested_as_deep_as_stated() -> None:
    paper = _nested(MAX_DEPTH)
    assert from_json(dumps([paper], "json", indent=1)) == (paper,)


@pytest.mark.parametrize("levels", [MAX_DEPTH + 1, 20_000])
@pytest.mark.parametrize("kind", ["json", "jsonl"])
def test_points_nested_deeper_are_an_error_that_names_the_paper(kind: str, levels: int) -> None:
    with pytest.raises(
        SchemaError, match=r"^papers\[1\]\.summary: points are nested more than 64 levels deep"
    ):
        dumps([FULL, _nested(levels)], kind)


def test_a_label_that_stands_twice_is_an_error_since_an_object_would_lose_one() -> None:
    paper = Paper(title="T", extra=(("Code", "a"), ("Page", "b"), ("Page", "c")))
    with pytest.raises(SchemaError, match=r"^papers\[0\]\.extra: the label 'Page' stands twice$"):
        dumps([paper], "json")


# --- what from_json takes


def _document(papers: object, version: object = 1) -> str:
    return json.dumps({"version": version, "papers": papers})


def test_keys_that_are_left_out_mean_the_default_of_the_model() -> None:
    assert from_json(_document([{"title": "T", "summary": [{"text": "a"}], "links": [{"url": "u"}]}])) == (
        Paper(title="T", summary=(Point(text="a"),), links=(Link(url="u"),)),
    )


def test_unknown_keys_are_ignored_so_that_newer_files_read() -> None:
    document = {
        "made": "later",
        **json.loads(_document([{"title": "T", "venue": 1, "summary": [{"text": "", "x": []}]}])),
    }
    assert from_json(json.dumps(document)) == (Paper(title="T", summary=(Point(text=""),)),)


def test_a_byte_order_mark_does_not_count() -> None:
    text = "\ufeff" + _document([{"title": "제목"}])
    assert from_json(text) == from_json(text.encode()) == (Paper(title="제목"),)


def test_bytes_that_are_not_utf_8_are_an_error_with_the_offset() -> None:
    with pytest.raises(DecodeError) as caught:
        from_json(b'{"version": 1, "papers": ["\xff"]}')
    assert caught.value.offset == 27


BAD_DOCUMENTS = [
    ("", "not JSON: Expecting value (line 1, column 1)"),
    ('{"version": 1,\n "papers": [}', "not JSON: Expecting value (line 2, column 13)"),
    ("[" * 100_000, "not of this schema: arrays or objects are nested too deep"),
    ('{"version": %s}' % ("1" * 5000), "not of this schema: a number with thousands of digits"),
    ("[1]", "expected an object with `version` and `papers`, got an array"),
    ('"text"', "expected an object with `version` and `papers`, got 'text'"),
    ("{}", "version: missing; this is no file that the json exporter wrote"),
    ('{"papers": []}', "version: missing; this is no file that the json exporter wrote"),
    (_document([], version="1"), "version: expected 1, got '1'"),
    (_document([], version=True), "version: expected 1, got true"),
    (_document([], version=0), "version: expected 1, got 0"),
    (_document([], version=2), "version: 2 was written by a newer paperdigest; this one reads version 1"),
    ('{"version": 1}', "papers: missing"),
    (_document(None), "papers: expected an array, got null"),
    (_document({}), "papers: expected an array, got an object"),
    (_document([{"title": "T"}, 7]), "papers[1]: expected an object, got 7"),
    (_document([{}]), "papers[0].title: missing"),
]


@pytest.mark.parametrize(("text", "message"), BAD_DOCUMENTS)
def test_what_is_no_document_of_ours_is_an_error_that_says_why(text: str, message: str) -> None:
    with pytest.raises(SchemaError) as caught:
        from_json(text)
    assert str(caught.value) == message


BAD_FIELDS: list[tuple[dict[str, object], str]] = [
    ({"title": None}, "title: expected a text, got null"),
    ({"url": ["u"]}, "url: expected a text or null, got an array"),
    ({"votes": "x"}, "votes: expected a whole number or null, got 'x'"),
    ({"votes": "3"}, "votes: expected a whole number or null, got '3'"),
    ({"votes": True}, "votes: expected a whole number or null, got true"),
    ({"votes": 2.0}, "votes: expected a whole number or null, got 2.0"),
    ({"votes": float("nan")}, "votes: expected a whole number or null, got nan"),
    ({"date": "20240308"}, "date: expected a date such as 2024-03-08 or null, got '20240308'"),
    ({"date": "2024-02-30"}, "date: expected a date such as 2024-03-08 or null, got '2024-02-30'"),
    ({"date": 20240308}, "date: expected a date such as 2024-03-08 or null, got 20240308"),
    ({"authors": "A, B"}, "authors: expected an array, got 'A, B'"),
    ({"authors": ["A", 1]}, "authors[1]: expected a text, got 1"),
    ({"authors": ["A", None]}, "authors[1]: expected a text, got null"),
    ({"authors_complete": 1}, "authors_complete: expected true or false or null, got 1"),
    ({"authors_order": "alphabet"}, "authors_order: expected one of paper, unknown, got 'alphabet'"),
    ({"authors_order": ["paper"]}, "authors_order: expected one of paper, unknown, got an array"),
    ({"media": [{"kind": "image"}]}, "media[0].url: missing"),
    ({"media": [{"kind": "gif", "url": ""}]}, "media[0].kind: expected one of image, video, got 'gif'"),
    ({"summary": ["text"]}, "summary[0]: expected an object, got 'text'"),
    ({"summary": [{"text": "", "children": {}}]}, "summary[0].children: expected an array, got an object"),
    (
        {"summary": [{"text": "a"}, {"text": "b", "children": [{"text": "c"}, {"text": 4}]}]},
        "summary[1].children[1].text: expected a text, got 4",
    ),
    ({"links": [{"url": "u", "label": 0}]}, "links[0].label: expected a text or null, got 0"),
    ({"extra": [["a", "b"]]}, "extra: expected an object, got an array"),
    ({"extra": {"a": "b", "한": 2}}, "extra['한']: expected a text, got 2"),
    (
        {"votes": "\ud800\x1b" * 100},
        "votes: expected a whole number or null, got '" + "\\ud800\\x1b" * 20 + "…'",
    ),
    ({"votes": {}, "date": 1}, "date: expected a date such as 2024-03-08 or null, got 1"),
]


@pytest.mark.parametrize(("fields", "message"), BAD_FIELDS)
def test_a_wrong_type_is_an_error_that_names_the_place(fields: dict[str, object], message: str) -> None:
    good = {"title": "T"}
    with pytest.raises(SchemaError) as caught:
        from_json(_document([good, good, good, good | fields]))
    assert str(caught.value) == f"papers[3].{message}"


@pytest.mark.parametrize(
    "value", ["2403", "arXiv:2403.10000", "https://arxiv.org/abs/2403.10000", "2403.10000v0", 2403.1]
)
def test_an_arxiv_id_has_one_spelling(value: object) -> None:
    with pytest.raises(
        SchemaError, match=r"^papers\[0\]\.arxiv_id: expected an arXiv id such as 2403\.04652v2 or "
    ):
        from_json(_document([{"title": "T", "arxiv_id": value}]))


@pytest.mark.parametrize("levels", [MAX_DEPTH + 1, 300, 20_000])
def test_points_nested_too_deep_are_an_error_on_the_way_back_too(levels: int) -> None:
    points = '[{"text": "", "children": ' * levels + "[]" + "}]" * levels
    with pytest.raises(SchemaError, match="nested") as caught:
        from_json('{"version": 1, "papers": [{"title": "T", "summary": ' + points + "}]}")
    assert len(str(caught.value)) < 100


JSON_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=5,
)


@given(st.dictionaries(st.sampled_from(sorted(FULL_OBJECT)), JSON_VALUES), st.booleans())
def test_whatever_stands_in_the_fields_only_a_schema_error_comes_out(
    fields: dict[str, object], complete: bool
) -> None:
    try:
        papers = from_json(_document([FULL_OBJECT | fields if complete else fields]))
    except SchemaError as error:
        assert str(error).startswith("papers[0]")  # noqa: PT017 - whether it raises depends on the example
    else:
        assert from_json(dumps(papers, "json")) == papers


@given(st.text() | st.binary())
def test_whatever_the_text_only_our_errors_come_out(text: str | bytes) -> None:
    with pytest.raises((SchemaError, DecodeError)):
        from_json(text)


# --- jsonl


@given(st.lists(strategies.papers(surrogates=True), max_size=4))
def test_jsonl_has_the_same_objects_one_a_line(papers: list[Paper]) -> None:
    lines = dumps(papers, "jsonl")
    assert [json.loads(line) for line in lines.split("\n")[:-1]] == json.loads(dumps(papers, "json"))[
        "papers"
    ]


@given(st.lists(strategies.papers(), max_size=4))
def test_any_way_of_cutting_lines_cuts_jsonl_into_papers(papers: list[Paper]) -> None:
    lines = dumps(papers, "jsonl")
    assert len(lines.splitlines()) == len(papers)
    assert lines == "".join(f"{line}\n" for line in lines.splitlines())


def test_without_papers_jsonl_is_empty() -> None:
    assert dumps([], "jsonl") == ""
