"""Words that several pages of checks use."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from commonweal.acts.capability import Says

FINDINGS: dict[str, Says] = {
    "clear": pgettext_lazy("finding of a check", "Clear"),
    "concern": pgettext_lazy("finding of a check", "A concern"),
    "serious": pgettext_lazy("finding of a check", "Serious"),
    "not_found": pgettext_lazy("finding of a check", "Nothing found"),
}
"""What may be found on a question."""

ANSWERS: dict[str, Says] = {
    "clear": _("Clear: there is evidence, and nothing against it"),
    "concern": _("A concern: something that should change, or be watched"),
    "serious": _("Serious: it may not go on like this"),
    "not_found": _("Nothing found: we looked and could not tell"),
}
"""The same, as they are offered to whoever looks."""

OUTCOMES: dict[str, Says] = {
    "passed": _("Passed"),
    "passed_with_conditions": _("Passed with conditions"),
    "not_passed": _("Not passed"),
}
"""How a check may end."""

STATES: dict[str, Says] = {
    "valid": _("Passed"),
    "conditions": _("Passed with conditions"),
    "not_passed": _("Not passed"),
    "expired": _("Expired"),
    "none": _("Not looked into yet"),
}
"""How a member stands with its check."""

SIGNS: dict[str, str] = {
    "valid": "met",
    "conditions": "met",
    "not_passed": "not_met",
    "expired": "not_met",
    "none": "unknown",
    "clear": "met",
    "concern": "not_met",
    "serious": "not_met",
    "not_found": "unknown",
}
"""The shape and colour beside a state or a finding."""


@dataclass(frozen=True, slots=True)
class Depth:
    """How deep a check looks, in words."""

    name: Says
    about: Says


DEPTHS: dict[str, Depth] = {
    "light": Depth(
        pgettext_lazy("depth of a check", "Light"),
        _("Light: 5 questions, for who takes on nothing that can hurt others"),
    ),
    "standard": Depth(
        pgettext_lazy("depth of a check", "Standard"), _("Standard: 10 questions, for who takes on money or data")
    ),
    "deep": Depth(
        pgettext_lazy("depth of a check", "Deep"),
        _("Deep: 16 questions, for who works with people who need protection, or takes on several of these"),
    ),
}
"""The three depths."""

TAKES_ON: dict[str, Says] = {
    "money": _("It handles money of the partnership"),
    "people": _("It works with children or with people who need protection"),
    "data": _("It holds personal data for the partnership"),
}
"""What an organisation may take on, and what makes a deeper look proportionate."""

NOTHING_TAKEN_ON = _("It handles no money, no people who need protection and no personal data")
