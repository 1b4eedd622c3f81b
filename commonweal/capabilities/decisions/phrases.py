"""The words of decisions that forms, conditions and pages have in common."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from commonweal.acts.capability import Says
from commonweal.charter.choices import BadChoice

PROMISES: Final[Mapping[str, Promise]] = {
    "inform": _("They are told"),
    "consult": _("They are asked"),
    "involve": _("They are worked with throughout"),
    "collaborate": _("They shape it together with us"),
    "empower": _("They decide"),
}
"""How much those who are affected take part."""

KNOWLEDGE: Final[Mapping[str, Promise]] = {
    "technical": _("Technical knowledge"),
    "community": _("Knowledge of the community"),
    "experiential": _("Knowledge from experience"),
}

STAGES: Final[Mapping[str, Promise]] = {
    "discussion": _("In discussion"),
    "ballot": _("Ballot open"),
    "tied": _("Votes equal"),
    "closed": _("Decided"),
    "withdrawn": _("Taken back"),
}

OUTCOMES: Final[Mapping[str, Promise]] = {
    "carried": _("Carried"),
    "failed": _("Not carried"),
    "no_quorum": _("Too few took part"),
    "tied": _("Votes equal"),
    "vetoed": _("Stopped by a veto"),
}

ANSWERS: Final[Mapping[str, Promise]] = {"yes": _("Yes"), "no": _("No"), "abstain": _("Abstain")}

STANCES: Final[Mapping[str, Promise]] = {"for": _("For it"), "against": _("Against it"), "unsure": _("Not sure yet")}

_WRONG: Final[Mapping[str, Promise]] = {
    "object_instead": _("In consent nobody votes no. Object with a reason instead."),
    "no_such_answer": _("Choose one of the answers."),
    "one_answer": _("Give one answer. The rule does not let a seat split its vote."),
    "parts_are_numbers": _("Give each part as a number."),
    "parts_make_weight": _("The parts must make the weight of the seat together: %(weight)s."),
    "numbers_for_options": _("Give each option a number."),
    "whole_numbers": _("Give whole numbers."),
    "numbers_within": _("Give numbers from 0 to %(highest)s."),
    "credits_within": _("You have %(credits)s credits to spend together."),
    "choose_options": _("Choose among the options."),
    "choose_or_abstain": _("Choose at least one option, or abstain."),
    "no_such_option": _("Choose among the options that are offered."),
    "option_twice": _("Name each option once."),
}


def wrong_choice(bad: BadChoice) -> Says:
    """Return the sentence that says what is wrong with a ballot."""
    return _WRONG[bad.code] % bad.params if bad.params else _WRONG[bad.code]
