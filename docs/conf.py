"""How Sphinx builds these pages: `make docs`. Nothing is fetched from the network."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sphinx.util.nodes import make_refnode

import paperdigest

if TYPE_CHECKING:
    from docutils.nodes import Element, TextElement
    from sphinx.addnodes import pending_xref
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

project = "paperdigest"
author = "The paperdigest developers"
project_copyright = author
version = release = paperdigest.__version__

extensions = ["myst_parser", "sphinx.ext.autodoc", "sphinx.ext.napoleon"]
exclude_patterns = ["_build"]
myst_heading_anchors = 3  # so that `format.md#points` is a link that the build checks

autodoc_member_order = "bysource"
autodoc_typehints = "signature"
napoleon_use_rtype = False
napoleon_use_ivar = True

nitpick_ignore = [
    # The inventory of the standard library would have to be fetched.
    ("py:class", "Path"),
    ("py:class", "datetime.date"),
    ("py:class", "dt.date"),
    ("py:class", "os.PathLike"),
    # Names that are not public, for what the text beside them tells in words.
    ("py:class", "Readable"),
    ("py:class", "_Source"),
]

html_theme = "furo"
html_title = f"paperdigest {version}"
html_copy_source = False
html_show_sourcelink = False


def double_backquotes(
    _app: Sphinx, _what: str, _name: str, _obj: object, _opt: object, lines: list[str]
) -> None:
    """Our docstrings write `code` as Markdown does; reStructuredText wants two backquotes."""
    lines[:] = [re.sub(r"(?<!`)`([^`]+)`(?!`)", r"``\1``", line) for line in lines]


def class_by_last_name(
    app: Sphinx, env: BuildEnvironment, node: pending_xref, content: TextElement
) -> Element | None:
    """Signatures name a class as its module imports it. It is on the API page, or has a heading on that of the model.

    Returns:
        The link; None if no place, or more than one, has that name, of which `-n` then tells.
    """
    target: str = node["reftarget"]
    if node.get("refdomain") != "py" or ("." in target and not target.startswith("paperdigest.")):
        return None
    name = target.rpartition(".")[2]
    places = {
        (entry.docname, entry.node_id)
        for full, entry in env.domains.python_domain.objects.items()
        if full.rpartition(".")[2] == name and entry.objtype in ("class", "exception")
    }
    places |= {
        ("model", slug)
        for slug, (_, _, title) in env.metadata["model"].get("myst_slugs", {}).items()
        if title == name
    }
    if len(places) != 1:
        return None
    (place,) = places
    return make_refnode(app.builder, node["refdoc"], *place, content, name)


def setup(app: Sphinx) -> None:
    # Before napoleon, which takes what stands before a colon for a type unless it is code.
    app.connect("autodoc-process-docstring", double_backquotes, priority=100)
    app.connect("missing-reference", class_by_last_name)
