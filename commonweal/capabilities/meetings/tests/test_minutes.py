"""Notes, minutes, approval and agreed actions, through the acts; and what every act of meetings must hold."""

from __future__ import annotations

from datetime import date

import pytest
from django.forms.models import model_to_dict
from pydantic import ValidationError

from commonweal.acts.installed import capability_of
from commonweal.acts.perform import Objected, Refused
from commonweal.acts.replay import replay
from commonweal.acts.sentences import address_of, sentence_of
from commonweal.acts.testing import given, made, welcome
from commonweal.capabilities.meetings import queries
from commonweal.capabilities.meetings.tests.arranging import (
    DAY,
    HOUR,
    SAID,
    SOON,
    approved,
    called,
    closed,
    drafted,
    held,
    here,
    now,
    opened,
    points,
)
from commonweal.kit.ids import id_from_seed, new_id
from commonweal.record import reading

CAPABILITY = capability_of("meetings.call")
ROOFS = id_from_seed("point", "Roofs")
OTHER = {"text": "The roofs and the trees.", "lang": "en"}


# ── Minutes ───────────────────────────────────────────────────────────────────────────────────────


def test_minutes_are_approved_by_most_of_those_who_were_there(cool):
    meeting = held(cool, "Alba", "Bruno", "Chiara", "Olga")
    drafted(cool, meeting)
    assert queries.phase_of(now(cool, meeting).row) == "drafted"

    approved(cool, meeting, "Alba")
    assert now(cool, meeting).row.approved_at is None
    approved(cool, meeting, "Bruno")

    row = now(cool, meeting).row
    assert (queries.phase_of(row), row.approved_at) == ("approved", SOON + 2 * DAY)
    for kind, said in (("correct_minutes", {"words": SAID}), ("approve_minutes", {"version": row.minutes_entry})):
        with pytest.raises(Objected, match="are approved"):
            cool.given(f"meetings.{kind}", meeting=meeting, at=SOON + 3 * DAY, **said)


def test_a_correction_asks_for_approval_again(cool):
    meeting = held(cool, "Alba", "Bruno", "Olga")
    first = drafted(cool, meeting)
    approved(cool, meeting, "Alba")

    later = SOON + 2 * DAY
    cool.given(
        "meetings.correct_minutes", by=cool.actor("Olga", at=later), meeting=meeting, item=ROOFS, words=OTHER, at=later
    )

    whole = now(cool, meeting)
    assert queries.phase_of(whole.row) == "corrected"
    assert [each.words.text for each in whole.standing] == [OTHER["text"]]
    assert len(whole.minuted) == 2
    assert whole.approved_by == set()
    with pytest.raises(Objected, match="corrected meanwhile"):
        cool.given("meetings.approve_minutes", by=cool.bruno, meeting=meeting, version=first, at=later)
    approved(cool, meeting, "Alba")
    with pytest.raises(Objected, match="already"):
        approved(cool, meeting, "Alba")
    approved(cool, meeting, "Bruno")
    assert queries.phase_of(now(cool, meeting).row) == "approved"


def test_only_those_who_were_there_correct_and_only_those_with_a_seat_approve(cool):
    meeting = held(cool, "Alba", "Bruno", "Olga")
    version = drafted(cool, meeting)

    with pytest.raises(Refused, match=r"Only those who were at the meeting correct.*charter 6\.6"):
        cool.given("meetings.correct_minutes", by=cool.dina, meeting=meeting, words=SAID, at=SOON + DAY)
    for who in (cool.dina, cool.olga):
        with pytest.raises(Refused, match=r"for a seat approve.*charter 6\.6"):
            cool.given("meetings.approve_minutes", by=who, meeting=meeting, version=version, at=SOON + DAY)
    with pytest.raises(Refused, match=r"charter 6\.6"):
        cool.given("meetings.approve_minutes", by=cool.farah, meeting=meeting, version=version, at=SOON + DAY)


def test_minutes_come_in_their_order(cool):
    meeting = called(cool)
    with pytest.raises(Objected, match="not begun"):
        cool.given("meetings.note", meeting=meeting, words=SAID)
    opened(cool, meeting)
    here(cool, meeting, "Alba", "Bruno")
    cool.given("meetings.note", meeting=meeting, item=ROOFS, words=SAID, at=SOON)
    with pytest.raises(Objected, match="Close the meeting first"):
        drafted(cool, meeting, at=SOON)
    with pytest.raises(Objected, match="no such point"):
        cool.given("meetings.note", meeting=meeting, item=new_id(), words=SAID, at=SOON)
    closed(cool, meeting)
    for kind, said in (("correct_minutes", {"words": SAID}), ("approve_minutes", {"version": 1})):
        with pytest.raises(Objected, match="not drafted yet"):
            cool.given(f"meetings.{kind}", meeting=meeting, at=SOON + 2 * HOUR, **said)
    drafted(cool, meeting)
    with pytest.raises(Objected, match="Correct them instead"):
        cool.given("meetings.note", meeting=meeting, words=SAID, at=SOON + DAY)
    with pytest.raises(Objected, match="Those who were there correct them"):
        drafted(cool, meeting)


def test_a_point_is_minuted_once(cool):
    with pytest.raises(ValidationError, match="twice"):
        made("meetings.draft_minutes", cool.id, meeting=new_id(), texts=[{"words": SAID}, {"words": OTHER}])


# ── Actions ───────────────────────────────────────────────────────────────────────────────────────


def agreed(cool, meeting, *, at=SOON, **said):
    doing = {"what": "Paint two roofs", "organisation": cool.org("company"), "due_on": date(2026, 6, 1), **said}
    return cool.given("meetings.agree_action", meeting=meeting, at=at, **doing)


