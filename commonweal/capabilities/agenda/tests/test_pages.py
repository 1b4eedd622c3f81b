"""The agenda on its pages."""

from __future__ import annotations

import pytest
from django.urls import reverse

from commonweal.acts.capability import Facts
from commonweal.acts.testing import NOON
from commonweal.capabilities.agenda import queries
from commonweal.capabilities.agenda.capability import CAPABILITY
from commonweal.capabilities.agenda.tests.arranging import named, positioned, positions


@pytest.fixture
def arranged(db):
    """The worked example of the method."""
    return positions()


@pytest.fixture
def cool(arranged):
    """The partnership of that example."""
    return arranged[0]


def test_a_position_is_taken_and_answered_on_the_page(arranged, seen_by):
    cool, goal, _entries = arranged
    page = reverse("agenda:goal", args=[cool.slug, goal])
    emre, alba = seen_by("Emre"), seen_by("Alba")

    wrong = emre.post(page, {"form": "position", "stance": "object", "says": ""})
    assert "what would have to change" in wrong.content.decode()
    emre.post(page, {"form": "position", "stance": "object", "says": "Playgrounds get smaller."})
    stand = queries.stands(cool.id)[-1]
    settle = reverse("agenda:settle", args=[cool.slug, goal, stand.entry])
    assert "Name the day" in alba.post(settle, {"how": "answered", "says": "Only by a metre."}).content.decode()
    answer = alba.post(settle, {"how": "answered", "says": "Only by a metre.", "review_on": "2026-05-01"})

    assert answer.status_code == 302
    assert "Only by a metre." in seen_by("Emre").get(page).content.decode()


def test_an_agenda_is_named_presented_and_shown_on_its_pages(arranged, seen_by, client):
    cool, _goal, _entries = arranged
    alba = seen_by("Alba")
    other = named(cool, "Green roofs", core=False)

    alba.post(reverse("agenda:goal", args=[cool.slug, other]), {"form": "core"})
    shown = alba.post(reverse("agenda:versions", args=[cool.slug]), {"idem": ""}, follow=True).content.decode()

    assert "Common agenda, version 1" in shown
    page = client.get(reverse("agenda:agenda", args=[cool.slug])).content.decode()
    assert "Green roofs" in page
    assert "Not before the roofs are sound." in shown


def test_pages_cost_the_same_for_few_goals_and_for_many(arranged, seen_by, django_assert_max_num_queries):
    cool, goal, _entries = arranged
    for n in range(6):
        more = named(cool, f"Goal {n}")
        positioned(cool, more, "Bruno", "reserve", f"Why {n}")
    alba = seen_by("Alba")
    alba.get(reverse("agenda:agenda", args=[cool.slug]))

    with django_assert_max_num_queries(10):
        alba.get(reverse("agenda:agenda", args=[cool.slug]))
    with django_assert_max_num_queries(12):
        alba.get(reverse("agenda:goal", args=[cool.slug, goal]))


def test_what_waits_leads_to_where_it_is_done(arranged):
    cool, goal, _entries = arranged
    facts = Facts(cool.id, NOON)

    def waiting(who):
        return [task.url for task in CAPABILITY.tasks[0](facts, cool.actor(who), cool.slug)]

    assert waiting("Emre") == [reverse("agenda:goal", args=[cool.slug, goal])]
    assert len(waiting("Alba")) == 1
    assert waiting("Bruno") == []
