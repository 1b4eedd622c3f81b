"""What happens when people stay away: whether a quorum is reached, and whether coming to vote no can backfire.

A vote of three answers (yes, no, absent) follows Felsenthal and Machover (1997). Where a quorum counts those who are
there, somebody who votes no may make pass what would have failed had she stayed at home: the no-show paradox.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from itertools import product
from math import comb, prod

from commonweal.methods.power.game import Game, Player, Quorum, TooLarge

MOST_STATES = 60_000

Kind = tuple[int, ...]
"""The numbers of players who are alike: nothing in the rule tells them apart."""
Answers = tuple[tuple[int, int], ...]
"""For each kind, how many vote yes and how many no."""


@dataclass(frozen=True, slots=True)
class Absence:
    """What one player's answer does, over all answers (yes, no, absent) of the others, each as likely as the others.

    :param swings: answers of the others with which the vote passes if it votes yes and fails if it votes no
    :param backfires: with which the vote passes if it votes no and fails if it stays away; `of`: among so many
    """

    name: str
    swings: int
    backfires: int
    of: int

    @property
    def no_show(self) -> Fraction:
        """Return the chance that voting no makes pass what staying away would have stopped."""
        return Fraction(self.backfires, self.of)


def absences_of(game: Game) -> tuple[Absence, ...]:
    """Return for each player what its answer does when anybody may stay away.

    :raises TooLarge: where the body is too large to go through all answers
    """
    kinds = kinds_of(game)
    if prod(comb(len(kind) + 2, 2) for kind in kinds) > MOST_STATES:
        raise TooLarge("This body is too large to go through all answers, absences included.")

    @cache
    def passes(answers: Answers) -> bool:
        yes = [i for kind, (pro, _) in zip(kinds, answers, strict=True) for i in kind[:pro]]
        no = [i for kind, (pro, con) in zip(kinds, answers, strict=True) for i in kind[pro : pro + con]]
        return game.passes(yes, no)

    found: dict[int, Absence] = {}
    everything = 3 ** (len(game.players) - 1)
    for place, kind in enumerate(kinds):
        swings = backfires = 0
        for answers, ways in _answers([len(other) - (other is kind) for other in kinds]):
            for_it, against, away = (passes(_with(answers, place, own)) for own in ((1, 0), (0, 1), (0, 0)))
            swings += ways * (for_it and not against)
            backfires += ways * (against and not away)
        found |= {i: Absence(game.players[i].name, swings, backfires, everything) for i in kind}
    return tuple(found[i] for i in range(len(game.players)))


def kinds_of(game: Game) -> list[Kind]:
    """Return the players by kind. Members of organisations with several seats are alike only within one of them."""
    seats = Counter(player.organisation or player.name for player in game.players)
    kinds: dict[Player, list[int]] = {}
    for i, player in enumerate(game.players):
        own = player.organisation if seats[player.organisation or player.name] > 1 else ""
        alike = Player("", player.weight, player.population, player.sector, own, player.veto)
        kinds.setdefault(alike, []).append(i)
    return [tuple(kind) for kind in kinds.values()]


def _answers(sizes: Sequence[int]) -> Iterator[tuple[Answers, int]]:
    """Yield all answers of so many players of each kind, with the number of ways in which persons can give them."""
    each = [
        [
            ((pro, con), comb(size, pro) * comb(size - pro, con))
            for pro in range(size + 1)
            for con in range(size - pro + 1)
        ]
        for size in sizes
    ]
    for one in product(*each):
        yield tuple(answer for answer, _ in one), prod(ways for _, ways in one)


def _with(answers: Answers, place: int, own: tuple[int, int]) -> Answers:
    pro, con = answers[place]
    return (*answers[:place], (pro + own[0], con + own[1]), *answers[place + 1 :])


def quorum_reach(
    game: Game, absence: Fraction, recused: Collection[int] = (), *, recused_count: bool = False
) -> Fraction:
    """Return how likely the quorum is when each seat stays away with the chance `absence`, each for itself.

    :param recused: the numbers of those who have to step back
    :param recused_count: whether they count among the entitled and those present all the same, or on neither side
    """
    rule = game.quorum or Quorum(share=Fraction(0))
    seats = Counter(player.sector for i, player in enumerate(game.players) if i not in recused)
    there = Counter(game.players[i].sector for i in recused) if recused_count else Counter[str]()
    need = rule.share * (seats.total() + there.total())
    apart = bool(rule.sectors or rule.presence)
    if not apart:  # then nobody asks of which sector they are
        seats, there = Counter({"": seats.total()}), Counter({"": there.total()})
    # How likely each number of seats from each number of sectors is, one sector after the other; all chances are
    # whole numbers of the same smallest part.
    parts = absence.denominator ** seats.total()
    reach = {(0, 0): 1}
    for sector in sorted(seats | there):
        joined: dict[tuple[int, int], int] = {}
        present = list(_present(seats[sector], there[sector], absence))
        for (total, sectors), so_far in reach.items():
            for here, ways in present:
                if not sector or here >= rule.presence.get(sector, 0):
                    key = total + here, sectors + bool(sector and here)
                    joined[key] = joined.get(key, 0) + so_far * ways
        reach = joined
    missing = [sector for sector, least in rule.presence.items() if least and not (seats | there)[sector]]
    enough = sum(
        ways
        for (total, sectors), ways in reach.items()
        if not missing and sectors >= rule.sectors and (total > need if rule.more else total >= need)
    )
    return Fraction(enough, parts)


def _present(seats: int, surely: int, absence: Fraction) -> Iterator[tuple[int, int]]:
    """Yield how many may be there, with the chance in parts of ``absence.denominator ** seats``."""
    away, of = absence.numerator, absence.denominator
    for present in range(seats + 1):
        yield present + surely, comb(seats, present) * (of - away) ** present * away ** (seats - present)
