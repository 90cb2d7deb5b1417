"""The `bibtex` exporter, judged by other people's readers."""

from __future__ import annotations

import datetime as dt
import io
import os
import re
from functools import cache
from pathlib import Path
from typing import Literal

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

import paperdigest
from bibtex_readers import decode, people, read_with_bibtexparser, read_with_pybtex
from paperdigest.exporters.bibtex import BibtexExporter, BibtexOptions
from paperdigest.exporters.bibtex_text import one_line
from paperdigest.model import ArxivId, Paper, Point
from paperdigest.names import parse_name
from paperdigest.text import to_text
from strategies import papers

PAPER = Paper(
    title="M$^{2}$UGen: Earning $5 with 100% of **Jürgen's** Tools",
    url="https://huggingface.co/papers/2403.04652v2",
    arxiv_id=ArxivId("2403.04652", 2),
    date=dt.date(2024, 3, 11),
    votes=3,
    authors=("Benjamin Van Durme", "01. AI", "John Smith Jr.", "José Ortega y Gasset", "홍길동"),
    summary=(
        Point(text="가벼운 모형은 **빠르다(X)**를 보인다.", label="새로운 점"),
        Point(text="둘째", children=(Point(text="하나에 $x^2$"),)),
    ),
    categories=("cs.CL", "cs.AI"),
    tags=("agents", "tools, plans", "R&D"),
)

ENTRY = r"""@misc{arxiv:2403.04652,
  title = {{M$^{2}$UGen}: Earning \$5 with 100\% of J{\"u}rgen's Tools},
  author = {Van Durme, Benjamin and {01. AI} and Smith, Jr., John and {Ortega y Gasset}, José and {홍길동}},
  year = {2024},
  month = mar,
  eprint = {2403.04652},
  archivePrefix = {arXiv},
  primaryClass = {cs.CL},
  doi = {10.48550/arXiv.2403.04652},
  url = {https://arxiv.org/abs/2403.04652v2},
  abstract = {• 새로운 점: 가벼운 모형은 빠르다(X)를 보인다. • 둘째 • 하나에 x²},
  keywords = {agents, tools plans, R\&D},
}
""".replace("José", r"Jos{\'e}")


def write(*items: Paper, options: BibtexOptions | None = None) -> bytes:
    stream = io.BytesIO()
    BibtexExporter().write(items, stream, options or BibtexOptions())
    return stream.getvalue()


def fields(paper: Paper, options: BibtexOptions | None = None) -> dict[str, str]:
    (entry,) = read_with_bibtexparser(write(paper, options=options)).values()
    return entry


def key(paper: Paper) -> str:
    (found,) = read_with_bibtexparser(write(paper))
    return found


def test_an_entry_has_the_fields_of_arxivs_own_export_in_their_order() -> None:
    assert write(PAPER).decode() == ENTRY


def test_entries_stand_apart_by_one_blank_line_and_the_file_ends_in_one_line_end() -> None:
    other = attrs.evolve(PAPER, arxiv_id=ArxivId("2403.04653"))
    text = write(PAPER, other).decode()
    assert text.count("\n\n@misc{arxiv:2403.04653,") == 1
    assert text.endswith("}\n")
    assert "\r" not in text
    assert not text.startswith("\ufeff")


def test_no_papers_make_an_empty_file() -> None:
    assert write() == b""


def test_a_field_that_the_digest_does_not_fill_is_left_out() -> None:
    assert fields(Paper(title="A Title")) == {"title": "A Title"}
    assert fields(Paper(title="", url="https://example.org/a")) == {"url": "https://example.org/a"}
    assert fields(Paper(title="")) == {}


def test_a_paper_without_arxiv_id_has_its_url_and_no_year() -> None:
    """The digest's day is not the paper's."""
    paper = Paper(title="T", url="https://example.org/{a} b", date=dt.date(2024, 3, 11))
    assert fields(paper) == {"title": "{T}", "url": "https://example.org/%7Ba%7D%20b"}


