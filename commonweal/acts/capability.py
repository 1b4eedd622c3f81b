"""What a capability offers to the rest of the house, on one page."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Literal, Protocol, TypeVar, cast

from commonweal.acts.act import Act
from commonweal.acts.rows import Column as Column
from commonweal.acts.rows import Reader as Reader
from commonweal.acts.rows import Says as Says
from commonweal.acts.rows import Sheet as Sheet
from commonweal.charter.clauses import Charter
from commonweal.charter.judge import Verdict
from commonweal.partnerships.actors import Actor
from commonweal.record.entry import Entry

T = TypeVar("T")


class Projection(Protocol):
    """Write the read model from a recorded act: the only writer of the capability's tables."""

    def __call__(self, act: Any, entry: Entry, /) -> None: ...


@dataclass(frozen=True, slots=True)
class Objection:
    """Why an act does not fit what is so now: a sentence that says what to do, at the field where it belongs."""

    says: Says
    field: str = "__all__"


class Condition(Protocol):
    """Whether the state of things admits the act now; asked inside the transaction, never during a replay."""

    def __call__(self, act: Any, /, *, by: Actor, at: datetime) -> Objection | None: ...


class Guard(Protocol):
    """How a capability constrains acts of others without importing them: no, with the clause; or nothing to say."""

    def __call__(self, act: Act, /, *, by: Actor, at: datetime) -> Verdict | None: ...


@dataclass(frozen=True, slots=True)
class Completion:
    """What the house fills in of an act that was left open: the roll of a ballot, a count, a digest.

    :param fields: the fields that it fills; whoever acts may leave them out
    :param fill: returns the act with them, under the lock of the record, and may write boxes; or returns it as it is
    """

    fields: frozenset[str]
    fill: Callable[..., Any]


@dataclass(frozen=True, slots=True)
class Facts:
    """What a criterion may look at: one partnership as it is at one instant, and the thresholds that hold.

    :param changed: thresholds that the charter sets: (criterion, name) to (value, clause)
    :param charter: the one in force then, where the caller has it at hand: ask `charter_in`
    :param rests: by criterion, the positions of the entries on which its last finding rests, where the caller has them
        at hand, and `figures` what it counted; so that a block of the home page need not ask
    """

    partnership: str
    at: datetime
    changed: Mapping[tuple[str, str], tuple[str, str]] = field(default_factory=dict)
    charter: Charter | None = None
    rests: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    figures: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    _read: dict[Any, Any] = field(default_factory=dict, repr=False, compare=False)

    def once(self, read: Callable[[str], T]) -> T:
        """Return ``read(partnership)``, asked once for all criteria that look at the same instant.

        :param read: a function of a module (not made on the spot: it is the key under which the answer is kept)
        """
        if read not in self._read:
            self._read[read] = read(self.partnership)
        return cast(T, self._read[read])


Status = Literal["met", "not_met", "unknown"]


@dataclass(frozen=True, slots=True)
class Finding:
    """What a criterion found.

    :param used: positions of the entries it rests on
    :param missing: what would have to be recorded to meet it, one sentence each
    :param until: the instant from which the passing of time alone may change it; nothing where only acts can
    :param figures: what it counted, as plain data, where a block of the home page shows it
    """

    status: Status
    says: Says
    used: tuple[int, ...] = ()
    missing: tuple[Says, ...] = ()
    until: datetime | None = None
    figures: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Criterion:
    """One exit criterion of a step: a pure function of what is recorded at an instant.

    :param id: ``step.number`` as in the mission, such as ``1.4``
    :param evaluate: asks the read model as it stood at ``facts.at``
    :param thresholds: the defaults, as decimals; a charter may set others
    :param moved_by: the kinds of act after which it has to be looked at again
    :param moved_too: tells of an entry of any other kind whether it has to be looked at again after it
    """

    id: str
    title: Says
    evaluate: Callable[[Facts, Criterion], Finding]
    thresholds: Mapping[str, Decimal] = field(default_factory=dict)
    moved_by: frozenset[str] = frozenset()
    moved_too: Callable[[Entry], bool] | None = None

    def is_moved(self, entry: Entry) -> bool:
        """Tell whether it has to be looked at again after this entry."""
        return entry.kind in self.moved_by or (self.moved_too is not None and self.moved_too(entry))

    def threshold(self, name: str, facts: Facts) -> Decimal:
        """Return the number that holds in this partnership: the charter's, or else the default."""
        changed = facts.changed.get((self.id, name))
        return Decimal(changed[0]) if changed else self.thresholds[name]


