"""The pages on which a text is signed: with a key, with a mailed code, on paper; or declined."""

from __future__ import annotations

from typing import Any, Final

from allauth.account.adapter import get_adapter
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from commonweal.acts.capability import Objection
from commonweal.acts.perform import Objected, Refused, require_fit, verdict_on
from commonweal.capabilities.agreement import acts, codes, papers, queries
from commonweal.capabilities.agreement.conditions import not_entitled
from commonweal.capabilities.agreement.forms import AuthorityForm, CodeForm, DeclineForm, PaperForm, TypedForm
from commonweal.capabilities.agreement.pages import Here, shown, there
from commonweal.capabilities.agreement.queries import Standing
from commonweal.partnerships.models import Representation
from commonweal.people.models import Account
from commonweal.web import signing
from commonweal.web.actforms import in_words
from commonweal.web.audience import MEMBERS, PartnershipRequest, for_roles
from commonweal.web.documents import PdfResponse
from commonweal.web.errors import too_often
from commonweal.web.limits import may_try
from commonweal.web.readers import readers

_AUTHORITY: Final = "agreement_authority"
"""Session key: by which authority somebody signs, from the page where she says it to the one where she signs."""


def _kind(found: Standing) -> type[acts.SignCharter] | type[acts.Accede]:
    return acts.Accede if found.ruling else acts.SignCharter


def _held(request: PartnershipRequest) -> list[Representation]:
    """Return the places by which she signs for the organisation for which she acts."""
    if not request.actor.org:
        return []
    return queries.mandates(request.actor.person or "", request.actor.org, partnership=request.partnership.pk)


def _authority(request: PartnershipRequest, held: list[Representation]) -> str:
    """Return by which authority she signs: what she said before, or what is known of her mandate."""
    said: str = request.session.get(_AUTHORITY, "")
    return said or next((row.reference for row in reversed(held) if row.reference), "")


def _context(request: PartnershipRequest, this: Here, held: list[Representation], **more: Any) -> dict[str, Any]:
    objection = not_entitled(held, request.at.date(), request.actor) if request.actor.org else None
    why = "" if objection is None else str(objection.says)
    return {**shown(request, this), "cannot": why, "organisation": _name(request, this), **more}


def _name(request: PartnershipRequest, this: Here) -> str:
    return this.around.names.get(request.actor.org or "", "")


@require_http_methods(["GET", "HEAD", "POST"])
@for_roles(*MEMBERS)
def sign(request: PartnershipRequest, presented: int) -> HttpResponse:
    """Say by which authority one signs, choose how, and sign with a key what is shown."""
    this, step, held = there(request, presented), request.POST.get("step", ""), _held(request)
    found = this.found
    form = AuthorityForm(
        request.POST if step in ("prepare", "code") else None, initial={"authority": _authority(request, held)}
    )
    prepared, error, slug = None, "", request.partnership.slug
    try:
        if step in ("prepare", "code") and form.is_valid():
            request.session[_AUTHORITY] = form.cleaned_data["authority"]
            if step == "code":
                return _mail_code(request, this)
            act = _act(request, found)
            require_fit(act, by=request.actor, at=request.at)
            prepared = signing.prepare(request, act)
        elif step == "sign":
            signing.signed(request, _kind(found))
            messages.success(request, _thanks(request, presented))
            return redirect("agreement:text", slug, presented)
    except (Objected, Refused) as refused:
        error = in_words(refused)
    ed25519 = [key for key in signing.live_keys(request.actor) if key.alg == "ed25519"] if prepared else []
    more = {"form": form, "prepared": prepared, "error": error, "ed25519": ed25519}
    return render(request, "agreement/sign.html", _context(request, this, held, **more))


def _act(request: PartnershipRequest, found: Standing) -> acts.SignCharter | acts.Accede:
    return _kind(found)(
        partnership=request.partnership.pk,
        text=found.text.entry,
        digest=found.text.digest,
        authority=request.session[_AUTHORITY],
    )


def _thanks(request: PartnershipRequest, presented: int) -> str:
    text = queries.text_at(request.partnership.pk, presented)
    if text.ruling_entry is not None:
        return _("Signed. The charter is in force.")
    return _("Signed. Everybody sees who has signed and who has not.")


# ── With a mailed code ────────────────────────────────────────────────────────────────────────────


def _mail_code(request: PartnershipRequest, this: Here) -> HttpResponse:
    """Mail a new code to the address of the account, and lead to where it is typed."""
    here, account, found = request.partnership, request.user, this.found
    if not isinstance(account, Account) or not account.email:
        raise Objected(Objection(_("Your account has no mail address. Sign with a key, or on paper.")))
    if not may_try(request, "signing_code"):
        return too_often(request)
    code = codes.new_code(here.pk, request.actor.person or "", found.text.entry)
    mailed = {
        "code": code,
        "partnership": here.name,
        "organisation": _name(request, this),
        "digest": found.text.digest[:16],
    }
    get_adapter(request).send_mail("agreement/email/code", account.email, mailed)
    messages.info(request, _("We mailed you a code."))
    return redirect("agreement:by_code", here.slug, found.text.entry)


