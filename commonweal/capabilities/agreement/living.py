"""What must be so for a text to come into force, and for everything that becomes of the agreement afterwards."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.utils.translation import gettext as _

from commonweal.acts.capability import Objection
from commonweal.acts.perform import setting_of
from commonweal.capabilities.agreement import acts, queries
from commonweal.capabilities.agreement.conditions import NO_TEXT, day, first_here, may_sign_for
from commonweal.capabilities.agreement.queries import NotThere, Standing
from commonweal.charter.interim import CURRENT, PUBLISHED
from commonweal.charter.rules import Amendment, Dissolution, Exit, Succession, Suspension
from commonweal.charter.ruling import first_of
from commonweal.partnerships.actors import Actor
from commonweal.partnerships.models import Decided
from commonweal.partnerships.naming import organisation_name
from commonweal.record import reading

LONGEST = timedelta(days=3653)
"""How far ahead a day may lie: ten years."""


# ── What rules ────────────────────────────────────────────────────────────────────────────────────


def comes_into_force(act: acts.BringIntoForce, *, by: Actor, at: datetime) -> Objection | None:
    """A text rules once enough have signed it, or it was decided, and its day has come."""
    try:
        found = queries.standing(act.partnership, queries.text_at(act.partnership, act.text))
    except NotThere:
        return Objection(NO_TEXT, field="text")
    if found.ruling:
        return Objection(_("This text came into force already."), field="text")
    if found.withdrawn:
        return Objection(_("This text was taken back."), field="text")
    if found.overtaken:
        return Objection(_("Another text came into force since this one was presented. Write it anew upon that one."))
    return _not_decided(found, act, at=at) if found.text.purpose == "amend" else _not_signed(found, at.date())


def _not_signed(found: Standing, on: date) -> Objection | None:
    if not found.enough:
        said = {"signed": len(found.signed), "needed": found.needed}
        return Objection(_("%(signed)s of the %(needed)s signatures that it takes are there.") % said)
    return _not_yet(found.text.effective_on, on)


def _not_yet(from_on: date | None, on: date) -> Objection | None:
    if from_on is not None and on < from_on:
        return Objection(_("It rules from %(day)s on. Bring it into force then.") % {"day": day(from_on)})
    return None


def _not_decided(found: Standing, act: acts.BringIntoForce, *, at: datetime) -> Objection | None:
    """Return why an amendment does not rule yet, by the clause on amendments of the charter that it changes."""
    here, setting = act.partnership, setting_of(act.partnership)
    rule = first_here(setting.charter, Amendment)
    if rule is None:
        return Objection(_("The charter in force does not say how it is amended. Let everybody sign a new one."))
    clause, amendment = rule
    if reading.entry_at(here, found.text.entry).charter != setting.digest:
        return Objection(_("The charter changed since this amendment was written. Write it anew upon what rules now."))
    if act.decision is None:
        return Objection(
            _("Name the decision by which it was adopted (charter, clause %(clause)s).") % {"clause": clause.number},
            field="decision",
        )
    said, wrong = carried_on(here, act.decision, amendment.matter, clause.number)
    if said is None:
        return wrong
    if found.text.entry not in said.about:
        return Objection(_("That decision was not about this text. Choose the one that cites it."), field="decision")
    return _not_yet(effective_from(found.text.effective_on, said, amendment), at.date())


def effective_from(effective_on: date | None, said: Decided, amendment: Amendment) -> date:
    """Return the day from which an amendment rules: the one it names, but none before the charter allows."""
    earliest = said.at.date() + timedelta(days=amendment.after_days)
    return max(effective_on or earliest, earliest)


def carried_on(
    partnership: str, decision: int, matter: str, clause: str
) -> tuple[Decided, None] | tuple[None, Objection]:
    """Return the decision where it was carried on this matter and stands; else why it does not serve."""
    said = queries.decided(partnership, decision)
    if said is None:
        return None, Objection(_("No decision was closed there. Choose one that was."), field="decision")
    if said.outcome != "carried":
        return None, Objection(_("That decision was not carried."), field="decision")
    if said.matter != matter:
        return None, Objection(
            _("That decision was on another matter than the one that clause %(clause)s names.") % {"clause": clause},
            field="decision",
        )
    return said, None


def newer_edition(act: acts.AdoptEdition, *, by: Actor, at: datetime) -> Objection | None:
    """Only from an older interim charter to the newest one: never away from what partners signed."""
    now = setting_of(act.partnership).charter.edition
    if act.edition != CURRENT:
        return Objection(_("The newest interim charter is %(edition)s.") % {"edition": CURRENT}, field="edition")
    if now not in PUBLISHED:
        return Objection(_("You have a charter of your own. It changes by its own clause on amendments."))
    if now == CURRENT:
        return Objection(_("This partnership is under the newest interim charter already."))
    return None


# ── The life of the agreement ─────────────────────────────────────────────────────────────────────


def notice_in_time(act: acts.GiveNotice, *, by: Actor, at: datetime) -> Objection | None:
    """Notice is given by whoever may bind the organisation, once, and as long before as the charter says."""
    wrong = may_sign_for(by, 0, at=at)
    if wrong is not None:
        return wrong
    before = queries.notice_of(act.partnership, by.org or "")
    if before is not None:
        return Objection(_("Notice was given already: your organisation leaves on %(day)s.") % {"day": day(before.on)})
    clause, days = notice_days(act.partnership)
    earliest = at.date() + timedelta(days=days)
    if act.leaves_on < earliest:
        said = {"day": day(earliest), "days": days, "clause": clause}
        return Objection(
            _("Notice is %(days)s days (charter, clause %(clause)s): %(day)s is the first day possible.") % said,
            field="leaves_on",
        )
    return _too_far(act.leaves_on, at, "leaves_on")


def notice_days(partnership: str) -> tuple[str, int]:
    """Return the clause on leaving and how many days of notice it asks for."""
    found = first_of(setting_of(partnership).charter, Exit)
    return (found[0].number, found[1].notice_days) if found else ("", 0)


def rests_as_decided(act: acts.Suspend, *, by: Actor, at: datetime) -> Objection | None:
    """Seats rest only by a decision on the matter that the charter names, which names the organisation."""
    wrong = _by_decision_on_suspension(act)
    if wrong is not None:
        return wrong
    if queries.suspension_of(act.partnership, act.organisation, at=at) is not None:
        return Objection(_("The seats of this organisation rest already."), field="organisation")
    if act.until_on is not None and act.until_on < at.date():
        return Objection(_("This day has passed. Give a later one, or none."), field="until_on")
    return None


def rests_no_longer(act: acts.LiftSuspension, *, by: Actor, at: datetime) -> Objection | None:
    """A suspension ends early as it began: by a decision."""
    if queries.suspension_of(act.partnership, act.organisation, at=at) is None:
        return Objection(_("The seats of this organisation do not rest."), field="organisation")
    return _by_decision_on_suspension(act)


def _by_decision_on_suspension(act: acts.Suspend | acts.LiftSuspension) -> Objection | None:
    rule = first_here(setting_of(act.partnership).charter, Suspension)
    if rule is None:
        return Objection(_("The charter in force knows no suspension."))
    if queries.member_now(act.partnership, act.organisation) is None:
        return Objection(_("This organisation does not take part here."), field="organisation")
    clause, suspension = rule
    said, wrong = carried_on(act.partnership, act.decision, suspension.matter, clause.number)
    if said is None:
        return wrong
    if act.organisation not in said.concerns:
        name = organisation_name(act.organisation, partnership=act.partnership)
        return Objection(_("That decision does not name %(name)s.") % {"name": name}, field="decision")
    return _spent(act.partnership, act.decision)


def _spent(partnership: str, decision: int) -> Objection | None:
    before = queries.used(partnership, decision)
    if before is None:
        return None
    return Objection(
        _("That decision was carried out already (entry %(entry)s).") % {"entry": before.entry}, field="decision"
    )


def takes_the_place(act: acts.Succeed, *, by: Actor, at: datetime) -> Objection | None:
    """A successor takes part already; who is succeeded took part and was not succeeded before."""
    if not queries.was_member(act.partnership, act.organisation):
        return Objection(_("This organisation never took part here."), field="organisation")
    if queries.member_now(act.partnership, act.successor) is None:
        return Objection(_("The successor has to be admitted as a member first."), field="successor")
    after = queries.successors(act.partnership)
    if act.organisation in after:
        return Objection(_("Another organisation took its place already."), field="organisation")
    if queries.now_called(act.successor, after) != act.successor:
        return Objection(_("The successor was itself succeeded. Name the one that takes part now."), field="successor")
    rule = first_here(setting_of(act.partnership).charter, Succession)
    if rule is None or rule[1].matter is None:
        return None
    clause, succession = rule
    if act.decision is None:
        return Objection(
            _("The charter wants this to be decided (clause %(clause)s). Name the decision.")
            % {"clause": clause.number},
            field="decision",
        )
    said, wrong = carried_on(act.partnership, act.decision, succession.matter or "", clause.number)
    return wrong if said is None else _spent(act.partnership, act.decision)


def renewed_as_decided(act: acts.Renew, *, by: Actor, at: datetime) -> Objection | None:
    """Renewing changes until when everybody is bound: it takes what an amendment takes."""
    rule = first_here(setting_of(act.partnership).charter, Amendment)
    if rule is None:
        return Objection(_("The charter in force does not say how it is amended or renewed."))
    said, wrong = carried_on(act.partnership, act.decision, rule[1].matter, rule[0].number)
    if said is None:
        return wrong
    if act.until_on <= at.date():
        return Objection(_("Give a day that is still to come."), field="until_on")
    before = queries.last(act.partnership, "renewed")
    if before is not None and before.until_on is not None and act.until_on <= before.until_on:
        return Objection(
            _("It is renewed until %(day)s already. Give a later day.") % {"day": day(before.until_on)},
            field="until_on",
        )
    return _about_a_text(said) or _spent(act.partnership, act.decision) or _too_far(act.until_on, at, "until_on")


def ends_as_decided(act: acts.Dissolve, *, by: Actor, at: datetime) -> Objection | None:
    """A partnership ends once, by a decision on the matter that the charter names."""
    if queries.ends_on(act.partnership) is not None:
        return Objection(_("That this partnership ends was recorded already."))
    rule = first_here(setting_of(act.partnership).charter, Dissolution)
    if rule is None:
        return Objection(_("The charter in force does not say how the partnership ends. Amend it first."))
    said, wrong = carried_on(act.partnership, act.decision, rule[1].matter, rule[0].number)
    if said is None:
        return wrong
    if act.ends_on < at.date():
        return Objection(_("This day has passed. Give today or a later day."), field="ends_on")
    return _about_a_text(said) or _spent(act.partnership, act.decision) or _too_far(act.ends_on, at, "ends_on")


def _about_a_text(said: Decided) -> Objection | None:
    """Refuse a decision that adopted an amendment as the ground of something else on the same matter."""
    presented = {text.entry for text in queries.texts(said.partnership)}
    if presented.isdisjoint(said.about):
        return None
    return Objection(_("That decision was about the text of an amendment, not about this."), field="decision")


def next_is_said(act: acts.DecideNext, *, by: Actor, at: datetime) -> Objection | None:
    """What comes next names the day on which it is asked again; a decision, where one is named, was carried."""
    if act.next_on <= at.date():
        return Objection(_("Give a day that is still to come."), field="next_on")
    if act.decision is not None:
        said = queries.decided(act.partnership, act.decision)
        if said is None or said.outcome != "carried":
            return Objection(_("No decision that was carried stands there. Choose another."), field="decision")
    return _too_far(act.next_on, at, "next_on")


def _too_far(on: date, at: datetime, field: str) -> Objection | None:
    if on > at.date() + LONGEST:
        return Objection(_("Give a day within the next ten years."), field=field)
    return None