def test_what_is_agreed_is_done_by_whoever_takes_it_on(cool):
    meeting = held(cool, "Alba", "Bruno")
    action = agreed(cool, meeting, item=ROOFS, at=SOON + 2 * HOUR).position
    cool.given("bodies.appoint", body="assembly", office="chair", person=cool.person("Chiara"), at=SOON)
    later = SOON + DAY

    with pytest.raises(Refused, match=r"charter 6\.1"):
        cool.given("meetings.settle_action", by=cool.dina, action=action, outcome="done", at=later)
    cool.given("meetings.settle_action", by=cool.bruno, action=action, outcome="done", says=SAID, at=later)

    assert queries.open_actions(cool.id) == []
    with pytest.raises(Objected, match="settled already"):
        cool.given("meetings.settle_action", by=cool.bruno, action=action, outcome="dropped", at=later)
    with pytest.raises(Objected, match="Nothing was agreed"):
        cool.given("meetings.settle_action", action=1, outcome="dropped", at=later)


@pytest.mark.parametrize(
    ("said", "says", "field"),
    [
        ({"organisation": new_id()}, "does not take part", "organisation"),
        ({"organisation": None, "person": new_id()}, "holds no place", "person"),
        ({"due_on": date(2026, 1, 1)}, "This day is over", "due_on"),
        ({"item": new_id()}, "no such point", "item"),
    ],
)
def test_what_cannot_be_agreed_is_explained_at_its_field(cool, said, says, field):
    meeting = called(cool)
    opened(cool, meeting)

    with pytest.raises(Objected, match=says) as objected:
        agreed(cool, meeting, **said)

    assert objected.value.objection.field == field


def test_somebody_does_it(cool):
    with pytest.raises(ValidationError, match="Say who does it"):
        made("meetings.agree_action", cool.id, meeting=new_id(), what="Paint")


# ── Everything else ───────────────────────────────────────────────────────────────────────────────


def everything_happens(cool):
    """Each act at least once, and return the meeting that came to approved minutes."""
    welcome(cool, "Sami", "substitute", org="company")
    gone = called(cool)
    held_at = {"starts_at": SOON + DAY, "ends_at": SOON + DAY + HOUR, "how": "room", "where": "Library"}
    cool.given("meetings.reschedule", meeting=gone, **held_at)
    cool.given("meetings.cancel", meeting=gone, reason=SAID)
    meeting = called(cool)
    (point,) = points("Trees")
    cool.given("meetings.suggest_item", by=cool.emre, meeting=meeting, **point)
    cool.given(
        "meetings.settle_agenda", meeting=meeting, agenda=[*points("Roofs", purpose="decide", on="money"), point]
    )
    cool.given("meetings.say_present", by=cool.bruno, meeting=meeting, how="room", expected=True)
    cool.given("meetings.say_absent", by=cool.dina, meeting=meeting)
    opened(cool, meeting)
    here(cool, meeting, "Alba", "Sami", "Bruno")
    cool.given("meetings.note", meeting=meeting, item=ROOFS, words=SAID, at=SOON)
    agreed(cool, meeting, item=ROOFS)
    closed(cool, meeting)
    seats = [{"seat": f"members.{cool.org('ngo')}", "how": "paper"}]
    cool.given("meetings.record_presence", meeting=meeting, seats=seats, at=SOON + 2 * HOUR)
    spoken = {"meeting": meeting, "by": "sector", "spoken": [{"group": "company", "seconds": 60}]}
    given(made("meetings.count_speaking", cool.id, **spoken), by=cool.alba, at=SOON + 2 * HOUR)
    drafted(cool, meeting)
    cool.given("meetings.correct_minutes", meeting=meeting, item=ROOFS, words=OTHER, at=SOON + DAY)
    approved(cool, meeting, "Alba", "Bruno")
    action = queries.open_actions(cool.id)[0].entry
    cool.given("meetings.settle_action", by=cool.bruno, action=action, outcome="done", at=SOON + 3 * DAY)
    return meeting


def rows(partnership):
    return {t.__name__: [model_to_dict(r) for r in t.objects.filter(partnership=partnership).order_by("pk")]
            for t in CAPABILITY.tables}  # fmt: skip


def test_replay_gives_the_same_rows(cool):
    everything_happens(cool)
    before = rows(cool.id)
    assert {name for name, found in before.items() if not found} <= {"Proposal"}

    replay(cool.id)

    assert rows(cool.id) == before


def test_every_act_is_told_in_its_own_sentence_and_leads_to_a_page(cool, client):
    everything_happens(cool)

    found = [entry for entry in reading.all_entries(cool.id) if entry.kind.startswith("meetings.")]

    told = {entry.kind: str(sentence_of(entry)) for entry in found}
    assert set(told) == {act.kind_name() for act in CAPABILITY.acts}
    assert told["meetings.call"] == "“Assembly of partners” was called to a meeting on March 9, 2026, noon"
    assert {client.get(address_of(entry, slug=cool.slug)).status_code for entry in found} == {200}


def test_those_whom_it_concerns_are_told(cool):
    everything_happens(cool)
    entries = {entry.kind: entry for entry in reading.all_entries(cool.id)}

    def told(kind):
        return set(CAPABILITY.concerns[kind](entries[kind]))

    seated = {cool.person(name) for name in ("Alba", "Bruno", "Sami", "Chiara", "Dina")}
    assert told("meetings.call") == seated
    assert told("meetings.cancel") == seated
    assert told("meetings.suggest_item") == {cool.person("Alba")}
    assert told("meetings.draft_minutes") == {cool.person(name) for name in ("Alba", "Bruno", "Chiara")}
    assert told("meetings.record_presence") == {cool.person("Chiara")}
    assert told("meetings.agree_action") == {cool.person("Bruno"), cool.person("Sami")}
