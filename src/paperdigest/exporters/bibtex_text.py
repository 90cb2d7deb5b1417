r"""Text to the inside of a BibTeX field: what every reader of `.bib` files takes for the same text.

A stray brace, a backslash at the end or a lone dollar loses an entry, or the rest of the file. So a field is
never the text itself, but:

* `$ % & # _` with a backslash before; `~ ^ \` as `{\textasciitilde}`, `{\textasciicircum}`, `{\textbackslash}`;
  braces as `\{ \}` if they are balanced (in titles: within the word), else as `{\textbraceleft}` and
  `{\textbraceright}`.
* Accented Latin letters as macros in the forms that all readers know: `{\'e}`, `{\v r}`, `{\'i}`, `{\L}`. A
  letter with two marks (Vietnamese), other scripts and emoji stay UTF-8. In titles a Greek letter that stands alone
  (`PixArt-Σ`) is a formula, `{$\Sigma$}`, since pdflatex stops at the letter. With `unicode=True` no letter of prose
  is a macro.
* White space of any kind is one space. Control characters and characters without width vanish, also those that
  glue emoji together. Lone surrogates and noncharacters become U+FFFD.
* In titles, math stays math if it can be typeset: its braces are balanced and its macros are those of LaTeX and
  AMS. A title is a stranger's text, and `\input` in it would run in the reader's document. What is no such math
  is written as plain text. Greek letters in math are macros.
* In titles, words that a style must not put in lower case stand in braces: `{M$^{2}$UGen}`, `{GPT-4V}`, `{[IDK]}`.
  Names that look like any other word (`Bayes`) cannot be told. So a caller may have the whole title in braces, or
  no word of it; a formula is always in braces, since `$\Delta$` in small letters is `$\delta$`.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache, partial
from typing import TYPE_CHECKING, Literal
from urllib.parse import quote

from paperdigest.text import to_text
from paperdigest.text.tex import math_spans, symbols

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["Protect", "field_text", "one_line", "title_text", "verbatim"]


def __dir__() -> list[str]:
    return __all__


Protect = Literal["auto", "none", "all"]
"""What stands in braces in a title: words that small letters would spoil, no words, or the whole title."""

# pybtex gives up at a hundred levels, and stays far below with room for the braces that we add.
_DEEPEST = 20
_REPLACEMENT = "\ufffd"


def one_line(text: str) -> str:
    """The same text on one line, without what has no width and what UTF-8 cannot carry."""
    if not text.isprintable():
        text = text.translate({ord(c): _shown(c) for c in set(text) if not c.isprintable()})
    # U+0020 is the only space that is left.
    return " ".join(text.split()) if "  " in text else text.strip(" ")


def _shown(character: str) -> str | None:
    if character.isspace():
        return " "
    code = ord(character)
    if unicodedata.category(character) in ("Cc", "Cf"):
        return None
    if 0xD800 <= code <= 0xDFFF or 0xFDD0 <= code <= 0xFDEF or code & 0xFFFE == 0xFFFE:
        return _REPLACEMENT
    return character


def field_text(text: str, *, unicode: bool = False) -> str:
    """Plain text as the inside of a field; its braces are balanced and it does not end in a backslash.

    Args:
        text: any text without markup: a name, an abstract, a keyword.
        unicode: whether accented letters stay letters.
    """
    return _encode(one_line(text), unicode)


def verbatim(text: str) -> str:
    """A URL, DOI or id as the inside of a field that readers take as it is.

    What would break the entry or is no part of a URL (spaces, braces, quotes, backslashes, control characters,
    letters beyond ASCII) is percent-encoded.
    """
    return quote(_SURROGATE.sub(_REPLACEMENT, text.strip()), safe="!#$%&'()*+,-./:;=?@[]_~")


_SURROGATE = re.compile("[\ud800-\udfff]")

# A letter and one mark behind it, as some systems write `é`. Longer runs are left as they are.
_DECOMPOSED = re.compile("[A-Za-z][\u0300-\u036f](?![\u0300-\u036f])")
_BRACE = re.compile(r"[{}]")


def _encode(text: str, unicode: bool, *, plain_braces: bool = True) -> str:
    if not text.isascii():
        text = _DECOMPOSED.sub(lambda match: unicodedata.normalize("NFC", match[0]), text)
    elif text.isalnum():
        return text  # most words of titles and names
    return _escaper(unicode, plain_braces and _balanced(text))(text)


def _balanced(text: str) -> bool:
    if "{" not in text and "}" not in text:
        return True
    depth = 0
    for brace in _BRACE.finditer(text):
        depth += 1 if brace[0] == "{" else -1
        if not 0 <= depth <= _DEEPEST:
            return False
    return depth == 0


_SIGNS = {character: f"\\{character}" for character in "$%&#_"} | {
    "~": r"{\textasciitilde}",
    "^": r"{\textasciicircum}",
    "\\": r"{\textbackslash}",
}
_BALANCED = {"{": r"\{", "}": r"\}"}
_UNBALANCED = {"{": r"{\textbraceleft}", "}": r"{\textbraceright}"}
_LETTERS = {
    "ß": r"{\ss}", "Æ": r"{\AE}", "æ": r"{\ae}", "Œ": r"{\OE}", "œ": r"{\oe}", "Ø": r"{\O}", "ø": r"{\o}",
    "Ł": r"{\L}", "ł": r"{\l}", "ı": r"{\i}",
}  # fmt: skip
# Combining mark: the accent macro. A macro that is a letter needs a space behind it: `{\v r}`.
_ACCENTS = {
    0x0300: "`", 0x0301: "'", 0x0302: "^", 0x0303: "~", 0x0304: "=", 0x0306: "u ", 0x0307: ".", 0x0308: '"',
    0x030A: "r ", 0x030B: "H ", 0x030C: "v ", 0x0327: "c ", 0x0328: "k ",
}  # fmt: skip
# Latin-1 Supplement, Latin Extended-A and B; the letters behind these have marks that few readers know.
_ACCENTED = range(0xC0, 0x250)


@cache
def _escaper(unicode: bool, balanced: bool) -> Callable[[str], str]:
    """What writes macros for signs, and unless letters stay as they are for letters.

    A pattern, since `str.translate` looks up every character: half of the time of a Korean abstract.
    """
    macros = _SIGNS | (_BALANCED if balanced else _UNBALANCED) | ({} if unicode else _letter_macros())
    return partial(re.compile(f"[{re.escape(''.join(macros))}]").sub, lambda match: macros[match[0]])


def _letter_macros() -> dict[str, str]:
    accents: dict[str, str] = {}
    for code in _ACCENTED:
        parts = [int(part, 16) for part in unicodedata.decomposition(chr(code)).split() if part[0] != "<"]
        if len(parts) == 2 and parts[0] < 0x80 and parts[1] in _ACCENTS:
            accents[chr(code)] = f"{{\\{_ACCENTS[parts[1]]}{chr(parts[0])}}}"
    return _LETTERS | accents


def title_text(title: str, *, unicode: bool = False, protect: Protect = "auto") -> str:
    """A title as the inside of a field: math kept, the rest as `to_text` reads it, special words in braces.

    Args:
        title: as written, with Markdown and LaTeX in it.
        unicode: whether accented letters stay letters; Greek letters in formulas are macros all the same.
        protect: what stands in braces.
    """
    plain = one_line(to_text(title))
    text, formulas = _with_formulas(title, plain) or ([plain], [])
    if protect == "all":
        return _in_braces(text, formulas, unicode) if plain else ""
    parts = iter(formulas)
    words = _words(text)
    if protect == "none":
        return " ".join(_bare_word(word, [next(parts) for _ in word[1:]], unicode) for word in words)
    return " ".join(_word(word, [next(parts) for _ in word[1:]], unicode) for word in words)


_PRIVATE_USE = range(0xE000, 0xF900)


def _with_formulas(title: str, plain: str) -> tuple[list[str], list[str]] | None:
    """The text around the formulas of a title, and the formulas; None if none can stay a formula.

    Where None is returned, the title is its plain text.
    """
    formulas = [(start, end, tex) for start, end in math_spans(title) if (tex := _formula(title[start:end]))]
    if not formulas:
        return None
    # One character stands for each formula, so that emphasis around it and the word it is in are still seen.
    used = {*title, *plain}
    stand_in = next((c for c in map(chr, _PRIVATE_USE) if c not in used), None)
    if stand_in is None:
        return None
    ends = [0, *(end for _, end, _ in formulas)]
    starts = [*(start for start, _, _ in formulas), len(title)]
    around = (title[end:start] for end, start in zip(ends, starts, strict=True))
    text = one_line(to_text(stand_in.join(around))).split(stand_in)
    if len(text) != len(formulas) + 1:
        return None  # one stood in a part that is not shown, such as the target of a link
    return text, [tex for _, _, tex in formulas]


def _words(text: list[str]) -> list[list[str]]:
    """The words of a title; each is what stands before, between and behind its formulas."""
    words: list[list[str]] = [[]]
    for part in text:
        first, *others = part.split(" ")
        words[-1].append(first)
        words.extend([word] for word in others)
    return words


# `LLM:` is `{LLM}:`. Signs with a backslash stay outside the braces too: BibTeX takes `{\$` for an accent.
#     word = [signs] core [stops]
_STOPS = ",;:.!?…"
_SIGNS_FIRST = "$%&#_"
_PARTS = re.compile(r"[-‐‑–—/]")
_QUOTES = "\"'`“”‘’«»"


def _word(parts: list[str], formulas: list[str], unicode: bool) -> str:
    """A word of a title; `parts` are what stands before, between and behind its formulas."""
    core = [*parts[:-1], parts[-1].rstrip(_STOPS)]
    if not formulas and not _is_special(core[0]):
        return _prose(parts[0], unicode)
    return _in_braces(core, formulas, unicode) + parts[-1][len(core[-1]) :]


def _bare_word(parts: list[str], formulas: list[str], unicode: bool) -> str:
    return _woven([_prose(part, unicode) for part in parts], [f"{{{tex}}}" for tex in formulas])


def _in_braces(parts: list[str], formulas: list[str], unicode: bool) -> str:
    """A stretch of a title in braces, but for the signs that it starts with."""
    first = parts[0].lstrip(_SIGNS_FIRST)
    signs = parts[0][: len(parts[0]) - len(first)]
    encoded = [_prose(part, unicode, plain_braces=False) for part in (first, *parts[1:])]
    return f"{_encode(signs, unicode)}{{{_woven(encoded, formulas)}}}"


# A Greek letter with no Greek letter beside it, so that no Greek word becomes math.
_LONE_GREEK = re.compile(r"(?<![\u0370-\u03ff])[\u0370-\u03ff](?![\u0370-\u03ff])")


def _prose(text: str, unicode: bool, *, plain_braces: bool = True) -> str:
    """What stands around the formulas of a title."""
    encoded = _encode(text, unicode, plain_braces=plain_braces)
    return encoded if unicode or encoded.isascii() else _LONE_GREEK.sub(_greek_formula, encoded)


def _greek_formula(match: re.Match[str]) -> str:
    macro = _math_letters().get(match[0], "")
    # In braces of its own: in small letters, `$\Sigma$` is another letter.
    return f"{{${macro}$}}" if macro.startswith("\\") else match[0]


def _woven(parts: list[str], formulas: list[str]) -> str:
    return "".join(part for pair in zip(parts, [*formulas, ""], strict=True) for part in pair)


def _is_special(core: str) -> bool:
    """Whether a word loses by small letters: `GPT-4V`, `LLaMA`, `R1`, `A*`, `I`; not `Text-to-Image`, `Don't`, `A`."""
    if core.lower() == core:
        return False
    for part in _PARTS.split(core.strip(_QUOTES)):
        letters = part if part.isalpha() else "".join(filter(str.isalpha, part))
        if letters == letters.lower():
            continue
        if len(letters) == 1:
            if core.strip(_QUOTES) != "A":
                return True
        elif letters[1:] != letters[1:].lower() or (part is not letters and any(map(str.isdigit, part))):
            return True
    return False


# The math of LaTeX and AMS that titles use. Another macro is the author's own, or does more than print.
_MATH_MACROS = frozenset(
    """
    alpha beta gamma delta epsilon varepsilon zeta eta theta vartheta iota kappa lambda mu nu xi pi varpi rho varrho
    sigma varsigma tau upsilon phi varphi chi psi omega
    Gamma Delta Theta Lambda Xi Pi Sigma Upsilon Phi Psi Omega
    aleph hbar ell wp Re Im partial infty prime emptyset varnothing nabla surd top bot angle forall exists nexists neg
    flat natural sharp clubsuit diamondsuit heartsuit spadesuit square blacksquare lozenge bigstar checkmark
    sum prod coprod int oint iint iiint bigcap bigcup bigoplus bigotimes bigvee bigwedge
    pm mp times div cdot ast star dagger ddagger amalg cap cup uplus sqcap sqcup vee wedge setminus wr circ bullet
    diamond triangle triangleleft triangleright oplus ominus otimes oslash odot bigcirc ltimes rtimes
    leq le geq ge ll gg neq ne equiv sim simeq approx approxeq cong asymp doteq propto prec succ preceq succeq
    lesssim gtrsim leqslant geqslant subset supset subseteq supseteq subsetneq supsetneq in ni notin vdash dashv
    models perp mid nmid parallel smile frown bowtie triangleq therefore because
    leftarrow gets rightarrow to leftrightarrow uparrow downarrow updownarrow Leftarrow Rightarrow Leftrightarrow
    Uparrow Downarrow mapsto longleftarrow longrightarrow longmapsto Longrightarrow Longleftarrow iff implies
    hookleftarrow hookrightarrow nearrow searrow swarrow nwarrow rightharpoonup rightleftharpoons leadsto
    ldots cdots vdots ddots dots langle rangle lceil rceil lfloor rfloor lbrace rbrace lvert rvert Vert vert
    backslash quad qquad left right big Big bigl bigr
    arccos arcsin arctan arg cos cosh cot deg det dim exp gcd hom inf ker lg lim liminf limsup ln log max min Pr sec
    sin sinh sup tan tanh bmod pmod
    mathbb mathbf mathcal mathfrak mathit mathrm mathsf mathtt boldsymbol operatorname text textrm textbf textit
    textsf texttt textsc textnormal mbox frac dfrac tfrac binom sqrt overline underline overset underset stackrel
    hat widehat tilde widetilde bar vec dot ddot check breve acute grave mathring
    displaystyle textstyle scriptstyle limits nolimits
    """.split()  # noqa: SIM905 - a list of words is easier to add to
)
#     token = "\" 1*ALPHA / "\" any / a sign that TeX would act on / a run of other characters beyond ASCII
_MATH_TOKEN = re.compile(r"\\(?P<macro>[A-Za-z]+)|\\.|(?P<sign>[%#&~$])|(?P<other>[^\x00-\x7f])")
# bibtexparser does not count a brace behind a backslash, BibTeX counts it, TeX looks at two: these must agree.
_TWISTED = re.compile(r"\\\\[{}]")
_UNESCAPED_BRACE = re.compile(r"(?<!\\)[{}]")
_MATH_SIGNS = {"%": r"\%", "#": r"\#", "&": r"\&", "~": " ", "$": r"\$"}
# Capital letters that LaTeX has no macros for, since they look like Latin ones.
_LOOKALIKES = dict(zip("ΑΒΕΖΗΙΚΜΝΟΡΤΧο", "ABEZHIKMNOPTXo", strict=True))


@cache
def _math_letters() -> dict[str, str]:
    known = {symbols()[name]: f"\\{name}" for name in sorted(_MATH_MACROS & symbols().keys(), reverse=True)}
    return _LOOKALIKES | {character: macro for character, macro in known.items() if not character.isascii()}


def _formula(source: str) -> str | None:
    """A stretch of math, with dollars around it, as it can stand in a field; None if it cannot."""
    body = one_line(source.strip("$"))
    if not body or _TWISTED.search(body) or body.replace(r"\\", "").endswith("\\"):
        return None
    if not _balanced(body) or not _balanced("".join(_UNESCAPED_BRACE.findall(body))):
        return None
    if any(match["macro"] and match["macro"] not in _MATH_MACROS for match in _MATH_TOKEN.finditer(body)):
        return None
    return f"${_MATH_TOKEN.sub(_math_token, body)}$"


def _math_token(match: re.Match[str]) -> str:
    if match["sign"]:
        return _MATH_SIGNS[match["sign"]]
    macro = _math_letters().get(match["other"] or "")
    if macro is None:
        return match[0]
    follows_letter = match.string[match.end() : match.end() + 1].isalpha()
    return f"{macro} " if follows_letter and len(macro) > 1 else macro
