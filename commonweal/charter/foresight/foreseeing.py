"""What a rule does in the body that decides by it: everything that a page says about it, in exact numbers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction

from commonweal.charter.clauses import Charter, Clause
from commonweal.charter.electing import places_of
from commonweal.charter.foresight.counted import Bloc, Counted, counted, reach
from commonweal.charter.foresight.electing import ballots_of, chosen_alone, quota
from commonweal.charter.foresight.gaming import Kind, Unfit, Why, game_of, is_limited, kind_of, without_vetoes
from commonweal.charter.roll import Seat
from commonweal.charter.rules import SECTORS, Body, DecisionRule, Matter
from commonweal.methods.power import Game

NOTHING = Fraction(0)


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


@dataclass(frozen=True, slots=True)
class Foresight:
    """What a rule does in a body.

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


def pairs_of(charter: Charter) -> list[Pair]:
    """Return every body with every rule by which it decides on some matter, in the order of the charter's matters."""
    found: dict[tuple[str, str], Pair] = {}
    for _clause, matter in charter.rules(Matter):
        body, rule = charter.body(matter.body), charter.rule(matter.rule)
        if body is None or rule is None:
            continue
        key = (matter.body, matter.rule)
        if key in found:
            found[key] = replace(found[key], matters=(*found[key].matters, matter))
        else:
            found[key] = Pair(body[1], rule[1], body[0], rule[0], (matter,))
    order = {body.code: place for place, (_clause, body) in enumerate(charter.rules(Body))}
    return sorted(found.values(), key=lambda pair: order[pair.body.code])


def foresee(
    pair: Pair, seats: Sequence[Seat], away: Away, conflicts: Sequence[Conflict] = (), *, in_full: bool = True
) -> Foresight:
    """Return what a rule does in a body with these seats. Nothing is refused: what cannot be counted says so.

    :param in_full: whether power is counted, and not only who blocks and passes
    """
    found = Foresight(pair, tuple(seats), kind_of(pair.rule))
    if found.kind == "advice":
        return found
    try:
        game = game_of(pair.rule, seats)
    except Unfit as unfit:
        return replace(found, unfit=unfit.why, can_pass=False)
    found = replace(found, game=game, reach=_reached(pair.rule, game, seats, away, conflicts))
    return _election(found) if found.kind == "election" else _yes_no(found, game, in_full=in_full)


def _yes_no(found: Foresight, game: Game, *, in_full: bool) -> Foresight:
    rule, result = found.pair.rule, counted(game, in_full=in_full)
    limited = is_limited(rule)
    plain = counted(game_of(without_vetoes(rule), found.roll), in_full=in_full) if limited else None
    holders = _Holders(found.roll, result, plain)
    power = result.power
    return replace(
        found,
        seats=tuple(holders.seat(i) for i in range(len(found.roll))),
        organisations=tuple(holders.bloc(code, own) for code, own in by_organisation(found.roll).items()),
        sectors=tuple(holders.bloc(code, own) for code, own in by_sector(found.roll).items()),
        by_weight=any(test.over == "weight" for test in rule.tests) and len({seat.weight for seat in found.roll}) > 1,
        can_pass=result.can_pass,
        smallest=power.smallest if power else None,
        smallest_count=power.smallest_count if power else 0,
        smallest_some=tuple(tuple(found.roll[i].name for i in own) for own in power.smallest_some) if power else (),
        act=power.act if power else None,
        left_out=in_full and (power is None or (plain is not None and plain.power is None)),
        limited_vetoes=limited,
    )


def _election(found: Foresight) -> Foresight:
    ballots, rule = ballots_of(found.roll), found.pair.rule
    total = sum(ballots, NOTHING)

    def holding(code: str, own: Sequence[int]) -> Holding:
        mine = sum((ballots[i] for i in own), NOTHING)
        chooses = chosen_alone(rule, mine, total)
        blank = _blank(found.roll, code, own)
        return replace(blank, weight_share=mine / total if total else NOTHING, chooses=chooses,
                       passes=chooses >= places_of(rule))  # fmt: skip

    return replace(
        found,
        seats=tuple(holding(seat.name, [i]) for i, seat in enumerate(found.roll)),
        organisations=tuple(holding(code, own) for code, own in by_organisation(found.roll).items()),
        sectors=tuple(holding(code, own) for code, own in by_sector(found.roll).items()),
        by_weight=len(set(ballots)) > 1,
        quota=quota(rule, total),
        places=places_of(rule),
    )


