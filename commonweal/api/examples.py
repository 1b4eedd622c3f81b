"""Examples that stand in the document and on its pages; a test performs each in the order in which they stand here."""

from __future__ import annotations

from typing import Any, Final

_WORDS = {"text": "Three streets have no tree at all.", "lang": "en"}

EXAMPLES: Final[dict[str, dict[str, Any]]] = {
    "act": {
        "a goal": {
            "kind": "fit.name_goal",
            "body": {"title": "No school yard above 38 degrees"},
            "cites": [{"entry": 0, "rel": "based_on"}],
            "idem": "k3w7q2n5b6v4c3x2z7m5l4k3ja",
        },
        "with words": {
            "kind": "fit.state_condition",
            "body": {"condition": "problem", "colour": "amber", "says": _WORDS},
        },
    },
    "verdict": {"a goal": {"kind": "fit.name_goal", "body": {"title": "No school yard above 38 degrees"}}},
    "prepare": {"words": {"kind": "trust.anchor", "body": {"note": _WORDS}}},
    "found": {
        "five answers": {
            "body": {
                "name": "Shade for Ribera",
                "place": "Ribera Alta",
                "purpose": "School yards and the streets around them are safe in the heat.",
                "who_decides": "everyone",
                "size": "medium",
            }
        }
    },
    "join": {"an invitation": {"token": "the-secret-in-the-link", "name": "Bruno Díaz"}},
}
"""By the id of the operation, and by what each shows."""
