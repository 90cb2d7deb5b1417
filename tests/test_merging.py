"""Merging into a library: what was there stays, what is new is added once, updates change single values."""

from __future__ import annotations

import itertools
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING

import bibtexparser
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pybtex.database import parse_string

import paperdigest
from linear_cost import assert_linear
from paperdigest import ArxivId, AuthorsOrder, LibraryError, Paper, merge_bibtex
from paperdigest.bib_splitting import split_bib
from paperdigest.merging import MergeReport

if TYPE_CHECKING:
    from collections.abc import Sequence


def paper(arxiv_id: str | None = "2403.00001", title: str = "A Small Study", **facts: object) -> Paper:
    """A paper on arXiv, or elsewhere if there is no id."""
    found = None if arxiv_id is None else ArxivId(arxiv_id)
    url = None if found is None else found.abs_url
    return Paper(**{"title": title, "url": url, "arxiv_id": found, "authors": ("Ana Lima",), **facts})  # type: ignore[arg-type]


SMALL = paper()


def entry_of(merged: Paper) -> str:
    return paperdigest.dumps([merged], "bibtex")


def updated(library: str, merged: Paper = SMALL) -> str:
    """The library after an update; a second one changes nothing."""
    text, _ = merge_bibtex(library, [merged], update=True)
    assert merge_bibtex(text, [merged], update=True)[0] == text
    return text


# What a paper is found by.

FOUND = [
    "eprint = {2403.00001}",
    "eprint = {2403.00001v3}, archivePrefix = {arXiv}",
    'EPRINT = "arXiv:2403.00001", eprinttype = {arxiv}',
    "doi = {10.48550/arXiv.2403.00001}",
    "doi = {https://doi.org/10.48550/ARXIV.2403.00001}",
    "url = {http://arxiv.org/pdf/2403.00001v2.pdf}",
    "url = {https://huggingface.co/papers/2403.00001}",
    "journal = {arXiv preprint arXiv:2403.00001}",
    "eprint = id",
    'eprint = "2403" # {.00001}',
]


@pytest.mark.parametrize("fields", FOUND)
def test_a_paper_is_found_by_its_arxiv_id_wherever_that_stands(fields: str) -> None:
    library = f'@string{{id = "2403.00001"}}\n@article{{mine, {fields}}}\n'
    text, report = merge_bibtex(library, [SMALL])
    assert text == library
    assert [item.key for item in report.present] == ["mine"]


NOT_FOUND = [
    "eprint = {2403.00002}",
    "eprint = {2403.00001}, archivePrefix = {HAL}",
    "doi = {10.1000/1}",
    "note = {as in 2403.00001}",
]


@pytest.mark.parametrize("fields", NOT_FOUND)
def test_what_names_another_paper_does_not_count(fields: str) -> None:
    _, report = merge_bibtex(f"@misc{{mine, {fields}}}", [SMALL])
    assert [item.what for item in report.added] == ["A Small Study"]


@pytest.mark.parametrize(
    "fields",
    [
        r"doi = {https://doi.org/10.1000/A\_b}",
        "url = {http://example.org/paper/}",
    ],
)
def test_a_paper_that_is_not_on_arxiv_is_found_by_doi_and_url(fields: str) -> None:
    merged = paper(None, doi="10.1000/a_B", url="https://example.org/paper")
    assert merge_bibtex(f"@misc{{mine, {fields}}}", [merged])[1].present


def test_a_paper_is_found_by_its_key_last() -> None:
    assert merge_bibtex("@misc{ARXIV:2403.00001, title = {?}}", [SMALL])[1].present[0].what == "key"


CONFLICTS = [
    ("@misc{Arxiv:2403.00001, eprint = {2403.00009}}", "line 1: the key belongs to another paper"),
    ("\n@misc{arxiv:2403.00001, title {?}}", "line 2: the entry of this key does not parse"),
    ("@misc{x, doi = {10.1000/1}, eprint = {2403.00009}}", "line 1: the same doi, but another eprint"),
]


@pytest.mark.parametrize(("library", "reason"), CONFLICTS)
@pytest.mark.parametrize("update", [False, True])
def test_a_conflict_is_reported_and_changes_nothing(library: str, reason: str, update: bool) -> None:
    text, report = merge_bibtex(library, [paper(doi="10.1000/1")], update)
    assert text == library
    assert [(item.key, item.what) for item in report.conflicts] == [("arxiv:2403.00001", reason)]
    assert report == MergeReport(conflicts=report.conflicts)


