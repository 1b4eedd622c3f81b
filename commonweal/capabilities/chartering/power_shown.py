"""What a page shows of one rule: the finding, the bars, the table, what stands out; and what differs from another."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from functools import lru_cache

from django.utils.safestring import SafeString
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from commonweal.acts.capability import Says
from commonweal.capabilities.chartering.power_naming import Naming, listed, percent
from commonweal.capabilities.chartering.power_picture import Bar, drawn
from commonweal.capabilities.chartering.power_seen import Bringing
from commonweal.capabilities.chartering.power_words import finding, said
from commonweal.charter.data import in_language
from commonweal.charter.foresight import Foresight, Holding, parties, remarks
from commonweal.charter.rules import SECTORS
from commonweal.web.pictures.picture import Picture

MOST_BARS = 14
NOTHING = Fraction(0)
FAR = Fraction(1, 5)
"""From how far on power lies apart from what an organisation brings, so that it is said."""


@dataclass(frozen=True, slots=True)
class SectionShown:
    """One rule in one body as it is shown.

    :param bars: by organisation and group of seats; `by_sector` where that says more
    :param shortest: the smallest winning coalitions, in words
    """

    code: str
    body: str
    body_code: str
    rule: str
    rule_code: str
    clause: str
    matters: str
    finding: str
    warnings: tuple[str, ...]
    notes: tuple[str, ...]
    facts: tuple[tuple[Says, str], ...]
    by_sector: Picture | None
    bars: Picture | None
    shortest: tuple[str, ...]
    has_file: bool

    @property
    def title(self) -> str:
        """What the section is called."""
        return _("%(body)s: %(rule)s") % {"body": self.body, "rule": self.rule}


@dataclass(frozen=True, slots=True)
class _Asked:
    """Everything on which a section depends; `naming` and `bringing` are compared by what is in them."""

    seen: Foresight
    language: str | None
    names: tuple[tuple[str, str], ...]
    shares: tuple[tuple[str, Fraction], ...]
    in_force: bool
    naming: Naming = field(compare=False)
    bringing: Bringing | None = field(compare=False)


def section(seen: Foresight, naming: Naming, bringing: Bringing | None, *, in_force: bool) -> SectionShown:
    """Return what a page shows of one rule in one body; whoever asks the same again is given the same."""
    names, shares = tuple(naming.names.items()), tuple(bringing.shares.items()) if bringing else ()
    return _section(_Asked(seen, get_language(), names, shares, in_force, naming, bringing))


@lru_cache(maxsize=256)
def _section(asked: _Asked) -> SectionShown:
    seen, naming, bringing = asked.seen, asked.naming, asked.bringing
    found, says = remarks(seen), finding(seen, naming)
    warnings = tuple(dict.fromkeys(said(each, seen, naming) for each in found if each.severity == "warning"))
    notes = [said(each, seen, naming) for each in found if each.severity == "note"]
    notes += _far_apart(seen, naming, bringing)
    sectors = list(seen.sectors) if len(seen.sectors) > 1 else []
    rows = parties(seen)
    return SectionShown(
        code=seen.pair.code,
        body=in_language(seen.pair.body.name, naming.lang),
        body_code=seen.pair.body.code,
        rule=in_language(seen.pair.rule.name, naming.lang),
        rule_code=seen.pair.rule.code,
        clause=seen.pair.rule_clause.number,
        matters=naming.matters(seen.pair.matters),
        finding=says,
        warnings=warnings,
        notes=tuple(notes),
        facts=tuple(_facts(seen, in_force=asked.in_force)),
        by_sector=_picture(seen, sectors, naming, None, sectors=True) if len(sectors) < len(rows) else None,
        bars=_picture(seen, rows, naming, bringing, sectors=False),
        shortest=tuple(_shortest(seen, naming)),
        has_file=seen.game is not None and seen.kind != "election",
    )


def _facts(seen: Foresight, *, in_force: bool) -> list[tuple[Says, str]]:
    found: list[tuple[Says, str]] = [(_("seats"), str(len(seen.roll)))] if seen.roll else []
    if seen.smallest is not None and seen.kind == "votes":
        found.append((_("votes needed at least"), str(seen.smallest)))
    if seen.act is not None and seen.kind == "votes":
        found.append((_("of all ways to vote let something pass"), percent(seen.act)))
    if seen.reach is not None:
        found.append((_("of meetings reach the quorum"), percent(seen.reach.chance)))
        if seen.reach.conflicted is not None:
            found.append((_("of them once those with a conflict step back"), percent(seen.reach.conflicted)))
        away = seen.reach.away
        n = away.meetings
        says = ngettext("stay away, as in the last %(n)s meeting", "stay away, as in the last %(n)s meetings", n) % {
            "n": n
        }
        found.append((says if n else _("stay away, as the charter expects"), percent(away.share)))
    empty = sum(not seat.filled for seat in seen.roll) if in_force else 0
    if empty:
        found.append((_("of the seats are empty today and counted all the same"), str(empty)))
    return found


def _picture(
    seen: Foresight, rows: Sequence[Holding], naming: Naming, bringing: Bringing | None, *, sectors: bool
) -> Picture | None:
    if len(rows) < 2 or seen.unfit or seen.kind == "advice":
        return None
    ordered = sorted(rows, key=lambda row: SECTORS.index(row.sector) if row.sector in SECTORS else len(SECTORS))
    names = [naming.sector(row.code) if sectors else naming.party(seen, row) for row in ordered]
    columns, table = _table(seen, ordered, names, bringing)
    title = _titled(seen, sectors=sectors)
    if len({(_power(seen, row), row.weight_share, row.seat_share) for row in ordered}) == 1 and not sectors:
        return Picture(SafeString(""), title, _alike(seen, ordered), columns, table)
    bars = [
        Bar(name, row.sector, _power(seen, row), row.weight_share if seen.by_weight else row.seat_share)
        for name, row in zip(names, ordered, strict=True)
    ]
    shown = sorted(bars, key=lambda bar: bar.power, reverse=True)[:MOST_BARS] if len(bars) > MOST_BARS else bars
    return drawn(shown, title=title, says=_legend(seen, len(bars) - len(shown)),
                 columns=columns, rows=table)  # fmt: skip


def _power(seen: Foresight, row: Holding) -> Fraction:
    if seen.kind == "election":
        return row.weight_share
    return row.banzhaf if row.banzhaf is not None else NOTHING


def _alike(seen: Foresight, rows: Sequence[Holding]) -> str:
    """Say in one sentence what would be as many equal bars."""
    words = {"n": len(rows), "part": percent(_power(seen, rows[0]))}
    if seen.kind == "election":
        return _("Each of the %(n)s has %(part)s of the ballots.") % words
    return _("Each of the %(n)s has %(part)s of the power.") % words


def _titled(seen: Foresight, *, sectors: bool) -> str:
    what = _("Share of the ballots") if seen.kind == "election" else _("Share of the power")
    if sectors:
        return _("%(what)s by sector") % {"what": what}
    return _("%(what)s by organisation and group of seats") % {"what": what}


def _legend(seen: Foresight, hidden: int) -> str:
    if seen.kind == "election":
        says = _("Thick: the share of the ballots. Thin: the share of the seats.")
    elif seen.by_weight:
        says = _("Thick: the share of the power. Thin: the share of the weight.")
    else:
        says = _("Thick: the share of the power. Thin: the share of the seats.")
    more = ngettext("%(n)s more stands in the table.", "%(n)s more stand in the table.", hidden) % {"n": hidden}
    return f"{says} {more}" if hidden else says


def _table(
    seen: Foresight, rows: Sequence[Holding], names: Sequence[str], bringing: Bringing | None
) -> tuple[list[Says], list[list[object]]]:
    """Return the columns that say something here, and a row for each."""
    asked: list[tuple[Says, list[object]]] = [
        (_("Seats"), [row.seats for row in rows]),
        (_("Share of the seats"), [percent(row.seat_share) for row in rows]),
    ]
    if seen.by_weight:
        asked.append((_("Share of the weight"), [percent(row.weight_share) for row in rows]))
    if seen.kind == "election":
        asked.append((_("Chooses alone"), [row.chooses for row in rows]))
    else:
        asked += [
            (_("Power (Banzhaf)"), [percent(row.banzhaf) for row in rows]),
            (_("Power (Shapley–Shubik)"), [percent(row.shapley) for row in rows]),
        ]
        if seen.limited_vetoes:
            asked.append((_("Power without the veto"), [percent(row.unvetoed) for row in rows]))
        asked.append((_("Alone it can"), [_alone(row) for row in rows]))
    if bringing is not None and any(row.code in bringing.shares for row in rows):
        own = {each.code for each in seen.organisations}
        brought: list[object] = [
            percent(bringing.shares.get(row.code, NOTHING)) if row.code in own else "–" for row in rows
        ]
        asked.append((_("Share of what was taken on"), brought))
    columns = [_("Who"), *(title for title, _cells in asked)]
    return columns, [[name, *(cells[i] for _title, cells in asked)] for i, name in enumerate(names)]


def _alone(row: Holding) -> str:
    if row.passes:
        return _("decide")
    if row.blocks:
        return _("stop")
    return _("do nothing, ever") if row.dummy else "–"


def _shortest(seen: Foresight, naming: Naming) -> list[str]:
    """Return some of the smallest winning coalitions in words, each once."""
    if seen.kind != "votes" or len({each.banzhaf for each in seen.seats}) < 2:
        return []
    found = [naming.all_of(seen, _as_parties(seen, names)) for names in seen.smallest_some]
    return list(dict.fromkeys(found))[:3]


def _as_parties(seen: Foresight, names: Sequence[str]) -> list[str]:
    of = {seat.name: seat.organisation or seat.name for seat in seen.roll}
    return [of[name] for name in names]


def _far_apart(seen: Foresight, naming: Naming, bringing: Bringing | None) -> list[str]:
    """Say whose power lies far from what it brings."""
    if bringing is None or seen.kind != "votes":
        return []
    much: list[str] = []
    little: list[str] = []
    for row in seen.organisations:
        if row.banzhaf is None:
            continue
        gap = row.banzhaf - bringing.shares.get(row.code, NOTHING)
        if abs(gap) >= FAR:
            (much if gap > 0 else little).append(naming.party(seen, row))
    found = []
    if much:
        found.append(_("More power than part of what was taken on: %(who)s.") % {"who": listed(much)})
    if little:
        found.append(_("Less power than part of what was taken on: %(who)s.") % {"who": listed(little)})
    return found