@require_http_methods(["GET", "HEAD", "POST"])
@for_roles(*MEMBERS)
def by_code(request: PartnershipRequest, presented: int) -> HttpResponse:
    """Type in the code that was mailed, then sign with one's name."""
    this, step, held = there(request, presented), request.POST.get("step", ""), _held(request)
    found = this.found
    here, person = request.partnership.pk, request.actor.person or ""
    code = CodeForm(request.POST if step == "code" else None)
    given = request.POST if step == "typed" else None
    initial = {"authority": _authority(request, held)}
    typed = TypedForm(given, partnership=here, text=presented, digest=found.text.digest, initial=initial)
    if step == "again":
        return _mail_code(request, this)
    if step == "code" and code.is_valid():
        if not may_try(request, "signing_code_typed"):
            return too_often(request)
        if codes.confirm(here, person, presented, code.cleaned_data["code"]):
            return redirect("agreement:by_code", request.partnership.slug, presented)
        code.add_error(
            "code", _("This is not the code, or it is good no longer. Type it again, or let us mail a new one.")
        )
    if typed.performed(by=request.actor, at=request.at):
        codes.spent(here, person, presented)
        messages.success(request, _thanks(request, presented))
        return redirect("agreement:text", request.partnership.slug, presented)
    confirmed = codes.confirmed(here, person, presented)
    more = {
        "form": typed if confirmed else code,
        "confirmed": confirmed,
        "mailed": codes.waits(here, person, presented),
    }
    return render(request, "agreement/by_code.html", _context(request, this, held, **more))


# ── On paper ──────────────────────────────────────────────────────────────────────────────────────


@require_safe
@readers
def paper(request: PartnershipRequest, presented: int) -> HttpResponse:
    """Show the form that is printed and signed by hand, with the digest as a code to scan."""
    this = there(request, presented)
    return render(request, "agreement/paper.html", _context(request, this, _held(request)))


@require_safe
@readers
def paper_pdf(request: PartnershipRequest, presented: int) -> HttpResponse:
    """Hand out that form as a PDF, the text behind it."""
    this, here = there(request, presented), request.partnership
    found, names = this.found, this.around.names
    party = found.party(request.actor.org or "")
    made = papers.form_paper(found.text, party, partnership=here.name, names=names)
    return PdfResponse(made, at=request.at, name=f"sign-{here.slug}-{found.text.entry}.pdf")


@require_http_methods(["GET", "HEAD", "POST"])
@for_roles(*MEMBERS)
def record_paper(request: PartnershipRequest, presented: int) -> HttpResponse:
    """Record that an organisation signed on paper: by the scan's digest, which is all that is kept of it."""
    this, here, held = there(request, presented), request.partnership, _held(request)
    found = this.found
    form = PaperForm(
        request.POST or None,
        request.FILES or None,
        partnership=here.pk,
        text=presented,
        digest=found.text.digest,
        organisations=_who_can_sign(found),
    )
    if form.performed(by=request.actor, at=request.at):
        messages.success(request, _("Recorded. Keep the signed sheet and its scan."))
        return redirect("agreement:text", here.slug, presented)
    keeps = queries.keeps_the_record(request.actor.person, partnership=here.pk, at=request.at)
    verdict = verdict_on(acts.SignOnPaper, by=request.actor, at=request.at)
    more = {"form": form, "verdict": verdict, "keeps": keeps or request.actor.has("convener")}
    return render(request, "agreement/record_paper.html", _context(request, this, held, **more))


def _who_can_sign(found: Standing) -> list[tuple[str, str]]:
    """Return the parties that have not signed; of a text in force, the members that are not bound by it."""
    if not found.ruling:
        return [(party.organisation, party.name) for party in found.missing]
    bound = queries.bound(found.text.partnership)
    here = queries.members_here(found.text.partnership)
    return [(row.organisation, row.name) for row in here if row.left_at is None and row.organisation not in bound]


# ── Not at all ────────────────────────────────────────────────────────────────────────────────────


@require_http_methods(["GET", "HEAD", "POST"])
@for_roles(*MEMBERS)
def decline(request: PartnershipRequest, presented: int) -> HttpResponse:
    """Decline to sign, saying why."""
    this, held = there(request, presented), _held(request)
    form = DeclineForm(request.POST or None, partnership=request.partnership.pk, text=presented)
    if form.performed(by=request.actor, at=request.at):
        messages.success(request, _("Everybody sees that your organisation declined, and why. It may still sign."))
        return redirect("agreement:text", request.partnership.slug, presented)
    verdict = verdict_on(acts.Decline, by=request.actor, at=request.at)
    return render(request, "agreement/decline.html", _context(request, this, held, form=form, verdict=verdict))
