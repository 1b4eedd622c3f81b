"""Questions asked of the glossary."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Literal

from commonweal.capabilities.glossary.models import Answer, Flagged, Meaning, Term

__all__ = ["Answer", "Flagged", "Meaning", "Term"]
# The rows that are handed out, so that pages and sheets can name their types.

State = Literal["open", "proposed", "objected", "adopted"]
MOST = 1000
"""How many words a page lists."""


class NotThere(LookupError):
    """No word came into the glossary with this entry."""


def folded(word: str) -> str:
    """Return a word as it is found again: without regard to case and to how many spaces are in it."""
    return " ".join(word.casefold().split())[:120]


def term_called(partnership: str, word: str, *, lang: str) -> Term | None:
    """Return the term for a word in a language, or nothing where the glossary does not have it."""
    rows = Term.objects.filter(partnership=partnership, lang=lang, folded=folded(word))
    return rows.order_by("entry").first()


def term_at(partnership: str, entry: int) -> Term:
    """Return a term with its words.

    :raises NotThere: where there is none
    """
    found = Term.objects.filter(pk=f"{partnership}.{entry}").select_related("says", "adopted_says").first()
    if found is None:
        raise NotThere(entry)
    return found


def bare(partnership: str, entry: int) -> Term | None:
    """Return a term without its words, or nothing."""
    return Term.objects.filter(pk=f"{partnership}.{entry}").first()


def term_flagged_by(partnership: str, entry: int) -> int | None:
    """Return the term that a flag is about, by the entry of the flag."""
    rows = Flagged.objects.filter(pk=f"{partnership}.{entry}")
    return rows.values_list("term", flat=True).first()


def names_of(row: Term) -> list[dict[str, Any]]:
    """Return the word in each language with its forms; in its own language it always has one."""
    names = [dict(name) for name in row.names]
    if not any(name["lang"] == row.lang for name in names):
        names.append({"lang": row.lang, "word": row.word, "forms": []})
    for name in names:
        name["forms"] = sorted({name["word"], *name["forms"], *([row.word] if name["lang"] == row.lang else [])})
    return sorted(names, key=lambda name: str(name["lang"]))


def flags_of(term: Term) -> list[Flagged]:
    """Return who stumbled over a word, in order, with their words."""
    rows = Flagged.objects.filter(partnership=term.partnership, term=term.entry)
    return list(rows.select_related("says").order_by("entry"))


def meanings_of(term: Term) -> list[Meaning]:
    """Return what sectors mean by a word, in the order in which they said it."""
    rows = Meaning.objects.filter(partnership=term.partnership, term=term.entry)
    return list(rows.select_related("says").order_by("entry"))


def answers_to(term: Term) -> list[Answer]:
    """Return what was said of the meaning proposed last, in order."""
    if term.definition is None:
        return []
    rows = Answer.objects.filter(partnership=term.partnership, definition=term.definition)
    return list(rows.select_related("says").order_by("entry"))


@dataclass(frozen=True, slots=True)
class Word:
    """A word with all that decides how it stands.

    :param flags: who stumbled over it; `sectors` that said what they mean by it
    :param answers: to the meaning proposed last
    """

    term: Term
    flags: tuple[Flagged, ...]
    sectors: tuple[str, ...]
    answers: tuple[Answer, ...]

    @property
    def flaggers(self) -> frozenset[str]:
        """Everybody who stumbled over it."""
        return frozenset(flag.by for flag in self.flags)

    @property
    def objectors(self) -> frozenset[str]:
        """Everybody who objects to the meaning proposed last."""
        return frozenset(answer.by for answer in self.answers if not answer.accepts)

    @property
    def waiting(self) -> frozenset[str]:
        """Those who stumbled over it and have not accepted the meaning proposed last."""
        return self.flaggers - {answer.by for answer in self.answers if answer.accepts}

    @property
    def state(self) -> State:
        """How it stands. What was adopted is open again once somebody stumbles over it afterwards."""
        term = self.term
        again = [flag for flag in self.flags if flag.entry > (term.adopted_entry or 0) and flag.by in self.waiting]
        if term.adopted_entry is not None and not again:
            return "adopted"
        if term.definition is None:
            return "open"
        return "objected" if self.objectors else "proposed"


def every_word(partnership: str) -> list[Word]:
    """Return every word of the glossary in the order of the alphabet, with how it stands. Four questions."""
    terms = list(Term.objects.filter(partnership=partnership).order_by("folded", "entry")[:MOST])
    if not terms:
        return []
    flags = _by_term(Flagged.objects.filter(partnership=partnership).order_by("entry"))
    meanings = _by_term(Meaning.objects.filter(partnership=partnership).order_by("entry"))
    answers = _by_term(Answer.objects.filter(partnership=partnership).order_by("entry"))
    return [
        Word(
            term,
            tuple(flags[term.entry]),
            tuple(sorted({row.sector for row in meanings[term.entry]})),
            tuple(row for row in answers[term.entry] if row.definition == term.definition),
        )
        for term in terms
    ]


def word_of(term: Term) -> Word:
    """Return one word with how it stands. Three questions."""
    sectors = sorted({row.sector for row in meanings_of(term)})
    return Word(term, tuple(flags_of(term)), tuple(sectors), tuple(answers_to(term)))


def _by_term(rows: Iterable[Any]) -> dict[int, list[Any]]:
    found: dict[int, list[Any]] = defaultdict(list)
    for row in rows:
        found[row.term].append(row)
    return found
