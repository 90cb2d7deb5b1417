"""How Sphinx builds these pages: `make docs`. Nothing is fetched from the network."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import paperdigest

if TYPE_CHECKING:
    from sphinx.application import Sphinx

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

html_theme = "furo"
html_title = f"paperdigest {version}"
html_copy_source = False
html_show_sourcelink = False


def setup(app: Sphinx) -> None:
    """Our docstrings write `code` as Markdown does; reStructuredText wants two backquotes."""

    def double_backquotes(
        _app: Sphinx, _what: str, _name: str, _obj: object, _opt: object, lines: list[str]
    ) -> None:
        lines[:] = [re.sub(r"(?<!`)`([^`]+)`(?!`)", r"``\1``", line) for line in lines]

    # Before napoleon, which takes what stands before a colon for a type unless it is code.
    app.connect("autodoc-process-docstring", double_backquotes, priority=100)
