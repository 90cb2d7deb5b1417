"""What a check finds, and what a check is."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from attrs import frozen

from paperdigest.testing.trials import Subject

__all__ = ["Check", "Fault"]


def __dir__() -> list[str]:
    return __all__


@frozen
class Fault:
    """One thing that an exporter does and may not do, or the other way around.

    Attributes:
        reason: what was expected, and what came.
        trial: the sample and the setting; empty if it is about no papers.
        cause: the exception behind it, for the traceback.
    """

    reason: str
    trial: str = ""
    cause: BaseException | None = None


Check = Callable[[Subject], Iterator[Fault]]
