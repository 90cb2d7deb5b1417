"""The drift of real archives, each kind as often as it occurs: `…_ODDITIES` have how many of `COUNTED` papers.

The numbers are those of the page on the format where it has one, else of a sample of a third of such papers.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from words import author, host, sentences, title

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from words import Choices

__all__ = [
    "AUTHOR_ODDITIES",
    "COUNTED",
    "LAYOUT_ODDITIES",
    "MEDIA_ODDITIES",
    "POINT_ODDITIES",
    "TITLE_ODDITIES",
    "VOTE_ODDITIES",
    "authors_line",
    "layout",
    "media_lines",
    "odd_points",
    "odd_title",
    "vote_line",
]

COUNTED = 5500

# --- titles

_ODD_TITLES = {
    "math": (16, "$\\mathcal{O}(n^2)$-Free {}"),
    "greek": (8, "$\\pi_\\theta$-{}"),
    "brackets": (20, "[Re] {}"),
    "bracket unbalanced": (4, "a) {}"),
    "small capitals": (8, "\\textsc{Quill}: {}"),
    "dollar": (4, "{} at $1 Million"),
    "star": (5, "A*: {}"),
    "tag": (8, "Stop <think>: {}"),
    "backquotes": (5, "`import` and {}"),
}
TITLE_ODDITIES = {"seen before": 12} | {name: rate for name, (rate, _) in _ODD_TITLES.items()}


def odd_title(choices: Choices, oddities: frozenset[str]) -> str:
    """A title, with what the oddities put into it."""
    found = title(choices)
    for name, (_, template) in _ODD_TITLES.items():
        if name in oddities:
            found = template.replace("{}", found)
    return found


# --- media

# With {id} for the paper's, {upload} for the URL of an upload without its suffix, {number} for any number.
_ODD_MEDIA = {
    "none": (30, ""),
    "relative": (26, "![](/avatars/{number}.svg)"),
    "image is a video": (17, "![]({upload}.{video})"),
    "video": (125, "[Watch Video]({upload}.mp4)"),
    "video without brackets": (
        28,
        '[Watch Video]{upload}.mp4\n<div><video controls src="{upload}.mp4" muted="false"></video></div>',
    ),
    "lone video element": (6, "<video src='{upload}.mp4'></video>"),
}
MEDIA_ODDITIES = {name: rate for name, (rate, _) in _ODD_MEDIA.items()}
_USUAL_MEDIA = ("![](https://thumbnails.example.org/papers/{id}.png)", "![]({upload}.png)")
_VIDEO_SUFFIXES = ("mp4", "webm", "qt", "mov")


def media_lines(choices: Choices, oddities: frozenset[str], arxiv_id: str) -> str:
    """The lines of a picture or a video; empty if there is none."""
    number = f"{choices.below(10**12):012}"
    form = choices.one_of(_USUAL_MEDIA)
    for name, (_, odd_form) in _ODD_MEDIA.items():
        if name in oddities:
            form = odd_form
    return form.format(
        id=arxiv_id,
        number=number,
        upload=f"https://cdn.example.org/uploads/{arxiv_id}/{number}",
        video=choices.one_of(_VIDEO_SUFFIXES),
    )


# --- votes

VOTE_ODDITIES = {"no line": 85, "not counted": 32, "zero": 102}


def vote_line(choices: Choices, oddities: frozenset[str]) -> str:
    """`Vote: 22`; empty if there is no such line."""
    if "no line" in oddities:
        return ""
    if "not counted" in oddities:
        return "Vote: -"
    return f"Vote: {0 if 'zero' in oddities else 1 + choices.small(100, factors=3)}"


# --- authors

AUTHOR_ODDITIES = {
    "no line": 11,
    "hundreds": 6,
    "organisation": 60,
    "mononym": 20,
    "eaten accent": 4,
    "halves": 4,
    "twice": 202,
    "and": 5,
    "cut off": 115,
    "list": 137,
}
_ORGANISATIONS = ("01. AI", "Quillwork-AI", "Lantern Team", "q3 contributors")


def authors_line(choices: Choices, oddities: frozenset[str]) -> str:
    """`Authors: A, B`; empty if there is no such line."""
    if "no line" in oddities:
        return ""
    count = choices.between(550, 663) if "hundreds" in oddities else 2 + choices.small(29)
    names = [author(choices) for _ in range(count)]
    if "organisation" in oddities:
        names.insert(choices.below(len(names)), choices.one_of(_ORGANISATIONS))
    if "mononym" in oddities:
        names.append("Suri")
    if "eaten accent" in oddities:
        names.append('Deniz "O. Arslan')
    if "halves" in oddities:
        names += ["Mingyan", "Lin"]
    if "twice" in oddities:
        # As a rule not one name but several of a list are repeated.
        names = [name for each in names for name in ([each] * (1 + choices.below(2)))] + names[-1:]
    if "and" in oddities:
        names[-1] = f"and {names[-1]}"
    if "cut off" in oddities:
        names.append("+")
    return "Authors: " + (repr(names) if "list" in oddities else ", ".join(names))


# --- points


def _append(points: list[str], text: str) -> None:
    points[-1] = f"{points[-1]} {text}"


def _link_with_particle(choices: Choices, points: list[str]) -> None:
    _append(points, f"{host(choices)}에서 볼 수 있다.")


def _link(choices: Choices, points: list[str]) -> None:
    url = host(choices)
    forms = (
        f"({url})",
        f"{url} 참고.",
        f"'{url}'",
        f"[여기]({url})",
        f"[{url}]({url})",
        f"\\url{{{url}}}",
        f"{url}.",
    )
    _append(points, choices.one_of(forms))


def _nested(choices: Choices, points: list[str]) -> None:
    points += [f"  - {sentences(choices, 60)}" for _ in range(choices.between(2, 4))]


def _numbered(choices: Choices, points: list[str]) -> None:
    form = choices.one_of(("{}) ", "{}. **단계**: "))
    points += [form.format(number) + sentences(choices, 60) for number in range(1, choices.between(3, 5))]


def _continued(choices: Choices, points: list[str]) -> None:
    points.append(sentences(choices, 60))


def _literal(choices: Choices, points: list[str]) -> None:
    first, second, third = (sentences(choices, 60) for _ in range(3))
    lists: tuple[object, ...] = (
        [first, second, third],
        [{"단계": first}, {"단계": second, "결과": third}],
        {"자료": first, "비교": second},
    )
    points.append(f"- {choices.one_of(lists)!r}")


def _eaten_escape(choices: Choices, points: list[str]) -> None:
    _append(
        points, choices.one_of(("\textit{Quill}은 빠르다.", "\x08enchmark를 쓴다.", "\x0cramework를 쓴다."))
    )


def _odd_characters(choices: Choices, points: list[str]) -> None:
    texts = (
        "여기\u00a0저기",
        "a\u2062b",
        "a\\u2062b",
        "\U0001d465와 \U0001d466",
        "전각（괄호）：값",
        "\\\\(x+1\\\\)",
    )
    _append(points, choices.one_of(texts))


def _emphasis(choices: Choices, points: list[str]) -> None:
    _append(
        points,
        choices.one_of(("**강조한 말 (term)**를 쓴다.", "*Generative Art*를 다룬다.", "`code_name`을 쓴다.")),
    )


def _no_markup(choices: Choices, points: list[str]) -> None:
    texts = (
        "A*와 S*를 찾는다.",
        "<think>를 낸다.",
        "p < 0.05이다.",
        "[EoT](End of Text)를 낸다.",
        "$x^2$와 $5, $7이다.",
    )
    _append(points, choices.one_of(texts))


def _label(choices: Choices, points: list[str]) -> None:
    labels = ("**What’s New**: ", "**새로운 점**: ", "***Note*: ", "- 2) ", "***Related Work Summary***: ")
    points[0] = f"- {choices.one_of(labels).removeprefix('- ')}{sentences(choices, 150)}"


_ODD_POINTS: dict[str, tuple[int, Callable[[Choices, list[str]], None]]] = {
    "label": (40, _label),
    "link with particle": (120, _link_with_particle),
    "link": (318, _link),
    "eaten escape": (40, _eaten_escape),
    "odd characters": (60, _odd_characters),
    "emphasis": (60, _emphasis),
    "no markup": (60, _no_markup),
    "literal": (29, _literal),
    "nested": (15, _nested),
    "numbered": (8, _numbered),
    "continued": (8, _continued),
}
POINT_ODDITIES = {name: rate for name, (rate, _) in _ODD_POINTS.items()}


def odd_points(choices: Choices, oddities: frozenset[str], points: list[str]) -> list[str]:
    """The lines of a summary, with what the oddities change or add."""
    lines = list(points)
    for name, (_, change) in _ODD_POINTS.items():
        if name in oddities:
            change(choices, lines)
    return lines


# --- blank lines

LAYOUT_ODDITIES = {"glued": 40, "doubled": 40, "trailing spaces": 40}


def layout(oddities: frozenset[str], parts: Sequence[str]) -> str:
    """The parts of a paper, and the blank lines between them."""
    if "glued" in oddities:
        return "\n".join(parts) + "\n"
    text = ("\n\n\n" if "doubled" in oddities else "\n\n").join(parts) + "\n"
    return text.replace("\n\n", "  \n\n") if "trailing spaces" in oddities else text
