"""Taking a file in: everything is planned and validated first, then done through `perform`; the same file never twice.

Every act carries a number that the same file on the same host always gives. An import that was cut off (by a power
failure, say) is therefore finished by taking the file in again; one that was whole is answered with a sentence.
"""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.conf import settings
from django.utils.text import slugify
from django.utils.translation import gettext as _

from commonweal.acts.act import Act
from commonweal.acts.perform import perform
from commonweal.capabilities.founding.acts import FoundPartnership, NoteChild
from commonweal.capabilities.founding.queries import free_slug
from commonweal.interchange.iati.as_partnership import as_partnership, parents_first
from commonweal.interchange.iati.cautions import Caution
from commonweal.interchange.iati.faults import Fault, IatiRefused
from commonweal.interchange.iati.planning import STANDARD, Ground, acts_for, name_of
from commonweal.interchange.iati.proposal import Proposal
from commonweal.interchange.iati.reading import read_iati
from commonweal.interchange.iati.remarks import remarks_on
from commonweal.kit.ids import id_from_seed
from commonweal.partnerships.actors import ANYONE, Actor, actor_of
from commonweal.partnerships.models import Partnership
from commonweal.people.identity import pseudonym_of
from commonweal.people.models import Account
from commonweal.record import reading
from commonweal.record.hostkeys import log_key

MOST_ACTIVITIES: Final = 1_000


class TakenInBeforeError(ValueError):
    """The file, or an activity in it, is a partnership on this host already."""

    def __init__(self, partnerships: tuple[Partnership, ...]) -> None:
        self.partnerships = partnerships
        names = ", ".join(partnership.name for partnership in partnerships[:5])
        super().__init__(
            _("This file was taken in before, as: %(names)s. To change what it says, change the partnership.")
            % {"names": names}
        )


@dataclass(frozen=True, slots=True)
class Planned:
    """One partnership to be: the proposal, the acts that make it, and its parent within the file."""

    proposal: Proposal
    acts: tuple[Act, ...]
    parent: str | None

    @property
    def partnership(self) -> str:
        """The id it will have."""
        return self.acts[0].partnership

    @property
    def founding(self) -> FoundPartnership:
        """The first act."""
        first = self.acts[0]
        assert isinstance(first, FoundPartnership)  # noqa: S101 -- acts_for begins with it; this tells the type checker
        return first


@dataclass(frozen=True, slots=True)
class Plan:
    """What taking a file in will do, parents before children, and what to look at afterwards."""

    partnerships: tuple[Planned, ...]
    cautions: tuple[Caution, ...]
    sha256: str


def plan(data: bytes, *, at: datetime, most: int = MOST_ACTIVITIES) -> Plan:
    """Read a file and plan its partnerships. Nothing is changed.

    :raises IatiRefused: with every fault at its line
    :raises TakenInBeforeError: where it was taken in before
    """
    read = read_iati(data, today=at.date())
    if len(read.activities) > most:
        raise IatiRefused([Fault.of("too_many_activities", read.activities[most].line, limit=most)])
    sha256 = hashlib.sha256(data).hexdigest()
    proposals = tuple(map(as_partnership, read.activities))
    planned = tuple(_planned(proposals, sha256))
    _refuse_what_is_here(planned)
    known = frozenset(proposal.identifier for proposal in proposals)
    remarks = [
        remark
        for proposal, activity in zip(proposals, read.activities, strict=True)
        for remark in remarks_on(proposal, activity, known=known)
    ]
    cautions = sorted([*read.cautions, *remarks], key=lambda caution: caution.line)
    return Plan(planned, tuple(cautions), sha256)


def take_in(planned: Plan, *, by: Account, at: datetime) -> tuple[Partnership, ...]:
    """Do what was planned, as `by`, who becomes the convener of each partnership."""
    for each in planned.partnerships:
        _make(each, by=by, at=at)
    _note_children(planned, by=by, at=at)
    rows = Partnership.objects.in_bulk([each.partnership for each in planned.partnerships])
    return tuple(rows[each.partnership] for each in planned.partnerships)


