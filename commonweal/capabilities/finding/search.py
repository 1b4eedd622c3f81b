"""From a question to results as one reader may see them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.http import QueryDict

from commonweal.acts.sentences import address_of
from commonweal.capabilities.finding import queries
from commonweal.capabilities.finding.harvest import lines_of
from commonweal.capabilities.finding.queries import Hit, Within
from commonweal.capabilities.finding.snippet import Part, count_of, piece_of
from commonweal.methods.finding import Question, asked, fold
from commonweal.partnerships.actors import Actor
from commonweal.partnerships.models import Member, Partnership
from commonweal.record import reading
from commonweal.record.entry import Entry
from commonweal.web.told import Told, told

LAST_PAGE = 50
"""How far one leafs: who needs more asks more closely."""
MOST_PEOPLE = 10


@dataclass(frozen=True, slots=True)
class Asked:
    """What was typed, and which page of results is wanted."""

    typed: str
    question: Question
    page: int

    @classmethod
    def read(cls, given: QueryDict) -> Asked:
        """Read it from an address; what is no page is the first."""
        typed, page = given.get("q", "").strip()[:300], given.get("page", "")
        number = int(page) if page.isascii() and page.isdigit() and len(page) < 4 else 1
        return cls(typed, asked(typed), min(max(1, number), LAST_PAGE))


@dataclass(frozen=True, slots=True)
class Result:
    """One entry that was found: what was done, where it leads, and the piece in which the words stand."""

    told: Told
    partnership: Partnership
    address: str
    piece: tuple[Part, ...]
    lang: str


@dataclass(frozen=True, slots=True)
class Results:
    """A page of results."""

    rows: tuple[Result, ...]
    more: bool


@dataclass(frozen=True, slots=True)
class Somebody:
    """A person whose name was found, by her pseudonym in one partnership."""

    id: str
    name: str
    partnership: str


def results(
    wanted: Asked,
    within: Within,
    *,
    partnerships: Mapping[str, Partnership],
    actors: Mapping[str, Actor],
    orgs: Mapping[str, Member],
) -> Results:
    """Return a page of results. Two queries, whatever the number of partnerships.

    :param partnerships: in which something may be found, and `actors` who the reader is in each
    :param orgs: the organisations of all of them, for the sentences
    """
    hits = queries.found(wanted.question, within, page=wanted.page)
    entries = reading.entries_across(hits.places)
    rows = []
    for hit in hits.rows:
        entry, partnership = entries[hit.partnership, hit.position], partnerships[hit.partnership]
        (row,) = told([entry], to=actors[hit.partnership], convener=partnership.convener, orgs=orgs, names={})
        piece, lang = _piece(hit, entry, partnership, wanted.question)
        rows.append(Result(row, partnership, address_of(entry, slug=partnership.slug), piece, lang))
    return Results(tuple(rows), more=hits.more and wanted.page < LAST_PAGE)


def people_called(question: Question, people: list[Somebody]) -> list[Somebody]:
    """Return those whose names hold every word that was asked for, or begin with the last."""
    words = [*question.words, *(word for phrase in question.phrases for word in phrase)]
    found = []
    for person in people:
        name = fold(person.name).split()
        if set(words) <= set(name) and any(word.startswith(question.beginning) for word in name):
            found.append(person)
    return found[:MOST_PEOPLE] if question else []


def _piece(hit: Hit, entry: Entry, partnership: Partnership, question: Question) -> tuple[tuple[Part, ...], str]:
    """Return the fullest piece of what was found, and its language."""
    lines = " · ".join(dict.fromkeys(line.text for line in lines_of(entry)))
    if hit.words and count_of(hit.words, question) >= count_of(lines, question):
        return piece_of(hit.words, question), hit.lang
    return piece_of(lines, question) if lines else (), str(entry.body.get("lang") or partnership.lang)
