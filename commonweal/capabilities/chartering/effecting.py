"""What a new charter does to what is: who loses a seat, which matters move, which decisions are open."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from commonweal.acts.charter_words import effect_said
from commonweal.acts.seats import holders, seats_of
from commonweal.capabilities.chartering import queries
from commonweal.capabilities.chartering.showing import Reading
from commonweal.charter.clauses import Charter
from commonweal.charter.effects import Effect, OpenDecision, effects
from commonweal.charter.interim import UnknownEdition
from commonweal.charter.rules import Body
from commonweal.charter.ruling import AnotherBase

PRESSING = frozenset({"seat", "decision"})
"""What touches somebody today: shown first."""


@dataclass(frozen=True, slots=True)
class EffectShown:
    """One thing that follows, with the clause that does it, and whom it touches where that is known.

    :param times: how many seats or decisions it touches alike
    """

    clause: str
    says: str
    pressing: bool
    whose: tuple[str, ...] = ()
    times: int = 1


def effects_of(in_force: Charter, charter: Charter, *, partnership: str, at: datetime) -> list[Effect]:
    """Return what follows once `charter` takes the place of the charter in force."""
    among = holders(partnership, at=at)
    seats = {body.code: seats_of(body, among) for _clause, body in in_force.rules(Body)}
    decisions = [OpenDecision(each.decision, each.matter, each.charter) for each in queries.open_decisions(partnership)]
    return effects(in_force, charter, seats=seats, decisions=decisions)


def effects_shown(
    in_force: Charter, charter: Charter, reading: Reading, *, partnership: str, at: datetime
) -> list[EffectShown]:
    """Return what follows in words, what touches somebody today first.

    Where the base of a charter is unknown, which is a fault that keeps it from being presented, nobody can tell.
    """
    try:
        follows = effects_of(in_force, charter, partnership=partnership, at=at)
    except (AnotherBase, UnknownEdition):
        return []
    alike: dict[tuple[str, str, bool], list[Effect]] = {}
    for effect in follows:
        says = " ".join(effect_said(effect, charter, reading.lang, before=in_force, names=reading.names))
        alike.setdefault((effect.clause, says, effect.about in PRESSING), []).append(effect)
    found = [
        EffectShown(clause, says, pressing, _whose(each, reading), len(each))
        for (clause, says, pressing), each in alike.items()
    ]
    return sorted(found, key=lambda each: not each.pressing)


def _whose(effects_alike: Iterable[Effect], reading: Reading) -> tuple[str, ...]:
    """Return the organisations whose seats are touched."""
    seats = [effect.seat for effect in effects_alike if effect.seat is not None]
    return tuple(dict.fromkeys(reading.names[s.organisation] for s in seats if s.organisation in reading.names))
