"""What whoever looks may do in a decision now, each on a page of its own; and why not, where she may not."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from commonweal.acts.act import Act
from commonweal.acts.charters import setting_with
from commonweal.acts.perform import verdict_on
from commonweal.capabilities.decisions.completing import choices_left
from commonweal.capabilities.decisions.forms import SAYING
from commonweal.capabilities.decisions.guards import may_enter_paper
from commonweal.capabilities.decisions.queries import Decision
from commonweal.capabilities.decisions.saying import Saying
from commonweal.capabilities.decisions.standing import HerSeat, Standing
from commonweal.charter.judge import Verdict
from commonweal.charter.roll import Seat
from commonweal.charter.rules import DecisionRule
from commonweal.charter.vetoing import holds
from commonweal.web.audience import MEMBERS, PartnershipRequest

BY_STAGE = {
    "discussion": ("open", "position", "amend", "object", "proxy", "own-vote", "withdraw"),
    "ballot": ("close", "object", "veto", "proxy", "own-vote"),
    "tied": ("tie", "reopen"),
    "closed": ("outcome", "dissent", "appeal", "reopen"),
    "withdrawn": (),
}


@dataclass(frozen=True, slots=True)
class Turn:
    """Something that may be done now.

    :param foremost: whether it is what waits for this person, and so a full button
    """

    label: str
    url: str
    hint: str = ""
    foremost: bool = False


def turns(
    stands: Standing,
    hers: Sequence[HerSeat],
    said: Sequence[Saying],
    request: PartnershipRequest,
    given: Sequence[Saying] = (),
) -> list[Turn]:
    """Return what whoever asks may do, as far as place, seat and state tell; the page of each asks once more.

    :param given: the proxies that hold
    """
    if not request.actor.has(*MEMBERS):
        return []
    back = any(one.person == request.actor.person for one in given)
    return [
        *_votes(stands, hers, request),
        *(turn for turn in _saying(stands, said, request) if back or not turn.url.endswith("/own-vote/")),
        *_paper(stands, request),
    ]


def _paper(stands: Standing, request: PartnershipRequest) -> Iterator[Turn]:
    """Offer paper to whoever enters it: the convener, or whoever keeps the record of the body."""
    if stands.ballot is None or not is_taking(stands, at=request.at):
        return
    if request.actor.has("convener") or may_enter_paper(stands.ballot, request.actor):
        where = [request.partnership.slug, stands.row.decision]
        yield Turn(_("Enter papers or hands"), reverse("decisions:paper", args=where))


def _votes(stands: Standing, hers: Sequence[HerSeat], request: PartnershipRequest) -> Iterator[Turn]:
    ballot = stands.ballot
    if ballot is None or not is_taking(stands, at=request.at):
        return
    for one in hers:
        if one.seat.recused is not None:
            continue
        url = reverse("decisions:vote", args=[request.partnership.slug, stands.row.decision, one.seat.name])
        label, hint = (_("Change your vote"), "") if one.voted else (_("Vote"), "")
        if one.how == "proxy":
            label, hint = _("Vote for an absent member"), _("By proxy: whoever holds the seat asked you to.")
        elif one.how == "substitute":
            hint = _("You stand in for whoever holds the seat.")
        yield Turn(label, url, hint, foremost=not one.voted)


def _saying(stands: Standing, said: Sequence[Saying], request: PartnershipRequest) -> Iterator[Turn]:
    row, setting = stands.row, setting_with(request.partnership.pk, digest=request.partnership.charter)
    for what in BY_STAGE[row.stage]:
        form = SAYING[what]
        if not _fits(what, stands, said, request):
            continue
        if not verdict_on(form.act_type, by=request.actor, at=request.at, setting=setting).allowed:
            continue
        url = reverse("decisions:say", args=[request.partnership.slug, row.decision, what])
        foremost = (what == "outcome" and row.stated_entry is None) or what in ("close", "tie")
        if what == "outcome" and row.stated_entry is not None:
            yield Turn(_("Tell the outcome anew"), url)
            continue
        yield Turn(str(form.heading), url, foremost=foremost)


def _fits(what: str, stands: Standing, said: Sequence[Saying], request: PartnershipRequest) -> bool:
    """Whether something fits the state of a decision, as far as what the page has at hand tells."""
    return what not in _FITTING or _FITTING[what](stands, said, request)


def _own(stands: Standing, request: PartnershipRequest) -> list[Seat]:
    """Return the seats for which whoever asks may speak on this; those that step back are none."""
    person = request.actor.person
    return [s for s in stands.seats if person and person in (s.person, s.substitute) and s.recused is None]


def _may_object(stands: Standing, said: Sequence[Saying], request: PartnershipRequest) -> bool:
    fits = stands.row.stage == "discussion" or _rule(stands, lambda rule: rule.method == "consent")
    return fits and bool(_own(stands, request))


def _may_open(stands: Standing, said: Sequence[Saying], request: PartnershipRequest) -> bool:
    earliest = opens_from(stands)
    return earliest is not None and earliest <= request.at


def _may_close(stands: Standing, said: Sequence[Saying], request: PartnershipRequest) -> bool:
    ballot = stands.ballot
    return ballot is not None and (
        not is_taking(stands, at=request.at) or all_voted(stands) or ballot.closes_at is None
    )


def _may_appeal(stands: Standing, said: Sequence[Saying], request: PartnershipRequest) -> bool:
    mine = (one for one in said if one.what == "appeal" and one.person == request.actor.person)
    return all(one.number != stands.row.round for one in mine)


def _rule(stands: Standing, is_so: Callable[[DecisionRule], bool]) -> bool:
    return stands.law is not None and is_so(stands.law.rule)


_FITTING: Mapping[str, Callable[[Standing, Sequence[Saying], PartnershipRequest], bool]] = {
    "object": _may_object,
    "proxy": lambda stands, said, request: _rule(stands, lambda r: r.proxies > 0) and bool(_own(stands, request)),
    "veto": lambda stands, said, request: _rule(
        stands, lambda rule: any(holds(veto, seat) for veto in rule.vetoes for seat in _own(stands, request))
    ),
    "withdraw": lambda stands, said, request: (
        request.actor.has("convener") or request.actor.person == stands.row.person
    ),
    "open": _may_open,
    "close": _may_close,
    "tie": lambda stands, said, request: stands.ballot is not None and bool(choices_left(stands.ballot)),
    "appeal": _may_appeal,
    "reopen": lambda stands, said, request: may_reopen(stands, said),
}


def opens_from(stands: Standing) -> datetime | None:
    """Return from when on the ballot can be opened; nothing where nobody decides this any more."""
    if stands.law is None:
        return None
    rule, row = stands.law.rule, stands.row
    return max(row.proposed_at + timedelta(days=rule.notice_days), row.text_at + timedelta(days=rule.discussion_days))


def is_taking(stands: Standing, *, at: datetime) -> bool:
    """Whether ballots are taken at this instant."""
    ballot = stands.ballot
    return stands.takes_ballots and ballot is not None and (ballot.closes_at is None or at < ballot.closes_at)


def all_voted(stands: Standing) -> bool:
    """Whether a ballot came from every seat that may vote."""
    entitled = {seat.name for seat in stands.seats if seat.filled and seat.recused is None}
    return entitled <= stands.voted


def may_reopen(stands: Standing, said: Sequence[Saying]) -> bool:
    """Whether an appeal against the last ballot was upheld, or a recusal was missed in it."""
    row, ballot = stands.row, stands.ballot
    upheld = any(one.what == "appeal" and one.state == "upheld" and one.number == row.round for one in said)
    missed = row.flagged_entry is not None and ballot is not None and row.flagged_entry > ballot.entry
    return upheld or missed


def why_not(stands: Standing, hers: Sequence[HerSeat], request: PartnershipRequest) -> Verdict | None:
    """Return why somebody who takes part here does not vote on this, with the clause; nothing where she does."""
    if not request.actor.has(*MEMBERS) or stands.law is None or stands.row.stage not in ("discussion", "ballot"):
        return None
    person = request.actor.person
    own = [seat for seat in stands.seats if person and person in (seat.person, seat.substitute)]
    if any(seat.recused is None for seat in own) or any(one.seat.recused is None for one in hers):
        return None
    if own:
        said = _("You do not vote on this: whoever holds your seat steps back, as entry %(entry)d says.")
        return Verdict(allowed=False, clause=stands.law.body_clause.number, reason=said % {"entry": own[0].recused})
    reason = _("You do not vote on this: you hold no seat in the body that decides. You may still say what you think.")
    return Verdict(allowed=False, clause=stands.law.body_clause.number, reason=reason)


def about(kind: type[Act], row: Decision, **fields: object) -> Act:
    """Return an act as far as a verdict on it needs it, before anybody typed anything."""
    said: dict[str, Any] = {"partnership": row.partnership, "decision": row.decision, **fields}
    return kind.model_construct(**said)