# Papers that share a DOI or a URL: which are added, by title, and what is said. Anyone can add a line.
ONLY_DOI = {"arxiv_id": None, "doi": "10.1000/1"}
SHARED = [
    ("one DOI, two arXiv ids", [paper(title="A", doi="10.1000/1"), paper("2403.00002", "B", doi="10.1000/1")], "AB",
     ["the digest gives doi 10.1000/1 to arxiv:2403.00002 too, so it was not used"]),
    ("one DOI, one arXiv id", [paper(title="A", doi="10.1000/1"), paper(title="B", **ONLY_DOI)], "A", []),
    ("one DOI, the arXiv id behind", [paper(title="B", **ONLY_DOI), paper(title="A", doi="10.1000/1")], "A", []),
    ("one DOI, two URLs", [paper(title=t, url=f"https://example.org/{t}", **ONLY_DOI) for t in "AB"], "A", []),
    ("one DOI, two arXiv ids and none",
     [paper(title="A", doi="10.1000/1"), paper(title="C", url="https://c.org", **ONLY_DOI),
      paper("2403.00002", "B", doi="10.1000/1")], "ACB",
     ["the digest gives doi 10.1000/1 to paper:15b4dc498d0ec59e and arxiv:2403.00002 too, so it was not used"]),
    ("a URL and a DOI make a chain",
     [paper(None, "A", url="https://a.org"), paper(None, "B", url="http://a.org/", doi="10.1000/1"),
      paper(title="C", doi="10.1000/1")], "C", []),
    ("one URL, two DOIs",
     [paper(None, "A", url="https://a.org", doi="10.1000/1"), paper(None, "B", url="http://a.org", doi="10.1000/2")],
     "AB", ["the digest gives url a.org to paper:da6616788feedb33 too, so it was not used"]),
    ("a DOI that is doubtful tells no URLs apart",
     [paper(title="A", doi="10.1000/1"), paper("2403.00002", "B", doi="10.1000/1"),
      paper(None, "C", url="https://c.org", doi="10.1000/1"), paper(None, "D", url="http://c.org", doi="10.1000/2")],
     "ABD",
     ["the digest gives doi 10.1000/1 to arxiv:2403.00002 and paper:15b4dc498d0ec59e too, so it was not used"]),
    ("only titles", [paper(None, "A"), paper(None, "A"), paper(None, "B")], "AB", []),
]  # fmt: skip


@pytest.mark.parametrize(
    ("papers", "added", "said"), [case[1:] for case in SHARED], ids=[case[0] for case in SHARED]
)
def test_papers_that_share_an_id_are_one_unless_a_stronger_one_tells_them_apart(
    papers: list[Paper], added: str, said: list[str]
) -> None:
    text, report = merge_bibtex("", papers)
    assert "".join(item.what for item in report.added) == added
    assert [item.what for item in report.conflicts] == said
    again, second = merge_bibtex(text, papers)
    assert again == text
    assert second.conflicts == report.conflicts
    assert not second.added


def test_nothing_is_found_by_a_doi_that_the_digest_gives_to_several_papers() -> None:
    papers = [paper(doi="10.1000/1"), paper("2403.00002", doi="10.1000/1")]
    _, report = merge_bibtex("@misc{m, doi = {10.1000/1}}", papers)
    assert [item.key for item in report.added] == ["arxiv:2403.00001", "arxiv:2403.00002"]


def test_a_doi_of_arxiv_that_is_of_another_paper_is_reported_and_tells_nothing_of_that_one() -> None:
    papers = [paper(doi="10.48550/arXiv.2403.00003"), paper("2403.00003")]
    text, report = merge_bibtex("@misc{m, eprint = {2403.00003}}", papers)
    assert [item.key for item in report.present] == ["m"]
    assert [item.key for item in report.added] == ["arxiv:2403.00001"]
    assert [item.what for item in report.conflicts] == [
        "the digest gives eprint 2403.00003 to a paper that has another one, so it was not used"
    ]
    assert "doi = {10.48550/arXiv.2403.00001}" in text


