"""What stands out in what a rule does: warnings first, each a code with what it speaks of."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from commonweal.charter.foresight.answers import Foresight, Holding
from commonweal.charter.roll import Seat
from commonweal.charter.vetoing import holds

Severity = Literal["warning", "note"]
USUAL = Fraction(1, 2)
"""A quorum that is there less often than this is out of reach on a usual day."""


@dataclass(frozen=True, slots=True)
class Remark:
    """Something that stands out.

    :param about: the sectors, organisations or seats of which it is said, by their codes
    :param says: why the charter wants it so, where it does (`said_so`)
    """

    code: str
    severity: Severity
    about: tuple[str, ...] = ()
    says: str = ""


def remarks(seen: Foresight) -> list[Remark]:
    """Return what stands out, warnings first."""
    found = [*_of_sectors(seen), *_of_organisations(seen), *_of_seats(seen), *_of_quorum(seen), *_of_rule(seen)]
    return sorted(found, key=lambda remark: remark.severity == "note")


def said_so(seen: Foresight, sector: str) -> str:
    """Return why a charter wants that one sector blocks or decides alone, or nothing where it does not say so.

    ``method``: by its method one objection stops, or one person decides; ``one_sector``: only this sector sits there;
    ``veto``: it is given a veto; ``each_sector``: a majority in every sector is asked for.
    """
    rule = seen.pair.rule
    if seen.kind in ("objection", "advice"):
        return "method"
    if all(seat.sector == sector for seat in seen.roll):
        return "one_sector"
    for veto in rule.vetoes:
        holders = {seat.sector for seat in seen.roll if holds(veto, seat)}
        if holders == {sector}:
            return "veto"
    there = len(seen.sectors)
    if any(test.over == "each_sector" and (test.sectors or there) >= there for test in rule.tests):
        return "each_sector"
    return ""


def stays_away_by_right(seen: Foresight, sector: str) -> bool:
    """Return whether the charter itself says that nothing is decided while this sector stays away."""
    quorum = seen.pair.rule.quorum
    if quorum is None:
        return False
    named = any(each.sector == sector for each in quorum.presence)
    return named or (quorum.sectors or 0) >= len(seen.sectors) or said_so(seen, sector) == "one_sector"


def _of_sectors(seen: Foresight) -> Iterator[Remark]:
    for code, which in (("sector_passes", _passing(seen)), ("sector_blocks", _blocking(seen))):
        for sector in which:
            says = said_so(seen, sector.code)
            if says == "one_sector" or (says == "method" and code == "sector_blocks"):
                continue
            yield Remark(code, "note" if says else "warning", (sector.code,), says)
    for sector in seen.sectors:
        if sector.holds_quorum and not sector.blocks:
            right = stays_away_by_right(seen, sector.code)
            yield Remark("sector_holds_quorum", "note" if right else "warning", (sector.code,))


def _passing(seen: Foresight) -> list[Holding]:
    return [sector for sector in seen.sectors if sector.passes]


def _blocking(seen: Foresight) -> list[Holding]:
    return [sector for sector in seen.sectors if sector.blocks]


def _of_organisations(seen: Foresight) -> Iterator[Remark]:
    if len(seen.organisations) < 2 or seen.kind == "objection":
        return
    for code in ("passes", "blocks"):
        able = [each for each in seen.organisations if getattr(each, code)]
        wanted = [each for each in able if each.sector and said_so(seen, each.sector)]
        unsaid = tuple(each.code for each in able if each not in wanted)
        if len(able) == len(seen.organisations):
            continue
        if unsaid:
            yield Remark(f"organisation_{code}", "warning", unsaid)
        if wanted:
            says = said_so(seen, wanted[0].sector)
            yield Remark(f"organisation_{code}", "note", tuple(each.code for each in wanted), says)


def _of_seats(seen: Foresight) -> Iterator[Remark]:
    if seen.kind != "votes" or not seen.seats:  # too many to be counted: nothing is known of each
        return
    able = [(each, seat) for each, seat in zip(seen.seats, seen.roll, strict=True) if each.blocks]
    given = tuple(each.code for each, seat in able if _has_veto(seen, seat))
    loose = tuple(each.code for each, seat in able if not seat.organisation and each.code not in given)
    if given:
        yield Remark("seat_blocks", "note", given, "veto")
    if loose and len(able) < len(seen.seats):
        yield Remark("seat_blocks", "warning", loose)
    if (dummies := tuple(each.code for each in seen.seats if each.dummy)) and seen.can_pass:
        yield Remark("dummy", "warning", dummies)
    if any(each.no_show for each in seen.seats):
        yield Remark("no_show", "note")
    if seen.can_pass and seen.smallest == len(seen.seats) > 1:
        yield Remark("all_needed", "note")


def _has_veto(seen: Foresight, seat: Seat) -> bool:
    return any(veto.held_by == "seats" and holds(veto, seat) for veto in seen.pair.rule.vetoes)


def _of_quorum(seen: Foresight) -> Iterator[Remark]:
    if seen.unfit == "never" or (seen.unfit is None and not seen.can_pass):
        yield Remark("never", "warning")
    if seen.reach is None or not seen.can_pass:
        return
    if seen.reach.chance < USUAL:
        yield Remark("quorum_unlikely", "warning")
    elif seen.reach.conflicted is not None and seen.reach.conflicted < USUAL:
        yield Remark("quorum_conflicted", "warning")


def _of_rule(seen: Foresight) -> Iterator[Remark]:
    rule = seen.pair.rule
    if seen.left_out:
        yield Remark("left_out", "note")
    if seen.limited_vetoes:
        yield Remark("limited_vetoes", "note")
    if rule.casting_vote and seen.kind == "votes":
        yield Remark("casting_vote", "note")
    if rule.proxies:
        yield Remark("proxies", "note")
    if rule.split:
        yield Remark("split", "note")
