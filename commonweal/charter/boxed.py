"""What the lines of a decision's box say: the roll, who voted, the ballots, who was there, who stepped back later.

Every ballot has one box. The roll goes in when it opens, ticks and secret ballots while it is open, and at its closing
what was cast in the open. So whoever has the box has everything that was counted.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from commonweal.charter.deciding import Ballot
from commonweal.charter.roll import Seat

SHOWN = ("weight", "population", "organisation", "sector")


@dataclass
class Box:
    """The lines of one box, told apart by what they say.

    :param ticks: seats that voted in a secret ballot
    :param at_meeting: seats that were at the meeting; nothing where none was named
    :param later: recusals after the ballot had opened: seat to entry
    :param entries: seat to the entry of its open ballot
    """

    seats: list[Seat] = field(default_factory=list)
    ticks: set[str] = field(default_factory=set)
    ballots: list[Ballot] = field(default_factory=list)
    at_meeting: set[str] | None = None
    later: dict[str, int] = field(default_factory=dict)
    entries: dict[str, int] = field(default_factory=dict)
    roll: list[Mapping[str, Any]] = field(default_factory=list)

    @property
    def roll_now(self) -> list[Seat]:
        """Return the roll with those who stepped back after it was made."""
        return [seat.stepping_back(self.later[seat.name]) if seat.name in self.later else seat for seat in self.seats]


def seat_line(seat: Seat) -> dict[str, Any]:
    """Return the line of a seat of the roll."""
    return {
        "what": "seat",
        "seat": seat.name,
        "group": seat.group,
        "person": seat.person,
        "substitute": seat.substitute,
        "organisation": seat.organisation,
        "sector": seat.sector,
        "weight": seat.weight,
        "population": seat.population,
        "recused": seat.recused,
    }


def seat_of(line: Mapping[str, Any]) -> Seat:
    """Return the seat that a line of the roll is about."""
    return Seat(
        name=line["seat"],
        group=line["group"],
        person=line["person"],
        substitute=line["substitute"],
        organisation=line["organisation"],
        sector=line["sector"],
        weight=line["weight"],
        population=line["population"],
        recused=line["recused"],
    )


def tick_line(seat: str, how: str) -> dict[str, Any]:
    """Return the line that says that a seat has voted, and nothing of how."""
    return {"what": "tick", "seat": seat, "how": how}


def secret_line(choice: Any, seat: Seat, shown: Iterable[str]) -> dict[str, Any]:
    """Return the line of a secret ballot, with what the rule needs of its seat and nothing besides."""
    return {"what": "ballot", "choice": choice} | {name: getattr(seat, name) for name in shown}


def open_line(choice: Any, seat: str, entry: int) -> dict[str, Any]:
    """Return the line of a ballot that was cast in the open, by its entry."""
    return {"what": "ballot", "choice": choice, "seat": seat, "entry": entry}


def box_of(lines: Iterable[Mapping[str, Any]]) -> Box:
    """Return what the lines of a box say.

    :raises KeyError: where a line lacks what its kind needs
    """
    box = Box()
    for line in lines:
        take(box, line)
    box.seats.sort(key=lambda seat: seat.name)
    return box


def take(box: Box, line: Mapping[str, Any]) -> None:
    """Take one line more; one of a kind that is not known here is left alone."""
    what = line.get("what")
    if what == "seat":
        box.seats.append(seat_of(line))
        box.roll.append(line)
    elif what == "tick":
        box.ticks.add(line["seat"])
    elif what == "ballot":
        _take_ballot(box, line)
    elif what == "meeting":
        box.at_meeting = box.at_meeting or set()
    elif what == "present":
        box.at_meeting = (box.at_meeting or set()) | {line["seat"]}
    elif what == "later":
        box.later[line["seat"]] = line["entry"]


def _take_ballot(box: Box, line: Mapping[str, Any]) -> None:
    shown = {name: line[name] for name in SHOWN if name in line}
    box.ballots.append(Ballot(choice=line["choice"], seat=line.get("seat", ""), **shown))
    if "entry" in line:
        box.entries[line["seat"]] = line["entry"]
