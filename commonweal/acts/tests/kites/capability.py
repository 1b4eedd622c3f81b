"""Kites: one act in its third version, two others, a guard, conditions, a completion, and what was projected."""

from __future__ import annotations

from datetime import datetime
from typing import Any, ClassVar

from commonweal.acts.act import Act, FreeText
from commonweal.acts.capability import Capability, Completion, Objection
from commonweal.charter.judge import Verdict
from commonweal.partnerships.actors import Actor
from commonweal.record import boxes
from commonweal.record.entry import Entry

flown: list[tuple[int, Any]] = []
"""What the projection was shown, by position."""

observed: list[int] = []


class FlyKite(Act):
    """A kite is flown."""

    kind: ClassVar[str] = "kites.fly.v3"
    matter: ClassVar[str] = "kites"

    colour: str
    metres: int
    why: FreeText | None = None


class TieKnot(Act):
    """A knot is tied, for which one answers with a key."""

    kind: ClassVar[str] = "kites.tie.v1"
    matter: ClassVar[str] = "kites"
    must_be_signed: ClassVar[bool] = True


class CountKites(Act):
    """The kites that are up are counted, by the house and not by whoever asks."""

    kind: ClassVar[str] = "kites.count.v1"
    matter: ClassVar[str] = "kites"

    colour: str
    up: int | None = None


BOX = "0123456789abcdefghjkmnpqrs"
"""Into which every count puts a line, so that a test sees whether one was only asked for."""


def _counting(act: CountKites, *, by: Actor, at: datetime) -> CountKites:
    boxes.put(act.partnership, BOX, {"counted": act.colour})
    return act.model_copy(update={"up": sum(each.colour == act.colour for _position, each in flown)})


def _counted(act: CountKites, entry: Entry) -> None:
    observed.append(-(act.up or 0))


def _none_up(act: CountKites, *, by: Actor, at: datetime) -> Objection | None:
    return None if act.up else Objection("No kite of this colour is up. Fly one first.", field="colour")


def _flown(act: FlyKite, entry: Entry) -> None:
    if act.colour == "torn":
        raise RuntimeError("A torn kite cannot be shown.")
    flown.append((entry.position, act))


def _tied(act: TieKnot, entry: Entry) -> None:
    flown.append((entry.position, act))


def _no_wind(act: FlyKite, *, by: Actor, at: datetime) -> Objection | None:
    return Objection("Too high for this wind: at most 100.", field="metres") if act.metres > 100 else None


def _no_red(act: Act, *, by: Actor, at: datetime) -> Verdict | None:
    if isinstance(act, FlyKite) and act.colour == "red":
        return Verdict(allowed=False, clause="9.9", reason="Red is for signals.")
    return None


CAPABILITY = Capability(
    name="kites",
    label="Kites",
    acts={FlyKite: _flown, TieKnot: _tied, CountKites: _counted},
    conditions={FlyKite: (_no_wind,), CountKites: (_none_up,)},
    completes={CountKites: Completion(fields=frozenset({"up"}), fill=_counting)},
    guards=(_no_red,),
    observes=(lambda entry: observed.append(entry.position),),
    upcasters={
        ("kites.fly", 1): lambda body: {"colour": body["color"], "feet": body["feet"]},
        ("kites.fly", 2): lambda body: {"colour": body["colour"], "metres": body["feet"] * 3 // 10},
    },
    sentences={"kites.fly": lambda act, entry: f"A {act.colour} kite rose"},
)
