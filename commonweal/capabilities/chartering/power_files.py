"""The numbers of power as files: CSV and JSON of all rules, and RULE.json of one, to be counted again by anybody."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import Any, Final

from commonweal.capabilities.chartering.power_naming import Naming
from commonweal.charter.data import in_language
from commonweal.charter.foresight import Foresight, Holding, remarks, rule_file

COLUMNS: Final = (
    "body", "rule", "clause", "kind", "what", "code", "name", "sector", "seats", "seat_share", "weight_share",
    "banzhaf", "shapley", "banzhaf_without_veto", "blocks", "passes", "never_matters", "no_show", "chooses",
)  # fmt: skip
_RUNS: Final = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20", "'")


def rule_json(seen: Foresight, naming: Naming) -> str:
    """Return the RULE.json of a rule in a body: what ``commonweal power`` reads. Seats of persons carry no names."""
    if seen.game is None:
        raise ValueError(seen.pair.code)
    body, rule = (in_language(each.name, naming.lang) for each in (seen.pair.body, seen.pair.rule))
    file = rule_file(
        seen.game,
        name=f"{body}: {rule}"[:200],
        absence=seen.reach.away.share if seen.reach else None,
        labels={code: name[:200] for code, name in naming.seats(seen).items()},
        organisations={code: naming.names.get(code, code)[:200] for code in {seat.organisation for seat in seen.roll}},
    )
    return json.dumps(file, indent=1, ensure_ascii=False)


def as_json(found: Sequence[Foresight], naming: Naming, *, digest: str) -> str:
    """Return the numbers of every rule, exact."""
    return json.dumps(
        {"charter": digest, "rules": [_rule(seen, naming) for seen in found]}, ensure_ascii=False, indent=1
    )


def as_csv(found: Sequence[Foresight], naming: Naming) -> str:
    """Return one row for each seat, organisation and sector under each rule."""
    text = io.StringIO()
    out = csv.writer(text, lineterminator="\r\n")
    out.writerow(COLUMNS)
    for seen in found:
        for row in _rows(seen, naming):
            own = {"body": seen.pair.body.code, "rule": seen.pair.rule.code, "clause": seen.pair.rule_clause.number}
            cells = own | {"kind": seen.kind} | row
            out.writerow([_cell(cells[column]) for column in COLUMNS])
    return text.getvalue()


def _rule(seen: Foresight, naming: Naming) -> dict[str, Any]:
    reach = seen.reach
    return {
        "body": seen.pair.body.code,
        "rule": seen.pair.rule.code,
        "clauses": [seen.pair.body_clause.number, seen.pair.rule_clause.number],
        "matters": [matter.code for matter in seen.pair.matters],
        "kind": seen.kind,
        "unfit": seen.unfit,
        "left_out": seen.left_out,
        "act": _exact(seen.act),
        "smallest": {"size": seen.smallest, "count": seen.smallest_count},
        "quota": _exact(seen.quota),
        "absence": _exact(reach.away.share) if reach else None,
        "meetings": reach.away.meetings if reach else None,
        "quorum_reach": _exact(reach.chance) if reach else None,
        "quorum_reach_conflicted": _exact(reach.conflicted) if reach else None,
        "remarks": [{"code": each.code, "severity": each.severity, "says": each.says} for each in remarks(seen)],
        "holdings": list(_rows(seen, naming)),
    }


def _rows(seen: Foresight, naming: Naming) -> Iterator[dict[str, Any]]:
    labels = naming.seats(seen)
    for number, row in enumerate(seen.seats, start=1):
        yield _holding(row, "seat", f"{seen.roll[number - 1].group}.{number}", labels[row.code])
    for row in seen.organisations:
        yield _holding(row, "organisation", row.code, naming.party(seen, row))
    for row in seen.sectors:
        yield _holding(row, "sector", row.code, naming.sector(row.code))


def _holding(row: Holding, what: str, code: str, name: str) -> dict[str, Any]:
    return {
        "what": what,
        "code": code,
        "name": name,
        "sector": row.sector,
        "seats": row.seats,
        "seat_share": _exact(row.seat_share),
        "weight_share": _exact(row.weight_share),
        "banzhaf": _exact(row.banzhaf),
        "shapley": _exact(row.shapley),
        "banzhaf_without_veto": _exact(row.unvetoed),
        "blocks": row.blocks,
        "passes": row.passes,
        "never_matters": row.dummy,
        "no_show": _exact(row.no_show),
        "chooses": row.chooses,
    }


def _exact(part: Fraction | None) -> str | None:
    return None if part is None else str(part)


def _cell(value: Any) -> Any:
    """Return a cell that no spreadsheet runs as a formula."""
    if isinstance(value, str) and value.startswith(_RUNS):
        return f"'{value}"
    return "" if value is None else value
