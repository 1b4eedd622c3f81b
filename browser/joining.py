"""How organisations and their people come in: admitted by the convener, by a link, with a code out of the mail."""

from __future__ import annotations

import re
import time
from datetime import UTC, datetime, timedelta

from playwright.sync_api import BrowserContext, Page

from browser.acting import go, open_details, send

AT_MOST = 60  # seconds from the poster to a place, with a code by mail on the way
TAPS = 6


def admit(page: Page, here: str, name: str, sector: str) -> str:
    """Add an organisation and return its id."""
    go(page, f"{here}members/")
    form = page.locator("main form").filter(has=page.locator("[name=sector]")).first
    form.locator("[name=name]").fill(name)
    form.locator("[name=sector]").select_option(sector)
    send(page, "[name=sector]")
    go(page, f"{here}members/")
    address = page.locator("main .rows a.what").filter(has_text=name).first.get_attribute("href")
    assert address
    return address.rstrip("/").rpartition("/")[2]


def invite(page: Page, here: str, *, org: str = "", role: str = "representative") -> str:
    """Offer a place and return the address of the page that shows its link, its code and its picture."""
    go(page, f"{here}invitations/")
    open_details(page)
    page.locator(f"[name=role][value={role}]").check()
    if org:
        page.locator("[name=organisation]").select_option(org)
        page.locator("[name=until_on]").fill((datetime.now(UTC) + timedelta(days=365)).date().isoformat())
    send(page, "[name=role]")
    return page.url


def link(page: Page, invitation: str) -> str:
    """Return the link of an invitation."""
    page.goto(invitation)
    return page.locator("#invitation-link").input_value()


def joins_by_mail(context: BrowserContext, address: str, *, mail: str, name: str = "Noor") -> Page:
    """From the link to the place, with the code out of the mail, in few taps and less than a minute."""
    page, began, taps = context.new_page(), time.monotonic(), 0
    go(page, address)
    page.locator("main .buttons a.button").first.click()
    taps += 1
    page.locator("[name=email]").fill(mail)
    send(page, "[name=email]")
    taps += 1
    page.locator("[name=code]").fill(code_mailed(context, to=mail))
    send(page, "[name=code]")
    taps += 1
    page.locator("[name=your_name]").fill(name)
    send(page, "[name=your_name]")
    taps += 1
    assert "/p/" in page.url, page.url
    assert taps <= TAPS
    took = time.monotonic() - began
    assert took < AT_MOST
    print(f"Joined by mail in {took:.1f} s and {taps} taps")  # noqa: T201 - a figure for people
    return page


def code_mailed(context: BrowserContext, *, to: str) -> str:
    """Return the code in the newest mail to somebody, from the page that shows mail where none is sent."""
    page = context.new_page()
    go(page, f"/mail/?to={to}")
    text = page.locator("main article").first.inner_text()
    page.close()
    codes: list[str] = re.findall(r"(?m)^\s*([A-Z0-9]{3,4}-?[A-Z0-9]{3,4}|\d{6})\s*$", text)
    assert codes, text
    return codes[0]
