"""Options compared two by two: the matrix, who beats everybody, who loses to everybody, and the Smith set."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from commonweal.methods.ballots.forms import Ranked, Weight
from commonweal.methods.ballots.sheet import Line, Sheet, number

Matrix = Mapping[str, Mapping[str, Weight]]
"""``matrix[a][b]``: the weight of ballots that prefer a to b."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """What comparing two by two says.

    :param winner: the option that beats every other; nothing where there is none
    :param loser: the option that every other beats
    :param smith: the smallest group whose members each beat everybody outside it, by name
    """

    matrix: Matrix
    winner: str | None
    loser: str | None
    smith: tuple[str, ...]

    def line(self) -> Line:
        """Return it as a line."""
        matrix = {one: {other: number(votes) for other, votes in row.items()} for one, row in self.matrix.items()}
        return {
            "code": "pairwise", "preferred": matrix,
            "winner": self.winner, "loser": self.loser, "smith": list(self.smith),
        }  # fmt: skip


def matrix_of(ballots: Sequence[tuple[Ranked, Weight]], options: Sequence[str]) -> Matrix:
    """Return how many prefer each option to each other. A ranked option is preferred to one that is not ranked."""
    names = sorted(options)
    index = {name: place for place, name in enumerate(names)}
    table: list[list[Weight]] = [[0] * len(names) for _ in names]
    for ballot, weight in ballots:
        below = set(range(len(names)))
        for tier in ballot.tiers:
            here = [index[option] for option in tier]
            below.difference_update(here)
            for one in here:
                row = table[one]
                for other in below:
                    row[other] += weight
    return {one: {other: table[index[one]][index[other]] for other in names if other != one} for one in names}


def compare(matrix: Matrix) -> Comparison:
    """Return what a matrix says, whether it comes from ballots or from an official report."""
    names = sorted(matrix)
    winner = next((one for one in names if all(beats(matrix, one, other) for other in names if other != one)), None)
    loser = next((one for one in names if all(beats(matrix, other, one) for other in names if other != one)), None)
    return Comparison(matrix, winner, loser if len(names) > 1 else None, smith_set(matrix))


def beats(matrix: Matrix, one: str, other: str) -> bool:
    """Whether more prefer `one` to `other` than the other way round."""
    return matrix[one][other] > matrix[other][one]


def smith_set(matrix: Matrix) -> tuple[str, ...]:
    """Return the smallest group of options that each beat every option outside it."""
    names = sorted(matrix)
    wins = {one: sum(beats(matrix, one, other) for other in names if other != one) for one in names}
    # Whoever wins most is in it; so is whoever a member does not beat, and so on.
    group = {one for one in names if wins[one] == max(wins.values())}
    waiting = list(group)
    while waiting:
        one = waiting.pop()
        new = {other for other in names if other not in group and not beats(matrix, one, other)}
        group |= new
        waiting += new
    return tuple(sorted(group))


def victories(matrix: Matrix, strength: str) -> dict[tuple[str, str], Weight]:
    """Return each pair (winner, loser) with the strength of its victory: winning votes, or the margin."""
    of: Callable[[str, str], Weight] = (
        (lambda one, other: matrix[one][other])
        if strength == "winning-votes"
        else (lambda one, other: matrix[one][other] - matrix[other][one])
    )
    return {(one, other): of(one, other) for one in matrix for other in matrix[one] if beats(matrix, one, other)}


def count_condorcet(matrix: Matrix, sheet: Sheet) -> list[str]:
    """Return the option that beats every other, where there is one."""
    found = compare(matrix)
    sheet.lines.append(found.line())
    return [found.winner] if found.winner else []
