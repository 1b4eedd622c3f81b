"""Who has to step back from what, as the acts say that stand on a record: without any database.

An interest of a kind that is always a conflict recuses from the moment at which it is declared, and stepping back by
oneself from the moment at which one says so. Any other recuses once others judge that it is a conflict. It ends on the
day that was named, or when others judge that it is none any more: never because whoever steps back says so
(`docs/methods/recusal.md`). `interests` writes its rows by these functions, and a verifier asks them again.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final, Protocol

from commonweal.charter.roll import Seat
from commonweal.charter.rules import InterestsPolicy

DECLARE: Final = "interests.declare"
JUDGE: Final = "interests.judge"
STEP_BACK: Final = "interests.recuse"
KINDS: Final = frozenset({DECLARE, JUDGE, STEP_BACK})
"""The kinds of act, without their version, that change who steps back."""


@dataclass(frozen=True, slots=True)
class Said:
    """An act as the record keeps it.

    :param kind: without its version
    :param body: as recorded, today's version of it
    :param policy: the one on interests in the charter under which it was done; nothing where that has none
    """

    position: int
    kind: str
    by: str | None
    org: str | None
    body: Mapping[str, Any]
    policy: InterestsPolicy | None = None


class Kept(Protocol):
    """What a recusal says, whether it comes from a row of the read model or was read from the acts."""

    @property
    def person(self) -> str: ...
    @property
    def organisation(self) -> str: ...
    @property
    def matter(self) -> str: ...
    @property
    def decision(self) -> int | None: ...
    @property
    def counterpart(self) -> str: ...
    @property
    def entry(self) -> int: ...


@dataclass(frozen=True, slots=True)
class SteppingBack:
    """That a person, or an organisation, steps back: from one matter, one decision or what concerns one member.

    :param interest: the entry of the declaration, or of the stepping back itself
    :param entry: the one that made it a recusal
    :param until_on: the last day; nothing where none was named
    :param ended: the entry that ended it before; nothing while it stands
    """

    interest: int
    entry: int
    person: str = ""
    organisation: str = ""
    matter: str = ""
    decision: int | None = None
    counterpart: str = ""
    until_on: date | None = None
    ended: int | None = None

    @property
    def judged(self) -> bool:
        """Whether it rests on a judgement of others."""
        return self.entry != self.interest


def recusals_of(acts: Iterable[Said]) -> list[SteppingBack]:
    """Return every recusal that ever stood, in the order of the acts, those that ended with the entry that ended them.

    :param acts: in the order of the record; those of other kinds than `KINDS` are passed over
    """
    rows: list[SteppingBack] = []
    declared: dict[int, Said] = {}
    for said in acts:
        if said.kind in (DECLARE, STEP_BACK):
            declared[said.position] = said
            rows += at_once(said)
        elif said.kind == JUDGE and (of := declared.get(said.body["declaration"])) is not None:
            rows = [replace(row, ended=said.position) if is_ended_by(row, said) else row for row in rows]
            rows += as_judged(said, of=of)
    return rows


def in_force(rows: Iterable[SteppingBack], *, before: int, on: date) -> list[SteppingBack]:
    """Return the recusals that stand for the act at a position: made by an earlier entry, not ended by one, not over.

    :param before: the position of the act, such as a ballot
    :param on: its day (UTC)
    """
    return [
        row
        for row in rows
        if row.entry < before
        and (row.ended is None or row.ended >= before)
        and (row.until_on is None or row.until_on >= on)
    ]


def at_once(said: Said) -> list[SteppingBack]:
    """Return the recusals that a declaration, or a stepping back, makes by itself."""
    if said.kind == DECLARE and not is_always(said.body["nature"], said.policy):
        return []
    return _rows(said, of=said)


def as_judged(said: Said, *, of: Said) -> list[SteppingBack]:
    """Return the recusals that a judgement makes of what was declared in `of`."""
    return _rows(said, of=of) if said.body["conflict"] == "recuse" else []


def is_ended_by(row: SteppingBack, said: Said) -> bool:
    """Tell whether a judgement ends this recusal: it takes the place of an earlier one, and “none” ends them all."""
    if row.interest != said.body["declaration"] or row.ended is not None:
        return False
    return row.judged or said.body["conflict"] != "recuse"


def is_always(nature: str, policy: InterestsPolicy | None) -> bool:
    """Tell whether an interest of this kind is a conflict without any judgement."""
    return policy is not None and nature in policy.always


def keeps_out(row: Kept, *, matter: str, decision: int | None, concerns: Iterable[str]) -> bool:
    """Tell whether a recusal is from this decision: by its matter, by itself, or by a member that it touches.

    :param decision: the entry that proposed it; nothing before it is proposed
    """
    if row.matter and row.matter == matter:
        return True
    if decision is not None and row.decision == decision:
        return True
    return bool(row.counterpart) and row.counterpart in set(concerns)


def is_of(row: Kept, *, person: str, organisations: Iterable[str]) -> bool:
    """Tell whether a recusal is hers, or one of an organisation for which she acts."""
    return (bool(row.person) and row.person == person) or (
        bool(row.organisation) and row.organisation in set(organisations)
    )


def marked(
    seats: Iterable[Seat], rows: Iterable[Kept], *, matter: str, decision: int | None, concerns: Iterable[str]
) -> list[Seat]:
    """Return the seats, those whose holder steps back from a decision marked with the entry of the first recusal.

    :param rows: recusals that are in force
    """
    touched = frozenset(concerns)
    ruling = [row for row in rows if keeps_out(row, matter=matter, decision=decision, concerns=touched)]
    return [_marked(seat, ruling) for seat in seats]


def _marked(seat: Seat, ruling: Iterable[Kept]) -> Seat:
    organisations = (seat.organisation,) if seat.organisation else ()
    hers = (row.entry for row in ruling if is_of(row, person=seat.person, organisations=organisations))
    entry = next(hers, None)
    return seat if entry is None else seat.stepping_back(entry)


def _rows(said: Said, *, of: Said) -> list[SteppingBack]:
    """Return one recusal for each thing that an act names, of whoever declared the interest."""
    body = said.body
    until = date.fromisoformat(body["until_on"]) if body["until_on"] else None
    hers = of.body["subject"] == "self"
    bare = SteppingBack(
        interest=of.position,
        entry=said.position,
        person=(of.by or "") if hers else "",
        organisation="" if hers else (of.org or ""),
        until_on=until,
    )
    found = [replace(bare, matter=code) for code in body["matters"]]
    if body["decision"] is not None:
        found.append(replace(bare, decision=body["decision"]))
    if body.get("counterpart_org"):
        found.append(replace(bare, counterpart=body["counterpart_org"]))
    return found
