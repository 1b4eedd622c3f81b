"""What rules do in bodies: cases worked out by hand, the page that explains them, and the five starting charters."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from commonweal.charter.clauses import Charter, Clause
from commonweal.charter.foresight import (
    Away,
    Conflict,
    Foresight,
    TakingPart,
    expected_seats,
    foresee,
    pairs_of,
    remarks,
    shifts,
)
from commonweal.charter.foresight.costing import MOST, cost, too_long
from commonweal.charter.rules import SECTORS
from commonweal.methods.power import Game, Majority, Player, power_of

HALF, FIFTH = Fraction(1, 2), Fraction(1, 5)
NAME = {"en": "A name"}
RIVER = TakingPart({"city": "government", "firm": "company", "club": "civil_society", "uni": "university"})
SEVEN = TakingPart(
    {"city": "government", "county": "government", "firm": "company", "club": "civil_society",
     "clinic": "civil_society", "uni": "university", "quarter": "community"}
)  # fmt: skip
PAGE = Path(__file__).parents[3] / "docs" / "methods" / "foresight.md"


def seats(*groups: dict[str, Any]) -> list[dict[str, Any]]:
    """Return groups of seats; one for each member where none is named."""
    plain = {"code": "members", "name": NAME, "held_by": "each_member"}
    return [{**plain, **group} for group in groups] or [plain]


def seen(
    rule: dict[str, Any], *groups: dict[str, Any], among: TakingPart = RIVER, away: Fraction = FIFTH,
    conflicts: Sequence[Conflict] = (), full: bool = True,
) -> Foresight:  # fmt: skip
    """Return what one rule does in one body."""
    rules = [
        {"type": "body", "code": "board", "name": NAME, "mandate": NAME, "seats": seats(*groups)},
        {"type": "rule", "code": "rule", "name": NAME, **rule},
        {"type": "matter", "code": "plan", "name": NAME, "body": "board", "rule": "rule"},
    ]
    clause = Clause.model_validate({"number": "1", "title": NAME, "text": NAME, "rules": rules})
    (pair,) = pairs_of(Charter(edition="test", title=NAME, clauses=(clause,)))
    return foresee(pair, expected_seats(pair.body, among), Away(away), conflicts, in_full=full)


def majority(*tests: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"method": "majority", "tests": list(tests) or [{}], **more}


def weighty(*weights: int) -> list[dict[str, Any]]:
    """Return a seat for each organisation along the river, so heavy."""
    return [
        {"code": org, "held_by": "organisation", "of": org, "weight": str(weight)}
        for org, weight in zip(RIVER.organisations, weights, strict=True)
    ]


def codes(found: Foresight, severity: str = "warning") -> list[tuple[str, tuple[str, ...]]]:
    return [(each.code, each.about) for each in remarks(found) if each.severity == severity]


def test_a_weighted_rule_has_the_power_of_the_worked_example():
    found = seen(majority({"over": "weight", "share": "2/3", "more": False}), *weighty(4, 3, 2, 1))

    assert [row.banzhaf for row in found.organisations] == [Fraction(n, 10) for n in (5, 3, 1, 1)]
    assert found.organisations[0].shapley == Fraction(7, 12)
    assert found.by_weight
    assert found.organisations[0].weight_share == Fraction(4, 10)
    assert ("sector_blocks", ("government",)) in codes(found)


def test_a_vote_that_never_matters_is_named():
    found = seen(majority({"over": "weight"}), *weighty(4, 3, 3, 1))

    assert ("dummy", ("uni.1",)) in codes(found)
    assert found.organisations[3].banzhaf == 0


def test_more_than_half_of_the_seats_pass_alone():
    groups = ({"code": "gov", "held_by": "sector", "of": "government", "count": 3},
              {"code": "biz", "held_by": "sector", "of": "company", "count": 2})  # fmt: skip
    found = seen(majority(), *groups)

    assert codes(found)[:2] == [("sector_passes", ("government",)), ("sector_blocks", ("government",))]
    assert [row.banzhaf for row in found.sectors] == [Fraction(3, 5), Fraction(2, 5)]


def test_a_charter_says_so_by_a_veto_by_one_sector_by_its_method_or_by_asking_every_sector():
    veto = majority(vetoes=[{"held_by": "sector", "of": "company"}])
    every = majority({"over": "each_sector"})
    alone = {"code": "drawn", "held_by": "lot", "count": 5}

    assert [(r.about, r.says) for r in remarks(seen(veto)) if r.code == "sector_blocks"] == [(("company",), "veto")]
    assert {r.says for r in remarks(seen(every)) if r.code == "sector_blocks"} == {"each_sector"}
    for said_so in (seen(veto), seen(every), seen({"method": "consent"}), seen(majority(), alone)):
        assert not codes(said_so)


def test_consent_gives_everybody_the_same():
    found = seen({"method": "consent"})

    assert found.kind == "objection"
    assert [row.banzhaf for row in found.seats] == [Fraction(1, 4)] * 4
    assert all(row.blocks for row in found.seats)


def test_advice_leaves_nothing_to_count():
    assert seen({"method": "advice"}).game is None


def test_an_election_in_proportion_counts_quotas():
    """14 ballots and 3 places: a quota is 14 // 4 + 1 = 4, so 5 ballots choose one and 8 choose two."""
    groups = ({"code": "gov", "held_by": "sector", "of": "government", "count": 5},
              {"code": "com", "held_by": "community", "of": "All", "count": 8},
              {"code": "biz", "held_by": "sector", "of": "company", "count": 1})  # fmt: skip
    found = seen({"method": "stv", "winners": 3}, *groups)

    assert found.quota == 4
    assert {row.code: row.chooses for row in found.sectors} == {"government": 1, "company": 0, "community": 2}
    assert not codes(found)


