"""A judgement names its clause: the act's own before its matter's, and its matter's before the rest."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commonweal.charter.clauses import Charter, Threshold
from commonweal.charter.judge import SILENT, Verdict, judge, may_read
from commonweal.charter.ruling import thresholds_of


def grant(*roles, refusal="No.", **named):
    return {"type": "grant", "roles": roles, "refusal": {"en": refusal, "fr": f"Fr: {refusal}"}, **named}


def clause(number, *rules):
    return {"number": number, "title": {"en": "A"}, "text": {"en": "A."}, "rules": rules}


def charter(*clauses):
    return Charter.model_validate({"edition": "test/1", "title": {"en": "Test"}, "clauses": clauses})


RANKED = charter(
    clause("9.1", grant("convener", refusal="The rest.", matters=["*"])),
    clause("5.1", grant("representative", refusal="The matter.", matters=["kites"])),
    clause("2.1", grant("observer", refusal="The act.", acts=["kites.fly"])),
    clause("2.2", grant("participant", refusal="The act again.", acts=["kites.fly"])),
)


def said(*roles, kind="kites.fly", matter="kites", lang="en", by=RANKED):
    return judge(by, kind=kind, matter=matter, roles=frozenset(roles), lang=lang)


def test_a_clause_that_names_the_act_rules_alone():
    assert said("observer") == Verdict(allowed=True, clause="2.1")
    assert said("convener") == Verdict(allowed=False, clause="2.1", reason="The act.")
    assert said("representative").clause == "2.1"


def test_of_clauses_of_one_rank_one_that_allows_is_enough():
    assert said("participant") == Verdict(allowed=True, clause="2.2")
    assert said("participant", "observer").clause == "2.1"


def test_then_a_clause_that_names_the_matter():
    assert said("representative", kind="kites.tie") == Verdict(allowed=True, clause="5.1")
    assert said("convener", kind="kites.tie") == Verdict(allowed=False, clause="5.1", reason="The matter.")


def test_then_the_clause_for_everything_else():
    assert said("convener", kind="stones.throw", matter="stones") == Verdict(allowed=True, clause="9.1")
    assert said("observer", kind="stones.throw", matter="stones").reason == "The rest."


def test_where_the_charter_is_silent_nobody_may():
    verdict = said("convener", by=charter(clause("1.1")))

    assert (verdict.allowed, verdict.clause, bool(verdict)) == (False, SILENT, False)
    assert verdict.reason


def test_a_reason_is_given_in_the_language_asked_for_or_in_english():
    assert said("convener", lang="fr").reason == said("convener", lang="fr-ca").reason == "Fr: The act."
    assert said("convener", lang="ar").reason == "The act."


def test_that_nobody_may_is_said_in_the_reader_s_language_too():
    silent = judge(charter(), kind="kites.fly", matter="kites", roles=frozenset({"anyone"}), lang="es")

    assert silent.reason == "La carta no da esto a nadie."
    assert not silent.rests_on_a_clause


def test_what_may_be_read_is_for_everybody_unless_a_clause_says_otherwise():
    names = {"type": "access", "what": "names", "roles": ["observer"], "refusal": {"en": "Not you."}}
    closed = charter(clause("3.2", names))

    assert may_read(closed, "record", roles=frozenset({"anyone"})) == Verdict(allowed=True, clause=SILENT)
    assert may_read(closed, "names", roles=frozenset({"observer"})) == Verdict(allowed=True, clause="3.2")
    assert may_read(closed, "names", roles=frozenset({"anyone"})) == Verdict(
        allowed=False, clause="3.2", reason="Not you."
    )


def test_a_threshold_is_found_with_its_clause():
    waiver = {"type": "threshold", "criterion": "1.4", "name": "people", "value": "7.5"}
    agreed = charter(clause("6.1", waiver))

    assert thresholds_of(agreed) == {("1.4", "people"): ("7.5", "6.1")}
    assert [(c.number, rule.value) for c, rule in agreed.rules(Threshold)] == [("6.1", "7.5")]


@pytest.mark.parametrize(
    "wrong",
    [
        {"number": "two"},
        {"rules": [{"type": "threshold", "criterion": "1.1", "name": "n", "value": "many"}]},
        {"rules": [{"type": "wish", "roles": []}]},
        {"colour": "red"},
    ],
)
def test_what_is_no_charter_is_refused(wrong):
    with pytest.raises(ValueError, match="validation error"):
        charter(clause("1.1") | wrong)


def test_the_digest_follows_the_content_and_not_the_order_of_keys():
    one = clause("1.1", grant("convener", acts=["kites.fly"]))
    other = dict(reversed(list(one.items())))

    assert charter(one).digest() == charter(other).digest()
    assert charter(one).digest() != charter(one | {"number": "1.2"}).digest()


ROLES = ["anyone", "observer", "participant", "representative", "convener"]


@given(
    st.lists(
        st.tuples(st.sampled_from(["acts", "matters", "rest"]), st.sets(st.sampled_from(ROLES), min_size=1)), max_size=6
    ),
    st.sets(st.sampled_from(ROLES)),
)
def test_a_verdict_rests_on_a_clause_of_the_highest_rank_that_speaks(grants, roles):
    named = {"acts": {"acts": ["kites.fly"]}, "matters": {"matters": ["kites"]}, "rest": {"matters": ["*"]}}
    rules = charter(*[clause(f"1.{n}", grant(*sorted(to), **named[what])) for n, (what, to) in enumerate(grants, 1)])

    verdict = said(*roles, by=rules)

    speaking = next((r for r in named if any(what == r for what, _to in grants)), None)
    allowing = [f"1.{n}" for n, (what, to) in enumerate(grants, 1) if what == speaking and to & roles]
    assert verdict.allowed == bool(allowing)
    assert verdict.clause == (allowing[0] if allowing else verdict.clause)
    assert (verdict.clause == SILENT) == (not grants)
