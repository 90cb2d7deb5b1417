r"""Inline Markdown and LaTeX to markdown-it tokens.

markdown-it-py drives the rules; escapes, entities and line breaks are its own, the rest are those of the format page
(Inline Markdown, Titles), in the order of `_RULES`. Raw HTML, reference links and images as such do not exist. Each
rule looks at one character and asks `Lookahead` where its construct ends, so none scans the text by itself.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING
from urllib.parse import quote

from markdown_it import MarkdownIt

from paperdigest.text.emphasis import pair_runs, scan_run
from paperdigest.text.links import cut_url
from paperdigest.text.lookahead import Lookahead
from paperdigest.text.tex import accented, symbols

if TYPE_CHECKING:
    from collections.abc import Callable

    from markdown_it.rules_inline import StateInline
    from markdown_it.token import Token

__all__ = ["MATH", "parse"]


def __dir__() -> list[str]:
    return __all__


MATH = "math"
"""The type of tokens that hold a formula: `content` without, `markup` with its delimiters."""

# Links and macros in one another, counted together; what is deeper stays as written. With the depth of emphasis in
# each of them and that of formulas, elements stay under the 256 levels at which XML parsers give up.
_DEPTH = 10
_LOOKAHEAD = "lookahead"

# Where a rule may begin. All else is text.
_STOP = re.compile(r"[*_$\\`<&\[\n]|!(?=\[)|\{(?=\\)|https?://", re.IGNORECASE)
_SCHEME = re.compile("https?://", re.IGNORECASE)
_AUTOLINK = re.compile(r"<(https?://[^\s<>]++)>", re.IGNORECASE)
_NAME = re.compile(r"\\([A-Za-z]+)(\{\}|[ \n]*)")
# `{\it text}`, as in TeX of old.
_SWITCH = re.compile(r"\{\\(it|em|sl|bf|tt|sc|rm|sf)\b\s*")
_ACCENT = re.compile(r"\\(['`\"^~=.])(?:\{\\?([A-Za-z])\}|\\?([A-Za-z]))")
# With a space for the braces only where no regular expression looks like it: `\d x`, `\b x`.
_LETTER_ACCENT = re.compile(r"\\(?:([cHkbdruv]) ?\{\\?([A-Za-z])\}|([cHkv]) ([A-Za-z]))")
_CONTRACTION = re.compile(r"(?:[stdm]|re|ll|ve)\b")
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")

# Macros with one argument that is text, and the element it becomes; "" is none.
_MACROS = {
    "textit": "em", "textsl": "em", "emph": "em", "textbf": "strong", "texttt": "code", "textsc": "", "textrm": "",
    "textsf": "", "textup": "", "textmd": "", "textnormal": "", "text": "", "mbox": "", "underline": "",
}  # fmt: skip
_SWITCHES = {"it": "em", "em": "em", "sl": "em", "bf": "strong", "tt": "code"}
_SCRIPTS = {"textsuperscript": "^", "textsubscript": "_"}


def parse(text: str) -> list[Token]:
    """The tokens of a text that `clean` has seen, without nesting errors: every open token is closed."""
    markdown = _markdown()
    tokens: list[Token] = []
    return markdown.inline.parse(text, markdown, {_LOOKAHEAD: Lookahead(text)}, tokens)


@cache
def _markdown() -> MarkdownIt:
    """The parser. It holds rules and no text, so threads share it once its tables are built."""
    markdown = MarkdownIt("zero", {"maxNesting": _DEPTH})
    rulers = markdown.inline.ruler, markdown.inline.ruler2
    for name, rule in _RULES.items():
        rulers[0].before("escape", name, _as_rule(rule))
    rulers[0].enableOnly([*_RULES, "escape", "entity", "newline"])
    rulers[1].before("balance_pairs", "emphasis_runs", pair_runs)
    rulers[1].enableOnly(["emphasis_runs"])
    for ruler in rulers:
        ruler.getRules("")  # builds the table that threads then only read
    return markdown


def _as_rule(rule: Callable[[StateInline], bool]) -> Callable[[StateInline, bool], bool]:
    # Silent mode is only used by markdown-it's own link rule, which is off.
    return lambda state, silent: not silent and rule(state)


def _ahead(state: StateInline) -> Lookahead:
    ahead: Lookahead = state.env[_LOOKAHEAD]
    return ahead


def _text(state: StateInline) -> bool:
    """Everything up to the next character that a rule is about."""
    match = _STOP.search(state.src, state.pos, state.posMax)
    end = match.start() if match else state.posMax
    state.append_pending(state.src[state.pos : end])
    moved = end > state.pos
    state.pos = end
    return moved


def _enclosed(state: StateInline, tag: str, start: int, end: int, resume: int) -> bool:
    """Reads `start` to `end` as the content of an element (of none, if `tag` is empty) and goes on at `resume`."""
    state.push("element_open", tag, 1)
    limit = state.posMax
    state.pos, state.posMax = start, end
    state.md.inline.tokenize(state)
    state.pos, state.posMax = resume, limit
    state.push("element_close", tag, -1)
    return True


def _enclosed_link(state: StateInline, url: str, start: int, end: int, resume: int) -> bool:
    """The same for a link."""
    state.linkLevel += 1
    state.push("link_open", "a", 1).attrs = {"href": _href(url)}
    _enclosed(state, "", start, end, resume)
    state.push("link_close", "a", -1)
    state.linkLevel -= 1
    return True


def _put_text(state: StateInline, text: str, end: int) -> bool:
    """Literal text instead of what stands there; whatever is in it is no markup."""
    state.append_pending(text)
    state.pos = end
    return True


def _put_link(state: StateInline, url: str, label: str, end: int) -> bool:
    """A link with a literal label; within a link only the label, as links do not nest."""
    inside = state.linkLevel > 0
    if not inside:
        state.push("link_open", "a", 1).attrs = {"href": _href(url)}
    state.append_pending(label)
    if not inside:
        state.push("link_close", "a", -1)
    state.pos = end
    return True


def _href(url: str) -> str:
    """Percent-encodes what feeds and XML take offence at; escapes that are there stay."""
    return quote(url, safe="!#$%&'()*+,-./:;=?@_~")


def _url(state: StateInline) -> bool:
    """A bare URL; how far it goes is one rule for the whole library."""
    if _SCHEME.match(state.src, state.pos) is None:
        return False
    end = min(cut_url(state.src, state.pos), state.posMax)
    url = state.src[state.pos : end].replace("&amp;", "&")
    if not url:
        return _put_text(state, state.src[state.pos], state.pos + 1)
    return _put_link(state, url, url, end)


def _autolink(state: StateInline) -> bool:
    """`<https://…>`. No other angle bracket is markup: `<think>`, `p < 0.05`."""
    match = _AUTOLINK.match(state.src, state.pos, state.posMax)
    if match is None:
        return False
    url = match[1].replace("&amp;", "&")
    return _put_link(state, url, url, match.end())


def _link(state: StateInline) -> bool:
    """`[label](https://…)`; `![alt](https://…)` is a link to the picture."""
    image = state.src[state.pos] == "!"
    start = state.pos + image
    found = _ahead(state).links.get(start) if state.src[start : start + 1] == "[" else None
    if found is None or found.end > state.posMax:
        return False
    if state.linkLevel > 0 or not state.src[start + 1 : found.label_end].strip():
        label = state.src[start + 1 : found.label_end].strip() or found.url
        return _put_link(state, found.url, label, found.end)
    return _enclosed_link(state, found.url, start + 1, found.label_end, found.end)


def _code(state: StateInline) -> bool:
    """A code span; backquotes that close none stay."""
    if state.src[state.pos] != "`":
        return False
    start = state.pos
    inside = start
    while inside < state.posMax and state.src[inside] == "`":
        inside += 1
    end = _ahead(state).code_end(start, inside, state.posMax)
    if end is None:
        return _put_text(state, state.src[start:inside], inside)
    token = state.push("code_inline", "code", 0)
    token.content = state.src[inside : end - (inside - start)]
    state.pos = end
    return True


def _dollars(state: StateInline) -> bool:
    """`$…$` that is math; any other dollar is text."""
    if state.src[state.pos] != "$":
        return False
    end = _ahead(state).math.get(state.pos)
    return end is not None and _put_formula(state, 2 if state.src.startswith("$$", state.pos) else 1, end)


def _put_formula(state: StateInline, width: int, end: int) -> bool:
    """A formula that goes on to `end`; `width` is that of its delimiters."""
    if end > state.posMax:
        return False
    start, stop = state.pos + width, end - width
    macro = _NAME.match(state.src, start)
    # `$\textit{Name}$` is text that somebody set in math for its font.
    if macro and (macro[1] in _MACROS or macro[1] in ("url", "href")) and _ends_at(state, macro, stop):
        return _enclosed(state, "", start, stop, end)
    token = state.push(MATH, "", 0)
    token.content = state.src[start:stop]
    token.markup = state.src[state.pos : end]
    state.pos = end
    return True


def _ends_at(state: StateInline, macro: re.Match[str], stop: int) -> bool:
    """Whether the macro and its one or two groups are all there is up to `stop`."""
    braces = _ahead(state).braces
    end = braces.get(macro.end(1), stop) + 1
    return stop in (end, braces.get(end, stop) + 1)


def _tex(state: StateInline) -> bool:
    """What begins with a backslash and is no escape of Markdown's."""
    if state.src[state.pos] != "\\":
        return False
    end = _ahead(state).formula_end(state.pos)
    if end is not None:
        return _put_formula(state, 3 if state.src.startswith("\\\\", state.pos) else 2, end)
    name = _NAME.match(state.src, state.pos, state.posMax)
    return _macro(state, name) if name else _accent(state)


