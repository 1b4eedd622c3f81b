"""Who sits in the body that meets, and whether enough of them are there."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from commonweal.acts.charters import setting_with
from commonweal.acts.seats import Holders, holders, recusals, recused, seats_of
from commonweal.charter.clauses import Charter, Clause
from commonweal.charter.majorities import quorum_lines
from commonweal.charter.roll import Seat
from commonweal.charter.rules import Body, DecisionRule, Matter
from commonweal.partnerships.models import HeldOffice, Recusal

THERE = frozenset({"room", "remote", "paper"})
"""How a seat can be there."""

PROPOSES = "decisions.propose"
"""The act whose entry an agenda can name as the decision to be taken."""


@dataclass(frozen=True, slots=True)
class Sitting:
    """A body as it is when it meets: its seats that somebody holds, and its officers.

    :param offices: the office to the pseudonym of whoever holds it
    """

    charter: Charter
    clause: Clause
    body: Body
    seats: tuple[Seat, ...]
    among: Holders
    offices: Mapping[str, str]

    @property
    def filled(self) -> list[Seat]:
        """The seats that somebody holds: those who can come."""
        return [seat for seat in self.seats if seat.filled]

    def seats_for(self, person: str | None) -> list[Seat]:
        """Return the seats for which somebody is there: her own, or else those for which she stands in."""
        own = [seat for seat in self.seats if person and seat.person == person]
        return own or [seat for seat in self.seats if person and seat.substitute == person]

    def leads(self, person: str | None) -> bool:
        """Whether somebody chairs the body or keeps its record, or holds a seat where nobody does."""
        if not person:
            return False
        if self.offices:
            return person in self.offices.values()
        return bool(self.seats_for(person))


def sitting(partnership: str, body: str, *, digest: str, at: datetime, officers: bool = True) -> Sitting | None:
    """Return a body under the charter of this digest as it is at an instant, or nothing where it knows none.

    Four questions, and one more for who holds its offices.
    """
    charter = setting_with(partnership, digest=digest).charter
    known = charter.body(body)
    if known is None:
        return None
    among = holders(partnership, at=at)
    held = offices_held(partnership, body, at=at) if officers else {}
    return Sitting(charter, *known, tuple(seats_of(known[1], among)), among, held)


def officers_of(partnership: str, body: str, *, digest: str, at: datetime) -> Sitting | None:
    """Return a body with its officers and none of its seats, or nothing where the charter knows none. One question."""
    charter = setting_with(partnership, digest=digest).charter
    known = charter.body(body)
    nobody = Holders(members={}, places=(), held={}, resting=frozenset())
    return Sitting(charter, *known, (), nobody, offices_held(partnership, body, at=at)) if known else None


def offices_held(partnership: str, body: str, *, at: datetime) -> dict[str, str]:
    """Return who holds which office of a body. One question."""
    rows = HeldOffice.objects.filter(partnership=partnership, body=body, ended_at__isnull=True).order_by("entry")
    return {row.office: row.person for row in rows if row.until_on is None or row.until_on >= at.date()}


def recusals_at(partnership: str, *, at: datetime) -> list[Recusal]:
    """Return who steps back from something at this instant. One question."""
    return recusals(partnership, at=at)


@dataclass(frozen=True, slots=True)
class ToDecide:
    """Something on which a meeting may decide: the matter, and what was proposed, where that stands on the agenda."""

    matter: Matter
    rule: DecisionRule
    clause: Clause
    decision: int | None
    concerns: tuple[str, ...] = ()


def to_decide(charter: Charter, body: Body, agenda: Sequence[Mapping[str, Any]]) -> list[ToDecide]:
    """Return what stands on an agenda to be decided; where nothing does, every matter of the body."""
    found: dict[tuple[str, int | None], ToDecide] = {}
    for item in agenda:
        if item["purpose"] == "decide" and item["on"]:
            each = _ruled(charter, item["on"], item["decision"], tuple(item["concerns"]))
            if each is not None:
                found[item["on"], item["decision"]] = each
    if found:
        return list(found.values())
    own = [matter for _clause, matter in charter.rules(Matter) if matter.body == body.code]
    return [each for matter in own if (each := _ruled(charter, matter.code, None, ())) is not None]


def _ruled(charter: Charter, code: str, decision: int | None, concerns: tuple[str, ...]) -> ToDecide | None:
    matter = charter.matter(code)
    ruled = charter.rule(matter[1].rule) if matter else None
    return ToDecide(matter[1], ruled[1], ruled[0], decision, concerns) if matter and ruled else None


def quorums(
    seats: Iterable[Seat], there: Collection[str], wanted: Iterable[ToDecide], among: Sequence[Recusal]
) -> list[dict[str, Any]]:
    """Return for each thing to be decided whether enough are there, those who step back left out; ready for JSON.

    Matters that nobody has to step back from and that have the same quorum are told once.

    :param there: the names of the seats that are there, each once, whoever sits in it
    """
    filled = [seat for seat in seats if seat.filled]
    found: list[dict[str, Any]] = []
    for each in wanted:
        if each.rule.quorum is None:
            continue
        marked = recused(filled, among, matter=each.matter.code, decision=each.decision, concerns=each.concerns)
        aside = [seat for seat in marked if seat.recused is not None]
        entitled = marked if each.rule.quorum.recused else [seat for seat in marked if seat.recused is None]
        reached, lines = quorum_lines(each.rule.quorum, entitled, there)
        told = {
            "clause": each.clause.number,
            "decision": each.decision,
            "reached": reached,
            "lines": lines,
            "recused": [{"seat": seat.name, "entry": seat.recused} for seat in aside],
        }
        same = next((one for one in found if {**one, "matters": None} == {**told, "matters": None}), None)
        if same is not None:
            same["matters"].append(each.matter.code)
        else:
            found.append({**told, "matters": [each.matter.code]})
    return found
