"""The summary: bullets, their labels, what is nested in them, and what stands in for bullets."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from attrs import define, evolve, field

from paperdigest import codes
from paperdigest.model import Point
from paperdigest.readers.engines.literals import Entry, looks_like_literal, parse_literal

if TYPE_CHECKING:
    from paperdigest.readers.engines.findings import Findings

__all__ = ["MAX_DEPTH", "PointReader", "RawPoints", "join_label", "rejoin_eaten", "split_label"]

# Levels of points. The deepest that occurs is two; the bound keeps the tree safe to walk with a recursive function.
MAX_DEPTH = 8
# Labels are a few words. A longer stretch of bold before a colon is emphasis.
_LONGEST_LABEL = 200


@define
class RawPoints:
    r"""The bullets of a paper as they stand in the file: one entry a bullet in each list.

    Lists side by side and not one object a bullet: making those would take as long as reading the points.

    Attributes:
        keys: how deep each stands; see `grammar.ListItem`.
        lines: the line that each begins at, counted from 0.
        texts: what stands behind each bullet in its first line.
        more: by the place of a bullet in the lists, the lines that go on with it and what stands between them.
    """

    keys: list[int] = field(factory=list)
    lines: list[int] = field(factory=list)
    texts: list[str] = field(factory=list)
    more: dict[int, list[str]] = field(factory=dict)

    def add(self, key: int, line: int, text: str) -> None:
        """Begins a bullet."""
        self.keys.append(key)
        self.lines.append(line)
        self.texts.append(text)

    def go_on(self, *parts: str) -> None:
        """Adds to the last bullet."""
        self.more.setdefault(len(self.texts) - 1, []).extend(parts)

    def text(self, number: int) -> str:
        """All of a bullet."""
        more = self.more.get(number)
        return self.texts[number] if more is None else "".join((self.texts[number].rstrip(" "), *more))


class PointReader:
    """Turns raw bullets into points.

    Args:
        findings: what is read by a guess is added.
        repairs: whether the text holds control characters that may be eaten LaTeX; a text without any, which is the
            rule, need not be searched point by point.
    """

    def __init__(self, findings: Findings, *, repairs: bool) -> None:
        self._findings = findings
        self._repairs = repairs

    def points(self, raws: RawPoints) -> tuple[Point, ...]:
        """The tree of points."""
        if not any(raws.keys):
            return self._flat(raws)
        parents, depths = self._nest(raws)
        children: list[list[Point]] = [[] for _ in parents]
        top: list[Point] = []
        # Backwards, so that whatever is nested in a point is complete before the point itself; hence the lists of
        # children grow from their ends.
        for number in range(len(parents) - 1, -1, -1):
            nested = tuple(reversed(children[number]))
            made = self._read(raws.text(number), depths[number], raws.lines[number], nested)
            if not made:
                self._findings.add(codes.EMPTY_POINT, raws.lines[number])
            parent = parents[number]
            (top if parent < 0 else children[parent]).extend(reversed(made))
        return tuple(reversed(top))

    def _flat(self, raws: RawPoints) -> tuple[Point, ...]:
        """The points of a list in which nothing is nested, as nearly all are.

        Most are plain or have a usual label; these are made here, as a call for each would double the cost.
        """
        points: list[Point] = []
        for number, line in enumerate(raws.lines):
            text = raws.text(number) if raws.more else raws.texts[number]
            if not self._repairs:
                usual = _USUAL_LABEL.match(text)
                label = None if usual is None else usual["label"].strip(" \t")
                rest = text.strip(" \t\n") if usual is None else text[usual.end() :].strip(" \t\n")
                if rest and rest[0] not in "*[{" and label != "":
                    points.append(Point(text=rest, label=label))
                    continue
            made = self._read(text, 0, line)
            if not made:
                self._findings.add(codes.EMPTY_POINT, line)
            points += made
        return tuple(points)

    def _nest(self, raws: RawPoints) -> tuple[list[int], list[int]]:
        """For each point the number of its parent (-1 if it has none) and its depth."""
        parents: list[int] = []
        depths: list[int] = []
        above: list[int] = []
        reported = False
        for number, key in enumerate(raws.keys):
            while above and raws.keys[above[-1]] >= key:
                above.pop()
            if len(above) >= MAX_DEPTH:
                if not reported:
                    self._findings.add(codes.TOO_DEEP, raws.lines[number], str(MAX_DEPTH))
                    reported = True
                above.pop()
            parents.append(above[-1] if above else -1)
            depths.append(len(above))
            above.append(number)
        return parents, depths

    def _read(self, text: str, depth: int, line: int, nested: tuple[Point, ...] = ()) -> list[Point]:
        """The points that a bullet stands for: none if it is empty, several if it is a list or dict.

        What is nested in the bullet goes to the last of them.
        """
        if self._repairs:
            text = self._repair(text, line)
        text = text.strip(" \t\n")
        label = None
        if text.startswith("*"):
            label, text, exact = split_label(text)
            if not exact:
                self._findings.add(codes.ODD_LABEL, line, label or "")
        items = self._literal(text, depth + (label is not None), line) if text.startswith(("[", "{")) else []
        if items and label is None:
            items[-1] = evolve(items[-1], children=items[-1].children + nested)
            return items
        if items:
            text, nested = "", (*items, *nested)
        if not text and label is None and not nested:
            return []
        return [Point(text=text, label=label, children=nested)]

    def _literal(self, text: str, depth: int, line: int) -> list[Point]:
        """The points of a list or dict that stands in for bullets; none if the text is something else."""
        if not looks_like_literal(text):
            return []
        entries = parse_literal(text, MAX_DEPTH - depth)
        if entries is None:
            self._findings.add(codes.BROKEN_LITERAL, line)
            return []
        points = self._entries(entries, depth, line)
        self._findings.add(codes.LITERAL_POINT, line, str(len(points)))
        return points

    def _entries(self, entries: tuple[Entry, ...], depth: int, line: int) -> list[Point]:
        points: list[Point] = []
        for entry in entries:
            label = self._one_line(entry.label or "", line)
            if isinstance(entry.value, str):
                value = self._one_line(entry.value, line)
                points += self._read(join_label(label, value) if label else value, depth, line)
            elif label:
                nested = tuple(self._entries(entry.value, depth + 1, line))
                points += self._read(join_label(label, ""), depth, line, nested)
            elif len(entry.value) > 1 and len(entries) > 1 and entry.value[0].label is not None:
                # One of several records: its first pair stands for it, the others are nested in that.
                first = self._entries(entry.value[:1], depth, line)
                rest = tuple(self._entries(entry.value[1:], depth + bool(first), line))
                points += (
                    [*first[:-1], evolve(first[-1], children=first[-1].children + rest)] if first else rest
                )
            else:
                points += self._entries(entry.value, depth, line)
        return points

    def _one_line(self, text: str, line: int) -> str:
        """A text out of a list or dict: the control characters that its escapes stand for are commands or spaces."""
        text = _EATEN_BY_LINE_END.sub(_command_letter, self._repair(text, line))
        return _LINE_END.sub(" ", text).strip(" \t")

    def _repair(self, text: str, line: int) -> str:
        def put_back(match: re.Match[str]) -> str:
            rest = match["rest"] or match["rest_tab"]
            command = "\\" + _EATEN[match[0][0]] + rest
            self._findings.add(codes.EATEN_ESCAPE, line, rest, command)
            return command

        return _EATEN_COMMAND.sub(put_back, text)


_LINE_END = re.compile(r"[ \t]*+[\r\n]++[ \t]*+")

# JSON and Python read \t, \b, \f (and Python \a, \v) as control characters, so a LaTeX command that begins with one of
# these letters loses its backslash and the letter. The others never occur in prose; a TAB may, so behind it only what
# is left of a known command counts.
#     eaten = control rest          TAB + "extit{"   BS + "enchmark"   FF + "ramework"
_EATEN = {"\t": "t", "\b": "b", "\f": "f", "\v": "v", "\a": "a"}
_EATEN_COMMAND = re.compile(
    r"[\b\f\v\a](?P<rest>[A-Za-z]+)"
    r"|\t(?P<rest_tab>ext(?:[a-z]{2,14})?(?=[\\{])|extbackslash|extasciitilde|extasciicircum"
    r"|(?:imes|heta|au|ilde|op|o|anh?|binom|frac|herefore|riangle[a-z]*|race|ranspose|hinspace)(?![A-Za-z]))"
)

# The same for \n and \r, which end the line: what begins the next line is the rest of a command.
#     LF + "abla"   CR + "ightarrow"
_LF_REST = r"(?:abla|eq|ewline|ewcommand|otin|onumber|oindent|orm|u(?=[$_^}\\])|eg(?=[ $\\]))(?![A-Za-z])"
_CR_REST = r"(?:ightarrow|ho|angle|ceil|floor|aisebox|oot|ef(?=\{)|m(?=\{))(?![A-Za-z])"
# A file whose line ends were changed since has any line end in place of LF, but CR only where CR was.
_AFTER_ANY, _AFTER_CR = re.compile(_LF_REST), re.compile(_CR_REST)
_EATEN_BY_LINE_END = re.compile(rf"[\r\n](?={_LF_REST})|\r(?={_CR_REST})")


def _command_letter(match: re.Match[str]) -> str:
    return "\\n" if _AFTER_ANY.match(match.string, match.end()) else "\\r"


def rejoin_eaten(line: str, line_end: str) -> str | None:
    r"""The command whose first letter a line end has eaten, if `line` begins with the rest of one.

    Args:
        line: a line that goes on with the point above it.
        line_end: what stands between the two, `\n` or `\r`.
    """
    if match := _AFTER_ANY.match(line):
        return f"\\n{match[0]}"
    if line_end == "\r" and (match := _AFTER_CR.match(line)):
        return f"\\r{match[0]}"
    return None


# A label is bold, italic or both, with the colon behind the stars or inside of them.
#     label = stars text stars *SP colon / stars text colon stars; stars: one to three, the same on both sides
#             **Label**: text     ***Label***: text     **Label:** text     **A* search**: text
#     odd label = stars text other-stars *SP colon, where the stars never close          ***Label*: text **: tail
# Nearly all labels hold no star themselves.
_USUAL_LABEL = re.compile(r"(\*{1,3})(?!\*)(?P<label>[^*:：\n]{1,196})\1[ \t]*[:：]")
_STARS = re.compile(r"\*+")
_COLON = re.compile(r"[ \t]*[:：]")


def split_label(text: str) -> tuple[str | None, str, bool]:
    """Cuts the label off a point.

    Returns:
        The label (None if there is none), the rest of the text, and whether the stars around the label match.
    """
    usual = _USUAL_LABEL.match(text)
    if usual is not None and (label := usual["label"].strip(" \t")):
        return label, text[usual.end() :].strip(" \t\n"), True
    opening = _STARS.match(text)
    if opening is None or opening.end() > 3:
        return None, text, True
    odd: re.Match[str] | None = None
    for run in _STARS.finditer(text, opening.end(), opening.end() + _LONGEST_LABEL):
        if len(run[0]) == opening.end():
            return _labelled(text, opening.end(), run)
        if odd is None and _COLON.match(text, run.end()):
            odd = run
    if odd is None:
        return None, text, True
    label, rest, _ = _labelled(text, opening.end(), odd)
    return label, rest, label is None


def _labelled(text: str, start: int, run: re.Match[str]) -> tuple[str | None, str, bool]:
    label, end = text[start : run.start()], run.end()
    if colon := _COLON.match(text, end):
        end = colon.end()
    elif label.endswith((":", "：")):
        label = label[:-1]
    else:
        return None, text, True
    label = label.strip(" \t")
    if not label or "\n" in label or label[0] == "*" or label[-1] == "*":
        return None, text, True
    return label, text[end:].strip(" \t\n"), True


def join_label(label: str, text: str) -> str:
    """A labelled point as one text: the reverse of `split_label`.

    Two stars, unless the label itself holds two in a row; a label that no stars can hold is left without them.
    """
    for stars in ("**", "***", "*"):
        joined = f"{stars}{label}{stars}: {text}".rstrip(" ")
        if split_label(joined) == (label, text, True):
            return joined
    return f"{label}: {text}".rstrip(" ")
