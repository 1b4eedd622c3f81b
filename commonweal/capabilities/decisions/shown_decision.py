"""What the page of one decision shows: how it stands, by which rule, who decides, what was said, how it was counted."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.utils.formats import date_format, number_format
from django.utils.translation import gettext as _

from commonweal.capabilities.decisions import queries, shown, shown_result, shown_turns
from commonweal.capabilities.decisions.arithmetic import Names, sentences_of
from commonweal.capabilities.decisions.completing import Around
from commonweal.capabilities.decisions.naming import Orgs, option_called, person_names, persons_in, seat_names
from commonweal.capabilities.decisions.phrases import OUTCOMES, PROMISES, STANCES
from commonweal.capabilities.decisions.queries import BallotRound, CastBallot, Decision
from commonweal.capabilities.decisions.saying import Saying, said_of
from commonweal.capabilities.decisions.standing import HerSeat, Standing, charter_of, standing_in
from commonweal.capabilities.decisions.vote_forms import in_words
from commonweal.charter.promising import keeps
from commonweal.charter.vetoing import VetoUsed
from commonweal.people import words
from commonweal.people.models import Text
from commonweal.web.audience import PartnershipRequest
from commonweal.web.told import organisations

Texts = Mapping[str, Text]
MOST_SEATS = 100
"""How many seats the page lists; all of them are in the rows that it hands out, and in the box."""


def page_of(row: Decision, request: PartnershipRequest) -> dict[str, Any]:
    """Return everything that the page of a decision shows."""
    said = said_of(row.partnership, row.decision)
    ballots = queries.rounds_of(row.partnership, row.decision) if row.round or row.reopened_entry else []
    stands, casts = _standing(row, ballots, said, at=request.at)
    orgs = organisations(row.partnership)
    texts = words.texts([id for one in said for id in one.words] + [u["says"] for u in row.knowledge if u.get("says")])
    persons = [*persons_in(stands.seats, orgs), *(one.person for one in said if not one.organisation), row.person]
    names = person_names({person for person in persons if person}, request)
    options = [
        (one.seat, option_called(texts.get(one.first or ""), names.get(one.person, ""), orgs.get(one.organisation)))
        for one in said
        if one.what == "option"
    ]
    seats = seat_names(stands.seats, request, orgs, names)
    called = Names(seats, dict(options))
    given = [one for one in said if one.what == "proxy"]
    hers = _hers(stands, casts, given, request)
    law = shown.law(stands.law, charter_of(stands.ballot) if stands.ballot else shown.charter_here(request)) \
        if stands.law else None  # fmt: skip
    return {
        **_plain(row, orgs, names, options),
        "stands": stands,
        "ballot": stands.ballot,
        "law": law,
        "path": _path(stands, request.at),
        "knowledge": shown.knowledge_of(row, texts, stands.law.matter.knowledge if stands.law else ()),
        "seats": _seats(stands, seats, casts, options),
        "seats_in_all": len(stands.seats),
        "lines": _lines(stands, called),
        "if_now": _if_now(stands, called),
        "pictures": shown_result.pictures(list(stands.lines), called, open_=stands.takes_ballots),
        "turns": shown_turns.turns(stands, hers, said, request, given),
        "why_not": shown_turns.why_not(stands, hers, request),
        "taking": shown_turns.is_taking(stands, at=request.at),
        "opens_from": _opens_from(stands, request.at),
        "rounds": _earlier(row, ballots),
        **_said(said, texts, orgs, names, seats, stands, request),
    }


def _plain(row: Decision, orgs: Orgs, names: Mapping[str, str], options: Sequence[tuple[str, str]]) -> dict[str, Any]:
    """Return what follows from the decision itself."""
    return {
        "decision": row,
        "outcome": _outcome(row),
        "sign": shown.SIGNS.get(row.outcome, "unknown"),
        "proposer": orgs[row.organisation].name if row.organisation in orgs else names.get(row.person, ""),
        "amount": number_format(row.amount, use_l10n=True, force_grouping=True) if row.amount else "",
        "concerns": [orgs[one] for one in row.concerns if one in orgs],
        "options": [(code, name, code in row.winners) for code, name in options],
        "winners": [name for code, name in options if code in row.winners],
        "cited": shown.question_entries(row),
        "promised": PROMISES.get(row.promised, row.promised),
        "actual": PROMISES.get(row.actual, ""),
        "kept": keeps(row.promised, row.actual) if row.actual else None,
    }


def _lines(stands: Standing, called: Names) -> list[str]:
    """Return the arithmetic in sentences; what a picture beside it shows as a table is not said again."""
    lines = [line for line in stands.lines if not (line["code"] == "count" and line["line"]["code"] == "pairwise")]
    if stands.takes_ballots:
        lines = [line for line in lines if line["code"] != "outcome"]
    return [says[:1].upper() + says[1:] for says in sentences_of(lines, called)]


def _if_now(stands: Standing, called: Names) -> str:
    """Return what would come out if an open ballot closed now; of a secret one nothing is known before."""
    last = stands.lines[-1] if stands.takes_ballots and stands.lines else None
    if last is None or last["code"] != "outcome":
        return ""
    return called.all(last["winners"]) if last["winners"] else str(OUTCOMES[last["outcome"]])


def _standing(
    row: Decision, ballots: Sequence[BallotRound], said: Sequence[Saying], *, at: datetime
) -> tuple[Standing, dict[str, CastBallot]]:
    """Return how a decision stands, from what was said around it, and its open ballots by seat."""
    ballot = ballots[0] if ballots and row.stage != "discussion" else None
    if ballot is None:
        return standing_in(row, None, None, at=at), {}
    casts = [] if ballot.secret else queries.ballots_in(ballot.partnership, ballot.entry)
    around = Around(
        row=row,
        options=[one.seat for one in said if one.what == "option"],
        objections={one.entry: one.seat for one in said if one.what == "objection" and not one.state},
        vetoes=[VetoUsed(one.seat, one.entry) for one in said if one.what == "veto" and one.number == ballot.entry],
        casts=casts,
    )
    return standing_in(row, ballot, around, at=at), {cast.seat: cast for cast in casts}


def _hers(
    stands: Standing, casts: Mapping[str, CastBallot], given: Sequence[Saying], request: PartnershipRequest
) -> list[HerSeat]:
    """Return the seats for which whoever asks may vote now, as `seats_of_hers` does, from what is at hand."""
    person = request.actor.person
    if person is None or not stands.takes_ballots:
        return []
    asked = {one.seat for one in given if one.state == person}
    found = []
    for seat in stands.seats:
        how = "own" if seat.person == person else "substitute" if seat.substitute == person else ""
        if how or seat.name in asked:
            found.append(HerSeat(seat, how or "proxy", seat.name in stands.voted, casts.get(seat.name)))
    return found


def _outcome(row: Decision) -> str:
    """Return what came out, in a word; nothing before."""
    if row.stage not in ("closed", "tied"):
        return ""
    return _("Chosen") if row.winners else str(OUTCOMES.get(row.outcome, row.outcome))


def _earlier(row: Decision, ballots: Sequence[BallotRound]) -> list[dict[str, Any]]:
    """Return the ballots before the last one, of a decision that was reopened."""
    last = row.round if row.stage != "discussion" else None
    return [{"row": one, "label": OUTCOMES.get(one.outcome, one.outcome)} for one in ballots if one.number != last]


def _path(stands: Standing, at: datetime) -> list[dict[str, Any]]:
    """Return the way of a decision: proposed, discussed, voted on, decided, looked at again."""
    row, ballot = stands.row, stands.ballot
    if row.stage == "withdrawn":
        return [_step(_("Proposed"), row.proposed_at, "met"), _step(_("Taken back"), None, "now")]
    reached = {"discussion": 1, "ballot": 2, "tied": 3, "closed": 4}[row.stage]
    if row.stage == "closed" and row.stated_entry is None:
        reached = 3
    review = row.review_on
    steps = [
        _step(_("Proposed"), row.proposed_at),
        _step(_("Discussed"), None),
        _step(_("Ballot"), ballot.opened_at if ballot else None),
        _step(_("Decided"), row.closed_at if row.stage in ("closed", "tied") else None),
        _step(_("Looked at again"), review),
    ]
    if ballot is not None and ballot.closed_at is None and ballot.closes_at:
        steps[2]["says"] = _("until %(when)s") % {"when": date_format(ballot.closes_at)}
    for number, step in enumerate(steps):
        step["kind"] = "met" if number < reached else "now" if number == reached else ""
    if row.stage == "closed" and row.stated_entry is None:
        steps[3]["says"] = _("nobody has told the outcome yet")
    return steps


def _step(label: str, on: Any, kind: str = "") -> dict[str, Any]:
    return {"label": label, "says": date_format(on) if on else "", "kind": kind}


def _opens_from(stands: Standing, at: datetime) -> datetime | None:
    """Return from when on the ballot can be opened, where that lies ahead."""
    if stands.row.stage != "discussion":
        return None
    earliest = shown_turns.opens_from(stands)
    return earliest if earliest is not None and earliest > at else None


def _seats(
    stands: Standing, names: Mapping[str, str], casts: Mapping[str, CastBallot], options: list[tuple[str, str]]
) -> list[dict[str, Any]]:
    """Return who decides: each seat with what it is called, whether it steps back, and in the open how it voted."""
    rule = stands.law.rule if stands.law else None
    secret_now = stands.takes_ballots and stands.ballot is not None and stands.ballot.secret
    weighed = len({seat.weight for seat in stands.seats}) > 1
    found = []
    for seat in stands.seats[:MOST_SEATS]:
        cast = casts.get(seat.name)
        found.append(
            {
                "seat": seat,
                "name": names[seat.name],
                "says": in_words(cast.choice, options, rule) if cast is not None and rule is not None else [],
                "how": cast.how if cast is not None else "",
                "entry": cast.entry if cast is not None else None,
                "voted": not secret_now and seat.name in stands.voted,
                "weight": seat.weight if weighed else "",
            }
        )
    return found


def _said(
    said: Sequence[Saying],
    texts: Texts,
    orgs: Orgs,
    names: Mapping[str, str],
    seats: Mapping[str, str],
    stands: Standing,
    request: PartnershipRequest,
) -> dict[str, list[dict[str, Any]]]:
    """Return what was said, by what it is, each with who said it and the words."""
    found: dict[str, list[dict[str, Any]]] = {
        f"{what}s": [] for what in ("position", "objection", "change", "veto", "dissent", "action", "appeal")
    }
    for one in said:
        if one.what in ("option", "proxy"):
            continue
        org = orgs.get(one.organisation)
        found[f"{one.what}s"].append(
            {
                "one": one,
                "who": seats.get(one.seat) or (org.name if org else names.get(one.person, "")),
                "first": texts.get(one.first or ""),
                "second": texts.get(one.second or ""),
                "third": texts.get(one.third or ""),
                "stance": STANCES.get(one.state, ""),
                "mine": bool(request.actor.person) and one.person == request.actor.person,
                "pen": request.actor.has("convener") or request.actor.person == stands.row.person,
            }
        )
    return found
