"""A problem statement on its pages, its criteria, and what waits."""

from __future__ import annotations

import re

import pytest
from django.test import Client
from django.urls import reverse

from commonweal.acts.capability import Facts
from commonweal.acts.sentences import address_of
from commonweal.acts.testing import NOON, TODAY
from commonweal.capabilities.problem import queries
from commonweal.capabilities.problem.capability import CAPABILITY
from commonweal.capabilities.problem.tests.arranging import carried, caused, described, resting, said, suggested, taken
from commonweal.people import words
from commonweal.people.models import Text
from commonweal.record import reading

LATER = NOON.replace(day=9)


@pytest.fixture
def text(db):
    """A statement of two lines."""
    return described()


@pytest.fixture
def cool(text):
    """The partnership of that statement."""
    return text[0]


def page(cool, name, *rest):
    return reverse(f"problem:{name}", args=[cool.slug, *rest])


def found(cool, at=NOON):
    return {each.id: each.evaluate(Facts(cool.id, at), each) for each in CAPABILITY.criteria}


def brought(cool, kind, **fields):
    """Bring evidence of one kind."""
    consent = {"given_by": "Assembly", "on": str(TODAY), "scope": said("To be shown.")}
    more = {**({"community": "Families", "consent": consent} if kind == "community" else {}), **fields}
    return cool.given(
        "evidence.add", by=cool.emre, title=f"What {kind} shows", kinds=[kind], source=said("x"), says=said("x"),
        strength="moderate", why_strength=said("x"), limits=said("x"), **more,
    ).position  # fmt: skip


# ── Pages ─────────────────────────────────────────────────────────────────────────────────────────


def test_from_a_line_one_reaches_what_stands_behind_it_in_two_taps(text, client):
    cool, problem, (goal, first, _second) = text
    shown = client.get(page(cool, "problem", problem)).content.decode()
    wording = page(cool, "wording", problem, first)
    assert wording in shown

    behind = client.get(wording).content.decode()

    leads = address_of(reading.entry_at(cool.id, goal), slug=cool.slug)
    assert leads in behind
    assert client.get(leads).status_code == 200


def test_a_line_is_suggested_and_taken_at_once_by_whoever_keeps_the_pen(text, seen_by):
    cool, problem, (goal, first, _second) = text
    line = queries.lines_of(cool.id, problem)[0].line
    address = page(cool, "suggest", problem) + f"?line={line}"
    alba, emre = seen_by("Alba"), seen_by("Emre")

    wrong = alba.post(address, {"text": "46 degrees", "base": first, "rests_on": "the second page"})
    assert "Give numbers of entries" in wrong.content.decode()
    emre.post(address, {"text": "46 degrees", "base": first, "rests_on": f"{goal}", "take": "yes"})
    assert queries.lines_of(cool.id, problem)[0].wording == first  # a participant does not keep the pen
    alba.post(address, {"text": "46 degrees", "base": first, "rests_on": f"{goal}, 1", "take": "yes"})

    row = queries.suggestion_at(cool.id, queries.lines_of(cool.id, problem)[0].wording)
    assert (row.text.text, row.cites) == ("46 degrees", [1, goal])


def test_a_suggestion_is_declined_on_its_page_with_a_reason(text, seen_by):
    cool, problem, _entries = text
    waits = suggested(cool, problem, "Summer is long.")
    address, alba = page(cool, "wording", problem, waits), seen_by("Alba")

    assert "Say why" in alba.post(address, {"settled": "declined"}).content.decode()
    assert alba.post(address, {"settled": "declined", "reason": "Said above."}).status_code == 302

    assert "Said above." in Client().get(address).content.decode()


def test_dissent_and_its_answer_stand_beside_the_line(text, seen_by, client):
    cool, problem, _entries = text
    line = queries.lines_of(cool.id, problem)[1].line
    seen_by("Dina").post(page(cool, "dissent", problem), {"line": line, "note": "Not in all."})
    (note,) = queries.dissent_on(cool.id, problem)
    seen_by("Alba").post(page(cool, "answer", problem, note.entry), {"answer": "True in June."})

    shown = client.get(page(cool, "problem", problem)).content.decode()

    assert re.search(r"Not in all\..*True in June\.", shown, re.DOTALL)


def test_causes_are_named_marked_and_set_aside_on_their_pages(text, seen_by, client):
    cool, problem, (goal, *_rest) = text
    emre = seen_by("Emre")
    emre.post(page(cool, "causes", problem), {"text": "Asphalt", "under": "", "rests_on": ""})
    (row,) = queries.causes_of(cool.id, problem)
    emre.post(page(cool, "causes", problem), {"text": "It is cheap", "under": row.cause, "rests_on": str(goal)})
    address = page(cool, "cause", problem, row.cause)

    emre.post(address, {"form": "root"})
    emre.post(address, {"form": "aside", "reason": "The state decides."})
    emre.post(address, {"form": "reword", "text": "Sealed ground", "rests_on": ""})
    emre.post(address, {"form": "link", "goal": goal})

    shown = client.get(page(cool, "causes", problem)).content.decode()
    assert "Sealed ground" in shown
    assert "Shade in every yard" in shown
    assert "It is cheap" in client.get(address).content.decode()


