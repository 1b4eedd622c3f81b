"""Questions asked of what can be found."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.db import connection
from django.db.models import Q

from commonweal.methods.finding import Question, root
from commonweal.partnerships.actors import ANYONE, Actor
from commonweal.partnerships.models import Member, OpenInvitation, Partnership, Representation
from commonweal.people.models import Account, Invitation, Pseudonym

PAGE = 20
"""Results on one page."""
MOST_NAMES = 5000
"""Among how many names one is looked for."""


_FOUND = (
    "SELECT f.partnership, f.position, MAX(t.lang || ' ' || t.text) FROM {tables}"
    " LEFT JOIN people_text t ON t.id = f.text WHERE {conditions}"
    " GROUP BY f.partnership, f.position, f.at"
    " ORDER BY MAX(f.weight) DESC, f.at DESC, f.position DESC, f.partnership LIMIT %s OFFSET %s"
)


@dataclass(frozen=True, slots=True)
class Within:
    """Where and of whom something is looked for.

    :param partnerships: the records that the asker may read; nothing stands for all on this host
    :param open_to_her: what else she may read, with the records in which, where that is kept from other readers
    """

    partnerships: tuple[str, ...] | None
    open_to_her: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    room: str = ""
    organisation: str = ""
    person: str = ""


@dataclass(frozen=True, slots=True)
class Hit:
    """An entry in which something was found, and the words of a person in which it was, with their language."""

    partnership: str
    position: int
    words: str
    lang: str


@dataclass(frozen=True, slots=True)
class Hits:
    """What was found, in the order of the page, and whether there is a further page."""

    rows: tuple[Hit, ...]
    more: bool

    @property
    def places(self) -> tuple[tuple[str, int], ...]:
        """Where it stands."""
        return tuple((row.partnership, row.position) for row in self.rows)


@dataclass(frozen=True, slots=True)
class Invited:
    """An invitation that waits for somebody: to which partnership, the secret of its link, and until when."""

    partnership: Partnership
    token: str
    expires_at: datetime


@dataclass
class _Where:
    """Conditions of a query with their parameters, in step."""

    conditions: list[str] = field(default_factory=list)
    parameters: list[str | int] = field(default_factory=list)

    def add(self, condition: str, *parameters: str | int) -> None:
        self.conditions.append(condition)
        self.parameters.extend(parameters)


def found(question: Question, within: Within, *, page: int = 1) -> Hits:
    """Return the entries that answer a question, each once, what is named so first, then the newest. One query."""
    if not question or within.partnerships == ():
        return Hits((), more=False)
    where = _Where()
    if connection.vendor == "sqlite":
        where.add("w.finding_words MATCH %s", _for_fts5(question, within))
        tables = "finding_words w JOIN finding_place p ON p.id = w.rowid JOIN finding_findable f ON f.key = p.key"
    else:
        _for_tsearch(question, where)
        tables = "finding_findable f"
    _narrowed(within, where)
    query = _FOUND.format(tables=tables, conditions=" AND ".join(where.conditions))
    with connection.cursor() as cursor:
        cursor.execute(query, [*where.parameters, PAGE + 1, (page - 1) * PAGE])
        rows = [_hit(*row) for row in cursor.fetchall()]
    return Hits(tuple(rows[:PAGE]), more=len(rows) > PAGE)


def _hit(partnership: str, position: int, said: str | None) -> Hit:
    lang, _space, words = (said or "").partition(" ")
    return Hit(partnership, position, words, lang)


def _narrowed(within: Within, where: _Where) -> None:
    if within.partnerships is not None:
        where.add(f"f.partnership IN ({_marks(within.partnerships)})", *within.partnerships)
    open_to_all, *further = "f.readable = 'record'", *((w, r) for w, r in within.open_to_her.items() if r)
    ways = [open_to_all, *(f"(f.readable = %s AND f.partnership IN ({_marks(records)}))" for _what, records in further)]
    where.add(f"({' OR '.join(ways)})", *(value for what, records in further for value in (what, *records)))
    for column, value in (("room", within.room), ("organisation", within.organisation), ("person", within.person)):
        if value:
            where.add(f"f.{column} = %s", value)


def _for_fts5(question: Question, within: Within) -> str:
    """Return the question in the language of FTS5. Words hold letters and digits alone, so quoting is enough."""
    parts = [f'roots : "{root(word)}"' for word in question.words]
    if question.beginning:
        parts.append(f'(folded : "{question.beginning}" * OR roots : "{root(question.beginning)}")')
    parts += [f'folded : "{" ".join(phrase)}"' for phrase in question.phrases]
    if within.partnerships is not None and len(within.partnerships) == 1:
        parts.append(f'scope : "{within.partnerships[0]}"')
    query = " AND ".join(parts)
    for phrase in question.without:
        query = f'({query}) NOT {{folded}} : "{" ".join(phrase)}"'
    return query


def _for_tsearch(question: Question, where: _Where) -> None:
    """Add the question in the language of PostgreSQL's text search."""
    folded, roots = "to_tsvector('simple', f.folded)", "to_tsvector('simple', f.roots)"
    for word in question.words:
        where.add(f"{roots} @@ to_tsquery('simple', %s)", f"'{root(word)}'")
    if question.beginning:
        where.add(
            f"({folded} @@ to_tsquery('simple', %s) OR {roots} @@ to_tsquery('simple', %s))",
            f"'{question.beginning}':*",
            f"'{root(question.beginning)}'",
        )
    for phrase in question.phrases:
        where.add(f"{folded} @@ to_tsquery('simple', %s)", _in_a_row(phrase))
    for phrase in question.without:
        where.add(f"NOT {folded} @@ to_tsquery('simple', %s)", _in_a_row(phrase))


