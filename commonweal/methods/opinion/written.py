"""An opinion as plain data, for JSON: every number with how many it is of, every list in a fixed order.

Whatever passed through an eigenvector or a power is rounded to nine decimals, so that two machines whose libraries
differ in the last bit write the same text; shares, tests and consensus are plain divisions and roots, and stand as
they are.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict
from typing import Any

from commonweal.methods.opinion.report import Bridge, Counts, Divide, Group, Held, Opinion, Statement

DECIMALS = 9


def as_data(opinion: Opinion, *, members: bool = True) -> dict[str, Any]:
    """Return one object of plain data; `members` says whether groups name who is in them."""
    stability = asdict(opinion.stability)
    return {
        "mode": opinion.mode,
        "version": opinion.version,
        "seed": opinion.seed,
        "participants": opinion.participants,
        "votes": opinion.votes,
        "on_the_map": opinion.on_the_map,
        "clear": opinion.clear,
        "least": opinion.least,
        "groups": [_group(one, members=members) for one in opinion.groups],
        "representative": {str(id): [_held(one) for one in told] for id, told in opinion.representative.items()},
        "consensus": {
            way: [_held(one) for one in opinion.consensus if one.way == way] for way in ("agree", "disagree")
        },
        "bridging": [_bridge(one) for one in opinion.bridging],
        "divisive": [_divide(one) for one in opinion.divisive],
        "uncertain": [{"statement": one.statement, "passed": one.passed.as_data()} for one in opinion.uncertain],
        "group_informed_consensus": {
            one.statement: one.consensus for one in opinion.bridges if one.consensus is not None
        },
        "statements": [_statement(one) for one in opinion.statements],
        "by_group": {
            str(id): {name: _counts(counts) for name, counts in told.items()} for id, told in opinion.by_group.items()
        },
        "stability": stability
        | {name: {str(k): _round(v) for k, v in stability[name].items()} for name in ("by_count", "silhouettes")}
        | {name: _round(stability[name]) for name in ("chosen", "settled")},
        "explained": _steady(opinion.explained),
    }


def _group(one: Group, *, members: bool) -> dict[str, Any]:
    told: dict[str, Any] = {
        "id": one.id, "size": one.size, "center": None if one.center is None else _steady(one.center),
        "outline": [list(at) for at in one.outline],
        "confidence": _round(one.confidence),
    }  # fmt: skip
    return told | {"members": list(one.members)} if members else told


def _held(one: Held) -> dict[str, Any]:
    told = {"statement": one.statement, "way": one.way, **one.share.as_data(), "test": one.test}
    if one.ratio is None:
        return told
    return told | {"ratio": one.ratio, "ratio_test": one.ratio_test, "best_agree": one.best_agree}


def _bridge(one: Bridge) -> dict[str, Any]:
    told = one._asdict()
    told |= {
        name: _round(told[name]) for name in ("consensus_root", "intercept", "intercept_low", "intercept_high", "side")
    }
    return told | {"least": one.least.as_data() if one.least else None}


def _round(number: float | None) -> float | None:
    return None if number is None else round(number, DECIMALS) + 0.0


def _steady(numbers: Iterable[float]) -> list[float]:
    return [round(number, DECIMALS) + 0.0 for number in numbers]


def _divide(one: Divide) -> dict[str, Any]:
    told = {name: getattr(one, name) for name in Divide.__slots__}
    return told | {"most": one.most.as_data(), "least": one.least.as_data()}


def _statement(one: Statement) -> dict[str, Any]:
    shares = {"agreed": one.agreed, "disagreed": one.disagreed, "passed": one.passed}
    return {
        "id": one.id, **{name: share.as_data() for name, share in shares.items()}, "place": _steady(one.place),
        "moderated_out": one.out, "meta": one.meta,
    }  # fmt: skip


def _counts(told: Counts) -> dict[str, int]:
    return {"agreed": told.in_favour, "disagreed": told.against, "passed": told.abstained, "n": told.n}
