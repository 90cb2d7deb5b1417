"""The model: what any paper digest says, whatever format it is written in.

Frozen values. Equality and hash are about content; spans are provenance and do not count. `None` means
that the file does not say: it is never `""` and never 0. Text fields hold what stands in the file, Markdown
and LaTeX included; `paperdigest.text` turns them into plain text and HTML.
"""

from __future__ import annotations

import datetime as dt  # noqa: TC003 - at run time too: cattrs and get_type_hints resolve the fields
import enum
import re
from functools import cache, cached_property

from attrs import field, frozen

from paperdigest._pickles import reads_old_pickles
from paperdigest.diagnostics import Diagnostic  # noqa: TC001
from paperdigest.source import LineTable, Position, Span

__all__ = [
    "ArxivId",
    "AuthorsOrder",
    "Block",
    "Digest",
    "Document",
    "Link",
    "LinkKind",
    "Media",
    "MediaKind",
    "Paper",
    "Point",
    "Tiling",
]


def __dir__() -> list[str]:
    return __all__


class AuthorsOrder(enum.StrEnum):
    """Whose order a list of authors is in."""

    PAPER = "paper"
    UNKNOWN = "unknown"


class MediaKind(enum.StrEnum):
    """What a picture's URL leads to."""

    IMAGE = "image"
    VIDEO = "video"


class LinkKind(enum.StrEnum):
    """What a link leads to, told from its host, path and label."""

    PAPER = "paper"
    CODE = "code"
    PROJECT = "project"
    VIDEO = "video"
    MODEL = "model"
    DATASET = "dataset"
    OTHER = "other"


# arXiv's identifier scheme, https://info.arxiv.org/help/arxiv_identifier.html
#     new = YYMM "." 4*5DIGIT ["v" number]           2403.04652, 0704.0001v2
#     old = archive ["." class] "/" YYMM 3DIGIT ["v" number]     hep-th/9901001, math.GT/0309136
_ID = r"\d{2}(?:0[1-9]|1[0-2])\.\d{4,5}|[a-z]+(?:-[a-z]+)?(?:\.[A-Z]{2})?/\d{2}(?:0[1-9]|1[0-2])\d{3}"
_VERSIONED = rf"(?P<id>{_ID})(?:v(?P<version>[1-9]\d{{0,3}}))?"
_ABS = "https://arxiv.org/abs/"


# Compiled when first used: `import paperdigest` would take a fifth longer with them.
@cache
def _bare_id() -> re.Pattern[str]:
    return re.compile(_ID, re.ASCII)


@cache
def _arxiv_id() -> re.Pattern[str]:
    return re.compile(_VERSIONED, re.ASCII)


@cache
def _arxiv_url() -> re.Pattern[str]:
    """Sites that open a paper under its arXiv id (format page, Paper headings), and the DOI that arXiv registers."""
    return re.compile(
        r"(?i:https?://(?:(?:www\.|export\.|browse\.)?arxiv\.org/(?:abs|pdf|html|format)/"
        r"|ar5iv(?:\.labs\.arxiv)?\.org/(?:abs|html)/"
        r"|(?:www\.)?alphaxiv\.org/(?:abs|pdf|overview)/"
        r"|(?:www\.)?huggingface\.co/papers/"
        r"|(?:dx\.)?doi\.org/10\.48550/arxiv\.))"
        rf"{_VERSIONED}(?:\.pdf)?/?(?:[?#]\S*)?",
        re.ASCII,
    )


def _is_arxiv_id(_: object, __: object, value: str) -> None:
    if _bare_id().fullmatch(value) is None:
        raise ValueError(f"{value!r} is no arXiv id: expected one such as 2403.04652 or hep-th/9901001")


@reads_old_pickles
@frozen
class ArxivId:
    """The identifier of a paper on arXiv.

    Attributes:
        id: without version: `2403.04652`, or the old style `hep-th/9901001`.
        version: 2 for `v2`; None where the file names none.

    Raises:
        ValueError: `id` is no identifier by arXiv's scheme.
    """

    id: str = field(validator=_is_arxiv_id)
    version: int | None = None

    @classmethod
    def parse(cls, text: str) -> ArxivId | None:
        """Reads an id (`2403.04652v2`, `arXiv:2403.04652`) or a URL that opens a paper by its id.

        Returns:
            None if the text is neither.
        """
        bare = text.removeprefix(_ABS).removeprefix("arXiv:").removeprefix("arxiv:")
        match = _arxiv_id().fullmatch(bare) or _arxiv_url().fullmatch(text)
        if match is None:
            return None
        version = match["version"]
        return cls(match["id"], None if version is None else int(version))

    def __str__(self) -> str:
        return self.id if self.version is None else f"{self.id}v{self.version}"

    @property
    def abs_url(self) -> str:
        """The page of the abstract, of the version that is named."""
        return f"https://arxiv.org/abs/{self}"

    @property
    def pdf_url(self) -> str:
        """The paper itself, of the version that is named."""
        return f"https://arxiv.org/pdf/{self}"

    @property
    def doi(self) -> str:
        """The DOI that arXiv registers for every paper; it names no version."""
        return f"10.48550/arXiv.{self.id}"

    @property
    def year(self) -> int:
        """The year of the first version, from the id."""
        short = int(self._date_digits[:2])
        # arXiv began in August 1991, so 91 to 99 are of the last century.
        return short + (1900 if short >= 91 else 2000)

    @property
    def month(self) -> int:
        """The month of the first version, 1 to 12, from the id."""
        return int(self._date_digits[2:4])

    @property
    def _date_digits(self) -> str:
        return self.id.rpartition("/")[2]


