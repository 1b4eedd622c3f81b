"""The pages of one clause: read it, talk about it, write its words and its rules, put them in or propose them."""

from __future__ import annotations

import json
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe
from pydantic import ValidationError

from commonweal.capabilities.chartering import acts, queries
from commonweal.capabilities.chartering.forms import CommentForm, ObjectForm, TakingForm, WordsForm
from commonweal.capabilities.chartering.pages import faults_now, may, the_draft, the_reading
from commonweal.capabilities.chartering.queries import ClauseVersion, Draft, Talk, Text
from commonweal.capabilities.chartering.raw import RawForm
from commonweal.capabilities.chartering.ruling.codes import codes_of
from commonweal.capabilities.chartering.ruling.forms import RuleForm
from commonweal.capabilities.chartering.ruling.kinds import KINDS
from commonweal.capabilities.chartering.showing import next_number
from commonweal.capabilities.chartering.talking import talk_shown
from commonweal.charter.clauses import Clause
from commonweal.web.audience import MEMBERS, PartnershipRequest, for_roles
from commonweal.web.readers import readers

Plain = dict[str, Any]


def the_clause(draft: Draft, number: str) -> ClauseVersion | None:
    """Return a clause as it stands; nothing where it was taken out.

    :raises Http404: where there never was one, nor a change that proposes it
    """
    row = queries.clause_last(draft, number)
    if row is None and not queries.talk_of(draft, number=number):
        raise Http404
    return row if row is not None and row.until is None else None


@require_http_methods(["GET", "HEAD", "POST"])
@readers
def clause(request: PartnershipRequest, draft: int, number: str) -> HttpResponse:
    """Show one clause with its rules, what is proposed for it and what is said about it."""
    row = the_draft(request, draft)
    text, here, sent = queries.text_of(row), request.partnership.pk, request.POST.get("form")
    now = text.clause(number) or the_clause(row, number)
    comment = CommentForm(request.POST if sent == "comment" else None, partnership=here, draft=draft, number=number)
    objection = ObjectForm(request.POST if sent == "object" else None, partnership=here, draft=draft, number=number)
    removal = TakingForm(
        request.POST if sent == "remove" else None,
        partnership=here, draft=draft, number=number, initial={"seen": now.entry if now else None},
    )  # fmt: skip
    for form, says in ((comment, _("Your comment stands.")), (objection, _("Your objection stands."))):
        if form.is_bound and form.performed(by=request.actor, at=request.at):
            messages.success(request, says)
            return redirect("chartering:clause", request.partnership.slug, draft, number)
    if removal.is_bound and now and _taken(request, removal, None, row, now):
        return redirect("chartering:draft", request.partnership.slug, draft)
    forms = {"comment": comment, "object": objection, "removal": removal}
    return render(request, "chartering/clause.html", _clause_shown(request, row, text, number) | forms)


def _clause_shown(request: PartnershipRequest, row: Draft, text: Text, number: str) -> Plain:
    charter = text.charter()
    reading = the_reading(request, row, charter)
    found = faults_now(request, row, reading)
    numbers = text.numbers
    place = numbers.index(number) if number in numbers else -1
    stands = next((each for each in charter.clauses if each.number == number), None)
    talk = queries.talk_of(row, number=number).get(number, Talk())
    return {
        "draft": row,
        "number": number,
        "now": text.clause(number),
        "clause": reading.clause(stands) if stands else None,
        "kinds": [(n, KINDS[rule.type].label) for n, rule in enumerate(stands.rules)] if stands else [],
        "title": reading.tongue.of(row.titles)[0],
        "tongue": reading.tongue,
        "languages": [(lang, lang == reading.tongue.wanted) for lang in row.languages],
        "errors": [each for each in reading.faults(found, "error") if each.clause == number],
        "warnings": [each for each in reading.faults(found, "warning") if each.clause == number],
        "before": numbers[place - 1] if place > 0 else "",
        "after": numbers[place + 1] if 0 <= place < len(numbers) - 1 else "",
        "talk": talk_shown(talk, reading, request),
        "pen": may(request, acts.PutClauses),
        "proposes": may(request, acts.ProposeChange),
        "comments": may(request, acts.CommentOnClause),
    }


@require_http_methods(["GET", "HEAD", "POST"])
@for_roles(*MEMBERS)
def words(request: PartnershipRequest, draft: int, number: str = "") -> HttpResponse:
    """Write the words of a clause in every language, or a new clause."""
    row = the_draft(request, draft)
    now = the_clause(row, number) if number else None
    if number and now is None:
        raise Http404
    free = "" if number else next_number(queries.text_of(row).numbers, request.GET.get("after", ""))
    document = now.document if now else None
    form = WordsForm(request.POST or None, languages=row.languages, now=document, number=free)
    right = form.is_bound and form.is_valid()
    if right:
        number = number or form.cleaned_data["number"]
        now = now or queries.clause_now(row, number)
    taking = _taking(request, row, now if document else None, number)
    if right and not document and now is not None:
        form.add_error("number", _("There is a clause of this number already. Choose another one."))
    elif right and _taken(request, taking, form.clause(), row, now):
        return redirect("chartering:clause", request.partnership.slug, draft, number)
    return _editing(request, "chartering/words.html", row, number if document else "", taking, form)


