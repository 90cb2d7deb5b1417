"""The pages are complete, and lead to each other. What Sphinx says of links between pages, `make docs` asks."""

from __future__ import annotations

import importlib
import re
import unicodedata
from itertools import pairwise
from pathlib import Path
from pkgutil import resolve_name
from typing import TYPE_CHECKING

import pytest
from markdown_it import MarkdownIt

import surface
from doc_pages import fences
from paperdigest import model

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parents[1]
DOCS = ROOT / "docs"
SITE = sorted(DOCS.glob("*.md"))

_DIRECTIVE = re.compile(r"^\.\. auto(?P<kind>\w+):: (?P<name>[\w.]+)", re.MULTILINE)

# Exporters are asked for by name; the page on exporters describes each, and the stability page lists their classes.
_BY_NAME = re.compile(r"paperdigest\.exporters\.(?!options|protocol|registry)")


def test_every_public_name_is_documented() -> None:
    documented = {id(resolve_name(name)) for name in documented_names()}
    missing = {
        f"{module}.{name}"
        for module, names in surface.public_modules().items()
        for name in names
        if _BY_NAME.match(module) is None and id(resolve_name(f"{module}.{name}")) not in documented
    }
    assert missing == {"paperdigest.__version__"}


def test_no_page_uses_a_name_that_is_not_documented() -> None:
    documented = {id(resolve_name(name)) for name in documented_names()}
    used = {
        (module, name)
        for page in (ROOT / "README.md", *SITE)
        for module, name in imported_names(page.read_text(encoding="utf-8"))
    }
    assert len(used) > 10
    assert [
        f"{module}.{name}"
        for module, name in sorted(used)
        if id(resolve_name(f"{module}.{name}")) not in documented
    ] == []


def documented_names() -> Iterator[str]:
    """What the API page has a directive for, and the page on the model a heading."""
    for directive in _DIRECTIVE.finditer((DOCS / "api.md").read_text(encoding="utf-8")):
        name = directive["name"]
        if directive["kind"] == "module":
            yield from (f"{name}.{member}" for member in importlib.import_module(name).__all__)
        else:
            yield name
    headings = re.findall(r"^##+ (\w+)$", (DOCS / "model.md").read_text(encoding="utf-8"), re.MULTILINE)
    yield from (f"paperdigest.model.{name}" for name in headings if name in model.__all__)


def imported_names(page: str) -> Iterator[tuple[str, str]]:
    """Module and name of each `from paperdigest… import …` in the examples of a page."""
    for fence in fences(page):
        code = fence.text.replace(">>> ", "")
        for module, names in re.findall(
            r"^from (paperdigest(?:\.[\w.]+)?) import ([\w, ]+)$", code, re.MULTILINE
        ):
            yield from ((module, name.strip()) for name in names.split(","))


# Links of pages that Sphinx does not build from where they stand: a file, and a heading in it.


@pytest.mark.parametrize("page", ["README.md", "CONTRIBUTING.md", "CHANGELOG.md"])
def test_the_links_of_a_page_outside_of_the_site_lead_somewhere(page: str) -> None:
    targets = [link.partition("#") for link in link_targets((ROOT / page).read_text("utf-8"))]
    links = [(path, anchor) for path, _, anchor in targets if path.endswith(".md") and "://" not in path]
    assert links
    for path, anchor in links:
        link = f"{path}#{anchor}"
        assert (ROOT / path).is_file(), link
        assert not anchor or anchor in anchors((ROOT / path).read_text("utf-8")), link


def test_the_readme_leads_to_pages_of_each_group() -> None:
    linked = {link.partition("#")[0] for link in link_targets((ROOT / "README.md").read_text("utf-8"))}
    groups = toctrees((DOCS / "index.md").read_text("utf-8"))
    assert list(groups) == ["Tutorials", "How-to guides", "Reference", "Explanation"]
    for pages in groups.values():
        assert linked & {f"docs/{page}.md" for page in pages}


def toctrees(page: str) -> dict[str, list[str]]:
    """The pages in each table of contents, by its caption."""
    found = {}
    for fence in fences(page):
        if fence.language == "{toctree}":
            lines = fence.text.split("\n")
            caption = next(line.removeprefix(":caption: ") for line in lines if line.startswith(":caption: "))
            found[caption] = [
                re.sub(r".*<(.+)>$", r"\1", line) for line in lines if line and not line.startswith(":")
            ]
    return found


def link_targets(page: str) -> list[str]:
    return [
        str(child.attrs["href"])
        for token in MarkdownIt("commonmark").enable("table").parse(page)
        for child in token.children or ()
        if child.type == "link_open"
    ]


def anchors(page: str) -> set[str]:
    """The anchors of a page's headings, as Git hosts and MyST make them."""
    tokens = MarkdownIt("commonmark").parse(page)
    headings = [after.content for token, after in pairwise(tokens) if token.type == "heading_open"]
    return {slug(heading) for heading in headings}


def slug(heading: str) -> str:
    kept = (c for c in heading.lower() if c in " -_" or unicodedata.category(c)[0] in "LN")
    return "".join(kept).replace(" ", "-")
