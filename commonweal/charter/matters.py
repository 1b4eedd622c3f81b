"""Who decides what, and how it is counted: matters and rules of decision, as a clause sets them."""

from __future__ import annotations

from typing import Annotated, Literal, Self

from pydantic import Field, StringConstraints, model_validator

from commonweal.charter.data import Code, Data, Days, Localised, Number, Share

Promise = Literal["inform", "consult", "involve", "collaborate", "empower"]
"""How much those who are affected take part in a decision, from being told to deciding."""
Knowledge = Literal["technical", "community", "experiential"]


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
