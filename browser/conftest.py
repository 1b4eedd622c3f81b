"""Chromium, a served demonstration, and every page of it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, sync_playwright

from browser.house import PHONE, House, Looking, served
from browser.pages import Shown, every_page

FLAGS = (
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


@pytest.fixture(scope="session")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """The demonstration, served as in production; nothing in it is shared with the reader's own."""
    with served(tmp_path_factory.mktemp("house")) as house:
        yield house


@pytest.fixture(scope="session")
def browser(chromium: str) -> Iterator[Browser]:
    """One Chromium for all tests."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=list(FLAGS))
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def looking(browser: Browser, house: House) -> Iterator[Looking]:
    """A function that opens the eyes of one reader: who (a role of the demonstration), how wide, in which language."""
    opened: list[BrowserContext] = []
    sessions: dict[str, list[object]] = {}

    def look(
        as_: str = "", *, width: int = PHONE, language: str = "en", scheme: str = "light", javascript: bool = True
    ) -> BrowserContext:
        context = browser.new_context(
            base_url=house.address,
            viewport={"width": width, "height": 844},
            color_scheme="dark" if scheme == "dark" else "light",
            java_script_enabled=javascript,
            reduced_motion="reduce",
        )
        context.set_default_timeout(15_000)
        opened.append(context)
        if as_:
            if as_ not in sessions:
                page = context.new_page()
                page.goto(house.links[as_])
                page.locator("main button[type=submit]").click()
                page.wait_for_load_state()
                sessions[as_] = [cookie for cookie in context.cookies() if cookie["name"] == "sessionid"]
                page.close()
            context.clear_cookies()
            context.add_cookies(sessions[as_])  # type: ignore[arg-type]  # as they came
        if language != "en":
            context.add_cookies([{"name": "language", "value": language, "url": house.address}])
        return context

    yield look
    for context in opened:
        context.close()


@pytest.fixture(scope="session")
def all_pages(house: House, looking: Looking) -> list[Shown]:
    """One address of every page that somebody can reach by following links, and some that take more."""
    return every_page({role: looking(role) for role in ("", *house.links)})
