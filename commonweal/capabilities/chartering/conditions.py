"""When acts on drafts fit. Who may do them is the charter's to say, and the guards' who know whose words they are."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from commonweal.acts.act import Act
from commonweal.acts.capability import Objection
from commonweal.acts.charters import setting_with
from commonweal.acts.perform import setting_of
from commonweal.capabilities.chartering import acts, queries
from commonweal.capabilities.chartering.finding_faults import errors_in
from commonweal.capabilities.chartering.queries import Draft, NotThere
from commonweal.charter.drafting import merged
from commonweal.charter.judge import SILENT, Verdict, judge
from commonweal.charter.rules import Amendment
from commonweal.charter.ruling import first_of
from commonweal.partnerships.actors import Actor
from commonweal.partnerships.queries import digest_in_force, members

NO_DRAFT = Objection(_("There is no such draft here."))
SIGNED = _("Somebody has signed this text already. Open a new draft from it to change something.")


def source_is_there(act: acts.OpenDraft, *, by: Actor, at: datetime) -> Objection | None:
    """A draft begins from a draft only where that is there; its title stands in its languages."""
    if isinstance(act.source, int) and _draft(act.partnership, act.source) is None:
        return Objection(_("There is no such draft here to begin from."), field="source")
    if act.titles is not None and not set(act.titles) >= set(act.languages):
        return Objection(_("Give the title in every language of the draft."), field="titles")
    return None


def draft_is_open(act: Any, *, by: Actor, at: datetime) -> Objection | None:
    """Nothing is put into, proposed for or said about the text of a draft that was presented or set aside."""
    return _not_open(_draft(act.partnership, act.draft))


def clauses_fit(act: acts.PutClauses, *, by: Actor, at: datetime) -> Objection | None:
    """Only clauses that are there are taken out, and a draft does not grow beyond what can be presented."""
    draft = _draft(act.partnership, act.draft)
    if draft is None:
        return NO_DRAFT
    there = queries.clauses_now(draft, [*act.removes, *(clause.number for clause in act.clauses)])
    for number in act.removes:
        if number not in there:
            return Objection(_("There is no clause %(number)s to take out.") % {"number": number}, field="removes")
    grown = draft.clauses - len(act.removes) + sum(clause.number not in there for clause in act.clauses)
    if grown > acts.MOST_CLAUSES:
        return Objection(
            _("A charter has at most %(most)s clauses. Join some of them.") % {"most": acts.MOST_CLAUSES},
            field="clauses",
        )
    return None


def change_changes(act: acts.ProposeChange, *, by: Actor, at: datetime) -> Objection | None:
    """A change proposed changes something, and takes out only what is there."""
    draft = _draft(act.partnership, act.draft)
    if draft is None:
        return NO_DRAFT
    now = queries.clauses_now(draft, [act.number]).get(act.number)
    if act.removal and now is None:
        return Objection(_("There is no clause of this number to take out."), field="number")
    if act.clause is not None and act.clause.model_dump(mode="json") == now:
        return Objection(_("This is how the clause reads already. Change something, then propose it."), field="clause")
    return None


def clause_is_there(act: Any, *, by: Actor, at: datetime) -> Objection | None:
    """A comment and an objection are about a clause that is there, or was, or about the whole."""
    draft = _draft(act.partnership, act.draft)
    if draft is None:
        return NO_DRAFT
    if act.number is not None and not queries.history_of(draft, act.number):
        return Objection(_("There is no clause of this number in this draft."), field="number")
    return None


def change_is_open(act: acts.SettleChange, *, by: Actor, at: datetime) -> Objection | None:
    """A change is settled once, in a draft that is open, and taken in only where nobody changed the same words."""
    try:
        row = queries.change_with(act.partnership, act.change)
    except NotThere:
        return Objection(_("There is no such change here."))
    draft = _draft(act.partnership, row.draft)
    if draft is None or (closed := _not_open(draft)):
        return NO_DRAFT if draft is None else closed
    if row.settled_entry is not None:
        return Objection(_("Somebody has settled this change already. Read what was answered."))
    if not act.accepted:
        return None
    if merged(row.before, row.document, queries.clauses_now(draft, [row.number]).get(row.number)).clashes:
        return Objection(
            _("The same words were changed since this was proposed. Decline it with that reason, or edit the clause.")
        )
    return None


def objection_is_open(act: Any, *, by: Actor, at: datetime) -> Objection | None:
    """An objection is answered or taken back once, while its draft is open."""
    try:
        row = queries.objection_with(act.partnership, act.objection)
    except NotThere:
        return Objection(_("There is no such objection here."))
    draft = _draft(act.partnership, row.draft)
    if draft is None or (closed := _not_open(draft)):
        return NO_DRAFT if draft is None else closed
    if row.how:
        return Objection(_("This objection was answered or taken back already."))
    change = getattr(act, "change", None)
    if change is not None and not queries.is_version(draft, change, after=row.entry):
        return Objection(_("Name a change of this draft that was made after the objection."), field="change")
    return None


def text_is_ready(act: acts.Freeze, *, by: Actor, at: datetime) -> Objection | None:
    """A text is presented with its objections met and its rules fitting together."""
    draft = _draft(act.partnership, act.draft)
    if draft is None:
        return NO_DRAFT
    if draft.objections:
        says = ngettext_lazy(
            "An objection is open. Integrate or answer it first.",
            "%(n)d objections are open. Integrate or answer them first.",
            draft.objections,
        ) % {"n": draft.objections}
        return Objection(says)
    if not draft.clauses:
        return Objection(_("This draft has no clause yet."))
    wrong = len(errors_in(queries.text_of(draft).charter(), act.partnership, at=at))
    if wrong:
        says = ngettext_lazy(
            "Something in the rules does not fit together. Mend it first: the page of the draft names it.",
            "%(n)d things in the rules do not fit together. Mend them first: the page of the draft names them.",
            wrong,
        ) % {"n": wrong}
        return Objection(says)
    return None


def terms_fit(act: acts.Freeze, *, by: Actor, at: datetime) -> Objection | None:
    """Those who sign are members, its days lie ahead, and what is amended can be."""
    here = {member.organisation for member in members(act.partnership)}
    if not set(act.parties) <= here:
        return Objection(_("Only members of the partnership sign its charter."), field="parties")
    if len(set(act.parties)) != len(act.parties):
        return Objection(_("Name each party once."), field="parties")
    if act.until_on is not None and act.until_on < at.date():
        return Objection(_("Let the last day lie ahead."), field="until_on")
    if act.effective_on is not None and act.effective_on < at.date():
        return Objection(_("Let the day from which it rules lie ahead."), field="effective_on")
    if act.purpose == "amend" and first_of(setting_of(act.partnership).charter, Amendment) is None:
        return Objection(
            _("The charter in force does not say how it is amended. Present the text for signature."), field="purpose"
        )
    return None


def draft_can_be_set_aside(act: acts.WithdrawDraft, *, by: Actor, at: datetime) -> Objection | None:
    """A draft is set aside until it rules; once somebody has signed it, only after its last day."""
    draft = _draft(act.partnership, act.draft)
    if draft is None:
        return NO_DRAFT
    if draft.state == "withdrawn":
        return Objection(_("This draft was set aside already."))
    if draft.presented_entry is None:
        return None
    text = queries.texts_of(act.partnership).get(draft.presented_entry)
    lapsed = text is not None and text.until_on is not None and text.until_on < at.date()
    return _bound(draft, lapsed=lapsed)


def text_can_be_taken_back(act: acts.ReopenDraft, *, by: Actor, at: datetime) -> Objection | None:
    """A presented text is taken back before anybody has signed it, and while nobody decides on it."""
    draft = _draft(act.partnership, act.draft)
    if draft is None:
        return NO_DRAFT
    if draft.state != "presented":
        return Objection(_("This draft was not presented, so there is nothing to take back."))
    return _bound(draft, lapsed=False)


def _bound(draft: Draft, *, lapsed: bool) -> Objection | None:
    """Return what keeps a presented text where it is."""
    text = queries.texts_of(draft.partnership).get(draft.presented_entry or -1)
    if text is not None and text.ruling_entry is not None:
        return Objection(_("This text rules. It is changed by an amendment: open a draft from the charter in force."))
    if draft.signed_entry is not None and not lapsed:
        return Objection(SIGNED)
    if any(draft.presented_entry in each.about for each in queries.open_decisions(draft.partnership)):
        return Objection(_("A decision on this text is open. Let it end, or withdraw it, first."))
    if text is not None and queries.carried_on(draft.partnership, text.entry):
        return Objection(_("It was decided that this text shall rule. Open a new draft to change something."))
    return None


# ── Guards: whose words they are ──────────────────────────────────────────────────────────────────────────────────────


def pen_takes_back(act: Act, *, by: Actor, at: datetime) -> Verdict | None:
    """Guard: whoever may present a text may take it back, and nobody else."""
    if not isinstance(act, acts.ReopenDraft):
        return None
    charter = setting_of(act.partnership).charter
    return judge(charter, kind=acts.Freeze.kind_name(), matter=acts.Freeze.matter, roles=by.roles)


def her_own_objection(act: Act, *, by: Actor, at: datetime) -> Verdict | None:
    """Guard: an objection is taken back by whoever made it, or by somebody else of her organisation."""
    if not isinstance(act, acts.WithdrawObjection):
        return None
    try:
        row = queries.objection_with(act.partnership, act.objection)
    except NotThere:
        return None
    hers = row.person == by.person or (row.organisation and row.organisation == by.org)
    if hers:
        return None
    reason = _("Only whoever objected takes the objection back. You can answer it instead.")
    return Verdict(allowed=False, clause=_clause(act.partnership), reason=str(reason))


def _clause(partnership: str) -> str:
    digest = digest_in_force(partnership)
    if digest is None:
        return SILENT
    kind = acts.ObjectToClause
    charter = setting_with(partnership, digest=digest).charter
    return judge(charter, kind=kind.kind_name(), matter=kind.matter, roles=frozenset()).clause


def _draft(partnership: str, draft: int) -> Draft | None:
    try:
        return queries.draft_with(partnership, draft)
    except NotThere:
        return None


def _not_open(draft: Draft | None) -> Objection | None:
    if draft is None:
        return NO_DRAFT
    if draft.state == "presented":
        return Objection(_("This text was presented and stands still. Take it back, or open a new draft from it."))
    if draft.state == "withdrawn":
        return Objection(_("This draft was set aside. Open a new draft from it to go on."))
    return None


Condition = Callable[..., Objection | None]
CONDITIONS: dict[type[Act], tuple[Condition, ...]] = {
    acts.OpenDraft: (source_is_there,),
    acts.PutClauses: (draft_is_open, clauses_fit),
    acts.ProposeChange: (draft_is_open, change_changes),
    acts.CommentOnClause: (draft_is_open, clause_is_there),
    acts.ObjectToClause: (draft_is_open, clause_is_there),
    acts.SettleChange: (change_is_open,),
    acts.AnswerObjection: (objection_is_open,),
    acts.WithdrawObjection: (objection_is_open,),
    acts.Freeze: (draft_is_open, text_is_ready, terms_fit),
    acts.WithdrawDraft: (draft_can_be_set_aside,),
    acts.ReopenDraft: (text_can_be_taken_back,),
}
