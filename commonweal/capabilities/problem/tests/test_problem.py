"""Describing a problem together, through the acts."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from commonweal.acts.perform import Objected, Refused
from commonweal.acts.replay import replay
from commonweal.acts.testing import NOON
from commonweal.capabilities.problem import projection, queries
from commonweal.capabilities.problem.acts import CauseFrozen, LineFrozen
from commonweal.capabilities.problem.completing import digest_of
from commonweal.capabilities.problem.tests.arranging import carried, caused, described, resting, said, suggested, taken
from commonweal.kit.ids import new_id
from commonweal.record import reading

LATER = NOON.replace(day=9)


@pytest.fixture
def text(db):
    """A statement of two lines."""
    return described()


def wordings(cool, problem):
    return [row.wording for row in queries.lines_of(cool.id, problem)]


def presented(cool, problem, **fields):
    return cool.given("problem.present", problem=problem, **fields).position


# ── Lines ─────────────────────────────────────────────────────────────────────────────────────────


def test_lines_stand_in_the_order_in_which_they_were_placed(text):
    cool, problem, (_goal, first, second) = text
    line = queries.lines_of(cool.id, problem)[0].line

    between = suggested(cool, problem, "Trees are few.", after=line)
    taken(cool, problem, between, by=cool.bruno)

    assert wordings(cool, problem) == [first, between, second]


def test_a_change_takes_the_place_of_the_wording_on_which_it_rests(text):
    cool, problem, (_goal, first, second) = text
    line = queries.lines_of(cool.id, problem)[0].line
    one = suggested(cool, problem, "Yards reach 46 degrees.", how="change", line=line, base=first)
    other = suggested(cool, problem, "Yards reach 47 degrees.", how="change", line=line, base=first)

    taken(cool, problem, one)

    assert wordings(cool, problem) == [one, second]
    with pytest.raises(Objected, match="changed after this was suggested"):
        taken(cool, problem, other)
    with pytest.raises(Objected, match="changed meanwhile"):
        suggested(cool, problem, "Again.", how="change", line=line, base=first)


def test_a_line_goes_and_the_others_close_up(text):
    cool, problem, (_goal, first, second) = text
    line = queries.lines_of(cool.id, problem)[0].line

    going = suggested(cool, problem, None, how="remove", line=line, base=first, why=said("Measured elsewhere."))
    taken(cool, problem, going)

    assert [(row.order, row.wording) for row in queries.lines_of(cool.id, problem)] == [(1, second)]


def test_a_suggestion_is_settled_once_and_declined_with_a_reason(text):
    cool, problem, _entries = text
    waits = suggested(cool, problem)
    with pytest.raises(ValidationError, match="Say why the suggestion is not taken"):
        cool.given("problem.settle", problem=problem, suggestion=waits, settled="declined")

    cool.given("problem.settle", problem=problem, suggestion=waits, settled="declined", reason=said("Said above."))

    with pytest.raises(Objected, match="settled this suggestion already"):
        taken(cool, problem, waits)
    assert queries.suggestion_at(cool.id, waits).settled == "declined"


@pytest.mark.parametrize(
    ("fields", "match"),
    [
        ({"text": None}, "as it should read"),
        ({"how": "remove", "base": 1, "text": None}, "why the line should go"),
        ({"how": "change"}, "Name the wording"),
    ],
)
def test_what_a_suggestion_lacks_is_explained(text, fields, match):
    cool, problem, _entries = text

    with pytest.raises(ValidationError, match=match):
        suggested(cool, problem, **fields)


def test_a_line_rests_on_what_is_there(text):
    cool, problem, _entries = text

    with pytest.raises(Objected, match="no entry 9999 yet"):
        suggested(cool, problem, cites=resting(9999))


@pytest.mark.parametrize("who", ["Olga", "Farah"])
def test_who_takes_no_part_suggests_nothing(text, who):
    cool, problem, _entries = text

    with pytest.raises(Refused, match=r"charter 7\.3"):
        suggested(cool, problem, by=cool.farah if who == "Farah" else cool.actor(who))


@pytest.mark.parametrize("kind", ["problem.settle", "problem.present"])
def test_a_participant_does_not_keep_the_pen(text, kind):
    cool, problem, (_goal, first, _second) = text
    more = {"suggestion": first, "settled": "taken"} if kind == "problem.settle" else {}

    with pytest.raises(Refused, match=r"pen.*charter 7\.3"):
        cool.given(kind, by=cool.emre, problem=problem, **more)


def test_nothing_is_said_of_a_statement_that_is_not_here(text):
    cool, _problem, _entries = text

    with pytest.raises(Objected, match="no such problem statement"):
        suggested(cool, 3)


# ── Dissent ───────────────────────────────────────────────────────────────────────────────────────


def test_dissent_stays_with_the_text_and_its_answer_beside_it(text):
    cool, problem, _entries = text
    line = queries.lines_of(cool.id, problem)[1].line
    note = cool.given("problem.dissent", by=cool.dina, problem=problem, line=line, note=said("Not all.")).position
    cool.given("problem.answer_dissent", problem=problem, dissent=note, answer=said("True for June."))

    version = presented(cool, problem)

    (row,) = queries.dissent_on(cool.id, problem)
    assert (row.line, row.note.text, row.answer.text) == (line, "Not all.", "True for June.")
    assert queries.versions_of(cool.id, problem)[0].dissent == [note]
    assert [cite.citing for cite in reading.cited_by(cool.id, problem) if cite.rel == "challenges"] == [note]
    assert version


def test_dissent_on_a_line_that_is_not_there_is_explained(text):
    cool, problem, _entries = text

    with pytest.raises(Objected, match="no longer stands"):
        cool.given("problem.dissent", problem=problem, line=new_id(), note=said("No."))


# ── Causes ────────────────────────────────────────────────────────────────────────────────────────


def test_a_cause_never_lies_under_itself(text):
    cool, problem, _entries = text
    top = caused(cool, problem, "Asphalt")
    low = caused(cool, problem, "Cheap to clean", under=top)

    with pytest.raises(Objected, match="cannot lie under itself"):
        cool.given("problem.move_cause", problem=problem, cause=top, under=low)
    cool.given("problem.move_cause", problem=problem, cause=low, under=None)
    assert {row.under for row in queries.causes_of(cool.id, problem)} == {""}


def test_a_root_is_taken_up_or_set_aside_and_the_later_word_counts(text):
    cool, problem, (goal, _first, _second) = text
    cause = caused(cool, problem, "Asphalt")
    cool.given("problem.mark_root", problem=problem, cause=cause)
    cool.given("problem.set_aside", problem=problem, cause=cause, reason=said("The state decides."))
    cool.given("problem.link_cause", problem=problem, cause=cause, goal=goal)

    (row,) = queries.causes_of(cool.id, problem)
    assert (row.root, row.goals, row.aside_entry) == (True, [goal], None)


def test_a_cause_is_linked_to_a_goal_that_stands(text):
    cool, problem, (goal, _first, _second) = text
    cause = caused(cool, problem, "Asphalt")
    cool.given("fit.withdraw_goal", goal=goal)

    with pytest.raises(Objected, match="goal that stands"):
        cool.given("problem.link_cause", problem=problem, cause=cause, goal=goal)


# ── Versions ──────────────────────────────────────────────────────────────────────────────────────


def test_a_version_freezes_what_stands_and_its_digest_can_be_checked(text):
    cool, problem, (_goal, first, second) = text
    caused(cool, problem, "Asphalt")
    presented(cool, problem)

    row = queries.versions_of(cool.id, problem)[0]

    lines = [LineFrozen.model_validate(line) for line in row.lines]
    causes = [CauseFrozen.model_validate(cause) for cause in row.causes]
    assert (row.number, [line.wording for line in lines]) == (1, [first, second])
    assert digest_of(cool.id, lines, causes, row.dissent) == row.digest
    with pytest.raises(Objected, match="Nothing has changed since version 1"):
        presented(cool, problem)


def test_an_empty_text_is_not_presented(cool):
    problem = cool.given("problem.open", title="Heat").position

    with pytest.raises(Objected, match="no line yet"):
        presented(cool, problem)


def test_the_whole_way_from_a_line_to_a_version_adopted_by_decision(text):
    cool, problem, _entries = text
    version = presented(cool, problem)
    decision = carried(cool, version)

    cool.given("problem.adopt", problem=problem, version=version, decision=decision, at=LATER)

    assert queries.in_force(queries.every_version(cool.id))[problem].entry == version
    with pytest.raises(Objected, match="already"):
        cool.given("problem.adopt", problem=problem, version=version, decision=decision, at=LATER)


def test_a_decision_on_something_else_adopts_nothing(text):
    cool, problem, (goal, *_rest) = text
    version = presented(cool, problem)

    with pytest.raises(Objected, match="No decision was closed there"):
        cool.given("problem.adopt", problem=problem, version=version, decision=goal)
    elsewhere = carried(cool, goal)
    with pytest.raises(Objected, match="not about this version"):
        cool.given("problem.adopt", problem=problem, version=version, decision=elsewhere, at=LATER)


def test_only_a_decision_on_the_purpose_adopts(text):
    cool, problem, _entries = text
    version = presented(cool, problem)
    decision = carried(cool, version, on="general")

    with pytest.raises(Objected, match="another matter"):
        cool.given("problem.adopt", problem=problem, version=version, decision=decision, at=LATER)


def test_a_replay_gives_the_same_rows(text):
    cool, problem, (_goal, first, _second) = text
    cause = caused(cool, problem, "Asphalt")
    line = queries.lines_of(cool.id, problem)[0].line
    taken(cool, problem, suggested(cool, problem, None, how="remove", line=line, base=first, why=said("x")))
    cool.given("problem.set_aside", problem=problem, cause=cause, reason=said("Not ours."))
    cool.given("problem.dissent", problem=problem, note=said("No."))
    presented(cool, problem)
    before = [list(table.objects.order_by("key").values()) for table in projection.TABLES]

    replay(cool.id)

    assert [list(table.objects.order_by("key").values()) for table in projection.TABLES] == before
