r"""LaTeX formulas to runs of text and scripts: `\nabla^2` → `∇`, superscript `2`.

A formula is read to be read aloud, not to be typeset: a fraction is `a/b`, a root `√x`. What is no part of this
small LaTeX stays as written; the reader's eye does the rest.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import TYPE_CHECKING

from attrs import frozen

from paperdigest.text.tex import accented, symbols

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["Script", "formula_text", "read_formula"]


def __dir__() -> list[str]:
    return __all__


@frozen
class Script:
    """A sub- or superscript.

    Attributes:
        mark: `_` or `^`.
        parts: what is lowered or raised.
    """

    mark: str
    parts: tuple[str | Script, ...]


Parts = list["str | Script"]

# Groups in groups: real formulas have four or five. Deeper ones stay as written, so no stack can run out.
_DEPTH = 40

#     token = "\" 1*ALPHA / "\" any / one of {}^_&~' / spaces / anything else
_TOKEN = re.compile(
    r"\\(?P<name>[A-Za-z]+\*?)(?P<gap>\s*)|\\(?P<sign>.)|(?P<mark>[{}^_&~'])|(?P<space>\s+)|(?P<char>.)",
    re.DOTALL,
)
_INDEX = re.compile(r"\[([^\]{}\\]{1,20})\]")
_SPACING = {",": " ", ";": " ", ":": " ", ">": " ", " ": " ", "!": "", "\\": " ", "(": "", ")": "", "|": "‖"}
_STYLES = {"mathbb": "doublestruck", "mathbbm": "doublestruck", "mathcal": "script", "mathscr": "script"}
_STYLES["mathfrak"] = "fraktur"
# Fonts that carry no meaning (bold digits outside the BMP cannot be searched for), and what only spaces or sizes.
_PLAIN = frozenset(
    {
        *("mathrm", "mathbf", "mathit", "mathsf", "mathtt", "mathnormal", "boldsymbol", "bm", "operatorname"),
        *("operatorname*", "ensuremath", "boxed", "underline", "overbrace", "underbrace", "url"),
    }
)
_TEXT = frozenset(
    {
        *(
            "text",
            "textrm",
            "textbf",
            "textit",
            "texttt",
            "textsf",
            "textsc",
            "textsl",
            "textup",
            "textnormal",
        ),
        *("emph", "mbox", "hbox"),
    }
)
_NOTHING = frozenset(
    {
        *("left", "right", "middle", "limits", "nolimits", "displaystyle", "textstyle", "scriptstyle"),
        *("big", "Big", "bigg", "Bigg", "bigl", "bigr", "Bigl", "Bigr", "biggl", "biggr", "Biggl", "Biggr"),
        *("rm", "bf", "it", "cal", "tt", "sf"),
    }
)
_SPACES = frozenset({"quad", "qquad", "space"})
_FRACTIONS = frozenset({"frac", "dfrac", "tfrac", "cfrac", "nicefrac"})
_STACKS = {"overset": "^", "stackrel": "^", "underset": "_"}
_ROOTS = {"2": "√", "3": "∛", "4": "∜"}
_SIMPLE = re.compile(r"\d+(?:\.\d+)?|\w[^\w\s(]?")


class _UnreadableError(Exception):
    """The formula is deeper than we go, or holds an environment."""


def read_formula(source: str) -> tuple[str | Script, ...] | None:
    """The runs of text and the scripts of a formula, in order.

    Args:
        source: LaTeX, without the delimiters.

    Returns:
        None if it cannot be read: it nests too deep, or it holds a matrix or another environment. Nothing is raised,
        and the time is linear.
    """
    try:
        return tuple(_Reader(source).sequence(0))
    except _UnreadableError:
        return None


class _Reader:
    """A cursor over one formula."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.at = 0

    def sequence(self, depth: int, *, group: bool = False, text: bool = False) -> Parts:
        """Everything up to the end, or in a group up to its brace; in text, marks are characters."""
        if depth > _DEPTH:
            raise _UnreadableError
        parts: Parts = []
        while (token := _TOKEN.match(self.source, self.at)) is not None:
            if token["mark"] == "}":
                self.at = token.end()
                if group:
                    break
                parts.append("}")
            else:
                self.item(token, parts, depth, text=text)
        return parts

    def item(self, token: re.Match[str], parts: Parts, depth: int, *, text: bool) -> None:
        """Reads one item that begins with a token, and appends what it stands for."""
        self.at = token.end()
        if token["name"]:
            self.macro(token["name"], token["gap"], parts, depth)
        elif token["sign"]:
            sign = token["sign"]
            letter = self.source[self.at : self.at + 1]
            over = accented(sign, letter, composed=True) if letter.isalpha() else None
            self.at += over is not None
            parts.append(over or _SPACING.get(sign, sign))
        elif token["mark"] == "{":
            parts.extend(self.sequence(depth + 1, group=True, text=text))
        elif token["mark"] and token["mark"] in "^_" and not text:
            script = Script(token["mark"], tuple(self.argument(depth)))
            # A degree has a sign of its own; a mark with nothing to raise or lower stays.
            degree = script == Script("^", ("∘",))
            parts.append("°" if degree else script if script.parts else script.mark)
        elif token["mark"] == "'" and not text:
            parts.append("′")
        else:
            parts.append(" " if token["space"] or token[0] in "~&" else token[0])

    def argument(self, depth: int, *, text: bool = False) -> Parts:
        """One argument of a macro or script: a group, a macro, or a character."""
        token = _TOKEN.match(self.source, self.at)
        if token is not None and token["space"]:
            token = _TOKEN.match(self.source, token.end())
        parts: Parts = []
        if token is not None and token["mark"] != "}":
            if depth >= _DEPTH:
                raise _UnreadableError
            self.item(token, parts, depth + 1, text=text)
            if token["gap"] and self.at == token.end():
                self.at = token.start("gap")  # `90^\circ e`: the space stands behind the script
        return parts

    def macro(self, name: str, gap: str, parts: Parts, depth: int) -> None:
        """Reads the arguments of a macro whose name was just read, and appends what it stands for."""
        if name == "begin":
            raise _UnreadableError
        if name in _NOTHING:
            self.at += self.source.startswith(".", self.at)  # `\right.`: no delimiter at all
        elif name in _SPACES:
            parts.append(" ")
        elif name in _PLAIN or name in _TEXT:
            parts.extend(self.argument(depth, text=name in _TEXT))
        elif name in _STYLES:
            parts.append(_styled(formula_text(self.argument(depth)), _STYLES[name]))
        elif not self.compound(name, parts, depth):
            self.symbol(name, gap, parts, depth)

    def compound(self, name: str, parts: Parts, depth: int) -> bool:
        """A macro that makes something new of its arguments; False if it is none."""
        if name in _FRACTIONS:
            above, below = self.argument(depth), self.argument(depth)
            parts.extend([*_operand(above), "/", *_operand(below)])
        elif name == "binom":
            above, below = self.argument(depth), self.argument(depth)
            parts.extend(["(", *above, " choose ", *below, ")"])
        elif name == "sqrt":
            self.root(parts, depth)
        elif name in _STACKS:
            script = Script(_STACKS[name], tuple(self.argument(depth)))
            parts.extend([*self.argument(depth), script])
        elif name in ("href", "textcolor"):
            self.argument(depth)  # a link in a formula leaves its label, a colour nothing
            parts.extend(self.argument(depth, text=True))
        elif accented(name, "x", composed=False) is not None:
            under = self.argument(depth)
            over = accented(name, formula_text(under), composed=False)
            parts.extend(under if over is None else [over])
        else:
            return False
        return True

    def root(self, parts: Parts, depth: int) -> None:
        r"""`\sqrt{x}` and `\sqrt[3]{x}`."""
        index = _INDEX.match(self.source, self.at)
        sign: Parts = ["√"]
        if index is not None:
            self.at = index.end()
            sign = [_ROOTS[index[1]]] if index[1] in _ROOTS else [Script("^", (index[1],)), "√"]
        parts.extend([*sign, *_operand(self.argument(depth))])

    def symbol(self, name: str, gap: str, parts: Parts, depth: int) -> None:
        """A macro without arguments; an unknown one stays as written, with its group."""
        value = symbols().get(name.removesuffix("*"))
        following = self.source[self.at : self.at + 1]
        last = parts[-1] if parts else " "
        if value is None:
            parts.append(f"\\{name}{gap}")
            if following == "{":
                parts.extend(["{", *self.argument(depth), "}"])
        elif len(value) > 1:
            # `n\log n`: a function's name is a word and stands apart from letters.
            before = " " if isinstance(last, Script) or last[-1:].isalnum() else ""
            parts.append(before + value + (" " if gap or following.isalnum() or following == "\\" else ""))
        else:
            # LaTeX drops the space after a macro. We keep that behind a sign that has one before it too: `a \le b`.
            spaced = gap and parts and last == " " and not value.isalpha()
            parts.append(f"{value} " if spaced else value)


