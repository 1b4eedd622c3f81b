"""What a script says in one line and takes many steps: a model's clauses, a secret ballot, answers to a survey."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from commonweal.capabilities.agreement import codes
from commonweal.capabilities.chartering.queries import draft_with, text_of
from commonweal.capabilities.chartering.sources import in_languages, in_parts
from commonweal.capabilities.conversations.queries import conversation_at
from commonweal.capabilities.conversations.refreshing import refreshed
from commonweal.capabilities.decisions.ballot_acts import Cast
from commonweal.capabilities.decisions.voting import cast_secretly
from commonweal.capabilities.feedback import queries as feedback
from commonweal.capabilities.pulse.answering import Said, answer
from commonweal.charter.clauses import Charter
from commonweal.charter.models import starting_charter
from commonweal.methods.relations import RATINGS
from commonweal.partnerships.actors import Actor
from commonweal.partnerships.models import CharterText
from commonweal.partnerships.queries import members
from commonweal.record import boxes


def clauses_of(model: str, languages: list[str]) -> list[list[dict[str, Any]]]:
    """Return the clauses of a starting charter in these languages, in parts of which each fits into one entry."""
    clauses = [clause.model_dump(mode="json") for clause in starting_charter(model).clauses]
    return list(in_parts(in_languages(clauses, languages)))


def clauses_in_force(charter: Charter) -> list[list[dict[str, Any]]]:
    """Return the clauses of the charter in force, in parts of which each fits into one entry."""
    return list(in_parts(clause.model_dump(mode="json") for clause in charter.clauses))


def edited(partnership: str, draft: int, edit: Mapping[str, Any]) -> dict[str, Any]:
    """Return a clause of a draft as it stands, with other words and other figures.

    :param edit: ``number``; ``title``, ``text`` and ``summary`` by language; ``rules``: fields to
        values by code, of a deadline by what it is for
    """
    clause = dict(text_of(draft_with(partnership, draft)).clauses[edit["number"]])
    for part in ("title", "text", "summary"):
        if part in edit:
            clause[part] = {**(clause.get(part) or {}), **edit[part]}
    changes = edit.get("rules", {})
    named = [(rule.get("code") or rule.get("what") or rule["type"], rule) for rule in clause["rules"]]
    clause["rules"] = [{**rule, **changes.get(name, {})} for name, rule in named]
    return clause


def digest_of(partnership: str, frozen: int) -> str:
    """Return the digest of the text that an entry presented."""
    return CharterText.objects.get(partnership=partnership, entry=frozen).digest


def type_code(partnership: str, person: str, text: int) -> None:
    """Mail a code to somebody who signs without a key, and type it in: as on the page, but for the mail."""
    codes.confirm(partnership, person, text, codes.new_code(partnership, person, text))


def vote_secretly(partnership: str, decision: int, seat: str, choice: Any, *, by: Actor, at: datetime) -> None:
    """Put a secret ballot into its box."""
    act = Cast(partnership=partnership, decision=decision, seat=seat, choice=choice)
    cast_secretly(act, by=by, at=at)


def vote_as_crowd(partnership: str, box: str, cast: Iterable[tuple[str, int, int]]) -> None:
    """Put the votes of a crowd into the box of a conversation: voter, statement and vote."""
    boxes.put_each_once(
        partnership,
        box,
        (
            (("vote", voter, str(statement)), {"what": "vote", "voter": voter, "statement": statement, "vote": vote})
            for voter, statement, vote in cast
        ),
    )


def count_so_far(partnership: str, conversation: int, *, at: datetime) -> None:
    """Count what an open conversation comes to so far, as the tick does it."""
    refreshed(conversation_at(partnership, conversation), at=at)


def answer_survey(
    partnership: str, box: str, close: Mapping[str, int], rated: int | None, *, by: Actor, at: datetime
) -> None:
    """Answer a survey of working relations: so close to those named, to all others not at all."""
    others = [row.organisation for row in members(partnership) if row.organisation != by.org]
    said = [
        Said(org, close.get(org, 0), dict.fromkeys(RATINGS, rated) if rated and close.get(org) else None)
        for org in others
    ]
    answer(partnership, box, said, by=by, at=at)


def waiting(partnership: str, what: str, room: str, *, but: str) -> list[int]:
    """Return the contributions in a room that wait to be acknowledged, or answered; but not what one person gave."""
    rows = feedback.open_for(partnership, what, but=but, room=room)
    return sorted(rows.values_list("entry", flat=True))
