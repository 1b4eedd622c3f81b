"""What must be so for something to be done with ideas and drafts."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from commonweal.acts.capability import Objection
from commonweal.capabilities.ideas import acts, queries
from commonweal.capabilities.ideas.queries import Draft
from commonweal.partnerships.actors import Actor

NO_IDEA = Objection(_("There is no such idea here."))
NO_DRAFT = Objection(_("There is no such draft here."))
FINISHED = Objection(_("This draft is finished. Put a new idea, or draft another intervention."))


def all_stand(act: acts.MergeIdeas, *, by: Actor, at: datetime) -> Objection | None:
    """Only ideas that stand are joined; those that went into others are followed there."""
    found = queries.ideas_at(act.partnership, act.ideas)
    if len(found) < len(act.ideas):
        return Objection(_("One of these ideas is not here."), field="ideas")
    gone = next((idea for idea in found if idea.ended_entry is not None), None)
    if gone is None:
        return None
    says = _("Somebody joined or split “%(title)s” meanwhile. Choose what came of it instead.") % {"title": gone.title}
    return Objection(says, field="ideas")


def can_be_split(act: acts.SplitIdea, *, by: Actor, at: datetime) -> Objection | None:
    """An idea is split while it was not joined with others; several parts may come of it."""
    found = queries.ideas_at(act.partnership, [act.idea])
    if not found:
        return NO_IDEA
    if found[0].became == "merged":
        return Objection(_("This idea was joined with others. Split what came of it."))
    return None


def rated_by_what_holds(act: acts.RateIdea, *, by: Actor, at: datetime) -> Objection | None:
    """An idea that stands is rated by the criteria that hold, each of them."""
    found, now = queries.ideas_at(act.partnership, [act.idea]), queries.criteria_now(act.partnership)
    if not found:
        return NO_IDEA
    if found[0].ended_entry is not None:
        return Objection(_("This idea went into another one. Rate that one."))
    if now is None:
        return Objection(_("Choose the criteria first by which ideas are rated."))
    if now.entry != act.criteria:
        return Objection(_("Other criteria were chosen meanwhile. Load the page again and rate by those."))
    if len(act.scores) != len(now.criteria):
        return Objection(_("Give a score for each criterion."), field="scores")
    return None


def drafted_from_ideas(act: acts.OpenDraft, *, by: Actor, at: datetime) -> Objection | None:
    """A draft is made from ideas that are here."""
    found = {idea.entry for idea in queries.ideas_at(act.partnership, act.ideas)}
    return None if set(act.ideas) <= found else Objection(_("One of these ideas is not here."), field="ideas")


def paragraph_is_there(act: acts.SuggestChange, *, by: Actor, at: datetime) -> Objection | None:
    """A change is suggested to a paragraph as it stands, of a draft that is not finished."""
    draft = _draft(act.partnership, act.draft)
    if draft is None:
        return NO_DRAFT
    if draft.finished_at is not None:
        return FINISHED
    paragraph = queries.paragraph_of(act.partnership, act.draft, act.paragraph)
    if paragraph is None:
        return Objection(_("This paragraph was left out meanwhile."))
    if paragraph.version != act.on:
        return Objection(_("This paragraph changed meanwhile. Read it, then suggest your change again."), field="text")
    return None


def can_be_settled(act: acts.SettleSuggestion, *, by: Actor, at: datetime) -> Objection | None:
    """A suggestion is settled once, by whoever drafts; one to words that changed since is taken in words of today."""
    try:
        row = queries.suggestion_at(act.partnership, act.suggestion)
    except queries.NotThere:
        return Objection(_("There is no such suggestion here."))
    draft = _draft(act.partnership, row.draft)
    if draft is None or draft.finished_at is not None:
        return FINISHED
    if row.outcome:
        return Objection(_("Somebody has settled this suggestion already."))
    if not drafts_it(by, draft):
        return Objection(_("Whoever opened this draft settles suggestions, or the convener."))
    return _still_fits(act, row)


def _still_fits(act: acts.SettleSuggestion, row: queries.Suggestion) -> Objection | None:
    if act.outcome == "declined":
        return None
    paragraph = queries.paragraph_of(act.partnership, row.draft, row.paragraph)
    if paragraph is None:
        return Objection(_("The paragraph was left out meanwhile. Say so as the reason for not taking this."))
    if paragraph.version == row.on or row.what == "add":
        return None
    if row.what == "leave_out":
        return Objection(
            _("The paragraph changed since. Say so as the reason for not taking this; it can be asked again.")
        )
    if act.text is None:
        says = _("The paragraph changed since this was suggested. Write how it should read now, with both in it.")
        return Objection(says, field="text")
    return None


def can_be_finished(act: acts.FinishDraft, *, by: Actor, at: datetime) -> Objection | None:
    """A draft is finished once, by whoever opened it, when every suggestion is answered."""
    draft = _draft(act.partnership, act.draft)
    if draft is None:
        return NO_DRAFT
    if draft.finished_at is not None:
        return FINISHED
    if not drafts_it(by, draft):
        return Objection(_("Whoever opened this draft finishes it, or the convener."))
    if queries.waiting_by_draft(act.partnership).get(draft.entry):
        return Objection(_("Suggestions wait. Settle each of them first."))
    return None


def drafts_it(by: Actor, draft: Draft) -> bool:
    """Whether somebody keeps the pen of a draft: whoever opened it, and the convener."""
    return by.has("convener") or (by.person is not None and by.person == draft.by)


def _draft(partnership: str, entry: int) -> Draft | None:
    try:
        return queries.draft_at(partnership, entry)
    except queries.NotThere:
        return None
