"""The pages on which those who take part see who looked, and on which a person is linked to her sign again."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from commonweal.acts.perform import Objected, Refused, verdict_on
from commonweal.capabilities.access import queries
from commonweal.capabilities.access.acts import LinkPerson
from commonweal.capabilities.access.forms import LinkForm
from commonweal.capabilities.access.phrases import said
from commonweal.kit.ids import is_id
from commonweal.partnerships.actors import ANYONE, Actor
from commonweal.partnerships.queries import partnership_with
from commonweal.people import claims, identity
from commonweal.record import reading
from commonweal.record.signatures import PublicKey
from commonweal.web import signing
from commonweal.web.actforms import in_words
from commonweal.web.audience import MEMBERS, PartnershipRequest, SignedInRequest, for_accounts, for_roles


@require_safe
@for_roles(*MEMBERS)
def who_looked(request: PartnershipRequest) -> HttpResponse:
    """Show everybody who takes part who looked at whose data, and why."""
    asked = request.GET.get("before", "")
    before = int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 16 else None
    shown, older = queries.looks(request.partnership.pk, before=before)
    rows = [(one, said(one.look.done, one.look.what)) for one in shown]
    context = {
        "rows": rows,
        "older": f"?before={older}" if older is not None else None,
        "newest": reverse("access:who_looked", args=[request.partnership.slug]) if before is not None else None,
        "links": verdict_on(LinkPerson, by=request.actor, at=request.at).allowed,
    }
    return render(request, "access/who_looked.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@for_roles("convener")
def linking(request: PartnershipRequest) -> HttpResponse:
    """Let the convener hand a link to somebody whose account this host does not know any more."""
    here = request.partnership.pk
    people = queries.people_without_account(here)
    form = LinkForm(request.POST or None, partnership=here, people=people)
    link = None
    if form.performed(by=request.actor, at=request.at):
        token = claims.offer(form.cleaned_data["person"], partnership=here, at=request.at)
        link = settings.ADDRESS + reverse("access:claim", args=[token])
    return render(request, "access/linking.html", {"people": people, "form": form, "link": link})


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@for_accounts
def claim(request: SignedInRequest, token: str) -> HttpResponse:
    """Let whoever holds a link be linked to her sign with one button."""
    offered = claims.offered(token, at=request.at)
    if offered is None:
        return render(request, "access/claim.html", {"offered": None}, status=404)
    partnership = partnership_with(offered.partnership)
    wrong = False
    if request.method == "POST":
        if claims.take(offered, request.user):
            messages.success(request, _("You are known here again. Welcome back."))
            return redirect("home", partnership.slug)
        wrong = True
    return render(request, "access/claim.html", {"offered": offered, "of": partnership, "wrong": wrong})


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@for_roles(ANYONE)
def it_is_me(request: PartnershipRequest) -> HttpResponse:
    """Let a person whom the record knows by a key prove with it that a sign is hers, and link her account."""
    if not request.user.is_authenticated:
        return redirect_to_login(request.get_full_path())
    if identity.known_pseudonym_of(request.user, partnership=request.partnership.pk):
        raise Http404
    keys = _keys_of_nobody(request.partnership.pk)
    key = keys.get(request.POST.get("key") or request.session.get(_CHOSEN, ""))
    prepared, says = None, ""
    if request.method == "POST" and key is not None:
        request.session[_CHOSEN] = key.key
        request.actor = Actor(request.partnership.pk, person=key.of, roles=frozenset({ANYONE, "administrator"}))
        try:
            if request.POST.get("step") == "sign":
                signing.signed(request, LinkPerson, keys=_answers_for(key))
                return _linked(request, key)
            prepared = signing.prepare(request, _linking_act(request, key), keys=_answers_for(key))
        except (Objected, Refused) as refused:
            says = in_words(refused)
    context = {
        "keys": keys.values(),
        "prepared": prepared,
        "ed25519": [key] if key and key.alg == "ed25519" else [],
        "says": says,
    }
    return render(request, "access/it_is_me.html", context)


_CHOSEN = "key_to_prove"


def _answers_for(key: PublicKey) -> dict[str, bytes]:
    """Return the passkey that may answer: this host does not know its credential any more."""
    return {key.key: b""} if key.alg == "webauthn" else {}


def _linked(request: PartnershipRequest, key: PublicKey) -> HttpResponse:
    del request.session[_CHOSEN]
    assert request.user.is_authenticated  # noqa: S101 - for the type checker: the page is for accounts
    if not identity.link(request.user, key.of, partnership=request.partnership.pk):
        raise Http404
    messages.success(request, _("You are known here again. Welcome back."))
    return redirect("home", request.partnership.slug)


def _linking_act(request: PartnershipRequest, key: PublicKey) -> LinkPerson:
    reason = {"text": _("Proved with a key that the record names."), "lang": request.LANGUAGE_CODE}
    return LinkPerson.model_validate({"partnership": request.partnership.pk, "person": key.of, "reason": reason})


def _keys_of_nobody(partnership: str) -> dict[str, PublicKey]:
    """Return the live keys of persons behind whom no account stands."""
    keys = [key for key in reading.named_keys(partnership) if key.holder == "person" and key.revoked is None]
    free = identity.unlinked({key.of for key in keys}, partnership=partnership)
    return {key.key: key for key in keys if key.of in free and is_id(key.of)}
