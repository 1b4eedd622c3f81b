"""What hands do with a decision: propose it, object, change it, open it, vote, close it and read how it was counted."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from urllib.parse import urlsplit

from playwright.sync_api import Page, expect

from browser.acting import go, open_details, press


def proposed(page: Page, here: str, matter: str, title: str, *, people: Sequence[str] = ()) -> str:
    """Propose a decision on a matter, or the election of one of several people, and return its path."""
    go(page, f"{here}decisions/propose/")
    page.locator(f"main a.what[href='?on={matter}']").click()
    page.wait_for_url(f"**?on={matter}")
    page.locator("[name=title]").fill(title)
    page.locator("[name=question]").fill(f"{title}?")
    for n, name in enumerate(people, 1):
        hers = page.locator(f"[name=person_{n}] option").filter(has_text=name).first.get_attribute("value")
        page.locator(f"[name=person_{n}]").select_option(hers)
    press(page, "main form:has([name=question]) button[type=submit]")
    return re.sub(r"(/decisions/\d+/).*", r"\1", urlsplit(page.url).path)


def does(page: Page, decision: str, what: str, **fields: str) -> None:
    """Say or do one thing in a decision, on its own page."""
    go(page, f"{decision}{what}/")
    for name, words in fields.items():
        page.locator(f"main [name={name}]").fill(words)
    press(page, "main form button[type=submit]")


def objects(page: Page, decision: str, why: str) -> None:
    """Object with a reason, and see it stand beside the proposal."""
    does(page, decision, "object", reason=why)
    expect(page.locator("#objections")).to_be_visible()


def meets(page: Page, decision: str, how: str, question: str) -> None:
    """Change the proposal so that the objection is met."""
    go(page, decision)
    page.locator("main a[href*='/integrate/']").first.click()
    page.wait_for_url("**/integrate/**")
    page.locator("main [name=how]").fill(how)
    page.locator("main [name=question]").fill(question)
    press(page, "main form button[type=submit]")
    expect(page.locator("section[aria-labelledby=objections] .met")).to_be_visible()
    expect(page.locator("section[aria-labelledby=question]")).to_contain_text(question)


def votes(page: Page, decision: str, answer: str) -> None:
    """Vote as a finger does: one tap, look at it once more, one tap."""
    _at_the_ballot(page, decision)
    press(page, f"main button[name=answer][value={answer}]")
    press(page, "main form:has([name=step][value=cast]) button[type=submit]")


def ranks(page: Page, decision: str, order: Sequence[int]) -> str:
    """Rank options in secret, in the order of their numbers, and return the code of the ballot."""
    _at_the_ballot(page, decision)
    for place, option in enumerate(order, 1):
        page.locator(f"[name=rank_option_{option}]").select_option(str(place))
    press(page, "main form:has([name^=rank_]) button.button:not(.quiet)[type=submit]")
    press(page, "main form:has([name=step][value=cast]) button[type=submit]")
    return page.locator("main .receipt").inner_text().strip()


def is_in_the_box(page: Page, decision: str, receipt: str) -> bool:
    """Ask whether a ballot with this code is in the box."""
    go(page, f"{decision}find/")
    page.locator("main [name=receipt]").fill(receipt)
    with page.expect_navigation():
        page.locator("main form button[type=submit]").click()
    return page.locator("main p.notice[role=status]").count() == 1


def closed(page: Page, decision: str) -> list[list[int]]:
    """Close the ballot, which everybody who could has cast, and return the figures in each line of its arithmetic."""
    does(page, decision, "close")
    expect(page.locator("main p.outcome .met")).to_be_visible()
    lines = page.locator("section[aria-labelledby=count] ol.lines li").all_inner_texts()
    return [[int(figure) for figure in re.findall(r"\d+", line)] for line in lines]


def declares(page: Page, here: str, matter: str, says: str) -> None:
    """Declare an interest that is always a conflict, in one matter."""
    go(page, f"{here}interests/declare/")
    given: Mapping[str, str] = {"subject": "self", "nature": "contract"}
    for name, value in given.items():
        page.locator(f"[name={name}][value={value}]").check()
    page.locator("[name=counterpart]").fill("Shade Sails Ltd")
    page.locator(f"[name=matters][value={matter}]").check()
    page.locator("[name=says]").fill(says)
    press(page, "main form:has([name=nature]) button[type=submit]")


def steps_back(page: Page, decision: str, org: str) -> None:
    """See that she has no vote and why: no page offers one, and the list of seats names the entry that keeps her."""
    go(page, decision)
    expect(page.locator("main .why-not")).to_be_visible()
    expect(page.locator("main a[href*='/vote/']")).to_have_count(0)
    open_details(page)
    expect(page.locator("main ul.seats li small a[href*='/record/']")).to_have_count(1)
    go(page, f"{decision}vote/members.{org}/")
    expect(page.locator("main .why-not")).to_be_visible()
    expect(page.locator("main [name=answer]")).to_have_count(0)


def _at_the_ballot(page: Page, decision: str) -> None:
    go(page, decision)
    page.locator("main a[href*='/vote/']").first.click()
    page.wait_for_url("**/vote/**")
