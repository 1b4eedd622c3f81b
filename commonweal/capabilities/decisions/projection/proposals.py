"""From recorded acts to the read model of decisions: from the proposal to the answer to an appeal.

Ballots are in `ballots.py`. `touched` is what both have in common.
"""

from __future__ import annotations

from commonweal.acts.act import FreeText, TextRef
from commonweal.capabilities.decisions import acts
from commonweal.capabilities.decisions.models import (
    Action,
    AppealMade,
    BallotRound,
    CastBallot,
    Decision,
    GivenProxy,
    Objection,
    Option,
    PositionTaken,
    ProposedChange,
    RecordedDissent,
    UsedVeto,
)
from commonweal.partnerships.models import Decided
from commonweal.record.entry import Entry

TABLES = (
    Decision,
    Option,
    BallotRound,
    CastBallot,
    Objection,
    ProposedChange,
    PositionTaken,
    GivenProxy,
    UsedVeto,
    RecordedDissent,
    Action,
    AppealMade,
    Decided,
)
"""What is written here, in the order in which a replay fills it."""

MISSED = "interests.report_missed"
"""The act by which a recusal is found to be missing. It is another capability's; here it is only looked at."""


def touched(partnership: str, decision: int) -> Decision:
    """Return the row of a decision, to be changed."""
    return Decision.objects.get(pk=f"{partnership}.{decision}")


def proposed(act: acts.Propose, entry: Entry) -> None:
    """Write the proposal and its options. What the charter finds for it is written when it is asked for again."""
    Decision.objects.create(
        key=f"{entry.partnership}.{entry.position}",
        partnership=entry.partnership,
        decision=entry.position,
        title=act.title,
        on=act.on,
        amount=act.amount or "",
        currency=act.currency or "",
        matter=act.found or act.on,
        body=act.body or "",
        rule=act.rule or "",
        question_id=words_of(act.question),
        text_at=entry.at,
        text_entry=entry.position,
        person=entry.by or "",
        organisation=entry.org or "",
        proposed_at=entry.at,
        concerns=list(act.concerns),
        knowledge=[
            {"kind": used.kind, "entries": list(used.entries), "says": words_of(used.says)} for used in act.knowledge
        ],
        about=sorted({cite.entry for cite in entry.cites}),
        promised=act.promised,
        review_on=act.review_on,
        stage="discussion",
    )
    for number, option in enumerate(act.options, start=1):
        Option.objects.create(
            key=f"{entry.partnership}.{entry.position}.{option.code}",
            partnership=entry.partnership,
            decision=entry.position,
            number=number,
            code=option.code,
            title_id=words_of(option.title),
            person=option.person or "",
            organisation=option.organisation or "",
        )


def change_proposed(act: acts.ProposeAmendment, entry: Entry) -> None:
    """Write the change that was suggested."""
    ProposedChange.objects.create(
        **_said(act.decision, entry), text_id=words_of(act.text), reason_id=words_of(act.reason)
    )


def change_settled(act: acts.SettleAmendment, entry: Entry) -> None:
    """Mark the change as taken or declined; where it was taken, the proposal has a new text."""
    row = ProposedChange.objects.get(pk=f"{entry.partnership}.{act.amendment}")
    row.settled, row.settled_entry, row.why_id = act.settled, entry.position, words_of(act.reason)
    row.save()
    if act.settled == "taken":
        _text_changed(act.decision, act.question, entry)


def position_said(act: acts.SayPosition, entry: Entry) -> None:
    """Write how somebody stands; a later word takes the place of an earlier one."""
    PositionTaken.objects.update_or_create(
        key=f"{entry.partnership}.{act.decision}.{entry.by}.{entry.org or ''}",
        defaults=_said(act.decision, entry, key=False) | {"stance": act.stance, "says_id": words_of(act.says)},
    )


def objected(act: acts.Object, entry: Entry) -> None:
    """Write the objection."""
    Objection.objects.create(**_said(act.decision, entry), seat=act.seat, reason_id=words_of(act.reason))


def objection_integrated(act: acts.IntegrateObjection, entry: Entry) -> None:
    """Mark the objection as met by a new text."""
    row = Objection.objects.get(pk=f"{entry.partnership}.{act.objection}")
    row.settled, row.settled_entry, row.how_id = "integrated", entry.position, words_of(act.how)
    row.save()
    _text_changed(act.decision, act.question, entry)


