"""Hypothesis strategies for texts: digests with every kind of drift, broken in every way, and anything at all."""

from __future__ import annotations

from hypothesis import strategies as st

# Pieces that the grammar knows, whole and broken; joined at random they meet each other in every order.
_PIECES = (
    "## Daily Papers (2024-03-08)",
    "## Daily Papers (2024-02-31)",
    "## Daily Papers",
    "# Daily Papers",
    "## License",
    "### [T](https://arxiv.org/abs/2401.00001)",
    "### [[a] $x$](http://arxiv.org/pdf/2401.00002v2)",
    "### Title",
    "### [T] (https://example.org/x) (oral)",
    "#### small",
    "### []()",
    "![](https://example.org/a.png)",
    "![alt](/a.mp4)",
    "[Watch Video](https://example.org/v.mp4)",
    "[Watch Video]https://example.org/v.mp4",
    '<div><video controls src="https://example.org/v.mp4"></video></div>',
    "<br>",
    "<think>",
    "Vote: 22",
    "Vote: -",
    "Vote:",
    "Vote: x",
    "votes: 1,024",
    "Authors: Ann Bo, Cy Do",
    "Authors: ['A', \"B O'C\", 'D, E']",
    "Authors: A, +",
    "Authors: A, A, and B",
    "Authors: et al.",
    "Authors: A and B",
    "저자: 가, 나",
    "Submitted by: x",
    "Note: *a*: b",
    "Code: https://github.com/a/b",
    "Tags: a, b",
    "Categories: cs.CL",
    "Abstract: x",
    "DOI: 10.1/x",
    "Journal reference: J. 1 (2024)",
    "[a](https://a.example) | [b](https://b.example)",
    "https://example.org/x",
    "- point",
    "-point",
    "- ",
    "-",
    "* star",
    "+ plus",
    "1. one",
    "2) two",
    "  - nested",
    "    - deeper",
    "\t- tab",
    " - slip",
    "- **L**: text",
    "- ***L***: text",
    "- ***L*: t **: u",
    "- **L:** text",
    "- *L*: text",
    "- **A* b**: c",
    "- **L**:",
    "- **L**: ['a', 'b']",
    "- {'a': {'b': ['c', 'd']}, 'e': 'f'}",
    "- ['a",
    "- [['a'], ['b']]",
    "- [{'a': 'b', 'c': 'd'}, {'e': 'f'}]",
    "- {'**': 'x', '': 'y', 'a:': ['z']}",
    "- \textit{x}",
    "- \x08enchmark \x0cramework",
    "abla f",
    "prose",
    "  prose",
    "prose with **a**: b",
    "- [l](https://example.org/l) https://example.org/m에서",
    "---",
    "***",
    "```",
    "```python",
    "~~~",
    "    ```",
    "    # x",
    "> quote",
    "| a | b |",
    "\u2028",
    "\x0c",
    "\xa0",
    "\ufeff",
    "\\u2062",
    "**Vote**: 3",
    "Authors:",
    "- 2) x",
    "(1) x",
)

ANY_CHARACTER = st.characters(codec=None, exclude_categories=())

lines = st.one_of(
    st.sampled_from(_PIECES),
    st.sampled_from(_PIECES),
    st.tuples(st.sampled_from(_PIECES), st.text(max_size=6)).map("".join),
    st.text(alphabet="-*+ \t#[]()'\"{}:,.`~!<>\\/ab1\u00a0가", max_size=14),
    st.text(max_size=20),
)
line_ends = st.sampled_from(("\n", "\n", "\n", "\n\n", "\r\n", "\r"))

digest_texts = st.lists(st.tuples(lines, line_ends).map("".join), max_size=24).map("".join)
"""Texts made of digest lines, whole, broken and in any order."""

days = digest_texts.map(
    lambda text: "## Daily Papers (2024-03-08)\n\n### [T](https://arxiv.org/abs/2401.00001)\n" + text
)
"""The same under a paper, so that most of it is read as fields and points."""

any_text = st.one_of(st.text(ANY_CHARACTER), digest_texts, days)
"""Any string at all, lone surrogates included, and digests among them."""
