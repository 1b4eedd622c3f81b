"""The Schulze rule (beat path): a chain of victories is as strong as its weakest link."""

from __future__ import annotations

from collections.abc import Mapping

from commonweal.methods.ballots.forms import Weight
from commonweal.methods.ballots.pairwise import Matrix, compare, victories
from commonweal.methods.ballots.rules import Rule
from commonweal.methods.ballots.sheet import Sheet, number


def count_schulze(rule: Rule, matrix: Matrix, sheet: Sheet) -> list[str]:
    """Return the option whose strongest chain to each other is at least as strong as the chain back."""
    sheet.lines.append(compare(matrix).line())
    paths = strongest_paths(matrix, rule["strength"])
    sheet.write("paths", strength={one: {other: number(v) for other, v in row.items()} for one, row in paths.items()})
    names = sorted(matrix)
    best = [one for one in names if all(paths[one][other] >= paths[other][one] for other in names if other != one)]
    sheet.write("unbeaten", options=best)
    return [sheet.best("winner", best)]


def strongest_paths(matrix: Matrix, strength: str) -> Mapping[str, Mapping[str, Weight]]:
    """Return the strength of the strongest chain of victories from each option to each other; 0 where there is none."""
    names = sorted(matrix)
    won = victories(matrix, strength)
    paths: dict[str, dict[str, Weight]] = {
        one: {other: won.get((one, other), 0) for other in names if other != one} for one in names
    }
    for middle in names:
        onward = paths[middle]
        for one in names:
            if one == middle or not (reach := paths[one][middle]):
                continue
            row = paths[one]
            for other in names:
                if other not in (one, middle):
                    row[other] = max(row[other], min(reach, onward[other]))
    return paths
