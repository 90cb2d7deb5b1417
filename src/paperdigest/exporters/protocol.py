"""The shape that every exporter has, ours and those of plug-ins."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, BinaryIO, Protocol, runtime_checkable

if TYPE_CHECKING:
    from collections.abc import Iterable

    from paperdigest.model import Paper

__all__ = ["Exporter"]


def __dir__() -> list[str]:
    return __all__


@runtime_checkable
class Exporter(Protocol):
    """Writes papers in one format.

    An exporter is pure: the bytes depend on the papers and the options, never on a clock, a locale, an
    environment or the order of a hash table. It takes papers one by one unless the format forbids it, and it
    neither closes nor seeks the stream.
    """

    @property
    def name(self) -> str:
        """What callers ask for, such as `bibtex`; lower case, no spaces."""

    @property
    def title(self) -> str:
        """What people call the format, such as `BibTeX`."""

    @property
    def media_type(self) -> str:
        """The IANA media type, such as `application/rss+xml`."""

    @property
    def suffixes(self) -> tuple[str, ...]:
        """File suffixes that mean this format and no other, with the dot; may be empty."""

    @property
    def options(self) -> type[Any]:
        """A frozen attrs class whose fields are made with `paperdigest.exporters.options.option`."""

    def write(self, papers: Iterable[Paper], stream: BinaryIO, options: Any) -> None:
        """Writes all papers to a binary stream; `options` is an instance of the class above."""
