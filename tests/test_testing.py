"""The conformance kit: our exporters pass it, and each of its checks can fail."""

from __future__ import annotations

import io
import os
import pickle
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import attrs
import pytest

import wrong_exporters as wrong
from paperdigest import from_json, loads
from paperdigest.errors import ExporterCheckError, ExporterError, PaperDigestError
from paperdigest.exporters.json import JsonExporter
from paperdigest.exporters.registry import exporter, formats
from paperdigest.model import LinkKind, MediaKind, Paper
from paperdigest.testing import check_exporter, exporter_checks, sample_options, sample_papers
from paperdigest.writing import dumps

if TYPE_CHECKING:
    from collections.abc import Iterator

# The newest comes first, so that it has to see them all.
_FEED: dict[str, Any] = {
    "streaming": False,
    "settings": [
        {"limit": 1, "time_zone": "-12:00", "item_link": "pdf"},
        {
            "base_url": "https://example.org/a/",
            "content": "short",
            "order": "votes",
            "hub": "https://a.example/",
        },
    ],
}

# What each of ours needs besides the defaults.
SPECIAL: dict[str, dict[str, Any]] = {
    "json": {"read": from_json, "settings": [{"indent": 2}]},
    "csv": {"settings": [{"delimiter": "\t", "list_separator": " | "}, {"columns": ("title", "links")}]},
    "bibtex": {"settings": [{"key": "{author}{year}{word}"}]},
    "rss": _FEED,
    "atom": _FEED,
    "json-feed": _FEED,
    "markdown": {"read": lambda data: loads(data).papers, "lossless": False},
}


@pytest.mark.parametrize("name", formats())
def test_our_exporters_keep_what_exporters_promise(name: str) -> None:
    check_exporter(exporter(name), processes=True, **SPECIAL.get(name, {}))


# --- each check can fail


def failures(exporter: Any, **arguments: Any) -> dict[str, str]:
    """The reason of each check that fails, by the name that the error tells."""
    found = {}
    for name, check in exporter_checks(exporter, **arguments):
        try:
            check()
        except ExporterCheckError as error:
            found[error.check] = error.reason
            if error.check != name:
                raise
    return found


def test_a_good_exporter_passes_every_check() -> None:
    good = wrong.Lines()
    assert failures(good, processes=True) == {}
    check_exporter(good, processes=True, settings=[{"mark": "*"}])
    assert failures(wrong.RefusesTheAbyss()) == {}
    assert failures(wrong.Collects(), streaming=False) == {}


DECLARED = [
    (wrong.lines(name="Lines"), "name", "a name is lower-case letters and digits, "),
    (wrong.lines(name="my lines"), "name", "a name is lower-case letters and digits, "),
    (wrong.lines(name="-lines"), "name", "a name is lower-case letters and digits, "),
    (wrong.lines(name="lines\n"), "name", "a name is lower-case letters and digits, "),
    (wrong.lines(name="csv"), "name", "a built-in format is named 'csv', so nobody could ask for this one"),
    (wrong.lines(title=" Lines"), "title", "a title is one line without spaces around it, not ' Lines'"),
    (wrong.lines(title="A\nB"), "title", "a title is one line "),
    (wrong.lines(media_type="text"), "media-type", "a media type is type/subtype in lower case, "),
    (wrong.lines(media_type="Text/Plain"), "media-type", "a media type is type/subtype in lower case, "),
    (wrong.lines(media_type="text/plain; charset=utf-8"), "media-type", "a media type is type/subtype "),
    (wrong.lines(suffixes=("lines",)), "suffixes", "a suffix is a dot and a word in lower case, not 'lines'"),
    (wrong.lines(suffixes=(".Lines",)), "suffixes", "a suffix is a dot and a word in lower case, "),
    (wrong.lines(suffixes=(".tar.gz",)), "suffixes", "a suffix is a dot and a word in lower case, "),
    (wrong.lines(suffixes=(".",)), "suffixes", "a suffix is a dot and a word in lower case, "),
    (wrong.lines(suffixes=(".bib",)), "suffixes", "the suffix '.bib' means the built-in format 'bibtex'"),
    (wrong.lines(suffixes=(".a", ".a")), "suffixes", "each suffix stands once, but there are ('.a', '.a')"),
    (wrong.lines(options=wrong.NotFrozen), "options", "the options class must be frozen (attrs.frozen)"),
    (wrong.lines(options=wrong.NotFrozenNorSlotted), "options", "the options class must be frozen (attrs."),
    (wrong.with_option(help=""), "options", "option 'own': its help must be one line, not ''"),
    (wrong.with_option(help="a\nb"), "options", "option 'own': its help must be one line, not "),
    (wrong.with_option(help="A sentence."), "options", "option 'own': its help must have no full stop "),
    (wrong.with_option("format"), "options", "option 'format': `dump` has an argument of that name"),
    (wrong.with_option("Own"), "options", "option 'Own': its name must be in lower case, and no keyword "),
    (wrong.with_option("_own"), "options", "option '_own': it must be an argument of the class under its "),
    (
        wrong.with_option(init=False),
        "options",
        "option 'own': it must be an argument of the class under its ",
    ),
    (wrong.with_option(default="c"), "options", "the default of 'own' must be valid, but gives OptionError("),
    (wrong.with_option(validator=wrong.refuse_b), "options", "own='b' must be valid, but gives OptionError("),
    (wrong.with_option(validator=wrong.fail), "options", "own='b' must be valid, but gives ExporterError"),
]


