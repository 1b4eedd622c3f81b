"""Replaying the record gives the same rows, in every table of fit; every act has its sentence."""

from __future__ import annotations

from django.forms.models import model_to_dict

from commonweal.acts.installed import capability_of
from commonweal.acts.replay import replay
from commonweal.acts.sentences import sentence_of
from commonweal.acts.testing import NOON
from commonweal.capabilities.fit.sounding import answer, counted, ticket
from commonweal.capabilities.fit.tests.arranging import decided, decision, goal, scored
from commonweal.capabilities.fit.tests.test_sounding import BOX, QUESTION
from commonweal.record import reading


def everything_happens(cool):
    first = cool.given("fit.name_goal", **goal()).position
    cool.given("fit.revise_goal", goal=first, **goal(title="Cooler yards"))
    cool.given("fit.withdraw_goal", goal=first, reason={"text": "Too small."})
    for colour in ("red", "green"):
        cool.given("fit.state_condition", condition="time", colour=colour, says={"text": "We counted."})
    assessment = decided(cool)
    note = {"assessment": assessment, "alternative": "alone", "criterion": "speed", "says": {"text": "We spoke."}}
    cool.given("fit.note", **note)
    cool.given("fit.reopen", assessment=assessment, reason={"text": "It rained."})
    scored(cool, assessment, by=cool.dina)
    cool.given("fit.close_assessment", assessment=assessment)
    cool.given("fit.decide", **decision(cool, assessment, outcome="smaller", instead="network"))
    cool.given("fit.choose_models", models=("living_lab", "consortium"))
    cool.given("fit.open_sounding", box=BOX, condition="room", question=QUESTION)
    answer(cool.id, BOX, "yes", with_ticket=ticket(BOX), at=NOON)
    held = counted(cool.id, BOX)
    cool.given("fit.close_sounding", box=BOX, count=held.count, root=held.root, answers=held.answers)
    cool.given("membership.leave", organisation=cool.org("city"))


def rows(partnership):
    tables = capability_of("fit.score").tables
    return {t.__name__: [model_to_dict(row) for row in t.objects.filter(partnership=partnership).order_by("pk")]
            for t in tables}  # fmt: skip


def test_replay_gives_the_same_rows(cool):
    everything_happens(cool)
    before = rows(cool.id)
    assert all(before.values()), "Every table has a row, or this test proves little."

    replay(cool.id)

    assert rows(cool.id) == before


def test_every_act_is_told_in_its_own_sentence(cool):
    everything_happens(cool)

    told = {entry.kind: str(sentence_of(entry)) for entry in reading.all_entries(cool.id) if entry.kind[:4] == "fit."}

    assert set(told) == {act.kind_name() for act in capability_of("fit.score").acts}
    assert told["fit.decide"] == "It was decided to take a smaller form, with City of Ribera Alta as sponsor"
    assert told["fit.choose_models"] == "Models of working together were chosen: Living lab or pilot, Consortium"
    assert told["fit.close_sounding"] == "The question to residents closed with 1 answer"
    assert not any(sentence.endswith(".") for sentence in told.values())
