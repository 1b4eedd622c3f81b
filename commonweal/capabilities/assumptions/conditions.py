"""What must be so for an assumption to be stated, tested and handed over; and who answers for it."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from commonweal.acts.act import Act
from commonweal.acts.capability import Objection
from commonweal.acts.perform import setting_of
from commonweal.acts.together import once
from commonweal.capabilities.assumptions import acts, queries
from commonweal.charter.judge import Verdict, judge
from commonweal.partnerships.actors import Actor
from commonweal.partnerships.queries import places_held
from commonweal.record import reading

_Assumed = acts.State | acts.Revise
_About = acts.Revise | acts.ReportTest | acts.HandOver | acts.ActOn | acts.GiveUp


def still_to_come(act: _Assumed, *, by: Actor, at: datetime) -> Objection | None:
    """The day of the test lies ahead, or is today."""
    if act.due_on < at.date():
        return Objection(_("Give a day that is still to come."), field="due_on")
    return None


def on_the_record(act: _Assumed, *, by: Actor, at: datetime) -> Objection | None:
    """What depends on it stands on the record; it does not depend on itself."""
    own = act.assumption if isinstance(act, acts.Revise) else None
    if act.depends and (act.depends[-1] >= reading.size(act.partnership) or own in act.depends):
        return Objection(_("Point to other entries that are on the record."), field="depends")
    return None


def evidence_is_there(act: acts.ReportTest, *, by: Actor, at: datetime) -> Objection | None:
    """What a test rests on stands on the record."""
    if act.evidence and act.evidence[-1] >= reading.size(act.partnership):
        return Objection(_("Point to entries that are on the record."), field="evidence")
    return None


def owner_takes_part(act: acts.State | acts.HandOver, *, by: Actor, at: datetime) -> Objection | None:
    """Whoever looks after it holds a place here now."""
    field, person = ("owner", act.owner) if isinstance(act, acts.State) else ("to", act.to)
    if person is None or places_held(act.partnership, at=at).filter(person=person).exists():
        return None
    if person == by.person:  # the convener may hold no other place
        return None
    return Objection(_("Choose somebody who takes part now."), field=field)


def still_made(act: _About, *, by: Actor, at: datetime) -> Objection | None:
    """Something is said only about an assumption that is there and was not given up."""
    row = queries.bare(act.partnership, act.assumption)
    if row is None:
        return Objection(_("There is no such assumption here."), field="assumption")
    if row.given_up_entry is not None:
        return Objection(_("This assumption was given up."), field="assumption")
    return None


def to_somebody_else(act: acts.HandOver, *, by: Actor, at: datetime) -> Objection | None:
    """It is handed to somebody else."""
    row = queries.bare(act.partnership, act.assumption)
    if row is not None and row.owner == act.to:
        return Objection(_("This person looks after it already."), field="to")
    return None


def it_falls(act: acts.ActOn, *, by: Actor, at: datetime) -> Objection | None:
    """One says what becomes of something that depends on an assumption which fails."""
    row = queries.bare(act.partnership, act.assumption)
    if row is None:
        return None
    if row.result != "fails":
        return Objection(_("The last test does not say that this assumption fails."), field="assumption")
    if act.dependent not in {each.dependent for each in queries.dependences_of(row)}:
        return Objection(_("This does not depend on it."), field="dependent")
    return None


def whoever_looks_after_it(act: Act, *, by: Actor, at: datetime) -> Verdict | None:
    """Guard: an assumption is revised, handed over and given up by its owner, who stated it, or the convener.

    A test may be reported by everybody who takes part, so that nobody can keep an answer back.
    """
    if not isinstance(act, acts.Revise | acts.HandOver | acts.GiveUp):
        return None
    row = once(queries.bare, act.partnership, act.assumption)
    if row is None or by.has("convener") or (by.person is not None and by.person in (row.owner, row.by)):
        return None
    charter = setting_of(act.partnership).charter
    clause = judge(charter, kind=act.kind_name(), matter=act.matter, roles=by.roles).clause
    reason = gettext("Only its owner, whoever wrote it down and the convener do this. You can report a test.")
    return Verdict(allowed=False, clause=clause, reason=reason)
