"""What the register of decisions and the page of a proposal show."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal, InvalidOperation
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from commonweal.acts.charter_words import said
from commonweal.acts.charters import setting_with
from commonweal.capabilities.decisions import queries
from commonweal.capabilities.decisions.form_parts import Choices
from commonweal.capabilities.decisions.phrases import KNOWLEDGE, OUTCOMES, PROMISES, STAGES
from commonweal.capabilities.decisions.queries import BallotRound, Decision
from commonweal.charter.clauses import Charter, Clause, in_language
from commonweal.charter.mattering import Found, matters_of
from commonweal.charter.rules import Rule
from commonweal.partnerships.models import Sector
from commonweal.partnerships.queries import representations
from commonweal.people.identity import names_of
from commonweal.web.audience import PartnershipRequest
from commonweal.web.told import organisations

Rounds = Mapping[int, BallotRound]

SIGNS: Mapping[str, str] = {
    "carried": "met",
    "failed": "not_met",
    "no_quorum": "not_met",
    "vetoed": "not_met",
    "tied": "needs",
    "": "unknown",
}
"""The shape beside an outcome."""


def charter_here(request: PartnershipRequest) -> Charter:
    """Return the charter in force, without a question where it was asked for before."""
    return setting_with(request.partnership.pk, digest=request.partnership.charter).charter


def groups(
    rows: Sequence[Decision], rounds: Rounds, voted: Iterable[int], request: PartnershipRequest
) -> list[tuple[str, str, list[dict[str, Any]]]]:
    """Return the decisions by what they need: open ballots first, then those in discussion, then what is decided.

    :param voted: the ballots, by the entry that opened them, in which whoever asks has voted in the open
    """
    mine = set(voted)
    shown = [row_of(row, rounds.get(row.decision), mine, request) for row in rows]
    by_stage: dict[str, list[dict[str, Any]]] = {}
    for each in shown:
        by_stage.setdefault(each["row"].stage, []).append(each)
    ballots = sorted(by_stage.get("ballot", []), key=_until)
    return [
        ("ballots", _("Ballot open"), ballots),
        ("ties", _("Votes equal"), by_stage.get("tied", [])),
        ("discussed", _("In discussion"), by_stage.get("discussion", [])),
        ("decided", _("Decided"), by_stage.get("closed", [])),
        ("withdrawn", _("Taken back"), by_stage.get("withdrawn", [])),
    ]


def _until(each: Mapping[str, Any]) -> tuple[bool, Any]:
    closes = each["ballot"].closes_at if each["ballot"] else None
    return closes is None, closes or each["row"].proposed_at


def row_of(row: Decision, ballot: BallotRound | None, voted: set[int], request: PartnershipRequest) -> dict[str, Any]:
    """Return one decision as a list shows it."""
    decided = row.stage in ("closed", "tied")
    sign, label = SIGNS[row.outcome if decided else ""], str(STAGES[row.stage])
    if decided:
        label = str(OUTCOMES.get(row.outcome, row.outcome))
    if row.outcome == "carried" and row.winners:
        label = _("Chosen")
    return {
        "row": row,
        "ballot": ballot,
        "sign": sign,
        "label": label,
        "rule": named_here(request, ballot, "rule", row.rule),
        "body": named_here(request, ballot, "body", row.body),
        "matter": named_here(request, ballot, "matter", row.matter),
        "voted": ballot is not None and ballot.entry in voted,
        "on": row.closed_at if decided else None,
        "untold": row.stage == "closed" and row.stated_entry is None,
    }


def named_here(request: PartnershipRequest, ballot: BallotRound | None, what: str, code: str) -> str:
    """Return what the charter calls a matter, body or rule; of a ballot, the charter under which it was opened."""
    digest = ballot.charter if ballot is not None else request.partnership.charter
    return named(setting_with(request.partnership.pk, digest=digest).charter, what, code)


def named(charter: Charter, what: str, code: str) -> str:
    """Return what a charter calls a matter, body or rule, in the reader's language; its code where it has none."""
    found: tuple[Clause, Any] | None = {"rule": charter.rule, "body": charter.body, "matter": charter.matter}[what](
        code
    )
    return in_language(found[1].name, lang()) if found else code


def lang() -> str:
    """Return the reader's language."""
    return get_language() or "en"


def matters_used(rows: Iterable[Decision], request: PartnershipRequest) -> list[tuple[str, str]]:
    """Return the matters on which something was proposed, by code and name, for the filter of the register."""
    codes = {row.matter for row in rows}
    charter = charter_here(request)
    return sorted(((code, named(charter, "matter", code)) for code in codes), key=lambda each: each[1])


def bodies_used(rows: Iterable[Decision], request: PartnershipRequest) -> list[tuple[str, str]]:
    """Return the bodies that decide something, by code and name."""
    charter = charter_here(request)
    return sorted(((code, named(charter, "body", code)) for code in {row.body for row in rows}), key=lambda e: e[1])


