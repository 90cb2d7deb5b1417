"""The configuration of a feed folder: what it may say, what comes of it, and what is said where it is wrong."""

from __future__ import annotations

import tomllib
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paperdigest.errors import ConfigError, DecodeError, OptionError
from paperdigest.exporters.feed_options import FeedOptions
from paperdigest.feed_folder.config import FeedPlan, FolderConfig, plan_feeds, read_config
from paperdigest.feed_folder.options import check_options, folder_specs, folder_url
from paperdigest.selection import Selection

if TYPE_CHECKING:
    from pathlib import Path

BASE = "https://example.org/papers/"


@pytest.fixture
def config(tmp_path: Path) -> Path:
    return tmp_path / "feeds.toml"


def plans(path: Path, text: str, **given: Any) -> tuple[FeedPlan, ...]:
    path.write_text(text, encoding="utf-8")
    return plan_feeds(read_config(path), given, BASE)


WHOLE = """\
title = "우리 논문"
link = "https://example.org/"
description = "What came out"
feed-id = "tag:example.org,2024:papers"
language = "ko"
author = "The Papers Team"
rights = "CC0"
icon = "https://example.org/icon.png"
hub = "https://hub.example.org/"
limit = 50
order = "votes"
time_zone = "Asia/Seoul"
content = "short"
item-link = "alphaxiv"
media-base-url = "https://example.org/media/"

[[feed]]
name = "popular"
title = "Popular"
min-votes = 20

[[feed]]
name = "2-agents"
text = ["agent", "tool use"]
author = "kim"
category = ["cs.CL", "cs.AI"]
feed-author = "Somebody Else"
feed_id = "tag:example.org,2024:agents"
limit = 5
"""


def test_every_option_and_every_condition_can_be_said(config: Path) -> None:
    main, popular, agents = plans(config, WHOLE)
    assert main == FeedPlan(
        name="",
        selection=Selection(),
        options=FeedOptions(
            title="우리 논문",
            link="https://example.org/",
            description="What came out",
            feed_id="tag:example.org,2024:papers",
            language="ko",
            author="The Papers Team",
            rights="CC0",
            icon="https://example.org/icon.png",
            hub="https://hub.example.org/",
            limit=50,
            order="votes",
            time_zone="Asia/Seoul",
            content="short",
            item_link="alphaxiv",
            base_url="https://example.org/media/",
        ),
    )
    assert (popular.name, popular.selection) == ("popular", Selection(min_votes=20))
    assert (agents.name, agents.selection) == (
        "2-agents",
        Selection(text=("agent", "tool use"), author=("kim",), category=("cs.CL", "cs.AI")),
    )
    assert set(tomllib.loads(WHOLE)) - {"feed"} >= {key.replace("_", "-") for key in folder_specs()} - {
        "time-zone"
    }


def test_a_feed_says_what_stands_at_the_top_unless_it_says_something_else(config: Path) -> None:
    main, popular, agents = (plan.options for plan in plans(config, WHOLE))
    assert (popular.title, popular.language, popular.limit) == ("Popular", "ko", 50)
    assert (popular.author, popular.base_url) == (main.author, main.base_url)
    assert (agents.author, agents.limit, agents.feed_id) == (
        "Somebody Else",
        5,
        "tag:example.org,2024:agents",
    )


def test_two_feeds_never_have_the_same_id_or_by_default_the_same_title(config: Path) -> None:
    main, popular, agents = (plan.options for plan in plans(config, WHOLE))
    assert popular.feed_id is None
    assert agents.title == "우리 논문: 2-agents"
    assert len({main.feed_id, popular.feed_id, agents.feed_id}) == 3


def test_without_a_word_a_feed_leads_to_the_folder_and_shows_a_hundred_papers(config: Path) -> None:
    for plan in (*plans(config, ""), *plan_feeds(FolderConfig(), {}, BASE)):
        assert plan.options == FeedOptions(link=BASE, limit=100)
        assert (plan.name, plan.folder) == ("", "")


def test_what_the_caller_says_wins_over_the_top_and_not_over_a_feed(config: Path) -> None:
    text = 'title = "Top"\nlimit = 1\n[[feed]]\nname = "a"\nlimit = 2\n'
    main, other = (plan.options for plan in plans(config, text, limit=9, title="Given"))
    assert (main.title, main.limit) == ("Given", 9)
    assert (other.title, other.limit) == ("Given: a", 2)


def test_a_feed_stands_in_a_folder_of_its_name(config: Path) -> None:
    assert [plan.folder for plan in plans(config, WHOLE)] == ["", "popular/", "2-agents/"]


def test_a_byte_order_mark_and_windows_line_ends_are_no_error(config: Path) -> None:
    config.write_bytes(b"\xef\xbb\xbf" + b'title = "T"\r\nlimit = 3\r\n')
    assert read_config(config).options == {"title": "T", "limit": 3}


