"""A new user founds a partnership, names a goal, asks three people to score and decides, on a phone of 360 px."""

from __future__ import annotations

import re
import time

import pytest
from playwright.sync_api import Page

from browser.acting import NARROW, fits, found, go, open_details, send
from browser.house import Looking

FOUNDER, OTHERS = "community member", ("representative", "evaluator")
CONDITIONS = ("room", "sponsor", "time", "resources")


@pytest.mark.parametrize(("language", "javascript"), [("en", True), ("en", False), ("ar", True), ("ar", False)])
def test_from_founding_to_the_decision(looking: Looking, language: str, javascript: bool) -> None:  # noqa: FBT001 - a case
    began = time.monotonic()
    people = [
        looking(role, width=NARROW, language=language, javascript=javascript).new_page() for role in (FOUNDER, *OTHERS)
    ]
    founder = people[0]

    here = found(founder, f"Shade {language} {javascript}")
    orgs = take_in(founder, here)
    for guest, org in zip(people[1:], orgs[1:], strict=True):
        join(guest, invite(founder, here, org))
    assert met(founder, here) == []

    name_goal(founder, here)
    assert met(founder, here) == ["1.1"]
    for subject in CONDITIONS:
        state(founder, here, subject)
    assert met(founder, here) == ["1.1", "1.5"]
    open_assessment(founder, here)
    for person in people:
        score(person, here)
    assert met(founder, here) == ["1.1", "1.2", "1.3", "1.4", "1.5"]
    decide(founder, here, sponsor=orgs[0])

    assert met(founder, here) == ["1.1", "1.2", "1.3", "1.4", "1.5", "1.6"]
    evidence_is_one_tap_away(founder, here)
    print(f"From founding to the decision in {time.monotonic() - began:.0f} s ({language}, scripts: {javascript})")  # noqa: T201 - a figure for people


def take_in(page: Page, here: str) -> list[str]:
    """Add three organisations of three sectors, act for the first, and return their ids."""
    for name, sector in (("City", "government"), ("Roofs Ltd", "company"), ("Shade for All", "civil_society")):
        go(page, f"{here}members/")
        open_details(page)
        page.locator("[name=name]").fill(name)
        page.locator("[name=sector]").select_option(sector)
        send(page, "[name=sector]")
    go(page, f"{here}members/")
    open_details(page)
    options = page.locator("[name=organisation] option").evaluate_all("all => all.map(o => [o.textContent, o.value])")
    ids = {label.strip(): value for label, value in options}
    page.locator("[name=organisation]").select_option(ids["City"])
    send(page, "[name=organisation]")
    return [ids["City"], ids["Roofs Ltd"], ids["Shade for All"]]


def invite(page: Page, here: str, org: str) -> str:
    """Invite a representative and return the address of the invitation."""
    go(page, f"{here}invitations/")
    open_details(page)
    page.locator("[name=role][value=representative]").check()
    page.locator("[name=organisation]").select_option(org)
    send(page, "[name=organisation]")
    found = re.search(r"/join/[\w-]+/", page.content())
    assert found
    return found[0]


def join(page: Page, address: str) -> None:
    go(page, address)
    send(page, "[name=your_name]")


def name_goal(page: Page, here: str) -> None:
    go(page, f"{here}fit/goals/new/")
    typed = {"title": "Cool yards", "beneficiaries": "Pupils", "area": "North Quarter"}
    typed |= {"from_on": "2026-03-01", "until_on": "2028-06-30"}
    typed |= {"measured_0": "Hot yards", "unit_0": "yards", "target_0": "0", "sdg": "13.1"}
    for name, value in typed.items():
        page.locator(f"[name={name}]").fill(value)
    send(page, "[name=title]")


def state(page: Page, here: str, subject: str) -> None:
    go(page, f"{here}fit/conditions/{subject}/")
    page.locator("[name=colour][value=green]").check()
    page.locator("[name=says]").fill("The council voted for it.")
    send(page, "[name=says]")


def open_assessment(page: Page, here: str) -> None:
    go(page, f"{here}fit/assessment/open/")
    send(page, "[name=criteria]")


def score(page: Page, here: str) -> None:
    """One criterion a screen, then the cost, then everything once more, then send."""
    go(page, f"{here}fit/assessment/")
    page.locator(f"main a[href='{here}fit/assessment/score/1/']").click()
    while page.locator("[name=alliance]").count():
        fits(page)
        for way in ("alliance", "alone", "contract", "consult", "network"):
            page.locator(f"[name={way}][value='{5 if way == 'alliance' else 2}']").check()
        send(page, "[name=alliance]")
    page.locator("[name=hours]").fill("8")
    page.locator("[name=money]").fill("250")
    send(page, "[name=hours]")
    fits(page)
    send(page, "input[name=idem]")
    assert page.url.endswith("/fit/result/")
    fits(page)


def decide(page: Page, here: str, *, sponsor: str) -> None:
    go(page, f"{here}fit/assessment/")
    send(page, "[name=form][value=close]")
    go(page, f"{here}fit/decision/new/")
    page.locator("[name=outcome][value=proceed]").check()
    page.locator("[name=sponsor]").select_option(sponsor)
    page.locator("[name=reason]").fill("Nobody can cool a yard alone.")
    page.locator("select[name^=interest_]").first.select_option("no")
    open_details(page)
    page.locator(f"[name=interest_{sponsor}]").select_option("no")
    send(page, "[name=reason]")
    fits(page)


def met(page: Page, here: str) -> list[str]:
    """Return the criteria of the first step that its page shows as met."""
    go(page, f"{here}fit/")
    shown = page.locator("main .status").evaluate_all("all => all.map(mark => mark.classList.contains('met'))")
    return [f"1.{number}" for number, done in enumerate(shown, start=1) if done]


def evidence_is_one_tap_away(page: Page, here: str) -> None:
    go(page, f"{here}criteria/1.6/")
    entry = page.locator(f"main a[href^='{here}record/']").first
    assert entry.get_attribute("href")