@require_safe
@for_roles(*MEMBERS)
def kinds(request: PartnershipRequest, draft: int, number: str) -> HttpResponse:
    """Choose which type of rule a clause shall set."""
    row = the_draft(request, draft)
    if the_clause(row, number) is None:
        raise Http404
    context = {"draft": row, "number": number, "kinds": KINDS.values(), "title": row.title}
    return render(request, "chartering/kinds.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@for_roles(*MEMBERS)
def rule(request: PartnershipRequest, draft: int, number: str, kind: str = "", place: int = -1) -> HttpResponse:
    """Write one rule of a clause through its form, or take it out."""
    row = the_draft(request, draft)
    now = the_clause(row, number)
    rules = now.document["rules"] if now else []
    if now is None or (not kind and not 0 <= place < len(rules)) or (kind and kind not in KINDS):
        raise Http404
    said = rules[place] if not kind else None
    asked = KINDS[said["type"] if said else kind]
    codes = codes_of(queries.text_of(row).charter(), the_reading_language(row))
    out = "out" in request.POST
    form = RuleForm(
        request.POST if request.method == "POST" and not out else None,
        kind=asked, languages=row.languages, codes=codes, now=said,
    )  # fmt: skip
    taking = _taking(request, row, now, number)
    wanted = None
    if out:
        wanted = [each for n, each in enumerate(rules) if n != place]
    elif form.is_bound and form.is_valid():
        wanted = [*rules, form.rule] if said is None else [form.rule if n == place else r for n, r in enumerate(rules)]
    if wanted is not None and _taken(request, taking, {**_as_seen(row, now, taking), "rules": wanted}, row, now):
        return redirect("chartering:clause", request.partnership.slug, draft, number)
    return _editing(request, "chartering/rule.html", row, number, taking, form, kind=asked, existing=said is not None)


@require_http_methods(["GET", "HEAD", "POST"])
@for_roles(*MEMBERS)
def raw(request: PartnershipRequest, draft: int, number: str) -> HttpResponse:
    """Write the rules of a clause as JSON: for engineers, beside the forms."""
    row = the_draft(request, draft)
    now = the_clause(row, number)
    if now is None:
        raise Http404
    initial = {"rules": json.dumps(now.document["rules"], ensure_ascii=False, indent=2)}
    form = RawForm(request.POST or None, initial=initial)
    taking = _taking(request, row, now, number)
    if form.is_bound and form.is_valid():
        wanted = {**_as_seen(row, now, taking), "rules": form.cleaned_data["rules"]}
        if _taken(request, taking, wanted, row, now):
            return redirect("chartering:clause", request.partnership.slug, draft, number)
    return _editing(request, "chartering/raw.html", row, number, taking, form)


def the_reading_language(row: Draft) -> str:
    """Return the language in which names of bodies and rules are offered in a form: the draft's first."""
    return str(row.languages[0])


def _editing(
    request: PartnershipRequest, page: str, row: Draft, number: str, taking: TakingForm, form: Any, **more: Any
) -> HttpResponse:
    context = {
        "draft": row,
        "number": number,
        "title": row.title,
        "form": form,
        "taking": taking,
        "pen": may(request, acts.PutClauses),
        "proposes": may(request, acts.ProposeChange),
        **more,
    }
    return render(request, page, context, status=422 if form.errors or taking.errors else 200)


def _taking(request: PartnershipRequest, row: Draft, now: ClauseVersion | None, number: str) -> TakingForm:
    return TakingForm(
        request.POST or None,
        partnership=row.partnership,
        draft=row.draft,
        number=number,
        initial={"seen": now.entry if now else None},
    )


def _as_seen(row: Draft, now: ClauseVersion, taking: TakingForm) -> Plain:
    """Return the clause as its writer saw it when she began to write."""
    if taking.is_bound and taking.is_valid() and taking.cleaned_data["seen"] not in (None, now.entry):
        return queries.clause_at(row, now.number, taking.cleaned_data["seen"]) or dict(now.document)
    return dict(now.document)


def _taken(
    request: PartnershipRequest, taking: TakingForm, wanted: Plain | None, row: Draft, now: ClauseVersion | None
) -> bool:
    """Put or propose a clause as wanted, and say what was done."""
    before = _as_seen(row, now, taking) if now else None
    try:
        plain = None if wanted is None else Clause.model_validate(wanted).model_dump(mode="json")
    except ValidationError:
        taking.add_error(None, _("This clause cannot be kept as it is. Look at its words and rules again."))
        return False
    if not taking.performed(
        plain, before=before, now=dict(now.document) if now else None, by=request.actor, at=request.at
    ):
        return False
    done = _("It stands in the draft.") if request.POST.get("do") == "put" else _("Your proposal stands.")
    messages.success(request, done)
    return True