@pytest.mark.parametrize(
    ("authors", "complete", "expected"),
    [
        (("Jane Doe", "Gemini Team"), True, "Doe, Jane and {Gemini Team}"),
        (("Jane Doe",), None, "Doe, Jane"),
        (("Jane Doe",), False, "Doe, Jane and others"),
        (("Jane Doe", "+"), None, "Doe, Jane and others"),
        (("others",), True, "{others}"),
        (("Lei Bai and Wanli Ouyang",), True, "{Lei Bai and Wanli Ouyang}"),
        (("Rashid bin Hamad al Nuaimi",), True, "bin {Hamad al Nuaimi}, Rashid"),
        (("Doe, Jane, Mary, Ann",), True, "{Doe, Jane, Mary, Ann}"),
        (("Jiří Navrátil",), True, r"Navr{\'a}til, Ji{\v r}{\'i}"),
        (
            ("Jane {Doe", "x~y Z}"),
            True,
            r"{\textbraceleft}Doe, Jane and Z{\textbraceright}, x{\textasciitilde}y",
        ),
        (("", " \u200b"), True, None),
        (("+",), False, None),
    ],
)
def test_names_are_turned_around_unless_they_are_a_groups(
    authors: tuple[str, ...], complete: bool | None, expected: str | None
) -> None:
    paper = attrs.evolve(PAPER, authors=authors, authors_complete=complete)
    assert fields(paper).get("author") == expected


def test_all_of_663_authors_are_written() -> None:
    paper = attrs.evolve(
        PAPER, authors=tuple(f"Given{chr(97 + n % 26)} Family{'x' * (n // 26)}" for n in range(663))
    )
    (entry,) = read_with_pybtex(write(paper)).entries.values()
    assert len(entry.persons["author"]) == 663


ABSTRACTS = [
    ("auto", "The paper's own.", "The paper's own."),
    ("auto", None, "One point."),
    ("paper", None, None),
    ("summary", "The paper's own.", "One point."),
    ("none", "The paper's own.", None),
]


@pytest.mark.parametrize(("choice", "abstract", "expected"), ABSTRACTS)
def test_the_abstract_is_what_the_option_picks(
    choice: str, abstract: str | None, expected: str | None
) -> None:
    paper = attrs.evolve(PAPER, abstract=abstract, summary=(Point(text="One point."),))
    text = paperdigest.dumps([paper], "bibtex", abstract=choice)
    (entry,) = read_with_bibtexparser(text.encode()).values()
    assert entry.get("abstract") == expected


@pytest.mark.parametrize(
    ("arxiv_id", "expected"),
    [
        ("2403.04652", "arxiv:2403.04652"),
        ("hep-th/9901001", "arxiv:hep-th/9901001"),
        ("math.GT/0309136", "arxiv:math/0309136"),
    ],
)
def test_a_key_is_made_of_the_arxiv_id_without_version(arxiv_id: str, expected: str) -> None:
    assert key(attrs.evolve(PAPER, arxiv_id=ArxivId(arxiv_id))) == expected
    assert key(attrs.evolve(PAPER, arxiv_id=ArxivId(arxiv_id, 3))) == expected


def test_the_key_of_a_paper_without_arxiv_id_is_the_same_in_every_run_and_file() -> None:
    paper = Paper(title="T", url="https://example.org/a")
    assert key(paper) == "paper:00bb5d48aac1a8ea"
    assert set(read_with_bibtexparser(write(PAPER, paper))) == {key(PAPER), key(paper)}
    assert key(attrs.evolve(paper, title="Another Spelling")) == key(paper)


SAME = [
    ({"arxiv_id": ArxivId("2403.04652", 7), "title": "Other", "url": None}, 1),
    ({"arxiv_id": ArxivId("2403.04653")}, 2),
    ({"arxiv_id": None}, 2),
]
SAME_WITHOUT_ID = [
    ({"title": "Other", "date": None}, 1),
    ({"url": "https://example.org/b"}, 2),
]
SAME_WITHOUT_URL = [
    ({"authors": ("Jane Doe",)}, 1),
    ({"title": "**T**"}, 1),
    ({"title": "U"}, 2),
    ({"date": dt.date(2024, 3, 12)}, 2),
    ({"title": "", "votes": 4}, 2),
]


