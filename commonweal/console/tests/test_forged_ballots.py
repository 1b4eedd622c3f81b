"""A host that alters ballots and signs everything anew is found out by whoever computes the result again.

Real decisions leave as a bundle, are altered, and are put together again with every digest, root and signature of the
host put right, as a host would do it. `verify` names the entry all the same.
"""

from __future__ import annotations

import io
import json
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pytest

from commonweal.acts.testing import NOON, Founded, founded, made
from commonweal.capabilities.decisions.ballot_acts import Cast
from commonweal.capabilities.decisions.voting import cast_secretly
from commonweal.interchange.bundles import export_bundle
from commonweal.kit.canonical import canonical_decode, canonical_encode
from commonweal.record import notes
from commonweal.record.tree import MemoryTree, leaf_hash
from commonweal.verifier.bundle import BundleReader
from commonweal.verifier.checks import verify_bundle
from commonweal.verifier.tests.making import Maker

WEEK = timedelta(days=7)
ORGS = {"Alba": "city", "Bruno": "company", "Chiara": "ngo", "Dina": "university"}


@dataclass
class Host(Maker):
    """A maker of bundles of a partnership that exists."""

    here: str = ""

    @property
    def partnership(self) -> str:
        return self.here


@dataclass
class Forged:
    """A bundle taken apart: entries as objects and boxes as lists of lines, to be altered and put together again."""

    partnership: str
    entries: list[dict[str, Any]]
    boxes: dict[str, list[dict[str, Any]]]
    texts: dict[str, dict[str, Any]]

    @classmethod
    def of(cls, partnership: str) -> Forged:
        out = io.BytesIO()
        export_bundle(partnership, out)
        reader = BundleReader(io.BytesIO(out.getvalue()))
        raws: list[bytes] = []
        for name in sorted(n for n in reader.members if n.startswith("tile/entries/")):
            data, at = reader.read(name, limit=2**24), 0
            while at < len(data):
                size = int.from_bytes(data[at : at + 2], "big")
                raws.append(data[at + 2 : at + 2 + size])
                at += 2 + size
        boxes = {
            name.removeprefix("boxes/").removesuffix(".jsonl"): [canonical_decode(line) for line in reader.lines(name)]
            for name in reader.members
            if name.startswith("boxes/")
        }
        texts = {line["id"]: line for line in map(json.loads, reader.lines("texts.jsonl"))}
        return cls(partnership, [canonical_decode(raw) for raw in raws], boxes, texts)

    def at(self, kind: str, nth: int = -1) -> tuple[int, dict[str, Any]]:
        """Return the place and the act of the nth entry of a kind."""
        found = [(n, entry["act"]) for n, entry in enumerate(self.entries) if entry["act"]["kind"] == kind]
        return found[nth]

    def lines(self, box: str, what: str) -> list[dict[str, Any]]:
        return [line for line in self.boxes[box] if line["what"] == what]

    def insert(self, place: int, act: dict[str, Any]) -> None:
        """Insert an entry, and let all later ones and what they point to move on by one."""
        for entry in self.entries[place:]:
            for cite in entry["act"]["cites"]:
                cite["entry"] += cite["entry"] >= place
        for lines in self.boxes.values():
            for line in lines:
                if line.get("entry") is not None:
                    line["entry"] += line["entry"] >= place
        self.entries.insert(place, {"act": act, "sig": None})

    def found(self) -> list[tuple[int | None, str]]:
        """Put everything together as the host would, and return what `verify` says is wrong with it."""
        maker = Host(here=self.partnership)
        host = notes.Verifier(maker.origin, notes.ED25519, maker.host.public)
        self.entries[0]["act"]["body"]["log_key"] = str(host)
        maker.log_keys.append(host)
        maker.boxes = {box: sorted(map(canonical_encode, lines)) for box, lines in self.boxes.items()}
        maker.texts = self.texts
        for entry in self.entries:
            body = entry["act"]["body"]
            if body.get("box") in maker.boxes and body.get("root"):
                kept = maker.boxes[body["box"]]
                body["count"], body["root"] = len(kept), MemoryTree(map(leaf_hash, kept)).root().hex()
            maker.append(entry)
        return [(each.entry, each.says) for each in verify_bundle(io.BytesIO(maker.bundle())).differences()]


def decided(cool: Founded) -> int:
    """Take one open decision: three yes, one no, carried by more yes than no."""
    decision = cool.given(
        "decisions.propose",
        title="Shade before June",
        on="general",
        question={"text": "Shall shade sails be put up?", "lang": "en"},
        promised="consult",
    ).position
    cool.given("decisions.open_ballot", decision=decision)
    for who, choice in (("Alba", "yes"), ("Bruno", "yes"), ("Chiara", "no")):
        cool.given("decisions.cast", by=cool.actor(who), decision=decision, seat=seat(cool, who), choice=choice)
    cool.given("decisions.close", decision=decision, at=NOON + WEEK)
    return decision


def seat(cool: Founded, who: str) -> str:
    return f"members.{cool.org(ORGS[who])}"


@pytest.fixture
def cool(db: None) -> Founded:
    return founded()


@pytest.fixture
def forged(cool: Founded) -> Forged:
    """An honest bundle of one open decision, about to be altered."""
    decided(cool)
    return Forged.of(cool.id)


@pytest.fixture
def elected(cool: Founded) -> Forged:
    """An honest bundle of one secret election, about to be altered."""
    elected_in(cool)
    return Forged.of(cool.id)


