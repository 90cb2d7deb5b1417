"""CSL-JSON: what pandoc, Zotero and the citation processors of the Citation Style Language read.

    [
    {"id": "arxiv:2406.11430", "type": "article", "title": "A Simple … L<sub>2</sub> Norm-Based Strategy …", …},
    {"id": …}
    ]

* An array of items, one a line, each of `"type": "article"`, which is a preprint in CSL 1.0.2 and in Zotero. Keys, in
  this order: id, type, title, author, issued, DOI, URL, publisher, number, genre, abstract, keyword; each only where
  the digest says what goes in. The official schema (csl-data.json) allows no keys of our own.
* `title` is rich text: `<sup>`, `<sub>`, `<i>` and `<b>` for what the digest writes so. All else is plain; `<` and `&`
  stay as they are, since no reader of CSL-JSON decodes entities. So a title that spells out one of those four
  elements is shown with it: the format has no escape for it.
* Names have `family`, with the particle in front, `given` and `suffix`. Groups and single names are `literal`. A list
  that was cut off ends with the literal `others`, for which pandoc prints "et al."; programs that do not know it
  show a group of that name.
* `issued` is the paper's year and month, from its arXiv id. A paper without one has none: the digest's day is not the
  paper's.
* `publisher`, `number` and `genre` say `arXiv`, `arXiv:ID` and `Preprint`; only papers on arXiv have them.
* `keyword` is one text, so commas in a keyword become spaces.
* Texts are one line. White space of any kind is one space; control characters vanish; lone surrogates become U+FFFD in
  names and DOIs and vanish elsewhere. What is no part of a URL is percent-encoded.
* A paper that appears again (same arXiv id, else same URL, else same title and date) is left out: its first item
  stands.
"""

from __future__ import annotations

import json
import re
from html import unescape
from typing import TYPE_CHECKING, Any, BinaryIO

from attrs import frozen

from paperdigest.exporters.bibtex_text import one_line, verbatim
from paperdigest.exporters.citation import AbstractSource, Citation, unique_citations
from paperdigest.exporters.options import option
from paperdigest.text import to_html

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from paperdigest.model import Paper
    from paperdigest.names import Name

__all__ = ["CslJsonExporter", "CslJsonOptions"]


def __dir__() -> list[str]:
    return __all__


@frozen(kw_only=True)
class CslJsonOptions:
    """The options of the `csl-json` exporter."""

    abstract: AbstractSource = option(
        "auto",
        "what the abstract holds: the paper's own or else the digest's summary (auto), one of the two, or nothing",
    )


@frozen
class CslJsonExporter:
    """Writes one item a paper; only the identities of the papers written so far are kept."""

    name: str = "csl-json"
    title: str = "CSL-JSON"
    media_type: str = "application/vnd.citationstyles.csl+json"
    # `.json` is the format that carries everything; a path's suffix does not tell `.csl.json` from it.
    suffixes: tuple[str, ...] = ()
    options: type[Any] = CslJsonOptions

    def write(self, papers: Iterable[Paper], stream: BinaryIO, options: CslJsonOptions) -> None:
        """Writes all papers to a binary stream, as UTF-8 with LF; no papers make an empty array."""
        stream.write(b"[")
        before, after = b"\n", b""
        for facts in unique_citations(papers, options.abstract):
            item = {key: value for key, value in _members(facts) if value}
            stream.write(before + json.dumps(item, ensure_ascii=False).encode("utf-8"))
            before, after = b",\n", b"\n"
        stream.write(after + b"]\n")


def _members(facts: Citation) -> Iterator[tuple[str, Any]]:
    """The keys of an item in their order; values that the digest does not fill are empty."""
    yield "id", facts.identity
    yield "type", "article"
    yield "title", _rich_text(facts.title)
    yield "author", _authors(facts)
    if facts.year is not None and facts.month is not None:
        yield "issued", {"date-parts": [[facts.year, facts.month]]}
    yield "DOI", one_line(facts.doi or "")
    yield "URL", verbatim(facts.url or "")
    if facts.arxiv_id is not None:
        yield "publisher", "arXiv"
        yield "number", f"arXiv:{facts.arxiv_id.id}"
        yield "genre", "Preprint"
    yield "abstract", facts.abstract
    keywords = (" ".join(keyword.replace(",", " ").split()) for keyword in facts.keywords)
    yield "keyword", ", ".join(filter(None, keywords))


def _authors(facts: Citation) -> list[dict[str, str]]:
    people = [person for name in facts.names if (person := _author(name))]
    return [*people, {"literal": "others"}] if facts.cut_off else people


def _author(name: Name) -> dict[str, str]:
    parts = {"family": name.surname, "given": name.given, "suffix": name.suffix, "literal": name.literal}
    return {part: text for part, text in parts.items() if text}


# `to_html` escapes every other `<` and `>`, in the attributes as well.
_TAG = re.compile(r"<(/?)(\w+)[^>]*>")
_ELEMENTS = {"sup": "sup", "sub": "sub", "em": "i", "strong": "b"}


def _rich_text(markdown: str) -> str:
    """A title in the markup of CSL-JSON."""
    return " ".join(unescape(_TAG.sub(_tag, to_html(markdown))).split())


def _tag(tag: re.Match[str]) -> str:
    if tag[2] == "br":
        return " "
    element = _ELEMENTS.get(tag[2])
    return "" if element is None else f"<{tag[1]}{element}>"
