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

import hashlib
import re
from typing import TYPE_CHECKING, Any, BinaryIO, Literal

import bibtexparser
from attrs import frozen
from bibtexparser.middlewares import default_unparse_stack
from bibtexparser.model import Entry, Field

from paperdigest.exporters.bibtex_text import field_text, one_line, title_text, verbatim
from paperdigest.exporters.options import option
from paperdigest.names import Name, parse_name
from paperdigest.text import to_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from paperdigest.model import ArxivId, Paper, Point

__all__ = ["BibtexExporter", "BibtexOptions"]


def __dir__() -> list[str]:
    return __all__


@frozen(kw_only=True)
class BibtexOptions:
    """The options of the `bibtex` exporter."""

    abstract: Literal["auto", "paper", "summary", "none"] = option(
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
        seen: set[str] = set()
        for paper in papers:
            key = _key(paper)
            if key in seen:
                continue
            # A library of one entry: the writer takes nothing less, and all papers at once would not stream.
            library = bibtexparser.Library([_entry(key, paper, options)])
            text = bibtexparser.write_string(library, unparse_stack=stack, bibtex_format=style)
            stream.write(("\n" + text if seen else text).encode("utf-8"))
            seen.add(key)


_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")

# math.GT/0309136 is math/0309136: the subject is no part of what identifies a paper.
_SUBJECT = re.compile(r"\.[A-Z]{2}(?=/)")


def _key(paper: Paper) -> str:
    """The key of a paper; the same for two papers only if they are one."""
    if paper.arxiv_id is not None:
        return f"arxiv:{_SUBJECT.sub('', paper.arxiv_id.id).lower()}"
    title, url = to_text(paper.title), (paper.url or "").strip()
    identity: tuple[str, ...]
    if url:
        identity = ("url", url)
    elif title:
        identity = ("title", title, str(paper.date))
    else:
        # Nothing names it, so only a paper with the same content is the same.
        identity = ("content", repr(paper))
    digest = hashlib.sha256("\n".join(identity).encode("utf-8", "surrogatepass"))
    return f"paper:{digest.hexdigest()[:16]}"


def _entry(key: str, paper: Paper, options: BibtexOptions) -> Entry:
    return Entry("misc", key, [field for field in _fields(paper, options) if field.value])


def _fields(paper: Paper, options: BibtexOptions) -> Iterator[Field]:
    """The fields of an entry in their order; those that the digest does not fill are empty."""
    yield Field("title", title_text(paper.title))
    yield Field("author", _authors(paper))
    if paper.arxiv_id is None:
        yield Field("url", verbatim(paper.url or ""))
    else:
        yield from _arxiv_fields(paper.arxiv_id, paper.categories)
    yield Field("abstract", field_text(_abstract(paper, options)))
    # Managers cut the list at its commas, so a keyword has none.
    keywords = (field_text(to_text(tag).replace(",", " ")) for tag in paper.tags)
    yield Field("keywords", ", ".join(filter(None, keywords)))


def _arxiv_fields(arxiv_id: ArxivId, categories: tuple[str, ...]) -> Iterator[Field]:
    yield Field("year", str(arxiv_id.year))
    yield Field("month", _MONTHS[arxiv_id.month - 1], enclosing="no-enclosing")
    yield Field("eprint", verbatim(arxiv_id.id))
    yield Field("archivePrefix", "arXiv")
    yield Field("primaryClass", field_text(categories[0]) if categories else "")
    yield Field("doi", verbatim(arxiv_id.doi))
    yield Field("url", verbatim(arxiv_id.abs_url))


# What marks a list as cut off in some digests; it is never a name.
_CUT_OFF = "+"


def _authors(paper: Paper) -> str:
    names = [name for name in map(one_line, paper.authors) if name]
    people = [_author(parse_name(name)) for name in names if name != _CUT_OFF]
    if people and (paper.authors_complete is False or len(people) < len(names)):
        people.append("others")
    return " and ".join(people)


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


def _abstract(paper: Paper, options: BibtexOptions) -> str:
    if options.abstract in ("auto", "paper") and paper.abstract:
        return to_text(paper.abstract)
    return _summary(paper.summary) if options.abstract in ("auto", "summary") else ""


def _summary(points: tuple[Point, ...]) -> str:
    """The points as one text, each behind a bullet unless there is but one; nested ones follow theirs."""
    lines: list[str] = []
    waiting = list(reversed(points))
    while waiting:
        point = waiting.pop()
        waiting.extend(reversed(point.children))
        parts = (to_text(point.label or ""), to_text(point.text))
        lines.append(": ".join(part for part in parts if part))
    lines = [line for line in lines if line]
    return lines[0] if len(lines) == 1 else " ".join(f"• {line}" for line in lines)
