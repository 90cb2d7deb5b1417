"""The configuration of a feed folder: a small file in TOML.

    title = "Our papers"
    time-zone = "Asia/Seoul"

    [[feed]]
    name = "popular"
    title = "Popular papers"
    min-votes = 20

What stands at the top is said of the feed of all papers, and of every other feed that does not say it itself. Each
`[[feed]]` is a feed of those papers that meet its conditions. Keys are the options of `folder_specs`, with `-` or `_`.
In a `[[feed]]`, `author` is a condition, so who makes that feed is called `feed-author` there.
"""

from __future__ import annotations

import difflib
import re
import reprlib
import tomllib
from functools import partial
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from attrs import Factory, frozen

from paperdigest.errors import ConfigError
from paperdigest.exporters.feed_options import FeedOptions  # noqa: TC001 - at run time too: attrs fields resolve
from paperdigest.exporters.feed_text import line
from paperdigest.feed_folder.options import check_option, feed_options, folder_specs
from paperdigest.selection import Selection, fold
from paperdigest.source import decode

if TYPE_CHECKING:
    import os
    from collections.abc import Callable, Mapping

    from paperdigest.exporters.options import OptionSpec

    _Rule = Callable[[object], Any]

__all__ = ["FeedPlan", "FeedTable", "FolderConfig", "plan_feeds", "read_config"]


def __dir__() -> list[str]:
    return __all__


@frozen(kw_only=True)
class FeedTable:
    """A `[[feed]]` of a configuration.

    Attributes:
        name: of its folder within the folder.
        selection: which papers it shows.
        options: what it says itself, by the names of `folder_specs`.
    """

    name: str
    selection: Selection
    options: Mapping[str, Any]


@frozen(kw_only=True)
class FolderConfig:
    """A configuration that has been checked.

    Attributes:
        options: what stands at the top, by the names of `folder_specs`.
        feeds: the others, in the order of the file.
    """

    options: Mapping[str, Any] = Factory(dict)
    feeds: tuple[FeedTable, ...] = ()


@frozen(kw_only=True)
class FeedPlan:
    """A feed that is to be written.

    Attributes:
        name: of its folder within the folder; `""` for the feed of all papers.
        selection: which papers it shows.
        options: of its pages, without their addresses.
    """

    name: str = ""
    selection: Selection
    options: FeedOptions

    @property
    def folder(self) -> str:
        """What stands before the names of its files."""
        return f"{self.name}/" if self.name else ""


def plan_feeds(config: FolderConfig, given: Mapping[str, Any], base_url: str) -> tuple[FeedPlan, ...]:
    """The feeds of a folder, that of all papers first.

    Args:
        config: what the file says.
        given: what the caller says of the feed of all papers, by the names of `folder_specs`, each checked; it wins
            over the file.
        base_url: where the folder is served.
    """
    values = {"link": base_url, **config.options, **given}
    plans = [FeedPlan(selection=Selection(), options=feed_options(values))]
    # An id is that of one feed alone.
    inherited = {name: value for name, value in values.items() if name != "feed_id"}
    for feed in config.feeds:
        # Nor could feeds of one title be told apart in a reader.
        title = f"{line(plans[0].options.title)}: {feed.name}"
        options = feed_options({**inherited, "title": title, **feed.options})
        plans.append(FeedPlan(name=feed.name, selection=feed.selection, options=options))
    return tuple(plans)


