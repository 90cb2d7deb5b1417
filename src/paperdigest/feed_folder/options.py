"""What can be chosen about the feeds of a folder: the options of a feed, but for what the folder decides itself.

`self_url` follows from where the folder is served. `base_url` says where that is, so the base of relative pictures is
called `media_base_url`. `order` cannot be `given`, for a folder is cut into months.
"""

from __future__ import annotations

import difflib
import reprlib
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from attrs import evolve

from paperdigest.errors import OptionError
from paperdigest.exporters.feed_options import FeedOptions
from paperdigest.exporters.options import make_options, option_specs
from paperdigest.exporters.web_urls import web_url

if TYPE_CHECKING:
    from collections.abc import Mapping

    from paperdigest.exporters.options import OptionSpec

__all__ = ["check_option", "check_options", "feed_options", "folder_specs", "folder_url"]


def __dir__() -> list[str]:
    return __all__


_LIMIT = 100


def folder_specs() -> dict[str, OptionSpec]:
    """The options of a feed in a folder, by name."""
    specs = {spec.name: spec for spec in option_specs(FeedOptions)}
    del specs["self_url"]
    specs["media_base_url"] = specs.pop("base_url")
    specs["link"] = evolve(specs["link"], default=None, help=f"{specs['link'].help}; without it the folder")
    specs["limit"] = evolve(
        specs["limit"], default=_LIMIT, help="how many papers a feed shows; its archive pages show all"
    )
    specs["order"] = evolve(
        specs["order"],
        choices=("newest", "votes"),
        help="newest day first, with the digest's order or the most votes first within a day",
    )
    return {name: evolve(spec, name=name) for name, spec in specs.items()}


def check_option(spec: OptionSpec, value: object) -> None:
    """Checks the value of one option.

    Raises:
        ValueError: it does not fit; the message says what does.
    """
    # Not all of it, if it is long; and what TOML nests by dotted keys can be too deep for repr.
    wrong = ValueError(f"must be {spec.expected}, not {reprlib.repr(value)}")
    nested = isinstance(value, dict | list) and spec.type is not tuple
    if nested or (spec.choices and value not in spec.choices):
        raise wrong
    try:
        feed_options({spec.name: value})
    except OptionError as error:
        # A validator has a reason of its own; else the value is not even of the right type.
        reason = error.__cause__
        raise wrong if reason is None else ValueError(*reason.args[:1]) from error


def check_options(values: Mapping[str, object]) -> None:
    """Checks what a caller says.

    Raises:
        OptionError: a folder has no such option, or a value does not fit.
    """
    specs = folder_specs()
    for name, value in values.items():
        if name not in specs:
            near = difflib.get_close_matches(name, specs, n=1)
            hint = f"; did you mean {near[0]!r}?" if near else ""
            raise OptionError(f"feeds: no option {name!r}{hint} (options: {', '.join(specs)})")
        try:
            check_option(specs[name], value)
        except ValueError as error:
            raise OptionError(f"feeds: option {name!r}: {error}") from error


def feed_options(values: Mapping[str, object]) -> FeedOptions:
    """The options of a feed out of values that are by the names of `folder_specs`.

    Raises:
        OptionError: a feed has no such option, or a value does not fit.
    """
    from paperdigest.exporters.rss import RssExporter  # noqa: PLC0415 - it loads lxml, and flags need none

    named = {"base_url" if name == "media_base_url" else name: value for name, value in values.items()}
    made: FeedOptions = make_options(RssExporter(), {"limit": _LIMIT, **named})
    return made


def folder_url(url: str) -> str:
    """Where a folder is served, percent-encoded, with a slash at its end.

    Raises:
        ValueError: that is no address of a folder on the web.
    """
    found = web_url(url)
    if found is None or urlsplit(found).query or urlsplit(found).fragment or found.endswith(("?", "#")):
        raise ValueError(f"must be a URL such as https://example.org/papers/, not {url!r}")
    return found if found.endswith("/") else f"{found}/"
