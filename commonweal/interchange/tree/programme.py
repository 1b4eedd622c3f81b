"""The figures of a programme rolled up, each saying where it comes from. Few questions, whatever its size."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Literal, cast

from django.conf import settings
from django.urls import reverse

from commonweal.acts.act import Reach
from commonweal.acts.charters import setting_with
from commonweal.acts.perform import verdict_on_reading
from commonweal.capabilities.founding.queries import KnownElsewhere, accepted_below, noted_sizes, remote_below
from commonweal.interchange.tree.figures import DEEPEST, Figures, OrganisationTold, counted_once, cut
from commonweal.interchange.tree.looking import looks_of
from commonweal.interchange.tree.models import Look
from commonweal.lifecycle.catalogue import steps
from commonweal.lifecycle.queries import met_in
from commonweal.partnerships.actors import visitor
from commonweal.partnerships.models import Member, Partnership, Sector
from commonweal.partnerships.queries import members_of
from commonweal.record import reading
from commonweal.record.entry import Entry

Source = Literal["record", "told", "closed", "nothing"]


@dataclass(frozen=True, slots=True)
class Row:
    """One partnership of a programme, with where its figures come from.

    :param source: its record on this host; told by the host on which it lives; its charter keeps it to members; or
        nothing was learned yet
    :param noted: how many of its acts the record above it has noted, in which entry; `proved` whether they were
    :param told_by: the host that told the figures; `looked_at` when
    :param forked: the entry with the proof that it showed two histories
    """

    figures: Figures
    depth: int
    source: Source
    slug: str = ""
    url: str = ""
    noted: int | None = None
    noted_entry: int | None = None
    told_by: str = ""
    looked_at: datetime | None = None
    figures_size: int | None = None
    forked: int | None = None
    above_is_here: bool = True


@dataclass(frozen=True, slots=True)
class Programme:
    """A partnership and everything below it, as rows, with totals."""

    rows: tuple[Row, ...]
    organisations: tuple[OrganisationTold, ...]
    occurring_again: int
    without_identifier: int

    @property
    def below(self) -> int:
        """How many partnerships belong to it."""
        return len(self.rows) - 1

    @property
    def sectors(self) -> Mapping[str, int]:
        """How many organisations of each sector take part, each counted once."""
        return Counter(each.sector for each in self.organisations)

    @property
    def acts(self) -> int:
        """How many acts all records hold together."""
        return sum(row.figures.acts for row in self.rows)

    @property
    def told(self) -> int:
        """Of how many partnerships the figures are only told by another host."""
        return sum(row.source == "told" for row in self.rows)

    @property
    def unknown(self) -> int:
        """Of how many nothing could be learned."""
        return sum(row.source in ("closed", "nothing") for row in self.rows)

    @property
    def currencies(self) -> list[str]:
        """The currencies in which they reckon."""
        return sorted({row.figures.currency for row in self.rows if row.figures.currency})

    @property
    def languages(self) -> list[str]:
        """The languages in which they work."""
        return sorted({lang for row in self.rows for lang in row.figures.languages})

    @property
    def last_act_on(self) -> date | None:
        """The day of the last act anywhere."""
        return max((row.figures.last_act_on for row in self.rows if row.figures.last_act_on), default=None)


@dataclass(frozen=True, slots=True)
class _Known:
    """What the rows are made of, asked once for all of them."""

    below: Mapping[str, Sequence[Partnership]]
    elsewhere: Mapping[str, Sequence[KnownElsewhere]]
    noted: Mapping[tuple[str, str], tuple[int, int]]
    looks: Mapping[tuple[str, str], Look]
    last: Mapping[str, Entry]
    met: Mapping[str, frozenset[str]]
    members: Mapping[str, Sequence[OrganisationTold]] = field(default_factory=dict)


def programme(partnership: Partnership, *, at: datetime) -> Programme:
    """Return the programme of a partnership as it is known here now."""
    rows = tuple(_rows(partnership, _known(partnership, at=at), depth=0, above=None))
    all_of_them = [each for row in rows for each in row.figures.organisations]
    once, again = counted_once(all_of_them)
    return Programme(rows, tuple(once), again, sum(not each.identifiers for each in all_of_them))


def as_told(partnership: Partnership, *, at: datetime) -> Figures:
    """Return the figures of a partnership and of all below it, as this host tells them to others."""
    known = _known(partnership, at=at)
    return _nested(partnership, known, depth=0, above=None)


def _known(partnership: Partnership, *, at: datetime) -> _Known:
    below: dict[str, list[Partnership]] = {}
    level, seen = [partnership.pk], {partnership.pk}
    for _depth in range(DEEPEST):
        found = [each for each in accepted_below([partnership.pk, *level]) if each.pk not in seen]
        for each in found:
            below.setdefault(each.parent, []).append(each)
        level = [each.pk for each in found]
        seen |= set(level)
        if not level:
            break
    ids = [partnership.pk, *sorted(seen - {partnership.pk})]
    return _Known(
        below=below,
        elsewhere=remote_below(ids),
        noted=noted_sizes(ids),
        looks=looks_of(ids),
        last=reading.last_entries(ids),
        met=met_in(ids, on=at.date()),
        members={id: [_organisation(each) for each in found] for id, found in members_of(ids).items()},
    )


def _organisation(row: Member) -> OrganisationTold:
    identifiers = [f"{one.get('scheme', '')}:{one.get('value', '')}"[:200] for one in row.identifiers[:20]]
    return OrganisationTold.model_validate({"name": row.name, "sector": row.sector, "identifiers": identifiers})


def _rows(p: Partnership, known: _Known, *, depth: int, above: str | None) -> Iterator[Row]:
    noted = known.noted.get((above, p.pk)) if above else None
    source: Source = "record" if is_public(p) or not above else "closed"
    figures = _figures(p, known, open_to_all=source == "record")
    yield Row(
        figures, depth, source, slug=p.slug, noted=noted[0] if noted else None, noted_entry=noted[1] if noted else None
    )
    if depth == DEEPEST or source == "closed":
        return
    for child in known.below.get(p.pk, ()):
        yield from _rows(child, known, depth=depth + 1, above=p.pk)
    for child_elsewhere in known.elsewhere.get(p.pk, ()):
        yield from _rows_told(child_elsewhere, known.looks.get((p.pk, child_elsewhere.child)), depth=depth + 1)


def _rows_told(child: KnownElsewhere, look: Look | None, *, depth: int) -> Iterator[Row]:
    told = _told(child, look)
    host = child.url.partition("://")[2].partition("/")[0]
    looked_at = look.figures_at if look else None
    yield Row(
        told or Figures(partnership=child.child, name=child.name, acts=child.size),
        depth,
        "told" if told else "nothing",
        url=child.url,
        noted=child.size or None,
        noted_entry=child.noted,
        told_by=host,
        looked_at=looked_at,
        figures_size=look.figures_size if look else None,
        forked=child.forked,
    )
    for figures, level in _levels(told.children if told else (), depth + 1):
        yield Row(
            figures, level, "told", url=figures.address, noted=figures.noted, told_by=host, looked_at=looked_at,
            figures_size=look.figures_size if look else None, above_is_here=False,
        )  # fmt: skip


def _levels(children: Sequence[Figures], depth: int) -> Iterator[tuple[Figures, int]]:
    for child in children if depth <= DEEPEST else ():
        yield child, depth
        yield from _levels(child.children, depth + 1)


def _told(child: KnownElsewhere, look: Look | None) -> Figures | None:
    return Figures.model_validate(look.figures) if look and look.figures else None


def _nested(p: Partnership, known: _Known, *, depth: int, above: str | None) -> Figures:
    noted = known.noted.get((above, p.pk)) if above else None
    children: list[Figures] = []
    if depth < DEEPEST:
        children = [
            _nested(child, known, depth=depth + 1, above=p.pk)
            for child in known.below.get(p.pk, ())
            if is_public(child)
        ]
        for other in known.elsewhere.get(p.pk, ()):
            told = _told(other, known.looks.get((p.pk, other.child)))
            told = told or Figures(partnership=other.child, name=other.name, acts=other.size)
            told = cut(told, deepest=DEEPEST - depth - 1)
            changed = {"elsewhere": True, "address": other.url, "noted": other.size or None}
            children.append(told.model_copy(update=changed))
    own = _figures(p, known, open_to_all=True)
    return own.model_copy(update={"children": tuple(children), "noted": noted[0] if noted else None})


def _figures(p: Partnership, known: _Known, *, open_to_all: bool) -> Figures:
    if not open_to_all:
        return Figures(partnership=p.pk, name=p.name, lang=p.lang)
    met, last = known.met.get(p.pk, frozenset()), known.last.get(p.pk)
    return Figures(
        partnership=p.pk,
        name=p.name,
        lang=p.lang,
        address=f"{settings.ADDRESS}{reverse('home', args=[p.slug])}",
        place=p.place,
        level=cast(Reach, p.level),
        currency=p.currency,
        languages=tuple(p.languages),
        acts=last.position + 1 if last else 0,
        last_act_on=last.at.date() if last else None,
        criteria_met=len(met),
        criteria=sum(len(step.criteria) for step in steps()),
        steps_done=sum(all(each.id in met for each in step.criteria) for step in steps()),
        organisations=tuple(known.members.get(p.pk, ())[:5_000]),
    )


def is_public(p: Partnership) -> bool:
    """Return whether the charter of a partnership lets everybody read its record, and so its figures."""
    setting = setting_with(p.pk, digest=p.charter)
    return verdict_on_reading("record", by=visitor(p.pk), setting=setting).allowed


def sectors_in_order(counts: Mapping[str, int]) -> list[tuple[Sector, int]]:
    """Return every sector with its count, in the fixed order of sectors."""
    return [(sector, counts.get(sector.value, 0)) for sector in Sector]
