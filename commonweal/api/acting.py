"""The endpoints that act: judged, asked beforehand, prepared for a signature; founding, and taking a place."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, Final

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.utils.translation import gettext_lazy as _
from pydantic import TypeAdapter

from commonweal.acts.act import Act, Cite
from commonweal.acts.capability import Objection
from commonweal.acts.installed import act_type
from commonweal.acts.perform import Objected, Refused, perform, require_fit, verdict_on
from commonweal.api import signing
from commonweal.api.endpoint import NotKnown, Operation, OutOfScope, in_partnership, operation, require_scope, token_of
from commonweal.api.reading import entry_json, partnership_json
from commonweal.api.strict import Malformed, sent_object
from commonweal.capabilities.founding.queries import free_slug
from commonweal.kit.ids import id_from_seed, is_id, new_id
from commonweal.partnerships.actors import ANYONE, Actor, actor_of
from commonweal.partnerships.models import OpenInvitation, Partnership
from commonweal.partnerships.queries import partnership_with
from commonweal.people.identity import pseudonym_of
from commonweal.people.models import Account, Invitation
from commonweal.record.hostkeys import log_key
from commonweal.web.audience import MEMBERS, PartnershipRequest, SignedInRequest, for_everyone

ACTING, COMING = _("Acting"), _("Founding and coming")

ACT: Final[Mapping[str, type]] = {"kind": str, "body": dict}
CITES: Final = TypeAdapter(list[Cite])
BESIDE: Final[Mapping[str, type]] = {"cites": list, "idem": str}


@operation(
    Operation("act", _("Do an act: it is judged, recorded and shown, or nothing happens."), ACTING, gives="Entry",
              takes="Act", status=201, who="member", refuses=(400, 403, 404, 409, 413, 415, 422))
)  # fmt: skip
@in_partnership
def acts(request: PartnershipRequest) -> HttpResponse:
    """Perform one act: `{"kind": "fit.name_goal", "body": {…}, "cites": [], "idem": "…"}`."""
    sent = sent_object(request, needs=ACT, may={**BESIDE, **signing.PARTS})
    act = _act(request, sent)
    _require_allowed(act, request)  # before it is told whether the number of the act is taken
    signature = signing.signature_of(sent, act, at=request.at)
    done = perform(act, by=request.actor, **(signature or {"at": request.at}))
    return JsonResponse(entry_json(done, exact=request.actor.has(*MEMBERS)), status=201)


@operation(
    Operation("verdict", _("Ask whether an act would be done now, without doing it."), ACTING, gives="Verdict",
              takes="ActUnsigned", refuses=(400, 403, 404, 413, 415, 422))
)  # fmt: skip
@in_partnership
def verdict(request: PartnershipRequest) -> HttpResponse:
    """Return the verdict that would guard an act, with its clause, and whether the act fits what is so now."""
    act = _act(request, sent_object(request, needs=ACT, may=BESIDE))
    unfit: Objection | None = None
    try:
        require_fit(act, by=request.actor, at=request.at)
    except Objected as objected:
        unfit = objected.objection
    said = verdict_on(act, by=request.actor, at=request.at)
    return JsonResponse(
        {
            "allowed": said.allowed,
            "clause": said.clause,
            "reason": said.reason,
            "fits": unfit is None,
            "at": unfit.field if unfit else None,
            "says": str(unfit.says) if unfit else "",
            "to_be_signed": act.must_be_signed,
        }
    )


@operation(
    Operation("prepare", _("Fix an act as it would be signed, and get the bytes to sign."), ACTING, gives="Prepared",
              takes="ActUnsigned", who="member", refuses=(400, 403, 404, 409, 413, 415, 422))
)  # fmt: skip
@in_partnership
def prepare(request: PartnershipRequest) -> HttpResponse:
    """Return the bytes that a signature of this act covers, and everything that was fixed in them."""
    act = _act(request, sent_object(request, needs=ACT, may=BESIDE))
    _require_allowed(act, request)
    require_fit(act, by=request.actor, at=request.at)
    return JsonResponse(signing.prepared(act, by=request.actor, at=request.at))


@operation(
    Operation("found", _("Found a partnership; you become its convener."), COMING, gives="Founded", takes="Founding",
              status=201, who="account", refuses=(400, 403, 409, 413, 415, 422))
)  # fmt: skip
@for_everyone
def found(request: SignedInRequest) -> HttpResponse:
    """Found a partnership under this host's key; the same `idem` again gives the same partnership."""
    account = _signed_in(request)
    sent = sent_object(request, needs={"body": dict}, may={"idem": str})
    idem = _idem(sent)
    new = id_from_seed("founded by a program", account.pk, idem)
    before = Partnership.objects.filter(pk=new).values_list("slug", flat=True).first()
    fields = {"log_key": log_key(new), **sent["body"]}
    fields.setdefault("slug", before or free_slug(str(fields.get("name", "")), of=new))
    act = _made("founding.found", fields, partnership=new, idem=idem)
    if fields["log_key"] != log_key(new):
        raise Objected(Objection("Leave out log_key: this host signs with its own.", field="log_key"))
    person = pseudonym_of(account, partnership=new)
    founder = Actor(partnership=new, person=person, roles=frozenset({ANYONE, "founder"}))
    done = perform(act, by=founder, at=request.at)
    shown = {"partnership": partnership_json(partnership_with(new)), "entry": entry_json(done, exact=True)}
    return JsonResponse(shown, status=201)


