"""The criteria of the agreement: its parts, its signatures, and what comes next."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from django.utils.formats import date_format
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from commonweal.acts.capability import Criterion, Facts, Finding
from commonweal.acts.charter_terms import PARTS
from commonweal.capabilities.agreement import queries
from commonweal.capabilities.agreement.phrases import OUTCOMES
from commonweal.capabilities.agreement.queries import Standing
from commonweal.charter.clauses import REQUIRED_PARTS

NOT_PRESENTED = _("Present a text for signature.")


def has_all_parts(facts: Facts, criterion: Criterion) -> Finding:
    """4.1: the text that rules, or else the newest that was presented, has a clause on each required part."""
    found = _standing(facts)
    if found is None:
        return Finding("unknown", gettext("No text was presented yet."), missing=(str(NOT_PRESENTED),))
    there = {clause.get("part") for clause in found.text.document.get("clauses", [])}
    lacking = [part for part in REQUIRED_PARTS if part not in there]
    used = (found.text.entry,)
    if not lacking:
        return Finding("met", gettext("The agreement has a clause on each part that it needs."), used)
    missing = tuple(gettext("Add a clause on: %(part)s.") % {"part": PARTS.get(part, part)} for part in lacking)
    says = ngettext("%(n)s part is missing.", "%(n)s parts are missing.", len(lacking)) % {"n": len(lacking)}
    return Finding("not_met", says, used, missing)


def is_signed_by_all(facts: Facts, criterion: Criterion) -> Finding:
    """4.2: every organisation that is asked signed the same text, in time and with authority.

    Its figures name the newest text that waits for signatures, for the home page; 0 where none does.
    """
    texts = [each.text for each in facts.once(queries.standings) if each.text.purpose == "sign"]
    waits = max((row.entry for row in texts if row.ruling_entry is None and row.withdrawn_entry is None), default=0)
    return replace(_how_far(facts), figures={"waits": waits})


def _how_far(facts: Facts) -> Finding:
    found = _signed_text(facts)
    if found is None:
        return Finding("unknown", gettext("No text was presented yet."), missing=(str(NOT_PRESENTED),))
    signed = [party.signature for party in found.signed if party.signature is not None]
    used = (found.text.entry, *sorted(row.entry for row in signed))
    if not found.missing and signed:
        says = ngettext("%(n)s organisation signed it.", "All %(n)s organisations signed the same text.", len(signed))
        return Finding("met", says % {"n": len(signed)}, used)
    names = [party.name or party.organisation for party in found.missing]
    missing = tuple(gettext("The signature of %(name)s.") % {"name": name} for name in names)
    on = facts.at.date()
    if not found.ruling and on > found.until_on:
        says = gettext("The time to sign ended on %(day)s.") % {"day": date_format(found.until_on, "DATE_FORMAT")}
        return Finding("not_met", says, used, (*missing, gettext("Present the text again.")))
    says = gettext("%(signed)s of %(asked)s organisations have signed.") % {
        "signed": len(signed),
        "asked": len(found.asked),
    }
    until = None if found.ruling else _end_of(found.until_on)
    return Finding("not_met", says, used, missing, until=until)


def next_is_decided(facts: Facts, criterion: Criterion) -> Finding:
    """7.10: it was said what comes next, with its reasons, and the day on which it is asked again has not passed."""
    row = queries.last(facts.partnership, "next")
    if row is None or row.until_on is None:
        says = gettext("Nobody has said yet whether to go on, change, hand over or end.")
        return Finding("not_met", says, missing=(gettext("Decide what comes next, and say when you ask again."),))
    said = {"outcome": OUTCOMES.get(row.outcome, row.outcome), "day": date_format(row.until_on, "DATE_FORMAT")}
    if row.until_on < facts.at.date():
        says = gettext("It was to be asked again on %(day)s.") % said
        return Finding("not_met", says, (row.entry,), (gettext("Decide again what comes next."),))
    if row.words is None or (row.words.erased_at and row.words.erased_at <= facts.at):
        says = gettext("Why was erased.")
        return Finding("not_met", says, (row.entry,), (gettext("Say again why, and what changes."),))
    says = gettext("It was decided: %(outcome)s. It is asked again on %(day)s.") % said
    return Finding("met", says, (row.entry,), until=_end_of(row.until_on))


def _end_of(day: date) -> datetime:
    """Return the instant after a day has passed."""
    return datetime.combine(day, datetime.min.time(), UTC) + timedelta(days=1)


def _standing(facts: Facts) -> Standing | None:
    """Return the text in force where partners signed or adopted one, else the newest that was not taken back."""
    found = facts.once(queries.standings)
    ruling = [each for each in found if each.ruling]
    return max(ruling, key=lambda each: each.text.ruling_entry or 0, default=None) or next(
        (each for each in found if not each.withdrawn), None
    )


def _signed_text(facts: Facts) -> Standing | None:
    """Return the text on whose signatures the agreement rests: the last in force by them, else the newest."""
    found = [each for each in facts.once(queries.standings) if each.text.purpose == "sign" and not each.withdrawn]
    ruling = [each for each in found if each.ruling]
    return max(ruling, key=lambda each: each.text.ruling_entry or 0, default=None) or next(iter(found), None)


_MEMBERS = ("membership.admit", "membership.import_list", "membership.undo_import", "membership.leave")
_TEXTS = ("chartering.freeze", "chartering.withdraw_draft", "chartering.reopen_draft")
_SIGNING = (
    "agreement.sign",
    "agreement.sign_by_code",
    "agreement.sign_on_paper",
    "agreement.accede",
    "agreement.decline",
    "agreement.bring_into_force",
    "agreement.succeed",
)

CRITERIA = (
    Criterion(
        id="4.1",
        title=_("The agreement has all its parts"),
        evaluate=has_all_parts,
        moved_by=frozenset({*_TEXTS, *_SIGNING}),
    ),
    Criterion(
        id="4.2",
        title=_("Everyone needed signed the same text, with authority"),
        evaluate=is_signed_by_all,
        moved_by=frozenset({*_TEXTS, *_SIGNING, *_MEMBERS}),
    ),
    Criterion(
        id="7.10",
        title=_("It was decided whether to go on, change, hand over or end"),
        evaluate=next_is_decided,
        moved_by=frozenset({"agreement.decide_next", "people.erased"}),
    ),
)
