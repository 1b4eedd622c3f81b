"""The page on which partners move their record to another host, and the last act at the old one."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods
from pydantic import ValidationError

from commonweal.acts.capability import Objection
from commonweal.acts.perform import Objected, Refused, perform, require_fit, setting_of, verdict_on
from commonweal.capabilities.trust import acts, queries
from commonweal.capabilities.trust.moving import organisations_needed
from commonweal.kit.ids import id_from_seed
from commonweal.web import signing
from commonweal.web.actforms import in_my_language, in_words, sentence
from commonweal.web.audience import PartnershipRequest, for_roles


class AgreeForm(forms.Form):
    """Where the record should move. The act itself is signed, so this form does not perform it."""

    to = forms.CharField(
        label=gettext_lazy("Address of the new host"),
        max_length=300,
        widget=forms.TextInput({"dir": "ltr", "inputmode": "url", "placeholder": "https://", "autocomplete": "off"}),
        help_text=gettext_lazy("Its first part alone, such as https://commonweal.example.org."),
    )
    log_key = forms.CharField(
        label=gettext_lazy("Its key for this record"),
        max_length=300,
        required=False,
        widget=forms.TextInput({"dir": "ltr", "autocomplete": "off", "spellcheck": "false", "class": "code"}),
        help_text=gettext_lazy(
            "The new host shows it at the path named above. With it, nobody else can take the record."
        ),
    )
    reason = forms.CharField(
        label=gettext_lazy("Why? You need not say."),
        max_length=1000,
        required=False,
        widget=forms.Textarea({"rows": 2}),
    )

    def act(self, partnership: str) -> acts.AgreeToMove | None:
        """Return the act that will be signed, or nothing where a field is wrong, which is then said there."""
        given = self.cleaned_data
        said: dict[str, Any] = {"partnership": partnership, "to": given["to"], "log_key": given["log_key"] or None}
        if given["reason"]:
            said["reason"] = in_my_language(given["reason"])
        try:
            return acts.AgreeToMove(**said)
        except ValidationError as invalid:
            for error in invalid.errors():
                self.add_error("to" if "to" in error["loc"] else "log_key", sentence(error))
            return None


@require_http_methods(["GET", "HEAD", "POST"])
@for_roles("anyone")
def moving(request: PartnershipRequest) -> HttpResponse:
    """Show who agreed to move where, take a signature, close the record here, and say what to do next."""
    here, step = request.partnership, request.POST.get("step", "")
    form = AgreeForm(request.POST if step == "prepare" else None)
    prepared, error = None, ""
    try:
        if step == "prepare" and form.is_valid():
            prepared = _prepared(request, form)
        elif step == "sign":
            signing.signed(request, acts.AgreeToMove)
            messages.success(request, _("Signed. Your organisation agrees to the move."))
            return redirect("trust:moving", here.slug)
        elif step == "close":
            _close(request)
            messages.success(request, _("Closed. Download the record and bring it up on the new host."))
            return redirect("trust:moving", here.slug)
    except (Objected, Refused) as refused:
        error = in_words(refused)
    return render(request, "trust/moving.html", _shown(request, form=form, prepared=prepared, error=error))


def _shown(
    request: PartnershipRequest, *, form: AgreeForm, prepared: signing.Prepared | None, error: str
) -> dict[str, Any]:
    here, actor, at = request.partnership, request.actor, request.at
    setting = setting_of(here.pk)
    needed, clause = organisations_needed(here.pk)
    names = queries.organisation_names(here.pk)
    return {
        "form": form,
        "prepared": prepared,
        "error": error,
        "destinations": [
            (each, [(names.get(row.organisation, ""), row.entry) for row in each.agreements])
            for each in queries.destinations(here.pk, needed=needed)
        ],
        "needed": needed,
        "clause": clause,
        "closing": queries.closing_of(here.pk),
        "stopped": queries.stopped_here(here.pk),
        "elsewhere": queries.signed_elsewhere(here.pk, named=here.log_key),
        "verdict": verdict_on(acts.AgreeToMove, by=actor, at=at, setting=setting),
        "may_close": verdict_on(acts.CloseHere, by=actor, at=at, setting=setting),
        "ed25519": [key for key in signing.live_keys(actor) if key.alg == "ed25519"] if prepared else [],
        "key_path": f"/keys/{here.pk}",
        "here_address": settings.ADDRESS,
    }


def _prepared(request: PartnershipRequest, form: AgreeForm) -> signing.Prepared | None:
    """Fix the act that will be signed, once it is known that it would fit.

    :raises Objected: where it would not
    """
    act = form.act(request.partnership.pk)
    if act is None:
        return None
    try:
        require_fit(act, by=request.actor, at=request.at)
    except Objected as objected:
        form.add_error(
            objected.objection.field if objected.objection.field in form.fields else None, in_words(objected)
        )
        return None
    return signing.prepare(request, act)


def _close(request: PartnershipRequest) -> None:
    """Write the last entry of the record at this host.

    :raises Objected: where not enough organisations agreed, or the address is none
    """
    to, here = request.POST.get("to", ""), request.partnership.pk
    try:
        act = acts.CloseHere(
            partnership=here, to=to, idem=id_from_seed("close", here, to, request.POST.get("after", ""))
        )
    except ValidationError as invalid:
        raise Objected(Objection(sentence(invalid.errors()[0]))) from invalid
    perform(act, by=request.actor, at=request.at)
