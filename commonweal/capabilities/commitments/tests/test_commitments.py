"""Who owes what: taken on for oneself alone, answered for by those who owe it, confirmed by those who are owed."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from pydantic import ValidationError

from commonweal.acts.capability import Facts
from commonweal.acts.perform import Objected, Refused
from commonweal.acts.replay import replay
from commonweal.acts.testing import NOON, founded
from commonweal.capabilities.commitments.criteria import CRITERIA
from commonweal.capabilities.commitments.models import Commitment, Turn
from commonweal.capabilities.commitments.queries import commitment_at, commitments, records, state_of
from commonweal.kit.ids import id_from_seed
from commonweal.partnerships.models import CharterText
from commonweal.record.readmodel import projecting

DUE = date(2026, 4, 30)
WORDS = {"text": "The tree nursery delivered late.", "lang": "en"}
LATER = NOON + timedelta(days=90)


def pledge(cool, who="Bruno", org="company", at=NOON, **fields):
    said = {"debtor": cool.org(org), "what": "Roofs painted white on six schools", "form": "work", "due_on": DUE}
    return cool.given("commitments.pledge", by=cool.actor(who), at=at, **(said | fields))


def turn(cool, what, entry, who, at=NOON, **fields):
    return cool.given(f"commitments.{what}", by=cool.actor(who), at=at, commitment=entry.position, **fields)


def state(cool, entry, on=NOON):
    return state_of(commitment_at(cool.id, entry.position), on=on.date())


def test_what_is_taken_on_is_done_and_confirmed_in_time(cool):
    entry = pledge(cool)
    assert state(cool, entry) == "running"
    turn(cool, "report", entry, "Bruno", done_on=date(2026, 3, 1))
    assert state(cool, entry) == "reported"
    turn(cool, "confirm", entry, "Chiara", came="yes")

    assert state(cool, entry, on=LATER) == "kept"


def test_what_comes_late_is_kept_late_for_ever(cool):
    entry = pledge(cool)
    assert state(cool, entry, on=LATER) == "late"
    turn(cool, "report", entry, "Bruno", at=LATER, done_on=date(2026, 5, 20))
    turn(cool, "confirm", entry, "Alba", at=LATER, came="yes")

    assert state(cool, entry, on=LATER) == "kept_late"


def test_one_is_asked_and_answers_for_oneself(cool):
    asked = cool.given(
        "commitments.ask", by=cool.chiara, debtor=cool.org("company"), what="Ladders", form="in_kind", due_on=DUE
    )
    assert state(cool, asked) == "asked"

    with pytest.raises(Refused, match=r"that owes it .*\(charter 6\.9\)"):
        turn(cool, "accept", asked, "Chiara")
    turn(cool, "accept", asked, "Bruno")

    assert state(cool, asked) == "running"
    with pytest.raises(Objected, match="answered already"):
        turn(cool, "decline", asked, "Bruno", reason=WORDS)


def test_nobody_takes_something_on_for_another(cool):
    with pytest.raises(Refused, match=r"for an organisation .*\(charter 6\.9\)"):
        pledge(cool, who="Chiara", org="company")


def test_observers_and_strangers_take_nothing_on(cool):
    for name in ("Olga", "Farah"):
        by = cool.olga if name == "Olga" else cool.farah
        with pytest.raises(Refused, match=r"charter 6\.9"):
            cool.given("commitments.pledge", by=by, debtor=cool.org("ngo"), what="A", form="work", due_on=DUE)


def test_whoever_owes_it_does_not_confirm_it(cool):
    entry = pledge(cool)
    turn(cool, "report", entry, "Bruno", done_on=date(2026, 3, 1))

    with pytest.raises(Refused, match="never whoever owes it"):
        turn(cool, "confirm", entry, "Bruno", came="yes")


def test_what_is_owed_to_one_partner_is_confirmed_by_that_one(cool):
    entry = pledge(cool, creditor=cool.org("ngo"))
    turn(cool, "report", entry, "Bruno", done_on=date(2026, 3, 1))

    with pytest.raises(Refused, match="to whom it is owed"):
        turn(cool, "confirm", entry, "Dina", came="yes")
    turn(cool, "confirm", entry, "Chiara", came="partly", says=WORDS)

    assert state(cool, entry) == "not_kept"


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({"form": "money"}, "Say how much money"),
        ({"amount": "100"}, "together with its currency"),
        ({"what": " "}, "at least 1"),
        ({"amount": "1e3", "currency": "EUR"}, "String should match"),
        ({"form": "love"}, "Input should be"),
    ],
)
def test_what_cannot_be_checked_is_explained(cool, wrong, says):
    with pytest.raises(ValidationError, match=says):
        pledge(cool, **wrong)


def test_nobody_owes_themselves(cool):
    with pytest.raises(ValidationError, match="owes something to themselves"):
        pledge(cool, creditor=cool.org("company"))


@pytest.mark.parametrize(
    ("wrong", "field", "says"),
    [
        ({"due_on": date(2026, 3, 1)}, "due_on", "still to come"),
        ({"creditor": id_from_seed("somebody else")}, "creditor", "does not take part"),
        ({"clause": "99.1"}, "clause", "no such clause"),
    ],
)
def test_what_does_not_fit_is_explained_at_its_field(cool, wrong, field, says):
    with pytest.raises(Objected, match=says) as objected:
        pledge(cool, **wrong)

    assert objected.value.objection.field == field


def test_things_are_said_in_their_order(cool):
    entry = pledge(cool, clause="6.9")

    with pytest.raises(Objected, match="nothing was reported"):
        turn(cool, "confirm", entry, "Chiara", came="no", says=WORDS)
    with pytest.raises(Objected, match="still to come"):
        turn(cool, "report", entry, "Bruno", done_on=date(2026, 3, 3))
    with pytest.raises(Objected, match="no such commitment"):
        cool.given("commitments.release", by=cool.chiara, commitment=0, reason=WORDS)
    turn(cool, "release", entry, "Chiara", reason=WORDS)
    with pytest.raises(Objected, match="Nobody owes this"):
        turn(cool, "report", entry, "Bruno", done_on=date(2026, 3, 1))


def test_a_replay_gives_the_same_rows(cool):
    entry = pledge(cool, says=WORDS)
    turn(cool, "explain", entry, "Bruno", reason=WORDS, remedy=WORDS, remedy_on=date(2026, 5, 1))
    turn(cool, "report", entry, "Bruno", done_on=date(2026, 3, 1), says=WORDS)
    before = [list(model.objects.order_by("key").values()) for model in (Commitment, Turn)]

    replay(cool.id)

    assert [list(model.objects.order_by("key").values()) for model in (Commitment, Turn)] == before


def found(cool, id, at=NOON):
    criterion = next(each for each in CRITERIA if each.id == id)
    return criterion.evaluate(Facts(cool.id, at=at), criterion)


def everybody_pledges(cool, **fields):
    for who, org in (("Alba", "city"), ("Bruno", "company"), ("Chiara", "ngo"), ("Dina", "university")):
        pledge(cool, who=who, org=org, **fields)


def signed(cool, *orgs):
    with projecting():
        CharterText.objects.create(
            key=f"{cool.id}.text",
            partnership=cool.id,
            digest="a" * 64,
            document={},
            draft=1,
            purpose="sign",
            parties=[cool.org(org) for org in orgs],
            entry=2,
            at=NOON,
            ruling_entry=3,
        )


def test_it_is_unknown_who_must_take_something_on_until_a_charter_is_signed(cool):
    everybody_pledges(cool)

    assert found(cool, "4.3").status == "unknown"


def test_everybody_who_signed_takes_something_on_that_rests_on_a_clause(cool):
    signed(cool, "city", "company", "ngo", "university")
    everybody_pledges(cool)
    short = found(cool, "4.3")
    assert (short.status, len(short.missing)) == ("not_met", 1)

    for _again in range(4):
        everybody_pledges(cool, clause="6.9")

    assert found(cool, "4.3").status == "met"
    assert len(found(cool, "4.3").used) == 20


def test_each_who_signed_and_took_nothing_on_is_named(cool):
    signed(cool, "company", "ngo")
    pledge(cool, clause="6.9")

    assert list(found(cool, "4.3").missing) == ["Shade for All: say what you take on, and by when."]


def test_how_each_keeps_its_word_is_counted_and_each_breach_answered(cool):
    assert found(cool, "7.4").status == "unknown"
    kept, late = pledge(cool), pledge(cool, who="Alba", org="city")
    turn(cool, "report", kept, "Bruno", done_on=date(2026, 3, 1))
    turn(cool, "confirm", kept, "Chiara", came="yes")
    open_one = found(cool, "7.4", at=LATER)
    assert (open_one.status, len(open_one.missing)) == ("not_met", 1)
    assert found(cool, "7.4").until.date() == DUE + timedelta(days=1)

    turn(cool, "explain", late, "Alba", at=LATER, reason=WORDS, remedy=WORDS, remedy_on=LATER.date())

    assert found(cool, "7.4", at=LATER).status == "met"
    standing = {
        each.organisation: each
        for each in records(commitments(cool.id), [cool.org("city"), cool.org("company")], on=LATER.date())
    }
    assert (standing[cool.org("city")].share, standing[cool.org("company")].share) == (0, 1)


def test_a_commitment_of_another_partnership_is_none_here(cool):
    elsewhere = founded("Warm Hands")
    entry = pledge(elsewhere)

    with pytest.raises(Objected, match="no such commitment"):
        cool.given("commitments.report", by=cool.bruno, commitment=entry.position + 1000, done_on=date(2026, 3, 1))
    assert commitments(cool.id) == []
