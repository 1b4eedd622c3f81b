"""What can be done to propose something, to talk it over, to decide it, and to answer for it afterwards.

Casting and counting are in `ballot_acts.py`.
"""

from __future__ import annotations

from datetime import date
from typing import Annotated, ClassVar, Literal, Self

from django.utils.translation import gettext_lazy as _
from pydantic import Field, StringConstraints, model_validator

from commonweal.acts.act import Amount, Currency, Data, FreeText, Id, Line, Position
from commonweal.acts.citing import Citing
from commonweal.charter.data import Code
from commonweal.charter.rules import Knowledge, Promise

SeatName = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]{0,39}\.[0-9a-z]{1,26}$")]
OptionCode = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]{0,19}$")]
Stance = Literal["for", "against", "unsure"]

MOST_OPTIONS = 60
MOST_ACTIONS = 20
MOST_CITED = 30


class OptionOffered(Data):
    """Something that can be chosen: in words, or a person (by her pseudonym), or a member organisation."""

    code: OptionCode
    title: FreeText | None = None
    person: Id | None = None
    organisation: Id | None = None

    @model_validator(mode="after")
    def _is_something(self) -> Self:
        if self.title is None and self.person is None and self.organisation is None:
            raise ValueError(_("Say what this option is."))
        return self


class KnowledgeUsed(Data):
    """A kind of knowledge on which a proposal rests, and where it stands in the record or in words."""

    kind: Knowledge
    entries: Annotated[tuple[Position, ...], Field(max_length=MOST_CITED)] = ()
    says: FreeText | None = None

    @model_validator(mode="after")
    def _rests_on_something(self) -> Self:
        if not self.entries and self.says is None:
            raise ValueError(_("Say on what this rests: point to entries of the record, or say it in words."))
        return self


class ActionAgreed(Data):
    """Something to be done after a decision: what, by whom, and until when."""

    what: FreeText
    organisation: Id | None = None
    person: Id | None = None
    due_on: date | None = None


class Propose(Citing):
    """A decision is proposed on one of the charter's matters.

    `on` names a matter, or the family of those that are split by amount. Which matter it is, who decides it and by
    which rule the house finds in the charter: `found`, `body` and `rule`.
    """

    kind: ClassVar[str] = "decisions.propose.v1"
    matter: ClassVar[str] = "decisions"

    title: Line
    on: Code
    question: FreeText
    options: Annotated[tuple[OptionOffered, ...], Field(max_length=MOST_OPTIONS)] = ()
    amount: Amount | None = None
    currency: Currency | None = None
    concerns: Annotated[tuple[Id, ...], Field(max_length=200)] = ()
    knowledge: Annotated[tuple[KnowledgeUsed, ...], Field(max_length=3)] = ()
    promised: Promise
    review_on: date | None = None
    found: Code | None = None
    body: Code | None = None
    rule: Code | None = None

    @model_validator(mode="after")
    def _says_each_thing_once(self) -> Self:
        if any(option.code in ("yes", "no", "abstain") for option in self.options):
            raise ValueError(_("An option needs a code that is no answer."))
        if len({option.code for option in self.options}) < len(self.options):
            raise ValueError(_("Two options have the same code."))
        if len({used.kind for used in self.knowledge}) < len(self.knowledge):
            raise ValueError(_("Name each kind of knowledge once."))
        return self

    def named(self) -> dict[int, str]:
        """Return the entries to which the knowledge points."""
        return {entry: "based_on" for used in self.knowledge for entry in used.entries}


class ProposeAmendment(Citing):
    """A change to what is proposed is suggested."""

    kind: ClassVar[str] = "decisions.propose_amendment.v1"
    matter: ClassVar[str] = "decisions"
    relations: ClassVar[dict[str, str]] = {"decision": "answers"}

    decision: Position
    text: FreeText
    reason: FreeText | None = None


