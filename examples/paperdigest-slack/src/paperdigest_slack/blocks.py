"""Papers as blocks of a message: https://docs.slack.dev/reference/block-kit/blocks

Each function returns blocks within the limits that Slack sets; one that is not makes it refuse the whole message.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from paperdigest import LinkKind, MediaKind
from paperdigest.text import to_text
from paperdigest_slack.mrkdwn import escaped, link, size, web_url

if TYPE_CHECKING:
    from collections.abc import Iterator

    from paperdigest import Link, Paper, Point

__all__ = ["MOST_BLOCKS", "MOST_HEADER", "header", "more_block", "paper_blocks"]


def __dir__() -> list[str]:
    return __all__


# What Slack sets.
MOST_BLOCKS = 50
MOST_HEADER = 150
_MOST_TEXT = 3_000
_MOST_IMAGE_URL = 3_000
_MOST_ALT_TEXT = 2_000

# What is chosen here: as much as somebody reads in a channel.
_MOST_TITLE = 300
_MOST_LABEL = 100
_MOST_NAME = 60
_NAMES = 3
# A point of which less than that would be left is left out.
_LEAST_POINT = 20

Block = dict[str, Any]


def header(title: str) -> Block:
    """The head of the message. Its text is plain: nothing in it is escaped, and nothing is markup."""
    return {"type": "header", "text": {"type": "plain_text", "text": title}}


def more_block(count: int) -> Block:
    """The end of a message that does not hold all papers."""
    return _context(f"… and {count} more")


def paper_blocks(paper: Paper, *, points: int, votes: bool, pictures: bool) -> tuple[Block, ...]:
    """A paper, with a line above it.

    Args:
        paper: what it says.
        points: how many points of the summary to show.
        votes: whether votes are shown.
        pictures: whether its first picture is shown.
    """
    blocks: list[Block] = [{"type": "divider"}, {"type": "section", "text": _text(_section(paper, points))}]
    if pictures and (picture := _picture(paper)) is not None:
        blocks.append(picture)
    if facts := _facts(paper, votes=votes):
        blocks.append(_context(facts))
    return tuple(blocks)


def _text(mrkdwn: str) -> Block:
    # Without `verbatim` an `@channel` in somebody's title would call everyone.
    return {"type": "mrkdwn", "text": mrkdwn, "verbatim": True}


def _context(mrkdwn: str) -> Block:
    return {"type": "context", "elements": [_text(mrkdwn)]}


# Each line begins with a character of ours: an escaped `>` at the beginning of a line would make it a quotation.
def _section(paper: Paper, points: int) -> str:
    # An empty text is refused.
    title = to_text(paper.title) or "Untitled"
    url = paper.url or (paper.arxiv_id and paper.arxiv_id.abs_url) or None
    text = f"*{link(url, title, _MOST_TITLE)}*"
    for bullet, point in _outline(paper.summary[:points]):
        label = f"*{escaped(to_text(point.label), _MOST_LABEL)}*" if point.label else ""
        plain = to_text(point.text)
        start = f"\n{bullet} {label}{': ' if label and plain else ''}"
        room = _MOST_TEXT - size(text) - size(start)
        if room < _LEAST_POINT:
            break
        if label or plain:
            text += start + escaped(plain, room)
    return text


def _outline(points: tuple[Point, ...]) -> Iterator[tuple[str, Point]]:
    """The points and those right below them, each with its bullet."""
    for point in points:
        yield "•", point
        for child in point.children:
            yield "    ◦", child


def _facts(paper: Paper, *, votes: bool) -> str:
    """One line of all else, as far as there is room."""
    parts = []
    if votes and paper.votes is not None:
        parts.append(f"{paper.votes} {'vote' if paper.votes == 1 else 'votes'}")
    if paper.date is not None:
        parts.append(paper.date.isoformat())
    if names := _names(paper):
        parts.append(names)
    if paper.arxiv_id is not None:
        parts.append(link(paper.arxiv_id.pdf_url, "pdf", _MOST_LABEL))
    parts += [
        link(each.url, _label(each), _MOST_LABEL) for each in paper.links if web_url(each.url) is not None
    ]
    text = ""
    for part in parts:
        longer = f"{text} · {part}" if text else part
        if size(longer) > _MOST_TEXT:
            break
        text = longer
    return text


def _label(found: Link) -> str:
    return to_text(found.label or "") or ("link" if found.kind is LinkKind.OTHER else found.kind)


def _names(paper: Paper) -> str:
    """Some of the authors; nothing is said of their order, which may not be the paper's."""
    names = [name for name in map(to_text, paper.authors) if name]
    shown = ", ".join(escaped(name, _MOST_NAME) for name in names[:_NAMES])
    rest = len(names) - _NAMES
    if rest > 0:
        shown += f" and {rest} more"
    elif shown and paper.authors_complete is False:
        shown += " and others"
    return f"by {shown}" if shown else ""


def _picture(paper: Paper) -> Block | None:
    for medium in paper.media:
        url = web_url(medium.url)
        if medium.kind is MediaKind.IMAGE and url is not None and size(url) <= _MOST_IMAGE_URL:
            # Plain text, and required.
            alt = to_text(medium.alt or "") or "picture of the paper"
            return {"type": "image", "image_url": url, "alt_text": alt[: _MOST_ALT_TEXT // 2]}
    return None
