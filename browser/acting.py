"""What hands do on a page: go there, fill it in, send it, and expect the next page without a mistake."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from playwright.sync_api import Page

NARROW = 360  # CSS pixels
DEVICE = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}
"""A telephone with a finger on it, as Chromium plays it (WebAuthn.addVirtualAuthenticator)."""


def found(page: Page, name: str) -> str:
    go(page, "/start/")
    page.locator("[name=name]").fill(name)
    page.locator("[name=place]").fill("North Quarter")
    page.locator("[name=purpose]").fill("School yards are safe in the heat.")
    page.locator("[name=who_decides]").first.check()
    page.locator("[name=size]").first.check()
    send(page, "[name=purpose]")
    return re.sub(r"(/p/[^/]+/).*", r"\1", urlsplit(page.url).path)


def go(page: Page, address: str) -> None:
    answer = page.goto(address)
    assert answer is not None
    assert answer.status == 200, f"{address}: {answer.status}"
    fits(page)


def send(page: Page, of: str) -> None:
    """Send the form in which a field stands, as a finger does, and expect the next page without a mistake."""
    form = page.locator("main form").filter(has=page.locator(of)).first
    form.locator("button[type=submit]").first.click()
    page.wait_for_load_state()
    mistakes = page.locator(".error-summary")
    assert not mistakes.count(), f"{page.url}: {mistakes.first.inner_text()}"


def press(page: Page, button: str) -> None:
    """Press one of several buttons, and expect the next page without a mistake, as narrow as the telephone."""
    with page.expect_navigation():
        page.locator(button).first.click()
    mistakes = page.locator(".error-summary")
    assert not mistakes.count(), f"{page.url}: {mistakes.first.inner_text()}"
    fits(page)


def with_passkeys(page: Page) -> None:
    """Put a passkey device into the telephone."""
    device = page.context.new_cdp_session(page)
    device.send("WebAuthn.enable")
    device.send("WebAuthn.addVirtualAuthenticator", {"options": DEVICE})


def open_details(page: Page) -> None:
    """Open what is folded away. Without scripts a tap does it, with them too."""
    for summary in page.locator("main details:not([open]) > summary").all():
        if summary.is_visible():
            summary.click()


def fits(page: Page) -> None:
    wide = page.evaluate("document.documentElement.scrollWidth")
    assert wide <= NARROW, f"{page.url} is {wide} px wide"
