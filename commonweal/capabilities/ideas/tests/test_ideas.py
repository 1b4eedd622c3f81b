"""What holds of ideas, ratings and drafts."""

from __future__ import annotations

from fractions import Fraction

import pytest
from django.db import transaction

from commonweal.acts.perform import Objected, Refused
from commonweal.acts.replay import replay
from commonweal.acts.testing import made
from commonweal.capabilities.ideas import queries
from commonweal.capabilities.ideas.projection import TABLES
from commonweal.capabilities.ideas.shaping import shaped
from commonweal.capabilities.ideas.tests.arranging import collected, drafted, idea, rate, says, settled, suggested
from commonweal.record import reading


@pytest.fixture
def there(db):
    return collected()


@pytest.fixture
def drawn(db):
    return drafted()


def standing(cool, criteria):
    rows = [row for row in queries.ideas(cool.id) if row.ended_entry is None]
    return {each.idea.entry: each for each in queries.standing(rows, queries.ratings(cool.id, criteria))}


def texts(cool, draft):
    return [p.text.text for p in queries.paragraphs_of(queries.draft_at(cool.id, draft)) if p.text]


def test_joined_ideas_go_on_in_the_new_one_and_stay_its_sources(there):
    cool, first, second, _criteria = there
    whole = cool.given("ideas.merge", by=cool.dina, ideas=[first, second], title="Shade", text=says("Both")).position

    assert [(c.rel, c.cited) for c in reading.cites_of(cool.id, whole)] == [
        ("supersedes", first),
        ("supersedes", second),
    ]
    old = queries.idea_at(cool.id, first)
    assert (old.became, [row.entry for row in queries.that_came_of(cool.id, old)]) == ("merged", [whole])
    with pytest.raises(Objected, match="Somebody joined or split"):
        cool.given("ideas.merge", ideas=[first, whole], title="x", text=says("x"))


def test_a_split_idea_has_several_parts(there):
    cool, first, *_ = there
    parts = [cool.given("ideas.split", by=cool.dina, idea=first, title=t, text=says(t)).position for t in ("A", "B")]

    whole = queries.idea_at(cool.id, first)
    assert whole.became == "split"
    assert [row.entry for row in queries.that_came_of(cool.id, whole)] == parts


def test_an_idea_has_a_place_only_when_three_have_rated_it(there):
    cool, first, second, criteria = there
    for person, scores in ((cool.alba, [4, 2]), (cool.bruno, [3, 3]), (cool.chiara, [4, 0])):
        rate(cool, first, criteria, scores, by=person)
    rate(cool, second, criteria, [4, 4], by=cool.alba)
    rate(cool, second, criteria, [4, 4], by=cool.bruno)

    found = standing(cool, criteria)

    assert (found[first].n, found[first].rank, found[first].mean) == (3, 1, Fraction(8, 3))
    assert found[first].medians == ((4.0, 3, 4), (2.0, 0, 3))
    assert (found[second].n, found[second].rank) == (2, None)


def test_whoever_rates_again_counts_once_with_her_last_word(there):
    cool, first, _second, criteria = there
    rate(cool, first, criteria, [0, 0], by=cool.alba)
    rate(cool, first, criteria, [4, 4], by=cool.alba)

    assert (standing(cool, criteria)[first].n, standing(cool, criteria)[first].mean) == (1, 4)


def test_ratings_by_earlier_criteria_count_no_more(there):
    cool, first, _second, criteria = there
    rate(cool, first, criteria, [4, 4], by=cool.alba)
    cool.given("ideas.choose_criteria", criteria=["Cost"])

    with pytest.raises(Objected, match="Other criteria were chosen"):
        rate(cool, first, criteria, [4, 4], by=cool.bruno)
    now = queries.criteria_now(cool.id)
    assert now is not None
    assert standing(cool, now.entry)[first].n == 0


def test_a_suggestion_is_taken_into_the_draft(drawn):
    cool, draft = drawn

    settled(cool, suggested(cool, draft, on=draft))
    added = suggested(cool, draft, on=queries.paragraph_of(cool.id, draft, 1).version, what="add", text=says("Water."))
    settled(cool, added, text=says("We water them."))

    assert texts(cool, draft) == ["We plant forty trees.", "We water them.", "We hang sails."]


def test_of_two_suggestions_to_one_paragraph_the_second_wins_only_with_both_in_it(drawn):
    cool, draft = drawn
    one = suggested(cool, draft, on=draft)
    other = suggested(cool, draft, on=draft, by=cool.dina, text=says("We plant trees with the pupils."))
    settled(cool, one)

    with pytest.raises(Objected, match="with both in it"):
        settled(cool, other)

    settled(cool, other, text=says("We plant forty trees with the pupils."))
    assert texts(cool, draft)[0] == "We plant forty trees with the pupils."
    with pytest.raises(Objected, match="settled this suggestion already"):
        settled(cool, other)