@pytest.mark.parametrize(("subject", "check", "reason"), DECLARED)
def test_what_is_declared_wrongly_fails_one_check_which_says_why(
    subject: Any, check: str, reason: str
) -> None:
    found = failures(subject)
    assert list(found) == [check]
    assert found[check].startswith(reason)


def test_settings_that_the_options_refuse_fail_that_check() -> None:
    (found,) = failures(wrong.Lines(), settings=[{"end": "cr"}]).items()
    assert found[0] == "options"
    assert found[1].startswith("end='cr' must be valid, but gives OptionError(")


BEHAVIOUR = [
    (wrong.Encodes(), {"total"}, "every paper must be written, but it raised UnicodeEncodeError("),
    (wrong.Recurses(), {"total"}, "every paper must be written, but it raised RecursionError("),
    (wrong.WantsDates(), {"total"}, "every paper must be written, but it raised AttributeError("),
    (wrong.FailsLoudly(), {"total"}, "every paper must be written, but it raised NotImplementedError("),
    (wrong.Exits(), {"total"}, "every paper must be written, but it raised SystemExit('no such luck')"),
    (wrong.Refuses(), {"total"}, "every paper must be written, but it raised SchemaError("),
    (wrong.WritesText(), {"bytes"}, "it must write bytes, and wrote \"'A Study'\""),
    (wrong.WritesLinesOfText(), {"bytes"}, "it must write bytes, and wrote \"'A Study'\""),
    (wrong.Closes(), {"stream"}, "it may only write to the stream, and called close()"),
    (wrong.WrapsWithoutDetaching(), {"stream"}, "it may only write to the stream, and called close()"),
    (wrong.Seeks(), {"stream"}, "it may only write to the stream, and called seek()"),
    (wrong.Truncates(), {"stream"}, "it may only write to the stream, and called truncate()"),
    (wrong.Reads(), {"stream"}, "it may only write to the stream, and called read()"),
    (wrong.Tells(), {"pipes"}, "a pipe, which has no position, must do, but it raised UnsupportedOperation("),
    (wrong.LooksForPipes(), {"pipes"}, "a pipe, which has no position, must give the same bytes, but from "),
    (wrong.Prints(), {"silence"}, "it must print nothing, and printed 'writing"),
    (wrong.PrintsToStderr(), {"silence"}, "it must print nothing, and printed 'writing"),
    (wrong.Warns(), {"warnings"}, "it must not warn, and gave 'DeprecationWarning: this will go'"),
    (wrong.Tidies(), {"purity"}, "papers and options must stay as they are, and were changed"),
    (wrong.Remembers(), {"purity"}, "papers and options must stay as they are, and were changed"),
    (wrong.Counts(), {"repeatable", "any-iterable", "pipes"}, None),
    (wrong.Measures(), {"any-iterable", "errors-of-papers", "streaming"}, None),
    (wrong.GoesTwice(), {"any-iterable"}, "an iterator, which can be gone over once, must give the same "),
    (wrong.Swallows(), {"errors-of-papers"}, "an error of the papers must pass as it is, but nothing was "),
    (
        wrong.Converts(),
        {"errors-of-papers"},
        "an error of the papers must pass as it is, but ValueError('bad ",
    ),
    (
        wrong.SwallowsOfStream(),
        {"errors-of-streams"},
        "an error of the stream must pass as it is, but after 0 ",
    ),
    (
        wrong.ConvertsOfStream(),
        {"errors-of-streams"},
        "an error of the stream must pass as it is, but after 0 ",
    ),
    (wrong.Collects(), {"streaming"}, "it must hold one paper at a time, and held 5"),
    (wrong.HoldsBack(), {"streaming"}, "it must write papers as they come, and held back "),
    (wrong.ChokesOnMany(), {"streaming"}, "300 papers must be written, but it raised OverflowError()"),
    (
        wrong.Today(),
        {"clock"},
        "bytes may not depend on the clock or the time zone, and it called date.today()",
    ),
    (
        wrong.Now(),
        {"clock"},
        "bytes may not depend on the clock or the time zone, and it called datetime.now()",
    ),
    (
        wrong.Stamps(),
        {"clock"},
        "bytes may not depend on the clock or the time zone, and it called time.time()",
    ),
    (wrong.HashOrder(), {"processes"}, "another process must write the same bytes, and wrote others"),
    (wrong.LocalEncoding(), {"processes"}, "another process must write the same bytes, and wrote others"),
    (wrong.LocalZone(), {"processes"}, "another process must write the same bytes, and wrote others"),
]


