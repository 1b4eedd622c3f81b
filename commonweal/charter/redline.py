"""What differs between two charters: clauses that came, went, moved or changed, word by word, and their rules.

Pure data: pages, PDF and Word show it in their own way, and `acts.charter_words` says the rules in words.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Final, Literal

from commonweal.charter.clauses import Charter, Clause
from commonweal.charter.data import Localised
from commonweal.charter.rules import (
    Access,
    Body,
    Cycle,
    DataPrinciple,
    Deadline,
    DecisionRule,
    Grant,
    Matter,
    Rule,
    Threshold,
)

How = Literal["same", "added", "removed"]
Fate = Literal["same", "added", "removed", "moved", "changed", "moved_and_changed"]
Field = Literal["title", "text", "summary"]

ALIKE: Final = 0.5
"""From this share of words in common on, a clause under another number counts as the same clause, changed."""

ALIKE_IN_PLACE: Final = 0.2
"""The same for a clause that kept its number."""

_WORDS = re.compile(r"""([^\s.,;:!?()«»"“”،؛؟]+|[.,;:!?()«»"“”،؛؟])(\s*)|(\s+)""")


@dataclass(frozen=True, slots=True)
class Run:
    """Some words that stayed, came or went."""

    how: How
    text: str


@dataclass(frozen=True, slots=True)
class TextChange:
    """What changed in one text in one language.

    :param runs: in order; those that stayed and came make the new text, those that stayed and went the old one
    """

    field: Field
    lang: str
    runs: tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class RuleChange:
    """A rule that came (no `before`), went (no `after`) or says something else now."""

    before: Rule | None
    after: Rule | None


@dataclass(frozen=True, slots=True)
class ClauseChange:
    """What became of one clause; `texts` and `rules` name what differs and nothing else."""

    fate: Fate
    before: Clause | None
    after: Clause | None
    texts: tuple[TextChange, ...] = ()
    rules: tuple[RuleChange, ...] = ()
    part_changed: bool = False

    @property
    def number(self) -> str:
        """The number under which it stands now, or stood."""
        clause = self.after or self.before
        return "" if clause is None else clause.number


@dataclass(frozen=True, slots=True)
class Redline:
    """Everything that differs between two charters.

    :param clauses: every clause in the order of the new charter, one that went where it stood
    :param base_changed: whether the charter stands on another edition than before
    """

    title: tuple[TextChange, ...]
    clauses: tuple[ClauseChange, ...]
    base_changed: bool

    @property
    def changes(self) -> tuple[ClauseChange, ...]:
        """The clauses that did not stay as they were."""
        return tuple(clause for clause in self.clauses if clause.fate != "same")

    @property
    def empty(self) -> bool:
        """Whether both say the same."""
        return not self.title and not self.changes and not self.base_changed


def redline(before: Charter, after: Charter) -> Redline:
    """Return what differs between two charters, clause by clause."""
    pairs = _pairs(before.clauses, after.clauses)
    partner = {id(new): old for old, new in pairs}
    kept = {id(old) for old, _new in pairs}
    changes = [clause_redline(partner.get(id(clause)), clause) for clause in after.clauses]
    for place, clause in enumerate(before.clauses):
        if id(clause) not in kept:
            changes.insert(_where(changes, before.clauses[:place]), clause_redline(clause, None))
    return Redline(
        title=_texts("title", before.title, after.title),
        clauses=tuple(changes),
        base_changed=before.base != after.base,
    )


def clause_redline(before: Clause | None, after: Clause | None) -> ClauseChange:
    """Return what differs between two versions of one clause; where one is nothing, that it came or went."""
    texts = tuple(_clause_texts(before, after))
    rules = tuple(_rules(before.rules if before else (), after.rules if after else ()))
    if before is None or after is None:
        return ClauseChange("added" if before is None else "removed", before, after, texts, rules)
    part = before.part != after.part
    changed, moved = bool(texts or rules or part), before.number != after.number
    fate: Fate = "moved_and_changed" if changed and moved else "changed" if changed else "moved" if moved else "same"
    return ClauseChange(fate, before, after, texts, rules, part)


def word_runs(before: str, after: str) -> tuple[Run, ...]:
    """Return the words of two texts as those that stayed, came and went, in any script."""
    old, new = _words(before), _words(after)
    runs: list[Run] = []
    matcher = SequenceMatcher(None, [word.strip() for word in old], [word.strip() for word in new], autojunk=False)
    for tag, i, j, k, m in matcher.get_opcodes():
        if tag == "equal":
            runs.append(Run("same", "".join(new[k:m])))
            continue
        runs += [Run("removed", "".join(old[i:j]))] if j > i else []
        runs += [Run("added", "".join(new[k:m]))] if m > k else []
    return tuple(runs)


def rule_key(rule: Rule) -> tuple[str, ...]:
    """Return by what a rule is known to be the same rule in another version of its clause."""
    if isinstance(rule, Body | Matter | DecisionRule | Cycle | DataPrinciple):
        return (rule.type, rule.code)
    if isinstance(rule, Threshold):
        return (rule.type, rule.criterion, rule.name)
    if isinstance(rule, Deadline | Access):
        return (rule.type, rule.what)
    if isinstance(rule, Grant):
        return (rule.type, *sorted(rule.acts), "", *sorted(rule.matters))
    return (rule.type,)


def _pairs(before: Sequence[Clause], after: Sequence[Clause]) -> list[tuple[Clause, Clause]]:
    """Return which old clause became which new one: the alike first, and of those the ones that kept their number."""
    found: list[tuple[Clause, Clause]] = []
    left, free = list(before), list(after)
    ranked = sorted(
        ((likeness, old, new) for old in left for new in free if (likeness := _likeness(old, new))),
        key=lambda row: -row[0],
    )
    taken: set[int] = set()
    for _alike, old, new in ranked:
        if id(old) not in taken and id(new) not in taken:
            taken |= {id(old), id(new)}
            found.append((old, new))
    return found


def _likeness(old: Clause, new: Clause) -> float:
    """Return how alike two clauses are, above 1 where one kept its number; 0 where they are two different ones."""
    in_place = old.number == new.number
    alike = 1.0 if (old.title, old.text, old.rules) == (new.title, new.text, new.rules) else _common(old, new)
    if alike < (ALIKE_IN_PLACE if in_place else ALIKE):
        return 0.0
    return alike + (0.3 if in_place else 0.0)


def _common(old: Clause, new: Clause) -> float:
    shared = [lang for lang in old.text if lang in new.text]
    if not shared:
        return 1.0 if {rule_key(rule) for rule in old.rules} & {rule_key(rule) for rule in new.rules} else 0.0
    lang = shared[0]
    one, other = (Counter(f"{c.title.get(lang, '')} {c.text[lang]}".casefold().split()) for c in (old, new))
    return 2 * (one & other).total() / max(1, one.total() + other.total())


def _where(changes: Sequence[ClauseChange], earlier: Sequence[Clause]) -> int:
    """Return the place right after the nearest earlier clause that is shown already."""
    places = {id(change.before): place for place, change in enumerate(changes) if change.before is not None}
    return next((places[id(clause)] + 1 for clause in reversed(earlier) if id(clause) in places), 0)


def _clause_texts(before: Clause | None, after: Clause | None) -> Iterator[TextChange]:
    fields: tuple[Field, ...] = ("title", "text", "summary")
    for field in fields:
        yield from _texts(field, getattr(before, field, None) or {}, getattr(after, field, None) or {})


def _texts(field: Field, before: Localised, after: Localised) -> tuple[TextChange, ...]:
    return tuple(
        TextChange(field, lang, word_runs(before.get(lang, ""), after.get(lang, "")))
        for lang in {**after, **before}
        if before.get(lang, "") != after.get(lang, "")
    )


def _rules(before: Sequence[Rule], after: Sequence[Rule]) -> Iterator[RuleChange]:
    old = {rule_key(rule): rule for rule in before}
    new = {rule_key(rule): rule for rule in after}
    for key in {**new, **old}:
        if old.get(key) != new.get(key):
            yield RuleChange(old.get(key), new.get(key))


def _words(text: str) -> list[str]:
    return [match.group(0) for match in _WORDS.finditer(text)]
