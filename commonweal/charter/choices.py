"""What somebody may put on a ballot under each rule, and what is wrong with anything else."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any, Final

from commonweal.charter.rules import YES_NO, DecisionRule

Choice = str | list[list[str]] | list[str] | dict[str, int] | dict[str, str]
"""A choice as plain data: an answer; tiers of options; options; scores or credits; or parts of a weight."""

ABSTAIN: Final = "abstain"
ANSWERS: Final = ("yes", "no", ABSTAIN)
RANKED: Final = frozenset({"schulze", "ranked_pairs", "irv", "stv"})
SECRECY_NEEDS: Final = 3
"""How many seats must look alike on their ballots for nobody to be known by hers."""


class BadChoice(ValueError):
    """Something that cannot stand on this ballot: a code for the sentence that says why, with its figures."""

    def __init__(self, code: str, **params: Any) -> None:
        super().__init__(code)
        self.code = code
        self.params = params


def answers_of(rule: DecisionRule) -> tuple[str, ...]:
    """Return the answers that a rule takes; in consent nobody says no, but objects with a reason."""
    if rule.method == "consent":
        return ("yes", ABSTAIN)
    return ANSWERS if rule.method in YES_NO else (ABSTAIN,)


def valid_choice(rule: DecisionRule, options: Sequence[str], choice: Any, *, weight: str = "1") -> Choice:
    """Return a choice in the one form in which it is recorded.

    :param options: the codes of the options, where the rule chooses among some
    :param weight: of the seat, where its delegation may split it
    :raises BadChoice: saying by a code what is wrong
    """
    if isinstance(choice, str):
        if choice not in answers_of(rule):
            raise BadChoice("object_instead" if rule.method == "consent" and choice == "no" else "no_such_answer")
        return choice
    if rule.method in YES_NO:
        return _split(rule, choice, weight)
    if rule.method in RANKED:
        return _ranking(options, choice)
    if rule.method == "approval":
        return sorted(_known_once(options, _listed(choice)))
    return _numbered(rule, options, choice)


def _split(rule: DecisionRule, choice: Any, weight: str) -> dict[str, str]:
    if not rule.split or not isinstance(choice, Mapping):
        raise BadChoice("one_answer")
    if set(choice) - set(ANSWERS):
        raise BadChoice("no_such_answer")
    try:
        parts = {answer: Fraction(str(choice[answer])) for answer in ANSWERS if answer in choice}
    except (ValueError, ZeroDivisionError):
        raise BadChoice("parts_are_numbers") from None
    if any(part < 0 for part in parts.values()):
        raise BadChoice("parts_are_numbers")
    if sum(parts.values()) != Fraction(weight):
        raise BadChoice("parts_make_weight", weight=weight)
    return {answer: str(part) for answer, part in parts.items() if part}


def _ranking(options: Sequence[str], choice: Any) -> list[list[str]]:
    tiers = [[tier] if isinstance(tier, str) else sorted(_listed(tier)) for tier in _listed(choice)]
    _known_once(options, [option for tier in tiers for option in tier])
    return [tier for tier in tiers if tier]


def _numbered(rule: DecisionRule, options: Sequence[str], choice: Any) -> dict[str, int]:
    if not isinstance(choice, Mapping):
        raise BadChoice("numbers_for_options")
    _known_once(options, list(choice))
    if any(type(number) is not int for number in choice.values()):
        raise BadChoice("whole_numbers")
    if any(not 0 <= number <= rule.scale for number in choice.values()):
        raise BadChoice("numbers_within", highest=rule.scale)
    if rule.method == "quadratic" and sum(choice.values()) > rule.scale:
        raise BadChoice("credits_within", credits=rule.scale)
    found = {option: choice[option] for option in sorted(choice)}
    return {option: n for option, n in found.items() if n} if rule.method == "quadratic" else found


def _listed(choice: Any) -> list[Any]:
    if not isinstance(choice, list | tuple):
        raise BadChoice("choose_options")
    return list(choice)


def _known_once(options: Sequence[str], named: list[Any]) -> list[str]:
    if not named:
        raise BadChoice("choose_or_abstain")
    if any(one not in options for one in named):
        raise BadChoice("no_such_option")
    if len(set(named)) != len(named):
        raise BadChoice("option_twice")
    return named
