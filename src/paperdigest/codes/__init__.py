"""The table of findings.

Ids are grouped by what they are about, a file a group: 1xx documents and digests, 2xx paper headings, 3xx fields,
4xx points, 5xx tables. An id is never reused, and its severity never changes; wording may.
"""

from __future__ import annotations

from types import MappingProxyType

from paperdigest.codes._documents import *  # noqa: F403
from paperdigest.codes._fields import *  # noqa: F403
from paperdigest.codes._headings import *  # noqa: F403
from paperdigest.codes._notes import *  # noqa: F403
from paperdigest.codes._points import *  # noqa: F403
from paperdigest.codes._tables import *  # noqa: F403
from paperdigest.diagnostics import Code

__all__ = ["CODES"]


def __dir__() -> list[str]:
    return __all__


CODES = MappingProxyType(
    {
        code.id: code
        for code in sorted(
            (value for value in list(globals().values()) if isinstance(value, Code)), key=lambda code: code.id
        )
    }
)
