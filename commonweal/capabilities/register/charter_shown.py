"""A charter laid out for reading: chapters, clauses in one or two languages, and rules that lead to each other."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import groupby

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from commonweal.acts.charter_terms import PARTS
from commonweal.acts.charter_words import in_words
from commonweal.charter.clauses import Charter, Clause
from commonweal.charter.data import Localised, in_language
from commonweal.charter.document import anchor_of, rule_said
from commonweal.charter.interim import UnknownEdition
from commonweal.charter.rules import Body, DecisionRule, Matter, Rule
from commonweal.charter.ruling import AnotherBase, base_of

KINDS: Mapping[str, str | Promise] = {
    "body": _("Body"),
    "matter": _("Matter"),
    "rule": _("Rule of decision"),
    "grant": _("Who may"),
    "access": _("Who reads"),
    "threshold": _("Threshold"),
    "cycle": _("What comes round"),
    "deadline": _("Deadline"),
    "interests": _("Interests"),
    "data_principle": _("Principle of data"),
    "dispute_path": _("Path of a dispute"),
    "review": _("Review"),
    "signing": _("Signing"),
    "amendment": _("Amendment"),
    "accession": _("Joining"),
    "exit": _("Leaving"),
    "suspension": _("Suspension"),
    "succession": _("Succession"),
    "dissolution": _("The end"),
}

GOES_ON = (
    "seats.by_",
    "seats.weight",
    "seats.population",
    "seats.term",
    "seats.substitute",
    "seats.no_",
    "veto.yearly",
)
"""Sentences that stand on the line of the one before."""


@dataclass(frozen=True, slots=True)
class Text:
    """A text in one language."""

    lang: str
    says: str


@dataclass(frozen=True, slots=True)
class Lead:
    """A way from one rule to another."""

    label: str
    anchor: str


@dataclass(frozen=True, slots=True)
class RuleShown:
    """Rules of one kind that follow each other in a clause, or one that has a name of its own.

    :param leads: from a matter to its body and rule, from a body or rule to its matters
    """

    kind: str | Promise
    anchor: str
    code: str
    lines: tuple[str, ...]
    leads: tuple[Lead, ...] = ()


@dataclass(frozen=True, slots=True)
class ClauseShown:
    """A clause in the reader's language, and perhaps in a second one beside it."""

    number: str
    part: str | Promise
    titles: tuple[Text, ...]
    texts: tuple[Text, ...]
    summaries: tuple[Text, ...]
    rules: tuple[RuleShown, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A charter as it is laid out.

    :param beside: the second language; nothing where there is none
    """

    lang: str
    beside: str
    title: Text
    chapters: tuple[tuple[str, tuple[ClauseShown, ...]], ...]
    house: tuple[ClauseShown, ...]
    edition: str
    base: str = ""
    languages: tuple[str, ...] = field(default=())


def sheet_of(charter: Charter, *, lang: str, beside: str, names: Mapping[str, str]) -> Sheet:
    """Return a charter laid out in one language, or in two."""
    pen = _Pen(charter, lang, beside, names)
    clauses = [pen.clause(clause) for clause in charter.clauses]
    chapters = groupby(clauses, key=lambda clause: clause.number.partition(".")[0])
    return Sheet(
        lang=lang,
        beside=beside,
        title=pen.text(charter.title, lang),
        chapters=tuple((number, tuple(each)) for number, each in chapters),
        house=tuple(pen.clause(clause) for clause in _house(charter)),
        edition=charter.edition,
        base=charter.base.edition if charter.base else "",
    )


def _house(charter: Charter) -> tuple[Clause, ...]:
    try:
        base = base_of(charter)
    except (AnotherBase, UnknownEdition):
        return ()
    return base.clauses if base else ()


@dataclass(frozen=True, slots=True)
class _Pen:
    """Writes the clauses of one charter."""

    charter: Charter
    lang: str
    beside: str
    names: Mapping[str, str]

    def text(self, text: Localised, lang: str) -> Text:
        """Return a text in this language, or in the one in which it was written."""
        says = in_language(text, lang)
        return Text(next((code for code in (lang, "en", *text) if text.get(code) == says), lang), says)

    def clause(self, clause: Clause) -> ClauseShown:
        """Return a clause with its texts and rules."""
        return ClauseShown(
            number=clause.number,
            part=PARTS.get(clause.part or "", ""),
            titles=self._both(clause.title),
            texts=self._both(clause.text),
            summaries=self._both(clause.summary) if clause.summary else (),
            rules=tuple(self._rules(clause)),
        )

    def _both(self, text: Localised) -> tuple[Text, ...]:
        first = self.text(text, self.lang)
        return (first, self.text(text, self.beside)) if self.beside else (first,)

    def _rules(self, clause: Clause) -> Iterator[RuleShown]:
        """Yield the rules of a clause; those of one kind that have no name are one list."""
        for kind, rules in groupby(clause.rules, key=lambda rule: rule.type):
            if kind in ("body", "matter", "rule"):
                yield from map(self._named, rules)
            else:
                lines = tuple(line for rule in rules for line in self._lines(rule))
                yield RuleShown(KINDS[kind], "", "", lines)

    def _named(self, rule: Rule) -> RuleShown:
        code = getattr(rule, "code", "")
        return RuleShown(KINDS[rule.type], anchor_of(rule), code, self._lines(rule), tuple(self._leads(rule)))

    def _lines(self, rule: Rule) -> tuple[str, ...]:
        """Return what a rule says, a line for each sentence but those that only go on about the one before."""
        lines: list[str] = []
        for sentence in rule_said(rule):
            says = in_words(sentence, self.charter, self.lang, names=self.names)
            if lines and sentence.code.startswith(GOES_ON):
                lines[-1] = f"{lines[-1]} {says}"
            else:
                lines.append(says)
        return tuple(lines)

    def _leads(self, rule: Rule) -> Iterator[Lead]:
        if isinstance(rule, Matter):
            found = (self.charter.body(rule.body), self.charter.rule(rule.rule))
            yield from (self._lead(each[1]) for each in found if each is not None)
        else:
            for _clause, matter in self.charter.rules(Matter):
                if (isinstance(rule, Body) and matter.body == rule.code) or (
                    isinstance(rule, DecisionRule) and matter.rule == rule.code
                ):
                    yield self._lead(matter)

    def _lead(self, rule: Body | Matter | DecisionRule) -> Lead:
        return Lead(in_language(rule.name, self.lang), anchor_of(rule))
