"""What titles and points say to a reader: inline Markdown and LaTeX as plain text and as HTML."""

from __future__ import annotations

import subprocess
import sys

import pytest

from paperdigest.text import to_html, to_text
from paperdigest.text.tex import math_spans

# Anyone can add a line: what stands in a digest, the plain text, the HTML.
BOTH = [
    ("A title without markup", "A title without markup", "A title without markup"),
    # Emphasis
    ("**강조**를 붙인다", "강조를 붙인다", "<strong>강조</strong>를 붙인다"),
    ("**큰 모델 (LLM)**를 쓴다", "큰 모델 (LLM)를 쓴다", "<strong>큰 모델 (LLM)</strong>를 쓴다"),
    ("이를**(A) 강조**라 한다", "이를(A) 강조라 한다", "이를<strong>(A) 강조</strong>라 한다"),
    ("**重点（甲）**是", "重点（甲）是", "<strong>重点（甲）</strong>是"),
    ("*Generative AI* is", "Generative AI is", "<em>Generative AI</em> is"),
    ("***both*** **two *one* two**", "both two one two", None),
    ("***both***", "both", "<em><strong>both</strong></em>"),
    ("**A* search**는 빠르다", "A* search는 빠르다", "<strong>A* search</strong>는 빠르다"),
    ("A*를 쓰고 V*를 쓴다", "A*를 쓰고 V*를 쓴다", "A*를 쓰고 V*를 쓴다"),
    ("A* and S* and V*", "A* and S* and V*", "A* and S* and V*"),
    ("AtP*: An efficient method", "AtP*: An efficient method", "AtP*: An efficient method"),
    ("160*V100, 2 * 3 * 4, *.py, (*) and (*)", "160*V100, 2 * 3 * 4, *.py, (*) and (*)", None),
    ("**left open", "**left open", "**left open"),
    ("****", "****", "****"),
    ("_7.5%_의 향상", "7.5%의 향상", "<em>7.5%</em>의 향상"),
    ("snake_case_name __init__ x_{i} y_{j}", "snake_case_name __init__ x_{i} y_{j}", None),
    ("F(italic_F) and V(italic_V)", "F(italic_F) and V(italic_V)", None),
    # Angle brackets and entities
    ("<think> p < 0.05 & <EOS>", "<think> p < 0.05 & <EOS>", "&lt;think&gt; p &lt; 0.05 &amp; &lt;EOS&gt;"),
    ("I&S-ViT", "I&S-ViT", "I&amp;S-ViT"),
    ("&amp;lt; &lt;b&gt;", "&lt; <b>", "&amp;lt; &lt;b&gt;"),
    ("a&nbsp;&#8203;b&#x2062;c", "a bc", "a bc"),
    ("no &such; entity", "no &such; entity", "no &amp;such; entity"),
    # Links
    ("[EoT](End of Text) [x](page.html)", "[EoT](End of Text) [x](page.html)", None),
    ("[x](javascript:alert(1))", "[x](javascript:alert(1))", "[x](javascript:alert(1))"),
    ("[코드](https://a.io/b_c_d)는", "코드는", '<a href="https://a.io/b_c_d">코드</a>는'),
    ("[https://a.io/](https://a.io/)", "https://a.io/", '<a href="https://a.io/">https://a.io/</a>'),
    ("[**b** `c`](https://a.io)", "b c", '<a href="https://a.io"><strong>b</strong> <code>c</code></a>'),
    ('[t](https://a.io "a title")', "t", '<a href="https://a.io">t</a>'),
    ("[t](<https://a.io/(b)>)", "t", '<a href="https://a.io/(b)">t</a>'),
    ("[t](https://a.io/\\_b?c&amp;d)", "t", '<a href="https://a.io/_b?c&amp;d">t</a>'),
    ("[t](https://a.io/가)", "t", '<a href="https://a.io/%EA%B0%80">t</a>'),
    ("[](https://a.io)", "https://a.io", '<a href="https://a.io">https://a.io</a>'),
    ("![그림](https://a.io/b.png)", "그림", '<a href="https://a.io/b.png">그림</a>'),
    ("[![badge](https://a.io/b.svg)](https://c.io)", "badge", '<a href="https://c.io">badge</a>'),
    ("코드: https://a.io/b_c_d에서", "코드: https://a.io/b_c_d에서", None),
    ("https://a.io/b_c에서", "https://a.io/b_c에서", '<a href="https://a.io/b_c">https://a.io/b_c</a>에서'),
    ("**https://a.io/b** (https://a.io/c).", "https://a.io/b (https://a.io/c).", None),
    ("https://a.io/*b*_c_", "https://a.io/*b*_c_", '<a href="https://a.io/*b*_c_">https://a.io/*b*_c_</a>'),
    ("https:// and http://", "https:// and http://", "https:// and http://"),
    ("github.com/x/y at Booking.com", "github.com/x/y at Booking.com", "github.com/x/y at Booking.com"),
    ("\\url{https://a.io/b\\_c}.", "https://a.io/b_c.", '<a href="https://a.io/b_c">https://a.io/b_c</a>.'),
    ("\\url{a.io}", "a.io", "a.io"),
    ("\\href{https://a.io}{the *code*}", "the code", '<a href="https://a.io">the <em>code</em></a>'),
    ("\\href{a.io}{code}", "code", "code"),
    ("[see \\href{https://a.io}{b} https://c.io](https://d.io)", "see b https://c.io", None),
    ("<https://a.io/b_c>", "https://a.io/b_c", '<a href="https://a.io/b_c">https://a.io/b_c</a>'),
    # Code
    ("a `cat.n.01` b", "a cat.n.01 b", "a <code>cat.n.01</code> b"),
    ("`*a* $5 <b>` ``c`d``", "*a* $5 <b> c`d", "<code>*a* $5 &lt;b&gt;</code> <code>c`d</code>"),
    ("role of `Constitutions' for", "role of `Constitutions' for", "role of `Constitutions' for"),
    ("`one' and `two' or ``three'' and ``four''", "`one' and `two' or ``three'' and ``four''", None),
    # Escapes
    (r"\*a\* \_b\_ 5\% R\&D \$5 \#1", "*a* _b_ 5% R&D $5 #1", "*a* _b_ 5% R&amp;D $5 #1"),
    (r"a \d b \w\\", "a \\d b \\w\\", "a \\d b \\w\\"),
    # Math and money
    ("M$^{2}$UGen", "M²UGen", "M<sup>2</sup>UGen"),
    (r"$\nabla^2$DFT", "∇²DFT", "∇<sup>2</sup>DFT"),
    (r"LLM$\times$MapReduce", "LLM×MapReduce", "LLM×MapReduce"),
    ("$L_2$ Norm", "L₂ Norm", "L<sub>2</sub> Norm"),
    ("$VILA^2$", "VILA²", "VILA<sup>2</sup>"),
    (r"$\sim$20 Seconds", "∼20 Seconds", "∼20 Seconds"),
    (r"$$x^{a,b}$$", "x^(a,b)", "x<sup>a,b</sup>"),
    ("Earn $1 Million from X in $200k", "Earn $1 Million from X in $200k", None),
    ("$200k로 시작해 $42의 비용", "$200k로 시작해 $42의 비용", "$200k로 시작해 $42의 비용"),
    ("$5-$10, $HOME/$USER and a $", "$5-$10, $HOME/$USER and a $", None),
    (r"모델 \\(*X\\)는", "모델 *X는", "모델 *X는"),
    (r"\( y_j = 1 \) \[ a+b \]", "yⱼ = 1 a+b", "y<sub>j</sub> = 1 a+b"),
    (r"\[CLS\] \(see below\) \(n\) \(open", "[CLS] (see below) n (open", "[CLS] (see below) n (open"),
    (
        r"$\textit{Name}$ of $\href{https://a.io}{it}$",
        "Name of it",
        '<em>Name</em> of <a href="https://a.io">it</a>',
    ),
    (r"$\begin{matrix}a\end{matrix}$", r"$\begin{matrix}a\end{matrix}$", r"$\begin{matrix}a\end{matrix}$"),
    # TeX outside math
    (r"\textsc{X} and \emph{y \textbf{z}}", "X and y z", "X and <em>y <strong>z</strong></em>"),
    (r"\texttt{\textbackslash m}", "\\m", "<code>\\m</code>"),
    (r"{\it old} {\bf bold} {plain}", "old bold {plain}", "<em>old</em> <strong>bold</strong> {plain}"),
    (r"\benchmark{x} and \framework", r"\benchmark{x} and \framework", r"\benchmark{x} and \framework"),
    (r"\textit{open", r"\textit{open", r"\textit{open"),
    (r"5 \times 3 \ldots{}x Sk\l odowska", "5 × 3 …x Skłodowska", "5 × 3 …x Skłodowska"),
    (r"M\textsuperscript{2}", "M²", "M<sup>2</sup>"),
    (r"{Pok{\'e}LLMon} and Pok{\'e}mon", "{Pok{é}LLMon} and Pok{é}mon", None),
    (r"moir\'e M\"uller \"{o} \v{r} \c c F\`ux\`i na\"{\i}ve", "moiré Müller ö ř ç Fùxì naïve", None),
    (r"It\'s \"open\" \'Ecole \d{4}", r"""It's "open" École \d{4}""", None),
    # Characters and spaces
    ("a\tb\x0cc\u2028d\xa0e  f \r\n g ", "a b c d e f g", "a b c d e f g"),
    (r"p\u2062a\u2062ss \ud83d\ude00 \ud83d", "pass 😀", "pass 😀"),
    (r"\\u2062", r"\u2062", r"\u2062"),
    ("a\x00\x1b\x9f\u200b\u2063\ufeff\ufffe\uffff\ud800b", "ab", "ab"),
    ("\ud83d\ude00 👩‍🔬 𝒵 क्‍ष", "😀 👩‍🔬 𝒵 क्‍ष", "😀 👩‍🔬 𝒵 क्‍ष"),
    ("* a **  b ** *", "* a ** b ** *", "* a ** b ** *"),
    ("line  \nbreak\\\nand\nwrap", "line break and wrap", "line<br/>break<br/>and wrap"),
    ("", "", ""),
]


