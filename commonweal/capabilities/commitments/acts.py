"""What can be done with commitments: take one on, ask for one, report, confirm, explain, release."""

from __future__ import annotations

from datetime import date
from typing import Annotated, ClassVar, Literal, Self

from django.utils.translation import gettext_lazy as _
from pydantic import StringConstraints, model_validator

from commonweal.acts.act import Act, Amount, Currency, FreeText, Id, Line, Position

Form = Literal["money", "work", "in_kind", "data", "other"]
Came = Literal["yes", "partly", "no"]
ClauseNumber = Annotated[str, StringConstraints(pattern=r"^H?\d{1,3}(\.\d{1,3}){0,3}$")]


class _Promise(Act):
    """What is promised: by whom, to whom, what, how much and by when."""

    matter: ClassVar[str] = "commitments"

    debtor: Id
    creditor: Id | None = None
    what: Line
    form: Form
    amount: Amount | None = None
    currency: Currency | None = None
    due_on: date
    clause: ClauseNumber | None = None
    says: FreeText | None = None

    @model_validator(mode="after")
    def _holds_together(self) -> Self:
        if self.form == "money" and self.amount is None:
            raise ValueError(_("Say how much money."))
        if (self.amount is None) != (self.currency is None):
            raise ValueError(_("Give an amount together with its currency."))
        if self.creditor == self.debtor:
            raise ValueError(_("Nobody owes something to themselves. Leave it open, and it is owed to all partners."))
        return self


class Pledge(_Promise):
    """An organisation takes something on, for all partners or for one of them."""

    kind: ClassVar[str] = "commitments.pledge.v1"


class AskFor(_Promise):
    """A partner is asked to take something on; it counts once that partner accepts."""

    kind: ClassVar[str] = "commitments.ask.v1"


class Accept(Act):
    """An organisation accepts what it was asked to take on."""

    kind: ClassVar[str] = "commitments.accept.v1"
    matter: ClassVar[str] = "commitments"

    commitment: Position


class Decline(Act):
    """An organisation declines what it was asked to take on, and says why."""

    kind: ClassVar[str] = "commitments.decline.v1"
    matter: ClassVar[str] = "commitments"

    commitment: Position
    reason: FreeText


class Report(Act):
    """Whoever owes it says that it was done, and when."""

    kind: ClassVar[str] = "commitments.report.v1"
    matter: ClassVar[str] = "commitments"

    commitment: Position
    done_on: date
    says: FreeText | None = None


class Confirm(Act):
    """Somebody to whom it was owed says whether it came."""

    kind: ClassVar[str] = "commitments.confirm.v1"
    matter: ClassVar[str] = "commitments"

    commitment: Position
    came: Came
    says: FreeText | None = None

    @model_validator(mode="after")
    def _says_what_is_missing(self) -> Self:
        if self.came != "yes" and self.says is None:
            raise ValueError(_("Say what is missing, so that it can be put right."))
        return self


class Explain(Act):
    """Whoever owes it says why it is late or did not come, and what makes good for it by when."""

    kind: ClassVar[str] = "commitments.explain.v1"
    matter: ClassVar[str] = "commitments"

    commitment: Position
    reason: FreeText
    remedy: FreeText
    remedy_on: date


class Release(Act):
    """Those to whom it was owed let go of a commitment, and say why."""

    kind: ClassVar[str] = "commitments.release.v1"
    matter: ClassVar[str] = "commitments"

    commitment: Position
    reason: FreeText
