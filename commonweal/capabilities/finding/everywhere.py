"""How far one person may look on this host: in which partnerships, and what of them, as each charter has it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from commonweal.acts.capability import Setting
from commonweal.acts.charters import setting_with
from commonweal.acts.installed import installed
from commonweal.acts.perform import verdict_on_reading
from commonweal.capabilities.finding import queries
from commonweal.partnerships.actors import Actor, visitor
from commonweal.partnerships.models import Member, Partnership
from commonweal.people.models import Account


@dataclass(frozen=True)
class Reach:
    """What a person may look at.

    :param partnerships: those on this host that she may read, by id
    :param actors: who she is in each
    :param names_in: where she may see names of persons
    :param open_to_her: what else she may read, and where, that is kept from other readers of the record
    """

    partnerships: Mapping[str, Partnership]
    actors: Mapping[str, Actor]
    names_in: tuple[str, ...]
    open_to_her: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    all_of_the_host: bool = False

    @property
    def readable(self) -> tuple[str, ...] | None:
        """The ids of what she may read; nothing where that is everything."""
        return None if self.all_of_the_host else tuple(self.partnerships)

    def organisations(self) -> dict[str, Member]:
        """Return the organisations of all of them, by id. One query."""
        return queries.organisations_in(self.readable)


def reach_of(account: Account, *, at: datetime) -> Reach:
    """Return how far a person may look. Two queries, whatever the number of partnerships."""
    hers = queries.actors_of_account(account, at=at)
    rows = queries.partnerships()
    actors = {row.pk: hers.get(row.pk, visitor(row.pk)) for row in rows}
    settings = {row.pk: setting_with(row.pk, digest=row.charter) for row in rows}
    readable = {
        row.pk: row for row in rows if verdict_on_reading("record", by=actors[row.pk], setting=settings[row.pk])
    }
    names_in = [id for id in readable if verdict_on_reading("names", by=actors[id], setting=settings[id])]
    return Reach(
        readable,
        {id: actors[id] for id in readable},
        tuple(names_in),
        open_to({id: actors[id] for id in readable}, settings),
        all_of_the_host=len(readable) == len(rows),
    )


def open_to(actors: Mapping[str, Actor], settings: Mapping[str, Setting]) -> dict[str, tuple[str, ...]]:
    """Return what kinds of act are read by fewer than the record is, each with the partnerships in which she may."""
    kept_back = sorted({what for capability in installed() for what in capability.readable.values()})
    return {what: tuple(_where(what, actors, settings)) for what in kept_back}


def _where(what: str, actors: Mapping[str, Actor], settings: Mapping[str, Setting]) -> Iterable[str]:
    return (id for id, actor in actors.items() if verdict_on_reading(what, by=actor, setting=settings[id]))