@pytest.mark.parametrize(("source", "text", "html"), BOTH, ids=[case[0] for case in BOTH])
def test_a_text_reads_as(source: str, text: str | None, html: str | None) -> None:
    if text is not None:
        assert to_text(source) == text
    if html is not None:
        assert to_html(source) == html


def test_only_the_nearest_open_runs_wait_for_a_partner() -> None:
    assert to_text("**a " * 10 + "b** c**") == "**a " * 8 + "a a b c"


def test_a_link_within_a_link_wins() -> None:
    assert to_html("[a [b](https://c.io) d](/e)") == '[a <a href="https://c.io">b</a> d](/e)'


FORMULAS = [
    (r"O(n\log n)", "O(n log n)"),
    (r"\mathcal{O}(T)", "𝒪(T)"),
    (r"\mathbb{R}^{n}", "ℝⁿ"),
    (r"\mathfrak g", "𝔤"),
    (r"\frac{a}{b}", "a/b"),
    (r"\frac{3n-1}{2n}", "(3n-1)/(2n)"),
    (r"\frac{225}{64}\approx 3.5", "225/64≈3.5"),
    (r"\frac{a_1}{x^2}", "a₁/x²"),
    (r"\sqrt{x}+\sqrt[3]{a+b}+\sqrt[n]2", "√x+∛(a+b)+ⁿ√2"),
    (r"\binom{n}{k}", "(n choose k)"),
    (r"x_{max}, x_{i,j}, x_\theta", "xₘₐₓ, x_(i,j), x_θ"),
    (r"\pi^* f' 90^\circ e^{x^2}", "π* f′ 90° e^(x²)"),
    (r"\hat{y} \bar w \vec{ab} \not= \not\in", "ŷ w̄ ab ≠ ∉"),
    (r"\left( \alpha x \right] \Big| a \le b", "( αx ] | a ≤ b"),
    (r"\left.x\right|_{0}^{1}", "x|₀¹"),
    (r"\{a\} \% \, \$ a~b\\c & \|x\| a\quad b", "{a} % $ a b c ‖x‖ a b"),
    (r"\text{don't_do} \operatorname{rank}(A) \mathbf{x}", "don't_do rank(A) x"),
    (r"\overset{!}{=} \underset{x}{\min}", "=^! minₓ"),
    (r"\textcolor{red}{x} \href{u}{y}", "x y"),
    (r"\Foo^k \Disp_{n} \Bar{x y}", r"\Fooᵏ \Dispₙ \Bar{x y}"),
    (r"\text{caf\'e}", "café"),
    (r"^2 x^ _", "² x^_"),
    (r"} {a} {", "} a"),
    (r"a\sin\theta\max x", "a sin θ max x"),
    (r"x^{\dagger}", "x†"),
]


