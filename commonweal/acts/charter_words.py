"""What a charter says, what is wrong with it and what a change of it does, in the reader's language.

`charter` says which sentence and of what (`charter.saying`); here are the words.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import override

from commonweal.acts.charter_terms import VOCABULARIES
from commonweal.acts.effect_words import EFFECTS
from commonweal.acts.fault_words import FAULTS
from commonweal.acts.living_words import CARE, LIFE, TIMES, WHO
from commonweal.acts.rule_words import BODIES, COUNTING, MATTERS, METHODS, Sentences
from commonweal.charter.checking.fault import Fault
from commonweal.charter.clauses import Charter
from commonweal.charter.data import Localised, in_language
from commonweal.charter.document import rule_said
from commonweal.charter.effects import Effect
from commonweal.charter.rules import Body, Rule
from commonweal.charter.saying import Ref, Said, Value

SENTENCES: Final[Sentences] = {
    **BODIES,
    **MATTERS,
    **METHODS,
    **COUNTING,
    **WHO,
    **TIMES,
    **CARE,
    **LIFE,
    **FAULTS,
    **EFFECTS,
}
"""Every sentence, by its code."""

Names = Mapping[str, str]
"""Organisations by their id, for charters that give them seats."""


def said(rule: Rule, charter: Charter, lang: str, *, names: Names | None = None) -> list[str]:
    """Return what a rule says, a sentence each.

    :param charter: the one in which it stands, because rules name bodies, matters and rules by their codes
    :param lang: the reader's language; where the charter has no words in it, its own words are English
    """
    return [in_words(sentence, charter, lang, names=names) for sentence in rule_said(rule)]


def fault_said(fault: Fault, charter: Charter, lang: str, *, names: Names | None = None) -> str:
    """Return what is wrong, in one sentence or two. The clause stands in the fault."""
    return in_words(fault.said, charter, lang, names=names)


def effect_said(
    effect: Effect, after: Charter, lang: str, *, before: Charter | None = None, names: Names | None = None
) -> list[str]:
    """Return what a new charter does in one respect: a sentence, and where a rule says something else, its sentences.

    :param after: the charter that comes; `before` the one that goes, which names what is no longer there
    """
    told = [in_words(effect.said, after, lang, names=names)]
    if effect.about in ("number", "rule"):
        then = said(effect.before, before or after, lang, names=names) if effect.before else []
        now = said(effect.after, after, lang, names=names) if effect.after else []
        told += [sentence for sentence in now if sentence not in then]
        gone = [sentence for sentence in then if sentence not in now]
        told += [in_words(Said("effect.no_longer", {"sentence": sentence}), after, lang) for sentence in gone]
    return told


def in_words(sentence: Said, charter: Charter, lang: str, *, names: Names | None = None) -> str:
    """Return a sentence of a charter in words."""
    with override(lang):
        params = {name: _worded(value, charter, lang, names or {}) for name, value in sentence.params.items()}
        return " ".join(str(SENTENCES[sentence.code] % params).split())


def ref_in_words(ref: Ref, charter: Charter, lang: str, *, names: Names | None = None) -> str:
    """Return the name of a body, matter, rule or word of the house; where there is none, its code."""
    with override(lang):
        return str(_worded(ref, charter, lang, names or {}))


def _worded(value: Value, charter: Charter, lang: str, names: Names) -> str | int:
    """Return a value as it stands in a sentence; a number stays one, because it chooses between one and many."""
    if isinstance(value, int | str):
        return value
    if isinstance(value, tuple):
        return get_text_list([str(_worded(part, charter, lang, names)) for part in value], _("and"))
    if isinstance(value, Ref):
        return _named(value, charter, lang, names)
    return in_language(value, lang)


def _named(ref: Ref, charter: Charter, lang: str, names: Names) -> str:
    if ref.kind in ("body", "matter", "rule", "seats"):
        name = _name_in_charter(ref, charter)
        return in_language(name, lang) if name else ref.code
    if ref.kind == "organisation":
        return names.get(ref.code, ref.code)
    if ref.kind == "number":
        return _("clause %(number)s") % {"number": ref.code}
    share = VOCABULARIES["share"]
    if ref.kind == "at_least" and ref.code != "1/1":
        return _("at least %(share)s") % {"share": share.get(ref.code, ref.code)}
    if ref.kind == "more_than":
        return _("more than %(share)s") % {"share": share.get(ref.code, ref.code)}
    words = VOCABULARIES.get("share" if ref.kind == "at_least" else ref.kind, {})
    return str(words.get(ref.code, ref.code))


def _name_in_charter(ref: Ref, charter: Charter) -> Localised | None:
    if ref.kind == "body":
        body = charter.body(ref.code)
        return body[1].name if body else None
    if ref.kind == "matter":
        matter = charter.matter(ref.code)
        return matter[1].name if matter else None
    if ref.kind == "rule":
        rule = charter.rule(ref.code)
        return rule[1].name if rule else None
    groups = (group for _clause, body in charter.rules(Body) for group in body.seats)
    return next((group.name for group in groups if group.code == ref.code), None)
