"""The shape that every reader has, ours and those of plug-ins."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, runtime_checkable

if TYPE_CHECKING:
    from paperdigest.model import Document

__all__ = ["Reader"]


def __dir__() -> list[str]:
    return __all__


@runtime_checkable
class Reader(Protocol):
    """Reads texts of one digest format.

    Both methods are total: they return for every text, in time that grows in proportion to it. What they return
    depends on the text alone, never on the name of a file, a clock or a locale.
    """

    @property
    def name(self) -> str:
        """What callers ask for, such as `daily-papers`; lower case, no spaces."""

    @property
    def title(self) -> str:
        """What people call the format, such as `Daily Papers`."""

    def recognises(self, source: str) -> int:
        """How many entries of this format a text holds; 0 if it is none of this format.

        Entries count only if the mark of the document (a heading, a header of a table) is there as well. Both are
        looked for at the beginning of lines, outside of fenced code, and never in prose. If several readers recognise
        a text, the one with the most entries reads it, so a number that is about right will do.

        Every reader is asked about every text: one of another format should cost a search for a word, not a reading.
        """

    def read(self, source: str, name: str) -> Document:
        """Reads a text, also one that the reader does not recognise.

        Args:
            source: the decoded text. It is the document's source; spans point into it, and the blocks tile it.
            name: what it was read from. It is the document's name, and tells the reader nothing.

        Returns:
            A document whose `reader` is the name of this reader. If it holds no digest, it has the finding `PD101`.
        """
