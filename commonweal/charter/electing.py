"""Choose among options: a charter's rule as a complete rule of `methods.ballots`, and what its count leaves open."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Any, Final, Literal

from commonweal.charter.choices import RANKED, Choice
from commonweal.charter.majorities import Line
from commonweal.charter.rules import DecisionRule
from commonweal.kit.canonical import canonical_encode
from commonweal.kit.digests import sha256_hex
from commonweal.methods.ballots import count, standard
from commonweal.methods.ballots.forms import Ballot, approved, ranked, scored, spent
from commonweal.methods.ballots.rules import ONE_SEAT

MOST_BYTES: Final = 24_000
"""How long the lines of a count may be to stand in the record whole; of longer ones their digest stands there."""


def document_of(rule: DecisionRule, ties: Literal["fail", "seed", "order"]) -> str:
    """Return the complete document of the count that a charter's rule means: version 1 of each, for ever."""
    if rule.method == "score":
        return standard("score", highest=str(rule.scale), ties=ties)
    if rule.method == "quadratic":
        return standard("quadratic", budget=str(rule.scale), ties=ties)
    return standard(rule.method, ties=ties)


def places_of(rule: DecisionRule) -> int:
    """Return how many options a rule chooses; some methods find one, whatever the charter says."""
    return 1 if rule.method in ONE_SEAT else rule.winners


def elect(
    rule: DecisionRule,
    ballots: Sequence[tuple[Choice, Fraction]],
    options: Sequence[str],
    chosen: str | None,
    seed: str,
    lines: list[Line],
) -> tuple[Literal["carried", "failed", "tied"], tuple[str, ...]]:
    """Count, and return what came out with the options chosen.

    :param chosen: what the chair prefers among options that are equal; nothing before she said
    :param seed: by which lots are drawn, where the rule draws them
    """
    if not ballots:
        lines.append({"code": "no_ballots"})
        return "failed", ()
    ties: Literal["fail", "seed", "order"] = "seed" if rule.ties == "lot" and seed else "fail"
    order: list[str] = []
    if rule.ties == "chair" and chosen is not None:
        ties, order = "order", [chosen, *(option for option in options if option != chosen)]
        lines.append({"code": "chair", "choice": chosen})
    papers = [(_form(rule, choice), weight) for choice, weight in ballots]
    found = count(document_of(rule, ties), papers, options, places_of(rule), seed, order)
    lines += _sparing([{"code": "count", "line": dict(line)} for line in found.transcript])
    if not found.open:
        return ("carried", found.winners) if found.winners else ("failed", ())
    if rule.ties == "chair" and chosen is None:
        lines.append({"code": "chair_awaited", "options": list(found.tied[-1].options)})
        return "tied", ()
    if rule.ties == "lot" and not seed:
        lines.append({"code": "lot_awaited"})
        return "tied", ()
    lines.append({"code": "level_fails"})
    return "failed", ()


def _form(rule: DecisionRule, choice: Any) -> Ballot:
    if rule.method in RANKED:
        return ranked(*choice)
    if rule.method == "approval":
        return approved(*choice)
    return scored(choice) if rule.method == "score" else spent(choice)


def _sparing(lines: list[Line]) -> list[Line]:
    whole = canonical_encode({"lines": lines})
    if len(whole) <= MOST_BYTES:
        return lines
    return [{"code": "count_digest", "lines": len(lines), "sha256": sha256_hex(whole)}]
