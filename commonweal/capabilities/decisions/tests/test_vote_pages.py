"""Votes on their pages: secret and by proxy, on paper and by hands, refused with their clause."""

from __future__ import annotations

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from commonweal.acts.testing import NOON
from commonweal.capabilities.decisions import queries, voting
from commonweal.capabilities.decisions.models import CastBallot
from commonweal.capabilities.decisions.standing import standing
from commonweal.capabilities.decisions.tests.arranging import WEEK, cast, closed, opened, proposed, ruled, said, seat


@pytest.fixture
def at(cool):
    return f"/p/{cool.slug}/decisions/"


OPTIONS = [{"code": "a", "title": said("Alba")}, {"code": "b", "title": said("Bruno")}]


def text(answer):
    return answer.content.decode()


@pytest.fixture
def election(cool):
    decision = proposed(cool, "chair", options=OPTIONS)
    opened(cool, decision)
    return decision


@pytest.fixture
def decision(cool):
    found = proposed(cool)
    opened(cool, found)
    return found


def voted(client, place, **answers):
    """Fill in the ballot, look at it once more, cast it."""
    checked = client.post(place, answers)
    kept = checked.context["form"]["choice"].value()
    return client.post(place, {"step": "cast", "choice": kept, "receipt": answers.get("receipt", "")})


def test_a_secret_ballot_gives_a_receipt_once_that_finds_and_changes_it(cool, seen_by, at, election):
    bruno, place = seen_by("Bruno"), f"{at}{election}/vote/{seat(cool, 'Bruno')}/"

    answer = voted(bruno, place, rank_a="2", rank_b="1")

    receipt = answer.context["receipt"]
    assert receipt in text(answer)
    assert "no-store" in answer["Cache-Control"]
    assert CastBallot.objects.count() == 0
    assert "is in the box and is counted" in text(bruno.post(f"{at}{election}/find/", {"receipt": receipt}))
    assert "There is no ballot with this code" in text(bruno.post(f"{at}{election}/find/", {"receipt": "x"}))
    again = voted(bruno, place, rank_a="1")
    assert again.status_code == 409
    assert "To change it, give its receipt" in text(again)
    changed = voted(bruno, place, rank_a="1", receipt=receipt)
    assert changed.context["receipt"] != receipt


def test_while_a_secret_ballot_is_open_only_the_turnout_is_shown(cool, seen_by, at, election):
    ballot = queries.last_round(cool.id, election)
    voted(seen_by("Bruno"), f"{at}{election}/vote/{seat(cool, 'Bruno')}/", rank_b="1")

    page = text(seen_by("Alba").get(f"{at}{election}/"))

    assert "of 4 have voted" in page
    assert "Round 1" not in page
    assert page.count("Voted</small>") == 0
    assert voting.has_voted(ballot, seat(cool, "Bruno"))


def test_somebody_without_a_seat_is_told_the_clause(cool, seen_by, at, decision):
    page = text(seen_by("Emre").get(f"{at}{decision}/"))

    assert "you hold no seat in the body that decides" in page
    assert "#clause-6.1" in page
    assert seen_by("Emre").get(f"{at}{decision}/vote/{seat(cool, 'Bruno')}/").status_code == 404
    assert seen_by("Emre").get(f"{at}{decision}/vote/nonsense/").status_code == 404


def test_whoever_is_asked_votes_by_proxy(cool, seen_by, at, decision):
    seen_by("Dina").post(f"{at}{decision}/proxy/", {"seat": seat(cool, "Dina"), "to": cool.person("Chiara")})
    chiara, place = seen_by("Chiara"), f"{at}{decision}/vote/{seat(cool, 'Dina')}/"
    assert "Vote for an absent member" in text(chiara.get(f"{at}{decision}/"))
    assert "It is recorded as a proxy" in text(chiara.get(place))

    voted(chiara, place, answer="no")

    assert CastBallot.objects.get().how == "proxy"
    assert "by proxy" in text(seen_by("Alba").get(f"{at}{decision}/"))
    assert "Vote yourself after all" in text(seen_by("Dina").get(f"{at}{decision}/"))
    seen_by("Dina").post(f"{at}{decision}/own-vote/", {"seat": seat(cool, "Dina")})
    assert "Vote for an absent member" not in text(chiara.get(f"{at}{decision}/"))


def test_a_ballot_whose_time_is_over_says_so(cool, seen_by, at, decision, time_machine):
    time_machine.move_to(NOON + WEEK, tick=False)

    page = text(seen_by("Bruno").get(f"{at}{decision}/vote/{seat(cool, 'Bruno')}/"))

    assert "The time for this ballot is over." in page
    assert "Close the ballot" in text(seen_by("Alba").get(f"{at}{decision}/"))


KINDS = {
    "approval": ({"approved": ["a"]}, "Tick everything"),
    "score": ({"number_a": "3", "number_b": "0"}, "Give each a number from 0 to 5"),
    "quadratic": ({"number_a": "4"}, "You have 5 credits"),
    "schulze": ({"rank_a": "1", "rank_b": "1"}, "Give 1 to what you want most"),
    "stv": ({"rank_b": "1"}, "Give 1 to what you want most"),
}


