"""The `csl-json` exporter, judged by the schema of CSL-JSON."""

from __future__ import annotations

import datetime as dt
import io
import json
import re
import shutil
import subprocess
import unicodedata
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import attrs
import jsonschema
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

import paperdigest
from paperdigest.exporters.citation import Citation, unique_citations
from paperdigest.exporters.csl_json import CslJsonExporter, CslJsonOptions
from paperdigest.model import ArxivId, Paper, Point
from strategies import papers

if TYPE_CHECKING:
    from collections.abc import Iterator

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

ITEM = {
    "id": "arxiv:2403.04652",
    "type": "article",
    "title": "M<sup>2</sup>UGen: Earning $5 with 100% of <b>Jürgen's</b> Tools",
    "author": [
        {"family": "Van Durme", "given": "Benjamin"},
        {"literal": "01. AI"},
        {"family": "Smith", "given": "John", "suffix": "Jr."},
        {"family": "Ortega y Gasset", "given": "José"},
        {"literal": "홍길동"},
    ],
    "issued": {"date-parts": [[2024, 3]]},
    "DOI": "10.48550/arXiv.2403.04652",
    "URL": "https://arxiv.org/abs/2403.04652v2",
    "publisher": "arXiv",
    "number": "arXiv:2403.04652",
    "genre": "Preprint",
    "abstract": "• 새로운 점: 가벼운 모형은 빠르다(X)를 보인다. • 둘째 • 하나에 x²",
    "keyword": "agents, tools plans, R&D",
}


@cache
def schemas() -> tuple[Any, ...]:
    """The official schema, and our own, which is stricter."""
    folder = Path(__file__).parent / "schemas" / "csl_json"
    return tuple(
        jsonschema.Draft7Validator(json.loads((folder / name).read_text(encoding="utf-8")))
        for name in ("csl-data.json", "our-items.json")
    )


def write(*items: Paper, options: CslJsonOptions | None = None) -> str:
    stream = io.BytesIO()
    CslJsonExporter().write(items, stream, options or CslJsonOptions())
    return stream.getvalue().decode("utf-8")


def read(text: str) -> list[dict[str, Any]]:
    """The items; fails if a schema does not allow one."""
    found: list[dict[str, Any]] = json.loads(text)
    for schema in schemas():
        schema.validate(found)
    return found


def test_an_item_has_the_keys_of_the_citations_page_in_their_order() -> None:
    (item,) = read(write(PAPER))
    assert item == ITEM
    assert list(item) == list(ITEM)


def test_items_stand_one_a_line_with_letters_as_they_are() -> None:
    other = attrs.evolve(PAPER, arxiv_id=ArxivId("2403.04653"))
    head, one, two, *tail = write(PAPER, other).split("\n")
    assert (head, tail) == ("[", ["]", ""])
    assert json.loads(one.removesuffix(",")) == ITEM
    assert json.loads(two)["number"] == "arXiv:2403.04653"
    assert "홍길동" in one


@pytest.mark.parametrize(
    "broken", [{"type": "preprint"}, {"votes": 22}, {"author": "Ada"}, {"issued": "2024"}, {"title": ["T"]}]
)
def test_each_schema_refuses_what_is_no_item(broken: dict[str, Any]) -> None:
    for schema in schemas():
        assert schema.is_valid([ITEM])
        assert not schema.is_valid([{**ITEM, **broken}])


def test_no_papers_make_an_empty_array() -> None:
    assert write() == "[]\n"


def test_a_json_suffix_does_not_mean_csl_json(tmp_path: Path) -> None:
    paperdigest.dump([PAPER], tmp_path / "papers.csl.json", "csl-json")
    assert read((tmp_path / "papers.csl.json").read_text(encoding="utf-8")) == [ITEM]
    paperdigest.dump([PAPER], tmp_path / "papers.csl.json")
    assert paperdigest.from_json((tmp_path / "papers.csl.json").read_bytes()) == (PAPER,)


def test_a_paper_that_is_not_on_arxiv_has_neither_date_nor_repository() -> None:
    """The digest's day is not the paper's."""
    paper = Paper(title="A Title", url="https://example.org/{a} b", date=dt.date(2024, 3, 11))
    (item,) = read(write(paper))
    assert item.pop("id").startswith("paper:")
    assert item == {"type": "article", "title": "A Title", "URL": "https://example.org/%7Ba%7D%20b"}


def test_what_the_digest_does_not_say_has_no_key() -> None:
    (item,) = read(write(Paper(title="")))
    assert list(item) == ["id", "type"]


