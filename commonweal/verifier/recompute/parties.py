"""What a charter's coming into force rests on: who takes part, which texts were presented, what was decided."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from fractions import Fraction
from math import ceil
from typing import Any, ClassVar, Final

from commonweal.charter.clauses import Charter
from commonweal.charter.rules import Signing
from commonweal.charter.ruling import first_of
from commonweal.kit.dates import parse_instant

_ADMIT, _LEAVE = "membership.admit", "membership.leave"
_IMPORT, _UNDO = "membership.import_list", "membership.undo_import"
_PROPOSE: Final = "decisions.propose"
_RESULTS: Final = frozenset({"decisions.close", "decisions.choose_tie"})
_REOPEN: Final = "decisions.reopen"


@dataclass
class Members:
    """The organisations that take part, and who took whose place."""

    kinds: ClassVar[frozenset[str]] = frozenset({_ADMIT, _LEAVE, _IMPORT, _UNDO})
    there: dict[str, str] = field(default_factory=dict)  # to the list with which it came; nothing where with none
    after: dict[str, str] = field(default_factory=dict)

    def follow(self, _position: int, act: dict[str, Any]) -> None:
        """Take one act in."""
        kind, body = act["kind"], act["body"]
        if kind == _ADMIT:
            self.there[body["organisation"]] = ""
        elif kind == _LEAVE:
            self.there.pop(body["organisation"], None)
        elif kind == _IMPORT:
            self.there |= {each["organisation"]: body["batch"] for each in body["organisations"]}
        else:
            self.there = {each: batch for each, batch in self.there.items() if batch != body["batch"]}

    def succeeded(self, organisation: str, successor: str) -> None:
        """Let an organisation take the place of another."""
        self.after[organisation] = successor

    def here(self) -> list[str]:
        """Return who takes part now."""
        return list(self.there)

    def now(self, organisation: str) -> str:
        """Return the organisation that has the place of this one now."""
        met = {organisation}
        while organisation in self.after and self.after[organisation] not in met:
            organisation = self.after[organisation]
            met.add(organisation)
        return organisation


@dataclass
class Presented:
    """A text that was presented, and who signed it.

    :param under: the digest of the charter that ruled then, of which `rule` says how it is signed
    """

    position: int
    digest: str
    purpose: str
    draft: int
    parties: list[str]
    under: str | None
    rule: Signing
    in_order: bool
    until_on: date
    effective_on: date | None
    signed: dict[str, int] = field(default_factory=dict)
    rules: bool = False
    withdrawn: bool = False
    overtaken: bool = False

    @classmethod
    def of(cls, position: int, act: dict[str, Any], *, parties: Sequence[str], under: Charter | None) -> Presented:
        """Return the text that an act presented.

        :param under: the charter that ruled then
        """
        body = act["body"]
        ruling = first_of(under, Signing) if under else None
        rule = ruling[1] if ruling else Signing()
        last = parse_instant(act["at"]).date() + timedelta(days=rule.period_days)
        return cls(
            position=position,
            digest=body["digest"],
            purpose=body["purpose"],
            draft=body["draft"],
            parties=list(parties),
            under=act["charter"],
            rule=rule,
            in_order=bool(body["in_order"]) or rule.in_order,
            until_on=date.fromisoformat(body["until_on"]) if body["until_on"] else last,
            effective_on=date.fromisoformat(body["effective_on"]) if body["effective_on"] else None,
        )

    def asked(self, among: Members) -> list[str]:
        """Return who is asked to sign and takes part still, in order."""
        named = dict.fromkeys(among.now(each) for each in self.parties)
        return [each for each in named if each in among.there]

    def counted(self, among: Members) -> int:
        """Return how many of them signed."""
        signed = {among.now(each) for each in self.signed}
        return sum(each in signed for each in self.asked(among))

    def needed(self, among: Members) -> int:
        """Return how many have to."""
        return max(1, ceil(Fraction(self.rule.share) * len(self.asked(among))))

    def ready(self, on: date, among: Members) -> bool:
        """Tell whether it rules, as far as signatures and its day are concerned."""
        if self.purpose != "sign" or self.withdrawn or self.overtaken:
            return False
        if self.effective_on is not None and on < self.effective_on:
            return False
        return self.counted(among) >= self.needed(among)

    def earliest(self, decided_on: date, after_days: int) -> date:
        """Return the day from which an amendment rules."""
        day = decided_on + timedelta(days=after_days)
        return max(self.effective_on or day, day)

    def not_signing(self, organisation: str | None, *, how: str, on: date, among: Members) -> list[str]:
        """Return why a signature does not count."""
        asked, signed = self.asked(among), {among.now(each) for each in self.signed}
        wrong = []
        if self.purpose != "sign":
            wrong.append("It signs an amendment, which is decided and not signed.")
        if self.withdrawn or self.overtaken:
            wrong.append("It signs a text that was taken back, or that another one overtook.")
        if organisation not in asked:
            wrong.append("It signs for an organisation that is not asked to sign this text.")
        elif organisation in signed:
            wrong.append("It signs for an organisation that had signed already.")
        elif self.in_order and not signed.issuperset(asked[: asked.index(organisation)]):
            wrong.append("It signs before those who come first.")
        if on > self.until_on:
            wrong.append(f"It signs after {self.until_on.isoformat()}, the last day.")
        if how not in self.rule.assurance:
            wrong.append("It signs in a way that the charter does not take.")
        return wrong


@dataclass(frozen=True)
class Result:
    """What came out of a decision."""

    matter: str
    carried: bool
    on: date
    about: frozenset[int]
    concerns: frozenset[str]


@dataclass
class Decided:
    """What was decided, by the entry that proposed it. That it was counted right is for `decisions` to say."""

    kinds: ClassVar[frozenset[str]] = _RESULTS | {_PROPOSE, _REOPEN}
    proposals: dict[int, tuple[str, frozenset[int], frozenset[str]]] = field(default_factory=dict)
    results: dict[int, Result] = field(default_factory=dict)

    def follow(self, position: int, act: dict[str, Any]) -> None:
        """Take one act in."""
        body = act["body"]
        if act["kind"] == _PROPOSE:
            about = frozenset(_entries(act.get("cites") or ()))
            self.proposals[position] = (body["found"] or body["on"], about, frozenset(body["concerns"]))
        elif act["kind"] == _REOPEN:
            self.results.pop(body["decision"], None)
        else:
            matter, about, concerns = self.proposals[body["decision"]]
            on = parse_instant(act["at"]).date()
            self.results[body["decision"]] = Result(matter, body["outcome"] == "carried", on, about, concerns)

    def carried_about(self, matter: str, organisation: str) -> bool:
        """Tell whether something was carried on a matter that names an organisation."""
        return any(
            said.carried and said.matter == matter and organisation in said.concerns for said in self.results.values()
        )


def _entries(cites: Iterable[Any]) -> Iterable[int]:
    return (cite["entry"] for cite in cites)