def matters(request: PartnershipRequest) -> list[dict[str, Any]]:
    """Return on what one may propose: each matter, or the family of those that are split by amount, once."""
    charter, found = charter_here(request), dict[str, dict[str, Any]]()
    for clause, matter in matters_of(charter):
        code = matter.family or matter.code
        if code in found:
            found[code]["name"] += " / " + in_language(matter.name, lang())
            continue
        found[code] = {
            "code": code,
            "name": in_language(matter.name, lang()),
            "body": named(charter, "body", matter.body),
            "rule": "" if matter.family else named(charter, "rule", matter.rule),
            "clause": clause.number,
            "by_amount": bool(matter.family),
            "currency": matter.currency or request.partnership.currency,
        }
    return list(found.values())


def amount_of(typed: str) -> str | None:
    """Return an amount as the charter compares it; nothing where none was given, or something that is no amount."""
    try:
        amount = Decimal(typed)
    except InvalidOperation:
        return None
    return typed if amount.is_finite() and amount >= 0 and "e" not in typed.lower() else None


def why_no_matter(code: str) -> str:
    """Return the sentence that says why nobody decides this, and what to do."""
    return {
        "unknown": _("The charter lets nobody decide on this matter. Choose another one."),
        "amount": _("Who decides depends on the amount. Say how much money it is about."),
        "currency": _("The charter lets nobody decide on this amount in this currency."),
        "body": _("The charter names a body for this matter that it does not set up."),
        "rule": _("The charter names a rule for this matter that it does not set."),
    }[code]


def law(found: Found, charter: Charter) -> dict[str, Any]:
    """Return who decides by which rule, in whole sentences, each with its clause."""
    return {
        "matter": in_language(found.matter.name, lang()),
        "matter_clause": found.matter_clause.number,
        "body": in_language(found.body.name, lang()),
        "body_clause": found.body_clause.number,
        "rule": in_language(found.rule.name, lang()),
        "rule_clause": found.rule_clause.number,
        "says": _sentences(found.rule, charter),
        "promised": PROMISES[found.matter.promised],
        "knowledge": [KNOWLEDGE[kind] for kind in found.matter.knowledge],
        "secret": found.rule.secrecy == "secret",
    }


def _sentences(rule: Rule, charter: Charter) -> list[str]:
    return said(rule, charter, lang())


def members(request: PartnershipRequest) -> Choices:
    """Return the organisations that take part, by id and name."""
    rows = organisations(request.partnership.pk)
    return [(id, row.name) for id, row in rows.items() if row.left_at is None]


def people(request: PartnershipRequest) -> Choices:
    """Return the people who hold a place here, by pseudonym and name: those whom one may offer as an option."""
    rows = representations(request.partnership.pk)
    orgs = organisations(request.partnership.pk)
    places: dict[str, str] = {}
    for row in rows:
        org = orgs.get(row.organisation)
        places.setdefault(row.person, org.name if org else "")
    names = names_of(places, partnership=request.partnership.pk)
    called = {
        person: ", ".join(word for word in (names.get(person, ""), org) if word) for person, org in places.items()
    }
    return sorted(((person, name) for person, name in called.items() if name), key=lambda each: each[1])


def sector_of(code: str) -> str:
    """Return what a sector is called."""
    return str(Sector(code).label) if code in Sector.values else ""


def question_entries(row: Decision) -> list[int]:
    """Return the entries on which a proposal says it rests, each once."""
    found = [*row.about, *(entry for used in row.knowledge for entry in used.get("entries", ()))]
    return sorted(set(found))


def knowledge_of(row: Decision, words: Mapping[str, Any], needed: Iterable[str]) -> list[dict[str, Any]]:
    """Return on which kinds of knowledge a proposal rests, those that the charter asks for and that are missing too."""
    used, asked = {each["kind"]: each for each in row.knowledge}, set(needed)
    return [
        {
            "name": name,
            "entries": used[kind].get("entries", ()) if kind in used else (),
            "says": words.get(used[kind].get("says") or "") if kind in used else None,
            "missing": kind not in used,
            "asked": kind in asked,
        }
        for kind, name in KNOWLEDGE.items()
        if kind in used or kind in asked
    ]


def open_rounds(rows: Iterable[Decision], rounds: Rounds) -> list[int]:
    """Return the entries that opened the ballots that are open now."""
    return [rounds[row.decision].entry for row in rows if row.stage == "ballot" and row.decision in rounds]


def voted_by(partnership: str, person: str | None, entries: Sequence[int]) -> list[int]:
    """Return in which of these ballots somebody cast an open one. One question, none where there is nothing to ask."""
    if person is None or not entries:
        return []
    return queries.rounds_with_ballot_of(partnership, person, entries)