NAMED = '[[feed]]\nname = "a"\n'
# A configuration, and what is said of it. Anyone can add a line.
WRONG = [
    ("title", "no TOML: Expected '=' after a key in a key/value pair (at end of document)"),
    ("a = 1\na = 2", "no TOML: Cannot overwrite a value (at end of document)"),
    ("a = " + "[" * 5000, "no TOML that can be read: nested too deep"),
    ("limit = " + "9" * 5000, "no TOML: Exceeds the limit"),
    # Keys.
    (
        'titel = "T"',
        "key 'titel': is not known; did you mean 'title'? (known: title, link, description, feed-id,",
    ),
    ("tilme_zone = 1", "key 'tilme_zone': is not known; did you mean 'time-zone'?"),
    ('xyzzy = ""', "key 'xyzzy': is not known (known: title,"),
    ('self-url = "https://example.org/"', "key 'self-url': is not known"),
    ('base-url = "https://example.org/"', "key 'base-url': is not known; did you mean 'media-base-url'?"),
    ("min-votes = 3", "key 'min-votes': is a condition, which belongs into a [[feed]]"),
    ('text = "a"', "key 'text': is a condition"),
    ('category = "a"', "key 'category': is a condition"),
    ('time-zone = "UTC"\ntime_zone = "UTC"', "key 'time_zone': stands there twice, with - and with _"),
    (f"{NAMED}min_vote = 3", "[[feed]] 1 ('a'), key 'min_vote': is not known; did you mean 'min-votes'?"),
    (f"{NAMED}[[feed.feed]]\nname = 'b'", "[[feed]] 1 ('a'), key 'feed': is not known"),
    # Values of options.
    ("title = 3", "key 'title': must be a text, not 3"),
    ('title = " "', "key 'title': must not be empty"),
    ("limit = true", "key 'limit': must be a whole number or nothing, not True"),
    ("limit = 2.0", "key 'limit': must be a whole number or nothing, not 2.0"),
    ("limit = -1", "key 'limit': must not be negative, not -1"),
    ('order = "given"', "key 'order': must be one of newest, votes, not 'given'"),
    ("order = [1]", "key 'order': must be one of newest, votes, not [1]"),
    ('content = "all"', "key 'content': must be one of full, short, none, not 'all'"),
    ('link = "example.org"', "key 'link': must be an absolute URL"),
    ('media-base-url = "javascript:x"', "key 'media-base-url': must be an absolute URL"),
    ('time-zone = "Mars/Base"', "key 'time-zone': no time zone 'Mars/Base'; say UTC"),
    (f"title = [{{{'a.' * 3000}a = 1}}]", "key 'title': must be a text, not [{'a': {"),
    ("title." + "a." * 3000 + "b = 1", "key 'title': must be a text, not {'a': {"),
    (f"{NAMED}limit = 'ten'", "[[feed]] 1 ('a'), key 'limit': must be a whole number or nothing, not 'ten'"),
    (f"{NAMED}feed-author = 3", "[[feed]] 1 ('a'), key 'feed-author': must be a text or nothing, not 3"),
    # Feeds.
    ("feed = 3", "key 'feed': must be tables, each under a line [[feed]]"),
    ("feed = [3]", "key 'feed': must be tables"),
    ("[feed]\nname = 'a'", "key 'feed': must be tables, each under a line [[feed]]"),
    (f"{NAMED}{'a.' * 3000}b = 1", "[[feed]] 1 ('a'), key 'a': is not known"),
    (f"{NAMED}[[feed]]\nmin-votes = 3", "[[feed]] 2, key 'name': is missing"),
    (f"{NAMED}[[feed]]\nname = 'a'", "[[feed]] 2 ('a'), key 'name': is the name of another feed"),
    ("[[feed]]\nname = 3", "[[feed]] 1, key 'name': must be of small letters"),
    ("[[feed]]\nname = ''", "[[feed]] 1 (''), key 'name': must be"),
    ("[[feed]]\nname = 'archive'", "[[feed]] 1 ('archive'), key 'name': must be"),
    ("[[feed]]\nname = '../up'", "[[feed]] 1 ('../up'), key 'name': must be"),
    ("[[feed]]\nname = 'a/b'", "key 'name': must be"),
    ("[[feed]]\nname = '..'", "key 'name': must be"),
    ("[[feed]]\nname = 'A'", "key 'name': must be"),
    ("[[feed]]\nname = '-a'", "key 'name': must be"),
    ("[[feed]]\nname = '가'", "key 'name': must be"),
    ("[[feed]]\nname = 'a\u0663'", "key 'name': must be"),
    ('[[feed]]\nname = "a\\n"', "key 'name': must be"),
    # Conditions.
    (f"{NAMED}min-votes = '3'", "[[feed]] 1 ('a'), key 'min-votes': must be a whole number, not '3'"),
    (f"{NAMED}min-votes = true", "key 'min-votes': must be a whole number, not True"),
    (f"{NAMED}text = 3", "key 'text': must be a text or a list of texts, none of them empty, not 3"),
    (f"{NAMED}text = []", "key 'text': must be a text or a list of texts"),
    (f"{NAMED}text = ['a', '']", "key 'text': must be a text or a list of texts"),
    (f"{NAMED}author = [1]", "key 'author': must be a text or a list of texts"),
    (f"{NAMED}category = ' '", "key 'category': must be a text or a list of texts"),
]


