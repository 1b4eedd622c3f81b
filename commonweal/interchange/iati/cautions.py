"""What is taken in although a rule of the standard is hurt: named warnings, each at its line."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Final, Self

from commonweal.interchange.iati.faults import short
from commonweal.interchange.iati.xml_tree import Node


def _(sentence: str) -> str:
    """Mark a sentence for translation; the page translates it before the values are set in."""
    return sentence


# ruff: noqa: E501 -- each sentence stands on one line, as in a table
# fmt: off
# Keyed by the number of the rule in the standard's ruleset (standard.json, CC BY 4.0); the words are ours.
# Rules of our own have a name instead of a number.
SENTENCES: Final[Mapping[str, str]] = MappingProxyType({
    "version": _("The file says version “%(value)s”; it was read as version 2.03."),
    "alone": _("The activity stands without <iati-activities> around it; the version of the standard is unknown and was taken as 2.03."),
    "repeated": _("The activity “%(value)s” stands in the file more than once; the first one was taken."),
    "untitled": _("The activity has no title; its identifier stands in its place."),
    "purposeless": _("The activity has no description. Say on the description page what the partnership is for."),
    "shortened": _("The description is longer than the 400 characters of a purpose and was shortened; the published file has all of it."),
    "sector": _("The file does not say what kind of organisation “%(value)s” is. It was put under civil society; correct it under People."),
    "currency": _("The file names no currency, so none is set. Set one on the description page."),
    "place": _("The file names no country, region or place. Set one on the description page."),
    "parent": _("The activity “%(value)s” is named as its parent but is not in this file, so the two are not joined."),
    # identifiers
    "1.1.3": _("The activity has the same identifier as the organisation that reports it (“%(value)s”). Give the activity an ending of its own."),
    "1.1.21": _("The activity identifier “%(value)s” does not begin with the identifier of the reporting organisation and a hyphen."),
    "1.14.8": _("The identifier of the reporting organisation, “%(value)s”, does not begin with a known register (see org-id.guide)."),
    "symbols": _("The identifier “%(value)s” holds one of the characters / & | or ?, which cannot stand in identifiers."),
    "spaces": _("The identifier “%(value)s” begins or ends with a space."),
    # what every activity should say
    "6.11.1": _("The activity has neither a planned nor an actual start date."),
    "6.2.2": _("The activity names no sector, neither for itself nor for its transactions."),
    "4.1.1": _("The activity has no default language, and this text does not name its own."),
    "6.7.2": _("Some transactions name a sector and this one does not."),
    "7.8.1": _("The activity has no default currency, and this amount does not name its own."),
    "4.3.1": _("This title is empty."),
    "4.4.1": _("This description is empty."),
    "102.1.1": _("No sector is given in the common list of the OECD (vocabulary 1)."),
    "107.1.1": _("No default aid type is given in the common list of the OECD (vocabulary 1)."),
    "107.1.2": _("More than one default aid type is given in the same vocabulary."),
    "107.2.1": _("No aid type of a transaction is given in the common list of the OECD (vocabulary 1)."),
    "107.2.2": _("The transaction has more than one aid type of the same vocabulary."),
    "2.2.1": _("A sector from the reporting organisation's own list does not say in words what it is."),
    "6.6.2": _("Sectors are given for the activity and for its transactions; only one of the two should be."),
    "3.6.2": _("Countries or regions are given for the activity and for its transactions; only one of the two should be."),
    "3.7.1": _("No country or region is given, neither for the activity nor for its transactions."),
    "3.7.2": _("The activity has no country or region, and this transaction has none either."),
    "6.14.1": _("The policy marker “%(value)s” does not say how much it matters (significance)."),
    "6.13.1": _("A policy marker from the reporting organisation's own list does not say in words what it is."),
    # organisations
    "6.8.1": _("The owner of an identifier has neither a name nor an identifier of its own."),
    "6.9.1": _("A provider of money has neither a name nor an identifier."),
    "6.9.2": _("A receiver of money has neither a name nor an identifier."),
    "6.10.1": _("A participating organisation has neither a name nor an identifier."),
    # shares
    "2.1.1": _("Several sectors are given in one vocabulary, and not each has a percentage."),
    "2.1.2": _("The percentages of the sectors in one vocabulary add up to %(value)s, not to 100."),
    "2.1.4": _("The only sector of its vocabulary has %(value)s percent; leave the percentage out or write 100."),
    "3.1.1": _("Several countries are given, and not each has a percentage."),
    "3.1.2": _("The percentages of the countries add up to %(value)s, not to 100."),
    "3.1.4": _("The only country has %(value)s percent; leave the percentage out or write 100."),
    "3.4.1": _("Several regions are given in one vocabulary, and not each has a percentage."),
    "3.4.2": _("The percentages of the countries and regions add up to %(value)s, not to 100."),
    "3.4.4": _("The only region has %(value)s percent; leave the percentage out or write 100."),
    "7.9.1": _("Several budget items are given, and none has a percentage."),
    "7.9.2": _("The percentages of the budget items add up to %(value)s, not to 100."),
    "7.9.4": _("The only budget item has %(value)s percent; leave the percentage out or write 100."),
    "percentage": _("%(value)s is no share: a percentage lies between 0 and 100."),
    # dates
    "11.1.1": _("The activity says that it was updated in the future (%(value)s)."),
    "11.1.2": _("The planned start (%(value)s) comes after the planned end."),
    "11.1.3": _("The actual start (%(value)s) comes after the actual end."),
    "11.1.4": _("The actual start lies in the future (%(value)s)."),
    "11.1.5": _("The actual end lies in the future (%(value)s)."),
    "11.2.1": _("The date of a transaction lies in the future (%(value)s)."),
    "11.2.2": _("The value date of a transaction lies in the future (%(value)s)."),
    "8.6.3": _("The period begins (%(value)s) after it ends."),
    "8.6.1": _("The period of the indicator begins (%(value)s) after it ends."),
    "7.5.3": _("The budget covers more than one year."),
    # results
    "8.11.1": _("A reference code is given for the result and again for its indicator; only one of the two should be."),
    "8.8.1": _("The baseline of a counted indicator has no value."),
    "8.9.1": _("The target of a counted indicator has no value."),
    "8.10.1": _("The actual of a counted indicator has no value."),
    "8.8.2": _("The baseline of a counted indicator, “%(value)s”, is not a number."),
    "8.9.2": _("The target of a counted indicator, “%(value)s”, is not a number."),
    "8.10.2": _("The actual of a counted indicator, “%(value)s”, is not a number."),
    "8.8.3": _("An indicator described in words should have no baseline value (“%(value)s”)."),
    "8.9.3": _("An indicator described in words should have no target value (“%(value)s”)."),
    "8.10.3": _("An indicator described in words should have no actual value (“%(value)s”)."),
})
# fmt: on


@dataclass(frozen=True, slots=True)
class Caution:
    """One rule that the file hurts without being unreadable; `rule` is the standard's number or our name."""

    rule: str
    line: int
    path: str
    template: str
    values: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def at(cls, node: Node, rule: str, value: object = "", *, words: str | None = None) -> Self:
        """Make a caution at an element; `words` names the sentence where several rules share one."""
        return cls(rule, node.line, node.path, SENTENCES[words or rule], {"value": short(str(value))})

    @property
    def sentence(self) -> str:
        """The sentence in English."""
        return self.template % self.values

    def __str__(self) -> str:
        return f"line {self.line}: {self.sentence} [{self.rule}]"
