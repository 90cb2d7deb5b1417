"""Findings 1xx: what there is to say of whole texts and of digests in them."""

from __future__ import annotations

from paperdigest.diagnostics import Code, Severity

NO_DIGEST = Code(
    id="PD101",
    severity=Severity.ERROR,
    template="no digest here: no reader recognises the text; asked: {all}",
    help=(
        "The document has no papers. Each reader that is named looked for the marks of its format at the beginning "
        "of lines, outside of fenced code. `daily-papers` looks for a heading `## Daily Papers (YYYY-MM-DD)` and "
        "headings `### [Title](arXiv URL)` below it, and is content with one of the two if no other reader knows the "
        "text; the docs page on readers says what others look for. Look whether it is the right file, and whether "
        "the headings are still written with `##` and `###`."
    ),
    example="Notes of a meeting.\n",
)
NO_DATE = Code(
    id="PD102",
    severity=Severity.WARNING,
    template="nothing says what day these papers are of: their date is unknown",
    help=(
        "A paper's date is that of the heading above it, such as `## Daily Papers (2024-03-08)` or `## Papers for "
        "2024-03-08`, or that of its row or note. There is none, or it names no day, so `date` is None; it is not "
        "guessed. Feeds leave such papers undated. Add the day, or let `load` and `scan` take it from the path."
    ),
    example="### [Title](https://arxiv.org/abs/2401.00001)\n\nVote: 3\n",
)
BAD_DATE = Code(
    id="PD103",
    severity=Severity.ERROR,
    template="{0!r} is no day of the calendar: the date of these papers is unknown",
    help=(
        "The heading begins a digest, but what stands where its date belongs cannot be read as a day. The papers "
        "under it have no date. Write it as year, month and day: 2024-03-08."
    ),
    example="## Daily Papers (2024-02-31)\n\n### [Title](https://arxiv.org/abs/2401.00001)\n",
)
DATE_SPELLING = Code(
    id="PD104",
    severity=Severity.INFO,
    template="read as {0}; the heading is not of the usual form",
    help=(
        "The heading names a day, but not in the usual spelling or at another level: usual are `## Daily Papers "
        "(2024-03-08)` and `## Papers for 2024-03-08`. It can only mean the day that is given."
    ),
    example="## Daily Papers (2024.03.08)\n\n### [Title](https://arxiv.org/abs/2401.00001)\n",
)
DATE_AGAIN = Code(
    id="PD105",
    severity=Severity.INFO,
    template="{0} already has a digest above",
    help=(
        "Two digests of one text have the same date, as happens when the script that makes them runs twice and "
        "appends. Both are kept, each with its papers; exporters that need unique entries merge them."
    ),
    example=(
        "## Daily Papers (2024-03-08)\n\n### [A](https://arxiv.org/abs/2401.00001)\n\n"
        "## Daily Papers (2024-03-08)\n\n### [B](https://arxiv.org/abs/2401.00002)\n"
    ),
)
NO_PAPERS = Code(
    id="PD106",
    severity=Severity.INFO,
    template="a digest without papers",
    help="The heading of a digest is there, but no paper follows before the next section. The digest is empty.",
    example="## Daily Papers (2024-03-08)\n",
)
OUTSIDE = Code(
    id="PD107",
    severity=Severity.INFO,
    template="looks like a paper, but stands outside of a digest: not read",
    help=(
        "The heading links to a paper, but it belongs to another section of the page. Papers count only under a "
        "date heading. If it is one, move it there."
    ),
    example=(
        "## Daily Papers (2024-03-08)\n\n### [A](https://arxiv.org/abs/2401.00001)\n\n"
        "## Related\n\n### [B](https://arxiv.org/abs/2401.00002)\n"
    ),
)
OPEN_FENCE = Code(
    id="PD108",
    severity=Severity.WARNING,
    template="a code fence that is not closed before the next paper: read as text",
    help=(
        "Three backquotes or tildes open a block of code, which must not hide the papers after it. This one is not "
        "closed, or only in the text of another paper, so it is read as text. Close it, or remove it."
    ),
    example=(
        "## Daily Papers (2024-03-08)\n\n### [A](https://arxiv.org/abs/2401.00001)\n\n"
        "- Code:\n\n```python\nx = 1\n"
    ),
)
NO_OWNER = Code(
    id="PD109",
    severity=Severity.WARNING,
    template="text in a digest that belongs to no paper: kept, not read",
    help=(
        "Between the date heading and the papers, or under a heading that is no paper's, stands text that no rule "
        "knows. It stays in the blocks."
    ),
    example="## Daily Papers (2024-03-08)\n\nGood morning!\n\n### [A](https://arxiv.org/abs/2401.00001)\n",
)
SEVERAL_READERS = Code(
    id="PD110",
    severity=Severity.WARNING,
    template="several readers recognise this text: {0}; read by {1}",
    help=(
        "The text has the marks of several formats. The reader that sees the most entries read it; what belongs to "
        "the other formats is not read. Name the reader that you mean: `reader=` in Python, `--reader` on the command "
        "line. Or cut the text in two."
    ),
    example="",
)
READER_FAULT = Code(
    id="PD111",
    severity=Severity.INFO,
    template="{0} could not be asked about this text: {1}",
    help=(
        "No built-in reader recognises the text, so the readers of other packages were asked, and this one failed. "
        "The fault is the plug-in's, not the text's; the other readers were asked all the same. If the text is of "
        "the plug-in's format, ask for that reader by name to see the whole reason. Else mend or remove the package."
    ),
    example="",
)
DATE_FROM_PATH = Code(
    id="PD112",
    severity=Severity.INFO,
    template="the date {0} is that of the file's path: the text names none",
    help=(
        "Many digests have their day in the name of the file or of its folder only (`2024-03-08.md`, `202403/08/`). "
        "`load` and `scan` take it from there if the text has one digest and names no day; `loads` has no path and "
        "does not. Say the day in a heading if the path is not to be trusted."
    ),
    example="",
)
