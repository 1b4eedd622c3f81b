"""The pages of evidence, as each of the cast sees them."""

from __future__ import annotations

import pytest

from commonweal.acts.kept import kept
from commonweal.capabilities.evidence import queries
from commonweal.capabilities.evidence.tests.arranging import propose, said, turn, two_items
from commonweal.record.readmodel import projecting


@pytest.fixture
def two(db):
    """A partnership, what sensors measured and what a community knows."""
    return kept("evidence.two", two_items)


@pytest.fixture
def cool(two):
    """The same partnership, where the items do not matter."""
    return two[0]


FORM = {
    "title": "Grandmothers know the cool corners",
    "kinds": ["community", "experiential"],
    "says": "Under the old fig it is cool.",
    "source": "A walk.",
    "strength": "moderate",
    "why_strength": "Twelve people agree.",
    "limits": "One quarter.",
}


def test_somebody_brings_what_a_community_knows(cool, seen_by):
    at = f"/p/{cool.slug}/evidence/"
    page = seen_by("Emre").post(f"{at}bring/", FORM)
    assert page.context["form"].errors["consent_by"] == ["Say who agreed for the community, to what, and when."]
    assert "Under the old fig" in page.content.decode()

    more = {"community": "North Quarter", "consent_by": "Assembly", "consent_scope": "All", "consent_on": "2026-02-01"}
    answer = seen_by("Emre").post(f"{at}bring/", FORM | more, follow=True)

    assert "Under the old fig" in answer.content.decode()
    assert "Grandmothers know" in seen_by("Olga").get(at).content.decode()


def test_the_pages_of_an_item(two, client, seen_by):
    cool, measured, lived = two
    at = f"/p/{cool.slug}/evidence/"
    said_so = {"form": "contradict", "other": measured.position, "says": "They differ by <b>nine</b>."}
    answer = seen_by("Bruno").post(f"{at}{lived.position}/", said_so, follow=True)
    assert "They differ by &lt;b&gt;nine" in answer.content.decode()
    assert "Put it right" not in answer.content.decode()
    assert seen_by("Dina").get(f"{at}{measured.position}/correct/").context["form"].initial["kinds"] == ["technical"]

    page = client.get(at).content.decode()
    assert page.index("What does not fit together") < page.index("All that we know")
    assert "<form" not in client.get(f"{at}{lived.position}/").content.decode().split("<main", 1)[1]
    assert client.get(f"{at}99999/").status_code == 404


def test_the_page_of_what_a_decision_rests_on(two, client, seen_by):
    cool, measured, _lived = two
    at = f"/p/{cool.slug}/evidence/decisions/{propose(cool)}/"
    assert "Nobody has said yet" in client.get(at).content.decode()

    answer = seen_by("Bruno").post(at, {"evidence": [measured.position]}, follow=True)

    assert "Heat in six school yards" in answer.content.decode()
    assert client.get(f"/p/{cool.slug}/evidence/decisions/{measured.position}/").status_code == 404


def test_three_and_three_hundred_cost_the_same(two, client, django_assert_max_num_queries):
    cool, measured, lived = two
    turn(cool, "contradict", lived, "Bruno", other=measured.position, says=said("No."))
    row = queries.bare(cool.id, measured.position)
    with projecting():
        queries.Evidence.objects.bulk_create(
            queries.Evidence(
                **{f.attname: getattr(row, f.attname) for f in row._meta.fields} | {"key": f"x{n}", "entry": n}
            )
            for n in range(300, 600)
        )

    with django_assert_max_num_queries(8):
        assert "before=" in client.get(f"/p/{cool.slug}/evidence/").content.decode()
    with django_assert_max_num_queries(12):
        assert client.get(f"/p/{cool.slug}/evidence/{lived.position}/").status_code == 200
