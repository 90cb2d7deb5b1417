"""Findings 35x: what there is to say of front matter, and of pages that lead to notes."""

from __future__ import annotations

from paperdigest.diagnostics import Code, Severity

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
ID_IN_SLUG = Code(
    id="PD355",
    severity=Severity.INFO,
    template="links within a site: arXiv ids and DOIs are those in the names of its pages, {0} of them",
    help=(
        "The links lead to pages of the site that made the digest. The name of such a page begins with the id of its "
        "paper, `2603.00001v1-…` or `biorxiv-10-1101-…`, so the id is known; the URL stays as written."
    ),
    example="# Daily · 2026-03-25\n\n1. [A](/202603/25/2603.00001v1-a) (9.0/10)\n",
)
AUTHORS_PAIRED = Code(
    id="PD356",
    severity=Severity.INFO,
    template="authors written as family name, initials: read as {0} names",
    help=(
        "Every second piece of the list is initials, as bioRxiv and medRxiv write it: `Bo, A., Do, C. K.` are two "
        "people. Each name keeps its comma, which tells the family name."
    ),
    example=_NOTE.replace("Ann Bo", "Bo, A., Do, C. K.").format("score: 8"),
)
