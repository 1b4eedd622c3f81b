"""Charters: who signed which text, and which one rules at each entry, followed from raw acts."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

from commonweal.charter import drafting
from commonweal.charter.clauses import Charter
from commonweal.charter.interim import CURRENT, PUBLISHED, interim_charter
from commonweal.charter.rules import Accession, Amendment, Dissolution, Suspension
from commonweal.charter.ruling import first_of
from commonweal.kit.dates import parse_instant
from commonweal.record.entry import FOUNDING_KIND
from commonweal.verifier.recompute.parties import Decided, Members, Presented

_ROOM: Final = "agreement."
_SIGNED: Final = {
    f"{_ROOM}sign": "passkey",
    f"{_ROOM}accede": "passkey",
    f"{_ROOM}sign_by_code": "code",
    f"{_ROOM}sign_on_paper": "paper",
}
_KEYED: Final = frozenset({f"{_ROOM}sign", f"{_ROOM}accede"})
_DECIDED: Final[dict[str, type[Amendment | Dissolution | Suspension]]] = {
    f"{_ROOM}suspend": Suspension,
    f"{_ROOM}lift_suspension": Suspension,
    f"{_ROOM}renew": Amendment,
    f"{_ROOM}dissolve": Dissolution,
}
_TAKEN_BACK: Final = frozenset({"chartering.withdraw_draft", "chartering.reopen_draft"})
_FORCE, _EDITION = f"{_ROOM}bring_into_force", f"{_ROOM}adopt_edition"
_SUCCEED: Final = f"{_ROOM}succeed"
_BROKEN = (ArithmeticError, AttributeError, LookupError, TypeError, ValueError)


@dataclass
class Agreements:
    """Follows texts, signatures and decisions, and tells at each entry which charter rules."""

    kinds: frozenset[str] = (
        frozenset({FOUNDING_KIND, _FORCE, _EDITION, _SUCCEED, *_SIGNED, *_DECIDED})
        | _TAKEN_BACK
        | drafting.KINDS
        | Members.kinds
        | Decided.kinds
    )
    drafts: drafting.Drafts = field(default_factory=drafting.Drafts)
    charters: dict[str, Charter] = field(default_factory=dict)
    texts: dict[int, Presented] = field(default_factory=dict)
    members: Members = field(default_factory=Members)
    decided: Decided = field(default_factory=Decided)
    since: list[tuple[int, str]] = field(default_factory=list)  # from which entry on which charter rules

    def observe(self, position: int, act: dict[str, Any]) -> Iterator[str]:
        """Take one act, and yield a sentence where it cannot be so."""
        kind: str = act["kind"]
        try:
            if kind in Members.kinds:
                self.members.follow(position, act)
            elif act["kv"] == 1:  # else a newer house than this one wrote it
                yield from self._taker(kind)(position, act)
        except _BROKEN as error:
            if kind.startswith(_ROOM):
                yield f"This cannot be computed again: {error!r}."

    def _taker(self, kind: str) -> Callable[[int, dict[str, Any]], Iterator[str]]:
        if kind in _SIGNED:
            return self._sign
        if kind in _DECIDED:
            return self._by_decision
        named = {FOUNDING_KIND: self._found, _FORCE: self._force, _EDITION: self._edition, _SUCCEED: self._succeed}
        return named.get(kind, self._follow)

    # ── What rules ────────────────────────────────────────────────────────────────────────────────

    def pass_by(self, first: int, raws: Sequence[bytes]) -> Iterator[tuple[int, str]]:
        """Hold the charter that each entry of a tile names against the one that rules there."""
        if not self.since or (first > self.since[-1][0] and _all_under(self.since[-1][1], raws)):
            return
        for position, raw in enumerate(raws, first):
            now = next(((at, digest) for at, digest in reversed(self.since) if at <= position), None)
            named = _charter_in(raw)
            if position == 0 or now is None or named is None or named == now[1]:
                continue
            yield position, self._another(named, now)
            self.since = sorted([*self.since, (position, named)], key=lambda each: each[0])

    def _another(self, named: str, now: tuple[int, str]) -> str:
        text = next((text for text in self.texts.values() if text.digest == named), None)
        if text is None:
            return f"It stands under another charter than the one that rules since entry {now[0]}."
        return f"It stands under the text that entry {text.position} presented, which does not rule here."

    def _rules(self, position: int, digest: str) -> None:
        self.since.append((position + 1, digest))

    def _now(self) -> str | None:
        return self.since[-1][1] if self.since else None

    def _charter(self, digest: str | None) -> Charter | None:
        if digest not in self.charters:
            built_in = (interim_charter(edition) for edition in PUBLISHED)
            self.charters |= {charter.digest(): charter for charter in built_in}
        return self.charters.get(digest or "")

    def _found(self, position: int, act: dict[str, Any]) -> Iterator[str]:
        if act["body"].get("edition") in PUBLISHED:
            self._rules(position, interim_charter(act["body"]["edition"]).digest())
        return iter(())

    def _follow(self, position: int, act: dict[str, Any]) -> Iterator[str]:
        """Follow drafts, texts that are presented or taken back, and decisions."""
        kind, body = act["kind"], act["body"]
        if kind == drafting.PRESENT:
            charter = self.drafts.drafts[body["draft"]].charter()
            self.charters[charter.digest()] = charter
            parties = list(body["parties"]) or self.members.here()
            self.texts[position] = Presented.of(position, act, parties=parties, under=self._charter(act["charter"]))
        elif kind in _TAKEN_BACK:
            for text in self.texts.values():
                if text.draft == body["draft"] and not text.rules:
                    text.withdrawn = True
        elif kind in drafting.KINDS:
            self.drafts.follow(position, kind, body)
        else:
            self.decided.follow(position, act)
        return iter(())

    # ── Who signed ────────────────────────────────────────────────────────────────────────────────

    def _sign(self, position: int, act: dict[str, Any]) -> Iterator[str]:
        body, kind = act["body"], act["kind"]
        text = self.texts.get(body["text"])
        if text is None:
            yield "It signs a text that no entry presented."
            return
        organisation = body["organisation"] if _SIGNED[kind] == "paper" else act["org"]
        on = date.fromisoformat(body["signed_on"]) if _SIGNED[kind] == "paper" else parse_instant(act["at"]).date()
        wrong = (
            [f"It signs another text than entry {text.position} presented."] if body["digest"] != text.digest else []
        )
        if kind in _KEYED and not act.get("signed"):
            wrong.append("It says that a key signed, and carries no signature.")
        if text.rules:
            wrong += self._not_acceding(text, organisation, how=_SIGNED[kind])
        else:
            wrong += text.not_signing(organisation, how=_SIGNED[kind], on=on, among=self.members)
        yield from wrong
        if wrong:
            return
        text.signed.setdefault(organisation, position)
        if not text.rules and text.ready(parse_instant(act["at"]).date(), self.members):
            self._comes_into_force(text, position)

    def _not_acceding(self, text: Presented, organisation: str | None, *, how: str) -> list[str]:
        charter = self._charter(text.digest)
        if text.digest != self._now():
            return ["It signs a text that rules no longer."]
        rule = first_of(charter, Accession) if charter else None
        if charter is None or rule is None or charter.matter(rule[1].matter) is None:
            return []
        if not self.decided.carried_about(rule[1].matter, organisation or ""):
            return [f"Nobody had decided that this organisation accedes, as clause {rule[0].number} asks."]
        return []

    def _comes_into_force(self, text: Presented, position: int) -> None:
        text.rules = True
        for other in self.texts.values():
            other.overtaken = other.overtaken or (other is not text and not other.rules and other.position < position)
        self._rules(position, text.digest)

    def _force(self, position: int, act: dict[str, Any]) -> Iterator[str]:
        text = self.texts.get(act["body"]["text"])
        if text is None:
            yield "It brings into force a text that no entry presented."
            return
        on = parse_instant(act["at"]).date()
        if text.purpose == "amend":
            yield from self._not_adopted(text, act, on)
        elif text.counted(self.members) < text.needed(self.members):
            counted, needed = text.counted(self.members), text.needed(self.members)
            yield f"It brings a text into force that {counted} of the {needed} organisations needed have signed."
        elif not text.ready(on, self.members):
            yield "It brings a text into force before its day, or one that was taken back."
        self._comes_into_force(text, position)

    def _not_adopted(self, text: Presented, act: dict[str, Any], on: date) -> Iterator[str]:
        charter = self._charter(self._now())
        rule = first_of(charter, Amendment) if charter else None
        if rule is None:
            yield "The charter in force does not say how it is amended."
            return
        if text.under != self._now():
            yield "The charter that this text amends rules no longer."
        said = self.decided.results.get(act["body"]["decision"])
        if said is None or not said.carried or said.matter != rule[1].matter or text.position not in said.about:
            clause, matter = rule[0].number, rule[1].matter
            yield f"No decision on {matter} about entry {text.position} was carried, as clause {clause} asks."
        elif on < text.earliest(said.on, rule[1].after_days):
            yield f"It comes into force before the day that clause {rule[0].number} allows."

    def _edition(self, position: int, act: dict[str, Any]) -> Iterator[str]:
        edition, now = act["body"]["edition"], self._charter(self._now())
        if now is not None and now.edition not in PUBLISHED:
            yield "A charter that partners signed gives way to an interim one."
        if edition in PUBLISHED and (now is None or edition == CURRENT or edition > now.edition):
            self._rules(position, interim_charter(edition).digest())
        else:
            yield "It adopts an interim charter that is not newer."

    def _succeed(self, position: int, act: dict[str, Any]) -> Iterator[str]:
        self.members.succeeded(act["body"]["organisation"], act["body"]["successor"])
        return iter(())

    def _by_decision(self, position: int, act: dict[str, Any]) -> Iterator[str]:
        charter = self._charter(act["charter"])
        rule = first_of(charter, _DECIDED[act["kind"]]) if charter else None
        said = self.decided.results.get(act["body"]["decision"])
        if rule is not None and (said is None or not said.carried or said.matter != rule[1].matter):
            yield f"No decision on {rule[1].matter} was carried on which this rests, as clause {rule[0].number} asks."


# The order of keys in canonical bytes is fixed, so the last of these is the one of the act itself.
_KEY: Final = b',"charter":'


def _all_under(digest: str, raws: Sequence[bytes]) -> bool:
    """Tell whether every entry names this charter, and no body has a key of that name."""
    tile = b"\n".join(raws)
    named = tile.count(b',"charter":"%s","cites":' % digest.encode())
    return named == len(raws) == tile.count(b'"charter":')


def _charter_in(raw: bytes) -> str | None:
    """Return the digest of the charter that an entry names, found without reading the rest; nothing in what is none."""
    at = raw.rfind(_KEY)
    if at < 0:
        return None
    said = raw[at + len(_KEY) : at + len(_KEY) + 66]
    return said[1:65].decode("ascii", "replace") if said[:1] == b'"' else ""
