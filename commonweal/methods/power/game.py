"""What a rule of decision is as a game: who votes, what a majority takes, and which votes pass it.

`Game.passes` is the definition, written to be read. Everything fast in this package is held against it by the tests.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Literal

Over = Literal["seats", "weight", "population", "organisations", "each_sector"]
"""What a majority counts."""
Of = Literal["entitled", "present", "voting"]
"""Of whom its share is taken. Where everybody votes yes or no, which is what the indices assume, all three are one."""
Number = Fraction | int


class BadGame(ValueError):
    """The rule cannot be a game; the sentence says why."""


class TooLarge(ValueError):
    """No exact method of this package can count so large a game; the sentence says what to do."""


@dataclass(frozen=True, slots=True)
class Player:
    """One seat.

    :param weight: how much its vote counts where a majority counts weight; `population`: for how many people it stands
    :param sector: where it counts in a majority of each sector; empty for a seat that belongs to none
    :param organisation: whose seat it is; empty for a seat that is an organisation of its own
    :param veto: whether its no alone stops a decision
    """

    name: str
    weight: Number = 1
    population: Number = 0
    sector: str = ""
    organisation: str = ""
    veto: bool = False


@dataclass(frozen=True, slots=True)
class Majority:
    """One majority that must be reached.

    :param over: seats, their weight, the population they stand for, organisations (each is for it if
        more of its seats vote yes than no, and takes part if any of them votes), or seats inside each sector
    :param share: the share that it takes, above 0 and up to 1; `need` instead: an amount, which stands whoever votes
    :param more: whether it takes more than that, or reaching it is enough
    :param of: the share of whom
    :param sectors: in how many sectors it must be reached, for ``each_sector``; nothing means in every one
    """

    over: Over = "seats"
    share: Fraction = Fraction(1, 2)
    more: bool = True
    need: Number | None = None
    of: Of = "voting"
    sectors: int | None = None

    def reached(self, amount: Number, base: Number) -> bool:
        """Return whether `amount` is enough of `base`."""
        need = self.need if self.need is not None else self.share * base
        return base > 0 and (amount > need if self.more else amount >= need)


@dataclass(frozen=True, slots=True)
class Quorum:
    """Who must be there; whoever votes yes or no is.

    :param share: of the seats; `more`: whether it takes more than that
    :param sectors: from how many sectors at least one seat must be there
    :param presence: sector to how many of its seats must be there
    """

    share: Fraction = Fraction(1, 2)
    more: bool = False
    sectors: int = 0
    presence: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Game:
    """A rule of decision on yes and no.

    A vote passes if the quorum is there, no veto is used, and every majority is reached; or, where `minority` is set,
    if fewer than that many vote against, whatever the majorities say (the European Union's blocking minority).

    :param sector_vetoes: sectors that stop a decision when more than half of their seats vote no
    :raises BadGame: where the parts do not fit together
    """

    players: tuple[Player, ...]
    majorities: tuple[Majority, ...] = (Majority(),)
    sector_vetoes: tuple[str, ...] = ()
    minority: int | None = None
    quorum: Quorum | None = None

    def __post_init__(self) -> None:
        check(self)

    def wins(self, yes: Collection[int]) -> bool:
        """Return whether the vote passes when the players with these numbers vote yes and all others no."""
        return self.passes(yes, set(range(len(self.players))).difference(yes))

    def passes(self, yes: Collection[int], no: Collection[int]) -> bool:
        """Return whether the vote passes when `yes` vote yes, `no` vote no and all others stay away."""
        if not self.has_quorum([*yes, *no]) or self.is_vetoed(no):
            return False
        if self.minority is not None and len(no) < self.minority:
            return True
        return all(self._reaches(majority, yes, no) for majority in self.majorities)

    def has_quorum(self, present: Collection[int]) -> bool:
        """Return whether enough of the players are there."""
        rule = self.quorum
        if rule is None:
            return True
        sectors = Counter(self.players[i].sector for i in present)
        del sectors[""]
        need = rule.share * len(self.players)
        return (
            (len(present) > need if rule.more else len(present) >= need)
            and len(sectors) >= rule.sectors
            and all(sectors[sector] >= seats for sector, seats in rule.presence.items())
        )

    def is_vetoed(self, no: Collection[int]) -> bool:
        """Return whether the votes against hold a veto."""
        against, seats = Counter(self.players[i].sector for i in no), Counter(p.sector for p in self.players)
        return any(self.players[i].veto for i in no) or any(2 * against[s] > seats[s] for s in self.sector_vetoes)

    def members(self, sector: str) -> tuple[int, ...]:
        """Return the numbers of the players of a sector."""
        return tuple(i for i, player in enumerate(self.players) if player.sector == sector)

    @property
    def sectors(self) -> tuple[str, ...]:
        """Return the sectors that have players, in order."""
        return tuple(sorted({player.sector for player in self.players if player.sector}))

    @property
    def organisations(self) -> Mapping[str, tuple[int, ...]]:
        """Return each organisation's players; one that is named for none goes by its own name."""
        found: dict[str, list[int]] = {}
        for i, player in enumerate(self.players):
            found.setdefault(player.organisation or player.name, []).append(i)
        return {name: tuple(numbers) for name, numbers in found.items()}

    def _reaches(self, majority: Majority, yes: Collection[int], no: Collection[int]) -> bool:
        if majority.over != "each_sector":
            amounts = self._amounts(majority.over, yes, no)
            return majority.reached(amounts["yes"], amounts[majority.of])
        reached = 0
        for sector in self.sectors:
            own = set(self.members(sector))
            base = len(own) if majority.of == "entitled" else len(own.intersection(yes)) + len(own.intersection(no))
            reached += majority.reached(len(own.intersection(yes)), base)
        return reached >= (len(self.sectors) if majority.sectors is None else majority.sectors)

    def _amounts(self, over: Over, yes: Collection[int], no: Collection[int]) -> dict[str, Number]:
        if over == "organisations":
            return self._organisations(yes, no)
        amounts: list[Number] = [1 if over == "seats" else getattr(player, over) for player in self.players]
        pro, con = sum(amounts[i] for i in yes), sum(amounts[i] for i in no)
        return {"yes": pro, "voting": pro + con, "present": pro + con, "entitled": sum(amounts)}

    def _organisations(self, yes: Collection[int], no: Collection[int]) -> dict[str, Number]:
        pro, con = set(yes), set(no)
        sides = [(len(pro.intersection(own)), len(con.intersection(own))) for own in self.organisations.values()]
        there = sum(y + n > 0 for y, n in sides)
        return {"yes": sum(y > n for y, n in sides), "voting": there, "present": there, "entitled": len(sides)}


def check(game: Game) -> None:
    """Say in one sentence what keeps `game` from being one.

    :raises BadGame: with that sentence
    """
    if not game.players:
        raise BadGame("A rule needs at least one player.")
    names = Counter(player.name for player in game.players)
    if twice := [name for name, count in names.items() if count > 1]:
        raise BadGame(f"Two players are called {twice[0]!r}; each needs a name of its own.")
    for player in game.players:
        if player.weight < 0 or player.population < 0:
            raise BadGame(f"{player.name!r} has a weight or a population below 0.")
    if not game.majorities:
        raise BadGame("A rule needs at least one majority.")
    for majority in game.majorities:
        _check_majority(game, majority)
    if game.minority is not None and not 1 <= game.minority <= len(game.players):
        raise BadGame(f"A blocking minority has from 1 to {len(game.players)} players here, not {game.minority}.")
    named = [*game.sector_vetoes, *(game.quorum.presence if game.quorum else ())]
    if unknown := [sector for sector in named if sector not in game.sectors]:
        raise BadGame(f"No player belongs to the sector {unknown[0]!r}.")


def _check_majority(game: Game, majority: Majority) -> None:
    if majority.need is not None and (majority.need < 0 or (majority.need == 0 and not majority.more)):
        raise BadGame("A quota must be above 0, or everything would pass without any vote.")
    if majority.need is None and not 0 < majority.share <= 1:
        raise BadGame(f"A share lies above 0 and up to 1; {majority.share} does not.")
    if majority.need is None and majority.share == 1 and majority.more:
        raise BadGame("More than all of them can never agree; say that the share of 1 has to be reached.")
    if majority.over == "each_sector" and not game.sectors:
        raise BadGame("A majority in each sector needs players with a sector.")
    if majority.sectors is not None and not 1 <= majority.sectors <= len(game.sectors):
        raise BadGame(
            f"There are {len(game.sectors)} sectors; a majority in {majority.sectors} of them makes no sense."
        )
    amounts = {"weight": [p.weight for p in game.players], "population": [p.population for p in game.players]}
    if not sum(amounts.get(majority.over, [1])):
        raise BadGame(f"A majority over {majority.over} needs players that have some.")
