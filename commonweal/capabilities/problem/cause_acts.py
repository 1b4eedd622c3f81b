"""What can be done to trace why a problem is there, and to say what becomes of each root of it."""

from __future__ import annotations

from typing import ClassVar

from commonweal.acts.act import FreeText, Id, Position
from commonweal.acts.citing import Citing


class AddCause(Citing):
    """A cause is named, under the problem or under another cause; it rests on the entries that it cites."""

    kind: ClassVar[str] = "problem.add_cause.v1"
    matter: ClassVar[str] = "problem"
    relations: ClassVar[dict[str, str]] = {"problem": "answers"}

    problem: Position
    cause: Id
    under: Id | None = None
    text: FreeText


class RewordCause(Citing):
    """A cause is said in other words, and may rest on other entries; the old wording stays on the record."""

    kind: ClassVar[str] = "problem.reword_cause.v1"
    matter: ClassVar[str] = "problem"
    relations: ClassVar[dict[str, str]] = {"problem": "answers"}

    problem: Position
    cause: Id
    text: FreeText


class MoveCause(Citing):
    """A cause is put under another one, or right under the problem, with all that lies beneath it."""

    kind: ClassVar[str] = "problem.move_cause.v1"
    matter: ClassVar[str] = "problem"

    problem: Position
    cause: Id
    under: Id | None = None


class MarkRoot(Citing):
    """A cause is named a root, behind which partners look no further; or it is said not to be one."""

    kind: ClassVar[str] = "problem.mark_root.v1"
    matter: ClassVar[str] = "problem"

    problem: Position
    cause: Id
    root: bool = True


class LinkCause(Citing):
    """A goal is named that takes a cause up."""

    kind: ClassVar[str] = "problem.link_cause.v1"
    matter: ClassVar[str] = "problem"
    relations: ClassVar[dict[str, str]] = {"goal": "based_on"}

    problem: Position
    cause: Id
    goal: Position


class SetAside(Citing):
    """A cause is set aside as not ours, with the reason."""

    kind: ClassVar[str] = "problem.set_aside.v1"
    matter: ClassVar[str] = "problem"

    problem: Position
    cause: Id
    reason: FreeText
