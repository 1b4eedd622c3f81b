"""Texts, signatures and decisions, arranged by acting as far as that can be done without other capabilities."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from commonweal.acts.testing import NOON, Founded, given, made, welcome
from commonweal.capabilities.agreement import codes, queries
from commonweal.charter.clauses import REQUIRED_PARTS
from commonweal.charter.interim import interim_charter
from commonweal.kit.canonical import b64_encode
from commonweal.kit.ids import id_from_seed
from commonweal.partnerships.models import CharterText, Decided
from commonweal.record import reading
from commonweal.record.entry import Entry, Seen
from commonweal.record.keys import SigningKey
from commonweal.record.readmodel import projecting

ORGS = {"Alba": "city", "Bruno": "company", "Chiara": "ngo", "Dina": "university", "Eva": "families"}
"""Who signs for whom: Emre only takes part for the families, so Eva represents them."""

AUTHORITY = "Decision of the board of 1 February 2026"


def with_keys(cool: Founded) -> Founded:
    """Let Eva represent the families, and everybody register a key of her organisation."""
    welcome(cool, "Eva", "representative", org="families")
    for who, org in ORGS.items():
        with_key(cool, who, org)
    return cool


def with_key(cool: Founded, who: str, org: str) -> None:
    """Register a key of an organisation."""
    key = {"key": key_of(cool, who), "holder": "organisation", "of": cool.org(org), "alg": "ed25519"}
    public = b64_encode(_signing(who).public)
    given(made("trust.add_key", cool.id, **key, public=public), by=cool.actor(who))


def key_of(cool: Founded, who: str) -> str:
    """Return the id of a key."""
    return id_from_seed("test", cool.slug, "key", who)


def _signing(who: str) -> SigningKey:
    return SigningKey(who.encode().ljust(32, b"."))


def sign_with(who: str, message: bytes) -> str:
    """Return somebody's signature over bytes, in base64."""
    return b64_encode(_signing(who).sign(message))


def _clauses(changed: Mapping[str, Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Return the interim charter's clauses with all the parts that an agreement needs, some of them changed.

    :param changed: by number, what is another way in a clause
    """
    found = [clause.model_dump(mode="json") for clause in interim_charter().clauses]
    for n, part in enumerate(REQUIRED_PARTS, start=1):
        said = {"title": {"en": f"On {part}"}, "text": {"en": f"What is agreed on {part}."}}
        rules = [{"type": "review", "every_months": 12}] if part == "review" else []
        found.append({"number": f"9.{n}", "part": part, "rules": rules, **said})
    return [{**clause, **changed.get(clause["number"], {})} for clause in found]


def rules_of(number: str, **changed: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Return the rules of a clause of the interim charter, those of some types changed."""
    clause = next(each for each in interim_charter().clauses if each.number == number)
    return [{**rule, **changed.get(rule["type"], {})} for rule in clause.model_dump(mode="json")["rules"]]


def drafted(cool: Founded, *, at: datetime = NOON, **changed: Mapping[str, Any]) -> int:
    """Write a draft and return the entry that opened it.

    :param changed: clauses that read otherwise, by their number with an underscore, such as ``c6_5``
    """
    title = {"title": "Charter of Cool Schools", "source": "blank", "languages": ["en"]}
    draft = cool.given("chartering.open_draft", at=at, **title).position
    numbered = {name.removeprefix("c").replace("_", "."): said for name, said in changed.items()}
    clauses = _clauses(numbered)
    for some in (clauses[: len(clauses) // 2], clauses[len(clauses) // 2 :]):  # more than one entry holds
        cool.given("chartering.put_clauses", at=at, draft=draft, clauses=some)
    return draft


def presented(
    cool: Founded, *, at: datetime = NOON, purpose: str = "sign", draft: int | None = None, **terms: Any
) -> CharterText:
    """Present a text and return it."""
    changed = terms.pop("changed", {})
    draft = drafted(cool, at=at, **changed) if draft is None else draft
    entry = cool.given("chartering.freeze", at=at, draft=draft, purpose=purpose, **terms)
    return queries.text_at(cool.id, entry.position)


def amended(cool: Founded, *, title: str = "New title", **terms):
    """Present an amendment of one clause."""
    changed = {"c9_2": {"title": {"en": title}, "text": {"en": title}}}
    return presented(cool, purpose="amend", draft=drafted(cool, **changed), **terms)


def sign(
    cool: Founded, who: str, text: CharterText, *, kind: str = "agreement.sign", at: datetime = NOON, **other: Any
) -> Entry:
    """Let somebody sign with the key of her organisation."""
    said = {"text": text.entry, "digest": text.digest, "authority": AUTHORITY, **other}
    return keyed(cool, who, made(kind, cool.id, **said), at=at)


def keyed(cool: Founded, who: str, act: Any, *, at: datetime = NOON) -> Entry:
    """Perform an act that has to be signed, with the key of somebody's organisation."""
    head, key = reading.head(cool.id), key_of(cool, who)
    return given(
        act,
        by=cool.actor(who, at=at),
        at=at,
        seen=Seen(head.size, head.root),
        sign=lambda message: {"alg": "ed25519", "key": key, "sig": b64_encode(_signing(who).sign(message))},
    )


def sign_by_code(cool: Founded, who: str, text: CharterText, *, at: datetime = NOON) -> Entry:
    """Let somebody sign with a mailed code."""
    person = cool.person(who)
    assert codes.confirm(cool.id, person, text.entry, codes.new_code(cool.id, person, text.entry))
    said = {"text": text.entry, "digest": text.digest, "typed": {"text": f"{who} Example"}, "authority": AUTHORITY}
    return given(made("agreement.sign_by_code", cool.id, **said), by=cool.actor(who, at=at), at=at)


def paper_of(cool: Founded, org: str, text: CharterText, **other: Any) -> dict[str, Any]:
    """Return the fields of a signature on paper."""
    said = {"text": text.entry, "digest": text.digest, "organisation": cool.org(org), "scan": "ab" * 32}
    rest = {"signed_on": NOON.date(), "authority": AUTHORITY, "signer": {"text": "Imelda Example"}}
    return {**said, **rest, **other}


def signed_by_all(cool: Founded, text: CharterText, *, but: Iterable[str] = (), at: datetime = NOON) -> CharterText:
    """Let everybody sign but those named, and return the text as it stands."""
    for who in ORGS:
        if who not in but:
            sign(cool, who, text, at=at)
    return queries.text_at(cool.id, text.entry)


def in_force(cool: Founded, *, at: datetime = NOON, **terms: Any) -> CharterText:
    """Present a text and let everybody sign it."""
    return signed_by_all(cool, presented(cool, at=at, **terms), at=at)


def carried(
    cool: Founded, matter: str, *, about: Iterable[int] = (), concerns: Iterable[str] = (), at: datetime = NOON,
    outcome: str = "carried",
) -> int:  # fmt: skip
    """Write that something was decided, as `decisions` would, and return the entry that stands for its proposal."""
    entry = cool.given("messages.write", at=at, about=0, words={"text": "Proposed."})
    with projecting():
        Decided.objects.create(
            key=f"{cool.id}.{entry.position}.decided", partnership=cool.id, decision=entry.position, matter=matter,
            body="assembly", rule="majority", outcome=outcome, about=list(about), concerns=list(concerns),
            charter=entry.charter or "", entry=entry.position, at=at, proposed_at=at,
        )  # fmt: skip
    return entry.position
