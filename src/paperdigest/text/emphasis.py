"""Emphasis: which runs of stars and underscores open or close, and which of them belong together.

CommonMark's rules, changed where digests need it (format page, Inline Markdown):

* Hangul, kana and Han beside a run count as white space where CommonMark asks for space or punctuation, so
  `**bold (X)**를` is bold.
* A single star directly after a letter or digit opens nothing: `A*`, `V*` are names.
* A single star closes only single (or triple) stars, and two close only two: `**A* search**` is bold, the star stays.
* One underscore marks emphasis between words only, and two never do: `snake_case`, `__init__`, `x_{i}` are far more
  common than `__bold__`. Of the points of a real archive two use `_` as emphasis, glued to a particle (`_6%_의`), and
  none has an underscore between words that is anything else.
"""

from __future__ import annotations

import re
from collections import deque
from typing import TYPE_CHECKING

from attrs import define, field
from markdown_it.token import Token

from paperdigest.text.characters import CJK, is_punctuation

if TYPE_CHECKING:
    from collections.abc import Iterator

    from markdown_it.rules_inline import StateInline

__all__ = ["RUN", "pair_runs", "scan_run"]


def __dir__() -> list[str]:
    return __all__


RUN = "emphasis_run"
"""The type of a token that stands for a run of stars or underscores until `pair_runs` has seen it."""

_RUNS = re.compile(r"\*+|_+")
_CJK = re.compile(f"[{CJK}]")
# Runs that wait for a partner at a time in one element; the oldest ones give up. It bounds the depth of the HTML.
_OPEN = 6
_LONGEST = 3  # `***` is bold and italic; longer runs are decoration
# What is left of a run, and what it can be paired with.
_PARTNERS = {1: (1, 3), 2: (2, 3), 3: (1, 2, 3)}
_TAGS = {1: ("em",), 2: ("strong",), 3: ("strong", "em")}  # the inner one first


def scan_run(state: StateInline) -> bool:
    """The inline rule for `*` and `_`."""
    match = _RUNS.match(state.src, state.pos, state.posMax)
    if match is None:
        return False
    run = match[0]
    before = state.src[match.start() - 1] if match.start() else " "
    after = state.src[match.end()] if match.end() < state.posMax else " "
    opens, closes = (_star_sides if run[0] == "*" else _underscore_sides)(len(run), before, after)
    if opens or closes:
        token = state.push(RUN, "", 0)
        token.content = run
        token.meta = {"opens": opens, "closes": closes}
    else:
        state.append_pending(run)
    state.pos = match.end()
    return True


def _star_sides(width: int, before: str, after: str) -> tuple[bool, bool]:
    if width > _LONGEST:
        return False, False
    point_before, point_after = is_punctuation(before), is_punctuation(after)
    loose_before = before.isspace() or _CJK.match(before) is not None
    loose_after = after.isspace() or _CJK.match(after) is not None
    opens = not after.isspace() and (not point_after or loose_before or point_before)
    closes = not before.isspace() and (not point_before or loose_after or point_after)
    if width == 1:
        opens = opens and not before.isalnum() and after not in ")]}.,;:!?"
        closes = closes and before not in "([{"
    return opens, closes


def _underscore_sides(width: int, before: str, after: str) -> tuple[bool, bool]:
    if width > 1:
        return False, False
    opens = (before.isspace() or before in "([{\"'“‘") and not after.isspace() and after != "{"
    closes = not before.isspace() and not (after.isalnum() and after.isascii())
    return opens, closes and after not in "{_"


@define
class _Run:
    """A run while it is being paired.

    Attributes:
        mark: `*` or `_`.
        left: how many of its characters are not paired yet.
        closes: the tags it closes, in the order of the text.
        opens: the tags it opens, the inner one first.
    """

    mark: str
    left: int
    closes: list[str] = field(factory=list)
    opens: list[str] = field(factory=list)


class _Frame:
    """The runs that are open inside one element; nothing pairs across the edge of a link or a macro."""

    def __init__(self) -> None:
        self.runs: deque[_Run] = deque()
        self.count: dict[tuple[str, int], int] = {}

    def push(self, run: _Run) -> None:
        self.runs.append(run)
        self.count[run.mark, run.left] = self.count.get((run.mark, run.left), 0) + 1
        if len(self.runs) > _OPEN:
            oldest = self.runs.popleft()
            self.count[oldest.mark, oldest.left] -= 1

    def pop(self) -> _Run:
        run = self.runs.pop()
        self.count[run.mark, run.left] -= 1
        return run

    def close(self, run: _Run) -> None:
        """Pairs a run with open ones, the nearest first; those in between stay text.

        The counts tell without a search that there is none, and what is passed over is gone, so all closing runs
        together take linear time.
        """
        while run.left and any(self.count.get((run.mark, partner)) for partner in _PARTNERS[run.left]):
            opener = self.pop()
            if opener.mark != run.mark or opener.left not in _PARTNERS[run.left]:
                continue
            width = min(opener.left, run.left)
            opener.opens.extend(_TAGS[width])
            run.closes.extend(_TAGS[width])
            opener.left -= width
            run.left -= width
            if opener.left:
                self.push(opener)


def pair_runs(state: StateInline) -> None:
    """The rule that runs when the text is read: turns runs into emphasis, or back into text."""
    if not any(token.type == RUN for token in state.tokens):
        return
    frames = [_Frame()]
    runs: list[_Run] = []
    for token in state.tokens:
        if token.nesting == 1:
            frames.append(_Frame())
        elif token.nesting == -1:
            frames.pop()
        elif token.type == RUN:
            run = _Run(token.content[0], len(token.content))
            runs.append(run)
            if token.meta["closes"]:
                frames[-1].close(run)
            if token.meta["opens"] and not run.closes:
                frames[-1].push(run)
    state.tokens[:] = _resolved(state.tokens, iter(runs))


def _resolved(tokens: list[Token], runs: Iterator[_Run]) -> Iterator[Token]:
    # A list is assigned from this at once, after it was read to the end.
    for token in tokens:
        if token.type != RUN:
            yield token
            continue
        run = next(runs)
        for tag in run.closes:
            yield Token(f"{tag}_close", tag, -1)
        if run.left:
            yield Token("text", "", 0, content=run.mark * run.left)
        for tag in reversed(run.opens):
            yield Token(f"{tag}_open", tag, 1)
