"""Who acts, for whom, and in which roles: roles come from representation, never from the account."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

from commonweal.partnerships.models import Representation
from commonweal.people.models import Account
from commonweal.record import driver

ANYONE = "anyone"

PASSING = frozenset({"founder", "invited", "applicant", "complainant", "administrator"})
"""Roles that no representation gives: a page gives them for one act, by which somebody founds, comes, applies or
complains, or by which whoever runs the host looks at something personal."""


@dataclass(frozen=True, slots=True)
class Actor:
    """A person as one partnership sees her.

    :param partnership: the only partnership in which these roles count
    :param person: her random pseudonym there; nothing for a visitor without an account
    :param org: the organisation she acts for; nothing where she acts for herself
    :param orgs: all organisations for which she holds a place here, of which she chose one
    """

    partnership: str | None
    person: str | None = None
    org: str | None = None
    roles: frozenset[str] = field(default=frozenset({ANYONE}))
    orgs: tuple[str, ...] = field(default=(), compare=False)

    def has(self, *roles: str) -> bool:
        """Return whether the actor holds at least one of `roles`."""
        return not self.roles.isdisjoint(roles)


def visitor(partnership: str | None = None) -> Actor:
    """Return somebody without an account: she may read what is public."""
    return Actor(partnership=partnership)


def actor_of(person: str, *, partnership: str, at: datetime, org: str | None = None) -> Actor:
    """Return the actor behind a pseudonym, with the roles she holds at this instant.

    :param org: the organisation she wants to act for; her first one where she names none
    """
    places = driver.rows(_PLACES_HELD, [partnership, person, at.date().isoformat()])
    return _acting(person, places, partnership=partnership, org=org)


def actor_for(account: Account, *, partnership: str, at: datetime, org: str | None = None) -> Actor:
    """Return the actor that this account is in this partnership; a visitor where it is unknown there."""
    rows = driver.rows(_HERS, [at.date().isoformat(), account.pk, partnership])
    if not rows:
        return visitor(partnership)
    places = [(role, organisation) for _person, role, organisation in rows if role is not None]
    return _acting(rows[0][0], places, partnership=partnership, org=org)


def actors_of(persons: Mapping[str, str], *, at: datetime) -> dict[str, Actor]:
    """Return the actors behind a person's pseudonyms, one in each partnership, each for her first organisation there.

    :param persons: her pseudonym by the partnership; one question for however many
    """
    rows = Representation.objects.filter(person__in=list(persons.values())).order_by("entry") if persons else ()
    held: dict[str, list[tuple[str, str]]] = {}
    for row in rows:
        if persons.get(row.partnership) == row.person and _holds(row, at=at):
            held.setdefault(row.partnership, []).append((row.role, row.organisation))
    return {here: _acting(person, held.get(here, ()), partnership=here, org=None) for here, person in persons.items()}


def as_of_now(by: Actor, *, at: datetime) -> Actor | None:
    """Return the actor with the roles she holds now, whatever she held when her request came in.

    Asked under the lock of the record, so that a place that ended meanwhile, even in the same second, gives nothing.
    Nothing is returned where she no longer acts for the organisation in whose name she comes.
    """
    if by.person is None or by.partnership is None:
        return by  # nobody's place: there is nothing that could have ended
    now = actor_of(by.person, partnership=by.partnership, at=at, org=by.org)
    if by.org is not None and now.org != by.org:
        return None
    return replace(by, roles=now.roles | (by.roles & PASSING))


def _acting(person: str, places: Iterable[tuple[str, str]], *, partnership: str, org: str | None) -> Actor:
    """Return the actor with these places, each a role and the organisation for which it is held."""
    places = list(places)
    orgs = [organisation for _role, organisation in places if organisation]
    chosen = org if org in orgs else (orgs[0] if orgs else None)
    roles = {role for role, organisation in places if organisation in ("", chosen)}
    return Actor(partnership, person, chosen, frozenset({ANYONE, *roles}), orgs=tuple(dict.fromkeys(orgs)))


# Every act asks this, under the lock; it is `_holds` in the words of the database.
_PLACES_HELD = (
    "SELECT role, organisation FROM partnerships_representation WHERE partnership = %s AND person = %s"
    " AND ended_at IS NULL AND (until_on IS NULL OR until_on >= %s) ORDER BY entry"
)

# Every request of somebody signed in asks this: whose pseudonym she has here, and the places that she holds.
_HERS = (
    "SELECT p.id, r.role, r.organisation FROM people_pseudonym p LEFT JOIN partnerships_representation r"
    " ON r.partnership = p.partnership AND r.person = p.id AND r.ended_at IS NULL"
    " AND (r.until_on IS NULL OR r.until_on >= %s)"
    " WHERE p.account_id = %s AND p.partnership = %s ORDER BY r.entry"
)


def _holds(row: Representation, *, at: datetime) -> bool:
    return row.ended_at is None and (row.until_on is None or at.date() <= row.until_on)
