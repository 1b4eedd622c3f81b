"""What the glossary offers to the rest of the house: addresses, tasks, a sheet, and what is a contribution."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from commonweal.acts.capability import Column, Contributed, Facts, Reader, Sheet, Task
from commonweal.acts.installed import body_today
from commonweal.capabilities.glossary import queries
from commonweal.partnerships.actors import Actor
from commonweal.record.entry import Entry


def page_of(entry: Entry, slug: str) -> str:
    """Return the page of the word that an entry is about; a flag's own page leads on to its word."""
    return reverse("glossary:term", args=[slug, body_today(entry).get("term", entry.position)])


KINDS: Sequence[str] = tuple(
    f"glossary.{what}" for what in ("flag", "say_meaning", "define", "accept", "object", "adopt")
)

ADDRESSES: dict[str, Callable[[Entry, str], str]] = dict.fromkeys(KINDS, page_of)


def given(entry: Entry) -> Contributed:
    """Return that flagging a word and saying what it means are contributions."""
    body = body_today(entry)
    asked = body.get("term", body.get("where"))
    return Contributed(asked=entry.position if asked is None else asked)


def those_concerned(entry: Entry) -> Iterable[str]:
    """Return who stumbled over a word for which a meaning is proposed or adopted, or proposed what is objected to."""
    row = queries.bare(entry.partnership, body_today(entry)["term"])
    if row is None:
        return ()
    found = {row.defined_by} if entry.kind == "glossary.object" else {flag.by for flag in queries.flags_of(row)}
    return sorted(person for person in found - {entry.by} if person)


def waits(facts: Facts, actor: Actor, slug: str) -> Iterator[Task]:
    """Yield what waits: a meaning to read for whoever stumbled over the word, one to adopt for the convener."""
    if actor.person is None:
        return
    for word in facts.once(queries.every_word):
        if word.state == "adopted" or word.term.definition is None:
            continue
        url, named = reverse("glossary:term", args=[slug, word.term.entry]), {"word": word.term.word}
        if actor.person in word.waiting - word.objectors:
            yield Task(f"glossary.read.{word.term.definition}", gettext("Read what “%(word)s” is to mean") % named, url)
        elif actor.has("convener") and not word.waiting and not word.objectors:
            yield Task(
                f"glossary.adopt.{word.term.definition}", gettext("Adopt the meaning of “%(word)s”") % named, url
            )


def _rows(reader: Reader, start: int, stop: int | None) -> Sequence[Sequence[Any]]:
    return [
        [
            word.term.entry,
            word.term.word,
            word.term.lang,
            word.state,
            len(word.flags),
            list(word.sectors),
            [f"{name['lang']}: {name['word']}" for name in queries.names_of(word.term)],
            word.term.definition,
            word.term.adopted_entry,
            word.term.decision,
        ]
        for word in queries.every_word(reader.partnership)[start:stop]
    ]


GLOSSARY = Sheet(
    "glossary",
    _("Glossary"),
    (
        Column("entry", _("Entry"), "integer"),
        Column("word", _("Word")),
        Column("lang", _("Language")),
        Column("state", _("State")),
        Column("flags", _("How often flagged"), "integer"),
        Column("sectors", _("Sectors that said what they mean"), "list"),
        Column("names", _("In each language"), "list"),
        Column("definition", _("Meaning proposed by entry"), "integer"),
        Column("adopted", _("Adopted by entry"), "integer"),
        Column("decision", _("Decision"), "integer"),
    ),
    _rows,
)
