"""What decisions offer to the rest of the house: tasks, days, a place on the home page, and who must be told."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime, time
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext

from commonweal.acts.capability import Block, Dated, Facts, Task
from commonweal.acts.installed import body_today
from commonweal.acts.seats import held_by, holders, recusals, recused, seats_of
from commonweal.capabilities.decisions import queries, voting
from commonweal.capabilities.decisions.queries import BallotRound, Decision, NotThere
from commonweal.capabilities.decisions.standing import law_of
from commonweal.charter.roll import Seat
from commonweal.partnerships.actors import Actor
from commonweal.record.entry import Entry

MOST_SHOWN = 3

Rounds = Mapping[int, BallotRound]


def waits(facts: Facts, actor: Actor, slug: str) -> Iterator[Task]:
    """Yield what waits for somebody: to vote, to close, to tell the outcome, to answer, to rule, to look again."""
    if actor.person is None:
        return
    rows = facts.once(queries.decisions)
    if not any(row.stage in ("ballot", "tied", "closed", "discussion") for row in rows):
        return
    rounds = facts.once(queries.last_rounds)
    yield from _votes(facts, actor, slug, rows, rounds)
    yield from _ends(facts, actor, slug, rows, rounds)
    yield from _answers(facts, actor, slug, {row.decision: row for row in rows}, rounds)


def _votes(facts: Facts, actor: Actor, slug: str, rows: Sequence[Decision], rounds: Rounds) -> Iterator[Task]:
    taking = [row for row in rows if row.stage == "ballot" and _takes(rounds.get(row.decision), facts.at)]
    if not taking or actor.person is None:
        return
    among, away = holders(facts.partnership, at=facts.at), recusals(facts.partnership, at=facts.at)
    cast = queries.seats_that_cast(facts.partnership, [rounds[row.decision].entry for row in taking])
    mine: list[tuple[Decision, BallotRound, Seat]] = []
    for row in taking:
        ballot = rounds[row.decision]
        law = law_of(row, ballot)
        seats = held_by(actor.person, seats_of(law.body, among)) if law else []
        seats = recused(seats, away, matter=ballot.matter, decision=row.decision, concerns=row.concerns)
        mine += [(row, ballot, seat) for seat in seats if seat.recused is None]
    ticked = voting.those_ticked([(ballot, seat.name) for _row, ballot, seat in mine if ballot.secret])
    for row, ballot, seat in mine:
        if (ballot.entry, seat.name) not in (ticked if ballot.secret else cast):
            url = reverse("decisions:vote", args=[slug, row.decision, seat.name])
            says = gettext("Vote: %(title)s") % {"title": row.title}
            yield Task(f"decisions.vote.{ballot.entry}.{seat.name}", says, url, due_at=ballot.closes_at)


def _takes(ballot: BallotRound | None, at: datetime) -> bool:
    return ballot is not None and ballot.closed_at is None and (ballot.closes_at is None or at < ballot.closes_at)


def _ends(facts: Facts, actor: Actor, slug: str, rows: Sequence[Decision], rounds: Rounds) -> Iterator[Task]:
    """Yield what waits for whoever proposed a decision, and for the convener: close it, tell it, look at it again."""
    for row in rows:
        if not (actor.has("convener") or actor.person == row.person):
            continue
        named, ballot = {"title": row.title}, rounds.get(row.decision)
        if row.stage == "ballot" and ballot is not None and not _takes(ballot, facts.at):
            yield _task("close", row, slug, gettext("Close and count the ballot: %(title)s") % named)
        elif row.stage == "tied":
            yield _task("tie", row, slug, gettext("The votes left it open: %(title)s") % named)
        elif row.stage == "closed" and row.stated_entry is None:
            yield _task("outcome", row, slug, gettext("Tell the outcome: %(title)s") % named)
        elif row.stage == "closed" and row.review_on is not None and row.review_on <= facts.at.date():
            due = datetime.combine(row.review_on, time(), UTC)
            yield _task("outcome", row, slug, gettext("Look at it again: %(title)s") % named, due, key="review")


def _task(what: str, row: Decision, slug: str, says: str, due: datetime | None = None, *, key: str = "") -> Task:
    url = reverse("decisions:say", args=[slug, row.decision, what])
    return Task(f"decisions.{key or what}.{row.decision}.{row.round}", says, url, due_at=due)


def _answers(facts: Facts, actor: Actor, slug: str, rows: Mapping[int, Decision], rounds: Rounds) -> Iterator[Task]:
    """Yield the objections that wait for whoever keeps the pen, and the appeals that wait for somebody else."""
    for objection in queries.standing_objections(facts.partnership):
        row = rows[objection.decision]
        if row.stage == "discussion" and (actor.has("convener") or actor.person == row.person):
            says = gettext("Meet an objection to: %(title)s") % {"title": row.title}
            url = reverse("decisions:answer", args=[slug, row.decision, "integrate", objection.entry])
            yield Task(f"decisions.objection.{objection.entry}", says, url)
    if not actor.has("convener", "representative", "substitute"):
        return
    for appeal in queries.waiting_appeals(facts.partnership):
        row, ballot = rows[appeal.decision], rounds.get(appeal.decision)
        if actor.person in _took_part(row, ballot) | {appeal.person}:
            continue
        says = gettext("Rule on an appeal: %(title)s") % {"title": row.title}
        url = reverse("decisions:answer", args=[slug, row.decision, "ruling", appeal.entry])
        yield Task(f"decisions.appeal.{appeal.entry}", says, url)


def _took_part(row: Decision, ballot: BallotRound | None) -> set[str]:
    return {row.person, row.stated_by} | ({ballot.opened_by, ballot.closed_by} if ballot else set())


def days(partnership: str, slug: str) -> Iterator[Dated]:
    """Yield the last day of every open ballot, and the day on which a decision is looked at again."""
    rows = queries.decisions(partnership)
    rounds = queries.last_rounds(partnership) if any(row.stage == "ballot" for row in rows) else {}
    for row in rows:
        named, url = {"title": row.title}, _at(slug, row.decision)
        ballot = rounds.get(row.decision)
        if row.stage == "ballot" and ballot is not None and ballot.closes_at is not None:
            says = gettext("Last day to vote: %(title)s") % named
            yield Dated(f"decisions.ballot.{ballot.entry}", says, ballot.closes_at.date(), url)
        if row.stage == "closed" and row.review_on is not None:
            says = gettext("To be looked at again: %(title)s") % named
            yield Dated(f"decisions.review.{row.decision}", says, row.review_on, url)


def in_short(facts: Facts) -> Block | None:
    """Return the ballots that are open now. One question."""
    rows = queries.open_ballots(facts.partnership, most=MOST_SHOWN + 1)
    return Block("decisions/home.html", {"rows": rows[:MOST_SHOWN], "more": len(rows) > MOST_SHOWN}) if rows else None


def page_of(entry: Entry, slug: str) -> str:
    """Return the page of the decision that an entry proposed or is about."""
    return _at(slug, entry.body.get("decision", entry.position))


def who_decides(entry: Entry) -> Iterable[str]:
    """Return whoever must be told that a ballot opened: those who hold a seat on its roll."""
    body = body_today(entry)
    try:
        row = queries.decision_with(entry.partnership, body["decision"])
    except NotThere:
        return ()
    ballot = queries.last_round(entry.partnership, row.decision)
    law = law_of(row, ballot) if ballot else None
    if law is None:
        return ()
    seats = seats_of(law.body, holders(entry.partnership, at=entry.at))
    return sorted({person for seat in seats for person in (seat.person, seat.substitute) if person})


def who_proposed(entry: Entry) -> Iterable[str]:
    """Return whoever must be told of an objection, a change, an appeal or a veto: whoever proposed the decision."""
    try:
        row = queries.decision_with(entry.partnership, body_today(entry)["decision"])
    except NotThere:
        return ()
    return [row.person] if row.person != entry.by else []


def who_is_asked(entry: Entry) -> Iterable[str]:
    """Return who must be told that she was asked to vote for somebody else."""
    return [body_today(entry)["to"]]


def _at(slug: str, decision: int) -> str:
    return reverse("decisions:decision", args=[slug, decision])


KINDS: Sequence[str] = tuple(
    f"decisions.{what}"
    for what in (
        "propose", "propose_amendment", "settle_amendment", "say_position", "object", "integrate_objection",
        "withdraw_objection", "withdraw", "open_ballot", "give_proxy", "withdraw_proxy", "cast", "enter_paper", "veto",
        "close", "choose_tie", "state_outcome", "dissent", "appeal", "rule_on_appeal", "reopen",
    )
)  # fmt: skip
ADDRESSES: Mapping[str, Any] = dict.fromkeys(KINDS, page_of)
CONCERNS: Mapping[str, Any] = {
    "decisions.open_ballot": who_decides,
    "decisions.give_proxy": who_is_asked,
    **dict.fromkeys(
        ("decisions.object", "decisions.propose_amendment", "decisions.appeal", "decisions.veto", "decisions.reopen"),
        who_proposed,
    ),
}
