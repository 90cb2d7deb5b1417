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

# Notes about papers, one a file: what an example has before and behind the lines that matter.
_NOTE = "---\ntitle: A\nauthors: Ann Bo\ndate: 2026-03-25\npdf: https://arxiv.org/pdf/2603.00001v1\n{}\n---\n"

BROKEN_YAML = Code(
    id="PD351",
    severity=Severity.WARNING,
    template="the field {0!r} is no YAML: read as it is written",
    help=(
        "A colon, a bracket or a quote in a value that has no quotes around it, mostly. The other fields are read as "
        "YAML; of this one, what stands behind its colon is the value. Put it in quotes."
    ),
    example=_NOTE.format("tldr: Two parts: one and two\ntags: [a]"),
)
YAML_REFERENCE = Code(
    id="PD352",
    severity=Severity.WARNING,
    template="an anchor, alias or tag of YAML: read as the text {0!r}",
    help=(
        "`&`, `*` and `!` at the beginning of a value have a meaning in YAML that no digest needs, and that can make a "
        "small file large. They are taken as text. Put the value in quotes."
    ),
    example=_NOTE.format("tldr: '*'\nevidence: *stars\n"),
)
OTHER_SHAPE = Code(
    id="PD353",
    severity=Severity.WARNING,
    template="the value of {0!r} has another shape than expected: taken as it is written",
    help=(
        "A list or a mapping where a text belongs is the text that it is written as. In a list of names, a mapping "
        "gives the name, and the rest of it stays unread. A DOI that is none is in `extra`."
    ),
    example=_NOTE.format("score: 8\ntldr: [One, Two]\ntitle_zh: [B]\n"),
)
YAML_COMMENT = Code(
    id="PD354",
    severity=Severity.WARNING,
    template="a comment for YAML, not read: {0}",
    help="` #` ends a value that has no quotes around it. If it belongs to the value, put the value in quotes.",
    example=_NOTE.format("tldr: We are #1 of all\n"),
)
EMPTY_FIELD = Code(
    id="PD355",
    severity=Severity.INFO,
    template="the field {0!r} is empty",
    help="Nothing, a dash or `null` stands where its value belongs. The paper is as if the field were missing.",
    example=_NOTE.format("score: 8\ntldr:\n"),
)
ID_IN_SLUG = Code(
    id="PD356",
    severity=Severity.INFO,
    template="links within a site: arXiv ids and DOIs are those in the names of its pages, {0} of them",
    help=(
        "The links lead to pages of the site that made the digest. The name of such a page begins with the id of its "
        "paper, `2603.00001v1-…` or `biorxiv-10-1101-…`, so the id is known; the URL stays as written."
    ),
    example="# Daily · 2026-03-25\n\n1. [A](/202603/25/2603.00001v1-a) (9.0/10)\n",
)
OTHER_COUNT = Code(
    id="PD357",
    severity=Severity.WARNING,
    template="{0!r}: the page says {1}, but {2} were read",
    help=(
        "The page states how many papers it has, or a section of it. Papers are missing in the page, or their lines "
        "have a shape that was not recognised."
    ),
    example="# Daily · 2026-03-25\n\n- Total: 2\n\n1. [A](/202603/25/2603.00001v1-a) (9.0/10)\n",
)
AUTHORS_PAIRED = Code(
    id="PD358",
    severity=Severity.INFO,
    template="authors written as family name, initials: read as {0} names",
    help=(
        "Every second piece of the list is initials, as bioRxiv and medRxiv write it: `Bo, A., Do, C. K.` are two "
        "people. Each name keeps its comma, which tells the family name."
    ),
    example=_NOTE.replace("Ann Bo", "Bo, A., Do, C. K.").format("score: 8"),
)
