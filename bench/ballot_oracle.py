"""Ask pref-voting about a thousand small elections for each rule, and keep its answers for the tests.

    script/prepare oracles
    PYTHONPATH=. .venv-oracles/bin/python bench/ballot_oracle.py

writes commonweal/methods/ballots/tests/oracle_answers.json: for each question one sign for each election, the set of
winners. Tests compare ours with the file always, and with the library itself where it is installed.

Where a definition of the library differs, the question is put so that it means the same, and never loosened:

- Two by two: a ranked option counts as preferred to one that is not ranked (`use_extended_strict_preference`).
- Schulze and ranked pairs by winning votes: the library is handed the votes of the winning side as strength, and 0
  for a pair that is even. With an order (`ranked_pairs_tb`) even pairs are locked last, by the order, and so they are
  here.
- All winners of ranked pairs: whoever stands first in a "stack" (Zavist and Tideman 1989), by the library's own
  `is_stack`; trying every order of equal pairs takes it too long.
- Instant runoff: all winners over every way of breaking ties (`split_irv_put`), and the winner by one order, of which
  the library wants the least preferred first.
- STV: one winner set by one order. The library gives up the greatest number among equals, so options are renumbered
  by the order first. It hands on all surpluses of a stage before it looks again: our choice `surplus=together`. It
  passes a paper of equal ranks on to the next rank, ours goes to its equals first; so it is asked about the same
  election with each ballot of equal ranks replaced by all its strict orders in equal parts, which is what sharing
  means.
- Meek: `quota=exact` (the quota is reached, not exceeded), with 30 decimals of ours against its floating point.
"""

from __future__ import annotations

import json
import math
import sys
from importlib.metadata import version
from itertools import permutations, product

from commonweal.methods.ballots.tests.profiles import ANSWERS, QUESTIONS, Election, Tiers, elections, written


def main() -> None:
    """Ask everything, and write the answers, or print them for a test with --print."""
    answers = {
        question: "".join(written(answer(question, election)) for election in elections(question, form))
        for question, form in QUESTIONS.items()
    }
    said = json.dumps({"library": f"pref-voting {version('pref_voting')}", "answers": answers}, indent=1)
    if "--print" in sys.argv:
        print(said)
    else:
        ANSWERS.write_text(said + "\n")


def answer(question: str, election: Election) -> list[int]:
    """Return the winners that the library finds."""
    return [int(option) for option in _ask(question, election)]


def _ask(question: str, election: Election) -> list[int]:
    name = question.partition(" ")[0]
    if name == "plurality":
        return _plurality(election)
    if name in ("approval", "score", "quadratic"):
        return _graded(question, election)
    if name in ("condorcet", "smith", "schulze", "ranked"):
        return _pairwise(question, election)
    if name == "irv":
        return _irv(question, election)
    return _stv(question, election)


def _plurality(election: Election) -> list[int]:
    from pref_voting.profiles import Profile  # noqa: PLC0415 - a heavy library, loaded where it is asked
    from pref_voting.scoring_methods import plurality  # noqa: PLC0415 - likewise

    rankings = [[tier[0] for tier in tiers] for tiers, _weight in election.ballots]
    return plurality(Profile(rankings, [weight for _tiers, weight in election.ballots]))


def _graded(question: str, election: Election) -> list[int]:
    from pref_voting import grade_methods  # noqa: PLC0415 - a heavy library, loaded where it is asked
    from pref_voting.grade_profiles import GradeProfile  # noqa: PLC0415 - likewise

    maps = [dict(grades) for grades, _weight in election.ballots]
    if question == "quadratic":
        maps = [{option: math.isqrt(credits_) for option, credits_ in grades.items()} for grades in maps]
    if question == "score mean":
        maps = [{option: grades.get(option, 0) for option in range(election.options)} for grades in maps]
    profile = GradeProfile(
        maps, list(range(12)), gcounts=[weight for _grades, weight in election.ballots],
        candidates=list(range(election.options)),
    )  # fmt: skip
    how = "mean" if question == "score mean" else "sum"
    return grade_methods.score_voting(profile, evaluation_method=how, ungraded_score=0)