def import_iati(data: bytes, *, by: Account, at: datetime) -> tuple[tuple[Partnership, ...], tuple[Caution, ...]]:
    """Take a file in, whole or not at all, and return the partnerships and the cautions.

    :raises IatiRefused: with every fault at its line
    :raises TakenInBeforeError: where it was taken in before
    """
    planned = plan(data, at=at)
    return take_in(planned, by=by, at=at), planned.cautions


def _planned(proposals: tuple[Proposal, ...], sha256: str) -> Iterator[Planned]:
    ids: dict[str, str] = {}
    slugs: set[str] = set()
    for proposal, above in parents_first(proposals):
        key = proposal.identifier or f"line {proposal.line}"
        new = id_from_seed("commonweal/iati", settings.HOST_SECRET, sha256, key)
        ids[proposal.identifier] = new
        parent = ids.get(above) if above else None
        ground = Ground(new, _slug(proposal, new, slugs), log_key(new), parent, sha256)
        yield Planned(proposal, acts_for(proposal, ground), ground.parent)


def _slug(proposal: Proposal, new: str, taken: set[str]) -> str:
    """Return a free address, the one it has where the founding was recorded before the import was cut off."""
    had = Partnership.objects.filter(pk=new).values_list("slug", flat=True).first()
    slug = had or free_slug(name_of(proposal).text, of=new)
    if slug in taken:
        slug = f"{slugify(slug)[:60].strip('-')}-{new[:5]}"
    taken.add(slug)
    return slug


def _refuse_what_is_here(planned: tuple[Planned, ...]) -> None:
    """Refuse activities that other files brought, and this file where nothing of it is left to do."""
    ids = {each.partnership for each in planned}
    identifiers = [each.founding.source.identifier for each in planned if each.founding.source]
    from_iati = Partnership.objects.filter(source__standard=STANDARD)
    same = from_iati.filter(source__identifier__in=[i for i in identifiers if i]).exclude(pk__in=ids)
    if found := tuple(same.order_by("founded_at", "pk")):
        raise TakenInBeforeError(found)
    if all(map(_is_done, planned)):
        rows = Partnership.objects.in_bulk([each.partnership for each in planned])
        raise TakenInBeforeError(tuple(rows[each.partnership] for each in planned))


def _is_done(planned: Planned) -> bool:
    """Say whether the last thing that the import does for a partnership is on the record."""
    if planned.parent is not None:
        return reading.entry_with_idem(planned.parent, _number_of_note(planned)) is not None
    return reading.entry_with_idem(planned.partnership, planned.acts[-1].idem) is not None


def _make(planned: Planned, *, by: Account, at: datetime) -> None:
    founding, *others = planned.acts
    new = planned.partnership
    person = pseudonym_of(by, partnership=new)
    perform(founding, by=Actor(partnership=new, person=person, roles=frozenset({ANYONE, "founder"})), at=at)
    convener = actor_of(person, partnership=new, at=at)
    for act in others:
        perform(act, by=convener, at=at)


def _number_of_note(planned: Planned) -> str:
    return id_from_seed(planned.parent or "", "note", planned.partnership)


def _note_children(planned: Plan, *, by: Account, at: datetime) -> None:
    """Write each child's checkpoint into its parent's record, the deepest first, so that parents note what is final."""
    for each in reversed(planned.partnerships):
        if each.parent is None:
            continue
        size = reading.size(each.partnership)
        note = NoteChild(
            partnership=each.parent,
            idem=_number_of_note(each),
            child=each.partnership,
            name=each.founding.name,
            size=size,
            root=reading.root_at(each.partnership, size).hex(),
        )
        person = pseudonym_of(by, partnership=each.parent)
        perform(note, by=actor_of(person, partnership=each.parent, at=at), at=at)
