"""What a rule does in the body that decides by it: everything that a page says about it, in exact numbers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction
from functools import lru_cache

from commonweal.charter.clauses import Charter
from commonweal.charter.electing import places_of
from commonweal.charter.foresight.answers import Away, Conflict, Foresight, Holding, Pair, Reach
from commonweal.charter.foresight.counted import Bloc, Counted, counted, reach
from commonweal.charter.foresight.electing import ballots_of, chosen_alone, quota
from commonweal.charter.foresight.gaming import Unfit, game_of, is_limited, kind_of, without_vetoes
from commonweal.charter.roll import Seat
from commonweal.charter.rules import SECTORS, Body, DecisionRule, Matter
from commonweal.methods.power import Game

NOTHING = Fraction(0)


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


@dataclass(frozen=True, slots=True)
class _Asked:
    """Everything on which the answer depends. `text` stands for the pair, which is compared by it."""

    text: str
    seats: tuple[Seat, ...]
    away: Away
    conflicts: tuple[Conflict, ...]
    in_full: bool
    pair: Pair = field(compare=False)


def foresee(
    pair: Pair, seats: Sequence[Seat], away: Away, conflicts: Sequence[Conflict] = (), *, in_full: bool = True
) -> Foresight:
    """Return what a rule does in a body with these seats. Nothing is refused: what cannot be counted says so.

    Whoever asks the same again is given the same, at no cost.

    :param in_full: whether power is counted, and not only who blocks and passes
    """
    return _foreseen(_Asked(pair.text(), tuple(seats), away, tuple(conflicts), in_full, pair))


@lru_cache(maxsize=512)
def _foreseen(asked: _Asked) -> Foresight:
    pair, seats = asked.pair, asked.seats
    found = Foresight(pair, seats, kind_of(pair.rule))
    if found.kind == "advice":
        return found
    try:
        game = game_of(pair.rule, seats)
    except Unfit as unfit:
        return replace(found, unfit=unfit.why, can_pass=False)
    reached = _reached(pair.rule, game, seats, asked.away, asked.conflicts)
    found = replace(found, game=game, reach=reached)
    return _election(found) if found.kind == "election" else _yes_no(found, game, in_full=asked.in_full)


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
    total, scale = sum(ballots, NOTHING), _Scale(found.roll)

    def holding(code: str, own: Sequence[int]) -> Holding:
        mine = sum((ballots[i] for i in own), NOTHING)
        chooses = chosen_alone(rule, mine, total)
        blank = scale.blank(code, own)
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
    _scale: _Scale = field(init=False)

    def __post_init__(self) -> None:
        blocs = {bloc.code: bloc for bloc in (*self.result.organisations, *self.result.sectors)}
        object.__setattr__(self, "_blocs", blocs)
        object.__setattr__(self, "_scale", _Scale(self.roll))

    def seat(self, i: int) -> Holding:
        """Return what one seat has."""
        power = self.result.power
        own = power.players[i] if power else None
        return replace(
            self._shares(self._scale.blank(self.roll[i].name, [i]), [i]),
            blocks=i in self.result.blocking,
            passes=own.dictator if own else False,
            dummy=own.dummy if own else False,
            no_show=self.result.no_show[i] if self.result.no_show else None,
        )

    def bloc(self, code: str, own: Sequence[int]) -> Holding:
        """Return what an organisation or a sector has."""
        bloc, alone = self._blocs.get(code), self.seat(own[0])
        return replace(
            self._shares(self._scale.blank(code, own), own),
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


class _Scale:
    """The seats of a body with their weights, read and added up once."""

    def __init__(self, seats: Sequence[Seat]) -> None:
        self.seats, self.weights = seats, [Fraction(seat.weight) for seat in seats]
        self.total = sum(self.weights, NOTHING)

    def blank(self, code: str, own: Sequence[int]) -> Holding:
        """Return what is known of some seats before anything is counted."""
        mine = sum((self.weights[i] for i in own), NOTHING)
        sectors = {self.seats[i].sector for i in own}
        return Holding(
            code=code,
            seats=len(own),
            sector=sectors.pop() if len(sectors) == 1 else "",
            seat_share=Fraction(len(own), len(self.seats)),
            weight_share=mine / self.total if self.total else NOTHING,
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
            left = len(gone) < len(seats)  # where everybody steps back, nobody is left to decide
            then = reach(game, away.share, gone, recused_count=rule.quorum.recused) if left else NOTHING
            if found.conflicted is None or then < found.conflicted:
                found = Reach(away, chance, conflict, then)
    return found
