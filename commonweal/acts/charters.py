"""Charters by their digest: asked for once, because a digest names one charter for ever."""

from __future__ import annotations

from functools import lru_cache

from commonweal.acts.capability import Facts, Setting
from commonweal.charter.clauses import Charter
from commonweal.charter.interim import interim_charter
from commonweal.partnerships.models import CharterInForce, Partnership
from commonweal.partnerships.queries import digest_in_force
from commonweal.record.entry import Entry


class UnknownCharter(LookupError):
    """No charter of this digest ever ruled in this partnership."""


def setting_with(partnership: str, *, digest: str) -> Setting:
    """Return the charter with this digest, without a question where it is the built-in one or was asked for before.

    :param digest: as the partnership's own row names the charter in force, or as an entry names the one it was under
    :raises UnknownCharter: where it never ruled here
    """
    built_in = _built_in()
    return built_in if digest == built_in.digest else _kept(partnership, digest)


@lru_cache(maxsize=1)
def _built_in() -> Setting:
    charter = interim_charter()
    return Setting(charter=charter, digest=charter.digest())


@lru_cache(maxsize=128)
def _kept(partnership: str, digest: str) -> Setting:
    row = CharterInForce.objects.filter(partnership=partnership, digest=digest).first()
    if row is None:
        raise UnknownCharter(digest)
    return Setting(charter=Charter.model_validate(row.document), digest=digest)


def charter_in(facts: Facts) -> Charter:
    """Return the charter in force for those who look at facts: the one that came along, or else by two questions."""
    if facts.charter is not None:
        return facts.charter
    return facts.once(_in_force)


def _in_force(partnership: str) -> Charter:
    digest = digest_in_force(partnership)
    return setting_with(partnership, digest=digest).charter if digest else interim_charter()


def ruled_by(charter: Charter, entry: Entry) -> None:
    """Write that a charter rules from the next entry on: what a projection does where one comes into force."""
    digest = charter.digest()
    CharterInForce.objects.create(
        key=f"{entry.partnership}.{entry.position}",
        partnership=entry.partnership,
        digest=digest,
        document=charter.model_dump(mode="json"),
        since=entry.position,
        since_at=entry.at,
    )
    for row in Partnership.objects.filter(pk=entry.partnership).exclude(charter=digest):
        row.charter = digest
        row.save()
