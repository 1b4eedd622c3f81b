"""The programme rolled up: figures with their source, nested, counted once, at the same price for few and many."""

from __future__ import annotations

import json

import pytest

from commonweal.acts.testing import NOON, Founded, admit, founded, founded_alone
from commonweal.interchange.tree.figures import Figures, NotFigures, OrganisationTold, counted_once, figures_in
from commonweal.interchange.tree.programme import programme
from commonweal.partnerships.models import Partnership
from commonweal.record import reading


@pytest.fixture
def cool(db, time_machine) -> Founded:
    time_machine.move_to(NOON, tick=False)
    return founded()


def belonging(above: Founded, name: str, **said) -> Founded:
    """Found a partnership that belongs to another, which noted it."""
    child = founded_alone(name, parent=above.id, **said)
    head = reading.head(child.id)
    above.given("founding.note_child", child=child.id, name=name, size=head.size, root=head.root.hex())
    return child


def organisation(name: str, *identifiers: str) -> OrganisationTold:
    return OrganisationTold(name=name, sector="company", identifiers=identifiers)


def of(cool: Founded):
    return programme(Partnership.objects.get(pk=cool.id), at=NOON)


def test_grandchildren_stand_under_their_parents_and_every_figure_says_where_from(cool, client):
    child = belonging(cool, "Patio Norte", currency="USD", languages=("es",))
    belonging(child, "Patio Norte Arriba")
    founded_alone("Only asks", parent=cool.id)

    found = of(cool)
    shown = client.get(f"/p/{cool.slug}/programme/").content.decode()

    assert [(row.figures.name, row.depth, row.source) for row in found.rows] == [
        ("Cool Schools", 0, "record"),
        ("Patio Norte", 1, "record"),
        ("Patio Norte Arriba", 2, "record"),
    ]
    assert (found.currencies, found.languages) == (["EUR", "USD"], ["en", "es"])
    assert "From its record on this host, at 1 act." in shown
    assert "1 act is noted with its root." in shown
    assert "Only asks" not in shown


def test_an_organisation_that_takes_part_in_several_is_counted_once_by_its_identifier(cool, client):
    child = belonging(cool, "Patio Norte")
    same = [{"scheme": "ES-CIF", "value": "B 1234"}]
    cool.given("membership.correct", organisation=cool.org("company"), name="Tejados Frescos", sector="company",
               identifiers=same)  # fmt: skip
    admit(child, "company", "Tejados Frescos SL", "company", identifiers=[{"scheme": "es-cif", "value": "b1234"}])
    admit(child, "ngo", "Shade for All", "civil_society")

    found = of(cool)

    assert (len(found.organisations), found.occurring_again) == (6, 1)
    assert dict(found.sectors)["civil_society"] == 2
    assert "1 organisation occurs in several partnerships" in client.get(f"/p/{cool.slug}/programme/").content.decode()


@pytest.mark.parametrize(
    ("given", "once", "again"),
    [
        ([], 0, 0),
        ([organisation("A"), organisation("A")], 2, 0),
        ([organisation("A", "x:1"), organisation("B", "X: 1")], 1, 1),
        # The example of docs/methods/programme.md.
        (
            [
                organisation("Tejados Frescos", "ES-CIF:B 1234"),
                organisation("Tejados Frescos SL", "es-cif:b1234"),
                organisation("Shade for All"),
                organisation("Shade for All"),
            ],
            3,
            1,
        ),
        # A chain: the first and the last share nothing, but each is the middle one.
        ([organisation("A", "x:1"), organisation("C", "y:2"), organisation("B", "x:1", "y:2")], 1, 1),
        ([organisation("A", "x:1"), organisation("B", "x:2"), organisation("C", "x:2"), organisation("D")], 3, 1),
    ],
)
def test_organisations_are_counted_once(given, once, again):
    found, more = counted_once(given)

    assert (len(found), more) == (once, again)


def test_nothing_below_is_said_plainly(cool, client):
    assert "No partnership belongs to this one yet." in client.get(f"/p/{cool.slug}/programme/").content.decode()


@pytest.mark.parametrize("many", [0, 3, 200])
def test_the_programme_costs_the_same_whatever_its_size(cool, client, django_assert_max_num_queries, many):
    for n in range(many):
        belonging(cool, f"Child {n}")
    client.get(f"/p/{cool.slug}/programme/")

    with django_assert_max_num_queries(12):
        shown = client.get(f"/p/{cool.slug}/programme/").content.decode()
    with django_assert_max_num_queries(12):
        client.get(f"/p/{cool.slug}/programme.json")

    assert shown.count("<li") < 120


def test_what_one_host_tells_another_is_read_back(cool, client):
    child = belonging(cool, "Patio Norte")
    raw = client.get(f"/p/{cool.slug}/programme.json").content

    found = figures_in(raw, of=cool.id)

    assert [each.partnership for each in found.below()] == [child.id]
    assert len(found.organisations) == 5
    with pytest.raises(NotFigures, match="another partnership"):
        figures_in(raw, of=child.id)


def test_what_another_host_tells_is_cut_at_the_depth_that_is_shown():
    deep = Figures(partnership="a" * 26, name="Deepest")
    for _n in range(20):
        deep = Figures(partnership="a" * 26, name="Higher", children=(deep,))

    assert figures_in(deep.model_dump_json().encode(), of="a" * 26).depth == 2


def test_names_of_persons_are_in_no_figures(cool, client):
    raw = client.get(f"/p/{cool.slug}/programme.json").content.decode()

    assert not {"Bruno", "Alba", "Emre"} & set(json.dumps(json.loads(raw)).replace('"', " ").split())
