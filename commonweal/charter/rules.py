"""The rules that a clause can set as data: who sits where, who decides what, and how it is counted.

Each is one small frozen class with a `type`, so that a charter reads the same as a document and as JSON. Bodies,
matters and rules of decision refer to each other by code; `charter.checking` says where they do not fit together.
"""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal, Self

from pydantic import Field, StringConstraints, model_validator

from commonweal.charter.data import Code, Data, Days, Localised, Months, Number, Share

SECTORS = ("government", "company", "civil_society", "university", "community")
Promise = Literal["inform", "consult", "involve", "collaborate", "empower"]
"""How much those who are affected take part in a decision, from being told to deciding."""
Knowledge = Literal["technical", "community", "experiential"]
Assurance = Literal["passkey", "code", "paper"]
"""How a signature is given, strongest first."""

# ── Who may ───────────────────────────────────────────────────────────────────────────────────────


class Grant(Data):
    """Who may do something: the acts or matters that this clause gives to some roles."""

    type: Literal["grant"] = "grant"
    acts: tuple[str, ...] = ()
    matters: tuple[str, ...] = ()
    roles: tuple[str, ...]
    refusal: Localised


class Access(Data):
    """Who may read or take away something that is not an act."""

    type: Literal["access"] = "access"
    what: str
    roles: tuple[str, ...]
    refusal: Localised


class Threshold(Data):
    """A number against which a criterion of the seven steps is held. `value` is a decimal as text."""

    type: Literal["threshold"] = "threshold"
    criterion: str
    name: str
    value: Annotated[str, Field(pattern=r"^-?\d+(\.\d+)?$")]


# ── Who sits where ────────────────────────────────────────────────────────────────────────────────

HeldBy = Literal["each_member", "each_person", "organisation", "sector", "community", "lot", "expert"]
FilledBy = Literal["office", "appointment", "election", "draw", "mandate_letter"]


class SeatGroup(Data):
    """Seats of one kind in a body.

    :param held_by: ``each_member``: one for every member organisation, filled by its representative; ``each_person``:
        one for everybody who takes part; ``organisation``, ``sector``, ``community``: `count` seats held by that which
        `of` names; ``lot``: by people drawn; ``expert``: by persons without a constituency
    :param of: an organisation's id, a sector, or a community's name; nothing where `held_by` needs none
    :param count: how many seats; of no meaning for ``each_member`` and ``each_person``
    :param weight: what one seat weighs where a test counts weight; `population`: how many people it stands for
    :param term_months: how long somebody holds it; nothing where it has no term
    """

    code: Code
    name: Localised
    held_by: HeldBy
    of: Annotated[str, StringConstraints(max_length=160)] = ""
    count: Annotated[int, Field(ge=1, le=2000)] = 1
    weight: Number = "1"
    population: Number = "0"
    term_months: Months | None = None
    substitute: bool = True
    filled_by: FilledBy = "appointment"


Office = Literal["chair", "record_keeper"]


class Body(Data):
    """A body of the partnership: what it is for, who sits in it, and until when.

    :param parent: the body under which it stands; nothing for the highest
    :param delegated: codes of matters on which its parent lets it decide
    :param sunset_on: the day after which it is no more, unless the charter is amended
    :param typical_absence: the share of seats expected to stay away, until six meetings tell
    """

    type: Literal["body"] = "body"
    code: Code
    name: Localised
    mandate: Localised
    parent: Code | None = None
    seats: tuple[SeatGroup, ...]
    offices: tuple[Office, ...] = ("chair", "record_keeper")
    delegated: tuple[Code, ...] = ()
    meets_every_months: Months | None = None
    notice_days: Days = 7
    typical_absence: Share = "1/5"
    sunset_on: date | None = None


# ── Who decides what ──────────────────────────────────────────────────────────────────────────────


class Matter(Data):
    """Something on which decisions are taken, with exactly one body that takes them and one rule by which it does.

    :param family: where a matter is split by amount, the code that its parts share, such as ``money``
    :param amount_from: from this amount on (included), `amount_below`: and below that; in `currency`
    :param promised: how much those affected take part, at least
    :param knowledge: kinds of knowledge that a decision has to rest on
    """

    type: Literal["matter"] = "matter"
    code: Code
    name: Localised
    body: Code
    rule: Code
    family: Code | None = None
    amount_from: Number | None = None
    amount_below: Number | None = None
    currency: Annotated[str, StringConstraints(pattern=r"^[A-Z]{3}$")] | None = None
    promised: Promise = "consult"
    knowledge: tuple[Knowledge, ...] = ()


