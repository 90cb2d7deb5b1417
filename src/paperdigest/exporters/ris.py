"""RIS: the format that every reference manager reads, one record a paper.

    TY  - JOUR
    ID  - arxiv:2406.11430
    TI  - A Simple and Effective L₂ Norm-Based Strategy for KV Cache Compression
    …
    ER  -

* Tags, in this order: TY, ID, TI, TT, AU, PY, DA, T2, AB, KW, DO, UR, DB, AN, ER; each only where the digest says what
  goes in. A tag has one value, which is one line; AU and KW come once for each name and keyword.
* A paper on arXiv is `JOUR` in the journal `arXiv preprint arXiv:ID`: no type means a preprint to all readers, and so
  the id gets into the bibliography of each. A paper that is not on arXiv is `GEN`; where it was published is not
  known.
* Names are `Family, Given, Suffix`, particles in front of the family name. The name of a group, or a single name, has
  a comma behind it, so that nobody takes it apart; commas inside it become spaces. A list that was cut off ends with
  `et al.,`: a citation that hides that there are more authors would be wrong.
* PY and DA are the paper's, from its arXiv id: `2024` and `2024/06//`, where the slashes stand for the parts that are
  not known.
* Values are plain text, not LaTeX. White space of any kind is one space; control characters vanish; lone surrogates
  become U+FFFD in names and DOIs and vanish elsewhere. What is no part of a URL is percent-encoded, and so is `;`,
  which readers take for the end of it.
* Lines end in CR LF, as the RIS specification has it; readers of LF take that for white space at the end. A blank line
  stands between records. UTF-8 without byte order mark.
* A paper that appears again (same arXiv id, else same URL, else same title and date) is left out: its first record
  stands.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, BinaryIO

from attrs import frozen

from paperdigest.exporters.bibtex_text import one_line, verbatim
from paperdigest.exporters.citation import AbstractSource, Citation, unique_citations
from paperdigest.exporters.options import option

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from paperdigest.model import Paper
    from paperdigest.names import Name

__all__ = ["RisExporter", "RisOptions"]


def __dir__() -> list[str]:
    return __all__


@frozen(kw_only=True)
class RisOptions:
    """The options of the `ris` exporter."""

    abstract: AbstractSource = option(
        "auto",
        "what AB holds: the paper's abstract or else the digest's summary (auto), one of the two, or nothing",
    )


@frozen
class RisExporter:
    """Writes one record a paper; only the identities of the papers written so far are kept."""

    name: str = "ris"
    title: str = "RIS"
    media_type: str = "application/x-research-info-systems"
    suffixes: tuple[str, ...] = (".ris",)
    options: type[Any] = RisOptions

    def write(self, papers: Iterable[Paper], stream: BinaryIO, options: RisOptions) -> None:
        """Writes all papers to a binary stream, as UTF-8 with CR LF; no papers make an empty file."""
        before = ""
        for facts in unique_citations(papers, options.abstract):
            stream.write((before + _record(facts)).encode("utf-8"))
            before = _LINE_END


_LINE_END = "\r\n"


def _record(facts: Citation) -> str:
    lines = [f"{tag}  - {value}{_LINE_END}" for tag, text in _tags(facts) if (value := _value(text))]
    return "".join(
        ["TY  - ", "GEN" if facts.arxiv_id is None else "JOUR", _LINE_END, *lines, "ER  - ", _LINE_END]
    )


def _value(text: str) -> str:
    # One line already, but for spaces that only Unicode knows: U+3000.
    return " ".join(text.split())


def _tags(facts: Citation) -> Iterator[tuple[str, str]]:
    """What stands between TY and ER, in its order; values that the digest does not fill are empty."""
    yield "ID", facts.identity
    yield "TI", facts.plain_title
    yield "TT", facts.translated_title or ""
    for name in facts.names:
        yield "AU", _author(name)
    if facts.cut_off:
        yield "AU", "et al.,"
    if facts.year is not None and facts.month is not None:
        yield "PY", str(facts.year)
        yield "DA", f"{facts.year}/{facts.month:02}//"
    if facts.arxiv_id is not None:
        yield "T2", f"arXiv preprint arXiv:{facts.arxiv_id.id}"
    yield "AB", facts.abstract
    for keyword in facts.keywords:
        yield "KW", keyword
    yield "DO", one_line(facts.doi or "")
    yield "UR", verbatim(facts.url or "").replace(";", "%3B")
    if facts.arxiv_id is not None:
        yield "DB", "arXiv"
        yield "AN", f"arXiv:{facts.arxiv_id.id}"


def _author(name: Name) -> str:
    """`Family, Given, Suffix`; a literal name with a comma behind it, or nothing if it is empty."""
    if name.literal is not None:
        whole = _value(name.literal.replace(",", " "))
        return whole and f"{whole},"
    return ", ".join(part for part in (name.surname, name.given, name.suffix) if part)
