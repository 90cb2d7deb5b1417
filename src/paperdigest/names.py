r"""Names of people and groups: which part is the family name, and who is no person at all.

A digest writes `Benjamin Van Durme`, a bibliography wants `Van Durme, Benjamin`. What cannot be told from
the name alone is decided by a stated rule:

* The last word is the family name. Particles before it (`van den`, `de la`, `Al`, `bin`) belong to it, and so
  does what follows the first of them. A particle is never the first word: `El Moatez Billah Nagoudi`,
  `Di Liu`.
* Two Spanish or Portuguese surnames look like a middle name and a surname, so the last word alone is taken,
  unless `y`, `e` or `i` joins the two (`Ortega y Gasset`) or a particle stands before them.
* Names in Han characters, kana or Hangul are family name first if they are written in two words. In one word
  they stay whole: `홍길동` is not cut, since family names of two characters exist.
* Vietnamese names with their marks, family name first (`Nguyễn Văn An`), are known by the family name.
  Without marks the order cannot be told, and the last word is taken.
* A single word, and a name of a group (known by words such as `Team`, or by a digit, `&`, `of`, `and`), is
  literal: it is never turned around or abbreviated.

Own code, because nameparser 2.6, the well-kept library for this, does not know groups (`Team, Gemini`), cuts
`홍길동` by guess and takes `de Dieu Nyandwi` and `Al Kader Hammoud` for family names.
"""

from __future__ import annotations

import re
import unicodedata

from attrs import frozen

__all__ = ["Name", "parse_name"]


def __dir__() -> list[str]:
    return __all__


@frozen(kw_only=True)
class Name:
    """A name in the parts that bibliographies ask for; a part that is absent is None.

    Attributes:
        family: the family name without its particle: `Hengel`.
        given: given names and initials: `Anton`; None only in a literal name.
        particle: what stands before the family name: `van den`, `Van`, `de la`.
        suffix: `Jr.`, `III`.
        literal: the whole name of a group, or of a person with one name; then the other parts are None.
    """

    family: str | None = None
    given: str | None = None
    particle: str | None = None
    suffix: str | None = None
    literal: str | None = None

    @property
    def surname(self) -> str | None:
        """The family name with its particle, as it is cited (`van den Hengel`)."""
        if self.family is None or self.particle is None:
            return self.family
        return f"{self.particle} {self.family}"


# Words that make a name a group's, compared without case; split at hyphens too (`DeepSeek-AI Team`). `and` is one
# of them for BibTeX's sake, which would make two people of such a name unless it is kept whole.
_GROUP_WORDS = frozenset(
    """
    academy agency alliance and association authors centre center collaboration college committee community
    company consortium contributors corporation council department developers dept federation foundation gmbh
    group hospital inc initiative institut institute instituto intelligence lab laboratory labs llc ltd
    maintainers
    network organization project research robotics school society studio studios team technologies technology
    universidad universidade universität université university workshop
    """.split()  # noqa: SIM905 - a list of words is easier to add to
)
# As written: `Ai` is a family name, and `The` may not be inside a name.
_GROUP_WORDS_AS_WRITTEN = frozenset({"AI", "GenAI", "of", "for"})
# `연구소`, `팀`, `大学`, `チーム` stand at the end of a word.
_GROUP_ENDINGS = (
    *("팀", "연구소", "연구실", "연구원", "대학교", "그룹", "랩", "학회", "재단"),
    *(
        "团队",
        "團隊",
        "大学",
        "大學",
        "研究院",
        "研究所",
        "研究室",
        "实验室",
        "實驗室",
        "小组",
        "公司",
        "チーム",
    ),
)
#     a digit (`01. AI`, `o3 contributors`), or a sign that no name of a person has
_GROUP_SIGN = re.compile(r"[\d&@/=]")

_SUFFIXES = frozenset({"Jr", "Jr.", "Sr", "Sr.", "II", "III", "IV"})

