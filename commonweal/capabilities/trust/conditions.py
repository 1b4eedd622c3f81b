"""What must be so for keys, witnesses and moves to fit."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from commonweal.acts.capability import Objection
from commonweal.capabilities.trust.acts import AddKey, CloseHere, MoveHost, RevokeKey
from commonweal.kit.canonical import b64_decode, b64_encode
from commonweal.partnerships.actors import Actor
from commonweal.partnerships.queries import partnership_with
from commonweal.record import reading
from commonweal.record.hostkeys import log_key
from commonweal.record.reading import named_key, named_keys


def a_key_of_ones_own(act: AddKey, *, by: Actor, at: datetime) -> Objection | None:
    """A person names her own key, and a representative one of the organisation she acts for."""
    owner = by.person if act.holder == "person" else by.org
    if act.of != owner:
        return Objection(_("You can only register a key of your own or of the organisation you act for."), field="of")
    if any(key.public == b64_decode(act.public) and key.revoked is None for key in named_keys(act.partnership)):
        return Objection(_("This key is registered already."), field="public")
    return None


def a_live_key(act: RevokeKey, *, by: Actor, at: datetime) -> Objection | None:
    """A key that counts is withdrawn by its holder, or by the convener."""
    row = named_key(act.partnership, act.key)
    if row is None or row.revoked is not None:
        return Objection(_("This key does not count any more, or never did."), field="key")
    if row.of not in (by.person, by.org) and not by.has("convener"):
        return Objection(_("Only its holder or the convener withdraws a key."), field="key")
    return None


def truly_here(act: MoveHost, *, by: Actor, at: datetime) -> Objection | None:
    """A move names this host's key, which is not the key that signs already, and the tree as it stands."""
    if partnership_with(act.partnership).log_key == act.log_key:
        return Objection(_("This host signs the record already."), field="log_key")
    size = reading.size(act.partnership)
    if act.log_key != log_key(act.partnership):
        return Objection(_("The key is not the key of this host."), field="log_key")
    if (act.size, act.root) != (size, b64_encode(reading.root_at(act.partnership, size))):
        return Objection(_("The record does not look like this. Load the page again."), field="size")
    return None


def signed_here(act: CloseHere, *, by: Actor, at: datetime) -> Objection | None:
    """Only the host that signs the record can close it."""
    if partnership_with(act.partnership).log_key != log_key(act.partnership):
        return Objection(_("Another host signs this record. It is closed there."))
    return None