def test_a_paper_is_found_by_its_own_url_before_that_of_another_appearance() -> None:
    library = "@misc{a, url = {https://example.org/A}}@misc{b, url = {https://example.org/B}}"
    papers = [paper(title=t, url=f"https://example.org/{t}", **ONLY_DOI) for t in "BA"]
    assert [item.key for item in merge_bibtex(library, papers)[1].present] == ["b"]


def test_of_entries_that_share_a_doi_the_key_settles_which_one_it_is() -> None:
    library = "@misc{a, doi = {10.1000/1}}@misc{arxiv:2403.00001, doi = {10.1000/1}}"
    assert [item.key for item in merge_bibtex(library, [paper(doi="10.1000/1")])[1].present] == [
        "arxiv:2403.00001"
    ]


def test_how_many_papers_there_are_does_not_depend_on_their_order() -> None:
    chain = [
        paper(None, "A", url="https://w.org"),
        paper(None, "B", url="https://w.org", doi="10.1000/1"),
        paper(None, "C", url="https://u.org", doi="10.1000/1"),
        paper(None, "D", url="http://u.org", doi="10.1000/2"),
        paper("2403.00006", "E", doi="10.1000/2"),
    ]
    reports = [merge_bibtex("", order)[1] for order in itertools.permutations(chain)]
    assert {len(report.added) for report in reports} == {2}
    assert {len(report.conflicts) for report in reports} == {1}


def test_a_doi_that_the_digest_gives_to_several_papers_is_not_written() -> None:
    papers = [paper(doi="10.1000/1"), paper("2403.00002", doi="10.1000/1")]
    assert "10.1000/1" not in merge_bibtex("", papers)[0]
    known = "@misc{m, eprint = {2403.00001}, doi = {10.1000/1}}"
    assert "doi = {10.1000/1}" in merge_bibtex(known, papers, update=True)[0]


def test_an_entry_that_two_papers_are_found_to_be_belongs_to_the_stronger_reason() -> None:
    library = "@misc{m, doi = {10.1000/1}, url = {https://example.org/b}}"
    papers = [paper(None, "B", url="https://example.org/b"), paper(title="A", doi="10.1000/1")]
    for update in (False, True):
        text, report = merge_bibtex(library, papers, update)
        assert report.added == ()
        assert [item.what for item in report.conflicts] == [
            "line 1: the same url example.org/b, but the entry is another paper of the digest"
        ]
        again, second = merge_bibtex(text, papers, update)
        assert (again, second.conflicts) == (text, report.conflicts)


# Adding.

ENTRY = entry_of(SMALL)
GAPS = [
    ("", ""),
    ("\ufeff", "\ufeff"),
    ("% note", "% note\n\n"),
    ("% note\n", "% note\n\n"),
    ("% note\n\n", "% note\n\n"),
    ("a\nb\r\nc\n", "a\nb\r\nc\n\n"),
]


@pytest.mark.parametrize(("library", "before"), GAPS)
def test_an_entry_is_added_behind_one_empty_line(library: str, before: str) -> None:
    assert merge_bibtex(library, [SMALL])[0] == before + ENTRY


@pytest.mark.parametrize("eol", ["\r\n", "\r"])
def test_new_entries_have_the_line_end_of_the_library(eol: str) -> None:
    library = f"% one{eol}% two{eol}"
    text, _ = merge_bibtex(library, [SMALL, paper("2403.00002")])
    assert text == library + eol + (ENTRY + "\n" + entry_of(paper("2403.00002"))).replace("\n", eol)


def test_a_paper_that_appears_twice_is_added_and_reported_once() -> None:
    text, report = merge_bibtex("", [SMALL, paper(title="Under Another Title")])
    assert text == ENTRY
    assert (len(report.added), len(report.present)) == (1, 0)


def test_a_document_can_be_merged_as_it_is() -> None:
    document = paperdigest.loads(paperdigest.dumps([SMALL], "markdown"))
    assert merge_bibtex("", document)[0] == merge_bibtex("", document.papers)[0] != ""


# What is no entry, and what cannot be read.

COMMENTED = [
    "% @misc{mine, eprint = {2403.00001}}",
    "@comment{@misc{mine, eprint = {2403.00001}}}",
    "@misc{mine, % eprint = {2403.00001}\n}",
    "@preamble{ {\\def\\x{eprint = {2403.00001}}} }",
    "@misc{mine, eprint {2403.00001}}",
]