@pytest.mark.parametrize(
    ("first", "change", "entries"),
    [
        *((PAPER, *row) for row in SAME),
        *((Paper(title="T", url="https://example.org/a"), *row) for row in SAME_WITHOUT_ID),
        *((Paper(title="T", date=dt.date(2024, 3, 11)), *row) for row in SAME_WITHOUT_URL),
    ],
)
def test_a_paper_that_appears_twice_is_its_first_entry(
    first: Paper, change: dict[str, object], entries: int
) -> None:
    second = attrs.evolve(first, **change)  # type: ignore[arg-type]  # one row changes one kind of field
    data = write(first, second)
    assert len(read_with_bibtexparser(data)) == entries
    assert data.startswith(write(first))


def test_papers_without_title_and_url_are_the_same_only_if_all_is() -> None:
    nameless = Paper(title="", votes=3)
    assert len(read_with_bibtexparser(write(nameless, nameless, attrs.evolve(nameless, votes=4)))) == 2


def test_papers_are_taken_one_by_one() -> None:
    """The first entry is written before the second paper is asked for."""
    stream = io.BytesIO()
    written = []

    def source() -> object:
        yield PAPER
        written.append(stream.tell())
        yield attrs.evolve(PAPER, arxiv_id=ArxivId("2403.04653"))

    BibtexExporter().write(source(), stream, BibtexOptions())  # type: ignore[arg-type]
    assert written == [len(ENTRY.encode())]


@given(st.lists(papers(surrogates=True), max_size=4))
def test_any_papers_make_a_file_that_all_readers_take(items: list[Paper]) -> None:
    data = write(*items)
    entries = read_with_bibtexparser(data)
    database = read_with_pybtex(data)
    assert list(entries) == list(database.entries)
    assert all(re.fullmatch(r"[a-z0-9:._+/-]+", found) for found in entries)
    assert len({found.lower() for found in entries}) == len(entries)
    assert len(entries) == len(set(map(_identity, items)))
    assert "\r" not in data.decode()


def _identity(paper: Paper) -> object:
    if paper.arxiv_id is not None:
        return paper.arxiv_id.id.replace(".GT", "")
    if paper.url and paper.url.strip():
        return paper.url.strip()
    return (to_text(paper.title), paper.date) if to_text(paper.title) else paper


@given(papers(surrogates=True))
def test_a_paper_has_as_many_authors_in_the_file_as_names(paper: Paper) -> None:
    (entry,) = read_with_pybtex(write(paper)).entries.values()
    names = [name for name in map(one_line, paper.authors) if name]
    cut_off = bool(names) and paper.authors_complete is False
    assert len(people(entry)) == len(names) + cut_off


ARTICLE = ENTRY.replace("@misc", "@article").replace(
    "  year = ", "  journal = {arXiv preprint arXiv:2403.04652},\n  year = "
)
BIBLATEX = (
    ENTRY.replace("@misc", "@online")
    .replace("  year = {2024},\n  month = mar,\n", "  date = {2024-03},\n")
    .replace("archivePrefix = {arXiv}", "eprinttype = {arxiv}")
    .replace("primaryClass", "eprintclass")
)


@pytest.mark.parametrize(
    ("dialect", "expected"), [("misc", ENTRY), ("article", ARTICLE), ("biblatex", BIBLATEX)]
)
def test_a_dialect_has_its_own_kind_of_entry_and_fields(dialect: str, expected: str) -> None:
    assert paperdigest.dumps([PAPER], "bibtex", dialect=dialect) == expected


@pytest.mark.parametrize(
    ("dialect", "paper", "kind"),
    [
        ("article", Paper(title="T", url="https://example.org/a", journal_ref="J. 1, 2 (2007)"), "@misc"),
        ("biblatex", Paper(title="T", url="https://example.org/a"), "@online"),
        ("biblatex", Paper(title="T", doi="10.1000/1"), "@online"),
        ("biblatex", Paper(title="T", date=dt.date(2024, 3, 11)), "@misc"),
    ],
)
def test_a_paper_that_lacks_what_a_kind_of_entry_needs_is_misc(dialect: str, paper: Paper, kind: str) -> None:
    text = paperdigest.dumps([paper], "bibtex", dialect=dialect)
    assert text.startswith(f"{kind}{{paper:")
    assert not {"year", "month", "date", "journal"} & fields(paper).keys()


