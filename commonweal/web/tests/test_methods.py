"""Every method is explained on a page of the house, and what looks like a file elsewhere is no method."""

from __future__ import annotations

import re

import pytest

from commonweal.web.methods import FOLDER


@pytest.mark.parametrize("name", sorted(file.stem for file in FOLDER.glob("*.md")))
def test_every_method_is_explained(db, client, name):
    answer = client.get(f"/methods/{name}/")
    page = answer.content.decode().partition("<main")[2].partition("</main>")[0]

    assert answer.status_code == 200
    assert page.count("<h1>") == 1
    assert page.count("<p>") > 2
    shown = re.sub(r"<pre.*?</pre>|<code>.*?</code>", "", page, flags=re.DOTALL)
    assert not re.search(r"```|\*\*|^\||\]\(", shown, re.MULTILINE)
    assert all(client.get(at).status_code == 200 for at in set(re.findall(r'href="(/methods/[^"]+)"', page)))


def test_an_example_stands_as_it_is_written(db, client):
    page = client.get("/methods/opinion/").content.decode()

    assert "participant,1,2,3\nAda,1,-1,1\n" in page
    assert "<td>4 of 4</td>" in page


@pytest.mark.parametrize("name", ["nothing", "..", "../SPEC"])
def test_nothing_else_is_shown(db, client, name):
    assert client.get(f"/methods/{name}/").status_code == 404
