"""The `ris` exporter, judged by rispy."""

from __future__ import annotations

import datetime as dt
import io
from typing import TYPE_CHECKING, Any

import attrs
import pytest
import rispy
from hypothesis import example, given
from hypothesis import strategies as st

import paperdigest
from paperdigest.exporters.citation import Citation, unique_citations
from paperdigest.exporters.ris import RisExporter, RisOptions
from paperdigest.model import ArxivId, Paper, Point
from strategies import papers

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from paperdigest.names import Name

PAPER = Paper(
    title="M$^{2}$UGen: Earning $5 with 100% of **Jürgen's** Tools",
    url="https://huggingface.co/papers/2403.04652v2",
    arxiv_id=ArxivId("2403.04652", 2),
    date=dt.date(2024, 4, 11),
    votes=3,
    authors=("Benjamin Van Durme", "01. AI", "John Smith Jr.", "José Ortega y Gasset", "홍길동"),
    summary=(
        Point(text="가벼운 모형은 **빠르다(X)**를 보인다.", label="새로운 점"),
        Point(text="둘째", children=(Point(text="하나에 $x^2$"),)),
    ),
    tags=("agents", "tools, plans", "R&D"),
)

RECORD = """TY  - JOUR
ID  - arxiv:2403.04652
TI  - M²UGen: Earning $5 with 100% of Jürgen's Tools
AU  - Van Durme, Benjamin
AU  - 01. AI,
AU  - Smith, John, Jr.
AU  - Ortega y Gasset, José
AU  - 홍길동,
PY  - 2024
DA  - 2024/03//
T2  - arXiv preprint arXiv:2403.04652
AB  - • 새로운 점: 가벼운 모형은 빠르다(X)를 보인다. • 둘째 • 하나에 x²
KW  - agents
KW  - tools, plans
KW  - R&D
DO  - 10.48550/arXiv.2403.04652
UR  - https://arxiv.org/abs/2403.04652v2
DB  - arXiv
AN  - arXiv:2403.04652
"""
END = "ER  - \n"


def write(*items: Paper, options: RisOptions | None = None) -> str:
    stream = io.BytesIO()
    RisExporter().write(items, stream, options or RisOptions())
    return stream.getvalue().decode("utf-8")


