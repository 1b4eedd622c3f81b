"""What one partnership says of itself and of those below it, in the form in which hosts tell it to each other.

It is told, not proved: a reader on another host believes of it no more than what a verified checkpoint says, which is
how many acts there are. What is read is bounded in size, in depth and in each of its parts.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Annotated, Final, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError

from commonweal.acts.act import EntryCount, Id, Lang, Reach

FORMAT: Final = "commonweal-programme/1"
DEEPEST: Final = 3
"""How many levels below a partnership its programme shows."""

Sector = Literal["government", "company", "civil_society", "university", "community"]
Short = Annotated[str, StringConstraints(max_length=200)]
Count = Annotated[int, Field(ge=0, lt=2**53)]


class NotFigures(ValueError):
    """What another host said cannot be read as the figures of that partnership."""


class Told(BaseModel):
    """A part of the figures. What a newer host says beside it is passed over."""

    model_config = ConfigDict(frozen=True, extra="ignore")


class OrganisationTold(Told):
    """A member organisation, with the identifiers by which it is recognised elsewhere."""

    name: Short
    sector: Sector
    identifiers: Annotated[tuple[Short, ...], Field(max_length=20)] = ()


class Figures(Told):
    """One partnership as it says it is, with those that belong to it.

    :param elsewhere: whether it lives on another host than the one that says this
    :param noted: how many acts its parent has noted with their root; nothing where it has no parent here
    """

    format: Literal["commonweal-programme/1"] = FORMAT
    partnership: Id
    name: Short
    lang: Lang = "en"
    address: Short = ""
    place: Short = ""
    level: Reach | None = None
    currency: Annotated[str, StringConstraints(max_length=3)] = ""
    languages: Annotated[tuple[Lang, ...], Field(max_length=60)] = ()
    acts: Count = 0
    last_act_on: date | None = None
    criteria_met: Count = 0
    criteria: Count = 0
    steps_done: Annotated[int, Field(ge=0, le=7)] = 0
    organisations: Annotated[tuple[OrganisationTold, ...], Field(max_length=5_000)] = ()
    elsewhere: bool = False
    noted: EntryCount | None = None
    children: Annotated[tuple[Figures, ...], Field(max_length=1_000)] = ()

    def below(self) -> Iterator[Figures]:
        """Yield everything below, each before what belongs to it."""
        for child in self.children:
            yield child
            yield from child.below()

    @property
    def depth(self) -> int:
        """How many levels lie below."""
        return 1 + max(child.depth for child in self.children) if self.children else 0


def figures_in(raw: bytes, *, of: str) -> Figures:
    """Read what another host says of a partnership.

    :param of: the id of the partnership that was asked for
    :raises NotFigures: if it says nothing of the kind, or more than is shown
    """
    try:
        found = Figures.model_validate_json(raw)
    except (ValidationError, ValueError, RecursionError) as error:
        raise NotFigures("this is not the form in which hosts tell their figures.") from error
    if found.partnership != of:
        raise NotFigures("these are the figures of another partnership.")
    return cut(found, deepest=DEEPEST - 1)


def cut(figures: Figures, *, deepest: int) -> Figures:
    """Return the figures without what lies deeper than is shown."""
    children = tuple(cut(child, deepest=deepest - 1) for child in figures.children) if deepest else ()
    return figures.model_copy(update={"children": children})


def counted_once(organisations: Iterable[OrganisationTold]) -> tuple[list[OrganisationTold], int]:
    """Return the organisations, each once as far as identifiers show it, and how many were found more than once.

    Two are one where they share an identifier. One without identifiers counts as often as it occurs: a name alone
    proves nothing. The method stands in docs/methods/programme.md.
    """
    leader: dict[str, str] = {}

    def first(key: str) -> str:
        while leader.setdefault(key, key) != key:
            leader[key] = leader[leader[key]]
            key = leader[key]
        return key

    found = list(organisations)
    names = [[_plain(one) for one in each.identifiers] or [f"\0{n}"] for n, each in enumerate(found)]
    for keys in names:
        for key in keys:
            leader[first(key)] = first(keys[0])
    once: dict[str, OrganisationTold] = {}
    again: set[str] = set()
    for each, keys in zip(found, names, strict=True):
        key = first(keys[0])
        if key in once:
            again.add(key)
        once.setdefault(key, each)
    return list(once.values()), len(again)


def _plain(identifier: str) -> str:
    return "".join(identifier.split()).casefold()
