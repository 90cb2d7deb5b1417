"""What was found on the way, counted for one message at the end."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import define

from paperdigest.cli.terminal import say
from paperdigest.diagnostics import Severity

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from paperdigest.cli.inputs import Input
    from paperdigest.model import Document

__all__ = ["Tally", "plural"]


def __dir__() -> list[str]:
    return __all__


@define
class Tally:
    """Counts the findings of the documents that pass through.

    Attributes:
        findings: those that are a guess or worse.
        files: those that have such findings.
    """

    findings: int = 0
    files: int = 0

    def documents(self, inputs: Iterable[Input], *, strict: bool) -> Iterator[Document]:
        """Reads the inputs, one after the other.

        Raises:
            click.ClickException: on the way, the system does not let us read one.
            DecodeError: on the way, one is not UTF-8.
            DigestError: on the way, in strict reading.
        """
        for found in inputs:
            document = found.read(strict=strict)
            guesses = sum(finding.severity >= Severity.WARNING for finding in document.diagnostics)
            self.findings += guesses
            self.files += guesses > 0
            yield document

    def report(self) -> None:
        """Says how many there were, if any."""
        if self.findings:
            say(
                f"{self.findings} {plural(self.findings, 'finding')} in "
                f"{self.files} {plural(self.files, 'file')}; run paperdigest check"
            )


def plural(count: int, noun: str) -> str:
    """The noun as it stands behind a number."""
    return noun if count == 1 else f"{noun}s"
