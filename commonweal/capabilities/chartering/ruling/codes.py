"""The codes by which clauses refer to each other: made from names, so that nobody has to think of one."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Mapping

from commonweal.charter.clauses import Charter, in_language
from commonweal.charter.rules import Body, DecisionRule, Matter

LONGEST = 40


def code_from(name: Mapping[str, str], *, otherwise: str, taken: Collection[str]) -> str:
    """Return a code made from a name, one that is free; of a name in another script, `otherwise` with a number."""
    said = name.get("en") or next((text for text in name.values() if text), "")
    plain = unicodedata.normalize("NFKD", said).encode("ascii", "ignore").decode().lower()
    code = re.sub(r"[^a-z0-9]+", "_", plain).strip("_")[: LONGEST - 4].strip("_")
    if not code or not code[0].isalpha():
        code = otherwise
    found, n = code, 2
    while found in taken:
        found, n = f"{code}_{n}", n + 1
    return found


def codes_of(charter: Charter, lang: str) -> dict[str, dict[str, str]]:
    """Return what rules of a charter can be referred to, by what it is: code to name."""
    found: dict[str, dict[str, str]] = {"body": {}, "matter": {}, "rule": {}, "seats": {}, "cycle": {}}
    named: list[Body | Matter | DecisionRule] = [rule for _clause, rule in charter.rules(Body)]
    named += [rule for _clause, rule in charter.rules(Matter)]
    named += [rule for _clause, rule in charter.rules(DecisionRule)]
    for rule in named:
        found[rule.type][rule.code] = in_language(rule.name, lang) or rule.code
    for _clause, body in charter.rules(Body):
        for group in body.seats:
            found["seats"].setdefault(group.code, in_language(group.name, lang) or group.code)
    return found
