"""The page of a feed folder, opened in a real browser, where Chromium and its driver are installed."""

from __future__ import annotations

import functools
import http.server
import shutil
import threading
from typing import TYPE_CHECKING, Any

import pytest
from selenium import webdriver
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.common.by import By

import paperdigest
from feed_formats import VIOLATIONS, seen

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

CHROMIUM, DRIVER = shutil.which("chromium"), shutil.which("chromedriver")
pytestmark = [
    pytest.mark.skipif(
        CHROMIUM is None or DRIVER is None, reason="chromium not installed; `make test-consumers` does it"
    ),
    # selenium leaves the sockets to its driver for the collector to close.
    pytest.mark.filterwarnings("ignore::ResourceWarning"),
]

DIGESTS = """## Daily Papers (2024-02-29)

### [Old & <b>bold</b>](https://arxiv.org/abs/2402.00001)

Vote: 3

## Daily Papers (2024-03-08)

### [New](https://arxiv.org/abs/2403.00001)

Vote: 30

- **What's New**: <script>alert(1)</script> is text.
"""
CONFIG = """title = "Papers <of> ours & yours"
description = "A \\"sentence\\""
language = "ko"

[[feed]]
name = "popular"
title = "많이 본 논문"
min-votes = 20
"""


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the name is the base class's
        pass


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a feed folder."""
    folder: Path = tmp_path_factory.mktemp("site")
    (folder / "digests.md").write_text(DIGESTS, encoding="utf-8")
    (folder / "feeds.toml").write_text(CONFIG, encoding="utf-8")
    public = folder / "public"
    handler = functools.partial(_Quiet, directory=str(public))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        address = f"http://127.0.0.1:{server.server_address[1]}/"
        paperdigest.write_feeds(folder / "digests.md", public, base_url=address, config=folder / "feeds.toml")
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield address
        server.shutdown()


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[webdriver.Chrome]:
    options = webdriver.ChromeOptions()
    options.binary_location = str(CHROMIUM)
    for flag in (
        "headless",
        "no-sandbox",  # it refuses to run as root otherwise
        "disable-gpu",
        "disable-quic",
        "no-first-run",
        "disable-background-networking",
        "disable-component-update",
        "disable-sync",
        f"user-data-dir={tmp_path_factory.mktemp('profile')}",
        "window-size=400,800",
    ):
        options.add_argument(f"--{flag}")
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    driver = webdriver.Chrome(options=options, service=Service(str(DRIVER)))
    yield driver
    driver.quit()


def test_the_page_shows_every_feed_and_the_console_says_nothing(site: str, browser: webdriver.Chrome) -> None:
    browser.get(site)
    assert _console(browser) == []
    browser.execute_script("console.error('heard')")
    assert "heard" in _console(browser)[0]
    assert browser.title == "Papers <of> ours & yours"
    assert [each.text for each in browser.find_elements(By.CSS_SELECTOR, "h1, h2")] == [
        "Papers <of> ours & yours",
        "많이 본 논문",
    ]
    assert 'A "sentence"' in browser.find_element(By.TAG_NAME, "body").text


def test_browsers_discover_every_feed_and_every_link_leads_to_one_that_breaks_no_rule(
    site: str, browser: webdriver.Chrome
) -> None:
    browser.get(site)
    alternates = browser.find_elements(By.CSS_SELECTOR, "head link[rel=alternate]")
    discovered = {each.get_attribute("href"): each.get_attribute("type") for each in alternates}
    types = {
        "application/rss+xml": ("rss", "feed.xml"),
        "application/atom+xml": ("atom", "atom.xml"),
        "application/feed+json": ("json-feed", "feed.json"),
    }
    assert set(discovered) == {
        f"{site}{feed}{name}" for feed in ("", "popular/") for _, name in types.values()
    }
    shown = {each.get_attribute("href") for each in browser.find_elements(By.CSS_SELECTOR, "body a")}
    assert set(discovered) <= shown
    for url, media_type in discovered.items():
        name = types[str(media_type)][0]
        data = _fetched(browser, str(url))
        assert VIOLATIONS[name](data) == []
        titles = ["New"] if "popular" in str(url) else ["New", "Old & <b>bold</b>"]
        assert [item.title for item in seen(name, data)] == titles
    for url in shown:
        assert _fetched(browser, str(url))


def _console(browser: webdriver.Chrome) -> list[str]:
    """What the console has said since it was asked last."""
    return [entry["message"] for entry in browser.get_log("browser")]  # type: ignore[no-untyped-call]


def _fetched(browser: webdriver.Chrome, url: str) -> bytes:
    """What the browser gets from an address; fails if it is not there."""
    script = """
    const [url, done] = arguments;
    fetch(url).then(got => got.ok ? got.text() : null).then(done);
    """
    text = browser.execute_async_script(script, url)
    assert text is not None, url
    return str(text).encode()


def test_the_page_fits_on_a_phone_and_is_dark_in_the_dark(site: str, browser: webdriver.Chrome) -> None:
    browser.get(site)
    width = "return [document.documentElement.scrollWidth, document.documentElement.clientWidth]"
    scroll, client = browser.execute_script(width)
    assert scroll <= client
    is_dark = "return matchMedia('(prefers-color-scheme: dark)').matches"
    # The text is as bright as the colour scheme makes it.
    colour = "return getComputedStyle(document.body).color"
    colours = []
    for scheme in ("light", "dark"):
        features = [{"name": "prefers-color-scheme", "value": scheme}]
        browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": features})
        assert browser.execute_script(is_dark) == (scheme == "dark")
        colours.append(browser.execute_script(colour))
    assert colours == ["rgb(0, 0, 0)", "rgb(255, 255, 255)"]