@pytest.mark.parametrize("library", COMMENTED)
def test_what_is_commented_out_or_does_not_parse_is_not_there(library: str) -> None:
    text, report = merge_bibtex(library, [SMALL])
    assert text == f"{library}\n\n{ENTRY}"
    assert len(report.added) == 1


UNREADABLE = [
    ("% fine\n@misc{mine,\n  title = {never {closed},\n}\n", 2),
    ("@misc{a, title = {A}}\r\n\r\n@misc(b, title = {B}\r\n", 3),
    ('@misc(b, title = ")")\n@misc(b, title = "open)', 2),
    ("@comment{ {", 1),
    ("@string{a = {x}\n", 1),
    ("text\n@misc\n", 2),
    ("@", 1),
]


@pytest.mark.parametrize(("library", "line"), UNREADABLE)
def test_a_library_that_what_is_added_could_land_inside_of_is_refused_with_the_line(
    library: str, line: int
) -> None:
    with pytest.raises(LibraryError, match=f"^line {line}: ") as caught:
        merge_bibtex(library, [SMALL])
    assert caught.value.line == line


# Updates. The paper: title `A Small Study`, author `Lima, Ana` in an order that is not known to be the paper's.

REST = (
    "archivePrefix = {arXiv}, doi = {10.48550/arXiv.2403.00001}, url = {https://arxiv.org/abs/2403.00001}, "
    "author = {Lima, Ana}, year = {2024}, month = mar, eprint = {2403.00001}"
)
UPDATES = [
    # values are replaced where they stand
    ("title = {Old}", "title = {A Small Study}"),
    ('TITLE\t=\n"Old"', 'TITLE\t=\n"A Small Study"'),
    ("title = {Old}, year = 1999", "title = {A Small Study}, year = 2024"),
    ("title = {Old}, month = jan", "title = {A Small Study}, month = mar"),
    ("title = {Old}, note = {mine} # {!}", "title = {A Small Study}, note = {mine} # {!}"),
    # equal as text
    ("title = {{A}  Small\n {Study}}", None),
    ('title = "A Small Study", month = {March}', None),
    ("title = {A Small Study}, month = 3, year = {{2024}}", None),
    # made of macros: equal, or a conflict
    ('title = small # " Study"', None),
    ("title = old", None),
    ("title = unknown", None),
    ('title = "Old " # {Study}', None),
    # what the digest is not sure of
    ("title = {A Small Study}, author = {Ek, Bo and Lima, Ana}", None),
    ("title = {A Small Study}, keywords = {mine}, abstract = {Mine.}", None),
    # what names something else
    ("title = {A Small Study}, doi = {10.1000/1}, year = {2025}, month = jul", None),
    ("title = {A Small Study}, url = {https://example.org/}", None),
    ("title = {A Small Study}, booktitle = {Talks}, year = {2025}", None),
    (
        "title = {A Small Study}, url = {http://arxiv.org/pdf/2403.00001v1}",
        "title = {A Small Study}, url = {https://arxiv.org/abs/2403.00001}",
    ),
]


@pytest.mark.parametrize(("fields", "wanted"), UPDATES)
def test_an_update_changes_values_in_place(fields: str, wanted: str | None) -> None:
    strings = '@string{small = "A Small"}\n@string{old = {Old}}\n'
    # The first of two fields of one name counts.
    library = strings + f"@Misc{{mine, {fields}, {REST} }} % end"
    assert updated(library) == strings + f"@Misc{{mine, {wanted or fields}, {REST} }} % end"


MACROS = [("small", []), ("old", ["title"]), ("unknown", ["title"]), ('"Old" # old', ["title"])]


@pytest.mark.parametrize(("value", "names"), MACROS)
def test_a_value_made_of_macros_that_differs_is_a_conflict(value: str, names: list[str]) -> None:
    strings = "@string{small = {A Small Study}}@string{old = {Old}}"
    _, report = merge_bibtex(f"{strings}@misc{{mine, title = {value}, {REST}}}", [SMALL], update=True)
    assert [item.what for item in report.conflicts] == [
        f"line 1: not updated, as there are macros or `#` in: {name}" for name in names
    ]


