"""What can be done about disputes: raise, take, say, move on, settle, withdraw; and try the path out."""

from __future__ import annotations

from typing import ClassVar, Literal, Self

from django.utils.translation import gettext_lazy as _
from pydantic import model_validator

from commonweal.acts.act import Act, FreeText, Id, Position
from commonweal.acts.citing import Citing

Sort = Literal["complaint", "dispute", "missed_recusal", "appeal"]
Outcome = Literal["upheld", "partly", "agreed", "rejected"]
"""It was right; in part; those concerned agreed; it was not right."""


class RaiseDispute(Citing):
    """Somebody complains, or says that something is in dispute: about an entry, an organisation, or anything else.

    `about` is the entry, `against` a member organisation; `wish` says what would put it right.
    """

    kind: ClassVar[str] = "disputes.raise.v1"
    matter: ClassVar[str] = "disputes"
    relations: ClassVar[dict[str, str]] = {"about": "challenges"}

    sort: Sort
    about: Position | None = None
    against: Id | None = None
    words: FreeText
    wish: FreeText | None = None


class TakeDispute(Citing):
    """Somebody whom it does not concern takes a complaint on, at the step at which it is."""

    kind: ClassVar[str] = "disputes.take.v1"
    matter: ClassVar[str] = "disputes"
    relations: ClassVar[dict[str, str]] = {"dispute": "based_on"}

    dispute: Position


class SayInDispute(Citing):
    """Whoever complained, whoever it is against, or who handles it says something: the right of reply."""

    kind: ClassVar[str] = "disputes.say.v1"
    matter: ClassVar[str] = "disputes"
    relations: ClassVar[dict[str, str]] = {"dispute": "answers"}

    dispute: Position
    words: FreeText


class MoveOnDispute(Citing):
    """A complaint that was not settled goes on to the next step of the charter's path."""

    kind: ClassVar[str] = "disputes.move_on.v1"
    matter: ClassVar[str] = "disputes"
    relations: ClassVar[dict[str, str]] = {"dispute": "based_on"}

    dispute: Position
    reason: FreeText | None = None


class SettleDispute(Citing):
    """A complaint is settled: how, why, and what is done to put things right.

    `decision` is the entry that proposed the decision by which a body settled it, where the step is a body's.
    """

    kind: ClassVar[str] = "disputes.settle.v1"
    matter: ClassVar[str] = "disputes"
    relations: ClassVar[dict[str, str]] = {"dispute": "closes", "decision": "based_on"}

    dispute: Position
    outcome: Outcome
    words: FreeText
    remedy: FreeText | None = None
    decision: Position | None = None

    @model_validator(mode="after")
    def _puts_right_what_was_wrong(self) -> Self:
        if self.outcome in ("upheld", "partly") and self.remedy is None:
            raise ValueError(_("Say what is done to put it right."))
        return self


class WithdrawDispute(Citing):
    """Whoever complained takes it back."""

    kind: ClassVar[str] = "disputes.withdraw.v1"
    matter: ClassVar[str] = "disputes"
    relations: ClassVar[dict[str, str]] = {"dispute": "closes"}

    dispute: Position
    reason: FreeText | None = None


class RehearsePath(Act):
    """The path of complaints was tried out on an invented case, and what was learned is said."""

    kind: ClassVar[str] = "disputes.rehearse.v1"
    matter: ClassVar[str] = "disputes"

    note: FreeText
