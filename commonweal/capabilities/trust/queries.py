"""Questions asked about keys, witnesses and anchors."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from commonweal.partnerships.actors import Actor
from commonweal.partnerships.models import Member
from commonweal.partnerships.queries import anchors, representations, witnesses_named
from commonweal.record import reading
from commonweal.record.hostkeys import log_key
from commonweal.record.notes import parse_verifier
from commonweal.record.signatures import PublicKey

SHOWN = 50
"""How many anchors a page shows: the newest; the others stand in the record."""


@dataclass(frozen=True, slots=True)
class Holder:
    """A key with the name of its holder as far as the reader may know it.

    :param hers: whether the reader may withdraw it as its holder
    """

    key: PublicKey
    organisation: str
    person: str
    hers: bool


@dataclass(frozen=True, slots=True)
class Word:
    """A partner's signed word that she had verified the record."""

    size: int
    entry: int
    at: datetime
    organisation: str
    person: str


@dataclass(frozen=True, slots=True)
class Witness:
    """Somebody who may cosign: the name, and the whole verifier key."""

    name: str
    vkey: str


def keys(partnership: str, *, to: Actor, organisations: dict[str, str], names: dict[str, str]) -> list[Holder]:
    """Return the keys that count now, oldest first. One query.

    :param organisations: names of organisations by id; `names` those of persons by pseudonym
    """
    return [
        Holder(
            key=key,
            organisation=organisations.get(key.of, ""),
            person=names.get(key.of, ""),
            hers=key.of in {holder for holder in (to.person, to.org) if holder},
        )
        for key in reading.named_keys(partnership)
        if key.revoked is None
    ]


def words(partnership: str, *, organisations: dict[str, str], names: dict[str, str]) -> list[Word]:
    """Return the newest anchors. One query."""
    return [
        Word(
            size=row.size,
            entry=row.entry,
            at=row.at,
            organisation=organisations.get(row.organisation, ""),
            person=names.get(row.person, ""),
        )
        for row in anchors(partnership)[:SHOWN]
    ]


def witnesses(partnership: str) -> tuple[list[Witness], int]:
    """Return who may cosign now, and how many of them seal the record. One query."""
    row = witnesses_named(partnership)
    if row is None:
        return [], 0
    return [Witness(name=parse_verifier(vkey).name, vkey=vkey) for vkey in row.witnesses], row.threshold


def signed_elsewhere(partnership: str, *, named: str) -> bool:
    """Return whether the record names another host's key than this host's.

    :param named: the key that the record names now
    """
    return named != log_key(partnership)


def organisation_names(partnership: str) -> dict[str, str]:
    """Return the names of all organisations that take or took part, by id. One query."""
    rows = Member.objects.filter(partnership=partnership).order_by("entry")
    return dict(rows.values_list("organisation", "name"))


def people_with_places(partnership: str) -> list[str]:
    """Return the pseudonyms of everybody who holds a place now. One query."""
    return list(representations(partnership).values_list("person", flat=True).distinct().order_by("person"))
