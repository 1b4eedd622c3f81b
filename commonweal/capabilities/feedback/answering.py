"""The page on which contributions are acknowledged, answered, told their effect and handed over, many at once."""

from __future__ import annotations

from typing import Any, Final

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from commonweal.acts.capability import Setting
from commonweal.acts.charters import setting_with
from commonweal.acts.perform import verdict_on
from commonweal.capabilities.feedback import acts, queries, shown
from commonweal.capabilities.feedback.forms import AboutForm, AcknowledgeForm, AnswerForm, EffectForm, HandOverForm
from commonweal.capabilities.feedback.pages import may
from commonweal.capabilities.feedback.phrases import DOES, label_of
from commonweal.capabilities.feedback.queries import Contribution
from commonweal.partnerships.actors import ANYONE, Actor
from commonweal.partnerships.queries import places_held
from commonweal.people.identity import names_of
from commonweal.web.audience import MEMBERS, PartnershipRequest, for_roles
from commonweal.web.told import organisations

FORMS: Final[dict[str, type[AboutForm]]] = {
    "acknowledge": AcknowledgeForm,
    "answer": AnswerForm,
    "effect": EffectForm,
    "hand_over": HandOverForm,
}
SHOWN: Final = 100
"""How many contributions stand on the page, each with its tick; of more, all that wait can be taken together."""


@require_http_methods(["GET", "HEAD", "POST"])
@for_roles(*MEMBERS)
def do(request: PartnershipRequest, what: str) -> HttpResponse:
    """Say one thing about several contributions: those that are ticked, or all that wait in a room."""
    if what not in FORMS:
        raise Http404
    room, upto = request.GET.get("room", ""), _number(request.POST.get("upto"))
    waiting = queries.open_for(request.partnership.pk, what, but=request.actor.person, room=room, upto=upto)
    every = list(waiting.values_list("entry", flat=True)[: acts.MOST])
    asked = _number(request.GET.get("about"))
    first = list(waiting.filter(entry=asked)) if asked is not None else []
    rows = [*first, *(row for row in waiting[:SHOWN] if row.entry != asked)]
    form = _form(request, what, rows=rows, every=every)
    if form.performed(by=request.actor, at=request.at):
        messages.success(request, _done(what))
        return redirect("feedback:contributions", request.partnership.slug)
    ticks = form["about"].subwidgets
    context = {
        "form": form,
        "what": what,
        "says": DOES[what],
        "ways": [(name, says) for name, says in DOES.items() if name != what],
        "rows": list(
            zip(ticks, shown.rows_of(rows, request.partnership, to=request.actor, at=request.at), strict=True)
        ),
        "count": len(every),
        "upto": max(every, default=0),
        "room": room,
        "room_label": label_of(room) if room else "",
        "verdict": may(request, form.act_type),
    }
    return render(request, "feedback/do.html", context)


def _form(request: PartnershipRequest, what: str, *, rows: list[Contribution], every: list[int]) -> AboutForm:
    given: dict[str, Any] = {
        "partnership": request.partnership.pk,
        "offered": [(row.entry, str(row.entry)) for row in rows],
        "all_of_them": every if len(every) > 1 else (),
    }
    asked = _number(request.GET.get("about"))
    if asked is not None:
        given["initial"] = {"about": [str(asked)]}
    if what == "hand_over":
        given["owners"] = _owners(request)
    return FORMS[what](request.POST or None, **given)


def _owners(request: PartnershipRequest) -> list[tuple[str, str]]:
    """Return whoever may answer for the partnership, by name and place, as those who take part see them."""
    here, at = request.partnership.pk, request.at
    setting = setting_with(here, digest=request.partnership.charter)
    roles = [role for role in MEMBERS if _role_may(role, request, setting)]
    held = list(places_held(here, at=at).filter(role__in=roles))
    orgs, names = organisations(here), names_of({place.person for place in held}, partnership=here)
    found: dict[str, str] = {}
    for place in held:
        org = orgs.get(place.organisation)
        where = org.name if org else _("The convener") if place.role == "convener" else ""
        name = names.get(place.person, "")
        found.setdefault(place.person, f"{name} ({where})" if name and where else name or where)
    return sorted(found.items(), key=lambda pair: pair[1].casefold())


def _role_may(role: str, request: PartnershipRequest, setting: Setting) -> bool:
    actor = Actor(partnership=request.partnership.pk, roles=frozenset({ANYONE, role}))
    return verdict_on(acts.AnswerContributions, by=actor, at=request.at, setting=setting).allowed


def _done(what: str) -> str:
    if what == "hand_over":
        return _("It stands on the record. Whoever answers from now on is told.")
    return _("It stands on the record. Whoever gave it is told.")


def _number(typed: str | None) -> int | None:
    return int(typed) if typed and typed.isascii() and typed.isdigit() and len(typed) < 16 else None
