"""The programme and its children on other hosts: HTTP in, HTTP out."""

from __future__ import annotations

from typing import Any, Final

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe
from pydantic import ValidationError

from commonweal.acts.installed import act_type
from commonweal.acts.perform import Objected, Refused, perform, verdict_on
from commonweal.capabilities.founding.queries import KnownElsewhere, remote_child
from commonweal.capabilities.founding.queries import child_fork as recorded_fork
from commonweal.interchange.tree.looking import last_look, look
from commonweal.interchange.tree.models import Look
from commonweal.interchange.tree.picture import drawn
from commonweal.interchange.tree.programme import as_told, programme, sectors_in_order
from commonweal.kit.ids import id_from_seed, is_id
from commonweal.record.forks import fork_from
from commonweal.record.hostkeys import log_key
from commonweal.web.actforms import in_words, sentence
from commonweal.web.audience import PartnershipRequest, for_everyone, for_roles
from commonweal.web.readers import readers

A_PAGE: Final = 25
"""How many partnerships a page lists with their figures."""
BRIEFLY: Final = "public, max-age=60"


@require_safe
@readers
def show(request: PartnershipRequest) -> HttpResponse:
    """Show the programme: totals, the tree, and each partnership with its figures and where they come from."""
    found = programme(request.partnership, at=request.at)
    pages = Paginator(found.rows, A_PAGE)
    page = pages.get_page(request.GET.get("page"))
    context = {
        "programme": found,
        "picture": drawn(found) if found.below else None,
        "page": page,
        "newer": f"?page={page.previous_page_number()}" if page.has_previous() else "",
        "older": f"?page={page.next_page_number()}" if page.has_next() else "",
        "sectors": [(s, s.label, n) for s, n in sectors_in_order(found.sectors)],
    }
    return render(request, "tree/programme.html", context)


@require_safe
@readers
def told(request: PartnershipRequest) -> HttpResponse:
    """Tell other hosts the figures of this partnership and of those below it."""
    answer = JsonResponse(as_told(request.partnership, at=request.at).model_dump(mode="json"))
    answer["Cache-Control"] = BRIEFLY
    answer["Access-Control-Allow-Origin"] = "*"
    return answer


@require_http_methods(["GET", "HEAD", "POST"])
@for_roles("anyone")
def child(request: PartnershipRequest, child: str) -> HttpResponse:
    """Show what is known of a child on another host, look at it again, and have noted what was found."""
    here = request.partnership
    row = remote_child(here.pk, child)
    if row is None:
        raise Http404
    kind = act_type("founding.note_remote_child")
    verdict = verdict_on(kind, by=request.actor, at=request.at)
    if request.method == "POST":
        if not verdict.allowed:
            raise Refused(verdict)
        _do(request, row)
        return redirect("tree:child", here.slug, child)
    seen = last_look(here.pk, child)
    waits = bool(seen and seen.found and row.forked is None and (seen.forked or seen.size > row.size))
    context = {"child": row, "look": seen, "waits": waits, "verdict": verdict}
    return render(request, "tree/child.html", context)


def _do(request: PartnershipRequest, row: KnownElsewhere) -> None:
    """Look again, or have noted what the last look found."""
    if request.POST.get("do") == "look":
        seen = look(row, at=request.at)
        if seen.forked:
            messages.warning(request, seen.says)
        elif seen.says:
            messages.error(request, seen.says)
        else:
            messages.success(request, _("Looked at, and what it shows is proved."))
        return
    found = last_look(row.partnership, row.child)
    if found is None or found.found is None:
        messages.error(request, _("There is nothing new to note. Look again first."))
        return
    try:
        _note(request, found)
    except (Objected, Refused) as why:
        messages.error(request, in_words(why))
    except ValidationError as invalid:
        messages.error(request, sentence(invalid.errors()[0]))
    else:
        says = (
            _("The proof is on the record.") if found.forked else _("Noted: this record now says what it looks like.")
        )
        messages.success(request, says)


def _note(request: PartnershipRequest, found: Look) -> None:
    """Perform what the look found; the same finding is noted once, however often the button is pressed."""
    name = "founding.child_forked" if found.forked else "founding.note_remote_child"
    said: dict[str, Any] = found.found or {}
    act = act_type(name).model_validate(
        {
            **said,
            "partnership": found.partnership,
            "child": found.child,
            "idem": id_from_seed(name, found.partnership, found.child, str(found.size), str(said.get("root"))),
        }
    )
    perform(act, by=request.actor, at=request.at)


@require_safe
@readers
def child_fork(request: PartnershipRequest, child: str, entry: int) -> HttpResponse:
    """Give the proof that a child showed two histories, as a file that anybody can check."""
    row = recorded_fork(request.partnership.pk, entry)
    if row is None or row.child != child:
        raise Http404
    answer = HttpResponse(fork_from(row.proof).as_json(logs=[row.log_key]), content_type="application/json")
    answer["Content-Disposition"] = f'attachment; filename="{child}-fork.json"'
    return answer


@require_safe
@for_everyone
def host_key(request: HttpRequest, partnership: str) -> HttpResponse:
    """Say with which key this host would sign the record of a partnership: what partners name when they move here."""
    if not is_id(partnership):
        raise Http404
    return HttpResponse(f"{log_key(partnership)}\n", content_type="text/plain; charset=utf-8")