_LOWER_PARTICLES = frozenset(
    """
    af al am auf av bar ben bin bint da das de degli dei del della delle dello den der des di do dos du el ibn
    in la las le lo los op san st st. 't ter ten te ul van vande vander vom von zu zum zur
    """.split()  # noqa: SIM905
)
# Not `Das`, `Do`, `San`, `Bar` or `Am`: with a capital they are names of their own.
_CAPITAL_PARTICLES = frozenset(
    """
    Al Ben Bin Da De Dei Del Della Den Der Di Dos Du El Ibn La Las Le Lo Los St. Ten Ter Van Vande Vander Von
    Zu
    """.split()  # noqa: SIM905
)
# A name that starts with one of these has no given name: `van Gogh`. The others may be Chinese given names.
_NEVER_GIVEN = frozenset({"van", "von", "de", "del", "della", "dos", "das", "ter", "ten"})
# `Ramón y Cajal`, `Silva e Souza`, `Gaudí i Cornet`
_CONNECTORS = frozenset({"y", "e", "i"})
# `Abd Al Kader` is one name, "servant of the Mighty".
_SERVANT = frozenset({"Abd", "Abed"})
_ARTICLE = frozenset({"al", "Al", "el", "El", "ul", "Ul"})
# Given names that hold a particle: `Jean de Dieu Nyandwi`.
_GIVEN_PHRASE = re.compile(
    r"(?:jean de dieu|juan de dios|joão de deus|(?:\S+ )?mar[ií]a (?:del (?:carmen|mar|pilar|rosario)"
    r"|de (?:f[áa]tima|jes[úu]s|lourdes|los [áa]ngeles)|das dores|dos anjos)) ",
    re.IGNORECASE,
)

# With its marks, a Vietnamese family name is no other word; without, it tells that a `Van` before it is a
# middle name.
_VIETNAMESE_MARKED = frozenset(
    "Nguyễn Trần Lê Phạm Huỳnh Hoàng Vũ Võ Đặng Bùi Đỗ Hồ Ngô Dương Lý Đinh Trịnh Lương Trương".split()  # noqa: SIM905
)
_VIETNAMESE_BARE = frozenset(
    "Nguyen Tran Le Pham Huynh Hoang Phan Vu Vo Dang Bui Do Ho Ngo Duong Ly Dinh Trinh Luong Truong".split()  # noqa: SIM905
)

#     East Asian word = Han / kana / Hangul, and nothing else
_EAST_ASIAN = re.compile(
    r"[\u3005\u3040-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3\uf900-\ufaff]+"
)
_EAST_ASIAN_FAMILY, _EAST_ASIAN_GIVEN = 3, 4  # characters at most; what is longer is no name of a person


def parse_name(name: str) -> Name:
    r"""Reads one name of a list of authors.

    Args:
        name: as written: `Anton van den Hengel`, `Smith, Jr., John`, `Gemini Team`, `{01. AI}`.

    Returns:
        The parts, by the rules above. Spaces are made single and accents in LaTeX become letters; nothing
        else is changed. A name without any character is a literal of no characters.
    """
    text = " ".join(_without_latex(name).split())
    if text.startswith("{") and text.endswith("}") and text.count("{") == 1:
        return Name(literal=text[1:-1].strip())
    # The joint of a list that was cut at its commas: `A, B, and Lei Bai`.
    text = text.removeprefix("and ")
    if _is_group(text):
        return Name(literal=text)
    if "," in text:
        return _from_commas(text)
    return _from_words(text.split())


def _is_group(text: str) -> bool:
    words = text.replace("-", " ").split()
    if len(words) < 2 or words[0] == "The" or _GROUP_SIGN.search(text) is not None:
        return True
    if not _GROUP_WORDS_AS_WRITTEN.isdisjoint(words):
        return True
    bare = [word.strip(".,:;()").lower() for word in words]
    return not _GROUP_WORDS.isdisjoint(bare) or any(word.endswith(_GROUP_ENDINGS) for word in bare)


def _from_commas(text: str) -> Name:
    """`Family, Given`, `Family, Suffix, Given`, `Family, Given, Suffix` and `Given Family, Suffix`."""
    parts = [part.strip() for part in text.split(",") if part.strip()]
    if len(parts) == 2 and parts[1] in _SUFFIXES:
        return _from_words([*parts[0].split(), parts[1]])
    suffix = None
    if len(parts) == 3:
        suffix = next((part for part in parts[1:] if part in _SUFFIXES), None)
        if suffix is not None:
            parts.remove(suffix)
    if len(parts) != 2:
        return Name(literal=text.strip(", ") or text)
    words = parts[0].split()
    return _person(words, 0, given=parts[1], suffix=suffix)


