"""Findings 2xx: what there is to say of the headings of papers."""

from __future__ import annotations

from paperdigest.diagnostics import Code, Severity

NO_LINK = Code(
    id="PD201",
    severity=Severity.WARNING,
    template="a paper without a URL",
    help=(
        "The title is read, as a heading has the brackets of `### [Title](URL)` or the fields of a paper follow, or as "
        "it stands in the row of a table. There is no link to the paper: `url` and `arxiv_id` are None."
    ),
    example="## Daily Papers (2024-03-08)\n\n### Title\n\nVote: 3\n",
)
ODD_HEADING = Code(
    id="PD202",
    severity=Severity.WARNING,
    template="an unusual paper heading: read as title {0!r}",
    help=(
        "There is more in the heading than `### [Title](URL)`, or in a table's cell than the title and its links: "
        "stars around it, a number or a word before or after, a space between the brackets, another level. Title and "
        "URL are read; the rest is left out."
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
