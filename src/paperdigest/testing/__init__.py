"""Whether an exporter keeps what exporters promise: for plug-in authors, and for our own.

    from paperdigest.testing import check_exporter

    def test_the_exporter_keeps_its_promises():
        check_exporter(TitlesExporter())

`exporter_checks` gives each check as a test of its own, and `sample_papers` and `sample_options` are what they
are run with. All are plain values and functions; no framework is needed, and any will do.
"""

from __future__ import annotations

from paperdigest.errors import ExporterCheckError
from paperdigest.testing.kit import check_exporter, exporter_checks
from paperdigest.testing.samples import sample_papers
from paperdigest.testing.trials import sample_options

__all__ = ["ExporterCheckError", "check_exporter", "exporter_checks", "sample_options", "sample_papers"]


def __dir__() -> list[str]:
    return __all__
