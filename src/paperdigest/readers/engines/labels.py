"""Labelled fields: lines `Label: text`, as many formats write them below a paper's heading.

One format uses several spellings, and its forks more, so labels are told by their shape and not by their names. No
pattern crosses lines, and each has a bound, so time grows with the text alone. Which field a label stands for is the
reader's business.
"""

from __future__ import annotations

import enum
import re
from typing import TYPE_CHECKING

from attrs import frozen

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Sequence

__all__ = ["LabelStyle", "Labelled", "label_key", "label_line", "read_labels"]


def __dir__() -> list[str]:
    return __all__


class LabelStyle(enum.Enum):
    """How a label is marked."""

    PLAIN = "plain"
    BOLD = "bold"
    QUOTED = "quoted"


@frozen
class Labelled:
    r"""A field: its label, and the text that goes with it.

    Attributes:
        line: its first line, counted from 0.
        end: the line behind its last one; blank lines behind it do not count.
        label: as written, without stars, `>` and colon.
        style: how it is marked.
        text: as written from the colon on, indents included, lines joined by `\n`; nothing around it, and no `>`
            before the lines of a quotation.
    """

    line: int
    end: int
    label: str
    style: LabelStyle
    text: str


# A bold label stands alone between its stars, with the colon on either side of the closing ones; it may be quoted.
# A label holds no star of its own.
#     bold = [quote] stars label (colon stars / stars colon) [text]
#             **Method:** text    **Method**: text    > **TL;DR:** text    **摘要：**
_QUOTE = r"[ \t]{0,3}(?P<quote>>[ \t]{0,3})?"
_BOLD = re.compile(
    rf"{_QUOTE}(?P<stars>\*{{2,3}}|__)(?P<label>[^*:：]{{1,80}}?)"
    r"(?:[:：][ \t]{0,3}(?P=stars)|(?P=stars)[ \t]{0,3}[:：])"
)
# A bold label may stand alone above its text, without a colon, if a reader knows it.
#     alone = [quote] stars label stars             **Abstract**
_ALONE = re.compile(rf"{_QUOTE}(?P<stars>\*{{2,3}}|__)(?P<label>[^*:：]{{1,80}}?)(?P=stars)[ \t]*")
# A plain label begins with a letter or a picture sign, and holds no markup. `https://` is none.
#     plain = [quote] label colon [text]          Main category: cs.CV    TL;DR: text    摘要：text
_PLAIN = re.compile(
    rf"{_QUOTE}(?P<label>(?:[^\W\d_]|[\u2190-\u2bff\U0001f000-\U0001faff])[^*\[\]{{}}<>|`$\\:：]{{0,39}}?)"
    r"[ \t]{0,3}(?P<colon>[:：](?!//))"
)
# What a label without stars looks like that no reader knows: few words, none of the signs that sentences have.
_MOST_WORDS = 4
_SENTENCE = re.compile(r"[.,!?\"“”。，、！？]")

_QUOTE_MARK = re.compile(r"[ \t]{0,3}>[ ]?")
_BEFORE_NAME = re.compile(r"\A[\W_]+")
_BEHIND_NAME = re.compile(r"[^\w)]+\Z")

# The paper's own text, which others wrote without a thought of labels: `Results: …` begins lines of many abstracts.
_PROSE = frozenset(("abstract", "摘要", "초록", "要旨", "résumé", "zusammenfassung", "resumen"))


def label_key(label: str) -> str:
    """A label as it is looked up: lower case, single spaces, without pictures and signs around the words."""
    folded = " ".join(label.split()).casefold()
    if folded[:1].isalnum() and folded[-1:].isalnum():
        return folded  # as nearly all are
    return _BEHIND_NAME.sub("", _BEFORE_NAME.sub("", folded))


@frozen
class _Mark:
    """A line that begins as a field does.

    Attributes:
        rest: all that stands behind the colon.
        bold: whether stars say for certain that it is one.
        spaced: whether what follows the colon stands apart from it, as behind a label and not in `a:b`.
        alone: whether there is no colon, and no text behind it.
    """

    label: str
    style: LabelStyle
    rest: str
    bold: bool
    spaced: bool
    alone: bool = False


def _mark_alone(line: str) -> _Mark | None:
    """A bold label on a line of its own, without a colon."""
    match = _ALONE.fullmatch(line) if line.endswith(("**", "__", " ", "\t")) else None
    label = "" if match is None else match["label"].strip(" \t")
    if match is None or not label:
        return None
    style = LabelStyle.QUOTED if match["quote"] else LabelStyle.BOLD
    return _Mark(label, style, "", bold=True, spaced=True, alone=True)


def _mark(line: str) -> _Mark | None:
    match = _BOLD.match(line)
    bold = match is not None
    if match is None:
        match = _PLAIN.match(line)
        if match is None:
            return None
    label = match["label"].strip(" \t")
    if not label or label.isspace():
        return None
    rest = line[match.end() :]
    style = LabelStyle.QUOTED if match["quote"] else LabelStyle.BOLD if bold else LabelStyle.PLAIN
    spaced = bold or match["colon"] == "：" or not rest[:1].strip(" \t")
    return _Mark(label, style, rest, bold, spaced)


def label_line(line: str) -> tuple[str, LabelStyle, str] | None:
    """Reads the start of a line as a label, whatever its words are.

    Args:
        line: without its end.

    Returns:
        The label, how it is marked, and the rest of the line. None if the line begins otherwise.
    """
    mark = _mark(line)
    return None if mark is None else (mark.label, mark.style, mark.rest.strip(" \t"))