def test_whoever_has_more_than_half_of_the_ballots_chooses_all():
    groups = ({"code": "gov", "held_by": "sector", "of": "government", "count": 3},
              {"code": "biz", "held_by": "sector", "of": "company", "count": 2})  # fmt: skip

    assert codes(seen({"method": "approval", "winners": 2}, *groups)) == [("sector_passes", ("government",))]
    assert seen({"method": "quadratic", "winners": 2}, *groups).sectors[0].chooses == 1


def test_a_quorum_is_as_likely_as_a_coin_says():
    """At least three of four seats: with half away, 4 + 1 of 16 cases; with one stepped back, all three: 1 of 8."""
    rule = majority(quorum={"share": "3/4"})
    conflict = Conflict("plan", "", frozenset({"members.firm"}))
    found = seen(rule, away=HALF, conflicts=[conflict])

    assert found.reach is not None
    assert found.reach.chance == Fraction(5, 16)
    assert found.reach.conflicted == Fraction(1, 8)
    assert found.reach.conflict == conflict
    assert ("quorum_unlikely", ()) in codes(found)


def test_a_recusal_can_put_a_quorum_out_of_reach():
    rule = majority(quorum={"share": "1/2", "presence": [{"sector": "company"}]})
    found = seen(rule, conflicts=[Conflict("plan", "uni", frozenset({"members.firm"}))])

    assert ("quorum_conflicted", ()) in codes(found)


def test_a_sector_that_stops_by_staying_away_is_named_unless_the_charter_asks_for_it():
    groups = ({"code": "gov", "held_by": "sector", "of": "government", "count": 2},
              {"code": "biz", "held_by": "sector", "of": "company", "count": 3})  # fmt: skip
    away = seen(majority({"share": "1/5", "more": False}, quorum={"share": "4/5"}), *groups)
    asked = seen(majority(quorum={"share": "1/5", "presence": [{"sector": "government"}]}), *groups)

    assert ("sector_holds_quorum", ("government",)) in codes(away)
    assert ("sector_holds_quorum", ("government",)) in codes(asked, "note")


