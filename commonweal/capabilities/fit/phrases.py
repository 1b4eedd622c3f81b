"""The words of fit for people: ways to act, conditions, outcomes, and our own list of criteria."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from commonweal.acts.capability import Says


@dataclass(frozen=True, slots=True)
class Phrase:
    """A name for people, with a sentence that explains it."""

    code: str
    name: Says
    about: Says


@dataclass(frozen=True, slots=True)
class Criterion:
    """One question asked of every alternative, with what a 1 and a 5 mean."""

    code: str
    title: Says
    low: Says
    high: Says
    lang: str = ""


def _by_code(*phrases: Phrase) -> dict[str, Phrase]:
    return {phrase.code: phrase for phrase in phrases}


ALTERNATIVES: Final = _by_code(
    Phrase("alliance", _("Alliance"), _("Partners decide and act together, bound by common rules.")),
    Phrase("alone", _("Act alone"), _("One organisation does it with its own means.")),
    Phrase("contract", _("Contract"), _("One organisation pays another to do it.")),
    Phrase("consult", _("Consult"), _("One organisation asks the others, then decides by itself.")),
    Phrase("network", _("Network"), _("Everyone goes on as before and tells the others about it.")),
)

SUBJECTS: Final = _by_code(
    Phrase("room", _("Room to influence"), _("Can what partners and residents say still change something?")),
    Phrase("sponsor", _("Sponsor"), _("Does somebody with authority stand behind this by name?")),
    Phrase("time", _("Time"), _("Do those who are needed have the time, and is there enough before things are fixed?")),
    Phrase("resources", _("Means"), _("Is there money, staff and a place to do it?")),
    Phrase("problem", _("A problem people can help solve"), _("Can those who are affected do something about it?")),
)

COLOURS: Final = _by_code(
    Phrase("green", pgettext_lazy("condition", "There"), _("The condition is met.")),
    Phrase("amber", pgettext_lazy("condition", "Partly there"), _("Something is missing that can be had.")),
    Phrase("red", pgettext_lazy("condition", "Missing"), _("As long as this is so, the work cannot succeed.")),
)

OUTCOMES: Final = _by_code(
    Phrase("proceed", _("Proceed"), _("The alliance is built.")),
    Phrase("smaller", _("Take a smaller form"), _("Work together, but with less than an alliance.")),
    Phrase("not", _("Do not partner"), _("Another way is better. That is a good result.")),
)

ANSWERS: Final = _by_code(
    Phrase("yes", pgettext_lazy("sounding", "Yes"), ""),
    Phrase("no", pgettext_lazy("sounding", "No"), ""),
    Phrase("not_sure", pgettext_lazy("sounding", "Not sure"), ""),
)

CRITERIA: Final = {
    criterion.code: criterion
    for criterion in (
        Criterion(
            "linked",
            _("Does it deal with the issues that hang together?"),
            _("It takes up one issue and leaves the rest as it is"),
            _("It takes up everything that must change together"),
        ),
        Criterion(
            "reach",
            _("Does it reach the people who are affected?"),
            _("It hardly reaches them"),
            _("It reaches nearly all, also those who are seldom heard"),
        ),
        Criterion(
            "means",
            _("Does it bring together what is needed?"),
            _("It draws on what one organisation has"),
            _("It joins knowledge and means that nobody has alone"),
        ),
        Criterion(
            "legitimacy",
            _("Would those affected accept what comes of it?"),
            _("Many would ask who gave it the right"),
            _("They would see it as theirs"),
        ),
        Criterion(
            "speed",
            _("How soon would something change?"),
            _("Not for years"),
            _("Within a few months"),
        ),
        Criterion(
            "cost",
            _("Is the effort of working this way worth it?"),
            _("Hours and money would outweigh what is gained"),
            _("Hours and money are small beside what is gained"),
        ),
        Criterion(
            "risk",
            _("How much can go wrong?"),
            _("Much, and little of it could be undone"),
            _("Little, or it could be undone"),
        ),
        Criterion(
            "lasting",
            _("Would it last?"),
            _("It ends when one person or one grant goes"),
            _("It would go on for years"),
        ),
    )
}
"""Our own list, from which a convener may drop and to which she may add."""
