"""What must hold of every page, whoever looks: accessible, within its width, and from this host alone.

Every page is opened once in each direction and measured for everything; each test then reads its own column.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import axe_playwright_python
import pytest
from playwright.sync_api import BrowserContext, Page

from browser.house import PHONE, SMALLEST, House, Looking
from browser.pages import BEYOND_LINKS, Shown

AXE = Path(axe_playwright_python.__file__).parent / "axe.min.js"
MEASURE = Path(__file__).parent / "measure.js"
COLOURS = ["color-contrast", "link-in-text-block"]
"""The rules that can come out differently in the other scheme."""
NODES = 800
"""Elements that a page may have; the style guide shows everything at once and may have more."""
TALL = 844


@pytest.fixture(scope="session")
def faults(all_pages: list[Shown], house: House, looking: Looking) -> dict[str, list[str]]:
    """All that is wrong anywhere, by what was looked at."""
    found: dict[str, list[str]] = defaultdict(list)
    for reader in dict.fromkeys(shown.as_ for shown in all_pages):
        pages = [shown for shown in all_pages if shown.as_ == reader]
        for language in ("en", "ar"):
            look = Look(looking(reader, width=PHONE, language=language), house.address)
            for shown in pages:
                for kind, fault in look.at(shown):
                    found[kind].append(f"{shown} {language}: {fault}")
    return found


class Look:
    """One reader's window, and what it heard and asked for since the last page."""

    def __init__(self, context: BrowserContext, address: str) -> None:
        self.page, self.address = context.new_page(), address
        self.said: list[str] = []
        self.asked: list[str] = []
        self.page.on("console", lambda message: self.said.append(message.text) if message.type == "error" else None)
        self.page.on("pageerror", lambda error: self.said.append(str(error)))
        self.page.on("request", lambda request: self.asked.append(request.url))

    def at(self, shown: Shown) -> Iterator[tuple[str, str]]:
        """Open a page and say what is wrong with it, each with its kind."""
        page = self.page
        page.set_viewport_size({"width": PHONE, "height": TALL})
        page.emulate_media(color_scheme="light")
        self.said.clear()
        self.asked.clear()
        page.goto(shown.path)
        if shown.status < 400:
            yield from (("policy", words) for words in self.said)
        yield from (("policy", url) for url in self.asked if not url.startswith((self.address, "data:")))
        yield from self._words(shown)
        yield from (("thumb", fault) for fault in measured(page, "tooSmall"))
        yield from (("axe", fault) for fault in measured(page, "axe", []))
        page.emulate_media(color_scheme="dark")
        yield from (("axe", f"dark: {fault}") for fault in measured(page, "axe", COLOURS))
        page.set_viewport_size({"width": SMALLEST, "height": TALL})
        yield from (("width", fault) for fault in measured(page, "tooWide"))

    def _words(self, shown: Shown) -> Iterator[tuple[str, str]]:
        yield from (("policy", f"holds {inline}") for inline in measured(self.page, "inline"))
        headings = self.page.locator("h1:visible").count()  # the statements that come next are hidden, and in no tree
        if headings != 1:
            yield "title", f"{headings} main headings"
        if not self.page.title() or self.page.title().startswith("·"):
            yield "title", "no title"
        nodes = self.page.evaluate("document.querySelectorAll('*').length")
        if nodes > NODES and shown.name != "styleguide":
            yield "nodes", f"{nodes} elements"


def measured(page: Page, what: str, *given: object) -> list[str]:
    """Return the faults that one function of measure.js finds.

    Evaluated by the debugger, because the page's own policy lets no foreign script in.
    """
    if page.evaluate("typeof measure") == "undefined":
        page.evaluate(MEASURE.read_text(encoding="utf-8"))
    if what == "axe" and page.evaluate("typeof axe") == "undefined":
        page.evaluate(AXE.read_text(encoding="utf-8") + ";0")
    return list(page.evaluate(f"given => measure.{what}(...given)", list(given)))


def test_no_link_leads_to_a_page_that_is_not_there(all_pages: list[Shown]):
    found = [f"{page}: {page.status}" for page in all_pages if page.status >= 400 and page.path not in BEYOND_LINKS]

    assert not found, "\n".join(found)


@pytest.mark.parametrize(
    "kind",
    [
        pytest.param("axe", id="axe finds nothing in either scheme and direction"),
        pytest.param("width", id="nothing is wider than a phone of 320 px"),
        pytest.param("thumb", id="what is pressed is 44 px high"),
        pytest.param("policy", id="nothing inline, nothing from elsewhere, no error"),
        pytest.param("title", id="one title and one main heading"),
        pytest.param("nodes", id="no page is a maze"),
    ],
)
def test_every_page(kind: str, faults: dict[str, list[str]]):
    found = faults.get(kind, [])

    assert not found, f"{len(found)} found\n" + "\n".join(found)