@pytest.mark.parametrize(("text", "said"), WRONG, ids=[said[:60] for _, said in WRONG])
def test_what_is_wrong_is_told_with_its_place(config: Path, text: str, said: str) -> None:
    config.write_text(text, encoding="utf-8")
    with pytest.raises(ConfigError) as caught:
        read_config(config)
    assert str(caught.value).startswith((f"{config}: {said}", f"{config}: [[feed]] "))
    assert said in str(caught.value)
    assert caught.value.name == str(config)
    assert len(str(caught.value)) < 1000


def test_a_name_may_begin_with_archive(config: Path) -> None:
    names = [
        plan.name for plan in plans(config, '[[feed]]\nname = "archives"\n[[feed]]\nname = "archive-2"\n')
    ]
    assert names == ["", "archives", "archive-2"]


def test_bytes_that_are_not_utf8_and_files_that_are_not_there_are_told(config: Path) -> None:
    with pytest.raises(FileNotFoundError):
        read_config(config)
    config.write_bytes(b'title = "\xff"')
    with pytest.raises(DecodeError, match=r"feeds\.toml: not UTF-8"):
        read_config(config)


_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.dates(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=5,
)
_KEYS = st.sampled_from(["feed", "name", "min-votes", "text", *folder_specs()]) | st.text()
_TABLES = st.dictionaries(_KEYS, _VALUES, max_size=3)


@given(_TABLES, st.lists(_TABLES, max_size=2))
def test_any_toml_is_a_configuration_or_an_error_of_it(
    tmp_path_factory: pytest.TempPathFactory, top: dict[str, Any], feeds: list[dict[str, Any]]
) -> None:
    path = tmp_path_factory.getbasetemp() / "any.toml"
    path.touch()
    with pytest.MonkeyPatch.context() as patch:
        # tomllib only reads; what it could return is put in its place.
        patch.setattr(tomllib, "loads", lambda text: top | {"feed": feeds})
        try:
            read = read_config(path)
        except ConfigError as error:
            assert str(error).startswith(f"{path}: ")  # noqa: PT017 - most are errors, and not all
        else:
            assert len(plan_feeds(read, {}, BASE)) == 1 + len(feeds)


def test_what_a_caller_says_is_checked_by_name() -> None:
    check_options({"title": "T", "limit": None, "media_base_url": BASE, "feed_id": "tag:a,2024:b"})
    for values, said in (
        ({"titel": "T"}, "feeds: no option 'titel'; did you mean 'title'? (options: title, link,"),
        ({"base_url": BASE}, "feeds: no option 'base_url'; did you mean 'media_base_url'?"),
        ({"self_url": BASE}, "feeds: no option 'self_url'"),
        ({"limit": "3"}, "feeds: option 'limit': must be a whole number or nothing, not '3'"),
        ({"media_base_url": "x"}, "feeds: option 'media_base_url': must be an absolute URL"),
        ({"order": "given"}, "feeds: option 'order': must be one of newest, votes, not 'given'"),
    ):
        with pytest.raises(OptionError) as caught:
            check_options(values)
        assert str(caught.value).startswith(said)


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        (BASE, BASE),
        ("https://example.org", "https://example.org/"),
        ("http://example.org/a", "http://example.org/a/"),
        ("https://example.org/논문/", "https://example.org/%EB%85%BC%EB%AC%B8/"),
    ],
)
def test_the_address_of_a_folder_ends_with_a_slash(url: str, expected: str) -> None:
    assert folder_url(url) == expected


@pytest.mark.parametrize(
    "url",
    ["", "example.org", "ftp://example.org/", "javascript:x", "https://example.org/?a=1", "https://example.org/#a",
     "https://example.org/?", "https://example.org/a#"],
)  # fmt: skip
def test_what_is_no_address_of_a_folder_is_refused(url: str) -> None:
    with pytest.raises(ValueError, match=r"must be a URL such as https://example\.org/papers/"):
        folder_url(url)
