"""The pages of drafts as a whole: the list, opening one, the text with the state of each clause, what differs."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from commonweal.acts.act import Act
from commonweal.acts.charters import setting_with
from commonweal.acts.perform import verdict_on
from commonweal.capabilities.chartering import acts, queries
from commonweal.capabilities.chartering.choosing import offered, read_source
from commonweal.capabilities.chartering.finding_faults import faults_in
from commonweal.capabilities.chartering.forms import CommentForm, ObjectForm, OpenForm
from commonweal.capabilities.chartering.queries import Draft, NotThere
from commonweal.capabilities.chartering.showing import Reading, Tongue
from commonweal.capabilities.chartering.sources import source_of
from commonweal.capabilities.chartering.talking import talk_shown
from commonweal.charter.checking import Fault
from commonweal.charter.clauses import Charter
from commonweal.charter.judge import Verdict
from commonweal.partnerships.queries import members
from commonweal.web.audience import MEMBERS, PartnershipRequest, for_roles
from commonweal.web.readers import readers

ON_A_PAGE = 40
"""How many clauses stand on one page of a draft."""
TONGUES = ("en", "es", "fr", "ar")


def may(request: PartnershipRequest, act: type[Act]) -> Verdict:
    """Return the verdict on a kind of act for whoever asks, under the charter in force."""
    setting = setting_with(request.partnership.pk, digest=request.partnership.charter)
    return verdict_on(act, by=request.actor, at=request.at, setting=setting)


def the_draft(request: PartnershipRequest, draft: int) -> Draft:
    """Return the draft of an address, or say that there is none."""
    try:
        return queries.draft_with(request.partnership.pk, draft)
    except NotThere:
        raise Http404 from None


def the_tongue(request: PartnershipRequest, draft: Draft) -> Tongue:
    """Return in which language a draft is read: the one asked for, the reader's, or its first."""
    languages = tuple(draft.languages)
    wanted = request.GET.get("in") or (get_language() or "en").partition("-")[0]
    return Tongue(wanted if wanted in languages else languages[0], languages)


def the_reading(request: PartnershipRequest, draft: Draft, charter: Charter) -> Reading:
    """Return how whoever asks reads a text of this draft."""
    lang = (get_language() or "en").partition("-")[0]
    return Reading(charter, the_tongue(request, draft), lang, tuple(members(request.partnership.pk)))


def faults_now(request: PartnershipRequest, row: Draft, reading: Reading) -> list[Fault]:
    """Return what does not fit together in a draft that is open; in others nobody can mend it."""
    if row.state != "open":
        return []
    return faults_in(reading.charter, row.partnership, at=request.at, known=reading.members)


@require_safe
@readers
def drafts(request: PartnershipRequest) -> HttpResponse:
    """Show every draft: those that are worked on first."""
    rows, texts = queries.drafts(request.partnership.pk), queries.texts_of(request.partnership.pk)
    shown = [(row, texts.get(row.presented_entry or -1)) for row in rows]
    context = {
        "open": [row for row, _text in shown if row.state == "open"],
        "presented": [(row, text) for row, text in shown if row.state == "presented"],
        "withdrawn": [row for row, _text in shown if row.state == "withdrawn"],
        "verdict": may(request, acts.OpenDraft),
    }
    return render(request, "chartering/drafts.html", context)


