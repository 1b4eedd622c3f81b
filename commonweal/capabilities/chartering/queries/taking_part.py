"""On whom the power under a charter depends: who takes part, who usually stays away, who steps back."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from fractions import Fraction
from statistics import median

from django.db.models import Count, Q

from commonweal.acts.seats import Holders, holders, recusals, recused
from commonweal.charter.foresight import Away, Conflict, Pair, TakingPart, expected_seats
from commonweal.charter.roll import Seat
from commonweal.charter.rules import Body
from commonweal.partnerships.models import Recusal, SeatPresence

__all__ = ["Recusal"]

MEETINGS = 6
"""How many of its last meetings tell who usually stays away from a body; of fewer, the charter's own figure holds."""
_GONE = ("excused", "absent")


@dataclass(frozen=True, slots=True)
class Around:
    """Everything besides its text on which the power under a charter depends, asked once for all bodies.

    :param names: organisations by their id
    :param away: by body, who usually stays away where its meetings tell; `met` the entries that tell it
    """

    holders: Holders
    among: TakingPart
    names: Mapping[str, str]
    away: Mapping[str, Away]
    recusals: Sequence[Recusal]
    met: Mapping[str, tuple[int, ...]] = field(default_factory=dict)

    def away_from(self, body: Body) -> Away:
        """Return who usually stays away from a body: as its last meetings tell, or else as the charter says."""
        return self.away.get(body.code) or Away(min(Fraction(1), Fraction(body.typical_absence)))

    def expected(self, body: Body) -> list[Seat]:
        """Return the seats that a body of a text that is not in force will have; those that rest now rest then."""
        resting = self.holders.resting
        return [seat for seat in expected_seats(body, self.among) if seat.organisation not in resting]

    def conflicts(self, pair: Pair, seats: Sequence[Seat]) -> list[Conflict]:
        """Return who steps back from the matters on which a body decides, also from what concerns one member."""
        held = self.recusals
        concerned = ["", *sorted({row.counterpart for row in held if row.counterpart})] if held else []
        found: list[Conflict] = []
        for matter in pair.matters if held else ():
            for member in concerned:
                after = recused(seats, held, matter=matter.code, decision=None, concerns=[member] if member else [])
                gone = frozenset(seat.name for seat in after if seat.recused is not None)
                if gone and all(gone != each.seats for each in found):
                    found.append(Conflict(matter.code, member, gone))
        return found


def around(partnership: str, *, at: datetime) -> Around:
    """Return on whom power depends at an instant. Six questions."""
    now = holders(partnership, at=at)
    people: dict[str, str] = {}
    for place in now.places:
        if place.role != "observer":
            people.setdefault(place.person, place.organisation)
    among = TakingPart({org: row.sector for org, row in now.members.items()}, tuple(people.items()))
    away, met = _away(partnership, at=at)
    names = {org: row.name for org, row in now.members.items()}
    return Around(now, among, names, away, recusals(partnership, at=at), met)


def changes_on(found: Around, *, after: date) -> date | None:
    """Return the first later day on which somebody's seat or stepping back ends by itself; nothing where none does."""
    ends: Iterable[date | None] = [
        *(row.until_on for row in found.holders.held.values()),
        *(row.until_on for row in found.holders.places),
        *(row.until_on for row in found.recusals),
    ]
    return min((day for day in ends if day is not None and day >= after), default=None)


def _away(partnership: str, *, at: datetime) -> tuple[dict[str, Away], dict[str, tuple[int, ...]]]:
    rows = SeatPresence.objects.filter(partnership=partnership, held_at__lte=at)
    counted = rows.values("body", "meeting", "held_at").annotate(
        seats=Count("key"), gone=Count("key", filter=Q(how__in=_GONE))
    )
    of_body: dict[str, list[tuple[int, Fraction]]] = {}
    for row in counted.order_by("-held_at", "-meeting"):
        last = of_body.setdefault(row["body"], [])
        if len(last) < MEETINGS:
            last.append((row["meeting"], Fraction(row["gone"], row["seats"])))
    told = {body: last for body, last in of_body.items() if len(last) == MEETINGS}
    away = {body: Away(Fraction(median(share for _meeting, share in last)), MEETINGS) for body, last in told.items()}
    return away, {body: tuple(sorted(meeting for meeting, _share in last)) for body, last in told.items()}
