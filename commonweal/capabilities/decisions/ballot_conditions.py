"""What must be so for a ballot to be opened, cast, closed and decided."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from commonweal.acts.capability import Objection
from commonweal.capabilities.decisions import ballot_acts as acts
from commonweal.capabilities.decisions import queries
from commonweal.capabilities.decisions.completing import (
    box_with_casts,
    choices_left,
    matter_now,
    rule_of,
    seat_in,
    seats_now,
)
from commonweal.capabilities.decisions.conditions import NO_SUCH, OnDecision, row_of
from commonweal.capabilities.decisions.phrases import wrong_choice
from commonweal.capabilities.decisions.queries import BallotRound
from commonweal.charter.choices import BadChoice, Choice, valid_choice
from commonweal.charter.deciding import revealing
from commonweal.charter.rules import YES_NO
from commonweal.partnerships.actors import Actor


def may_open(act: acts.OpenBallot, *, by: Actor, at: datetime) -> Objection | None:
    """A ballot opens on a proposal that is discussed, on a matter that the charter still gives to a body."""
    row = row_of(act)
    if row is None:
        return Objection(NO_SUCH)
    if row.stage != "discussion":
        return Objection(_("A ballot on this was opened before, or the proposal was taken back."))
    if matter_now(row) is None:
        return Objection(_("The charter in force no longer lets anybody decide this. Propose it anew."))
    return None


def notice_was_given(act: acts.OpenBallot, *, by: Actor, at: datetime) -> Objection | None:
    """The days of notice and of discussion that the rule asks for have passed."""
    row = row_of(act)
    law = matter_now(row) if row else None
    if row is None or law is None:
        return None
    notice, discussion = timedelta(days=law.rule.notice_days), timedelta(days=law.rule.discussion_days)
    earliest = max(row.proposed_at + notice, row.text_at + discussion)
    if at >= earliest:
        return None
    says = _(
        "The rule asks for %(notice)d days of notice, and for %(discussion)d days of discussion since the text last"
        " changed. The ballot can open from %(when)s on (clause %(clause)s)."
    )
    figures = {
        "notice": law.rule.notice_days,
        "discussion": law.rule.discussion_days,
        "when": f"{earliest:%Y-%m-%d %H:%M} UTC",
        "clause": law.rule_clause.number,
    }
    return Objection(says % figures)


def can_be_voted_on(act: acts.OpenBallot, *, by: Actor, at: datetime) -> Objection | None:
    """Somebody is entitled, the options fit the rule, and the meeting, where there is one, was held by this body."""
    row = row_of(act)
    law = matter_now(row) if row else None
    if row is None or law is None:
        return None
    if not any(seat.filled and seat.recused is None for seat in seats_now(row, law, at=at)):
        return Objection(_("Nobody is entitled to decide this: fill the seats of the body first."))
    offered = len(queries.options_of(act.partnership, act.decision))
    if (law.rule.method in YES_NO) == bool(offered):
        return Objection(_("The rule for this matter has changed, and the options no longer fit it. Propose it anew."))
    if act.meeting is not None and not queries.seats_at(act.partnership, act.meeting, law.body.code):
        return Objection(_("Nobody of this body is recorded as present at this meeting."), "meeting")
    return None


def keeps_its_secret(act: acts.OpenBallot, *, by: Actor, at: datetime) -> Objection | None:
    """A secret ballot is not opened where weight or sector would tell whose a ballot is."""
    row = row_of(act)
    law = matter_now(row) if row else None
    if row is None or law is None or law.rule.secrecy != "secret":
        return None
    betrayed = revealing(law.rule, seats_now(row, law, at=at))
    if betrayed is None:
        return None
    _names, _alike, few = betrayed
    says = ngettext_lazy(
        "This ballot would not be secret: what the rule (clause %(clause)s) needs to know of each ballot is shared by"
        " only %(n)d seat, and it takes three.",
        "This ballot would not be secret: what the rule (clause %(clause)s) needs to know of each ballot is shared by"
        " only %(n)d seats, and it takes three.",
        few,
    )
    return Objection(says % {"n": few, "clause": law.rule_clause.number})


def is_open(act: OnDecision, *, by: Actor, at: datetime) -> Objection | None:
    """A ballot is taken from its opening to its last moment, and not after."""
    return _closed_to(act, queries.last_round(act.partnership, act.decision), at=at)


def can_be_cast(act: acts.Cast, *, by: Actor, at: datetime) -> Objection | None:
    """A ballot is cast in time, in the open, with something that the rule can count, and not over an absent member."""
    ballot = queries.last_round(act.partnership, act.decision)
    return _not_taken(act, ballot, at=at) or (_spoken_herself(act, ballot) if ballot and act.for_absent else None)


def can_be_entered(act: acts.EnterPaper, *, by: Actor, at: datetime) -> Objection | None:
    """Paper is entered while the box is open, for a seat that has not voted online."""
    ballot = queries.last_round(act.partnership, act.decision)
    return _not_taken(act, ballot, at=at) or (_voted_online(act, ballot) if ballot else None)


def _closed_to(act: OnDecision, ballot: BallotRound | None, *, at: datetime) -> Objection | None:
    if ballot is None and row_of(act) is None:
        return Objection(NO_SUCH)
    return closed_to_ballots(ballot, at=at)


def _not_taken(act: acts.Cast | acts.EnterPaper, ballot: BallotRound | None, *, at: datetime) -> Objection | None:
    closed = _closed_to(act, ballot, at=at)
    if closed is not None or ballot is None:
        return closed
    if ballot.secret:  # it would stand on the record with a name
        return Objection(_("This ballot is secret. Cast it on the page of the ballot, where no name goes with it."))
    try:
        chosen_in(ballot, act.seat, act.choice)
    except BadChoice as bad:
        return Objection(wrong_choice(bad), "choice")
    return None


def closed_to_ballots(ballot: BallotRound | None, *, at: datetime) -> Objection | None:
    """Return why a ballot takes nothing now; nothing where it does."""
    if ballot is None:
        return Objection(_("The ballot has not opened yet."))
    if ballot.closed_at is not None:
        return Objection(_("The ballot is closed and counted."))
    if ballot.closes_at is not None and at >= ballot.closes_at:
        return Objection(_("The time for this ballot is over."))
    return None


def chosen_in(ballot: BallotRound, seat_name: str, choice: object) -> Choice:
    """Return a choice in the form in which it is counted.

    :raises BadChoice: saying what is wrong with it
    """
    rule = rule_of(ballot)
    options = queries.options_of(ballot.partnership, ballot.decision) if rule.method not in YES_NO else []
    seat = seat_in(ballot, seat_name) if rule.split else None
    return valid_choice(rule, [option.code for option in options], choice, weight=seat.weight if seat else "1")


def _spoken_herself(act: acts.Cast, ballot: BallotRound) -> Objection | None:
    """What an absent member cast herself, a proxy does not change."""
    before = queries.ballot_of(act.partnership, ballot.entry, act.seat)
    if before is not None and before.how != "proxy":
        return Objection(_("Whoever holds this seat has voted herself. Her ballot stands."), "seat")
    return None


def _voted_online(act: acts.EnterPaper, ballot: BallotRound) -> Objection | None:
    """Paper is entered for a seat that has not voted yet, or again for one whose ballot came on paper."""
    before = queries.ballot_of(act.partnership, ballot.entry, act.seat)
    if before is not None and before.how == "own":
        return Objection(_("Whoever holds this seat has voted online. Her ballot stands."), "seat")
    return None


def proxy_was_given(act: acts.WithdrawProxy, *, by: Actor, at: datetime) -> Objection | None:
    """Only a proxy that was given is taken back."""
    given = queries.proxies_in(act.partnership, act.decision)
    return None if any(one.seat == act.seat for one in given) else Objection(_("No proxy was given for this seat."))


def is_proxied_while_open(act: acts.GiveProxy | acts.WithdrawProxy, *, by: Actor, at: datetime) -> Objection | None:
    """Proxies are given before the ballot closes."""
    row = row_of(act)
    if row is None:
        return Objection(NO_SUCH)
    if row.stage in ("discussion", "ballot"):
        return None
    return Objection(_("The ballot is closed and counted."))


def may_close(act: acts.CloseBallot, *, by: Actor, at: datetime) -> Objection | None:
    """A ballot is closed when its time is over, or before where everybody has voted."""
    if row_of(act) is None:
        return Objection(NO_SUCH)
    ballot = queries.last_round(act.partnership, act.decision)
    if ballot is None:
        return Objection(_("The ballot has not opened yet."))
    if ballot.closed_entry is not None:
        return Objection(_("The ballot is closed and counted."))
    if ballot.closes_at is None or at >= ballot.closes_at or everybody_voted(ballot, at=at):
        return None
    says = _("The ballot is open until %(when)s. It can be closed before only when everybody has voted.")
    return Objection(says % {"when": f"{ballot.closes_at:%Y-%m-%d %H:%M} UTC"})


def everybody_voted(ballot: BallotRound, *, at: datetime) -> bool:
    """Whether a ballot came from every seat that may vote."""
    box = box_with_casts(ballot, at=at)
    entitled = {seat.name for seat in box.roll_now if seat.filled and seat.recused is None}
    return entitled <= (box.ticks | {cast.seat for cast in box.ballots})


def something_is_left(act: acts.ChooseTie, *, by: Actor, at: datetime) -> Objection | None:
    """There is something left to decide, and what was chosen is among it."""
    row = row_of(act)
    if row is None:
        return Objection(NO_SUCH)
    ballot = queries.last_round(act.partnership, act.decision)
    if ballot is None or row.stage != "tied":
        return Objection(_("The votes left nothing open here."))
    if act.choice not in choices_left(ballot):
        return Objection(_("Choose between those that are equal."), "choice")
    return None