@require_safe
@for_roles(*MEMBERS)
def choose(request: PartnershipRequest) -> HttpResponse:
    """Choose from what to begin: a model, the charter in force, another draft, or nothing."""
    setting = setting_with(request.partnership.pk, digest=request.partnership.charter)
    lang = (get_language() or "en").partition("-")[0]
    context = {
        "models": offered(lang, chosen=request.partnership.models_chosen),
        "own": not setting.charter.edition.startswith("interim/"),
        "drafts": queries.drafts(request.partnership.pk)[:8],
        "verdict": may(request, acts.OpenDraft),
    }
    return render(request, "chartering/choose.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@for_roles(*MEMBERS)
def begin(request: PartnershipRequest, source: str) -> HttpResponse:
    """Say the title, and open the draft with everything that its source says."""
    setting = setting_with(request.partnership.pk, digest=request.partnership.charter)
    try:
        meant = read_source(source)
        begun = source_of(meant, request.partnership.pk, setting=setting)
    except NotThere:
        raise Http404 from None
    title = begun.title or {
        request.partnership.lang.partition("-")[0]: _("Charter of %(name)s") % {"name": request.partnership.name}
    }
    spoken = [lang.partition("-")[0] for lang in (request.partnership.languages or [request.partnership.lang])]
    titles = {lang: said for lang, said in title.items() if lang in spoken} or dict(list(title.items())[:1])
    languages = tuple(dict.fromkeys([*titles, *title, *TONGUES]))
    form = OpenForm(request.POST or None, languages=languages, titles=titles)
    draft = form.opened(meant, partnership=request.partnership.pk, by=request.actor, at=request.at)
    if draft is not None:
        messages.success(request, _("The draft is open. Everybody who takes part can propose changes to it."))
        return redirect("chartering:draft", request.partnership.slug, draft)
    context = {
        "form": form,
        "source": source,
        "clauses": len(begun.clauses),
        "written": sorted(begun.title),
        "verdict": may(request, acts.OpenDraft),
    }
    return render(request, "chartering/begin.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@readers
def draft(request: PartnershipRequest, draft: int) -> HttpResponse:
    """Show the text with the state of each clause, and what is wrong with the whole."""
    row = the_draft(request, draft)
    here, sent = request.partnership.pk, request.POST.get("form")
    comment = CommentForm(request.POST if sent == "comment" else None, partnership=here, draft=draft, number=None)
    objection = ObjectForm(request.POST if sent == "object" else None, partnership=here, draft=draft, number=None)
    for form, says in ((comment, _("Your comment stands.")), (objection, _("Your objection stands."))):
        if form.is_bound and form.performed(by=request.actor, at=request.at):
            messages.success(request, says)
            return redirect("chartering:draft", request.partnership.slug, draft)
    return render(
        request, "chartering/draft.html", _draft_shown(request, row) | {"comment": comment, "object": objection}
    )


@require_safe
@readers
def whole(request: PartnershipRequest, draft: int) -> HttpResponse:
    """Show what was said about the whole text."""
    row = the_draft(request, draft)
    reading = the_reading(request, row, Charter(edition="", title=row.titles, clauses=()))
    context = {
        "draft": row,
        "title": reading.tongue.of(row.titles)[0],
        "talk": talk_shown(queries.talk_of(row, number="").get("", queries.Talk()), reading, request),
        "pen": may(request, acts.PutClauses),
    }
    return render(request, "chartering/whole.html", context)


def _draft_shown(request: PartnershipRequest, row: Draft) -> dict[str, Any]:
    charter = queries.text_of(row).charter()
    reading, counts = the_reading(request, row, charter), queries.counts_of(row)
    found = faults_now(request, row, reading)
    errors, warnings = reading.faults(found, "error"), reading.faults(found, "warning")
    page = Paginator(charter.clauses, ON_A_PAGE).get_page(request.GET.get("page"))
    clauses = [
        reading.clause(
            clause,
            counts=counts.get(clause.number, queries.Counts()),
            faults=tuple(fault.says for fault in errors if fault.clause == clause.number),
            warnings=tuple(fault.says for fault in warnings if fault.clause == clause.number),
        )
        for clause in page.object_list
    ]
    return {
        "draft": row,
        "title": reading.tongue.of(row.titles)[0],
        "tongue": reading.tongue,
        "languages": [(lang, lang == reading.tongue.wanted) for lang in row.languages],
        "page": page,
        "clauses": clauses,
        "errors": errors,
        "warnings": warnings,
        "whole": counts.get("", queries.Counts()),
        "pen": may(request, acts.PutClauses),
        "proposes": may(request, acts.ProposeChange),
        "comments": may(request, acts.CommentOnClause),
    }
