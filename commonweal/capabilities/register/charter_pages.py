"""The charter as a document for people, as data for programs, and the language in which it is written."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from commonweal.acts.charter_terms import LANGUAGES
from commonweal.acts.charters import UnknownCharter, setting_with
from commonweal.capabilities.register.charter_shown import Sheet, sheet_of
from commonweal.charter.clauses import Charter
from commonweal.charter.rules import Body
from commonweal.charter.schema import published
from commonweal.kit.canonical import canonical_encode
from commonweal.web.audience import PartnershipRequest, for_everyone, for_roles
from commonweal.web.told import organisations


@require_safe
@for_roles("anyone")
def charter(request: PartnershipRequest, digest: str = "") -> HttpResponse:
    """Show the charter in force as a document, or an earlier one by its digest; if asked, in two languages."""
    partnership = request.partnership
    digest = digest or partnership.charter
    found = _charter(partnership.pk, digest)
    lang = (get_language() or "en").partition("-")[0]
    beside = request.GET.get("with", "")
    sheet = sheet_of(
        found,
        lang=lang,
        beside=beside if beside in found.title and beside != lang else "",
        names=_names(partnership.pk, found),
    )
    context = {
        "sheet": sheet,
        "of_house": "house" in request.GET and bool(sheet.house),
        "digest": digest,
        "in_force": digest == partnership.charter,
        "others": _others(sheet, found),
    }
    return render(request, "register/charter.html", context)


@require_safe
@for_roles("anyone")
def as_data(request: PartnershipRequest, digest: str) -> HttpResponse:
    """Give a charter as canonical JSON: the SHA-256 of what is given is its digest."""
    found = _charter(request.partnership.pk, digest)
    return HttpResponse(canonical_encode(found.model_dump(mode="json")), content_type="application/json")


@require_safe
@for_everyone
def language(request: HttpRequest) -> HttpResponse:
    """Give the language of charters as a JSON Schema."""
    return HttpResponse(published(), content_type="application/schema+json")


def _charter(partnership: str, digest: str) -> Charter:
    try:
        return setting_with(partnership, digest=digest).charter
    except UnknownCharter:
        raise Http404 from None


def _names(partnership: str, found: Charter) -> dict[str, str]:
    """Return the names of organisations, where the charter gives any of them seats."""
    groups = (group for _clause, body in found.rules(Body) for group in body.seats)
    if not any(group.held_by == "organisation" for group in groups):
        return {}
    return {key: org.name for key, org in organisations(partnership).items()}


def _others(sheet: Sheet, found: Charter) -> list[tuple[str, object, bool]]:
    """Return the languages that can be read beside the reader's own: code, name and whether it is chosen."""
    codes = [code for code, text in found.title.items() if text and code != sheet.lang]
    return [(code, LANGUAGES.get(code, code), code == sheet.beside) for code in codes]
