"""From recorded acts to the read model of assumptions."""

from __future__ import annotations

from collections.abc import Iterable

from commonweal.acts.act import FreeText, TextRef
from commonweal.capabilities.assumptions import acts
from commonweal.capabilities.assumptions.models import Assumption, Dependence, Turn
from commonweal.record import reading
from commonweal.record.entry import Entry

TABLES = (Assumption, Dependence, Turn)

_RESTS = ("based_on", "implements")


def stated(act: acts.State, entry: Entry) -> None:
    """Write what is assumed, and what depends on it."""
    Assumption.objects.create(
        key=f"{act.partnership}.{entry.position}",
        partnership=act.partnership,
        title=act.title,
        says_id=_text(act.says),
        test_id=_text(act.test),
        confidence=act.confidence,
        due_on=act.due_on,
        owner=act.owner or entry.by or "",
        by=entry.by or "",
        organisation=entry.org or "",
        entry=entry.position,
        at=entry.at,
        said_entry=entry.position,
        last_entry=entry.position,
    )
    _depend(act.partnership, entry.position, act.depends)


def revised(act: acts.Revise, entry: Entry) -> None:
    """Write what is assumed now: it has to be tested anew, and what falls has to be looked at anew."""
    row = _row(act.partnership, act.assumption)
    row.title, row.confidence, row.due_on = act.title, act.confidence, act.due_on
    row.says_id, row.test_id = _text(act.says), _text(act.test)
    row.said_entry, row.result, row.tested_entry, row.tested_at = entry.position, "", None, None
    _depend(act.partnership, act.assumption, act.depends)
    for each in Dependence.objects.filter(partnership=act.partnership, assumption=act.assumption):
        each.says_id, each.acted_entry, each.acted_at = None, None, None
        each.save()
    _kept(row, entry, "revise")


def tested(act: acts.ReportTest, entry: Entry) -> None:
    """Write how the test came out."""
    row = _row(act.partnership, act.assumption)
    row.result, row.tested_entry, row.tested_at = act.result, entry.position, entry.at
    _kept(row, entry, "report_test", says=act.says, result=act.result, evidence=act.evidence)


def handed_over(act: acts.HandOver, entry: Entry) -> None:
    """Write who looks after it now."""
    row = _row(act.partnership, act.assumption)
    row.owner = act.to
    _kept(row, entry, "hand_over")


def acted_on(act: acts.ActOn, entry: Entry) -> None:
    """Write what becomes of something that depended on it."""
    each = Dependence.objects.get(pk=_key(act.partnership, act.assumption, act.dependent))
    each.says_id, each.acted_entry, each.acted_at = _text(act.says), entry.position, entry.at
    each.save()
    row = _row(act.partnership, act.assumption)
    row.last_entry = entry.position
    row.save()


def given_up(act: acts.GiveUp, entry: Entry) -> None:
    """Write that it is no longer made."""
    row = _row(act.partnership, act.assumption)
    row.given_up_entry = entry.position
    _kept(row, entry, "give_up", says=act.reason)


def leaned_on(entry: Entry) -> None:
    """Remember that an entry of another capability rests on assumptions that it cites."""
    if entry.kind.startswith(("assumptions.", "messages.")):
        return
    cited = {cite.entry for cite in entry.cites if cite.rel in _RESTS}
    if not cited:
        return
    rows = Assumption.objects.filter(partnership=entry.partnership, entry__in=sorted(cited)).order_by("entry")
    for row in rows:
        _depend(entry.partnership, row.entry, [entry.position])


def _depend(partnership: str, assumption: int, entries: Iterable[int]) -> None:
    wanted = sorted(set(entries))
    found = reading.entries_at(partnership, wanted) if wanted else {}
    for position in wanted:
        Dependence.objects.update_or_create(
            key=_key(partnership, assumption, position),
            defaults={
                "partnership": partnership,
                "assumption": assumption,
                "dependent": position,
                "by": found[position].by or "",
            },
        )


def _kept(
    row: Assumption,
    entry: Entry,
    what: str,
    *,
    says: FreeText | None = None,
    result: str = "",
    evidence: tuple[int, ...] = (),
) -> None:
    row.last_entry = entry.position
    row.save()
    Turn.objects.create(
        key=f"{row.partnership}.{entry.position}",
        partnership=row.partnership,
        assumption=row.entry,
        what=what,
        result=result,
        evidence=list(evidence),
        says_id=_text(says),
        by=entry.by or "",
        organisation=entry.org or "",
        entry=entry.position,
        at=entry.at,
    )


def _row(partnership: str, assumption: int) -> Assumption:
    return Assumption.objects.get(pk=f"{partnership}.{assumption}")


def _key(partnership: str, assumption: int, dependent: int) -> str:
    return f"{partnership}.{assumption}.{dependent}"


def _text(said: FreeText | None) -> str | None:
    return said.text if isinstance(said, TextRef) else None
