"""What must be so for evidence to be brought, contradicted, retired and used; and who answers for an item."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from commonweal.acts.act import Act
from commonweal.acts.capability import Objection
from commonweal.acts.installed import body_today
from commonweal.acts.perform import setting_of
from commonweal.acts.together import once
from commonweal.capabilities.evidence import acts, queries
from commonweal.capabilities.evidence.queries import Evidence
from commonweal.charter.clauses import Charter, Grant
from commonweal.charter.judge import Verdict, judge
from commonweal.charter.ruling import all_of
from commonweal.partnerships.actors import Actor
from commonweal.partnerships.models import Member
from commonweal.record import reading

PURPOSE = "purpose"
"""The matter on which nothing is decided before it is said on which knowledge it rests."""

_Item = acts.Add | acts.Correct
_About = acts.Correct | acts.Retire | acts.WithdrawConsent


def consent_was_given(act: _Item, *, by: Actor, at: datetime) -> Objection | None:
    """A community has agreed before its knowledge is brought, and takes part where it is named as a partner."""
    if act.consent is not None and act.consent.on > at.date():
        return Objection(_("Bring it once the community has agreed: this day is still to come."), field="consent")
    known = Member.objects.filter(partnership=act.partnership, organisation=act.community_organisation or "")
    if act.community_organisation is not None and not known.exists():
        return Objection(_("This organisation does not take part."), field="community_organisation")
    return None


def about_what_is_there(act: _Item, *, by: Actor, at: datetime) -> Objection | None:
    """What it is about stands on the record."""
    if act.about and act.about[-1] >= reading.size(act.partnership):
        return Objection(_("Point to entries that are on the record."), field="about")
    return None


def still_counts(act: _About, *, by: Actor, at: datetime) -> Objection | None:
    """Something is done only with an item that is there and was not retired."""
    row = queries.bare(act.partnership, act.evidence)
    if row is None:
        return Objection(_("There is no such evidence here."), field="evidence")
    if row.withdrawn_entry is not None or (row.retired_at is not None and not _withdraws(act)):
        return Objection(_("This was taken out of use already."), field="evidence")
    if _withdraws(act) and not row.consent_by:
        return Objection(_("No community gave its consent for this, so nobody can withdraw it."), field="evidence")
    return None


def both_count(act: acts.Contradict, *, by: Actor, at: datetime) -> Objection | None:
    """Two items that count are held against each other, once."""
    for field, entry in (("evidence", act.evidence), ("other", act.other)):
        row = queries.bare(act.partnership, entry)
        if row is None:
            return Objection(_("There is no such evidence here."), field=field)
        if row.retired_at is not None:
            return Objection(_("This was taken out of use already."), field=field)
    pairs = [{row.first, row.second} for row in queries.contradictions(act.partnership, of=act.evidence)]
    if {act.evidence, act.other} in pairs:
        return Objection(_("These two stand side by side already. Say more in the talk about them."), field="other")
    return None


def is_a_decision(act: acts.Use, *, by: Actor, at: datetime) -> Objection | None:
    """What rests on evidence is a decision that was proposed."""
    if proposal(act.partnership, act.decision) is None:
        return Objection(_("There is no such decision here."), field="decision")
    return None


def what_is_used_counts(act: acts.Use, *, by: Actor, at: datetime) -> Objection | None:
    """A decision rests on items that are there and count; a kind without an item needs words."""
    rows = queries.standing(act.partnership, act.evidence) if act.evidence else []
    if len(rows) < len(act.evidence):
        return Objection(_("Choose evidence that is there and was not taken out of use."), field="evidence")
    shown = {kind for row in rows for kind in row.kinds.split(",")}
    if set(act.kinds) - shown and act.none_because is None:
        return Objection(
            _("Choose an item of each kind that you name, or say in words why there is none."), field="none_because"
        )
    return None


def whoever_answers_for_it(act: Act, *, by: Actor, at: datetime) -> Verdict | None:
    """Guard: an item is corrected and retired by those who brought it; consent is withdrawn by the community.

    The convener may do both of the last two, so that nobody has to wait for somebody who left.
    """
    if not isinstance(act, acts.Correct | acts.Retire | acts.WithdrawConsent):
        return None
    row = once(queries.bare, act.partnership, act.evidence)
    if row is None or _brought(row, by):
        return None
    if isinstance(act, acts.Correct):
        return _no(act, by, gettext("Only those who brought this put it right. You can contradict it."))
    if by.has("convener") or (_withdraws(act) and by.org and by.org == row.community_organisation):
        return None
    if _withdraws(act):
        return _no(act, by, gettext("Only the community, those who brought it and the convener withdraw consent."))
    return _no(act, by, gettext("Only those who brought this and the convener take it out of use."))


def knowledge_is_named_first(act: Act, *, by: Actor, at: datetime) -> Verdict | None:
    """Guard: no ballot on what the partnership is for before it is said on which kinds of knowledge that rests.

    Only where a clause of the charter, or of the one on which it stands, gives evidence to somebody.
    """
    if act.kind_name() != "decisions.open_ballot":
        return None
    decision: int = act.decision  # type: ignore[attr-defined]  # every opening names its decision
    body = proposal(act.partnership, decision)
    if body is None or PURPOSE not in (body.get("found"), body.get("on")) or body.get("knowledge"):
        return None
    clause = clause_on_evidence(setting_of(act.partnership).charter)
    if clause is None or queries.used_in(act.partnership, decision) is not None:
        return None
    reason = gettext("First say on which kinds of knowledge this decision rests, or why it rests on none.")
    return Verdict(allowed=False, clause=clause, reason=reason)


def proposal(partnership: str, decision: int) -> dict[str, object] | None:
    """Return what a proposed decision says, or nothing where the entry proposed none."""
    entry = reading.entries_at(partnership, [decision]).get(decision)
    return body_today(entry) if entry is not None and entry.kind == "decisions.propose" else None


def clause_on_evidence(charter: Charter) -> str | None:
    """Return the clause that says who brings evidence; nothing where the charter does not speak of it."""
    return next((clause.number for clause, grant in all_of(charter, Grant) if "evidence" in grant.matters), None)


def _withdraws(act: Act) -> bool:
    return isinstance(act, acts.WithdrawConsent)


def _brought(row: Evidence, by: Actor) -> bool:
    return by.person is not None and (row.by == by.person or (bool(row.organisation) and row.organisation == by.org))


def _no(act: Act, by: Actor, reason: str) -> Verdict:
    charter = setting_of(act.partnership).charter
    clause = judge(charter, kind=act.kind_name(), matter=act.matter, roles=by.roles).clause
    return Verdict(allowed=False, clause=clause, reason=reason)
