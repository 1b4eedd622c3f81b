"""What can be done around a ballot: open it, cast, enter paper, stand in, veto, close, break a tie.

What the house fills in may be left out by whoever acts; it is never believed.
"""

from __future__ import annotations

from typing import Annotated, Any, ClassVar, Literal

from pydantic import AwareDatetime, Field, StrictInt

from commonweal.acts.act import FreeText, Hex, Id, Position
from commonweal.acts.citing import Citing
from commonweal.capabilities.decisions.acts import OptionCode, SeatName
from commonweal.charter.data import Code, Share

OutcomeName = Literal["carried", "failed", "no_quorum", "tied", "vetoed"]
Part = Annotated[str, Field(pattern=r"^\d{1,15}(\.\d{1,6})?$")] | Share
Chosen = (
    OptionCode
    | tuple[tuple[OptionCode, ...], ...]
    | tuple[OptionCode, ...]
    | dict[OptionCode, Annotated[StrictInt, Field(ge=0, le=1000)]]
    | dict[OptionCode, Part]
)
"""An answer; tiers of options, the most wanted first; options; scores or credits; or the parts of a split seat."""
Lines = tuple[dict[str, Any], ...]


class OpenBallot(Citing):
    """The ballot on a proposal is opened, among the seats as they are now.

    The house finds matter (`found`), body and rule, and puts the roll of seats into the box. `meeting` is the entry of
    the meeting at which presence is counted, where the vote is taken in one. `closes_at` is nothing where the ballot is
    open until somebody closes it; `shown` is what a secret ballot says of its seat, because the rule needs it.
    """

    kind: ClassVar[str] = "decisions.open_ballot.v1"
    matter: ClassVar[str] = "decisions"
    relations: ClassVar[dict[str, str]] = {"decision": "based_on", "meeting": "based_on"}

    decision: Position
    meeting: Position | None = None
    found: Code | None = None
    body: Code | None = None
    rule: Code | None = None
    secret: bool | None = None
    box: Id | None = None
    roll_count: Annotated[int, Field(ge=0)] | None = None
    roll_root: Hex | None = None
    closes_at: AwareDatetime | None = None
    shown: tuple[Code, ...] | None = None


class GiveProxy(Citing):
    """Whoever holds a seat lets another one who holds a seat vote for it in this decision."""

    kind: ClassVar[str] = "decisions.give_proxy.v1"
    matter: ClassVar[str] = "decisions"
    relations: ClassVar[dict[str, str]] = {"decision": "based_on"}

    decision: Position
    seat: SeatName
    to: Id


class WithdrawProxy(Citing):
    """Whoever gave a proxy takes it back; a ballot that was cast by it stays until she casts her own."""

    kind: ClassVar[str] = "decisions.withdraw_proxy.v1"
    matter: ClassVar[str] = "decisions"
    relations: ClassVar[dict[str, str]] = {"decision": "based_on"}

    decision: Position
    seat: SeatName


class Cast(Citing):
    """A ballot is cast for a seat; while the ballot is open, a later one takes its place.

    `for_absent`: by proxy, for somebody who is absent; she may change it as long as the ballot is open.
    """

    kind: ClassVar[str] = "decisions.cast.v1"
    matter: ClassVar[str] = "decisions"
    relations: ClassVar[dict[str, str]] = {"decision": "answers"}

    decision: Position
    seat: SeatName
    choice: Chosen
    for_absent: bool = False


class EnterPaper(Citing):
    """A paper ballot is entered for a seat by whoever keeps the record, with the digest of its scan."""

    kind: ClassVar[str] = "decisions.enter_paper.v1"
    matter: ClassVar[str] = "decisions"
    relations: ClassVar[dict[str, str]] = {"decision": "answers"}

    decision: Position
    seat: SeatName
    choice: Chosen
    scan: Hex


class UseVeto(Citing):
    """A seat that holds a veto uses it, with a reason."""

    kind: ClassVar[str] = "decisions.veto.v1"
    matter: ClassVar[str] = "decisions"
    relations: ClassVar[dict[str, str]] = {"decision": "challenges"}

    decision: Position
    seat: SeatName
    reason: FreeText
    sector: Annotated[str, Field(max_length=20)] | None = None


class CloseBallot(Citing):
    """The ballot is closed and counted by the rule under which it was opened, line by line."""

    kind: ClassVar[str] = "decisions.close.v1"
    matter: ClassVar[str] = "decisions"
    relations: ClassVar[dict[str, str]] = {"decision": "closes"}

    decision: Position
    box: Id | None = None
    count: Annotated[int, Field(ge=0)] | None = None
    root: Hex | None = None
    outcome: OutcomeName | None = None
    winners: tuple[OptionCode, ...] | None = None
    lines: Lines | None = None


class ChooseTie(Citing):
    """The chair decides where votes are equal; in a decision by advice, whoever proposed decides after it.

    `choice` is ``yes`` or ``no``, or the code of an option.
    """

    kind: ClassVar[str] = "decisions.choose_tie.v1"
    matter: ClassVar[str] = "decisions"
    relations: ClassVar[dict[str, str]] = {"decision": "answers"}

    decision: Position
    choice: OptionCode
    reason: FreeText
    outcome: OutcomeName | None = None
    winners: tuple[OptionCode, ...] | None = None
    lines: Lines | None = None
