"""From recorded acts to the read model of the glossary."""

from __future__ import annotations

from typing import Any

from commonweal.acts.act import FreeText, TextRef
from commonweal.capabilities.glossary import acts, queries
from commonweal.capabilities.glossary.models import Answer, Flagged, Meaning, Term
from commonweal.partnerships.models import AdoptedTerm
from commonweal.record.entry import Entry

TABLES = (AdoptedTerm, Term, Flagged, Meaning, Answer)


def flagged(act: acts.Flag, entry: Entry) -> None:
    """Write the flag, and the word where the glossary does not have it yet."""
    term = queries.term_called(act.partnership, act.word, lang=act.lang)
    if term is None:
        term = Term.objects.create(
            **_here(entry), word=act.word, lang=act.lang, folded=queries.folded(act.word), by=entry.by or ""
        )
    Flagged.objects.create(
        **_here(entry), **_whose(entry), term=term.entry, how=act.how, says_id=_text(act.says), where=act.where
    )


def meaning_said(act: acts.SayMeaning, entry: Entry) -> None:
    """Write what a sector means by it, in the place of what the same person said before."""
    said = {**_here(entry), **_whose(entry), "term": act.term, "sector": act.sector, "says_id": _text(act.says)}
    said.pop("key")
    Meaning.objects.update_or_create(key=f"{act.partnership}.{act.term}.{entry.by}.{act.sector}", defaults=said)


def defined(act: acts.Define, entry: Entry) -> None:
    """Propose a meaning for all; what was proposed before stays on the record, and what was adopted holds on."""
    row = _term(act.partnership, act.term)
    row.definition, row.says_id = entry.position, _text(act.says)
    row.names = [name.model_dump(mode="json") for name in act.names]
    row.defined_by, row.defined_at = entry.by or "", entry.at
    row.save()


def accepted(act: acts.Accept, entry: Entry) -> None:
    """Write that somebody accepts it; an objection of hers falls with that."""
    _answered(act, entry, accepts=True, says=None)


def objected(act: acts.ObjectTo, entry: Entry) -> None:
    """Write what it leaves out."""
    _answered(act, entry, accepts=False, says=act.says)


def adopted(act: acts.Adopt, entry: Entry) -> None:
    """Let the meaning hold, and let pages find the word in each language."""
    row = _term(act.partnership, act.term)
    row.adopted_definition, row.adopted_says_id = act.definition, row.says_id
    row.adopted_entry, row.adopted_at, row.decision = entry.position, entry.at, act.decision
    row.save()
    for old in AdoptedTerm.objects.filter(partnership=act.partnership, term=act.term):
        old.delete()
    for name in queries.names_of(row):
        AdoptedTerm.objects.create(
            key=f"{act.partnership}.{act.term}.{name['lang']}",
            partnership=act.partnership,
            word=name["word"],
            lang=name["lang"],
            forms=name["forms"],
            term=act.term,
            entry=entry.position,
            at=entry.at,
        )


def _answered(act: acts.Accept | acts.ObjectTo, entry: Entry, *, accepts: bool, says: FreeText | None) -> None:
    said = {**_here(entry), **_whose(entry), "term": act.term, "definition": act.definition, "accepts": accepts}
    said.pop("key")
    Answer.objects.update_or_create(
        key=f"{act.partnership}.{act.definition}.{entry.by}", defaults={**said, "says_id": _text(says)}
    )


def _term(partnership: str, term: int) -> Term:
    return Term.objects.get(pk=f"{partnership}.{term}")


def _here(entry: Entry) -> dict[str, Any]:
    key = f"{entry.partnership}.{entry.position}"
    return {"key": key, "partnership": entry.partnership, "entry": entry.position, "at": entry.at}


def _whose(entry: Entry) -> dict[str, Any]:
    return {"by": entry.by or "", "organisation": entry.org or ""}


def _text(said: FreeText | None) -> str | None:
    return said.text if isinstance(said, TextRef) else None
