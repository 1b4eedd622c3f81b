"""Organisations and people come, hand over and go: by link, poster and code on paper, on a phone, in Arabic too."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from browser.acting import NARROW, found, go, send
from browser.house import Looking
from browser.joining import admit, invite, joins_by_mail, link

SECTORS = {"City": "government", "Roofs Ltd": "company", "Shade for All": "civil_society"}


@pytest.mark.parametrize("language", ["en", "ar"])
def test_people_come_in(looking: Looking, language: str) -> None:
    def phone(as_: str = "") -> BrowserContext:
        return looking(as_, width=NARROW, language=language)

    convener = phone("community member").new_page()
    here = found(convener, f"Cool Rivers {language}")
    orgs = {name: admit(convener, here, name, sector) for name, sector in SECTORS.items()}
    invitations = {name: invite(convener, here, org=org) for name, org in orgs.items()}
    for address in invitations.values():
        poster_is_there(convener, address)

    partners = {
        name: joins_by_mail(phone(), link(convener, address), mail=f"{slugged(name)}-{language}@example.org")
        for name, address in invitations.items()
    }
    resident = joins_on_paper(phone(), paper_code(convener, invite(convener, here, role="participant")))
    comes_back(resident)

    successor = phone().new_page()
    replaces(partners["Roofs Ltd"], successor, here, orgs["Roofs Ltd"], mail=f"next-{language}@example.org")
    leaves_with_duties(convener, here, orgs["Shade for All"])


def paper_code(page: Page, invitation: str) -> str:
    page.goto(invitation)
    return page.locator("main .paper-code").first.inner_text().strip()


def poster_is_there(page: Page, invitation: str) -> None:
    """A picture to scan, a code to type, and until when."""
    go(page, f"{invitation}poster/")
    expect(page.locator("main svg").first).to_be_visible()
    assert re.fullmatch(r"\w{4}-\w{4}", page.locator("main .paper-code").inner_text().strip())


def joins_on_paper(context: BrowserContext, code: str) -> Page:
    """Somebody without a mail address types the code from the sheet, gives a name, and gets a code of her own."""
    page = context.new_page()
    go(page, "/join/")
    page.locator("[name=code]").fill(code.lower().replace("-", " "))
    send(page, "[name=code]")
    page.locator("main details summary").first.click()
    page.locator("details [name=your_name]").fill("Fatima")
    send(page, "[name=your_name]")
    expect(page.locator("main .paper-code")).to_be_visible()
    return page


def comes_back(page: Page) -> None:
    """She keeps her code, signs out, and comes back with it as her hand writes it."""
    hers = page.locator("main .paper-code").inner_text().strip()
    page.locator("main .buttons a.button").first.click()
    page.wait_for_load_state()
    assert "/p/" in page.url, page.url
    page.context.clear_cookies(name="sessionid")
    go(page, "/accounts/paper/")
    page.locator("[name=code]").fill(hers.lower())
    send(page, "[name=code]")
    expect(page.locator("header.bar")).to_contain_text("Fatima")


def replaces(page: Page, successor: Page, here: str, org: str, *, mail: str) -> None:
    """The representative hands over herself; the moment the successor takes the place, hers ends."""
    go(page, f"{here}members/{org}/")
    page.locator("main a[href$='/hand-over/']").first.click()
    page.wait_for_load_state()
    send(page, "[name=expires_on]")
    address = page.locator("#invitation-link").input_value()
    joins_by_mail(successor.context, address, mail=mail)

    go(successor, f"{here}members/{org}/")
    expect(successor.locator("main a[href$='/hand-over/']")).to_have_count(1)
    go(page, f"{here}members/{org}/")
    expect(page.locator("main a[href$='/hand-over/']")).to_have_count(0)


def leaves_with_duties(page: Page, here: str, org: str) -> None:
    go(page, f"{here}members/{org}/leaving/")
    page.locator("[name=duty_0], [name=duty_1]").first.fill("Give back the shade sails.")
    send(page, "[name=reason]")
    go(page, f"{here}members/{org}/")
    expect(page.locator("main")).to_contain_text("Give back the shade sails.")
    go(page, f"{here}members/")
    expect(page.locator("#owed")).to_be_visible()


def slugged(name: str) -> str:
    return name.lower().replace(" ", "-")