@dataclass(frozen=True, slots=True)
class _Holders:
    roll: tuple[Seat, ...]
    result: Counted
    plain: Counted | None
    _blocs: Mapping[str, Bloc] = field(init=False)

    def __post_init__(self) -> None:
        blocs = {bloc.code: bloc for bloc in (*self.result.organisations, *self.result.sectors)}
        object.__setattr__(self, "_blocs", blocs)

    def seat(self, i: int) -> Holding:
        """Return what one seat has."""
        power = self.result.power
        own = power.players[i] if power else None
        return replace(
            self._shares(_blank(self.roll, self.roll[i].name, [i]), [i]),
            blocks=i in self.result.blocking,
            passes=own.dictator if own else False,
            dummy=own.dummy if own else False,
            no_show=self.result.no_show[i] if self.result.no_show else None,
        )

    def bloc(self, code: str, own: Sequence[int]) -> Holding:
        """Return what an organisation or a sector has."""
        bloc, alone = self._blocs.get(code), self.seat(own[0])
        return replace(
            self._shares(_blank(self.roll, code, own), own),
            blocks=bloc.blocks if bloc else alone.blocks,
            passes=bloc.passes if bloc else alone.passes,
            holds_quorum=bloc.holds_quorum if bloc else False,
            dummy=self.result.power is not None and all(self.result.power.players[i].dummy for i in own),
        )

    def _shares(self, blank: Holding, own: Sequence[int]) -> Holding:
        power, plain = self.result.power, self.plain.power if self.plain else None
        return replace(
            blank,
            banzhaf=sum((power.players[i].banzhaf for i in own), NOTHING) if power else None,
            shapley=sum((power.players[i].shapley for i in own), NOTHING) if power else None,
            unvetoed=sum((plain.players[i].banzhaf for i in own), NOTHING) if plain else None,
        )


def by_sector(seats: Sequence[Seat]) -> dict[str, tuple[int, ...]]:
    """Return the numbers of the seats of each sector, in the order of sectors; seats of none are left out."""
    return {s: own for s in SECTORS if (own := tuple(i for i, seat in enumerate(seats) if seat.sector == s))}


def by_organisation(seats: Sequence[Seat]) -> dict[str, tuple[int, ...]]:
    """Return the numbers of the seats of each organisation; seats of none are left out."""
    found: dict[str, list[int]] = {}
    for i, seat in enumerate(seats):
        if seat.organisation:
            found.setdefault(seat.organisation, []).append(i)
    return {code: tuple(own) for code, own in found.items()}


def _blank(seats: Sequence[Seat], code: str, own: Sequence[int]) -> Holding:
    weight = sum((Fraction(seat.weight) for seat in seats), NOTHING)
    mine = sum((Fraction(seats[i].weight) for i in own), NOTHING)
    sectors = {seats[i].sector for i in own}
    return Holding(
        code=code,
        seats=len(own),
        sector=sectors.pop() if len(sectors) == 1 else "",
        seat_share=Fraction(len(own), len(seats)),
        weight_share=mine / weight if weight else NOTHING,
    )


def _reached(
    rule: DecisionRule, game: Game, seats: Sequence[Seat], away: Away, conflicts: Sequence[Conflict]
) -> Reach | None:
    if game.quorum is None or rule.quorum is None:
        return None
    chance = reach(game, away.share, (), recused_count=rule.quorum.recused)
    found = Reach(away, chance)
    for conflict in conflicts:
        gone = tuple(i for i, seat in enumerate(seats) if seat.name in conflict.seats)
        if gone:
            then = reach(game, away.share, gone, recused_count=rule.quorum.recused)
            if found.conflicted is None or then < found.conflicted:
                found = Reach(away, chance, conflict, then)
    return found
