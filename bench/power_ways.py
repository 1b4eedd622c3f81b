"""The ways of counting power that `bench/power.py` compares; each runs in a process of its own.

Ours run on the plain environment, the peers in that of the oracles, which has no Commonweal in it: so this file imports
either only where it is asked for.
"""

from __future__ import annotations

import json
import os
import random
import resource
import sys
import time
from collections.abc import Callable
from pathlib import Path

NICE = [29] * 4 + [27] * 2 + [14, 13] + [12] * 5 + [10] * 3 + [7] * 5 + [4] * 5 + [3]
Answer = list[float]
ENOUGH = 0.5  # seconds: the clock of processor time ticks coarsely on some machines


def rule(players: int) -> tuple[int, list[int]]:
    """Return the quota and the weights: the votes of Nice for 27, else from 1 to 99 and more than half of them."""
    if players == len(NICE):
        return 255, NICE
    dice = random.Random(players)
    weights = [dice.randint(1, 99) for _ in range(players)]
    return sum(weights) // 2 + 1, weights


def ours(players: int) -> tuple[object, object]:
    """Return the game of the rule, and what counts power in it."""
    from commonweal.methods.power import Game, Majority, Player  # noqa: PLC0415 - not there for the peers

    quota, weights = rule(players)
    game = Game(
        tuple(Player(str(i), weight) for i, weight in enumerate(weights)),
        (Majority("weight", need=quota, more=False),),
    )
    return game, quota


def ours_banzhaf(players: int) -> Callable[[], Answer]:
    """Every swing, as a whole number."""
    from commonweal.methods.power.counting import shares  # noqa: PLC0415 - not there for the peers
    from commonweal.methods.power.swinging import swings_of  # noqa: PLC0415 - not there for the peers

    game, _ = ours(players)
    return lambda: [float(share) for share in shares(swings_of(game))]  # type: ignore[arg-type]  # a Game, made lazily


def ours_both(players: int) -> Callable[[], Answer]:
    """Both indices as fractions, in one go."""
    from commonweal.methods.power.measuring import count  # noqa: PLC0415 - not there for the peers

    game, _ = ours(players)
    return lambda: [float(share) for share in count(game).shapley]  # type: ignore[arg-type]  # a Game, made lazily


def powerindices_banzhaf(players: int) -> Callable[[], Answer]:
    """Penrose's measure in 64 bits, made into shares."""
    import powerindices  # noqa: PLC0415 - only in the environment of oracles

    quota, weights = rule(players)

    def work() -> Answer:
        found = powerindices.compute_pbi(quota, list(weights))
        return [float(one) / float(sum(found)) for one in found]

    return work


def powerindices_shapley(players: int) -> Callable[[], Answer]:
    """Shapley and Shubik's index in 64 bits."""
    import powerindices  # noqa: PLC0415 - only in the environment of oracles

    quota, weights = rule(players)
    return lambda: [float(one) for one in powerindices.compute_ssi(quota, list(weights))]


def powerindex_banzhaf(players: int) -> Callable[[], Answer]:
    """Banzhaf's index by generating functions."""
    return _powerindex(players, "banzhaf")


def powerindex_shapley(players: int) -> Callable[[], Answer]:
    """Shapley and Shubik's index by generating functions."""
    return _powerindex(players, "shapley_shubik")


def _powerindex(players: int, index: str) -> Callable[[], Answer]:
    import powerindex  # noqa: PLC0415 - only in the environment of oracles

    quota, weights = rule(players)

    def work() -> Answer:
        game = powerindex.Game(quota, list(weights))
        getattr(game, f"calc_{index}")()
        return [float(one) for one in getattr(game, index)]

    return work


def ours_sectors(players: int, sectors: int, heaviest: int) -> Callable[[], Answer]:
    """Both indices under two thirds of the weight and a majority inside every sector."""
    from fractions import Fraction  # noqa: PLC0415 - not needed by the peers

    from commonweal.methods.power import Game, Majority, Player  # noqa: PLC0415 - not there for the peers
    from commonweal.methods.power.measuring import count  # noqa: PLC0415 - not there for the peers

    dice = random.Random(players)
    seats = tuple(Player(str(i), dice.randint(1, heaviest), sector=str(i % sectors)) for i in range(players))
    tests = [Majority("weight", Fraction(2, 3), more=False), Majority("each_sector" if sectors > 1 else "seats")]
    game = Game(seats, tuple(tests))

    def work() -> Answer:
        counts = count(game)
        if sum(counts.shapley) != 1:
            raise AssertionError("The indices do not add up.")
        return [float(share) for share in counts.shapley]

    return work


def main() -> None:
    """Run one way, for at most so many seconds of processor time, and print its seconds, peak memory and answer."""
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # as the command does: threads that wait count as well
    resource.setrlimit(resource.RLIMIT_CPU, (int(sys.argv[1]), int(sys.argv[1]) + 1))
    work = globals()[sys.argv[2]](*map(int, sys.argv[3:]))
    before, turns, answer = time.process_time(), 0, list[float]()
    while time.process_time() - before < ENOUGH:
        answer = work()
        turns += 1
    seconds = (time.process_time() - before) / turns
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(json.dumps({"seconds": seconds, "peak": peak, "answer": answer}))


if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
    main()
