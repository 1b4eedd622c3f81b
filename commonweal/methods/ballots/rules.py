"""Rules as complete documents: ``irv/1;equal=share;until=majority;ties=fail`` says everything that a count depends on.

A document names a rule, its version and every choice that the rule leaves. Nothing is filled in silently: a document
that leaves out a choice is refused. A version keeps its meaning for ever; a changed rule gets the next number.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from commonweal.methods.ballots.forms import Answered, Approved, Ranked, Scored, Spent

Allowed = tuple[str | re.Pattern[str], ...]
Choices = Mapping[str, Allowed]
"""Each choice of a rule and its values, the usual one first, and patterns for those that cannot be listed."""

TIES: Final = ("fail", "seed", "order")
_EQUAL: Final = ("share", "stop")
_NUMBER: Final = re.compile(r"-?(0|[1-9]\d{0,8})")
_SHARE: Final = re.compile(r"[1-9]\d{0,3}/[1-9]\d{0,3}")
_DIGITS: Final = re.compile(r"[1-9]|1\d|2\d|30")

RULES: Final[Mapping[str, Choices]] = {
    "plurality/1": {"equal": _EQUAL, "ties": TIES},
    "approval/1": {"ties": TIES},
    "score/1": {
        "lowest": ("0", _NUMBER),
        "highest": ("5", _NUMBER),
        "blank": ("lowest", "absent"),
        "by": ("sum", "mean"),
        "ties": TIES,
    },
    "quadratic/1": {"budget": ("100", re.compile(r"[1-9]\d{0,8}")), "against": ("no", "yes"), "ties": TIES},
    "yesno/1": {"share": ("1/2", _SHARE), "needs": ("more", "reached"), "of": ("votes", "ballots")},
    "condorcet/1": {"unranked": ("last",)},
    "schulze/1": {"strength": ("winning-votes",), "unranked": ("last",), "ties": TIES},
    "ranked_pairs/1": {"strength": ("winning-votes", "margins"), "unranked": ("last",), "ties": TIES},
    "irv/1": {"equal": _EQUAL, "until": ("majority", "two"), "ties": TIES},
    "stv/1;transfer=wigm": {
        "quota": ("droop", "exact"),
        "surplus": ("one", "together"),
        "precision": ("exact", _DIGITS),
        "equal": _EQUAL,
        "ties": TIES,
    },
    "stv/1;transfer=meek": {
        "quota": ("droop", "exact"),
        "precision": ("9", _DIGITS),
        "omega": ("6", _DIGITS),
        "equal": _EQUAL,
        "ties": TIES,
    },
}
"""Every rule that was ever released, by the beginning of its document."""

FORM_OF: Final[Mapping[str, type]] = {
    "plurality": Ranked,
    "approval": Approved,
    "score": Scored,
    "quadratic": Spent,
    "yesno": Answered,
    "condorcet": Ranked,
    "schulze": Ranked,
    "ranked_pairs": Ranked,
    "irv": Ranked,
    "stv": Ranked,
}
"""The form of ballot that a rule counts."""

ONE_SEAT: Final = frozenset({"yesno", "condorcet", "schulze", "ranked_pairs", "irv"})
"""Rules that find one winner."""


class UnknownRule(ValueError):
    """A document that names no rule, or not completely; the message is a sentence."""


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule document, read."""

    document: str
    name: str
    choices: Mapping[str, str]

    def __getitem__(self, choice: str) -> str:
        return self.choices[choice]

    @property
    def form(self) -> type:
        """Return the form of ballot that it counts."""
        return FORM_OF[self.name]

    def share(self) -> Fraction:
        """Return the share that a yes needs."""
        return Fraction(self.choices["share"])


def read_rule(document: str) -> Rule:
    """Return what a rule document says.

    :raises UnknownRule: for a rule, a choice or a value that was never released, and for a choice that is missing
    """
    head, parts = _head(document)
    allowed = RULES[head]
    given: dict[str, str] = {}
    for part in parts:
        choice, equals, value = part.partition("=")
        if not equals or choice not in allowed or choice in given:
            raise UnknownRule(f"The rule {head!r} has the choices {', '.join(allowed)}, each once, and not {part!r}.")
        if not _fits(value, allowed[choice]):
            raise UnknownRule(f"In the rule {head!r}, {choice} is {_said(allowed[choice])}, not {value!r}.")
        given[choice] = value
    missing = [choice for choice in allowed if choice not in given]
    if missing:
        raise UnknownRule(f"The rule {head!r} must also say {', '.join(missing)}.")
    canonical = ";".join([head, *(f"{choice}={given[choice]}" for choice in allowed)])
    if canonical != document:
        raise UnknownRule(f"Write the choices in their order: {canonical!r}.")
    if head == "score/1" and int(given["lowest"]) >= int(given["highest"]):
        raise UnknownRule("The lowest score must lie below the highest.")
    if "omega" in given and int(given["omega"]) >= int(given["precision"]):
        raise UnknownRule("In Meek's count, omega must be smaller than precision.")
    transfer = {"transfer": head.partition("transfer=")[2]} if "transfer=" in head else {}
    return Rule(document, head.partition("/")[0], transfer | given)


def standard(name: str, **changed: str) -> str:
    """Return the complete document of a rule's newest version with the usual choices, but for those `changed`.

    ``standard("irv")`` is ``"irv/1;equal=share;until=majority;ties=fail"``; ``standard("meek")`` is the STV of Meek.

    :raises UnknownRule: as for :func:`read_rule`
    """
    heads = {"meek": "stv/1;transfer=meek", "stv": "stv/1;transfer=wigm"}
    head = heads.get(name, f"{name}/1")
    if head not in RULES:
        raise UnknownRule(f"There is no rule {name!r}; there are {', '.join([*FORM_OF, 'meek'])}.")
    unknown = [choice for choice in changed if choice not in RULES[head]]
    if unknown:
        raise UnknownRule(f"The rule {head!r} leaves no choice {unknown[0]!r}; it leaves {', '.join(RULES[head])}.")
    choices = [f"{choice}={changed.get(choice, values[0])}" for choice, values in RULES[head].items()]
    return read_rule(";".join([head, *choices])).document


def _head(document: str) -> tuple[str, list[str]]:
    first, *rest = document.split(";")
    if rest and f"{first};{rest[0]}" in RULES:
        return f"{first};{rest[0]}", rest[1:]
    if first in RULES:
        return first, rest
    known = ", ".join(dict.fromkeys(head.partition(";")[0] for head in RULES))
    raise UnknownRule(f"There is no rule {document!r}; there are {known}.")


def _fits(value: str, allowed: Allowed) -> bool:
    return any(each == value if isinstance(each, str) else each.fullmatch(value) for each in allowed)


def _said(allowed: Allowed) -> str:
    named = [each for each in allowed if isinstance(each, str)]
    return " or ".join([*named, *(["another number"] if len(named) < len(allowed) else [])])
