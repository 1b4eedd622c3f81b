"""The pages on which an activity file becomes partnerships: choose it, look at what it makes, confirm."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Final, cast

from django import forms
from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods

from commonweal.acts.perform import Objected
from commonweal.interchange.iati import drafts
from commonweal.interchange.iati.cautions import Caution
from commonweal.interchange.iati.codelists import GOALS, ROLE_LABELS
from commonweal.interchange.iati.faults import IatiRefused
from commonweal.interchange.iati.planning import UNTOLD_SECTOR, budget_line
from commonweal.interchange.iati.taking_in import Planned, TakenInBeforeError, plan, take_in
from commonweal.interchange.iati.xml_tree import MAX_BYTES
from commonweal.partnerships.models import Sector
from commonweal.web.audience import SignedInRequest, for_accounts

# More would keep a browser waiting for minutes; the command line has the time.
MOST_ON_PAGE: Final = 50
MOST_SHOWN: Final = 50


class UploadForm(forms.Form):
    """Choose a file."""

    file = forms.FileField(
        label=gettext_lazy("Activity file (.xml)"),
        help_text=gettext_lazy("As published in the IATI Standard, version 2.03. At most 16 MB."),
        widget=forms.ClearableFileInput({"accept": ".xml,text/xml,application/xml"}),
    )


@dataclass(frozen=True, slots=True)
class Said:
    """A fault or warning for the page, in the language of the page."""

    line: int
    path: str
    sentence: str
    rule: str = ""
    again: int = 0


@require_http_methods(["GET", "HEAD", "POST"])
@for_accounts
def upload(request: HttpRequest) -> HttpResponse:
    """Take a file; show its faults at their lines, or go on to the preview."""
    asked = cast(SignedInRequest, request)
    form = UploadForm(request.POST or None, request.FILES or None)
    context: dict[str, Any] = {"form": form}
    if request.method == "POST" and form.is_valid():
        file: UploadedFile[bytes] = form.cleaned_data["file"]
        try:
            data = file.read(MAX_BYTES + 1)
            plan(data, at=asked.at, most=MOST_ON_PAGE)
        except (IatiRefused, TakenInBeforeError) as refused:
            context |= _refusal(refused) | {"file_name": file.name}
        else:
            return redirect("interchange:iati-preview", drafts.keep(data, of=asked.user, at=asked.at))
    status = 422 if request.method == "POST" else 200
    return render(request, "interchange/iati_upload.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@for_accounts
def preview(request: HttpRequest, draft: str) -> HttpResponse:
    """Show what the file will make, and make it when asked."""
    asked = cast(SignedInRequest, request)
    try:
        planned = plan(drafts.kept(draft, of=asked.user), at=asked.at, most=MOST_ON_PAGE)
    except drafts.NoDraftError as gone:
        raise Http404 from gone
    except (IatiRefused, TakenInBeforeError) as refused:
        return render(request, "interchange/iati_upload.html", {"form": UploadForm()} | _refusal(refused), status=422)
    if request.method == "POST":
        try:
            taken = take_in(planned, by=asked.user, at=asked.at)
        except Objected as objected:  # somebody took an address between the preview and now: plan again and go on
            messages.error(request, str(objected.objection.says))
            return redirect("interchange:iati-preview", draft)
        drafts.forget(draft, of=asked.user)
        said = ngettext("One partnership was taken in.", "%(count)s partnerships were taken in.", len(taken))
        messages.success(request, said % {"count": len(taken)})
        return redirect("home", taken[0].slug)
    context = {
        "partnerships": [_shown(each) for each in planned.partnerships],
        "cautions": _once(planned.cautions)[:MOST_SHOWN],
        "more_cautions": max(0, len(_once(planned.cautions)) - MOST_SHOWN),
    }
    return render(request, "interchange/iati_preview.html", context)


def _refusal(refused: IatiRefused | TakenInBeforeError) -> dict[str, Any]:
    if isinstance(refused, TakenInBeforeError):
        return {"before": refused.partnerships}
    said = [Said(fault.line, fault.path, _(fault.template) % fault.values) for fault in refused.faults]
    return {"faults": said[:MOST_SHOWN], "more_faults": max(0, len(said) - MOST_SHOWN)}


def _once(cautions: Iterable[Caution]) -> list[Said]:
    """Return each warning with its first line and the number of times it comes again."""
    every = list(cautions)
    often = Counter((caution.rule, caution.sentence) for caution in every)
    first = {(caution.rule, caution.sentence): caution for caution in reversed(every)}
    return [
        Said(c.line, c.path, _(c.template) % c.values, c.rule, often[key] - 1)
        for key, c in sorted(first.items(), key=lambda item: item[1].line)
    ]


def _shown(planned: Planned) -> dict[str, Any]:
    proposal, founding = planned.proposal, planned.founding
    marks = dict.fromkeys(mark.goal for mark in proposal.global_goals)
    return {
        "founding": founding,
        "names": proposal.names[1:],
        "members": [
            {
                "name": organisation.name or _("Organisation without a name in the file"),
                "sector": organisation.sector or UNTOLD_SECTOR,
                "sector_name": Sector(organisation.sector or UNTOLD_SECTOR).label,
                "roles": [_(ROLE_LABELS[role]) for role in organisation.roles],
            }
            for organisation in proposal.organisations
        ],
        "goals": [goal.title for goal in proposal.goals],
        "marks": [_("%(number)s: %(goal)s") % {"number": goal, "goal": _(GOALS[goal])} for goal in marks],
        "fields": [_(field.label) for field in proposal.fields if field.label],
        "status": _(proposal.status) if proposal.status else "",
        "budget": budget_line(proposal.budgets),
        "is_child": planned.parent is not None,
    }
