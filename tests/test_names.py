"""Names of people and groups: the table is the specification; add a line for every name that went wrong."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paperdigest.names import Name, parse_name

# name as written | given | particle | family | suffix; a name alone on its line stays whole
PEOPLE = r"""
Benjamin Van Durme             | Benjamin               | Van     | Durme           |
J. H. Liu                      | J. H.                  |         | Liu             |
Kwan-Yee K. Wong               | Kwan-Yee K.            |         | Wong            |
Joseph E. Gonzalez             | Joseph E.              |         | Gonzalez        |
S. -H. Gary Chan               | S. -H. Gary            |         | Chan            |
Vijay Kumar B. G               | Vijay Kumar B.         |         | G               |
ei Liu                         | ei                     |         | Liu             |
haiping Zhu                    | haiping                |         | Zhu             |
Chen chen                      | Chen                   |         | chen            |
and Lei Bai                    | Lei                    |         | Bai             |
Sercan "O. Arik                | Sercan "O.             |         | Arik            |
Qingyao Ai                     | Qingyao                |         | Ai              |
Ibrahim Alabdulmohsin          | Ibrahim                |         | Alabdulmohsin   |
King Xie                       | King                   |         | Xie             |
  Jane \t Doe                  | Jane \t                |         | Doe             |
Yingyan (Celine) Lin           | Yingyan (Celine)       |         | Lin             |
Yingyan Lin (Celine)           | Yingyan (Celine)       |         | Lin             |
Wei Wang (Example University)  |                        |         |                 | literal
# suffixes
John Smith Jr.                 | John                   |         | Smith           | Jr.
Hal Daumé III                  | Hal                    |         | Daumé           | III
John Smith, Jr.                | John                   |         | Smith           | Jr.
Ludwig van Beethoven Sr        | Ludwig                 | van     | Beethoven       | Sr
Smith Jr.                      |                        |         |                 | literal
# already turned around
Van Durme, Benjamin            | Benjamin               | Van     | Durme           |
Le Guin, Ursula K.             | Ursula K.              | Le      | Guin            |
Smith, Jr., John               | John                   |         | Smith           | Jr.
Smith, John, Jr.               | John                   |         | Smith           | Jr.
García Márquez, Gabriel        | Gabriel                |         | García Márquez  |
Doe, Jane, Mary, Ann           |                        |         |                 | literal
# Dutch, German, Nordic, French, Italian
Vincent van den Berg           | Vincent                | van den | Berg            |
Anton van den Hengel           | Anton                  | van den | Hengel          |
Mark Van der Merwe             | Mark                   | Van der | Merwe           |
Tycho F. A. van der Ouderaa    | Tycho F. A.            | van der | Ouderaa         |
Harm de Vries                  | Harm                   | de      | Vries           |
Ludwig van Beethoven           | Ludwig                 | van     | Beethoven       |
Patrick von Platen             | Patrick                | von     | Platen          |
Sydney Von Arx                 | Sydney                 | Von     | Arx             |
Hilma af Klint                 | Hilma                  | af      | Klint           |
Éric de la Clergerie           | Éric                   | de la   | Clergerie       |
Teven Le Scao                  | Teven                  | Le      | Scao            |
Luciano Del Corro              | Luciano                | Del     | Corro           |
Luca Della Libera              | Luca                   | Della   | Libera          |
Sofia Maria Lo Cicero Vaina    | Sofia Maria            | Lo      | Cicero Vaina    |
Jean de Dieu Nyandwi           | Jean de Dieu           |         | Nyandwi         |
van Gogh                       |                        |         |                 | literal
Marco AF Pimentel              | Marco AF               |         | Pimentel        |
# Spanish, Catalan, Portuguese
Juan de la Cruz                | Juan                   | de la   | Cruz            |
María de los Ángeles Ruiz      | María de los Ángeles   |         | Ruiz            |
Ana María del Carmen Ruiz      | Ana María del Carmen   |         | Ruiz            |
Maria Angels de Luis Balaguer  | Maria Angels           | de      | Luis Balaguer   |
Gabriel García Márquez         | Gabriel García         |         | Márquez         |
José Ortega y Gasset           | José                   |         | Ortega y Gasset |
Antoni Gaudí i Cornet          | Antoni                 |         | Gaudí i Cornet  |
Carlo C Del Mundo              | Carlo C                | Del     | Mundo           |
Cicero Nogueira dos Santos     | Cicero Nogueira        | dos     | Santos          |
Victor Guilherme Turrisi da Costa | Victor Guilherme Turrisi | da  | Costa           |
Luiz Inácio da Silva           | Luiz Inácio            | da      | Silva           |
Abhipsha Das                   | Abhipsha               |         | Das             |
# Arabic, Hebrew
Noura Al Moubayed              | Noura                  | Al      | Moubayed        |
Khalid Al-Rashid               | Khalid                 |         | Al-Rashid       |
Imad El Hanafi                 | Imad                   | El      | Hanafi          |
El Moatez Billah Nagoudi       | El Moatez Billah       |         | Nagoudi         |
Hasan Abed Al Kader Hammoud    | Hasan Abed Al Kader    |         | Hammoud         |
Samir Abd El Aziz              | Samir                  |         | Abd El Aziz     |
Shayekh Bin Islam              | Shayekh                | Bin     | Islam           |
Rashid bin Hamad al Nuaimi     | Rashid                 | bin     | Hamad al Nuaimi |
Kazi Hasan Ibn Arif            | Kazi Hasan             | Ibn     | Arif            |
Eyal Ben David                 | Eyal                   | Ben     | David           |
Syed Abdul Gaffar Shakhadri    | Syed Abdul Gaffar      |         | Shakhadri       |
# Chinese, Korean, Japanese, Vietnamese
Di Liu                         | Di                     |         | Liu             |
Bin Wang                       | Bin                    |         | Wang            |
Yilun Du                       | Yilun                  |         | Du              |
Gil-dong Hong                  | Gil-dong               |         | Hong            |
홍 길동                         | 길동                   |         | 홍              |
남궁 민수                       | 민수                   |         | 남궁            |
山田 太郎                       | 太郎                   |         | 山田            |
홍길동                          |                        |         |                 | literal
王小明                          |                        |         |                 | literal
Chien Van Nguyen               | Chien Van              |         | Nguyen          |
Van Nguyen Nguyen              | Van Nguyen             |         | Nguyen          |
Nguyễn Văn An                  | Văn An                 |         | Nguyễn          |
Văn An Nguyễn                  | Văn An                 |         | Nguyễn          |
Anh M. T. Bui                  | Anh M. T.              |         | Bui             |
Ayşe Nur Yılmaz                | Ayşe Nur               |         | Yılmaz          |
# one name
Anshumann                      |                        |         |                 | literal
Lunati                         |                        |         |                 | literal
# groups
Gemini Team                    |                        |         |                 | literal
Team Seawead                   |                        |         |                 | literal
01. AI                         |                        |         |                 | literal
DeepSeek-AI                    |                        |         |                 | literal
Essential AI                   |                        |         |                 | literal
LG AI Research                 |                        |         |                 | literal
o3 contributors                |                        |         |                 | literal
OpenAI                         |                        |         |                 | literal
The Gemma Authors              |                        |         |                 | literal
BigScience Workshop            |                        |         |                 | literal
ATLAS Collaboration            |                        |         |                 | literal
University of California, Davis |                       |         |                 | literal
AT&T Labs                      |                        |         |                 | literal
Food and Drug Agency           |                        |         |                 | literal
Lei Bai and Wanli Ouyang       |                        |         |                 | literal
나라 연구소                     |                        |         |                 | literal
智慧 研究院                     |                        |         |                 | literal
"""

LATEX = [
    (r"J{\"u}rgen M\"uller", "Jürgen", "Müller"),
    (r"Ji{\v r}{\'\i} Navr\'atil", "Jiří", "Navrátil"),
    (r"Fran\c{c}ois Lef\`{e}vre", "François", "Lefèvre"),
    (r"Micha{\l} \L uk", "Michał", "Łuk"),
    (r"S\o{}ren K\aa lund", "Søren", "Kålund"),
    (r"Sercan \"{O}. Ar{\i}k", "Sercan Ö.", "Arık"),
    (r"P\'al Erd\H{o}s", "Pál", "Erdős"),
    (r"Jane \unknown Doe", r"Jane \unknown", "Doe"),
]


def _rows() -> list[tuple[str, Name]]:
    rows = []
    for line in PEOPLE.strip().split("\n"):
        if line.startswith("#"):
            continue
        name, *parts = (part.strip() for part in line.split("|"))
        given_name, particle, family, suffix = (part or None for part in parts)
        if suffix == "literal":
            rows.append((name, Name(literal=name)))
        else:
            rows.append((name, Name(family=family, given=given_name, particle=particle, suffix=suffix)))
    return rows


@pytest.mark.parametrize(("name", "expected"), _rows(), ids=[name for name, _ in _rows()])
def test_a_name_is_read_as_the_table_says(name: str, expected: Name) -> None:
    assert parse_name(name) == expected


@pytest.mark.parametrize(("name", "given_name", "family"), LATEX)
def test_accents_that_latex_left_become_letters(name: str, given_name: str, family: str) -> None:
    assert parse_name(name) == Name(given=given_name, family=family)


@pytest.mark.parametrize("name", ["{Gemini Team}", "{01. AI}", "{Jane Doe}", "{ Jane Doe }"])
def test_braces_around_a_whole_name_make_it_literal(name: str) -> None:
    assert parse_name(name) == Name(literal=name.strip("{} "))


def test_the_surname_has_the_particle() -> None:
    assert parse_name("Anton van den Hengel").surname == "van den Hengel"
    assert parse_name("Jane Doe").surname == "Doe"
    assert parse_name("Anshumann").surname is None


@pytest.mark.parametrize(
    "name", ["", " ", ",", ", ,", ")", "()", "( )", "a )", "{}", "and ", "{", "\\", "\\'"]
)
def test_what_is_no_name_is_read_all_the_same(name: str) -> None:
    assert isinstance(parse_name(name), Name)


def _words(name: Name) -> list[str]:
    parts = (name.given, name.particle, name.family, name.suffix, name.literal)
    return sorted(" ".join(part for part in parts if part).split())


_PIECES = st.sampled_from(
    [
        "van",
        "Van",
        "de",
        "la",
        "Jane",
        "Doe",
        "Jr.",
        "III",
        "홍",
        "길동",
        "(X)",
        "y",
        "Abd",
        "El",
        "AI",
        "é",
        "Nguyễn",
    ]
)


@given(st.lists(_PIECES, min_size=1, max_size=7).map(" ".join))
def test_no_word_of_a_name_is_lost_or_added(name: str) -> None:
    assert _words(parse_name(name)) == sorted(name.split())


@given(st.text(st.characters(), max_size=60))
def test_a_person_has_a_family_name_and_a_given_name_and_a_group_has_neither(text: str) -> None:
    name = parse_name(text)
    if name.literal is None:
        assert name.family
        assert name.given
    else:
        assert (name.family, name.given, name.particle, name.suffix) == (None, None, None, None)
