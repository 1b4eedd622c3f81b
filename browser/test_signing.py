"""From a mail address to a signature: a code from the letterbox, a partnership, a passkey, an anchor that verifies."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from browser.acting import DEVICE, with_passkeys
from browser.house import House, Looking, commonweal


def signed_in(page: Page, mail: str) -> None:
    """Sign in with a mail address; the code comes from the page that shows mail where none is sent."""
    page.goto("/start/")
    page.get_by_label("Your mail address").first.fill(mail)
    page.get_by_role("button", name="Send me a code").click()
    page.wait_for_url("**/login/code/confirm/**")
    beside = page.context.new_page()
    beside.goto("/mail/")
    letter = beside.locator(".letter, article").filter(has_text=mail).first.inner_text()
    beside.close()
    code = re.search(r"^\s*([A-Z0-9]+(?:-[A-Z0-9]+)*)\s*$", letter, re.MULTILINE)
    assert code, letter
    page.get_by_label("The code from the mail").fill(code[1])
    page.get_by_role("button", name="Go on").click()
    page.wait_for_url("**/start/")


def founded(page: Page, name: str) -> str:
    """Answer the five questions and return the address of the new partnership."""
    page.get_by_label("What is it called?").fill(name)
    page.get_by_label("Where does it work?").fill("Ribera Alta")
    page.get_by_label("What is it for?").fill("Children walk to school in the shade.")
    page.get_by_label("The people who are affected").check()
    page.get_by_label("6 to 15 organisations").check()
    page.get_by_role("button", name="Found it").click()
    page.wait_for_url("**/proposal/")
    expect(page.locator("main")).to_contain_text("Advisory board or citizen panel")
    return page.url.removesuffix("/proposal/").rpartition("/")[2]


@pytest.fixture
def phone(looking: Looking) -> Iterator[Page]:
    """A telephone with a passkey in it."""
    page = looking(width=360).new_page()
    with_passkeys(page)
    yield page
    page.close()


def test_a_passkey_signs_an_anchor_that_verifies(phone: Page, house: House, tmp_path: Path) -> None:
    signed_in(phone, "nadia@ribera.example")
    slug = founded(phone, "Sombra con llave")

    phone.goto(f"/p/{slug}/trust/passkey/")
    phone.get_by_role("button", name="Make the passkey").click()
    phone.wait_for_url(f"**/p/{slug}/trust/")
    expect(phone.locator("main")).to_contain_text("Passkey made on localhost")

    phone.get_by_role("link", name="I have checked the record").click()
    phone.get_by_role("button", name="Prepare what I sign").click()
    expect(phone.locator("main")).to_contain_text("I say that I have verified the record up to 2 acts.")
    phone.get_by_role("button", name="Sign with my passkey").click()
    phone.wait_for_url(f"**/p/{slug}/record/2/")

    bundle = tmp_path / "sombra.commonweal"
    commonweal("bundle", slug, "-o", str(bundle), var=house.var)
    assert "3" in commonweal("verify", str(bundle), var=tmp_path)


def test_a_passkey_signs_in_to_the_account(phone: Page) -> None:
    signed_in(phone, "teo@ribera.example")
    phone.goto("/accounts/2fa/webauthn/add/")
    phone.get_by_role("button", name="Make the passkey").click()
    phone.wait_for_url(lambda address: not address.endswith("/webauthn/add/"))
    phone.context.clear_cookies()

    phone.goto("/accounts/login/?next=/start/")
    phone.get_by_role("button", name="Sign in with a passkey").click()

    phone.wait_for_url("**/start/")
    expect(phone.get_by_label("What is it called?")).to_be_visible()


def test_one_founds_without_javascript_and_is_told_what_a_passkey_needs(looking: Looking) -> None:
    page = looking(width=360, javascript=False).new_page()
    signed_in(page, "ines@ribera.example")
    slug = founded(page, "Sombra sin guion")

    page.goto(f"/p/{slug}/trust/passkey/")

    expect(page.locator("main")).to_contain_text("A passkey needs JavaScript")
    expect(page.get_by_role("button", name="Make the passkey")).to_be_hidden()
    page.close()


def test_a_device_that_refuses_is_told_plainly(looking: Looking) -> None:
    page = looking(width=360).new_page()
    device = page.context.new_cdp_session(page)
    device.send("WebAuthn.enable")
    device.send("WebAuthn.addVirtualAuthenticator", {"options": {**DEVICE, "isUserVerified": False}})
    signed_in(page, "olga@ribera.example")
    slug = founded(page, "Sombra sin dedo")

    page.goto(f"/p/{slug}/trust/passkey/")
    page.get_by_role("button", name="Make the passkey").click()

    expect(page.locator("[data-passkey-says]")).to_contain_text("No passkey was made.")
    page.close()
