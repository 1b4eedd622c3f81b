"""Swings: hung for somebody, pushed by whoever is told; what hangs waits for representatives and has a day."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime, time
from typing import ClassVar

from commonweal.acts.act import Act, FreeText, Id
from commonweal.acts.capability import Answer, Capability, Dated, Facts, Task
from commonweal.partnerships.actors import Actor
from commonweal.record.entry import Entry

hanging: list[tuple[str, int, date | None, str]] = []
"""What was hung: the partnership, the position, until when, and how its task says so."""


class HangSwing(Act):
    """A swing is hung."""

    kind: ClassVar[str] = "swings.hang.v1"
    matter: ClassVar[str] = "fit"

    people: tuple[Id, ...] = ()
    until_on: date | None = None
    colour: str = "red"
    words: FreeText | None = None


class PushSwing(Act):
    """A swing is pushed."""

    kind: ClassVar[str] = "swings.push.v1"
    matter: ClassVar[str] = "fit"

    height: int
    text: FreeText


class SignSwing(Act):
    """A swing is signed for."""

    kind: ClassVar[str] = "swings.sign.v1"
    matter: ClassVar[str] = "fit"
    must_be_signed: ClassVar[bool] = True


class LockSwing(Act):
    """A swing is locked."""

    kind: ClassVar[str] = "swings.lock.v1"
    matter: ClassVar[str] = "trust"


def _hung(act: HangSwing, entry: Entry) -> None:
    hanging.append((entry.partnership, entry.position, act.until_on, act.colour))


def _answers(entry: Entry, actor: Actor) -> Iterable[Answer]:
    cites = (entry.position,)
    yield Answer("swings.push", "Push it", fixed={"height": 3}, asks=("text",), cites=cites)
    yield Answer("swings.sign", "Sign for it", cites=cites)
    yield Answer("swings.lock", "Lock it", cites=cites)
    yield Answer("people.erased", "Erase it")


def _tasks(facts: Facts, actor: Actor, slug: str) -> Iterable[Task]:
    for partnership, position, until, colour in hanging:
        if partnership == facts.partnership and actor.has("representative"):
            due = datetime.combine(until, time(17), tzinfo=UTC) if until else None
            yield Task(f"swings.push.{position}", f"Push the {colour} swing", f"/p/{slug}/swings/{position}/", due)


def _dates(partnership: str, slug: str) -> Iterable[Dated]:
    for where, position, until, _colour in hanging:
        if where == partnership and until:
            yield Dated(f"swings.{position}", "The swing comes down", until, f"/p/{slug}/swings/{position}/")


CAPABILITY = Capability(
    name="swings",
    label="Swings",
    acts={HangSwing: _hung, PushSwing: lambda a, e: None, SignSwing: lambda a, e: None, LockSwing: lambda a, e: None},
    sentences={
        "swings.hang": lambda act, entry: f"A {act.colour} swing was hung",
        "swings.push": lambda act, entry: f"A swing was pushed {act.height} metres high",
    },
    concerns={"swings.hang": lambda entry: entry.body["people"]},
    answers={"swings.hang": _answers},
    tasks=(_tasks,),
    dates=(_dates,),
)