# TITLE is the last field, X all others but the month.
LAYOUTS = [
    ("@misc{m,\n\tX,\n\tTITLE = T\n}", "@misc{m,\n\tX,\n\tTITLE = T,\n\tmonth = mar\n}"),
    ("@misc{m,\r\n  X,\r\n  TITLE=T,\r\n}", "@misc{m,\r\n  X,\r\n  TITLE=T,\r\n  month=mar,\r\n}"),
    ("@misc{m\n , X\n , TITLE =T }", "@misc{m\n , X\n , TITLE =T\n , month =mar }"),
    ("@misc(m, X, TITLE = T)", "@misc(m, X, TITLE = T, month = mar)"),
    ("@misc{m,X,TITLE=T,% no\n}", "@misc{m,X,TITLE=T,month=mar,% no\n}"),
    ("@misc{m, X, % no\n TITLE = T}", "@misc{m, X, % no\n TITLE = T,\n  month = mar}"),
]


@pytest.mark.parametrize(("library", "wanted"), LAYOUTS)
def test_a_missing_field_is_inserted_in_the_layout_of_its_entry(library: str, wanted: str) -> None:
    rest = REST.replace("month = mar, ", "")

    def filled(layout: str) -> str:
        return layout.replace("=T", "={A Small Study}").replace("= T", "= {A Small Study}").replace("X", rest)

    assert updated(filled(library)) == filled(wanted)


def test_a_missing_field_stands_in_the_column_of_the_others() -> None:
    library = "@misc{m,\n  eprint = {2403.00001},\n  url    = {https://arxiv.org/abs/2403.00001}\n}"
    assert updated(library) == library.removesuffix("\n}") + (
        ",\n  title  = {A Small Study},\n  author = {Lima, Ana},\n  year   = {2024},\n  month  = mar"
        ",\n  archivePrefix = {arXiv},\n  doi    = {10.48550/arXiv.2403.00001}\n}"
    )


@pytest.mark.parametrize("library", ["@misc{arxiv:2403.00001}", "@misc{arxiv:2403.00001 ,\r\n}\r\n"])
def test_an_entry_without_fields_is_filled(library: str) -> None:
    text = updated(library)
    eol = "\r\n" if "\r" in library else "\n"
    assert f"@misc{{arxiv:2403.00001,{eol}  title = {{A Small Study}},{eol}  author" in text
    assert parse_string(text, "bibtex").entries["arxiv:2403.00001"].fields["year"] == "2024"


def test_an_entry_of_biblatex_gets_no_field_twice() -> None:
    fields = "title = {A Small Study}, author = {Lima, Ana}, date = {2024-03}, eprint = {2403.00001}"
    library = f"@online{{m, {fields}, eprinttype = {{arxiv}}, doi = {{10.48550/arXiv.2403.00001}}, url = {{https://arxiv.org/abs/2403.00001}}}}"
    assert updated(library) == library


def test_authors_in_the_order_of_the_paper_and_its_own_abstract_and_doi_replace_others() -> None:
    known = paper(authors_order=AuthorsOrder.PAPER, abstract="The whole of it.", doi="10.1000/1")
    library = (
        f"@misc{{m, {REST.replace('Lima, Ana', 'Ek, Bo')}, abstract = {{Part.}}, title = {{A Small Study}}}}"
    )
    wanted = library.replace("Ek, Bo", "Lima, Ana").replace("Part.", "The whole of it.")
    assert updated(library, known) == wanted.replace("10.48550/arXiv.2403.00001", "10.1000/1")


def test_of_two_papers_that_are_one_entry_the_first_updates_it() -> None:
    library = "@misc{m, doi = {10.1000/1}, title = {Old}}"
    papers = [paper(None, title, url=f"https://example.org/{title}", doi="10.1000/1") for title in "AB"]
    text, report = merge_bibtex(library, papers, update=True)
    assert "title = {A}" in text
    assert (len(report.updated), len(report.present), len(report.added)) == (1, 0, 0)
    assert merge_bibtex(text, papers, update=True)[0] == text


def test_papers_that_are_one_find_its_entry_by_whatever_one_of_them_says() -> None:
    papers = [paper(None, "B", doi="10.1000/1"), paper(doi="10.1000/1")]
    text, report = merge_bibtex("@misc{m, eprint = {2403.00001}}", papers, update=True)
    assert (len(report.updated), len(report.added)) == (1, 0)
    assert merge_bibtex(text, papers, update=True)[0] == text


def test_without_update_an_entry_that_is_there_keeps_every_byte() -> None:
    library = "@misc{m, eprint = {2403.00001}, title = {Old}}"
    assert merge_bibtex(library, [SMALL])[0] == library