def elected_in(cool: Founded) -> tuple[int, list[str]]:
    """Hold a secret election, which Berta wins, and return it with the receipts of its voters."""
    options = [{"code": code, "title": {"text": code, "lang": "en"}} for code in ("ana", "berta")]
    said = {"title": "Chair", "on": "chair", "question": {"text": "Who?", "lang": "en"}, "promised": "consult"}
    decision = cool.given("decisions.propose", options=options, **said).position
    cool.given("decisions.open_ballot", decision=decision)
    receipts = []
    for who, choice in (("Alba", "ana"), ("Bruno", "berta"), ("Chiara", "berta")):
        act = made("decisions.cast", cool.id, decision=decision, seat=seat(cool, who), choice=[choice])
        assert isinstance(act, Cast)
        receipts.append(cast_secretly(act, by=cool.actor(who), at=NOON))
    cool.given("decisions.close", decision=decision, at=NOON + WEEK)
    return decision, receipts


def test_an_honest_bundle_put_together_again_holds(forged: Forged):
    assert forged.found() == []


def test_an_honest_secret_ballot_holds(elected: Forged):
    assert elected.found() == []


def test_an_altered_ballot_is_named(forged: Forged):
    place, act = forged.at("decisions.cast", 1)
    act["body"]["choice"] = "no"
    closing, _act = forged.at("decisions.close")

    assert forged.found() == [
        (closing, f"The ballot of {act['body']['seat']} in the box is not the one that entry {place} cast.")
    ]


def test_a_ballot_altered_in_the_box_as_well_changes_the_result(forged: Forged):
    _place, act = forged.at("decisions.cast", 1)
    closing, closed = forged.at("decisions.close")
    act["body"]["choice"] = "no"
    (line,) = [one for one in forged.lines(closed["body"]["box"], "ballot") if one["seat"] == act["body"]["seat"]]
    line["choice"] = "no"

    found = forged.found()

    assert {entry for entry, _says in found} == {closing}
    assert "The result says carried []; the ballots give failed []." in [says for _entry, says in found]


def test_a_ballot_by_a_recused_member_is_named(forged: Forged, cool: Founded):
    """The university steps back before the ballot closes; its ballot is slipped in all the same."""
    place, act = forged.at("decisions.cast", 0)
    closing, _closed = forged.at("decisions.close")
    steps = {
        "kind": "interests.recuse", "by": cool.person("Dina"), "org": cool.org("university"), "cites": [],
        "idem": "a" * 25 + "a", "body": {
            "subject": "self", "matters": ["general"], "decision": None, "until_on": None, "reason": None,
        },
    }  # fmt: skip
    slipped = {
        "by": cool.person("Dina"), "org": cool.org("university"), "idem": "b" * 25 + "a",
        "body": {**act["body"], "seat": seat(cool, "Dina"), "choice": "no"},
    }  # fmt: skip
    forged.insert(closing, {**act, **slipped})
    forged.insert(closing, {**act, **steps})

    found = forged.found()

    named = [says for entry, says in found if entry == closing + 1]
    assert named == [f"This ballot is cast for {seat(cool, 'Dina')}, which steps back as entry {closing} says."]
    assert place < closing


def test_a_late_ballot_is_named(forged: Forged):
    _place, act = forged.at("decisions.cast", 0)
    closing, closed = forged.at("decisions.close")
    late = {**act, "at": closed["at"], "idem": "c" * 25 + "a"}
    forged.insert(closing + 1, late)

    assert forged.found() == [(closing + 1, f"This ballot is late: entry {closing} had closed the box.")]


def test_a_ballot_after_the_last_moment_is_named(forged: Forged):
    place, act = forged.at("decisions.cast", 2)
    _opening, opened = forged.at("decisions.open_ballot")
    act["at"] = opened["body"]["closes_at"]

    assert forged.found() == [(place, f"This ballot is late: the time for it ended at {opened['body']['closes_at']}.")]


def test_another_rule_than_the_charters_is_named(forged: Forged):
    opening, opened = forged.at("decisions.open_ballot")
    opened["body"]["rule"] = "consent"

    assert opening in [entry for entry, says in forged.found() if "by rule consent" in says]


def test_a_seat_taken_off_the_roll_is_named(forged: Forged, cool: Founded):
    opening, opened = forged.at("decisions.open_ballot")
    lines = forged.boxes[opened["body"]["box"]]
    lines[:] = [line for line in lines if not (line["what"] == "seat" and line["seat"] == seat(cool, "Chiara"))]

    found = forged.found()

    assert (opening, "The roll in the box is not the one that the ballot was opened with.") in found
    cast, _act = forged.at("decisions.cast", 2)
    assert (cast, f"This ballot is cast for {seat(cool, 'Chiara')}, which is not on the roll.") in found


def test_an_altered_secret_ballot_changes_the_result(elected: Forged):
    closing, closed = elected.at("decisions.close")
    line = next(one for one in elected.lines(closed["body"]["box"], "ballot") if one["choice"] == [["berta"]])
    line["choice"] = [["ana"]]

    found = elected.found()

    assert {entry for entry, _says in found} == {closing}
    assert "The result says carried ['berta']; the ballots give carried ['ana']." in [says for _entry, says in found]


def test_a_secret_ballot_too_many_is_named(elected: Forged):
    closing, closed = elected.at("decisions.close")
    lines = elected.boxes[closed["body"]["box"]]
    lines.append({"what": "ballot", "choice": [["berta"]], "receipt": "d" * 25 + "a"})

    assert (closing, "The box holds 4 ballots, and 3 seats are ticked.") in elected.found()


def test_a_secret_ballot_that_says_whose_it_is_is_named(elected: Forged):
    closing, closed = elected.at("decisions.close")
    line = elected.lines(closed["body"]["box"], "ballot")[0]
    line["sector"] = "company"

    says = f"The ballot with the receipt {line['receipt']} does not say what it should, and only that."
    assert (closing, says) in elected.found()
