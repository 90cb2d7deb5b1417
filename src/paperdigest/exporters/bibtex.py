"""BibTeX: one `@misc` a paper, as arXiv's own export has it, written so that every manager reads it alike.

* Fields, in this order: title, author, year, month, eprint, archivePrefix, primaryClass, doi, url, abstract,
  keywords; each only where the digest says what goes in. Texts are escaped as `bibtex_text` says.
* `year` and `month` are the paper's, from its arXiv id. A paper without one has neither: the digest's day is not
  the paper's, and `@misc` needs no year.
* `author` has the names turned around (`Van Durme, Benjamin`), groups and single names whole (`{Gemini Team}`). A
  list that was cut off ends with `and others`, which BibTeX and biber print as "et al."; managers that do not
  know it show a name `others`. The order is the digest's.
* `url` is the page on arXiv, or else the paper's URL as written.
* `abstract` is the paper's own, or else the digest's summary as plain text, its points between `•`; an option
  picks one.
* The key is `arxiv:` and the id without version, in lower case: `arxiv:2403.04652`, `arxiv:hep-th/9901001`. It is
  the form in which arXiv papers are cited, starts with a letter, and tells in a library of many sources where the
  entry is from. Without arXiv id it is `paper:` and a hash of the URL, or else of title and date. So a paper has
  the same key in every file, and two keys never differ by case alone.
* A paper that appears again (same arXiv id, else same URL, else same title and date) is left out: its first
  entry stands.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, BinaryIO

import bibtexparser
from attrs import frozen
from bibtexparser.middlewares import default_unparse_stack
from bibtexparser.model import Entry, Field

from paperdigest.exporters.bibtex_text import field_text, title_text, verbatim
from paperdigest.exporters.citation import AbstractSource, Citation, unique_citations
from paperdigest.exporters.options import option

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from paperdigest.model import Paper
    from paperdigest.names import Name

__all__ = ["BibtexExporter", "BibtexOptions"]


def __dir__() -> list[str]:
    return __all__


@frozen(kw_only=True)
class BibtexOptions:
    """The options of the `bibtex` exporter."""

    abstract: AbstractSource = option(
        "auto",
        "what the abstract field holds: the paper's abstract or else the digest's summary (auto), one of the two, "
        "or nothing",
    )


@frozen
class BibtexExporter:
    """Writes one entry a paper; only the keys of the entries written so far are kept."""

    name: str = "bibtex"
    title: str = "BibTeX"
    media_type: str = "application/x-bibtex"
    suffixes: tuple[str, ...] = (".bib",)
    options: type[Any] = BibtexOptions

    def write(self, papers: Iterable[Paper], stream: BinaryIO, options: BibtexOptions) -> None:
        """Writes all papers to a binary stream, as UTF-8 with LF; no papers make an empty file."""
        style = bibtexparser.BibtexFormat()
        style.indent = "  "
        style.trailing_comma = True
        stack = default_unparse_stack(allow_inplace_modification=True)
        for number, facts in enumerate(unique_citations(papers, options.abstract)):
            # A library of one entry: the writer takes nothing less, and all papers at once would not stream.
            library = bibtexparser.Library([_entry(facts)])
            text = bibtexparser.write_string(library, unparse_stack=stack, bibtex_format=style)
            stream.write(("\n" + text if number else text).encode("utf-8"))


_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


def _entry(facts: Citation) -> Entry:
    return Entry("misc", facts.identity, [field for field in _fields(facts) if field.value])


def _fields(facts: Citation) -> Iterator[Field]:
    """The fields of an entry in their order; those that the digest does not fill are empty."""
    yield Field("title", title_text(facts.title))
    yield Field("author", _authors(facts))
    if facts.year is not None and facts.month is not None:
        yield Field("year", str(facts.year))
        yield Field("month", _MONTHS[facts.month - 1], enclosing="no-enclosing")
    if facts.arxiv_id is not None:
        yield Field("eprint", verbatim(facts.arxiv_id.id))
        yield Field("archivePrefix", "arXiv")
        yield Field("primaryClass", field_text(facts.primary_class or ""))
    yield Field("doi", verbatim(facts.doi or ""))
    yield Field("url", verbatim(facts.url or ""))
    yield Field("abstract", field_text(facts.abstract))
    # Managers cut the list at its commas, so a keyword has none.
    keywords = (field_text(keyword.replace(",", " ")) for keyword in facts.keywords)
    yield Field("keywords", ", ".join(filter(None, keywords)))


def _authors(facts: Citation) -> str:
    people = [_author(name) for name in facts.names]
    return " and ".join([*people, "others"] if facts.cut_off else people)


def _author(name: Name) -> str:
    """`Family, Given`, with particle and suffix; a literal name stands in braces, so nobody takes it apart."""
    if name.literal is not None:
        return f"{{{field_text(name.literal)}}}"
    assert name.family is not None
    family = field_text(name.family)
    # BibTeX takes all up to the last small word for particles: of `Ortega y Gasset` it would keep `Gasset`.
    if any(word[0].islower() for word in name.family.split()[:-1]):
        family = f"{{{family}}}"
    if name.particle is not None:
        family = f"{field_text(name.particle)} {family}"
    parts = (family, name.suffix and field_text(name.suffix), name.given and field_text(name.given))
    return ", ".join(part for part in parts if part)
