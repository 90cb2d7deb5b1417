"""Lists of authors: names, and the signs that there are more of them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from attrs import define

from paperdigest import codes
from paperdigest.readers.engines.literals import parse_literal

if TYPE_CHECKING:
    from collections.abc import Iterable

    from paperdigest.readers.engines.findings import Findings

__all__ = ["read_authors"]

# What says, among names, that there are more of them.          +   et al.   ...   and 12 others   외 3명
_MORE = re.compile(
    r"\+|…|\.\.\.|(?:and[ ])?et[ .]{0,2}al\.?|(?:and[ ])?\+?\d*[ ]?(?:others|more)|외(?:[ ]?\d+[ ]?명)?|等",
    re.IGNORECASE,
)
#     A. Bo et al.     A. Bo (and 3 others)     A. Bo +3 more     A. Bo 외 3명     A. Bo et al. (9 authors)
_MORE_BEHIND = re.compile(
    r"(?P<name>.*?\S)[ ,]+"
    r"[(\[]?(?:et[ .]{1,2}al\.?|(?:and[ ]|&[ ])?\+?\d{1,4}[ ](?:others|more)|외[ ]?\d+[ ]?명)[)\]]?"
    r"(?:[ ]?[(（][^()（）]*[)）])?",
    re.IGNORECASE | re.ASCII,
)
# What all of these have in common with names that are joined; a quick look at the many that have none of it.
_ODD = re.compile(r"[+…&외명等]|\.\.\.|\b(?:and|et|al|others|more)\b", re.IGNORECASE)
_AND = re.compile(r"(?:and|&)[ ]+(?=\S)", re.IGNORECASE)
# Two names joined by `and`: each of two to five words that begin with a capital. `Center for Science and Art` is not.
_PERSON = r"[^\W\d_a-z]\S*(?:[ ]+[^\W\d_]\S*){1,4}"
_PAIR = re.compile(rf"(?P<one>{_PERSON})[ ]+(?:and|&)[ ]+(?P<other>{_PERSON})")
_ORGANISATION = re.compile(
    r"\b(?:for|of|the|team|group|labs?|institute|university|research|center|centre)\b", re.IGNORECASE
)
# Chinese and Japanese lists have commas of their own.
_WIDE_COMMA = re.compile(r"[，、；]")
_NAME_LINK = re.compile(r"\[([^\[\]]*)\]\([^()\s]*\)")


def read_authors(
    text: str, line: int, findings: Findings, *, keep_repeats: bool = False
) -> tuple[tuple[str, ...], bool | None]:
    """The names of a list of authors, and whether the list is complete.

    Names stay as written, in the order of the file. Neighbours that are the same are one author; a sign that there
    are more is no author. `A, B` may also be a Python list, and names may be links.

    Args:
        text: the list.
        line: where it stands.
        findings: what is odd about it is added.
        keep_repeats: whether neighbours of one name are two people, as in a list that was taken from the paper's
            record.

    Returns:
        The names, and False if the list says that it was cut off; no names and None if there is nothing in it.
    """
    names = text.split(", ")
    if "" in names or _needs_care(text, names):
        return _read_odd_authors(text, line, findings, keep_repeats=keep_repeats)
    if not keep_repeats and len(set(names)) != len(names):
        names = _without_repeats(names, line, findings)
    return tuple(names), True


def _without_repeats(names: Iterable[str], line: int, findings: Findings) -> list[str]:
    """Names without those that equal their neighbour; a run of one name is one finding."""
    kept: list[str] = []
    reported = ""
    for name in names:
        if not kept or kept[-1] != name:
            kept.append(name)
            reported = ""
        elif reported != name:
            findings.add(codes.AUTHOR_TWICE, line, name)
            reported = name
    return kept


def _needs_care(text: str, names: list[str]) -> bool:
    """Whether a list of authors is more than names with a comma and a space between them.

    Nearly all are not, so this asks in the quickest way, and rather says yes once too often.
    """
    last = names[-1]
    return (
        text.count(",") != len(names) - 1
        or "+" in text
        or "[" in text
        or "&" in text
        or "..." in text
        or "…" in text
        or ")" in last
        or ";" in text
        or _WIDE_COMMA.search(text) is not None
        or "\t" in text
        or "  " in text
        or " ," in text
        or " and " in text
        or text.startswith("and ")
        or not last[-1].isalpha()
        or _ODD.search(last) is not None
    )


def _read_odd_authors(
    text: str, line: int, findings: Findings, *, keep_repeats: bool
) -> tuple[tuple[str, ...], bool | None]:
    pieces, literal = _pieces(text)
    names: list[str] = []
    complete, split = True, literal is False
    for piece in pieces:
        name = " ".join(piece.split())
        if _ODD.search(name) is None:
            read = _Piece((name,) if name else ())
        else:
            read = _read_piece(name, may_be_two=piece is pieces[-1] and not literal)
        complete, split = complete and not read.more, split or read.split
        names += read.names
    if not keep_repeats:
        names = _without_repeats(names, line, findings)
    if literal:
        findings.add(codes.AUTHORS_LITERAL, line, str(len(names)))
    if split:
        findings.add(codes.AUTHORS_SPLIT, line, text, "; ".join(names))
    if not complete:
        findings.add(codes.AUTHORS_CUT, line)
    elif not names:
        findings.add(codes.NO_NAMES, line)
        return (), None
    return tuple(names), complete


@define
class _Piece:
    """What stands between two commas: names, a sign that there are more, whether an `and` was taken off."""

    names: tuple[str, ...]
    more: bool = False
    split: bool = False


def _read_piece(name: str, *, may_be_two: bool) -> _Piece:
    if _MORE.fullmatch(name):
        return _Piece((), more=True)
    more = _MORE_BEHIND.fullmatch(name)
    if more is not None:
        name = more["name"].rstrip(" ,")
    bare = _AND.sub("", name, count=1) if _AND.match(name) else name
    pair = _PAIR.fullmatch(bare) if may_be_two and not _ORGANISATION.search(bare) else None
    names = (pair["one"], pair["other"]) if pair else (bare,) if bare else ()
    return _Piece(names, more=more is not None, split=bare != name or pair is not None)


def _pieces(text: str) -> tuple[list[str], bool | None]:
    """The parts of a list, and how it was cut: True for a Python list, None for commas, False by a guess."""
    if text.startswith(("['", '["')):
        entries = parse_literal(text, max_depth=1)
        if entries is not None:
            return [entry.value for entry in entries if isinstance(entry.value, str)], True
        return [piece.strip(" \t'\"") for piece in text.strip("[]{}").split(",")], False
    if "](" in text:
        return _NAME_LINK.sub(r"\1", text).split(","), False
    if ";" in text and "," not in text:
        return text.split(";"), False
    if _WIDE_COMMA.search(text):
        return _WIDE_COMMA.sub(",", text).split(","), None
    return text.split(","), None
