"""Front matter: the lines of YAML at the top of a page, cut into fields.

PyYAML's parser says where scalars, lists and mappings begin and end; nothing is constructed from them. So `score: 8.0`
and `date: 2026-02-08` stay as written, whatever version of YAML resolves them to; an alias is never followed, so that
no small file can become a large value; a key that comes twice is seen twice; and no depth of brackets costs recursion.

A colon or a quote in a title that a script wrote without quotes breaks the whole of a YAML text. Then each field is
read by itself, and one that is broken is taken as written.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING

from attrs import field, frozen, mutable

from paperdigest import codes

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from typing import Any

    from paperdigest.readers.engines.findings import Findings

__all__ = ["Field", "Node", "front_matter_end", "key_of_line", "read_fields"]


@frozen
class Node:
    """A value of YAML: a scalar, a list (`items`) or a mapping (`pairs`).

    Attributes:
        text: of a scalar, without quotes, lines folded as YAML says; of a list or mapping, how it is written.
        plain: whether the scalar has no quotes, so that `8.0` is a number.
    """

    text: str = ""
    plain: bool = False
    items: tuple[Node, ...] | None = None
    pairs: tuple[tuple[Node, Node], ...] | None = None

    @property
    def is_scalar(self) -> bool:
        """Whether it is a text."""
        return self.items is None and self.pairs is None

    def json(self) -> str:
        """The value as JSON without spaces, keys in the order of the file; plain numbers, `true` and `null` as such.

        The depth is bounded by that of reading.
        """
        import json  # noqa: PLC0415 - lists that no field knows are rare

        if self.items is not None:
            return f"[{','.join(item.json() for item in self.items)}]"
        if self.pairs is not None:
            said = (f"{json.dumps(key.text, ensure_ascii=False)}:{value.json()}" for key, value in self.pairs)
            return f"{{{','.join(said)}}}"
        if self.plain and _JSON_WORD.fullmatch(self.text):
            return self.text
        return json.dumps(self.text, ensure_ascii=False)


_JSON_WORD = re.compile(r"true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][-+]?\d+)?", re.ASCII)


@frozen
class Field:
    """A key of the front matter and its value.

    Attributes:
        key: as written, without quotes.
        line: the line of the page that it begins in.
        end: the line behind its last.
    """

    key: str
    node: Node
    line: int
    end: int


# Front matter stands between two lines of three dashes, the first of them at the very beginning of the page; the end
# of a YAML document, three dots, closes it as well, as pandoc has it.
_DASHES = re.compile(r"---[ \t]*")
_CLOSING = re.compile(r"(?:---|\.\.\.)[ \t]*")


def front_matter_end(lines: Sequence[str]) -> int | None:
    """The line that closes the front matter, which begins in line 0; None if there is none."""
    if not lines or _DASHES.fullmatch(lines[0]) is None:
        return None
    for number in range(1, len(lines)):
        line = lines[number]
        if line.startswith(("---", "...")) and _CLOSING.fullmatch(line) is not None:
            return number
    return None


# A key at the beginning of a line, where no value can go on.
#     key-line = key ":" (SP / TAB / end)          title: …   "title": …
_KEY = re.compile(
    r"""(?:"(?P<double>[\w.-]{1,60}+)"|'(?P<single>[\w.-]{1,60}+)'|(?P<bare>[^\W\d][\w.-]{0,59}+))"""
    r"[ \t]*+:(?=[ \t]|$)"
)


def key_of_line(line: str) -> str | None:
    """The key that a line of front matter begins with; None if it begins with none."""
    match = _KEY.match(line)
    return None if match is None else match["double"] or match["single"] or match["bare"]


def read_fields(lines: Sequence[str], first: int, end: int, findings: Findings) -> list[Field]:
    """The fields of the front matter in lines `first` to before `end`, in order; every key as often as it stands there.

    Lines that belong to no field are left out: comments, and what stands between broken fields.
    """
    pairs = _parse("\n".join(lines[first:end]))
    if pairs is not None:
        fields = list(_fields(pairs, lines, first, end, findings))
        begun = {found.line for found in fields}
        if all(number in begun for number in range(first, end) if _KEY.match(lines[number])):
            return fields
        # A quote that is not closed before the next key has swallowed it.
    fields = []
    for start, stop in _chunks(lines, first, end):
        pairs = _parse("\n".join(lines[start:stop]))
        if pairs:
            fields += _fields(pairs, lines, start, stop, findings)
        else:
            fields.append(_as_written(lines, start, stop))
            if fields[-1].node.text != "-":  # it says that there is nothing, though not as YAML does
                findings.add(codes.BROKEN_YAML, start, fields[-1].key)
    return fields


def _chunks(lines: Sequence[str], first: int, end: int) -> Iterator[tuple[int, int]]:
    """The lines of each key: its own, and below it those that are indented, blank, or items of a list."""
    start = None
    for number in range(first, end):
        line = lines[number]
        if not line[:1].strip() or line.startswith("- ") or line == "-":
            continue
        if start is not None:
            yield start, number
        start = number if _KEY.match(line) else None
    if start is not None:
        yield start, end


# --- YAML that is not broken


@mutable
class _Pair:
    """A key of the outermost mapping and its value, with their offsets in the text."""

    key: str
    start: int
    node: Node = field(factory=Node)
    odd: bool = False
    """Whether the value holds an anchor, an alias or a tag."""
    end: int = -1
    """Where the value ends, if that is in a line of the value; -1 for values that end with a line."""


# Deeper than any value of a digest, and shallow enough for recursion.
_MOST_DEPTH = 16


def _parse(text: str) -> list[_Pair] | None:
    """The pairs of a YAML mapping; None if the text is something else, or no YAML."""
    import yaml  # noqa: PLC0415 - only who reads front matter pays for it

    # The parser in C is fifty times as fast; there are platforms without it.
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        return _Builder(text, yaml).build(yaml.parse(text, Loader=loader))
    except (yaml.YAMLError, UnicodeEncodeError):  # the parser in C wants UTF-8, and a lone surrogate has none
        return None


@mutable
class _Open:
    """A list or mapping that is not closed yet."""

    start: int
    mapping: bool
    flow: bool
    nodes: list[Node] = field(factory=list)


class _Builder:
    """Makes pairs of the events of a YAML text."""

    def __init__(self, text: str, yaml: Any) -> None:
        self._text = text
        self._yaml = yaml
        self._pairs: list[_Pair] = []
        self._stack: list[_Open] = []
        self._awaits_value = False

    def build(self, events: Iterable[Any]) -> list[_Pair] | None:
        """All pairs; None if the text is no mapping, or is nested too deeply."""
        depth = 0
        yaml = self._yaml
        for event in events:
            if isinstance(event, (yaml.MappingStartEvent, yaml.SequenceStartEvent)):
                depth += 1
                if depth == 1 and isinstance(event, yaml.SequenceStartEvent):
                    return None
                if depth > 1 and not self._open(event):
                    return None
            elif isinstance(event, yaml.CollectionEndEvent):
                depth -= 1
                if self._stack:
                    self._close(event)
            elif isinstance(event, yaml.NodeEvent):
                if depth == 0:
                    return None
                self._scalar(event)
        return self._pairs

    def _open(self, event: Any) -> bool:
        if len(self._stack) >= _MOST_DEPTH or (not self._stack and not self._awaits_value):
            return False  # too deep, or a key that is a list
        mapping = isinstance(event, self._yaml.MappingStartEvent)
        self._note_odd(event)
        self._stack.append(_Open(event.start_mark.index, mapping, bool(event.flow_style)))
        return True

    def _close(self, event: Any) -> None:
        closed = self._stack.pop()
        written = self._text[closed.start : event.end_mark.index].rstrip()
        nodes = tuple(closed.nodes)
        if closed.mapping:
            node = Node(written, pairs=tuple(zip(nodes[::2], nodes[1::2], strict=True)))
        else:
            node = Node(written, items=nodes)
        self._add(node, closed.start, event.end_mark.index, ends_line=not closed.flow)

    def _scalar(self, event: Any) -> None:
        start, end = event.start_mark.index, event.end_mark.index
        if not self._stack and not self._awaits_value:
            self._pairs.append(_Pair(getattr(event, "value", self._text[start:end]), start))
            self._awaits_value = True
            return
        self._note_odd(event)
        if isinstance(event, self._yaml.AliasEvent):
            node = Node(self._text[start:end])
        else:
            node = Node(event.value, plain=event.style in (None, ""))
        block = getattr(event, "style", None) in ("|", ">")
        self._add(node, start, end, ends_line=block or start == end)

    def _note_odd(self, event: Any) -> None:
        if event.anchor is not None or getattr(event, "tag", None) is not None:
            self._pairs[-1].odd = True

    def _add(self, node: Node, start: int, end: int, *, ends_line: bool) -> None:
        if self._stack:
            self._stack[-1].nodes.append(node)
            return
        pair = self._pairs[-1]
        pair.node = Node(self._text[start:end].strip()) if pair.odd else node
        pair.end = -1 if ends_line else end
        self._awaits_value = False


def _fields(
    pairs: Sequence[_Pair], lines: Sequence[str], first: int, end: int, findings: Findings
) -> Iterator[Field]:
    """The pairs of `lines[first:end]` with their lines, and what there is to say of them."""
    starts = [*accumulate((len(line) + 1 for line in lines[first:end]), initial=0)]

    def line_of(offset: int) -> int:
        return first + bisect_right(starts, offset) - 1

    numbers = [*(line_of(pair.start) for pair in pairs), end]
    for pair, (line, following) in zip(pairs, pairwise(numbers), strict=True):
        yield Field(pair.key, pair.node, line, max(following, line + 1))
        if pair.odd:
            findings.add(codes.YAML_REFERENCE, line, pair.node.text)
        if pair.end >= 0:
            last = line_of(pair.end)
            behind = lines[last][pair.end - starts[last - first] :].strip(" \t,}")
            if behind.startswith("#"):
                findings.add(codes.YAML_COMMENT, last, behind)


# --- YAML that is broken

_BLOCK = re.compile(r"[|>][-+0-9]{0,2}")


def _as_written(lines: Sequence[str], first: int, end: int) -> Field:
    """A field that is no YAML: what stands behind the colon and in the lines below, without quotes around it."""
    match = _KEY.match(lines[first])
    assert match is not None
    key = match["double"] or match["single"] or match["bare"]
    head = lines[first][match.end() :].strip()
    below = [line.strip() for line in lines[first + 1 : end]]
    if not head and all(line.startswith("-") for line in below if line):
        items = tuple(Node(_without_quotes(line[1:].strip())) for line in below if line)
        return Field(key, Node("\n".join(below).strip(), items=items), first, end)
    if _BLOCK.fullmatch(head):
        text = ("\n" if head[0] == "|" else " ").join(below)
    else:
        text = _without_quotes(" ".join(part for part in (head, *below) if part))
    return Field(key, Node(text.strip()), first, end)


def _without_quotes(text: str) -> str:
    """A text without the pair of quotes around it; those in it need no backslash: `"The "best" one"`."""
    if len(text) > 1 and text[0] == text[-1] == '"':
        return text[1:-1].replace('\\"', '"')
    if len(text) > 1 and text[0] == text[-1] == "'":
        return text[1:-1].replace("''", "'")
    return text
