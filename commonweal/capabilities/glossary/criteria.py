"""Criterion 3.5: every word that somebody stumbled over has a meaning that those who stumbled accept."""

from __future__ import annotations

from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from commonweal.acts.capability import Criterion, Facts, Finding
from commonweal.capabilities.glossary.queries import Word, every_word
from commonweal.partnerships.models import CoreGoal

NAMED = 12
"""How many words are named one by one; of more their number is given."""


def words_are_explained(facts: Facts, criterion: Criterion) -> Finding:
    """3.5: whoever flagged a word accepts its meaning, or the meaning was adopted since; nobody's objection is open.

    Every word that was flagged counts, wherever it was met: a word that one of us does not understand is not
    understood in the statement and the goals either.
    """
    words = [word for word in facts.once(every_word) if word.flags]
    used = tuple(sorted({entry for word in words for entry in _rests_on(word)}))
    if not words:
        if facts.once(_goals):
            return Finding("met", gettext("Goals are named, and nobody has stumbled over a word."), used)
        says = gettext("Nothing is there yet over whose words somebody could stumble.")
        return Finding("unknown", says, used, (gettext("Describe the problem and name goals, or flag a word."),))
    open_ones = [word for word in words if not is_explained(word)]
    count = {"n": len(words), "done": len(words) - len(open_ones)}
    says = ngettext(
        "%(done)s of %(n)s word that somebody stumbled over is explained.",
        "%(done)s of %(n)s words that somebody stumbled over are explained.",
        len(words),
    )
    if open_ones:
        missing = [_what_to_do(word) for word in open_ones[:NAMED]]
        return Finding("not_met", says % count, used, (*missing, *_more(len(open_ones))))
    return Finding("met", says % count, used)


def is_explained(word: Word) -> bool:
    """Tell whether a word is defined and accepted by all who flagged it, or its meaning was adopted since."""
    if word.state == "adopted":
        return True
    return word.term.definition is not None and not word.objectors and not word.waiting


def _what_to_do(word: Word) -> str:
    if word.term.definition is None:
        says = gettext("“%(word)s”: propose a meaning for all.")
    elif word.objectors:
        says = gettext("“%(word)s”: meet what somebody objects to its meaning.")
    else:
        says = gettext("“%(word)s”: those who flagged it have to accept its meaning.")
    return says % {"word": word.term.word}


def _rests_on(word: Word) -> list[int]:
    term = word.term
    entries = (term.entry, term.definition, term.adopted_entry, *(answer.entry for answer in word.answers))
    return [entry for entry in entries if entry is not None]


def _goals(partnership: str) -> bool:
    return CoreGoal.objects.filter(partnership=partnership, withdrawn_entry__isnull=True).exists()


def _more(count: int) -> list[str]:
    more = count - NAMED
    return [ngettext("And %(n)s more.", "And %(n)s more.", more) % {"n": more}] if more > 0 else []


CRITERIA = (
    Criterion(
        id="3.5",
        title=_("Words that somebody stumbled over are explained"),
        evaluate=words_are_explained,
        moved_by=frozenset(
            {
                *(f"glossary.{what}" for what in ("flag", "define", "accept", "object", "adopt")),
                *(f"fit.{what}" for what in ("name_goal", "revise_goal", "withdraw_goal")),
            }
        ),
    ),
)
