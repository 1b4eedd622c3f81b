"""What hands do with a charter: open it from a model, change it by page, by Word and as data, present it, sign it."""

from __future__ import annotations

import io
import json
import re
from typing import Any
from urllib.parse import urlsplit

from docx import Document
from playwright.sync_api import Page, expect

from browser.acting import go, press
from browser.joining import code_mailed

PERIODS = ("notice_days", "discussion_days")
ADDED = "Each partner names somebody who can be reached on every working day."


def opened(page: Page, here: str, model: str) -> str:
    """Open a draft from a model and return its path."""
    go(page, f"{here}drafts/new/")
    page.locator(f"main a.what[href$='/drafts/new/{model}/']").click()
    press(page, "main form:has([name^=title_]) button[type=submit]")
    return re.sub(r"(/drafts/\d+/).*", r"\1", urlsplit(page.url).path)


def power_is_drawn(page: Page, draft: str) -> None:
    """Who would have how much power is shown before anybody signs: where all have the same, in one sentence."""
    go(page, f"{draft}power/")
    expect(page.locator("main figure").first).to_be_visible()


def plain(page: Page, draft: str) -> Any:
    """Return the draft as data, as the page hands it out."""
    answer = page.request.get(f"{draft}files/json/")
    assert answer.ok
    return answer.json()


def rules_of(charter: Any, code: str) -> tuple[str, int, Any]:
    """Return the number of the clause that sets a rule, its place there, and the rule."""
    return next(
        (clause["number"], place, rule)
        for clause in charter["clauses"]
        for place, rule in enumerate(clause["rules"])
        if rule.get("code") == code
    )


def changed_by_page(page: Page, draft: str, code: str, method: str) -> None:
    """Change by its form how a rule counts, and let it ask for no notice."""
    number, place, _rule = rules_of(plain(page, draft), code)
    go(page, f"{draft}clauses/{number}/rules/{place}/")
    page.locator("[name=method]").select_option(method)
    page.locator("[name=notice_days]").fill("0")
    press(page, "main button[name=do][value=put]")
    _number, _place, rule = rules_of(plain(page, draft), code)
    assert (rule["method"], rule["notice_days"]) == (method, 0)


def changed_by_word(page: Page, draft: str, number: str) -> None:
    """Take the draft away as a Word document, write a sentence into a clause, bring it back and take it in."""
    answer = page.request.get(f"{draft}files/word/")
    assert answer.ok
    clause = next(each for each in plain(page, draft)["clauses"] if each["number"] == number)
    said = next(iter(clause["text"].values()))
    paper = Document(io.BytesIO(answer.body()))
    paragraph = next(each for each in paper.paragraphs if each.text == said)
    paragraph.add_run(f" {ADDED}")
    out = io.BytesIO()
    paper.save(out)
    brought(page, draft, "charter.docx", out.getvalue(), numbers=[number])
    clause = next(each for each in plain(page, draft)["clauses"] if each["number"] == number)
    assert next(iter(clause["text"].values())).endswith(ADDED)


def changed_as_data(page: Page, draft: str, *, at_once: tuple[str, ...], ruled: dict[str, str]) -> None:
    """Take the draft away as data, let rules ask for no time and matters for another rule, bring it back."""
    charter = plain(page, draft)
    numbers = set()
    for code in at_once:
        number, _place, rule = rules_of(charter, code)
        rule.update(dict.fromkeys(PERIODS, 0))
        numbers.add(number)
    for matter, by in ruled.items():
        number, _place, rule = rules_of(charter, matter)
        rule["rule"] = by
        numbers.add(number)
    written = json.dumps(charter, ensure_ascii=False).encode()
    brought(page, draft, "charter.json", written, numbers=sorted(numbers))


def brought(page: Page, draft: str, name: str, data: bytes, *, numbers: list[str]) -> None:
    """Bring a file back, look at what differs, propose what is ticked, and take each change in."""
    go(page, f"{draft}files/")
    kind = "application/json" if name.endswith("json") else "application/octet-stream"
    page.locator("[name=file]").set_input_files({"name": name, "mimeType": kind, "buffer": data})
    press(page, "main form:has([name=file]) button[type=submit]")
    expect(page.locator("main .redline :is(ins, del)").first).to_be_visible()
    assert page.locator("main [name=take]").evaluate_all("all => all.map(each => each.value)") == numbers
    for tick in page.locator("main [name=take]").all():
        tick.check()
    page.locator("main [name=why]").fill("We agreed on it by telephone.")
    press(page, "main form:has([name=take]) button[type=submit]")
    for number in numbers:
        go(page, f"{draft}clauses/{number}/")
        page.locator("main a[href*='/changes/']").last.click()
        page.wait_for_url("**/changes/**")
        expect(page.locator("main .redline :is(ins, del)").first).to_be_visible()
        press(page, "main button[name=do][value=accept]")


def presented(page: Page, here: str, draft: str) -> str:
    """Present the draft for signature and return the path of the text that waits for it."""
    go(page, f"{draft}present/")
    page.locator("[name=purpose][value=sign]").check()
    press(page, "main form:has([name=purpose]) button[type=submit]")
    go(page, f"{here}agreement/")
    links: list[str] = page.locator("main a[href*='/agreement/']").evaluate_all(
        "all => all.map(each => each.getAttribute('href'))"
    )
    return next(each for each in links if re.search(r"/agreement/\d+/$", each))


def makes_a_passkey(page: Page, here: str) -> None:
    """Make a passkey in the telephone."""
    go(page, f"{here}trust/passkey/")
    page.locator("main form[data-passkey=make] button[type=submit]").click()
    page.wait_for_url(f"**{here}trust/")


def signs_with_passkey(page: Page, text: str) -> None:
    """Sign for an organisation with the passkey in the telephone."""
    go(page, f"{text}sign/")
    page.locator("[name=authority]").fill("Board, 3 March")
    press(page, "main button[name=step][value=prepare]")
    page.locator("main form[data-passkey=use] button[type=submit]").click()
    page.wait_for_url(f"**{text}")


def signs_by_code(page: Page, text: str, *, mail: str, name: str) -> None:
    """Sign for an organisation with a code out of the mail and a typed name."""
    go(page, f"{text}sign/")
    page.locator("[name=authority]").fill("Council, 5 March")
    press(page, "main button[name=step][value=code]")
    page.locator("[name=code]").fill(code_mailed(page.context, to=mail))
    press(page, "main form:has([name=code]) button[type=submit]")
    page.locator("[name=typed]").fill(name)
    if not page.locator("[name=authority]").input_value():
        page.locator("[name=authority]").fill("Council, 5 March")
    press(page, "main form:has([name=typed]) button[type=submit]")
