"""Rules that add up: plurality, approval, scores, quadratic credits, and a question answered with yes or no."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from math import isqrt

from commonweal.methods.ballots.forms import Answered, Approved, BadBallots, Ranked, Scored, Spent, Weight, plain
from commonweal.methods.ballots.rules import Rule
from commonweal.methods.ballots.sheet import Sheet, number, numbers


def most(points: Mapping[str, Weight], seats: int, sheet: Sheet) -> list[str]:
    """Return the options with most points, the first first; a tie for the last seats is broken on the sheet."""
    winners: list[str] = []
    left = dict(points)
    while left and len(winners) < seats:
        level = max(left.values())
        equal = sorted(option for option, value in left.items() if value == level)
        if len(equal) <= seats - len(winners):
            winners += equal
            for option in equal:
                del left[option]
                sheet.write("elected", option=option, points=number(level))
            continue
        chosen = sheet.best("seat", equal)
        winners.append(chosen)
        del left[chosen]
        sheet.write("elected", option=chosen, points=number(level))
    return winners


def count_plurality(
    rule: Rule, ballots: Sequence[tuple[Ranked, Weight]], options: Sequence[str], seats: int, sheet: Sheet
) -> list[str]:
    """Count first choices only."""
    points: dict[str, Weight] = dict.fromkeys(options, 0)
    unused: Weight = 0
    for ballot, weight in ballots:
        first = ballot.tiers[0] if ballot.tiers else ()
        if not first or (len(first) > 1 and rule["equal"] == "stop"):
            unused += weight
            continue
        for option in first:
            points[option] += weight if len(first) == 1 else Fraction(weight) / len(first)
    sheet.write("points", points=numbers(points), unused=number(unused))
    return most(points, seats, sheet)


def count_approval(
    ballots: Sequence[tuple[Approved, Weight]], options: Sequence[str], seats: int, sheet: Sheet
) -> list[str]:
    """Count approvals."""
    points: dict[str, Weight] = dict.fromkeys(options, 0)
    for ballot, weight in ballots:
        for option in ballot.options:
            points[option] += weight
    sheet.write("points", points=numbers(points), ballots=number(sum(weight for _ballot, weight in ballots)))
    return most(points, seats, sheet)


def count_score(
    rule: Rule, ballots: Sequence[tuple[Scored, Weight]], options: Sequence[str], seats: int, sheet: Sheet
) -> list[str]:
    """Add up scores, or take their mean; an option left open has the lowest score, or none at all.

    :raises BadBallots: for a score off the scale
    """
    lowest, highest = int(rule["lowest"]), int(rule["highest"])
    total: dict[str, Weight] = dict.fromkeys(options, 0)
    given: dict[str, Weight] = dict.fromkeys(options, 0)
    everybody: Weight = sum(weight for _ballot, weight in ballots)
    for ballot, weight in ballots:
        for option, score in ballot.scores:
            if not lowest <= score <= highest:
                raise BadBallots(f"A ballot gives {option!r} the score {score}; scores go from {lowest} to {highest}.")
            total[option] += score * weight
            given[option] += weight
    if rule["blank"] == "lowest":
        total = {option: total[option] + lowest * (everybody - given[option]) for option in options}
        counted = dict.fromkeys(options, everybody)
    else:
        counted = given
    points = total
    if rule["by"] == "mean":
        # An option that nobody scored has no mean: it stands below every other, at the end of the scale.
        points = {option: Fraction(total[option]) / (counted[option] or 1) for option in options}
        points = {option: plain(points[option]) if counted[option] else lowest for option in options}
    sheet.write("points", points=numbers(points), sums=numbers(total), scored=numbers(given))
    return most(points, seats, sheet)


def count_quadratic(
    rule: Rule, ballots: Sequence[tuple[Spent, Weight]], options: Sequence[str], seats: int, sheet: Sheet
) -> list[str]:
    """Turn credits into votes, the whole square root of what was spent on an option, and add those up.

    :raises BadBallots: for a ballot that spends more than the budget, or against an option where the rule forbids it
    """
    budget = int(rule["budget"])
    points: dict[str, Weight] = dict.fromkeys(options, 0)
    used: dict[str, Weight] = dict.fromkeys(options, 0)
    for ballot, weight in ballots:
        total = sum(abs(credits_) for _option, credits_ in ballot.credits)
        if total > budget:
            raise BadBallots(f"A ballot spends {total} credits, and everybody has {budget}.")
        for option, credits_ in ballot.credits:
            if credits_ < 0 and rule["against"] == "no":
                raise BadBallots(
                    f"A ballot spends {credits_} credits on {option!r}; none can be spent against an option."
                )
            votes = isqrt(abs(credits_))
            points[option] += weight * (votes if credits_ > 0 else -votes)
            used[option] += weight * abs(credits_)
    sheet.write("points", points=numbers(points), credits=numbers(used))
    return most(points, seats, sheet)


def count_yesno(rule: Rule, ballots: Sequence[tuple[Answered, Weight]], sheet: Sheet) -> list[str]:
    """Return yes where enough said so, else no. Abstentions count among ballots, not among votes."""
    answers: dict[str, Weight] = {"yes": 0, "no": 0, "abstain": 0}
    for ballot, weight in ballots:
        answers[ballot.answer] += weight
    base = answers["yes"] + answers["no"] + (answers["abstain"] if rule["of"] == "ballots" else 0)
    needed = rule.share() * base
    enough = answers["yes"] > needed if rule["needs"] == "more" else answers["yes"] >= needed and bool(base)
    said = {answer: number(votes) for answer, votes in answers.items()}
    sheet.write("answers", answers=said, base=number(base), needed=number(needed), needs=rule["needs"])
    return ["yes" if enough else "no"]
