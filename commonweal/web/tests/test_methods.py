"""Every method is explained on a page of the house, and what looks like a file elsewhere is no method."""

from __future__ import annotations

import re
from collections import Counter
from itertools import groupby

import pytest

from commonweal.web.methods import FOLDER

NAMES = sorted(file.stem for file in FOLDER.glob("*.md"))
LANGUAGES = ("es", "fr", "ar")
ITEM = re.compile(r"(\d+\.|-) ")


def skeleton(text):
    """Return what a page is built of: its headings, paragraphs, lists and tables, and the examples as they stand."""
    built = []
    for n, part in enumerate(re.split(r"^```.*$", text, flags=re.MULTILINE)):
        if n % 2:
            built.append(("example", part.strip("\n")))
            continue
        for filled, lines in groupby(part.splitlines(), key=lambda line: bool(line.strip())):
            if filled:
                built.append(block(list(lines)))
    return built


def block(lines):
    if lines[0].startswith("#"):
        return ("heading", len(lines[0].split(" ", 1)[0]))
    if lines[0].startswith("|"):
        return ("table", [line.count("|") for line in lines])
    return ("list", sum(bool(ITEM.match(line)) for line in lines)) if ITEM.match(lines[0]) else ("paragraph", 1)


def numbers(text):
    """Return all numbers of a page, and what stands as code, and links; examples are compared as they stand."""
    text = re.sub(r"^```.*?^```", "", text, flags=re.MULTILINE | re.DOTALL)
    return Counter(re.findall(r"\d+(?:[.,]\d+)*|`[^`]+`|\]\([^)\s]+\)", text))


@pytest.mark.parametrize("name", NAMES)
def test_every_method_is_explained(db, client, name):
    answer = client.get(f"/methods/{name}/")
    page = answer.content.decode().partition("<main")[2].partition("</main>")[0]

    assert answer.status_code == 200
    assert page.count("<h1>") == 1
    assert page.count("<p>") > 2
    shown = re.sub(r"<pre.*?</pre>|<code.*?</code>", "", page, flags=re.DOTALL)
    assert not re.search(r"```|\*\*|^\||\]\(", shown, re.MULTILINE)
    assert all(client.get(at).status_code == 200 for at in set(re.findall(r'href="(/methods/[^"]+)"', page)))


def test_an_example_stands_as_it_is_written(db, client):
    page = client.get("/methods/opinion/").content.decode()

    assert "participant,1,2,3\nAda,1,-1,1\n" in page
    assert "<td>4 of 4</td>" in page


@pytest.mark.parametrize("name", ["nothing", "..", "../SPEC"])
def test_nothing_else_is_shown(db, client, name):
    assert client.get(f"/methods/{name}/").status_code == 404


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", NAMES)
def test_every_page_says_the_same_in_every_language(name, language):
    english = (FOLDER / f"{name}.md").read_text(encoding="utf-8")
    translated = (FOLDER / language / f"{name}.md").read_text(encoding="utf-8")

    assert skeleton(translated) == skeleton(english)
    assert numbers(translated) == numbers(english)


def test_a_page_is_shown_in_the_language_of_its_reader(db, client):
    client.cookies["language"] = "ar"
    page = client.get("/methods/opinion/").content.decode()

    title = (FOLDER / "ar" / "opinion.md").read_text(encoding="utf-8").partition("\n")[0].removeprefix("# ")
    assert f"<h1>{title}</h1>" in page
    assert '<div class="wrap reading" lang="ar" dir="rtl">' in page
    assert '<code dir="ltr">--json</code>' in page
    assert '<bdi dir="ltr">(4 + 1) / (4 + 2) = 0.833</bdi>' in page
    client.cookies["language"] = "fr"
    assert "<bdi" not in client.get("/methods/opinion/").content.decode().partition("<main")[2].partition("</main>")[0]
