"""The charter that runs: drafted from a model, changed by page and by Word, signed, and three decisions under it."""

from __future__ import annotations

import time
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from browser.acting import NARROW, found, go, open_details, press, with_passkeys
from browser.chartering import (
    changed_as_data,
    changed_by_page,
    changed_by_word,
    makes_a_passkey,
    opened,
    power_is_drawn,
    presented,
    signs_by_code,
    signs_with_passkey,
)
from browser.deciding import (
    closed,
    declares,
    does,
    is_in_the_box,
    meets,
    objects,
    proposed,
    ranks,
    steps_back,
    votes,
)
from browser.house import House, Looking, commonweal
from browser.joining import admit, invite, joins_by_mail, link

GUESTS = {"City": ("government", "Adel"), "Roofs Ltd": ("company", "Bruna"), "Shade for All": ("civil_society", "Chen")}


@dataclass(frozen=True)
class Guest:
    """A representative with a telephone of her own."""

    page: Page
    org: str
    mail: str
    name: str


@pytest.mark.parametrize("language", ["en", "ar"])
def test_the_charter_runs(looking: Looking, house: House, tmp_path: Path, language: str) -> None:
    def phone(as_: str = "") -> BrowserContext:
        return looking(as_, width=NARROW, language=language)

    began = time.monotonic()
    convener = phone("community member").new_page()
    with_passkeys(convener)
    here = found(convener, f"Cool Yards {language}")
    represents(convener, here, admit(convener, here, "Neighbours", "community"))
    guests = {name: joins(convener, phone(), here, name, language) for name in GUESTS}

    text = drafted(convener, here)
    signed(convener, guests, here, text)

    everybody = [convener, *(guest.page for guest in guests.values())]
    by_consent(everybody, here)
    by_double_majority(everybody, here, stands_back=guests["Roofs Ltd"])
    by_election(everybody, here)

    slug = here.strip("/").rpartition("/")[2]
    bundle = tmp_path / f"{slug}.commonweal"
    commonweal("bundle", slug, "-o", str(bundle), var=house.var)
    print(commonweal("verify", str(bundle), var=tmp_path))  # noqa: T201 - what a stranger reads
    print(f"From founding to a chair in {time.monotonic() - began:.0f} s ({language})")  # noqa: T201 - a figure


def represents(page: Page, here: str, org: str) -> None:
    """The convener acts for her own organisation."""
    go(page, f"{here}members/")
    open_details(page)
    page.locator("[name=organisation]").select_option(org)
    press(page, "main form:has([name=organisation]) button[type=submit]")


def joins(convener: Page, context: BrowserContext, here: str, org: str, language: str) -> Guest:
    """An organisation is admitted, and whoever represents it comes by a link with a mailed code."""
    sector, name = GUESTS[org]
    org = admit(convener, here, org, sector)
    invitation = invite(convener, here, org=org)
    mail = f"{name.lower()}-{language}@charter.example"
    return Guest(joins_by_mail(context, link(convener, invitation), mail=mail, name=name), org, mail, name)


def drafted(page: Page, here: str) -> str:
    """From a model to a text that waits for signatures, changed by page, by Word and as data."""
    draft = opened(page, here, "consortium")
    power_is_drawn(page, draft)
    changed_by_page(page, draft, "chair_election", "stv")
    changed_by_word(page, draft, "1.3")
    changed_as_data(page, draft, at_once=("consent", "double"), ruled={"general": "consent"})
    return presented(page, here, draft)


def signed(convener: Page, guests: dict[str, Guest], here: str, text: str) -> None:
    """One signs with a passkey, the others with a mailed code; with the last signature the charter rules."""
    makes_a_passkey(convener, here)
    signs_with_passkey(convener, text)
    for guest in guests.values():
        expect(guest.page.locator("body")).to_be_visible()
        signs_by_code(guest.page, text, mail=guest.mail, name=guest.name)
    go(convener, text)
    expect(convener.locator("section[aria-labelledby=state] .status.met")).to_have_count(4)
    go(convener, f"{here}charter/")
    expect(convener.locator("main")).to_contain_text("3.1")


def by_consent(everybody: list[Page], here: str) -> None:
    """An objection is integrated; then nobody objects."""
    convener, objector = everybody[0], everybody[1]
    decision = proposed(convener, here, "general", "Yards open all night")
    objects(objector, decision, "Neighbours cannot sleep; close them at ten.")
    meets(convener, decision, "The yards close at ten.", "The yards are open until ten in the evening.")
    does(convener, decision, "open")
    for page in everybody:
        votes(page, decision, "yes")
    assert [4, 0, 0] in closed(convener, decision)  # yes, no and abstained


def by_double_majority(everybody: list[Page], here: str, *, stands_back: Guest) -> None:
    """Whoever declared an interest has no vote; the others reach both majorities."""
    convener = everybody[0]
    declares(stands_back.page, here, "membership", "We sell to the firm that wants to join.")
    decision = proposed(convener, here, "membership", "Shade Sails Ltd joins")
    does(convener, decision, "open")
    steps_back(stands_back.page, decision, stands_back.org)
    for page in everybody:
        if page is not stands_back.page:
            votes(page, decision, "yes")
    counted = [line[:2] for line in closed(convener, decision)]
    assert counted.count([3, 0]) == 2  # yes and no: as cast, and by seats
    assert counted.count([1, 0]) == 3  # and within each of three sectors, of four


def by_election(everybody: list[Page], here: str) -> None:
    """The chair is elected in secret by single transferable vote; each finds her ballot in the box."""
    convener = everybody[0]
    decision = proposed(convener, here, "chair", "Who chairs us", people=("Adel", "Bruna", "Chen"))
    does(convener, decision, "open")
    ballots = ((1, 2, 3), (1, 3, 2), (2, 1), (3, 1))  # of 4, 3 are needed
    receipts = [ranks(page, decision, order) for page, order in zip(everybody, ballots, strict=True)]
    assert len(set(receipts)) == len(everybody)
    for page, receipt in zip(everybody, receipts, strict=True):
        assert is_in_the_box(page, decision, receipt)
    assert not is_in_the_box(convener, decision, receipts[0][::-1])
    rounds = closed(convener, decision)
    assert [1, 2, 1, 1, 0] in rounds  # the first: 2, 1 and 1, none exhausted
    assert [2, 3, 1, 0] in rounds  # the second: one is out, and her ballot goes on to Adel
    go(convener, decision)
    expect(convener.locator("main p.outcome b")).to_contain_text("Adel")