# ── How it is counted ─────────────────────────────────────────────────────────────────────────────

Over = Literal["seats", "weight", "population", "organisations", "each_sector"]
Of = Literal["entitled", "present", "voting"]


class Test(Data):
    """One majority that must be reached; a rule that has two is a double majority, one that has three a triple one.

    :param over: what is counted: seats, their weight, the population they stand for, organisations (each once, by the
        larger part of its seats), or seats within each sector
    :param of: the share of whom: of all who are entitled, of those present, or of those who voted yes or no
    :param more: whether it takes more than the share, or the share is enough
    :param sectors: in how many sectors it must hold, where `over` is ``each_sector``; nothing means in every one
    """

    __test__ = False  # not for the runner of our own tests

    over: Over = "seats"
    share: Share = "1/2"
    more: bool = True
    of: Of = "voting"
    sectors: Annotated[int, Field(ge=1, le=5)] | None = None


class SectorPresence(Data):
    """How many seats of a sector must be present for a decision to count."""

    sector: Literal["government", "company", "civil_society", "university", "community"]
    seats: Annotated[int, Field(ge=1, le=2000)] = 1


class Quorum(Data):
    """Who must be there. In a written or remote vote, whoever casts a ballot, abstaining included, is there.

    :param share: of the seats entitled
    :param sectors: from how many sectors at least one seat must be there
    :param recused: whether those who had to step back count among the entitled and the present
    """

    share: Share = "1/2"
    more: bool = False
    sectors: Annotated[int, Field(ge=1, le=5)] | None = None
    presence: tuple[SectorPresence, ...] = ()
    recused: bool = False


class Veto(Data):
    """Who may stop a decision by a reasoned veto, how often, and how the others may go on all the same.

    :param held_by: ``seats``: each seat of the group whose code `of` names; ``sector``: most seats of that sector
    :param yearly: how often in twelve months each holder may use it; nothing means without limit
    :param override: the majority by which the others set it aside; nothing means that they cannot
    """

    held_by: Literal["seats", "sector"]
    of: Annotated[str, StringConstraints(max_length=40)]
    yearly: Annotated[int, Field(ge=1, le=100)] | None = None
    override: Test | None = None


Method = Literal[
    "consent",
    "consensus",
    "advice",
    "majority",
    "approval",
    "score",
    "schulze",
    "ranked_pairs",
    "irv",
    "stv",
    "quadratic",
]
YES_NO: frozenset[str] = frozenset({"consent", "consensus", "advice", "majority"})
"""Methods that answer one question; the others choose among options."""


class DecisionRule(Data):
    """How a body decides.

    :param method: ``consent``: adopted unless a reasoned objection stands; ``consensus``: adopted if all who vote
        agree, standing aside allowed; ``advice``: whoever proposes decides after asking; ``majority``: by `tests`;
        the others choose `winners` among options, each by its own count (`docs/methods/ballots.md`)
    :param tests: the majorities of ``majority``, all of which must be reached
    :param split: whether a delegation may split the weight of its seat
    :param proxies: how many absent members one person may vote for; 0 means that nobody votes for another
    :param casting_vote: whether the chair decides where yes and no are equal
    :param ties: what happens where options are equal: the vote fails, the chair chooses, or a lot that everybody can
        draw again from the root of the ballot box
    :param scale: highest score, or credits of each voter in ``quadratic``
    """

    type: Literal["rule"] = "rule"
    code: Code
    name: Localised
    method: Method
    tests: tuple[Test, ...] = ()
    quorum: Quorum | None = None
    vetoes: tuple[Veto, ...] = ()
    notice_days: Days = 0
    discussion_days: Days = 0
    open_days: Days = 7
    secrecy: Literal["open", "secret"] = "open"
    split: bool = False
    proxies: Annotated[int, Field(ge=0, le=100)] = 0
    casting_vote: bool = False
    ties: Literal["fail", "chair", "lot"] = "fail"
    winners: Annotated[int, Field(ge=1, le=100)] = 1
    scale: Annotated[int, Field(ge=1, le=1000)] = 5

    @model_validator(mode="after")
    def _says_how_it_counts(self) -> Self:
        if (self.method == "majority") != bool(self.tests):
            raise ValueError("A majority says which share of whom it takes, and no other method does.")
        return self


