"""Nothing that an administrator can look at links a secret ballot to whoever cast it."""

from __future__ import annotations

import io
import logging
import random
import zipfile
from collections import Counter
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection, models
from django.test import Client
from django.urls import reverse
from time_machine import TimeMachineFixture

from commonweal.acts.testing import NOON, Founded, account, founded, made
from commonweal.capabilities.decisions import queries, voting
from commonweal.capabilities.decisions.ballot_acts import Cast
from commonweal.capabilities.decisions.tests.crowd import Voter, crowd
from commonweal.console.tests.crawling import every_public_page
from commonweal.interchange.bundles import export_bundle
from commonweal.kit import ids
from commonweal.kit.canonical import canonical_decode
from commonweal.partnerships.actors import actor_of
from commonweal.record import boxes
from commonweal.record.models import BoxLine

OPTIONS = [{"code": code, "title": {"text": code, "lang": "en"}} for code in ("ana", "berta", "carl")]
MANY = 500
STANDARD_DEVIATIONS = 0.06
"""Two, for so many ballots in an order that has nothing to do with another."""


@pytest.fixture
def cool(db: None) -> Founded:
    return founded()


def election(cool: Founded) -> int:
    decision = cool.given(
        "decisions.propose", title="Chair", on="chair", question={"text": "Who?", "lang": "en"}, promised="consult",
        options=OPTIONS,
    ).position  # fmt: skip
    cool.given("decisions.open_ballot", decision=decision)
    return decision


def vote(cool: Founded, decision: int, voter: Voter, choice: str) -> str:
    act = made("decisions.cast", cool.id, decision=decision, seat=voter.seat, choice=[choice])
    assert isinstance(act, Cast)
    return voting.cast_secretly(act, by=actor_of(voter.person, partnership=cool.id, at=NOON), at=NOON)


def box_of(cool: Founded, decision: int) -> str:
    ballot = queries.last_round(cool.id, decision)
    assert ballot is not None
    return ballot.box


def kendall(one: list[int], other: list[int]) -> float:
    """Return how far two orders of the same things agree: 1 where they are the same, 0 where nothing is in common."""
    place = {item: number for number, item in enumerate(other)}
    ranks = [place[item] for item in one]
    pairs = [(a < b) - (a > b) for n, a in enumerate(ranks) for b in ranks[n + 1 :]]
    return sum(pairs) / len(pairs)


