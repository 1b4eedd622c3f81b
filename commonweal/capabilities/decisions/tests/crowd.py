"""Members by the thousand, each represented by somebody: written as rows, because admitting them is not tested."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from commonweal.kit.ids import id_from_seed
from commonweal.partnerships.models import Member, Representation
from commonweal.people.models import Account, Pseudonym


@dataclass(frozen=True)
class Voter:
    """Somebody who holds the seat of a member in the assembly."""

    account: Account
    person: str
    seat: str


def crowd(partnership: str, size: int, *, at: datetime) -> list[Voter]:
    """Write so many members with a representative each, and return who votes for them."""
    Account.objects.bulk_create(
        [Account(email=f"voter{n:05}@example.org", name=f"Voter {n}") for n in range(size)], batch_size=500
    )
    accounts = Account.objects.filter(email__startswith="voter").order_by("email")
    voters = [_voter(partnership, account) for account in accounts]
    rows = [_rows(partnership, voter, number, at) for number, voter in enumerate(voters)]
    Member.objects.bulk_create([row[0] for row in rows], batch_size=500)
    Representation.objects.bulk_create([row[1] for row in rows], batch_size=500)
    Pseudonym.objects.bulk_create([row[2] for row in rows], batch_size=500)
    return voters


def _voter(partnership: str, account: Account) -> Voter:
    organisation = id_from_seed(partnership, "organisation", account.email)
    return Voter(account, id_from_seed(partnership, "person", account.email), f"members.{organisation}")


def _rows(partnership: str, voter: Voter, number: int, at: datetime) -> tuple[Member, Representation, Pseudonym]:
    organisation = voter.seat.partition(".")[2]
    return (
        Member(
            key=f"{partnership}.{organisation}",
            partnership=partnership,
            organisation=organisation,
            entry=0,
            name=f"Member {number}",
            sector="company",
            joined_at=at,
        ),
        Representation(
            key=f"{partnership}.{voter.person}",
            partnership=partnership,
            organisation=organisation,
            entry=0,
            person=voter.person,
            role="representative",
            since_at=at,
        ),
        Pseudonym(id=voter.person, partnership=partnership, account=voter.account),
    )
