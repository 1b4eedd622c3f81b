"""From an activity to a proposal: what is read, what is joined, what is never read."""

from datetime import date
from decimal import Decimal

import pytest

from commonweal.interchange.iati.as_partnership import as_partnership, parents_first
from commonweal.interchange.iati.proposal import GlobalGoal, Phrase, Place, Proposal
from commonweal.interchange.iati.reading import read_iati
from commonweal.interchange.iati.tests.samples import FILE, without


def proposals_of(data: bytes) -> tuple[Proposal, ...]:
    return tuple(map(as_partnership, read_iati(data).activities))


@pytest.fixture
def proposal() -> Proposal:
    return proposals_of(FILE)[0]


def test_names_and_purposes_keep_their_languages(proposal):
    assert proposal.names == (Phrase("Cool schools", "en"), Phrase("Escuelas frescas", "es"))
    assert proposal.purposes[0].text.startswith("Schools and residents make twelve")
    assert proposal.beneficiaries == (Phrase("Pupils from six to twelve", "en"),)
    assert proposal.languages == ("en", "es")


def test_each_organisation_stands_once_with_all_its_roles_and_its_sector(proposal):
    found = [(o.name, o.sector, o.roles) for o in proposal.organisations]

    assert found == [
        ("Ministry of Climate", "government", ("reporting", "funding", "accountable")),
        ("University of the Coast", "university", ("implementing",)),
        ("Mothers for Shade", "civil_society", ("implementing",)),
    ]
    assert proposal.convener.identifier == "XM-DAC-99"


def test_places_have_names_shares_and_points(proposal):
    assert proposal.level == "local"
    assert proposal.places == (
        Place("country", "PT", "Portugal", Decimal(100)),
        Place("spot", "", "Setubal", None, (Decimal("38.52"), Decimal("-8.89"))),
    )


def test_results_become_goals_with_a_measure(proposal):
    (goal,) = proposal.goals
    (measure,) = goal.measures

    assert (goal.title.text, goal.kind) == ("Lessons are held on hot days", "outcome")
    assert (goal.start, goal.end) == (date(2025, 1, 1), date(2026, 12, 31))
    assert (measure.indicator.text, measure.unit) == ("Lessons lost to heat in a year", "number")
    assert (measure.baseline, measure.baseline_year, measure.target) == ("340", "2024", "60")


def test_marks_of_the_global_goals_are_found_wherever_they_stand(proposal):
    assert proposal.global_goals == (GlobalGoal(4, ""), GlobalGoal(13, "13.1"))
    assert proposal.goals[0].global_goals == (GlobalGoal(13, "13.1.1"),)
    assert proposal.markers == (("gender", "1"),)


def test_dates_money_and_fields_of_work(proposal):
    assert (proposal.starts_on, proposal.ends_on) == (date(2025, 4, 1), date(2027, 12, 31))
    assert proposal.budgets == (("EUR", Decimal("1200.50")), ("USD", Decimal(700)))
    assert [(field.code, field.label) for field in proposal.fields] == [("11220", "Basic education")]
    assert (proposal.currency, proposal.status) == ("EUR", "under way")


def test_contact_details_are_not_read():
    said = repr(proposals_of(FILE))

    assert "Ana" not in said
    assert "example.org" not in said


@pytest.mark.parametrize("named_by", ["parent", "child"])
def test_parents_come_first_whichever_side_names_the_other(named_by):
    data = FILE
    if named_by == "child":
        data = without(b'<related-activity ref="XM-DAC-99-HEAT-YARD" type="2"/>')
        up = b'<sector code="11220"/><related-activity ref="XM-DAC-99-HEAT" type="1"/>'
        data = without(b'<sector code="11220"/>', instead=up, data=data)

    order = [(p.identifier, parent) for p, parent in parents_first(tuple(reversed(proposals_of(data))))]

    assert order == [("XM-DAC-99-HEAT", ""), ("XM-DAC-99-HEAT-YARD", "XM-DAC-99-HEAT")]


def test_two_that_claim_each_other_as_parents_are_put_in_one_order():
    circle = without(b'type="2"/>\n    <result', instead=b'type="1"/>\n    <result')
    up = b'<sector code="11220"/><related-activity ref="XM-DAC-99-HEAT" type="1"/>'
    circle = without(b'<sector code="11220"/>', instead=up, data=circle)

    order = [(p.identifier, parent) for p, parent in parents_first(proposals_of(circle))]

    assert order == [("XM-DAC-99-HEAT-YARD", ""), ("XM-DAC-99-HEAT", "XM-DAC-99-HEAT-YARD")]


@pytest.mark.parametrize(
    ("scope", "rest", "level"),
    [("1", b"", "multi_country"), ("4", b"", "national"), ("5", b"", "regional"), ("", b"", "local")],
)
def test_the_level_is_the_scope_or_what_the_places_suggest(scope, rest, level):
    said = f'<activity-scope code="{scope}"/>'.encode() if scope else b""

    assert proposals_of(without(b'<activity-scope code="7"/>', instead=said))[0].level == level


def test_a_country_without_a_spot_is_national():
    assert proposals_of(FILE)[1].level == "national"
