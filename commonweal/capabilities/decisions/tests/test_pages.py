"""The pages of decisions, as each of the cast sees them: from the proposal to the appeal."""

from __future__ import annotations

from datetime import date

import pytest

from commonweal.acts.capability import Facts, Reader
from commonweal.acts.testing import NOON
from commonweal.capabilities.decisions import offered
from commonweal.capabilities.decisions.models import CastBallot, Decision, PositionTaken
from commonweal.capabilities.decisions.sheets import SHEETS
from commonweal.capabilities.decisions.tests.arranging import cast, closed, opened, proposed, seat
from commonweal.record.readmodel import projecting


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


def test_what_does_not_fit_or_may_not_be_done_says_so_and_names_its_clause(cool, client, seen_by, at):
    decision = proposed(cool)

    assert "This is not decided yet." in text(seen_by("Bruno").get(f"{at}{decision}/outcome/"))
    assert "Only those who hold a seat in the body object." in text(seen_by("Emre").get(f"{at}{decision}/object/"))
    assert "Only those who take part propose" in text(seen_by("Olga").get(f"{at}propose/?on=general"))
    assert client.get(f"{at}{decision}/").status_code == 200
    assert client.get(f"{at}{decision}/appeal/").status_code in (302, 404)
    assert client.get(f"{at}99999/").status_code == 404
    assert seen_by("Bruno").get(f"{at}{decision}/nonsense/").status_code == 404
    assert seen_by("Bruno").get(f"{at}{decision}/settle/{decision}/").status_code == 404


def test_mistakes_of_a_proposal_stand_at_their_field_and_nothing_is_lost(cool, seen_by, at):
    said_ = {"title": "Chair", "question": "Who?", "promised": "inform", "cited": "x", "review_on": "2020-01-01"}
    page = text(seen_by("Bruno").post(f"{at}propose/?on=chair", said_))
    assert "Give numbers of entries" in page
    assert "Who?" in page

    answer = seen_by("Bruno").post(f"{at}propose/?on=chair", {**said_, "cited": "", "review_on": ""})
    assert answer.context["form"].errors["option_1"] == ["Offer at least 2 options."]
    few = seen_by("Bruno").post(f"{at}propose/?on=general", {**said_, "cited": "", "review_on": ""})
    assert "the charter promises more" in few.context["form"].errors["promised"][0]
    unknown = seen_by("Bruno").get(f"{at}propose/?on=nothing")
    assert unknown.status_code == 409
    assert "The charter lets nobody decide on this matter" in text(unknown)


def test_an_objection_is_met_and_a_change_is_answered(cool, seen_by, at):
    decision = proposed(cool, "money")
    seen_by("Chiara").post(f"{at}{decision}/amend/", {"text": "Fourteen yards?"})
    seen_by("Dina").post(f"{at}{decision}/object/", {"seat": seat(cool, "Dina"), "reason": "No trees."})
    change, objection = decision + 1, decision + 2
    alba = seen_by("Alba")
    assert "No trees." in text(alba.get(f"{at}{decision}/integrate/{objection}/"))
    assert "Only whoever proposed this" in text(seen_by("Bruno").get(f"{at}{decision}/integrate/{objection}/"))

    alba.post(f"{at}{decision}/integrate/{objection}/", {"how": "Trees too.", "question": "Sails and trees?"})
    alba.post(f"{at}{decision}/settle/{change}/", {"settled": "declined", "reason": "Twelve is enough."})

    page = text(alba.get(f"{at}{decision}/"))
    for words in ("Trees too.", "Sails and trees?", "Met by a change", "Declined", "Twelve is enough."):
        assert words in page


def test_tasks_days_rows_and_the_home_page(cool, seen_by, at):
    decision = proposed(cool, by=cool.bruno, review_on=date(2026, 9, 1))
    proposed(cool, "money", title="Money")
    opened(cool, decision)

    def told(who):
        return [task.key.split(".")[1] for task in offered.waits(Facts(cool.id, NOON), cool.actor(who), cool.slug)]

    assert told("Bruno") == ["vote"]
    assert told("Emre") == []
    cast(cool, decision, "Bruno", "yes")
    assert told("Bruno") == []
    assert [day.on for day in offered.days(cool.id, cool.slug)] == [date(2026, 3, 9)]
    assert "To be decided now" in text(seen_by("Olga").get(f"/p/{cool.slug}/"))
    closed(cool, decision)
    assert told("Alba") == ["outcome"]
    assert offered.in_short(Facts(cool.id, NOON)) is None
    reader = Reader(cool.id, cool.slug, cool.olga, NOON, names=False, exact=False)
    rows = {sheet.name: sheet.rows(reader, 0, None) for sheet in SHEETS}
    assert [row[9] for row in rows["decisions_taken"]] == ["no_quorum", None]
    assert [row[4] for row in rows["ballots_open"]] == ["yes"]


def test_pages_cost_the_same_for_few_and_many(cool, seen_by, at, django_assert_max_num_queries):
    decision = proposed(cool)
    opened(cool, decision)
    pages = {at: 8, f"{at}{decision}/": 15}
    bruno, few = seen_by("Bruno"), {}
    for page, most in pages.items():
        bruno.get(page)
        with django_assert_max_num_queries(most) as asked:
            bruno.get(page)
        few[page] = len(asked)
    with projecting():
        first = Decision.objects.get()
        for n in range(300):
            fields = {field.attname: getattr(first, field.attname) for field in Decision._meta.fields}
            Decision.objects.create(**{**fields, "key": f"{cool.id}.{9000 + n}", "decision": 9000 + n,
                                       "stage": "discussion", "title": f"Decision {n}"})  # fmt: skip
            PositionTaken.objects.create(
                key=f"{cool.id}.p{n}", partnership=cool.id, decision=decision, person=cool.person("Emre"),
                stance="for", entry=9000 + n, at=NOON,
            )  # fmt: skip
    for page in pages:
        with django_assert_max_num_queries(few[page]):
            bruno.get(page)