def _from_words(words: list[str]) -> Name:
    """A name in the order in which it is spoken."""
    whole = " ".join(words)
    if all(map(_EAST_ASIAN.fullmatch, words)):
        return _from_east_asian(words)
    suffix = words.pop() if words[-1] in _SUFFIXES else None
    aside = _pop_aside(words)
    if len(words) < 2 or words[0] in _NEVER_GIVEN:
        return Name(literal=whole)
    if words[0] in _VIETNAMESE_MARKED and words[-1] not in _VIETNAMESE_MARKED:
        return _person(words[:1], 0, given=" ".join(words[1:] + aside), suffix=suffix)
    start = _family_start(words)
    return _person(words, start, given=" ".join(words[:start] + aside), suffix=suffix)


def _from_east_asian(words: list[str]) -> Name:
    if len(words) == 2 and len(words[0]) <= _EAST_ASIAN_FAMILY and len(words[1]) <= _EAST_ASIAN_GIVEN:
        return Name(family=words[0], given=words[1])
    return Name(literal=" ".join(words))


def _pop_aside(words: list[str]) -> list[str]:
    """Takes a remark in brackets off the end, `Wei Wang (Wendy)`, so that it is not the family name."""
    if not words[-1].endswith(")"):
        return []
    start = next((at for at in range(len(words) - 1, -1, -1) if words[at].startswith("(")), len(words))
    aside = words[start:]
    del words[start:]
    return aside


def _family_start(words: list[str]) -> int:
    """The index at which the family name starts, its particles included; never 0."""
    last = len(words) - 1
    phrase = _GIVEN_PHRASE.match(" ".join(words))
    at = 1 if phrase is None else phrase[0].count(" ")
    while at < last:
        if words[at] in _SERVANT and at + 2 <= last and words[at + 1] in _ARTICLE:
            if at + 2 == last:
                return at
            at += 3
        elif _is_particle(words, at) or (at + 2 <= last and words[at + 1] in _CONNECTORS):
            return at
        else:
            at += 1
    return last


def _is_particle(words: list[str], at: int) -> bool:
    word = words[at]
    if word == "Van" and words[at + 1] in _VIETNAMESE_BARE:
        return False  # `Chien Van Nguyen`
    return word in _LOWER_PARTICLES or word in _CAPITAL_PARTICLES


def _person(words: list[str], start: int, given: str, suffix: str | None) -> Name:
    """Puts a name together; the family name is `words[start:]`, and particles at its front are told apart."""
    at = start
    while at < len(words) - 1 and _is_particle(words, at):
        at += 1
    particle = " ".join(words[start:at]) or None
    return Name(family=" ".join(words[at:]), given=given, particle=particle, suffix=suffix)


# LaTeX accents that a digest left in, in braces or not:
#     accent = "\" mark *SP ( letter / "{" letter "}" )
#     \"o   \'{e}   {\v r}   \c{c}   \'\i        letter = \o   {\L}   \ss{}
_MARKS = {
    "`": "\u0300", "'": "\u0301", "^": "\u0302", "~": "\u0303", "=": "\u0304", "u": "\u0306", ".": "\u0307",
    '"': "\u0308", "r": "\u030a", "H": "\u030b", "v": "\u030c", "d": "\u0323", "c": "\u0327", "k": "\u0328",
}  # fmt: skip
_LETTERS = {
    "aa": "å", "AA": "Å", "ae": "æ", "AE": "Æ", "oe": "œ", "OE": "Œ", "o": "ø", "O": "Ø", "l": "ł", "L": "Ł",
    "ss": "ß", "i": "ı", "j": "ȷ", "dj": "đ", "DJ": "Đ", "th": "þ", "TH": "Þ",
}  # fmt: skip
_ACCENT = re.compile(
    r"""\{\\([`'^~=."]|[urHvdck](?![A-Za-z])) ?(?:\{ ?\\?([A-Za-z]) ?\}|\\?([A-Za-z]))\}"""
    r"""|\\([`'^~=."]|[urHvdck](?![A-Za-z])) ?(?:\{ ?\\?([A-Za-z]) ?\}|\\?([A-Za-z]))"""
)
_LETTER = re.compile(r"\{\\([A-Za-z]{1,2})\}|\\([A-Za-z]{1,2})(?![A-Za-z])(?:\{\}| )?")


def _without_latex(name: str) -> str:
    if "\\" not in name:
        return name
    return _LETTER.sub(_letter, _ACCENT.sub(_accented, name))


def _accented(match: re.Match[str]) -> str:
    mark, letter = (group for group in (match[1] or match[4], match[2] or match[3] or match[5] or match[6]))
    return unicodedata.normalize("NFC", letter + _MARKS[mark])


def _letter(match: re.Match[str]) -> str:
    return _LETTERS.get(match[1] or match[2], match[0])