def _styled(text: str, style: str) -> str:
    from pylatexenc.latex2text import fmt_math_text_style  # noqa: PLC0415 - few formulas need it

    styled: str = fmt_math_text_style(text, style)
    return styled


def _operand(parts: Parts) -> Parts:
    """In brackets, unless it is a number, a letter or a letter with a script."""
    text = formula_text(parts[:1])
    single = len(parts) == 1 or (len(parts) == 2 and isinstance(parts[1], Script))
    if not parts or (single and _SIMPLE.fullmatch(text)) or formula_text(parts).isdecimal():
        return parts
    return ["(", *parts, ")"]


def formula_text(parts: Iterable[str | Script]) -> str:
    """A formula as plain text: `x²`, `L₂`, `e^(x²)`."""
    return "".join(part if isinstance(part, str) else _script_text(part) for part in parts)


# Signs that stand high by themselves, and those that become another sign up there.
_HIGH = {"*": "*", "∗": "*", "⋆": "⋆", "†": "†", "‡": "‡", "′": "′", "°": "°", "∘": "°"}
_SCRIPT_TAGS = {"<super>": "^", "<sub>": "_"}
# The blocks with scripts that fonts have had for long; newer ones depend on the version of Unicode.
_SCRIPT_BLOCKS = (
    (0xB2, 0xBA),
    (0x2B0, 0x2B9),
    (0x2E0, 0x2E5),
    (0x1D2C, 0x1D6B),
    (0x1D9B, 0x1DC0),
    (0x2070, 0x209D),
    (0x2C7C, 0x2C7E),
)


@cache
def _scripts() -> dict[tuple[str, str], str]:
    """The Unicode character for each mark and character that has one."""
    table: dict[tuple[str, str], str] = {}
    for start, stop in _SCRIPT_BLOCKS:
        for code in range(start, stop):
            tag, _, base = unicodedata.decomposition(chr(code)).partition(" ")
            if tag in _SCRIPT_TAGS:
                table.setdefault((_SCRIPT_TAGS[tag], chr(int(base, 16))), chr(code))
    table["^", "-"] = table["^", "−"]
    table["_", "-"] = table["_", "−"]
    return table


def _script_text(script: Script) -> str:
    text = formula_text(script.parts).strip()
    if script.mark == "^" and text in _HIGH:
        return _HIGH[text]
    raised = [_scripts().get((script.mark, character)) for character in text]
    if None not in raised:
        return "".join(character for character in raised if character is not None)
    return script.mark + (text if len(text) == 1 else f"({text})")
