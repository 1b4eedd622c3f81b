"""What can be done with a text that was presented, and with the agreement that comes of it."""

from __future__ import annotations

from datetime import date
from typing import ClassVar, Literal, Self

from django.utils.translation import gettext_lazy as _
from pydantic import model_validator

from commonweal.acts.act import Act, FreeText, Hex, Id, Line, Position

Next = Literal["continue", "change", "hand_over", "end"]
"""What partners decide at the end of a period."""

# ── Signing ───────────────────────────────────────────────────────────────────────────────────────


class SignCharter(Act):
    """An organisation signs the charter that was presented, with a key."""

    kind: ClassVar[str] = "agreement.sign.v1"
    matter: ClassVar[str] = "agreement"
    must_be_signed: ClassVar[bool] = True

    text: Position
    digest: Hex
    authority: Line


class SignByCode(Act):
    """An organisation signs the charter that was presented, with a mailed code and a typed name."""

    kind: ClassVar[str] = "agreement.sign_by_code.v1"
    matter: ClassVar[str] = "agreement"

    text: Position
    digest: Hex
    typed: FreeText
    authority: Line


class SignOnPaper(Act):
    """It is recorded that an organisation signed the charter that was presented on paper."""

    kind: ClassVar[str] = "agreement.sign_on_paper.v1"
    matter: ClassVar[str] = "agreement"

    text: Position
    digest: Hex
    organisation: Id
    scan: Hex
    signed_on: date
    authority: Line
    signer: FreeText


class Decline(Act):
    """An organisation declines to sign the charter that was presented, and says why."""

    kind: ClassVar[str] = "agreement.decline.v1"
    matter: ClassVar[str] = "agreement"

    text: Position
    reason: FreeText


class Accede(Act):
    """An organisation that joined later signs the charter in force, with a key."""

    kind: ClassVar[str] = "agreement.accede.v1"
    matter: ClassVar[str] = "agreement"
    must_be_signed: ClassVar[bool] = True

    text: Position
    digest: Hex
    authority: Line
    decision: Position | None = None


# ── What rules ────────────────────────────────────────────────────────────────────────────────────


class BringIntoForce(Act):
    """A text that enough have signed, or an amendment that was decided, comes into force."""

    kind: ClassVar[str] = "agreement.bring_into_force.v1"
    matter: ClassVar[str] = "agreement"

    text: Position
    decision: Position | None = None


class AdoptEdition(Act):
    """A partnership under an older interim charter goes on under the newest one."""

    kind: ClassVar[str] = "agreement.adopt_edition.v1"
    matter: ClassVar[str] = "agreement"

    edition: Line


# ── The life of the agreement ─────────────────────────────────────────────────────────────────────


class GiveNotice(Act):
    """An organisation gives notice that it leaves the agreement."""

    kind: ClassVar[str] = "agreement.give_notice.v1"
    matter: ClassVar[str] = "agreement"

    leaves_on: date
    reason: FreeText | None = None


class Suspend(Act):
    """The seats of an organisation rest, as was decided."""

    kind: ClassVar[str] = "agreement.suspend.v1"
    matter: ClassVar[str] = "agreement"

    organisation: Id
    decision: Position
    until_on: date | None = None


class LiftSuspension(Act):
    """The seats of an organisation rest no longer, as was decided."""

    kind: ClassVar[str] = "agreement.lift_suspension.v1"
    matter: ClassVar[str] = "agreement"

    organisation: Id
    decision: Position


class Succeed(Act):
    """An organisation takes the place in the agreement of one that ended or was merged."""

    kind: ClassVar[str] = "agreement.succeed.v1"
    matter: ClassVar[str] = "agreement"

    organisation: Id
    successor: Id
    evidence: Line
    sha256: Hex | None = None
    decision: Position | None = None

    @model_validator(mode="after")
    def _is_another(self) -> Self:
        if self.organisation == self.successor:
            raise ValueError(_("An organisation does not succeed itself. Choose two."))
        return self


class Renew(Act):
    """The agreement is renewed until a day, as was decided."""

    kind: ClassVar[str] = "agreement.renew.v1"
    matter: ClassVar[str] = "agreement"

    until_on: date
    decision: Position


class Dissolve(Act):
    """The partnership ends on a day, as was decided."""

    kind: ClassVar[str] = "agreement.dissolve.v1"
    matter: ClassVar[str] = "agreement"

    ends_on: date
    decision: Position
    statement: FreeText


class DecideNext(Act):
    """It is said whether the partnership continues, changes, hands over or ends, and when that is asked again."""

    kind: ClassVar[str] = "agreement.decide_next.v1"
    matter: ClassVar[str] = "agreement"

    outcome: Next
    statement: FreeText
    next_on: date
    decision: Position | None = None


__all__ = [
    "Accede",
    "AdoptEdition",
    "BringIntoForce",
    "DecideNext",
    "Decline",
    "Dissolve",
    "GiveNotice",
    "LiftSuspension",
    "Next",
    "Renew",
    "SignByCode",
    "SignCharter",
    "SignOnPaper",
    "Succeed",
    "Suspend",
]