def objection_withdrawn(act: acts.WithdrawObjection, entry: Entry) -> None:
    """Mark the objection as taken back."""
    row = Objection.objects.get(pk=f"{entry.partnership}.{act.objection}")
    row.settled, row.settled_entry = "withdrawn", entry.position
    row.save()


def withdrawn(act: acts.Withdraw, entry: Entry) -> None:
    """Mark the proposal as taken back."""
    row = touched(entry.partnership, act.decision)
    row.stage, row.withdrawn_entry, row.why_withdrawn_id = "withdrawn", entry.position, words_of(act.reason)
    row.save()


def dissented(act: acts.Dissent, entry: Entry) -> None:
    """Write the dissent."""
    RecordedDissent.objects.create(**_said(act.decision, entry), says_id=words_of(act.says))


def outcome_stated(act: acts.StateOutcome, entry: Entry) -> None:
    """Write the statement of the outcome, its review date and its actions; a later one takes their place."""
    row = touched(entry.partnership, act.decision)
    row.statement_id, row.actual, row.review_on = words_of(act.statement), act.actual, act.review_on
    row.stated_entry, row.stated_at, row.stated_by = entry.position, entry.at, entry.by or ""
    row.save()
    for action in Action.objects.filter(partnership=entry.partnership, decision=act.decision):
        action.delete()
    for number, action_agreed in enumerate(act.actions, start=1):
        Action.objects.create(
            key=f"{entry.partnership}.{entry.position}.{number}",
            partnership=entry.partnership,
            decision=act.decision,
            number=number,
            what_id=words_of(action_agreed.what),
            organisation=action_agreed.organisation or "",
            person=action_agreed.person or "",
            due_on=action_agreed.due_on,
            entry=entry.position,
        )
    for decided in Decided.objects.filter(partnership=entry.partnership, decision=act.decision):
        decided.review_on = act.review_on
        decided.save()


def appealed(act: acts.Appeal, entry: Entry) -> None:
    """Write the appeal."""
    round_ = touched(entry.partnership, act.decision).round
    AppealMade.objects.create(**_said(act.decision, entry), round=round_, grounds_id=words_of(act.grounds))


def appeal_ruled_on(act: acts.RuleOnAppeal, entry: Entry) -> None:
    """Write what became of the appeal."""
    row = AppealMade.objects.get(pk=f"{entry.partnership}.{act.appeal}")
    row.ruling, row.reason_id, row.ruled_by = act.ruling, words_of(act.reason), entry.by or ""
    row.ruled_entry, row.ruled_at = entry.position, entry.at
    row.save()


def reopened(act: acts.Reopen, entry: Entry) -> None:
    """Take a decision back into discussion; what was decided is no longer so."""
    row = touched(entry.partnership, act.decision)
    row.stage, row.outcome, row.winners, row.closed_at = "discussion", "", [], None
    row.reopened_entry, row.why_reopened_id, row.flagged_entry = entry.position, words_of(act.reason), None
    row.statement_id, row.actual, row.stated_entry, row.stated_at, row.stated_by = None, "", None, None, ""
    row.save()
    if act.question is not None:
        _text_changed(act.decision, act.question, entry)
    for decided in Decided.objects.filter(partnership=entry.partnership, decision=act.decision, reopened_at=None):
        decided.reopened_at = entry.at
        decided.save()


def recusal_missed(entry: Entry) -> None:
    """Observe that somebody took part who had to step back: the decision is flagged."""
    if entry.kind != MISSED:
        return
    for row in Decision.objects.filter(partnership=entry.partnership, decision=entry.body["decision"]):
        row.flagged_entry = entry.position
        row.save()
    standing = Decided.objects.filter(partnership=entry.partnership, reopened_at=None)
    for decided in standing.filter(decision=entry.body["decision"]):
        decided.flagged = True
        decided.save()


def words_of(words: FreeText | None) -> str | None:
    """Return the id of words as a row keeps it."""
    return words.text if isinstance(words, TextRef) else None


def _text_changed(decision: int, question: FreeText | None, entry: Entry) -> None:
    row = touched(entry.partnership, decision)
    row.question_id, row.text_at, row.text_entry = words_of(question), entry.at, entry.position
    row.save()


def _said(decision: int, entry: Entry, *, key: bool = True) -> dict[str, object]:
    """Return what every row says of somebody who said something on a decision."""
    said: dict[str, object] = {
        "partnership": entry.partnership,
        "decision": decision,
        "person": entry.by or "",
        "organisation": entry.org or "",
        "entry": entry.position,
        "at": entry.at,
    }
    return {"key": f"{entry.partnership}.{entry.position}"} | said if key else said
