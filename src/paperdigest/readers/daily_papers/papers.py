"""The lines of one paper: each is told apart once, here, and read by `fields` or `points`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import field, mutable

from paperdigest import codes
from paperdigest.model import Link, Media, MediaKind, Paper
from paperdigest.readers.daily_papers.fields import has_video_suffix, read_media
from paperdigest.readers.daily_papers.grammar import field_line
from paperdigest.readers.engines.authors import read_authors
from paperdigest.readers.engines.derived_links import derived_links
from paperdigest.readers.engines.items import list_item
from paperdigest.readers.engines.markdown_lines import MARKUP, RULE, link_line
from paperdigest.readers.engines.points import PointReader, RawPoints, rejoin_eaten
from paperdigest.readers.engines.votes import read_votes
from paperdigest.source import Span
from paperdigest.text.links import cut_url, link_kind, unique_links

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Sequence

    from paperdigest.readers.daily_papers.outline import PaperOutline
    from paperdigest.readers.engines.findings import Findings

__all__ = ["PaperReader"]


@mutable
class _Parts:
    """What has been read of a paper so far."""

    seen: set[str] = field(factory=set)
    """The names of the fields whose line has been met."""
    votes: int | None = None
    authors: tuple[str, ...] = ()
    authors_complete: bool | None = None
    translated_title: str | None = None
    abstract: str | None = None
    categories: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    doi: str | None = None
    journal_ref: str | None = None
    media: dict[str, Media] = field(factory=dict)
    links: list[Link] = field(factory=list)
    extra: dict[str, str] = field(factory=dict)
    bullets: RawPoints = field(factory=RawPoints)
    has_urls: bool = False
    """Whether links may stand in points or extra fields."""
    is_open: bool = False
    """Whether a line that is nothing else goes on with the last bullet."""


class PaperReader:
    """Reads papers of one text.

    Args:
        text: the source.
        lines: its lines, without ends and byte order marks.
        starts: the offset of each line, and behind them the length of the text.
        kinds: a kind for each line; those of a paper's lines are set.
        findings: what there is to know is added.
    """

    def __init__(
        self, text: str, lines: Sequence[str], starts: Sequence[int], kinds: list[str], findings: Findings
    ) -> None:
        self._text = text
        self._lines = lines
        self._starts = starts
        self._kinds = kinds
        self._findings = findings
        self._points = PointReader(findings, repairs=any(sign in text for sign in "\t\b\f\v\a"))

    def read(self, outline: PaperOutline, date: dt.date | None) -> Paper:
        """One paper.

        Args:
            outline: its heading and its lines.
            date: the day of its digest.
        """
        parts = self._gather(outline)
        summary = self._points.points(parts.bullets)
        links: Iterable[Link] = parts.links
        if parts.has_urls:
            links = unique_links([*links, *derived_links(parts.extra.items(), summary)])
        title, url, arxiv_id = outline.heading.title, outline.heading.url, outline.heading.arxiv_id
        self._report_heading(outline)
        return Paper(
            title=title,
            translated_title=parts.translated_title,
            url=url,
            arxiv_id=arxiv_id,
            date=date,
            votes=parts.votes,
            authors=parts.authors,
            authors_complete=parts.authors_complete,
            media=tuple(parts.media.values()),
            summary=summary,
            abstract=parts.abstract,
            categories=parts.categories,
            tags=parts.tags,
            doi=parts.doi,
            journal_ref=parts.journal_ref,
            links=tuple(links),
            extra=tuple(parts.extra.items()),
            span=Span(self._starts[outline.line], self._starts[outline.end]),
        )

    def _gather(self, outline: PaperOutline) -> _Parts:
        """Goes through the lines of a paper. Most are bullets, so these are told apart first."""
        parts = _Parts()
        lines, kinds = self._lines, self._kinds
        begin_key, begin_line, begin_text = (
            parts.bullets.keys.append, parts.bullets.lines.append, parts.bullets.texts.append
        )  # fmt: skip
        for number in range(outline.line + 1, outline.end):
            kind = kinds[number]
            if kind == "blank":
                continue
            line = lines[number]
            if kind != "text":
                if kind == "fence":
                    parts.is_open = False
                    self._report_fence(number)
            elif line.startswith("- "):
                kinds[number] = "point"
                begin_key(0)
                begin_line(number)
                begin_text(line[2:])
                parts.is_open = True
                if "://" in line:
                    parts.has_urls = True
            else:
                self._take(line, number, parts)
        return parts

    def _report_heading(self, outline: PaperOutline) -> None:
        heading = outline.heading
        if not heading.usual:
            self._findings.add(codes.ODD_HEADING, outline.line, heading.title)
        if not heading.title.strip():
            self._findings.add(codes.NO_TITLE, outline.line)
        if heading.url is None:
            self._findings.add(codes.NO_LINK, outline.line)
        elif heading.arxiv_id is None:
            self._findings.add(codes.NOT_ARXIV, outline.line, heading.url)

    def _take(self, line: str, number: int, parts: _Parts) -> None:
        """Reads one line that is not empty."""
        if line.startswith("Vote: ") and "votes" not in parts.seen:
            self._take_known("votes", line[6:].strip(" \t"), number, parts)
        elif line.startswith("Authors: ") and "authors" not in parts.seen:
            self._take_known("authors", line[9:].strip(" \t"), number, parts)
        else:
            self._take_odd(line, number, parts)

    def _take_known(self, name: str, text: str, number: int, parts: _Parts) -> None:
        """Reads the line of a field that the model has."""
        self._kinds[number] = name
        parts.seen.add(name)
        if name == "votes":
            parts.votes = read_votes(text, number, self._findings)
        elif name == "authors":
            parts.authors, parts.authors_complete = read_authors(text, number, self._findings)
        elif name in ("categories", "tags"):
            setattr(parts, name, _listed(text))
        else:
            setattr(parts, name, text or None)

    def _take_odd(self, line: str, number: int, parts: _Parts) -> None:
        """A line of any other shape, from the surest to the vaguest."""
        bare = line.strip(" \t")
        if (media := read_media(bare, number, self._findings)) is not None:
            self._kinds[number] = "media"
            for medium in media:
                parts.media.setdefault(medium.url, medium)
            return
        parts.has_urls = parts.has_urls or "://" in line
        if RULE.fullmatch(line):
            self._kinds[number] = "rule"
            parts.is_open = False
        elif (item := list_item(line)) is not None:
            self._take_item(item.key, line[item.text :], number, parts)
            if item.tight:
                self._findings.add(codes.TIGHT_BULLET, number)
        elif not self._take_field(line, number, parts) and not self._take_links(bare, number, parts):
            self._take_prose(line, number, parts)

    def _take_item(self, key: int, text: str, number: int, parts: _Parts) -> None:
        self._kinds[number] = "point"
        if key == 1 and 0 in parts.bullets.keys[:1]:
            self._findings.add(codes.CONTINUED, number)
        parts.bullets.add(key, number, text)
        parts.is_open = True

    def _take_field(self, line: str, number: int, parts: _Parts) -> bool:
        found = field_line(line)
        if found is None:
            return False
        name, label, text = found
        if name is None:
            if parts.bullets.lines or not text:
                return False
            self._kinds[number] = "field"
            self._findings.add(codes.EXTRA_FIELD, number, label)
            parts.extra[label] = f"{parts.extra[label]}\n{text}" if label in parts.extra else text
        elif name in parts.seen:
            self._kinds[number] = "unknown"
            self._findings.add(codes.FIELD_AGAIN, number)
        else:
            self._take_known(name, text, number, parts)
        return True

    def _take_links(self, bare: str, number: int, parts: _Parts) -> bool:
        if cut_url(bare, 0) == len(bare):
            pairs: tuple[tuple[str, str], ...] = (("", bare),)
        else:
            pairs = link_line(bare) or ()
        if not pairs or any(cut_url(url, 0) != len(url) for _, url in pairs):
            return False
        self._kinds[number] = "links"
        for label, url in pairs:
            if has_video_suffix(url):
                parts.media.setdefault(url, Media(kind=MediaKind.VIDEO, url=url))
            else:
                shown = None if label in ("", url) else label
                parts.links.append(Link(url=url, label=shown, kind=link_kind(url, shown)))
        return True

    def _take_prose(self, line: str, number: int, parts: _Parts) -> None:
        if MARKUP.fullmatch(line):
            self._kinds[number] = "markup"
        elif parts.is_open:
            self._kinds[number] = "continuation"
            self._findings.add(codes.CONTINUED, number)
            self._go_on(line.strip(" "), number, parts.bullets)
        elif parts.bullets.lines:
            self._kinds[number] = "unknown"
            self._findings.add(codes.UNKNOWN_LINE, number)
        else:
            self._kinds[number] = "point"
            self._findings.add(codes.PROSE_POINT, number)
            parts.bullets.add(0, number, line)
            parts.is_open = True

    def _go_on(self, text: str, number: int, bullets: RawPoints) -> None:
        """Adds a line to the bullet above it, or puts back the command that the line end between them has eaten."""
        command = rejoin_eaten(text, self._text[self._starts[number] - 1])
        if command is None:
            bullets.go_on("\n", text)
        else:
            self._findings.add(codes.EATEN_ESCAPE, number, command[2:], command)
            bullets.go_on(command, text[len(command) - 2 :])

    def _report_fence(self, number: int) -> None:
        if self._kinds[number - 1] != "fence":
            self._findings.add(codes.UNKNOWN_LINE, number)


def _listed(text: str) -> tuple[str, ...]:
    return tuple(part for piece in text.split(",") if (part := piece.strip(" \t")))
