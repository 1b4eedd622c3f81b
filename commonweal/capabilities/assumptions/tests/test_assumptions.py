"""What is taken for granted: written down with a test and an owner, tested in time, and answered where it fails."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from pydantic import ValidationError

from commonweal.acts.capability import Facts, Reader
from commonweal.acts.kept import kept
from commonweal.acts.perform import Objected, Refused
from commonweal.acts.replay import replay
from commonweal.acts.testing import NOON, founded
from commonweal.capabilities.assumptions import offered, queries
from commonweal.capabilities.assumptions.capability import CAPABILITY
from commonweal.capabilities.assumptions.criteria import CRITERIA
from commonweal.kit.ids import id_from_seed
from commonweal.record.readmodel import projecting

DUE = date(2026, 4, 30)
LATER = NOON + timedelta(days=90)


def said(text):
    return {"text": text, "lang": "en"}


def state(cool, who="Dina", **fields):
    given = {
        "title": "Parents use shade",
        "says": said("They wait where it is cool."),
        "test": said("Count who waits where."),
        "confidence": "low",
        "due_on": DUE,
    }
    return cool.given("assumptions.state", by=cool.actor(who), **(given | fields))


def turn(cool, what, entry, who="Dina", at=NOON, **fields):
    return cool.given(f"assumptions.{what}", by=cool.actor(who), at=at, assumption=entry.position, **fields)


def came_out(cool, entry, result, who="Emre", at=NOON):
    return turn(cool, "report_test", entry, who, at=at, result=result, says=said("We counted."))


def how(cool, entry, on=NOON):
    return queries.state_of(queries.bare(cool.id, entry.position), on=on.date())


def found(cool, at=NOON):
    return CRITERIA[0].evaluate(Facts(cool.id, at=at), CRITERIA[0])


def tasks(cool, who, at=NOON):
    return [task.says for task in offered.waits(Facts(cool.id, at=at), cool.actor(who, at=at), cool.slug)]


@pytest.fixture
def stated(db):
    """A partnership, a pledge, and an assumption on which it depends."""

    def arranged():
        cool = founded()
        pledge = cool.given(
            "commitments.pledge", by=cool.bruno, debtor=cool.org("company"), what="Six sails", form="work", due_on=DUE
        )
        return cool, pledge, state(cool, depends=[pledge.position])

    return kept("assumptions.stated", arranged)


@pytest.fixture
def cool(stated):
    """The same partnership, where the assumption does not matter."""
    return stated[0]


def test_an_assumption_is_tested_in_time_or_overdue(stated):
    cool, _pledge, entry = stated
    assert (how(cool, entry), how(cool, entry, on=LATER)) == ("running", "overdue")
    assert (found(cool).status, found(cool, at=LATER).status) == ("unknown", "not_met")
    assert found(cool).until.date() == DUE + timedelta(days=1)

    came_out(cool, entry, "holds")

    assert (how(cool, entry, on=LATER), found(cool, at=LATER).status) == ("holds", "met")


def test_where_it_fails_those_whose_work_rests_on_it_are_asked(stated):
    cool, pledge, entry = stated
    came_out(cool, entry, "fails")
    asked = f"“Parents use shade” does not hold: say what becomes of entry {pledge.position}"
    assert tasks(cool, "Bruno") == [asked]
    assert found(cool).status == "not_met"

    turn(cool, "act_on", entry, "Bruno", dependent=pledge.position, says=said("The sails go to the gate."))

    assert (tasks(cool, "Bruno"), found(cool).status) == ([], "met")


def test_an_entry_that_cites_it_rests_on_it(stated):
    cool, pledge, entry = stated
    later = cool.given(
        "commitments.pledge", by=cool.chiara, debtor=cool.org("ngo"), what="Benches", form="work", due_on=DUE,
        cites=[{"entry": entry.position, "rel": "based_on"}],
    )  # fmt: skip

    row = queries.bare(cool.id, entry.position)
    assert [each.dependent for each in queries.dependences_of(row)] == [pledge.position, later.position]
    failed = came_out(cool, entry, "fails")
    assert set(offered.those_concerned(failed)) == {cool.person(name) for name in ("Dina", "Bruno", "Chiara")}


def test_what_is_put_anew_is_tested_anew(stated):
    cool, pledge, entry = stated
    came_out(cool, entry, "fails")
    turn(cool, "act_on", entry, "Bruno", dependent=pledge.position, says=said("x"))
    words = {"says": said("Most wait in the shade."), "test": said("Count again.")}
    turn(cool, "revise", entry, title="Most parents use shade", confidence="medium", due_on=date(2026, 6, 1), **words)

    row = queries.assumption_at(cool.id, entry.position)
    assert (row.title, row.result, row.says.text) == ("Most parents use shade", "", "Most wait in the shade.")
    assert [each.acted_entry for each in queries.dependences_of(row)] == [None]
    with pytest.raises(Objected, match="does not say that"):
        turn(cool, "act_on", entry, "Bruno", dependent=pledge.position, says=said("x"))


def test_it_is_handed_over_to_somebody_who_takes_part(stated):
    cool, _pledge, entry = stated
    with pytest.raises(Refused, match=r"You can report a test.*charter 7\.3"):
        turn(cool, "hand_over", entry, "Bruno", to=cool.person("Bruno"))
    for to, says in ((id_from_seed("nobody"), "who takes part now"), (cool.person("Dina"), "looks after it already")):
        with pytest.raises(Objected, match=says) as objected:
            turn(cool, "hand_over", entry, to=to)
        assert objected.value.objection.field == "to"

    turn(cool, "hand_over", entry, "Alba", to=cool.person("Emre"))

    assert (tasks(cool, "Dina"), tasks(cool, "Emre")) == ([], ["Test what we assume: “Parents use shade”"])


def test_what_is_given_up_is_done_with(stated):
    cool, _pledge, entry = stated
    turn(cool, "give_up", entry, reason=said("We do not need it."))

    assert (how(cool, entry), tasks(cool, "Dina"), list(offered.days(cool.id, cool.slug))[1:]) == ("given_up", [], [])
    with pytest.raises(Objected, match="was given up"):
        came_out(cool, entry, "holds")


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"due_on": date(2026, 3, 1)}, "due_on"),
        ({"depends": [9999]}, "depends"),
        ({"owner": id_from_seed("nobody")}, "owner"),
    ],
)
def test_what_does_not_fit_is_explained_at_its_field(cool, wrong, field):
    with pytest.raises(Objected) as objected:
        state(cool, **wrong)

    assert objected.value.objection.field == field


def test_what_is_not_whole_is_not_there_or_is_not_theirs_is_refused(stated):
    cool, pledge, entry = stated
    with pytest.raises(ValidationError, match="Input should be"):
        state(cool, confidence="certain")
    with pytest.raises(ValidationError, match="at least 1"):
        state(cool, title=" ")
    with pytest.raises(Objected, match="no such assumption"):
        turn(cool, "report_test", pledge, result="holds", says=said("x"))
    with pytest.raises(Objected, match="on the record"):
        turn(cool, "report_test", entry, result="holds", says=said("x"), evidence=[9999])
    with pytest.raises(Objected, match="last test does not say"):
        turn(cool, "act_on", entry, dependent=pledge.position, says=said("x"))
    for by in (cool.olga, cool.farah):
        with pytest.raises(Refused, match=r"charter 7\.3"):
            cool.given("assumptions.give_up", by=by, assumption=entry.position, reason=said("x"))


def test_a_replay_gives_the_same_rows(stated):
    cool, pledge, entry = stated
    came_out(cool, entry, "fails")
    turn(cool, "act_on", entry, "Bruno", dependent=pledge.position, says=said("x"))
    before = [list(model.objects.order_by("key").values()) for model in CAPABILITY.tables]

    replay(cool.id)

    assert [list(model.objects.order_by("key").values()) for model in CAPABILITY.tables] == before


def test_days_and_rows(stated):
    cool, pledge, _entry = stated
    reader = Reader(cool.id, cool.slug, cool.olga, NOON, names=False, exact=False)

    assert [day.on for day in offered.days(cool.id, cool.slug)] == [DUE]
    assert [row[4:] for row in offered.ASSUMPTIONS.rows(reader, 0, None)] == [
        ["running", cool.person("Dina"), None, [str(pledge.position)]]
    ]


# ── Pages ─────────────────────────────────────────────────────────────────────────────────────────


def test_an_assumption_is_written_down_tested_and_answered_on_its_pages(stated, client, seen_by):
    cool, pledge, _entry = stated
    at = f"/p/{cool.slug}/assumptions/"
    sent = {"title": "Trees live", "says": "They do.", "test": "Count.", "confidence": "high", "due_on": "2026-05-01"}
    wrong = seen_by("Dina").post(f"{at}state/", sent | {"depends": "twelve"})
    assert wrong.context["form"].errors["depends"] == ["Give numbers of entries, such as 12, 40."]
    page = seen_by("Dina").post(f"{at}state/", sent | {"depends": str(pledge.position)}, follow=True)
    here = page.redirect_chain[-1][0]
    seen_by("Emre").post(here, {"form": "report_test", "result": "fails", "says": "Two of <b>nine</b> died."})

    page = seen_by("Bruno").get(here).content.decode()
    assert "What falls with it" in page
    assert "Two of &lt;b&gt;nine" in page
    seen_by("Bruno").post(here, {"form": "act_on", "dependent": pledge.position, "says": "Other trees."})
    page = client.get(here).content.decode()
    assert ("Other trees." in page, "<form" in page.split("<main", 1)[1]) == (True, False)
    assert "Trees live" in client.get(at).content.decode()


def test_an_overdue_one_names_its_owner_to_members_and_the_organisation_to_all(stated, client, seen_by, time_machine):
    cool, _pledge, entry = stated
    time_machine.move_to(LATER, tick=False)

    assert (
        "Dina, University of Ribera was to test it"
        in seen_by("Olga").get(f"/p/{cool.slug}/assumptions/").content.decode()
    )
    page = client.get(f"/p/{cool.slug}/assumptions/").content.decode()
    assert ("University of Ribera was to test it" in page, "Dina" in page) == (True, False)
    assert seen_by("Dina").get(f"/p/{cool.slug}/assumptions/{entry.position}/revise/").status_code == 200


def test_three_and_three_hundred_cost_the_same(stated, client, django_assert_max_num_queries):
    cool, _pledge, entry = stated
    row = queries.bare(cool.id, entry.position)
    with projecting():
        queries.Assumption.objects.bulk_create(
            queries.Assumption(
                **{f.attname: getattr(row, f.attname) for f in row._meta.fields} | {"key": f"x{n}", "entry": n}
            )
            for n in range(300, 600)
        )

    with django_assert_max_num_queries(8):
        assert client.get(f"/p/{cool.slug}/assumptions/").status_code == 200
    with django_assert_max_num_queries(12):
        assert client.get(f"/p/{cool.slug}/assumptions/{entry.position}/").status_code == 200