@reads_old_pickles
@frozen(kw_only=True)
class Point:
    """One point of a summary.

    Attributes:
        text: inline Markdown, as written; `""` for a label that only has children.
        label: what stands in bold before the colon, as written; None if there is none.
        children: the points nested in it.
    """

    text: str
    label: str | None = None
    children: tuple[Point, ...] = ()


@reads_old_pickles
@frozen(kw_only=True)
class Media:
    """A picture or a video of a paper.

    Attributes:
        kind: what the URL leads to.
        url: as written, so it may be relative to the site that made the digest.
        alt: the text for those who cannot see it; None if there is none.
    """

    kind: MediaKind
    url: str
    alt: str | None = None


@reads_old_pickles
@frozen(kw_only=True)
class Link:
    """A link that stands in a paper's fields or was cut out of its prose.

    Attributes:
        url: absolute, `http` or `https`.
        label: the text of a Markdown link; None for a bare URL.
        kind: what it leads to.
    """

    url: str
    label: str | None = None
    kind: LinkKind = LinkKind.OTHER


@reads_old_pickles
@frozen(kw_only=True)
class Paper:
    """A paper as one digest presents it.

    Attributes:
        title: as written, Markdown and LaTeX included.
        translated_title: the title in the language of the digest, where the format has both.
        url: as written; None if there is no link.
        arxiv_id: what the URL says; None if it leads elsewhere.
        date: the day that the format gives each paper, else the digest's; None if the file does not say.
        votes: None if the file does not say, or says that they were not counted.
        authors: names as written, in the order of the file.
        authors_complete: False if the list says it was cut off, or if its format names but a few; None without a list.
        authors_order: whether the order is the paper's own. Unless it is, `authors[0]` is not the first author.
        media: pictures and videos, in order, each URL once.
        summary: the points, in order.
        abstract: the paper's own, if the format carries it.
        categories: arXiv categories, the primary one first.
        tags: the digest's own keywords.
        doi: of the published version, without a resolver in front; arXiv's own is `arxiv_id.doi`.
        journal_ref: where it was published, as arXiv says it: `Phys. Rev. D 76, 013009 (2007)`.
        links: from link lines, then from prose, each URL once.
        extra: pairs of label and text for lines that no field knows; every label once.
        span: where it stands in the source. `attrs.evolve` keeps it, so on a changed paper it tells of the
            original.
    """

    title: str
    translated_title: str | None = None
    url: str | None = None
    arxiv_id: ArxivId | None = None
    date: dt.date | None = None
    votes: int | None = None
    authors: tuple[str, ...] = ()
    authors_complete: bool | None = None
    authors_order: AuthorsOrder = AuthorsOrder.UNKNOWN
    media: tuple[Media, ...] = ()
    summary: tuple[Point, ...] = ()
    abstract: str | None = None
    categories: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    doi: str | None = None
    journal_ref: str | None = None
    links: tuple[Link, ...] = ()
    extra: tuple[tuple[str, str], ...] = ()
    span: Span | None = field(default=None, eq=False, repr=False)


@reads_old_pickles
@frozen(kw_only=True)
class Digest:
    """One list of papers: a day's, or a week's.

    Attributes:
        title: the text of its heading, as written; None if it has none.
        date: its day, or the first of its days; None if the file does not say.
        date_end: the last day of a round-up over several; else None.
        papers: in the order of the file.
        span: where it stands in the source.
    """

    title: str | None = None
    date: dt.date | None = None
    date_end: dt.date | None = None
    papers: tuple[Paper, ...] = ()
    span: Span | None = field(default=None, eq=False, repr=False)


@reads_old_pickles
@frozen(kw_only=True)
class Block:
    """A stretch of the source that one rule of a reader accounts for, line ends included.

    Attributes:
        kind: the rule's name, such as `paper-heading`, `point` or `unknown`.
        span: where it stands.
    """

    kind: str
    span: Span


@reads_old_pickles
@frozen
class Tiling:
    """The blocks of a document in a compact form: a hundred lines of digest make a hundred blocks.

    Attributes:
        kinds: one name a block.
        offsets: where each starts, and behind them the length of the source.
    """

    kinds: tuple[str, ...] = field(repr=False)
    offsets: tuple[int, ...] = field(repr=False)

    def blocks(self) -> tuple[Block, ...]:
        """The blocks as objects."""
        return tuple(
            Block(kind=kind, span=Span(start, end))
            for kind, start, end in zip(self.kinds, self.offsets, self.offsets[1:], strict=False)
        )


@reads_old_pickles
@frozen(kw_only=True)
class Document:
    """A text and what was read from it.

    Attributes:
        source: the decoded text, a byte order mark included.
        name: what the text was read from, for messages; `<string>` if there was no file.
        reader: the name of the reader that read it; None if no reader recognises the text.
        digests: none, one or several; one file can hold several.
        diagnostics: what there is to know about the reading, in the order of the source.
        tiling: the blocks in compact form; `blocks` has them as objects.
    """

    source: str = field(repr=False)
    name: str = "<string>"
    reader: str | None
    digests: tuple[Digest, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()
    tiling: Tiling = field(repr=False, eq=False)

    @property
    def papers(self) -> tuple[Paper, ...]:
        """The papers of all digests, in the order of the file."""
        if len(self.digests) == 1:
            return self.digests[0].papers
        return tuple(paper for digest in self.digests for paper in digest.papers)

    @cached_property
    def blocks(self) -> tuple[Block, ...]:
        """The source cut into blocks: end to end they are the source, nothing left out."""
        return self.tiling.blocks()

    def position(self, offset: int) -> Position:
        """The line and column, both from 1, of an offset into the source."""
        return LineTable(self.source).position(offset)
