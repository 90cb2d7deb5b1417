"""JSON Lines: one paper a line, for programs that read line by line.

Each line is the object that the `json` exporter writes for a paper (`paperdigest.exporters._schema`), and
ends with a line feed. No text in it holds a line end of any kind, so any way of cutting lines will do.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, BinaryIO

from attrs import frozen

from paperdigest.exporters._schema import encode_paper, make_encoder

if TYPE_CHECKING:
    from collections.abc import Iterable

    from paperdigest.model import Paper

__all__ = ["JsonLinesExporter", "JsonLinesOptions"]


def __dir__() -> list[str]:
    return __all__


@frozen(kw_only=True)
class JsonLinesOptions:
    """Options of `jsonl`: there are none."""


@frozen
class JsonLinesExporter:
    """Writes one JSON object a line."""

    name = "jsonl"
    title = "JSON Lines"
    media_type = "application/jsonl"
    suffixes = (".jsonl", ".ndjson")
    options = JsonLinesOptions

    def write(self, papers: Iterable[Paper], stream: BinaryIO, options: JsonLinesOptions) -> None:  # noqa: ARG002
        """Writes paper by paper.

        Raises:
            SchemaError: a paper has points nested too deep, or a label of `extra` twice.
        """
        encoder = make_encoder(None)
        stream.writelines(
            encode_paper(paper, encoder, f"papers[{index}]") + b"\n" for index, paper in enumerate(papers)
        )