@pytest.mark.parametrize(("source", "text"), FORMULAS, ids=[case[0] for case in FORMULAS])
def test_a_formula_reads_as(source: str, text: str) -> None:
    assert to_text(rf"$${source}$$") == text


MATH = [
    ("M$^{2}$UGen", ["$^{2}$"]),
    (r"the $n$-gram, $k$NN, $ω$, $3$ and $<$", ["$n$", "$k$", "$ω$", "$3$", "$<$"]),
    (r"$\times 16$, $\times 10$ and $\times 5$", [r"$\times 16$", r"$\times 10$", r"$\times 5$"]),
    (r"360$^{\circ} $ view, $ x^2 $", [r"$^{\circ} $", "$ x^2 $"]),
    (r"$\text{한국어 단어}$와 $\text{two words}$", [r"$\text{한국어 단어}$", r"$\text{two words}$"]),
    ("$$a+b$$ and $a$$b$", ["$$a+b$$", "$a$", "$b$"]),
    (r"$a\$b$ \$c$", [r"$a\$b$"]),
    ("Earn $1 Million from X in $200k", []),
    ("costs $5-$10, or $5, or $6/$7, or US$5 and A$6", []),
    ("$200k로 시작해 $42의 비용, $3_a로 $4", []),
    ("`$PATH` and `$HOME_1`", []),
    ("pay $5 (see x_1) and $y_2$", ["$y_2$"]),
    ("$AAPL, $MSFT and $x is larger than y_2$", []),
    ("$$$ $ $$ $", []),
    ("$ $", []),
    ("$$ $$", []),
]


@pytest.mark.parametrize(("source", "math"), MATH, ids=[case[0] for case in MATH])
def test_math_is_told_from_money(source: str, math: list[str]) -> None:
    assert [source[start:end] for start, end in math_spans(source)] == math


def test_the_package_is_light_until_it_is_used() -> None:
    code = "import sys, paperdigest.text as t; t.to_text; sys.exit('markdown_it' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_public_modules_name_what_is_public() -> None:
    import paperdigest.text  # noqa: PLC0415

    assert dir(paperdigest.text) == ["to_html", "to_text"]
