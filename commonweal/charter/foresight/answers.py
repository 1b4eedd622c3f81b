"""What is asked of a rule and what is answered, as plain data in exact numbers."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from commonweal.charter.clauses import Clause
from commonweal.charter.foresight.gaming import Kind, Why
from commonweal.charter.roll import Seat
from commonweal.charter.rules import Body, DecisionRule, Matter
from commonweal.methods.power import Game


@dataclass(frozen=True, slots=True)
class Pair:
    """A body and a rule by which it decides, with the clauses that set them and the matters for which they meet."""

    body: Body
    rule: DecisionRule
    body_clause: Clause
    rule_clause: Clause
    matters: tuple[Matter, ...]

    @property
    def code(self) -> str:
        """What it is known by, such as ``steering.double``; a page's anchor."""
        return f"{self.body.code}.{self.rule.code}"

    def text(self) -> str:
        """Return everything that it says and where, as one text."""
        parts = (self.body, self.rule, *self.matters)
        clauses = f"{self.body_clause.number} {self.rule_clause.number}"
        return "\n".join([clauses, *(part.model_dump_json() for part in parts)])


@dataclass(frozen=True, slots=True)
class Away:
    """Who usually stays away: the share of seats, and in how many meetings that was seen (0: the charter says so)."""

    share: Fraction
    meetings: int = 0


@dataclass(frozen=True, slots=True)
class Conflict:
    """That some seats step back: from a matter, and perhaps only from what concerns one organisation."""

    matter: str
    concerns: str
    seats: frozenset[str]


@dataclass(frozen=True, slots=True)
class Reach:
    """How likely a quorum is on a usual day.

    :param conflicted: with those who step back taken out, the worst of such cases; nothing where nobody steps back
    """

    away: Away
    chance: Fraction
    conflict: Conflict | None = None
    conflicted: Fraction | None = None

    @property
    def worst(self) -> Fraction:
        """The chance in the worst case that is known."""
        return self.chance if self.conflicted is None else min(self.chance, self.conflicted)


@dataclass(frozen=True, slots=True)
class Holding:
    """What a seat, an organisation or a sector has.

    :param code: the seat's name, the organisation's id or the sector
    :param seat_share: its part of the seats, `weight_share` of the weight
    :param banzhaf: its part of the power, `shapley` likewise; nothing where that was not counted
    :param unvetoed: its part (Banzhaf) once limited vetoes are used up or set aside; nothing where there are none
    :param dummy: it never matters; `no_show`: the chance that its no makes something pass
    :param holds_quorum: without it there never is a quorum
    :param chooses: how many options it chooses alone, among options
    """

    code: str
    seats: int
    sector: str
    seat_share: Fraction
    weight_share: Fraction
    banzhaf: Fraction | None = None
    shapley: Fraction | None = None
    unvetoed: Fraction | None = None
    blocks: bool = False
    passes: bool = False
    dummy: bool = False
    no_show: Fraction | None = None
    holds_quorum: bool = False
    chooses: int = 0


@dataclass(frozen=True, slots=True, eq=False)
class Foresight:
    """What a rule does in a body. Each is one of its own, so that what is made of it can be kept beside it.

    :param kind: what decides; `unfit` says why there is nothing to count
    :param seats: one for each seat, in the order of the roll; `organisations` and `sectors` in the order in which they
        first come
    :param by_weight: whether seats differ in weight and the rule counts it
    :param smallest: how many votes it takes at least; `smallest_count` how many coalitions of that size there are, and
        `smallest_some` a few of them, by names of seats
    :param left_out: power was not counted, because it would take too long
    :param quota: the ballots that choose one option for sure; `places` how many options are chosen
    """

    pair: Pair
    roll: tuple[Seat, ...]
    kind: Kind
    unfit: Why | None = None
    game: Game | None = None
    seats: tuple[Holding, ...] = ()
    organisations: tuple[Holding, ...] = ()
    sectors: tuple[Holding, ...] = ()
    by_weight: bool = False
    can_pass: bool = True
    smallest: int | None = None
    smallest_count: int = 0
    smallest_some: tuple[tuple[str, ...], ...] = ()
    act: Fraction | None = None
    left_out: bool = False
    limited_vetoes: bool = False
    reach: Reach | None = None
    quota: Fraction | None = None
    places: int = 0
