"""The outline of texts in which every paper is a heading with labelled fields below it.

Which headings begin a digest and which a paper is the format's business; here is what follows from it: fenced code,
headings that are broken over lines, where papers and digests end.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from attrs import define, field, frozen

from paperdigest.readers.engines.labels import LabelStyle, label_key, label_line
from paperdigest.readers.engines.markdown_lines import INNER_LINK, MARKUP, RULE, fold_label, read_heading

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from paperdigest.readers.engines.page import Page

__all__ = [
    "Entry",
    "Heading",
    "Issue",
    "bold_labels",
    "ends_fields",
    "first_level_headings",
    "is_markup",
    "issues",
    "without_bullet",
]

# How many lines below its heading, blank ones aside, the fields that show that it is a paper's may stand.
_FIELD_REACH = 8
# How many more lines a heading takes: titles come with the line ends that they have on arXiv.
_MOST_LINES = 3


@frozen
class Heading:
    """A heading, and what stands right below it.

    Attributes:
        line: its line.
        below: the line behind those that `title` stands in.
        level: 1 to 6.
        text: what stands in its line, without signs.
        title: the same, if it is a paper's: lines that it is broken over are joined by a space.
        labels: the bold labels that begin right below it, as `label_key` spells them, each with the rest of its line.
    """

    line: int
    below: int
    level: int
    text: str
    title: str
    labels: Mapping[str, str]


@define
class Entry:
    """A paper: its heading, and the line behind its last."""

    heading: Heading
    end: int


@define
class Issue:
    """A digest: its heading (None if it has none), the line that it starts at, the one behind its last, its papers.

    Attributes:
        head_end: the line behind those between its heading and its first paper.
    """

    heading: Heading | None
    line: int
    head_end: int
    end: int
    entries: list[Entry] = field(factory=list)


# Some write each field as an item of a list.          - **Authors:** Ann Bo
_BULLET = re.compile(r"[ \t]{0,3}[-*+•][ \t]{1,3}(?=\*\*|__)")


def without_bullet(line: str) -> str:
    """A line without a bullet before a label with stars."""
    match = _BULLET.match(line)
    return line if match is None else line[match.end() :]


def ends_fields(line: str) -> bool:
    """Whether a line belongs to no field and ends the one above it.

    It is a rule, markup, a link to the top, a heading, or what a merge that was not finished has left.
    """
    if "](#" in line and INNER_LINK.fullmatch(line) is not None:
        return True
    if line[:1] not in _ENDS:
        return False
    return (
        RULE.fullmatch(line) is not None
        or is_markup(line)
        or _is_heading(line)
        or _CONFLICT.fullmatch(line) is not None
    )


_ENDS = frozenset("-*_<# \t>=|")
# The marks of `git merge`.          <<<<<<< HEAD     =======     >>>>>>> main
_CONFLICT = re.compile(r"(?:<{7}|>{7}|\|{7})(?: .*)?|={7}")


def is_markup(line: str) -> bool:
    """Whether a line is markup without content, the label of a fold, or a way around the page."""
    return (
        MARKUP.fullmatch(line) is not None
        or fold_label(line) is not None
        or ("](#" in line and INNER_LINK.fullmatch(line) is not None)
    )


def _is_heading(line: str) -> bool:
    """Whether a line is a heading with a space behind its signs, as a text in which `#1` begins a line has none."""
    if line[:1] not in ("#", " "):
        return False
    found = read_heading(line)
    behind = line.lstrip(" ")
    return found is not None and behind[found[0] : found[0] + 1] in ("", " ", "\t")


def issues(
    page: Page,
    begins: Callable[[Heading], bool],
    enters: Callable[[Heading], bool],
    *,
    ends: Callable[[Heading], bool],
    resumes: Callable[[Heading, Heading], bool] = lambda _ended_by, _entry: False,
) -> list[Issue]:
    """The digests of a text and the papers of each; the kinds of headings and fenced code are set.

    Papers above the first heading of a digest make one without a heading. A digest that has neither papers nor a
    heading is none.

    Args:
        page: the text.
        begins: tells the headings of digests.
        enters: tells the headings of papers.
        ends: tells other headings that end the digest above them.
        resumes: whether a digest that the first heading has ended goes on with the second, which is a paper's.
    """
    found = [(heading, enters(heading)) for heading in _headings(page.lines)]
    page.hide_code([heading.line for heading, is_entry in found if is_entry])
    issues: list[Issue] = []
    current: Issue | None = None
    ended_by: Heading | None = None
    for heading, is_entry in found:
        if page.kinds[heading.line] == "fence":
            continue
        if is_entry and current is None and ended_by is not None and resumes(ended_by, heading):
            current = issues[-1]
            current.end = len(page.lines)
            current.head_end = current.entries[0].heading.line if current.entries else heading.line
        if begins(heading):
            _close(issues, heading.line)
            current = Issue(heading, heading.line, len(page.lines), len(page.lines))
            issues.append(current)
            page.kinds[heading.line] = "digest-heading"
        elif is_entry and (current is not None or not issues):
            if current is None:
                current = Issue(None, heading.line, heading.line, len(page.lines))
                issues.append(current)
            _close_entry(current, heading.line)
            current.head_end = min(current.head_end, heading.line)
            current.entries.append(Entry(heading, len(page.lines)))
            page.kinds[heading.line : heading.below] = ["paper-heading"] * (heading.below - heading.line)
        elif _is_heading(page.lines[heading.line]):
            if current is not None and ends(heading):
                _close(issues, heading.line)
                current, ended_by = None, heading
            elif current is not None:
                _divide(current, heading)
            page.kinds[heading.line] = "heading"
    return issues


def _close(issues: Sequence[Issue], line: int) -> None:
    """Ends the last digest, if it is open still, and its last paper."""
    if issues and issues[-1].end > line:
        issues[-1].end = line
        issues[-1].head_end = min(issues[-1].head_end, line)
        _close_entry(issues[-1], line)


def _close_entry(issue: Issue, line: int) -> None:
    if issue.entries and issue.entries[-1].end > line:
        issue.entries[-1].end = line


def _divide(issue: Issue, heading: Heading) -> None:
    """A heading of another kind ends the paper above it, unless it is a smaller one within it."""
    if issue.entries and heading.level <= issue.entries[-1].heading.level:
        _close_entry(issue, heading.line)


def _headings(lines: Sequence[str]) -> Iterator[Heading]:
    """All headings, those in fenced code as well."""
    starts = [
        (number, *found)
        for number, line in enumerate(lines)
        if line[:1] in ("#", " ") and "#" in line[:4] and (found := read_heading(line)) is not None
    ]
    ends = (*(number for number, _, _ in starts[1:]), len(lines))
    for (number, level, text), end in zip(starts, ends, strict=False):
        below = _title_end(lines, number, text, end)
        title = " ".join((text, *(line.strip(" \t") for line in lines[number + 1 : below])))
        yield Heading(number, below, level, text, title, _labels(lines, below, end))


# What begins a line that does not go on with a heading: lists, quotations, tables, links, pictures, tags.
_OTHER = re.compile(r"[ \t]*(?:[-*+>|<!\[]|\d{1,3}[.)][ \t])", re.ASCII)


def _title_end(lines: Sequence[str], heading: int, text: str, end: int) -> int:
    """The line behind those that a title is broken over.

    They go on without a blank line, and end in its link (`## 1. [A Title`, `with Two Lines](https://…)`), or a bold
    label follows.
    """
    if "](" in text:
        return heading + 1
    in_link = "[" in text
    for number in range(heading + 1, min(end, heading + 1 + _MOST_LINES)):
        line = lines[number]
        if in_link and "](" in line:
            return number + 1
        if not line or line.isspace() or _OTHER.match(line) or label_line(line) is not None:
            return number
    return heading + 1


def _labels(lines: Sequence[str], first: int, end: int) -> dict[str, str]:
    """The bold labels of the next few lines; none if other text stands before the first.

    Blank lines, tags and pictures do not count.
    """
    labels: dict[str, str] = {}
    reach = _FIELD_REACH
    for number in range(first, end):
        line = lines[number]
        if not line or line.isspace() or line.lstrip(" \t")[0] in "<!":
            continue
        found = label_line(without_bullet(line))
        if found is not None and found[1] is not LabelStyle.PLAIN:
            labels.setdefault(label_key(found[0]), found[2])
        elif not labels:
            break
        reach -= 1
        if reach <= 0:
            break
    return labels


# Both begin with a line end, for which Python searches as fast as for a word. What is far to the right tells nothing.
_FIRST_LEVEL = re.compile(r"\n\ufeff*+ {0,3}#[ \t]++([^\n\r]{0,200})")
_BOLD_LABEL = re.compile(r"\n\ufeff*+[ \t]*+(?:>[ \t]?|[-*+•][ \t]++)?(?:\*\*|__)([^*_\n\r:：]{1,80})[*_:：]")


def bold_labels(source: str) -> Iterator[str]:
    """The labels that a text may have, as `label_key` spells them, for a look that costs little.

    As with headings, what stands behind a lone CR is passed over, and nothing is in the first line.
    """
    text = source if "\n" in source else source.replace("\r", "\n")
    return (label_key(match[1]) for match in _BOLD_LABEL.finditer(text))


def first_level_headings(source: str) -> Iterator[re.Match[str]]:
    """The headings of level 1 in a text, in fenced code or not, for a look that costs little.

    A line that begins behind a lone CR is passed over, if the text has other line ends.
    """
    text = source if "\n" in source else source.replace("\r", "\n")
    return _FIRST_LEVEL.finditer(f"\n{text}")