def test_a_suggestion_to_words_that_changed_is_not_taken_unread(drawn):
    cool, draft = drawn
    settled(cool, suggested(cool, draft, on=draft))

    with pytest.raises(Objected, match="changed meanwhile"):
        suggested(cool, draft, on=draft, by=cool.dina)


def test_a_paragraph_is_left_out_and_takes_nothing_more(drawn):
    cool, draft = drawn
    waiting = suggested(cool, draft, on=draft, by=cool.dina)
    settled(cool, suggested(cool, draft, on=draft, what="leave_out", text=None))

    assert texts(cool, draft) == ["We hang sails."]
    with pytest.raises(Objected, match="left out meanwhile"):
        settled(cool, waiting)
    settled(cool, waiting, "declined", reason=says("The paragraph is gone."))


def test_only_whoever_drafts_settles_and_finishes_when_all_is_answered(drawn):
    cool, draft = drawn
    waiting = suggested(cool, draft, on=draft)
    with pytest.raises(Objected, match="Whoever opened this draft"):
        settled(cool, waiting, by=cool.emre)
    with pytest.raises(Objected, match="Suggestions wait"):
        cool.given("ideas.finish", by=cool.chiara, draft=draft)
    settled(cool, waiting)

    cool.given("ideas.finish", by=cool.chiara, draft=draft)

    with pytest.raises(Objected, match="finished"):
        suggested(cool, draft, on=draft)


@pytest.mark.parametrize(
    ("kind", "fields", "says_so"),
    [
        ("ideas.merge", {"ideas": [3, 3], "title": "x", "text": says("x")}, "two different"),
        ("ideas.choose_criteria", {"criteria": ["Cost", "cost"]}, "every criterion once"),
        ("ideas.settle", {"suggestion": 3, "outcome": "declined"}, "Say why"),
        ("ideas.suggest", {"draft": 3, "paragraph": 1, "on": 3, "what": "replace"}, "Write the words"),
    ],
)
def test_what_is_wrong_says_what_to_do(kind, fields, says_so):
    with pytest.raises(ValueError, match=says_so):
        made(kind, "a" * 26, **fields)


def test_who_does_not_take_part_is_refused_by_the_clause(there):
    cool = there[0]

    with pytest.raises(Refused, match=r"charter 7\.4"):
        idea(cool, "x", by=cool.olga)


def test_who_shaped_a_draft_follows_from_citations(db):
    cool, first, second, _criteria = collected()
    workshop = cool.given("workshops.plan", by=cool.bruno, title="Heat", purpose=says("x"),
                          starts_at="2026-03-05T12:00:00Z", ends_at="2026-03-05T14:00:00Z").position  # fmt: skip
    canvas = cool.given("workshops.open_canvas", workshop=workshop, template="empathy_map", title="x").position
    card = cool.given("workshops.put_card", by=cool.bruno, canvas=canvas, zone="sees", text=says("Hot")).position
    third = idea(cool, "Benches", by=cool.dina, sources=[card])
    whole = cool.given("ideas.merge", by=cool.chiara, ideas=[first, third], title="Gate", text=says("x")).position
    draft = cool.given("ideas.open_draft", by=cool.chiara, title="Gate", ideas=[whole], paragraphs=[says("x")]).position
    settled(cool, suggested(cool, draft, on=draft, by=cool.alba))
    settled(cool, suggested(cool, draft, on=queries.paragraph_of(cool.id, draft, 1).version), "declined",
            reason=says("No"))  # fmt: skip

    found = shaped(queries.draft_at(cool.id, draft))

    insights, ideas, suggestions = found.stages
    assert [entry.position for entry in insights.entries] == [card]
    assert [entry.position for entry in ideas.entries] == [first, third, whole]
    assert second not in [entry.position for entry in ideas.entries]
    assert len(suggestions.entries) == 1
    assert [(str(label), n) for label, n in insights.sectors] == [("Companies", 1)]
    assert (found.people, found.guests) == (5, 0)


def test_a_replay_gives_the_same_rows(drawn):
    cool, draft = drawn
    settled(cool, suggested(cool, draft, on=draft, what="add", text=says("Water.")))
    criteria = queries.criteria_now(cool.id)
    assert criteria is not None
    extra = idea(cool, "Benches")
    for scores in ([1, 1], [2, 2]):
        rate(cool, extra, criteria.entry, scores, by=cool.alba)
    before = [list(table.objects.order_by("key").values()) for table in TABLES]

    with transaction.atomic():
        replay(cool.id)

    assert [list(table.objects.order_by("key").values()) for table in TABLES] == before
