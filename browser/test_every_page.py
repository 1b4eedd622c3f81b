"""What must hold of every page, whoever looks: accessible, within its width, and from this host alone."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path

import axe_playwright_python
from playwright.sync_api import Page

from browser.house import DESK, PHONE, SMALLEST, House, Looking
from browser.pages import BEYOND_LINKS, Shown

AXE = Path(axe_playwright_python.__file__).parent / "axe.min.js"
MEASURE = Path(__file__).parent / "measure.js"
COLOURS = ["color-contrast", "link-in-text-block"]
"""The rules that can come out differently in the other scheme."""


def by_reader(pages: list[Shown]) -> dict[str, list[Shown]]:
    """Return the pages, reader by reader, so that each reader needs one window."""
    readers: dict[str, list[Shown]] = defaultdict(list)
    for page in pages:
        readers[page.as_].append(page)
    return readers


def measured(page: Page, what: str, *given: object) -> list[str]:
    """Return the faults that one function of measure.js finds.

    Evaluated by the debugger, because the page's own policy lets no foreign script in.
    """
    if page.evaluate("typeof measure") == "undefined":
        page.evaluate(MEASURE.read_text(encoding="utf-8"))
    if what == "axe" and page.evaluate("typeof axe") == "undefined":
        page.evaluate(AXE.read_text(encoding="utf-8") + ";0")
    return list(page.evaluate(f"given => measure.{what}(...given)", list(given)))


def test_no_link_leads_to_a_page_that_is_not_there(all_pages: list[Shown]):
    found = [f"{page}: {page.status}" for page in all_pages if page.status >= 400 and page.path not in BEYOND_LINKS]

    assert not found, "\n".join(found)


def test_axe_finds_nothing_in_both_schemes_and_directions(all_pages: list[Shown], looking: Looking):
    found = []
    for reader, pages in by_reader(all_pages).items():
        for language in ("en", "ar"):
            page = looking(reader, width=PHONE, language=language).new_page()
            for shown in pages:
                page.emulate_media(color_scheme="light")
                page.goto(shown.path)
                found += [f"{shown} {language}: {fault}" for fault in measured(page, "axe", [])]
                page.emulate_media(color_scheme="dark")
                found += [f"{shown} {language} dark: {fault}" for fault in measured(page, "axe", COLOURS)]

    assert not found, "\n".join(found)


def test_nothing_is_wider_than_a_small_phone(all_pages: list[Shown], looking: Looking):
    found = []
    for reader, pages in by_reader(all_pages).items():
        for language in ("en", "ar"):
            page = looking(reader, width=SMALLEST, language=language).new_page()
            for shown in pages:
                page.goto(shown.path)
                found += [f"{shown} {language}: {fault}" for fault in measured(page, "tooWide")]

    assert not found, "\n".join(found)


def test_whatever_one_presses_is_large_enough_for_a_thumb(all_pages: list[Shown], looking: Looking):
    found = []
    for reader, pages in by_reader(all_pages).items():
        page = looking(reader, width=PHONE).new_page()
        for shown in pages:
            page.goto(shown.path)
            found += [f"{shown}: {fault}" for fault in measured(page, "tooSmall")]

    assert not found, "\n".join(found)


def test_every_page_says_what_it_is_and_breaks_no_policy(all_pages: list[Shown], house: House, looking: Looking):
    found = []
    for reader, pages in by_reader(all_pages).items():
        page = looking(reader, width=DESK).new_page()
        said: list[str] = []
        asked: list[str] = []
        page.on("console", lambda message, said=said: said.append(message.text) if message.type == "error" else None)
        page.on("pageerror", lambda error, said=said: said.append(str(error)))
        page.on("request", lambda request, asked=asked: asked.append(request.url))
        for shown in pages:
            said.clear()
            asked.clear()
            page.goto(shown.path)
            if shown.status < 400:
                found += [f"{shown}: {words}" for words in said]
            found += [f"{shown} asks {url}" for url in asked if not url.startswith((house.address, "data:"))]
            found += [f"{shown} holds {inline}" for inline in measured(page, "inline")]
            if page.locator("h1").count() != 1:
                found.append(f"{shown}: {page.locator('h1').count()} main headings")
            if not page.title() or page.title().startswith("·"):
                found.append(f"{shown}: no title")

    assert not found, "\n".join(found)
