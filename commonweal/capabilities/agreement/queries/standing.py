"""How a text that was presented stands: who is asked to sign it, who did, and whether it rules."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from math import ceil

from commonweal.capabilities.agreement.models import Declined, Signature
from commonweal.charter.rules import Signing
from commonweal.partnerships.models import CharterText, Member


@dataclass(frozen=True, slots=True)
class Party:
    """An organisation that is asked to sign a text, and what it did.

    :param organisation: the one asked, or its successor
    :param left: whether it takes part no longer
    """

    organisation: str
    member: Member | None
    signature: Signature | None
    declined: Declined | None
    left: bool = False

    @property
    def name(self) -> str:
        """What it is called."""
        return self.member.name if self.member else ""

    @property
    def refuses(self) -> bool:
        """Whether it declined and has not signed since."""
        return self.declined is not None and self.signature is None


@dataclass(frozen=True, slots=True)
class Standing:
    """A text that was presented and how far its signing has come.

    :param rule: how it is signed, of the charter that ruled when it was presented, and its clause
    :param acceded: signatures of those who joined when it ruled already
    :param overtaken: whether another text came into force after it was presented
    """

    text: CharterText
    rule: Signing
    clause: str
    parties: tuple[Party, ...]
    acceded: tuple[Signature, ...]
    in_order: bool
    overtaken: bool

    @property
    def until_on(self) -> date:
        """The last day on which it can be signed."""
        return self.text.until_on or self.text.at.date() + timedelta(days=self.rule.period_days)

    @property
    def asked(self) -> list[Party]:
        """The parties that take part still."""
        return [party for party in self.parties if not party.left]

    @property
    def signed(self) -> list[Party]:
        """Those of them that signed."""
        return [party for party in self.asked if party.signature is not None]

    @property
    def missing(self) -> list[Party]:
        """Those that did not, in the order in which they are asked."""
        return [party for party in self.asked if party.signature is None]

    @property
    def needed(self) -> int:
        """How many have to sign for it to rule."""
        return max(1, ceil(Fraction(self.rule.share) * len(self.asked)))

    @property
    def enough(self) -> bool:
        """Whether that many did."""
        return len(self.signed) >= self.needed

    @property
    def ruling(self) -> bool:
        """Whether it came into force once."""
        return self.text.ruling_entry is not None

    @property
    def withdrawn(self) -> bool:
        """Whether it was taken back."""
        return self.text.withdrawn_entry is not None

    def open(self, on: date) -> bool:
        """Return whether it waits for signatures on a day."""
        waits = self.text.purpose == "sign" and not (self.ruling or self.withdrawn or self.overtaken)
        return waits and on <= self.until_on

    def days_left(self, on: date) -> int:
        """Return how many days are left to sign it, the last one included."""
        return max(0, (self.until_on - on).days + 1)

    def ready(self, on: date) -> bool:
        """Return whether it only waits for somebody to bring it into force."""
        waits = self.text.purpose == "sign" and not (self.ruling or self.withdrawn or self.overtaken)
        return waits and self.enough and (self.text.effective_on is None or self.text.effective_on <= on)

    def party(self, organisation: str) -> Party | None:
        """Return this organisation as a party, or nothing where it is not asked to sign."""
        return next((party for party in self.parties if party.organisation == organisation), None)

    def before(self, organisation: str) -> list[Party]:
        """Return the parties that must sign before this one and have not."""
        if not self.in_order:
            return []
        names = [party.organisation for party in self.asked]
        ahead = self.asked[: names.index(organisation)] if organisation in names else []
        return [party for party in ahead if party.signature is None]
