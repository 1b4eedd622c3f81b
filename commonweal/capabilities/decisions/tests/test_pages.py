"""The pages of decisions, as each of the cast sees them: from the proposal to the appeal."""

from __future__ import annotations

import pytest

from commonweal.capabilities.decisions.models import CastBallot, Decision
from commonweal.capabilities.decisions.tests.arranging import cast, closed, opened, proposed, said, seat


@pytest.fixture
def at(cool):
    return f"/p/{cool.slug}/decisions/"


ASKED = {"title": "Shade before June", "question": "Twelve school yards?", "promised": "consult"}


def text(answer):
    return answer.content.decode()


def test_a_proposal_follows_from_its_matter(cool, seen_by, at):
    bruno = seen_by("Bruno")
    assert "Anything ordinary" in text(bruno.get(f"{at}propose/"))
    page = text(bruno.get(f"{at}propose/?on=general"))
    assert "More yes than no" in page
    assert "Clause 6.2" in page

    answer = bruno.post(f"{at}propose/?on=general", ASKED, follow=True)

    assert "Shade before June" in text(answer)
    assert Decision.objects.get().rule == "majority"
    assert "Shade before June" in text(seen_by("Olga").get(at))


def test_a_vote_is_looked_at_once_more_and_cast(cool, seen_by, at):
    decision = proposed(cool)
    opened(cool, decision)
    bruno, place = seen_by("Bruno"), f"{at}{decision}/vote/{seat(cool, 'Bruno')}/"
    assert place in text(bruno.get(f"{at}{decision}/"))
    assert 'value="yes"' in text(bruno.get(place))

    checked = bruno.post(place, {"answer": "yes"})
    assert CastBallot.objects.count() == 0
    bruno.post(place, {"step": "cast", "choice": checked.context["form"]["choice"].value()}, follow=True)

    assert CastBallot.objects.get().choice == "yes"
    assert "So far this seat says" in text(bruno.get(place))


def test_from_the_ballot_to_the_outcome_and_an_appeal(cool, seen_by, at, time_machine):
    decision = proposed(cool)
    opened(cool, decision)
    for who, choice in (("Alba", "yes"), ("Bruno", "no"), ("Chiara", "yes"), ("Dina", "yes")):
        cast(cool, decision, who, choice)
    closed(cool, decision)
    page = text(seen_by("Alba").get(f"{at}{decision}/"))
    assert "Carried" in page
    assert "Tell the outcome" in page
    said_ = {"statement": "Twelve yards.", "actual": "inform", "review_on": "2027-03-01"}
    seen_by("Alba").post(f"{at}{decision}/outcome/", said_)
    seen_by("Bruno").post(f"{at}{decision}/dissent/", {"says": "Too few."})
    seen_by("Bruno").post(f"{at}{decision}/appeal/", {"grounds": "Nobody asked us."})

    page = text(seen_by("Chiara").get(f"{at}{decision}/"))

    for words in ("Twelve yards.", "Too few.", "Nobody asked us.", "Less than promised", "Rule on it"):
        assert words in page


def test_what_is_said_in_the_discussion(cool, seen_by, at):
    decision = proposed(cool, "money")
    seen_by("Emre").post(f"{at}{decision}/position/", {"stance": "for", "says": "We need it."})
    seen_by("Chiara").post(f"{at}{decision}/amend/", {"text": "Fourteen yards?"})
    seen_by("Dina").post(f"{at}{decision}/object/", {"seat": seat(cool, "Dina"), "reason": "No trees."})

    page = text(seen_by("Alba").get(f"{at}{decision}/"))

    for words in ("We need it.", "Fourteen yards?", "No trees.", "Meet it", "Answer it", "Open the ballot"):
        assert words in page
    assert said("x")
