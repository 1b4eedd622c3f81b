"""Whatever does not fit together is named with its clause, and what fits is not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commonweal.charter.checking import WHOLE, Fault, clean, faults
from commonweal.charter.clauses import REQUIRED_PARTS, Charter
from commonweal.charter.interim import interim_charter
from commonweal.charter.models import MODELS, starting_charter
from commonweal.charter.tests.faulty import BODIES, FAULTS, OTHER, WARNINGS, several, with_rule
from commonweal.charter.tests.small import DAY, MEMBERS, body, seats, small


def found(charter: Charter, **more) -> list[tuple[str, str, str]]:
    return [(f.clause, f.code, f.severity) for f in faults(charter, MEMBERS, at=DAY, **more)]


def test_a_charter_whose_rules_fit_has_no_fault():
    assert found(small()) == []
    assert clean(faults(small(), MEMBERS, at=DAY))


@pytest.mark.parametrize("wrong", FAULTS)
def test_a_fault_is_named_with_its_clause(wrong):
    changed, clause, code = FAULTS[wrong]

    assert (clause, code, "error") in found(small(changed))
    assert not clean(faults(small(changed), MEMBERS, at=DAY))


@pytest.mark.parametrize("doubtful", WARNINGS)
def test_what_is_doubtful_is_named_and_keeps_nobody_from_signing(doubtful):
    changed, clause, code = WARNINGS[doubtful]

    assert (clause, code, "warning") in found(small(changed))
    assert clean(faults(small(changed), MEMBERS, at=DAY))


@pytest.mark.parametrize("part", REQUIRED_PARTS)
def test_each_part_of_an_agreement_is_missed(part):
    charter = small()
    without = charter.model_copy(update={"clauses": tuple(c for c in charter.clauses if c.part != part)})

    missing = [f.params["part"].code for f in faults(without, MEMBERS, at=DAY) if f.code == "part_missing"]
    assert missing == [part]


def test_words_and_numbers_are_missed_where_they_are_not():
    charter = small()
    first = charter.clauses[0]
    spanish = charter.model_copy(update={"title": {"en": "Test", "es": "Prueba"}})
    hasty = charter.model_copy(update={"clauses": (first.model_copy(update={"summary": None}), *charter.clauses[1:])})
    twice = charter.model_copy(update={"clauses": (first, *charter.clauses)})
    turned = charter.model_copy(update={"clauses": charter.clauses[::-1]})

    assert {code for _clause, code, _s in found(spanish)} == {"language_missing"}
    assert found(hasty) == [("1", "summary_missing", "warning")]
    assert ("1", "number_twice", "error") in found(twice)
    assert {code for _clause, code, _s in found(turned)} == {"out_of_order"}
    assert (WHOLE, "no_title", "error") in found(charter.model_copy(update={"title": {}}))


@pytest.mark.parametrize(
    ("base", "code"),
    [
        (None, "base_missing"),
        ({"edition": "interim/99", "digest": "0" * 64}, "base_unknown"),
        ({"edition": "interim/1", "digest": "0" * 64}, "base_another"),
        ({"edition": "interim/1", "digest": interim_charter("interim/1").digest()}, "base_old"),
    ],
)
def test_the_edition_on_which_it_stands_is_looked_at(base, code):
    assert [c for _clause, c, _severity in found(small(base=base))] == [code]


def test_secret_ballots_of_two_are_doubtful_and_so_are_seats_of_strangers():
    secret = small(with_rule(secrecy="secret"))
    ours = small(several(seats("a", "organisation", of="01h", count=4)))

    few = faults(secret, {"company": 2}, at=DAY)
    assert ("secret_few", "warning") in {(f.code, f.severity) for f in few}
    assert (BODIES, "seats_of_stranger", "error") in found(ours, organisations={"02h": "company"})
    assert found(ours, organisations={"01h": "company"}) == []


def test_a_fault_says_its_sentence():
    fault = Fault("3.1", "no_matters")

    assert fault.said.code == "fault.no_matters"


def test_faults_come_in_the_order_of_the_clauses():
    charter = small({"bodies": [body(parent="above")], "signing": [], "other": [body("team")]})

    assert [f.clause for f in faults(charter, MEMBERS, at=DAY)] == [WHOLE, BODIES, OTHER]


@pytest.mark.parametrize("edition", ["interim/1", "interim/2", "interim/3", "interim/4"])
def test_an_interim_charter_lacks_only_what_an_agreement_has(edition):
    allowed = {"part_missing", "rule_missing", "summary_missing", "base_missing", "no_matters"}

    assert {code for _clause, code, _severity in found(interim_charter(edition))} <= allowed


@given(st.dictionaries(st.sampled_from(sorted(MEMBERS)), st.integers(0, 30)), st.sampled_from(MODELS))
def test_with_any_members_a_starting_charter_is_checked_to_the_end(members, model):
    charter = starting_charter(model)
    numbers = {clause.number for clause in charter.clauses} | {WHOLE}

    assert {fault.clause for fault in faults(charter, members, at=DAY)} <= numbers