@operation(
    Operation("join", _("Take the place that an invitation offers."), COMING, gives="Founded", takes="Joining",
              status=201, who="account", refuses=(400, 403, 404, 409, 413, 415, 422))
)  # fmt: skip
@for_everyone
def join(request: SignedInRequest) -> HttpResponse:
    """Take the place behind an invitation's link, named by the secret in it."""
    account = _signed_in(request)
    sent = sent_object(request, needs={"token": str}, may={"name": str, "idem": str})
    offer = _offer(sent["token"])
    name = " ".join(sent.get("name", account.name).split())
    if not name or len(name) > 120 or "\0" in name:
        raise Malformed("Send a name of at most 120 characters: those who take part see it.", status=422)
    act = _made("membership.accept", {"invitation": offer.pk}, partnership=offer.partnership, idem=_idem(sent))
    person = pseudonym_of(account, partnership=offer.partnership)
    known = actor_of(person, partnership=offer.partnership, at=request.at)
    done = perform(act, by=Actor(offer.partnership, person, None, known.roles | {"invited"}), at=request.at)
    if name != account.name:
        account.name = name
        account.save(update_fields=["name"])
    shown = {
        "partnership": partnership_json(partnership_with(offer.partnership)),
        "entry": entry_json(done, exact=True),
    }
    return JsonResponse(shown, status=201)


def _require_allowed(act: Act, request: PartnershipRequest) -> None:
    """Ask the charter for the kind of act, before anything about this one is looked at."""
    said = verdict_on(type(act), by=request.actor, at=request.at)
    if not said.allowed:
        raise Refused(said)


def _signed_in(request: HttpRequest) -> Account:
    """Return who has the session; a token belongs to one partnership, and founds or joins no other.

    :raises NotKnown: for somebody without a session
    """
    if (token := token_of(request)) is not None:
        raise OutOfScope("A token belongs to one partnership. Found and join with a session.", token=token.pk)
    if not isinstance(request.user, Account):
        raise NotKnown
    return request.user


def _offer(token: str) -> OpenInvitation:
    """Return the invitation behind the secret of its link; whether it still holds is a condition of the act.

    :raises Http404: where there is none
    """
    half = Invitation.objects.filter(token=token).first() if "\0" not in token else None
    offer = OpenInvitation.objects.filter(pk=half.id).first() if half else None
    if offer is None:
        raise Http404
    return offer


def _act(request: PartnershipRequest, sent: dict[str, Any]) -> Act:
    """Return the act that was sent, where the token allows its matter.

    :raises UnknownKind: where nothing installed knows it
    :raises ValidationError: with each fault at its field
    """
    require_scope(request, matter=act_type(sent["kind"]).matter)
    beside = {name: sent[name] for name in BESIDE if name in sent}
    return _made(sent["kind"], sent["body"], partnership=request.partnership.pk, **beside)


def _made(kind: str, body: dict[str, Any], *, partnership: str, **beside: Any) -> Act:
    if {"partnership", "cites", "idem"} & set(body):
        raise Malformed("The partnership comes from the address; cites and idem stand beside the body.")
    if "cites" in beside:
        CITES.validate_json(json.dumps(beside["cites"]), strict=True)
    # Strictly: a number that is written as a text is none, and a text that happens to look like a day stays one.
    return act_type(kind).model_validate_json(json.dumps({**body, **beside, "partnership": partnership}), strict=True)


def _idem(sent: dict[str, Any]) -> str:
    idem: str = sent["idem"] if "idem" in sent else new_id()
    if not is_id(idem):
        raise Malformed("Send idem as an id: 16 random bytes in base32, 26 characters.", status=422)
    return idem
