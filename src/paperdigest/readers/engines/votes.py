"""Counts of votes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from paperdigest import codes

if TYPE_CHECKING:
    from paperdigest.readers.engines.findings import Findings

__all__ = ["read_votes"]

# Longer numbers are no counts; Python also refuses to read those of more than 4,300 digits.
_MOST_DIGITS = 12
#     votes = number          22
#     not counted = "-" / "–" / "—" / "?" / "n/a" / "none" / nothing          -
_NOT_COUNTED = frozenset(("", "-", "–", "—", "−", "?", "n/a", "na", "none", "null"))
# A number in other dress: separators, a plus sign, a mark or a word around it.          1,024   +5   12 votes
_DRESSED = re.compile(
    r"[^\w-]{0,8}(\d{1,3}(?:[,  ]\d{3})+|\d+)\+?[^\w]{0,8}(?:[^\W\d]{1,8})?[^\w]{0,8}", re.ASCII
)


def read_votes(text: str, line: int, findings: Findings) -> int | None:
    """The count of votes; None where they were not counted or cannot be read."""
    if text.isdigit() and text.isascii() and len(text) <= _MOST_DIGITS:
        return int(text)
    if text.lower() in _NOT_COUNTED:
        findings.add(codes.VOTES_NOT_COUNTED, line)
        return None
    match = _DRESSED.fullmatch(text) if len(text) <= 3 * _MOST_DIGITS else None
    digits = re.sub(r"\D", "", match[1]) if match else ""
    if not 0 < len(digits) <= _MOST_DIGITS:
        findings.add(codes.BAD_VOTES, line, text)
        return None
    findings.add(codes.ODD_VOTES, line, text, digits)
    return int(digits)