def _macro(state: StateInline, name: re.Match[str]) -> bool:
    group = _group(state, name.end(1))
    if group is not None:
        start, end = group
        if name[1] in _MACROS:
            return _enclosed(state, _MACROS[name[1]], start, end, end + 1)
        if name[1] in _SCRIPTS:
            token = state.push(MATH, "", 0)
            token.markup = state.src[state.pos : end + 1]
            token.content = f"{_SCRIPTS[name[1]]}{{\\text{{{state.src[start:end]}}}}}"
            state.pos = end + 1
            return True
        if name[1] in ("url", "href"):
            return _url_macro(state, name[1], start, end)
    return _accent(state) or _symbol(state, name)


def _group(state: StateInline, at: int) -> tuple[int, int] | None:
    """Start and end of what stands in the braces that open at an offset."""
    if state.src[at : at + 1] != "{":
        return None
    end = _ahead(state).braces.get(at)
    return None if end is None or end >= state.posMax else (at + 1, end)


def _url_macro(state: StateInline, name: str, start: int, end: int) -> bool:
    r"""`\url{…}` and `\href{…}{…}`."""
    url = _ESCAPED.sub(r"\1", state.src[start:end]).strip()
    linked = cut_url(url, 0) == len(url) > 0
    label = _group(state, end + 1) if name == "href" else None
    if label is None:
        return _put_link(state, url, url, end + 1) if linked else _put_text(state, url, end + 1)
    if not linked or state.linkLevel > 0:
        return _enclosed(state, "", label[0], label[1], label[1] + 1)
    return _enclosed_link(state, url, label[0], label[1], label[1] + 1)


