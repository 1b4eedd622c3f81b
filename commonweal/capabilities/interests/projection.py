"""From recorded acts to the read model of interests, recusals and what was missed."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.db.models import QuerySet

from commonweal.acts.act import FreeText, TextRef
from commonweal.acts.charters import setting_with
from commonweal.acts.stepping_back import months_after, policy_of
from commonweal.capabilities.interests import acts
from commonweal.capabilities.interests.models import Declaration, Judgement, Report
from commonweal.charter.recusing import (
    DECLARE,
    JUDGE,
    STEP_BACK,
    Said,
    SteppingBack,
    as_judged,
    at_once,
    is_always,
    is_ended_by,
)
from commonweal.charter.rules import InterestsPolicy
from commonweal.partnerships.models import DeclarationState, MissedRecusal, Recusal
from commonweal.record.entry import Entry

TABLES = (Declaration, Judgement, Report, Recusal, DeclarationState, MissedRecusal)
"""What is written here, in the order in which a replay fills it."""

SETTLE = "disputes.settle"
"""The act that settles the dispute which the report of a missed recusal opened; known by name only."""


def declared(act: acts.DeclareInterest, entry: Entry) -> None:
    """Write the interest, and who steps back at once; that there was none no longer holds."""
    policy = _policy(entry)
    row = _declaration(
        act,
        entry,
        what="interest",
        nature=act.nature,
        counterpart_org=act.counterpart_org or "",
        counterpart_id=_text(act.counterpart),
        band=act.band,
        since_on=act.since_on,
        until_on=act.until_on,
        matters=list(act.matters),
        decision=act.decision,
        says_id=_text(act.says),
        always=is_always(act.nature, policy),
        renew_on=months_after(entry.at.date(), policy.renew_months),
    )
    _recuse(at_once(Said(entry.position, DECLARE, entry.by, entry.org, entry.body, policy)), entry)
    for none in _of_subject(row).filter(what="none", over_entry__isnull=True):
        _over(none, entry.at.date(), entry)
    _stand(row, entry)


def declared_none(act: acts.DeclareNone, entry: Entry) -> None:
    """Write that there is nothing to declare; it takes the place of having said so before."""
    renew_on = months_after(entry.at.date(), _policy(entry).renew_months)
    row = _declaration(act, entry, what="none", renew_on=renew_on)
    for before in _of_subject(row).filter(what="none", over_entry__isnull=True).exclude(pk=row.pk):
        _over(before, entry.at.date(), entry)
    _stand(row, entry)


def renewed(act: acts.RenewInterest, entry: Entry) -> None:
    """Write until when it counts now."""
    row = _known(act.partnership, act.declaration)
    row.said_entry, row.said_at = entry.position, entry.at
    row.renew_on = months_after(entry.at.date(), _policy(entry).renew_months)
    row.save()
    _stand(row, entry)


def ended(act: acts.EndInterest, entry: Entry) -> None:
    """Write that the interest is over. Whoever steps back goes on doing so until others say that she need not."""
    row = _known(act.partnership, act.declaration)
    row.judged_after_end = False
    row.said_entry, row.said_at = entry.position, entry.at
    _over(row, act.on, entry)
    _stand(row, entry)


def judged(act: acts.JudgeInterest, entry: Entry) -> None:
    """Write the judgement; recusals that it takes away end, and those that it makes begin."""
    row = _known(act.partnership, act.declaration)
    Judgement.objects.create(
        key=f"{act.partnership}.{entry.position}",
        partnership=act.partnership,
        declaration=act.declaration,
        conflict=act.conflict,
        matters=list(act.matters),
        decision=act.decision,
        counterpart_org=act.counterpart_org or "",
        plan_id=_text(act.plan),
        reason_id=_text(act.reason),
        until_on=act.until_on,
        person=entry.by or "",
        organisation=entry.org or "",
        entry=entry.position,
        at=entry.at,
    )
    said = Said(entry.position, JUDGE, entry.by, entry.org, entry.body)
    standing = Recusal.objects.filter(partnership=act.partnership, interest=row.entry, ended_at__isnull=True)
    for recusal in standing:
        if is_ended_by(SteppingBack(recusal.interest, recusal.entry), said):
            recusal.ended_at, recusal.ended_entry = entry.at, entry.position
            recusal.save()
    of = Said(row.entry, DECLARE, row.person, row.organisation, {"subject": row.subject})
    _recuse(as_judged(said, of=of), entry)
    row.conflict, row.judged_entry, row.judged_after_end = act.conflict, entry.position, row.over_entry is not None
    row.save()
    _stand_again(row)


def stepped_back(act: acts.StepBack, entry: Entry) -> None:
    """Write that somebody steps back by her own will."""
    _declaration(
        act,
        entry,
        what="stepped_back",
        matters=list(act.matters),
        decision=act.decision,
        until_on=act.until_on,
        says_id=_text(act.reason),
    )
    _recuse(at_once(Said(entry.position, STEP_BACK, entry.by, entry.org, entry.body)), entry)


def reported(act: acts.ReportMissed, entry: Entry) -> None:
    """Write that a recusal was missed: the decision is flagged by it."""
    MissedRecusal.objects.create(
        key=f"{act.partnership}.{entry.position}",
        partnership=act.partnership,
        decision=act.decision,
        person=act.person or "",
        organisation=act.organisation or "",
        declaration=act.declaration,
        entry=entry.position,
        at=entry.at,
    )
    Report.objects.create(
        key=f"{act.partnership}.{entry.position}",
        partnership=act.partnership,
        reason_id=_text(act.reason),
        person=entry.by or "",
        entry=entry.position,
    )


def settled_elsewhere(entry: Entry) -> None:
    """Observe disputes: once the one that a report opened is settled, the missed recusal is dealt with."""
    if entry.kind != SETTLE:
        return
    here = MissedRecusal.objects.filter(partnership=entry.partnership, settled_entry__isnull=True)
    for row in here.filter(entry=entry.body["dispute"]):
        row.settled_at, row.settled_entry = entry.at, entry.position
        row.save()


def is_handled(row: Declaration) -> bool:
    """Tell whether it is said what follows from an interest: by its kind, by others, or because it is over."""
    touches = bool(row.matters or row.counterpart_org or row.decision is not None)
    return row.what != "interest" or bool(row.conflict) or row.over_entry is not None or (row.always and touches)


def _declaration(
    act: acts.DeclareInterest | acts.DeclareNone | acts.StepBack, entry: Entry, **said: object
) -> Declaration:
    return Declaration.objects.create(
        key=f"{act.partnership}.{entry.position}",
        partnership=act.partnership,
        person=entry.by or "",
        organisation=entry.org or "",
        subject=act.subject,
        charter=entry.charter or "",
        entry=entry.position,
        at=entry.at,
        said_entry=entry.position,
        said_at=entry.at,
        **said,
    )


def _recuse(rows: Iterable[SteppingBack], entry: Entry) -> None:
    for n, row in enumerate(rows):
        Recusal.objects.create(
            key=f"{entry.partnership}.{entry.position}.{n}",
            partnership=entry.partnership,
            person=row.person,
            organisation=row.organisation,
            matter=row.matter,
            decision=row.decision,
            counterpart=row.counterpart,
            interest=row.interest,
            entry=row.entry,
            since_at=entry.at,
            until_on=row.until_on,
        )


def _stand(row: Declaration, entry: Entry) -> None:
    """Write how whoever declared stands now, as of an entry in which she said something."""
    key = _state_key(row)
    state = DeclarationState.objects.filter(pk=key).first() or DeclarationState(key=key, partnership=row.partnership)
    if row.subject == "self":
        state.person = row.person
    else:
        state.organisation = row.organisation
    state.entry = entry.position
    _fill(state, row)


def _stand_again(row: Declaration) -> None:
    """Write how whoever declared stands, after others said something."""
    state = DeclarationState.objects.filter(pk=_state_key(row)).first()
    if state is not None:
        _fill(state, row)


def _fill(state: DeclarationState, row: Declaration) -> None:
    said = [each for each in _of_subject(row).order_by("entry") if each.renew_on is not None]
    running = [each for each in said if each.over_entry is None] or said[-1:]
    state.renew_on = min(each.renew_on for each in running if each.renew_on is not None)
    state.unhandled = [each.entry for each in said if not is_handled(each)]
    state.save()


def _state_key(row: Declaration) -> str:
    return f"{row.partnership}.{row.person if row.subject == 'self' else row.organisation}"


def _of_subject(row: Declaration) -> QuerySet[Declaration]:
    mine = Declaration.objects.filter(partnership=row.partnership, subject=row.subject)
    return mine.filter(person=row.person) if row.subject == "self" else mine.filter(organisation=row.organisation)


def _over(row: Declaration, on: date, entry: Entry) -> None:
    row.over_on, row.over_entry = on, entry.position
    row.save()


def _known(partnership: str, position: int) -> Declaration:
    return Declaration.objects.get(pk=f"{partnership}.{position}")


def _policy(entry: Entry) -> InterestsPolicy:
    """Return the policy of the charter under which an entry was made."""
    return policy_of(setting_with(entry.partnership, digest=entry.charter or "").charter)[1]


def _text(words: FreeText | None) -> str | None:
    return words.text if isinstance(words, TextRef) else None
