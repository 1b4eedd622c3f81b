"""Decisions: every ballot follows from its roll, its box and the charter in force when it opened."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, Final

from commonweal.charter import drafting, recusing
from commonweal.charter.clauses import Charter
from commonweal.charter.interim import PUBLISHED, interim_charter
from commonweal.charter.mattering import NoMatter, found
from commonweal.charter.rules import InterestsPolicy
from commonweal.charter.ruling import first_of
from commonweal.charter.vetoing import VetoUsed
from commonweal.kit.dates import parse_instant
from commonweal.verifier.recompute.ballots import Cast, Round, Wrong, wrong_in

_ROOM: Final = "decisions."
_FOLLOWED: Final = frozenset(
    f"{_ROOM}{verb}"
    for verb in (
        "propose", "open_ballot", "cast", "enter_paper", "give_proxy", "withdraw_proxy", "veto", "close", "choose_tie",
        "object", "integrate_objection", "withdraw_objection",
    )
)  # fmt: skip
_BROKEN = (ArithmeticError, AttributeError, LookupError, TypeError, ValueError)


@dataclass
class _Objection:
    decision: int
    seat: str
    settled: bool = False


@dataclass
class Decisions:
    """Follows decisions, and whatever they rest on: charters that were presented, and recusals."""

    kinds: frozenset[str] = _FOLLOWED | recusing.KINDS | drafting.KINDS
    drafts: drafting.Drafts = field(default_factory=drafting.Drafts)
    charters: dict[str, Charter] = field(default_factory=dict)
    said: list[recusing.Said] = field(default_factory=list)
    proposals: dict[int, dict[str, Any]] = field(default_factory=dict)
    objections: dict[int, _Objection] = field(default_factory=dict)
    rounds: list[Round] = field(default_factory=list)
    last: dict[int, Round] = field(default_factory=dict)
    proxies: dict[tuple[int, str], list[tuple[str, int]]] = field(default_factory=dict)

    def observe(self, position: int, act: dict[str, Any]) -> Iterator[str]:
        """Take one act, and yield a sentence where it cannot be so."""
        if act["kv"] != 1:
            return  # a newer house than this one wrote it
        try:
            if act["kind"] in drafting.KINDS:
                self._draft(position, act)
            elif act["kind"] in recusing.KINDS:
                policy = self._policy(act["charter"])
                self.said.append(recusing.Said(position, act["kind"], act["by"], act["org"], act["body"], policy))
            else:
                yield from self._taker(act["kind"].removeprefix(_ROOM))(position, act)
        except _BROKEN as error:
            if act["kind"].startswith(_ROOM):
                yield f"This cannot be computed again: {error!r}."

    def finish(self, lines_of: Callable[[str], Sequence[bytes]]) -> Iterator[Wrong]:
        """Check every ballot that was closed against what is in its box."""
        recusals = recusing.recusals_of(self.said)
        for ballot in self.rounds:
            if ballot.closed is None:
                continue
            try:
                yield from wrong_in(ballot, lines_of(ballot.opened["box"]), recusals)
            except _BROKEN as error:
                yield ballot.closed, f"This ballot cannot be counted again: {error!r}."

    # ── What decisions rest on ────────────────────────────────────────────────────────────────────

    def _draft(self, position: int, act: dict[str, Any]) -> None:
        if act["kind"] == drafting.PRESENT:
            charter = self.drafts.drafts[act["body"]["draft"]].charter()
            self.charters[charter.digest()] = charter
        else:
            self.drafts.follow(position, act["kind"], act["body"])

    def _charter(self, digest: str | None) -> Charter | None:
        if digest not in self.charters:
            built_in = (interim_charter(edition) for edition in PUBLISHED)
            self.charters |= {charter.digest(): charter for charter in built_in}
        return self.charters.get(digest or "")

    def _policy(self, digest: str | None) -> InterestsPolicy:
        charter = self._charter(digest)
        ruling = first_of(charter, InterestsPolicy) if charter else None
        return ruling[1] if ruling else InterestsPolicy()

    def _taker(self, verb: str) -> Callable[[int, dict[str, Any]], Iterator[str]]:
        return {
            "propose": self._propose,
            "open_ballot": self._open,
            "cast": self._cast,
            "enter_paper": self._cast,
            "give_proxy": self._proxy,
            "withdraw_proxy": self._proxy,
            "veto": self._veto,
            "close": self._close,
            "choose_tie": self._choose,
            "object": self._object,
            "integrate_objection": self._settle,
            "withdraw_objection": self._settle,
        }[verb]

    # ── What was done in decisions ────────────────────────────────────────────────────────────────

    def _propose(self, position: int, act: dict[str, Any]) -> Iterator[str]:
        self.proposals[position] = act["body"]
        return iter(())

    def _open(self, position: int, act: dict[str, Any]) -> Iterator[str]:
        body, charter = act["body"], self._charter(act["charter"])
        proposal = self.proposals[body["decision"]]
        at = parse_instant(act["at"])
        ballot = Round(
            decision=body["decision"],
            position=position,
            opened=body,
            on=at.date(),
            rule=None,
            options=[option["code"] for option in proposal["options"]],
            concerns=list(proposal["concerns"]),
        )
        self.rounds.append(ballot)
        self.last[ballot.decision] = ballot
        if charter is None:
            yield "The charter under which this ballot was opened does not stand in the record."
            return
        try:
            law = found(charter, proposal["on"], amount=proposal["amount"], currency=proposal["currency"])
        except NoMatter:
            yield "The charter lets nobody decide this."
            return
        if (body["found"], body["body"], body["rule"]) != (law.matter.code, law.body.code, law.rule.code):
            yield (
                f"The ballot was opened by rule {body['rule']} in {body['body']};"
                f" the charter says {law.rule.code} in {law.body.code}."
            )
        if body["secret"] != (law.rule.secrecy == "secret"):
            yield "The ballot was not as secret, or as open, as the rule says."
        if body["closes_at"] is not None and parse_instant(body["closes_at"]) != at + timedelta(
            days=law.rule.open_days
        ):
            yield "The ballot was not open for the days that the rule says."
        ballot.rule = law.rule

    def _cast(self, position: int, act: dict[str, Any]) -> Iterator[str]:
        body = act["body"]
        ballot = self.last[body["decision"]]
        at = parse_instant(act["at"])
        how = "paper" if act["kind"] == f"{_ROOM}enter_paper" else ("proxy" if body["for_absent"] else "own")
        if ballot.closed is not None:
            yield f"This ballot is late: entry {ballot.closed} had closed the box."
            return
        if _is_over(ballot, at):
            yield f"This ballot is late: the time for it ended at {ballot.opened['closes_at']}."
        if ballot.opened["secret"]:
            yield "This ballot stands in the open, and the rule says that it is secret."
        ballot.casts.append(Cast(position, body["seat"], body["choice"], act["by"], how, at.date()))

    def _proxy(self, position: int, act: dict[str, Any]) -> Iterator[str]:
        body = act["body"]
        given = self.proxies.setdefault((body["decision"], body["seat"]), [])
        given.append((body.get("to") or "", position))
        return iter(())

    def _veto(self, position: int, act: dict[str, Any]) -> Iterator[str]:
        ballot = self.last[act["body"]["decision"]]
        if ballot.closed is not None or _is_over(ballot, parse_instant(act["at"])):
            yield "This veto is late: the ballot was over."
        ballot.vetoes.append(VetoUsed(act["body"]["seat"], position))

    def _object(self, position: int, act: dict[str, Any]) -> Iterator[str]:
        self.objections[position] = _Objection(act["body"]["decision"], act["body"]["seat"])
        return iter(())

    def _settle(self, position: int, act: dict[str, Any]) -> Iterator[str]:
        self.objections[act["body"]["objection"]].settled = True
        return iter(())

    def _close(self, position: int, act: dict[str, Any]) -> Iterator[str]:
        ballot = self.last[act["body"]["decision"]]
        if ballot.closed is not None:
            yield f"Entry {ballot.closed} had closed this ballot already."
            return
        ballot.closed, ballot.closed_on = position, parse_instant(act["at"]).date()
        ballot.results.append((position, act["body"]))
        ballot.objections = {
            at: one.seat for at, one in self.objections.items() if one.decision == ballot.decision and not one.settled
        }
        ballot.proxies = {
            seat: given for (decision, seat), given in self.proxies.items() if decision == ballot.decision
        }

    def _choose(self, position: int, act: dict[str, Any]) -> Iterator[str]:
        ballot = self.last[act["body"]["decision"]]
        if ballot.closed is None:
            yield "Votes are equal only once the ballot is closed."
            return
        ballot.results.append((position, act["body"]))


def _is_over(ballot: Round, at: datetime) -> bool:
    until = ballot.opened["closes_at"]
    return until is not None and at >= parse_instant(until)
