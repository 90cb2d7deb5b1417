"""Identifiers of papers in addresses: DOIs of preprint servers, and slugs, the names of notes on the reader's site."""

from __future__ import annotations

import re

from paperdigest.model import ArxivId

__all__ = ["bare_doi", "doi_in_url", "read_slug"]

# A DOI, https://www.doi.org/doi-handbook/HTML/doi-name-syntax.html, alone or behind a resolver.
_DOI = re.compile(
    r"(?:https?://(?:dx\.|www\.)?doi\.org/|doi:[ ]?)?(10\.\d{4,9}/\S{1,300})", re.IGNORECASE | re.ASCII
)

# bioRxiv and medRxiv name a paper by its DOI, with a version behind it, and then what of the paper is shown.
#     preprint = server "/content/" doi ["v" number] ["." part]
#     https://www.biorxiv.org/content/10.64898/2026.04.07.715910v1.full.pdf     …/10.1101/123456v2
_SUFFIX = r"(?:\d{4}[.]\d{2}[.]\d{2}[.])?\d{6,8}"
_PREPRINT = re.compile(
    rf"https?://(?:www\.|connect\.)?(?:bio|med)rxiv\.org/(?:biorxiv/|medrxiv/)?content/"
    rf"(?P<doi>10\.\d{{4,5}}/{_SUFFIX})(?:v\d{{1,3}})?(?:[./?#]\S*)?",
    re.IGNORECASE | re.ASCII,
)


def bare_doi(text: str) -> str | None:
    """The DOI that a text is, without a resolver in front; None for other texts, and for the DOIs of arXiv."""
    match = _DOI.fullmatch(text)
    return None if match is None or match[1].lower().startswith("10.48550/arxiv.") else match[1]


def doi_in_url(url: str) -> str | None:
    """The DOI that the URL of a paper says, without a version; None if it says none."""
    match = _PREPRINT.fullmatch(url)
    return bare_doi(url) if match is None else match["doi"]


# A slug begins with the id of the paper, signs that have no place in an address replaced by hyphens.
#     slug = (arxiv-id / server "-" doi) ["-" words]
#     2603.22767v1-can-we-know     biorxiv-10-64898-2026-04-07-715910-v1-cells     medrxiv-10-1101-123456-v2
_ARXIV_SLUG = re.compile(r"(\d{4}\.\d{4,5}(?:v\d{1,4})?)(?:-|$)", re.ASCII)
_PREPRINT_SLUG = re.compile(
    r"(?:bio|med)rxiv-10-(?P<registrant>\d{4,5})-"
    r"(?:(?P<year>\d{4})-(?P<month>\d{2})-(?P<day>\d{2})-)?(?P<number>\d{6,8})(?:-?v\d{1,3})?(?:-|$)",
    re.IGNORECASE | re.ASCII,
)


def read_slug(slug: str) -> tuple[ArxivId | None, str | None]:
    """The arXiv id and the DOI that a slug names for certain; None for what it does not."""
    if (match := _ARXIV_SLUG.match(slug)) is not None:
        return ArxivId.parse(match[1]), None
    match = _PREPRINT_SLUG.match(slug)
    if match is None:
        return None, None
    parts = (match["year"], match["month"], match["day"], match["number"])
    return None, f"10.{match['registrant']}/{'.'.join(part for part in parts if part)}"
