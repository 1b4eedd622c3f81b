"""Criterion 6.1: every matter in the charter in force has exactly one body and one rule."""

from __future__ import annotations

from django.utils.translation import get_language, gettext, ngettext
from django.utils.translation import gettext_lazy as _

from commonweal.acts.capability import Criterion, Facts, Finding
from commonweal.acts.charter_words import fault_said
from commonweal.capabilities.chartering import queries
from commonweal.capabilities.chartering.finding_faults import faults_in
from commonweal.charter.checking import Fault
from commonweal.charter.clauses import Charter
from commonweal.charter.rules import Matter

MAPPING = frozenset({"matter", "amount", "double", "orphan", "twice", "family"})
"""Words in the codes of faults that are about which matter goes to which body and rule."""


def about_matters(fault: Fault) -> bool:
    """Return whether a fault is about matters, their bodies and their rules."""
    return not MAPPING.isdisjoint(fault.code.split("_")) or "matter" in fault.params


def each_matter_has_one_body_and_rule(facts: Facts, criterion: Criterion) -> Finding:
    """6.1: computed from the charter in force at that instant; each matter that does not fit is named."""
    ruling = queries.charter_at(facts.partnership, at=facts.at)
    if ruling is None:
        return Finding("unknown", gettext("No charter is in force yet."), missing=(_found(),))
    charter = Charter.model_validate(ruling.document)
    matters = list(charter.rules(Matter))
    used = (ruling.since,)
    if not matters:
        return Finding("not_met", gettext("The charter in force names no matter to decide on."), used, (_found(),))
    found = faults_in(charter, facts.partnership, at=facts.at)
    wrong = [fault for fault in found if fault.severity == "error" and about_matters(fault)]
    if wrong:
        lang = (get_language() or "en").partition("-")[0]
        missing = tuple(
            gettext("Clause %(clause)s: %(fault)s") % {"clause": f.clause, "fault": fault_said(f, charter, lang)}
            if f.clause
            else fault_said(f, charter, lang)
            for f in wrong
        )
        return Finding("not_met", gettext("Some matters do not go to exactly one body and one rule."), used, missing)
    n = len(matters)
    says = ngettext(
        "%(n)s kind of matter has exactly one body and one rule.",
        "All %(n)s kinds of matter have exactly one body and one rule each.",
        n,
    ) % {"n": n}
    return Finding("met", says, used)


def _found() -> str:
    return gettext("Draft a charter that says on which matters you decide, in which body and by which rule.")


CRITERIA = (
    Criterion(
        id="6.1",
        title=_("Each kind of matter has one body and one rule"),
        evaluate=each_matter_has_one_body_and_rule,
        moved_by=frozenset(
            {
                "founding.found",
                "agreement.sign",
                "agreement.sign_by_code",
                "agreement.sign_on_paper",
                "agreement.bring_into_force",
                "agreement.adopt_edition",
            }
        ),
    ),
)
