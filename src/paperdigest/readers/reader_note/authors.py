"""Authors as notes have them: a list of YAML, names with commas between them, or family names and initials in turn."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from paperdigest import codes
from paperdigest.readers.engines.authors import read_authors

if TYPE_CHECKING:
    from paperdigest.readers.engines.findings import Findings

__all__ = ["read_names"]

# Given names as initials, with hyphens between them, at most five.          A. J.   J.-P.   A.J.
#     initials = 1*5(letter "." [SP] ["-"])
_INITIALS = re.compile(r"(?:[^\W\d_]\.[ ]?-?){1,5}")
# Without stops they may be anything, such as the name of a group, unless more than one pair has them.          AJ   K B
_BARE_INITIALS = re.compile(r"[^\W\d_](?:[ -]?[^\W\d_]){0,2}")


def read_names(text: str, line: int, findings: Findings) -> tuple[tuple[str, ...], bool | None]:
    """The names of a list of authors, and whether the list is complete; see `readers.authors.read_authors`.

    bioRxiv and medRxiv put family names first: `Almeraya Del Valle, E., Pack, A. I.` or, with semicolons,
    `Almeraya Del Valle, E.; Pack, A. I.`. A list is read so only if every second piece of it is initials; each name
    keeps its comma, which tells the family name.
    """
    names = _paired(text)
    if names is None:
        return read_authors(text, line, findings, keep_repeats=True)
    findings.add(codes.AUTHORS_PAIRED, line, str(len(names)))
    return names, True


def _paired(text: str) -> tuple[str, ...] | None:
    if "," not in text:
        return None
    if ";" in text:
        parted = (piece.partition(",") for piece in text.split(";") if piece.strip())
        pairs = [(family.strip(), given.strip()) for family, _, given in parted]
        is_paired = all(family and given and "," not in given for family, given in pairs)
    else:
        pieces = [piece.strip() for piece in text.rstrip(" ,").split(",")]
        pairs = list(zip(pieces[::2], pieces[1::2], strict=False))
        is_paired = len(pieces) % 2 == 0 and all(
            family and not _are_initials(family, bare=True) and _are_initials(given, bare=len(pairs) > 1)
            for family, given in pairs
        )
    return tuple(f"{family}, {given}" for family, given in pairs) if is_paired else None


def _are_initials(text: str, *, bare: bool) -> bool:
    """Whether a piece is nothing but initials; with `bare`, also such without stops."""
    # Capitals alone: most scripts have none, and names of one or two characters.
    return text.isupper() and (
        _INITIALS.fullmatch(text) is not None or (bare and _BARE_INITIALS.fullmatch(text) is not None)
    )