def _symbol(state: StateInline, name: re.Match[str]) -> bool:
    r"""`\textbackslash`, `\ldots`, `\alpha`. TeX swallows the space behind it; we do behind characters of words."""
    value = symbols().get(name[1])
    if value is None:
        return False
    in_word = name[1].startswith("text") or (value.isalpha() and len(name[1]) <= 2)
    return _put_text(state, value, name.end() if in_word or name[2] == "{}" else name.end(1))


def _accent(state: StateInline) -> bool:
    r"""`\'e`, `\"{o}`, `\v{r}`.

    `\'` and `\"` are also escaped quotes, left over from JSON or Python: `It\'s`, `\"open\"`. Without braces they
    are accents only after a letter, or where no second one follows that would close the quotation. `{\'e}` is one
    anywhere.
    """
    source, at = state.src, state.pos
    by_letter = _LETTER_ACCENT.match(source, at, state.posMax)
    if by_letter is not None:
        letter = accented(by_letter[1] or by_letter[3], by_letter[2] or by_letter[4], composed=True)
        return letter is not None and _put_text(state, letter, by_letter.end())
    match = _ACCENT.match(source, at, state.posMax)
    if match is None:
        return False
    sign, bare = match[1], match[3]
    letter = accented(sign, match[2] or bare, composed=True)
    if letter is None:
        return False
    if bare and not (source.startswith("{", at - 1) and source.startswith("}", match.end())):
        in_word = at > 0 and source[at - 1].isalpha()
        if in_word and sign == "'" and _CONTRACTION.match(source, match.start(3)):
            return False
        if not in_word and (sign not in "'\"`" or source.find(f"\\{sign}", match.end()) >= 0):
            return False
    return _put_text(state, letter, match.end())


def _switch(state: StateInline) -> bool:
    r"""`{\it text}`."""
    match = _SWITCH.match(state.src, state.pos, state.posMax)
    group = _group(state, state.pos) if match else None
    if match is None or group is None:
        return False
    start = min(match.end(), group[1])
    return _enclosed(state, _SWITCHES.get(match[1], ""), start, group[1], group[1] + 1)


_RULES: dict[str, Callable[[StateInline], bool]] = {
    "prose": _text,
    "bare_url": _url,
    "tex": _tex,
    "code": _code,
    "emphasis_run": scan_run,
    "dollars": _dollars,
    "angle_link": _autolink,
    "markdown_link": _link,
    "tex_switch": _switch,
}