def read_config(path: str | os.PathLike[str]) -> FolderConfig:
    """Reads a configuration.

    Raises:
        OSError: the file cannot be read.
        DecodeError: it is not UTF-8.
        ConfigError: it is no TOML, or says what a configuration cannot say; the message names the table and the key.
    """
    text = decode(Path(path).read_bytes(), str(path)).removeprefix("\ufeff")
    try:
        content = tomllib.loads(text)
    except RecursionError:
        raise ConfigError(str(path), None, "no TOML that can be read: nested too deep") from None
    except ValueError as error:  # besides TOML's own a number of too many digits
        raise ConfigError(str(path), None, f"no TOML: {error}") from error
    options = {name: partial(_option, spec) for name, spec in folder_specs().items()}
    feeds = content.pop("feed", [])
    if not (isinstance(feeds, list) and all(isinstance(feed, dict) for feed in feeds)):
        raise ConfigError(str(path), "key 'feed'", "must be tables, each under a line [[feed]]")
    top = _checked(str(path), "", content, options)
    options["feed_author"] = options.pop("author")
    tables: dict[str, FeedTable] = {}
    for number, feed in enumerate(feeds, 1):
        said = f" ({feed['name']!r})" if isinstance(feed.get("name"), str) else ""
        place = f"[[feed]] {number}{said}, "
        table = _feed_table(str(path), place, feed, options)
        if table.name in tables:
            raise ConfigError(str(path), f"{place}key 'name'", "is the name of another feed")
        tables[table.name] = table
    return FolderConfig(options=top, feeds=tuple(tables.values()))


def _feed_table(file: str, place: str, table: dict[str, Any], options: Mapping[str, _Rule]) -> FeedTable:
    found = _checked(file, place, table, {"name": _name, **_CONDITIONS, **options})
    if "name" not in found:
        raise ConfigError(file, f"{place}key 'name'", "is missing")
    conditions = {name: found.pop(name) for name in _CONDITIONS if name in found}
    name = found.pop("name")
    if "feed_author" in found:
        found["author"] = found.pop("feed_author")
    return FeedTable(name=name, selection=Selection(**conditions), options=found)


def _checked(file: str, place: str, table: dict[str, Any], rules: Mapping[str, _Rule]) -> dict[str, Any]:
    """The values of a table by name, as the rule of each makes them."""
    found: dict[str, Any] = {}
    for key, value in table.items():
        where = f"{place}key {key!r}"
        name = key.replace("-", "_")
        if name in found:
            raise ConfigError(file, where, "stands there twice, with - and with _")
        if name not in rules:
            raise ConfigError(file, where, _unknown(name, rules))
        try:
            found[name] = rules[name](value)
        except ValueError as error:
            raise ConfigError(file, where, str(error)) from error
    return found


def _unknown(name: str, rules: Mapping[str, _Rule]) -> str:
    known = [rule.replace("_", "-") for rule in rules]
    if name in _CONDITIONS:
        return "is a condition, which belongs into a [[feed]]; the feed of all papers has none"
    near = difflib.get_close_matches(name.replace("_", "-"), known, n=1)
    hint = f"; did you mean {near[0]!r}?" if near else ""
    return f"is not known{hint} (known: {', '.join(known)})"


# What turns the value of a key into what is kept, or raises ValueError.


def _option(spec: OptionSpec, value: object) -> object:
    check_option(spec, value)
    return value


# A name that every file system and URL takes as it is. The archive of the feed of all papers is called `archive`.
_SLUG = re.compile(r"(?!archive\Z)[a-z0-9][a-z0-9-]*")


def _name(value: object) -> str:
    if not isinstance(value, str) or _SLUG.fullmatch(value) is None:
        raise ValueError(
            "must be of small letters a to z, digits and -, begin with no -, and not be 'archive', "
            f"not {reprlib.repr(value)}"
        )
    return value


def _count(value: object) -> int:
    if not isinstance(value, int) or isinstance(value, bool):
        raise ValueError(f"must be a whole number, not {reprlib.repr(value)}")
    return value


def _texts(value: object) -> tuple[str, ...]:
    texts = value if isinstance(value, list) else [value]
    if not (texts and all(isinstance(text, str) and fold(text) for text in texts)):
        raise ValueError(f"must be a text or a list of texts, none of them empty, not {reprlib.repr(value)}")
    return tuple(texts)


_CONDITIONS: Mapping[str, _Rule] = MappingProxyType(
    {"min_votes": _count, "text": _texts, "author": _texts, "category": _texts}
)
