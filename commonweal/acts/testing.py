"""For tests: a fixed cast, a founded partnership, and acts performed through the one door.

Everything is made through real acts, so that no test starts from a state that nobody could reach. Kinds of act are
named by their registered name here, because this floor does not import the capabilities above it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any

from commonweal.acts.act import Act
from commonweal.acts.installed import act_type
from commonweal.acts.kept import kept
from commonweal.acts.perform import perform
from commonweal.kit.ids import id_from_seed
from commonweal.partnerships.actors import ANYONE, Actor, actor_of, visitor
from commonweal.people.models import Account, Pseudonym
from commonweal.record.entry import Entry
from commonweal.record.hostkeys import log_key

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
"""The instant at which tests happen: noon (UTC) of Monday, 2 March 2026."""

TODAY: date = NOON.date()


def made(kind: str, partnership: str, **fields: Any) -> Act:
    """Return an act by its registered name, such as ``membership.admit``, without performing it."""
    return act_type(kind).model_validate({"partnership": partnership, **fields})


def given(act: Act, *, by: Actor, at: datetime = NOON, **signed: Any) -> Entry:
    """Arrange by acting: perform `act` and return its entry.

    :param signed: `sign`, `sig` and `seen`, as `perform` takes them
    """
    return perform(act, by=by, at=at, **signed)


def account(name: str) -> Account:
    """Return the account of one of the cast, opened at the first need: ``alba@example.org`` for “Alba”."""
    email = f"{name.lower()}@example.org"
    found = Account.objects.filter(email=email).first()
    return found or Account.objects.create_user(email, name=name)


@dataclass(frozen=True, slots=True)
class Founded:
    """A partnership as tests meet it, with everybody in it.

    Alba convenes and represents the city; Bruno represents a company, Chiara a civil society organisation, Dina a
    university; Emre takes part for the families of a neighbourhood; Olga observes; Farah is a stranger with an account.
    """

    id: str
    slug: str

    def org(self, name: str) -> str:
        """Return the id of ``city``, ``company``, ``ngo``, ``university`` or ``families``."""
        return id_from_seed("test", self.slug, name)

    def person(self, name: str) -> str:
        """Return the pseudonym under which one of the cast acts here."""
        return id_from_seed("test", self.slug, name.lower())

    def actor(self, name: str, *, at: datetime = NOON) -> Actor:
        """Return one of the cast with the roles she holds at `at`."""
        return actor_of(self.person(name), partnership=self.id, at=at)

    @property
    def alba(self) -> Actor:
        """Convener, and representative of the city."""
        return self.actor("Alba")

    @property
    def bruno(self) -> Actor:
        """Representative of a company."""
        return self.actor("Bruno")

    @property
    def chiara(self) -> Actor:
        """Representative of a civil society organisation."""
        return self.actor("Chiara")

    @property
    def dina(self) -> Actor:
        """Representative of a university."""
        return self.actor("Dina")

    @property
    def emre(self) -> Actor:
        """Participant for the families of a neighbourhood."""
        return self.actor("Emre")

    @property
    def olga(self) -> Actor:
        """Observer."""
        return self.actor("Olga")

    @property
    def farah(self) -> Actor:
        """Somebody who has an account and no place here."""
        return visitor(self.id)

    def given(self, kind: str, *, by: Actor | None = None, at: datetime = NOON, **fields: Any) -> Entry:
        """Perform an act by its registered name, as the convener where nobody is named."""
        return given(made(kind, self.id, **fields), by=by or self.alba, at=at)


CAST = (
    # name, place, organisation, its name, its sector
    ("Bruno", "representative", "company", "Tejados Frescos", "company"),
    ("Chiara", "representative", "ngo", "Shade for All", "civil_society"),
    ("Dina", "representative", "university", "University of Ribera", "university"),
    ("Emre", "participant", "families", "Families of the North Quarter", "community"),
    ("Olga", "observer", None, None, None),
)


def founded(name: str = "Cool Schools", *, slug: str = "", at: datetime = NOON, **fields: Any) -> Founded:
    """Found a partnership and give the whole cast their places.

    :param fields: anything else that the founding says
    """
    said = (name, slug, at, repr(sorted(fields.items())))
    return kept(("founded", *said), lambda: _founded(name, slug=slug, at=at, **fields))


def _founded(name: str, *, slug: str, at: datetime, **fields: Any) -> Founded:
    partnership = founded_alone(name, slug=slug, at=at, **fields)
    admit(partnership, "city", "City of Ribera Alta", "government", at=at)
    partnership.given("membership.represent", organisation=partnership.org("city"), at=at)
    for who, place, org, org_name, sector in CAST:
        if org and org_name and sector:
            admit(partnership, org, org_name, sector, at=at)
        welcome(partnership, who, place, org=org, at=at)
    account("Farah")
    return partnership


def founded_alone(name: str = "Cool Schools", *, slug: str = "", at: datetime = NOON, **fields: Any) -> Founded:
    """Found a partnership of which Alba is the convener, and nobody else takes part."""
    slug = slug or name.lower().replace(" ", "-")
    partnership = Founded(id=id_from_seed("test", slug), slug=slug)
    known_here(partnership, "Alba")
    said = {
        "name": name,
        "slug": slug,
        "place": "Ribera Alta",
        "purpose": "School yards and the streets around them are safe in the heat.",
        "who_decides": "everyone",
        "size": "medium",
        "log_key": log_key(partnership.id),
        **fields,
    }
    founder = Actor(partnership=partnership.id, person=partnership.person("Alba"), roles=frozenset({ANYONE, "founder"}))
    given(made("founding.found", partnership.id, **said), by=founder, at=at)
    return partnership


def known_here(partnership: Founded, who: str) -> str:
    """Give one of the cast her pseudonym in this partnership, and return it."""
    person = partnership.person(who)
    Pseudonym.objects.get_or_create(id=person, defaults={"partnership": partnership.id, "account": account(who)})
    return person


def admit(partnership: Founded, org: str, name: str, sector: str, *, at: datetime = NOON, **fields: Any) -> Entry:
    """Let an organisation join; `org` is the short name by which the test finds it again."""
    return partnership.given(
        "membership.admit", organisation=partnership.org(org), name=name, sector=sector, at=at, **fields
    )


def welcome(partnership: Founded, who: str, role: str, *, org: str | None = None, at: datetime = NOON) -> Actor:
    """Invite one of the cast to a place and let her take it."""
    invitation = id_from_seed("test", partnership.slug, "invitation", who, role, org or "")
    organisation = partnership.org(org) if org else None
    partnership.given(
        "membership.invite",
        invitation=invitation,
        role=role,
        organisation=organisation,
        expires_at=at + timedelta(days=30),
        at=at,
    )
    guest = Actor(partnership=partnership.id, person=known_here(partnership, who), roles=frozenset({ANYONE, "invited"}))
    given(made("membership.accept", partnership.id, invitation=invitation), by=guest, at=at)
    return partnership.actor(who, at=at)
