"""Writes papers as the blocks of a Slack message: an exporter for paperdigest.

    paperdigest.dumps(doc, "slack", title="Papers of the day")

What Slack cannot carry, and what is done about it, is said in the README.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, BinaryIO

import attrs

from paperdigest.exporters.options import option
from paperdigest_slack.blocks import MOST_BLOCKS, MOST_HEADER, header, more_block, paper_blocks
from paperdigest_slack.mrkdwn import size

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from paperdigest import Paper

__all__ = ["SlackExporter", "SlackOptions"]


def __dir__() -> list[str]:
    return __all__


def _is_header(_: object, __: object, value: str) -> None:
    if not value.strip() or not value.isprintable() or size(value) > MOST_HEADER:
        raise ValueError(f"a header is one line of 1 to {MOST_HEADER} characters")


_at_least_none = attrs.validators.ge(0)


@attrs.frozen(kw_only=True)
class SlackOptions:
    """What can be chosen."""

    title: str = option("Daily Papers", "the header of the message", _is_header)
    limit: int | None = option(
        None, "how many papers to show at most", attrs.validators.optional(_at_least_none)
    )
    votes: bool = option(default=True, help="show the votes")
    points: int = option(3, "how many points of each summary to show", _at_least_none)
    pictures: bool = option(
        default=False, help="show the first picture of each paper; Slack has to be able to fetch all of them"
    )


@attrs.frozen
class SlackExporter:
    """Writes an object with the list `blocks`, a block a line."""

    name = "slack"
    title = "Slack message"
    media_type = "application/json"
    suffixes = (".slack",)
    options = SlackOptions

    def write(self, papers: Iterable[Paper], stream: BinaryIO, options: SlackOptions) -> None:
        """Writes one message.

        Args:
            papers: taken one by one, to the last: those that do not fit are counted.
            stream: open, for bytes; it stays open.
            options: an instance of `options`.
        """
        before = '{"blocks": [\n'
        for block in _message(papers, options):
            stream.write(f"{before}{json.dumps(block, ensure_ascii=False)}".encode())
            before = ",\n"
        stream.write(b"\n]}\n")


def _message(papers: Iterable[Paper], options: SlackOptions) -> Iterator[dict[str, Any]]:
    yield header(options.title)
    # Whether another paper comes is known only when it is there, so the last place is kept for saying so.
    room = MOST_BLOCKS - 2
    left_out = 0
    for number, paper in enumerate(papers):
        # What comes behind one that is left out is left out too: no reader looks for a gap.
        if left_out or number == options.limit:
            left_out += 1
            continue
        blocks = paper_blocks(paper, points=options.points, votes=options.votes, pictures=options.pictures)
        room -= len(blocks)
        if room < 0:
            left_out += 1
            continue
        yield from blocks
    if left_out:
        yield more_block(left_out)
