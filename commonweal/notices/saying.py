"""What one person may be told of one partnership: sentences, never names of persons and never anybody's own words.

A mail cannot be called back, so what might one day be erased does not go into it: names and words are read on the page
to which the sentence leads.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from commonweal.acts.capability import Facts, Setting, Task
from commonweal.acts.charters import setting_with
from commonweal.acts.installed import installed
from commonweal.acts.perform import verdict_on_reading
from commonweal.acts.sentences import address_of
from commonweal.charter.ruling import thresholds_of
from commonweal.notices.concerned import topic_of
from commonweal.partnerships.actors import Actor, actors_of
from commonweal.partnerships.models import Member, Partnership
from commonweal.people.models import Account, Pseudonym
from commonweal.record.entry import Entry
from commonweal.web.audience import MEMBERS
from commonweal.web.told import organisations, told


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a person stands in one partnership at one instant."""

    partnership: Partnership
    actor: Actor
    at: datetime

    @property
    def slug(self) -> str:
        """The partnership's address name."""
        return self.partnership.slug

    @property
    def setting(self) -> Setting:
        """The charter that rules there."""
        return setting_with(self.partnership.pk, digest=self.partnership.charter)

    @property
    def takes_part(self) -> bool:
        """Whether she holds a place there now."""
        return self.actor.has(*MEMBERS)

    @property
    def reads(self) -> bool:
        """Whether the charter lets her read the record."""
        return verdict_on_reading("record", by=self.actor, setting=self.setting).allowed


@dataclass(frozen=True, slots=True)
class Said:
    """One entry in a sentence, for one reader.

    :ivar url: the path of the page to which it leads
    :ivar exact: whether `at` is; for those who take no part it is coarsened to the hour
    """

    position: int
    topic: str
    says: str
    url: str
    at: datetime
    exact: bool


def standings(account: Account | str, *, at: datetime, only: Iterable[str] | None = None) -> list[Standing]:
    """Return where a person stands, wherever she was ever known: three questions for however many partnerships.

    :param only: these partnerships; else all
    """
    rows = Pseudonym.objects.filter(account=account)
    rows = rows if only is None else rows.filter(partnership__in=list(only))
    persons = dict(rows.values_list("partnership", "id"))
    found = Partnership.objects.filter(pk__in=list(persons)).order_by("name", "key") if persons else ()
    actors = actors_of(persons, at=at)
    return [Standing(p, actors[p.pk], at) for p in found]


def said(
    standing: Standing,
    entries: Sequence[Entry],
    *,
    orgs: Mapping[str, Member] | None = None,
    reads: bool | None = None,
) -> list[Said]:
    """Return entries as sentences for her; where the charter does not let her read them, that there is something.

    :param orgs: the organisations by id, where they are known
    :param reads: whether she may read the record, where that was judged before
    """
    if not entries:
        return []
    partnership, slug = standing.partnership, standing.slug
    if not (standing.reads if reads is None else reads):
        rows = told(entries, to=Actor(partnership.pk), convener="", orgs={}, names={})
        sentences = [_("Something that concerns you was put on the record.")] * len(rows)
    else:
        orgs = organisations(partnership.pk) if orgs is None else orgs
        rows = told(entries, to=standing.actor, convener=partnership.convener, orgs=orgs, names={})
        sentences = [row.says for row in rows]
    return [
        Said(row.position, topic_of(row.entry), one_line(says), address_of(row.entry, slug=slug), row.at, row.exact)
        for row, says in zip(rows, sentences, strict=True)
    ]


def tasks_of(standing: Standing) -> list[Task]:
    """Return what waits for her there, what is due first at the beginning."""
    if not standing.takes_part:
        return []
    facts = Facts(standing.partnership.pk, at=standing.at, changed=thresholds_of(standing.setting.charter))
    found = {
        task.key: task
        for capability in installed()
        for hook in capability.tasks
        for task in hook(facts, standing.actor, standing.slug)
    }
    return sorted(found.values(), key=lambda t: (t.due_at is None, t.due_at or standing.at, t.key))


def one_line(text: object, *, most: int = 300) -> str:
    """Return a text as one line that stays where it is put: no breaks, no control characters, none that turn the line.

    Names are typed by people. In the subject of a mail a line break would begin another header, and in its text a mark
    of direction would turn what stands after it.
    """
    kept = "".join(c if c.isprintable() or c in _JOINERS else " " for c in str(text))
    line = " ".join(kept.split())
    return line if len(line) <= most else line[: most - 1].rstrip() + "…"


# Between letters of Arabic, Persian and Indic words they are spelling, although they do not print.
_JOINERS = "\u200c\u200d"