TITLES = [
    ("Earn $1 Million from a Model in $200k", "Earn $1 Million from a Model in $200k"),
    ("$\\nabla^2$DFT", "∇<sup>2</sup>DFT"),
    ("$x^{a_b}$", "x<sup>a<sub>b</sub></sup>"),
    ("PanGu-$π$", "PanGu-π"),
    ("*In vivo* and **bold** `code`", "<i>In vivo</i> and <b>bold</b> code"),
    ("[a label](https://example.org/?a=1&b=%3E)", "a label"),
    ("\\textsc{AIEV-Instruct}", "AIEV-Instruct"),
    ("A* and [IDK] of {braces", "A* and [IDK] of {braces"),
    ("Ends in a \\", "Ends in a \\"),
    ("Q&A, p < 0.05 &amp; <think>", "Q&A, p < 0.05 & <think>"),
    ("spelt &amp;lt; out", "spelt &lt; out"),
    ("two  \nlines\\\nand a\u2028third", "two lines and a third"),
    ("The <sup>2</sup> tag", "The <sup>2</sup> tag"),
]


@pytest.mark.parametrize(("title", "expected"), TITLES)
def test_a_title_is_rich_text_without_entities(title: str, expected: str) -> None:
    (item,) = read(write(attrs.evolve(PAPER, title=title)))
    assert item["title"] == expected


AUTHORS: list[tuple[tuple[str, ...], bool | None, list[dict[str, str]] | None]] = [
    (("Jane Doe", "Gemini Team"), True, [{"family": "Doe", "given": "Jane"}, {"literal": "Gemini Team"}]),
    (("Anshumann",), True, [{"literal": "Anshumann"}]),
    (("Jane Doe",), None, [{"family": "Doe", "given": "Jane"}]),
    (("Jane Doe",), False, [{"family": "Doe", "given": "Jane"}, {"literal": "others"}]),
    (("Jane Doe", "+"), None, [{"family": "Doe", "given": "Jane"}, {"literal": "others"}]),
    (("+",), False, None),
    (("Anton van den Hengel",), True, [{"family": "van den Hengel", "given": "Anton"}]),
    (("Luciano Del Corro",), True, [{"family": "Del Corro", "given": "Luciano"}]),
    (("Ji{\\v r}{\\'i} Navr{\\'a}til",), True, [{"family": "Navrátil", "given": "Jiří"}]),
    (("Doe, Jane, Mary, Ann",), True, [{"literal": "Doe, Jane, Mary, Ann"}]),
    (("{}", "Jane Doe"), True, [{"family": "Doe", "given": "Jane"}]),
    (("Jane Doe\ud800",), True, [{"family": "Doe\ufffd", "given": "Jane"}]),
]


@pytest.mark.parametrize(("authors", "complete", "expected"), AUTHORS)
def test_names_are_in_parts_unless_they_are_a_groups(
    authors: tuple[str, ...], complete: bool | None, expected: list[dict[str, str]] | None
) -> None:
    (item,) = read(write(attrs.evolve(PAPER, authors=authors, authors_complete=complete)))
    assert item.get("author") == expected


def test_all_of_663_authors_are_written() -> None:
    names = tuple(f"Given{chr(97 + n % 26)} Family{'x' * (n // 26)}" for n in range(663))
    (item,) = read(write(attrs.evolve(PAPER, authors=names)))
    assert len(item["author"]) == 663


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
    (item,) = read(paperdigest.dumps([paper], "csl-json", abstract=choice))
    assert item.get("abstract") == expected


def test_the_doi_of_the_published_version_stands_as_it_is() -> None:
    doi = "10.1002/(SICI)1097<1661::AID-SIM968>3.0.CO;2-2"
    (item,) = read(write(attrs.evolve(PAPER, doi=doi)))
    assert item["DOI"] == doi


def test_a_keyword_holds_no_comma_and_is_never_empty() -> None:
    (item,) = read(write(attrs.evolve(PAPER, tags=(",", "a,b", "", "c,", "R&D"))))
    assert item["keyword"] == "a b, c, R&D"


def test_a_paper_that_appears_twice_is_its_first_item() -> None:
    again = attrs.evolve(PAPER, arxiv_id=ArxivId("2403.04652", 7), title="Other")
    assert write(PAPER, again) == write(PAPER)


def test_papers_are_taken_one_by_one() -> None:
    """The first item is written before the second paper is asked for."""
    stream = io.BytesIO()
    written = []

    def source() -> Iterator[Paper]:
        yield PAPER
        written.append(stream.tell())
        yield attrs.evolve(PAPER, arxiv_id=ArxivId("2403.04653"))

    CslJsonExporter().write(source(), stream, CslJsonOptions())
    assert written == [len(write(PAPER).removesuffix("\n]\n").encode())]


@given(st.lists(papers(surrogates=True), max_size=4))
@example([attrs.evolve(PAPER, title=title) for title, _ in TITLES[:1]])
@example([Paper(title=title, date=None) for title, _ in TITLES])
def test_any_papers_read_back_with_equal_facts(items: list[Paper]) -> None:
    assert_reads_back(items)