@pytest.mark.parametrize("method", KINDS)
def test_every_rule_has_a_ballot_and_shows_how_it_was_counted(cool, seen_by, at, method):
    answers, hint = KINDS[method]
    ruled(cool, election={"method": method, "secrecy": "open"})
    decision = proposed(cool, "chair", options=OPTIONS)
    opened(cool, decision)
    place = f"{at}{decision}/vote/{seat(cool, 'Bruno')}/"
    assert hint in text(seen_by("Bruno").get(place))

    voted(seen_by("Bruno"), place, **answers)

    cast(cool, decision, "Alba", CastBallot.objects.get().choice)
    closed(cool, decision)
    page = text(seen_by("Chiara").get(f"{at}{decision}/"))
    assert "How it was counted" in page
    assert "The same as a table" in page


def test_what_a_rule_does_not_take_is_explained(cool, seen_by, at):
    ruled(cool, election={"method": "quadratic", "secrecy": "open"}, majority={"split": True})
    decision = proposed(cool, "chair", options=OPTIONS)
    opened(cool, decision)
    place = f"{at}{decision}/vote/{seat(cool, 'Bruno')}/"

    assert "You have 5 credits to spend together." in text(
        seen_by("Bruno").post(place, {"number_a": "4", "number_b": "4"})
    )
    assert "less than or equal to 5" in text(seen_by("Bruno").post(place, {"number_a": "9"}))
    split = proposed(cool)
    opened(cool, split)
    page = text(seen_by("Bruno").post(f"{at}{split}/vote/{seat(cool, 'Bruno')}/", {"yes": "0.4", "no": "0.4"}))
    assert "The parts must make the weight of the seat together: 1." in page


def scan():
    return SimpleUploadedFile("scan.png", b"papers", content_type="image/png")


def taken(client, place, checked):
    """Take what was looked at."""
    form = checked.context["form"]
    return client.post(place, {"step": "take", **{name: form[name].value() for name in ("rows", "scan", "number")}})


def test_papers_are_looked_at_and_entered_by_whoever_keeps_the_record(cool, seen_by, at, decision):
    alba, place = seen_by("Alba"), f"{at}{decision}/paper/"
    cast(cool, decision, "Bruno", "no")
    page = text(alba.get(place))
    assert "Voted online" in page
    seats = [one.seat for one in alba.get(place).context["rows"]]
    rows = {f"s{n}-answer": "yes" for n in range(4) if seats and n != 0}

    checked = alba.post(place, {"step": "check", **rows, "scanned": scan()})
    assert "Is this what stands on the papers?" in text(checked)
    assert CastBallot.objects.count() == 1
    assert taken(alba, place, checked).status_code == 302
    assert taken(alba, place, checked).status_code == 302

    how = {one.seat: one.how for one in CastBallot.objects.all()}
    assert how[seat(cool, "Bruno")] == "own"
    assert list(how.values()).count("paper") == 3


def test_nobody_else_enters_papers_and_nothing_is_no_paper(cool, seen_by, at, decision):
    assert "Only the convener, or whoever keeps the record" in text(seen_by("Bruno").get(f"{at}{decision}/paper/"))
    page = text(seen_by("Alba").post(f"{at}{decision}/paper/", {"step": "check", "scanned": scan()}))
    assert "Nothing is entered yet" in page


def test_secret_papers_are_entered_apart_from_whose_they_are(cool, seen_by, at, election):
    alba, place = seen_by("Alba"), f"{at}{election}/paper/"
    whose = [seat(cool, who) for who in ("Bruno", "Chiara", "Dina")]
    assert "Paper 3" in text(alba.post(place, {"step": "papers", "voted": whose}))
    rows = {"p1-rank_a": "1", "p2-rank_b": "1", "p3-rank_b": "1"}

    checked = alba.post(place, {"step": "check", "voted": whose, **rows, "scanned": scan()})
    assert taken(alba, place, checked).status_code == 302

    ballot = queries.last_round(cool.id, election)
    assert voting.turnout(ballot).voted == 3
    assert CastBallot.objects.count() == 0
    few = alba.post(place, {"step": "check", "voted": whose[:1], "p1-rank_a": "1", "scanned": scan()})
    assert "at least three papers together" in text(taken(alba, place, few))


@pytest.mark.parametrize("on", ["general", "chair"])
def test_the_ballot_is_printed(cool, seen_by, at, on):
    found = proposed(cool, on, options=OPTIONS if on == "chair" else [])
    opened(cool, found)

    answer = seen_by("Olga").get(f"{at}{found}/ballot.pdf")

    assert answer["Content-Type"] == "application/pdf"
    assert re.match(rb"%PDF-", answer.content)


@pytest.mark.parametrize("on", ["general", "chair"])
def test_the_page_knows_as_much_as_whoever_asks_for_everything(cool, seen_by, at, on):
    found = proposed(cool, on, options=OPTIONS if on == "chair" else [])
    opened(cool, found)
    choice = {"rank_a": "1"} if on == "chair" else {"answer": "yes"}
    voted(seen_by("Bruno"), f"{at}{found}/vote/{seat(cool, 'Bruno')}/", **choice)

    for when in ("open", "closed"):
        row = queries.decision_with(cool.id, found)
        assert page_standing(seen_by("Alba"), f"{at}{found}/") == standing(row, at=NOON), when
        if when == "open":
            closed(cool, found)


def page_standing(client, page):
    """Return how a decision stands, as its page has put it together."""
    return client.get(page).context["stands"]
