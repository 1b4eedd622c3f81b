"""A small charter without a fault, and the same with something changed, for tests."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from commonweal.charter.clauses import REQUIRED_PARTS, Charter
from commonweal.charter.models import base_today

DAY = date(2026, 3, 2)
MEMBERS = {"government": 1, "company": 1, "civil_society": 1, "university": 1}

Rules = Sequence[dict[str, Any]]


def en(text: str) -> dict[str, str]:
    """A text in English only."""
    return {"en": text}


def body(code: str = "board", **more: Any) -> dict[str, Any]:
    """A body in which every member sits, unless `seats` says otherwise."""
    members = {"code": "members", "held_by": "each_member", "name": en("Members"), "filled_by": "office"}
    return {"type": "body", "code": code, "name": en(code), "mandate": en("Decides."), "seats": [members], **more}


def seats(code: str, held_by: str, **more: Any) -> dict[str, Any]:
    """A group of seats."""
    return {"code": code, "held_by": held_by, "name": en(code), **more}


def matter(code: str, **more: Any) -> dict[str, Any]:
    """A matter of the board, by majority."""
    return {"type": "matter", "code": code, "name": en(code), "body": "board", "rule": "majority", **more}


def rule(code: str = "majority", **more: Any) -> dict[str, Any]:
    """A majority of those who vote, with a quorum of half."""
    majority = {"method": "majority", "tests": [{}], "quorum": {}}
    return {"type": "rule", "code": code, "name": en(code), **majority, **more}


def small(changed: dict[str, Rules] | None = None, **whole: Any) -> Charter:
    """Return the small charter; `changed` gives other rules to the clauses of these parts."""
    rules: dict[str, Rules] = {
        "bodies": [body()],
        "rules": [rule(), matter("general"), matter("charter"), matter("membership")],
        "interests": [{"type": "interests"}],
        "disputes": [{"type": "dispute_path", "steps": [{"name": en("Decide"), "body": "board", "days": 30}]}],
        "review": [{"type": "review", "every_months": 12}],
        "accession": [{"type": "accession", "matter": "membership"}],
        "exit": [
            {"type": "exit"},
            {"type": "suspension", "matter": "membership"},
            {"type": "succession", "matter": "membership"},
        ],
        "end": [{"type": "dissolution", "matter": "charter"}],
        "signing": [{"type": "signing"}],
        "amendment": [{"type": "amendment", "matter": "charter"}],
    } | (changed or {})
    clauses = [
        {"number": f"{n}", "part": part, "title": en(part), "text": en("So it is."), "summary": en("So.")}
        | {"rules": rules.get(part, ())}
        for n, part in enumerate([*REQUIRED_PARTS, "signing", "amendment", "other"], start=1)
    ]
    base = base_today().model_dump()
    return Charter.model_validate({"edition": "test/1", "title": en("Test"), "clauses": clauses, "base": base, **whole})


def number_of(part: str) -> str:
    """Return the number of the clause of a part."""
    return str([*REQUIRED_PARTS, "signing", "amendment", "other"].index(part) + 1)
