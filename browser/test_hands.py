"""The keyboard reaches everything, what is typed is kept, and nothing needs a script."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from browser.house import DESK, PHONE, Looking

HOME = "/p/ribera-alta/"
FOCUS = """() => { const e = document.activeElement, s = getComputedStyle(e), r = e.getBoundingClientRect();
  return {name: e.tagName + " " + (e.innerText || e.name || "").trim().slice(0, 40),
    seen: s.outlineStyle !== "none" && parseFloat(s.outlineWidth) >= 2 && r.width > 0 && r.bottom > 0}; }"""
REACHABLE = """() => [...document.querySelectorAll(
    "a[href], button, summary, input:not([type=hidden]), select, textarea")]
  .filter(e => e.checkVisibility() && !e.disabled && e.tabIndex >= 0).length"""


@pytest.mark.parametrize("path", [HOME, f"{HOME}fit/", f"{HOME}record/", "/start/"])
@pytest.mark.parametrize("width", [PHONE, DESK])
def test_the_keyboard_reaches_everything_and_shows_where_it_is(path: str, width: int, looking: Looking):
    page = looking("convener", width=width).new_page()
    page.goto(path)
    reachable = page.evaluate(REACHABLE)
    reached = []

    for _press in range(reachable + 20):
        page.keyboard.press("Tab")
        here = page.evaluate(FOCUS)
        if here["name"].startswith("BODY"):
            break
        reached.append(here)

    # A group of radio buttons is one stop, so somewhat fewer stops than controls are right; none may be invisible.
    assert [stop["name"] for stop in reached if not stop["seen"]] == []
    radios = page.locator("input[type=radio]").count()
    assert len(reached) >= reachable - radios


def test_the_first_stop_skips_to_the_content(looking: Looking):
    page = looking(width=DESK).new_page()
    page.goto(HOME)

    page.keyboard.press("Tab")
    page.keyboard.press("Enter")

    assert page.evaluate("document.activeElement.id") == "main"


def test_an_open_menu_closes_with_escape(looking: Looking):
    page = looking(width=DESK).new_page()
    page.goto(HOME)
    page.locator("details.languages > summary").click()

    page.keyboard.press("Escape")

    assert page.locator("details.languages[open]").count() == 0
    assert page.evaluate("document.activeElement.tagName") == "SUMMARY"


@pytest.mark.parametrize("javascript", [True, False])
def test_all_places_are_two_taps_away_on_a_phone(javascript: bool, looking: Looking):  # noqa: FBT001 - a case
    page = looking(width=PHONE, javascript=javascript).new_page()
    page.goto(HOME)

    page.locator(".sheet summary").click()
    page.locator(".sheet a", has_text="Structure").click()

    assert page.url.endswith("/structure/")


@pytest.mark.parametrize("javascript", [True, False])
def test_a_visitor_chooses_a_language_and_stays_where_she_is(javascript: bool, looking: Looking):  # noqa: FBT001 - a case
    context = looking(width=PHONE, javascript=javascript)
    page = context.new_page()
    page.goto(f"{HOME}record/")

    page.locator("details.languages > summary").click()
    page.locator("button[lang=ar]").click()

    assert page.url.endswith(f"{HOME}record/")
    assert page.locator("html").get_attribute("dir") == "rtl"
    assert [cookie["name"] for cookie in context.cookies()] == ["language"]


def test_what_was_typed_is_there_after_the_network_died(looking: Looking):
    context = looking("convener", width=PHONE)
    page = context.new_page()
    page.goto(f"{HOME}fit/goals/new/")
    field = _first_words(page)
    page.locator(f"[name={field}]").fill("Shade for every child by June")
    context.set_offline(True)
    page.locator("main form[data-draft] button[type=submit]").last.click()
    context.set_offline(False)

    page.goto(f"{HOME}fit/goals/new/")

    assert page.locator(f"[name={field}]").input_value() == "Shade for every child by June"


def _first_words(page: Page) -> str:
    name = page.locator("main form[data-draft] :is(input[type=text], textarea)").first.get_attribute("name")
    assert name
    return name
