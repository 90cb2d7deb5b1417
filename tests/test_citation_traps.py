"""What exporters of citations trip over, each trap by name, in every dialect and both letter modes.

Written out, read back by bibtexparser and by pybtex (strict), and compared as plain text.
"""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

import pytest

import paperdigest
from bibtex_readers import decode, people, people_of_bibtexparser, read_with_bibtexparser, read_with_pybtex
from paperdigest.model import ArxivId, Paper

if TYPE_CHECKING:
    from collections.abc import Iterator

DIALECTS = ("misc", "article", "biblatex")
PROTECT = ("auto", "none", "all")

# The title in a digest, and what it says.
TITLES = {
    "amounts of money": (
        "Earn $1 Million from One to All in $200k",
        "Earn $1 Million from One to All in $200k",
    ),
    "an amount first": ("$200k for **One** Model", "$200k for One Model"),
    "math inside a word": ("M$^{2}$UGen: Music", "M²UGen: Music"),
    "math before a word": (r"$\nabla^2$DFT: A Dataset", "∇²DFT: A Dataset"),
    "a Greek letter in math": ("PanGu-$π$: Enhancing", "PanGu-π: Enhancing"),
    "capital Greek in math": (r"On $\Delta$ and $Σ$", "On Δ and Σ"),
    "Greek in prose": ("PixArt-Σ and Top-nσ", "PixArt-Σ and Top-nσ"),
    "small capitals": (r"\textsc{AIEV-Instruct} Works", "AIEV-Instruct Works"),
    "a star": ("A* Search", "A* Search"),
    "two stars": ("A* and B* in One", "A* and B* in One"),
    "brackets": ("[IDK] Tokens", "[IDK] Tokens"),
    "a backslash at the end": ("It Ends in a \\", "It Ends in a \\"),
    "two backslashes at the end": ("It Ends in a \\\\\\\\", "It Ends in a \\\\"),
    "a brace that opens": ("Un{balanced", "Un{balanced"),
    "a brace that closes": ("Un}balanced", "Un}balanced"),
    "braces the wrong way round": ("}Wrong{ Way", "}Wrong{ Way"),
    "braces behind backslashes": ("a \\\\} b \\\\{ c", "a \\} b \\{ c"),
    "an at sign": ("@misc and mail@example.org", "@misc and mail@example.org"),
    "a whole entry": ("@misc{x, title = {y}}", "@misc{x, title = {y}}"),
    "a per cent sign": ("100% of It", "100% of It"),
    "a per cent sign first": ("% of It", "% of It"),
    "a lone dollar": ("One $ Sign", "One $ Sign"),
    "signs of TeX": ("R&D #1 snake_case ~ x^2", "R&D #1 snake_case ~ x^2"),
    "a quote": ('The "Quoted" One', 'The "Quoted" One'),
    "accents": ("Éclair für Žižka und Łódź", "Éclair für Žižka und Łódź"),
    "a Korean title": ("작은 모형의 LLM 시험", "작은 모형의 LLM 시험"),
    "an emoji": ("🙂 Smile", "🙂 Smile"),
    "a control character": ("a\x00b\u200bc", "abc"),
    "no title": ("", ""),
}

# The name in a digest: given, particle, family, suffix, as BibTeX has them: a particle with a capital belongs to the
# family name. A name of one part is never taken apart.
NAMES = {
    "two accents": ("Jiří Navrátil", ("Jiří", "", "Navrátil", "")),
    "an Italian particle": ("Luciano Del Corro", ("Luciano", "", "Del Corro", "")),
    "a Dutch particle with a capital": ("Benjamin Van Durme", ("Benjamin", "", "Van Durme", "")),
    "two particles": ("Anton van den Hengel", ("Anton", "van den", "Hengel", "")),
    "a group with a number": ("01. AI", ("", "", "01. AI", "")),
    "a group": ("Gemini Team", ("", "", "Gemini Team", "")),
    "one name": ("Anshumann", ("", "", "Anshumann", "")),
    "a suffix": ("John Smith Jr.", ("John", "", "Smith", "Jr.")),
    "two surnames": ("José Ortega y Gasset", ("José", "", "Ortega y Gasset", "")),
    "a name in Hangul": ("홍길동", ("", "", "홍길동", "")),
    "a name in Han characters": ("王 小明", ("小明", "", "王", "")),
    "an initial with an accent": ("É. Dupont", ("É.", "", "Dupont", "")),
    "a group with and": ("Tools and Plans", ("", "", "Tools and Plans", "")),
    "others as a name": ("others", ("", "", "others", "")),
}


def _paper(title: str = "A Title", authors: tuple[str, ...] = ()) -> Paper:
    return Paper(title=title, arxiv_id=ArxivId("2403.04652"), authors=authors)


def _exports(paper: Paper) -> Iterator[bytes]:
    """The paper in every dialect, letter mode and way to protect a title."""
    for dialect, unicode, protect in itertools.product(DIALECTS, (False, True), PROTECT):
        text = paperdigest.dumps([paper], "bibtex", dialect=dialect, unicode=unicode, protect=protect)
        yield text.encode("utf-8")


@pytest.mark.parametrize(("title", "expected"), TITLES.values(), ids=TITLES)
def test_a_title_says_the_same_to_every_reader(title: str, expected: str) -> None:
    for data in _exports(_paper(title)):
        (fields,) = read_with_bibtexparser(data).values()
        (entry,) = read_with_pybtex(data).entries.values()
        assert decode(fields.get("title", "")) == expected
        assert entry.fields.get("title") == fields.get("title")


@pytest.mark.parametrize(("name", "expected"), NAMES.values(), ids=NAMES)
def test_a_name_has_the_same_parts_for_every_reader(name: str, expected: tuple[str, str, str, str]) -> None:
    """Between two others, so that it does not run into them."""
    neighbours = (("Jane", "", "Doe", ""), ("Max", "", "Roe", ""))
    for data in _exports(_paper(authors=("Jane Doe", name, "Max Roe"))):
        for seen in _all_people(data):
            assert seen == [neighbours[0], expected, neighbours[1]]


def _all_people(data: bytes) -> Iterator[list[tuple[str, str, str, str]]]:
    """The authors of the only entry, as each reader takes them apart."""
    (entry,) = read_with_pybtex(data).entries.values()
    (theirs,) = people_of_bibtexparser(data).values()
    for found in (people(entry), theirs):
        yield [
            (f"{each['first']} {each['middle']}".strip(), each["prelast"], each["last"], each["lineage"])
            for each in found
        ]


@pytest.mark.parametrize("authors", [("Jane Doe", "+"), ("+", "Jane Doe")])
def test_a_plus_is_no_name_but_tells_that_there_are_others(authors: tuple[str, ...]) -> None:
    for data in _exports(_paper(authors=authors)):
        assert b"+" not in data
        for seen in _all_people(data):
            assert seen == [("Jane", "", "Doe", ""), ("", "", "others", "")]


def test_a_list_of_nothing_but_a_plus_has_no_authors() -> None:
    for data in _exports(_paper(authors=("+",))):
        assert list(_all_people(data)) == [[], []]


def test_none_of_663_authors_is_lost() -> None:
    names = [("Given" + "a" * (n % 26), "", "Family" + "x" * (n // 26), "") for n in range(663)]
    paper = _paper(authors=tuple(f"{name[0]} {name[2]}" for name in names))
    for data in _exports(paper):
        for seen in _all_people(data):
            assert seen == names