@pytest.mark.parametrize("dialect", ["misc", "article", "biblatex"])
def test_an_entry_cites_the_preprint_and_its_doi_leads_to_what_was_published(dialect: str) -> None:
    paper = attrs.evolve(PAPER, journal_ref="J. Tests 1, 2 (2025)", doi="10.1000/1")
    text = paperdigest.dumps([paper], "bibtex", dialect=dialect)
    assert "doi = {10.1000/1}" in text
    assert "J. Tests" not in text
    assert "2025" not in text


def test_keywords_are_written_unless_they_are_not_wanted() -> None:
    without = fields(PAPER, BibtexOptions(keywords=False))
    assert without == {name: value for name, value in fields(PAPER).items() if name != "keywords"}


def test_letters_stay_letters_if_asked_and_signs_are_escaped_all_the_same() -> None:
    raw = fields(
        attrs.evolve(PAPER, title="100% $π$ für Łódź {x", abstract="Été"), BibtexOptions(unicode=True)
    )
    assert raw["title"] == r"100\% {$\pi$} für Łódź {\textbraceleft}x"
    assert raw["author"].endswith("{Ortega y Gasset}, José and {홍길동}")
    assert raw["abstract"] == "Été"


def test_the_key_follows_its_template() -> None:
    assert list(read_with_bibtexparser(write(PAPER, options=BibtexOptions(key="{author}{year}{word}")))) == [
        "vandurme2024m2ugen:2403.04652"
    ]


def _corpus() -> Path | None:
    named = os.environ.get("PAPERDIGEST_CORPUS")
    folder = Path(named) if named else Path(__file__).parents[2] / "shared" / "corpus"
    return folder if folder.is_dir() else None


@cache
def _corpus_papers() -> tuple[Paper, ...]:
    corpus = _corpus()
    assert corpus is not None
    days = sorted(corpus.rglob("*.md"))
    return tuple({item.arxiv_id: item for day in days for item in paperdigest.load(day).papers}.values())


@pytest.mark.skipif(
    _corpus() is None, reason="no sample corpus: neither $PAPERDIGEST_CORPUS nor ../shared/corpus is a folder"
)
@pytest.mark.parametrize("unicode", [False, True])
@pytest.mark.parametrize("dialect", ["misc", "article", "biblatex"])
def test_every_paper_of_the_corpus_reads_back_with_its_title_and_names(
    dialect: Literal["misc", "article", "biblatex"], unicode: bool
) -> None:
    items = _corpus_papers()
    data = write(*items, options=BibtexOptions(dialect=dialect, unicode=unicode))
    entries = read_with_bibtexparser(data)
    database = read_with_pybtex(data)
    assert len({found.lower() for found in entries}) == len(entries) == len(database.entries) == len(items)
    for item, (found, values) in zip(items, entries.items(), strict=True):
        assert item.arxiv_id is not None
        assert found == f"arxiv:{item.arxiv_id.id}"
        assert values["eprint"] == item.arxiv_id.id
        assert decode(values["title"]) == to_text(item.title)
        assert database.entries[found].fields["title"] == values["title"]
        _assert_names(people(database.entries[found]), item)


def _assert_names(seen: list[dict[str, str]], paper: Paper) -> None:
    expected = [parse_name(name) for name in paper.authors]
    if paper.authors_complete is False:
        assert seen.pop()["last"] == "others"
    assert len(seen) == len(expected)
    for person, name in zip(seen, expected, strict=True):
        given_names = f"{person['first']} {person['middle']}".strip()
        surname = f"{person['prelast']} {person['last']}".strip()
        if name.literal is None:
            assert (surname, given_names, person["lineage"]) == (name.surname, name.given, name.suffix or "")
        else:
            assert (surname, given_names, person["lineage"]) == (name.literal, "", "")
