"""Which papers somebody wants: conditions that are judged one paper at a time.

A paper that does not say what a condition asks for is left out: nobody knows that it meets the condition.
"""

from __future__ import annotations

import datetime as dt  # noqa: TC003 - at run time too: attrs fields resolve
import re
import unicodedata
from functools import cached_property

from attrs import Attribute, field, frozen

from paperdigest.model import Paper, Point
from paperdigest.text import to_text
from paperdigest.text.characters import clean, collapse

__all__ = ["Candidate", "Selection", "fold"]


def __dir__() -> list[str]:
    return __all__


# Python sorts the marks behind a letter by insertion, so that 160,000 of them take seconds. Text is normalised in
# pieces that end before a space, with which no letter ever joins; only what has no space for so long is cut anyhow.
_PIECE = re.compile(r".{1,999}(?=[ \n]|\Z)|.{1,999}", re.DOTALL)


def fold(text: str) -> str:
    """The text on one line as it is compared: without upper case, width and other forms of the same characters.

    Unicode's NFKC, full case folding, and NFKC again, for folding can undo the first: `Ｌｌａｍａ` and `llama`, a
    syllable of Hangul and its decomposed jamo become the same. Accents stay: `e` is not `é`.
    """
    plain = clean(text)
    folded = plain.lower() if plain.isascii() else "".join(map(_fold_piece, _PIECE.findall(plain)))
    # Not before: an ideographic space, for one, has just become a space.
    return collapse(folded).strip(" ")


def _fold_piece(piece: str) -> str:
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", piece).casefold())


@frozen
class Candidate:
    """A paper that conditions are asked about. Its texts are folded once, however many selections ask.

    Attributes:
        paper: the paper.
    """

    paper: Paper

    @cached_property
    def text(self) -> str:
        """Title, abstract and points as plain text, folded, a line each."""
        paper = self.paper
        said = (paper.title, paper.translated_title or "", paper.abstract or "", *_sayings(paper.summary))
        return "\n".join(fold(to_text(text)) for text in said)

    @cached_property
    def authors(self) -> str:
        """The names, folded, a line each."""
        return "\n".join(map(fold, self.paper.authors))

    @cached_property
    def categories(self) -> frozenset[str]:
        """The categories, folded, and the archives that they belong to: `cs` beside `cs.cl`."""
        names = [fold(category) for category in self.paper.categories]
        return frozenset((*names, *(name.partition(".")[0] for name in names)))


def _sayings(points: tuple[Point, ...]) -> list[str]:
    """Labels and texts of points and of those nested in them, by a stack: a hostile digest nests thousands."""
    found = []
    stack = [*reversed(points)]
    while stack:
        point = stack.pop()
        if point.label is not None:
            found.append(point.label)
        found.append(point.text)
        stack.extend(reversed(point.children))
    return found


def _are_texts(_: object, attribute: Attribute[tuple[str, ...]], value: tuple[str, ...]) -> None:
    # A text would be taken for its letters, and match nearly everything.
    if isinstance(value, str):
        raise TypeError(f"{attribute.name} must be a tuple of texts, not the text {value!r}")
    # An empty text is a variable that was not set, and would stand in every paper.
    if not all(map(fold, value)):
        raise ValueError(f"{attribute.name} must not be empty")


@frozen(kw_only=True)
class Selection:
    """Conditions on a paper. It must meet each of them; None and () are no condition.

    Attributes:
        since: the first day, included.
        until: the last day, included.
        min_votes: the fewest votes.
        text: texts of which one must stand in a title, the abstract or the summary, ignoring case and width.
        author: texts of which one must stand in the name of an author, likewise.
        category: arXiv categories of which the paper must be in one, ignoring case; an archive such as `cs`
            stands for all of its categories.

    Raises:
        ValueError: one of the texts is empty.
        TypeError: a text stands where a tuple of texts should.
    """

    since: dt.date | None = None
    until: dt.date | None = None
    min_votes: int | None = None
    text: tuple[str, ...] = field(default=(), validator=_are_texts)
    author: tuple[str, ...] = field(default=(), validator=_are_texts)
    category: tuple[str, ...] = field(default=(), validator=_are_texts)

    @cached_property
    def _folded(self) -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
        return tuple(map(fold, self.text)), tuple(map(fold, self.author)), tuple(map(fold, self.category))

    def admits(self, paper: Paper | Candidate) -> bool:
        """Whether the paper is known to meet every condition.

        Where several selections judge the same papers, hand each paper to all of them as one `Candidate`.
        """
        candidate = Candidate(paper) if isinstance(paper, Paper) else paper
        facts = candidate.paper
        if self.since is not None and (facts.date is None or facts.date < self.since):
            return False
        if self.until is not None and (facts.date is None or facts.date > self.until):
            return False
        if self.min_votes is not None and (facts.votes is None or facts.votes < self.min_votes):
            return False
        # What costs most is asked last.
        text, author, category = self._folded
        return (
            (not category or not candidate.categories.isdisjoint(category))
            and (not author or any(name in candidate.authors for name in author))
            and (not text or any(part in candidate.text for part in text))
        )
