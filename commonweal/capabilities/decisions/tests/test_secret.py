"""Secret ballots: ticked once, counted, checked by receipt, changed by receipt, and linked to nobody."""

from __future__ import annotations

from typing import Any

import pytest

from commonweal.acts.perform import Objected, Refused
from commonweal.acts.testing import NOON, Founded, made
from commonweal.capabilities.decisions import queries, standing, voting
from commonweal.capabilities.decisions.ballot_acts import Cast, EnterPaper
from commonweal.capabilities.decisions.tests.arranging import WEEK, cast, closed, opened, proposed, ruled, said, seat
from commonweal.kit.canonical import canonical_decode
from commonweal.record import boxes, reading

OPTIONS = [{"code": code, "title": said(title)} for code, title in (("a", "Ana"), ("b", "Berta"), ("c", "Carl"))]


@pytest.fixture
def election(cool: Founded) -> int:
    """An election by secret ballot that is open."""
    decision = proposed(cool, "chair", options=OPTIONS)
    opened(cool, decision)
    return decision


def vote(cool: Founded, decision: int, who: str, choice: Any, *, receipt: str = "", at: Any = NOON, **more: Any) -> str:
    act = made("decisions.cast", cool.id, decision=decision, seat=seat(cool, who), choice=choice, **more)
    assert isinstance(act, Cast)
    return voting.cast_secretly(act, by=cool.actor(who), at=at, receipt=receipt)


def lines_of(cool: Founded, decision: int, what: str) -> list[dict[str, Any]]:
    ballot = queries.last_round(cool.id, decision)
    assert ballot is not None
    found = [canonical_decode(line) for line in boxes.lines(cool.id, ballot.box)]
    return [line for line in found if line["what"] == what]


def test_a_secret_election_is_counted_when_it_is_closed(cool: Founded, election: int):
    size = reading.size(cool.id)
    receipts = [vote(cool, election, who, [choice]) for who, choice in (("Alba", "a"), ("Bruno", "b"), ("Chiara", "b"))]

    row = queries.decision_with(cool.id, election)
    assert reading.size(cool.id) == size  # nothing on the record says that anybody voted
    now = standing.standing(row, at=NOON)
    assert {line["code"] for line in now.lines} <= {"roll", "ballots", "quorum"}
    assert now.turnout is not None
    assert (now.turnout.voted, now.turnout.of, now.turnout.sectors) == (3, 4, {})
    entry = closed(cool, election)
    assert (entry.body["outcome"], entry.body["winners"]) == ("carried", ["b"])
    ballot = queries.last_round(cool.id, election)
    assert ballot is not None
    assert all(voting.is_in_the_box(ballot, receipt) for receipt in receipts)
    assert not voting.is_in_the_box(ballot, boxes.known_receipt(ballot.box, "tick", seat(cool, "Alba")))


def test_a_ballot_line_says_nothing_of_its_seat(cool: Founded, election: int):
    receipt = vote(cool, election, "Alba", ["a", "c"])

    assert lines_of(cool, election, "ballot") == [{"what": "ballot", "choice": [["a"], ["c"]], "receipt": receipt}]
    ticks = lines_of(cool, election, "tick")
    assert [(tick["seat"], tick["how"]) for tick in ticks] == [(seat(cool, "Alba"), "own")]


def test_a_seat_votes_once_and_changes_its_ballot_by_receipt_alone(cool: Founded, election: int):
    receipt = vote(cool, election, "Alba", ["a"])
    with pytest.raises(Objected, match="receipt"):
        vote(cool, election, "Alba", ["b"])
    with pytest.raises(Objected, match="no ballot with this receipt"):
        vote(cool, election, "Bruno", ["b"], receipt=receipt)

    new = vote(cool, election, "Alba", ["b"], receipt=receipt)

    assert new != receipt
    assert [line["choice"] for line in lines_of(cool, election, "ballot")] == [[["b"]]]
    with pytest.raises(Objected, match="no ballot with this receipt"):
        vote(cool, election, "Alba", ["c"], receipt=receipt)


def test_who_may_not_vote_in_secret_is_told_by_which_clause(cool: Founded, election: int):
    act = made("decisions.cast", cool.id, decision=election, seat=seat(cool, "Alba"), choice=["a"])
    assert isinstance(act, Cast)

    with pytest.raises(Refused, match=r"charter 6\.1"):
        voting.cast_secretly(act, by=cool.bruno, at=NOON)
    with pytest.raises(Refused, match=r"charter 6\.3"):
        voting.cast_secretly(act, by=cool.farah, at=NOON)
    with pytest.raises(Objected, match="options that are offered"):
        vote(cool, election, "Alba", ["z"])
    with pytest.raises(Objected, match="over"):
        vote(cool, election, "Alba", ["a"], at=NOON + WEEK)


def test_a_secret_ballot_never_comes_as_an_act(cool: Founded, election: int):
    with pytest.raises(Objected, match="This ballot is secret"):
        cast(cool, election, "Alba", ["a"])
    decision = proposed(cool)
    opened(cool, decision)
    with pytest.raises(Objected, match="not secret"):
        vote(cool, decision, "Alba", "yes")


def test_paper_goes_into_the_same_box(cool: Founded, election: int):
    vote(cool, election, "Alba", ["a"])
    act = made(
        "decisions.enter_paper", cool.id, decision=election, seat=seat(cool, "Bruno"), choice=["b"], scan="ab" * 32
    )
    assert isinstance(act, EnterPaper)
    voters = [seat(cool, who) for who in ("Bruno", "Chiara", "Dina")]
    papers = [["b"], ["b"], ["c"]]
    with pytest.raises(Refused, match=r"charter 6\.1"):
        voting.enter_paper_secretly(act, voters, papers, by=cool.dina, at=NOON)
    with pytest.raises(Objected, match="at least three"):
        voting.enter_paper_secretly(act, voters[:2], papers[:2], by=cool.alba, at=NOON)
    with pytest.raises(Objected, match="in the box"):
        voting.enter_paper_secretly(act, [*voters[:2], seat(cool, "Alba")], papers, by=cool.alba, at=NOON)
    assert len(lines_of(cool, election, "tick")) == 1  # all of it or none of it

    voting.enter_paper_secretly(act, voters, papers, by=cool.alba, at=NOON)

    with pytest.raises(Objected, match="in the box"):
        vote(cool, election, "Bruno", ["a"])
    entry = closed(cool, election, at=NOON)  # everybody has voted
    assert entry.body["winners"] == ["b"]


def test_a_ballot_that_sectors_would_betray_is_not_opened(cool: Founded):
    ruled(cool, majority={"secrecy": "secret", "tests": [{"over": "each_sector"}]})
    decision = proposed(cool)

    with pytest.raises(Objected, match=r"would not be secret.*clause 6\.2.*only 1 seat"):
        opened(cool, decision)


def test_mixing_moves_lines_and_changes_none(cool: Founded, election: int):
    for who, choice in (("Alba", "a"), ("Bruno", "b"), ("Chiara", "b")):
        vote(cool, election, who, [choice])
    ballot = queries.last_round(cool.id, election)
    assert ballot is not None
    before = boxes.lines(cool.id, ballot.box)

    boxes.mix(cool.id, ballot.box, some=3, besides=b'{"group"')

    assert boxes.lines(cool.id, ballot.box) == before