# Promises.

PIECES = st.sampled_from(
    [
        "% @misc{note, eprint = {2403.00001}}",
        "%@misc{arxiv:2403.00002,",
        "prose of mine, with {braces} and a 100% sign",
        '@string{acl = "A " # {C}}',
        "@preamble{ \"\\newcommand{\\x}{y}\" }",
        "@comment{jabref-meta: databaseType:bibtex;}",
        "@Article ( paren1 , title = \"a ) b\" # { (c) }, eprint={2403.00003} )",
        "@misc{odd:1,title={A},\n\n   EPRINT\t=   {2403.00004}  ,note = acl # { x } }",
        "@misc{other, title = {B}, year = 2001, url = {https://example.org/b}}",
        "@misc{broken1, title = , eprint = {2403.00005}}",
        "@misc{broken2 title {B}}",
        "@misc{}",
        "@misc{arxiv:2403.00006, title {broken}}",
        "@online{taken, doi = {10.1000/2}, eprint = {2403.00099}}",
        "@misc{one, doi = {10.1000/1}, url = {https://example.org/c}}",
        "@misc{two, DOI = {10.1000/1}}",
        "@misc{arxiv:2403.00007, doi = {10.1000/1}}",
        "@article{three, journal = {arXiv:2403.00008}, url = {example.org/b}}",
    ]
)  # fmt: skip
LIBRARIES = st.builds(
    lambda pieces, gaps, end, bom, windows: (
        bom + "".join(piece + gap for piece, gap in zip(pieces, gaps, strict=False)) + end
    ).replace("\n", windows),
    st.lists(PIECES, max_size=8, unique=True),
    st.lists(st.sampled_from(["\n", "\n\n", "\n  \n\n"]), min_size=8, max_size=8),
    st.sampled_from(["", "% the end", "the end  ", "\n"]),
    st.sampled_from(["", "\ufeff"]),
    st.sampled_from(["\n", "\r\n"]),
)
DOIS = st.sampled_from([None, "10.1000/1", "10.1000/2", "10.48550/arXiv.2403.00003"])
URLS = st.sampled_from([None, "https://example.org/b", "http://example.org/b/", "https://example.org/c"])
# Few values, so that papers share them, and contradict themselves and the library.
PAPERS = st.lists(
    st.one_of(
        st.builds(
            paper,
            st.integers(1, 9).map(lambda number: f"2403.0000{number}"),
            st.sampled_from(["A", "B", "Étude {x", "가는 것", "\\"]),
            doi=DOIS,
        ),
        st.builds(paper, st.none(), st.sampled_from(["A", "C"]), url=URLS, doi=DOIS),
        st.builds(paper, st.none(), url=st.just("https://arxiv.org/pdf/2403.00001"), doi=DOIS),
    ),
    max_size=6,
)


@given(LIBRARIES, PAPERS)
def test_every_byte_stays_and_merging_again_adds_nothing(library: str, papers: Sequence[Paper]) -> None:
    text, report = merge_bibtex(library, papers)
    assert text.startswith(library)
    assert (text == library) == (not report.added)
    again, second = merge_bibtex(text, papers)
    assert again == text
    assert not second.added
    assert second.conflicts == report.conflicts
    added = [entry for entry in split_bib(text).entries if entry.start >= len(library)]
    assert [entry.key for entry in added] == [item.key for item in report.added]
    for name in ("eprint", "doi"):
        values = [split_bib(text).text(entry.field(name)) for entry in added if entry.field(name)]
        assert len(set(values)) == len(values)
    if "\r\n" in library and added:
        assert text[len(library) :].count("\n") == text[len(library) :].count("\r\n")


@given(LIBRARIES, PAPERS)
def test_an_update_leaves_all_that_is_not_its_own(library: str, papers: Sequence[Paper]) -> None:
    text, report = merge_bibtex(library, papers, update=True)
    again, second = merge_bibtex(text, papers, update=True)
    assert again == text
    assert second.added + second.updated == ()
    # Which of two ids another paper has may be told by another one, once an entry has got more of them.
    assert [item.key for item in second.conflicts] == [item.key for item in report.conflicts]
    touched = {item.key for item in report.updated}
    before = split_bib(library)
    # What stands between the entries that were touched is there, in order.
    position, start = 0, 0
    for entry in before.entries:
        if entry.key in touched:
            position = text.index(library[start : entry.key_end], position) + entry.key_end - start
            start = entry.fields[-1].end
    assert library[start:] in text[position:]
    for old, new in zip(before.entries, split_bib(text).entries, strict=False):
        assert (old.key, old.parsed) == (new.key, new.parsed)
        names = [field.name for field in old.fields]
        assert [field.name for field in new.fields[: len(names)]] == names


