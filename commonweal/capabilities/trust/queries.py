"""Questions asked about keys, witnesses and anchors."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from commonweal.acts.together import once
from commonweal.capabilities.trust.models import Closing, MoveAgreement, SigningHost, Stopped
from commonweal.partnerships.actors import Actor
from commonweal.partnerships.models import Member
from commonweal.partnerships.queries import anchors, members, moved_to, partnership_with, witnesses_named
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
    by: str


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
            by=row.person,
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


def named(holders: list[Holder], words: list[Word], *, names: Mapping[str, str]) -> tuple[list[Holder], list[Word]]:
    """Return keys and words with the names of persons, for a reader whom the charter lets see names."""
    return (
        [replace(one, person=names.get(one.key.of, "")) for one in holders],
        [replace(one, person=names.get(one.by, "")) for one in words],
    )


# ── Moving ────────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class Destination:
    """A host to which partners agreed to move.

    :param enough: whether that many organisations agreed that the move counts
    """

    to: str
    log_key: str
    agreements: tuple[MoveAgreement, ...]
    needed: int

    @property
    def organisations(self) -> int:
        """How many different organisations signed. Nobody acts for none, unless there are none."""
        return len({row.organisation for row in self.agreements})

    @property
    def enough(self) -> bool:
        """Whether the move counts."""
        return self.organisations >= self.needed

    @property
    def missing(self) -> int:
        """How many organisations have still to agree."""
        return max(0, self.needed - self.organisations)


def gone_to(partnership: str) -> str | None:
    """Return the host at which the record goes on, where nothing more is recorded here; else nothing. One query."""
    return once(moved_to, partnership) or None


def closing_of(partnership: str) -> Closing | None:
    """Return that the record was closed at a host, or nothing. One query."""
    return Closing.objects.filter(pk=partnership).first()


def stopped_here(partnership: str) -> Stopped | None:
    """Return that whoever runs this host stopped the record here, or nothing. One query."""
    return Stopped.objects.filter(pk=partnership).first()


def destinations(partnership: str, *, needed: int) -> list[Destination]:
    """Return the hosts to which partners agreed to move, the one with most agreements first. Two queries.

    What an organisation signed counts for as long as it takes part.

    :param needed: how many organisations must agree
    """
    here = {"", *members(partnership).values_list("organisation", flat=True)}
    rows = MoveAgreement.objects.filter(partnership=partnership).select_related("reason").order_by("entry")
    found: dict[tuple[str, str], list[MoveAgreement]] = {}
    for row in rows:
        if row.organisation in here:
            found.setdefault((row.to, row.log_key), []).append(row)
    made = [Destination(to, log_key, tuple(those), needed) for (to, log_key), those in found.items()]
    return sorted(made, key=lambda each: -each.organisations)


def organisations_count(partnership: str) -> int:
    """Return how many organisations take part now. One query."""
    return members(partnership).count()


def log_key_named(partnership: str) -> str:
    """Return the key that the record names for its checkpoints. One query."""
    return partnership_with(partnership).log_key


def host_keys(partnership: str) -> list[str]:
    """Return every key that the record ever named for its checkpoints, the first host's first. One query."""
    rows = SigningHost.objects.filter(partnership=partnership).order_by("entry")
    return list(rows.values_list("log_key", flat=True)) or [log_key_named(partnership)]