def _with_ties(election: Election):
    from pref_voting.profiles_with_ties import ProfileWithTies  # noqa: PLC0415 - a heavy library

    maps = [
        {option: rank for rank, tier in enumerate(tiers, start=1) for option in tier}
        for tiers, _weight in election.ballots
    ]
    weights = [weight for _tiers, weight in election.ballots]
    return ProfileWithTies(maps, rcounts=weights, candidates=list(range(election.options)))


def _pairwise(question: str, election: Election) -> list[int]:
    from pref_voting import c1_methods, margin_based_methods  # noqa: PLC0415 - a heavy library

    profile = _with_ties(election)
    profile.use_extended_strict_preference()

    def winning_votes(one: int, other: int) -> int:
        return profile.support(one, other) if profile.margin(one, other) > 0 else 0

    if question.startswith("condorcet"):
        found = profile.condorcet_winner() if question.endswith("winner") else profile.condorcet_loser()
        return [] if found is None else [found]
    if question == "smith":
        return c1_methods.top_cycle(profile)
    if question == "schulze":
        return margin_based_methods.beat_path(profile, strength_function=winning_votes)
    if question == "ranked pairs in order":
        return margin_based_methods.ranked_pairs_tb(
            profile, tie_breaker=list(election.order), strength_function=winning_votes
        )
    strength = winning_votes if question.endswith("votes") else profile.margin
    return _stacks(profile, strength)


def _stacks(profile, strength) -> list[int]:
    """Return whoever stands first in a stack, by the library's test, with margins replaced by `strength`."""
    from pref_voting.margin_based_methods import is_stack  # noqa: PLC0415 - a heavy library

    class Strengths:
        candidates = profile.candidates

        @staticmethod
        def margin(one: int, other: int) -> int:
            return strength(one, other) if profile.margin(one, other) > 0 else -strength(other, one)

    orders = permutations(profile.candidates)
    return sorted({order[0] for order in orders if is_stack(Strengths, list(order))})


def _irv(question: str, election: Election) -> list[int]:
    from pref_voting import iterative_methods  # noqa: PLC0415 - a heavy library, loaded where it is asked

    profile = _with_ties(election)
    if question == "irv":
        return iterative_methods.split_irv_put(profile)
    return iterative_methods.split_irv_tb(profile, tie_breaker=list(reversed(election.order)))


def _stv(question: str, election: Election) -> list[int]:
    from pref_voting import proportional_methods  # noqa: PLC0415 - a heavy library, loaded where it is asked

    place = {option: number for number, option in enumerate(election.order)}
    renamed = [([[place[option] for option in tier] for tier in tiers], weight) for tiers, weight in election.ballots]
    if question.endswith("equal ranks"):
        renamed = strict_orders(renamed)
    profile = _with_ties(Election(election.options, election.seats, renamed, election.order))
    if question.startswith("meek"):
        found = proportional_methods.stv_meek(profile, num_seats=election.seats)
    else:
        quota = "droop" if question == "stv droop" else "nb"
        found = proportional_methods.stv_wig(profile, num_seats=election.seats, quota_rule=quota)
    return [election.order[number] for number in found]


def strict_orders(ballots: list[tuple[Tiers, int]]) -> list[tuple[Tiers, int]]:
    """Return ballots in which each with equal ranks became all its strict orders, in equal parts and whole numbers."""
    ways = [math.prod(math.factorial(len(tier)) for tier in tiers) for tiers, _weight in ballots]
    whole = math.lcm(*ways)
    return [
        ([[option] for tier in order for option in tier], weight * whole // parts)
        for (tiers, weight), parts in zip(ballots, ways, strict=True)
        for order in product(*(permutations(tier) for tier in tiers))
    ]


if __name__ == "__main__":
    main()