@pytest.fixture
def seeded(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let chance give the same receipts at every run, so that what is measured is measured again."""
    chance = random.Random(27)
    monkeypatch.setattr(boxes, "new_id", lambda: ids.id_from_seed(str(chance.random())))


@pytest.mark.slow
def test_the_order_of_ballots_tells_nothing_of_who_voted_when(cool: Founded, seeded: None):
    """Five hundred vote one after the other; then every order in which somebody could look at the box is compared."""
    voters = crowd(cool.id, MANY, at=NOON)
    decision = election(cool)
    random.Random(4).shuffle(voters)
    chance = random.Random(5)
    receipts = [vote(cool, decision, voter, chance.choice(("ana", "berta", "carl"))) for voter in voters]
    box = box_of(cool, decision)

    before = _orders(cool, box, receipts, voters)
    cool.given("decisions.close", decision=decision, at=NOON + timedelta(days=7))
    after = _orders(cool, box, receipts, voters)

    for name, tau in {**before, **{f"{name}, closed": tau for name, tau in after.items()}}.items():
        assert abs(tau) < STANDARD_DEVIATIONS, (name, tau)


def _orders(cool: Founded, box: str, receipts: list[str], voters: list[Voter]) -> dict[str, float]:
    """Compare the order of voting with that of ballots and ticks, as they are published and as they lie there."""
    number = {receipt: n for n, receipt in enumerate(receipts)}
    by_seat = {voter.seat: n for n, voter in enumerate(voters)}
    published = [canonical_decode(line) for line in boxes.lines(cool.id, box)]
    with connection.cursor() as cursor:
        place = "ctid" if connection.vendor == "postgresql" else "partnership"
        cursor.execute(f"SELECT line, {place} FROM record_box_line WHERE box = %s", [box])
        lying = [canonical_decode(bytes(row[0])) for row in cursor.fetchall()]
    found = {}
    for name, lines in (("published", published), ("in the table", lying)):
        ballots = [number[line["receipt"]] for line in lines if line["what"] == "ballot"]
        ticks = [by_seat[line["seat"]] for line in lines if line["what"] == "tick"]
        assert len(ballots) == len(ticks) == len(voters)
        found[f"ballots, {name}"] = kendall(ballots, list(range(len(voters))))
        found[f"ticks and ballots, {name}"] = kendall(ticks, ballots)
    return found


@pytest.mark.slow
def test_no_transaction_tells_which_tick_and_ballot_came_together(cool: Founded):
    """PostgreSQL shows which transaction wrote a row. While a ballot is open, that must not point to one's ballot."""
    if connection.vendor != "postgresql":
        pytest.skip("SQLite keeps no number of the transaction.")
    voters = crowd(cool.id, 60, at=NOON)
    decision = election(cool)
    receipts = {vote(cool, decision, voter, "ana"): voter.seat for voter in voters}
    with connection.cursor() as cursor:
        cursor.execute("SELECT xmin::text, line FROM record_box_line WHERE box = %s", [box_of(cool, decision)])
        rows = [(xmin, canonical_decode(bytes(line))) for xmin, line in cursor.fetchall()]
    together = Counter((xmin, line["what"]) for xmin, line in rows)
    written = {line["receipt"]: xmin for xmin, line in rows if line["what"] == "ballot"}
    ticked = {line["seat"]: xmin for xmin, line in rows if line["what"] == "tick"}

    alone = [
        seat
        for receipt, seat in receipts.items()
        if ticked[seat] == written[receipt] and together[ticked[seat], "ballot"] == 1
    ]

    assert alone == []


def test_no_row_page_log_or_file_links_a_voter_and_a_ballot(
    cool: Founded, caplog: pytest.LogCaptureFixture, time_machine: TimeMachineFixture
):
    """The cast votes through the pages; then everything is searched for a receipt beside whoever could be meant."""
    caplog.set_level(logging.DEBUG)
    time_machine.move_to(NOON, tick=False)
    decision = election(cool)
    seats = {who: f"members.{cool.org(org)}" for who, org in ORGS.items()}
    clients = {}
    for number, (who, seat) in enumerate(seats.items()):
        clients[who] = Client()
        clients[who].force_login(account(who))
        url = reverse("decisions:vote", args=[cool.slug, decision, seat])
        said = {"step": "cast", "choice": f'[["{OPTIONS[number % 3]["code"]}"]]'}
        answer = clients[who].post(url, said)
        assert answer.status_code in (200, 302), answer.content[:500]
    receipts = _receipts(cool, decision)
    assert len(receipts) == len(seats)
    searched = _searched(cool, caplog, clients["Alba"])
    cool.given("decisions.close", decision=decision, at=NOON)

    for name, text in searched.items():
        for receipt in receipts:
            assert receipt not in text, f"{name} has the receipt of a secret ballot."
    for name, row in _rows():
        if any(receipt in row for receipt in receipts):
            assert name == "BoxLine", f"{name} has the receipt of a secret ballot."
            assert not any(mark in row for who in ORGS for mark in _marks(cool, who)), row
    for name, line in _bundle_lines(cool):
        if any(receipt in line for receipt in receipts):
            assert name.startswith("boxes/"), name
            assert not any(mark in line for who in ORGS for mark in _marks(cool, who)), line


ORGS = {"Alba": "city", "Bruno": "company", "Chiara": "ngo", "Dina": "university"}


def _marks(cool: Founded, who: str) -> tuple[str, ...]:
    """Return everything by which a voter could be meant."""
    return (cool.person(who), cool.org(ORGS[who]), account(who).email or who, f"members.{cool.org(ORGS[who])}")


def _receipts(cool: Founded, decision: int) -> list[str]:
    lines = [canonical_decode(line) for line in boxes.lines(cool.id, box_of(cool, decision))]
    return [line["receipt"] for line in lines if line["what"] == "ballot"]


def _searched(cool: Founded, caplog: pytest.LogCaptureFixture, convener: Client) -> dict[str, str]:
    """Return what whoever looks on can read while the ballot is open: pages, API, and what was logged."""
    found = {address: content.decode(errors="replace") for address, content in every_public_page([cool.slug]).items()}
    pages = (
        "/", f"/p/{cool.slug}/", f"/p/{cool.slug}/decisions/", f"/p/{cool.slug}/activity/", "/administration/",
        f"/api/v1/partnerships/{cool.slug}/entries?limit=1000", f"/api/v1/partnerships/{cool.slug}",
    )  # fmt: skip
    for page in pages:
        found[f"convener {page}"] = convener.get(page).getvalue().decode(errors="replace")
    found["log"] = "\n".join(record.getMessage() + str(record.__dict__) for record in caplog.records)
    return found


def _rows() -> list[tuple[str, str]]:
    """Return every row of every table of the database as text: what a copy of it, such as a backup, holds."""
    found = []
    for table in _tables():
        for row in table._base_manager.values():
            shown = {name: bytes(value) if isinstance(value, memoryview) else value for name, value in row.items()}
            found.append((table.__name__, str(shown)))
    assert BoxLine.__name__ in {name for name, _row in found}
    return found


def _tables() -> list[type[models.Model]]:
    from django.apps import apps  # noqa: PLC0415 - every table that there is, whoever has it

    return [table for table in apps.get_models(include_auto_created=True) if table._meta.managed]


def _bundle_lines(cool: Founded) -> list[tuple[str, str]]:
    out = io.BytesIO()
    export_bundle(cool.id, out)
    found: list[tuple[str, Any]] = []
    with zipfile.ZipFile(out) as bundle:
        for name in bundle.namelist():
            found += [(name, line.decode(errors="replace")) for line in bundle.read(name).splitlines()]
    return found