def test_a_version_is_presented_compared_and_adopted_on_its_page(text, seen_by, client):
    cool, problem, (_goal, first, _second) = text
    alba = seen_by("Alba")
    alba.post(page(cool, "versions", problem), {"idem": ""})
    line = queries.lines_of(cool.id, problem)[0].line
    taken(cool, problem, suggested(cool, problem, "Yards reach 46 degrees.", how="change", line=line, base=first))
    shown = alba.post(page(cool, "versions", problem), {"idem": ""}, follow=True).content.decode()
    assert re.search(r"<del>45\s*</del><ins>46\s*</ins>", shown)
    version = queries.versions_of(cool.id, problem)[0].entry
    decision = carried(cool, version)

    alba.post(page(cool, "version", problem, version), {"decision": decision})

    assert queries.versions_of(cool.id, problem)[0].adopted_entry is not None
    assert "Adopted by decision" in client.get(page(cool, "version", problem, version)).content.decode()
    assert "5 contributions" not in client.get(page(cool, "shaped", problem)).content.decode()


def test_words_that_were_erased_are_not_shown_and_nothing_breaks(text, client):
    cool, problem, (_goal, first, _second) = text
    cool.given("problem.present", problem=problem)
    caused(cool, problem, "Asphalt")
    version = queries.versions_of(cool.id, problem)[0].entry
    words.erase(
        list(Text.objects.filter(partnership=cool.id).values_list("pk", flat=True)), partnership=cool.id, at=NOON
    )

    for address in (
        page(cool, "problem", problem),
        page(cool, "causes", problem),
        page(cool, "wording", problem, first),
        page(cool, "version", problem, version),
    ):
        shown = client.get(address)
        assert (shown.status_code, "45 degrees" in shown.content.decode()) == (200, False)


def test_pages_cost_the_same_for_few_lines_and_for_many(text, seen_by, django_assert_max_num_queries):
    cool, problem, (goal, *_rest) = text
    for n in range(6):
        taken(cool, problem, suggested(cool, problem, f"Line {n}", cites=resting(goal)))
        caused(cool, problem, f"Cause {n}", cites=resting(goal))
    alba = seen_by("Alba")
    alba.get(page(cool, "problem", problem))

    for name, most in (("problem", 14), ("causes", 12)):
        with django_assert_max_num_queries(most):
            alba.get(page(cool, name, problem))


# ── Criteria and tasks ────────────────────────────────────────────────────────────────────────────


def test_the_adopted_statement_rests_on_three_kinds_of_knowledge(text):
    cool, problem, _entries = text
    assert found(cool)["3.1"].status == "unknown"
    technical, community = brought(cool, "technical"), brought(cool, "community")
    line = suggested(cool, problem, "Measured and told.", cites=resting(technical, community))
    taken(cool, problem, line)
    version = cool.given("problem.present", problem=problem).position
    assert found(cool)["3.1"].status == "not_met"

    cool.given("problem.adopt", problem=problem, version=version, decision=carried(cool, version), at=LATER)
    assert [str(lack) for lack in found(cool, LATER)["3.1"].missing] == [
        "Let a line or a cause rest on evidence of this kind, too: of experience. Then adopt that version."
    ]
    brought(cool, "experiential", about=[line])

    assert found(cool, LATER)["3.1"].status == "met"


def test_causes_are_traced_and_each_root_is_answered_for(text):
    cool, problem, (goal, *_rest) = text
    assert found(cool)["3.2"].status == "unknown"
    top = caused(cool, problem, "Asphalt")
    low = caused(cool, problem, "Cheap", under=top)
    cool.given("problem.mark_root", problem=problem, cause=low)
    assert found(cool)["3.2"].status == "not_met"

    cool.given("problem.link_cause", problem=problem, cause=low, goal=goal)
    assert found(cool)["3.2"].status == "met"
    cool.given("fit.withdraw_goal", goal=goal)
    assert found(cool)["3.2"].status == "not_met"


def test_what_waits_is_the_pen_s_and_everybody_s(text):
    cool, problem, _entries = text
    suggested(cool, problem)
    note = cool.given("problem.dissent", by=cool.dina, problem=problem, note=said("No.")).position

    def waiting(who):
        return [task.url for task in CAPABILITY.tasks[0](Facts(cool.id, NOON), cool.actor(who), cool.slug)]

    answer = page(cool, "answer", problem, note)
    assert waiting("Alba") == [page(cool, "problem", problem) + "#waiting", answer]
    assert waiting("Emre") == [answer]
    assert waiting("Dina") == [page(cool, "problem", problem) + "#waiting"]
    assert waiting("Olga") == []