@given(LIBRARIES, PAPERS)
def test_the_entries_that_were_added_are_read_by_bibtexparser(library: str, papers: Sequence[Paper]) -> None:
    text, report = merge_bibtex(library, papers)
    read = {entry.key for entry in bibtexparser.parse_string(text).entries}
    assert {item.key for item in report.added} <= read


def test_the_entries_that_were_added_are_read_by_pybtex_among_those_that_were_there() -> None:
    library = '@string{acl = "ACL"}\n@article(one, title = "a ) b", journal = acl)\n@misc{two, note = {x}}'
    read = parse_string(merge_bibtex(library, [SMALL, paper("2403.00002")])[0], "bibtex").entries
    assert list(read) == ["one", "two", "arxiv:2403.00001", "arxiv:2403.00002"]
    assert read["one"].fields["journal"] == "ACL"


@given(st.text(alphabet='@{}()",=#%a1 \n\r\\', max_size=60))
def test_any_text_is_merged_or_refused(library: str) -> None:
    try:
        text, report = merge_bibtex(library, [SMALL], update=True)
    except LibraryError:
        return
    assert text.startswith(library)
    assert len(report.added) == 1
    assert merge_bibtex(text, [SMALL], update=True)[0] == text


def merge_small(library: str) -> None:
    with suppress(LibraryError):
        merge_bibtex(library, [SMALL], update=True)


HOSTILE = [
    "@a{b,c={d}}\n", "@", "@a ", "{", "}", "@a{", "@a(", '@a{b,c="}', '@a{b,c="d}\n', "%", "\\", "@a{b,c=d#",
    "@string{a=a#a}", "@a{b c={d}}", "@   ", "@misc{Arxiv:2403.00001 x}",
]  # fmt: skip


@pytest.mark.parametrize("piece", HOSTILE)
def test_time_grows_with_the_size_of_the_library_and_not_faster(piece: str) -> None:
    assert_linear(lambda count: partial(merge_small, piece * count), 4_000)


def test_macros_that_double_with_every_definition_cost_nothing() -> None:
    doubling = "".join(f"@string{{a{n + 1} = a{n} # a{n}}}\n" for n in range(200))
    library = f"@string{{a0 = {{x}}}}\n{doubling}@misc{{m, eprint = {{2403.00001}}, title = a200}}"
    assert merge_bibtex(library, [SMALL], update=True)[1].conflicts


def test_accents_as_letters_and_as_macros_are_the_same_text() -> None:
    paper = Paper(title="PokéLLMon: Pokémon Battles", arxiv_id=ArxivId("2402.01118"))
    library = paperdigest.dumps([paper], "bibtex", unicode=True)
    assert merge_bibtex(library, [paper], update=True)[0] == library


ONE_DOI = {
    "a conflict": (
        "@misc{arxiv:2403.00006, title {broken}}\n",
        [
            paper("2403.00006", "A", doi="10.1000/1"),
            paper(None, "A", url="https://example.org/b", doi="10.1000/1"),
        ],
        False,
    ),
    "an update": (
        "@misc{odd:1,title={A},\n   eprint = {2403.00004}}\n",
        [
            paper("2403.00001", "A", doi="10.1000/1"),
            paper(None, "A", url="https://example.org/b", doi="10.1000/1"),
            paper("2403.00004", "B", doi="10.1000/1"),
        ],
        True,
    ),
}


@pytest.mark.parametrize("name", ONE_DOI)
def test_a_digest_that_gives_one_doi_to_two_papers_is_merged_once(name: str) -> None:
    """What a paper is once depended on what had been added before it."""
    library, papers, update = ONE_DOI[name]
    text, report = merge_bibtex(library, papers, update=update)
    again, second = merge_bibtex(text, papers, update=update)
    assert again == text
    assert [item.key for item in second.conflicts] == [item.key for item in report.conflicts]