def test_every_paper_of_the_corpus_reads_back_with_equal_facts(corpus: Path) -> None:
    days = sorted(corpus.rglob("*.md"))
    assert_reads_back([item for day in days for item in paperdigest.load(day).papers])


needs_pandoc = pytest.mark.skipif(
    shutil.which("pandoc") is None, reason="pandoc not installed; `make test-consumers` does it"
)


def pandoc(text: str, target: str, *arguments: str) -> str:
    command = ("pandoc", "-f", "csljson", "-t", target, *arguments)
    done = subprocess.run(command, input=text.encode(), capture_output=True, check=True, timeout=250)
    return done.stdout.decode("utf-8")


@needs_pandoc
def test_pandoc_prints_scripts_groups_and_lists_that_were_cut_off() -> None:
    paper = attrs.evolve(PAPER, authors=("Benjamin Van Durme", "Gemini Team"), authors_complete=False)
    printed = pandoc(write(paper), "html", "--citeproc", "--wrap=none")
    assert "Gemini Team" in printed
    assert "et al" in printed
    assert "others" not in printed
    assert "M<sup>2</sup>UGen: Earning $5 with 100% of" in printed
    assert "Preprint. arXiv." in printed


@needs_pandoc
def test_pandoc_reads_what_was_written() -> None:
    items = [attrs.evolve(PAPER, authors=names, authors_complete=full) for names, full, _ in AUTHORS]
    items += [attrs.evolve(PAPER, title=title) for title, _ in TITLES]
    assert_pandoc_reads(
        [attrs.evolve(item, arxiv_id=ArxivId(f"2403.{n:05}")) for n, item in enumerate(items)]
    )


@needs_pandoc
def test_pandoc_reads_the_corpus(corpus: Path) -> None:
    days = sorted(corpus.rglob("*.md"))[::10]
    assert_pandoc_reads([item for day in days for item in paperdigest.load(day).papers])


def assert_pandoc_reads(items: list[Paper]) -> None:
    text = write(*items)
    seen = {item["id"]: item for item in json.loads(pandoc(text, "csljson"))}
    written = read(text)
    assert len(seen) == len(written)
    for item in written:
        found = seen[item["id"]]
        for key in ("type", "issued", "DOI", "URL", "publisher", "number", "genre", "keyword"):
            assert found.get(key) == item.get(key)
        assert straight(found["title"]) == straight(item["title"])
        assert [whole(name) for name in found.get("author", [])] == item.get("author", [])


def straight(text: str) -> str:
    """Without the typography that pandoc adds to quotes."""
    return text.translate(dict.fromkeys(map(ord, "\"'“”‘’")))


def whole(name: dict[str, str]) -> dict[str, str]:
    """A name with the particle in its family name again."""
    particles = [name.pop(key) for key in ("dropping-particle", "non-dropping-particle") if key in name]
    return name | ({"family": " ".join([*particles, name["family"]])} if particles else {})


def assert_reads_back(items: list[Paper]) -> None:
    found = read(write(*items))
    facts = list(unique_citations(items))
    assert [item["id"] for item in found] == [each.identity for each in facts]
    for item, each in zip(found, facts, strict=True):
        assert plain(item.get("title", "")) == plain(each.plain_title)
        assert item.get("author", []) == people(each)
        assert item.get("abstract", "") == each.abstract
        assert ("URL" in item) == (each.url is not None)
        assert item.get("keyword", "").split(", ") == ([*filter(None, map(keyword, each.keywords))] or [""])
        date = None if each.year is None else {"date-parts": [[each.year, each.month]]}
        assert item.get("issued") == date
        number = None if each.arxiv_id is None else f"arXiv:{each.arxiv_id.id}"
        assert item.get("number") == number


_RAISED = re.compile(r"<(?:sup|sub)>|</(?:sup|sub|i|b)>|<[ib]>|[\^_()]")


def plain(title: str) -> str:
    """A title without emphasis, in which `x²`, `x^(2)` and `x<sup>2</sup>` are one."""
    return " ".join(unicodedata.normalize("NFKC", _RAISED.sub("", title)).split())


def keyword(text: str) -> str:
    return " ".join(text.replace(",", " ").split())


def people(facts: Citation) -> list[dict[str, str]]:
    found = [parts for name in facts.names if (parts := person(name))]
    return [*found, {"literal": "others"}] if facts.cut_off else found


def person(name: Name) -> dict[str, str]:
    if name.family is None:
        return {"literal": name.literal} if name.literal else {}
    family = name.family if name.particle is None else f"{name.particle} {name.family}"
    return {"family": family, "given": name.given or ""} | ({"suffix": name.suffix} if name.suffix else {})