@pytest.mark.parametrize(
    ("subject", "checks", "reason"), BEHAVIOUR, ids=[type(row[0]).__name__ for row in BEHAVIOUR]
)
def test_what_is_done_wrongly_fails_its_check_which_says_why(
    subject: Any, checks: set[str], reason: str | None
) -> None:
    found = failures(subject, processes="processes" in checks)
    assert set(found) == checks
    if reason is not None:
        assert next(iter(found.values())).startswith(reason)


def test_an_error_at_the_very_last_byte_counts_too() -> None:
    (reason,) = failures(wrong.ForgetsTheEnd(), streaming=False).values()
    assert reason.startswith("an error of the stream must pass as it is, but after ")
    assert reason.endswith(" bytes nothing was raised")


def test_what_prints_is_told_once_and_does_not_disturb_the_other_process() -> None:
    assert list(failures(wrong.Prints(), processes=True)) == ["silence"]


def test_a_process_with_a_fixed_hash_seed_asks_one_with_another() -> None:
    code = (
        "import wrong_exporters; from paperdigest.testing import check_exporter;"
        "check_exporter(wrong_exporters.HashOrder(), processes=True)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        env={**os.environ, "PYTHONHASHSEED": "1", "PYTHONPATH": str(Path(wrong.__file__).parent)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert "another process must write the same bytes, and wrote others" in done.stderr


NO_EXPORTERS = [
    (object(), "it lacks name, title, media_type, suffixes, options, write"),
    (wrong.Lines, "it is a class, and an exporter is an instance: say Lines()"),
    (wrong.lines(name=""), "its name must be a text that is not empty, not ''"),
    (wrong.lines(media_type=3), "its media_type must be a text that is not empty, not 3"),
    (wrong.lines(title=None), "its title must be a text that is not empty, not None"),
    (wrong.lines(suffixes=".lines"), "its suffixes must be a tuple of texts, not '.lines'"),
    (wrong.lines(suffixes=(1,)), "its suffixes must be a tuple of texts, not (1,)"),
    (wrong.lines(write=None), "its write must be a method, not None"),
    (wrong.lines(options=dict), "its options are no attrs class"),
    (wrong.lines(options=wrong.LinesOptions()), "its options are no attrs class"),
    (wrong.with_option(kind=complex), "it declares options that cannot be read: TypeError("),
    (
        wrong.with_option(default="b", validator=wrong.refuse_b),
        "its options refuse their own defaults: Value",
    ),
    (wrong.lines(title=property(lambda self: 1 / 0)), "its title cannot be read: ZeroDivisionError("),
]


@pytest.mark.parametrize(("subject", "reason"), NO_EXPORTERS)
def test_what_is_no_exporter_fails_every_check_for_that_reason(subject: Any, reason: str) -> None:
    found = failures(subject)
    assert len(found) > 10
    assert all(each.startswith(reason) for each in found.values())
    with pytest.raises(ExporterCheckError) as caught:
        check_exporter(subject)
    assert caught.value.check == "shape"
    assert not hasattr(caught.value, "__notes__")


def _from_json_but(**changes: Any) -> Any:
    """`from_json` that gets some fields wrong."""
    return lambda data: [attrs.evolve(paper, **changes) for paper in from_json(data)]


WAYS_BACK = [
    (lambda data: 1 / 0, True, "what it wrote must be read, but gives ZeroDivisionError('division by zero')"),
    (
        lambda data: from_json(data)[:1],
        True,
        "papers that were written must come back equal, but there are 1, ",
    ),
    (
        _from_json_but(votes=3),
        True,
        "papers that were written must come back equal, but in paper 0 this is not ",
    ),
    (
        lambda data: from_json(data)[:-1],
        False,
        "papers that were read once must come back equal, but there are ",
    ),
]


@pytest.mark.parametrize(("read", "lossless", "reason"), WAYS_BACK)
def test_a_way_back_that_leads_elsewhere_fails(read: Any, lossless: bool, reason: str) -> None:
    found = failures(JsonExporter(), read=read, lossless=lossless)
    assert list(found) == ["round-trip"]
    assert found["round-trip"].startswith(reason)


def test_a_way_back_may_lose_what_the_format_does_not_carry_if_it_loses_it_once() -> None:
    read = _from_json_but(votes=None, tags=())
    check_exporter(JsonExporter(), read=read, lossless=False)
    assert "this is not the same: votes, tags" in failures(JsonExporter(), read=read)["round-trip"]


def test_a_way_back_is_asked_for_with_the_default_options_alone() -> None:
    check_exporter(wrong.Terse(), read=from_json)


def test_a_way_back_is_not_asked_for_with_points_without_end() -> None:
    """Whoever can read them: no two of them can be compared."""

    def read(data: bytes) -> tuple[Paper, ...]:
        # Others than were written, and equal to them.
        return next(papers for _, papers in sample_papers() if _lines(papers) == data)

    assert failures(wrong.Lines(), read=read) == {}


def _lines(papers: tuple[Paper, ...]) -> bytes:
    stream = io.BytesIO()
    wrong.Lines().write(papers, stream, wrong.LinesOptions())
    return stream.getvalue()


# --- what an error says


def test_an_error_names_exporter_check_papers_options_and_what_was_expected() -> None:
    with pytest.raises(ExporterCheckError) as caught:
        check_exporter(wrong.FailsLoudly())
    error = caught.value
    assert (error.exporter, error.check) == ("lines", "total")
    assert error.sample == "'a title alone' (loud=True)"
    assert str(error) == (
        "exporter 'lines', check total, papers 'a title alone' (loud=True): every paper must be written, but it "
        "raised NotImplementedError('loud')"
    )
    assert isinstance(error.__cause__, NotImplementedError)


def test_an_error_is_a_failed_assertion_and_one_of_ours_and_pickles() -> None:
    error = ExporterCheckError("lines", "title", "", "a title is one line")
    assert isinstance(error, AssertionError)
    assert isinstance(error, PaperDigestError)
    again = pickle.loads(pickle.dumps(error))
    assert str(again) == str(error) == "exporter 'lines', check title: a title is one line"
    assert again.args == error.args


def test_where_several_checks_fail_the_first_is_raised_and_its_notes_are_the_others() -> None:
    with pytest.raises(ExporterCheckError) as caught:
        check_exporter(wrong.lines(title="A\nB", media_type="text", suffixes=("x",)))
    assert caught.value.check == "title"
    assert [note.partition(":")[0] for note in caught.value.__notes__] == [
        "exporter 'lines', check media-type",
        "exporter 'lines', check suffixes",
    ]


def test_an_exporter_that_cannot_be_had_in_another_process_fails_only_there() -> None:
    class Local(wrong.Lines):
        pass

    local = failures(Local(), processes=True)
    assert local["processes"].startswith("it must pickle to be tried in another process, but gives ")
    assert len(local) == 1
    # This module has another name there.
    elsewhere = failures(FOUND_HERE_ALONE, processes=True)
    assert elsewhere["processes"].startswith("it must work in another process, but gives ")
    assert len(elsewhere) == 1


class FoundHereAlone(wrong.Lines):
    def __reduce__(self) -> Any:
        return sys.exit, ("not here",)


FOUND_HERE_ALONE = FoundHereAlone()


# --- what the kit is made of


def everything() -> Iterator[Paper]:
    for _, papers in sample_papers():
        yield from papers


def test_each_call_makes_new_papers_and_they_are_always_the_same() -> None:
    # Without the last, which is too deep to be compared.
    one, two = (sample_papers()[:-1] for _ in range(2))
    assert one == two
    assert one[2][1][0] is not two[2][1][0]
    names = [name for name, _ in sample_papers()]
    assert len(set(names)) == len(names)


def test_the_samples_hold_every_field_and_every_nasty_thing() -> None:
    papers = list(everything())
    for field in attrs.fields(Paper):
        if field.name != "span":
            assert any(getattr(paper, field.name) for paper in papers), field.name
    assert {medium.kind for paper in papers for medium in paper.media} == set(MediaKind)
    assert {link.kind for paper in papers for link in paper.links} == set(LinkKind)
    assert Paper(title="") in dict(sample_papers())["a title alone"]
    assert max(len(paper.authors) for paper in papers) == 700
    assert max(len(paper.title) for paper in papers) == 20_000
    years = {paper.date.year for paper in papers if paper.date}
    assert {1, 9999} <= years
    titles = "".join(paper.title for paper in papers)
    assert {*map(chr, range(0x20)), "\x7f", "\x85", "\u202e", "\ufffe", "\U0001ffff", "\ud800"} <= {*titles}
    assert "]]>" in titles
    for first, last in ("AZ", "ΑΩ", "АЯ", "את", "ءي", "कह", "กฮ", "가힣", "ぁん", "一龥", "𐌰𐍊"):
        assert any(first <= character <= last for character in titles), first


def test_the_samples_keep_to_what_the_model_says_of_its_fields() -> None:
    for paper in everything():
        for listed in ([each.url for each in paper.media], [each.url for each in paper.links]):
            assert len(set(listed)) == len(listed)
            assert all(listed)
        labels = [label for label, _ in paper.extra]
        assert len(set(labels)) == len(labels)
        assert all(labels)
        assert all((*paper.authors, *paper.categories, *paper.tags))
        assert "" not in (paper.translated_title, paper.url, paper.abstract, paper.doi, paper.journal_ref)


@pytest.mark.parametrize(("name", "papers"), sample_papers()[:-1])
def test_samples_are_parameters_of_a_test(name: str, papers: tuple[Paper, ...]) -> None:
    assert from_json(dumps(papers, "json")) == papers, name


@pytest.mark.parametrize(
    ("setting", "keywords"), sample_options(exporter("bibtex"), [{"key": "{id}:{year}"}])
)
def test_options_are_parameters_of_a_test(setting: str, keywords: dict[str, object]) -> None:
    assert dumps([Paper(title="A Study")], "bibtex", **keywords).startswith("@"), setting


def test_sample_options_are_the_defaults_then_each_value_that_is_listed_then_those_given() -> None:
    assert sample_options(wrong.Lines(), [{"loud": True, "mark": "*"}]) == (
        ("", {}),
        ("loud=True", {"loud": True}),
        ("end='crlf'", {"end": "crlf"}),
        ("loud=True, mark='*'", {"loud": True, "mark": "*"}),
    )
    assert ("limit=None", {"limit": None}) not in sample_options(exporter("rss"))
    assert sample_options(wrong.with_option(kind=str | None))[-1] == ("own=None", {"own": None})
    assert sample_options(wrong.with_option(kind=bool, default=True))[-1] == ("own=False", {"own": False})
    with pytest.raises(ExporterError, match=r"^3 is no exporter: it lacks name, title, "):
        sample_options(3)  # type: ignore[arg-type]


@pytest.mark.parametrize(("name", "check"), exporter_checks(wrong.Lines()))
def test_checks_are_parameters_of_a_test(name: str, check: Any) -> None:
    check()
    assert name


def test_the_kit_needs_no_pytest() -> None:
    code = (
        "import sys; from paperdigest.testing import check_exporter; from paperdigest import exporter;"
        "check_exporter(exporter('jsonl')); assert 'pytest' not in sys.modules"
    )
    subprocess.run([sys.executable, "-W", "error", "-c", code], check=True)


def test_the_kit_leaves_the_interpreter_as_it_was() -> None:
    before = (sys.stdout, sys.stderr, sys.getprofile(), list(sys.path))
    failures(wrong.Prints())
    failures(wrong.Today())
    assert (sys.stdout, sys.stderr, sys.getprofile(), list(sys.path)) == before
