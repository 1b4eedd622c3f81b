"""Votes that wait in a browser: what is refused for good is set aside and told, all others are sent in their order."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import parse_qs

import pytest
from playwright.sync_api import Browser, Page, Route

SCRIPT = Path(__file__).parents[1] / "commonweal/web/static/commonweal/voting.js"
CARD = """<form method="post" data-statement="{n}" {hidden}>
<input type="hidden" name="csrfmiddlewaretoken" value="{token}">
<input type="hidden" name="ticket" value="{token}"><input type="hidden" name="statement" value="{n}"><h1>{n}</h1>
<button name="vote" value="agree">Agree</button></form>"""
Answer = tuple[int, str] | None


def cards(*numbers: int, token: str = "old") -> str:
    return "".join(CARD.format(n=n, token=token, hidden="hidden" if at else "") for at, n in enumerate(numbers))


class House:
    """Stands in for the house: takes each vote as it is told, and keeps what it acknowledged."""

    def __init__(self) -> None:
        self.taken: list[int] = []
        self.tried: list[int] = []
        self.tokens: list[str] = []
        self.says: Callable[[int, str], Answer] = lambda _n, _token: (200, "")
        self.page = f"""<!doctype html><div data-voting>{cards(1, 2, 3)}</div>
            <p data-refused hidden><b>No</b></p><p data-waiting hidden>Later</p>
            <script type="module" src="/voting.js"></script>"""

    def answer(self, route: Route) -> None:
        request = route.request
        if request.url.endswith(".js"):
            route.fulfill(body=SCRIPT.read_text(), content_type="text/javascript")
        elif request.method == "GET":
            fresh = cards(4, token="new") if request.headers.get("x-voting") else self.page
            route.fulfill(body=fresh, content_type="text/html")
        else:
            self.take(route, parse_qs(request.post_data or ""))

    def take(self, route: Route, sent: dict[str, list[str]]) -> None:
        number, token = int(sent["statement"][0]), sent["ticket"][0]
        self.tried.append(number)
        self.tokens.append(token)
        answer = self.says(number, token)
        if answer is None:
            route.abort()
            return
        if answer[0] == 200:
            self.taken.append(number)
        route.fulfill(status=answer[0], body=answer[1] or cards(4), content_type="text/html")


@pytest.fixture
def stand_in(browser: Browser) -> Iterator[tuple[House, Page]]:
    """A house that answers as it is told, and a page of it in a browser."""
    house, context = House(), browser.new_context()
    page = context.new_page()
    page.route("**/*", house.answer)
    yield house, page
    context.close()


def vote(page: Page, *numbers: int) -> None:
    for number in numbers:
        page.locator(f"form[data-statement='{number}'] button").click()
    page.wait_for_timeout(300)


def always(status: int) -> Callable[[int, str], Answer]:
    return lambda _n, _token: (status, "")


def queued(page: Page) -> str | None:
    kept: str | None = page.evaluate("localStorage.getItem('votes ' + location.pathname)")
    return kept


def test_a_vote_refused_for_good_is_told_and_holds_up_no_other(stand_in: tuple[House, Page]) -> None:
    told = "<div class='error-summary'><h2>No</h2><p>This statement is no longer asked.</p></div>"
    at, page = stand_in
    at.says = lambda n, _token: (
        (409, told + cards(4)) if n == 1 else (403, "<h1>Not yours</h1>") if n == 2 else (200, "")
    )
    page.goto("http://house.test/vote/")
    vote(page, 1)

    assert page.locator("[data-refused]").inner_text() == "No This statement is no longer asked."
    assert queued(page) is None
    vote(page, 2)
    assert page.locator("[data-refused]").inner_text().strip() == "No"
    vote(page, 4)
    assert (at.taken, queued(page), page.locator("[data-refused]").is_visible()) == ([4], None, False)
    assert "Not yours" not in page.content()


def test_what_could_not_arrive_waits_in_its_order_and_over_a_reload(stand_in: tuple[House, Page]) -> None:
    at, page = stand_in
    at.says = lambda _n, _token: None
    page.goto("http://house.test/vote/")
    vote(page, 1, 2)
    assert page.locator("[data-waiting]").is_visible()
    at.says = lambda n, _token: (429, "") if n == 2 else (200, "")
    page.reload()
    page.wait_for_timeout(300)

    assert at.taken == [1]
    assert '"2"' in str(queued(page))
    for status in (500, 503, 200):
        at.says = always(status)
        page.evaluate("dispatchEvent(new Event('online'))")
        page.wait_for_timeout(200)
    assert (at.taken, queued(page), page.locator("[data-waiting]").is_visible()) == ([1, 2], None, False)


def test_a_page_that_lay_open_too_long_sends_its_votes_with_what_holds_now(stand_in: tuple[House, Page]) -> None:
    at, page = stand_in
    at.says = lambda _n, token: (200, "") if token == "new" else (403, "<h1>Too old</h1>")
    page.goto("http://house.test/vote/")
    vote(page, 1, 2)

    assert at.taken == [1, 2]
    assert at.tokens == ["old", "new", "new"]
    assert not page.locator("[data-refused]").is_visible()
