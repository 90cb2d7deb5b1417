"""The table of findings, and how findings are shown."""

from __future__ import annotations

import re

import pytest

import paperdigest
from paperdigest import Code, Diagnostic, Severity, Span
from paperdigest.codes import CODES
from paperdigest.diagnostics import render

CLEAN = """\
## Daily Papers (2024-03-08)

### [A Small Study](https://arxiv.org/abs/2401.00001)

![](https://example.org/a.png)

Vote: 3

Authors: Ann Bo, Cy Do

- **What's New**: 새로운 점.
  - Nested.
"""


@pytest.mark.parametrize("code", [code for code in CODES.values() if code.example], ids=lambda code: code.id)
def test_the_example_of_a_code_gives_that_finding(code: Code) -> None:
    found = {finding.code.id for finding in paperdigest.loads(code.example).diagnostics}
    assert code.id in found


@pytest.mark.parametrize("code", CODES.values(), ids=lambda code: code.id)
def test_a_code_is_written_for_people(code: Code) -> None:
    assert re.fullmatch(r"PD[1-5]\d\d", code.id)
    assert len(code.template) <= 100
    assert code.help.endswith(".")


def test_only_what_takes_more_than_a_text_has_no_example() -> None:
    assert [code.id for code in CODES.values() if not code.example] == ["PD110", "PD111", "PD112"]


def test_ids_stand_in_order_and_once() -> None:
    assert list(CODES) == sorted(CODES)
    assert all(code.id == name for name, code in CODES.items())


def test_a_clean_digest_has_no_findings() -> None:
    assert paperdigest.loads(CLEAN).diagnostics == ()


def test_what_we_write_has_no_findings() -> None:
    assert paperdigest.loads(paperdigest.dumps(paperdigest.loads(CLEAN), "markdown")).diagnostics == ()


def test_findings_come_in_the_order_of_the_source() -> None:
    text = CLEAN + "- ['a', 'b']\n\nVote: 4\n\n## Daily Papers (2024-03-08)\n"
    found = paperdigest.loads(text).diagnostics
    assert [finding.code.id for finding in found] == ["PD401", "PD304", "PD105", "PD106"]
    assert [finding.span.start for finding in found] == sorted(finding.span.start for finding in found)


def test_a_finding_is_shown_with_its_place_its_line_and_a_caret() -> None:
    document = paperdigest.loads(CLEAN.replace("Vote: 3", "Vote: many"))
    (shown,) = render(document.diagnostics, document.source, "2024/03/08.md")
    assert shown == (
        "2024/03/08.md:7:1: error PD301 votes 'many' are no whole number\n  Vote: many\n  ^^^^^^^^^^"
    )


CODE = Code(id="PD999", severity=Severity.INFO, template="look at {0!r}", help="Help.", example="")


@pytest.mark.parametrize(
    ("text", "span", "line", "carets"),
    [
        ("a가나b", Span(1, 3), "a가나b", " ^^^^"),
        ("e\u0301x!", Span(3, 4), "e\u0301x!", "  ^"),
        ("\tab", Span(1, 2), "        ab", "        ^"),
        ("a\x1b[31mb", Span(6, 7), "a\\x1b[31mb", "         ^"),
        ("", Span(0, 0), "", "^"),
        ("one\ntwo", Span(4, 7), "two", "^^^"),
        ("x" * 400 + "here" + "y" * 400, Span(400, 404), "x" * 80 + "here" + "y" * 76, " " * 80 + "^^^^"),
    ],
)
def test_carets_stand_below_what_they_mean(text: str, span: Span, line: str, carets: str) -> None:
    (shown,) = render([Diagnostic(CODE, span, ("x",))], text, "-")
    assert shown.split("\n")[1:] == [f"  {line}", f"  {carets}"]


def test_a_message_is_one_short_line_whatever_it_names() -> None:
    message = Diagnostic(CODE, Span(0, 0), ("\x1b[2J\n" + "x" * 5000,)).message
    assert "\n" not in message
    assert "\x1b" not in message
    assert len(message) < 120


def test_a_digest_error_shows_every_finding() -> None:
    text = CLEAN.replace("Vote: 3", "Vote: many").replace("Cy Do", "+")
    with pytest.raises(paperdigest.DigestError, match="PD301") as raised:
        paperdigest.loads(text, name="day.md", strict=True)
    assert [finding.code.id for finding in raised.value.diagnostics] == ["PD301", "PD312"]
    assert "day.md:7:1" in str(raised.value)
    assert "day.md:9:1" in str(raised.value)


def test_severities_compare_and_show_as_words() -> None:
    assert Severity.INFO < Severity.WARNING < Severity.ERROR
    assert str(Severity.WARNING) == "warning"
