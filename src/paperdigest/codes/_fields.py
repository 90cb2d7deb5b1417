"""Findings 3xx: what there is to say of the fields of papers."""

from __future__ import annotations

from paperdigest.diagnostics import Code, Severity

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
EMPTY_FIELD = Code(
    id="PD331",
    severity=Severity.INFO,
    template="the field {0!r} is empty",
    help=(
        "Nothing stands behind the label, or a sign that there is nothing: `-`, `null`, `N/A`, a link `[]()`. It is "
        "read as if the line were missing."
    ),
    example="### [1] [A](https://arxiv.org/abs/2401.00001)\n*Ann Bo*\n\n**Limitations:**\n\n**Method:** We count.\n",
)
COUNT_DIFFERS = Code(
    id="PD332",
    severity=Severity.WARNING,
    template="{0!r}: the text says {1}, but {2} were read",
    help=(
        "The text says how many papers it or a group of it has, and another number of papers stands there. Papers were "
        "added or taken out by hand, the file was cut off, or the heading of a paper is not written as the others "
        "are. The papers that were found are read."
    ),
    example=(
        "- [cs.CV](#cs.CV) [Total: 2]\n\n# cs.CV [[Back]](#toc)\n\n"
        "### [1] [A](https://arxiv.org/abs/2401.00001)\n*Ann Bo*\n"
    ),
)
NO_AUTHORS_LINE = Code(
    id="PD333",
    severity=Severity.WARNING,
    template="a paper without a line of authors",
    help=(
        "The other papers of the text have a line of authors below their heading, such as `*Ann Bo,Cy Do*`. This "
        "one is read all the same; `authors` is empty and `authors_complete` is None."
    ),
    example=(
        "### [1] [A](https://arxiv.org/abs/2401.00001)\n*Ann Bo*\n\n"
        "### [2] [B](https://arxiv.org/abs/2401.00002)\n\nTask: Counting.\n"
    ),
)
ID_DIFFERS = Code(
    id="PD342",
    severity=Severity.WARNING,
    template="the URL is that of {0}, but the field for the id says {1}: the URL counts",
    help="Both name a paper on arXiv, but not the same one. `arxiv_id` is what the URL says.",
    example=(
        "# Personalized Daily ArXiv Papers 06/14/2024\n\n"
        "## 0. [A](https://arxiv.org/abs/2401.00001)\n**ArXiv ID:** 2401.00002\n"
    ),
)
BAD_ID = Code(
    id="PD343",
    severity=Severity.ERROR,
    template="{0!r} is no arXiv id",
    help="The field for the id holds something else. `arxiv_id` is what the URL says, or None.",
    example=(
        "# Personalized Daily ArXiv Papers 06/14/2024\n\n"
        "## 0. [A](https://arxiv.org/abs/2401.00001)\n**ArXiv ID:** soon\n"
    ),
)
ANNOUNCEMENT = Code(
    id="PD345",
    severity=Severity.INFO,
    template="the abstract begins with arXiv's announcement, which was taken off",
    help=(
        "arXiv's feed puts `arXiv:2401.00001v1 Announce Type: new Abstract:` before each abstract, and scripts that "
        "read it copy that. It says nothing of the paper that is not in its other fields."
    ),
    example=(
        "# Personalized Daily ArXiv Papers 06/14/2024\n\n"
        "## 0. [A](https://arxiv.org/abs/2401.00001)\n"
        "**Abstract:** arXiv:2401.00001v1 Announce Type: new  Abstract: We look.\n"
    ),
)
NO_ORIGINAL = Code(
    id="PD346",
    severity=Severity.WARNING,
    template="a paper without its original title: the one in the heading is its title",
    help=(
        "In this format the heading of a paper is a translation, and a field below it has the title as the paper "
        "has it. That field is missing, so `title` is the heading's, in whichever language it is, and "
        "`translated_title` is None."
    ),
    example=(
        "# Hugging Face 2025-01-22 论文日报\n\n### 1. 第一\n\n**原文标题：** One\n\n"
        "**论文链接：** [arXiv](https://arxiv.org/abs/2401.00001)\n\n### 2. 第二\n\n"
        "**论文链接：** [arXiv](https://arxiv.org/abs/2401.00002)\n"
    ),
)
