"""Who has how much power under a text, before anybody signs it: HTTP in, HTTP out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from commonweal.acts.charters import setting_with
from commonweal.acts.perform import verdict_on_reading
from commonweal.capabilities.chartering import queries
from commonweal.capabilities.chartering.pages import the_draft
from commonweal.capabilities.chartering.power_compared import differences
from commonweal.capabilities.chartering.power_files import as_csv, as_json, rule_json
from commonweal.capabilities.chartering.power_naming import Naming
from commonweal.capabilities.chartering.power_seen import Bringing, bringing, seen_all
from commonweal.capabilities.chartering.power_shown import section
from commonweal.capabilities.chartering.queries.taking_part import Around, around
from commonweal.charter.clauses import Charter
from commonweal.charter.data import in_language
from commonweal.charter.foresight import Foresight
from commonweal.web.audience import PartnershipRequest, for_roles
from commonweal.web.readers import readers

IN_FORCE = "in_force"
OFFERED = 12
"""How many drafts are offered to be compared with."""


@dataclass(frozen=True, slots=True)
class Text:
    """A text whose power is shown.

    :param draft: the entry that opened it; nothing for the charter in force
    """

    charter: Charter
    title: str
    draft: int | None = None

    @property
    def in_force(self) -> bool:
        """Whether it rules."""
        return self.draft is None

    def seen(self, here: Around) -> list[Foresight]:
        """Return what its rules do."""
        return seen_all(self.charter, here, in_force=self.in_force)


@require_safe
@for_roles("anyone")
def in_force(request: PartnershipRequest) -> HttpResponse:
    """Show what the rules in force do."""
    return _page(request, _ruling(request))


@require_safe
@readers
def of_draft(request: PartnershipRequest, draft: int) -> HttpResponse:
    """Show what the rules of a draft would do, with the organisations that take part today."""
    return _page(request, _drafted(request, draft))


@require_safe
@for_roles("anyone")
def numbers(request: PartnershipRequest, ending: str) -> HttpResponse:
    """Give the numbers of the charter in force as a file."""
    return _numbers(request, _ruling(request), ending)


@require_safe
@readers
def numbers_of_draft(request: PartnershipRequest, draft: int, ending: str) -> HttpResponse:
    """Give the numbers of a draft as a file."""
    return _numbers(request, _drafted(request, draft), ending)


def _page(request: PartnershipRequest, text: Text) -> HttpResponse:
    here = around(request.partnership.pk, at=request.at)
    naming, found = _naming(here), text.seen(here)
    other = _other(request, text)
    brought = _brought(request)
    differs = differences(other.seen(here), found, naming) if other else []
    sections = [section(seen, naming, brought, in_force=text.in_force) for seen in found]
    first = next(iter(sections), None)
    context: dict[str, Any] = {
        "text": text,
        "sections": sections,
        "shown": next((each for each in sections if each.code == request.GET.get("show")), first),
        "bringing": brought,
        "other": other,
        "differences": [each for each in differs if not each.same],
        "same": [each for each in differs if each.same],
        "others": _others(request, text),
        "base": _address(request, text),
    }
    return render(request, "chartering/power.html", context)


def _numbers(request: PartnershipRequest, text: Text, ending: str) -> HttpResponse:
    here = around(request.partnership.pk, at=request.at)
    naming, found = _naming(here), text.seen(here)
    name = f"{request.partnership.slug}-power"
    if ending == "rule":
        seen = _asked(request, found)
        name = f"{seen.pair.body.code}-{seen.pair.rule.code}"
        answer = HttpResponse(rule_json(seen, naming), content_type="application/json")
    elif ending == "json":
        answer = HttpResponse(as_json(found, naming, digest=text.charter.digest()), content_type="application/json")
    else:
        answer = HttpResponse(as_csv(found, naming), content_type="text/csv; charset=utf-8")
    kind = "csv" if ending == "csv" else "json"
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}.{kind}"'
    return answer


def _asked(request: PartnershipRequest, found: list[Foresight]) -> Foresight:
    """Return the rule that is asked for, or the first that can be counted where nobody says."""
    able = [seen for seen in found if seen.game is not None and seen.kind != "election"]
    wanted = request.GET.get("of", "")
    for seen in able:
        if wanted in ("", seen.pair.code):
            return seen
    raise Http404


def _ruling(request: PartnershipRequest) -> Text:
    charter = setting_with(request.partnership.pk, digest=request.partnership.charter).charter
    return Text(charter, _("The charter in force"))


def _drafted(request: PartnershipRequest, draft: int) -> Text:
    row = the_draft(request, draft)
    charter = queries.text_of(row).charter()
    return Text(charter, in_language(charter.title, get_language() or "en"), row.draft)


def _other(request: PartnershipRequest, text: Text) -> Text | None:
    """Return the text that is shown beside it, where one is asked for."""
    wanted = request.GET.get("with", "")
    if wanted == IN_FORCE and not text.in_force:
        return _ruling(request)
    if wanted.isascii() and wanted.isdecimal() and len(wanted) < 16 and int(wanted) != text.draft:
        verdict = verdict_on_reading("record", by=request.actor, setting=_setting(request))
        return _drafted(request, int(wanted)) if verdict.allowed else None
    return None


def _others(request: PartnershipRequest, text: Text) -> list[tuple[str, str]]:
    """Return the texts that it can be compared with: code and title."""
    if not verdict_on_reading("record", by=request.actor, setting=_setting(request)).allowed:
        return []
    rows = queries.drafts(request.partnership.pk)
    found = [(str(row.draft), row.title) for row in rows if row.draft != text.draft and row.state != "withdrawn"]
    return ([] if text.in_force else [(IN_FORCE, _("The charter in force"))]) + found[:OFFERED]


def _brought(request: PartnershipRequest) -> Bringing | None:
    """Return what organisations bring, for whoever may read the record in which it stands."""
    if not verdict_on_reading("record", by=request.actor, setting=_setting(request)).allowed:
        return None
    return bringing(request.partnership.pk, request.partnership.currency)


def _setting(request: PartnershipRequest) -> Any:
    return setting_with(request.partnership.pk, digest=request.partnership.charter)


def _naming(here: Around) -> Naming:
    return Naming((get_language() or "en").partition("-")[0], here.names)


def _address(request: PartnershipRequest, text: Text) -> str:
    slug = request.partnership.slug
    if text.draft is None:
        return reverse("chartering:power", args=[slug])
    return reverse("chartering:draft_power", args=[slug, text.draft])
