"""Founding, describing and the tree of partnerships, through the acts."""

from __future__ import annotations

from datetime import date

import pytest
from django.forms.models import model_to_dict
from pydantic import ValidationError

from commonweal.acts.perform import Objected, Refused, perform
from commonweal.acts.replay import replay
from commonweal.acts.testing import NOON, TODAY, Founded, founded, founded_alone, made
from commonweal.capabilities.founding.proposal import MODELS, SIZES, WHO_DECIDES, proposed
from commonweal.capabilities.founding.queries import children, free_slug
from commonweal.kit.ids import new_id
from commonweal.partnerships.actors import ANYONE, Actor, visitor
from commonweal.partnerships.models import CharterInForce, ChildCheckpoint, Partnership
from commonweal.record import reading
from commonweal.record.hostkeys import log_key

SAID = {
    "name": "Shade on the Way to School",
    "place": "Ribera Alta",
    "purpose": "Children walk to school in the shade.",
    "level": "local",
    "languages": ("es", "en"),
    "currency": "EUR",
}


@pytest.fixture
def cool(db) -> Founded:
    return founded()


def head_of(child: Founded) -> dict[str, object]:
    head = reading.head(child.id)
    return {"child": child.id, "name": "Patio Norte", "size": head.size, "root": head.root.hex()}


def test_a_founding_is_the_first_entry_and_makes_a_convener(db):
    alone = founded_alone()

    first = reading.entry_at(alone.id, 0)
    assert (first.kind, first.charter, first.body["log_key"]) == ("founding.found", None, log_key(alone.id))
    assert alone.alba.roles == {ANYONE, "convener"}


def test_every_later_act_names_the_interim_charter(db):
    alone = founded_alone()

    entry = alone.given("founding.describe", **SAID)

    assert entry.charter == CharterInForce.objects.get(partnership=alone.id).digest


def test_a_partnership_is_founded_once(cool):
    again = made("founding.found", cool.id, **founding(cool.id))
    founder = Actor(partnership=cool.id, person=cool.person("Alba"), roles=frozenset({ANYONE, "founder"}))

    with pytest.raises(Objected, match="founded before"):
        perform(again, by=founder, at=NOON)


def test_a_visitor_who_founds_is_refused_by_clause(db):
    new = new_id()

    with pytest.raises(Refused, match=r"charter 2\.1"):
        perform(made("founding.found", new, **founding(new)), by=visitor(new), at=NOON)
    assert reading.size(new) == 0


def test_two_partnerships_never_share_an_address(cool):
    new = new_id()
    founder = Actor(partnership=new, person=new_id(), roles=frozenset({"founder"}))

    with pytest.raises(Objected, match="has this address"):
        perform(made("founding.found", new, **founding(new, slug=cool.slug)), by=founder, at=NOON)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("name", "ab"),
        ("purpose", "Shade"),
        ("slug", "Shade on"),
        ("currency", "euro"),
        ("languages", ("english",)),
        ("who_decides", "me"),
        ("source", {"standard": "iati", "identifier": "x", "sha256": "no"}),
        ("surprise", 1),
    ],
)
def test_a_founding_that_is_wrong_is_refused_at_its_field(field, value):
    new = new_id()

    with pytest.raises(ValidationError) as wrong:
        made("founding.found", new, **founding(new, **{field: value}))
    assert field in {part for error in wrong.value.errors() for part in error["loc"]}


def test_a_partnership_does_not_end_before_it_starts():
    new = new_id()

    with pytest.raises(ValidationError, match="lies before the start"):
        made("founding.found", new, **founding(new, starts_on=TODAY, ends_on=date(2020, 1, 1)))


def test_what_it_is_is_said_anew(cool):
    cool.given("founding.describe", **SAID)

    now = Partnership.objects.get(pk=cool.id)
    assert (now.name, now.languages, now.slug) == (SAID["name"], ["es", "en"], cool.slug)


def test_a_representative_who_describes_is_refused_by_clause(cool):
    with pytest.raises(Refused, match=r"charter 2\.2"):
        cool.given("founding.describe", by=cool.bruno, **SAID)


def test_a_parent_notes_what_its_childs_record_looks_like(cool):
    child = founded_alone("Patio Norte", parent=cool.id)
    cool.given("founding.note_child", **head_of(child))
    child.given("founding.describe", **SAID)

    known = children(cool.id)

    assert [(each.partnership.pk, each.noted.size, each.unnoted) for each in known] == [(child.id, 1, 1)]


def test_nothing_untrue_is_noted(cool):
    child = founded_alone("Patio Norte", parent=cool.id)
    stranger = founded_alone("Elsewhere")

    with pytest.raises(Objected, match="does not name this one"):
        cool.given("founding.note_child", **head_of(stranger))
    with pytest.raises(Objected, match="does not look like this"):
        cool.given("founding.note_child", **{**head_of(child), "root": "0" * 64})
    with pytest.raises(Objected, match="does not look like this"):
        cool.given("founding.note_child", **{**head_of(child), "size": 9})


def test_the_same_is_not_noted_twice(cool):
    child = founded_alone("Patio Norte", parent=cool.id)
    cool.given("founding.note_child", **head_of(child))

    with pytest.raises(Objected, match="Nothing has happened"):
        cool.given("founding.note_child", **head_of(child))


def test_a_parent_lives_on_this_host(db):
    with pytest.raises(Objected, match="not on this host"):
        founded_alone("Patio Norte", parent=new_id())


@pytest.mark.parametrize("who_decides", WHO_DECIDES)
@pytest.mark.parametrize("size", SIZES)
def test_every_pair_of_answers_suggests_a_model_with_a_reason(who_decides, size):
    suggestion = proposed(who_decides=who_decides, size=size)

    assert suggestion.models
    assert set(suggestion.models) <= set(MODELS)
    assert str(suggestion.because).endswith(".")
    assert 3 <= len(suggestion.first) <= 4


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("Patio Norte", "patio-norte"),
        ("مدارس باردة", "p-aaaaaaaa"),
        ("!!!", "p-aaaaaaaa"),
        ("Cool Schools", "cool-schools-aaaaa"),
    ],
)
def test_an_address_is_made_of_the_name_where_that_is_possible(cool, name, slug):
    assert free_slug(name, of="a" * 26) == slug


def test_replay_gives_the_same_rows(cool):
    child = founded_alone("Patio Norte", parent=cool.id)
    cool.given("founding.note_child", **head_of(child))
    cool.given("founding.describe", **SAID)
    before = rows(cool)

    replay(cool.id)

    assert rows(cool) == before
    assert all(before)


def founding(partnership: str, **other: object) -> dict[str, object]:
    return {
        "name": "Cool Schools",
        "slug": "another",
        "place": "Ribera Alta",
        "purpose": "School yards are safe in the heat.",
        "who_decides": "everyone",
        "size": "small",
        "log_key": log_key(partnership),
        **other,
    }


def rows(cool: Founded) -> list[list[dict[str, object]]]:
    tables = (Partnership, CharterInForce, ChildCheckpoint)
    return [[model_to_dict(row) for row in t.objects.filter(partnership=cool.id).order_by("pk")] for t in tables]
