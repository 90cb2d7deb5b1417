"""Findings 5xx: what there is to say of tables, their rows and cells."""

from __future__ import annotations

from paperdigest.diagnostics import Code, Severity

_HEAD = "## Papers for 2024-03-08\n\n| Title | Authors | Summary |\n|---|---|---|\n"
_LINKED = "(Read more on [arXiv](https://arxiv.org/abs/2401.00001))"

_DAYS = "|Publish Date|Title|Authors|PDF|Code|\n|---|---|---|---|---|\n"
_ROW = "|**{}**|**A Small Study**|Ann Bo et.al.|[2401.00001](http://arxiv.org/abs/2401.00001)|{}|\n"
_CODE = "**[link](https://github.com/a-bo/small)**"

PAPER_AGAIN = Code(
    id="PD501",
    severity=Severity.INFO,
    template="rows or items that stand above already, {0} here: each is one paper, with all its tags",
    help=(
        "Lists by topic name a paper under each topic that it belongs to. Where all that they say of it is the same, "
        "it is one paper, in its first place, and the topics are its tags. The finding stands at the first such row "
        "of a table."
    ),
    example=f"## A\n\n{_DAYS}{_ROW.format('2024-03-08', 'null')}\n## B\n\n{_DAYS}{_ROW.format('2024-03-08', 'null')}",
)
PAPER_DIFFERS = Code(
    id="PD502",
    severity=Severity.INFO,
    template="rows or items about papers that stand above with other facts, {0} here: kept as well",
    help=(
        "Two entries are about one paper, but they have another day, another version or a link that the other one has "
        "not. Which is right the text does not say, so both are kept; `convert --combine` makes one of them. The "
        "finding stands at the first such row of a table."
    ),
    example=f"## A\n\n{_DAYS}{_ROW.format('2024-03-08', 'null')}\n## B\n\n{_DAYS}{_ROW.format('2024-03-08', _CODE)}",
)
BAD_DAY = Code(
    id="PD503",
    severity=Severity.ERROR,
    template="{0!r} names no day: the date of this paper is unknown",
    help=(
        "What stands in the column for days, or at the beginning of the item, cannot be read as a day of the calendar. "
        "`date` is None, and the text is in `extra`. Write it as `YYYY-MM-DD`."
    ),
    example=f"## A\n\n{_DAYS}{_ROW.format('2024-02-31', 'null')}",
)
BROKEN_ROWS = Code(
    id="PD520",
    severity=Severity.INFO,
    template="rows that are broken over lines, {0} in this table: joined",
    help=(
        "A line end in a cell, mostly in a title, cuts its row in two. The lines were joined, with one space between. "
        "The finding stands at the first such row of a table."
    ),
    example=f"{_HEAD}| A Small\n  Study {_LINKED} | a-bo | It is small. |\n",
)
SHORT_ROWS = Code(
    id="PD521",
    severity=Severity.INFO,
    template="rows with fewer cells than the header, {0} in this table",
    help=(
        "Cells belong to columns from the left, so it is the last ones that are missing; the papers have no such "
        "fields. The finding stands at the first such row of a table."
    ),
    example=f"{_HEAD}| A {_LINKED} | a-bo |\n",
)
LONG_ROW = Code(
    id="PD522",
    severity=Severity.WARNING,
    template="a row with {0} cells under {1} columns: some pipes were read as text",
    help=(
        "A pipe in a cell should be written `\\|`. Pipes in code, links, bold text and formulas were read as text "
        "first; what was left over went to the column that has the longest texts."
    ),
    example=f"{_HEAD}| A {_LINKED} | a-bo | It has x|y in it. |\n",
)
NO_DELIMITER = Code(
    id="PD523",
    severity=Severity.INFO,
    template="a table without its line of dashes",
    help="Markdown shows no table without `|---|---|` below the header. It was read as if it were there.",
    example=f"## Papers for 2024-03-08\n\n| Title | Authors | Summary |\n| A {_LINKED} | a-bo | B. |\n",
)
EMPTY_CELLS = Code(
    id="PD524",
    severity=Severity.INFO,
    template="cells with nothing in them in column {0!r}, {1} in this table",
    help=(
        "`null`, `-`, `N/A`, `[]()` and cells without text say that there is nothing; the papers have no such field. "
        "The finding stands at the first such row of a table."
    ),
    example=f"{_HEAD}| A {_LINKED} | - | B. |\n",
)
EMPTY_LINK = Code(
    id="PD525",
    severity=Severity.INFO,
    template="a link without an address: {0!r}",
    help="`[label]()` leads nowhere, so the paper has no such link.",
    example=f"{_HEAD}| A (Read more on [arXiv]()) | a-bo | B. |\n",
)
YEAR_GUESSED = Code(
    id="PD526",
    severity=Severity.WARNING,
    template="no year in the heading: read as {0}, by {1}",
    help=(
        "The heading of a week names its days, but no year. It was taken from the list of weeks or the heading that "
        "the week stands under, or else it is the year in which the week lies next to those above and below it. Write "
        "it behind the days: `(June 23 - June 29) - 2025`."
    ),
    example=(
        "# 2023\n\n## Top Papers of the Week (Jan 1-8)\n| **Paper** | **Links** |\n|---|---|\n"
        "| 1) **A** - B | [Paper](https://arxiv.org/abs/2301.00001) |\n"
    ),
)
TITLE_GUESSED = Code(
    id="PD527",
    severity=Severity.WARNING,
    template="a title without stars around it: read as {0!r}",
    help=(
        "Title and summary stand in one cell, and nothing shows for certain where the one ends and the other begins. "
        "The title is what stands before two spaces, a dash or a line break, or else before a colon. Write it as "
        "`**Title** - summary`."
    ),
    example=(
        "## Top Papers of the Week (Jan 1 - Jan 8) - 2023\n| **Paper** | **Links** |\n|---|---|\n"
        "| 1) A  B | [Paper](https://arxiv.org/abs/2301.00001) |\n"
    ),
)
