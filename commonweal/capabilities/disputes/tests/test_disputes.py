"""Raising, taking, answering, moving on and settling, through the acts."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from pydantic import ValidationError

from commonweal.acts.capability import Facts
from commonweal.acts.installed import act_type
from commonweal.acts.perform import Objected, Refused
from commonweal.acts.replay import replay, tables
from commonweal.acts.testing import NOON
from commonweal.capabilities.disputes import queries
from commonweal.capabilities.disputes.criteria import CRITERIA
from commonweal.capabilities.disputes.tests.arranging import WHY, WORDS, raised, settled, stranger, taken

FORTNIGHT = timedelta(days=14)
LATE = NOON + timedelta(days=15)


def now(cool, dispute):
    return queries.dispute_at(cool.id, dispute)


def finding(cool, at=NOON):
    return CRITERIA[0].evaluate(Facts(cool.id, at), CRITERIA[0])


# ── Raising ───────────────────────────────────────────────────────────────────────────────────────


def test_a_stranger_complains_and_the_path_begins(cool):
    row = now(cool, raised(cool))

    assert (row.number, row.step, row.due_on, row.against) == (1, 0, date(2026, 3, 16), cool.org("company"))
    assert row.words.text == WORDS["text"]


def test_who_is_not_signed_in_cannot(cool):
    with pytest.raises(Refused, match=r"Sign in to complain.*charter 6\.8"):
        raised(cool, by=cool.farah)


@pytest.mark.parametrize(("said", "field"), [({"about": 10_000}, "about"), ({"against": "company"}, "against")])
def test_what_is_not_there_is_explained_at_its_field(cool, said, field):
    by = cool.bruno if field == "against" else None
    said = {name: cool.org(value) if name == "against" else value for name, value in said.items()}

    with pytest.raises(Objected) as objected:
        raised(cool, by=by, **said)

    assert objected.value.objection.field == field


def test_nobody_keeps_more_open_than_others_can_handle(cool):
    for _ in range(10):
        raised(cool)

    with pytest.raises(Objected, match="Wait until one is settled"):
        raised(cool)


# ── Handling ──────────────────────────────────────────────────────────────────────────────────────


def test_nobody_handles_what_concerns_her_or_her_organisation(cool):
    against, own = raised(cool), raised(cool, by=cool.dina, against=None)
    about = raised(cool, by=cool.dina, against=None, about=3)  # an entry of Alba's, for the city or before she had one

    for dispute, who in ((against, cool.bruno), (own, cool.dina), (about, cool.alba)):
        with pytest.raises(Refused, match=r"somebody else handles it.*charter 6\.8"):
            taken(cool, dispute, by=who)
    with pytest.raises(Refused, match=r"Only the convener and those who hold a place.*charter 6\.8"):
        taken(cool, against, by=cool.emre)


def test_who_steps_back_from_what_concerns_the_company_does_not_handle_it(cool):
    cool.given("interests.declare", by=cool.chiara, subject="organisation", nature="contract",
               counterpart_org=cool.org("company"))  # fmt: skip

    with pytest.raises(Refused, match=r"You step back.*charter 6\.7"):
        taken(cool, raised(cool))


def test_somebody_takes_it_once(cool):
    dispute = raised(cool)
    taken(cool, dispute)

    for who, says in ((cool.chiara, "You have taken"), (cool.dina, "still has time")):
        with pytest.raises(Objected, match=says):
            taken(cool, dispute, by=who)
    taken(cool, dispute, by=cool.dina, at=LATE)
    assert now(cool, dispute).handler == cool.person("Dina")


def test_parties_speak_and_others_do_not(cool):
    dispute = raised(cool)
    taken(cool, dispute)

    for who in (stranger(cool), cool.bruno, cool.chiara):
        cool.given("disputes.say", by=who, dispute=dispute, words=WORDS)
    assert [turn.what for turn in queries.turns_of(now(cool, dispute))] == ["taken", "said", "said", "said"]
    for who in (cool.dina, cool.olga, stranger(cool, "Zora")):
        with pytest.raises(Refused, match=r"Only those whom this concerns.*charter 6\.8"):
            cool.given("disputes.say", by=who, dispute=dispute, words=WORDS)


def test_it_moves_along_the_path_and_no_further(cool):
    dispute = raised(cool)
    taken(cool, dispute)
    cool.given("disputes.move_on", by=cool.chiara, at=NOON + timedelta(days=5), dispute=dispute, reason=WHY)

    row = now(cool, dispute)
    assert (row.step, row.due_on, row.handler) == (1, date(2026, 4, 6), "")
    cool.given("disputes.move_on", by=cool.dina, dispute=dispute)
    with pytest.raises(Objected, match="last step"):
        cool.given("disputes.move_on", by=cool.dina, dispute=dispute)


def test_who_waits_too_long_takes_the_next_step_herself(cool):
    dispute = raised(cool, by=cool.dina)
    with pytest.raises(Refused, match=r"charter 6\.8"):
        cool.given("disputes.move_on", by=cool.dina, dispute=dispute)

    cool.given("disputes.move_on", by=cool.dina, dispute=dispute, at=LATE)

    assert now(cool, dispute).step == 1


def test_whoever_took_it_settles_it_and_says_what_is_put_right(cool):
    dispute = raised(cool)
    taken(cool, dispute)

    with pytest.raises(Refused, match=r"Whoever has taken it on.*charter 6\.8"):
        settled(cool, dispute, by=cool.dina)
    with pytest.raises(ValidationError, match="put it right"):
        settled(cool, dispute, remedy=None)
    settled(cool, dispute)

    assert now(cool, dispute).outcome == "upheld"
    for kind in ("disputes.take", "disputes.move_on"):
        with pytest.raises(Objected, match="is closed"):
            cool.given(kind, by=cool.dina, dispute=dispute)


def test_at_the_step_of_a_body_its_decision_settles_it(cool):
    dispute = raised(cool)
    for _ in range(2):
        cool.given("disputes.move_on", by=cool.chiara, dispute=dispute)
    taken(cool, dispute)

    with pytest.raises(Objected) as objected:
        settled(cool, dispute)
    assert objected.value.objection.field == "decision"
    with pytest.raises(Objected, match="has not decided anything"):
        settled(cool, dispute, decision=3)
    settled(cool, dispute, "agreed")


def test_only_whoever_complained_takes_it_back(cool):
    dispute = raised(cool)
    with pytest.raises(Refused, match=r"Only whoever complained.*charter 6\.8"):
        cool.given("disputes.withdraw", by=cool.bruno, dispute=dispute)

    cool.given("disputes.withdraw", by=stranger(cool), dispute=dispute)

    assert now(cool, dispute).outcome == "withdrawn"


# ── What it counts for, and replay ────────────────────────────────────────────────────────────────


def test_a_path_that_nobody_tried_is_not_met(cool):
    assert finding(cool).status == "not_met"
    assert "Try the path" in finding(cool).missing[0]

    entry = cool.given("disputes.rehearse", note=WHY)

    assert (finding(cool).status, finding(cool).used) == ("met", (entry.position,))


def test_what_is_late_is_named_from_the_day_on_which_it_is(cool):
    dispute = raised(cool)
    taken(cool, dispute)

    in_time = finding(cool, NOON + FORTNIGHT)
    assert (in_time.status, in_time.until.date()) == ("met", date(2026, 3, 17))
    late = finding(cool, LATE)
    assert (late.status, late.says, late.until) == ("not_met", "1 complaint is late.", None)
    assert "Settle number 1" in late.missing[0]

    settled(cool, dispute, at=LATE)
    assert (finding(cool, LATE).status, finding(cool, LATE).says) == (
        "met",
        "1 complaint was settled, and none is late.",
    )


def test_every_kind_that_moves_it_exists():
    assert all(act_type(kind) for kind in CRITERIA[0].moved_by)


def test_a_replay_gives_the_same_rows(cool):
    first = raised(cool, about=2, wish=WHY)
    taken(cool, first)
    cool.given("disputes.say", by=cool.bruno, dispute=first, words=WORDS)
    cool.given("disputes.move_on", by=cool.chiara, dispute=first, reason=WHY)
    taken(cool, first, by=cool.dina)
    settled(cool, first, by=cool.dina)
    second = raised(cool)
    cool.given("disputes.withdraw", by=stranger(cool), dispute=second, reason=WHY)
    cool.given("disputes.rehearse", note=WHY)
    before = {table: list(table.objects.filter(partnership=cool.id).order_by("pk").values()) for table in tables()}

    replay(cool.id)

    assert {
        table: list(table.objects.filter(partnership=cool.id).order_by("pk").values()) for table in tables()
    } == before
