"""Charters with one thing wrong each, for tests: what is changed, and the clause and code that name it."""

from __future__ import annotations

from commonweal.charter.checking import WHOLE
from commonweal.charter.tests.small import body, en, matter, number_of, rule, seats

OTHER = number_of("other")
RULES = number_of("rules")
BODIES = number_of("bodies")


def with_rule(**more):
    return {"rules": [rule(**more), matter("general"), matter("charter"), matter("membership")]}


def with_matters(*matters):
    return {"rules": [rule(), matter("general"), matter("charter"), matter("membership"), *matters]}


def money(code, **amounts):
    return matter(code, family="money", **amounts)


def several(*groups, **more):
    return {"bodies": [body(seats=list(groups), **more)]}


ALLOT = {"override": {"share": "2/3"}}
FAULTS = {
    # what is wrong: the rules of which parts say it, the clause and the code that name it
    "a matter of an unknown body": (with_matters(matter("data", body="nobody")), RULES, "matter_without_body"),
    "a matter by an unknown rule": (with_matters(matter("data", rule="whim")), RULES, "matter_without_rule"),
    "a matter that is mapped twice": ({"other": [matter("general")]}, OTHER, "matter_twice"),
    "an amendment on no matter": (
        {"amendment": [{"type": "amendment", "matter": "texts"}]},
        number_of("amendment"),
        "needed_matter_unmapped",
    ),
    "an end on no matter": (
        {"end": [{"type": "dissolution", "matter": "end"}]},
        number_of("end"),
        "needed_matter_unmapped",
    ),
    "two bodies of one code": ({"other": [body()]}, OTHER, "body_twice"),
    "two rules of one code": ({"other": [rule()]}, OTHER, "rule_twice"),
    "a principle twice": (
        {"other": [{"type": "data_principle", "code": "security"}] * 2},
        OTHER,
        "data_principle_twice",
    ),
    "two groups of seats of one code": (
        several(seats("a", "expert", count=4), seats("a", "expert")),
        BODIES,
        "seats_twice",
    ),
    "a judge of interests that is no body": (
        {"interests": [{"type": "interests", "decided_by": "judges"}]},
        number_of("interests"),
        "body_unknown",
    ),
    "an unknown parent": ({"bodies": [body(parent="above")]}, BODIES, "parent_unknown"),
    "a body above itself": ({"bodies": [body(parent="board")]}, BODIES, "above_itself"),
    "a delegated matter that there is not": (
        {"other": [body("team", parent="board", delegated=["tea"]), matter("site", body="team")]},
        OTHER,
        "delegated_unknown",
    ),
    "a delegated matter of another body": (
        {"other": [body("team", parent="board", delegated=["general"]), matter("site", body="team")]},
        OTHER,
        "delegated_elsewhere",
    ),
    "a delegation from nobody": (
        {"bodies": [body(delegated=["general"])]},
        BODIES,
        "delegated_by_nobody",
    ),
    "an expired body with matters": ({"bodies": [body(sunset_on="2026-03-01")]}, BODIES, "body_expired"),
    "no matters at all": ({"rules": [], "exit": [{"type": "exit"}]}, WHOLE, "no_matters"),
    "a part with an empty range": (
        with_matters(money("m", amount_from="10", amount_below="10"), money("n", amount_below="10")),
        RULES,
        "amount_empty",
    ),
    "two currencies": (
        with_matters(money("m", amount_below="10", currency="EUR"), money("n", amount_from="10", currency="USD")),
        RULES,
        "amount_currencies",
    ),
    "a gap between amounts": (
        with_matters(money("m", amount_below="10"), money("n", amount_from="11")),
        RULES,
        "amount_gap",
    ),
    "a gap below the first amount": (with_matters(money("m", amount_from="5")), RULES, "amount_gap"),
    "an overlap of amounts": (
        with_matters(money("m", amount_below="12"), money("n", amount_from="11")),
        RULES,
        "amount_overlap",
    ),
    "no part for the highest amounts": (with_matters(money("m", amount_below="12")), RULES, "amount_open_end"),
    "a body with no groups": ({"bodies": [body(seats=[])]}, BODIES, "body_without_seats"),
    "seats of nobody": (several(seats("a", "sector", count=4)), BODIES, "seats_of_nobody"),
    "a typical absence over one": ({"bodies": [body(typical_absence="3/2")]}, BODIES, "share_over_one"),
    "a quorum of more than all": (with_rule(quorum={"share": "3/2"}), RULES, "quorum_unreachable"),
    "a quorum of more sectors than there are": (with_rule(quorum={"sectors": 5}), RULES, "quorum_sectors"),
    "a presence greater than its seats": (
        with_rule(quorum={"presence": [{"sector": "company", "seats": 2}]}),
        RULES,
        "presence_unreachable",
    ),
    "a share over one": (with_rule(tests=[{"share": "4/3"}]), RULES, "share_over_one"),
    "more than all": (with_rule(tests=[{"share": "1/1", "more": True}]), RULES, "share_over_one"),
    "population of nobody": (with_rule(tests=[{"over": "population"}]), RULES, "population_nobody"),
    "weight of nothing": (
        {**with_rule(tests=[{"over": "weight"}]), **several(seats("a", "expert", count=4, weight="0"))},
        RULES,
        "weight_nothing",
    ),
    "organisations where none sits": (
        {**with_rule(tests=[{"over": "organisations"}]), **several(seats("a", "expert", count=4))},
        RULES,
        "organisations_none",
    ),
    "sectors where none sits": (
        {**with_rule(tests=[{"over": "each_sector"}]), **several(seats("a", "expert", count=4))},
        RULES,
        "sectors_none",
    ),
    "more sectors than sit": (with_rule(tests=[{"over": "each_sector", "sectors": 5}]), RULES, "sectors_few"),
    "sectors where they are not counted": (with_rule(tests=[{"sectors": 2}]), RULES, "sectors_not_counted"),
    "two shares of one count": (with_rule(tests=[{}, {"share": "2/3"}]), RULES, "test_twice"),
    "those present, with no quorum": (
        with_rule(tests=[{"of": "present"}], quorum=None),
        RULES,
        "present_without_quorum",
    ),
    "a veto of seats that there are not": (
        with_rule(vetoes=[{"held_by": "seats", "of": "elders", **ALLOT}]),
        RULES,
        "veto_seats_unknown",
    ),
    "a veto of a sector without seats": (
        with_rule(vetoes=[{"held_by": "sector", "of": "community", **ALLOT}]),
        RULES,
        "veto_sector_empty",
    ),
    "a casting vote without a chair": (
        {**with_rule(casting_vote=True), "bodies": [body(offices=[])]},
        RULES,
        "chair_missing",
    ),
    "more winners than seats": (with_rule(method="stv", tests=[], winners=5), RULES, "winners_over_seats"),
    "winners of a question": (with_rule(winners=2), RULES, "winners_of_yes_no"),
    "two winners of a method for one": (with_rule(method="irv", tests=[], winners=2), RULES, "winners_of_one"),
    "a secret that is split": (with_rule(secrecy="secret", split=True), RULES, "secret_split"),
    "a secret by sector": (with_rule(secrecy="secret", tests=[{"over": "each_sector"}]), RULES, "secret_revealing"),
    "a secret with reasons": (with_rule(method="consent", tests=[], secrecy="secret"), RULES, "secret_reasons"),
    "two thresholds that differ": (
        {
            "other": [
                {"type": "threshold", "criterion": "1.2", "name": "assessors", "value": value} for value in ("3", "4")
            ]
        },
        OTHER,
        "threshold_contradicts",
    ),
    "two deadlines that differ": (
        {"other": [{"type": "deadline", "what": "minutes", "days": days} for days in (7, 8)]},
        OTHER,
        "deadline_contradicts",
    ),
    "signing said twice": ({"other": [{"type": "signing"}]}, OTHER, "said_twice"),
    "a rule slower than decisions may be": (
        {**with_rule(discussion_days=30), "other": [{"type": "deadline", "what": "decision", "days": 30}]},
        RULES,
        "decision_too_slow",
    ),
    "a role that nobody can have": (
        {"other": [{"type": "grant", "matters": ["fit"], "roles": ["king"], "refusal": en("No.")}]},
        OTHER,
        "role_unknown",
    ),
    "no way of signing": ({"signing": [{"type": "signing", "assurance": []}]}, number_of("signing"), "signing_no_way"),
    "nobody signs": ({"signing": [{"type": "signing", "share": "0/1"}]}, number_of("signing"), "signing_nobody"),
    "more than all sign": ({"signing": [{"type": "signing", "share": "2/1"}]}, number_of("signing"), "share_over_one"),
    "a path without steps": (
        {"disputes": [{"type": "dispute_path", "steps": []}]},
        number_of("disputes"),
        "dispute_no_steps",
    ),
    "bands that do not ascend": (
        {"interests": [{"type": "interests", "bands": ["10", "9"]}]},
        number_of("interests"),
        "bands_not_ascending",
    ),
    "a review on no day": ({"review": [{"type": "review"}]}, number_of("review"), "review_never"),
    "a review that is over": (
        {"review": [{"type": "review", "on": "2026-03-01"}]},
        number_of("review"),
        "review_past",
    ),
    "no signing": ({"signing": []}, WHOLE, "rule_missing"),
    "no amendment": ({"amendment": []}, WHOLE, "rule_missing"),
    "no end": ({"end": []}, WHOLE, "rule_missing"),
    "no dispute path": ({"disputes": []}, WHOLE, "rule_missing"),
    "no review": ({"review": []}, WHOLE, "rule_missing"),
}
WARNINGS = {
    "an expired body without matters": (
        {"other": [body("team", sunset_on="2026-03-01")]},
        OTHER,
        "body_expired_idle",
    ),
    "a body that decides nothing": ({"other": [body("team")]}, OTHER, "body_idle"),
    "a rule by which nothing is decided": ({"other": [rule("other")]}, OTHER, "rule_idle"),
    "a sector without members": (
        several(seats("a", "sector", of="community", count=4)),
        BODIES,
        "seats_no_member",
    ),
    "seats by lot that are appointed": (several(seats("a", "lot", count=4)), BODIES, "seats_lot_not_drawn"),
    "a quorum that a usual day misses": (with_rule(quorum={"share": "1/1"}), RULES, "quorum_unlikely"),
    "weights that are equal": (with_rule(tests=[{"over": "weight"}]), RULES, "weight_equal"),
    "a veto that nothing limits": (
        with_rule(vetoes=[{"held_by": "sector", "of": "company"}]),
        RULES,
        "veto_absolute",
    ),
    "a casting vote without yes and no": (
        with_rule(method="consent", tests=[], casting_vote=True),
        RULES,
        "casting_vote_idle",
    ),
    "a split of seats": (with_rule(split=True), RULES, "split_idle"),
    "ties of a question": (with_rule(ties="lot"), RULES, "ties_idle"),
    "advice with a quorum": (with_rule(method="advice", tests=[]), RULES, "advice_bound"),
    "a threshold said twice alike": (
        {"other": [{"type": "threshold", "criterion": "1.2", "name": "assessors", "value": v} for v in ("3", "3.0")]},
        OTHER,
        "threshold_twice",
    ),
    "a grant to nobody": (
        {"other": [{"type": "grant", "matters": ["fit"], "roles": [], "refusal": en("No.")}]},
        OTHER,
        "grant_to_nobody",
    ),
    "a grant of nothing": (
        {"other": [{"type": "grant", "roles": ["convener"], "refusal": en("No.")}]},
        OTHER,
        "grant_of_nothing",
    ),
    "a path that ends before no body": (
        {"disputes": [{"type": "dispute_path", "steps": [{"name": en("Talk"), "days": 3}]}]},
        number_of("disputes"),
        "dispute_no_end",
    ),
    "no policy on interests": ({"interests": []}, WHOLE, "rule_missing"),
}
