"""What must be so for a text to be signed, on a day, by somebody, for an organisation."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import TypeVar

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from commonweal.acts.capability import Objection
from commonweal.acts.perform import setting_of
from commonweal.capabilities.agreement import acts, codes, queries
from commonweal.capabilities.agreement.queries import NotThere, Standing
from commonweal.charter.clauses import Charter, Clause
from commonweal.charter.rules import Accession, Amendment, Assurance, Dissolution, Succession, Suspension
from commonweal.charter.ruling import first_of
from commonweal.partnerships.actors import Actor
from commonweal.partnerships.models import Representation
from commonweal.partnerships.naming import organisation_name

NO_TEXT = gettext_lazy("No text was presented with this entry. Choose one of the texts that were.")
HOW = {
    "passkey": gettext_lazy("a passkey or a key of the organisation"),
    "code": gettext_lazy("a mailed code and a typed name"),
    "paper": gettext_lazy("a signature on paper"),
}
"""The ways of signing, as they stand inside a sentence."""


def day(on: date) -> str:
    """Return a day as people read it."""
    return date_format(on, "DATE_FORMAT")


R = TypeVar("R", Accession, Amendment, Dissolution, Succession, Suspension)


def first_here(charter: Charter, kind: type[R]) -> tuple[Clause, R] | None:
    """Return the first rule of one kind with its clause; that of the base only where the charter has its matter."""
    found = first_of(charter, kind)
    if found is None:
        return None
    matter: str | None = found[1].matter  # of all but succession it is always given
    return found if matter is None or charter.matter(matter) is not None else None


# ── The four ways ─────────────────────────────────────────────────────────────────────────────────


def signs_with_a_key(act: acts.SignCharter, *, by: Actor, at: datetime) -> Objection | None:
    """A key signs the text as it was presented, for the organisation that its holder may bind that day."""
    return _digest_and_stand(act, by.org, how="passkey", at=at) or may_sign_for(by, act.text, at=at)


def signs_with_a_code(act: acts.SignByCode, *, by: Actor, at: datetime) -> Objection | None:
    """A mailed code signs likewise, once it was typed in on the page."""
    wrong = _digest_and_stand(act, by.org, how="code", at=at) or may_sign_for(by, act.text, at=at)
    if wrong is not None:
        return wrong
    if not codes.confirmed(act.partnership, by.person or "", act.text):
        return Objection(_("Type in first the code that was mailed to you: on the page on which this text is signed."))
    return None


def signed_on_paper(act: acts.SignOnPaper, *, by: Actor, at: datetime) -> Objection | None:
    """Paper counts from the day on it, which lies between the presenting of the text and today."""
    wrong = _digest_and_stand(act, act.organisation, how="paper", at=at, on=act.signed_on)
    if wrong is not None:
        return wrong
    presented = queries.text_at(act.partnership, act.text).at.date()
    if act.signed_on > at.date():
        return Objection(_("This day is still to come. Give the day on the paper."), field="signed_on")
    if act.signed_on < presented:
        says = _("The text was presented on %(day)s. Nobody can have signed it before.") % {"day": day(presented)}
        return Objection(says, field="signed_on")
    return None


def accedes(act: acts.Accede, *, by: Actor, at: datetime) -> Objection | None:
    """A member that joined later signs what is in force, where the charter wants it after a decision."""
    found = _standing(act.partnership, act.text)
    if found is None:
        return Objection(NO_TEXT, field="text")
    if not found.ruling:
        return Objection(_("This text is not in force. Sign it on its own page while it is presented."), field="text")
    wrong = _digest_and_stand(act, by.org, how="passkey", at=at) or may_sign_for(by, act.text, at=at)
    if wrong is None and act.decision is not None:
        said = queries.decided(act.partnership, act.decision)
        if said is None or said.outcome != "carried":
            return Objection(_("No decision that was carried stands there. Choose another."), field="decision")
    return wrong


def declines(act: acts.Decline, *, by: Actor, at: datetime) -> Objection | None:
    """Whoever is asked to sign and has not may decline, once, while the text is open."""
    found = _standing(act.partnership, act.text)
    if found is None:
        return Objection(NO_TEXT, field="text")
    party = found.party(by.org or "")
    if party is None or party.left:
        return Objection(_("Your organisation is not asked to sign this text, so there is nothing to decline."))
    if party.signature is not None:
        return Objection(_("Your organisation has signed this text. To leave the agreement, give notice."))
    if party.refuses:
        return Objection(_("Your organisation has declined already. It may still sign until the last day."))
    return _not_open(found, at.date()) or may_sign_for(by, act.text, at=at)


# ── What they share ───────────────────────────────────────────────────────────────────────────────

Signed = acts.SignCharter | acts.SignByCode | acts.SignOnPaper | acts.Accede


def _digest_and_stand(
    act: Signed, organisation: str | None, *, how: Assurance, at: datetime, on: date | None = None
) -> Objection | None:
    """Return why this organisation cannot sign this text in this way on this day; nothing where it can.

    :param on: the day of the signature, where it is another than today
    """
    found = _standing(act.partnership, act.text)
    if found is None:
        return Objection(NO_TEXT, field="text")
    if act.digest != found.text.digest:
        return Objection(
            _("This is the digest of another text. Load the page again and read what you sign."), field="digest"
        )
    if not organisation:
        return Objection(_("Organisations sign, each by whoever represents it. Act for yours first."))
    if found.ruling:
        return _cannot_accede(found, organisation) or _way_not_allowed(found, how, now=True)
    on = at.date() if on is None else on
    return _not_open(found, on) or _not_its_turn(found, organisation) or _way_not_allowed(found, how)


def _standing(partnership: str, text: int) -> Standing | None:
    try:
        return queries.standing(partnership, queries.text_at(partnership, text))
    except NotThere:
        return None


def _not_open(found: Standing, on: date) -> Objection | None:
    if found.withdrawn:
        return Objection(_("This text was taken back. Sign the one that took its place."), field="text")
    if found.text.purpose != "sign":
        return Objection(_("An amendment is decided, not signed: vote on it, then bring it into force."), field="text")
    if found.ruling or found.overtaken:
        return Objection(_("Another text came into force since. Read what rules now."), field="text")
    if on > found.until_on:
        said = {"day": day(found.until_on), "clause": found.clause}
        return Objection(
            _("The time to sign this text ended on %(day)s (charter, clause %(clause)s). Present it again.") % said
        )
    return None


def _not_its_turn(found: Standing, organisation: str) -> Objection | None:
    party = found.party(organisation)
    if party is None or party.left:
        return Objection(_("This organisation is not asked to sign this text: it joined later, or took no part."))
    if party.signature is not None:
        return Objection(
            _("This organisation has signed this text already (entry %(entry)s).") % {"entry": party.signature.entry}
        )
    ahead = found.before(organisation)
    if ahead:
        return Objection(
            _("This text is signed in order: %(name)s comes first.") % {"name": ahead[0].name or ahead[0].organisation}
        )
    return None


def _way_not_allowed(found: Standing, how: Assurance, *, now: bool = False) -> Objection | None:
    """Return why a way of signing does not count, by the charter that rules on it.

    :param now: whether the text rules, so that its own clause on signing does
    """
    clause, rule = (
        queries.signing_rule(setting_of(found.text.partnership).charter) if now else (found.clause, found.rule)
    )
    if how in rule.assurance:
        return None
    ways = ", ".join(str(HOW[each]) for each in rule.assurance)
    return Objection(
        _("The charter does not let this text be signed in this way (clause %(clause)s). It takes: %(ways)s.")
        % {"clause": clause, "ways": ways}
    )


def _cannot_accede(found: Standing, organisation: str) -> Objection | None:
    """Return why an organisation cannot sign a text that rules already."""
    here = found.text.partnership
    setting = setting_of(here)
    if setting.digest != found.text.digest:
        return Objection(_("This text rules no longer. Sign the one in force."), field="text")
    if queries.member_now(here, organisation) is None:
        return Objection(_("Only an organisation that takes part here accedes. It has to be admitted first."))
    if organisation in queries.bound(here):
        return Objection(_("This organisation is bound by the agreement already."))
    rule = first_here(setting.charter, Accession)
    if rule is None:
        return None
    clause, accession = rule
    if any(organisation in row.concerns for row in queries.carried(here, accession.matter)):
        return None
    said = {"clause": clause.number, "name": organisation_name(organisation, partnership=here)}
    return Objection(
        _("It has to be decided first that %(name)s accedes (charter, clause %(clause)s). Propose it, naming it.")
        % said
    )


def may_sign_for(by: Actor, text: int, *, at: datetime) -> Objection | None:
    """Return why somebody may not bind the organisation for which she acts today; nothing where she may."""
    held = queries.mandates(by.person or "", by.org or "", partnership=by.partnership or "")
    return not_entitled(held, at.date(), by)


def not_entitled(held: Sequence[Representation], on: date, by: Actor) -> Objection | None:
    """Return why none of the places that somebody holds lets her sign on a day; nothing where one does."""
    if any(row.until_on is None or row.until_on >= on for row in held):
        return None
    name = organisation_name(by.org or "", partnership=by.partnership or "")
    if not held:
        return Objection(_("You do not represent %(name)s, so you cannot sign for it.") % {"name": name})
    ended = max(row.until_on for row in held if row.until_on is not None)
    return Objection(
        _("Your mandate for %(name)s ended on %(day)s. Let it be renewed, then sign.")
        % {"name": name, "day": day(ended)}
    )
