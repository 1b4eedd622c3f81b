"""What must be so for words and names to be erased."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from commonweal.acts.capability import Objection
from commonweal.capabilities.erasure import queries
from commonweal.capabilities.erasure.acts import EraseWordsAndNames
from commonweal.partnerships.actors import Actor
from commonweal.partnerships.queries import representations


def her_own_words(act: EraseWordsAndNames, *, by: Actor, at: datetime) -> Objection | None:
    """A person erases words that she wrote, once."""
    hers = queries.ids_still_kept(by.person, partnership=act.partnership, among=act.texts)
    if len(hers) != len(act.texts):
        return Objection(_("You can only erase words that you wrote and that are still there."), field="texts")
    return None


def her_own_name(act: EraseWordsAndNames, *, by: Actor, at: datetime) -> Objection | None:
    """A person erases her own name, and a partnership is never left without a convener."""
    if not act.people:
        return None
    if act.people != (by.person,):
        return Objection(_("You can only erase your own name."), field="people")
    conveners = set(representations(act.partnership).filter(role="convener").values_list("person", flat=True))
    if conveners == {by.person}:
        return Objection(
            _("You are the only convener. Invite another one before you have your name erased."), field="people"
        )
    return None