# ── How the partnership lives ─────────────────────────────────────────────────────────────────────


class Cycle(Data):
    """Something that comes round, such as a report or a review, and who owes it."""

    type: Literal["cycle"] = "cycle"
    code: Code
    what: Localised
    every_months: Months
    owed_by: tuple[str, ...] = ()


DeadlineFor = Literal["acknowledge", "answer", "effect", "minutes", "decision", "dispute", "vacancy", "appeal"]


class Deadline(Data):
    """Within how many days something has to be done."""

    type: Literal["deadline"] = "deadline"
    what: DeadlineFor
    days: Annotated[int, Field(ge=1, le=3650)]


InterestKind = Literal["employment", "ownership", "contract", "funding", "family", "office", "property", "other"]


class InterestsPolicy(Data):
    """Who says what interests they have, who judges whether one is a conflict, and what always is one.

    :param renew_months: after how many months a declaration has to be made again
    :param decided_by: the body that judges; nothing means the chair or the convener
    :param always: kinds of interest that are a conflict without any judgement
    :param bands: amounts at which the bands of a declared interest begin, ascending
    """

    type: Literal["interests"] = "interests"
    renew_months: Months = 12
    decided_by: Code | None = None
    always: tuple[InterestKind, ...] = ()
    bands: tuple[Number, ...] = ()
    currency: Annotated[str, StringConstraints(pattern=r"^[A-Z]{3}$")] | None = None


class DataPrinciple(Data):
    """A principle by which the partnership handles data."""

    type: Literal["data_principle"] = "data_principle"
    code: Literal["purpose", "minimisation", "transparency", "retention", "security", "community_consent", "openness"]


class DisputeStep(Data):
    """One rung of the path on which a dispute is settled."""

    name: Localised
    body: Code | None = None
    days: Annotated[int, Field(ge=1, le=3650)]


class DisputePath(Data):
    """How a complaint or dispute goes from talking to settling: its steps in order."""

    type: Literal["dispute_path"] = "dispute_path"
    steps: tuple[DisputeStep, ...]


class Review(Data):
    """When the charter is looked at again: on a day, or every so many months."""

    type: Literal["review"] = "review"
    on: date | None = None
    every_months: Months | None = None


class Signing(Data):
    """Who signs the charter, how surely, in which order and until when.

    :param parties: whether every member organisation signs, or only the ones that are named when it is presented
    :param assurance: ways of signing that count
    :param share: of the parties, how many must have signed for it to rule
    """

    type: Literal["signing"] = "signing"
    parties: Literal["each_member", "named"] = "each_member"
    assurance: tuple[Assurance, ...] = ("passkey", "code", "paper")
    in_order: bool = False
    period_days: Annotated[int, Field(ge=1, le=730)] = 60
    share: Share = "1/1"


class Amendment(Data):
    """On which matter an amendment is decided, and how many days later it rules."""

    type: Literal["amendment"] = "amendment"
    matter: Code
    after_days: Days = 0


class Accession(Data):
    """On which matter it is decided that an organisation joins; it then signs the charter as it stands."""

    type: Literal["accession"] = "accession"
    matter: Code


class Exit(Data):
    """How a partner leaves: notice in days, and whether duties taken on remain."""

    type: Literal["exit"] = "exit"
    notice_days: Days = 30
    duties_remain: bool = True


class Suspension(Data):
    """On which matter it is decided that a partner's seats rest for a time."""

    type: Literal["suspension"] = "suspension"
    matter: Code


class Succession(Data):
    """Who takes over from an organisation that ends or is merged: its legal successor, or nobody without a decision."""

    type: Literal["succession"] = "succession"
    matter: Code | None = None


class Dissolution(Data):
    """On which matter it is decided that the partnership ends, and for how many months its record is kept reachable."""

    type: Literal["dissolution"] = "dissolution"
    matter: Code
    record_months: Months = 60


Rule = Annotated[
    Grant
    | Threshold
    | Access
    | Body
    | Matter
    | DecisionRule
    | Cycle
    | Deadline
    | InterestsPolicy
    | DataPrinciple
    | DisputePath
    | Review
    | Signing
    | Amendment
    | Accession
    | Exit
    | Suspension
    | Succession
    | Dissolution,
    Field(discriminator="type"),
]
