"""BibTeX: one entry a paper, written so that every manager reads it alike.

* The dialect `misc` is `@misc`, as arXiv's own export has it. Fields, in this order: title, author, year, month,
  eprint, archivePrefix, primaryClass, doi, url, abstract, keywords; each only where the digest says what goes in.
  Texts are escaped as `bibtex_text` says.
* `article` is `@article` with `journal = {arXiv preprint arXiv:2403.04652}` behind the author, since plain styles
  print no arXiv id from `@misc`. A paper that is not on arXiv stays `@misc`: its journal is not known.
* `biblatex` is `@online`, with `date` for year and month, and `eprinttype` and `eprintclass` for the two fields of
  arXiv. A paper without URL and DOI stays `@misc`, which needs neither.
* In every dialect the entry cites the preprint: its year and month, its page. So a journal reference is not
  written: it is one text of which the volume and the pages cannot be cut for sure, and its year is another. The
  published version is reached by `doi`, which is that version's where it is known.
* `year` and `month` are the paper's, from its arXiv id. A paper without one has neither: the digest's day is not
  the paper's, and `@misc` needs no year.
* `author` has the names turned around (`Van Durme, Benjamin`), groups and single names whole (`{Gemini Team}`). A
  list that was cut off ends with `and others`, which BibTeX and biber print as "et al."; managers that do not
  know it show a name `others`. The order is the digest's.
* `url` is the page on arXiv, or else the paper's URL as written.
* `abstract` is the paper's own, or else the digest's summary as plain text, its points between `•`; an option
  picks one.
* `keywords` are the digest's. arXiv categories are none: the first is the primary class.
* The key is by default `arxiv:` and the id without version, in lower case: `arxiv:2403.04652`,
  `arxiv:hep-th/9901001`. It is the form in which arXiv papers are cited, starts with a letter, and tells in a
  library of many sources where the entry is from. Without arXiv id it is `paper:` and a hash of the URL, or else of
  title and date. Other keys are made by the rules of `citation_key`. A paper has the same key in every file, and
  two keys never differ by case alone.
* A paper that appears again (same arXiv id, else same URL, else same title and date) is left out: its first
  entry stands.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, BinaryIO, Literal

import bibtexparser
from attrs import frozen
from bibtexparser.middlewares import default_unparse_stack
from bibtexparser.model import Entry, Field

from paperdigest.exporters.bibtex_text import Protect, field_text, title_text, verbatim
from paperdigest.exporters.citation import AbstractSource, Citation, unique_citations
from paperdigest.exporters.citation_key import check_template, citation_key
from paperdigest.exporters.options import option

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    import attrs

    from paperdigest.model import Paper
    from paperdigest.names import Name

__all__ = ["BibtexExporter", "BibtexOptions"]


def __dir__() -> list[str]:
    return __all__


def _check_key(_: BibtexOptions, __: attrs.Attribute[str], value: str) -> None:
    check_template(value)


@frozen(kw_only=True)
class BibtexOptions:
    """The options of the `bibtex` exporter."""

    abstract: AbstractSource = option(
        "auto",
        "what the abstract field holds: the paper's abstract or else the digest's summary (auto), one of the two, "
        "or nothing",
    )
    dialect: Literal["misc", "article", "biblatex"] = option(
        "misc",
        "the kind of entry: @misc as arXiv has it, @article for styles that print no arXiv id from @misc, or "
        "@online for biblatex",
    )
    key: str = option(
        "{id}",
        "the key, made of {id}, {author} (the first that the digest lists), {year} and {word} (the first of the "
        "title); without {id}, the id is put behind it",
        _check_key,
    )
    keywords: bool = option(default=True, help="write the digest's keywords")
    unicode: bool = option(default=False, help="write accented letters as they are, not as macros")
    protect: Protect = option(
        "auto",
        "what stands in braces in a title, for styles that print small letters: words that would be spoilt (auto), "
        "no words, or all of it",
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
            library = bibtexparser.Library([_entry(facts, options)])
            text = bibtexparser.write_string(library, unparse_stack=stack, bibtex_format=style)
            stream.write(("\n" + text if number else text).encode("utf-8"))


_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


def _entry(facts: Citation, options: BibtexOptions) -> Entry:
    fields = [field for field in _fields(facts, options) if field.value]
    return Entry(_entry_type(facts, options.dialect), citation_key(facts, options.key), fields)


def _entry_type(facts: Citation, dialect: str) -> str:
    if dialect == "article" and facts.arxiv_id is not None:
        return "article"
    return "online" if dialect == "biblatex" and (facts.url or facts.doi) else "misc"


def _fields(facts: Citation, options: BibtexOptions) -> Iterator[Field]:
    """The fields of an entry in their order; those that the digest does not fill are empty."""
    yield Field("title", title_text(facts.title, unicode=options.unicode, protect=options.protect))
    yield Field("author", _authors(facts, options.unicode))
    yield from _biblatex(facts) if options.dialect == "biblatex" else _bibtex(facts, options.dialect)
    yield Field("doi", verbatim(facts.doi or ""))
    yield Field("url", verbatim(facts.url or ""))
    yield Field("abstract", field_text(facts.abstract, unicode=options.unicode))
    if options.keywords:
        # Managers cut the list at its commas, so a keyword has none.
        keywords = (field_text(word.replace(",", " "), unicode=options.unicode) for word in facts.keywords)
        yield Field("keywords", ", ".join(filter(None, keywords)))


def _bibtex(facts: Citation, dialect: str) -> Iterator[Field]:
    """The day and the place of a paper, in the fields of BibTeX's styles and of arXiv's export."""
    if dialect == "article" and facts.arxiv_id is not None:
        yield Field("journal", f"arXiv preprint arXiv:{verbatim(facts.arxiv_id.id)}")
    if facts.year is not None and facts.month is not None:
        yield Field("year", str(facts.year))
        yield Field("month", _MONTHS[facts.month - 1], enclosing="no-enclosing")
    if facts.arxiv_id is not None:
        yield Field("eprint", verbatim(facts.arxiv_id.id))
        yield Field("archivePrefix", "arXiv")
        yield Field("primaryClass", field_text(facts.primary_class or ""))


def _biblatex(facts: Citation) -> Iterator[Field]:
    """The same in the fields of biblatex."""
    if facts.year is not None and facts.month is not None:
        yield Field("date", f"{facts.year}-{facts.month:02}")
    if facts.arxiv_id is not None:
        yield Field("eprint", verbatim(facts.arxiv_id.id))
        yield Field("eprinttype", "arxiv")
        yield Field("eprintclass", field_text(facts.primary_class or ""))


def _authors(facts: Citation, unicode: bool) -> str:
    people = [_author(name, unicode) for name in facts.names]
    return " and ".join([*people, "others"] if facts.cut_off else people)


def _author(name: Name, unicode: bool) -> str:
    """`Family, Given`, with particle and suffix; a literal name stands in braces, so nobody takes it apart."""

    def text(part: str) -> str:
        return field_text(part, unicode=unicode)

    if name.literal is not None:
        return f"{{{text(name.literal)}}}"
    assert name.family is not None
    family = text(name.family)
    # BibTeX takes all up to the last small word for particles: of `Ortega y Gasset` it would keep `Gasset`.
    if " " in name.family and any(word[0].islower() for word in name.family.split()[:-1]):
        family = f"{{{family}}}"
    if name.particle is not None:
        family = f"{text(name.particle)} {family}"
    parts = (family, name.suffix and text(name.suffix), name.given and text(name.given))
    return ", ".join(part for part in parts if part)
