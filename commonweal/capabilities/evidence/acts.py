"""What can be done with evidence: bring, correct, contradict, withdraw consent, retire, say what a decision used."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any, ClassVar, Literal, Self

from django.utils.translation import gettext_lazy as _
from pydantic import BeforeValidator, Field, StringConstraints, field_validator, model_validator

from commonweal.acts.act import Data, FreeText, Hex, Id, Line, Position
from commonweal.acts.citing import Citing

Kind = Literal["technical", "community", "experiential"]
Strength = Literal["limited", "moderate", "strong"]
WebAddress = Annotated[str, StringConstraints(strip_whitespace=True, pattern=r"^https?://[^\s]+$", max_length=500)]


def _each_once(value: Any) -> Any:
    """Sort and deduplicate, so that one set has one form."""
    return tuple(sorted(set(value))) if isinstance(value, list | tuple | set | frozenset) else value


Kinds = Annotated[tuple[Kind, ...], BeforeValidator(_each_once)]
Positions = Annotated[tuple[Position, ...], BeforeValidator(_each_once), Field(max_length=50)]


class Consent(Data):
    """That a community agreed: who spoke for it (an assembly, a council: never a person), for what, and when."""

    given_by: Line
    scope: FreeText
    on: date


class EvidenceFile(Data):
    """A file that belongs to an item: what it is, its SHA-256, and where it can be had."""

    label: Line
    digest: Hex
    url: WebAddress | None = None


class _Item(Citing):
    """What an item of evidence says, from where, how strong it is, and about which entries."""

    matter: ClassVar[str] = "evidence"

    title: Line
    kinds: Annotated[Kinds, Field(min_length=1)]
    says: FreeText
    source: FreeText
    source_url: WebAddress | None = None
    territory: Line | None = None
    community: Line | None = None
    community_organisation: Id | None = None
    consent: Consent | None = None
    strength: Strength
    why_strength: FreeText
    limits: FreeText
    files: Annotated[tuple[EvidenceFile, ...], Field(max_length=10)] = ()
    about: Positions = ()

    @field_validator("files")
    @classmethod
    def _each_file_once(cls, files: tuple[EvidenceFile, ...]) -> tuple[EvidenceFile, ...]:
        if len({each.digest for each in files}) < len(files):
            raise ValueError(_("Name each file once."))
        return files

    @model_validator(mode="after")
    def _community_agreed(self) -> Self:
        if "community" in self.kinds:
            if self.community is None:
                raise ValueError(_("Say from which community it comes."))
            if self.consent is None:
                raise ValueError(_("Say who agreed for the community, to what, and when."))
        return self

    def named(self) -> dict[int, str]:
        """Return the entries that it speaks about."""
        return dict.fromkeys(self.about, "answers")


class Add(_Item):
    """Somebody brings something that partners should know: technical, of a community, or of experience."""

    kind: ClassVar[str] = "evidence.add.v1"


class Correct(_Item):
    """Whoever brought an item puts right what it says; what it said before stays on the record."""

    kind: ClassVar[str] = "evidence.correct.v1"
    relations: ClassVar[dict[str, str]] = {"evidence": "supersedes"}

    evidence: Position


class Contradict(Citing):
    """Somebody says that two items do not fit together, and how; they are then shown side by side."""

    kind: ClassVar[str] = "evidence.contradict.v1"
    matter: ClassVar[str] = "evidence"
    relations: ClassVar[dict[str, str]] = {"evidence": "challenges", "other": "challenges"}

    evidence: Position
    other: Position
    says: FreeText

    @model_validator(mode="after")
    def _are_two(self) -> Self:
        if self.evidence == self.other:
            raise ValueError(_("Choose another item: this one cannot contradict itself."))
        return self


class WithdrawConsent(Citing):
    """A community withdraws its consent: the words of the item are erased, and it counts no longer."""

    kind: ClassVar[str] = "evidence.withdraw_consent.v1"
    matter: ClassVar[str] = "evidence"
    relations: ClassVar[dict[str, str]] = {"evidence": "closes"}

    evidence: Position
    withdrawn_by: Line


class Retire(Citing):
    """An item is taken out of use, with the reason; it stays readable."""

    kind: ClassVar[str] = "evidence.retire.v1"
    matter: ClassVar[str] = "evidence"
    relations: ClassVar[dict[str, str]] = {"evidence": "closes"}

    evidence: Position
    reason: FreeText


class Use(Citing):
    """It is said on which kinds of knowledge a proposed decision rests, and why on no others."""

    kind: ClassVar[str] = "evidence.use.v1"
    matter: ClassVar[str] = "evidence"
    relations: ClassVar[dict[str, str]] = {"decision": "answers"}

    decision: Position
    kinds: Kinds = ()
    evidence: Positions = ()
    none_because: FreeText | None = None

    @model_validator(mode="after")
    def _says_something(self) -> Self:
        if not self.kinds and not self.evidence and self.none_because is None:
            raise ValueError(_("Choose the evidence that it rests on, or say why it rests on none."))
        return self

    def named(self) -> dict[int, str]:
        """Return the items that it rests on."""
        return dict.fromkeys(self.evidence, "based_on")
