"""What must be so for a meaning to be said, accepted and adopted."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from commonweal.acts.capability import Objection
from commonweal.acts.perform import setting_of
from commonweal.capabilities.glossary import acts, queries
from commonweal.charter.rules import Matter
from commonweal.charter.ruling import all_of
from commonweal.partnerships.actors import Actor
from commonweal.partnerships.models import Decided, Member
from commonweal.record import reading

PURPOSE = "purpose"


def was_met_here(act: acts.Flag, *, by: Actor, at: datetime) -> Objection | None:
    """Where somebody met the word stands on the record; she flags it once until something new is proposed."""
    if act.where is not None and act.where >= reading.size(act.partnership):
        return Objection(_("Point to an entry that is on the record."), field="where")
    term = queries.term_called(act.partnership, act.word, lang=act.lang)
    if term is None:
        return None
    hers = [flag for flag in queries.flags_of(term) if flag.by == by.person]
    if hers and hers[-1].entry > (term.adopted_entry or 0) and act.says is None:
        return Objection(_("You flagged this word already. Say in your own words what is unclear."), field="says")
    return None


def is_in_the_glossary(act: acts.SayMeaning | acts.Define, *, by: Actor, at: datetime) -> Objection | None:
    """A meaning is said of a word that somebody flagged."""
    if queries.bare(act.partnership, act.term) is None:
        return Objection(_("There is no such word in the glossary."), field="term")
    return None


def of_ones_own_sector(act: acts.SayMeaning, *, by: Actor, at: datetime) -> Objection | None:
    """Whoever acts for an organisation speaks for its sector."""
    if by.org is None:
        return None
    own = Member.objects.filter(partnership=act.partnership, organisation=by.org).order_by("-entry").first()
    if own is not None and own.sector != act.sector:
        return Objection(_("Say what your own sector means by it; others speak for theirs."), field="sector")
    return None


def is_the_meaning_proposed(act: acts.Accept | acts.ObjectTo, *, by: Actor, at: datetime) -> Objection | None:
    """What is accepted is the meaning proposed last."""
    row = queries.bare(act.partnership, act.term)
    if row is None or row.definition != act.definition:
        return Objection(_("Another meaning was proposed since. Load the page again."), field="definition")
    return None


def may_be_adopted(act: acts.Adopt, *, by: Actor, at: datetime) -> Objection | None:
    """Nobody objects and all who flagged it accept it; or a decision took it."""
    row = queries.bare(act.partnership, act.term)
    if row is None:
        return Objection(_("There is no such word in the glossary."), field="term")
    if row.definition != act.definition:
        return Objection(_("Another meaning was proposed since. Load the page again."), field="definition")
    if row.adopted_definition == act.definition:
        return Objection(_("This meaning was adopted already."), field="definition")
    if act.decision is not None:
        return _decided(act)
    word = queries.word_of(row)
    if word.objectors:
        return Objection(_("Somebody objects. Propose a meaning that meets it, or let it be decided."))
    if word.waiting:
        return Objection(_("Those who flagged this word have to accept its meaning first, or let it be decided."))
    return None


def _decided(act: acts.Adopt) -> Objection | None:
    rows = Decided.objects.filter(partnership=act.partnership, decision=act.decision or 0).order_by("-entry")
    row = rows.first()
    if row is None or row.outcome != "carried" or row.reopened_at is not None:
        return Objection(_("This decision was not carried, or does not stand."), field="decision")
    if act.definition not in row.about and act.term not in row.about:
        return Objection(_("This decision is not about this meaning."), field="decision")
    charter = setting_of(act.partnership).charter
    if any(matter.code == PURPOSE for _clause, matter in all_of(charter, Matter)) and row.matter != PURPOSE:
        return Objection(_("Only a decision on what the partnership is for adopts a meaning."), field="decision")
    return None
