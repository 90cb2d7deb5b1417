"""Links that stand in the text of a paper's fields and points."""

from __future__ import annotations

from typing import TYPE_CHECKING

from paperdigest.model import Link
from paperdigest.text.links import find_links, link_kind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from paperdigest.model import Point

__all__ = ["derived_links"]


def derived_links(extra: Iterable[tuple[str, str]], summary: Sequence[Point]) -> Iterator[Link]:
    """The links that stand in extra fields and in points, in the order of the file; a URL may come again."""
    for label, text in extra:
        for link in find_links(text) if "://" in text else ():
            # `Project page: https://…`: the field says what the bare URL leads to.
            yield link if link.label else Link(url=link.url, label=label, kind=link_kind(link.url, label))
    # A stack, not recursion: what callers write may be nested deeper than Python nests calls.
    waiting = [*reversed(summary)]
    while waiting:
        point = waiting.pop()
        if "://" in point.text or (point.label is not None and "://" in point.label):
            yield from find_links(f"{point.label}: {point.text}" if point.label else point.text)
        if point.children:
            waiting.extend(reversed(point.children))
