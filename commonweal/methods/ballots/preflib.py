"""Files of PrefLib: rankings (.soc, .soi, .toc, .toi), in the form of today and the older one, and categories (.cat).

In a ``.toc`` or ``.soc`` file everybody ranks everything; what a voter left out stands as a last tier of equals, put
there by whoever made the file. In a ``.cat`` file the first category is read as approval.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from commonweal.methods.ballots.forms import Approved, Ballot, Ranked, Weight, approved, merged, ranked
from commonweal.methods.ballots.reading import Reading, bad, plain_text

ENDINGS: Final = (".soc", ".soi", ".toc", ".toi", ".cat")
_NAME: Final = re.compile(r"# *ALTERNATIVE NAME (\d+): *(.*)")
_COUNT: Final = re.compile(r"# *NUMBER ALTERNATIVES: *(\d+)")
_TIER: Final = re.compile(r"\{([^{}]*)\}|([^,{}]+)")

Numbered = tuple[int, str]
"""A line and its number."""


def read_preflib(text: str, form: type, *, categories: bool = False) -> Reading:
    """Return what a file of PrefLib holds.

    :param form: the form of ballot that is wanted: ranked, or approved for a file of categories
    :param categories: whether it is a ``.cat`` file
    :raises BadBallots: for what cannot be read, naming the line
    """
    if form is not (Approved if categories else Ranked):
        held = "categories, which only approval counts" if categories else "rankings, which this rule does not count"
        raise bad(1, f"this file holds {held}.")
    lines = [(number, line.strip()) for number, line in enumerate(plain_text(text).splitlines(), start=1)]
    lines = [(number, line) for number, line in lines if line]
    if not lines:
        raise bad(1, "the file is empty.")
    options, votes = _today(lines) if lines[0][1].startswith("#") else _older(lines)
    names = _distinct(options)
    ballots = [(_ballot(tiers, names, number, form), weight) for number, weight, tiers in votes]
    return Reading(tuple(sorted(names.values())), merged(ballots))


Vote = tuple[int, Weight, list[list[str]]]


def _today(lines: Sequence[Numbered]) -> tuple[dict[str, str], list[Vote]]:
    names: dict[str, str] = {}
    count = 0
    votes: list[Vote] = []
    for number, line in lines:
        if line.startswith("#"):
            if found := _NAME.fullmatch(line):
                names[found[1]] = found[2]
            elif found := _COUNT.fullmatch(line):
                count = int(found[1])
            continue
        weight, colon, preferences = line.partition(":")
        if not colon:
            raise bad(number, "a ballot is written as its count, a colon and its order, as in '12: 3,1,2'.")
        votes.append((number, _weight(weight, number), _tiers(preferences, number)))
    return names or {str(each): str(each) for each in range(1, count + 1)}, votes


def _older(lines: Sequence[Numbered]) -> tuple[dict[str, str], list[Vote]]:
    number, first = lines[0]
    if not first.isdecimal():
        raise bad(number, f"a file of PrefLib begins with '#' or with the number of options, not with {first[:40]!r}.")
    count = int(first)
    if len(lines) < count + 2:
        raise bad(lines[-1][0], f"{count} options and a line of totals should follow the first line.")
    names: dict[str, str] = {}
    for number, line in lines[1 : count + 1]:
        sign, comma, name = line.partition(",")
        if not comma:
            raise bad(number, "an option is written as its number, a comma and its name.")
        names[sign.strip()] = name.strip()
    votes: list[Vote] = []
    for number, line in lines[count + 2 :]:
        weight, _comma, preferences = line.partition(",")
        votes.append((number, _weight(weight, number), _tiers(preferences, number)))
    return names, votes


def _weight(said: str, number: int) -> int:
    if not said.strip().isdecimal():
        raise bad(number, f"{said.strip()[:40]!r} is no whole number of ballots.")
    return int(said)


def _tiers(said: str, number: int) -> list[list[str]]:
    """Return the tiers of an order, an empty one for ``{}``."""
    tiers = [
        [option.strip() for option in (found[2] or found[1]).split(",") if option.strip()]
        for found in _TIER.finditer(said)
        if not (found[2] and found[2].isspace())
    ]
    if _TIER.sub("", said).replace(",", "").strip():
        raise bad(number, f"the braces of {said.strip()[:60]!r} do not match.")
    return tiers


def _ballot(tiers: Sequence[Sequence[str]], names: dict[str, str], number: int, form: type) -> Ballot:
    seen: set[str] = set()
    for option in (each for tier in tiers for each in tier):
        if option not in names:
            raise bad(number, f"{option!r} is none of the {len(names)} options.")
        if option in seen:
            raise bad(number, f"option {option} stands there twice.")
        seen.add(option)
    called = [[names[option] for option in tier] for tier in tiers]
    return approved(*(called[0] if called else ())) if form is Approved else ranked(*called)


def _distinct(names: dict[str, str]) -> dict[str, str]:
    """Return names that differ: two options of one name get their number behind it."""
    given = list(names.values())
    return {
        sign: name if name and given.count(name) == 1 else f"{name} ({sign})".strip() for sign, name in names.items()
    }
