"""What the pages of feedback show: rows, the way of one contribution, and by whose place something is owed."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from commonweal.acts.capability import Says
from commonweal.acts.charters import setting_with
from commonweal.acts.readable import withheld_from
from commonweal.acts.sentences import address_of
from commonweal.capabilities.feedback import queries
from commonweal.capabilities.feedback.citations import does
from commonweal.capabilities.feedback.phrases import OUTCOMES, OWES, label_of
from commonweal.capabilities.feedback.promised import OWED
from commonweal.capabilities.feedback.queries import Contribution, Reply
from commonweal.partnerships.actors import Actor
from commonweal.partnerships.models import Member, Partnership
from commonweal.partnerships.queries import places_held
from commonweal.people.identity import names_of
from commonweal.people.models import Text
from commonweal.record import reading
from commonweal.web.audience import MEMBERS
from commonweal.web.told import Told, organisations, told

MOST_SHOWN = 40
"""How many later entries the page of a contribution tells."""

Mark = Literal["met", "not_met", "unknown"]


@dataclass(frozen=True, slots=True)
class Owner:
    """Who answers a contribution: the place, and the name for those who take part."""

    place: str
    name: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """One contribution in a list.

    :param words: nothing where they are not shown; `kept` tells why
    """

    row: Contribution
    words: Text | None
    kept: str
    room: Says
    owes: Says
    outcome: Says
    late: bool
    owner: Owner


@dataclass(frozen=True, slots=True)
class Stage:
    """One of the four stages: given, acknowledged, answered, effect."""

    title: Says
    mark: Mark
    state: str
    done_at: datetime | None
    due_at: datetime | None
    late: bool
    entry: int | None
    by: str
    words: Text | None
    outcome: Says = ""


@dataclass(frozen=True, slots=True)
class Shows:
    """A later entry that builds on a contribution, with the page on which it can be seen."""

    told: Told
    url: str


@dataclass(frozen=True, slots=True)
class Way:
    """One contribution from beginning to end."""

    row: Row
    stages: tuple[Stage, ...]
    effects: tuple[Shows, ...]
    rests_on: tuple[Shows, ...]


def rows_of(found: Sequence[Contribution], partnership: Partnership, *, to: Actor, at: datetime) -> list[Row]:
    """Return contributions as one reader sees them in a list. At most three questions."""
    owners = owners_of(partnership, {row.owner for row in found if row.owes}, to=to, at=at)
    setting = setting_with(partnership.pk, digest=partnership.charter)
    kept = withheld_from(to, setting=setting)
    return [_row(row, owners, kept=_kept(row, kept, to=to), at=at) for row in found]


def _kept(row: Contribution, kinds: Collection[str], *, to: Actor) -> str:
    """Return why the words of a contribution are not shown here; nothing where they are."""
    if row.aside_entry is not None:
        return _("A moderator set these words aside.")
    if row.kind in kinds and not _own(row, to):
        return _("These words are kept for those who may read them.")
    return ""


def _own(row: Contribution, to: Actor) -> bool:
    return bool(row.person) and row.person == to.person


def _row(row: Contribution, owners: Mapping[str, Owner], *, kept: str, at: datetime) -> Row:
    late = row.due_at is not None and row.due_at < at
    return Row(
        row=row,
        words=None if kept else row.words,
        kept=kept,
        room=label_of(row.room),
        owes=OWES[row.owes],
        outcome=_came(row),
        late=late,
        owner=owners.get(row.owner) or owners[""] if owners else Owner(_("The convener")),
    )


def _came(row: Contribution) -> Says:
    if row.withdrawn_entry is not None:
        return _("Taken back")
    return OUTCOMES[row.outcome] if row.answered_entry is not None else ""


def owners_of(partnership: Partnership, persons: Collection[str], *, to: Actor, at: datetime) -> dict[str, Owner]:
    """Return by what place each of these people answers; an empty sign, and whoever left, mean the convener.

    At most three questions, none where nobody is asked for.
    """
    if not persons:
        return {}
    wanted = {*persons, partnership.convener} - {""}
    held = list(places_held(partnership.pk, at=at).filter(person__in=wanted))
    orgs = organisations(partnership.pk) if any(place.organisation for place in held) else {}
    names = names_of(wanted, partnership=partnership.pk) if to.has(*MEMBERS) else {}
    convener = Owner(_("The convener"), names.get(partnership.convener, ""))
    found = {"": convener}
    for place in held:
        if place.person not in found and place.person != partnership.convener:
            org = orgs.get(place.organisation)
            found[place.person] = Owner(_place(place.role, org), names.get(place.person, ""))
    return found


def _place(role: str, org: Member | None) -> str:
    if org is not None:
        return org.name
    return {
        "convener": _("The convener"),
        "representative": _("A representative"),
        "substitute": _("A substitute"),
    }.get(role, _("Somebody who takes part"))


# ── One contribution ──────────────────────────────────────────────────────────────────────────────

TITLES: Mapping[str, Says] = {
    "acknowledge": gettext_lazy("Acknowledged"),
    "answer": gettext_lazy("Answered"),
    "effect": gettext_lazy("What came of it"),
}


def ways(found: Sequence[Contribution], partnership: Partnership, *, to: Actor, at: datetime) -> list[Way]:
    """Return contributions with everything that was said about them, in a number of questions that does not grow."""
    rows = rows_of(found, partnership, to=to, at=at)
    positions = [row.entry for row in found]
    citing: dict[int, list[tuple[int, str]]] = {}
    for cited in reading.cited_by(partnership.pk, *positions) if positions else ():
        citing.setdefault(cited.cited, []).append((cited.citing, cited.rel))
    wanted = {entry for row in found for entry, _rel in citing.get(row.entry, ())[-MOST_SHOWN:]}
    entries = reading.entries_at(partnership.pk, sorted(wanted)) if wanted else {}
    replies = queries.replies_at(partnership.pk, sorted(wanted)) if wanted else {}
    resting = {c.entry for e in entries.values() if e.position in replies for c in e.cites if c.rel == "based_on"}
    others = reading.entries_at(partnership.pk, sorted(resting - set(positions))[:MOST_SHOWN]) if resting else {}
    orgs = organisations(partnership.pk)
    every = told([*entries.values(), *others.values()], to=to, convener=partnership.convener, orgs=orgs)
    by_position = {each.position: each for each in every}
    seen = _Seen(by_position, replies, orgs, partnership)
    return [_way(row, citing.get(row.row.entry, ()), seen, at=at) for row in rows]


@dataclass(frozen=True, slots=True)
class _Seen:
    told: Mapping[int, Told]
    replies: Mapping[int, Reply]
    orgs: Mapping[str, Member]
    partnership: Partnership

    def by(self, entry: int | None) -> str:
        """Return by whom an entry was made, as its place."""
        one = self.told.get(entry) if entry is not None else None
        if one is None:
            return ""
        if one.org is not None:
            return one.org.name
        return _("The convener") if one.by_convener else _("Somebody who takes part")

    def shows(self, entries: Iterable[int]) -> tuple[Shows, ...]:
        """Return entries with the pages on which they can be seen."""
        found = [self.told[entry] for entry in sorted(set(entries)) if entry in self.told]
        return tuple(Shows(each, address_of(each.entry, slug=self.partnership.slug)) for each in found)


def _way(row: Row, citing: Sequence[tuple[int, str]], seen: _Seen, *, at: datetime) -> Way:
    one = row.row
    given = Stage(_("Given"), "met", "", one.at, None, late=False, entry=one.entry, by="", words=row.words)
    effects = [
        entry
        for entry, rel in citing
        if entry in seen.told
        and seen.told[entry].entry.by not in (None, one.person)
        and does(rel, kind=seen.told[entry].entry.kind, own=one.room) == "shows"
    ]
    told_in = (seen.told.get(entry) for entry in (one.answered_entry, one.effect_entry) if entry is not None)
    said = [each.entry for each in told_in if each is not None]
    resting = [
        c.entry for entry in said if entry.kind.startswith("feedback.") for c in entry.cites if c.rel == "based_on"
    ]
    return Way(
        row,
        (given, *(_stage(one, owed, seen, at=at) for owed in OWED if _belongs(one, owed))),
        seen.shows(effects),
        seen.shows(resting),
    )


def _belongs(row: Contribution, owed: str) -> bool:
    """Tell whether a stage is to be shown: of what was taken back, only what was done."""
    done = {"acknowledge": row.acknowledged_entry, "answer": row.answered_entry, "effect": row.effect_entry}[owed]
    return done is not None or row.withdrawn_entry is None


def _stage(row: Contribution, owed: str, seen: _Seen, *, at: datetime) -> Stage:
    done_at, entry, due_at = {
        "acknowledge": (row.acknowledged_at, row.acknowledged_entry, row.acknowledge_by),
        "answer": (row.answered_at, row.answered_entry, row.answer_by),
        "effect": (row.effect_at, row.effect_entry, row.effect_by),
    }[owed]
    reply = seen.replies.get(entry) if entry is not None else None
    told_already = owed != "answer" and entry is not None and entry == row.answered_entry
    late = done_at is None and due_at < at
    return Stage(
        title=TITLES[owed],
        mark="met" if done_at else "not_met" if late else "unknown",
        state=_state(owed, row, done=done_at is not None, with_answer=told_already),
        done_at=done_at,
        due_at=due_at,
        late=late,
        entry=entry,
        by=seen.by(entry),
        words=reply.words if reply and not told_already else None,
        outcome=OUTCOMES[row.outcome] if owed == "answer" and entry is not None else "",
    )


def _state(owed: str, row: Contribution, *, done: bool, with_answer: bool) -> str:
    if with_answer and owed == "effect":
        return _("The answer says that nothing more is to come.")
    if with_answer:
        return _("With the answer.")
    if done or owed != row.owes:
        return ""
    return _("This is what comes next.")
