"""The page on which anybody may show that a host showed two histories."""

from __future__ import annotations

from typing import Final

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from commonweal.capabilities.founding.queries import forks_of_children
from commonweal.interchange.tree.forks import proof_with, proofs_of, taken_in
from commonweal.record.forks import MAX_BYTES, NoFork
from commonweal.web.audience import PartnershipRequest
from commonweal.web.limits import may_try
from commonweal.web.readers import readers

_NOTE: Final = forms.Textarea({"rows": 6, "spellcheck": "false", "dir": "ltr", "class": "code"})


class ForkForm(forms.Form):
    """Two signed checkpoints, or one, or the file of a proof."""

    one = forms.CharField(
        label=gettext_lazy("A signed checkpoint, or the file of a proof"),
        max_length=MAX_BYTES,
        strip=False,
        widget=_NOTE,
        help_text=gettext_lazy("As it was served: three lines, a blank line, and the line of the signature."),
    )
    other = forms.CharField(
        label=gettext_lazy("Another checkpoint"),
        max_length=MAX_BYTES,
        required=False,
        strip=False,
        widget=_NOTE,
        help_text=gettext_lazy("Without it, the first is held against the record as it is kept here."),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@readers
def index(request: PartnershipRequest) -> HttpResponse:
    """Show the proofs that are kept, and take in another one, which is kept only if it proves what it says."""
    form = ForkForm(request.POST or None)
    if form.is_bound and form.is_valid():
        try:
            if not may_try(request, "proof_of_fork"):
                raise NoFork(_("You tried this many times. Try again in an hour."))
            given = form.cleaned_data
            taken_in(request.partnership, given["one"], given["other"], at=request.at)
        except NoFork as why:
            form.add_error("one", str(why))
        else:
            messages.success(request, _("It is a proof, and it is kept here for everybody to see."))
            return redirect("tree:forks", request.partnership.slug)
    here = request.partnership.pk
    context = {"form": form, "proofs": proofs_of(here), "of_children": forks_of_children(here)}
    return render(request, "tree/forks.html", context)


@require_safe
@readers
def proof(request: PartnershipRequest, digest: str) -> HttpResponse:
    """Give one proof as the file that anybody can check."""
    found = proof_with(request.partnership.pk, digest)
    if found is None:
        raise Http404
    answer = HttpResponse(found.proof, content_type="application/json; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{request.partnership.slug}-fork.json"'
    return answer
