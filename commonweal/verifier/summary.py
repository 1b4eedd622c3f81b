"""Say in words what was verified and how far the promise reaches."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from commonweal.verifier.report import SHOWN, Report

_NEVER_COVERED = (
    "Not covered: that the keys of partners and witnesses are really theirs (ask them); acts that the host never "
    "took in;\n  README.txt, SPEC.md and verify.py of this file, which anybody can replace."
)


def as_text(report: Report) -> str:
    """Return the report for people: a summary, or the first ten differences and the proof where there is one."""
    if report.holds:
        return legible("\n".join(_summary(report.facts)))
    lines = ["PROOF OF MISBEHAVIOUR", "", report.proof] if report.proof else []
    many = f"{report.count} differences" if report.count > 1 else "one difference"
    lines.append(f"This does not hold: {many}.")
    lines += [f"  {one}" for one in report.differences()[:SHOWN]]
    if report.count > SHOWN:
        lines.append(f"  … and {report.count - SHOWN} more.")
    return legible("\n".join(lines))


def as_json(report: Report) -> str:
    """Return the report for programs."""
    differences = [{"entry": e, "member": m, "message": s} for e, m, s in report.differences()[:SHOWN]]
    outcome = {"ok": report.holds, "differences": differences, "count": report.count, "misbehaviour": report.proof}
    return json.dumps(outcome | report.facts, indent=1)


def legible(text: str) -> str:
    """Make text from a strange file harmless for a terminal."""
    return "".join(c if c == "\n" or c.isprintable() else f"\\u{ord(c):04x}" for c in text)


def _summary(facts: Mapping[str, Any]) -> list[str]:
    if "partnership" not in facts:
        by = ", ".join(facts["cosigned_by"]) or "no witness that you named"
        return [
            f"Entry {facts['entry']} of {facts['origin']} is in the signed tree of {facts['size']} entries.",
            f"The checkpoint is cosigned by {by}.",
        ]
    lines = [
        f"Whole: {facts['origin']}, {facts['size']} entries, root {facts['root']}.",
        f"{facts['signed']} acts are signed, each with a key that was live at its entry.",
        f"{facts['texts']} texts, {len(facts['erased'])} of them erased.",
        f"Boxes closed and recounted: {facts['boxes_closed']}. Still open, not in this file: {facts['boxes_open']}.",
    ]
    lines += [f"  Text {name}: erased on {when[:10]}." for name, when in facts["erased"].items()]
    lines += _withheld(facts["withheld"])
    for move in facts["host_moves"]:
        how = "an act that a partner signed" if move["signed"] else "an act that NO partner signed"
        lines.append(f"The host changed at entry {move['entry']}, by {how}.")
    return [*lines, _seal(facts), *_reach(facts), _NEVER_COVERED]


def _withheld(texts: Sequence[str]) -> list[str]:
    """Say that this is a copy for a reader who may not read everything, and which texts it leaves out."""
    if not texts:
        return []
    many = f"{len(texts)} texts are" if len(texts) > 1 else "One text is"
    return [f"{many} withheld from this copy.", *(f"  Text {text}: withheld." for text in texts)]


def _seal(facts: Mapping[str, Any]) -> str:
    n = len(facts["witnesses"])
    if not n:
        return "No witnesses are named."
    by = f"by {len(facts['cosigned_by'])} of {n} witnesses, {facts['threshold']} needed"
    return f"Sealed {by}." if facts["sealed"] else f"Not sealed: cosigned {by}."


def _reach(facts: Mapping[str, Any]) -> list[str]:
    size, anchored, kept = facts["size"], facts["anchored"], facts.get("kept", 0)
    reasons = []
    if facts["sealed"]:
        reasons.append(f"{len(facts['cosigned_by'])} witnesses cosigned all {size}")
    if anchored:
        reasons.append(f"the signed act at entry {facts['anchor']} pins the first {anchored}")
    if kept:
        reasons.append(f"what you kept pins the first {kept}")
    reach = max(anchored, kept, size if facts["sealed"] else 0)
    lines = [f"It extends what was kept, of {kept} entries."] if kept else []
    lines.append("")
    if reach:
        lines.append(f"How far this reaches: entries 0 to {reach - 1} cannot have been changed by the host alone")
        lines.append("  (" + "; ".join(reasons) + ").")
    if reach < size:
        lines.append(f"Not covered: entries {reach} to {size - 1} rest on the host's word alone.")
    return lines
