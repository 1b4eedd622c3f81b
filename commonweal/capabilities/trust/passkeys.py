"""Make a passkey that signs acts: on the person's own device, for one partnership, unlocked by her PIN or finger.

One passkey for each partnership, so that equal public keys in two records cannot tell that one person acts in both.
"""

from __future__ import annotations

import json
from typing import Any, Final
from urllib.parse import urlsplit

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from fido2.cose import ES256
from fido2.server import Fido2Server
from fido2.webauthn import (
    AttestedCredentialData,
    PublicKeyCredentialParameters,
    PublicKeyCredentialRpEntity,
    PublicKeyCredentialType,
    PublicKeyCredentialUserEntity,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)

from commonweal.acts.capability import Objection
from commonweal.acts.perform import Objected, perform
from commonweal.capabilities.trust.acts import AddKey
from commonweal.kit.canonical import b64_encode
from commonweal.kit.ids import id_from_seed, new_id
from commonweal.people.models import Account, Passkey
from commonweal.record.entry import Entry
from commonweal.web.audience import PartnershipRequest

_SESSION: Final = "making_passkey"
_FAILED = gettext_lazy("The passkey could not be made. Try again, or use another device.")


def offered(request: PartnershipRequest) -> dict[str, Any]:
    """Return what `navigator.credentials.create` is asked, and keep in the session what its answer must fit."""
    key = new_id()
    name = _("%(name)s signs in %(partnership)s") % {
        "name": _account(request).get_full_name() or _account(request).email,
        "partnership": request.partnership.name,
    }
    options, state = _server(request).register_begin(
        user=PublicKeyCredentialUserEntity(name=name, id=key.encode(), display_name=name),
        resident_key_requirement=ResidentKeyRequirement.PREFERRED,
        user_verification=UserVerificationRequirement.REQUIRED,
    )
    request.session[_SESSION] = {"key": key, "partnership": request.partnership.pk, "state": state}
    asked = dict(options)
    return json.loads(json.dumps(asked, default=dict))  # type: ignore[no-any-return]  # plain data for the page


def registered(request: PartnershipRequest) -> Entry:
    """Perform the naming of the key that the browser made.

    :raises Objected: where the answer does not fit what was asked
    :raises Refused: naming the charter clause that forbids it
    """
    waiting = request.session.get(_SESSION)
    if not waiting or waiting["partnership"] != request.partnership.pk:
        raise Objected(Objection(_FAILED))
    made = _credential(request, waiting["state"])
    act = AddKey(
        partnership=request.partnership.pk,
        idem=id_from_seed("passkey", waiting["key"]),
        key=waiting["key"],
        holder="person",
        of=request.actor.person or "",
        alg="webauthn",
        public=b64_encode(_point(made)),
        rp=rp_of(),
    )
    entry = perform(act, by=request.actor, at=request.at)
    Passkey.objects.get_or_create(
        id=act.key,
        defaults={"account": _account(request), "partnership": act.partnership, "credential": made.credential_id},
    )
    del request.session[_SESSION]
    return entry


def rp_of() -> str:
    """Return the name to which passkeys made here are bound: that of the settings, whatever a request claims."""
    return urlsplit(settings.ADDRESS).hostname or "localhost"


def _credential(request: PartnershipRequest, state: Any) -> AttestedCredentialData:
    try:
        answer = json.loads(request.POST.get("credential", ""))
        # What a browser sends may be wrong in every way; each of these is how one of the ways shows itself.
        made = _server(request).register_complete(state, answer).credential_data
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        raise Objected(Objection(_FAILED)) from error
    if made is None:
        raise Objected(Objection(_FAILED))
    return made


def _point(made: AttestedCredentialData) -> bytes:
    """Return the public key as an uncompressed point of P-256 (RFC 9053, section 7.1; COSE labels -1, -2, -3)."""
    cose = made.public_key
    if cose.get(3) != ES256.ALGORITHM or cose.get(-1) != 1:
        raise Objected(Objection(_("This device made a key of another kind. Acts are signed with P-256 keys.")))
    return b"\x04" + bytes(cose[-2]) + bytes(cose[-3])


def _server(request: PartnershipRequest) -> Fido2Server:
    server = Fido2Server(PublicKeyCredentialRpEntity(name="Commonweal", id=rp_of()))
    server.allowed_algorithms = [
        PublicKeyCredentialParameters(type=PublicKeyCredentialType.PUBLIC_KEY, alg=ES256.ALGORITHM)
    ]
    return server


def _account(request: PartnershipRequest) -> Account:
    if not isinstance(request.user, Account):
        raise Objected(Objection(_("Sign in first.")))
    return request.user