def _in_a_row(phrase: Sequence[str]) -> str:
    return " <-> ".join(f"'{word}'" for word in phrase)


def _marks(values: Sequence[object]) -> str:
    return ", ".join(["%s"] * len(values))


def people_in(partnerships: Sequence[str]) -> list[tuple[str, str, str]]:
    """Return pseudonym, name and partnership of those who hold or held a place. One query.

    Names are looked up whenever somebody asks who may see them, and never kept for finding.
    """
    held = Representation.objects.filter(partnership__in=partnerships).values("person")
    rows = Pseudonym.objects.filter(partnership__in=partnerships, id__in=held, account__isnull=False)
    return list(rows.exclude(account__name="").values_list("id", "account__name", "partnership")[:MOST_NAMES])


def actors_of_account(account: Account, *, at: datetime) -> dict[str, Actor]:
    """Return who somebody is where she holds a place, with all her roles there: to read, not to act. One query."""
    hers = Pseudonym.objects.filter(account=account).values("id")
    rows = Representation.objects.filter(person__in=hers, ended_at__isnull=True)
    held: dict[str, Actor] = {}
    for row in rows.filter(Q(until_on__isnull=True) | Q(until_on__gte=at.date())):
        roles = held[row.partnership].roles if row.partnership in held else frozenset({ANYONE})
        held[row.partnership] = Actor(row.partnership, person=row.person, roles=roles | {row.role})
    return held


def partnerships() -> list[Partnership]:
    """Return every partnership on this host, by name. One query."""
    return list(Partnership.objects.order_by("name", "key"))


def organisations_in(partnerships: Sequence[str] | None) -> dict[str, Member]:
    """Return the organisations of these partnerships, or of all, by id. One query."""
    rows = Member.objects.order_by("entry")
    rows = rows if partnerships is None else rows.filter(partnership__in=partnerships)
    return {row.organisation: row for row in rows}


def partnerships_with(ids: Iterable[str]) -> list[Partnership]:
    """Return these partnerships, by name. One query."""
    return list(Partnership.objects.filter(pk__in=list(ids)).order_by("name", "key"))


def invitations_to(account: Account, *, at: datetime) -> list[Invited]:
    """Return the invitations that were mailed to somebody's address and can still be taken. Three queries at most."""
    if not account.email:
        return []
    halves = {each.id: each for each in Invitation.objects.filter(mail__iexact=account.email)}
    rows = OpenInvitation.objects.filter(pk__in=halves, withdrawn_at__isnull=True, expires_at__gt=at, accepted=0)
    found = list(rows.order_by("expires_at"))
    named = {row.pk: row for row in partnerships_with({each.partnership for each in found})} if found else {}
    return [
        Invited(named[row.partnership], halves[row.pk].token, row.expires_at)
        for row in found
        if row.partnership in named
    ]
