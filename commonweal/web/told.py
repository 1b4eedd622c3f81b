"""What happened, as people read it: the sentence, who did it as far as the reader may know, and when."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from commonweal.acts.sentences import sentence_of
from commonweal.kit.dates import to_the_hour
from commonweal.partnerships.actors import Actor
from commonweal.partnerships.models import Member
from commonweal.partnerships.naming import knowing
from commonweal.people.identity import names_of
from commonweal.record.entry import Entry
from commonweal.web.audience import MEMBERS


@dataclass(frozen=True, slots=True)
class Told:
    """One entry for the eyes of one reader.

    :param org: the organisation for which it was done, where the record names one
    :param name: the person's name; nothing for readers who take no part, and for those who were erased
    :param at: to the second for members, to the hour for everybody else
    :param exact: whether `at` is exact
    """

    entry: Entry
    says: str
    org: Member | None
    name: str
    by_convener: bool
    at: datetime
    exact: bool

    @property
    def position(self) -> int:
        """Where the entry stands in the record."""
        return self.entry.position


def organisations(partnership: str, only: Iterable[str] | None = None) -> dict[str, Member]:
    """Return every organisation that takes or took part, by its id, in one question.

    :param only: the ids of those that are looked for, where a page tells of few: there may be thousands
    """
    rows = Member.objects.filter(partnership=partnership)
    if only is not None:
        rows = rows.filter(organisation__in=set(only))
    return {row.organisation: row for row in rows.order_by("entry")}


def told(
    entries: Iterable[Entry],
    *,
    to: Actor,
    convener: str,
    orgs: Mapping[str, Member],
    names: Mapping[str, str] | None = None,
) -> list[Told]:
    """Return entries as they are told to one reader.

    :param convener: the pseudonym of the convener, who is told as such where she acts for no organisation

    :param orgs: the organisations by id; `names` the persons by pseudonym, looked up for members where not given
    """
    entries, exact = list(entries), to.has(*MEMBERS)
    if names is None:
        names = names_for(entries, to=to)
    with knowing({id: member.name for id, member in orgs.items()}):
        return [
            Told(
                entry=entry,
                says=str(sentence_of(entry)),
                org=orgs.get(entry.org or ""),
                name=names.get(entry.by or "", ""),
                by_convener=entry.by is not None and entry.by == convener,
                at=entry.at if exact else to_the_hour(entry.at),
                exact=exact,
            )
            for entry in entries
        ]


def names_for(entries: Sequence[Entry], *, to: Actor) -> dict[str, str]:
    """Return the names behind the acts, in one question; none for readers who take no part (charter: names)."""
    people = {entry.by for entry in entries if entry.by}
    return names_of(people, partnership=to.partnership or "") if people and to.has(*MEMBERS) else {}
