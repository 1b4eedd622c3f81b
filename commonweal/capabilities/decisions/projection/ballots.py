"""From recorded acts to the read model of ballots: opened, cast, closed, and what came out."""

from __future__ import annotations

from commonweal.capabilities.decisions import ballot_acts as acts
from commonweal.capabilities.decisions.models import BallotRound, CastBallot, Decision, GivenProxy, UsedVeto
from commonweal.capabilities.decisions.projection.proposals import touched, words_of
from commonweal.partnerships.models import Decided
from commonweal.record import boxes
from commonweal.record.entry import Entry


def opened(act: acts.OpenBallot, entry: Entry) -> None:
    """Write the ballot, under the charter in force at this entry."""
    row = touched(entry.partnership, act.decision)
    row.stage, row.round = "ballot", row.round + 1
    row.matter, row.body, row.rule = act.found or "", act.body or "", act.rule or ""
    row.save()
    BallotRound.objects.create(
        key=f"{entry.partnership}.{entry.position}",
        partnership=entry.partnership,
        decision=act.decision,
        number=row.round,
        entry=entry.position,
        charter=entry.charter or "",
        matter=row.matter,
        body=row.body,
        rule=row.rule,
        secret=bool(act.secret),
        shown=list(act.shown or ()),
        box=act.box or "",
        roll_count=act.roll_count or 0,
        roll_root=act.roll_root or "",
        meeting=act.meeting,
        opened_at=entry.at,
        opened_by=entry.by or "",
        closes_at=act.closes_at,
    )


def cast(act: acts.Cast, entry: Entry) -> None:
    """Write the ballot of a seat; a later one takes the place of an earlier one."""
    _ballot(act.decision, act.seat, act.choice, "proxy" if act.for_absent else "own", entry)


def paper_entered(act: acts.EnterPaper, entry: Entry) -> None:
    """Write the ballot of a seat that came on paper."""
    _ballot(act.decision, act.seat, act.choice, "paper", entry, scan=act.scan)


def proxy_given(act: acts.GiveProxy, entry: Entry) -> None:
    """Write the proxy; one that was given before is over."""
    _end_proxies(act.decision, act.seat, entry)
    GivenProxy.objects.create(
        key=f"{entry.partnership}.{entry.position}",
        partnership=entry.partnership,
        decision=act.decision,
        seat=act.seat,
        person=entry.by or "",
        to=act.to,
        entry=entry.position,
        at=entry.at,
    )


def proxy_withdrawn(act: acts.WithdrawProxy, entry: Entry) -> None:
    """End the proxy."""
    _end_proxies(act.decision, act.seat, entry)


def vetoed(act: acts.UseVeto, entry: Entry) -> None:
    """Write the veto."""
    ballot = last_round(entry.partnership, act.decision)
    UsedVeto.objects.create(
        key=f"{entry.partnership}.{entry.position}",
        partnership=entry.partnership,
        decision=act.decision,
        round=ballot.entry,
        seat=act.seat,
        group=act.seat.partition(".")[0],
        sector=act.sector or "",
        person=entry.by or "",
        organisation=entry.org or "",
        reason_id=words_of(act.reason),
        entry=entry.position,
        at=entry.at,
    )


def closed(act: acts.CloseBallot, entry: Entry) -> None:
    """Write the result, and put the lines of the box in an order that tells nothing of who came when."""
    boxes.settle(entry.partnership, act.box or "")
    ballot = last_round(entry.partnership, act.decision)
    ballot.closed_at, ballot.closed_entry, ballot.closed_by = entry.at, entry.position, entry.by or ""
    ballot.count, ballot.root = act.count, act.root or ""
    _result(act, ballot, entry)


def tie_chosen(act: acts.ChooseTie, entry: Entry) -> None:
    """Write what the chair, or whoever proposed, decided, and what follows."""
    ballot = last_round(entry.partnership, act.decision)
    ballot.chosen, ballot.chosen_entry, ballot.why_chosen_id = act.choice, entry.position, words_of(act.reason)
    _result(act, ballot, entry)


def last_round(partnership: str, decision: int) -> BallotRound:
    """Return the last ballot on a decision, to be changed."""
    return BallotRound.objects.filter(partnership=partnership, decision=decision).order_by("-number")[0]


def _result(act: acts.CloseBallot | acts.ChooseTie, ballot: BallotRound, entry: Entry) -> None:
    ballot.outcome, ballot.winners, ballot.lines = act.outcome or "", list(act.winners or ()), list(act.lines or ())
    ballot.save()
    row = touched(entry.partnership, act.decision)
    row.stage = "tied" if act.outcome == "tied" else "closed"
    row.outcome, row.winners, row.closed_at = ballot.outcome, ballot.winners, entry.at
    row.save()
    _decided(row, ballot, entry)


def _decided(row: Decision, ballot: BallotRound, entry: Entry) -> None:
    """Write what other capabilities ask about the decision: one row for each ballot, as its last result says."""
    Decided.objects.update_or_create(
        key=f"{entry.partnership}.{ballot.entry}",
        defaults={
            "partnership": entry.partnership,
            "decision": row.decision,
            "matter": ballot.matter,
            "body": ballot.body,
            "rule": ballot.rule,
            "outcome": ballot.outcome,
            "winners": ballot.winners,
            "concerns": row.concerns,
            "about": row.about,
            "charter": ballot.charter,
            "entry": entry.position,
            "at": entry.at,
            "proposed_at": row.proposed_at,
            "review_on": row.review_on,
            "flagged": row.flagged_entry is not None,
        },
    )


def _ballot(decision: int, seat: str, choice: acts.Chosen, how: str, entry: Entry, *, scan: str = "") -> None:
    ballot = last_round(entry.partnership, decision)
    key = f"{entry.partnership}.{ballot.entry}.{seat}"
    before = CastBallot.objects.filter(pk=key).first()
    row = before or CastBallot(key=key, partnership=entry.partnership, decision=decision, round=ballot.entry, seat=seat)
    row.choice, row.how, row.person, row.scan = choice, how, entry.by or "", scan
    row.times, row.entry, row.at = (before.times + 1 if before else 1), entry.position, entry.at
    row.save(force_insert=before is None)


def _end_proxies(decision: int, seat: str, entry: Entry) -> None:
    rows = GivenProxy.objects.filter(partnership=entry.partnership, decision=decision, seat=seat)
    for row in rows.filter(ended_entry__isnull=True):
        row.ended_entry = entry.position
        row.save()