def read_labels(
    lines: Sequence[str],
    first: int,
    end: int,
    *,
    known: Container[str],
    stop: Callable[[str], bool] | None = None,
    prose: Container[str] = _PROSE,
    fenced: Container[int] = (),
) -> tuple[list[Labelled], list[int]]:
    """Cuts lines into labelled fields. A field ends at the next label, not at a blank line.

    A bold label is one whatever its words are; without a colon, alone on its line, only if it is known. One without
    stars is one if it is known, or if it is short, begins with a capital or a letter that has no case, stands behind a
    blank line and has text behind it, and the field above it has no stars either.

    Below a label of `prose`, fewer lines are labels, as abstracts have lines such as `Results: …`. One without stars
    ends at a known label that has not come before, that is not indented, and that stands behind a blank line if the
    label of the prose does; one with stars also at any other bold label. A quotation ends at a blank line that is not
    quoted.

    Args:
        lines: without their ends.
        first: the number of the first line that counts.
        end: the number behind the last one.
        known: the labels that a reader knows, as `label_key` spells them.
        stop: tells lines that belong to no field, such as rules and markup; they end the field above them.
        prose: the labels of long texts with lines of their own, as `label_key` spells them.
        fenced: the numbers of lines of code, in which nothing is a label.

    Returns:
        The fields, and the numbers of the lines that are not blank and belong to none.
    """
    cutter = _Cutter(known, prose)
    for number in range(first, end):
        line = lines[number]
        if number in fenced:
            cutter.go_on(number, line)
        elif not line or line.isspace():
            cutter.skip(line)
        elif stop is not None and stop(line):
            cutter.stop(number)
        else:
            cutter.take(number, line)
    cutter.close()
    return cutter.fields, cutter.rest


class _Cutter:
    """The fields that the lines so far make.

    Args:
        known: the labels that count without stars.
        prose: the labels of long texts.
    """

    def __init__(self, known: Container[str], prose: Container[str]) -> None:
        self.fields: list[Labelled] = []
        self.rest: list[int] = []
        self._known = known
        self._prose = prose
        self._seen: set[str] = set()
        self._after_blank = True
        self._open: _Mark | None = None
        self._in_prose = False
        self._apart = False
        """Whether the label of the open field stands behind a blank line."""
        self._line = 0
        self._texts: list[str] = []
        self._blanks: list[str] = []
        """Blank lines that belong to the open field if more of it follows."""

    def skip(self, line: str) -> None:
        """Goes on by a blank line."""
        if self._open is not None and self._open.style is LabelStyle.QUOTED:
            self.close()
        self._blanks.append(line)
        self._after_blank = True

    def take(self, number: int, line: str) -> None:
        """Goes on by a line that is a label or part of a field."""
        mark = _mark(line) or _mark_alone(line)
        if mark is not None and self._is_label(mark, line):
            self.close()
            self._begin(mark, number)
        else:
            self.go_on(number, line)

    def go_on(self, number: int, line: str) -> None:
        """Goes on by a line that is no label."""
        self._after_blank = False
        if self._open is None:
            self.rest.append(number)
            return
        if self._open.style is LabelStyle.QUOTED and (quoted := _QUOTE_MARK.match(line)) is not None:
            line = line[quoted.end() :]
        self._texts += self._blanks
        self._texts.append(line)
        self._blanks.clear()

    def stop(self, number: int) -> None:
        """Goes on by a line that belongs to no field; what follows stands apart, as behind a blank line."""
        self.close()
        self.rest.append(number)
        self._after_blank = True

    def close(self) -> None:
        """Ends the open field, if there is one."""
        if self._open is not None:
            text = "\n".join(self._texts)
            self.fields.append(
                Labelled(
                    line=self._line,
                    end=self._line + len(self._texts),
                    label=self._open.label,
                    style=self._open.style,
                    text="" if text.isspace() else text.strip(" \t\n"),
                )
            )
        self._open = None
        self._texts = []
        self._blanks.clear()

    def _begin(self, mark: _Mark, number: int) -> None:
        key = label_key(mark.label)
        self._open = mark
        self._in_prose = key in self._prose
        self._apart = self._after_blank
        self._seen.add(key)
        self._line = number
        self._texts = [mark.rest]
        self._after_blank = False

    def _is_label(self, mark: _Mark, line: str) -> bool:
        key = label_key(mark.label)
        known = key in self._known
        in_prose = self._open is not None and self._in_prose
        with_stars = self._open is not None and self._open.bold
        if mark.alone:
            return known and not (in_prose and key in self._seen)
        if mark.bold:
            return known or with_stars or not in_prose
        if in_prose:
            alone = self._after_blank or not (self._apart or with_stars)
            return known and alone and key not in self._seen and not line[0].isspace()
        if known or mark.style is LabelStyle.QUOTED:
            return known
        # A line that ends with its colon leads over to a list in the same text.
        followed = mark.spaced and bool(mark.rest.strip())
        return self._after_blank and not with_stars and followed and _looks_like_label(mark.label)


def _looks_like_label(label: str) -> bool:
    begin = _BEFORE_NAME.sub("", label)[:1]
    return not begin.islower() and label.count(" ") < _MOST_WORDS and _SENTENCE.search(label) is None
