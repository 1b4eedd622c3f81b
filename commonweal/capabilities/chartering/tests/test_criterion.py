"""Criterion 6.1 is computed from the charter in force."""

from __future__ import annotations

import pytest

from commonweal.acts.capability import Facts
from commonweal.acts.testing import NOON
from commonweal.capabilities.chartering.criteria import CRITERIA
from commonweal.charter.interim import interim_charter
from commonweal.partnerships.models import CharterInForce
from commonweal.record.readmodel import projecting

[BODY_AND_RULE] = CRITERIA


def found(cool):
    return BODY_AND_RULE.evaluate(Facts(partnership=cool.id, at=NOON), BODY_AND_RULE)


def rules(cool, document):
    """Let another charter stand where the interim one does."""
    row = CharterInForce.objects.get(partnership=cool.id)
    row.document = document
    with projecting():
        row.save()


def test_it_is_met_where_each_matter_has_its_body_and_rule(cool):
    finding = found(cool)

    assert finding.status == "met"
    assert "8 kinds of matter" in finding.says
    assert finding.used == (0,)


@pytest.mark.parametrize(("field", "names"), [("body", "council"), ("rule", "whim")])
def test_a_matter_without_its_body_or_rule_is_named_with_its_clause(cool, field, names):
    document = interim_charter().model_dump(mode="json")
    for clause in document["clauses"]:
        for rule in clause["rules"]:
            if rule["type"] == "matter" and rule["code"] == "money":
                rule[field] = names
    rules(cool, document)

    finding = found(cool)

    assert finding.status == "not_met"
    assert any("6.2" in str(each) for each in finding.missing)


def test_it_is_not_met_where_the_charter_names_no_matter(cool):
    rules(cool, interim_charter("interim/2").model_dump(mode="json"))

    assert found(cool).status == "not_met"


def test_a_matter_that_is_mapped_twice_is_named(cool):
    document = interim_charter().model_dump(mode="json")
    for clause in document["clauses"]:
        clause["rules"] += [
            rule for rule in clause["rules"] if rule.get("code") == "money" and rule["type"] == "matter"
        ]
    rules(cool, document)

    assert found(cool).status == "not_met"