class SettleAmendment(Citing):
    """A suggested change is taken into the proposal, or declined with a reason."""

    kind: ClassVar[str] = "decisions.settle_amendment.v1"
    matter: ClassVar[str] = "decisions"
    relations: ClassVar[dict[str, str]] = {"decision": "based_on", "amendment": "closes"}

    decision: Position
    amendment: Position
    settled: Literal["taken", "declined"]
    question: FreeText | None = None
    reason: FreeText | None = None

    @model_validator(mode="after")
    def _says_the_new_text_or_why_not(self) -> Self:
        if self.settled == "taken" and self.question is None:
            raise ValueError(_("Give the whole text of the proposal as it reads with the change."))
        if self.settled == "declined" and self.reason is None:
            raise ValueError(_("Say why the change is not taken."))
        return self


class SayPosition(Citing):
    """Somebody says how she, for her seat or her organisation, stands to a proposal, and why."""

    kind: ClassVar[str] = "decisions.say_position.v1"
    matter: ClassVar[str] = "decisions"
    relations: ClassVar[dict[str, str]] = {"decision": "answers"}

    decision: Position
    stance: Stance
    says: FreeText | None = None


class Object(Citing):
    """A seat objects to a proposal with a reason; in consent, nothing is adopted while an objection stands."""

    kind: ClassVar[str] = "decisions.object.v1"
    matter: ClassVar[str] = "decisions"
    relations: ClassVar[dict[str, str]] = {"decision": "challenges"}

    decision: Position
    seat: SeatName
    reason: FreeText


class IntegrateObjection(Citing):
    """A proposal is changed so that an objection is met; whoever objected may say that it still stands."""

    kind: ClassVar[str] = "decisions.integrate_objection.v1"
    matter: ClassVar[str] = "decisions"
    relations: ClassVar[dict[str, str]] = {"decision": "based_on", "objection": "closes"}

    decision: Position
    objection: Position
    how: FreeText
    question: FreeText


class WithdrawObjection(Citing):
    """Whoever objected takes the objection back."""

    kind: ClassVar[str] = "decisions.withdraw_objection.v1"
    matter: ClassVar[str] = "decisions"
    relations: ClassVar[dict[str, str]] = {"decision": "based_on", "objection": "closes"}

    decision: Position
    objection: Position


class Withdraw(Citing):
    """A proposal is taken back before its ballot opens."""

    kind: ClassVar[str] = "decisions.withdraw.v1"
    matter: ClassVar[str] = "decisions"
    relations: ClassVar[dict[str, str]] = {"decision": "closes"}

    decision: Position
    reason: FreeText


class Dissent(Citing):
    """Somebody has it recorded that, and why, she does not agree with what was decided."""

    kind: ClassVar[str] = "decisions.dissent.v1"
    matter: ClassVar[str] = "decisions"
    relations: ClassVar[dict[str, str]] = {"decision": "challenges"}

    decision: Position
    says: FreeText


class StateOutcome(Citing):
    """A person says in her own words what was decided, what follows, and how much those affected took part."""

    kind: ClassVar[str] = "decisions.state_outcome.v1"
    matter: ClassVar[str] = "decisions"
    relations: ClassVar[dict[str, str]] = {"decision": "answers"}

    decision: Position
    statement: FreeText
    actual: Promise
    review_on: date
    actions: Annotated[tuple[ActionAgreed, ...], Field(max_length=MOST_ACTIONS)] = ()


class Appeal(Citing):
    """Somebody appeals against a decision, with grounds."""

    kind: ClassVar[str] = "decisions.appeal.v1"
    matter: ClassVar[str] = "decisions"
    relations: ClassVar[dict[str, str]] = {"decision": "challenges"}

    decision: Position
    grounds: FreeText


class RuleOnAppeal(Citing):
    """An appeal is upheld or rejected with a reason, by somebody who did not take part in the decision."""

    kind: ClassVar[str] = "decisions.rule_on_appeal.v1"
    matter: ClassVar[str] = "decisions"
    relations: ClassVar[dict[str, str]] = {"decision": "based_on", "appeal": "answers"}

    decision: Position
    appeal: Position
    ruling: Literal["upheld", "rejected"]
    reason: FreeText


class Reopen(Citing):
    """A decision is taken back into discussion: after an appeal that was upheld, or a recusal that was missed."""

    kind: ClassVar[str] = "decisions.reopen.v1"
    matter: ClassVar[str] = "decisions"
    relations: ClassVar[dict[str, str]] = {"decision": "supersedes"}

    decision: Position
    reason: FreeText
    question: FreeText | None = None
