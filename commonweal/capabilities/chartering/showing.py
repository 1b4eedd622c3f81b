"""What the pages show of a text: clauses in the reader's language, rules as sentences, what differs, what is wrong."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from commonweal.acts.charter_terms import PARTS
from commonweal.acts.charter_words import fault_said, said
from commonweal.capabilities.chartering.queries import Counts
from commonweal.capabilities.chartering.ruling.fields import named_language
from commonweal.charter.checking import Fault
from commonweal.charter.clauses import Charter, Clause
from commonweal.charter.drafting import in_order
from commonweal.charter.redline import ClauseChange, Run, clause_redline
from commonweal.partnerships.models import Member

CLAUSE_NUMBER: Final = re.compile(r"\d{1,3}(\.\d{1,3}){0,3}")

FATES: Mapping[str, str | Promise] = {
    "added": _("New"),
    "removed": _("Taken out"),
    "changed": _("Changed"),
    "moved": _("Renumbered"),
    "moved_and_changed": _("Renumbered and changed"),
    "same": _("Unchanged"),
}
FIELDS: Mapping[str, str | Promise] = {"title": _("Title"), "text": _("Legal text"), "summary": _("In plain words")}


@dataclass(frozen=True, slots=True)
class Tongue:
    """In which language a text is read, and in which it is there when that is missing."""

    wanted: str
    others: tuple[str, ...]

    def of(self, text: Mapping[str, str] | None) -> tuple[str, str]:
        """Return a text with its language: the wanted one, or the first in which there is any."""
        for lang in (self.wanted, *self.others, *(text or {})):
            if text and text.get(lang):
                return text[lang], lang
        return "", self.wanted


@dataclass(frozen=True, slots=True)
class ClauseShown:
    """A clause as it is read, with what there is to say of it."""

    number: str
    title: str
    text: str
    summary: str
    lang: str
    part: str = ""
    rules: tuple[tuple[str, ...], ...] = ()
    counts: Counts = field(default_factory=Counts)
    faults: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()

    @property
    def chapter(self) -> bool:
        """Whether it opens a chapter."""
        return "." not in self.number


@dataclass(frozen=True, slots=True)
class TextShown:
    """What differs in one text: a label, a language and runs of words."""

    label: str
    lang: str
    runs: tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class ChangeShown:
    """What became of a clause."""

    number: str
    title: str
    lang: str
    fate: str
    fate_label: str
    was: str
    texts: tuple[TextShown, ...]
    gone: tuple[str, ...]
    come: tuple[str, ...]
    part: str = ""


@dataclass(frozen=True, slots=True)
class FaultShown:
    """Something that does not fit together, with the clause in which it stands."""

    clause: str
    says: str


@dataclass(frozen=True)
class Reading:
    """How one reader reads a text: her language, the charter whose names rules speak of, the members."""

    charter: Charter
    tongue: Tongue
    lang: str
    members: tuple[Member, ...] = ()

    @property
    def names(self) -> dict[str, str]:
        """The names of members, by their id."""
        return {member.organisation: member.name for member in self.members}

    def sentences(self, clause: Clause) -> tuple[tuple[str, ...], ...]:
        """Return what each rule of a clause says."""
        return tuple(tuple(said(rule, self.charter, self.lang, names=self.names)) for rule in clause.rules)

    def clause(self, clause: Clause, **more: Any) -> ClauseShown:
        """Return a clause as it is read."""
        title, _lang = self.tongue.of(clause.title)
        text, lang = self.tongue.of(clause.text)
        summary, _lang = self.tongue.of(clause.summary)
        part = str(PARTS.get(clause.part, "")) if clause.part else ""
        return ClauseShown(clause.number, title, text, summary, lang, part, self.sentences(clause), **more)

    def faults(self, found: Iterable[Fault], severity: str) -> list[FaultShown]:
        """Return faults of one severity in words."""
        return [
            FaultShown(fault.clause, fault_said(fault, self.charter, self.lang, names=self.names))
            for fault in found
            if fault.severity == severity
        ]

    def change(self, change: ClauseChange, before: Charter) -> ChangeShown:
        """Return what became of a clause; the rules that went are said in the words of the charter before."""
        earlier = Reading(before, self.tongue, self.lang, self.members)
        gone = [each for rule in change.rules if rule.before for each in _flat(earlier, rule.before)]
        come = [each for rule in change.rules if rule.after for each in _flat(self, rule.after)]
        clause = change.after or change.before
        title, lang = self.tongue.of(clause.title if clause else {})
        was = change.before.number if change.before and change.before.number != change.number else ""
        return ChangeShown(
            number=change.number,
            title=title,
            lang=lang,
            fate=change.fate,
            fate_label=str(FATES[change.fate]),
            was=was,
            texts=tuple(TextShown(_labelled(t.field, t.lang), t.lang, t.runs) for t in change.texts),
            gone=tuple(each for each in gone if each not in come),
            come=tuple(each for each in come if each not in gone),
            part=str(PARTS.get(clause.part or "", "–")) if clause and change.part_changed else "",
        )


def _flat(reading: Reading, rule: Any) -> list[str]:
    return said(rule, reading.charter, reading.lang, names=reading.names)


def _labelled(field_name: str, lang: str) -> str:
    return gettext("%(field)s, %(language)s") % {"field": FIELDS[field_name], "language": named_language(lang)}


def by_number(before: Charter, after: Charter) -> list[ClauseChange]:
    """Return what differs between two versions of one draft, each clause held against the one of its number."""
    old, new = ({clause.number: clause for clause in side.clauses} for side in (before, after))
    numbers = sorted({*old, *new}, key=in_order)
    changes = [clause_redline(old.get(number), new.get(number)) for number in numbers]
    return [change for change in changes if change.fate != "same"]


def next_number(numbers: Sequence[str], after: str = "") -> str:
    """Return a free number for a clause: the next one of a chapter, or after the last clause."""
    there = {in_order(number) for number in numbers}
    if not there:
        return "1.1"
    chapter = in_order(after)[0] if CLAUSE_NUMBER.fullmatch(after) else max(number[0] for number in there)
    n = max((number[1] for number in there if number[0] == chapter and len(number) > 1), default=0)
    return f"{chapter}.{n + 1}"
