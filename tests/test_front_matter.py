"""Front matter cut into fields: what YAML means where it is YAML, and what was meant where it is not."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from digest_texts import any_text
from linear_cost import assert_linear
from paperdigest.readers.engines.findings import Findings
from paperdigest.readers.reader_note.front_matter import Field, front_matter_end, read_fields
from reader_texts import fixtures

if TYPE_CHECKING:
    from collections.abc import Callable


def read(text: str) -> tuple[list[Field], list[str]]:
    """The fields of YAML, and the findings with their lines."""
    lines = text.split("\n")
    starts = [0]
    for line in lines:
        starts.append(starts[-1] + len(line) + 1)
    findings = Findings(lines, starts)
    fields = read_fields(lines, 0, len(lines), findings)
    return fields, [f"{starts.index(found.span.start)} {found.code.id}" for found in findings.sorted()]


def texts(text: str) -> dict[str, str]:
    return {found.key: found.node.text for found in read(text)[0]}


# --- where it stands


@pytest.mark.parametrize(
    ("text", "end"),
    [
        ("---\na: b\n---", 2),
        ("---  \na: b\n--- \t", 2),
        ("---\na: b\n...\n---", 2),
        ("---\n---", 1),
        ("---\na: |\n  ---\n---", 3),
        ("---\na: b", None),
        ("---\na: b\n----\n--- a", None),
        ("----\na: b\n---", None),
        ("\n---\na: b\n---", None),
        (" ---\na: b\n---", None),
        ("", None),
    ],
)
def test_it_stands_between_dashes_from_the_first_line_on(text: str, end: int | None) -> None:
    assert front_matter_end(text.split("\n")) == end


# --- YAML


def test_scalars_are_texts_as_they_are_written_whatever_yaml_makes_of_them() -> None:
    said = "score: 8.0\ndate: 2026-02-08\nday: 20170612\ndraft: no\nid: 007\nexp: 1e3\nnothing:\ntilde: ~"
    assert texts(said) == {
        "score": "8.0", "date": "2026-02-08", "day": "20170612", "draft": "no", "id": "007", "exp": "1e3",
        "nothing": "", "tilde": "~",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ('k: "a \\"b\\" \\u00e9: #"', 'a "b" é: #'),
        ("k: 'it''s: #'", "it's: #"),
        ("k: |\n  one\n\n  two\n", "one\n\ntwo\n"),
        ("k: >-\n  one\n  two", "one two"),
        ("k: one\n  two", "one two"),
        ('k: "one\n  two"', "one two"),
        ("k: 😀 wide", "😀 wide"),
    ],
)
def test_quotes_blocks_and_lines_that_go_on_are_read_as_yaml_says(text: str, value: str) -> None:
    fields, found = read(text)
    assert [each.node.text for each in fields] == [value]
    assert found == []


def test_a_field_has_the_lines_from_its_key_to_the_next() -> None:
    fields, _ = read("# made by hand\na: 1\nb:\n- 2\n# aside\n- 3\n\nc: |\n  😀\n\n  x\nd: [\n4\n]")
    assert [(each.key, each.line, each.end) for each in fields] == [
        ("a", 1, 2), ("b", 2, 7), ("c", 7, 11), ("d", 11, 14),
    ]  # fmt: skip


def test_fields_may_share_a_line() -> None:
    fields, _ = read("{a: 1, b: 2,\nc: 3}")
    assert [(each.key, each.line, each.end) for each in fields] == [("a", 0, 1), ("b", 0, 1), ("c", 1, 2)]


def test_lists_and_mappings_are_kept_as_json_with_plain_numbers() -> None:
    (found,), _ = read('k:\n  - 8.0\n  - "8.0"\n  - {a: [x, null], "b c": true}\n  - 08')
    assert found.node.json() == '[8.0,"8.0",{"a":["x",null],"b c":true},"08"]'
    assert found.node.text == '- 8.0\n  - "8.0"\n  - {a: [x, null], "b c": true}\n  - 08'


def test_a_key_that_comes_again_is_seen_again() -> None:
    assert [(each.key, each.node.text) for each in read("a: 1\nb: 2\na: 3")[0]] == [
        ("a", "1"),
        ("b", "2"),
        ("a", "3"),
    ]


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("&a One", "&a One"),
        ("*a", "*a"),
        ("!tag One", "!tag One"),
        ("!!python/object/apply:os.system [ls]", "!!python/object/apply:os.system [ls]"),
        ("[x, *a]", "[x, *a]"),
        ("[&a x]", "[&a x]"),
        ("\n- &a x\n- *a", "- &a x\n- *a"),
    ],
)
def test_anchors_aliases_and_tags_are_text_and_nothing_is_made_of_them(value: str, text: str) -> None:
    fields, found = read(f"k: {value}\nl: after")
    assert [(each.key, each.node.text, each.node.items) for each in fields] == [
        ("k", text, None),
        ("l", "after", None),
    ]
    assert found == ["0 PD352"]


def test_a_small_text_cannot_become_a_large_value() -> None:
    laughs = "a0: &a0 ha\n" + "".join(
        f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]\n" for n in range(1, 60)
    )
    fields, _ = read(laughs)
    assert len(fields) == 60
    assert sum(len(each.node.text) for each in fields) < len(laughs)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("k: one # two\nl: x", ["0 PD354"]),
        ("k: [one] # two", ["0 PD354"]),
        ('k: "one" # two', ["0 PD354"]),
        ("{a: b, # two\nc: d}", ["0 PD354"]),
        ("k: one#two", []),
        ('k: "one # two"', []),
        ("k: |\n  one # two", []),
        ("# one\nk: two\n# three", []),
    ],
)
def test_a_comment_behind_a_value_is_reported(text: str, found: list[str]) -> None:
    assert read(text)[1] == found


# --- what is no YAML


@pytest.mark.parametrize(
    ("written", "text"),
    [
        ("Lakes: a guide", "Lakes: a guide"),
        ("Lakes: a guide\n  to: them", "Lakes: a guide to: them"),
        ('"The "best" of: it"', 'The "best" of: it'),
        ("'It's: here'", "It's: here"),
        ('"Not closed', '"Not closed'),
        ("@someone", "@someone"),
        ("`code` first", "`code` first"),
        ("[Re] A title", "[Re] A title"),
        ("100%: %d", "100%: %d"),
        ("%d first", "%d first"),
        ("a\tb: c", "a\tb: c"),
        ("\x00", "\x00"),
        ("\ud800", "\ud800"),
        ("|\n\tone\n\ttwo", "one\ntwo"),
        (">\n\tone\n\ttwo", "one two"),
    ],
)
def test_a_broken_value_is_taken_as_written_and_the_others_are_yaml(written: str, text: str) -> None:
    fields, found = read(f'first: "1"\nk: {written}\nlast: [2, 3]')
    assert [(each.key, each.node.text.strip()) for each in fields] == [
        ("first", "1"),
        ("k", text.strip()),
        ("last", "[2, 3]"),
    ]
    assert fields[2].node.items is not None
    assert found == ["1 PD351"]


def test_a_broken_list_is_a_list_of_texts() -> None:
    text = "  - One: two: three\n  - 'four: \"'five\"'\n\n  - six"
    (found,), _ = read(f"k:\n{text}")
    assert read("k:\n" + text.replace("  -", "-"))[0] == [found]
    assert found.node.items is not None
    assert [item.text for item in found.node.items] == ["One: two: three", 'four: "\'five"', "six"]


def test_what_belongs_to_no_key_is_left_out_and_takes_nothing_with_it() -> None:
    fields, found = read("stray\na: 1\nstray: too: long\nnor this\nb: 2")
    assert [(each.key, each.node.text, each.line, each.end) for each in fields] == [
        ("a", "1", 1, 2), ("stray", "too: long", 2, 3), ("b", "2", 4, 5),
    ]  # fmt: skip
    assert found == ["2 PD351"]


def test_a_quote_that_ends_too_late_does_not_swallow_the_keys_between() -> None:
    fields, found = read('a: "one\nb: two"\nc: 3')
    assert [each.key for each in fields] == ["a", "b", "c"]
    assert found == ["0 PD351"]


@pytest.mark.parametrize("deep", ["[" * 900 + "]" * 900, "{a: " * 300 + "}" * 300, "\n  " + "- " * 500 + "x"])
def test_what_is_nested_deeper_than_any_digest_is_no_value(deep: str) -> None:
    fields, found = read(f"a: {deep}\nb: c")
    assert [each.key for each in fields] == ["a", "b"]
    assert all(item.is_scalar for each in fields for item in each.node.items or ())
    assert found == ["0 PD351"]


@pytest.mark.parametrize(
    "text", ["", "# only this", "- a\n- b", "a list", "? [a, b]\n: c", "a: b\n--- \nc: d"]
)
def test_what_is_no_mapping_is_no_reason_to_fail(text: str) -> None:
    assert [each.key for each in read(text)[0]] == (["a", "c"] if text.startswith("a: b") else [])


# --- promises

yaml_text = st.text(st.sampled_from("ab:-?[]{}&*!|>'\"%@`#, \n\t\x00\ud800é"), max_size=60)


@given(st.one_of(yaml_text, any_text, st.text(max_size=40).map("k: {}".format)))
def test_every_text_gives_fields_with_lines_in_order(text: str) -> None:
    fields, _ = read(text)
    lines = text.split("\n")
    assert all(0 <= each.line < each.end <= len(lines) for each in fields)
    assert [each.line for each in fields] == sorted(each.line for each in fields)


@given(st.dictionaries(st.from_regex(r"[a-z]{1,8}", fullmatch=True), st.text(max_size=30), max_size=5))
def test_what_a_yaml_library_writes_is_read_as_it_reads_it(values: dict[str, str]) -> None:
    written = yaml.safe_dump(values, allow_unicode=True, sort_keys=False)
    # Nearly always the values; but the library writes some control characters so that they become spaces.
    assert texts(written) == yaml.load(written, Loader=yaml.BaseLoader)


def test_the_parser_in_python_reads_what_the_one_in_c_reads(monkeypatch: pytest.MonkeyPatch) -> None:
    cases = list(fixtures("reader-note").values())
    fast = [read(text) for text in cases]
    monkeypatch.delattr(yaml, "CSafeLoader", raising=False)
    assert [read(text) for text in cases] == fast


UNITS = (
    "k: v\n", "k: v: w\n", "k: [\n", "[", "{", "- ", "? ", "- - \n", " ", "\n", "k:\n", "'", '"', "k: '\n", "&a ",
    "*a ", "!a ", "#", "# x\n", "a: ", "x, ", "k: |\n", " x\n", "%", "\t", "\\", "k: &a *a\n", "<<: *a\n", "é",
)  # fmt: skip


# The parser in Python looks ahead, up to 1024 characters, at all brackets that are open.
@pytest.mark.parametrize(
    ("loader", "unit"),
    [
        *(("CSafeLoader", unit) for unit in UNITS),
        *(("SafeLoader", unit) for unit in UNITS if unit not in ("[", "{")),
    ],
)
def test_the_cost_grows_with_the_text(loader: str, unit: str, monkeypatch: pytest.MonkeyPatch) -> None:
    if loader == "SafeLoader":
        monkeypatch.delattr(yaml, "CSafeLoader", raising=False)

    def read_all(text: str) -> object:
        lines = text.split("\n")
        return read_fields(lines, 0, len(lines), Findings(lines, [0] * (len(lines) + 1)))

    def prepare(size: int) -> Callable[[], object]:
        plain, flow, quoted = unit * size, "k: [" + unit * size, 'k: "' + unit * size
        return lambda: (read_all(plain), read_all(flow), read_all(quoted))

    assert_linear(prepare, (200 if loader == "SafeLoader" else 3000) // len(unit))
