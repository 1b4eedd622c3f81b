"""What sectors, organisations, seats and shares are called where power is shown."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from django.utils.formats import number_format
from django.utils.text import get_text_list
from django.utils.translation import gettext, ngettext

from commonweal.charter.data import in_language
from commonweal.charter.foresight import GROUP, Foresight, Holding
from commonweal.charter.roll import Seat
from commonweal.charter.rules import Matter
from commonweal.partnerships.models import Sector

MOST_NAMED = 6


@dataclass(frozen=True, slots=True)
class Naming:
    """How one reader is told who has power: in her language, with the names of organisations."""

    lang: str
    names: Mapping[str, str]

    def sector(self, code: str) -> str:
        """Return what a sector is called."""
        return str(Sector(code).label) if code in Sector.values else gettext("No sector")

    def party(self, seen: Foresight, holding: Holding) -> str:
        """Return what an organisation, or a group of seats, is called."""
        if holding.code.startswith(GROUP):
            return self.group(seen, holding.code.removeprefix(GROUP))
        return self.names.get(holding.code, gettext("an organisation that takes no part"))

    def group(self, seen: Foresight, code: str) -> str:
        """Return what a group of seats is called."""
        return next((in_language(each.name, self.lang) for each in seen.pair.body.seats if each.code == code), code)

    def seat(self, seen: Foresight, seat: Seat, number: int) -> str:
        """Return what a seat is called: its organisation and, where that has several, its number; never a person."""
        several = sum(each.group == seat.group and each.organisation == seat.organisation for each in seen.roll) > 1
        name = self.names.get(seat.organisation, "") if seat.organisation else ""
        name = name or self.group(seen, seat.group)
        return gettext("%(name)s, seat %(n)s") % {"name": name, "n": number} if several else name

    def seats(self, seen: Foresight) -> dict[str, str]:
        """Return what every seat is called; no two are called the same."""
        found: dict[str, str] = {}
        met: dict[tuple[str, str], int] = {}
        for seat in seen.roll:
            own = met[seat.group, seat.organisation] = met.get((seat.group, seat.organisation), 0) + 1
            name = self.seat(seen, seat, own)
            taken = set(found.values())
            found[seat.name] = name if name not in taken else f"{name} ({len(found) + 1})"
        return found

    def matters(self, matters: Iterable[Matter]) -> str:
        """Return the names of matters as a list."""
        return listed([in_language(matter.name, self.lang) for matter in matters])

    def about(self, seen: Foresight, code: str) -> str:
        """Return what a code is called of which something is said: a sector, an organisation or a seat."""
        if code in Sector.values:
            return self.sector(code)
        if code in self.names:
            return self.names[code]
        groups = {seat.name: seat.group for seat in seen.roll}
        return self.group(seen, groups[code]) if code in groups else code

    def all_of(self, seen: Foresight, codes: Iterable[str]) -> str:
        """Return what several codes are called, seats of one group once."""
        counted: dict[str, int] = {}
        for code in codes:
            name = self.about(seen, code)
            counted[name] = counted.get(name, 0) + 1
        return listed([_times(name, n) for name, n in counted.items()])


def listed(names: list[str]) -> str:
    """Return names as a list; of many, the first ones and how many more there are."""
    if len(names) > MOST_NAMED:
        more = len(names) - MOST_NAMED + 1
        names = [*names[: MOST_NAMED - 1], ngettext("%(n)s more", "%(n)s more", more) % {"n": more}]
    return get_text_list(names, gettext("and"))


def percent(part: Fraction | None) -> str:
    """Return a share as people read it: of small ones with one decimal, and never all or nothing where it is not."""
    if part is None:
        return "–"
    if Fraction(199, 200) <= part < 1:
        return gettext("more than 99%%") % {}
    if 0 < part < Fraction(1, 2000):
        return gettext("less than 0.1%%") % {}
    places = 1 if 0 < part < Fraction(1, 10) and (part * 100).denominator != 1 else 0
    return gettext("%(n)s%%") % {"n": number_format(round(float(part * 100), places), places)}


def _times(name: str, n: int) -> str:
    if n == 1:
        return name
    return ngettext("%(name)s (%(n)s seat)", "%(name)s (%(n)s seats)", n) % {"name": name, "n": n}