@pytest.mark.parametrize(
    ("rule", "groups", "why"),
    [
        (majority(), [{"held_by": "organisation", "of": "nobody", "code": "x", "count": 1}], None),
        (majority({"over": "population"}), [], "never"),
        (majority({"over": "each_sector", "sectors": 5}), [], "never"),
        (majority({"over": "organisations"}), [{"held_by": "lot", "code": "x", "count": 3}], "organisations_beside"),
        (majority(quorum={"presence": [{"sector": "community"}]}), [], "never"),
        (majority(), [{"held_by": "lot", "code": code, "count": 2000} for code in ("a", "b")], "too_many"),
    ],
)
def test_what_cannot_be_counted_says_why(rule, groups, why):
    assert seen(rule, *groups).unfit == why


def test_nobody_taking_part_is_no_crash():
    assert seen(majority(), among=TakingPart({})).unfit == "no_seats"


def test_limited_vetoes_are_counted_with_and_without():
    rule = majority(vetoes=[{"held_by": "seats", "of": "city", "yearly": 1}])
    found = seen(rule, *weighty(1, 1, 1, 1))

    assert found.limited_vetoes
    assert [row.unvetoed for row in found.organisations] == [Fraction(1, 4)] * 4
    assert found.organisations[0].banzhaf == Fraction(2, 5)  # it swings 4 of 4 that pass, each other 2
    assert [r.says for r in remarks(found) if r.code == "sector_blocks"] == ["veto"]


def test_what_would_take_too_long_is_left_out_but_who_blocks_is_said():
    groups = [
        {"code": f"g{i}", "held_by": "sector", "of": sector, "count": 20, "weight": str(3 + 7 * i)}
        for i, sector in enumerate(SECTORS)
    ]
    found = seen(majority({"over": "weight"}, {"over": "each_sector", "sectors": 3}), *groups)

    assert found.left_out
    assert found.seats[0].banzhaf is None
    assert len(found.sectors) == 5
    assert ("left_out", ()) in codes(found, "note")


def test_costs_grow_with_what_makes_counting_slow():
    players = tuple(Player(str(i), i + 1, 1000 + i, "abcde"[i % 5]) for i in range(16))
    looked_at = Game(players, (Majority("weight"), Majority("population"), Majority("each_sector", sectors=3)))

    assert too_long(looked_at)
    assert cost(Game(players)) < 10 < MOST


def test_one_wide_weight_is_counted_by_halves():
    players = tuple(Player(str(i), population=1_000_003 + 977 * i * i) for i in range(16))

    power = power_of(Game(players, (Majority("population"),)))

    assert sum(player.banzhaf for player in power.players) == 1


def test_two_texts_are_compared_by_what_everybody_has():
    before = seen(majority())
    after = seen(majority({"over": "weight", "share": "2/3", "more": False}), *weighty(4, 3, 2, 1))

    (city, *_others) = shifts(before.sectors, after.sectors)

    assert (city.was, city.now, city.change) == (Fraction(1, 4), HALF, Fraction(1, 4))
    assert not city.blocked
    assert city.blocks
    assert not any(shift.moves for shift in shifts(before.sectors, before.sectors))


def test_the_page_says_the_numbers_that_come_out():
    """The charter on the page is read, counted, and its table compared cell by cell."""
    (text,) = re.findall(r"```json\n(.*?)```", PAGE.read_text(), re.DOTALL)
    said = json.loads(text)
    table = re.findall(r"^\| (\w[\w ]*) \| (\d+) \| (\S+) \| (\S+) \| (\S+) \|$", PAGE.read_text(), re.MULTILINE)
    found = seen(said["rule"], *[{"name": NAME, **group} for group in said["seats"]], among=TakingPart({}))

    rows = [
        (
            row.code.replace("_", " "),
            str(row.seats),
            str(row.seat_share),
            str(row.banzhaf),
            "yes" if row.blocks else "no",
        )
        for row in found.sectors
    ]

    assert table == rows
    assert codes(found) == [("sector_holds_quorum", ("government",))]
    assert found.reach is not None
    assert f"**{found.reach.chance}**" in PAGE.read_text()
