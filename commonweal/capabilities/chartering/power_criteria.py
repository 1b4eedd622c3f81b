"""Criterion 6.3: no sector decides or stops a decision alone unless the charter says so, and quorums are in reach."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, time, timedelta

from django.utils.translation import get_language, gettext, ngettext
from django.utils.translation import gettext_lazy as _

from commonweal.acts.capability import Criterion, Facts, Finding
from commonweal.capabilities.chartering import queries
from commonweal.capabilities.chartering.power_naming import Naming
from commonweal.capabilities.chartering.power_seen import seats_for
from commonweal.capabilities.chartering.power_words import UNFIT, said
from commonweal.capabilities.chartering.queries.taking_part import Around, around, changes_on
from commonweal.charter.clauses import Charter
from commonweal.charter.data import in_language
from commonweal.charter.foresight import Foresight, foresee, pairs_of, remarks

NAMED = 12
"""How many lacks are named; of more it gives the number."""

WRONG = frozenset(
    {"sector_passes", "sector_blocks", "sector_holds_quorum", "quorum_unlikely", "quorum_conflicted", "never"}
)
"""Remarks that keep the criterion from being met, where they are warnings."""


def no_sector_alone(facts: Facts, criterion: Criterion) -> Finding:
    """6.3: simulates every rule of the charter in force in the bodies that decide by it, with all of their seats."""
    ruling = queries.charter_at(facts.partnership, at=facts.at)
    if ruling is None:
        return Finding("unknown", gettext("No charter is in force yet."))
    charter = Charter.model_validate(ruling.document)
    here = around(facts.partnership, at=facts.at)
    seen = list(_seen(charter, here, facts.at))
    if not seen:
        says = gettext("The charter in force names no matter to decide on.")
        lack = gettext("Draft a charter that says on which matters you decide, in which body and by which rule.")
        return Finding("not_met", says, (ruling.since,), (lack,))
    used = _used(ruling.since, seen, here)
    until = _until(here, facts.at)
    lacks = list(_lacks(seen, Naming((get_language() or "en").partition("-")[0], here.names)))
    if lacks:
        says = ngettext("%(n)s thing in the rules needs a look.", "%(n)s things in the rules need a look.", len(lacks))
        more = len(lacks) - NAMED
        rest = (ngettext("And %(n)s more.", "And %(n)s more.", more) % {"n": more},) if more > 0 else ()
        return Finding("not_met", says % {"n": len(lacks)}, used, (*lacks[:NAMED], *rest), until=until)
    says = ngettext(
        "Under %(n)s rule no sector decides or stops a decision alone, unless the charter says so, and the quorum is in reach.",  # noqa: E501 - one sentence
        "Under all %(n)s rules no sector decides or stops a decision alone, unless the charter says so, and the quorum is in reach.",  # noqa: E501 - one sentence
        len(seen),
    )
    return Finding("met", says % {"n": len(seen)}, used, until=until)


def _seen(charter: Charter, here: Around, at: datetime) -> Iterator[Foresight]:
    """Yield what every rule does in every body that is not over."""
    for pair in pairs_of(charter):
        if pair.body.sunset_on is None or pair.body.sunset_on >= at.date():
            seats = seats_for(pair, here, in_force=True)
            away = here.away_from(pair.body)
            yield foresee(pair, seats, away, here.conflicts(pair, seats), in_full=False)


def _lacks(seen: Iterable[Foresight], naming: Naming) -> Iterator[str]:
    for each in seen:
        body, rule = (in_language(one.name, naming.lang) for one in (each.pair.body, each.pair.rule))
        about = {"clause": each.pair.rule_clause.number, "body": body, "rule": rule}
        wrong = [said(one, each, naming) for one in remarks(each) if one.severity == "warning" and one.code in WRONG]
        if each.unfit == "no_seats":
            wrong.append(UNFIT["no_seats"]())
        for says in wrong:
            yield gettext("Clause %(clause)s, %(body)s, %(rule)s: %(says)s") % {**about, "says": says}


def _used(since: int, seen: Iterable[Foresight], here: Around) -> tuple[int, ...]:
    met = {entry for each in seen for entry in here.met.get(each.pair.body.code, ())}
    return tuple(sorted({since, *met, *(row.entry for row in here.recusals)}))


def _until(here: Around, at: datetime) -> datetime | None:
    day = changes_on(here, after=at.date())
    return None if day is None else datetime.combine(day + timedelta(days=1), time(), UTC)


CRITERIA = (
    Criterion(
        id="6.3",
        title=_("No sector can force or block alone, and quorum can be reached"),
        evaluate=no_sector_alone,
        moved_by=frozenset(
            {
                "agreement.accede",
                "agreement.adopt_edition",
                "agreement.bring_into_force",
                "agreement.lift_suspension",
                "agreement.sign",
                "agreement.sign_by_code",
                "agreement.sign_on_paper",
                "agreement.succeed",
                "agreement.suspend",
                "bodies.designate",
                "bodies.vacate",
                "erasure.erase",
                "founding.found",
                "interests.declare",
                "interests.end",
                "interests.judge",
                "interests.recuse",
                "meetings.close",
                "meetings.record_presence",
                "membership.accept",
                "membership.admit",
                "membership.correct",
                "membership.end_place",
                "membership.import_list",
                "membership.leave",
                "membership.represent",
                "membership.step_down",
                "membership.undo_import",
            }
        ),
    ),
)