def read(text: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = rispy.loads(text)
    return found


def tags(text: str) -> list[str]:
    """The lines of a file without CR LF, the last one's too."""
    lines = text.split("\r\n")
    assert lines.pop() == ""
    return lines


def test_a_record_has_the_tags_of_the_citations_page_in_their_order() -> None:
    assert write(PAPER) == (RECORD + END).replace("\n", "\r\n")


def test_a_blank_line_stands_between_records_and_none_behind_the_last() -> None:
    other = attrs.evolve(PAPER, arxiv_id=ArxivId("2403.04653"))
    assert write(PAPER, other) == f"{write(PAPER)}\r\n{write(other)}"


def test_no_papers_make_an_empty_file() -> None:
    assert write() == ""


def test_the_suffix_names_the_format(tmp_path: Path) -> None:
    paperdigest.dump([PAPER], tmp_path / "papers.ris")
    assert (tmp_path / "papers.ris").read_bytes() == write(PAPER).encode()


def test_a_paper_that_is_not_on_arxiv_is_generic_and_has_no_date() -> None:
    """The digest's day is not the paper's."""
    paper = Paper(title="A Title", url="https://example.org/a;b c", date=dt.date(2024, 3, 11))
    (record,) = read(write(paper))
    assert record.pop("id").startswith("paper:")
    assert record == {
        "type_of_reference": "GEN",
        "title": "A Title",
        "urls": ["https://example.org/a%3Bb%20c"],
    }


def test_what_the_digest_does_not_say_has_no_tag() -> None:
    assert [line[:2] for line in tags(write(Paper(title="")))] == ["TY", "ID", "ER"]


AUTHORS = [
    (("Jane Doe", "Gemini Team"), True, ["Doe, Jane", "Gemini Team,"]),
    (("Anshumann",), True, ["Anshumann,"]),
    (("Jane Doe",), None, ["Doe, Jane"]),
    (("Jane Doe",), False, ["Doe, Jane", "et al.,"]),
    (("Jane Doe", "+"), None, ["Doe, Jane", "et al.,"]),
    (("+",), False, None),
    (("Anton van den Hengel",), True, ["van den Hengel, Anton"]),
    (("Luciano Del Corro",), True, ["Del Corro, Luciano"]),
    (("Jiří Navrátil",), True, ["Navrátil, Jiří"]),
    (("Ji{\\v r}{\\'i} Navr{\\'a}til",), True, ["Navrátil, Jiří"]),
    (("John Smith III",), True, ["Smith, John, III"]),
    (("Doe, Jane, Mary, Ann",), True, ["Doe Jane Mary Ann,"]),
    (("Jane\nDoe", "A\u2028B"), True, ["Doe, Jane", "B, A"]),
    (("{}", "{,}", "Jane Doe"), True, ["Doe, Jane"]),
    (("Jane Doe\ud800",), True, ["Doe\ufffd, Jane"]),
]


@pytest.mark.parametrize(("authors", "complete", "expected"), AUTHORS)
def test_names_are_turned_around_unless_they_are_a_groups(
    authors: tuple[str, ...], complete: bool | None, expected: list[str] | None
) -> None:
    (record,) = read(write(attrs.evolve(PAPER, authors=authors, authors_complete=complete)))
    assert record.get("authors") == expected


def test_all_of_663_authors_are_written() -> None:
    names = tuple(f"Given{chr(97 + n % 26)} Family{'x' * (n // 26)}" for n in range(663))
    (record,) = read(write(attrs.evolve(PAPER, authors=names)))
    assert len(record["authors"]) == 663


TITLES = [
    ("Earn $1 Million from a Model in $200k", "Earn $1 Million from a Model in $200k"),
    ("$\\nabla^2$DFT", "∇²DFT"),
    ("PanGu-$π$", "PanGu-π"),
    ("\\textsc{AIEV-Instruct}", "AIEV-Instruct"),
    ("A* and [IDK] of {braces", "A* and [IDK] of {braces"),
    ("Ends in a \\", "Ends in a \\"),
    ("100% @home & <think>", "100% @home & <think>"),
    ("two\r\nlines and a\u2028third", "two lines and a third"),
    ("wide\u3000\u3000space\u3000", "wide space"),
    ("ER  - \n\nTY  - JOUR", "ER - TY - JOUR"),
    ("ER  - ", "ER -"),
]


@pytest.mark.parametrize(("title", "expected"), TITLES)
def test_a_title_is_one_line_of_plain_text(title: str, expected: str) -> None:
    (record,) = read(write(attrs.evolve(PAPER, title=title)))
    assert record["title"] == expected


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
    (record,) = read(paperdigest.dumps([paper], "ris", abstract=choice))
    assert record.get("abstract") == expected


def test_the_doi_of_the_published_version_stands_as_it_is() -> None:
    doi = "10.1002/(SICI)1097<1661::AID-SIM968>3.0.CO;2-2"
    (record,) = read(write(attrs.evolve(PAPER, doi=doi)))
    assert record["doi"] == doi


@pytest.mark.parametrize(
    ("arxiv_id", "year", "date"),
    [("hep-th/9901001", "1999", "1999/01//"), ("math.GT/0309136", "2003", "2003/09//")],
)
def test_an_old_id_has_its_date_as_well(arxiv_id: str, year: str, date: str) -> None:
    (record,) = read(write(attrs.evolve(PAPER, arxiv_id=ArxivId(arxiv_id))))
    assert (record["year"], record["date"], record["accession_number"]) == (year, date, f"arXiv:{arxiv_id}")


def test_a_paper_that_appears_twice_is_its_first_record() -> None:
    again = attrs.evolve(PAPER, arxiv_id=ArxivId("2403.04652", 7), title="Other")
    assert write(PAPER, again) == write(PAPER)


def test_papers_are_taken_one_by_one() -> None:
    """The first record is written before the second paper is asked for."""
    stream = io.BytesIO()
    written = []

    def source() -> Iterator[Paper]:
        yield PAPER
        written.append(stream.tell())
        yield attrs.evolve(PAPER, arxiv_id=ArxivId("2403.04653"))

    RisExporter().write(source(), stream, RisOptions())
    assert written == [len(write(PAPER).encode())]


@given(st.lists(papers(surrogates=True), max_size=4))
@example([attrs.evolve(PAPER, authors=("\u3000A, B, C, D\u3000",), url="/a;b", arxiv_id=None)])
def test_any_papers_read_back_with_equal_facts(items: list[Paper]) -> None:
    assert_reads_back(items)


def test_every_paper_of_the_corpus_reads_back_with_equal_facts(corpus: Path) -> None:
    days = sorted(corpus.rglob("*.md"))
    assert_reads_back([item for day in days for item in paperdigest.load(day).papers])


def assert_reads_back(items: list[Paper]) -> None:
    text = write(*items)
    assert_well_formed(text)
    records = read(text)
    facts = list(unique_citations(items))
    assert [record["id"] for record in records] == [each.identity for each in facts]
    for record, each in zip(records, facts, strict=True):
        assert record.get("title", "") == single(each.plain_title)
        assert record.get("translated_title", "") == single(each.translated_title or "")
        assert record.get("authors", []) == people(each)
        assert record.get("abstract", "") == single(each.abstract)
        assert record.get("keywords", []) == [single(keyword) for keyword in each.keywords if single(keyword)]
        assert len(record.get("urls", [])) == (each.url is not None)
        assert record.get("year") == (None if each.year is None else str(each.year))
        assert ("accession_number" in record) == (each.arxiv_id is not None)
        assert record.keys() <= KNOWN


KNOWN = {
    *(
        "type_of_reference",
        "id",
        "translated_title",
        "title",
        "authors",
        "year",
        "date",
        "secondary_title",
        "abstract",
    ),
    *("keywords", "doi", "urls", "name_of_database", "accession_number"),
}


def assert_well_formed(text: str) -> None:
    """Every line is a tag with a value that holds no line end, no space too many, or it is blank."""
    for line in tags(text) if text else ():
        # What any reader takes for a line end: U+2028, form feed, a lone CR.
        assert len(line.splitlines()) <= 1
        if line not in ("", "ER  - "):
            assert line[2:6] == "  - "
            assert line[6:]
            assert line[6:] == single(line[6:])


def people(facts: Citation) -> list[str]:
    found = [name for name in map(author, facts.names) if name]
    return [*found, "et al.,"] if facts.cut_off else found


def author(name: Name) -> str:
    if name.literal is not None:
        literal = single(name.literal.replace(",", " "))
        return f"{literal}," if literal else ""
    return ", ".join(part for part in (name.surname, name.given, name.suffix) if part)


def single(text: str) -> str:
    return " ".join(text.split())
