"""The table of findings.

Ids are grouped by what they are about: 1xx documents and digests, 2xx paper headings, 3xx fields, 4xx points.
An id is never reused, and its severity never changes; wording may.
"""

from __future__ import annotations

from types import MappingProxyType

from paperdigest.diagnostics import Code, Severity

__all__ = ["CODES"]


def __dir__() -> list[str]:
    return __all__


NO_DIGEST = Code(
    id="PD101",
    severity=Severity.ERROR,
    template="no digest here: no reader recognises the text; asked: {0}",
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
    template="papers without a date heading above them: their date is unknown",
    help=(
        "A paper's date is that of the heading `## Daily Papers (YYYY-MM-DD)` above it. There is none, or it names "
        "no day, so `date` is None; it is not guessed. Feeds leave such papers undated. Add the heading."
    ),
    example="### [Title](https://arxiv.org/abs/2401.00001)\n\nVote: 3\n",
)
BAD_DATE = Code(
    id="PD103",
    severity=Severity.ERROR,
    template="{0!r} is no day of the calendar: the date of these papers is unknown",
    help=(
        "The heading begins a digest, but what stands where its date belongs cannot be read as a day. The papers "
        "under it have no date. Write it as `## Daily Papers (YYYY-MM-DD)`."
    ),
    example="## Daily Papers (2024-02-31)\n\n### [Title](https://arxiv.org/abs/2401.00001)\n",
)
DATE_SPELLING = Code(
    id="PD104",
    severity=Severity.INFO,
    template="read as {0}; the usual heading is `## Daily Papers ({0})`",
    help="The heading names a day, but not in the usual spelling. It can only mean the day that is given.",
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
    help="The date heading is there, but no paper heading follows before the next section. The digest is empty.",
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

NO_LINK = Code(
    id="PD201",
    severity=Severity.WARNING,
    template="a paper heading without a URL",
    help=(
        "The usual heading is `### [Title](URL)`. The title is read, as the heading has the usual brackets or the "
        "fields of a paper follow; `url` and `arxiv_id` are None."
    ),
    example="## Daily Papers (2024-03-08)\n\n### Title\n\nVote: 3\n",
)
ODD_HEADING = Code(
    id="PD202",
    severity=Severity.WARNING,
    template="an unusual paper heading: read as title {0!r}",
    help=(
        "There is more in the heading than `### [Title](URL)`: stars around it, a number or a word before or after, "
        "a space between the brackets, another level. Title and URL are read; the rest is left out."
    ),
    example="## Daily Papers (2024-03-08)\n\n### 1. [Title](https://arxiv.org/abs/2401.00001) (oral)\n",
)
NOT_ARXIV = Code(
    id="PD203",
    severity=Severity.INFO,
    template="the URL leads to no arXiv paper: {0}",
    help="The paper has no `arxiv_id`, so exporters make keys and identifiers from its URL.",
    example="## Daily Papers (2024-03-08)\n\n### [Title](https://example.org/paper)\n",
)
NO_TITLE = Code(
    id="PD204",
    severity=Severity.WARNING,
    template="a paper without a title",
    help="Nothing stands between the brackets. The title is empty; exporters show the URL instead.",
    example="## Daily Papers (2024-03-08)\n\n### [](https://arxiv.org/abs/2401.00001)\n",
)

BAD_VOTES = Code(
    id="PD301",
    severity=Severity.ERROR,
    template="votes {0!r} are no whole number",
    help="`votes` is None. Write `Vote: 22`, or `Vote: -` where they were not counted.",
    example="## Daily Papers (2024-03-08)\n\n### [A](https://arxiv.org/abs/2401.00001)\n\nVote: many\n",
)
VOTES_NOT_COUNTED = Code(
    id="PD302",
    severity=Severity.INFO,
    template="the votes were not counted",
    help="`Vote: -` says that there is no count, which is not a count of zero: `votes` is None.",
    example="## Daily Papers (2024-03-08)\n\n### [A](https://arxiv.org/abs/2401.00001)\n\nVote: -\n",
)
ODD_VOTES = Code(
    id="PD303",
    severity=Severity.WARNING,
    template="votes {0!r} read as {1}",
    help="The line has more than a whole number in it: a sign, separators, a word. The number was read.",
    example="## Daily Papers (2024-03-08)\n\n### [A](https://arxiv.org/abs/2401.00001)\n\nVote: 1,024\n",
)
FIELD_AGAIN = Code(
    id="PD304",
    severity=Severity.WARNING,
    template="the field stands here a second time: the first one counts",
    help="A paper has one line of each kind: votes, authors and so on. The second stays in the blocks, unread.",
    example="## Daily Papers (2024-03-08)\n\n### [A](https://arxiv.org/abs/2401.00001)\n\nVote: 3\nVote: 4\n",
)
EXTRA_FIELD = Code(
    id="PD305",
    severity=Severity.INFO,
    template="no field is called {0!r}: kept in `extra`",
    help="The line has the shape `Label: text`, but the model has no such field. It is in `paper.extra`.",
    example=(
        "## Daily Papers (2024-03-08)\n\n### [A](https://arxiv.org/abs/2401.00001)\n\nSubmitted by: B. Cho\n"
    ),
)
UNKNOWN_LINE = Code(
    id="PD306",
    severity=Severity.WARNING,
    template="a line that no rule knows: kept, not read",
    help="The line stays in the blocks (kind `unknown`) and is in no field of the paper.",
    example=(
        "## Daily Papers (2024-03-08)\n\n### [A](https://arxiv.org/abs/2401.00001)\n\n- A point.\n\n---\nA footer\n"
    ),
)
AUTHORS_LITERAL = Code(
    id="PD311",
    severity=Severity.WARNING,
    template="the authors are written as a Python list: read as {0} names",
    help="`Authors: ['A', 'B']` is what a script prints for a list. Write `Authors: A, B`.",
    example=(
        "## Daily Papers (2024-03-08)\n\n### [A](https://arxiv.org/abs/2401.00001)\n\nAuthors: ['Ann Bo', 'Cy Do']\n"
    ),
)
AUTHORS_CUT = Code(
    id="PD312",
    severity=Severity.INFO,
    template="the list of authors says that it was cut off",
    help="`+` or `et al.` among the names: `authors_complete` is False, and that sign is no author.",
    example="## Daily Papers (2024-03-08)\n\n### [A](https://arxiv.org/abs/2401.00001)\n\nAuthors: Ann Bo, +\n",
)
AUTHOR_TWICE = Code(
    id="PD313",
    severity=Severity.WARNING,
    template="the name {0!r} stands more than once in a row: read as one author",
    help=(
        "Two neighbours of one name are far more often one person repeated than two people. A name that comes "
        "again further on is kept. A run of one name is one finding, however long it is."
    ),
    example="## Daily Papers (2024-03-08)\n\n### [A](https://arxiv.org/abs/2401.00001)\n\nAuthors: Ann Bo, Ann Bo\n",
)
AUTHORS_SPLIT = Code(
    id="PD314",
    severity=Severity.WARNING,
    template="the authors {0!r} are not separated by commas alone: read as {1}",
    help="An `and`, semicolons, brackets or links separate or surround names; they were taken off.",
    example="## Daily Papers (2024-03-08)\n\n### [A](https://arxiv.org/abs/2401.00001)\n\nAuthors: Ann Bo, and Cy Do\n",
)
NO_NAMES = Code(
    id="PD315",
    severity=Severity.INFO,
    template="a line of authors without a name",
    help="`authors` is empty and `authors_complete` is None, as if the line were missing.",
    example="## Daily Papers (2024-03-08)\n\n### [A](https://arxiv.org/abs/2401.00001)\n\nAuthors:\n",
)
RELATIVE_MEDIA = Code(
    id="PD321",
    severity=Severity.INFO,
    template="a picture with a relative address: {0}",
    help=(
        "It can be shown only by who knows the site that it belongs to. Give exporters that site as `base_url`, or "
        "they leave the picture out."
    ),
    example=(
        "## Daily Papers (2024-03-08)\n\n### [A](https://arxiv.org/abs/2401.00001)\n\n![](/avatars/a.svg)\n"
    ),
)
NO_MEDIA_URL = Code(
    id="PD322",
    severity=Severity.INFO,
    template="a picture without an address",
    help="There is nothing to show, so the paper has no such medium.",
    example="## Daily Papers (2024-03-08)\n\n### [A](https://arxiv.org/abs/2401.00001)\n\n![]()\n",
)
ODD_VIDEO = Code(
    id="PD323",
    severity=Severity.WARNING,
    template="a video link without its round brackets",
    help="`[Watch Video]URL` is no link in Markdown; it was meant to be `[Watch Video](URL)`, and is read so.",
    example=(
        "## Daily Papers (2024-03-08)\n\n### [A](https://arxiv.org/abs/2401.00001)\n\n"
        "[Watch Video]https://example.org/a.mp4\n"
    ),
)

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

CODES = MappingProxyType({value.id: value for value in list(globals().values()) if isinstance(value, Code)})
