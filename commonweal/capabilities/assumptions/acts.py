"""What can be done with assumptions: state, revise, test, hand over, say what becomes of what fell, give up."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any, ClassVar, Literal

from pydantic import BeforeValidator, Field

from commonweal.acts.act import FreeText, Id, Line, Position
from commonweal.acts.citing import Citing

Confidence = Literal["low", "medium", "high"]
Result = Literal["holds", "fails", "unclear"]


def _each_once(value: Any) -> Any:
    """Sort and deduplicate, so that one set has one form."""
    return tuple(sorted(set(value))) if isinstance(value, list | tuple | set | frozenset) else value


Positions = Annotated[tuple[Position, ...], BeforeValidator(_each_once), Field(max_length=50)]


class _Assumed(Citing):
    """What is assumed, how it is tested and by when, how sure we are, and what depends on it."""

    matter: ClassVar[str] = "assumptions"

    title: Line
    says: FreeText
    test: FreeText
    confidence: Confidence
    due_on: date
    depends: Positions = ()

    def named(self) -> dict[int, str]:
        """Return the entries that depend on it: whether they stand is open until it is tested."""
        return dict.fromkeys(self.depends, "challenges")


class State(_Assumed):
    """Something that partners take for granted is written down, with a test, a day and an owner."""

    kind: ClassVar[str] = "assumptions.state.v1"

    owner: Id | None = None


class Revise(_Assumed):
    """An assumption is put anew; a test that was reported before stays on the record and no longer counts."""

    kind: ClassVar[str] = "assumptions.revise.v1"
    relations: ClassVar[dict[str, str]] = {"assumption": "supersedes"}

    assumption: Position


class ReportTest(Citing):
    """It is said how the test of an assumption came out, with the evidence."""

    kind: ClassVar[str] = "assumptions.report_test.v1"
    matter: ClassVar[str] = "assumptions"
    relations: ClassVar[dict[str, str]] = {"assumption": "measures"}

    assumption: Position
    result: Result
    says: FreeText
    evidence: Positions = ()

    def named(self) -> dict[int, str]:
        """Return the entries on which the result rests."""
        return dict.fromkeys(self.evidence, "based_on")


class HandOver(Citing):
    """Somebody else looks after an assumption from now on."""

    kind: ClassVar[str] = "assumptions.hand_over.v1"
    matter: ClassVar[str] = "assumptions"
    relations: ClassVar[dict[str, str]] = {"assumption": "answers"}

    assumption: Position
    to: Id


class ActOn(Citing):
    """It is said what becomes of something that depended on an assumption that fails."""

    kind: ClassVar[str] = "assumptions.act_on.v1"
    matter: ClassVar[str] = "assumptions"
    relations: ClassVar[dict[str, str]] = {"assumption": "learns_from", "dependent": "answers"}

    assumption: Position
    dependent: Position
    says: FreeText


class GiveUp(Citing):
    """An assumption is no longer made, with the reason."""

    kind: ClassVar[str] = "assumptions.give_up.v1"
    matter: ClassVar[str] = "assumptions"
    relations: ClassVar[dict[str, str]] = {"assumption": "closes"}

    assumption: Position
    reason: FreeText
