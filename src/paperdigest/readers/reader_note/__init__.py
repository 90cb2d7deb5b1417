"""The format of paper readers: a note for each paper, with its facts in YAML front matter, and pages that list a day's.

`recognition` tells whether a text is of this format, `front_matter` cuts YAML into fields, `note` reads the fields and
the sections of a note, `abstracts` tells which sections hold an abstract, `day_page` reads the pages of days. The rules
are written down in the docs page on the format.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import frozen

from paperdigest.readers.engines.page import Page
from paperdigest.readers.reader_note.day_page import read_days
from paperdigest.readers.reader_note.front_matter import front_matter_end
from paperdigest.readers.reader_note.note import read_note
from paperdigest.readers.reader_note.recognition import count_papers, is_note

if TYPE_CHECKING:
    from paperdigest.model import Digest, Document

__all__ = ["ReaderNoteReader"]


def __dir__() -> list[str]:
    return __all__


@frozen
class ReaderNoteReader:
    """Front matter with `title`, `authors`, `date`, `pdf`, `tldr` or such; or `# 日报 · DATE` and links to notes."""

    name = "reader-note"
    title = "Reader note"

    def recognises(self, source: str) -> int:
        """1 for a note, the number of entries of a day page; see `Reader.recognises`."""
        return count_papers(source)

    def read(self, source: str, name: str) -> Document:
        """Reads a text of this format; any text, however little of it is a note or a page of a day.

        Args:
            source: the decoded text.
            name: what it was read from.
        """
        page = Page.of(source, name)
        end = front_matter_end(page.lines)
        first = 0 if end is None else end + 1
        page.hide_code((), first)
        digests: tuple[Digest, ...] = ()
        if not is_note(page.lines, end):
            # Pages of sites that are made of Markdown may have front matter, too, but not that of a paper.
            digests = read_days(page, first)
        if not digests and end is not None:
            digests = read_note(page, end)
        return page.document(self.name, digests)
