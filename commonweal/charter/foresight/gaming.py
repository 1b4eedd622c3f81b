"""A charter's rule, in the body that decides by it, as a game whose voting power can be counted."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any, Final, Literal

from commonweal.charter.roll import Seat
from commonweal.charter.rules import YES_NO, DecisionRule, Test
from commonweal.charter.vetoing import holds
from commonweal.methods.power import BadGame, Game, Majority, Player, Quorum
from commonweal.methods.power.rulefile import MOST_PLAYERS

Kind = Literal["votes", "objection", "election", "advice"]
"""What decides: votes for and against, one objection that stands, choosing among options, or whoever proposes."""

Why = Literal["no_seats", "too_many", "never", "organisations_beside"]


class Unfit(ValueError):
    """A rule cannot be a game in this body: it has no seats, can never be met, or counts what has no power."""

    def __init__(self, why: Why) -> None:
        super().__init__(why)
        self.why: Final = why


ALL: Final = Majority("seats", Fraction(1), more=False)
"""Everybody has to agree: the game of consent and of consensus."""


def kind_of(rule: DecisionRule) -> Kind:
    """Return what decides under a rule."""
    if rule.method == "advice":
        return "advice"
    if rule.method in ("consent", "consensus"):
        return "objection"
    return "votes" if rule.method in YES_NO else "election"


def game_of(rule: DecisionRule, seats: Sequence[Seat]) -> Game:
    """Return the game of a rule on yes and no. A limited veto counts as one that stands: see `limited_vetoes`.

    :raises Unfit: where there is none
    """
    if not seats:
        raise Unfit("no_seats")
    if len(seats) > MOST_PLAYERS:
        raise Unfit("too_many")
    if any(test.over == "organisations" for test in rule.tests) and not all(seat.organisation for seat in seats):
        raise Unfit("organisations_beside")
    quorum = rule.quorum
    try:
        return Game(
            players=tuple(_player(rule, seat) for seat in seats),
            majorities=tuple(map(_majority, rule.tests)) or (ALL,),
            sector_vetoes=tuple(veto.of for veto in rule.vetoes if veto.held_by == "sector"),
            quorum=Quorum(
                Fraction(quorum.share), quorum.more, quorum.sectors or 0,
                {each.sector: each.seats for each in quorum.presence},
            ) if quorum else None,
        )  # fmt: skip
    except BadGame:
        raise Unfit("never") from None


def without_vetoes(rule: DecisionRule) -> DecisionRule:
    """Return the rule as it is once its vetoes are used up or set aside."""
    return rule.model_copy(update={"vetoes": ()})


def is_limited(rule: DecisionRule) -> bool:
    """Whether any veto of a rule can be used up, or set aside by the others."""
    return any(veto.override is not None or veto.yearly is not None for veto in rule.vetoes)


def rule_file(game: Game, *, name: str = "", absence: Fraction | None = None, labels: Mapping[str, str] | None = None,
              organisations: Mapping[str, str] | None = None) -> dict[str, Any]:  # fmt: skip
    """Return the game as a RULE.json, which ``commonweal power`` reads.

    :param labels: by the name of the seat, what it is called in the file; `organisations` likewise by id
    """
    written: dict[str, Any] = {"name": name} if name else {}
    written["players"] = [_written(player, labels or {}, organisations or {}) for player in game.players]
    written["majorities"] = [
        {"over": one.over, "share": str(one.share), "more": one.more, "of": one.of}
        | ({"sectors": one.sectors} if one.sectors is not None else {})
        for one in game.majorities
    ]
    if game.sector_vetoes:
        written["sector_vetoes"] = list(game.sector_vetoes)
    if game.quorum is not None:
        rule = game.quorum
        written["quorum"] = {"share": str(rule.share), "more": rule.more}
        written["quorum"] |= {"sectors": rule.sectors} if rule.sectors else {}
        written["quorum"] |= {"presence": dict(rule.presence)} if rule.presence else {}
    return written | ({"absence": str(absence)} if absence is not None else {})


def _written(player: Player, labels: Mapping[str, str], organisations: Mapping[str, str]) -> dict[str, Any]:
    found = {
        "name": labels.get(player.name, player.name),
        "weight": _text(player.weight),
        "population": _text(player.population) if player.population else "",
        "sector": player.sector,
        "organisation": organisations.get(player.organisation, player.organisation),
        "veto": player.veto,
    }
    return {key: value for key, value in found.items() if value not in ("", False)}


def _text(number: Fraction | int) -> str:
    return str(Fraction(number))


def _player(rule: DecisionRule, seat: Seat) -> Player:
    return Player(
        name=seat.name,
        weight=Fraction(seat.weight),
        population=Fraction(seat.population),
        sector=seat.sector,
        organisation=seat.organisation,
        veto=any(veto.held_by == "seats" and holds(veto, seat) for veto in rule.vetoes),
    )


def _majority(test: Test) -> Majority:
    return Majority(test.over, Fraction(test.share), test.more, None, test.of, test.sectors)
