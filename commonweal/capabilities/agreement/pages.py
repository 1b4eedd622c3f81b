"""The pages on which the agreement is read: what rules, what waits for signatures, what became of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import NoReverseMatch, reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from commonweal.acts.act import Act
from commonweal.acts.charters import setting_with
from commonweal.acts.perform import verdict_on
from commonweal.capabilities.agreement import acts, papers, queries, showing
from commonweal.capabilities.agreement.queries import NotThere, Overview, Standing
from commonweal.charter.clauses import Charter, in_language
from commonweal.charter.interim import CURRENT, PUBLISHED
from commonweal.charter.judge import Verdict
from commonweal.web.audience import PartnershipRequest
from commonweal.web.documents import PdfResponse, in_groups
from commonweal.web.pictures.code import link_code
from commonweal.web.readers import readers

SHOWN = 30
"""How many milestones the page lists; the rest stands in the sheet."""


def may(request: PartnershipRequest, act: type[Act]) -> Verdict:
    """Return the verdict on a kind of act for whoever asks, under the charter in force."""
    setting = setting_with(request.partnership.pk, digest=request.partnership.charter)
    return verdict_on(act, by=request.actor, at=request.at, setting=setting)


@dataclass(frozen=True, slots=True)
class Here:
    """The text of a page: how far it has come, and all that was asked to know it."""

    found: Standing
    around: Overview


def there(request: PartnershipRequest, presented: int) -> Here:
    """Return the text that this entry presented, and how far its signing has come.

    :raises Http404: where it presented none
    """
    try:
        text = queries.text_at(request.partnership.pk, presented)
    except NotThere:
        raise Http404 from None
    around = queries.overview(request.partnership.pk, [text])
    return Here(around.standings[0], around)


@require_safe
@readers
def index(request: PartnershipRequest) -> HttpResponse:
    """Show what rules, what waits for signatures, every charter that ruled, and what became of the agreement."""
    here, on = request.partnership.pk, request.at.date()
    setting = setting_with(here, digest=request.partnership.charter)
    around = queries.overview(here)
    found, names = around.standings, around.names
    rows, lang = queries.milestones(here), get_language() or "en"
    now = next((each for each in found if each.text.digest == request.partnership.charter and each.ruling), None)
    by_entry = {each.text.ruling_entry: each for each in found if each.ruling}
    edition = setting.charter.edition
    context = {
        "title": in_language(setting.charter.title, lang),
        "now": now,
        "since": next(iter(around.charters), None),
        "open": [titled(each, request) for each in found if each.open(on) or each.ready(on)],
        "amendments": [titled(each, request) for each in found if waits_for_decision(each)],
        "over": [titled(each, request) for each in found if is_over(each, on)],
        "history": [(row, by_entry.get(row.since)) for row in around.charters],
        "life": showing.happened(rows[:SHOWN], names=names),
        "more": max(0, len(rows) - SHOWN),
        "ends": next((row.on for row in rows if row.what == "dissolved"), None),
        "renewed": next((row.until_on for row in rows if row.what == "renewed"), None),
        "old_edition": edition in PUBLISHED and edition != CURRENT,
        "interim": edition in PUBLISHED,
        "verdict": may(request, acts.DecideNext),
        "drafts": _address("chartering:drafts", request.partnership.slug),
    }
    return render(request, "agreement/index.html", context)


def waits_for_decision(each: Standing) -> bool:
    """Return whether an amendment that was presented neither rules nor was taken back or overtaken."""
    return each.text.purpose == "amend" and not (each.ruling or each.withdrawn or each.overtaken)


def is_over(each: Standing, on: Any) -> bool:
    """Return whether a text was presented and never ruled, and will not."""
    waits = each.open(on) or each.ready(on) or waits_for_decision(each)
    return not each.ruling and not waits


def titled(each: Standing, request: PartnershipRequest) -> dict[str, Any]:
    """Return a text as a list shows it."""
    on, title = request.at.date(), each.text.document.get("title", {})
    party = each.party(request.actor.org or "")
    return {
        "standing": each,
        "title": in_language(title, get_language() or "en"),
        "signed": len(each.signed),
        "needed": each.needed,
        "days": each.days_left(on),
        "ready": each.ready(on),
        "mine": party is not None and party.signature is None and not party.left and each.open(on),
    }


@require_safe
@readers
def text(request: PartnershipRequest, presented: int) -> HttpResponse:
    """Show a text that was presented: the document, its digest, who must sign it, and who has."""
    return render(request, "agreement/text.html", shown(request, there(request, presented)))


def shown(request: PartnershipRequest, this: Here) -> dict[str, Any]:
    """Return what every page of a text shows."""
    here, slug, on, found = request.partnership.pk, request.partnership.slug, request.at.date(), this.found
    setting = setting_with(here, digest=request.partnership.charter)
    charter, lang = Charter.model_validate(found.text.document), get_language() or "en"
    rows = showing.signers(found, this.around, persons=showing.persons_in(request, [found], setting=setting))
    return {
        "found": found,
        "charter_title": in_language(charter.title, lang),
        "clauses": showing.clauses(charter, names=this.around.names),
        "signers": rows,
        "code": link_code(found.text.digest, title=_("The digest as a code to scan")),
        "groups": in_groups(found.text.digest).split(" "),
        "ways": found.rule.assurance if not found.ruling else queries.signing_rule(setting.charter)[1].assurance,
        "row": titled(found, request),
        "rules_now": found.text.digest == request.partnership.charter,
        "may_sign": verdict_on(acts.SignByCode, by=request.actor, at=request.at, setting=setting),
        "may_record": request.actor.has("convener"),
        "decided": _decided_on(found),
        "compare": _address("chartering:compare", slug, found.text.draft),
        "accedes": accedes(request, this),
        "overdue": not found.ruling and found.text.purpose == "sign" and on > found.until_on,
    }


def headed(request: PartnershipRequest, this: Here) -> dict[str, Any]:
    """Return what a page shows that only names its text."""
    text = this.found.text
    title = in_language(text.document.get("title", {}), get_language() or "en")
    compare = _address("chartering:compare", request.partnership.slug, text.draft)
    return {"found": this.found, "charter_title": title, "compare": compare}


def accedes(request: PartnershipRequest, this: Here) -> bool:
    """Return whether whoever asks acts for a member that is not bound by the text in force yet."""
    org, found = request.actor.org, this.found
    if not org or found.text.digest != request.partnership.charter or not found.ruling:
        return False
    signed = {row.organisation for row in found.acceded} | {party.organisation for party in found.signed}
    return org not in signed and org not in queries.bound(request.partnership.pk, after=this.around.after)


def _decided_on(found: Standing) -> list[Any]:
    """Return the decisions that were carried about an amendment."""
    if found.text.purpose != "amend":
        return []
    return [row for row in queries.all_carried(found.text.partnership) if found.text.entry in row.about]


def _address(name: str, *args: Any) -> str:
    """Return an address of another capability, on an installation that has it."""
    try:
        return reverse(name, args=args)
    except NoReverseMatch:
        return ""


@require_safe
@readers
def charter_pdf(request: PartnershipRequest, presented: int) -> HttpResponse:
    """Hand out the charter as a tagged PDF, with its signatures and its digest."""
    here, this = request.partnership, there(request, presented)
    setting = setting_with(here.pk, digest=here.charter)
    persons = showing.persons_in(request, [this.found], setting=setting)
    rows = showing.signers(this.found, this.around, persons=persons)
    text, people = this.found.text, persons is not None
    paper = papers.charter_paper(text, rows, partnership=here.name, names=this.around.names, people=people)
    return PdfResponse(paper, at=request.at, name=f"charter-{here.slug}-{text.entry}.pdf")
