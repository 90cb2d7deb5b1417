r"""Keys of citations: a template over what is known of a paper, and the rules that keep keys apart.

    template = 1*( sign / placeholder )
    sign = a-z / 0-9 / "." / ":" / "_" / "+" / "/" / "-"
    placeholder = "{id}" / "{author}" / "{year}" / "{word}"

* `{id}` is the paper's identity: `arxiv:2403.04652`, or `paper:` and a hash.
* `{author}` is the family name of the first author **that the digest lists**, with its particle, or the name of a
  group: `vandurme`, `01ai`. Unless the list is in the paper's own order, that need not be the paper's first
  author, and a digest that lists another one first gives another key.
* `{year}` is the paper's, `{word}` the first word of the title that is no article.
* Names and words are folded to `a-z` and `0-9` (`Navrátil` is `navratil`, `M²UGen` is `m2ugen`) and cut after 40
  characters. What folds to nothing (`홍길동`) or is not known is `anon`, `nodate` or `untitled`.
* A key must be the paper's own in every file, so what stands in the same file has no say, and there is no `a`, `b`,
  `c` behind a year. Instead every key holds the id: a template without `{id}` gets `:` and the id behind it, without
  the word in front: `vandurme2024:2403.04652`.

No two papers have the same key, even if case is ignored: keys have no capitals, and where the id ends can be told.
Behind `{id}` stands the end or a sign that is no letter or digit, and all that may follow it has a fixed number of
such signs.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from paperdigest.exporters.citation import Citation

__all__ = ["check_template", "citation_key"]


def __dir__() -> list[str]:
    return __all__


_NAMES = ("id", "author", "year", "word")
_PLACEHOLDER = re.compile(r"\{([^{}]*)\}")
_NOT_A_SIGN = re.compile(r"[^a-z0-9.:_+/-]")
_ID_RUNS_ON = re.compile(r"\{id\}(?=[a-z0-9{])")

_LONGEST = 40
_ARTICLES = frozenset({"a", "an", "the"})
# Letters that are no letter with a mark.
_FOLDED = str.maketrans(
    {"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i", "ŋ": "ng"}
)
_DROPPED = re.compile(r"[^a-z0-9]")


def check_template(template: str) -> None:
    """Says what is wrong with a template.

    Raises:
        ValueError: it is empty, names what there is not, or has a sign that no key may have.
    """
    if not template:
        raise ValueError("must not be empty")
    unknown = [name for name in _PLACEHOLDER.findall(template) if name not in _NAMES]
    if unknown:
        raise ValueError(f"there is no {{{unknown[0]}}} (placeholders: {{{'}, {'.join(_NAMES)}}})")
    wrong = _NOT_A_SIGN.search(_PLACEHOLDER.sub("", template))
    if wrong is not None:
        raise ValueError(f"{wrong[0]!r} cannot be in a key, which is made of a-z, 0-9 and . : _ + / -")
    if _ID_RUNS_ON.search(template) is not None:
        raise ValueError("behind {id} must stand one of . : _ + / -, or nothing")


def citation_key(facts: Citation, template: str) -> str:
    """The key of a paper.

    Args:
        facts: of the paper.
        template: one that `check_template` takes.
    """
    if template == "{id}":
        return facts.identity
    if "{id}" not in template:
        template += ":" + facts.identity.partition(":")[2]
    return _PLACEHOLDER.sub(lambda match: _value(facts, match[1]), template)


def _value(facts: Citation, name: str) -> str:
    if name == "id":
        return facts.identity
    if name == "year":
        return "nodate" if facts.year is None else str(facts.year)
    return _author(facts) if name == "author" else _word(facts.plain_title)


def _author(facts: Citation) -> str:
    first = facts.names[0] if facts.names else None
    return (first and _fold(first.literal or first.surname or "")) or "anon"


def _word(title: str) -> str:
    """The first word that says something; an article if there is nothing else."""
    words = [(word, folded) for word in title.split() if (folded := _fold(word))]
    telling = (folded for word, folded in words if word.lower() not in _ARTICLES)  # of `A*`, the `A` is none
    return next(telling, words[0][1] if words else "untitled")


def _fold(text: str) -> str:
    letters = unicodedata.normalize("NFKD", text).lower().translate(_FOLDED)
    return _DROPPED.sub("", letters)[:_LONGEST]
