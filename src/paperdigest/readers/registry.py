"""Finding a reader by name: the built-in table first, then the entry points that plug-ins declare."""

from __future__ import annotations

from typing import TYPE_CHECKING

from paperdigest._plugins import Registry
from paperdigest.errors import ReaderError, UnknownReaderError

if TYPE_CHECKING:
    from paperdigest.readers.protocol import Reader

__all__ = ["reader", "reader_names"]


def __dir__() -> list[str]:
    return __all__


READERS: Registry[Reader] = Registry(
    kind="reader",
    choice="reader",
    group="paperdigest.readers",
    built_in={
        "daily-papers": ("paperdigest.readers.daily_papers", "DailyPapersReader"),
        "ai-enhanced": ("paperdigest.readers.ai_enhanced", "AiEnhancedReader"),
        "date-table": ("paperdigest.readers.date_table", "DateTableReader"),
        "title-date-table": ("paperdigest.readers.title_date_table", "TitleDateTableReader"),
        "papers-for": ("paperdigest.readers.papers_for", "PapersForReader"),
        "paper-assistant": ("paperdigest.readers.paper_assistant", "PaperAssistantReader"),
        "reporter": ("paperdigest.readers.reporter", "ReporterReader"),
        "reader-note": ("paperdigest.readers.reader_note", "ReaderNoteReader"),
        "papers-of-week": ("paperdigest.readers.papers_of_week", "PapersOfWeekReader"),
        "newsletter-zh": ("paperdigest.readers.newsletter_zh", "NewsletterZhReader"),
    },
    shape=("name", "title", "recognises", "read"),
    unknown=UnknownReaderError,
    broken=ReaderError,
)


def reader_names() -> tuple[str, ...]:
    """The names that `reader` knows: built-in ones in the order of the docs, then plug-ins by name.

    A plug-in is named here without being imported, so a broken one is listed too.
    """
    return READERS.names()


def reader(name: str) -> Reader:
    """The reader of that name; a built-in one, if a plug-in has the same name.

    Raises:
        UnknownReaderError: there is none; the message names those that are near.
        ReaderError: a plug-in has the name, but it cannot be imported or is no reader.
    """
    return READERS.get(name)
