"""What must be so for words and names to be erased."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from commonweal.acts.capability import Objection
from commonweal.capabilities.erasure import queries
from commonweal.capabilities.erasure.acts import EraseWordsAndNames
from commonweal.partnerships.actors import Actor
from commonweal.partnerships.queries import representations
from commonweal.people import identity, tombstones


def her_own_words(act: EraseWordsAndNames, *, by: Actor, at: datetime) -> Objection | None:
    """A person erases words that she wrote, once; others do it for her as `hers` says."""
    if not act.texts:
        return None
    writers = queries.writers_of_kept(act.texts, partnership=act.partnership)
    if len(writers) == len(act.texts) and _hers(by, set(writers.values()), act.texts, partnership=act.partnership):
        return None
    return Objection(_("You can only erase words that you wrote and that are still there."), field="texts")


def her_own_name(act: EraseWordsAndNames, *, by: Actor, at: datetime) -> Objection | None:
    """A person erases her own name, and those who stay are never left without a convener."""
    if not act.people:
        return None
    if not _hers(by, set(act.people), act.people, partnership=act.partnership):
        return Objection(_("You can only erase your own name."), field="people")
    if by.person is not None and leaves_others_without_convener(act.people[0], partnership=act.partnership):
        return Objection(
            _("You are the only convener. Invite another one before you have your name erased."), field="people"
        )
    return None


def leaves_others_without_convener(person: str, *, partnership: str) -> bool:
    """Tell whether others take part in a partnership of which this person is the only convener."""
    held = list(representations(partnership).values_list("person", "role"))
    conveners = {who for who, role in held if role == "convener"}
    return conveners == {person} and any(who != person for who, _role in held)


def _hers(by: Actor, whose: set[str], ids: tuple[str, ...], *, partnership: str) -> bool:
    """Tell whether the actor may have these erased: herself; or, for one person, whoever has to do it in her stead.

    Whoever runs the host may, once the person's account is stopped: that stands on the record, and she was told. And
    the house itself says again what was erased here before an older database was put back.
    """
    if by.person is None:
        return tombstones.are_known(ids, partnership=partnership)
    if by.has("administrator"):
        return len(whose) == 1 and identity.is_stopped(next(iter(whose)), partnership=partnership)
    return whose == {by.person}
