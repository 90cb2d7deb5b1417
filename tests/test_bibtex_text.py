"""Text to the inside of a BibTeX field. The tables are the specification; anyone can add a line."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bibtex_readers import decode
from linear_cost import assert_linear
from paperdigest.exporters.bibtex_text import Protect, field_text, one_line, title_text, verbatim
from paperdigest.text import to_text
from strategies import texts

if TYPE_CHECKING:
    from collections.abc import Callable

PROTECT: tuple[Protect, ...] = ("auto", "none", "all")

TITLES = [
    # math and money
    (r"M$^{2}$UGen: Multi-modal Music", r"{M$^{2}$UGen}: Multi-modal Music"),
    (r"$\nabla^2$DFT: A Universal Dataset", r"{$\nabla^2$DFT}: A Universal Dataset"),
    ("PanGu-$π$: Enhancing", r"{PanGu-$\pi$}: Enhancing"),
    ("$ωx$ and $Σ_Α$", r"{$\omega x$} and {$\Sigma_A$}"),
    (r"LLM$\times$MapReduce", r"{LLM$\times$MapReduce}"),
    ("$VILA^2$: VILA Augmented VILA", "{$VILA^2$}: {VILA} Augmented {VILA}"),
    (r"in $\sim$20 Seconds", r"in {$\sim$20} Seconds"),
    ("Earn $1 Million from One to All in $200k", r"Earn \$1 Million from One to All in \$200k"),
    ("Model in $200k", r"Model in \$200k"),
    ("$200K and $5-$10", r"\${200K} and \$5-\$10"),
    ("a lone $ sign", r"a lone \$ sign"),
    ("$50%$ & #1", r"{$50\%$} \& \#1"),
    ("**all of $x$ and y** and $z$", "all of {$x$} and y and {$z$}"),
    (r"$\{a\}$-sets", r"{$\{a\}$-sets}"),
    ("가 $n$를 본다", "가 {$n$를} 본다"),
    # what cannot stay math is text
    (r"$\input{secrets}$", r"{\textbackslash}input\{secrets\}"),
    (r"$\mymacro^2$ x", r"{\textbackslash}mymacro² x"),
    (r"$\{x}$ y", r"\{x\} y"),
    (r"$\\{x\}$ y", r"x{\textbraceright} y"),
    ("$a\\\u200b$ y", r"\$a\$ y"),
    (r"$\left\{x$ y", r"{\textbraceleft}x y"),
    (r"[see $a$](https://example.org/$b$)", "see a"),
    # words that a style would spoil
    (r"\textsc{AIEV-Instruct} Works", "{AIEV-Instruct} Works"),
    ("AtP*: An efficient method", "{AtP*}: An efficient method"),
    ("A* Search", "{A*} Search"),
    ("[IDK] Tokens", "{[IDK]} Tokens"),
    ("GPT-4V, LLaMA (LLMs) and R1", "{GPT-4V}, {LLaMA} {(LLMs)} and {R1}"),
    ("What I Want: A Q&A", r"What {I} Want: A {Q\&A}"),
    ('"Text-to-Image": Don\'t Stop', '"Text-to-Image": Don\'t Stop'),
    ("3D X-Dancer", "{3D} {X-Dancer}"),
    ("PokéLLMon for Pokémon", r"{Pok{\'e}LLMon} for Pok{\'e}mon"),
    ("Éclair -- Extracting", r"{\'E}clair -- Extracting"),
    ("PixArt-Σ: Weak-to-Strong", r"{PixArt-{$\Sigma$}}: Weak-to-Strong"),
    ("γ-MoD and Top-nσ", r"{{$\gamma$}-MoD} and Top-n{$\sigma$}"),
    ("Ωμέγα, Α and ͵", "Ωμέγα, {Α} and ͵"),
    # Markdown
    ("Is `cat.n_01` a **cat**?", r"Is cat.n\_01 a cat?"),
    ("`Constitutions' for <think>", "`Constitutions' for <think>"),
    # signs
    ("CoRe^2 ~ Over 90%", r"{CoRe{\textasciicircum}2} {\textasciitilde} Over 90\%"),
    (
        "@misc{x, a = {b}} Foo",
        r"@misc{\textbraceleft}x, a = {\textbraceleft}b{\textbraceright}{\textbraceright} Foo",
    ),
    ("ends in a backslash \\", r"ends in a backslash {\textbackslash}"),
    ("un{balanced", r"un{\textbraceleft}balanced"),
    ("a{B}C", r"{a{\textbraceleft}B{\textbraceright}C}"),
    ("", ""),
]

FIELDS = [
    ("100% of $5 & #1 a_b", r"100\% of \$5 \& \#1 a\_b"),
    (r"~^\ ", r"{\textasciitilde}{\textasciicircum}{\textbackslash}"),
    ("{balanced {braces}}", r"\{balanced \{braces\}\}"),
    ("}wrong{", r"{\textbraceright}wrong{\textbraceleft}"),
    ("{", r"{\textbraceleft}"),
    ("\\}", r"{\textbackslash}{\textbraceright}"),
    ("{" * 21 + "}" * 21, r"{\textbraceleft}" * 21 + r"{\textbraceright}" * 21),
    ("Jiří Navrátil", r"Ji{\v r}{\'i} Navr{\'a}til"),
    ("Erdős, Łuk, François, Ångström", r"Erd{\H o}s, {\L}uk, Fran{\c c}ois, {\r A}ngstr{\"o}m"),
    ("straße æœø Ąğāčı", r"stra{\ss}e {\ae}{\oe}{\o} {\k A}{\u g}{\=a}{\v c}{\i}"),
    ("e\u0301 cole\u0301", r"{\'e} col{\'e}"),
    ("Nguyễn Văn Sửu", r"Nguyễn V{\u a}n Sửu"),
    ("홍길동 王小明 Ωμέγα 🙂 — “q”", "홍길동 王小明 Ωμέγα 🙂 — “q”"),
    ("a\u00a0b\tc\r\nd\u2028e\x85f", "a b c d e f"),
    ("a\u200bb\u202ec\x00d\ufeff\u2062\x7f", "abcd"),
    ("\ud800 \uffff \ufdd0", "\ufffd \ufffd \ufffd"),
    ("two  spaces \u200b here ", "two spaces here"),
]

URLS = [
    ("https://example.org/a_b?c=%20&d=$5#f~g", "https://example.org/a_b?c=%20&d=$5#f~g"),
    ("https://example.org/{a}\\b c\n", "https://example.org/%7Ba%7D%5Cb%20c"),
    ('https://example.org/"é"', "https://example.org/%22%C3%A9%22"),
    ("https://example.org/\ud800\x00", "https://example.org/%EF%BF%BD%00"),
]


@pytest.mark.parametrize(("title", "expected"), TITLES)
def test_a_title_is_written_as_the_table_says(title: str, expected: str) -> None:
    assert title_text(title) == expected


PROTECTED = [
    # title, no words in braces, all of it in braces
    ("GPT-4V for All", "GPT-4V for All", "{GPT-4V for All}"),
    (r"M$^2$UGen: $\Delta$", r"M{$^2$}UGen: {$\Delta$}", r"{M$^2$UGen: $\Delta$}"),
    ("$200k in {One}", r"\$200k in \{One\}", r"\${200k in {\textbraceleft}One{\textbraceright}}"),
    ("É {", r"{\'E} {\textbraceleft}", r"{{\'E} {\textbraceleft}}"),
    ("%", r"\%", r"\%{}"),
    ("", "", ""),
]


@pytest.mark.parametrize(("title", "none", "whole"), PROTECTED)
def test_braces_are_around_no_words_of_a_title_or_around_all_of_it(title: str, none: str, whole: str) -> None:
    """Formulas are in braces in any case: small letters would make another formula of them."""
    assert title_text(title, protect="none") == none
    assert title_text(title, protect="all") == whole


def test_letters_that_stay_letters_are_composed_like_those_that_become_macros() -> None:
    assert title_text("Top-nσ für $π$", unicode=True) == r"Top-nσ für {$\pi$}"
    assert field_text("Ji\u0159i\u0301 {\u00df} 100%", unicode=True) == r"Jiří \{ß\} 100\%"


@pytest.mark.parametrize(("text", "expected"), FIELDS)
def test_a_text_is_written_as_the_table_says(text: str, expected: str) -> None:
    assert field_text(text) == expected


@pytest.mark.parametrize(("url", "expected"), URLS)
def test_a_url_is_written_as_it_is_but_for_what_breaks_an_entry(url: str, expected: str) -> None:
    assert verbatim(url) == expected


def test_a_title_that_uses_every_private_character_has_no_room_for_a_stand_in() -> None:
    """Its formula is then written as text, which is never wrong."""
    private = "".join(map(chr, range(0xE000, 0xF900)))
    assert title_text(f"$n$ {private}") == f"n {private}"


def test_a_character_spelt_out_is_not_taken_for_the_stand_in_of_a_formula() -> None:
    assert title_text(r"$n$ \ue000 x") == "{$n$} \ue000 x"


def _composed(text: str) -> str:
    return re.sub(
        "[A-Za-z][\u0300-\u036f](?![\u0300-\u036f])", lambda m: unicodedata.normalize("NFC", m[0]), text
    )


@given(texts(surrogates=True))
def test_a_field_means_the_text_that_was_written(text: str) -> None:
    for unicode in (False, True):
        assert decode(field_text(text, unicode=unicode)) == _composed(one_line(text))


@given(texts(surrogates=True))
def test_a_field_cannot_break_out_of_its_entry(text: str) -> None:
    for tex in (field_text(text), title_text(text)):
        _assert_closed(tex)


@given(st.text(st.sampled_from("$$$\\{}^_aB1π %&#~*`[]() \t\ue000"), max_size=40))
def test_no_title_made_of_signs_breaks_out_of_its_entry(title: str) -> None:
    for protect in PROTECT:
        _assert_closed(title_text(title, protect=protect))


def _assert_closed(tex: str) -> None:
    """Braces close in the order in which BibTeX, and bibtexparser, count them; the end is no backslash."""
    for braces in (re.findall(r"[{}]", tex), re.findall(r"(?<!\\)[{}]", tex)):
        depth = 0
        for brace in braces:
            depth += 1 if brace == "{" else -1
            assert 0 <= depth < 100
        assert depth == 0
    assert not tex.endswith("\\")
    assert len(re.findall(r"(?<!\\)(?:\\\\)*\$", tex)) % 2 == 0
    tex.encode("utf-8")


@given(st.text(st.sampled_from("AaZz19 $*-:éβ한{}\\"), max_size=30).filter(lambda text: "$" not in text))
def test_a_title_without_math_means_its_plain_text(title: str) -> None:
    for protect in PROTECT:
        assert decode(title_text(title, protect=protect)) == _composed(one_line(to_text(title)))


@pytest.mark.parametrize(
    "unit", ["$", "{", "}", "{}", "\\", "e\u0301", "\u0301", "$x$ ", "$\\", "A-", "\u200b", "$π$"]
)
def test_time_grows_in_proportion_to_the_text(unit: str) -> None:
    def prepare(length: int) -> Callable[[], object]:
        text = unit * (length // len(unit))
        return lambda: (title_text(text), title_text(text, protect="none"), field_text(text))

    assert_linear(prepare, 10_000)
