"""Where a charter is silent its base rules, under numbers of the house, and never where the charter speaks."""

from __future__ import annotations

import pytest

from commonweal.charter.clauses import Base
from commonweal.charter.interim import UnknownEdition, interim_charter
from commonweal.charter.judge import judge, may_read
from commonweal.charter.rules import Deadline, InterestsPolicy, Signing
from commonweal.charter.ruling import AnotherBase, all_of, base_of, base_rules, first_of, thresholds_of
from commonweal.charter.tests.small import en, number_of, small

OTHER = number_of("other")


def grant(*roles, **named):
    return {"type": "grant", "roles": roles, "refusal": en("Not you."), **named}


def said(charter, *roles, kind="membership.invite", matter="people"):
    verdict = judge(charter, kind=kind, matter=matter, roles=frozenset(roles))
    return verdict.allowed, verdict.clause


def test_clauses_of_the_base_carry_an_h_and_say_the_same():
    house, interim = base_of(small()), interim_charter()

    assert [clause.number for clause in house.clauses] == [f"H{clause.number}" for clause in interim.clauses]
    assert [clause.rules for clause in house.clauses] == [clause.rules for clause in interim.clauses]


def test_a_charter_without_a_base_has_no_rules_of_the_house():
    alone = small(base=None)

    assert base_of(alone) is None
    assert list(base_rules(alone, Deadline)) == []
    assert said(alone, "convener") == (False, "–")


@pytest.mark.parametrize(
    ("base", "error"),
    [
        (Base(edition="interim/1", digest="0" * 64), AnotherBase),
        (Base(edition="interim/99", digest="0" * 64), UnknownEdition),
    ],
)
def test_another_base_than_it_says_is_refused(base, error):
    charter = small().model_copy(update={"base": base})

    with pytest.raises(error, match="interim"):
        judge(charter, kind="fit.score", matter="fit", roles=frozenset({"convener"}))


def test_what_the_charter_does_not_name_the_house_gives():
    assert said(small(), "representative") == (True, "H5.1")
    assert said(small(), "observer") == (False, "H5.1")


def test_a_grant_of_the_charter_rules_before_the_house_even_by_the_matter():
    own = small({"other": [grant("participant", matters=["people"])]})

    assert said(own, "participant") == (True, OTHER)
    assert said(own, "representative") == (False, OTHER)


def test_the_charter_s_own_rest_comes_after_what_the_house_names():
    own = small({"other": [grant("observer", matters=["*"])]})

    assert said(own, "representative") == (True, "H5.1")
    assert said(own, "observer", kind="kites.fly", matter="kites") == (True, OTHER)
    assert said(own, "convener", kind="kites.fly", matter="kites") == (False, OTHER)


def test_and_the_house_s_rest_comes_last():
    assert said(small(), "convener", kind="kites.fly", matter="kites") == (True, "H2.8")


def test_who_reads_is_the_charter_s_own_or_the_house_s():
    names = {"type": "access", "what": "names", "roles": ["anyone"], "refusal": en("No.")}
    anyone = frozenset({"anyone"})

    assert may_read(small(), "names", roles=anyone).clause == "H3.2"
    assert may_read(small({"other": [names]}), "names", roles=anyone).allowed


def test_the_first_of_a_kind_is_the_charter_s_own_or_else_the_house_s():
    own = small({"other": [{"type": "deadline", "what": "appeal", "days": 3}]})

    assert first_of(own, Deadline)[0].number == OTHER
    assert first_of(small(), Deadline)[0].number.startswith("H")
    assert first_of(small({"signing": []}), Signing)[1].period_days == 90
    assert first_of(small({"interests": []}, base=None), InterestsPolicy) is None


def test_all_of_a_kind_are_the_own_before_those_of_the_house():
    own = small({"other": [{"type": "deadline", "what": "appeal", "days": 3}]})

    numbers = [clause.number for clause, _rule in all_of(own, Deadline)]
    assert numbers[0] == OTHER
    assert all(number.startswith("H") for number in numbers[1:])


def test_a_threshold_of_the_charter_stands_before_the_house_s():
    own = small({"other": [{"type": "threshold", "criterion": "waiver", "name": "sectors", "value": "3"}]})

    assert thresholds_of(own)["waiver", "sectors"] == ("3", OTHER)
    assert thresholds_of(small())["waiver", "sectors"] == ("2", "H2.6")
    assert thresholds_of(own)["move", "organisations"] == ("2", "H5.6")
