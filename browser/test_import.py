"""Forty organisations with eleven faults, on a phone: named at their cells, corrected in place, taken in and undone."""

from __future__ import annotations

from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from browser.house import Looking
from commonweal.interchange.organisations.tests.samples import FAULTS, as_csv, as_xlsx, forty

HERE = "/p/ribera-alta/"
OWN = [cell for cell in FAULTS if cell != "A15"]
"""The fifteenth row names a member of another partnership; here it is no fault."""


def members(page: Page) -> int:
    """Return how many organisations take part, as their page says by sector."""
    page.goto(f"{HERE}members/")
    return sum(int(text) for text in page.locator("h2 .num").all_inner_texts())


def small_and_whole(page: Page) -> None:
    """Hold a page to what a cheap phone can show and a reader of screens can tell."""
    assert page.evaluate("document.querySelectorAll('*').length") <= 800
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    assert Axe().run(page).response["violations"] == []


@pytest.mark.parametrize(
    ("language", "javascript", "made", "name"),
    [("en", True, as_csv, "partners.csv"), ("ar", False, as_xlsx, "partners.xlsx")],
)
def test_forty_organisations_come_in_and_go_again(
    looking: Looking,
    tmp_path: Path,
    language: str,
    javascript: bool,  # noqa: FBT001 - a case
    made: object,
    name: str,
) -> None:
    file = tmp_path / name
    file.write_bytes(made(forty()))  # type: ignore[operator]  # one of two functions
    page = looking("convener", width=360, language=language, javascript=javascript).new_page()
    before = members(page)

    page.goto(f"{HERE}import/organisations/")
    page.locator("input[type=file]").set_input_files(file)
    page.locator("main form button[type=submit]").first.click()
    page.wait_for_load_state()
    said = page.locator(".error-summary li bdi").all_inner_texts()
    assert [cell for cell in said if cell in OWN] == OWN
    if javascript:
        small_and_whole(page)
    page.locator(".error-summary li a").first.click()
    expect(page.locator("#c-3-1")).to_be_in_viewport()

    page.locator("#c-3-1").fill("ONG")
    page.locator("input[name=out-6]").check()
    page.locator("button[name=check]").click()
    page.wait_for_load_state()
    assert "B3" not in page.locator(".error-summary li bdi").all_inner_texts()
    assert page.locator("tr.out").count() == 1

    page.locator("button[name=import-rest]").click()
    page.wait_for_load_state()
    done = page.url
    came = members(page) - before
    assert came >= 30

    page.goto(done)
    if javascript:
        small_and_whole(page)
    page.locator("main form button[type=submit]").click()
    page.wait_for_load_state()
    assert members(page) == before
