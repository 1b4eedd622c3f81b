"""Criteria 4.4 and 4.5: how partners work together was asked, and nobody stands alone without a remedy."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from commonweal.acts.capability import Criterion, Facts, Finding
from commonweal.capabilities.pulse.queries import Remedy, Survey, remedies, share, surveys
from commonweal.partnerships.queries import every_member

_ACTS = frozenset({"pulse.open", "pulse.close", "pulse.remedy"})
_COME_AND_GO = frozenset({"membership.admit", "membership.import_list", "membership.undo_import", "membership.leave"})


def it_was_asked(facts: Facts, criterion: Criterion) -> Finding:
    """4.4: enough organisations answered, and enough people for trust and value to be computed."""
    last = _last(facts)
    if last is None or last.result is None:
        return _never_asked()
    used, result = (last.entry, last.closed_entry or 0), last.result
    said = {"answered": result["answered"], "all": result["all"]}
    if Fraction(result["answered"], max(result["all"], 1)) < Fraction(criterion.threshold("response", facts)):
        says = gettext("Only %(answered)s of %(all)s organisations answered.") % said
        return Finding("not_met", says, used, (gettext("Ask again, and ask those who did not answer what kept them."),))
    if result["trust"] is None:
        says = gettext("%(answered)s of %(all)s organisations answered, too few people for trust and value.") % said
        return Finding("unknown", says, used, (gettext("Ask at least five people."),))
    says = gettext("%(answered)s of %(all)s organisations answered. Trust %(trust)s, value %(value)s of 5.") % {
        **said,
        "trust": result["trust"],
        "value": result["value"],
    }
    return Finding("met", says, used)


def nobody_stands_alone(facts: Facts, criterion: Criterion) -> Finding:
    """4.5: nobody is isolated and enough ties are there, or what is done about it is on the record."""
    last = _last(facts)
    if last is None or last.result is None:
        return _never_asked()
    names = {member.organisation: member.name for member in facts.once(every_member)}
    answers = [row for row in facts.once(remedies) if row.survey == last.box]
    used = (last.entry, last.closed_entry or 0, *(row.entry for row in answers))
    alone = [org for org in last.result["isolated"] if org in names and not _answered(org, answers)]
    thin = share(last.result, "density") < Fraction(criterion.threshold("density", facts)) and not answers
    if alone:
        missing = [gettext("Say what is done for %(organisation)s.") % {"organisation": names[org]} for org in alone]
        says = gettext("Some work with nobody, and nobody with them.")
        return Finding("not_met", says, used, tuple(missing))
    if thin:
        says = gettext("Few partners work together yet.")
        return Finding("not_met", says, used, (gettext("Say what is done so that more partners work together."),))
    if answers:
        return Finding("met", gettext("What is done for those who stand alone is on the record."), used)
    return Finding("met", gettext("Nobody stands alone, and enough partners work together."), used)


def _answered(organisation: str, answers: list[Remedy]) -> bool:
    return any(organisation in row.organisations for row in answers)


def _never_asked() -> Finding:
    says = gettext("Nobody was asked yet how partners work together.")
    return Finding("unknown", says, missing=(gettext("Open a survey of working relations, and close it."),))


def _last(facts: Facts) -> Survey | None:
    return next((row for row in facts.once(surveys) if row.closed_at is not None), None)


CRITERIA = (
    Criterion(
        id="4.4",
        title=_("How we work together was asked at the start"),
        evaluate=it_was_asked,
        thresholds={"response": Decimal("0.7")},
        moved_by=_ACTS,
    ),
    Criterion(
        id="4.5",
        title=_("No member stands alone"),
        evaluate=nobody_stands_alone,
        thresholds={"density": Decimal("0.3")},
        moved_by=_ACTS | _COME_AND_GO,
    ),
)
