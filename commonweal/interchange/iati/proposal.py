"""What an activity says about a partnership: the typed middle between a file and the acts that found it.

Contact details are never read: they are personal data, and a proposal becomes entries of a permanent record.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words in a language (BCP 47 code; `und` where the file does not say)."""

    text: str
    lang: str


@dataclass(frozen=True, slots=True)
class Place:
    """A country, region or spot: `kind` is "country", "region" or "spot"; `point` is latitude and longitude."""

    kind: str
    code: str
    name: str
    share: Decimal | None = None
    point: tuple[Decimal, Decimal] | None = None


@dataclass(frozen=True, slots=True)
class Organisation:
    """Who takes part. `sector` is empty where the file does not say what kind of organisation it is."""

    names: tuple[Phrase, ...]
    identifier: str
    kind: str
    sector: str
    level: str
    country: str
    roles: tuple[str, ...]
    line: int

    @property
    def name(self) -> str:
        """The name to show, or the identifier where the file gives no name."""
        return self.names[0].text if self.names else self.identifier


@dataclass(frozen=True, slots=True)
class Measure:
    """How a goal is measured: indicator, unit, where it starts and what is aimed at, as the file writes it."""

    indicator: Phrase
    unit: str
    baseline: str
    baseline_year: str
    target: str
    start: date | None
    end: date | None


@dataclass(frozen=True, slots=True)
class GlobalGoal:
    """A mark of the Sustainable Development Goals: goal 1 to 17, and the target or indicator code where given."""

    goal: int
    target: str


@dataclass(frozen=True, slots=True)
class Goal:
    """What is to be achieved: title, kind ("output", "outcome", "impact" or empty), and how it is measured."""

    title: Phrase
    description: Phrase | None
    kind: str
    measures: tuple[Measure, ...]
    global_goals: tuple[GlobalGoal, ...]
    start: date | None
    end: date | None
    line: int


@dataclass(frozen=True, slots=True)
class Field:
    """A sector of work: code, vocabulary, share of the whole and our word for it (empty where we have none)."""

    code: str
    vocabulary: str
    share: Decimal | None
    label: str
    names: tuple[Phrase, ...]


@dataclass(frozen=True, slots=True)
class Relation:
    """Another activity: "parent", "child", "sibling", "co_funded" or "third_party"."""

    kind: str
    identifier: str


@dataclass(frozen=True, slots=True)
class Proposal:
    """A partnership as an activity describes it; empty tuples and strings where the file is silent."""

    identifier: str
    names: tuple[Phrase, ...]
    purposes: tuple[Phrase, ...]
    objectives: tuple[Phrase, ...]
    beneficiaries: tuple[Phrase, ...]
    level: str
    places: tuple[Place, ...]
    languages: tuple[str, ...]
    currency: str
    organisations: tuple[Organisation, ...]
    goals: tuple[Goal, ...]
    global_goals: tuple[GlobalGoal, ...]
    markers: tuple[tuple[str, str], ...]
    fields: tuple[Field, ...]
    status: str
    planned_start: date | None
    actual_start: date | None
    planned_end: date | None
    actual_end: date | None
    budgets: tuple[tuple[str, Decimal], ...]
    relations: tuple[Relation, ...]
    hierarchy: int
    line: int

    @property
    def convener(self) -> Organisation:
        """The organisation that reports: always the first."""
        return self.organisations[0]

    @property
    def starts_on(self) -> date | None:
        """The actual start, or the planned one."""
        return self.actual_start or self.planned_start

    @property
    def ends_on(self) -> date | None:
        """The actual end, or the planned one."""
        return self.actual_end or self.planned_end
