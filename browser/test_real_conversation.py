"""A conversation that two thousand people really held comes in through the page, as a convener brings it."""

from __future__ import annotations

import csv
import io
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from browser.acting import NARROW, fits, press
from browser.house import DESK, Looking

CONVERSATION = "vtaiwan.uberx"
HERE = "/p/ribera-alta/"
TITLE = "Rides that are called by telephone"
QUESTION = "How should rides in private cars be regulated?"
LONGEST = 300  # seconds after which a page that does not go on is given up
NODES = 800


@dataclass(frozen=True, slots=True)
class Files:
    """The files of the export, and what they say, counted by nothing of this product."""

    comments: Path
    votes: Path
    statements: int
    asked: int
    cast: frozenset[tuple[str, str, int]]

    @property
    def people(self) -> int:
        """Return how many people voted."""
        return len({who for who, _what, _vote in self.cast})


@pytest.fixture(scope="module")
def files(shared_data: Callable[..., Path]) -> Files:
    """The export of a conversation with 49,443 votes of 1,921 people."""
    comments = shared_data("polis", CONVERSATION, "comments.csv")
    votes = shared_data("polis", CONVERSATION, "participants-votes.csv")
    said = list(csv.DictReader(io.StringIO(comments.read_text(encoding="utf-8"))))
    known = {one["comment-id"] for one in said}
    out = {one["comment-id"] for one in said if one["moderated"] == "-1"}
    cast = frozenset(wide(votes.read_text(encoding="utf-8"), known))
    return Files(comments, votes, len(known), len(known - out), cast)


def wide(text: str, known: set[str]) -> Iterator[tuple[str, str, int]]:
    """Return each answer of a table with a row for each person and a column for each statement."""
    for row in csv.DictReader(io.StringIO(text)):
        for what, vote in row.items():
            if what in known and vote:
                yield row["participant"], what, int(float(vote))


def to_the_import(page: Page) -> None:
    """Go from the list of conversations to the page that takes one in, by its links."""
    page.goto(f"{HERE}conversations/")
    for to in ("conversations/new/", "conversations/polis/"):
        with page.expect_navigation():
            page.locator(f"main a[href$='{to}']").first.click()
        fits(page)


def fill(page: Page, comments: Path, votes: Path) -> None:
    page.locator("[name=title]").fill(TITLE)
    page.locator("[name=question]").fill(QUESTION)
    page.locator("[name=lang]").fill("zh-Hant")
    page.locator("[name=comments]").set_input_files(comments)
    page.locator("[name=votes]").set_input_files(votes)


def whole(page: Page) -> None:
    """Hold a page to what a telephone can show and a reader of screens can tell."""
    assert page.evaluate("document.querySelectorAll('*').length") <= NODES, page.url
    fits(page)
    assert Axe().run(page).response["violations"] == [], page.url


def taken_in(page: Page, total: int) -> list[int]:
    """Press once, and let the page go on by itself until all of it is in; return how far it was seen to be."""
    seen, began = list[int](), time.monotonic()
    press(page, "main form button[value=on]")
    while page.url.endswith("?going"):
        done = int(page.locator("main progress").get_attribute("value") or 0)
        seen += [done] if not seen or done != seen[-1] else []
        assert time.monotonic() - began < LONGEST, f"{done} of {total} after {LONGEST} s"
        page.wait_for_timeout(300)
    page.wait_for_load_state()
    return seen


def test_a_wrong_file_is_named_at_its_field_and_nothing_is_lost(looking: Looking, files: Files) -> None:
    page = looking("convener", width=NARROW).new_page()
    to_the_import(page)
    fill(page, files.comments, files.comments)
    page.locator("main form button[type=submit]").last.click()
    page.wait_for_load_state()

    assert page.locator(".error-summary a[href='#id_votes']").count()
    assert page.locator("[name=votes]").get_attribute("aria-invalid") == "true"
    assert page.locator("[name=title]").input_value() == TITLE
    assert page.locator("[name=question]").input_value() == QUESTION
    whole(page)


def test_two_thousand_people_come_in_and_their_groups_are_told(looking: Looking, files: Files) -> None:
    page = looking("convener", width=NARROW).new_page()
    to_the_import(page)
    fill(page, files.comments, files.votes)
    page.locator("main form button[type=submit]").last.click()
    page.wait_for_load_state()
    assert f"0 / {len(files.cast)}" in page.locator("dl.pairs").inner_text()
    assert f"0 / {files.statements}" in page.locator("dl.pairs").inner_text()
    whole(page)

    seen = taken_in(page, files.statements + len(files.cast))
    assert seen == sorted(seen), "it only goes on"
    assert len(seen) > 1, "and one sees it go"
    whole(page)
    with page.expect_navigation():
        page.locator("main .buttons a.button").first.click()

    address = page.url
    told = page.locator("main").inner_text()
    whole(page)
    assert f"{files.people:,}" in told.replace("\u202f", ",").replace("\xa0", ",") or str(files.people) in told
    assert page.locator("#groups").count()
    assert page.locator("section[aria-labelledby=map] svg").count()
    with page.expect_download() as download:
        page.locator("main a[href$='/votes.csv']").click()
    rows = list(csv.DictReader(io.StringIO(download.value.path().read_text(encoding="utf-8"))))
    assert len(rows) == len(files.cast)
    assert len({row["voter-id"] for row in rows}) == files.people

    for language, javascript in (("ar", True), ("fr", False)):
        other = looking("", width=NARROW, language=language, javascript=javascript).new_page()
        other.goto(address)
        assert other.locator("html").get_attribute("dir") == ("rtl" if language == "ar" else "ltr")
        assert other.locator("section[aria-labelledby=groups] h3").count() > 1
        if javascript:
            whole(other)
    desk = looking("", width=DESK, scheme="dark").new_page()
    desk.goto(address)
    assert Axe().run(desk).response["violations"] == []
