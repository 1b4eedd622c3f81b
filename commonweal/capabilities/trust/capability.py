"""The manifest of trust: read this first."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from commonweal.acts.capability import Capability
from commonweal.capabilities.trust import acts, conditions, moving, projection
from commonweal.capabilities.trust.models import Closing, MoveAgreement, SigningHost
from commonweal.capabilities.trust.sheets import SHEETS
from commonweal.partnerships.models import Anchor, NamedWitnesses
from commonweal.record.entry import Entry


def _key_added(act: Any, entry: Entry) -> str:
    return gettext("A key to sign with was registered")


def _key_revoked(act: Any, entry: Entry) -> str:
    return gettext("A key was withdrawn")


def _witnesses(act: Any, entry: Entry) -> str:
    if not act.witnesses:
        return gettext("No witnesses are named any more")
    return gettext("Witnesses were named: %(threshold)s of %(count)s seal the record") % {
        "threshold": act.threshold,
        "count": len(act.witnesses),
    }


def _anchored(act: Any, entry: Entry) -> str:
    size = entry.seen.size if entry.seen else 0
    return ngettext(
        "A partner signed that the record was verified up to its first act",
        "A partner signed that the record was verified up to %(size)s acts",
        size,
    ) % {"size": size}


def _moved(act: Any, entry: Entry) -> str:
    return gettext("The record moved to another host")


def _agreed(act: Any, entry: Entry) -> str:
    return gettext("A partner signed that the record moves to %(host)s") % {"host": act.to}


def _closed(act: Any, entry: Entry) -> str:
    return gettext("The record was closed here; it goes on at %(host)s") % {"host": act.to}


CAPABILITY = Capability(
    name="trust",
    label=_("Trust"),
    urls="commonweal.capabilities.trust.urls",
    acts={
        acts.AddKey: projection.key_named,
        acts.RevokeKey: projection.key_named,
        acts.NameWitnesses: projection.witnesses_named,
        acts.AnchorRecord: projection.anchored,
        acts.MoveHost: projection.moved,
        acts.AgreeToMove: projection.agreed,
        acts.CloseHere: projection.closed,
    },
    conditions={
        acts.AddKey: (conditions.a_key_of_ones_own,),
        acts.RevokeKey: (conditions.a_live_key,),
        acts.MoveHost: (conditions.truly_here, moving.enough_agreed),
        acts.AgreeToMove: (moving.not_here_already, moving.for_an_organisation),
        acts.CloseHere: (conditions.signed_here, moving.enough_agreed),
    },
    guards=(moving.gone,),
    observes=(projection.host_named,),
    tables=(NamedWitnesses, Anchor, MoveAgreement, Closing, SigningHost),
    sheets=SHEETS,
    sentences={
        "trust.add_key": _key_added,
        "trust.revoke_key": _key_revoked,
        "trust.name_witnesses": _witnesses,
        "trust.anchor": _anchored,
        "trust.host_moved": _moved,
        "trust.agree_to_move": _agreed,
        "trust.closed_here": _closed,
    },
)
