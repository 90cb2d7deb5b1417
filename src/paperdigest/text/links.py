"""Links in prose: where a URL ends, which links a text holds, and what they lead to."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from paperdigest.model import ArxivId, Link, LinkKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

__all__ = ["cut_url", "find_links", "link_kind", "unique_links"]


def __dir__() -> list[str]:
    return __all__


# The rule for URLs in prose (format page, Inline Markdown): a particle glued on (`…/X에서`), debris (`{Name}`) and
# closing punctuation do not belong to the URL.
#     url      = scheme "://" host-start *url-char
#     url-char = printable ASCII without white space, <>"{}|\^[] and the backquote
# The length is bounded, far above what browsers take, so that a text full of `http://x)` costs linear time.
_URL = re.compile(r"(https?://)(?=[0-9A-Za-z])[!#$%&'()*+,\-./0-9:;=?@A-Z_a-z~]{1,4000}", re.IGNORECASE)
_TRAILING = ".,;:!?'*"
_PAREN = re.compile(r"[()]")

# Labels are looked for this far before a URL; a cap, so that a text full of brackets costs linear time.
_LABEL_REACH = 500


def cut_url(text: str, start: int) -> int:
    """Where the URL that begins at `start` ends.

    Args:
        text: prose with URLs in it.
        start: the offset of the `h` of `http://` or `https://`.

    Returns:
        The offset behind the URL; `start` itself if no URL begins there. Rule: format page, Inline Markdown.
    """
    match = _URL.match(text, start)
    return start if match is None else _without_closing(text, match)


def _without_closing(text: str, match: re.Match[str]) -> int:
    """The end of the URL in what the pattern took: before an unbalanced bracket and closing punctuation."""
    host, end = match.end(1), match.end()
    open_parens = 0
    for paren in _PAREN.finditer(text, host, end):
        open_parens += 1 if paren.group() == "(" else -1
        if open_parens < 0:
            end = paren.start()
            break
    return host + len(text[host:end].rstrip(_TRAILING))


def find_links(text: str) -> tuple[Link, ...]:
    """The links of one text in order: Markdown links and bare URLs, each URL once.

    `[label](url)` gives one link with a label, `[url](url)` one without; `[EoT](End of Text)` is no link.
    """
    return tuple(unique_links(_links(text)))


def _links(text: str) -> Iterator[Link]:
    offset = 0
    while (match := _URL.search(text, offset)) is not None:
        start = match.start()
        offset = end = _without_closing(text, match)
        if text.startswith("](http", end) and text.startswith("[", start - 1):
            continue  # the label of `[url](url)`: the link comes next
        url = text[start:end]
        label = _label_before(text, start)
        yield Link(url=url, label=None if label == url else label, kind=link_kind(url, label))


def _label_before(text: str, start: int) -> str | None:
    """The label of the Markdown link whose URL starts at `start`; None for a bare URL."""
    if not text.startswith("](", start - 2):
        return None
    close = start - 2
    depth = 0
    for offset in range(close - 1, max(-1, close - _LABEL_REACH), -1):
        if text[offset] == "]":
            depth += 1
        elif text[offset] == "[":
            if depth == 0:
                return text[offset + 1 : close].strip() or None
            depth -= 1
    return None


def unique_links(links: Iterable[Link]) -> Iterator[Link]:
    """The same links without those whose URL came before."""
    seen: set[str] = set()
    for link in links:
        if link.url not in seen:
            seen.add(link.url)
            yield link


# Rules for what a link leads to, first match wins; each is about a kind of site, found by its host and path.
_KINDS = (
    (
        LinkKind.VIDEO,
        r"(?:www\.|m\.)?youtube\.com/|youtu\.be/|(?:player\.)?vimeo\.com/|(?:www\.)?bilibili\.com/",
    ),
    (LinkKind.VIDEO, r"[^?#]*\.(?:mp4|webm|mov|qt|m4v|ogv)(?:[?#]|$)"),
    (LinkKind.CODE, r"(?:gist\.|www\.)?github\.com/|gitlab\.|bitbucket\.org/|codeberg\.org/|gitee\.com/"),
    (LinkKind.CODE, r"(?:anonymous\.4open\.science|colab\.research\.google\.com)/"),
    (
        LinkKind.DATASET,
        r"(?:www\.)?(?:huggingface\.co|hf\.co|kaggle\.com|modelscope\.cn)/datasets/|zenodo\.org/",
    ),
    (
        LinkKind.PROJECT,
        r"(?:www\.)?(?:huggingface\.co|hf\.co)/spaces/|[^/]+\.hf\.space/|[^/]+\.github\.io(?:/|$)",
    ),
    (LinkKind.PROJECT, r"[^/]+\.(?:gitlab|pages)\.(?:io|dev)(?:/|$)|sites\.google\.com/"),
    (
        LinkKind.PAPER,
        r"(?:www\.)?(?:huggingface\.co|hf\.co)/papers/|(?:www\.|export\.)?arxiv\.org/|(?:dx\.)?doi\.org/",
    ),
    (
        LinkKind.PAPER,
        r"(?:www\.)?(?:openreview\.net|aclanthology\.org|alphaxiv\.org|biorxiv\.org|medrxiv\.org)/",
    ),
    (LinkKind.PAPER, r"[^?#]*\.pdf(?:[?#]|$)"),
    # What is left on the hub: an owner and a name make a model; one part alone is a person or a blog.
    (
        LinkKind.MODEL,
        r"(?:www\.)?(?:huggingface\.co|hf\.co)/(?!(?:blog|docs|collections|organizations|learn)/)[^/?#]+/[^/?#]+",
    ),
)
_KIND = re.compile(
    "|".join(f"(?P<k{number}>{pattern})" for number, (_, pattern) in enumerate(_KINDS)), re.IGNORECASE
)

_LABELS = {
    "arxiv": LinkKind.PAPER,
    "paper": LinkKind.PAPER,
    "pdf": LinkKind.PAPER,
    "code": LinkKind.CODE,
    "github": LinkKind.CODE,
    "project": LinkKind.PROJECT,
    "project page": LinkKind.PROJECT,
    "homepage": LinkKind.PROJECT,
    "demo": LinkKind.PROJECT,
    "video": LinkKind.VIDEO,
    "watch video": LinkKind.VIDEO,
    "model": LinkKind.MODEL,
    "models": LinkKind.MODEL,
    "dataset": LinkKind.DATASET,
    "data": LinkKind.DATASET,
}


def link_kind(url: str, label: str | None = None) -> LinkKind:
    """What a link leads to: told from its host and path, and where these say nothing from its label."""
    if ArxivId.parse(url) is not None:
        return LinkKind.PAPER
    match = _KIND.match(url.partition("://")[2])
    if match is not None and match.lastgroup is not None:
        return _KINDS[int(match.lastgroup[1:])][0]
    return _LABELS.get((label or "").strip().lower(), LinkKind.OTHER)