@dataclass(frozen=True, slots=True)
class Link:
    """A page that a capability offers on the page of its step.

    :param url: address name, reversed with the partnership's slug; `also` further steps on whose page it stands
    :param criteria: the criteria that what is done there can meet: home offers it while they are open
    :param acts: names of acts done there; offered as something to do only to those who may do one of them
    """

    url: str
    label: Says
    hint: Says = ""
    criteria: tuple[str, ...] = ()
    acts: tuple[str, ...] = ()
    also: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Block:
    """A part of a partnership's home page that a capability fills: its own template, with what it shows."""

    template: str
    context: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Task:
    """Something that waits for one person: on her page of tasks, in her digest, behind one tap.

    :param key: the same for as long as it is the same task, such as ``diligence.reply.17``
    :param says: what to do, in the words of a button: “Reply to what was found”
    :param due_at: until when; nothing where it has no end
    """

    key: str
    says: Says
    url: str
    due_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """Something that a person who is told of an entry may do about it at once, from the mail that tells her.

    :param kind: the act, without its version, such as ``messages.write``
    :param label: the words of the button
    :param fixed: the fields of the act that are settled; `asks` those in which she writes in her own words
    :param cites: positions of entries that the act answers
    """

    kind: str
    label: Says
    fixed: Mapping[str, Any] = field(default_factory=dict)
    asks: tuple[str, ...] = ()
    cites: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Dated:
    """Something on a day, for the calendar of a partnership: a last day of a call, of a term; a meeting.

    :param key: the same for as long as it is the same thing
    :param at: when it begins, `until` when it ends, where it has hours; `moved` how often it was moved since
    """

    key: str
    says: Says
    on: date
    url: str
    at: datetime | None = None
    until: datetime | None = None
    where: str = ""
    moved: int = 0
    cancelled: bool = False


@dataclass(frozen=True, slots=True)
class Brought:
    """Something that an organisation has taken on to bring, with which its power is compared.

    :param amount: in money, in `currency`; nothing for work or things
    """

    organisation: str
    entry: int
    amount: Decimal | None = None
    currency: str = ""


@dataclass(frozen=True, slots=True)
class Contributed:
    """That an entry is somebody's contribution, which is owed an acknowledgement, an answer and its effect.

    :param asked: the entry by which it was asked for, such as the opening of a conversation; the contribution's own
        where nobody asked
    :param owner: the pseudonym of whoever asked and has to answer; nothing means the convener
    :param receipt: what somebody without an account follows it by, where she has one
    """

    asked: int
    owner: str = ""
    receipt: str = ""


@dataclass(frozen=True)
class Capability:
    """Everything that one folder offers.

    :param acts: each kind of act with the projection that writes its rows
    :param conditions: what must be so for an act to fit, asked before it is recorded
    :param observes: projections of every entry, whatever its kind, after the act's own
    :param tables: the read models that a replay empties and fills again, in the order of filling
    :param completes: what the house fills in before an act is asked whether it fits: figures that only it can compute
    :param upcasters: (kind without version, old version) to a pure function from the old body to the next one
    :param sentences: (kind without version) to a function that says in one sentence what was done, for activity
    :param home: parts of the partnership's home page, each at the price of one question to the read model
    :param addresses: (kind without version) to the path of the page of the thing that such an entry made or changed;
        given the entry and the partnership's address name. Other kinds lead to their entry in the record
    :param tasks: what waits for one person, each at the price of few questions
    :param dates: what stands in the calendar of a partnership; given the partnership and its address name
    :param concerns: (kind without version) to the pseudonyms of those who must be told of such an entry themselves,
        whether or not they hold a place: who was mentioned, who applied, whose data were looked at
    :param answers: (kind without version) to what somebody who is told of such an entry may do from the mail
    :param readable: (kind without version) to what the charter must let somebody read (`Access` rules) to be shown the
        words of such an entry, where that is less than the record: found by nobody else, shown to nobody else
    :param contributes: (kind without version) to what makes such an entry a contribution of somebody, if it is one;
        whoever gave it is told that it arrived, what the answer is and what came of it
    :param brings: what organisations have taken on to bring; given the partnership, at the price of one question
    """

    name: str
    label: Says
    acts: Mapping[type[Act], Projection]
    step: int | None = None
    urls: str | None = None
    conditions: Mapping[type[Act], tuple[Condition, ...]] = field(default_factory=dict)
    guards: tuple[Guard, ...] = ()
    criteria: tuple[Criterion, ...] = ()
    observes: tuple[Callable[[Entry], None], ...] = ()
    tables: tuple[type[Any], ...] = ()
    completes: Mapping[type[Act], Completion] = field(default_factory=dict)
    upcasters: Mapping[tuple[str, int], Callable[[dict[str, Any]], dict[str, Any]]] = field(default_factory=dict)
    sentences: Mapping[str, Callable[[Any, Entry], Says]] = field(default_factory=dict)
    links: tuple[Link, ...] = ()
    home: tuple[Callable[[Facts], Block | None], ...] = ()
    addresses: Mapping[str, Callable[[Entry, str], str]] = field(default_factory=dict)
    tasks: tuple[Callable[[Facts, Actor, str], Iterable[Task]], ...] = ()
    dates: tuple[Callable[[str, str], Iterable[Dated]], ...] = ()
    sheets: tuple[Sheet, ...] = ()
    concerns: Mapping[str, Callable[[Entry], Iterable[str]]] = field(default_factory=dict)
    answers: Mapping[str, Callable[[Entry, Actor], Iterable[Answer]]] = field(default_factory=dict)
    readable: Mapping[str, str] = field(default_factory=dict)
    brings: tuple[Callable[[str], Iterable[Brought]], ...] = ()
    contributes: Mapping[str, Callable[[Entry], Contributed | None]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Setting:
    """Where an act would be done: the charter that judges it. Kept apart so that pages can ask many verdicts."""

    charter: Charter
    digest: str | None
