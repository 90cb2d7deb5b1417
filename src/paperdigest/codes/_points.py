"""Findings 4xx: what there is to say of the points of summaries."""

from __future__ import annotations

from paperdigest.diagnostics import Code, Severity

LITERAL_POINT = Code(
    id="PD401",
    severity=Severity.WARNING,
    template="a Python list or dict: read as {0} points",
    help="A script printed a list or a dict instead of its items. The items are read as points of their own.",
    example=(
        "## Daily Papers (2024-03-08)\n\n### [A](https://arxiv.org/abs/2401.00001)\n\n"
        "- **New**: ['One.', 'Two.']\n"
    ),
)
BROKEN_LITERAL = Code(
    id="PD402",
    severity=Severity.WARNING,
    template="looks like a Python list or dict, but is none: kept as text",
    help="A bracket or a quote is missing, or it is nested too deeply. The point holds the text as written.",
    example="## Daily Papers (2024-03-08)\n\n### [A](https://arxiv.org/abs/2401.00001)\n\n- ['One.', 'Two.]\n",
)
EATEN_ESCAPE = Code(
    id="PD403",
    severity=Severity.WARNING,
    template="a control character before {0!r}: read as the LaTeX command {1}",
    help=(
        "JSON and Python read `\\t`, `\\b` and `\\f` as control characters, so `\\textit{…}` became a TAB and "
        "`extit{…}`. The backslash and the letter are put back."
    ),
    example="## Daily Papers (2024-03-08)\n\n### [A](https://arxiv.org/abs/2401.00001)\n\n- The \textit{second} one.\n",
)
ODD_LABEL = Code(
    id="PD404",
    severity=Severity.WARNING,
    template="a label whose stars do not match: read as {0!r}",
    help="A label is written `**Label**: text` or `***Label***: text`, with as many stars behind as before it.",
    example="## Daily Papers (2024-03-08)\n\n### [A](https://arxiv.org/abs/2401.00001)\n\n- ***New*: text **: more\n",
)
CONTINUED = Code(
    id="PD405",
    severity=Severity.WARNING,
    template="a line that is no bullet: read as part of the point above",
    help=(
        "Markdown would end the list here. In a digest such lines go on with the point above them; numbered ones "
        "become its children. Indent them, or begin them with `- `."
    ),
    example=(
        "## Daily Papers (2024-03-08)\n\n### [A](https://arxiv.org/abs/2401.00001)\n\n"
        "- Steps:\n1. **One**: a step\n"
    ),
)
TOO_DEEP = Code(
    id="PD406",
    severity=Severity.WARNING,
    template="nested deeper than {0} levels: read at that level",
    help="Points nest to a fixed depth, so that no file can exhaust the programs that walk through them.",
    example=(
        "## Daily Papers (2024-03-08)\n\n### [A](https://arxiv.org/abs/2401.00001)\n\n"
        + "".join("  " * depth + "- deeper\n" for depth in range(10))
    ),
)
PROSE_POINT = Code(
    id="PD407",
    severity=Severity.WARNING,
    template="prose where bullets are expected: read as a point",
    help="The text stands under a paper before any bullet and has no label. It is read as a point of the summary.",
    example="## Daily Papers (2024-03-08)\n\n### [A](https://arxiv.org/abs/2401.00001)\n\nThis paper is short.\n",
)
EMPTY_POINT = Code(
    id="PD408",
    severity=Severity.INFO,
    template="a bullet without text",
    help="There is nothing to read, so it gives no point.",
    example="## Daily Papers (2024-03-08)\n\n### [A](https://arxiv.org/abs/2401.00001)\n\n-\n",
)
TIGHT_BULLET = Code(
    id="PD409",
    severity=Severity.WARNING,
    template="no space behind the bullet: read as a point",
    help="Markdown wants a space between `-` and the text, or it shows both as prose.",
    example="## Daily Papers (2024-03-08)\n\n### [A](https://arxiv.org/abs/2401.00001)\n\n-No space.\n",
)
